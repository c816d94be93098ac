"""The audit page: who did what, who looked at which record, whether every trace is whole (UX 6.9, P5, G76-G78)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.domain.errors import KnownError
from desktop.domain.ids import PatientId
from desktop.domain.schedules import clinic_day
from desktop.domain.trace_reading import (
    PAGE_LINES,
    ReadPurpose,
    TraceKind,
    TraceLine,
    TracePage,
    TraceQuery,
    TraceState,
)
from desktop.presenters.access_review import AccessPresenter
from desktop.presenters.days import day_typed, moved_days
from desktop.presenters.needs import ReadsTraces
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.risks import RisksPresenter
from desktop.presenters.runner import DEVICE, NETWORK, STORE, Runner

MakeFile = Callable[[tuple[TraceLine, ...]], bytes]
KeepFile = Callable[[str, bytes], str]


@dataclass(frozen=True, slots=True)
class AuditState:
    """The page; days and filters as typed, `asked` is what `page` answers, `states` the last walk."""

    first_text: str = ""
    last_text: str = ""
    desk: str = ""
    staff: str = ""
    kind: TraceKind = TraceKind.ALL
    subject: str = ""
    purpose: ReadPurpose | None = None
    asked: TraceQuery | None = None
    page: TracePage | None = None
    states: tuple[TraceState, ...] | None = None
    busy: bool = False
    note: Note = NOTHING


class AuditPresenter:
    """Publishes AuditState; every reading asks central and leaves a trace of its own."""

    def __init__(self, traces: ReadsTraces, runner: Runner, make: MakeFile, keep: KeepFile) -> None:
        self._traces = traces
        self._runner = runner
        self._make = make
        self._keep = keep
        self.shown = False
        today = traces.today().isoformat()
        self._out = Publisher(AuditState(first_text=today, last_text=today))
        self.subscribe = self._out.subscribe
        self.risks = RisksPresenter(traces, runner, lambda: self.state.last_text)
        self.access = AccessPresenter(traces, runner)

    @property
    def state(self) -> AuditState:
        """Return the newest state."""
        return self._out.state

    def toggle_risks(self) -> None:
        """Ctrl+R: the review list of the risk rules, or the entries again."""
        self.access.hide()
        self.risks.toggle()

    def toggle_access(self) -> None:
        """Ctrl+G: the access review, or the entries again."""
        self.risks.hide()
        self.access.toggle()

    def type_first(self, text: str) -> None:
        """Take the first day as typed."""
        self._out.publish(replace(self.state, first_text=text, note=NOTHING))

    def type_last(self, text: str) -> None:
        """Take the last day as typed."""
        self._out.publish(replace(self.state, last_text=text, note=NOTHING))

    def type_desk(self, text: str) -> None:
        """Take a window's name or a desk's id as typed."""
        self._out.publish(replace(self.state, desk=text, note=NOTHING))

    def type_staff(self, text: str) -> None:
        """Take a staff number, initials or name as typed."""
        self._out.publish(replace(self.state, staff=text, note=NOTHING))

    def choose_kind(self, code: str) -> None:
        """Ask for this group of acts, and read again when something was read."""
        self._out.publish(replace(self.state, kind=TraceKind(code), note=NOTHING))
        if self.state.page is not None:
            self.load()

    def choose_purpose(self, code: str) -> None:
        """Say why entries are to leave as a file."""
        self._out.publish(replace(self.state, purpose=ReadPurpose(code), note=NOTHING))

    def show_record(self, row: int) -> None:
        """Enter on a line: who looked at this record; once more shows everything again."""
        page = self.state.page
        if page is None or not 0 <= row < len(page.lines):
            return
        subject = "" if self.state.subject else page.lines[row].subject
        if subject or self.state.subject:
            self._out.publish(replace(self.state, subject=subject))
            self.load()

    def show_person(self, patient_id: PatientId) -> None:
        """Somebody found by the search: who looked at their record, over the longest time that can be asked."""
        self._runner.run(
            STORE, lambda: self._traces.record_of(patient_id), self._take_record, self._failed
        )  # fmt: skip

    def _take_record(self, subject: str) -> None:
        self._out.publish(replace(self.state, subject=subject, kind=TraceKind.ALL, desk="", staff=""))
        self.load()

    def show_alert(self, row: int) -> None:
        """Enter on an alert: what this person, or this desk, did on that day."""
        alert = self.risks.line(row)
        if alert is None:
            return
        day = clinic_day(alert.at).isoformat()
        desk = "" if alert.staff else alert.desk
        self._out.publish(
            replace(
                self.state, first_text=day, last_text=day, staff=alert.staff, desk=desk, kind=TraceKind.ALL, subject=""
            )
        )  # fmt: skip
        self.risks.hide()
        self.load()

    def shift_days(self, days: int) -> None:
        """Go so many days on with both ends (PgUp, PgDn)."""
        moved = moved_days(self.state.first_text, self.state.last_text, days)
        if moved is not None:
            self._out.publish(replace(self.state, first_text=moved[0], last_text=moved[1]))
            self.load()

    def load(self) -> None:
        """Enter: read the newest page."""
        self._read(0)

    def turn(self, pages: int) -> None:
        """Older entries (1) or newer ones (-1)."""
        asked, page = self.state.asked, self.state.page
        if asked is None or page is None or (pages > 0 and not page.more):
            return
        skip = asked.skip + pages * PAGE_LINES
        if skip >= 0:
            self._read(skip)

    def _read(self, skip: int) -> None:
        state = self.state
        first, last = day_typed(state.first_text), day_typed(state.last_text)
        if state.busy:
            return
        if first is None or last is None:
            self._out.publish(replace(state, note=note(NoteKind.ERROR, "day-unreadable")))
            return
        query = TraceQuery(
            first, last, state.kind, state.desk.strip(), state.staff.strip(), state.subject, skip
        )
        self._out.publish(replace(state, busy=True, note=note(NoteKind.BUSY, "trace-reading")))
        self._runner.run(
            NETWORK, lambda: self._traces.read(query), lambda page: self._loaded(query, page), self._failed
        )

    def check(self) -> None:
        """Have every trace walked; what was found stays until the next walk."""
        if self.state.busy:
            return
        self._out.publish(replace(self.state, busy=True, note=note(NoteKind.BUSY, "trace-checking")))
        self._runner.run(NETWORK, self._traces.check, self._checked, self._failed)

    def export(self) -> None:
        """Make a file of what stands there; the purpose is traced first."""
        state = self.state
        if state.page is None or state.asked is None or state.busy:
            return
        if state.purpose is None:
            self._out.publish(replace(state, note=note(NoteKind.ERROR, "trace-purpose-first")))
            return
        asked, lines, purpose = state.asked, state.page.lines, state.purpose
        self._out.publish(replace(state, busy=True))
        self._runner.run(
            STORE,
            lambda: self._traces.exported(asked, len(lines), purpose),
            lambda _: self._write(asked, lines),
            self._failed,
        )

    def _write(self, asked: TraceQuery, lines: tuple[TraceLine, ...]) -> None:
        name = f"audit-{asked.first:%Y%m%d}-{asked.last:%Y%m%d}-{asked.kind.value}.csv"
        content = self._make(lines)
        self._runner.run(DEVICE, lambda: self._keep(name, content), self._kept, self._failed)

    def _kept(self, where: str) -> None:
        kept = note(NoteKind.OK, "report-kept", file=where)
        self._out.publish(replace(self.state, busy=False, purpose=None, note=kept))

    def _loaded(self, query: TraceQuery, page: TracePage) -> None:
        self._out.publish(replace(self.state, asked=query, page=page, busy=False, note=NOTHING))

    def _checked(self, states: tuple[TraceState, ...]) -> None:
        self._out.publish(replace(self.state, states=states, busy=False, note=NOTHING))

    def _failed(self, error: KnownError) -> None:
        self._out.publish(replace(self.state, busy=False, note=error_note(error)))
