"""The booking rules at central: put by a supervisor, sent to every desk, judged for each number (N21, N25, I7)."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from central.services import people
from central.services.batch import Batch, Facts
from central.services.clock_says import begins, says_of
from central.services.errors import OperationRefusedError
from central.store import changed, feed, money, orders
from desktop.domain.booking_rules import LiveBooking, RuleSet, Wanted, free_until, may_book
from desktop.domain.bookings import LIVE, BookingState
from desktop.domain.changes import CancelReason
from desktop.domain.fees import grade_of
from desktop.domain.no_show_rules import Counts
from desktop.domain.no_shows import kind_of
from desktop.domain.operations import Operation
from desktop.domain.rule_book import RulesInPastError, RulesInvalidError, set_from_bytes
from desktop.domain.schedules import HALF_HOUR, clinic_day
from desktop.domain.verdicts import ALLOWED, Verdict

MOST_TEXT = 4096
COUNTED = frozenset(state.value for state in LIVE - {BookingState.NO_SHOW})
DESK = "desk"


def publish(batch: Batch, op: Operation) -> None:
    """Take a dated new version; the past is never judged anew."""
    try:
        rules = set_from_bytes(Facts(op).text("rules", most=MOST_TEXT).encode())
        book = batch.rules.with_set(rules, clinic_day(batch.now))
    except (RulesInPastError, RulesInvalidError) as refusal:
        raise OperationRefusedError(refusal.code) from refusal
    orders.put_setting(batch.connection, batch.hospital, changed.RULES, book.to_bytes().decode())
    batch.use_rules(book)
    batch.touched.add(feed.REFERENCE, "rules", "newest")


def verdict(
    batch: Batch, patient_id: str, session: dict[str, Any], half_hour: int, channel: str, at: datetime,
    instead_of: str | None = None,
) -> Verdict:  # fmt: skip
    """Judge a booking by the rules in force when it happened."""
    book = batch.rules
    rules = book.at(at)
    left = batch.bookings.get(instead_of) if instead_of else None
    if rules is None or (left is not None and left["state"] == BookingState.SUSPENDED.value):
        return ALLOWED
    own = changed.held_by(batch.connection, batch.hospital, [patient_id], batch.bookings)
    sharing = changed.same_phone(batch.connection, batch.hospital, patient_id)
    phone = changed.held_by(batch.connection, batch.hospital, sharing, batch.bookings)
    slot = LiveBooking(
        session["day"], session["department_id"], session["doctor_id"], session["session_id"], half_hour
    )
    # the record is opened only where a rule asks for an age
    age = people.age_of(batch, patient_id, session["day"]) if rules.least_age else None
    wanted = Wanted(slot, walk_in=channel == DESK and session["day"] == clinic_day(at), age=age)
    missed = [event for row in own if (event := _event(batch, rules, row)) is not None]
    return may_book(
        rules,
        wanted,
        _live(batch, own, instead_of),
        _live(batch, phone, instead_of),
        missed,
        at,
        book.calendar,
    )


def until_free(
    batch: Batch, booking: dict[str, Any], session: dict[str, Any], starts: datetime, at: datetime
) -> datetime:
    """Return until when a booking may be given back freely by the rules in force at a time."""
    begins = starts if booking["made_at"] < starts else starts + HALF_HOUR
    book = batch.rules
    rules = book.at(at)
    if rules is None:
        return begins
    title = money.title_of(batch.connection, batch.hospital, session["session_id"])
    return free_until(rules, starts, begins, grade_of(title).value, booking["made_at"], book.calendar)


def return_delay(batch: Batch) -> timedelta:
    """Return by how much at most a number given back is held back."""
    rules = batch.rules.at(batch.now)
    return timedelta(minutes=rules.return_delay_minutes if rules else 0)


def _live(batch: Batch, rows: list[dict[str, Any]], instead_of: str | None) -> list[LiveBooking]:
    found = []
    for row in rows:
        session = batch.sessions.get(row["session_id"])
        if row["state"] in COUNTED and row["booking_id"] != instead_of and session is not None:
            found.append(
                LiveBooking(
                    session["day"],
                    session["department_id"],
                    session["doctor_id"],
                    row["session_id"],
                    row["half_hour"],
                )
            )
    return found


def _event(batch: Batch, rules: RuleSet, row: dict[str, Any]) -> tuple[datetime, str] | None:
    """Return when and as what a booking counts against its person; a slip put right within the grace does not."""
    kind = kind_of(BookingState(row["state"]))
    session = batch.sessions.get(row["session_id"])
    if kind and session is not None:
        lapsed = row["state"] == BookingState.LAPSED.value
        at = says_of(batch, row, session).at if lapsed else begins(session, row["half_hour"])
        return at, kind
    given_back: datetime | None = row["cancelled_at"]
    own = row["state"] == BookingState.CANCELLED.value and row["cancel_reason"] in set(CancelReason)
    grace = timedelta(minutes=rules.grace_minutes)
    if not own or given_back is None or given_back - row["made_at"] <= grace:
        return None
    return given_back, (Counts.SAME_DAY if clinic_day(given_back) == row["day"] else Counts.CANCEL).value
