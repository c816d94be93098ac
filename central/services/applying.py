"""Each kind of operation to its use case, and the first answer to each (I2, I3, I7)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from central.services import (
    asking,
    blocks,
    break_glass,
    changes,
    consents,
    corrections,
    disclosures,
    duties,
    effects,
    erasure,
    export_asks,
    guarding,
    merging,
    money,
    openings,
    paper_slips,
    papers,
    people,
    pick_up,
    planning,
    policies,
    pool,
    queueing,
    registers,
    requests,
    rules,
    stopping,
    taking_back,
    thresholds,
    undertakings,
    waiting,
)
from central.services.batch import Batch, Facts
from central.services.chain import Arrived
from central.services.errors import OperationRefusedError
from central.store import feed
from central.store.chains import Issued
from central.store.numbers import Taken
from central.store.people import LIVE, OPEN
from desktop.domain.break_glass import GLASS_TASK, resolves
from desktop.domain.errors import SelfApprovalError
from desktop.domain.export_asks import EXPORT_TASK, SIGNED
from desktop.domain.legal_basis import TOUCHES_NOBODY
from desktop.domain.no_shows import APPEAL_TASK
from desktop.domain.openings import TASKS as OPENINGS
from desktop.domain.operations import Operation, OperationKind, OperationResult, ResultStatus
from desktop.domain.own_people import OFF_TASK, OWN_RECORD
from desktop.domain.staff import Action

Answer = Taken | str | None

# What may be refused to a person without the right: acts for which the desk has central's answer before it shows
# anything. A promise or a registration of somebody who left the roster meanwhile is kept, and a supervisor told.
PERMITS = {
    OperationKind.PUBLISH_RULES: Action.SET_RULES,
    OperationKind.CLAIM_BOOKING: Action.BOOK,
    OperationKind.RECORD_PAYMENT: Action.TAKE_PAYMENT,
    OperationKind.REFUND_PAYMENT: Action.REFUND,
    OperationKind.OPEN_SHIFT: Action.RUN_SHIFT,
    OperationKind.HAND_OVER_SHIFT: Action.RUN_SHIFT,
    OperationKind.SETTLE_SHIFT: Action.RUN_SHIFT,
    **dict.fromkeys(merging.KINDS, Action.KEEP_PEOPLE_CLEAN),
    OperationKind.DECIDE_REQUEST: Action.DECIDE_REQUEST,
    OperationKind.PUT_REGISTER: Action.KEEP_REGISTERS,
    OperationKind.PUBLISH_POLICY: Action.KEEP_REGISTERS,
    OperationKind.PUBLISH_PAPER: Action.SET_PAPERS,
    OperationKind.EFFECT_REQUEST: Action.CARRY_OUT,
    OperationKind.PROPOSE_CHANGE: Action.FILE_REQUEST,
    OperationKind.STOP_CHANGE: Action.FILE_REQUEST,
    OperationKind.FILE_DISCLOSURE: Action.DISCLOSE,
    OperationKind.APPROVE_DISCLOSURE: Action.DISCLOSE,
    OperationKind.HAND_OVER_DISCLOSURE: Action.DISCLOSE,
    OperationKind.SEAL_RECORD: Action.SEAL_RECORD,
    OperationKind.APPROVE_ERASURE: Action.APPROVE_DELETION,
    OperationKind.ASK_LATE_CANCEL: Action.CANCEL,
    **dict.fromkeys((OperationKind.ASK_PICK_UP, OperationKind.APPEAL_NO_SHOW), Action.CHECK_IN),
    OperationKind.ASK_OPENING: Action.OPEN_PATIENT,
    OperationKind.SIGN_THRESHOLD: Action.SIGN_THRESHOLD,
    OperationKind.ASK_EXPORT: Action.EXPORT,
    OperationKind.SIGN_EXPORT: Action.SIGN_EXPORT,
    OperationKind.GRANT_OPENING: Action.GRANT_OPENING,
    **planning.PERMITS,
    **stopping.PERMITS,
    **duties.PERMITS,
    OperationKind.BOOK_OFFER: Action.BOOK,
    **dict.fromkeys(blocks.KINDS, Action.BLOCK_PERSON),
}
# What is kept all the same (its desk has shown it already), and a supervisor is told.
TOLD = {
    OperationKind.REGISTER_PATIENT: Action.REGISTER,
    OperationKind.CORRECT_PATIENT: Action.REGISTER,
    OperationKind.PUT_ACCOUNT: Action.REGISTER,
    OperationKind.PROMISE_BOOKING: Action.BOOK,
    OperationKind.CANCEL_BOOKING: Action.CANCEL,
    OperationKind.RESTORE_BOOKING: Action.CANCEL,
    OperationKind.MOVE_BOOKING: Action.BOOK,
    OperationKind.PUT_WISH: Action.BOOK,
    OperationKind.DROP_WISH: Action.BOOK,
    OperationKind.FILE_REQUEST: Action.FILE_REQUEST,
    OperationKind.STEP_REQUEST: Action.FILE_REQUEST,
    OperationKind.BREAK_GLASS: Action.BREAK_GLASS,
    OperationKind.SHOW_NOTICE: Action.REGISTER,
    OperationKind.RECORD_CONSENT: Action.REGISTER,
    OperationKind.CHECK_IN: Action.CHECK_IN,
    OperationKind.QUEUE_STEP: Action.QUEUE,
    **dict.fromkeys((OperationKind.FILE_ERASURE, OperationKind.WITHDRAW_ERASURE), Action.FILE_DELETION),
    OperationKind.ACCEPT_UNDERTAKING: Action.UNLOCK_DESK,
    OperationKind.PRINT_PAPER_SLIPS: Action.PRINT,
}
# Nobody decides about their own record or a relative's, and no claim on it is taken; what a desk has shown already is
# kept and told (N39). Asking for an own record is judged where it is taken.
REFUSED_FOR_OWN = (frozenset(PERMITS) - {OperationKind.ASK_OPENING}) | {
    OperationKind.RESOLVE_TASK,
    OperationKind.CANCEL_LATE,
}
OF_THE_PERSON = (
    OperationKind.CORRECT_PATIENT,
    OperationKind.PUT_ACCOUNT,
    OperationKind.SHOW_NOTICE,
    OperationKind.RECORD_CONSENT,
)
BY_THE_DESK = (OperationKind.RETURN_RIGHT, OperationKind.RECEIPT_ERASURE)


def apply_operation(batch: Batch, arrived: Arrived) -> OperationResult:
    """Apply one new operation in memory and return its answer."""
    op = arrived.signed.operation
    _move_again(batch, op)
    try:
        answer = _decide(batch, op)
    except OperationRefusedError as refusal:
        return OperationResult(op.seq, arrived.hash, ResultStatus.REFUSED, refusal.reason, *refusal.told)
    if isinstance(answer, Taken):
        return OperationResult(op.seq, arrived.hash, ResultStatus.ACCEPTED, "", answer.number, answer.epoch)
    return OperationResult(op.seq, arrived.hash, ResultStatus.ACCEPTED, answer or "")


def answer_again(batch: Batch, arrived: Arrived, before: Issued) -> OperationResult:
    """Return the first answer to an operation that comes again in a new incarnation; it has no second effect (I3)."""
    op = arrived.signed.operation
    _move_again(batch, op)
    if (before.kind, before.entity) != (op.kind.value, op.entity):
        return OperationResult(op.seq, arrived.hash, ResultStatus.REFUSED, "operation-differs")
    return replace(before.result, seq=op.seq, hash=arrived.hash)


def _move_again(batch: Batch, op: Operation) -> None:
    """Move what the operation is about: its desk left out rows of it while the operation was on its way (rebase)."""
    patient = batch.patients.get(op.subject) if op.subject else None
    if patient is not None and patient["state"] == LIVE:
        batch.touched.add(feed.CLINIC, "patient", patient["patient_id"])
    if op.kind is OperationKind.RESOLVE_TASK and batch.tasks.get(op.entity) is not None:
        batch.touched.add(feed.CLINIC, "task", op.entity)


def _decide(batch: Batch, op: Operation) -> Answer:
    _check_author(batch, op)
    if op.kind not in TOUCHES_NOBODY:
        Facts(op).basis()
    if people.erased(batch, op.subject):
        if op.kind in OF_THE_PERSON:
            return people.PERSON_ERASED
        if op.kind is OperationKind.CLAIM_BOOKING or (
            op.kind is OperationKind.MOVE_BOOKING and not _named(op)
        ):
            raise OperationRefusedError(people.PERSON_ERASED)
    own = guarding.handles_own(batch, op)
    if own and op.kind in REFUSED_FOR_OWN:
        raise OperationRefusedError(OWN_RECORD)
    answer = KINDS[op.kind](batch, op)
    # a new person's number is known only now
    if (own and op.kind is not OperationKind.ASK_OPENING) or (
        op.kind is OperationKind.REGISTER_PATIENT and guarding.handles_own(batch, op)
    ):
        guarding.tell(batch, op)
    return answer


def _named(op: Operation) -> bool:
    """Return whether a move names the number it promised."""
    return op.right is not None and op.right.number > 0


def _check_author(batch: Batch, op: Operation) -> None:
    told = TOLD.get(op.kind)
    if op.kind not in BY_THE_DESK and not (
        batch.people.knows(op.author) and (told is None or _could(batch, op, told))
    ):
        batch.report_stranger(op.author)
    action = PERMITS.get(op.kind)
    if action is not None and not batch.people.may(op.author, action, batch.now):
        raise OperationRefusedError("not-permitted")


def _could(batch: Batch, op: Operation, action: Action) -> bool:
    """Return whether the author had the right when it happened, or has it now (the desk's clock may be wrong)."""
    return any(batch.people.may(op.author, action, at) for at in (op.happened_at, batch.now))


def _resolve_task(batch: Batch, op: Operation) -> None:
    """Close a task; one already closed stays as it was."""
    outcome = Facts(op).text("outcome")
    task = batch.tasks.get(op.entity)
    if task is None:
        raise OperationRefusedError("task-unknown")
    _check_resolver(batch, task, op)
    if task["state"] != OPEN:
        return
    money.second_signature(batch, task, op, outcome)
    guarding.settle_off(batch, task, outcome)
    batch.tasks.change(
        op.entity, state="resolved", outcome=outcome, resolved_by=op.author, resolved_at=batch.now
    )
    if task["patient_id"]:
        batch.touched.add(feed.CLINIC, "patient", task["patient_id"])


def _check_resolver(batch: Batch, task: Mapping[str, Any], op: Operation) -> None:
    """Refuse who may not close this kind of task; nobody reviews their own glass or settles their own appeal (A3)."""
    if not batch.people.may(op.author, resolves(task["kind"]), batch.now):
        raise OperationRefusedError("not-permitted")
    if (
        task["kind"] in (GLASS_TASK, APPEAL_TASK, OFF_TASK, EXPORT_TASK, *OPENINGS)
        and task["asked_by"] == op.author
    ):
        raise OperationRefusedError(SelfApprovalError.code)
    if task["kind"] == EXPORT_TASK and Facts(op).text("outcome") == SIGNED:
        # that is said by its own operation, with the person's signature
        raise OperationRefusedError("malformed")


KINDS: dict[OperationKind, Callable[[Batch, Operation], Answer]] = {
    OperationKind.REGISTER_PATIENT: people.register,
    OperationKind.CORRECT_PATIENT: people.correct,
    OperationKind.PUT_ACCOUNT: people.put_account,
    OperationKind.SHOW_NOTICE: people.show_notice,
    OperationKind.RECORD_CONSENT: consents.record_consent,
    OperationKind.CLAIM_BOOKING: pool.claim,
    OperationKind.PROMISE_BOOKING: pool.promise,
    OperationKind.CANCEL_BOOKING: changes.cancel,
    OperationKind.RESTORE_BOOKING: changes.restore,
    OperationKind.MOVE_BOOKING: changes.move,
    OperationKind.ASK_LATE_CANCEL: changes.ask_late,
    OperationKind.CANCEL_LATE: changes.cancel_late,
    OperationKind.ASK_PICK_UP: pick_up.ask,
    OperationKind.APPEAL_NO_SHOW: asking.appeal,
    OperationKind.PUBLISH_RULES: rules.publish,
    OperationKind.PUT_REGISTER: registers.put,
    OperationKind.ACCEPT_UNDERTAKING: undertakings.accepted,
    OperationKind.PRINT_PAPER_SLIPS: paper_slips.printed,
    OperationKind.SIGN_THRESHOLD: thresholds.sign,
    OperationKind.ASK_EXPORT: export_asks.ask,
    OperationKind.SIGN_EXPORT: export_asks.sign,
    OperationKind.ASK_OPENING: openings.ask,
    OperationKind.GRANT_OPENING: openings.grant,
    OperationKind.PUBLISH_POLICY: policies.publish,
    OperationKind.PUBLISH_PAPER: papers.publish,
    OperationKind.FILE_DISCLOSURE: disclosures.file,
    OperationKind.APPROVE_DISCLOSURE: disclosures.approve,
    OperationKind.HAND_OVER_DISCLOSURE: disclosures.hand_over,
    OperationKind.CHECK_IN: queueing.apply_step,
    OperationKind.QUEUE_STEP: queueing.apply_step,
    OperationKind.RETURN_RIGHT: pool.return_right,
    OperationKind.FILE_ERASURE: erasure.file_erasure,
    OperationKind.APPROVE_ERASURE: erasure.approve_erasure,
    OperationKind.WITHDRAW_ERASURE: taking_back.take_back,
    OperationKind.RECEIPT_ERASURE: erasure.receipt,
    OperationKind.RESOLVE_TASK: _resolve_task,
    OperationKind.SCAN_DUPLICATES: merging.ask_scan,
    OperationKind.DISMISS_PAIR: merging.dismiss,
    OperationKind.FILE_MERGE: merging.file_merge,
    OperationKind.REFUSE_MERGE: merging.refuse_merge,
    OperationKind.APPROVE_MERGE: merging.approve_merge,
    OperationKind.UNDO_MERGE: merging.undo_merge,
    OperationKind.RECORD_PAYMENT: money.record_payment,
    OperationKind.REFUND_PAYMENT: money.refund_payment,
    OperationKind.OPEN_SHIFT: money.open_shift,
    OperationKind.HAND_OVER_SHIFT: money.close_shift,
    OperationKind.SETTLE_SHIFT: money.close_shift,
    OperationKind.FILE_REQUEST: requests.file_request,
    OperationKind.STEP_REQUEST: requests.step_request,
    OperationKind.DECIDE_REQUEST: corrections.decide,
    OperationKind.PROPOSE_CHANGE: corrections.propose,
    OperationKind.STOP_CHANGE: corrections.stop,
    OperationKind.EFFECT_REQUEST: effects.carry_out,
    OperationKind.BREAK_GLASS: break_glass.broken,
    OperationKind.SEAL_RECORD: break_glass.seal,
    **planning.KINDS,
    **stopping.KINDS,
    **duties.KINDS,
    **blocks.KINDS,
    **waiting.KINDS,
}
