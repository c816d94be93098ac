"""The disclosure book at central (N44). Calls may raise CentralUnreachableError, CentralRefusedError."""

from __future__ import annotations

from typing import Protocol

from desktop.domain.disclosures import Disclosure
from desktop.domain.ids import StaffId


class DisclosureBook(Protocol):
    """Who got what about whom."""

    def read(
        self, author: StaffId, patient_id: str = "", scan_of: str = ""
    ) -> tuple[tuple[Disclosure, ...], bytes]:
        """Return a person's disclosures ("" for all), newest first, and one's scanned paper."""
