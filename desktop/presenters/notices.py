"""The privacy notice in force and every earlier version: read, compared with the one before, printed (P30)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from desktop.domain.errors import KnownError
from desktop.domain.notice_changes import NoticePaper, Paragraph, compared, whole
from desktop.ports.ticket_printer import PrinterState
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import DEVICE, READ, Runner
from desktop.services.notice import Notice


class ReadsNotices(Protocol):
    """services.notice.NoticeService."""

    def versions(self) -> tuple[Notice, ...]: ...


class PrintsNotices(Protocol):
    """services.notice_papers.NoticePaperService."""

    def print_notice(self, paper: NoticePaper) -> PrinterState: ...


@dataclass(frozen=True, slots=True)
class NoticesState:
    """`versions` begin with the one in force; `comparing` marks what changed since the one before."""

    shown: bool = False
    versions: tuple[Notice, ...] = ()
    selected: int = 0
    comparing: bool = False
    english: bool = False
    loaded: bool = False
    note: Note = NOTHING

    @property
    def current(self) -> Notice | None:
        """Return the version in hand."""
        return self.versions[self.selected] if self.selected < len(self.versions) else None

    @property
    def before(self) -> Notice | None:
        """Return the version that it replaced; None for the first one."""
        return self.versions[self.selected + 1] if self.selected + 1 < len(self.versions) else None

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the text in hand, marked while it is compared."""
        now, before = self.current, self.before
        if now is None:
            return ()
        if self.comparing and before is not None:
            return compared(self._text(before), self._text(now))
        return whole(self._text(now))

    def _text(self, notice: Notice) -> str:
        return notice.text_en if self.english and notice.text_en else notice.text


class NoticesPresenter:
    """Runs one overlay; nothing of a patient is in it."""

    def __init__(self, service: ReadsNotices, prints: PrintsNotices, runner: Runner) -> None:
        self._service = service
        self._prints = prints
        self._runner = runner
        self._out = Publisher(NoticesState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> NoticesState:
        """Return the newest state."""
        return self._out.state

    def open(self, *, english: bool = False) -> None:
        """Show the version in force."""
        self._out.publish(NoticesState(shown=True, english=english))
        self._runner.run(READ, self._service.versions, self._loaded, self._failed)

    def close(self) -> None:
        """Hide the overlay."""
        self._out.publish(NoticesState())

    def select(self, index: int) -> None:
        """Take a version in hand."""
        if 0 <= index < len(self.state.versions):
            self._out.publish(replace(self.state, selected=index, note=NOTHING))

    def compare(self) -> None:
        """Mark what changed since the version before, or show the plain text again."""
        state = self.state
        if state.before is None:
            self._out.publish(replace(state, comparing=False, note=note(NoteKind.PLAIN, "notice-first")))
            return
        self._out.publish(replace(state, comparing=not state.comparing, note=NOTHING))

    def print(self) -> None:
        """Print what is shown."""
        state, now = self.state, self.state.current
        if now is None or state.note.kind is NoteKind.BUSY:
            return
        paper = NoticePaper(
            now.hospital, now.version, now.effective, now.operator, now.contact, state.paragraphs
        )
        self._out.publish(replace(state, note=note(NoteKind.BUSY, "notice-printing")))
        self._runner.run(DEVICE, lambda: self._prints.print_notice(paper), self._printed, self._failed)

    def _loaded(self, versions: tuple[Notice, ...]) -> None:
        missing = NOTHING if versions else note(NoteKind.WARN, "no-notice-yet")
        self._out.publish(replace(self.state, versions=versions[::-1], selected=0, loaded=True, note=missing))

    def _printed(self, _state: PrinterState) -> None:
        self._out.publish(replace(self.state, note=note(NoteKind.OK, "notice-printed")))

    def _failed(self, error: KnownError) -> None:
        self._out.publish(replace(self.state, note=error_note(error)))
