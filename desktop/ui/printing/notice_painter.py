"""A version of the privacy notice on 80 mm strips, by the same sheet as the slip (P30)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPainter

from desktop.domain.notice_changes import Kept, NoticePaper, Paragraph
from desktop.ports.ticket_printer import Raster
from desktop.ui.printing.sheet import Sheet, raster_of

translate = QCoreApplication.translate
# a strip stays well under what one raster may hold
STRIP_CHARACTERS = 1_800
MARKS = {Kept.SAME: "", Kept.ADDED: "[+] ", Kept.REMOVED: "[-] "}


def notice_rasters(paper: NoticePaper) -> tuple[Raster, ...]:
    """Return the strips in order; needs a QGuiApplication."""
    strips = _strips(paper.paragraphs)
    return tuple(
        raster_of(partial(_paint, paper=paper, part=part, number=number, of=len(strips)))
        for number, part in enumerate(strips, start=1)
    )


def _strips(paragraphs: tuple[Paragraph, ...]) -> list[list[Paragraph]]:
    strips: list[list[Paragraph]] = [[]]
    used = 0
    for paragraph in paragraphs:
        if strips[-1] and used + len(paragraph.text) > STRIP_CHARACTERS:
            strips.append([])
            used = 0
        strips[-1].append(paragraph)
        used += len(paragraph.text)
    return strips


def _paint(painter: QPainter, paper: NoticePaper, part: list[Paragraph], number: int, of: int) -> int:
    sheet = Sheet(painter)
    if number == 1:
        sheet.line(paper.hospital, 34, bold=True)
        sheet.line(translate("NoticePaper", "隐私告知"), 30, bold=True, gap=2)
        version = translate("NoticePaper", "版本 {v}，{day} 起施行")
        sheet.line(version.format(v=paper.version, day=f"{paper.effective:%Y-%m-%d}"), 22)
    sheet.rule()
    for paragraph in part:
        sheet.line(MARKS[paragraph.kept] + paragraph.text, 24, paragraph.kept is Kept.ADDED, align="left")
    sheet.rule()
    if number == of:
        sheet.line(" ".join(p for p in (paper.operator, paper.contact) if p), 20, gap=2)
    sheet.line(f"{number}/{of}", 20)
    return sheet.y + 8
