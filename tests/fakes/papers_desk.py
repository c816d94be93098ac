"""The papers of a hospital that has published nothing."""

from __future__ import annotations

from datetime import date

from desktop.bootstrap.paper_files import shipped
from desktop.domain.paper_templates import LANGUAGES, NAMES, PaperVersion
from desktop.services.paper_templates import Paper, Source


class FakePapers:
    """Keeps what was published."""

    def __init__(self) -> None:
        self.published: list[PaperVersion] = []

    def papers(self) -> tuple[Paper, ...]:
        return tuple(
            Paper(name, language, shipped(name, language), Source.SHIPPED, None, None, 0, None)
            for name in NAMES
            for language in LANGUAGES
        )

    def shipped(self, name: str, language: str) -> str:
        return shipped(name, language)

    def today(self) -> date:
        return date(2026, 11, 27)

    def publish(self, name: str, language: str, text: str, effective: date, base: int) -> PaperVersion:
        self.published.append(PaperVersion(name, language, base + 1, effective.isoformat(), text))
        return self.published[-1]
