"""The slip as dots: read back from the raster, as paper would show it (G56, N5)."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import segno
from PySide6.QtWidgets import QApplication

from desktop.devices.escpos import escpos_bytes, parse_escpos
from desktop.domain.printing_errors import SlipFileError
from desktop.domain.slips import Slip
from desktop.ports.ticket_printer import Raster
from desktop.ui.printing.sheet import SLIP_DOTS
from desktop.ui.printing.slip_painter import slip_pdf, slip_pdf_bytes, slip_raster

pytestmark = pytest.mark.usefixtures("qapp")


def lines(raster: Raster) -> list[bytes]:
    """Return one byte string per row of dots."""
    width = raster.bytes_per_row
    return [raster.rows[at : at + width] for at in range(0, len(raster.rows), width)]


def blackest_run(raster: Raster) -> int:
    """Return how many rows in succession are mostly black."""
    longest = run = 0
    for row in lines(raster):
        black = sum(octet.bit_count() for octet in row)
        run = run + 1 if black > SLIP_DOTS * 0.6 else 0
        longest = max(longest, run)
    return longest


def rows_at_the_edge(raster: Raster) -> int:
    """Return how many rows are black in the last dots; the rules alone reach so far."""
    return sum(1 for row in lines(raster) if row[-1] & 0x0F)


def holds(raster: Raster, code: str) -> bool:
    """Return whether the symbol of `code` stands somewhere in the raster, module by module."""
    matrix = segno.make(code, error="m", micro=False).matrix
    rows = [int.from_bytes(row, "big") for row in lines(raster)]
    dots = max(3, min(8, 300 // len(matrix)))
    side = len(matrix) * dots
    left = (SLIP_DOTS - side) // 2
    wanted = []
    for modules in matrix:
        bits = "".join(("1" if dark else "0") * dots for dark in modules)
        wanted += [int(bits, 2)] * dots
    mask = (1 << side) - 1
    found = [row >> (SLIP_DOTS - left - side) & mask for row in rows]
    return any(found[top : top + side] == wanted for top in range(len(found) - side + 1))


@pytest.mark.rows("G56")
def test_a_slip_is_576_dots_wide_and_survives_the_printers_language(slip: Slip) -> None:
    raster = slip_raster(slip)
    assert raster.width_dots == SLIP_DOTS
    assert 0.03 < sum(octet.bit_count() for octet in raster.rows) / len(raster.rows) / 8 < 0.3
    assert parse_escpos(escpos_bytes(raster)) == raster


@pytest.mark.rows("G56")
def test_the_code_on_paper_is_the_slips_code(slip: Slip) -> None:
    raster = slip_raster(slip)
    assert holds(raster, slip.qr)
    assert not holds(raster, slip.qr[:-8] + "AAAAAAAA")


@pytest.mark.rows("N5")
def test_a_provisional_slip_carries_a_black_band_that_a_checked_one_lacks(slip: Slip) -> None:
    assert blackest_run(slip_raster(slip)) < 10
    assert blackest_run(slip_raster(replace(slip, provisional=True))) > 20


@pytest.mark.rows("G56")
@pytest.mark.parametrize(
    "changed",
    [
        {"masked_name": "覃**"}, {"document_tail": "003X"}, {"number": 15}, {"department": "皮肤科"},
        {"doctor": "赵样例"}, {"doctor_title": "副主任医师"}, {"place": "306 诊室"}, {"fee_fen": 5_001},
        {"reprint": 1}, {"window": "4 号窗"}, {"staff_name": "周样例"}, {"contact": "000-0000 0001"},
        {"hospital": "样例市第二人民医院"},
    ],
)  # fmt: skip
def test_every_field_of_a_slip_is_really_drawn(slip: Slip, changed: dict[str, Any]) -> None:
    assert slip_raster(replace(slip, **changed)).rows != slip_raster(slip).rows


def test_the_second_reprint_differs_from_the_first(slip: Slip) -> None:
    assert slip_raster(replace(slip, reprint=1)).rows != slip_raster(replace(slip, reprint=2)).rows


@pytest.mark.rows("G56")
def test_long_texts_wrap_and_make_the_slip_longer(slip: Slip) -> None:
    long = replace(slip, department="儿童青少年心理与行为发育联合门诊", place="门诊综合楼东侧" * 12)
    raster = slip_raster(long)
    assert raster.height > slip_raster(slip).height + 100
    assert rows_at_the_edge(raster) == rows_at_the_edge(slip_raster(slip)), "a clipped text touches the edge"


@pytest.mark.rows("N2")
def test_two_rare_characters_that_no_font_draws_do_not_look_alike(slip: Slip) -> None:
    one, other = (slip_raster(replace(slip, masked_name=f"{rare}*")) for rare in ("\U0002e9f5", "\U00031234"))
    assert one.rows != other.rows, "both would be the same box"


@pytest.mark.rows("G56")
def test_the_pdf_is_one_page_with_its_fonts_inside(slip: Slip) -> None:
    pdf = slip_pdf_bytes(slip)
    assert pdf.startswith(b"%PDF-")
    assert pdf.count(b"/Type /Page\n") == 1
    assert b"/FontFile" in pdf
    assert b"/MediaBox [0 0 226" in pdf or b"/MediaBox [0 0 227" in pdf, "80 mm are 226.8 points"


@pytest.mark.rows("P17")
def test_the_pdf_tells_nobodys_name_in_its_metadata(slip: Slip) -> None:
    pdf = slip_pdf_bytes(slip)
    for secret in (slip.masked_name, slip.document_tail, slip.staff_name):
        assert secret.encode("utf-16-be") not in pdf
        assert secret.encode() not in pdf.split(b"stream")[0]


def test_a_pdf_that_cannot_be_written_is_a_known_error(slip: Slip, tmp_path: Path) -> None:
    with pytest.raises(SlipFileError):
        slip_pdf(slip, tmp_path / "missing" / "slip.pdf")


def test_a_pdf_is_written_to_its_file(slip: Slip, tmp_path: Path, qapp: QApplication) -> None:
    assert qapp is not None
    slip_pdf(slip, tmp_path / "slip.pdf")
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF-")
