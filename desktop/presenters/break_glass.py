"""Shift+F12: a record that was refused: the glass is broken (G79), or another person asked to sign (SECURITY §4.1).

With none refused the officer seals the record in hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.domain.break_glass import GlassReason
from desktop.domain.errors import KnownError, WrongPassphraseError
from desktop.domain.ids import PatientId, TaskId
from desktop.domain.openings import (
    MinorRecordError,
    NothingRefusedError,
    OfficersOwnRecordError,
    OpeningReason,
)
from desktop.ports.clock import Clock
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import NETWORK, READ, STORE, Runner
from desktop.services.break_glass import Opened, SealedOne
from desktop.services.openings import Refused

MINUTE_S = 60


class BreaksGlass(Protocol):
    """services.break_glass.BreakGlassService."""

    def refused(self) -> SealedOne: ...
    def one(self, patient_id: PatientId | None) -> SealedOne: ...
    def break_glass(self, patient_id: PatientId, reason: GlassReason, passphrase: bytearray) -> Opened: ...
    def open_now(self) -> Opened | None: ...
    def seal(self, patient_id: PatientId, *, sealed: bool) -> None: ...


class AsksToOpen(Protocol):
    """services.openings.OpeningService."""

    def refused(self) -> Refused: ...
    def ask(self, reason: OpeningReason) -> TaskId: ...


@dataclass(frozen=True, slots=True)
class GlassState:
    """`asking` is a record that another person must sign for, else `about` is the record in question.

    `opened` is what stands open now, with `minutes` left.
    """

    shown: bool = False
    sealing: bool = False
    asking: Refused | None = None
    wanted: OpeningReason | None = None
    about: SealedOne | None = None
    reason: GlassReason | None = None
    busy: bool = False
    cleared: int = 0
    note: Note = NOTHING
    opened: Opened | None = None
    minutes: int = 0


class GlassPresenter:
    """`served` returns whom the page has in hand, `show` opens a record, `hide` takes it from the screen."""

    def __init__(
        self, service: BreaksGlass, openings: AsksToOpen, runner: Runner, clock: Clock, *, may_seal: bool,
        served: Callable[[], PatientId | None], show: Callable[[PatientId], None], hide: Callable[[], None],
    ) -> None:  # fmt: skip
        self._service, self._openings, self._runner, self._clock = service, openings, runner, clock
        self._may_seal, self._served, self._show, self._hide = may_seal, served, show, hide
        self._out = Publisher(GlassState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> GlassState:
        """Return the newest state."""
        return self._out.state

    def open(self) -> None:
        """Ask about the record that was refused last, else about the one in hand (officer)."""
        self._put(shown=True, sealing=False, asking=None, wanted=None, about=None, reason=None, note=NOTHING)
        served = self._served()

        def look() -> Refused | SealedOne:
            try:
                return self._openings.refused()
            except NothingRefusedError:
                return self._service.one(served) if self._may_seal else self._service.refused()

        self._runner.run(READ, look, self._found, self._failed)

    def open_for(self, code: str) -> None:
        """Open by itself when another person's signature is what is missing."""
        if code in (MinorRecordError.code, OfficersOwnRecordError.code):
            self.open()

    def _found(self, one: Refused | SealedOne) -> None:
        if isinstance(one, Refused):
            self._put(asking=one)
        else:
            self._put(about=one, sealing=self._may_seal)

    def want(self, reason: OpeningReason) -> None:
        """Say what the record is needed for."""
        self._put(wanted=reason, note=NOTHING)

    def ask(self) -> None:
        """Enter: ask another person to sign that the record opens."""
        wanted = self.state.wanted
        if self.state.busy or self.state.asking is None:
            return
        if wanted is None:
            self._put(note=note(NoteKind.ERROR, "opening-reason-first"))
            return
        self._put(busy=True, note=note(NoteKind.BUSY, "opening-asking"))
        self._runner.run(
            STORE,
            lambda: self._openings.ask(wanted),
            lambda _: self._put(busy=False, note=note(NoteKind.OK, "opening-asked")),
            self._failed,
        )

    def close(self) -> None:
        """Esc: nothing is opened."""
        self._put(
            shown=False, asking=None, about=None, reason=None, note=NOTHING, cleared=self.state.cleared + 1
        )

    def choose(self, reason: GlassReason) -> None:
        """Say why."""
        self._put(reason=reason, note=NOTHING)

    def break_glass(self, passphrase: bytearray) -> None:
        """Enter on the passphrase: open the record for half an hour."""
        state = self.state
        about, reason = state.about, state.reason
        if state.busy or about is None:
            return
        if reason is None or not passphrase:
            missing = "glass-reason-first" if reason is None else "passphrase-needed"
            self._put(note=note(NoteKind.ERROR, missing))
            return
        self._put(busy=True, cleared=state.cleared + 1, note=note(NoteKind.BUSY, "glass-breaking"))
        self._runner.run(
            STORE,
            lambda: self._service.break_glass(about.patient_id, reason, passphrase),
            self._broken,
            self._failed,
        )

    def seal(self) -> None:
        """Enter: seal the record, or open it to everybody again."""
        about = self.state.about
        if self.state.busy or about is None or not self.state.sealing:
            return
        self._put(busy=True, note=note(NoteKind.BUSY, "glass-sealing"))
        self._runner.run(
            NETWORK,
            lambda: self._service.seal(about.patient_id, sealed=not about.sealed),
            lambda _: self._put(
                busy=False,
                about=replace(about, sealed=not about.sealed),
                note=note(NoteKind.OK, "record-opened-again" if about.sealed else "record-sealed"),
            ),
            self._failed,
        )

    def load(self) -> None:
        """A new sign-in: what this person still has open is said again."""
        self._runner.run(READ, self._service.open_now, self._still_open, lambda _: None)

    def tick(self) -> None:
        """Count down; when the time is over the record leaves the screen."""
        opened = self.state.opened
        if opened is None:
            return
        left = (opened.until - self._clock.now()).total_seconds()
        if left > 0:
            self._put(minutes=_minutes(left))
            return
        self._put(opened=None, minutes=0)
        if self._served() == opened.patient_id:
            self._hide()

    def _broken(self, opened: Opened) -> None:
        self._put(shown=False, busy=False, about=None, reason=None, note=NOTHING)
        self._still_open(opened)
        self._show(opened.patient_id)

    def _still_open(self, opened: Opened | None) -> None:
        left = (opened.until - self._clock.now()).total_seconds() if opened else 0
        self._put(opened=opened, minutes=_minutes(left))

    def _failed(self, error: KnownError) -> None:
        said = error_note(error)
        left = error.facts.get("left") if isinstance(error, WrongPassphraseError) else None
        if left is not None:
            said = note(NoteKind.ERROR, "wrong-passphrase-left", left=int(left))
        self._put(busy=False, note=said)

    def _put(self, **changes: object) -> None:
        self._out.publish(replace(self.state, **changes))  # type: ignore[arg-type]  # fields of the state


def _minutes(left_s: float) -> int:
    return -int(-left_s // MINUTE_S)
