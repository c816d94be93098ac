"""A number booked ahead is taken: whose document lies here, alone or with a companion, and a typing mistake (N24)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.domain.errors import KnownError
from desktop.domain.ids import BookingId, TaskId
from desktop.domain.pick_up import CompanionDocumentError, LooksMistypedError, OtherPersonError, Shown
from desktop.domain.queueing import CheckInBy
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.runner import READ, STORE, Runner
from desktop.services.drafts import PersonDraft
from desktop.services.queueing import Stepped


class PickUps(Protocol):
    """services.pick_up.PickUpService."""

    def family_allowed(self) -> bool: ...
    def ask(self, booking_id: BookingId, shown: Shown) -> TaskId: ...


class ChecksIn(Protocol):
    """services.queueing.QueueService, of which only this."""

    def check_in(
        self, booking_id: BookingId, how: CheckInBy, priority: None = None, shown: Shown | None = None
    ) -> Stepped: ...


@dataclass(frozen=True, slots=True)
class PickUpAsked:
    """Whose document is asked for. `differs` after a card that looks mistyped, `asked` when supervisors know of it."""

    booking_id: BookingId
    family_allowed: bool = False
    family: bool = False
    companion: bool = False
    differs: str = ""
    asked: bool = False
    may_release: bool = False

    @property
    def can_ask(self) -> bool:
        """Return whether supervisors can be told now."""
        return bool(self.differs) and not self.asked

    @property
    def can_release(self) -> bool:
        """Return whether the person at this window may let the number go."""
        return bool(self.differs) and self.asked and self.may_release


class PickUpBlock:
    """Keeps what was shown in memory only while the question is open; `show` publishes, `came` tells of a check-in."""

    def __init__(
        self, steps: ChecksIn, pick_ups: PickUps, runner: Runner, *, may_release: bool,
        show: Callable[[PickUpAsked | None, Note], None], came: Callable[[Stepped], None],
    ) -> None:  # fmt: skip
        self._steps, self._pick_ups, self._runner = steps, pick_ups, runner
        self._may_release = may_release
        self._show, self._came = show, came
        self.asked: PickUpAsked | None = None
        self._own: Shown | None = None

    def open(self, booking_id: BookingId) -> None:
        """Ask for the document of this booking."""
        self._own = None

        def opened(family: bool) -> None:
            asked = PickUpAsked(booking_id, family_allowed=family, may_release=self._may_release)
            self._put(asked, note(NoteKind.PLAIN, "pick-up-document"))

        self._runner.run(READ, self._pick_ups.family_allowed, opened, self._failed)

    def close(self) -> None:
        """Forget what was shown."""
        self._own = None
        if self.asked is not None:
            self._put(None, NOTHING)

    def toggle_family(self) -> None:
        """A companion takes the number, where the rules let them."""
        asked = self.asked
        if asked is not None and asked.family_allowed:
            self._own = None
            self._put(PickUpAsked(
                asked.booking_id, True, not asked.family, may_release=asked.may_release), NOTHING)  # fmt: skip

    def typed(self, text: str) -> None:
        """A number typed from the document."""
        if text.strip():
            self._shown(Shown(text.strip()))

    def card(self, draft: PersonDraft) -> None:
        """A card was read."""
        self._shown(shown_card(draft))

    def go_on(self) -> None:
        """F9: tell the supervisors, or as a supervisor let the number go."""
        asked, own = self.asked, self._own
        if asked is None or own is None:
            return
        if asked.can_ask:
            self._runner.run(
                STORE, lambda: self._pick_ups.ask(asked.booking_id, own), lambda _: self._told(), self._failed
            )
        elif asked.can_release:
            self._take(asked, replace(own, release=True))

    def _shown(self, shown: Shown) -> None:
        asked = self.asked
        if asked is None:
            return
        if asked.family and not asked.companion:
            self._own = shown
            self._put(
                replace(asked, companion=True, differs=""), note(NoteKind.PLAIN, "pick-up-companion-next")
            )
        elif asked.family and self._own is not None:
            self._take(asked, replace(self._own, companion=shown))
        else:
            self._own = shown
            self._take(asked, shown)

    def _take(self, asked: PickUpAsked, shown: Shown) -> None:
        how = CheckInBy.CARD if shown.by_chip else CheckInBy.SEARCH
        self._runner.run(
            STORE, lambda: self._steps.check_in(asked.booking_id, how, shown=shown), self._taken, self._failed
        )

    def _taken(self, done: Stepped) -> None:
        self.close()
        self._came(done)

    def _told(self) -> None:
        if self.asked is not None:
            self._put(replace(self.asked, asked=True), note(NoteKind.OK, "pick-up-asked"))

    def _failed(self, error: KnownError) -> None:
        asked = self.asked
        if asked is None:
            self._show(None, error_note(error))
        elif isinstance(error, LooksMistypedError):
            facts = error.facts
            asked = replace(asked, differs=str(facts["differs"]), asked=bool(facts["asked"]))
            self._put(asked, error_note(error))
        elif isinstance(error, CompanionDocumentError):
            self._put(asked, error_note(error))
        else:
            again = isinstance(error, OtherPersonError)
            self._own = None if again else self._own
            self._put(
                replace(asked, companion=False, differs="" if again else asked.differs), error_note(error)
            )

    def _put(self, asked: PickUpAsked | None, said: Note) -> None:
        self.asked = asked
        self._show(asked, said)


def shown_card(draft: PersonDraft) -> Shown:
    """Return what a card that was read shows."""
    return Shown(draft.number, draft.document_type, draft.name, by_chip=True)
