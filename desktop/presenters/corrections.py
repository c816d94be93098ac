"""Old and new of the request in hand: opened by a key, filled in field by field, frozen, stopped (P26, G100, T8)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from desktop.domain.corrections import Change, Field, FieldProof, fields_of, proofs_of
from desktop.domain.errors import KnownError
from desktop.domain.ids import CaseId
from desktop.domain.requests import PROPOSED, UNDECIDED, RequestKind
from desktop.ports.central import CodeTicket
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import NETWORK, STORE, Runner
from desktop.services.corrections import ChangeView, Wanted
from desktop.services.request_values import RequestDetail

CODE_LENGTH = 6


class Corrections(Protocol):
    """services.corrections.CorrectionService."""

    def look(self, case_id: CaseId) -> ChangeView: ...
    def propose(self, case_id: CaseId, wanted: tuple[Wanted, ...], code_proof: str = "") -> None: ...
    def stop(self, case_id: CaseId) -> None: ...


class Codes(Protocol):
    """services.verify.VerifyService, as far as a new phone needs it."""

    def send_code(self, phone: str) -> CodeTicket: ...
    def check_code(self, code_id: str, code: str) -> str: ...


@dataclass(frozen=True, slots=True)
class ChangeState:
    """The change of the case in hand. `view` stands from the key on that opened it; `wanted` is what was filled in."""

    case_id: CaseId | None = None
    version: int = 0
    kind: RequestKind | None = None
    editable: bool = False
    changed: tuple[str, ...] = ()
    hold_until: datetime | None = None
    waits: bool = False
    stopped: bool = False
    effected: bool = False
    view: ChangeView | None = None
    field: Field | None = None
    value: str = ""
    proof: FieldProof | None = None
    wanted: tuple[Wanted, ...] = ()
    ticket: CodeTicket | None = None
    code: str = ""
    busy: bool = False
    note: Note = NOTHING

    def __repr__(self) -> str:
        return f"ChangeState({self.case_id}, {self.version})"

    @property
    def phone(self) -> bool:
        """Return whether this is about a phone: one field, proved by a code."""
        return self.kind is not None and fields_of(self.kind) == (Field.PHONE,)

    @property
    def current(self) -> str:
        """Return what stands in the chosen field now."""
        return dict(self.view.current).get(self.field, "") if self.view and self.field else ""

    @property
    def shown(self) -> tuple[Change, ...]:
        """Return old and new as they shall be shown: what was filled in, else what was proposed."""
        if self.view is None:
            return ()
        now = dict(self.view.current)
        drafted = tuple(Change(w.field, now.get(w.field, ""), w.new, w.proof) for w in self.wanted)
        return drafted or self.view.changes


class CorrectionPresenter:
    """Publishes ChangeState; told by the page which request is in hand."""

    def __init__(self, corrections: Corrections, codes: Codes, runner: Runner) -> None:
        self._corrections, self._codes, self._runner = corrections, codes, runner
        self._tell: Callable[[], None] = lambda: None
        self._out = Publisher(ChangeState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> ChangeState:
        """Return the newest state."""
        return self._out.state

    def tell_changes(self, changed: Callable[[], None]) -> None:
        """Call this whenever central has taken something."""
        self._tell = changed

    def looked(self, case_id: CaseId) -> bool:
        """Return whether old and new of this case stand on the screen: nobody signs what they did not see."""
        view = self.state.view
        return view is not None and view.case_id == case_id and bool(view.changes)

    def take(self, detail: RequestDetail | None) -> None:
        """Take the request in hand; what was filled in stays while it is the same one."""
        case = detail.case if detail and detail.case.kind in PROPOSED and detail.case.patient_id else None
        state = self.state
        if case is None:
            if state.case_id is not None:
                self._show(ChangeState())
            return
        if (case.id, case.version) == (state.case_id, state.version):
            return
        same = case.id == state.case_id
        editable = case.state in UNDECIDED and not case.signed
        still = state.note.kind is NoteKind.OK and (editable or state.note.code != "change-proposed")
        said = state.note if same and still else NOTHING
        fields = fields_of(case.kind)
        field = state.field if same and state.field in fields else fields[0]
        assert field is not None
        self._show(
            ChangeState(
                case.id, case.version, case.kind, editable, case.changed,
                case.hold_until, case.waits, case.stopped_at is not None, case.effected_at is not None,
                field=field, value=state.value if same else "", proof=proofs_of(field)[0],
                wanted=state.wanted if same else (), note=said,
            )
        )  # fmt: skip
        if same and state.view is not None:
            self.open()

    def open(self) -> None:
        """Open old and new; traced before anything of it is there."""
        case_id = self.state.case_id
        if case_id is not None and not self.state.busy:
            self._runner.run(
                STORE, lambda: self._corrections.look(case_id), lambda view: self._looked(case_id, view), self._failed
            )  # fmt: skip

    def press(self) -> None:
        """Do what the one key does next: open; then send a code, or freeze what was filled in."""
        state = self.state
        if state.view is None:
            self.open()
        elif state.editable and state.phone:
            self.send_code()
        elif state.editable:
            self.propose()

    def choose(self, field: Field | None = None, proof: FieldProof | None = None) -> None:
        """Take another field, or another proof."""
        state = self.state
        if field is not None:
            state = replace(state, field=field, value="", proof=proofs_of(field)[0])
        self._show(replace(state, proof=proof or state.proof, note=NOTHING))

    def type_value(self, text: str) -> None:
        """Keep what shall stand in the field."""
        changed = text != self.state.value
        ticket = None if self.state.phone and changed else self.state.ticket
        self._show(
            replace(self.state, value=text, ticket=ticket, note=NOTHING if changed else self.state.note)
        )

    def type_code(self, text: str) -> None:
        """Take the code of a new phone; the sixth digit proves it and freezes the change."""
        code = "".join(c for c in text if c.isdecimal())[:CODE_LENGTH]
        state = self.state
        if code == state.code:
            return
        self._show(replace(state, code=code, note=NOTHING))
        ticket, case_id = state.ticket, state.case_id
        if len(code) < CODE_LENGTH or ticket is None or case_id is None or state.busy:
            return
        phone = Wanted(Field.PHONE, state.value, FieldProof.CODE)
        self._show(replace(self.state, busy=True))

        def work() -> None:
            proof = self._codes.check_code(ticket.code_id, code)
            self._corrections.propose(case_id, (phone,), proof)

        self._runner.run(NETWORK, work, lambda _: self._proposed(), self._failed)

    def add(self) -> None:
        """Put the field into the list; the same field again replaces it."""
        state = self.state
        if state.field is None or state.proof is None or not state.value.strip():
            self._say("change-empty")
            return
        kept = tuple(w for w in state.wanted if w.field is not state.field)
        wanted = (*kept, Wanted(state.field, state.value.strip(), state.proof))
        self._show(replace(state, wanted=wanted, value="", note=NOTHING))

    def clear(self) -> None:
        """Take everything back that was filled in."""
        self._show(replace(self.state, wanted=(), value="", note=NOTHING))

    def send_code(self) -> None:
        """Send a code to the new phone."""
        state = self.state
        if state.busy or state.case_id is None:
            return
        self._show(replace(state, busy=True, code="", note=note(NoteKind.BUSY, "code-sending")))
        self._runner.run(NETWORK, lambda: self._codes.send_code(state.value), self._sent, self._failed)

    def propose(self) -> None:
        """Freeze what was filled in."""
        state = self.state
        if state.value.strip():
            self.add()
            state = self.state
        case_id, wanted = state.case_id, state.wanted
        if state.busy or case_id is None:
            return
        if not wanted:
            self._say("change-empty")
            return
        self._show(replace(state, busy=True))
        self._runner.run(
            NETWORK, lambda: self._corrections.propose(case_id, wanted), lambda _: self._proposed(), self._failed
        )  # fmt: skip

    def stop(self) -> None:
        """The person says no."""
        case_id = self.state.case_id
        if not self.state.waits or case_id is None or self.state.busy:
            return
        self._show(replace(self.state, busy=True))
        self._runner.run(
            NETWORK, lambda: self._corrections.stop(case_id), lambda _: self._ended("change-stopped"), self._failed
        )  # fmt: skip

    def _looked(self, case_id: CaseId, view: ChangeView) -> None:
        if case_id == self.state.case_id:
            self._show(replace(self.state, view=view))

    def _sent(self, ticket: CodeTicket) -> None:
        self._show(
            replace(self.state, ticket=ticket, busy=False, note=note(NoteKind.WARN, "change-code-sent"))
        )

    def _proposed(self) -> None:
        self._ended("change-proposed")

    def _ended(self, said: str) -> None:
        self._show(
            replace(
                self.state, busy=False, wanted=(), value="", ticket=None, code="", note=note(NoteKind.OK, said)
            )
        )  # fmt: skip
        self._tell()

    def _failed(self, error: KnownError) -> None:
        self._show(replace(self.state, busy=False, note=error_note(error)))

    def _say(self, code: str) -> None:
        self._show(replace(self.state, note=note(NoteKind.ERROR, code)))

    def _show(self, state: ChangeState) -> None:
        self._out.publish(state)
