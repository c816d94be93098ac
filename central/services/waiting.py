"""The waiting list at central: a freed number is held for the first who fits, and taken or given on (G29, I4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy.engine import Connection

from central.services import pool
from central.services.aliases import standing
from central.services.batch import Batch, Facts
from central.services.clock_says import begins
from central.services.errors import OperationRefusedError
from central.services.parts import CentralParts
from central.store import feed, numbers, stopping, waiting
from central.store.numbers import Taken
from central.store.people import LIVE
from desktop.domain.errors import KnownError, SessionStoppedError
from desktop.domain.message_log import SENT_MESSAGE
from desktop.domain.message_texts import OFFER
from desktop.domain.operations import Operation, OperationKind
from desktop.domain.quotas import WINDOW_CODES
from desktop.domain.schedules import SessionState, clinic_day
from desktop.domain.stopping import SmsState
from desktop.domain.waiting import (
    OFFER_FOR,
    OPEN_WISHES,
    WaitingInvalidError,
    Wanted,
    WishState,
    after_lapse,
    check_wanted,
)

DROPPED_LATE = "wish-booked"
AT_ONCE = 100
NO_OFFER: dict[str, Any] = {
    "offer_session": None, "offer_half_hour": None, "offer_number": None, "offer_until": None
}  # fmt: skip
Row = dict[str, Any]


def put(batch: Batch, op: Operation) -> str | None:
    """Put a person on the list of a department, once; the earliest who asked comes first.

    What was done off line is told: kept wherever it still makes sense, never refused for what the desk could not know
    (I2). The answer then says why nothing was added.
    """
    facts = Facts(op)
    told = _told(facts)
    patient_id = standing(batch, op.subject or "")
    person = batch.patients.get(patient_id)
    if person is None or person["state"] != LIVE or person["restricted"]:
        return _unless_told(told, "person-unknown")
    wanted = Wanted(
        facts.text("department_id"), facts.text("doctor_id"), facts.day("first"), facts.day("last"),
        facts.text("half_day"),
    )  # fmt: skip
    try:
        check_wanted(wanted, clinic_day(op.happened_at))
    except WaitingInvalidError as refusal:
        raise OperationRefusedError(refusal.code) from refusal
    batch.wishes.load((one,) for one in waiting.open_of(batch.connection, batch.hospital, patient_id))
    for row in batch.wishes.held():
        same = row["patient_id"] == patient_id and row["department_id"] == wanted.department_id
        if same and row["state"] in OPEN_WISHES:
            return _unless_told(told, "already-waiting")
    batch.wishes.add(
        wish_id=op.entity, version=1, patient_id=patient_id, department_id=wanted.department_id,
        doctor_id=wanted.doctor_id, first=wanted.first, last=wanted.last, half_day=wanted.half_day,
        state=WishState.WAITING.value, at=min(op.happened_at, batch.now) if told else batch.now, made_by=op.author,
        tended_by="", lapses=0, sms=SmsState.NONE.value,
    )  # fmt: skip
    batch.touched.add(feed.CLINIC, "patient", patient_id)
    batch.touched.add(feed.CLINIC, "waiting", op.entity)
    return None


def drop(batch: Batch, op: Operation) -> str | None:
    """Take a person off the list; a held number goes back.

    Told late, it changes nothing for whom another window had taken off already. Who has a number by now becomes a
    supervisor's task, because the person did not want to wait any more.
    """
    row = batch.wishes.get(op.entity)
    if _told(Facts(op)) and (row is None or row["state"] not in OPEN_WISHES):
        if row is not None and row["state"] == WishState.BOOKED.value:
            batch.open_task(DROPPED_LATE, patient_id=row["patient_id"], booking_id=row["booking_id"])
        return "not-waiting"
    row = _open_row(batch, op)
    _let_go(batch, row)
    _change(batch, row, state=WishState.WITHDRAWN.value, tended_by=op.author, **NO_OFFER)
    return None


def _told(facts: Facts) -> bool:
    """Return whether the act was done off line; a desk of an older program says nothing and was on line."""
    return facts.has("offline") and facts.flag("offline")


def _unless_told(told: bool, reason: str) -> str:
    """Return the reason of what was told off line; raise it as a refusal of what is asked now."""
    if not told:
        raise OperationRefusedError(reason)
    return reason


def book(batch: Batch, op: Operation) -> Taken:
    """Give the held number to whom it is held for; the rules of now are asked once more."""
    row, new_id = _open_row(batch, op), Facts(op).text("new_booking_id")
    session_id = row["offer_session"]
    slot = batch.slots.get(session_id, row["offer_number"]) if session_id else None
    if slot is None or slot["state"] != numbers.HELD or slot["booking_id"] != op.entity:
        raise OperationRefusedError("offer-gone")
    session = batch.sessions.get(session_id)
    if session is None or session["state"] != SessionState.OPEN.value:
        raise OperationRefusedError(SessionStoppedError.code)
    if batch.bookings.get(new_id) is not None:
        raise OperationRefusedError("booking-exists")
    patient_id = standing(batch, row["patient_id"])
    taken = pool.book_offered(batch, op, new_id, patient_id, slot, session)
    _change(
        batch, row, state=WishState.BOOKED.value, booking_id=new_id, offer_until=None, tended_by=op.author
    )
    return taken


def forget(batch: Batch, patient_id: str) -> None:
    """Take an erased person off the list; the rows name nobody any more."""
    ids = waiting.of_person(batch.connection, batch.hospital, patient_id)
    batch.wishes.load((one,) for one in ids)
    for row in [row for row in batch.wishes.held() if row["patient_id"] == patient_id]:
        _let_go(batch, row)
        _change(batch, row, patient_id="", state=WishState.WITHDRAWN.value, **NO_OFFER)


# ---------------------------------------------------------------- the clock
def offer_free(parts: CentralParts) -> int:
    """Hold free numbers for those who wait for them, first come first; returns for how many. May be run twice."""

    def work(connection: Connection) -> int:
        batch = Batch(parts, connection, "")
        today, offered = clinic_day(batch.now), 0
        for wish_id in waiting.fitting(connection, parts.hospital_id, today, AT_ONCE):
            row = batch.wishes.get(wish_id)
            offered += row is not None and row["state"] == WishState.WAITING.value and _offer(batch, row)
        batch.finish()
        feed.move(connection, parts.hospital_id, batch.touched)
        return offered

    with parts.database.read() as connection:
        waits = waiting.fitting(connection, parts.hospital_id, clinic_day(parts.now()), 1)
    return parts.database.run(work) if waits else 0


def end_offers(parts: CentralParts) -> int:
    """Give held numbers back whose time is over, and end wishes whose days are; returns how many."""

    def work(connection: Connection) -> int:
        batch = Batch(parts, connection, "")
        today = clinic_day(batch.now)
        ids = waiting.over(connection, parts.hospital_id, batch.now, today, AT_ONCE)
        batch.wishes.load((one,) for one in ids)
        for row in filter(None, map(batch.wishes.get, ids)):
            _end(batch, row)
        batch.finish()
        feed.move(connection, parts.hospital_id, batch.touched)
        return len(ids)

    with parts.database.read() as connection:
        now = parts.now()
        due = waiting.over(connection, parts.hospital_id, now, clinic_day(now), 1)
    return parts.database.run(work) if due else 0


def _end(batch: Batch, row: Row) -> None:
    if row["offer_until"] is None:
        _change(batch, row, state=WishState.LAPSED.value)
        return
    _let_go(batch, row)
    state, lapses = after_lapse(row["lapses"])
    _change(batch, row, state=state.value, lapses=lapses, **NO_OFFER)


def _offer(batch: Batch, row: Row) -> bool:
    """Hold the earliest number that fits and that the rules allow this person; False when there is none."""
    today = clinic_day(batch.now)
    for session_id, half_hour in waiting.places(batch.connection, batch.hospital, row["wish_id"], today):
        session = batch.sessions.get(session_id)
        if session is None or not _allowed(batch, row, session, half_hour):
            continue
        number = stopping.hold(
            batch.connection, batch.hospital, session_id, half_hour, row["wish_id"], WINDOW_CODES
        )
        if number is None:
            continue
        batch.slots.forget(session_id, number)
        _change(
            batch, row, state=WishState.OFFERED.value, offer_session=session_id, offer_half_hour=half_hour,
            offer_number=number, offer_until=batch.now + OFFER_FOR, sms=SmsState.QUEUED.value,
        )  # fmt: skip
        message_id = batch.parts.new_id()
        batch.messages.add(
            message_id=message_id, patient_id=row["patient_id"], booking_id=row["wish_id"],
            template=OFFER, state=SmsState.QUEUED.value, reason="", receipt="", tries=0, due_at=batch.now,
        )  # fmt: skip
        batch.touched.add(feed.CLINIC, SENT_MESSAGE, message_id)
        batch.touched.add(feed.CLINIC, "session", session_id)
        return True
    return False


def _allowed(batch: Batch, row: Row, session: Row, half_hour: int) -> bool:
    """Return whether this half-hour begins after the offer would be over and no rule says no."""
    if begins(session, half_hour) <= batch.now + OFFER_FOR or batch.waits_for(session["session_id"]):
        return False
    patient_id = standing(batch, row["patient_id"])
    wish = pool.Wish(row["wish_id"], patient_id, session["session_id"], half_hour, "desk", "claim", batch.now)
    try:
        pool.refuse_by_rules(batch, wish, session)
    except KnownError:
        return False
    return True


# ---------------------------------------------------------------- small helpers
def _open_row(batch: Batch, op: Operation) -> Row:
    row = batch.wishes.get(op.entity)
    if row is None or row["state"] not in OPEN_WISHES:
        raise OperationRefusedError("not-waiting")
    if standing(batch, op.subject or "") != standing(batch, row["patient_id"]):
        raise OperationRefusedError("person-differs")
    return row


def _change(batch: Batch, row: Row, **values: Any) -> None:
    batch.wishes.change(row["wish_id"], version=row["version"] + 1, **values)
    batch.touched.add(feed.CLINIC, "waiting", row["wish_id"])
    if row["patient_id"]:
        batch.touched.add(feed.CLINIC, "patient", row["patient_id"])


def _let_go(batch: Batch, row: Row) -> None:
    session_id, number = row["offer_session"], row["offer_number"]
    if not session_id or row["state"] != WishState.OFFERED.value:
        return
    batch.slots.flush()
    stopping.let_go(batch.connection, batch.hospital, session_id, number, row["wish_id"])
    batch.slots.forget(session_id, number)
    batch.touched.add(feed.CLINIC, "session", session_id)


KINDS: dict[OperationKind, Callable[[Batch, Operation], Taken | str | None]] = {
    OperationKind.PUT_WISH: put,
    OperationKind.DROP_WISH: drop,
    OperationKind.BOOK_OFFER: book,
}
