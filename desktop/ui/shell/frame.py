"""The desk of one signed-in person: bars around the pages, one registry of keys, the search over everything."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from desktop.presenters.help_mode import HelpState
from desktop.presenters.palette import PalettePresenter
from desktop.presenters.runner import Runner
from desktop.presenters.workplace import Workplace
from desktop.ui.pages.glass_overlay import GlassOverlay
from desktop.ui.pages.help_overlay import HelpOverlay
from desktop.ui.pages.notice_overlay import NoticeOverlay
from desktop.ui.pages.overlay import PresenterOverlay
from desktop.ui.pages.own_duties_overlay import OwnDutiesOverlay
from desktop.ui.pages.page import Page
from desktop.ui.pages.palette_overlay import PaletteOverlay
from desktop.ui.pages.pay_overlay import PayOverlay
from desktop.ui.pages.search_overlay import SearchOverlay
from desktop.ui.pages.signing_panel import SigningOverlay
from desktop.ui.pages.text_size_overlay import TextSizeOverlay
from desktop.ui.shell.actions import Actions
from desktop.ui.shell.arrivals import Arrivals
from desktop.ui.shell.commands import BOOKINGS, REGISTRATION, FrameActs, desk_commands
from desktop.ui.shell.covers import HELP_KEYS, Covers
from desktop.ui.shell.function_keys import FunctionKeys
from desktop.ui.shell.glass_banner import GlassBanner
from desktop.ui.shell.help_cover import HelpBanner
from desktop.ui.shell.news_banner import NewsBanner
from desktop.ui.shell.page_roles import HasAreas
from desktop.ui.shell.pages import Pages
from desktop.ui.shell.rail import Rail, page_word
from desktop.ui.shell.shown_commands import help_keys, palette_entries
from desktop.ui.shell.status_bar import StatusBar
from desktop.ui.shell.top_bar import TopBar
from desktop.ui.widgets.announcing import announce
from desktop.ui.widgets.focus_ring import FocusRing
from desktop.ui.widgets.hold_key import HoldKey
from desktop.ui.widgets.layout import hbox, vbox

LOW_PX = 840
CLOCK_MS = 5_000
NEWS_MS = 60_000
# where a person found by the search is taken in hand
TAKES_PERSON = frozenset({"registration", "bookings", "rights", "requests", "queue", "audit", "registers"})
PageMaker = Callable[[str, Workplace], Page]


class DeskFrame(QWidget):
    """Built anew at each sign-in; `lock_asked` by key or button."""

    lock_asked = Signal()
    display_asked = Signal()
    kiosk_asked = Signal()

    def __init__(
        self,
        workplace: Workplace,
        runner: Runner,
        poll_ms: int,
        make_page: PageMaker,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("Canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._workplace = workplace
        self._stack = QStackedWidget()
        self.pages = Pages(workplace.pages, lambda code: make_page(code, workplace), self._stack)
        self.actions_ = Actions(self, desk_commands(workplace, self._acts()))
        self.top = TopBar(workplace.frame)
        self.rail = Rail(workplace.pages)
        self.strip = FunctionKeys(self.actions_)
        self.status = StatusBar(workplace.frame.later)
        self.arrivals = Arrivals(workplace, runner, self.rail, self.status, self.pages, lambda: self.page)
        self.covers = Covers(self, self._stack, self.pages.holders)
        self._page = ""
        middle = hbox(self.rail, spacing=0)
        middle.addWidget(self._stack, 1)
        self.banner, self.news, self.help_banner = GlassBanner(), NewsBanner(), HelpBanner()
        column = vbox(self.top, self.help_banner, self.banner, self.news, spacing=0)
        column.addLayout(middle, 1)
        column.addWidget(self.strip)
        column.addWidget(self.status)
        self.setLayout(column)
        self.ring = FocusRing(self)
        self.reveal_key = HoldKey(Qt.Key.Key_V, self)
        self.search = SearchOverlay(workplace.search, workplace.reveal.listed, self)
        self.pay = PayOverlay(workplace.payment, self)
        self.notice = NoticeOverlay(workplace.notices, self)
        self.glass = GlassOverlay(workplace.glass, self)
        self.own = OwnDutiesOverlay(workplace.own_duties, self)
        self.signing = SigningOverlay(workplace.signing, self)
        self.help = HelpOverlay(self)
        self.palette_ = PalettePresenter(
            lambda: palette_entries(self.actions_.commands, self.page, workplace.pages),
            self._on_palette,
            self.search.open_with,
        )
        self.palette_overlay = PaletteOverlay(self.palette_, self)
        size = workplace.text_size
        self.text_size = TextSizeOverlay(size, self) if size is not None else None
        self._ends: list[Callable[[], None]] = []
        self._connect(poll_ms)

    def _connect(self, poll_ms: int) -> None:
        workplace = self._workplace
        self.top.search_asked.connect(self._on_search)
        self.top.palette_asked.connect(self._on_ask)
        self.top.lock_asked.connect(self.lock_asked)
        self.rail.chosen.connect(self.show_page)
        self.reveal_key.pressed.connect(self._on_reveal)
        for shown in (workplace.reveal, workplace.reveal.listed):
            self.reveal_key.released.connect(shown.hide)
        self.search.opened.connect(lambda: self.actions_.suspend(True, frozenset({"lock"})))
        self.search.closed.connect(self._on_search_closed)
        for overlay in (*self._overlays(), self.help):
            overlay.opened.connect(lambda: self.actions_.suspend(True, frozenset({"lock"})))
            overlay.closed.connect(self._wake)
        overlays = self._overlays()
        for signal in (self.search.opened, self.search.closed, *(each.opened for each in overlays)):
            signal.connect(self._cover)
        for each in overlays:
            each.closed.connect(self._cover)
        self._ends = [
            *self.arrivals.follow(),
            workplace.glass.subscribe(self.banner.render_state),
            workplace.news.subscribe(self.news.render_state),
            workplace.help_mode.subscribe(self._on_help_mode),
        ]
        self._exchange = QTimer(self)
        self._exchange.setInterval(poll_ms)
        self._exchange.timeout.connect(workplace.sync.tick)
        self._exchange.timeout.connect(workplace.printing.tick)
        self._clock = QTimer(self)
        self._clock.setInterval(CLOCK_MS)
        self._clock.timeout.connect(self._on_clock)
        self._clock.timeout.connect(workplace.glass.tick)
        self._clock.timeout.connect(workplace.help_mode.tick)
        self._news = QTimer(self)
        self._news.setInterval(NEWS_MS)
        self._news.timeout.connect(self.arrivals.read_news)

    @property
    def page(self) -> str:
        """Return the code of the page that is open."""
        return self._page

    def start(self) -> None:
        """Open the first page, begin to exchange with central."""
        self.pages.start()
        self.show_page(self._workplace.pages[0])
        self._on_clock()
        self._clock.start()
        self.arrivals.read_news()
        self._news.start()
        self._exchange.start()
        self._workplace.sync.tick()
        self._workplace.glass.load()
        self.arrivals.read()

    def release(self) -> None:
        """Hear nothing more; called once, before the widgets go."""
        self._exchange.stop()
        self._clock.stop()
        self._news.stop()
        while self._ends:
            self._ends.pop()()
        self.search.release()
        for overlay in self._overlays():
            overlay.release()
        for page in self.pages.made():
            page.release()

    def show_page(self, code: str) -> None:
        """Open a page and put the caret on it."""
        page = self.pages.get(code)
        if page is None or (self.page == code and self.rail.items[code].isChecked()):
            return
        self.rail.show_page(code)
        self.actions_.show_page(code)
        self.strip.show_page(code)
        self._page = code
        self._cover()
        page.take_focus()
        announce(page, page_word(code))

    def _cover(self) -> None:
        self._sign()
        self.covers.show(
            self._page, overlaid=any(each.isVisible() for each in (self.search, *self._overlays()))
        )

    def _wake(self) -> None:
        self.actions_.suspend(self.covers.helped, HELP_KEYS | {f"page-{code}" for code in self.pages})

    def _on_help_mode(self, state: HelpState) -> None:
        """Cover before anybody sees it: what lies over the pages goes, and those that show people."""
        self.help_banner.render_state(state)
        if state.covered is self.covers.helped:
            return
        self.covers.helped = state.covered
        if state.covered:
            self._workplace.reveal.hide()
            self.search.close_search()
            for overlay in (*self._overlays(), self.help):
                if overlay.isVisible():
                    overlay.leave()
        self._wake()
        self._cover()
        if not state.covered:
            self.pages[self._page].take_focus()

    def _on_clock(self) -> None:
        self.status.show_time()
        self._sign()

    def _sign(self) -> None:
        info = self._workplace.frame
        self.covers.watermark.say(info.staff.staff_id, info.window, self.status.now)

    def _acts(self) -> FrameActs:
        return FrameActs(
            help=self._on_help,
            palette=self._on_ask,
            search=self._on_search,
            refresh=self._on_refresh,
            area=self._on_area,
            move_last=self._on_move_last,
            pay=self._on_pay,
            next_free=self._on_next_free,
            notice=self._on_notice,
            text_size=self._on_text_size,
            lock=self.lock_asked.emit,
            display=self.display_asked.emit,
            kiosk=self.kiosk_asked.emit,
            show_page=self.show_page,
        )

    def _overlays(self) -> tuple[PresenterOverlay, ...]:
        every = (self.pay, self.notice, self.own, self.glass, self.signing, self.palette_overlay)
        return every if self.text_size is None else (*every, self.text_size)

    def _on_ask(self) -> None:
        """Ctrl+K or the bar's button: the palette, except before the eyes of a helper."""
        if not self.covers.helped:
            self.palette_.open()

    def _on_text_size(self) -> None:
        """Ctrl+=: how large everything stands."""
        if self._workplace.text_size is not None:
            room = self.screen().availableGeometry().size()
            self._workplace.text_size.open((room.width(), room.height()))

    def _on_help(self) -> None:
        """F1: the keys of this page and of every page."""
        own, everywhere = help_keys(self.actions_.commands, self.page)
        self.help.open(page_word(self.page), own, everywhere)

    def _on_palette(self, code: str) -> None:
        """A command was chosen: its page first, then what it does."""
        command = next(each for each in self.actions_.commands if each.code == code)
        if not command.works_on(self.page):
            self.show_page(next(page for page in self._workplace.pages if page in command.pages))
        command.act()

    def _on_next_free(self) -> None:
        workplace = self._workplace
        if self.page in BOOKINGS:
            workplace.bookings.find_next()
        else:
            workplace.registration.board.find_next()

    def _on_search(self) -> None:
        if not self.covers.helped:
            self.search.open()

    def _on_pay(self) -> None:
        """F12: the booking in hand on the page of bookings, else the one made last at this window."""
        line = self._workplace.bookings.state.current if self.page in BOOKINGS else None
        self._workplace.payment.open(line.booking_id if line else self._workplace.registration.payable)

    def _on_notice(self) -> None:
        """Alt+I: the notice; who is being served can have their own answers on paper."""
        served = self._workplace.registration.identity.form.patient
        self.notice.open(served.patient_id if served else None)

    def _on_move_last(self) -> None:
        """F7 right after printing: the booking made last goes to another clinic, doctor or time, with its money."""
        last = self._workplace.registration.payable
        if last is not None and "bookings" in self.pages:
            self._workplace.bookings.lift(last)
            self.show_page("bookings")

    def _on_reveal(self) -> None:
        """Alt+V goes down: only where the patient is on the screen and nothing lies over them."""
        if self.search.isVisible():
            self.search.hold_reveal()
        elif (
            self.isVisible()
            and self.page in REGISTRATION
            and not any(each.isVisible() for each in (*self._overlays(), self.help))
        ):
            self._workplace.reveal.hold()

    def _on_search_closed(self, accepted: bool) -> None:
        self._wake()
        if accepted and self.page not in TAKES_PERSON:
            self.show_page("registration")

    def _on_refresh(self) -> None:
        page = self.pages.get(self.page)
        if page is not None:
            page.refresh()

    def _on_area(self, step: int) -> None:
        page: object = self.pages.get(self.page)
        if not isinstance(page, HasAreas):
            return
        areas = page.areas()
        now = QApplication.focusWidget()
        inside = [i for i, area in enumerate(areas) if now is area or (now and area.isAncestorOf(now))]
        at = inside[0] + step if inside else 0
        areas[at % len(areas)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    # Qt's own names below
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt override
        super().resizeEvent(event)
        self.pages.set_compact(self.height() < LOW_PX)
