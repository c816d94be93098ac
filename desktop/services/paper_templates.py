"""What papers are made from: this desk's own file, else the hospital's published version, else the shipped one (G58).

A text that cannot be printed is passed over and said; a print never waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.audit import AuditAct
from desktop.domain.operations import OperationKind
from desktop.domain.paper_templates import (
    LANGUAGES,
    NAMES,
    PAPER,
    PaperFaultError,
    PaperVersion,
    check_text,
    checked,
    from_body,
    in_force,
)
from desktop.domain.staff import Action
from desktop.ports.store import Transaction
from desktop.services.desk import Desk
from desktop.services.pushing import Pushes

Shipped = Callable[[str, str], str]
OwnFiles = Mapping[tuple[str, str], str]


class Source(StrEnum):
    """Where the text of a paper comes from."""

    FILE = "file"
    PUBLISHED = "published"
    SHIPPED = "shipped"


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper in one language: what is used now and why what stands before it is not (`fault`, the first).

    `version` is that in force ("shipped" has none), `later` begins some other day, `newest` is the newest known.
    """

    name: str
    language: str
    text: str
    source: Source
    version: PaperVersion | None
    later: PaperVersion | None
    newest: int
    fault: PaperFaultError | None


class PaperBook:
    """Answers which text a paper is made from."""

    def __init__(self, desk: Desk, shipped: Shipped, files: OwnFiles) -> None:
        self._desk, self.shipped, self._files = desk, shipped, files

    def text(self, name: str, language: str) -> tuple[str, Source]:
        """Return the text that is printed now."""
        with self._desk.store.read() as tx:
            paper = self.paper(tx, name, language)
        return paper.text, paper.source

    def text_in(self, tx: Transaction, name: str, language: str) -> str:
        """Return the same within a transaction."""
        return self.paper(tx, name, language).text

    def papers(self) -> tuple[Paper, ...]:
        """Return every paper in every language."""
        with self._desk.store.read() as tx:
            return tuple(self.paper(tx, name, language) for name in NAMES for language in LANGUAGES)

    def at_fault(self) -> tuple[str, ...]:
        """Return the names of the papers of which a template is passed over."""
        return tuple(dict.fromkeys(paper.name for paper in self.papers() if paper.fault is not None))

    def paper(self, tx: Transaction, name: str, language: str) -> Paper:
        """Return one paper."""
        versions = versions_of(tx, name, language)
        current = in_force(versions, self._desk.today())
        newest = versions[-1] if versions else None
        later = newest if newest is not None and newest != current else None
        wanted = [(Source.FILE, self._files.get((name, language), ""))]
        wanted.append((Source.PUBLISHED, current.text if current else ""))
        judged = [(source, text, fault_of(name, text)) for source, text in wanted if text]
        first = next((wrong for _, _, wrong in judged if wrong is not None), None)
        good = next(((source, text) for source, text, wrong in judged if wrong is None), None)
        source, text = good or (Source.SHIPPED, self.shipped(name, language))
        number = newest.version if newest else 0
        return Paper(name, language, text, source, current, later, number, first)


class PaperService:
    """Publishes a version for the whole hospital; what is published arrives at every desk like any row."""

    def __init__(self, desk: Desk, pushing: Pushes, book: PaperBook) -> None:
        self._desk, self._pushing, self._book = desk, pushing, book

    def papers(self) -> tuple[Paper, ...]:
        """Return every paper; raises NotPermittedError."""
        self._desk.require(Action.SET_PAPERS)
        return self._book.papers()

    def shipped(self, name: str, language: str) -> str:
        """Return the shipped template."""
        return self._book.shipped(name, language)

    def today(self) -> date:
        """Return the hospital's calendar day."""
        return self._desk.today()

    def publish(self, name: str, language: str, text: str, effective: date, base: int) -> PaperVersion:
        """Have central take the version that follows `base`; a text equal to the shipped one goes back to that.

        Raises NotPermittedError, PaperFaultError, PaperTooSoonError, PaperChangedError, CentralUnreachableError,
        CentralRefusedError.
        """
        desk = self._desk
        desk.require(Action.SET_PAPERS)
        self._pushing.ready()
        said = "" if text == self._book.shipped(name, language) else text
        new = PaperVersion(name, language, base + 1, effective.isoformat(), said, desk.keys.staff.staff_id)
        with desk.store.write() as tx:
            checked(new, versions_of(tx, name, language), desk.today())
            operation = desk.record(
                tx, OperationKind.PUBLISH_PAPER, new.id, facts={"text": said, "effective": new.effective},
                base_version=base,
            )  # fmt: skip
            told: dict[str, str | int] = {
                "paper-from": new.effective,
                "version": new.version,
                "shipped": int(not said),
            }
            desk.trace(tx, AuditAct.SETTING, object_id=new.id, facts=told)
        self._pushing.answer(operation.id)
        return new


def versions_of(tx: Transaction, name: str, language: str) -> tuple[PaperVersion, ...]:
    """Return the versions of a paper that this desk knows: in force and later, the oldest first."""
    raw = tx.schedules.plan(PAPER, f"{name}.{language}")
    return from_body(raw) if raw else ()


def fault_of(name: str, text: str) -> PaperFaultError | None:
    """Return why a text cannot be printed, None when it can."""
    try:
        check_text(name, text)
    except PaperFaultError as error:
        return error
    return None
