"""Forms put aside, and the draft that is handed over to be sealed whenever it changed."""

from __future__ import annotations

from collections.abc import Callable

from desktop.domain.errors import KnownError
from desktop.domain.masking import Surface, mask_name
from desktop.presenters.kept_draft import KeptForm
from desktop.presenters.notes import NOTHING, Note, error_note
from desktop.presenters.runner import STORE
from desktop.presenters.serving import Serving

MOST_PARKED = 5
DraftSink = Callable[[bytes | None], None]


class DraftKeeper:
    """Parks forms in memory and saves the one in hand through `sink` on the store lane."""

    def __init__(self, serving: Serving, sink: DraftSink | None) -> None:
        self._serving = serving
        self._sink = sink
        self._parked: list[KeptForm] = []
        self._handed: bytes | None = None
        self._saved: bytes | None = None
        self.note: Note = NOTHING

    def park(self, kept: KeptForm) -> None:
        """Put a form aside; of more than five the oldest goes."""
        self._parked = [*self._parked, kept][-MOST_PARKED:]

    def take(self) -> KeptForm | None:
        """Take the form back that was put aside last."""
        return self._parked.pop() if self._parked else None

    def parked(self) -> tuple[KeptForm, ...]:
        """Return the forms put aside, oldest first."""
        return tuple(self._parked)

    def forget(self) -> None:
        """Let every parked form go; what lay sealed is gone already, so the one in hand is sealed anew."""
        self._parked = []
        self._handed = None

    def names(self) -> tuple[str, ...]:
        """Return the masked names of the parked, oldest first."""
        return tuple(mask_name(kept.identity.name, Surface.LIST) for kept in self._parked)

    def save(self, raw: bytes | None) -> None:
        """Hand the draft over when it changed since the last time; None means nothing to keep."""
        sink = self._sink
        if sink is None or raw == self._handed:
            return
        self._handed = raw
        self._serving.ask_anyway(STORE, lambda: sink(raw), lambda _: self._kept(raw), self._not_kept)

    def saved(self, raw: bytes | None) -> bool:
        """Return whether exactly this draft lies sealed."""
        return raw is not None and raw == self._saved

    def _kept(self, raw: bytes | None) -> None:
        self._saved = raw
        self.note = NOTHING

    def _not_kept(self, error: KnownError) -> None:
        self._handed = None
        self.note = error_note(error)
