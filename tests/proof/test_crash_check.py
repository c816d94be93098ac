"""The look after a kill sees what is lost and what is half: otherwise "no faults" would say nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from crash_check import Acknowledged, read_lines, verify
from crash_desk import CrashClerk, leased, prepare, unlocked

from desktop.domain.audit import AuditAct
from desktop.domain.ids import BookingId, PatientId
from desktop.domain.operations import OperationKind
from desktop.ports.store import Transaction
from desktop.services.desk import Desk


@pytest.fixture
def told(tmp_path: Path) -> Acknowledged:
    """A desk on which one clerk has worked to the end; returns what they were told."""
    prepare(tmp_path, 1)
    lines: list[str] = []
    CrashClerk(tmp_path, 1, lines.append).work()
    assert (lines[0], lines[-1]) == ("ready", "enough")
    words = [line.split(" ") for line in lines]
    return Acknowledged(
        tuple((w[1], int(w[2])) for w in words if w[0] == "booked"),
        tuple(w[1] for w in words if w[0] == "undone"),
    )


def test_a_desk_that_worked_in_peace_has_no_faults(tmp_path: Path, told: Acknowledged) -> None:
    findings = verify(tmp_path, told, len(leased(12)))
    assert findings.faults == []
    assert findings.counts["booking.promise"] == len(told.booked) == 12
    assert findings.counts["booking.cancel"] == len(told.undone) == 2


def test_what_was_acknowledged_and_is_not_there_is_called_lost(tmp_path: Path, told: Acknowledged) -> None:
    more = Acknowledged((*told.booked, ("no-such-booking", 5)), (*told.undone, told.booked[0][0]))
    assert verify(tmp_path, more, len(leased(12))).faults == [
        "an acknowledged undo is lost",
        "an acknowledged booking is lost",
    ]


def _right_lost(_desk: Desk, tx: Transaction, _told: Acknowledged) -> None:
    assert tx.rights.spend(tx.rights.held()[0])


def _audit_row_alone(desk: Desk, tx: Transaction, told: Acknowledged) -> None:
    desk.trace(tx, AuditAct.BOOK, object_id="alone")


def _operation_alone(desk: Desk, tx: Transaction, _told: Acknowledged) -> None:
    desk.record(tx, OperationKind.CANCEL_BOOKING, "alone")


def _booking_alone(_desk: Desk, tx: Transaction, told: Acknowledged) -> None:
    booking = tx.bookings.get(BookingId(told.booked[0][0]))
    assert booking is not None
    tx.bookings.put(replace(booking, id=BookingId("alone"), number=99))


def _person_alone(_desk: Desk, tx: Transaction, told: Acknowledged) -> None:
    booking = tx.bookings.get(BookingId(told.booked[0][0]))
    assert booking is not None
    patient = tx.patients.get(booking.patient_id)
    assert patient is not None
    keys = tx.patients.keys(patient.id)
    tx.patients.put(PatientId("alone"), patient.record, patient.account, keys, patient.status)


def _person_gone(_desk: Desk, tx: Transaction, told: Acknowledged) -> None:
    booking = tx.bookings.get(BookingId(told.booked[0][0]))
    assert booking is not None
    tx.patients.drop(booking.patient_id)


@pytest.mark.parametrize(
    ("half", "fault"),
    [
        (_right_lost, "numbers are missing or new"),
        (_audit_row_alone, "promises and audit rows differ: 12 and 13"),
        (_operation_alone, "cancelled bookings and cancellations differ: 2 and 3"),
        (_booking_alone, "bookings and promises differ: 13 and 12"),
        (_person_alone, "people, operations and audit differ"),
        (_person_gone, "a registered person cannot be opened"),
    ],
)
def test_half_an_act_is_noticed(
    tmp_path: Path,
    told: Acknowledged,
    half: Callable[[Desk, Transaction, Acknowledged], None],
    fault: str,
) -> None:
    desk = unlocked(tmp_path)
    with desk.store.write() as tx:
        half(desk, tx, told)
    desk.store.close()
    assert fault in verify(tmp_path, told, len(leased(12))).faults


def test_half_a_line_from_the_pipe_is_not_taken_for_an_acknowledgement() -> None:
    assert list(read_lines(b"ready\nbooked a 1\nbooked b")) == [["ready"], ["booked", "a", "1"]]
