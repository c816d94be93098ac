"""What the report's lines and columns are called, on the page and in its files."""

from __future__ import annotations

from desktop.domain.reports import GroupBy, Report, ReportLine, ReportView
from desktop.ui.texts import names, say

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


def sheet(report: Report, view: ReportView) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return headings and rows of one view, the sum last where there is one."""
    if view is ReportView.ABSENT:
        return absent_headings(), _absent(report)
    if view is ReportView.REQUESTS:
        return request_headings(), _requests(report)
    rows = [cells(report, line, names.named(label_of(report, line))) for line in report.lines]
    return headings(report.by), [*rows, cells(report, report.total, total_word())]


def absent_headings() -> tuple[str, ...]:
    """Return the columns of who did not come."""
    return (
        translate("Report", "日期"), translate("Report", "科室"), translate("Report", "医生"),
        translate("Report", "号"), translate("Report", "患者"),
    )  # fmt: skip


def request_headings() -> tuple[str, ...]:
    """Return the columns of what became of people's requests."""
    return (
        translate("Report", "请求"), translate("Report", "收到"), translate("Report", "按期办结"),
        translate("Report", "逾期办结"), translate("Report", "在办"), translate("Report", "已超期"),
        translate("Report", "其中拒绝"),
    )  # fmt: skip


def _absent(report: Report) -> list[tuple[str, ...]]:
    return [
        (
            f"{one.day:%Y-%m-%d}", names.named(one.department), names.named(one.doctor), str(one.number),
            one.masked_name or say.NOTHING,
        )
        for one in report.absent
    ]  # fmt: skip


def _requests(report: Report) -> list[tuple[str, ...]]:
    return [
        (
            say.word("RequestKind", one.kind), str(one.filed), str(one.in_time), str(one.late), str(one.open),
            str(one.overdue), str(sum(count for _, count in one.refused)),
        )
        for one in report.requests
    ]  # fmt: skip
