"""The proof pack of the case in hand: fetched, checked, kept as one file, removed when it is handed over (N36)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.domain.errors import KnownError
from desktop.domain.ids import CaseId
from desktop.domain.proof_pack import Finding
from desktop.presenters.copies import CopyPlace
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import DEVICE, NETWORK, STORE, Runner

Paint = Callable[[bytes, tuple[Finding, ...]], bytes]


class Proofs(Protocol):
    """services.proofs.ProofService."""

    def gather(self, case_id: CaseId) -> tuple[bytes, bytes]: ...
    def packed(self, case_id: CaseId, proof: bytes, signature: bytes, paint: Paint) -> bytes: ...


@dataclass(frozen=True, slots=True)
class ProofState:
    """`file` stands until it is handed over; `case_id` names whose."""

    may: bool = False
    case_id: CaseId | None = None
    file: str = ""
    busy: bool = False
    note: Note = NOTHING


class ProofPresenter:
    """One pack at a time, for whichever page has a case in hand."""

    def __init__(self, proofs: Proofs, runner: Runner, paint: Paint, place: CopyPlace, *, may: bool) -> None:
        self._proofs, self._runner, self._paint, self._place = proofs, runner, paint, place
        self._out = Publisher(ProofState(may=may))
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> ProofState:
        """Return the newest state."""
        return self._out.state

    def make(self, case_id: CaseId) -> None:
        """Make the pack of a case."""
        if self.state.busy or not self.state.may:
            return
        self._show(replace(self.state, busy=True, note=note(NoteKind.BUSY, "proof-making")))
        self._runner.run(
            NETWORK, lambda: self._proofs.gather(case_id), lambda got: self._pack(case_id, *got), self._failed
        )

    def hand_over(self) -> None:
        """The inspector has it: the file goes from this PC."""
        state = self.state
        if state.busy or state.case_id is None:
            return
        name = _name(state.case_id)
        self._show(replace(state, busy=True))
        self._runner.run(DEVICE, lambda: self._place.remove(name), lambda _: self._gone(), self._failed)

    def _pack(self, case_id: CaseId, proof: bytes, signature: bytes) -> None:
        self._runner.run(
            STORE, lambda: self._proofs.packed(case_id, proof, signature, self._paint),
            lambda content: self._keep(case_id, content), self._failed,
        )  # fmt: skip

    def _keep(self, case_id: CaseId, content: bytes) -> None:
        def kept(where: str) -> None:
            self._show(
                ProofState(self.state.may, case_id, where, note=note(NoteKind.OK, "proof-ready", file=where))
            )

        self._runner.run(DEVICE, lambda: self._place.keep(_name(case_id), content), kept, self._failed)

    def _gone(self) -> None:
        self._show(ProofState(self.state.may, note=note(NoteKind.OK, "proof-given")))

    def _failed(self, error: KnownError) -> None:
        self._show(replace(self.state, busy=False, note=error_note(error)))

    def _show(self, state: ProofState) -> None:
        self._out.publish(state)


def _name(case_id: CaseId) -> str:
    return f"proof-{case_id}.zip"
