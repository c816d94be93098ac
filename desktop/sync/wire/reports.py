"""The supervisor's report: asked of central, because a desk holds only its working set (G108-G110)."""

from __future__ import annotations

from datetime import date

from desktop.domain.ids import StaffId
from desktop.sync.wire.base import Message


class ReportRequest(Message, frozen=True):
    """Figures of some days; `by` is a domain.reports.GroupBy, `author` who asks."""

    author: StaffId
    first: date
    last: date
    by: str


class ReportLineRow(Message, frozen=True):
    """See domain.reports.ReportLine."""

    key: str
    label: str
    booked: int = 0
    cancelled: int = 0
    stopped: int = 0
    no_shows: int = 0
    seen: int = 0
    waits: int = 0
    wait_s: int = 0
    cash_fen: int = 0
    qr_fen: int = 0
    insurance_fen: int = 0
    refunded_fen: int = 0


class ReportShiftRow(Message, frozen=True):
    """See domain.reports.ReportShift."""

    window: str
    clerk: str
    state: str
    expected_fen: int
    difference_fen: int


class AbsentRow(Message, frozen=True):
    """Who did not come, by ids only; the desk adds the masked name of whom it holds."""

    booking_id: str
    patient_id: str
    day: date
    department: str
    doctor: str
    number: int


class ReportAnswer(Message, frozen=True):
    """The figures; `with_names` tells whether clerks are named."""

    lines: tuple[ReportLineRow, ...]
    shifts: tuple[ReportShiftRow, ...] = ()
    absent: tuple[AbsentRow, ...] = ()
    owed_back_fen: int = 0
    with_names: bool = False
