"""What is still booked when somebody asks to be deleted: told before, given back with the request (N14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from desktop.domain.bookings import BookingState
from desktop.domain.changes import LEAVES, Freely
from desktop.domain.ids import PatientId
from desktop.domain.operations import KeyKind
from desktop.domain.rights import leaving as leaving_keys
from desktop.domain.staff import Action, allowed
from desktop.ports.store import StoredBooking, Transaction
from desktop.services import slot_acts
from desktop.services.desk import Desk
from desktop.services.money_acts import money_of

MOST_COMING = 100
COMING = frozenset({BookingState.BOOKED.value, BookingState.CHECKED_IN.value})


@dataclass(frozen=True, slots=True)
class EndingBooking:
    """A booking to come of somebody who asks to be deleted: `goes` with the request, `back_fen` are given back.

    One that does not go is settled as any other: it is today's, too late to be given back, or nobody here may.
    """

    day: date
    starts: time
    department: str
    back_fen: int
    goes: bool


@dataclass(frozen=True, slots=True)
class Ending:
    """What is still booked; `whole` is False where central could not be asked and more may be booked elsewhere."""

    bookings: tuple[EndingBooking, ...] = ()
    whole: bool = True


def told(desk: Desk, tx: Transaction, patient_id: PatientId, ground: str) -> tuple[EndingBooking, ...]:
    """Return the bookings to come, and what becomes of each when a deletion on this ground is filed here."""
    goes = {booking.id: fen for booking, fen in _leaving(desk, tx, patient_id, ground)}
    names = {one.id: one.name for one in tx.schedules.departments()}
    found = [(booking, tx.schedules.session(booking.session_id)) for booking in _coming(desk, tx, patient_id)]
    return tuple(
        EndingBooking(
            booking.day, session.half_hour_start(booking.half_hour), names.get(session.department_id, ""),
            goes.get(booking.id, 0), booking.id in goes,
        )
        for booking, session in found
        if session is not None
    )  # fmt: skip


def give_back_all(desk: Desk, tx: Transaction, patient_id: PatientId, ground: str) -> None:
    """Give back what goes, each fee by the channel it came by; raises NoOpenShiftError."""
    for booking, _fen in _leaving(desk, tx, patient_id, ground):
        slot_acts.cancel_booking(desk, tx, booking, LEAVES)


def _leaving(
    desk: Desk, tx: Transaction, patient_id: PatientId, ground: str
) -> tuple[tuple[StoredBooking, int], ...]:
    """Return what is given back, each with the fen that go back; today's is care under way and stays."""
    if KeyKind.RECORD not in leaving_keys(ground) or not allowed(desk.role, Action.CANCEL):
        return ()
    return tuple(
        (booking, money_of(tx, booking).ledger.settled_fen)
        for booking in _coming(desk, tx, patient_id)
        if booking.state == BookingState.BOOKED.value
        and booking.day > desk.today()
        and slot_acts.freely(desk, tx, booking) is Freely.FREE
    )


def _coming(desk: Desk, tx: Transaction, patient_id: PatientId) -> list[StoredBooking]:
    held = tx.bookings.of_patient(patient_id, MOST_COMING)
    coming = (one for one in held if one.day >= desk.today() and one.state in COMING)
    return sorted(coming, key=lambda one: (one.day, one.half_hour))
