"""Who asked for the deletion in hand and how they signed, for who signs over it (P25, N14)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from desktop.domain.drawn import DrawnSignature, SignedHow, Stroke
from desktop.domain.errors import CentralUnreachableError, KnownError
from desktop.domain.ids import CaseId
from desktop.domain.retention import run_of
from desktop.ports.central import Asked
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import NETWORK, Runner


class LooksAtAsked(Protocol):
    """services.erasure_asked.ErasureAskedService."""

    def asked(self, case_id: CaseId) -> Asked: ...


class Asking(StrEnum):
    """Who asked for a deletion."""

    PERSON = "person"
    RETENTION = "retention"
    MINOR = "minor"


@dataclass(frozen=True, slots=True)
class AskedState:
    """`who` is None until central said; `note` says that it could not be asked."""

    case_id: CaseId | None = None
    who: Asking | None = None
    signed: SignedHow = SignedHow.NOT
    strokes: tuple[Stroke, ...] = ()
    window: str = ""
    busy: bool = False
    note: Note = NOTHING


class AskedPresenter:
    """Follows the deletion in hand; what was shown goes with it from the screen."""

    def __init__(self, asked: LooksAtAsked, runner: Runner) -> None:
        self._asked, self._runner = asked, runner
        self._out = Publisher(AskedState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> AskedState:
        """Return the newest state."""
        return self._out.state

    def take(self, case_id: CaseId | None, ground: str = "", *, may: bool = True) -> None:
        """Show how this case was asked for; a failed look is tried again when it is taken again."""
        state = self.state
        if case_id == state.case_id and (state.busy or state.note == NOTHING):
            return
        if case_id is not None and run_of(ground) is not None:
            self._out.publish(AskedState(case_id, Asking.RETENTION))
        elif case_id is None or not may:
            self._out.publish(AskedState(case_id))
        else:
            self._out.publish(AskedState(case_id, busy=True))
            self._runner.run(
                NETWORK,
                lambda: _shown(case_id, self._asked.asked(case_id)),
                self._said,
                lambda error: self._failed(case_id, error),
            )

    def _said(self, shown: AskedState) -> None:
        if self.state.case_id == shown.case_id:
            self._out.publish(shown)

    def _failed(self, case_id: CaseId, error: KnownError) -> None:
        if self.state.case_id != case_id:
            return
        offline = isinstance(error, CentralUnreachableError)
        said = note(NoteKind.WARN, "asked-offline") if offline else error_note(error)
        self._out.publish(replace(self.state, busy=False, note=said))


def _shown(case_id: CaseId, said: Asked) -> AskedState:
    who = Asking.PERSON if said.signed else Asking.MINOR
    strokes = DrawnSignature.from_text(said.drawn).strokes if said.drawn else ()
    return AskedState(case_id, who, said.signed, strokes, said.window)
