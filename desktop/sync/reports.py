"""Reports over the line (ports.central.Reports)."""

from __future__ import annotations

from datetime import date

import msgspec

from desktop.domain.ids import StaffId
from desktop.domain.reports import Absent, GroupBy, Report, ReportLine, ReportShift
from desktop.sync.client import CentralClient
from desktop.sync.wire import ReportAnswer, ReportRequest


class HttpReports:
    """Asks central; a desk's own rows would be a part only."""

    def __init__(self, client: CentralClient) -> None:
        self._client = client

    def report(self, author: StaffId, first: date, last: date, by: GroupBy) -> Report:
        """Return the figures; raises CentralUnreachableError, CentralRefusedError."""
        answer = self._client.call("/v1/report", ReportRequest(author, first, last, by.value), ReportAnswer)
        return Report(
            first, last, by,
            lines=tuple(ReportLine(**msgspec.structs.asdict(line)) for line in answer.lines),
            shifts=tuple(ReportShift(**msgspec.structs.asdict(shift)) for shift in answer.shifts),
            absent=tuple(Absent(**msgspec.structs.asdict(row)) for row in answer.absent),
            owed_back_fen=answer.owed_back_fen, with_names=answer.with_names,
        )  # fmt: skip
