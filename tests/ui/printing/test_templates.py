"""The site's own template where it holds, the built-in one where it does not; slips, labels and PDFs of them (G58)."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.bootstrap.commands import main
from desktop.bootstrap.paper_files import LETTERS, PRINTS, own_files, shipped
from desktop.domain.paper_templates import NAMES
from desktop.domain.print_templates import PrintKind, read_template
from desktop.domain.slips import Slip
from desktop.services.paper_templates import Source, fault_of
from desktop.ui.printing.sheet_painter import sheet_pdf_bytes
from desktop.ui.printing.slip_painter import slip_raster
from desktop.ui.printing.templates import Templates, slip_values


def own(home: Path, kind: PrintKind, raw: bytes, language: str = "zh_CN") -> Path:
    folder = home / PRINTS
    folder.mkdir(exist_ok=True)
    path = folder / f"{kind.value}.{language}.json"
    path.write_bytes(raw)
    return path


class OnlyFiles:
    """A desk to which nothing was published."""

    def __init__(self, home: Path) -> None:
        self.files = own_files(home)

    def text(self, name: str, language: str) -> tuple[str, Source]:
        own = self.files.get((name, language))
        if own is not None and fault_of(name, own) is None:
            return own, Source.FILE
        return shipped(name, language), Source.SHIPPED


def templates(home: Path, language: str = "zh_CN") -> Templates:
    return Templates(OnlyFiles(home).text, language)


@pytest.mark.rows("G58", "G56")
def test_an_edited_slip_template_is_used_and_without_one_the_slip_is_as_ever(
    qapp: QApplication, tmp_path: Path, slip: Slip
) -> None:
    plain = templates(tmp_path)
    assert plain.slip(slip) == slip_raster(slip)
    edited = json.loads(shipped("slip", "zh_CN"))
    edited["blocks"].append({"line": "请从西门进", "size": 60})
    own(tmp_path, PrintKind.SLIP, json.dumps(edited).encode())
    site = templates(tmp_path)
    texts = [
        text for block in site.sheet(PrintKind.SLIP, slip_values(slip), (), 0).blocks for text in block.texts
    ]
    assert "请从西门进" in texts
    assert site.slip(slip) != plain.slip(slip)


@pytest.mark.rows("G58")
def test_a_faulty_template_is_named_and_the_built_in_one_is_used(
    qapp: QApplication, tmp_path: Path, slip: Slip
) -> None:
    own(tmp_path, PrintKind.SLIP, b'{"kind": "slip", "width_mm": 80, "blocks": [{"line": "{secret}"}]}')
    site = templates(tmp_path)
    assert site.slip(slip) == slip_raster(slip)


@pytest.mark.rows("G57")
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_label_fits_its_paper_and_its_bars_are_two_dots_and_more_or_text(
    qapp: QApplication, tmp_path: Path, language: str
) -> None:
    values = {"name": "单**", "document": "0028", "department": "心血管内科", "number": "14", "day": "2026-11-24",
              "half_hour": "14:00–14:30", "booking_code": "K7Q2MXA94T"}  # fmt: skip
    raster = templates(tmp_path, language).document(PrintKind.LABEL, values, (), 1)
    assert (raster.width_dots, raster.height) == (384, 240)
    row = raster.bytes_per_row
    dark_in_last_rows = any(raster.rows[-4 * row :])
    assert not dark_in_last_rows, "nothing is cut off below"


@pytest.mark.rows("G58", "G59")
@pytest.mark.parametrize("kind", PrintKind)
def test_every_kind_is_a_pdf_too(qapp: QApplication, tmp_path: Path, kind: PrintKind) -> None:
    rows = [{"item": "挂号费", "amount": "¥50.00", "number": "3", "name": "张*强"}] * 3
    values = {"number": "1", "qr": "CFD1:A", "booking_code": "A", "total": "1", "day": "d", "expected": "1"}
    pdf = sheet_pdf_bytes(templates(tmp_path, "en").sheet(kind, values, rows, 1))
    assert pdf.startswith(b"%PDF-")


@pytest.mark.rows("G58")
def test_it_lays_templates_out_for_editing_and_checks_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["templates", "--home", str(tmp_path), "--lay-out"]) == 0
    laid = [*(tmp_path / PRINTS).iterdir(), *(tmp_path / LETTERS).iterdir()]
    assert len(laid) == 2 * len(NAMES)
    path = tmp_path / PRINTS / "label.en.json"
    assert read_template(path.read_bytes(), PrintKind.LABEL)
    assert main(["templates", "--home", str(tmp_path)]) == 0
    path.write_text("{}", "utf-8")
    assert main(["templates", "--home", str(tmp_path), "--lay-out"]) == 0, "never over what the site has"
    capsys.readouterr()
    assert main(["templates", "--home", str(tmp_path)]) == 1
    assert "label.en: block 0: kind-or-blocks" in capsys.readouterr().out
