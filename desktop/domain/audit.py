"""Audit events and their hash chain; random ids only, never a name, number or query text (A1, SECURITY §3)."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from desktop.domain.canonical import facts_to_bytes
from desktop.domain.ids import DeskId, PatientId, StaffId

GENESIS = bytes(32)
SUBJECT_BYTES = 16


class AuditAct(StrEnum):
    """What is traced; values are stable."""

    SIGN_IN = "sign-in"
    SIGN_IN_FAILED = "sign-in.failed"
    SIGN_IN_PROOF = "sign-in.proof"
    SIGN_OUT = "sign-out"
    LOCK = "lock"
    UNLOCK = "unlock"
    SEARCH_OPENED = "search.opened"
    SEARCH_CLOSED = "search.closed"
    LOOKUP = "lookup"
    CARD_READ = "card.read"
    PATIENT_OPENED = "patient.opened"
    REVEAL = "reveal"
    REGISTER = "patient.register"
    CORRECT = "patient.correct"
    PUT_ACCOUNT = "account.put"
    NOTICE = "notice.show"
    CONSENT = "consent.record"
    CODE_SENT = "code.sent"
    BOOK = "booking.book"
    CANCEL = "booking.cancel"
    RESTORE = "booking.restore"
    MOVE = "booking.move"
    ASK_LATE = "booking.ask-late"
    CANCEL_LATE = "booking.cancel-late"
    ASK_PICK_UP = "booking.ask-pick-up"
    APPEAL_NO_SHOW = "booking.appeal-no-show"
    AGREED = "booking.agreed"
    CHECK_IN = "booking.check-in"
    QUEUE_STEP = "booking.queue-step"
    QUEUE_SHOWN = "queue.shown"
    PRINT = "print"
    REPRINT = "reprint"
    FILE_ERASURE = "erasure.file"
    APPROVE_ERASURE = "erasure.approve"
    ERASURE_SHOWN = "erasure.shown"
    WITHDRAW_ERASURE = "erasure.withdraw"
    ERASED = "erasure.done"
    FILE_REQUEST = "request.file"
    STEP_REQUEST = "request.step"
    DECIDE_REQUEST = "request.decide"
    EFFECT_REQUEST = "request.effect"
    PROPOSE_CHANGE = "request.propose"
    CHANGE_SHOWN = "request.change-shown"
    STOP_CHANGE = "request.stop"
    DISCLOSED = "request.disclose"
    DUTY = "duty"
    DUTY_READ = "duty.read"
    MINOR_REFUSED = "minor.refused"
    TASK_RESOLVED = "task.resolve"
    DUPLICATES_SCAN = "duplicates.scan"
    PAIR_OPENED = "pair.opened"
    PAIR_DISMISSED = "pair.dismiss"
    FILE_MERGE = "merge.file"
    REFUSE_MERGE = "merge.refuse"
    APPROVE_MERGE = "merge.approve"
    UNDO_MERGE = "merge.undo"
    PAY = "payment.record"
    REFUND = "payment.refund"
    SHIFT_OPENED = "shift.open"
    SHIFT_CLOSED = "shift.close"
    COPY_MADE = "copy.made"
    COPY_GIVEN = "copy.given"
    REPORT_READ = "report.read"
    RECOVERED = "keys.recovered"
    KEYS_CHANGED = "keys.changed"
    SETTING = "setting"
    BLOCK = "person.block"
    UNBLOCK = "person.unblock"
    WAITING = "waiting"
    REGISTER_PUT = "register.put"
    POLICY_PUBLISHED = "policy.publish"
    DISCLOSURE = "disclosure"
    SCHEDULE = "schedule"
    STOP_CLINIC = "session.stop"
    TEND_AFFECTED = "affected.tend"
    CALL_SHEET = "call-sheet"
    CLOCK = "clock"
    LEASE_EXTENDED = "lease.extended"
    RETURN_NUMBERS = "numbers.returned"
    ROLLED_BACK = "store.rolled-back"
    TRACE_FORKED = "trace.forked"
    TRACE_VERIFIED = "trace.verify"
    TRACE_CLOSED = "trace.close"
    TRACE_READ = "trace.read"
    RISKS_READ = "risks.read"
    RISK_REVIEWED = "risk.review"
    ACCESS_READ = "access.read"
    ACCESS_SIGNED = "access.sign-off"
    LEAVE_PROPOSED = "access.leave"
    SLOT_ADDED = "slot.add"
    TRIES_FORGIVEN = "tries.forgive"
    DESK_LENT = "desk.lend"
    OWN_LISTED = "own.listed"
    GLASS_BROKEN = "glass.broken"
    RECORD_SEALED = "record.sealed"
    OPENING_ASKED = "opening.ask"
    OPENING_GRANTED = "opening.grant"
    UNDERTAKING_ACCEPTED = "undertaking.accept"
    SLIP_KEYED = "paper-slip.keyed"
    DRILL = "drill"
    EXPORT = "export"
    HELP_BEGUN = "help.begin"
    HELP_ENDED = "help.end"


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One line of the trace. `subject` is the patient's random audit id, `facts` are non-personal."""

    seq: int
    at: datetime
    desk: DeskId
    actor: StaffId | None
    role: str
    act: AuditAct
    result: str = "ok"
    subject: str | None = None
    object_id: str | None = None
    address: str | None = None
    facts: tuple[tuple[str, str | int], ...] = ()

    def to_bytes(self) -> bytes:
        """Return the canonical bytes that the chain covers."""
        return facts_to_bytes(
            {
                "v": 1, "seq": self.seq, "t": round(self.at.timestamp() * 1000), "desk": self.desk,
                "actor": self.actor, "role": self.role, "act": self.act.value, "result": self.result,
                "subj": self.subject, "obj": self.object_id, "addr": self.address, "facts": dict(self.facts),
            }
        )  # fmt: skip


def subject_id(record_key: bytes, patient_id: PatientId) -> str:
    """Return the id (32 hex digits) that traces name a person by: by their record key, so it says nothing without it.

    Every desk and central come to the same, and who may open the record can tell who looked at it (N16); when the key
    is destroyed nobody can join trace and person any more.
    """
    return hmac.digest(record_key, b"cfd/trace-subject/" + patient_id.encode(), hashlib.sha256).hex()[
        : 2 * SUBJECT_BYTES
    ]


def leaf(event: bytes) -> bytes:
    """Return the 32-byte hash of one event's canonical bytes."""
    return hashlib.sha256(b"\x00" + event).digest()


def link(previous: bytes, event: bytes) -> bytes:
    """Return the chain hash of an event after `previous` (32 bytes)."""
    return hashlib.sha256(b"\x02" + previous + leaf(event)).digest()
