"""The papers of the hospital and the template in hand: typed, judged and drawn at once, published for a day (G58)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from desktop.domain.errors import KnownError
from desktop.domain.paper_templates import PaperFaultError, PaperVersion, fault
from desktop.ports.ticket_printer import Raster
from desktop.presenters.days import day_typed
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import DEVICE, NETWORK, READ, Runner
from desktop.services.paper_templates import Paper, fault_of


@dataclass(frozen=True, slots=True)
class Preview:
    """A template as dots, filled with made-up values; `fits` is false when something would be cut off."""

    raster: Raster
    fits: bool


class KeepsPapers(Protocol):
    """services.paper_templates.PaperService."""

    def papers(self) -> tuple[Paper, ...]: ...
    def shipped(self, name: str, language: str) -> str: ...
    def today(self) -> date: ...
    def publish(self, name: str, language: str, text: str, effective: date, base: int) -> PaperVersion: ...


Draw = Callable[[str, str, str], Preview]
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class PapersState:
    """Every paper, the one in hand, what is typed for it, what is wrong with that, and how it looks.

    `drafts` are the texts typed and not published, by name and language; `preview` is None while it cannot be drawn.
    """

    papers: tuple[Paper, ...] = ()
    selected: int = 0
    drafts: dict[Key, str] = field(default_factory=dict)
    effective: str = ""
    fault: PaperFaultError | None = None
    preview: Preview | None = None
    sending: bool = False
    note: Note = NOTHING

    @property
    def current(self) -> Paper | None:
        """Return the paper in hand."""
        return self.papers[self.selected] if self.selected < len(self.papers) else None

    @property
    def text(self) -> str:
        """Return what stands in the editor."""
        paper = self.current
        return self.drafts.get((paper.name, paper.language), paper.text) if paper else ""


class PapersPresenter:
    """Judges each keystroke by the rules that central asks too; draws the newest text, one picture at a time."""

    def __init__(self, papers: KeepsPapers, draw: Draw, runner: Runner, *, may: bool) -> None:
        self._papers, self._draw, self._runner, self.may = papers, draw, runner, may
        self._drawing: tuple[str, str, str] | None = None
        self._out = Publisher(PapersState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> PapersState:
        """Return the newest state."""
        return self._out.state

    def load(self) -> None:
        """Read the papers again; what is typed stays."""
        if self.may:
            self._runner.run(READ, self._papers.papers, self._loaded, self._failed)

    def select(self, index: int) -> None:
        """Take a paper in hand."""
        if 0 <= index < len(self.state.papers) and index != self.state.selected:
            self._put(selected=index, preview=None, note=NOTHING)
            self._judge()

    def type(self, text: str) -> None:
        """Keep what is typed; it is judged and drawn at once."""
        paper = self.state.current
        if paper is not None and text != self.state.text:
            self._put(drafts={**self.state.drafts, (paper.name, paper.language): text}, note=NOTHING)
            self._judge()

    def type_day(self, text: str) -> None:
        """Keep from which day it shall be used."""
        self._put(effective=text, note=NOTHING)

    def back_to_shipped(self) -> None:
        """Ctrl+R: put the shipped template into the editor; it is published like any other."""
        paper = self.state.current
        if paper is not None:
            self._runner.run(
                READ,
                lambda: self._papers.shipped(paper.name, paper.language),
                self._put_shipped,
                self._failed,
            )

    def drop(self) -> None:
        """Ctrl+D: forget what was typed for the paper in hand."""
        paper = self.state.current
        if paper is not None:
            kept = {
                key: text for key, text in self.state.drafts.items() if key != (paper.name, paper.language)
            }
            self._put(drafts=kept, note=NOTHING)
            self._judge()

    def publish(self) -> None:
        """F9: have central take the text in the editor, for every desk."""
        state, paper = self.state, self.state.current
        if state.sending or paper is None:
            return
        if state.fault is not None:
            self._put(note=error_note(state.fault))
            return
        day = day_typed(state.effective)
        if day is None:
            self._put(note=note(NoteKind.ERROR, "paper-no-day"))
            return
        text = state.text

        def work() -> PaperVersion:
            if not self._draw(paper.name, paper.language, text).fits:
                raise fault("too-long-for-paper")
            return self._papers.publish(paper.name, paper.language, text, day, paper.newest)

        self._put(sending=True, note=note(NoteKind.BUSY, "register-sending"))
        self._runner.run(NETWORK, work, lambda new: self._published(paper, new), self._failed)

    def _published(self, paper: Paper, new: PaperVersion) -> None:
        kept = {key: text for key, text in self.state.drafts.items() if key != (paper.name, paper.language)}
        said = note(NoteKind.OK, "paper-published", version=new.version, day=new.effective)
        self._put(sending=False, drafts=kept, note=said)
        self.load()

    def _put_shipped(self, text: str) -> None:
        self.type(text)
        self._put(note=note(NoteKind.PLAIN, "paper-shipped-text"))

    def _judge(self) -> None:
        paper, text = self.state.current, self.state.text
        if paper is None:
            return
        wrong = fault_of(paper.name, text)
        self._put(fault=wrong)
        if wrong is None:
            self._picture((paper.name, paper.language, text))

    def _picture(self, wanted: tuple[str, str, str]) -> None:
        if self._drawing is None:
            self._drawing = wanted
            self._runner.run(
                DEVICE, lambda: self._draw(*wanted), lambda made: self._drawn(wanted, made), self._not_drawn
            )

    def _drawn(self, wanted: tuple[str, str, str], made: Preview) -> None:
        self._drawing = None
        paper = self.state.current
        newest = (paper.name, paper.language, self.state.text) if paper else wanted
        if newest == wanted:
            self._put(preview=made, fault=None if made.fits else fault("too-long-for-paper"))
        elif self.state.fault is None:
            self._picture(newest)

    def _not_drawn(self, _error: KnownError) -> None:
        self._drawing = None

    def _loaded(self, papers: tuple[Paper, ...]) -> None:
        day = self.state.effective or self._papers.today().isoformat()
        self._put(papers=papers, effective=day)
        self._judge()

    def _failed(self, error: KnownError) -> None:
        wrong = error if isinstance(error, PaperFaultError) else self.state.fault
        self._put(sending=False, fault=wrong, note=error_note(error))

    def _put(self, **changes: object) -> None:
        self._out.publish(replace(self.state, **changes))  # type: ignore[arg-type]  # fields of PapersState
