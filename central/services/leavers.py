"""Numbers of later days that go with a deletion, known at the desk or not, and come back with its person (N14)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from typing import Any

from central.services import roster, rules
from central.services.batch import Batch
from central.services.clock_says import begins
from central.services.giving_back import can_hold_again, end
from central.services.parts import CentralParts
from central.store import erasures, reports
from central.store.people import LIVE
from desktop.domain.bookings import BookingState
from desktop.domain.changes import LEAVES, Freely, freely
from desktop.domain.errors import CentralRefusedError, NotPermittedError
from desktop.domain.rights import CaseState
from desktop.domain.schedules import clinic_day
from desktop.domain.staff import Action
from desktop.sync.wire import GivenBack, GivenBackAnswer, GivenBackRequest

REFUND = "leaver-refund"
OPEN_STATES = (CaseState.FILED.value, CaseState.APPROVED.value)
# a desk writes down the cancellations a moment before the request they belong to
SAME_ACT = timedelta(minutes=1)
Row = dict[str, Any]


def give_back_rest(batch: Batch, people: Iterable[str], desk: str) -> None:
    """Give back what is still booked of later days when a deletion is filed, where the rules let it go freely.

    The desk gave back what it held; what was booked on line or at another window meanwhile is found here. A fee goes
    back at a window, so it is a supervisor's task.
    """
    for booking in _later(batch, people):
        if _free(batch, booking):
            end(batch, booking, BookingState.CANCELLED, LEAVES, batch.now, desk)
            if batch.money.ledger(booking["booking_id"]).settled_fen:
                batch.open_task(REFUND, patient_id=booking["patient_id"], booking_id=booking["booking_id"])


def give_back_last(batch: Batch, people: Iterable[str]) -> None:
    """Give back whatever is left of later days when the deletion takes effect: nobody is there who could come.

    A task about a fee names the booking alone.
    """
    for booking in _later(batch, people):
        end(batch, booking, BookingState.CANCELLED, LEAVES, batch.now, None)
        if batch.money.ledger(booking["booking_id"]).settled_fen:
            batch.open_task(REFUND, booking_id=booking["booking_id"])
    batch.bookings.flush()  # what law keeps is asked of the rows: a number nobody came for is no visit


def may_come_back(batch: Batch, booking: Row) -> bool:
    """Return whether a booking that ended with a deletion may be held again: it came to nothing, the day is to come."""
    patient = batch.patients.get(booking["patient_id"])
    return (
        booking["cancel_reason"] == LEAVES
        and booking["cancelled_from"] == BookingState.BOOKED.value
        and booking["day"] > clinic_day(batch.now)
        and patient is not None
        and patient["state"] == LIVE
        and not erasures.open_cases(batch.connection, batch.hospital, booking["patient_id"], OPEN_STATES)
    )


def gone_with(batch: Batch, case: Mapping[str, Any]) -> list[Row]:
    """Return the bookings that went with a case which came to nothing, and that may be held again."""
    since = case["filed_at"] - SAME_ACT
    ids = erasures.given_back_with(batch.connection, batch.hospital, case["patient_id"], LEAVES, since)
    return [row for one in ids if (row := batch.bookings.get(one)) and may_come_back(batch, row)]


class LeftService:
    """Tells a window what went with a deletion that came to nothing, and what of it can be held again."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts

    def read(self, _desk_id: str, request: GivenBackRequest) -> GivenBackAnswer:
        """Return it; raises NotPermittedError, CentralRefusedError while the case goes on."""
        parts, hospital = self._parts, self._parts.hospital_id
        with parts.database.read() as connection:
            if not roster.current(parts, connection).may(request.author, Action.FILE_DELETION, parts.now()):
                raise NotPermittedError(action=Action.FILE_DELETION.value)
            batch = Batch(parts, connection, "")
            case = batch.cases.get(request.case_id)
            if case is None or case["state"] != CaseState.WITHDRAWN.value:
                raise CentralRefusedError(reason="case-not-open")
            found = gone_with(batch, case)
            sessions = {row["booking_id"]: batch.sessions.get(row["session_id"]) for row in found}
            rooms = [session["department_id"] for session in sessions.values() if session]
            names = reports.names(connection, hospital, "department", rooms)
            rows = [
                GivenBack(
                    row["booking_id"], row["patient_id"], row["day"], begins(session, row["half_hour"]).time(),
                    names.get(session["department_id"], ""), row["number"], can_hold_again(batch, row),
                )
                for row in found
                if (session := sessions[row["booking_id"]])
            ]  # fmt: skip
        return GivenBackAnswer(tuple(sorted(rows, key=lambda one: (one.day, one.starts))))


def _later(batch: Batch, people: Iterable[str]) -> Iterator[Row]:
    today = clinic_day(batch.now)
    for booking_id in erasures.bookings_after(batch.connection, batch.hospital, tuple(people), today):
        booking = batch.bookings.get(booking_id)  # an act of the same exchange may have ended it
        if booking is not None and booking["state"] == BookingState.BOOKED.value:
            yield booking


def _free(batch: Batch, booking: Row) -> bool:
    session = batch.sessions.get(booking["session_id"])
    if session is None:
        return False
    starts = begins(session, booking["half_hour"])
    until = rules.until_free(batch, booking, session, starts, batch.now)
    return freely(BookingState.BOOKED, until, batch.now) is Freely.FREE
