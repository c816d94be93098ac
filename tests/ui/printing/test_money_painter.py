"""Receipts and settlements as dots and as PDF."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.domain.money_papers import MoneyPaper, ShiftPaper
from desktop.domain.payments import Amounts, EntryKind
from desktop.domain.receipts import Receipt
from desktop.domain.shifts import Count, Difference, Takings, settle
from desktop.ui.printing.money_painter import money_pdf, money_raster, title_of
from desktop.ui.printing.sheet import SLIP_DOTS

pytestmark = pytest.mark.usefixtures("qapp")
NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
RECEIPT = Receipt(
    "p1", EntryKind.PAY, "市第一人民医院", "心血管内科", "李建国", 14, "张**", 5000, Amounts(500, 2500, 2000), 1000,
    500,
    "134567890123456789", "YB20261127001", "04400112345678", "3 号窗", "王晓敏", NOW,
)  # fmt: skip
TOOK = Takings(cash_in_fen=5500, cash_out_fen=2500, qr_in_fen=3000, payments=3, refunds=1, unsigned=1)
SHIFT = ShiftPaper(
    "s1", "市第一人民医院", "3 号窗", "王晓敏", NOW, NOW + timedelta(hours=8),
    settle(20_000, TOOK, Count.of({10_000: 2, 1_000: 2, 500: 1}), Difference.CHANGE_WRONG, 20_000), "2002",
)  # fmt: skip
PAPERS: dict[str, MoneyPaper] = {
    "receipt": RECEIPT,
    "refund": replace(
        RECEIPT, kind=EntryKind.REFUND, amounts=Amounts(500), given_fen=0, change_fen=0, qr_ref="", insurance_ref="",
        unsigned=True, reprint=1,
    ),
    "shift": SHIFT,
}  # fmt: skip


@pytest.mark.parametrize("name", list(PAPERS))
@pytest.mark.rows("G53", "G54", "G56")
def test_a_paper_of_money_fits_the_roll_and_is_a_pdf(name: str) -> None:
    paper = PAPERS[name]
    raster = money_raster(paper)
    assert raster.width_dots == SLIP_DOTS
    assert 600 < raster.height < 2000
    assert sum(octet.bit_count() for octet in raster.rows) > 10_000
    pdf = money_pdf(paper)
    assert pdf.startswith(b"%PDF")
    folder = os.environ.get("CLINIC_PICTURES")
    if folder:
        from PySide6.QtGui import QImage

        bits = bytes(octet ^ 0xFF for octet in raster.rows)
        image = QImage(
            bits, raster.width_dots, raster.height, raster.bytes_per_row, QImage.Format.Format_Mono
        )
        image.convertToFormat(QImage.Format.Format_RGB32).save(str(Path(folder) / f"paper-{name}.png"))


@pytest.mark.rows("G53")
def test_more_references_make_a_longer_receipt_and_every_paper_has_its_own_title() -> None:
    short = replace(RECEIPT, qr_ref="", insurance_ref="", invoice_no="")
    assert money_raster(short).height < money_raster(RECEIPT).height
    titles = {title_of(paper) for paper in (*PAPERS.values(), replace(SHIFT, handed_to=""))}
    assert len(titles) == 4
