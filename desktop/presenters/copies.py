"""The copy for the request in hand: made and sealed, its passphrase shown once, handed over and removed (P24, G99)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.domain.errors import KnownError
from desktop.domain.ids import CaseId
from desktop.domain.personal_copies import COPIED, PersonalCopy
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import DEVICE, NETWORK, STORE, Runner
from desktop.services.copies import SealedCopy
from desktop.services.request_values import RequestDetail


class Copies(Protocol):
    """services.copies.CopyService."""

    def gather(self, case_id: CaseId) -> PersonalCopy: ...
    def pack(self, copy: PersonalCopy, pdf: bytes) -> SealedCopy: ...
    def given(self, case_id: CaseId) -> None: ...


class CopyPlace(Protocol):
    """Where sealed copies lie until they are handed over."""

    def keep(self, name: str, content: bytes) -> str:
        """Write a file whole and return where; raises SlipFileError."""

    def remove(self, name: str) -> None:
        """Delete a file; one that is gone is no error."""


@dataclass(frozen=True, slots=True)
class CopyState:
    """`file` and `passphrase` stand until the copy was handed over; `case_id` names whose."""

    may: bool = False
    case_id: CaseId | None = None
    file: str = ""
    name: str = ""
    passphrase: str = ""
    busy: bool = False
    note: Note = NOTHING

    def __repr__(self) -> str:
        return f"CopyState({self.case_id}, busy={self.busy})"


class CopyPresenter:
    """Publishes CopyState; `paint` makes the readable part."""

    def __init__(
        self, copies: Copies, runner: Runner, paint: Callable[[PersonalCopy], bytes], place: CopyPlace, *, may: bool
    ) -> None:  # fmt: skip
        self._copies, self._runner, self._paint, self._place = copies, runner, paint, place
        self._out = Publisher(CopyState(may=may))
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> CopyState:
        """Return the newest state."""
        return self._out.state

    def offered(self, detail: RequestDetail | None) -> bool:
        """Return whether a copy can be made for this request here."""
        return (
            self.state.may and detail is not None and detail.case.kind in COPIED and detail.case.may_disclose
        )

    def make(self, case_id: CaseId) -> None:
        """Gather, paint, seal, keep; traced before anything of it is there."""
        if self.state.busy or not self.state.may:
            return
        self._show(replace(self.state, busy=True, note=note(NoteKind.BUSY, "copy-making")))
        self._runner.run(NETWORK, lambda: self._copies.gather(case_id), self._gathered, self._failed)

    def hand_over(self) -> None:
        """The person has the file: it is noted, then deleted here."""
        state = self.state
        if state.busy or state.case_id is None:
            return
        case_id, name = state.case_id, state.name
        self._show(replace(state, busy=True))
        self._runner.run(
            STORE, lambda: self._copies.given(case_id), lambda _: self._remove(name), self._failed
        )

    def _gathered(self, copy: PersonalCopy) -> None:
        pdf = self._paint(copy)
        self._runner.run(STORE, lambda: self._copies.pack(copy, pdf), self._packed, self._failed)

    def _packed(self, sealed: SealedCopy) -> None:
        def kept(where: str) -> None:
            self._show(
                CopyState(
                    self.state.may, sealed.case_id, where, sealed.name, sealed.passphrase,
                    note=note(NoteKind.OK, "copy-ready"),
                )
            )  # fmt: skip

        self._runner.run(DEVICE, lambda: self._place.keep(sealed.name, sealed.content), kept, self._failed)

    def _remove(self, name: str) -> None:
        def gone(_: None) -> None:
            self._show(CopyState(self.state.may, note=note(NoteKind.OK, "copy-given")))

        self._runner.run(DEVICE, lambda: self._place.remove(name), gone, self._failed)

    def _failed(self, error: KnownError) -> None:
        self._show(replace(self.state, busy=False, note=error_note(error)))

    def _show(self, state: CopyState) -> None:
        self._out.publish(state)
