"""Operations on money, decided by the same rules as at the desk (G44, G47, G53, G54).

A payment taken on line is refused when it breaks a rule. One taken off line is always kept, because the money lies in
a drawer: what is wrong with it is written beside it and becomes a supervisor's task.
"""

from __future__ import annotations

from typing import Any

from central.services import twice
from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.store import feed
from central.store import money as store
from central.store.work import tasks_of
from desktop.domain.bookings import BookingState
from desktop.domain.carrying import carried_fits
from desktop.domain.errors import KnownError, SelfApprovalError
from desktop.domain.fees import Tariff, grade_of
from desktop.domain.operations import Operation, OperationKind
from desktop.domain.payments import (
    MOST_FEN,
    Amounts,
    EntryKind,
    Ledger,
    NothingOwedError,
    RefundTooMuchError,
    Second,
    check_payable,
    check_payment,
    check_refund,
)
from desktop.domain.schedules import SessionState, clinic_day, clinic_time
from desktop.domain.shifts import (
    MOST_FLOAT_FEN,
    Count,
    Difference,
    NoOpenShiftError,
    ShiftAlreadyOpenError,
    ShiftState,
    Takings,
    expected_fen,
    settle,
    takings,
)
from desktop.domain.staff import Action
from desktop.domain.twice import REFUND_TWICE

LATE_REFUND = "late-refund"
SHIFT_DIFFERENCE = "shift-difference"
CONFIRMED = "confirmed"
# Tasks that say: central could not follow how this booking ended at a desk.
TOLD = ("cancel-told-late", "move-old-kept")
MOST_COUNT_TEXT = 200


def record_payment(batch: Batch, op: Operation) -> None:
    """Take a payment; one that is here already stays as it is."""
    facts = Facts(op)
    booking_id, offline = facts.text("booking_id"), facts.flag("offline")
    if batch.money.payment(op.entity) is not None:
        return
    amounts, due = _amounts(facts), _fen(facts, "due_fen")
    given, qr_ref, insurance_ref = (
        _fen(facts, "given_fen"),
        facts.text("qr_ref"),
        facts.text("insurance_ref"),
    )
    shift = _open_shift(batch, op, facts.text("shift_id"))
    _check_parts(amounts, given, qr_ref, insurance_ref)
    source = facts.text("of") if facts.has("of") else None
    trouble = _trouble(batch, booking_id, amounts, due, source)
    if trouble and not offline:
        raise OperationRefusedError(trouble)
    batch.money.add_payment(
        payment_id=op.entity, version=1, booking_id=booking_id, kind=EntryKind.PAY.value, due_fen=due,
        **_columns(amounts), shift_id=shift["shift_id"], desk_id=op.desk, staff_id=op.author, at=op.happened_at,
        day=clinic_day(op.happened_at), of_payment=source, qr_ref=qr_ref, insurance_ref=insurance_ref,
        invoice_no=facts.text("invoice_no"), given_fen=given, second=Second.NOT_NEEDED.value, reason="",
        trouble=trouble,
    )  # fmt: skip
    _touch(batch, booking_id)
    if trouble:
        batch.open_task("payment-trouble", patient_id=op.subject, booking_id=booking_id, reason=trouble)


def refund_payment(batch: Batch, op: Operation) -> None:
    """Give back: by the channels it came by, as the booking's state allows; a late one at night is signed later.

    What a cancellation or a move gave back that central could not follow is kept all the same: the money is gone. So is
    what two desks gave back, for both drawers lack it; a supervisor settles it (services.twice).
    """
    facts = Facts(op)
    if batch.money.payment(op.entity) is not None:
        return
    amounts, shift = _amounts(facts), _open_shift(batch, op, facts.text("shift_id"))
    paid = batch.money.payment(facts.text("of"))
    booking = batch.bookings.get(facts.text("booking_id"))
    if paid is None or booking is None or paid["booking_id"] != booking["booking_id"]:
        raise OperationRefusedError("payment-unknown")
    ledger = batch.money.ledger(booking["booking_id"])
    if not Amounts(paid["cash_fen"], paid["qr_fen"], paid["insurance_fen"]).covers(amounts):
        raise OperationRefusedError(RefundTooMuchError.code)
    due = _fen(facts, "due_fen")
    _check_due(batch, booking, due)
    if ledger.left_of(paid["payment_id"]).covers(amounts):
        second, trouble = _second_of(batch, op, booking, ledger, due, amounts)
    else:
        second, trouble = Second.NOT_NEEDED, REFUND_TWICE
        batch.open_task(
            REFUND_TWICE, patient_id=op.subject, booking_id=booking["booking_id"], reason=op.entity
        )
    batch.money.add_payment(
        payment_id=op.entity, version=1, booking_id=booking["booking_id"], kind=EntryKind.REFUND.value, due_fen=due,
        **_columns(amounts), shift_id=shift["shift_id"], desk_id=op.desk, staff_id=op.author, at=op.happened_at,
        day=clinic_day(op.happened_at), of_payment=paid["payment_id"],
        qr_ref=paid["qr_ref"] if amounts.qr_fen else "",
        insurance_ref=paid["insurance_ref"] if amounts.insurance_fen else "", invoice_no=paid["invoice_no"],
        given_fen=0, second=second.value, reason=facts.text("reason"), trouble=trouble,
    )  # fmt: skip
    _touch(batch, booking["booking_id"])
    if second is Second.WAITING:
        batch.open_task(
            LATE_REFUND, patient_id=op.subject, booking_id=booking["booking_id"], reason=op.entity
        )


def _second_of(
    batch: Batch, op: Operation, booking: dict[str, Any], ledger: Ledger, due: int, amounts: Amounts
) -> tuple[Second, str]:
    """Return whether a second signature is to follow, and what is wrong with a refund that is kept all the same."""
    try:
        second = check_refund(
            BookingState(booking["state"]), ledger, due, amounts.total,
            may_late=batch.people.may(op.author, Action.REFUND_LATE, batch.now),
            alone=_tariff(batch).alone_at(clinic_time(op.happened_at)),
        )  # fmt: skip
    except KnownError as error:
        if not _already_told(batch, booking["booking_id"]):
            raise OperationRefusedError(error.code) from error
        return Second.NOT_NEEDED, error.code
    return second, ""


def open_shift(batch: Batch, op: Operation) -> None:
    """Open a shift of the author at the desk of the operation."""
    float_fen = _fen(Facts(op), "float_fen")
    if float_fen > MOST_FLOAT_FEN:
        raise OperationRefusedError("malformed")
    if batch.money.shifts.get(op.entity) is not None:
        raise OperationRefusedError(ShiftAlreadyOpenError.code)
    batch.money.shifts.add(
        shift_id=op.entity, version=1, desk_id=op.desk, staff_id=op.author, opened_at=op.happened_at,
        day=clinic_day(op.happened_at), float_fen=float_fen, state=ShiftState.OPEN.value, counted="", expected_fen=0,
        difference_fen=0, reason="", left_fen=0, handed_to="",
    )  # fmt: skip
    batch.touched.add(feed.CLINIC, "shift", op.entity)


def close_shift(batch: Batch, op: Operation) -> None:
    """Settle or hand over: what must be there is added up again from central's own rows."""
    facts = Facts(op)
    shift = _open_shift(batch, op, op.entity)
    took = _as_the_desk_knew(batch, shift, facts.number("expected_fen"))
    handed_to = facts.text("handed_to")
    if (op.kind is OperationKind.HAND_OVER_SHIFT) != bool(handed_to):
        raise OperationRefusedError("malformed")
    try:
        count = Count.decode(facts.text("counted", most=MOST_COUNT_TEXT))
        done = settle(
            shift["float_fen"], took, count, Difference(facts.text("reason")), _fen(facts, "left_fen")
        )
    except KnownError as error:
        raise OperationRefusedError(error.code) from error
    except ValueError as error:
        raise OperationRefusedError("malformed") from error
    if done.expected_fen != facts.number("expected_fen"):
        raise OperationRefusedError("shift-differs")
    batch.money.shifts.change(
        op.entity, version=shift["version"] + 1, closed_at=op.happened_at, counted=count.encode(),
        state=(ShiftState.HANDED_OVER if handed_to else ShiftState.SETTLED).value, expected_fen=done.expected_fen,
        difference_fen=done.difference_fen, reason=done.reason.value, left_fen=done.left_fen, handed_to=handed_to,
    )  # fmt: skip
    batch.touched.add(feed.CLINIC, "shift", op.entity)
    if done.difference_fen:
        batch.open_task(SHIFT_DIFFERENCE, reason=op.entity)


def _as_the_desk_knew(batch: Batch, shift: dict[str, Any], told_fen: int) -> Takings:
    """Return what a shift took; corrections of which its desk had not heard when it counted are no part of it."""
    entries = batch.money.of_shift(shift["shift_id"])
    took = takings(entries)
    later = [entry for entry in entries if entry.kind is EntryKind.NOT_PAID]
    before = takings(entry for entry in entries if entry not in later)
    if later and expected_fen(shift["float_fen"], took) != told_fen == expected_fen(
        shift["float_fen"], before
    ):
        batch.money.set_apart(later)
        return before
    return took


def second_signature(batch: Batch, task: dict[str, Any], op: Operation, outcome: str) -> None:
    """A supervisor settled the task of a late refund: that is the second signature, never the first person's own.

    So it is with a shift's difference; a refund that two desks gave is settled by services.twice.
    """
    twice.settle(batch, task, op, outcome)
    if task["kind"] == SHIFT_DIFFERENCE:
        shift = batch.money.shifts.get(task["reason"])
        if shift is not None and shift["staff_id"] == op.author:
            raise OperationRefusedError(SelfApprovalError.code)
        return
    refund = batch.money.payment(task["reason"]) if task["kind"] == LATE_REFUND else None
    if refund is None:
        return
    if refund["staff_id"] == op.author:
        raise OperationRefusedError(SelfApprovalError.code)
    second = Second.SIGNED if outcome == CONFIRMED else Second.DISPUTED
    batch.money.payments.change(
        refund["payment_id"], version=refund["version"] + 1, second=second.value, second_by=op.author,
        second_at=op.happened_at,
    )  # fmt: skip
    _touch(batch, refund["booking_id"])


def _already_told(batch: Batch, booking_id: str) -> bool:
    """Return whether a supervisor was told that this booking's end came too late to be followed."""
    batch.tasks.load((one,) for one in tasks_of(batch.connection, batch.hospital, booking_id, TOLD))
    return any(
        row["kind"] in TOLD and booking_id in (row["booking_id"], row["reason"])
        for row in batch.tasks.present()
    )


def _trouble(batch: Batch, booking_id: str, amounts: Amounts, due: int, source: str | None) -> str:
    """Return the code of what forbids this payment by what central knows now, "" when nothing does."""
    booking = batch.bookings.get(booking_id)
    if booking is None:
        return "booking-unknown"
    session = batch.sessions.get(booking["session_id"])
    try:
        check_payable(
            BookingState(booking["state"]),
            SessionState(session["state"]) if session else SessionState.STOPPED,
        )
        _check_due(batch, booking, due)
        owed = batch.money.ledger(booking_id).owed_fen(due)
        if owed == 0:
            raise NothingOwedError
    except OperationRefusedError as error:
        return error.reason
    except KnownError as error:
        return error.code
    if source is None:
        return "" if owed == amounts.total else "amount-differs"
    return "" if amounts.total <= owed and _left_there(batch, booking, source, amounts) else "carried-differs"


def _left_there(batch: Batch, booking: dict[str, Any], source: str, amounts: Amounts) -> bool:
    """Return whether carried money left the booking that this one replaces (G47)."""
    paid = batch.money.payment(source)
    if paid is None or paid["booking_id"] != booking["moved_from"]:
        return False
    old, came = (batch.money.with_reasons(one) for one in (paid["booking_id"], booking["booking_id"]))
    return carried_fits(old, (entry for entry, _ in came), source, amounts)


def _check_parts(amounts: Amounts, given: int, qr_ref: str, insurance_ref: str) -> None:
    """What is wrong whatever the booking owes: only a hand-made client sends it."""
    try:
        check_payment(amounts.total, amounts, given_fen=given, qr_ref=qr_ref, insurance_ref=insurance_ref)
    except KnownError as error:
        raise OperationRefusedError(error.code) from error


def _check_due(batch: Batch, booking: dict[str, Any], due: int) -> None:
    grade = grade_of(store.title_of(batch.connection, batch.hospital, booking["session_id"]))
    if due not in _tariff(batch).possible(booking["fee_fen"], grade, booking["day"]):
        raise OperationRefusedError("fee-differs")


def _tariff(batch: Batch) -> Tariff:
    raw = store.tariff(batch.connection, batch.hospital)
    return Tariff() if raw is None else Tariff.from_bytes(raw)


def _open_shift(batch: Batch, op: Operation, shift_id: str) -> dict[str, Any]:
    shift = batch.money.shifts.get(shift_id)
    own = shift is not None and (shift["desk_id"], shift["staff_id"]) == (op.desk, op.author)
    if shift is None or not own or shift["state"] != ShiftState.OPEN.value:
        raise OperationRefusedError(NoOpenShiftError.code)
    return shift


def _fen(facts: Facts, name: str) -> int:
    value = facts.number(name)
    if not 0 <= value <= MOST_FEN:
        raise OperationRefusedError("malformed")
    return value


def _amounts(facts: Facts) -> Amounts:
    amounts = Amounts(_fen(facts, "cash_fen"), _fen(facts, "qr_fen"), _fen(facts, "insurance_fen"))
    if not 0 < amounts.total <= MOST_FEN:
        raise OperationRefusedError("malformed")
    return amounts


def _columns(amounts: Amounts) -> dict[str, int]:
    return {
        "cash_fen": amounts.cash_fen,
        "qr_fen": amounts.qr_fen,
        "insurance_fen": amounts.insurance_fen,
    }


def _touch(batch: Batch, booking_id: str) -> None:
    booking = batch.bookings.get(booking_id)
    if booking is not None:
        batch.touched.add(feed.CLINIC, "patient", booking["patient_id"])
        batch.touched.add(feed.CLINIC, "booking", booking_id)
