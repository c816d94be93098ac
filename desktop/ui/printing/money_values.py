"""What a template can say of a receipt and of a settlement (G53, G54, G58)."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from desktop.domain.money import format_fee
from desktop.domain.money_papers import MoneyPaper, ShiftPaper
from desktop.domain.payments import EntryKind
from desktop.domain.print_templates import PrintKind
from desktop.domain.receipts import Receipt
from desktop.domain.schedules import CHINA
from desktop.domain.shifts import Difference
from desktop.services.money_papers import Filled
from desktop.ui.texts import say

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class _Parts:
    """An amount by channel, with its word and its reference."""

    word: str
    fen: int


def filled(paper: MoneyPaper) -> Filled:
    """Return kind, values and rows of a paper."""
    return _settlement(paper) if isinstance(paper, ShiftPaper) else _receipt(paper)


def _receipt(paper: Receipt) -> Filled:
    amounts = paper.amounts
    back = paper.kind is EntryKind.REFUND
    sign = -1 if back else 1
    parts = [
        _Parts(translate("MoneyPaper", "现金"), amounts.cash_fen),
        _Parts(translate("MoneyPaper", "扫码支付"), amounts.qr_fen),
        _Parts(translate("MoneyPaper", "医保支付"), amounts.insurance_fen),
    ]
    used = [part for part in parts if part.fen]
    title = translate("MoneyPaper", "退还挂号费") if back else translate("MoneyPaper", "挂号费")
    rows = [_row(title, sign * amounts.total)]
    rows += [_row(part.word, sign * part.fen) for part in used]
    if paper.given_fen and not paper.carried:
        rows += [
            _row(translate("MoneyPaper", "实收"), paper.given_fen),
            _row(translate("MoneyPaper", "找零"), paper.change_fen),
        ]
    if paper.carried:
        rows.append({"item": translate("MoneyPaper", "由原号转入，原收据作废"), "amount": ""})
    if paper.void:
        rows.append({"item": translate("MoneyPaper", "已退还或转入新号，此收据作废"), "amount": ""})
    if paper.unsigned:
        rows.append({"item": translate("MoneyPaper", "夜班单人办理，待第二人补签"), "amount": ""})
    values = {
        "department": paper.department, "doctor": paper.doctor, "number": str(paper.number), "name": paper.masked_name,
        "day": f"{paper.at.astimezone(CHINA):%Y-%m-%d %H:%M}", "total": format_fee(sign * amounts.total),
        "paid": format_fee(sign * amounts.total), "method": " + ".join(part.word for part in used),
        "reference": paper.qr_ref, "invoice": paper.invoice_no, "insurance": paper.insurance_ref,
    }  # fmt: skip
    return PrintKind.RECEIPT, values, tuple(rows)


def _settlement(paper: ShiftPaper) -> Filled:
    done = paper.settlement
    took = done.took
    opened, closed = (at.astimezone(CHINA) for at in (paper.opened_at, paper.closed_at))
    rows = [
        _row(translate("MoneyPaper", "备用金"), done.float_fen),
        _row(translate("MoneyPaper", "现金收入"), took.cash_in_fen, str(took.payments)),
        _row(translate("MoneyPaper", "现金退出"), -took.cash_out_fen, str(took.refunds)),
        *(_row(format_fee(fen), fen * number, str(number)) for fen, number in done.count.pieces),
        _row(translate("MoneyPaper", "扫码净额"), took.qr_in_fen - took.qr_out_fen),
        _row(translate("MoneyPaper", "医保净额"), took.insurance_in_fen - took.insurance_out_fen),
        _row(translate("MoneyPaper", "合计净额"), took.net_fen),
        _row(translate("MoneyPaper", "留存"), done.left_fen),
        _row(translate("MoneyPaper", "上缴现金"), done.paid_in_fen),
    ]
    if took.unsigned:
        rows.append({"item": translate("MoneyPaper", "待补签"), "count": str(took.unsigned), "amount": ""})
    why = say.word("Difference", done.reason.value) if done.reason is not Difference.NONE else ""
    values = {
        "shift": f"{paper.window} {paper.staff_name}", "opened": f"{opened:%Y-%m-%d %H:%M}",
        "closed": f"{closed:%Y-%m-%d %H:%M}", "expected": format_fee(done.expected_fen),
        "counted": format_fee(done.count.total_fen), "difference": format_fee(done.difference_fen), "explanation": why,
        "second": paper.handed_to,
    }  # fmt: skip
    return PrintKind.SETTLEMENT, values, tuple(rows)


def _row(item: str, fen: int, count: str = "") -> dict[str, str]:
    return {"item": item, "count": count, "amount": format_fee(fen)}
