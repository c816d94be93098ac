"""One sitting: from the moment a person is signed in until the desk is closed behind them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QWidget

from desktop.domain.help_mode import HelpEnd
from desktop.presenters.kept_draft import Caret
from desktop.presenters.lock import LockPresenter, LockState
from desktop.presenters.runner import Runner
from desktop.presenters.sign_in import Sessions
from desktop.presenters.workplace import Workplace
from desktop.services.session import SignedIn
from desktop.ui.pages.kiosk import Kiosk
from desktop.ui.pages.lock import LockPage
from desktop.ui.pages.patient_screen import PatientScreen
from desktop.ui.pages.registration import RegistrationPage
from desktop.ui.pages.registry import make_page
from desktop.ui.pages.waiting_room import WaitingRoom
from desktop.ui.shell.capture_shield import CaptureShield
from desktop.ui.shell.clipboard_guard import ClipboardGuard
from desktop.ui.shell.frame import DeskFrame, PageMaker
from desktop.ui.shell.idle import IdleWatch
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.options import DeskOptions
from desktop.ui.tasks import TaskDoor

OpenWorkplace = Callable[[SignedIn, Runner], Workplace]


class Sitting(QObject):
    """Owns desk, lock page, patient screen and the lanes of one person; `ended` when the desk is closed and traced.

    `locking` says that it ends by a hard lock.
    """

    ended = Signal()
    locking = Signal()

    def __init__(
        self,
        window: MainWindow,
        session: Sessions,
        signed_in: SignedIn,
        open_workplace: OpenWorkplace,
        options: DeskOptions,
        shield: CaptureShield,
        pages: PageMaker = make_page,
    ) -> None:
        super().__init__()
        self._window = window
        self._shield = shield
        self.door = TaskDoor(options.crashed)
        self.workplace = open_workplace(signed_in, self.door)
        self.frame = DeskFrame(self.workplace, self.door, options.poll_ms, pages)
        self.lock = LockPresenter(
            session, self.door, signed_in.staff, self._unfinished, self.lock_hard, options.badges
        )
        self.lock_page = LockPage(self.lock, self.workplace.frame.hospital, self.workplace.frame.later)
        self.patient_screen = self._patient_screen(options)
        self.idle = IdleWatch(options.lock_after_s, self)
        self.idle.idle.connect(self.lock.lock)
        self.unused = IdleWatch(options.close_after_s, self)
        self.unused.idle.connect(self.lock_hard)
        self.clipboard = ClipboardGuard(self)
        self.frame.lock_asked.connect(self._on_lock_asked)
        self.door.finished.connect(self._on_finished)
        self.waiting_room: WaitingRoom | None = None
        self.frame.display_asked.connect(self._on_display)
        self.kiosk: Kiosk | None = None
        self.frame.kiosk_asked.connect(self._on_kiosk)
        self._over = False
        self._caret: Caret | None = None

    def _patient_screen(self, options: DeskOptions) -> PatientScreen | None:
        presenter = self.workplace.patient_screen
        return PatientScreen(presenter) if presenter is not None and options.patient_screen else None

    def _on_display(self) -> None:
        """F11 on the queue page: the waiting room's screen opens with the chosen lines, or closes."""
        if self.waiting_room is not None:
            self.waiting_room.close()
            return
        display, queue = self.workplace.display, self.workplace.queue
        if display is None or queue is None:
            return
        choice = queue.state.choice
        place = next((d.name for d in queue.state.departments if d.id == choice.department_id), "")
        display.begin(choice, place)
        self.waiting_room = WaitingRoom(display)
        self.waiting_room.closed.connect(self._on_display_closed)
        self.waiting_room.open_on_wall()
        self._window.activateWindow()

    def _on_display_closed(self) -> None:
        screen, self.waiting_room = self.waiting_room, None
        if screen is not None:
            screen.release()
            screen.deleteLater()

    def _on_kiosk(self) -> None:
        """Ctrl+F10 on the queue page: self check-in takes the reader until it is closed."""
        presenter = self.workplace.kiosk
        if self.kiosk is None and presenter is not None:
            self.kiosk = Kiosk(presenter)
            self.kiosk.closed.connect(self._on_kiosk_closed)
            self.kiosk.open_for_patients()
            self._cover(self.kiosk)

    def _on_kiosk_closed(self) -> None:
        screen, self.kiosk = self.kiosk, None
        if screen is not None:
            screen.release()
            screen.deleteLater()

    def begin(self, handle: QWindow | None) -> None:
        """Show the desk."""
        for face in (self.frame, self.lock_page):
            self._window.add_face(face)
        self._window.show_face(self.frame)
        if handle is not None:
            self.frame.ring.watch(handle)
            self.idle.watch(handle)
            self.unused.watch(handle)
            self.frame.reveal_key.watch(handle)
            self.clipboard.watch(handle)
        if self.patient_screen is not None:
            active = self._window.isActiveWindow()
            self.patient_screen.show()
            self._cover(self.patient_screen)
            if active:
                # Some window systems hand the keyboard to every new window, whatever the window asked for.
                self._window.activateWindow()
        self.frame.start()
        self.idle.begin()
        self.unused.begin()
        self._ends = [
            self.lock.subscribe(self._on_lock),
            self.workplace.help_mode.subscribe(lambda state: self._shield.help(state.shared)),
        ]

    def _cover(self, screen: QWidget) -> None:
        handle = screen.windowHandle()
        if handle is not None:
            self._shield.cover(handle)

    def end(self) -> None:
        """Close the desk: the draft is saved for its owner, the sign-out traced, the store closed."""
        if self._over:
            return
        self._over = True
        self.idle.end()
        self.unused.end()
        self.clipboard.end()
        self.workplace.registration.seal(self._caret or self._caret_now())
        self.workplace.help_mode.end(HelpEnd.LEFT)
        while self._ends:
            self._ends.pop()()
        self._on_display_closed()
        self._on_kiosk_closed()
        self.frame.release()
        self.lock_page.release()
        screen, self.patient_screen = self.patient_screen, None
        if screen is not None:
            screen.release()
            screen.deleteLater()
        self.door.finish(self.workplace.close)

    def lock_hard(self) -> None:
        """Close the desk whatever is under way: who waits for an answer of central gets none (DECISIONS 18)."""
        if self._over:
            return
        self.lock.lock()
        self.locking.emit()
        # behind the draft no request may hold up the lane on which it is sealed
        self.workplace.hang_up()
        self.end()

    def _caret_now(self) -> Caret | None:
        page = self.frame.pages.get("registration")
        return page.caret() if isinstance(page, RegistrationPage) else None

    def _on_lock_asked(self) -> None:
        """Ctrl+L covers; whoever closed their drawer goes home, and the desk is closed behind them."""
        if self.workplace.shift.settled:
            self.lock_hard()
        else:
            self.lock.lock()

    def _on_finished(self) -> None:
        for face in (self.frame, self.lock_page):
            self._window.drop_face(face)
        self.ended.emit()

    def _unfinished(self) -> int:
        state = self.workplace.registration.state
        return len(state.parked) + (self.workplace.registration.draft_bytes() is not None)

    def _on_lock(self, state: LockState) -> None:
        if state.locked and self._window.face is self.frame:
            self._caret = self._caret_now()
            self.workplace.reveal.hide()
            self.workplace.help_mode.end(HelpEnd.LEFT)
            self.clipboard.clear()
            self.frame.search.close_search()
            self._window.keep_caret()
            self._window.show_face(self.lock_page)
            self.lock_page.take_focus()
            self.idle.end()
        elif not state.locked and self._window.face is self.lock_page:
            self._caret = None
            self._window.show_face(self.frame)
            if not self._window.give_caret_back():
                self.frame.pages[self.frame.page].take_focus()
            self.idle.begin()
