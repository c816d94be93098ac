"""Who did not come, by central's clock: uncollected numbers lapse, half-hours and sessions end (G38, G39, N22)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from central.services import queueing
from central.services.batch import Batch
from central.services.clock_says import closes, says_of, walked_in
from central.services.giving_back import let_go
from central.store import feed, numbers
from central.store import queue as places
from desktop.domain.queueing import THE_CLOCK, Act, QueueStep, lapse, take
from desktop.domain.rule_book import RuleBook
from desktop.domain.schedules import SessionState, clinic_day

Row = dict[str, Any]


def session_over(session: Row, book: RuleBook, now: datetime) -> bool:
    """Return whether a session is over and who did not come is a no-show by the rules in force at its end."""
    end = closes(session)
    return end + book.queue_at(end).no_show_after <= now


def clock_may_speak(session: Row, book: RuleBook, now: datetime) -> bool:
    """Return whether the clock may have something to say before a session is over."""
    rules = book.at(closes(session))
    early = rules is not None and (rules.has_collect_deadline or bool(rules.queue.half_hour_no_show))
    return early and session["day"] <= clinic_day(now) and session["state"] != SessionState.STOPPED.value


def end_sessions(batch: Batch) -> int:
    """Close what is over and mark who did not come; returns how many sessions."""
    rows = numbers.open_sessions_until(batch.connection, batch.hospital, clinic_day(batch.now))
    ended = [row["session_id"] for row in rows if session_over(row, batch.rules, batch.now)]
    mark(batch, ended)
    numbers.close_sessions(batch.connection, batch.hospital, ended)
    batch.touched.add(feed.CLINIC, "session", *ended)
    return len(ended)


def mark_during(batch: Batch) -> int:
    """Mark whom the rules give up before their session is over; returns how many."""
    rows = numbers.open_sessions_until(batch.connection, batch.hospital, clinic_day(batch.now))
    running = [row["session_id"] for row in rows if clock_may_speak(row, batch.rules, batch.now)]
    return mark(batch, running)


def mark(batch: Batch, session_ids: list[str]) -> int:
    """Mark who is only booked and over by the clock; never who was at a window that day or whose session is stopped."""
    made = 0
    for booking_id in places.still_booked(batch.connection, batch.hospital, session_ids):
        row = batch.bookings.get(booking_id)
        session = batch.sessions.get(row["session_id"]) if row else None
        if row is None or session is None or session["state"] == SessionState.STOPPED.value:
            continue
        stands = queueing.stands(batch, booking_id)
        says = says_of(batch, row, session)
        if stands.entry.excused or walked_in(row) or says.at > batch.now:
            continue
        if says.lapses:
            queueing.put(batch, booking_id, *lapse(stands.state, stands.entry, batch.now))
            let_go(batch, row)
        else:
            act = Act(QueueStep.NO_SHOW, batch.now, THE_CLOCK, "")
            queueing.put(batch, booking_id, *take(stands.state, stands.entry, act))
        queueing.touch(batch, row["patient_id"], booking_id)
        made += 1
    return made
