"""Cancel, undo, move and late cancellations on the sealed store, off line: one transaction each, all of it logged."""

from __future__ import annotations

from dataclasses import replace

import pytest
from crash_desk import CLERK, SUPERVISOR
from sqlalchemy.exc import IntegrityError

from desktop.domain.audit import AuditAct
from desktop.domain.bookings import BookingState
from desktop.domain.changes import (
    CancelLateError,
    CancelReasonMissingError,
    CannotChangeError,
    Freely,
    Owed,
    RefundOwed,
    owed_back,
)
from desktop.domain.errors import NoRightsLeftError, NotPermittedError, SelfApprovalError
from desktop.domain.ids import BookingId, SessionId
from desktop.domain.operations import OperationKind
from desktop.domain.payments import Amounts, EntryKind
from desktop.domain.shifts import Count, NoOpenShiftError
from desktop.ports.store import StoredBooking
from desktop.services.drafts import Confirmed
from desktop.services.payments import Wish
from desktop.services.registration import UndoTooLateError
from tests.desk.window import Window

REASON = "cannot-come"


def stored(window: Window, booking_id: BookingId) -> StoredBooking:
    with window.desk.store.read() as tx:
        found = tx.bookings.get(booking_id)
    assert found is not None
    return found


def ahead(window: Window) -> tuple[Confirmed, SessionId, int]:
    """Register with the first number, and name another half-hour of which the desk holds numbers."""
    confirmed = window.confirm()
    booking = stored(window, confirmed.booking_id)
    with window.desk.store.read() as tx:
        other = next(r for r in tx.rights.held() if r.half_hour != booking.half_hour)
    return confirmed, other.session_id, other.half_hour


@pytest.mark.rows("G43", "G44", "A4")
def test_a_cancellation_names_its_reason_and_what_is_owed_and_is_one_operation_with_its_trace(
    window: Window,
) -> None:
    confirmed = window.confirm()
    before = window.counts()
    done = window.cases.changes.cancel(confirmed.booking_id, REASON)
    booking = stored(window, confirmed.booking_id)
    assert booking.state == "cancelled"
    assert done.owed == RefundOwed(booking.fee_fen, Owed.WHOLE_FEE)
    assert owed_back(BookingState(booking.state), booking.fee_fen) == done.owed
    assert window.operations()[-1].kind is OperationKind.CANCEL_BOOKING
    assert window.counts()["operations"] == before["operations"] + 1
    row = window.trace(AuditAct.CANCEL)[-1]
    assert (row["obj"], row["facts"]) == (
        confirmed.booking_id,
        {"reason": REASON, "before": "booked", "after": "cancelled"},
    )
    with pytest.raises(CannotChangeError):
        window.cases.changes.cancel(confirmed.booking_id, REASON)


@pytest.mark.rows("G43")
@pytest.mark.parametrize("reason", ["", "undo", "line-lost", "moved", "because"])
def test_without_a_reason_from_the_list_nothing_is_cancelled(window: Window, reason: str) -> None:
    confirmed = window.confirm()
    before = window.counts()
    with pytest.raises(CancelReasonMissingError):
        window.cases.changes.cancel(confirmed.booking_id, reason)
    assert window.counts() == before


@pytest.mark.rows("N30")
def test_a_cancellation_is_undone_off_line_within_60_seconds_and_both_stay_in_the_log(window: Window) -> None:
    confirmed = window.confirm()
    changes = window.cases.changes
    changes.cancel(confirmed.booking_id, REASON)
    window.later(60)
    assert changes.can_undo(confirmed.booking_id)
    changes.undo_cancel(confirmed.booking_id)
    assert stored(window, confirmed.booking_id).state == "booked"
    kinds = [operation.kind for operation in window.operations()][-2:]
    assert kinds == [OperationKind.CANCEL_BOOKING, OperationKind.RESTORE_BOOKING]
    assert len(window.trace(AuditAct.CANCEL)) == len(window.trace(AuditAct.RESTORE)) == 1
    with pytest.raises(UndoTooLateError):
        changes.undo_cancel(confirmed.booking_id)
    changes.cancel(confirmed.booking_id, REASON)
    window.later(61)
    assert not changes.can_undo(confirmed.booking_id)
    with pytest.raises(UndoTooLateError):
        changes.undo_cancel(confirmed.booking_id)
    assert stored(window, confirmed.booking_id).state == "cancelled"


@pytest.mark.rows("G42", "G47")
def test_a_move_off_line_gives_a_leased_number_and_lets_the_old_one_go_in_one_act(window: Window) -> None:
    confirmed, session_id, half_hour = ahead(window)
    before = window.counts()
    moved = window.cases.changes.move(confirmed.booking_id, session_id, half_hour, "wrong-time")
    fresh, old = stored(window, moved.booking_id), stored(window, confirmed.booking_id)
    assert (fresh.state, fresh.half_hour, old.state) == ("booked", half_hour, "cancelled")
    assert fresh.patient_id == old.patient_id
    assert (moved.offline, moved.difference_fen, moved.old_number) == (True, 0, old.number)
    assert moved.slip.number == fresh.number
    after = window.counts()
    assert (after["rights"], after["operations"]) == (before["rights"] - 1, before["operations"] + 1)
    assert window.operations()[-1].kind is OperationKind.MOVE_BOOKING
    assert not window.cases.changes.can_undo(confirmed.booking_id), "a move is moved back, not undone"


@pytest.mark.rows("G42", "G47")
@pytest.mark.parametrize("table", ["audit", "operations", "bookings"])
def test_a_move_that_cannot_be_written_whole_changes_nothing(window: Window, table: str) -> None:
    confirmed, session_id, half_hour = ahead(window)
    before = window.counts()
    window.refuse_rows_of(table)
    with pytest.raises(IntegrityError):
        window.cases.changes.move(confirmed.booking_id, session_id, half_hour, "wrong-time")
    assert window.counts() == before
    assert stored(window, confirmed.booking_id).state == "booked"


@pytest.mark.rows("G42")
def test_without_a_number_of_its_own_a_desk_off_line_moves_nobody(window: Window) -> None:
    confirmed, session_id, half_hour = ahead(window)
    with window.desk.store.write() as tx:
        tx.rights.replace(())
    with pytest.raises(NoRightsLeftError):
        window.cases.changes.move(confirmed.booking_id, session_id, half_hour, "wrong-time")
    assert stored(window, confirmed.booking_id).state == "booked"


@pytest.mark.rows("G43", "A3")
def test_late_it_takes_a_request_and_another_person_who_signs_it(window: Window) -> None:
    confirmed = window.confirm()
    changes, late = window.cases.changes, window.cases.late
    with pytest.raises(CannotChangeError):
        late.ask(confirmed.booking_id, REASON)
    window.later(50 * 3600)
    booking = stored(window, confirmed.booking_id)
    assert changes.freely(booking) is Freely.LATE
    with pytest.raises(CancelLateError):
        changes.cancel(confirmed.booking_id, REASON)
    task_id = late.ask(confirmed.booking_id, REASON)
    assert late.ask(confirmed.booking_id, REASON) == task_id, "asked twice it is one request"
    with pytest.raises(NotPermittedError):
        late.approve(task_id)
    window.sign_in(SUPERVISOR)
    line = next(t for t in window.cases.supervision.tasks() if t.task_id == task_id)
    assert (line.kind, line.asked_by, line.own, line.reason) == ("late-cancel", CLERK.staff_id, False, REASON)
    window.cases.supervision.resolve(task_id, "confirmed")
    assert stored(window, confirmed.booking_id).state == "cancelled-late"
    assert window.operations()[-1].kind is OperationKind.CANCEL_LATE
    assert task_id not in [t.task_id for t in window.cases.supervision.tasks()]
    assert window.trace(AuditAct.CANCEL_LATE)[-1]["actor"] == SUPERVISOR.staff_id


@pytest.mark.rows("A3")
def test_a_supervisor_neither_approves_nor_closes_their_own_request(window: Window) -> None:
    confirmed = window.confirm()
    window.later(50 * 3600)
    window.sign_in(SUPERVISOR)
    task_id = window.cases.late.ask(confirmed.booking_id, REASON)
    for outcome in ("confirmed", "refused"):
        with pytest.raises(SelfApprovalError):
            window.cases.supervision.resolve(task_id, outcome)
    assert stored(window, confirmed.booking_id).state == "booked"


@pytest.mark.rows("G42", "G44", "G47", "G53")
def test_the_money_of_a_moved_booking_follows_it_and_only_the_difference_moves_by_hand(
    window: Window,
) -> None:
    confirmed, session_id, half_hour = ahead(window)
    pays, fee = window.cases.payments, stored(window, confirmed.booking_id).fee_fen
    window.cases.shifts.open(10_000)
    pays.pay(confirmed.booking_id, Wish(Amounts(500, fee - 500), 500, "QR-2026-0001"))
    set_fee(window, session_id, fee - 700)
    moved = window.cases.changes.move(confirmed.booking_id, session_id, half_hour, "wrong-doctor")
    back, kept = (pays.receipt(one) for one in moved.money)
    assert (back.kind, back.amounts, kept.kind, kept.amounts) == (
        EntryKind.REFUND, Amounts(500, 200), EntryKind.PAY, Amounts(0, fee - 700),
    )  # fmt: skip
    assert (kept.carried, kept.qr_ref, kept.number) == (True, "QR-2026-0001", moved.slip.number)
    assert (moved.returned_fen, moved.owed_fen, moved.slip.replaces) == (700, 0, moved.old_number)
    with window.desk.store.read() as tx:
        (first, *_) = tx.money.of_booking(confirmed.booking_id)
    assert pays.receipt(first.id, 1).void
    took = window.cases.shifts.view()
    assert (took.took.net_fen, took.took.payments, took.took.refunds, took.expected_fen) == (
        fee - 700,
        1,
        1,
        10_000,
    )
    assert pays.quote(moved.booking_id).owed_fen == 0


@pytest.mark.rows("G42", "G47")
def test_a_paid_booking_stays_where_it_is_while_the_clerk_has_no_shift_to_settle_it_in(
    window: Window,
) -> None:
    confirmed, session_id, half_hour = ahead(window)
    fee = stored(window, confirmed.booking_id).fee_fen
    window.cases.shifts.open(0)
    window.cases.payments.pay(confirmed.booking_id, Wish(Amounts(0, fee), 0, "QR-2026-0001"))
    window.cases.shifts.close(Count.of({}))
    before = window.counts()
    with pytest.raises(NoOpenShiftError):
        window.cases.changes.move(confirmed.booking_id, session_id, half_hour, "wrong-doctor")
    assert window.counts() == before


def set_fee(window: Window, session_id: SessionId, fen: int) -> None:
    """What a booking of this session costs from now on."""
    with window.desk.store.write() as tx:
        session = tx.schedules.session(session_id)
        assert session is not None
        tx.schedules.put_session(replace(session, fee_fen=fen))
