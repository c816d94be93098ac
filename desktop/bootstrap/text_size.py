"""The text size a person chose: into their account's own settings file, unless the administrator's policy set it."""

from __future__ import annotations

from desktop.domain.errors import KnownError
from desktop.presenters.runner import Runner
from desktop.presenters.text_size import TextSizePresenter
from desktop.settings import Settings, SettingsError, keep_for_user, read
from desktop.settings.layers import Places, usual_places

TEXT_SIZE = "text_size"


class TextSizeNotKeptError(KnownError):
    """The account's settings file cannot be written or read."""

    code = "text-size-not-kept"


def text_size(settings: Settings, runner: Runner, places: Places | None = None) -> TextSizePresenter | None:
    """Return who keeps the size; None where a policy holds it."""
    where = places or usual_places()
    if read(settings.home, where).locked(TEXT_SIZE):
        return None

    def keep(percent: int) -> None:
        try:
            keep_for_user(where, **{TEXT_SIZE: str(percent)})
        except (OSError, SettingsError) as error:
            raise TextSizeNotKeptError from error

    return TextSizePresenter(int(settings.text_size), keep, runner)
