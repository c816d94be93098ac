"""Whether a store is whole after a kill: nothing acknowledged is missing, nothing is half, no chain is broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from crash_desk import leased, unlocked

from desktop.crypto.desk_keys import Ed25519Check
from desktop.domain.audit import AuditAct
from desktop.domain.audit_trace import check_trace
from desktop.domain.bookings import BookingState
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.ids import BookingId
from desktop.domain.made_up import person_of
from desktop.domain.operations import GENESIS, OperationKind, SignedOperation
from desktop.domain.schedules import clinic_day
from desktop.ports.store import StoredBooking, Transaction
from desktop.services.desk import Desk

ALL = 1_000_000


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """What a killed clerk had been told: bookings with the serial of their person, and those undone."""

    booked: tuple[tuple[str, int], ...] = ()
    undone: tuple[str, ...] = ()


@dataclass(slots=True)
class Findings:
    """Faults in words without personal data, and counts of what the store holds."""

    faults: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)

    def expect(self, holds: bool, fault: str) -> None:  # reads as a sentence
        """Note a fault unless it holds."""
        if not holds:
            self.faults.append(fault)


def verify(home: Path, told: Acknowledged, rights: int, *, signed_from: int = 1) -> Findings:
    """Open the desk as the next morning would and look at everything; signatures from operation `signed_from` on."""
    desk = unlocked(home)
    findings = Findings()
    try:
        findings.expect(desk.store.check(), "the file's integrity check fails")
        with desk.store.read() as tx:
            operations = tx.outbox.waiting(ALL)
            _operations_chained(desk, tx, operations, findings, signed_from)
            trace = _trace(tx, findings)
            bookings = _bookings(tx, operations)
            _nothing_half(tx, operations, trace, bookings, findings)
            _rights_in_one_place(tx, operations, rights, findings)
            _acknowledged_there(tx, told, bookings, findings)
    finally:
        desk.store.close()
    findings.counts = dict(Counter(signed.operation.kind.value for signed in operations))
    return findings


def _operations_chained(
    desk: Desk, tx: Transaction, operations: Sequence[SignedOperation], findings: Findings, signed_from: int
) -> None:
    previous = GENESIS
    for place, signed in enumerate(operations, start=1):
        operation = signed.operation
        findings.expect(operation.seq == place, f"operation {place} has number {operation.seq}")
        findings.expect(operation.prev_hash == previous, f"operation {place} does not follow the one before")
        previous = operation.hash()
    head = tx.outbox.head()
    findings.expect(
        (head.seq, head.hash) == (len(operations), previous), "the head is not the last operation"
    )
    public = desk_public(desk)
    check = Ed25519Check()
    for signed in operations[signed_from - 1 :]:
        holds = check.verify(public, signed.signature, "operation", signed.operation.hash())
        findings.expect(holds, f"operation {signed.operation.seq} is not signed by this desk")


def desk_public(desk: Desk) -> bytes:
    """Return the desk's Ed25519 public key out of its own keys."""
    return desk.keys.desk.public


def _trace(tx: Transaction, findings: Findings) -> list[dict[str, object]]:
    rows = tx.audit.rows(1, ALL)
    verdict = check_trace(rows)
    findings.expect(verdict.whole, f"the audit chain breaks at row {verdict.at}: {verdict.fault.name}")
    return [facts_from_bytes(event) for event, _hash in rows]


def _bookings(tx: Transaction, operations: Iterable[SignedOperation]) -> dict[str, StoredBooking]:
    days = {clinic_day(signed.operation.happened_at) for signed in operations}
    return {booking.id: booking for day in days for booking in tx.bookings.made_here(day, ALL)}


def _of(operations: Iterable[SignedOperation], kind: OperationKind) -> list[SignedOperation]:
    return [signed for signed in operations if signed.operation.kind is kind]


def _objects(trace: Iterable[dict[str, object]], act: AuditAct) -> Counter[object]:
    return Counter(event["obj"] for event in trace if event["act"] == act.value)


def _nothing_half(
    tx: Transaction,
    operations: Sequence[SignedOperation],
    trace: Sequence[dict[str, object]],
    bookings: dict[str, StoredBooking],
    findings: Findings,
) -> None:
    """Rows, operations and audit rows tell the same story, each in both directions."""
    promised = Counter[object](
        signed.operation.entity for signed in _of(operations, OperationKind.PROMISE_BOOKING)
    )
    cancelled = Counter[object](
        signed.operation.entity for signed in _of(operations, OperationKind.CANCEL_BOOKING)
    )
    gone = Counter[object](b.id for b in bookings.values() if b.state == BookingState.CANCELLED.value)
    people = {signed.operation.subject for signed in _of(operations, OperationKind.REGISTER_PATIENT)}
    same = {
        "bookings and promises": (Counter[object](b.id for b in bookings.values()), promised),
        "promises and audit rows": (promised, _objects(trace, AuditAct.BOOK)),
        "cancelled bookings and cancellations": (gone, cancelled),
        "cancellations and audit rows": (cancelled, _objects(trace, AuditAct.CANCEL)),
    }
    for what, (one, other) in same.items():
        findings.expect(one == other, f"{what} differ: {len(one)} and {len(other)}")
    registered = [event for event in trace if event["act"] == AuditAct.REGISTER.value]
    findings.expect(
        tx.patients.count() == len(people) == len(registered), "people, operations and audit differ"
    )
    opened = {patient: tx.patients.get(patient) for patient in people if patient is not None}
    findings.expect(all(opened.values()), "a registered person cannot be opened")
    findings.expect({b.patient_id for b in bookings.values()} <= set(opened), "a booking has no person")
    subjects = {event["subj"] for event in registered}
    findings.expect(subjects == {p.audit_id for p in opened.values() if p}, "audit rows name other people")
    consents = Counter[object](c.id for patient in opened for c in tx.cases.consents(patient))
    agreed = Counter[object](s.operation.entity for s in _of(operations, OperationKind.RECORD_CONSENT))
    findings.expect(consents == agreed, "consent rows and consent operations differ")
    traced = sum(event["act"] == AuditAct.CONSENT.value for event in trace)
    findings.expect(traced == len(consents), "consent rows and audit rows differ")
    shown = {s.operation.subject for s in _of(operations, OperationKind.SHOW_NOTICE)}
    noticed = {patient for patient in opened if tx.cases.last_notice(patient) is not None}
    findings.expect(shown == noticed == set(opened), "somebody was registered without the notice")


def _rights_in_one_place(
    tx: Transaction, operations: Iterable[SignedOperation], rights: int, findings: Findings
) -> None:
    spent = [s.operation.right for s in _of(operations, OperationKind.PROMISE_BOOKING)]
    held = tx.rights.held()
    findings.expect(len(set(spent)) == len(spent), "a number was given twice")
    findings.expect(not set(spent) & set(held), "a number is held and spent")
    findings.expect({*spent, *held} == set(leased(rights)), "numbers are missing or new")


def _acknowledged_there(
    tx: Transaction, told: Acknowledged, bookings: dict[str, StoredBooking], findings: Findings
) -> None:
    undone = set(told.undone)
    for booking_id, serial in told.booked:
        booking = bookings.get(BookingId(booking_id))
        if booking is None:
            findings.faults.append("an acknowledged booking is lost")
            continue
        patient = tx.patients.get(booking.patient_id)
        person = person_of(serial)
        known = patient is not None and (patient.record.name, patient.record.document_number) == (
            person.name, person.number,
        )  # fmt: skip
        findings.expect(known, "an acknowledged booking lost its person")
        findings.expect(booking.number > 0, "an acknowledged booking has no number")
        if booking_id in undone:
            findings.expect(booking.state == BookingState.CANCELLED.value, "an acknowledged undo is lost")


def read_lines(raw: bytes) -> Iterator[list[str]]:
    """Return the whole lines that came through the pipe, as words."""
    for line in raw.decode().split("\n")[:-1]:
        yield line.split(" ")
