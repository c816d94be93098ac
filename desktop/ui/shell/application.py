"""The desktop program as Qt sees it: application, look, and sign-in → desk → lock → back."""

from __future__ import annotations

import gc
import os
import signal
import socket
from collections.abc import Sequence

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

from desktop.presenters.sign_in import Sessions, SignInPresenter
from desktop.services.session import SignedIn
from desktop.ui import theme
from desktop.ui.demo_reader import DemoReaderWindow
from desktop.ui.i18n import Languages
from desktop.ui.pages.registry import make_page
from desktop.ui.pages.sign_in import SignInPage
from desktop.ui.shell.capture_shield import CaptureShield
from desktop.ui.shell.frame import PageMaker
from desktop.ui.shell.main_window import MainWindow
from desktop.ui.shell.options import DeskOptions, Look, Premises
from desktop.ui.shell.sitting import OpenWorkplace, Sitting
from desktop.ui.shell.system_locks import SystemLocks
from desktop.ui.shell.tour_status import TourStatus
from desktop.ui.status_file import StatusFile
from desktop.ui.tasks import TaskDoor

DESKTOP_NAME = "clinic-desk"
PLAIN_PERCENT = 100
ABANDONED_EVERY_MS = 1000
# a lane that does not come to rest must not keep keys in memory
MOST_LOCKING_MS = 5000


def run_desk(
    argv: Sequence[str],
    look: Look,
    premises: Premises,
    session: Sessions,
    open_workplace: OpenWorkplace,
    options: DeskOptions,
) -> int:
    """Open the window and stay until it is closed; returns the exit code."""
    app = make_application(argv, look)
    desk = DeskApplication(app, premises, session, open_workplace, options)
    ending = _EndBySignal(desk)
    desk.show()
    code = app.exec()
    ending.close()
    return code


def make_application(argv: Sequence[str], look: Look) -> QApplication:
    """Return the application with fonts, theme, language and text size."""
    if look.text_percent != PLAIN_PERCENT:
        # Qt scales once, at its start; the system's own scaling is multiplied with it
        os.environ.setdefault("QT_SCALE_FACTOR", str(look.text_percent / PLAIN_PERCENT))
    app = QApplication(list(argv))
    app.setApplicationName(DESKTOP_NAME)
    app.setDesktopFileName(DESKTOP_NAME)
    app.setQuitOnLastWindowClosed(False)
    theme.use_fonts(app)
    theme.apply(app, look.theme)
    if look.theme == theme.SYSTEM:
        app.styleHints().colorSchemeChanged.connect(lambda _: theme.apply(app, theme.SYSTEM))
    Languages(app).use(look.language)
    return app


class DeskApplication(QObject):
    """Owns the window and at most one sitting."""

    def __init__(
        self,
        app: QApplication,
        premises: Premises,
        session: Sessions,
        open_workplace: OpenWorkplace,
        options: DeskOptions,
        pages: PageMaker = make_page,
    ) -> None:
        super().__init__()
        self._app, self._session, self._open_workplace = app, session, open_workplace
        self._options, self._pages = options, pages
        self._handle: QWindow | None = None
        self._leaving = False
        self.sitting: Sitting | None = None
        self.door = TaskDoor(options.crashed)
        self.window = MainWindow(premises.hospital)
        self.shield = CaptureShield(allowed=options.screen_capture)
        self.sign_in = SignInPresenter(
            session, self.door, options.remembered, self._on_signed_in, options.demo_accounts,
            begun=premises.begun, badges=options.badges,
        )  # fmt: skip
        self.sign_in_page = SignInPage(self.sign_in, premises)
        self.window.add_face(self.sign_in_page)
        self.window.first_shown.connect(self._on_first_shown)
        self.window.closing.connect(self.leave)
        self._demo_reader = self._open_demo_reader()
        self._status = self._status_file()
        self._system = SystemLocks(self) if options.locked is not None else None
        if self._system is not None:
            self._system.locks.connect(self.lock_hard)
        self._alone = QTimer(self)
        self._alone.setInterval(ABANDONED_EVERY_MS)
        self._alone.timeout.connect(self._on_alone)

    def _open_demo_reader(self) -> DemoReaderWindow | None:
        asked = self._options.demo_reader
        return DemoReaderWindow(asked.cards, asked.lift) if asked is not None else None

    def _status_file(self) -> StatusFile | None:
        path = self._options.status_file
        return StatusFile(path, TourStatus(self).describe, self) if path is not None else None

    def show(self) -> None:
        """Show the sign-in page."""
        self.sign_in.start()
        if self._options.abandoned is not None:
            self._alone.start()
        self.window.show()
        self.sign_in_page.take_focus()
        if self._demo_reader is not None:
            self._demo_reader.show()

    def leave(self) -> None:
        """Close the desk, when one is open, and then the program."""
        if self._leaving:
            return
        self._leaving = True
        self.window.hide()
        if self.sitting is not None:
            self.sitting.end()
        else:
            self._quit()

    def lock_hard(self) -> None:
        """Close the desk at once: draft sealed, line cut, store closed, process ended (DECISIONS 18)."""
        if self.sitting is not None and not self._leaving:
            self.sitting.lock_hard()

    def _on_alone(self) -> None:
        if self._options.abandoned is not None and self._options.abandoned():
            self.leave()

    def _on_first_shown(self, handle: QWindow) -> None:
        self._handle = handle
        self.shield.cover(handle)
        if self._system is not None:
            self._system.watch(handle)

    def _on_signed_in(self, signed_in: SignedIn) -> None:
        sitting = Sitting(
            self.window, self._session, signed_in, self._open_workplace, self._options, self.shield, self._pages
        )  # fmt: skip
        sitting.ended.connect(self._on_ended)
        sitting.locking.connect(self._on_locking)
        self.sitting = sitting
        sitting.begin(self._handle)

    def _on_locking(self) -> None:
        if self._options.locked is not None:
            QTimer.singleShot(MOST_LOCKING_MS, self._options.locked)

    def _on_ended(self) -> None:
        if self._options.locked is not None and not self._leaving:
            # whoever was signed in: what the process held of them ends with it
            self._options.locked()
        sitting, self.sitting = self.sitting, None
        if sitting is not None:
            sitting.door.wait()
            sitting.deleteLater()
            # Qt's objects in circles must die on this thread; the next one's lanes would collect them on theirs
            QTimer.singleShot(0, gc.collect)
        if self._leaving:
            self._quit()
            return
        self.window.show_face(self.sign_in_page)
        self.sign_in.start()
        self.sign_in_page.take_focus()

    def _quit(self) -> None:
        self._alone.stop()
        self.window.let_close()
        self.window.close()
        if self._demo_reader is not None:
            self._demo_reader.close()
        self.door.wait()
        self._app.quit()


class _EndBySignal(QObject):
    """SIGTERM and SIGINT close the desk as the window's own cross does: draft sealed, sign-out traced.

    Python would notice a signal only at its next own line, which may be far while Qt waits for events.
    """

    def __init__(self, desk: DeskApplication) -> None:
        super().__init__()
        self._desk = desk
        self._ours, self._theirs = socket.socketpair()
        for end in (self._ours, self._theirs):
            end.setblocking(False)
        signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: None)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._on_signal)

    def _on_signal(self) -> None:
        self._ours.recv(64)
        self._desk.leave()

    def close(self) -> None:
        """Listen no more."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        self._ours.close()
        self._theirs.close()
