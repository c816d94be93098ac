"""Reading the traces of all desks: what may be asked, what a line tells, what leaves as a file (P5, G76-G78).

Nothing in a line names a patient: a record is its random audit id, which dies with the person's key.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.audit import AuditAct
from desktop.domain.errors import KnownError

MOST_DAYS = 62
PAGE_LINES = 200
# beyond this one narrows the question instead of turning pages
MOST_SKIPPED = 100_000
# a spreadsheet takes a cell that begins so for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
BEFORE, AFTER = "before", "after"
SHORT_ID = 8


class TraceRangeError(KnownError):
    """The last day is before the first, more than `days` days are asked for, or a filter is no known one."""

    code = "trace-range"


class TraceFilterError(KnownError):
    """No desk or nobody on the roster is called so. Facts: `what` (desk or staff)."""

    code = "trace-filter"


class TraceKind(StrEnum):
    """Groups of acts that one asks for together; the value is part of the wire format."""

    ALL = "all"
    SIGN_IN = "sign-in"
    LOOK = "look"
    CHANGE = "change"
    PAPER = "paper"
    DECISION = "decision"


class ReadPurpose(StrEnum):
    """Why a part of the trace leaves the screen as a file (UX 6.9)."""

    INSPECTION = "inspection"
    COMPLAINT = "complaint"
    INCIDENT = "incident"
    COMPLIANCE = "compliance"


_A = AuditAct
KINDS: dict[TraceKind, frozenset[AuditAct]] = {
    TraceKind.SIGN_IN: frozenset(
        {
            _A.SIGN_IN, _A.SIGN_IN_FAILED, _A.SIGN_IN_PROOF, _A.KEYS_CHANGED, _A.RECOVERED, _A.SIGN_OUT,
            _A.LOCK, _A.UNLOCK, _A.HELP_BEGUN, _A.HELP_ENDED,
        }
    ),
    TraceKind.LOOK: frozenset(
        {
            _A.SEARCH_OPENED,
            _A.SEARCH_CLOSED,
            _A.LOOKUP,
            _A.CARD_READ,
            _A.PATIENT_OPENED,
            _A.REVEAL,
            _A.PAIR_OPENED,
            _A.CHANGE_SHOWN,
            _A.CALL_SHEET,
            _A.REPORT_READ,
            _A.TRACE_READ,
            _A.EXPORT,
        }
    ),
    TraceKind.CHANGE: frozenset(
        {
            _A.REGISTER,
            _A.CORRECT,
            _A.PUT_ACCOUNT,
            _A.CONSENT,
            _A.BOOK,
            _A.CANCEL,
            _A.RESTORE,
            _A.MOVE,
            _A.CANCEL_LATE,
            _A.CHECK_IN,
            _A.QUEUE_STEP,
            _A.PAY,
            _A.REFUND,
            _A.SETTING,
            _A.TRACE_CLOSED,
            _A.SCHEDULE,
            _A.STOP_CLINIC,
            _A.ERASED,
        }
    ),
    TraceKind.PAPER: frozenset({_A.PRINT, _A.REPRINT, _A.DISCLOSED}),
    TraceKind.DECISION: frozenset(
        {
            _A.FILE_ERASURE,
            _A.APPROVE_ERASURE,
            _A.WITHDRAW_ERASURE,
            _A.FILE_REQUEST,
            _A.STEP_REQUEST,
            _A.DECIDE_REQUEST,
            _A.PROPOSE_CHANGE,
            _A.STOP_CHANGE,
            _A.TASK_RESOLVED,
            _A.FILE_MERGE,
            _A.REFUSE_MERGE,
            _A.APPROVE_MERGE,
            _A.UNDO_MERGE,
            _A.ASK_LATE,
            _A.ASK_PICK_UP,
            _A.APPEAL_NO_SHOW,
            _A.CANCEL_LATE,
            _A.OPENING_ASKED,
            _A.OPENING_GRANTED,
        }
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TraceQuery:
    """What is asked: clinic days, a desk's window or id, a staff number or initials, a record; "" leaves it open."""

    first: date
    last: date
    kind: TraceKind = TraceKind.ALL
    desk: str = ""
    staff: str = ""
    subject: str = ""
    skip: int = 0


@dataclass(frozen=True, slots=True)
class TraceLine:
    """One entry of one desk's trace."""

    desk: str
    window: str
    seq: int
    at: datetime
    staff: str
    name: str
    role: str
    act: str
    result: str = "ok"
    subject: str = ""
    object_id: str = ""
    address: str = ""
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        """Return what tells this entry from all others."""
        return f"{self.desk}/{self.seq}/{self.at.timestamp()}"

    def fact(self, name: str) -> str:
        """Return one fact, "" when it is not told."""
        return dict(self.facts).get(name, "")


@dataclass(frozen=True, slots=True)
class TracePage:
    """The newest entries that fit, newest first; `more` tells that older ones follow."""

    lines: tuple[TraceLine, ...]
    more: bool = False
    team_only: bool = False


@dataclass(frozen=True, slots=True)
class TraceState:
    """What the walk found of one desk: how many entries, and the first bad one (0 when all are whole)."""

    desk: str
    window: str
    incarnation: int
    entries: int
    fault: str = ""
    first_bad: int = 0

    @property
    def whole(self) -> bool:
        """Return whether nothing is wrong."""
        return not self.fault


def check_query(query: TraceQuery) -> None:
    """Raise TraceRangeError for a range that is turned round, too long, or paged too far."""
    if not 0 <= (query.last - query.first).days < MOST_DAYS or not 0 <= query.skip <= MOST_SKIPPED:
        raise TraceRangeError(days=MOST_DAYS)


def csv_of(lines: Sequence[TraceLine], headings: Sequence[str]) -> bytes:
    """Return entries as CSV (UTF-8 with mark, CRLF; times RFC 3339 in UTC), safe to open in a spreadsheet."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(headings)
    for line in lines:
        facts = " ".join(f"{name}={value}" for name, value in line.facts)
        cells = (
            line.at.isoformat(timespec="milliseconds"), line.desk, line.window, str(line.seq), line.staff, line.name,
            line.role, line.act, line.result, line.subject, line.object_id, line.address, facts,
        )  # fmt: skip
        writer.writerow("'" + cell if cell.startswith(_FORMULA) else cell for cell in cells)
    return b"\xef\xbb\xbf" + text.getvalue().encode()
