"""What the report's lines and columns are called, on the page and in its files."""

from __future__ import annotations

from desktop.domain.reports import GroupBy, Report, ReportLine
from desktop.ui.texts import say

translate = say.translate


def label_of(report: Report, line: ReportLine) -> str:
    """Return a line's label; channels have words, an empty one is what no line owns."""
    if report.by is GroupBy.CHANNEL and line.key:
        return say.word("Channel", line.key)
    return line.label or translate("Report", "其他")


def group_word(by: GroupBy) -> str:
    """Return what the lines stand for."""
    return say.word("GroupBy", by.value)


def headings(by: GroupBy) -> tuple[str, ...]:
    """Return the column headings in order; domain.reports.csv_of fills them."""
    return (
        group_word(by),
        translate("Report", "挂号"),
        translate("Report", "退号"),
        translate("Report", "停诊"),
        translate("Report", "爽约"),
        translate("Report", "已就诊"),
        translate("Report", "平均候诊（分）"),
        translate("Report", "现金"),
        translate("Report", "扫码"),
        translate("Report", "医保"),
        translate("Report", "退费"),
        translate("Report", "净额"),
    )


def total_word() -> str:
    """Return what the last line is called."""
    return translate("Report", "合计")


def cells(report: Report, line: ReportLine, label: str) -> tuple[str, ...]:
    """Return a line as shown."""
    wait = line.average_wait_min
    return (
        label, str(line.booked), str(line.cancelled), str(line.stopped), str(line.no_shows), str(line.seen),
        say.NOTHING if wait is None else str(wait), say.money(line.cash_fen), say.money(line.qr_fen),
        say.money(line.insurance_fen), say.money(line.refunded_fen), say.signed_money(line.net_fen),
    )  # fmt: skip
