"""Which template is used: the site's own where it holds, else the built-in one; both languages (G58)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from desktop.domain.money import format_fee
from desktop.domain.print_templates import PrintKind, Sheet, Template, TemplateError, fill, read_template
from desktop.domain.slips import Slip
from desktop.ports.ticket_printer import Raster
from desktop.ui.assets import resources
from desktop.ui.printing.sheet_painter import sheet_raster
from desktop.ui.printing.slip_labels import slip_labels
from desktop.ui.printing.slip_painter import slip_raster

SITE_FOLDER = "print"
LANGUAGES = ("zh_CN", "en")
Values = Mapping[str, str]


def built_in(kind: PrintKind, language: str) -> bytes:
    """Return a built-in template as it lies in resources."""
    return (resources() / "print" / f"{kind.value}.{language}.json").read_bytes()


def site_template(folder: Path, kind: PrintKind, language: str) -> Template | None:
    """Return the site's own template, None when there is none; raises TemplateError."""
    path = folder / SITE_FOLDER / f"{kind.value}.{language}.json"
    return read_template(path.read_bytes(), kind) if path.is_file() else None


class Templates:
    """The templates of one desk, read once. `faults` are the site's files that could not be used, with why.

    A value `language` chooses another language than the window's, for the person who gets the paper.
    """

    def __init__(self, home: Path, language: str) -> None:
        self.faults: list[TemplateError] = []
        self._site: dict[tuple[PrintKind, str], Template] = {}
        self._language = language if language in LANGUAGES else LANGUAGES[0]
        for kind, known in product(PrintKind, LANGUAGES):
            try:
                own = site_template(home, kind, known)
            except TemplateError as error:
                self.faults.append(error)
                continue
            if own is not None:
                self._site[kind, known] = own

    def sheet(self, kind: PrintKind, values: Values, rows: Sequence[Values], copy: int) -> Sheet:
        """Fill in the template in force; a copy says so."""
        asked = values.get("language", self._language)
        language = asked if asked in LANGUAGES else self._language
        template = self._site.get((kind, language)) or read_template(built_in(kind, language), kind)
        return fill(template, {**values, "copy": copy_mark(copy)}, rows)

    def document(self, kind: PrintKind, values: Values, rows: Sequence[Values], copy: int) -> Raster:
        """Return any document as dots."""
        return sheet_raster(self.sheet(kind, values, rows, copy))

    def slip(self, slip: Slip) -> Raster:
        """Return the slip as dots: by the site's template, else by the painter that knows it."""
        if (PrintKind.SLIP, self._language) not in self._site:
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
