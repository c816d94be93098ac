"""Papers from the templates in force, in both languages (G58)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from desktop.domain.money import format_fee
from desktop.domain.paper_templates import CHINESE, LANGUAGES
from desktop.domain.print_templates import PrintKind, Sheet, fill, read_template
from desktop.domain.slips import Slip
from desktop.ports.ticket_printer import Raster
from desktop.services.paper_templates import Source
from desktop.ui.printing.sheet_painter import sheet_raster
from desktop.ui.printing.slip_labels import slip_labels
from desktop.ui.printing.slip_painter import slip_raster

Values = Mapping[str, str]
TextOf = Callable[[str, str], tuple[str, Source]]


class Templates:
    """The papers of one desk; `text_of` names the text in force (services.paper_templates.PaperBook.text).

    A value `language` chooses another language than the window's, for the person who gets the paper.
    """

    def __init__(self, text_of: TextOf, language: str) -> None:
        self._text_of = text_of
        self._language = language if language in LANGUAGES else CHINESE

    def sheet(self, kind: PrintKind, values: Values, rows: Sequence[Values], copy: int) -> Sheet:
        """Fill in the template in force; a copy says so."""
        asked = values.get("language", self._language)
        text, _ = self._text_of(kind.value, asked if asked in LANGUAGES else self._language)
        return fill(read_template(text.encode(), kind), {**values, "copy": copy_mark(copy)}, rows)

    def document(self, kind: PrintKind, values: Values, rows: Sequence[Values], copy: int) -> Raster:
        """Return any document as dots."""
        return sheet_raster(self.sheet(kind, values, rows, copy))

    def slip(self, slip: Slip) -> Raster:
        """Return the slip as dots: by the hospital's own template, else by the painter that knows it."""
        if self._text_of(PrintKind.SLIP.value, self._language)[1] is Source.SHIPPED:
            return slip_raster(slip)
        return self.document(PrintKind.SLIP, slip_values(slip), (), slip.reprint)


def copy_mark(copy: int) -> str:
    """Return 补打 1, "" for the first print."""
    return QCoreApplication.translate("Slip", "补打 {n}").format(n=copy) if copy else ""


def slip_values(slip: Slip) -> dict[str, str]:
    """Return what a template can say of a slip; masked as the slip is."""
    labels = slip_labels()
    return {
        "hospital": slip.hospital, "department": slip.department, "doctor": slip.doctor, "title": slip.doctor_title,
        "day": f"{slip.date:%Y-%m-%d} {labels.weekdays[slip.date.weekday()]}",
        "half_hour": f"{labels.part_of_day(slip.starts)} {slip.starts:%H:%M}\u2013{slip.ends:%H:%M}",
        "number": str(slip.number), "place": slip.place, "name": slip.masked_name, "document": slip.document_tail,
        "fee": format_fee(slip.fee_fen), "provisional": labels.provisional if slip.provisional else "", "qr": slip.qr,
        "window": slip.window, "staff": slip.staff_name, "printed_at": f"{slip.printed_at:%Y-%m-%d %H:%M:%S}",
        "contact": slip.contact,
    }  # fmt: skip
