"""The privacy notice in every version, and what is announced: read, compared, printed (P30, P34)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.domain.announcements import Announcement
from desktop.domain.errors import KnownError
from desktop.domain.ids import PatientId
from desktop.domain.notice_changes import NoticePaper, Paragraph, compared, whole
from desktop.domain.operators import Operator
from desktop.domain.wind_down import Ending
from desktop.ports.ticket_printer import PrinterState
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import DEVICE, READ, Runner
from desktop.services.notice import Notice, NoticeShelf


class ReadsNotices(Protocol):
    """services.notice.NoticeService."""

    def shelf(self) -> NoticeShelf: ...


class ReadsAnnouncements(Protocol):
    """services.announcements.AnnouncementService."""

    def current(self) -> tuple[Announcement, ...]: ...
    def ending(self) -> Ending | None: ...


class PrintsNotices(Protocol):
    """services.notice_papers.NoticePaperService."""

    def print_notice(self, paper: NoticePaper, *, large: bool = False) -> PrinterState: ...
    def print_announcement(self, announcement: Announcement) -> PrinterState: ...
    def print_agreements(self, patient_id: PatientId) -> PrinterState: ...


@dataclass(frozen=True, slots=True)
class NoticesState:
    """What is announced stands over the versions, which begin with the newest; `selected` counts over both.

    `comparing` marks what changed since the version before; `patient` is who is being served.
    """

    shown: bool = False
    announcements: tuple[Announcement, ...] = ()
    versions: tuple[Notice, ...] = ()
    in_force: str = ""
    operator: Operator | None = None
    selected: int = 0
    comparing: bool = False
    english: bool = False
    loaded: bool = False
    patient: PatientId | None = None
    note: Note = NOTHING

    @property
    def announcement(self) -> Announcement | None:
        """Return the announcement in hand."""
        return self.announcements[self.selected] if self.selected < len(self.announcements) else None

    @property
    def current(self) -> Notice | None:
        """Return the version in hand."""
        return self._version(self.selected - len(self.announcements))

    @property
    def upcoming(self) -> tuple[Notice, ...]:
        """Return the versions that stand before the one in force: published, not begun."""
        names = [notice.version for notice in self.versions]
        return self.versions[: names.index(self.in_force) if self.in_force in names else len(names)]

    @property
    def before(self) -> Notice | None:
        """Return the version that it replaced; None for the first one."""
        return None if self.current is None else self._version(self.selected - len(self.announcements) + 1)

    def _version(self, at: int) -> Notice | None:
        return self.versions[at] if 0 <= at < len(self.versions) else None

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """Return the text in hand, marked while it is compared."""
        now, before = self.current, self.before
        if now is None:
            return whole(self.announcement.text) if self.announcement else ()
        if self.comparing and before is not None:
            return compared(self._text(before), self._text(now))
        return whole(self._text(now))

    def _text(self, notice: Notice) -> str:
        return notice.text_en if self.english and notice.text_en else notice.text


class NoticesPresenter:
    """Runs one overlay; nothing of a patient is in it."""

    def __init__(
        self, service: ReadsNotices, announcements: ReadsAnnouncements, prints: PrintsNotices, runner: Runner,
        names: Callable[[str], str] = str,
    ) -> None:  # fmt: skip
        self._names = names
        self._service, self._announcements = service, announcements
        self._prints = prints
        self._runner = runner
        self._out = Publisher(NoticesState())
        self.subscribe = self._out.subscribe

    def signer(self) -> str:
        """Return who signed the version in hand, "" where nobody had to."""
        now = self.state.current
        return self._names(now.signed_by) if now is not None and now.signed_by else ""

    @property
    def state(self) -> NoticesState:
        """Return the newest state."""
        return self._out.state

    def open(self, *, english: bool = False, patient: PatientId | None = None) -> None:
        """Show the version in force; with a patient in hand what they answered can be printed."""
        self._out.publish(NoticesState(shown=True, english=english, patient=patient))
        self._runner.run(READ, self._read, self._loaded, self._failed)

    def close(self) -> None:
        """Hide the overlay."""
        self._out.publish(NoticesState())

    def select(self, index: int) -> None:
        """Take a version in hand."""
        if 0 <= index < len(self.state.announcements) + len(self.state.versions):
            self._out.publish(replace(self.state, selected=index, note=NOTHING))

    def compare(self) -> None:
        """Mark what changed since the version before, or show the plain text again."""
        state = self.state
        if state.before is None:
            self._out.publish(replace(state, comparing=False, note=note(NoteKind.PLAIN, "notice-first")))
            return
        self._out.publish(replace(state, comparing=not state.comparing, note=NOTHING))

    def print(self, *, large: bool = False) -> None:
        """Print what is shown, for who sees badly in large type (N26)."""
        state, now, announced = self.state, self.state.current, self.state.announcement
        if announced is not None:
            self._print(lambda: self._prints.print_announcement(announced), "announcement-printed")
        elif now is not None:
            paper = NoticePaper(
                now.hospital, now.version, now.effective, now.operator, now.contact, state.paragraphs
            )
            self._print(lambda: self._prints.print_notice(paper, large=large), "notice-printed")

    def print_agreements(self) -> None:
        """Print which versions the patient in hand was shown and what they answered (P33)."""
        patient = self.state.patient
        if patient is None:
            self._out.publish(replace(self.state, note=note(NoteKind.ERROR, "request-no-person")))
        else:
            self._print(lambda: self._prints.print_agreements(patient), "agreements-printed")

    def _print(self, work: Callable[[], PrinterState], said: str) -> None:
        if self.state.note.kind is NoteKind.BUSY:
            return
        self._out.publish(replace(self.state, note=note(NoteKind.BUSY, "notice-printing")))
        self._runner.run(DEVICE, work, lambda _: self._printed(said), self._failed)

    def _read(self) -> tuple[NoticeShelf, tuple[Announcement, ...]]:
        return self._service.shelf(), self._announcements.current()

    def _loaded(self, found: tuple[NoticeShelf, tuple[Announcement, ...]]) -> None:
        shelf, announced = found
        missing = NOTHING if shelf.versions else note(NoteKind.WARN, "no-notice-yet")
        names = [notice.version for notice in shelf.versions]
        at = names.index(shelf.in_force) if shelf.in_force in names else 0
        self._out.publish(
            replace(
                self.state, announcements=announced, versions=shelf.versions, in_force=shelf.in_force,
                operator=shelf.operator,
                selected=len(announced) + at, loaded=True, note=missing,
            )
        )  # fmt: skip

    def _printed(self, said: str) -> None:
        self._out.publish(replace(self.state, note=note(NoteKind.OK, said)))

    def _failed(self, error: KnownError) -> None:
        self._out.publish(replace(self.state, note=error_note(error)))
