"""Duties at the desk: read from the sealed store, every act decided by central at once (P22, N34, DECISIONS 22)."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.audit import AuditAct
from desktop.domain.duties import DUTY, SIGNED_AS, Duty, DutyKind, duty_from
from desktop.domain.duty_papers import PaperWords
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import CaseId, PatientId
from desktop.domain.legal_reading import READ, KeptRecord
from desktop.domain.letters import Paper
from desktop.domain.operations import Approval, OperationKind
from desktop.domain.requests import ENDED, RequestKind
from desktop.domain.staff import Action
from desktop.domain.wind_down import signed_bytes
from desktop.ports.central import DutyPeople, DutyPerson, KeptRecords
from desktop.services.desk import Desk
from desktop.services.letters import Letter, LetterService
from desktop.services.pushing import Pushes
from desktop.services.requests import LISTED
from desktop.services.retention_files import file_files, sign_files


class DutyService:
    """Files, steps and signs duties; what is listed came from central."""

    def __init__(
        self, desk: Desk, pushing: Pushes, source: DutyPeople, kept: KeptRecords, letters: LetterService
    ) -> None:
        self._letters = letters
        self._desk = desk
        self._pushing = pushing
        self._source = source
        self._kept = kept

    def duties(self) -> tuple[Duty, ...]:
        """Return every duty, the newest first; raises NotPermittedError."""
        self._desk.require(Action.KEEP_DUTIES)
        with self._desk.store.read() as tx:
            found = [duty_from(raw) for raw in tx.schedules.plans(DUTY)]
        return tuple(sorted(found, key=lambda duty: duty.made_at, reverse=True))

    def claims(self, duty_id: str) -> tuple[int, int]:
        """Return how many claims for harm name an incident, and how many of them are not answered (P40)."""
        self._desk.require(Action.KEEP_DUTIES)
        with self._desk.store.read() as tx:
            cases = [one.case for one in tx.requests.all(LISTED) if one.case.kind is RequestKind.HARM]
        mine = [case for case in cases if case.incident == duty_id]
        return len(mine), sum(case.state not in ENDED for case in mine)

    def file(self, kind: DutyKind, said: Mapping[str, str]) -> str:
        """Have central take a new duty; returns its id. Raises CentralRefusedError, CentralUnreachableError."""
        duty_id = self._desk.new_id()
        self._act(OperationKind.FILE_DUTY, duty_id, {**said, "kind": kind.value}, {"kind": kind.value})
        return duty_id

    def step(self, duty_id: str, step: str, said: Mapping[str, str]) -> None:
        """Take one step of a duty; raises CentralRefusedError, CentralUnreachableError."""
        self._act(OperationKind.STEP_DUTY, duty_id, {**said, "step": step}, {"step": step})

    def sign(self, duty_id: str) -> None:
        """Sign a duty as it stands as the second person; raises CentralRefusedError, CentralUnreachableError."""
        desk = self._desk
        desk.require(Action.KEEP_DUTIES)
        self._pushing.ready()
        person = desk.keys.person
        duty = self._duty(duty_id)
        listed = self.people(duty_id) if duty.kind == DutyKind.RETENTION else ()
        with desk.store.write() as tx:
            sign_files(desk, tx, duty_id, listed)
            signature = person.sign(SIGNED_AS, signed_bytes(duty))
            operation = desk.record(
                tx, OperationKind.SIGN_DUTY, duty_id, base_version=duty.version,
                approvals=(Approval(person.person, signature),),
            )  # fmt: skip
            desk.trace(tx, AuditAct.DUTY, object_id=duty_id, facts={"step": "sign"})
        self._pushing.answer(operation.id)

    def file_files(self, duty_id: str) -> None:
        """File the deletions of a retention run's people, each signed; raises CentralRefusedError for nobody left."""
        desk = self._desk
        desk.require(Action.KEEP_DUTIES)
        listed = self.people(duty_id)
        self._pushing.ready()
        with desk.store.write() as tx:
            last = file_files(desk, tx, duty_id, listed)
        if last is None:
            raise CentralRefusedError(reason="nothing-due")
        self._pushing.answer(last)

    def _duty(self, duty_id: str) -> Duty:
        with self._desk.store.read() as tx:
            raw = tx.schedules.plan(DUTY, duty_id)
        if raw is None:
            raise CentralRefusedError(reason="case-not-open")
        return duty_from(raw)

    def people(self, duty_id: str) -> tuple[DutyPerson, ...]:
        """Return whom a duty concerns, masked; traced before it is asked (A2)."""
        desk = self._desk
        desk.require(Action.KEEP_DUTIES)
        with desk.store.write() as tx:
            desk.trace(tx, AuditAct.DUTY_READ, object_id=duty_id, facts={"what": "people"})
        return self._source.people(desk.keys.staff.staff_id, duty_id)

    def tell(self, duty_id: str, patient_id: PatientId, channel: str, state: str) -> None:
        """Note what came of telling one person; raises CentralRefusedError, CentralUnreachableError."""
        desk = self._desk
        desk.require(Action.KEEP_DUTIES)
        self._pushing.ready()
        facts = {"channel": channel, "state": state}
        with desk.store.write() as tx:
            patient = tx.patients.get(patient_id)
            operation = desk.record(tx, OperationKind.TELL_PERSON, duty_id, subject=patient_id, facts=facts)
            desk.trace(
                tx, AuditAct.DUTY, subject=patient.audit_id if patient else None, object_id=duty_id,
                facts={"step": "tell"},
            )  # fmt: skip
        self._pushing.answer(operation.id)

    def kept(self, duty_id: str, number: str) -> tuple[KeptRecord, ...]:
        """Return what law keeps of the deleted person an approved reading is about.

        The look is in this desk's trace and accepted by central before anything is opened (A2).
        """
        self._desk.require(Action.READ_KEPT)
        self.step(duty_id, READ, {})
        return self._kept.kept(self._desk.keys.staff.staff_id, duty_id, number)

    def paper(self, duty: Duty, paper: Paper, words: PaperWords) -> Letter:
        """Write and sign a paper of a duty from its template; traced before it leaves the screen as a file."""
        desk = self._desk
        desk.require(Action.KEEP_DUTIES)
        with desk.store.write() as tx:
            desk.trace(tx, AuditAct.DUTY_READ, object_id=duty.id, facts={"what": paper.value})
            return self._letters.written(
                tx, CaseId(duty.id), paper, words.language, words.values, duty.state, words.mark
            )

    def _act(
        self, kind: OperationKind, duty_id: str, facts: Mapping[str, object], told: Mapping[str, str]
    ) -> None:
        desk = self._desk
        desk.require(Action.KEEP_DUTIES)
        self._pushing.ready()
        with desk.store.write() as tx:
            operation = desk.record(tx, kind, duty_id, facts=facts)
            desk.trace(tx, AuditAct.DUTY, object_id=duty_id, facts=dict(told))
        self._pushing.answer(operation.id)
