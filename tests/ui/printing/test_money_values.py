"""Receipts and settlements through the built-in templates: what stands on them, as dots."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from desktop.bootstrap.paper_files import shipped
from desktop.domain.money_papers import MoneyPaper, ShiftPaper
from desktop.domain.payments import Amounts, EntryKind
from desktop.domain.receipts import Receipt
from desktop.domain.shifts import Count, Difference, Takings, settle
from desktop.services.paper_templates import Source
from desktop.ui.printing.money_values import filled
from desktop.ui.printing.templates import Templates

pytestmark = pytest.mark.usefixtures("qapp")
NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
RECEIPT = Receipt(
    "p1", EntryKind.PAY, "市第一人民医院", "心血管内科", "李建国", 14, "张**", 5000, Amounts(500, 2500, 2000), 1000,
    500, "134567890123456789", "YB20261127001", "04400112345678", "3 号窗", "王晓敏", NOW,
)  # fmt: skip
BACK = replace(
    RECEIPT, kind=EntryKind.REFUND, amounts=Amounts(500), given_fen=0, change_fen=0, qr_ref="", insurance_ref="",
    unsigned=True, reprint=1,
)  # fmt: skip
TOOK = Takings(cash_in_fen=5500, cash_out_fen=2500, qr_in_fen=3000, payments=3, refunds=1, unsigned=1)
SHIFT = ShiftPaper(
    "s1", "市第一人民医院", "3 号窗", "王晓敏", NOW, NOW + timedelta(hours=8),
    settle(20_000, TOOK, Count.of({10_000: 2, 1_000: 2, 500: 1}), Difference.CHANGE_WRONG, 20_000), "2002",
)  # fmt: skip


def items(paper: MoneyPaper) -> list[tuple[str, str]]:
    return [(row["item"], row["amount"]) for row in filled(paper)[2]]


@pytest.mark.rows("G53")
def test_a_receipt_names_every_part_change_and_the_references() -> None:
    _, values, _ = filled(RECEIPT)
    assert items(RECEIPT) == [
        ("挂号费", "¥50.00"), ("现金", "¥5.00"), ("扫码支付", "¥25.00"), ("医保支付", "¥20.00"), ("实收", "¥10.00"),
        ("找零", "¥5.00"),
    ]  # fmt: skip
    assert (values["total"], values["method"]) == ("¥50.00", "现金 + 扫码支付 + 医保支付")
    assert (values["reference"], values["invoice"], values["insurance"]) == (
        "134567890123456789", "04400112345678", "YB20261127001",
    )  # fmt: skip


@pytest.mark.rows("G44")
def test_a_refund_is_below_nothing_and_says_when_a_signature_is_to_come() -> None:
    assert items(BACK) == [
        ("退还挂号费", "-¥5.00"), ("现金", "-¥5.00"), ("夜班单人办理，待第二人补签", ""),
    ]  # fmt: skip


@pytest.mark.rows("G54")
def test_a_settlement_names_the_notes_the_difference_and_why() -> None:
    _, values, _ = filled(SHIFT)
    assert (values["expected"], values["counted"], values["difference"], values["explanation"]) == (
        "¥230.00", "¥225.00", "-¥5.00", "找零有误",
    )  # fmt: skip
    assert ("¥100.00", "¥200.00") in items(SHIFT)
    assert ("上缴现金", "¥25.00") in items(SHIFT)


@pytest.mark.parametrize(("name", "paper"), [("receipt", RECEIPT), ("refund", BACK), ("shift", SHIFT)])
@pytest.mark.rows("G53", "G54", "G58")
def test_a_paper_of_money_goes_through_the_template_in_force(name: str, paper: MoneyPaper) -> None:
    kind, values, rows = filled(paper)
    where = {
        "hospital": "市第一人民医院",
        "window": "3 号窗",
        "staff": "王晓敏",
        "printed_at": "2026-11-27 10:00:00",
    }
    templates = Templates(lambda name, language: (shipped(name, language), Source.SHIPPED), "zh_CN")
    raster = templates.document(kind, {**where, **values}, rows, 0)
    assert 500 < raster.height < 2400
    folder = os.environ.get("CLINIC_PICTURES")
    if folder:
        bits = bytes(octet ^ 0xFF for octet in raster.rows)
        image = QImage(
            bits, raster.width_dots, raster.height, raster.bytes_per_row, QImage.Format.Format_Mono
        )
        image.convertToFormat(QImage.Format.Format_RGB32).save(str(Path(folder) / f"paper-{name}.png"))
