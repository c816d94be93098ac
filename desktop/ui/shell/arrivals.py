"""What came by exchange, by the clock or from this window's own work, and which parts of the frame hear of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from desktop.domain.errors import KnownError
from desktop.presenters.news import NEWS_ROWS
from desktop.presenters.printing import PrintingState
from desktop.presenters.registration_state import RegistrationState
from desktop.presenters.runner import READ, Runner
from desktop.presenters.syncing import SyncState
from desktop.presenters.workplace import Workplace
from desktop.ui.shell.commands import BOOKINGS
from desktop.ui.shell.pages import Pages
from desktop.ui.shell.rail import Rail
from desktop.ui.shell.status_bar import StatusBar
from desktop.ui.texts import names

# rows of the exchange after which the lists of requests and tasks are read again
WORK_ROWS = frozenset({"case", "task", "erasure", "roster", "pair", "request"})
# rows that carry names of departments, doctors and rooms
NAME_ROWS = frozenset({"department", "doctor", "plan"})


class Arrivals:
    """Badges and the status bar follow the presenters; lists are read again when rows of theirs came."""

    def __init__(
        self,
        workplace: Workplace,
        runner: Runner,
        rail: Rail,
        status: StatusBar,
        pages: Pages,
        page: Callable[[], str],
    ) -> None:
        self._workplace, self._runner = workplace, runner
        self._rail, self._status = rail, status
        self._pages, self._page = pages, page
        self._made: tuple[str, bool] | None = None
        self._said = ""
        self._came: Mapping[str, int] = {}

    def follow(self) -> tuple[Callable[[], None], ...]:
        """Hear the presenters from now on; returns what ends it."""
        workplace = self._workplace
        return (
            workplace.registration.subscribe(self._on_registration),
            workplace.sync.subscribe(self._on_sync),
            workplace.approvals.subscribe(lambda state: self._rail.show_badge("approvals", len(state.items))),
            workplace.printing.subscribe(self._on_printing),
        )

    def read(self) -> None:
        """The desk is open: read lists, names and counts once."""
        self._read_what_came()
        self._learn_names()
        self._count_today()
        self._workplace.printing.count()

    def read_news(self) -> None:
        """Announcements and versions of the notice begin and end by the clock, too."""
        self._workplace.news.load()
        self._workplace.clauses.load()

    def _on_registration(self, state: RegistrationState) -> None:
        self._status.show_devices(state)
        made = (state.last.booking_id, state.last.undone) if state.last else None
        if made is not None and made != self._made:
            self._made = made
            self._count_today()
        said = state.last.print_note.code if state.last else ""
        if said != self._said:
            self._said = said
            self._workplace.printing.count()

    def _on_printing(self, state: PrintingState) -> None:
        self._rail.show_badge("printing", state.waiting)
        self._status.show_queue(state.waiting)

    def _on_sync(self, state: SyncState) -> None:
        self._status.show_line(state)
        self._rail.show_badge("sync", state.waiting)
        before, self._came = self._came, state.came
        new = frozenset(kind for kind, times in state.came.items() if times != before.get(kind, 0))
        if "erasure" in new:
            self._workplace.registration.someone_erased()
        if new & WORK_ROWS:
            self._read_what_came()
        if new & NAME_ROWS:
            self._learn_names()
        if new & NEWS_ROWS:
            self.read_news()
        if {"booking", "plan"} & new and self._page() in BOOKINGS:
            self._workplace.bookings.load()
        if "session" in new and self._page() == "schedule" and self._workplace.schedule is not None:
            self._workplace.schedule.load()

    def _read_what_came(self) -> None:
        """Other desks' requests arrive by exchange; their pages and badges must not wait to be opened."""
        self._workplace.approvals.load()
        self._workplace.rights.load()
        self._workplace.requests.load()
        if "people" in self._workplace.pages:
            self._workplace.people.load()

    def _learn_names(self) -> None:
        self._runner.run(READ, self._workplace.english_names, self._named, _unknown)

    def _named(self, found: dict[str, str]) -> None:
        """English names came; what is on the screen says them at once."""
        if names.learn_names(found):
            for page in self._pages.made():
                page.say_again()

    def _count_today(self) -> None:
        self._runner.run(READ, self._workplace.today_count, self._status.show_today, _unknown)


def _unknown(_error: KnownError) -> None:
    """The count and the English names are a courtesy; when the store is busy the old ones stay."""
