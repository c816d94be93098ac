"""Figures made of people's records leave only when another person signed for exactly them (SECURITY §4.1, A3).

One signature serves for the same days and exception for a week, so that a file that was lost is made again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.canonical import pack
from desktop.domain.deidentified import Exemption
from desktop.domain.errors import KnownError
from desktop.domain.ids import StaffId, TaskId

EXPORT_TASK = "export-figures"
PURPOSE = "export-figures"
SIGNED = "signed"
GOOD_FOR = timedelta(days=7)


class ExportUnsignedError(KnownError):
    """No other person has signed for this export; at a desk the officer asks for it and another person signs."""

    code = "export-unsigned"


@dataclass(frozen=True, slots=True)
class ExportEffect:
    """Exactly what both people sign: whose export, of which days (inclusive), under which exception."""

    ask_id: TaskId
    asked_by: StaffId
    first: date
    last: date
    exemption: Exemption

    def text(self) -> str:
        """Return it in one line, as a task carries it: `first/last/exemption`."""
        return figures_text(self.first, self.last, self.exemption)

    def signed_bytes(self) -> bytes:
        """Return the bytes that both signatures cover (purpose PURPOSE)."""
        return pack("export-figures", self.ask_id, self.asked_by, self.text())


def figures_text(first: date, last: date, exemption: Exemption) -> str:
    """Return days and exception in one line."""
    return f"{first.isoformat()}/{last.isoformat()}/{exemption.value}"


def effect_of(ask_id: TaskId, asked_by: StaffId, text: str) -> ExportEffect:
    """Read a line back; raises ValueError."""
    first, last, exemption = text.split("/")
    return ExportEffect(
        ask_id, asked_by, date.fromisoformat(first), date.fromisoformat(last), Exemption(exemption)
    )
