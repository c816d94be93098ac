"""A template drawn by the painters that print it, filled with made-up values; whether it fits its paper (G58)."""

from __future__ import annotations

from datetime import date
from functools import partial

from desktop.domain.ids import CaseId, StaffId
from desktop.domain.letters import DIGEST_BYTES, SIGNATURE_BYTES, LetterCode, Paper, filled
from desktop.domain.paper_samples import SAMPLE_ROWS, SAMPLES, sample_values
from desktop.domain.paper_templates import ENGLISH, LETTER, check_text
from desktop.domain.print_templates import PrintKind, fill, read_template
from desktop.presenters.papers import Preview
from desktop.services.letters import Letter
from desktop.ui.printing.letter_painter import letter_pages, letter_raster, letter_strip
from desktop.ui.printing.sheet import fits
from desktop.ui.printing.sheet_painter import height_dots, paint_sheet, sheet_raster, width_dots

MOST_PAGES = 2


def paper_preview(name: str, language: str, text: str) -> Preview:
    """Return the template as it comes out of the printer; raises PaperFaultError. Needs a QGuiApplication."""
    check_text(name, text)
    values = sample_values(name, language)
    if name.startswith(LETTER):
        return _letter(name, language, filled(text, values))
    kind = PrintKind(name)
    sheet = fill(read_template(text.encode(), kind), values, [values] * SAMPLE_ROWS)
    paint = partial(paint_sheet, sheet=sheet)
    return Preview(sheet_raster(sheet), fits(paint, width_dots(sheet), height_dots(sheet)))


def _letter(name: str, language: str, text: str) -> Preview:
    case = CaseId(SAMPLES["case"][0])
    code = LetterCode(
        case, Paper(name.removeprefix(LETTER)), "", date(2026, 11, 27), StaffId("1001"), bytes(DIGEST_BYTES),
        bytes(SIGNATURE_BYTES),
    )  # fmt: skip
    letter = Letter(case, code.paper, ENGLISH if language == ENGLISH else "zh", text, code.encode())
    whole = fits(partial(letter_strip, letter=letter)) and letter_pages(letter) <= MOST_PAGES
    return Preview(letter_raster(letter), whole)
