"""A desk without windows and without a file: it chains, signs and seals as the real one does; rows lie in dicts."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field

from desktop.crypto.formats import OpeningKey, SigningKey, seal, seal_to, unseal
from desktop.domain import bindings
from desktop.domain.canonical import facts_to_bytes
from desktop.domain.ids import BookingId, CaseId, DeskId, OperationId, PatientId, SessionId, StaffId
from desktop.domain.legal_basis import ALWAYS, BASIS, TOUCHES_NOBODY, LegalBasis
from desktop.domain.operations import (
    GENESIS,
    Approval,
    KeyKind,
    Operation,
    OperationKind,
    Right,
    SignedOperation,
    operation_context,
)
from desktop.domain.payloads import AccountRecord, PatientRecord
from desktop.domain.rights import ErasureEffect
from desktop.sync import wire
from tests.fakes.central_world import CLERK, SUPERVISOR, World

CONTRACT = LegalBasis.CONTRACT.value
STREAMS = ("erasure", "reference", "clinic")


@dataclass
class HeadlessDesk:
    """One enrolled desk of a world."""

    world: World
    name: str = "desk-a"
    outage: bool = True
    held: dict[str, dict[str, object]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.id = DeskId(self.name)
        self.sign_key = SigningKey.new(self.world.randomness)
        self.opening = OpeningKey.new(self.world.randomness)
        self.world.enrol(self.name, self.sign_key.public, self.opening.public, outage=self.outage)
        self.incarnation = 1
        self.seq, self.prev = 0, GENESIS
        self.acknowledged = wire.Acknowledged(0, GENESIS)
        self.outbox: list[SignedOperation] = []
        self.answers: dict[int, wire.WireResult] = {}
        self.rights: tuple[wire.WireRight, ...] = ()
        self.cursors = dict.fromkeys((*STREAMS, "desk:" + self.name), 0)
        self.server_epoch = 0
        self.keys: dict[str, dict[str, bytes]] = {}
        self.rows: dict[str, dict[str, object]] = {}
        self.gone: set[str] = set()

    # ------------------------------------------------------------ acts
    def record(
        self, kind: OperationKind, entity: str, *, subject: str | None = None, facts: dict[str, object] | None = None,
        right: Right | None = None, sealing: tuple[bytes, KeyKind, bytes] | None = None, base_version: int = 0,
        approvals: tuple[Approval, ...] = (), author: StaffId = CLERK,
    ) -> Operation:  # fmt: skip
        """Append the next signed operation."""
        operation_id = OperationId(self.world.parts.new_id())
        basis = ALWAYS.get(kind, LegalBasis.CONTRACT)
        whole = {} if kind in TOUCHES_NOBODY else {BASIS: basis.value}
        patient = PatientId(subject) if subject else None
        sealed, key_kind = b"", None
        if sealing is not None:
            key, key_kind, plain = sealing
            context = operation_context(operation_id, kind, patient, key_kind)
            sealed = seal(key, plain, context, self.world.randomness)
        operation = Operation(
            desk=self.id, incarnation=self.incarnation, seq=self.seq + 1, prev_hash=self.prev, id=operation_id,
            kind=kind, entity=entity, author=author, happened_at=self.world.clock.now(), subject=patient,
            base_version=base_version, right=right, facts=facts_to_bytes(whole | (facts or {})),
            key_kind=key_kind, sealed=sealed, approvals=approvals,
        )  # fmt: skip
        self.outbox.append(SignedOperation(operation, self.sign_key.sign("operation", operation.hash())))
        self.seq, self.prev = operation.seq, operation.hash()
        return operation

    def register(
        self,
        record: PatientRecord,
        *,
        name_check: str = "match",
        doubtful: bool = False,
        basis: str = CONTRACT,
    ) -> PatientId:
        """Register a person under fresh data keys."""
        patient = PatientId(self.world.parts.new_id())
        keys = {kind: self.world.randomness.bytes(32) for kind in ("record", "account")}
        self.keys[patient] = keys
        upward = seal_to(
            self.world.keys.opening.public,
            keys["record"] + keys["account"],
            bindings.keys_for_central(patient),
        )
        self.record(
            OperationKind.REGISTER_PATIENT, patient, subject=patient,
            facts={
                "keys_for_central": base64.b64encode(upward).decode(), "name_check": name_check, "doubtful": doubtful,
                BASIS: basis,
            },
            sealing=(keys["record"], KeyKind.RECORD, record.to_bytes()),
        )  # fmt: skip
        return patient

    def put_account(
        self,
        patient: str,
        account: AccountRecord,
        *,
        proof: str | None = None,
        base: int = 0,
        basis: str = CONTRACT,
    ) -> Operation:
        """Send a phone."""
        return self.record(
            OperationKind.PUT_ACCOUNT, patient, subject=patient,
            facts={BASIS: basis} | ({"proof": proof} if proof else {}),
            sealing=(self.keys[patient]["account"], KeyKind.ACCOUNT, account.to_bytes()), base_version=base,
        )  # fmt: skip

    def claim(
        self,
        patient: str,
        session: str,
        half_hour: int = 0,
        *,
        provisional: bool = False,
        basis: str = CONTRACT,
    ) -> Operation:
        """Ask for any number of a half-hour."""
        return self._book(
            OperationKind.CLAIM_BOOKING, patient, Right(SessionId(session), half_hour), provisional, basis
        )

    def promise(
        self, patient: str, right: wire.WireRight, *, provisional: bool = True, basis: str = CONTRACT
    ) -> Operation:
        """Give a leased number."""
        self.rights = tuple(r for r in self.rights if r != right)
        named = Right(right.session_id, right.half_hour, right.number, right.epoch)
        return self._book(OperationKind.PROMISE_BOOKING, patient, named, provisional, basis)

    def _book(
        self, kind: OperationKind, patient: str, right: Right, provisional: bool, basis: str
    ) -> Operation:
        booking = BookingId(self.world.parts.new_id())
        facts: dict[str, object] = {
            "booking_id": booking, "patient_id": patient, "provisional": provisional, "fee_fen": 1900,
            "day": "2026-11-24", BASIS: basis,
        }  # fmt: skip
        return self.record(kind, booking, subject=patient, facts=facts, right=right)

    def cancel(self, booking: str, patient: str, reason: str = "undo") -> Operation:
        """Cancel a booking."""
        facts: dict[str, object] = {"booking_id": booking, "reason": reason}
        return self.record(OperationKind.CANCEL_BOOKING, booking, subject=patient, facts=facts)

    def give_back(self, right: wire.WireRight) -> Operation:
        """Return a leased number."""
        self.rights = tuple(r for r in self.rights if r != right)
        named = Right(right.session_id, right.half_hour, right.number, right.epoch)
        return self.record(OperationKind.RETURN_RIGHT, f"{right.session_id}/{right.number}", right=named)

    def consent(self, patient: str, *, given: bool = True) -> Operation:
        """Record a consent."""
        consent = self.world.parts.new_id()
        facts: dict[str, object] = {
            "id": consent, "purpose": "account", "notice_version": "1", "act": "screen", "given": given,
        }  # fmt: skip
        return self.record(OperationKind.RECORD_CONSENT, consent, subject=patient, facts=facts)

    def file_deletion(
        self, patient: str, version: int, author: StaffId = CLERK, ground: str = "withdrawn",
        sealing: tuple[bytes, KeyKind, bytes] | None = None, **said: object,
    ) -> CaseId:  # fmt: skip
        """File a deletion with the author's signature over the frozen effect; `sealing`: the person's own."""
        effect = ErasureEffect(
            CaseId(self.world.parts.new_id()),
            PatientId(patient),
            version,
            author,
            self.world.clock.now(),
            ground,
        )
        frozen = effect.to_bytes()
        facts: dict[str, object] = {
            "case_id": effect.case_id, "ground": effect.ground, "filed_at": effect.filed_at.isoformat(),
            "effect": base64.b64encode(frozen).decode(), **said,
        }  # fmt: skip
        if sealing is not None:
            upward = bindings.case_key_for_central(effect.case_id)
            facts["key"] = base64.b64encode(
                seal_to(self.world.keys.opening.public, sealing[0], upward)
            ).decode()
        self.record(
            OperationKind.FILE_ERASURE, effect.case_id, subject=patient, facts=facts, base_version=version,
            approvals=(self._signed(author, frozen),), author=author, sealing=sealing,
        )  # fmt: skip
        return effect.case_id

    def approve_deletion(
        self, case: str, author: StaffId = SUPERVISOR, *, frozen: bytes | None = None
    ) -> Operation:
        """Sign a case that came down as the second person."""
        row = self.rows["case"][case]
        assert isinstance(row, wire.CaseRow)
        signature = self._signed(author, row.effect if frozen is None else frozen)
        return self.record(
            OperationKind.APPROVE_ERASURE, case, subject=row.patient_id, facts={"case_id": case},
            approvals=(signature,), author=author,
        )  # fmt: skip

    def take_back(self, case: str) -> Operation:
        """The person says no again at this desk."""
        row = self.rows["case"][case]
        assert isinstance(row, wire.CaseRow)
        return self.record(
            OperationKind.WITHDRAW_ERASURE,
            case,
            subject=row.patient_id,
            facts={"case_id": case, "proof": "chip"},
        )

    def _signed(self, person: StaffId, frozen: bytes) -> Approval:
        return Approval(person, self.world.people[person].sign("erasure", frozen))

    def receipt(self, ledger_id: str) -> Operation:
        """Say that everything is deleted and scrubbed here."""
        return self.record(OperationKind.RECEIPT_ERASURE, ledger_id, facts={"ledger_id": ledger_id})

    # ------------------------------------------------------------ the line
    def request(self, *, pull: bool = True, pull_rows: int = 100) -> wire.ExchangeRequest:
        """Return what this desk would send now."""
        return wire.ExchangeRequest(
            protocol=wire.PROTOCOL, incarnation=self.incarnation, known=self.acknowledged,
            server_epoch=self.server_epoch, operations=tuple(wire.to_wire(signed) for signed in self.outbox),
            rights_digest=wire.rights_digest(self.rights), cursors=self.cursors if pull else {},
            pull_rows=pull_rows if pull else 0, desk_time=self.world.clock.now(), program="test",
        )  # fmt: skip

    def ask(self, request: wire.ExchangeRequest | None = None) -> wire.ExchangeResponse:
        """Send without taking the answer in (the line broke on the way back)."""
        return self.world.exchange.run(self.name, request or self.request())

    def exchange(self, *, pull: bool = True, pull_rows: int = 100) -> wire.ExchangeResponse:
        """Send and take everything in."""
        answer = self.ask(self.request(pull=pull, pull_rows=pull_rows))
        self.take(answer)
        return answer

    def catch_up(self, pull_rows: int = 100) -> None:
        """Exchange until nothing more is to come."""
        self.exchange(pull_rows=pull_rows)
        for _ in range(200):
            if not any(page.more for page in self.exchange(pull_rows=pull_rows).pages):
                return

    def take(self, answer: wire.ExchangeResponse) -> None:
        """Settle results, take the list of rights, apply pages."""
        for result in answer.results:
            self.answers[result.seq] = result
        self.outbox = [s for s in self.outbox if s.operation.seq not in self.answers]
        self.acknowledged = answer.acknowledged
        self.server_epoch = answer.server_epoch
        if answer.rights is not None:
            self.rights = answer.rights
        for page in answer.pages:
            for row in page.rows:
                self._apply(row)
            self.cursors[page.stream] = page.position

    def _apply(self, row: wire.Row) -> None:
        kind = str(type(row).__struct_config__.tag)
        if isinstance(row, wire.GoneRow):
            self.rows.get("patient", {}).pop(row.id, None)
            self.gone.add(row.id)
        elif isinstance(row, wire.ErasureRow):
            if KeyKind.RECORD in row.keys:
                self.rows.get("patient", {}).pop(row.patient_id, None)
                self.keys.pop(row.patient_id, None)
            else:
                self.keys.get(row.patient_id, {}).pop(KeyKind.ACCOUNT.value, None)
            self.rows.setdefault(kind, {})[row.ledger_id] = row
        elif isinstance(row, wire.NoticeRow | wire.RosterRow | wire.TariffRow | wire.RulesRow):
            self.rows.setdefault(kind, {})[str(row.version)] = row
        else:
            if isinstance(row, wire.PatientRow):
                self._take_keys(row)
            self.rows.setdefault(kind, {})[row.id] = row

    def _take_keys(self, row: wire.PatientRow) -> None:
        opened = json.loads(self.opening.open(row.keys, bindings.keys_for_desk(row.id, self.id)))
        self.keys[row.id] = {kind: base64.b64decode(value) for kind, value in opened.items()}

    # ------------------------------------------------------------ what it shows
    def answer_to(self, operation: Operation) -> wire.WireResult:
        """Return central's answer to an operation."""
        return self.answers[operation.seq]

    def patient(self, patient: str) -> wire.PatientRow:
        """Return a person's row as it came down."""
        row = self.rows["patient"][patient]
        assert isinstance(row, wire.PatientRow)
        return row

    def record_of(self, patient: str) -> PatientRecord:
        """Open a person's record with the key that came down."""
        row = self.patient(patient)
        assert row.sealed_record is not None
        context = bindings.central_row("patient", row.id, row.version, KeyKind.RECORD)
        return PatientRecord.from_bytes(unseal(self.keys[patient]["record"], row.sealed_record, context))

    def account_of(self, patient: str) -> AccountRecord:
        """Open a person's account part."""
        row = self.patient(patient)
        assert row.sealed_account is not None
        context = bindings.central_row("patient", row.id, row.version, KeyKind.ACCOUNT)
        return AccountRecord.from_bytes(unseal(self.keys[patient]["account"], row.sealed_account, context))

    def session(self, session: str) -> wire.SessionRow:
        """Return a session's row as it came down."""
        row = self.rows["session"][session]
        assert isinstance(row, wire.SessionRow)
        return row
