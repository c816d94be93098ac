"""The life of one booking: one table of what may follow what (DOMAIN §5.4, G47)."""

from __future__ import annotations

from enum import StrEnum

from desktop.domain.errors import KnownError


class IllegalTransitionError(KnownError):
    """This cannot happen to a booking in this state; facts: `state`, `event`."""

    code = "illegal-transition"


class BookingState(StrEnum):
    """Where a booking stands; the value is part of the wire format and never reused."""

    PENDING = "pending"
    REFUSED = "refused"
    BOOKED = "booked"
    CANCELLED = "cancelled"
    CANCELLED_LATE = "cancelled-late"
    SUSPENDED = "suspended"
    REBOOKED = "rebooked"
    REFUNDED = "refunded"
    COLLECTED = "collected"
    CHECKED_IN = "checked-in"
    WAITING = "waiting"
    CALLED = "called"
    IN_VISIT = "in-visit"
    DONE = "completed"
    MISSED = "missed"
    REQUEUED = "requeued"
    NO_SHOW = "no-show"
    LAPSED = "lapsed"


class BookingEvent(StrEnum):
    """What happens to a booking. SUSPEND is the hospital's act (停诊), CLOSE_SESSION the end of the session.

    RESTORE undoes a cancellation within 60 seconds (N30); when it may is `domain.changes.may_restore`. LAPSE is the
    collect deadline that nobody kept, REGAIN a supervisor's word that it does not count, while the number is free.
    """

    CONFIRM = "confirm"
    REFUSE = "refuse"
    CANCEL = "cancel"
    CANCEL_LATE = "cancel-late"
    RESTORE = "restore"
    SUSPEND = "suspend"
    REBOOK = "rebook"
    REFUND = "refund"
    COLLECT = "collect"
    CHECK_IN = "check-in"
    QUEUE = "queue"
    CALL = "call"
    START_VISIT = "start-visit"
    FINISH_VISIT = "finish-visit"
    MISS = "miss"
    REQUEUE = "requeue"
    CLOSE_SESSION = "close-session"
    LAPSE = "lapse"
    REGAIN = "regain"


_S, _E = BookingState, BookingEvent
# A patient's own cancelling ends with the call; after it only the late kind remains, which needs an approval.
_CANCEL = {_E.CANCEL: _S.CANCELLED, _E.CANCEL_LATE: _S.CANCELLED_LATE}
_LATE = {_E.CANCEL_LATE: _S.CANCELLED_LATE}
_STOP = {_E.SUSPEND: _S.SUSPENDED}

TRANSITIONS: dict[BookingState, dict[BookingEvent, BookingState]] = {
    # A claim without an answer can be withdrawn; central sees the claim and its cancellation in this order.
    _S.PENDING: {_E.CONFIRM: _S.BOOKED, _E.REFUSE: _S.REFUSED, _E.CANCEL: _S.CANCELLED},
    _S.REFUSED: {},
    # Only somebody who never came is a no-show, and never when the hospital stopped the session.
    _S.BOOKED: {
        _E.COLLECT: _S.COLLECTED,
        _E.CLOSE_SESSION: _S.NO_SHOW,
        _E.LAPSE: _S.LAPSED,
        **_CANCEL,
        **_STOP,
    },
    _S.CANCELLED: {_E.RESTORE: _S.BOOKED},
    _S.CANCELLED_LATE: {},
    _S.SUSPENDED: {_E.REBOOK: _S.REBOOKED, _E.REFUND: _S.REFUNDED},
    _S.REBOOKED: {},
    _S.REFUNDED: {},
    _S.COLLECTED: {_E.CHECK_IN: _S.CHECKED_IN, **_CANCEL, **_STOP},
    _S.CHECKED_IN: {_E.QUEUE: _S.WAITING, **_CANCEL, **_STOP},
    _S.WAITING: {_E.CALL: _S.CALLED, _E.MISS: _S.MISSED, **_CANCEL, **_STOP},
    _S.CALLED: {_E.START_VISIT: _S.IN_VISIT, _E.MISS: _S.MISSED, **_LATE, **_STOP},
    _S.IN_VISIT: {_E.FINISH_VISIT: _S.DONE},
    _S.DONE: {},
    _S.MISSED: {_E.REQUEUE: _S.REQUEUED, **_LATE, **_STOP},
    _S.REQUEUED: {_E.CALL: _S.CALLED, _E.MISS: _S.MISSED, **_LATE, **_STOP},
    _S.NO_SHOW: {},
    # Not collected in time: the number went back to the others.
    _S.LAPSED: {_E.REGAIN: _S.BOOKED},
}

# The booking holds its number: nobody else may get it, not even after the visit or when nobody came (I1).
LIVE = frozenset(
    {
        _S.BOOKED,
        _S.COLLECTED,
        _S.CHECKED_IN,
        _S.WAITING,
        _S.CALLED,
        _S.IN_VISIT,
        _S.DONE,
        _S.MISSED,
        _S.REQUEUED,
        _S.NO_SHOW,
    }
)


def next_state(state: BookingState, event: BookingEvent) -> BookingState:
    """Return the state after the event; raises IllegalTransitionError when the table does not name it."""
    try:
        return TRANSITIONS[state][event]
    except KeyError:
        raise IllegalTransitionError(state=state.value, event=event.value) from None
