"""The call sheet: every person of a stopped clinic on as many A4 pages as it takes, readable by the desk alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.services.stopping import SheetLine
from desktop.ui.printing.call_sheet import call_sheet_pdf
from tests.private_files import only_owners

PAGES = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.mark.rows("N23")
@pytest.mark.parametrize(("people", "pages"), [(0, 1), (1, 1), (30, 1), (31, 2), (100, 4)])
def test_the_sheet_takes_as_many_pages_as_there_are_people(
    qapp: QApplication, tmp_path: Path, people: int, pages: int
) -> None:
    line = SheetLine("张志强", "154 0013 8000", "李某", "11-27 14:00", "waiting")
    path = tmp_path / "spool" / "sheet.pdf"
    call_sheet_pdf((line,) * people, "示例医院", path)
    assert len(PAGES.findall(path.read_bytes())) == pages
    assert only_owners(path)
