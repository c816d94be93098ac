"""Stand-ins for the disclosure book and the folder of what is handed over."""

from __future__ import annotations

from collections.abc import Callable

from desktop.domain.disclosures import Disclosure, DisclosureKind, DisclosureText, Scope
from desktop.domain.ids import CaseId, PatientId


class FakeDisclosures:
    """An empty book."""

    def book(self, patient_id: PatientId | None = None) -> tuple[Disclosure, ...]:
        return ()

    def file(
        self, patient_id: PatientId, kind: DisclosureKind, scope: tuple[Scope, ...], text: DisclosureText
    ) -> CaseId:
        return CaseId("disclosure-1")

    def scan(self, case_id: CaseId) -> bytes:
        return b""

    def approve(self, asked: Disclosure) -> None: ...

    def hand_over(self, asked: Disclosure, keep: Callable[[str, bytes], str]) -> str:
        return keep(f"{asked.id}.json", b"{}")


class FakeHandover:
    """Keeps nothing."""

    def keep(self, name: str, content: bytes) -> str:
        return name

    def remove(self) -> int:
        return 0

    def read(self, path: str) -> bytes:
        return path.encode()
