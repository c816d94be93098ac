"""Receipts and settlements on 80 mm paper and as PDF, by the same sheet as the slip (G53, G54)."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPainter

from desktop.domain.money import format_fee
from desktop.domain.money_papers import MoneyPaper, ShiftPaper
from desktop.domain.payments import EntryKind
from desktop.domain.receipts import Receipt
from desktop.domain.schedules import CHINA
from desktop.domain.shifts import Difference
from desktop.ports.ticket_printer import Raster
from desktop.ui.printing.sheet import Sheet, pdf_of, raster_of
from desktop.ui.texts import say

translate = QCoreApplication.translate
Rows = list[tuple[str, str, bool]]


def money_raster(paper: MoneyPaper) -> Raster:
    """Return the paper as black dots for the printer; needs a QGuiApplication."""
    return raster_of(lambda painter: paint_paper(painter, paper))


def money_pdf(paper: MoneyPaper) -> bytes:
    """Return the paper as a one-page PDF, 80 mm wide; needs a QGuiApplication."""
    return pdf_of(lambda painter: paint_paper(painter, paper), title_of(paper))


def title_of(paper: MoneyPaper) -> str:
    """Return what stands at the head."""
    if isinstance(paper, ShiftPaper):
        return translate("MoneyPaper", "交班单") if paper.handed_to else translate("MoneyPaper", "结账单")
    if paper.kind is EntryKind.REFUND:
        return translate("MoneyPaper", "退费凭证")
    return translate("MoneyPaper", "收费凭证")


def paint_paper(painter: QPainter, paper: MoneyPaper) -> int:
    """Draw the paper from the painter's origin; return its height in dots."""
    sheet = Sheet(painter)
    sheet.line(paper.hospital, 34, bold=True)
    sheet.line(title_of(paper), 30, bold=True, gap=2)
    if isinstance(paper, ShiftPaper):
        _paint_shift(sheet, paper)
    else:
        _paint_receipt(sheet, paper)
    return sheet.y + 8


def _paint_receipt(sheet: Sheet, paper: Receipt) -> None:
    if paper.reprint:
        sheet.stamp(translate("MoneyPaper", "补打 {n}").format(n=paper.reprint))
    sheet.rule()
    sheet.line(format_fee(paper.amounts.total), 64, bold=True, gap=0)
    if paper.unsigned:
        sheet.line(translate("MoneyPaper", "夜班单人办理，待第二人补签"), 24, bold=True)
    sheet.rule()
    t = translate
    rows: Rows = [
        (t("MoneyPaper", "姓名"), paper.masked_name, True),
        (t("MoneyPaper", "科室"), f"{paper.department} {paper.doctor}".strip(), False),
        (t("MoneyPaper", "号序"), str(paper.number), False),
        (t("MoneyPaper", "应收"), format_fee(paper.due_fen), False),
        *_channels(paper),
        (t("MoneyPaper", "电子票号"), paper.invoice_no, False),
    ]
    sheet.pairs([row for row in rows if row[1]])
    sheet.rule()
    sheet.line(
        f"{paper.window} {paper.staff_name}  {paper.at.astimezone(CHINA):%Y-%m-%d %H:%M:%S}", 20, gap=2
    )


def _channels(paper: Receipt) -> Rows:
    t, amounts = translate, paper.amounts
    rows: Rows = []
    if amounts.cash_fen:
        rows.append((t("MoneyPaper", "现金"), format_fee(amounts.cash_fen), True))
    if paper.given_fen:
        rows.append((t("MoneyPaper", "实收"), format_fee(paper.given_fen), False))
        rows.append((t("MoneyPaper", "找零"), format_fee(paper.change_fen), True))
    if amounts.qr_fen:
        rows.append((t("MoneyPaper", "扫码支付"), format_fee(amounts.qr_fen), True))
        rows.append((t("MoneyPaper", "交易单号"), paper.qr_ref, False))
    if amounts.insurance_fen:
        rows.append((t("MoneyPaper", "医保支付"), format_fee(amounts.insurance_fen), True))
        rows.append((t("MoneyPaper", "医保结算号"), paper.insurance_ref, False))
    return rows


def _paint_shift(sheet: Sheet, paper: ShiftPaper) -> None:
    t, done = translate, paper.settlement
    took = done.took
    opened, closed = (at.astimezone(CHINA) for at in (paper.opened_at, paper.closed_at))
    sheet.rule()
    head: Rows = [
        (t("MoneyPaper", "窗口"), paper.window, True),
        (t("MoneyPaper", "收费员"), paper.staff_name, True),
        (t("MoneyPaper", "开班"), f"{opened:%Y-%m-%d %H:%M}", False),
        (t("MoneyPaper", "交班"), f"{closed:%Y-%m-%d %H:%M}", False),
        (
            t("MoneyPaper", "笔数"),
            t("MoneyPaper", "收 {p} 退 {r}").format(p=took.payments, r=took.refunds),
            False,
        ),
    ]
    sheet.pairs(head)
    sheet.rule()
    sums: Rows = [
        (t("MoneyPaper", "备用金"), format_fee(done.float_fen), False),
        (t("MoneyPaper", "现金收入"), format_fee(took.cash_in_fen), False),
        (t("MoneyPaper", "现金退出"), format_fee(-took.cash_out_fen), False),
        (t("MoneyPaper", "应有现金"), format_fee(done.expected_fen), True),
        (t("MoneyPaper", "实点现金"), format_fee(done.count.total_fen), True),
        (t("MoneyPaper", "长短款"), format_fee(done.difference_fen), True),
    ]
    if done.reason is not Difference.NONE:
        sums.append((t("MoneyPaper", "原因"), say.word("Difference", done.reason.value), False))
    sheet.pairs(sums)
    sheet.rule()
    pieces: Rows = [
        (format_fee(fen), f"× {number} = {format_fee(fen * number)}", False)
        for fen, number in done.count.pieces
    ]
    if pieces:
        sheet.pairs(pieces)
        sheet.rule()
    rest: Rows = [
        (t("MoneyPaper", "扫码净额"), format_fee(took.qr_in_fen - took.qr_out_fen), False),
        (t("MoneyPaper", "医保净额"), format_fee(took.insurance_in_fen - took.insurance_out_fen), False),
        (t("MoneyPaper", "合计净额"), format_fee(took.net_fen), True),
        (t("MoneyPaper", "留存"), format_fee(done.left_fen), False),
        (t("MoneyPaper", "上缴现金"), format_fee(done.paid_in_fen), True),
    ]
    if paper.handed_to:
        rest.append((t("MoneyPaper", "接班"), paper.handed_to, False))
    if took.unsigned:
        rest.append((t("MoneyPaper", "待补签"), str(took.unsigned), True))
    sheet.pairs(rest)
    sheet.rule()
    sheet.line(t("MoneyPaper", "交班人 ____________  接班/复核 ____________"), 24)
