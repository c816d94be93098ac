"""The unlocked desk that every use case works on, and how acts are logged: operation and audit row together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Protocol

from desktop.domain.audit import AuditAct, AuditEvent
from desktop.domain.audit_segments import USUAL_MONTHS
from desktop.domain.break_glass import KEPT, Broken, SealedRecordError
from desktop.domain.canonical import facts_to_bytes
from desktop.domain.errors import RemovedFromRosterError
from desktop.domain.help_mode import CLOSED_TO_HELP, HelpModeError
from desktop.domain.ids import OperationId, PatientId, uuid7
from desktop.domain.legal_basis import BASIS, LegalBasis, basis_for
from desktop.domain.loss_stops import NOTHING_STOPPED, LossStoppedError, Stopped
from desktop.domain.marks import Mark
from desktop.domain.offline_lease import CATCHING_UP, USUAL_DAYS, CatchingUpError, ReadingClosedError
from desktop.domain.operations import (
    Approval,
    KeyKind,
    Operation,
    OperationKind,
    Right,
    SignedOperation,
    operation_context,
)
from desktop.domain.own_people import OwnRecordError, by_itself
from desktop.domain.schedules import clinic_day
from desktop.domain.staff import READING, Action, Role, require
from desktop.ports.clock import Clock, Randomness
from desktop.ports.keys import OpenKeys
from desktop.ports.store import Store, StoredPatient, Transaction


@dataclass(frozen=True, slots=True)
class Place:
    """Where this desk stands; printed on slips and shown in the top bar. `clock_source`: who sets this PC's clock."""

    hospital: str
    window: str
    demo: bool = False
    guardian_path: bool = True
    offline_lease_days: int = USUAL_DAYS
    trace_months: int = USUAL_MONTHS
    address: str = "127.0.0.1"
    outage_list_at: time | None = None
    clock_source: str = "unknown"


@dataclass(frozen=True, slots=True)
class Sealing:
    """What an operation carries sealed: the person's key, its kind and the plain bytes."""

    key: bytes
    kind: KeyKind
    plain: bytes


# Set when central said that this desk was revoked: it promises nothing any more, also not after a restart.
REVOKED = "sync/revoked"
# Set to seconds while this PC's clock was found wrong at the last exchange; also known after a restart.
CLOCK_WRONG = "sync/clock-wrong"


class Line(Protocol):
    """Whether central answers; services tell it when a call has just failed."""

    def online(self) -> bool:
        """Return whether the last exchange was answered."""

    def line_lost(self) -> None:
        """Take note that a call just failed."""


class Desk:
    """The open store, the keys of the signed-in person, the clock: what a use case needs to act."""

    def __init__(
        self, store: Store, keys: OpenKeys, clock: Clock, randomness: Randomness, place: Place
    ) -> None:
        self.store = store
        self.keys = keys
        self.clock = clock
        self.randomness = randomness
        self.place = place
        # set when a roster arrived that left the signed-in person out
        self.dismissed = False
        # an incident ordered a new key for the whole file, which is changed at the next sign-in
        self.file_owed = False
        # why nothing stored may be shown now, "" while it may (services.reading_gate)
        self.reading_closed = ""
        # when help from afar ends by itself, by the program's own count; None while nobody helps (services.help_mode)
        self.helped_until: float | None = None
        # what incidents have stopped, as this desk heard of them (services.loss_stops)
        self.stopped: Stopped = NOTHING_STOPPED
        self._opened: set[PatientId] = set()
        # whose own card was read last, whether one of nobody on file was, and which sealed record was refused last
        self._present: PatientId | None = None
        self._stranger = False
        self.refused_sealed: PatientId | None = None
        # which record waits for a second person, and as what (domain.openings)
        self.refused_opening: tuple[PatientId, str] | None = None

    @property
    def role(self) -> Role:
        """Return the role of the signed-in person."""
        return Role(self.keys.staff.role)

    def require(self, action: Action) -> None:
        """Raise NotPermittedError when the signed-in person may not do this, RemovedFromRosterError any more,
        LossStoppedError while an incident stops it, ReadingClosedError while nothing stored may be shown, HelpModeError
        for what would show people while somebody helps from afar.
        """
        if self.dismissed:
            raise RemovedFromRosterError
        require(self.role, action)
        why = self.stopped.why(self.keys.staff.staff_id, action)
        if why:
            raise LossStoppedError(why=why)
        if self.reading_closed and action in READING:
            if self.reading_closed == CATCHING_UP:
                raise CatchingUpError
            raise ReadingClosedError(why=self.reading_closed)
        if self.helped_until is not None and action in CLOSED_TO_HELP:
            raise HelpModeError

    def note_opened(self, patient_id: PatientId) -> None:
        """Take note that a person was opened by card, scan or picked row, with its trace (DECISIONS 4)."""
        self._opened.add(patient_id)
        self.refused_sealed = self.refused_opening = None

    def was_opened(self, patient_id: PatientId) -> bool:
        """Return whether the signed-in person opened this patient in this session: only such a one can be served."""
        return patient_id in self._opened

    def refuse_own(self, patient: StoredPatient) -> None:
        """Raise OwnRecordError for the signed-in person's own record and for listed relatives' (N39)."""
        if self.keys.staff.staff_id in patient.status.own_of:
            raise OwnRecordError(patient.audit_id)

    def note_present(self, patient_id: PatientId | None) -> None:
        """Take note whose own card lies on the reader; None: nobody's, the person in hand came from a list."""
        self._present, self._stranger = patient_id, False

    def note_stranger(self) -> None:
        """Take note that a card was read of somebody who is not on file here."""
        self._present, self._stranger = None, True

    def card_lies(self, patient_id: PatientId | None) -> bool:
        """Return whether the card that was read last is this person's; None: somebody's, whoever it is."""
        if patient_id is None:
            return self._stranger or self._present is not None
        return self._present == patient_id

    def refuse_sealed(self, tx: Transaction, patient: StoredPatient) -> None:
        """Raise SealedRecordError for a sealed record, unless the officer looks, the person is there with their own
        card, or the glass was broken (G79, G82)."""
        if Mark.SEALED not in patient.status.marks or self.role is Role.PRIVACY_OFFICER:
            return
        raw = tx.state.get(KEPT + self.keys.staff.staff_id)
        broken = raw is not None and Broken.from_bytes(raw).opens(patient.id, self.clock.now())
        if not broken and self._present != patient.id:
            self.refused_sealed, self.refused_opening = patient.id, None
            raise SealedRecordError

    def today(self) -> date:
        """Return the hospital's calendar day."""
        return clinic_day(self.clock.now())

    def new_id(self) -> str:
        """Return a fresh UUIDv7."""
        return uuid7(round(self.clock.now().timestamp() * 1000), self.randomness.bytes(10))

    def trace(
        self,
        tx: Transaction,
        act: AuditAct,
        *,
        subject: str | None = None,
        object_id: str | None = None,
        result: str = "ok",
        facts: Mapping[str, str | int] | None = None,
    ) -> None:
        """Append one audit row in the transaction of the act itself."""
        staff = self.keys.staff
        tx.audit.append(
            AuditEvent(
                seq=tx.audit.next_seq(),
                at=self.clock.now(),
                desk=self.keys.desk.desk,
                actor=staff.staff_id,
                role=staff.role,
                act=act,
                result=result,
                subject=subject,
                object_id=object_id,
                address=self.place.address,
                facts=tuple(sorted((facts or {}).items())),
            )
        )

    def record(
        self,
        tx: Transaction,
        kind: OperationKind,
        entity: str,
        *,
        subject: PatientId | None = None,
        facts: Mapping[str, object] | None = None,
        sealing: Sealing | None = None,
        right: Right | None = None,
        base_version: int = 0,
        approvals: tuple[Approval, ...] = (),
        basis: LegalBasis | None = None,
    ) -> Operation:
        """Append the next signed operation of this desk in the transaction of the act itself.

        `basis` may be left out where the kind has one of its own; raises ValueError where it must be told (P7), and
        OwnRecordError for an act on the signed-in person's own record or a listed relative's (N39).
        """
        self._refuse_own(tx, kind, subject, (facts or {}).get("reason"))
        named = basis_for(kind, basis)
        whole = dict(facts or {}) | ({BASIS: named.value} if named else {})
        head = tx.outbox.head()
        operation_id = OperationId(self.new_id())
        key_kind = sealing.kind if sealing else None
        context = operation_context(operation_id, kind, subject, key_kind)
        operation = Operation(
            desk=self.keys.desk.desk,
            incarnation=head.incarnation,
            seq=head.seq + 1,
            prev_hash=head.hash,
            id=operation_id,
            kind=kind,
            entity=entity,
            author=self.keys.staff.staff_id,
            happened_at=self.clock.now(),
            subject=subject,
            base_version=base_version,
            right=right,
            facts=facts_to_bytes(whole),
            key_kind=key_kind,
            sealed=self.keys.sealer.seal(sealing.key, sealing.plain, context) if sealing else b"",
            approvals=approvals,
        )
        signature = self.keys.desk.sign("operation", operation.hash())
        tx.outbox.append(SignedOperation(operation, signature))
        return operation

    def _refuse_own(
        self, tx: Transaction, kind: OperationKind, subject: PatientId | None, reason: object
    ) -> None:
        # who may ask that an own record opens is judged where it is asked (services.openings) and at central
        free = kind is OperationKind.ASK_OPENING or by_itself(kind, reason)
        patient = tx.patients.get(subject) if subject is not None and not free else None
        if patient is not None:
            self.refuse_own(patient)
