"""A stand-in for the registers' service."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from desktop.domain.deidentified import Exemption, ExemptionMissingError
from desktop.domain.ids import StaffId
from desktop.domain.registers import RegisterEntry, RegisterKind, checked

TODAY = date(2026, 11, 24)


class FakeRegisters:
    """Keeps what was put, by the domain's own rules."""

    def __init__(self) -> None:
        self.held: dict[str, RegisterEntry] = {}

    def entries(self) -> tuple[RegisterEntry, ...]:
        return tuple(self.held.values())

    def put(self, kind: RegisterKind, values: Mapping[str, str], after: RegisterEntry | None = None) -> None:
        key = after.id if after else f"entry-{len(self.held) + 1}"
        entry = RegisterEntry(
            key, kind, after.version + 1 if after else 1, dict(values), StaffId("3001"), TODAY
        )
        checked(entry, self.held.values(), TODAY)
        self.held[key] = entry


class FakeExports:
    """Files with nothing in them; the figures need an exception."""

    def today(self) -> date:
        return TODAY

    def audit(self, first: date, last: date) -> bytes:
        return b"zip"

    def deidentified(self, first: date, last: date, exemption: Exemption | None) -> bytes:
        if exemption is None:
            raise ExemptionMissingError
        return b"csv"
