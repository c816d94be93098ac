"""Roles of staff and what each may do: one table, everything else is refused (DECISIONS 19, SECURITY §4.1)."""

from __future__ import annotations

from enum import StrEnum

from desktop.domain.errors import NotPermittedError


class Role(StrEnum):
    """What a person is at the hospital; the value stands in the roster and in key slots and is never reused."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    PRIVACY_OFFICER = "privacy-officer"
    SYSTEM_ADMIN = "system-admin"
    SECURITY_ADMIN = "security-admin"
    AUDITOR = "auditor"


class Action(StrEnum):
    """What somebody wants to do; the value names the act in NotPermittedError."""

    UNLOCK_DESK = "desk.unlock"
    REGISTER = "patient.register"
    BOOK = "booking.book"
    CANCEL = "booking.cancel"
    APPROVE_LATE_CANCEL = "booking.approve-late"
    SET_RULES = "rules.set"
    CHECK_IN = "booking.check-in"
    QUEUE = "booking.queue"
    EXCUSE = "booking.excuse"
    BLOCK_PERSON = "person.block"
    RELEASE_PICK_UP = "booking.release-pick-up"
    PRINT = "slip.print"
    REPRINT = "slip.reprint"
    REPRINT_OTHERS = "slip.reprint-others"
    SEARCH = "patient.search"
    OPEN_PATIENT = "patient.open"
    REVEAL = "patient.reveal"
    FILE_DELETION = "deletion.file"
    APPROVE_DELETION = "deletion.approve"
    FILE_REQUEST = "request.file"
    DECIDE_REQUEST = "request.decide"
    KEEP_REGISTERS = "registers.keep"
    MAKE_COPY = "copy.make"
    KEEP_DUTIES = "duty.keep"
    CARRY_OUT = "request.carry-out"
    READ_KEPT = "kept.read"
    MAKE_PROOF = "proof.make"
    EXPORT = "figures.export"
    DISCLOSE = "disclosure.keep"
    RESOLVE_TASK = "task.resolve"
    KEEP_PEOPLE_CLEAN = "people.clean"
    TAKE_PAYMENT = "payment.record"
    REFUND = "payment.refund"
    REFUND_LATE = "payment.refund-late"
    RUN_SHIFT = "shift.run"
    READ_REPORT = "report.read"
    READ_REPORT_NAMES = "report.names"
    ADD_STAFF = "staff.add-slot"
    ROTATE_KEYS = "keys.rotate"
    READ_AUDIT = "audit.read"
    READ_TEAM_AUDIT = "audit.read-team"
    SIGN_ACCESS = "access.sign-off"
    SIGN_ROSTER = "roster.sign"
    EXTEND_LEASE = "lease.extend"
    ENROL_DESK = "desk.enrol"
    SCHEDULE = "schedule.change"
    ADD_EXTRA = "slot.extra"
    ADD_EXTRA_OVER = "slot.extra-over-limit"
    STOP_CLINIC = "session.stop"
    TEND_AFFECTED = "affected.tend"
    LIST_OWN = "own.list"
    BREAK_GLASS = "glass.break"
    REVIEW_GLASS = "glass.review"
    SEAL_RECORD = "record.seal"
    GRANT_OPENING = "record.grant-opening"
    SIGN_THRESHOLD = "risk.sign-threshold"
    SIGN_EXPORT = "figures.sign-export"
    RUN_DRILL = "drill.run"
    SET_PAPERS = "papers.set"


# The two administrators and the auditor hold no key slot: what a desk stores never opens for them (T12).
_AT_THE_WINDOW = frozenset(
    {
        Action.UNLOCK_DESK,
        Action.REGISTER,
        Action.BOOK,
        Action.CANCEL,
        Action.CHECK_IN,
        Action.QUEUE,
        Action.PRINT,
        Action.REPRINT,
        Action.SEARCH,
        Action.OPEN_PATIENT,
        Action.REVEAL,
        Action.FILE_DELETION,
        Action.TAKE_PAYMENT,
        Action.REFUND,
        Action.RUN_SHIFT,
        Action.FILE_REQUEST,
        Action.ADD_EXTRA,
        Action.TEND_AFFECTED,
        Action.LIST_OWN,
        Action.BREAK_GLASS,
    }
)
# The day report names people only to whom the window names them; officers see figures.
_OVER_THE_DAY = frozenset({Action.REFUND_LATE, Action.READ_REPORT, Action.READ_REPORT_NAMES})
_SCHEDULE_OFFICE = frozenset({Action.SCHEDULE, Action.ADD_EXTRA_OVER, Action.STOP_CLINIC})
PERMISSIONS: dict[Role, frozenset[Action]] = {
    Role.CLERK: _AT_THE_WINDOW,
    Role.SUPERVISOR: _AT_THE_WINDOW
    | _SCHEDULE_OFFICE
    | _OVER_THE_DAY
    | {
        Action.ADD_STAFF,
        Action.ROTATE_KEYS,
        Action.EXTEND_LEASE,
        Action.APPROVE_DELETION,
        Action.APPROVE_LATE_CANCEL,
        Action.EXCUSE,
        Action.BLOCK_PERSON,
        Action.RELEASE_PICK_UP,
        Action.KEEP_PEOPLE_CLEAN,
        Action.READ_TEAM_AUDIT,
        Action.REPRINT_OTHERS,
        Action.RESOLVE_TASK,
        Action.SET_RULES,
        Action.DECIDE_REQUEST,
        Action.MAKE_COPY,
        Action.MAKE_PROOF,
        Action.KEEP_DUTIES,
        Action.CARRY_OUT,
        Action.DISCLOSE,
        Action.REVIEW_GLASS,
        Action.GRANT_OPENING,
        Action.SIGN_EXPORT,
        Action.RUN_DRILL,
        Action.SET_PAPERS,
    },
    Role.PRIVACY_OFFICER: frozenset(
        {
            Action.UNLOCK_DESK,
            Action.SEARCH,
            Action.OPEN_PATIENT,
            Action.REVEAL,
            Action.FILE_DELETION,
            Action.APPROVE_DELETION,
            Action.KEEP_PEOPLE_CLEAN,
            Action.FILE_REQUEST,
            Action.DECIDE_REQUEST,
            Action.KEEP_REGISTERS,
            Action.EXPORT,
            Action.MAKE_COPY,
            Action.MAKE_PROOF,
            Action.KEEP_DUTIES,
            Action.CARRY_OUT,
            Action.READ_KEPT,
            Action.DISCLOSE,
            Action.ADD_STAFF,
            Action.ROTATE_KEYS,
            Action.EXTEND_LEASE,
            Action.LIST_OWN,
            Action.REVIEW_GLASS,
            Action.GRANT_OPENING,
            Action.SIGN_THRESHOLD,
            Action.SIGN_EXPORT,
            Action.SEAL_RECORD,
            Action.READ_REPORT,
            Action.READ_AUDIT,
            Action.READ_TEAM_AUDIT,
            Action.SIGN_ACCESS,
            Action.SET_PAPERS,
        }
    ),
    Role.SYSTEM_ADMIN: frozenset({Action.ENROL_DESK}),
    Role.SECURITY_ADMIN: frozenset({Action.SIGN_ROSTER}),
    Role.AUDITOR: frozenset({Action.READ_AUDIT, Action.READ_TEAM_AUDIT}),
}


# What shows stored people: closed while central was not heard for too long (DECISIONS 20).
READING = frozenset(
    {
        Action.SEARCH, Action.OPEN_PATIENT, Action.REVEAL, Action.FILE_DELETION, Action.FILE_REQUEST,
        Action.DECIDE_REQUEST, Action.MAKE_COPY, Action.DISCLOSE, Action.CARRY_OUT, Action.KEEP_PEOPLE_CLEAN,
    }
)  # fmt: skip


def allowed(role: Role, action: Action) -> bool:
    """Return whether the table names this action for this role; what it does not name is refused."""
    return action in PERMISSIONS.get(role, frozenset())


def require(role: Role, action: Action) -> None:
    """Raise NotPermittedError(action) unless the role may do this."""
    if not allowed(role, action):
        raise NotPermittedError(action=action.value)
