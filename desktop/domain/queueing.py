"""The line in front of a room: check-in, call, miss, back, transfer, visit, undo; one set of rules at both ends.

The booking's state moves by the one table of bookings.py; a `QueueEntry` holds what else the line needs. It names
nobody. DOMAIN §5.4, G32-G39, G45-G47, N30.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from desktop.domain.bookings import (
    TRANSITIONS,
    BookingEvent,
    BookingState,
    IllegalTransitionError,
    next_state,
)
from desktop.domain.canonical import facts_from_bytes, facts_to_bytes
from desktop.domain.errors import KnownError
from desktop.domain.queue_entry import PriorityClass, QueueEntry
from desktop.domain.queue_rules import USUAL, QueueRules

UNDO_WITHIN = timedelta(seconds=60)
AT_THE_END = 2**30
THE_CLOCK = "clock"


class StepUndoLateError(KnownError):
    """A step in the queue can be taken back for 60 seconds and only as the last one."""

    code = "step-undo-late"


class CheckInBy(StrEnum):
    """By what a person was checked in."""

    LIST = "list"
    CARD = "card"
    SCAN = "scan"
    SEARCH = "search"
    KIOSK = "kiosk"


class QueueStep(StrEnum):
    """What is done to somebody in the line; the value stands in operations and is never reused."""

    CHECK_IN = "check-in"
    CALL = "call"
    RECALL = "recall"
    MISS = "miss"
    REQUEUE = "requeue"
    TRANSFER = "transfer"
    START = "start"
    FINISH = "finish"
    PRIORITY = "priority"
    NO_SHOW = "no-show"
    EXCUSE = "excuse"
    UNDO = "undo"


class ExcuseReason(StrEnum):
    """Why a no-show does not count (N22); the value is stored and part of the wire format."""

    MARKED_WRONGLY = "marked-wrongly"
    ILLNESS = "illness"
    HOSPITAL = "hospital"
    APPEAL = "appeal"


_S, _E, _Q = BookingState, BookingEvent, QueueStep
IN_LINE = frozenset({_S.WAITING, _S.REQUEUED})
# Whoever has had their turn: a passed number comes back after so many more of them.
SERVED = frozenset({_S.CALLED, _S.IN_VISIT, _S.DONE})
_EVENTS: dict[QueueStep, tuple[BookingEvent, ...]] = {
    _Q.CHECK_IN: (_E.COLLECT, _E.CHECK_IN, _E.QUEUE),
    _Q.CALL: (_E.CALL,),
    _Q.MISS: (_E.MISS,),
    _Q.REQUEUE: (_E.REQUEUE,),
    _Q.START: (_E.START_VISIT,),
    _Q.FINISH: (_E.FINISH_VISIT,),
    _Q.NO_SHOW: (_E.CLOSE_SESSION,),
}
# Steps that leave the booking's state as it is, and where they may be taken.
_STAYS: dict[QueueStep, frozenset[BookingState]] = {
    _Q.RECALL: frozenset({_S.CALLED}),
    _Q.TRANSFER: IN_LINE,
    _Q.PRIORITY: IN_LINE,
    _Q.EXCUSE: frozenset({_S.BOOKED, _S.NO_SHOW, _S.LAPSED}),
}
# A no-show is no slip of the finger: it is excused by who may, at any time.
# what a place says when the collect deadline passed: no step, nobody took one
LAPSED = "lapse"
NOT_UNDONE = frozenset({"", LAPSED, _Q.NO_SHOW.value, _Q.EXCUSE.value, _Q.UNDO.value})


def state_after(step: QueueStep, state: BookingState) -> BookingState:
    """Return the booking's state after a step; raises IllegalTransitionError when it cannot be taken here.

    Checking in goes through every state in between that is still missing (取号 and 报到 are one act at the window).
    """
    if step in _STAYS:
        if state not in _STAYS[step]:
            raise IllegalTransitionError(state=state.value, event=step.value)
        return _S.BOOKED if step is _Q.EXCUSE else state
    if step not in _EVENTS:
        raise IllegalTransitionError(state=state.value, event=step.value)
    events = _EVENTS[step]
    start = next((i for i, event in enumerate(events) if event in TRANSITIONS[state]), None)
    if start is None:
        raise IllegalTransitionError(state=state.value, event=step.value)
    for event in events[start:]:
        state = next_state(state, event)
    return state


def steps_from(state: BookingState) -> frozenset[QueueStep]:
    """Return the steps that may be taken in a state."""
    return frozenset(step for step in QueueStep if _possible(step, state))


def _possible(step: QueueStep, state: BookingState) -> bool:
    try:
        state_after(step, state)
    except IllegalTransitionError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Act:
    """One step by one person. `passed` is how many of the line have been served, `to_session` where to transfer,
    `rules` those in force at `at`, `reason` why a no-show is excused.
    """

    step: QueueStep
    at: datetime
    by: str
    operation_id: str
    how: CheckInBy = CheckInBy.LIST
    priority: PriorityClass | None = None
    to_session: str = ""
    passed: int = 0
    rules: QueueRules = USUAL
    reason: str = ""


def new_entry(session_id: str) -> QueueEntry:
    """Return the entry of a booking that nothing happened to yet."""
    return QueueEntry(session_id)


def take(state: BookingState, entry: QueueEntry, act: Act) -> tuple[BookingState, QueueEntry]:
    """Take one step; raises IllegalTransitionError. What stood before is kept for undo."""
    after = state_after(act.step, state)
    at = to_ms(act.at)
    changed = replace(entry, **_changes(entry, act, at))
    marked = replace(
        changed,
        last_step=act.step.value,
        last_op=act.operation_id,
        last_by=act.by,
        last_at=at,
        before=_snapshot(state, entry),
    )
    return after, marked


def lapse(state: BookingState, entry: QueueEntry, at: datetime) -> tuple[BookingState, QueueEntry]:
    """Let a number lapse that nobody collected in time: by the clock alone; raises IllegalTransitionError."""
    after = next_state(state, BookingEvent.LAPSE)
    kept = _snapshot(state, entry)
    return after, replace(
        entry, last_step=LAPSED, last_op="", last_by=THE_CLOCK, last_at=to_ms(at), before=kept
    )


def _changes(entry: QueueEntry, act: Act, at: datetime) -> dict[str, Any]:
    priority = entry.priority if act.priority is None else act.priority.value
    after = act.rules.passed_after
    back_at = act.passed + after if after else AT_THE_END
    changes: dict[QueueStep, dict[str, Any]] = {
        _Q.CHECK_IN: {"checked_in_at": at, "waits_since": at, "by": act.how.value, "priority": priority},
        _Q.CALL: {"called_at": at, "calls": entry.calls + 1, "waits_since": None, "return_at": 0},
        _Q.RECALL: {"called_at": at, "calls": entry.calls + 1},
        _Q.MISS: {"waits_since": None},
        _Q.REQUEUE: {"waits_since": at, "return_at": back_at},
        _Q.TRANSFER: {"session_id": act.to_session, "return_at": 0},
        _Q.START: {"started_at": at},
        _Q.FINISH: {"finished_at": at},
        _Q.PRIORITY: {"priority": priority},
        _Q.NO_SHOW: {},
        _Q.EXCUSE: {"excused": True, "excuse": act.reason},
    }
    return changes[act.step]


def may_undo(entry: QueueEntry, undoes: str, at: datetime) -> bool:
    """Return whether the step that operation `undoes` made is the last one and at most 60 seconds old (N30)."""
    if entry.last_op != undoes or not entry.before or entry.last_step in NOT_UNDONE or entry.last_at is None:
        return False
    return timedelta(0) <= to_ms(at) - entry.last_at <= UNDO_WITHIN


def undo(entry: QueueEntry, undoes: str, act: Act) -> tuple[BookingState, QueueEntry]:
    """Take the last step back by a step of its own that stays in the log; raises StepUndoLateError."""
    if not may_undo(entry, undoes, act.at):
        raise StepUndoLateError
    state, before = stood_before(entry)
    return state, replace(
        before,
        before="",
        last_step=_Q.UNDO.value,
        last_op=act.operation_id,
        last_by=act.by,
        last_at=to_ms(act.at),
    )


def stood_before(entry: QueueEntry) -> tuple[BookingState, QueueEntry]:
    """Return what stood before the last step; raises ValueError when nothing is kept."""
    kept = facts_from_bytes(entry.before.encode())
    return BookingState(kept["state"]), QueueEntry.from_bytes(kept["entry"].encode())


def set_by_the_clock(state: BookingState, entry: QueueEntry) -> bool:
    """Return whether nobody but the clock made this booking a no-show, or let its number lapse."""
    return state in (_S.NO_SHOW, _S.LAPSED) and entry.last_by == THE_CLOCK


def to_ms(at: datetime) -> datetime:
    """Return a time without what central does not keep: microseconds."""
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def _snapshot(state: BookingState, entry: QueueEntry) -> str:
    kept: Mapping[str, Any] = {
        "state": state.value, "entry": replace(entry, before="").to_bytes().decode()
    }  # fmt: skip
    return facts_to_bytes(kept).decode()
