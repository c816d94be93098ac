"""Messages between desk and central, as JSON by msgspec (bytes are base64, times RFC 3339, UTC).

Every request but `/v1/ca`, `/v1/enroll` and `/v1/online/...` carries the headers `X-Desk`, `X-Request-No`
(grows by one) and `X-Signature` (base64, Ed25519, purpose "request", over bindings.request). PROTOCOL.md has the rules.

This is the door; the messages live in the rooms beside it.
"""

from __future__ import annotations

from desktop.sync.wire.base import MAX_BODY_BYTES, MAX_OPERATIONS, PAGE_ROWS, PROTOCOL, Done, Message, Refusal
from desktop.sync.wire.calls import (
    CodeCheck,
    CodeProof,
    CodeRequest,
    CodeSent,
    EnrollRequest,
    EnrollResponse,
    FetchRequest,
    FetchResult,
    LookupRequest,
    LookupResult,
    MaskedRow,
    NameCheckRequest,
    NameCheckResult,
    OnlineBooked,
    OnlineBooking,
    StaffKeysRequest,
)
from desktop.sync.wire.exchange import ExchangeRequest, ExchangeResponse, TraceGrown, TraceWitnessed
from desktop.sync.wire.operations import (
    Acknowledged,
    WireApproval,
    WireOperation,
    WireResult,
    WireRight,
    from_wire,
    rights_digest,
    to_result,
    to_wire,
)
from desktop.sync.wire.people import PairRow
from desktop.sync.wire.rows import (
    BookingRow,
    CaseRow,
    ConsentRow,
    DepartmentRow,
    DoctorRow,
    ErasureRow,
    GoneRow,
    NoticeRow,
    Page,
    PatientRow,
    RosterRow,
    Row,
    SessionRow,
    TaskRow,
    WireRosterEntry,
)

__all__ = [
    "MAX_BODY_BYTES",
    "MAX_OPERATIONS",
    "PAGE_ROWS",
    "PROTOCOL",
    "Acknowledged",
    "BookingRow",
    "CaseRow",
    "CodeCheck",
    "CodeProof",
    "CodeRequest",
    "CodeSent",
    "ConsentRow",
    "DepartmentRow",
    "DoctorRow",
    "Done",
    "EnrollRequest",
    "EnrollResponse",
    "ErasureRow",
    "ExchangeRequest",
    "ExchangeResponse",
    "FetchRequest",
    "FetchResult",
    "GoneRow",
    "LookupRequest",
    "LookupResult",
    "MaskedRow",
    "Message",
    "NameCheckRequest",
    "NameCheckResult",
    "NoticeRow",
    "OnlineBooked",
    "OnlineBooking",
    "Page",
    "PairRow",
    "PatientRow",
    "Refusal",
    "RosterRow",
    "Row",
    "SessionRow",
    "StaffKeysRequest",
    "TaskRow",
    "TraceGrown",
    "TraceWitnessed",
    "WireApproval",
    "WireOperation",
    "WireResult",
    "WireRight",
    "WireRosterEntry",
    "from_wire",
    "rights_digest",
    "to_result",
    "to_wire",
]
