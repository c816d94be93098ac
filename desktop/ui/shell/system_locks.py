"""What the system says: its screen is locked, another user takes the PC, it goes to sleep (DECISIONS 18).

Windows: WM_WTSSESSION_CHANGE, for which a window must ask, and WM_POWERBROADCAST. Elsewhere: logind on the system
bus and the screen saver on the session bus; where there is no bus nothing is said, and the idle time closes the desk.
"""

from __future__ import annotations

import importlib
import os
from typing import Any

from PySide6.QtCore import (
    SLOT,
    QAbstractNativeEventFilter,
    QByteArray,
    QCoreApplication,
    QObject,
    Signal,
    Slot,
)
from PySide6.QtGui import QWindow

WM_POWERBROADCAST, PBT_APMSUSPEND = 0x0218, 0x0004
WM_WTSSESSION_CHANGE = 0x02B1
# console taken away, a remote session comes or goes, log-off, lock
SESSION_LEFT = frozenset({0x2, 0x3, 0x4, 0x6, 0x7})
LOGIND, MANAGER = "org.freedesktop.login1.Session", "org.freedesktop.login1.Manager"
ON_LOCK, ON_CHANGE = SLOT("on_lock()"), SLOT("on_change(bool)")
SAVERS = ("org.gnome.ScreenSaver", "org.freedesktop.ScreenSaver")


def windows_leaves(message: int, what: int) -> bool:
    """Return whether a window message says that the PC is locked, switched, or goes to sleep."""
    if message == WM_WTSSESSION_CHANGE:
        return what in SESSION_LEFT
    return message == WM_POWERBROADCAST and what == PBT_APMSUSPEND


class SystemLocks(QObject):
    """Emits `locks` when the system takes the screen away from who is signed in."""

    locks = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._filter: _Messages | None = None
        if os.name != "nt":
            self._listen()

    def watch(self, window: QWindow) -> None:
        """Ask Windows to tell this window of its session; elsewhere the buses tell."""
        if os.name == "nt":
            self._ask(window)

    def _ask(self, window: QWindow) -> None:
        ctypes: Any = importlib.import_module("ctypes")
        ctypes.windll.wtsapi32.WTSRegisterSessionNotification(ctypes.c_void_p(window.winId()), 0)
        self._filter = _Messages(self)
        application = QCoreApplication.instance()
        assert application is not None
        application.installNativeEventFilter(self._filter)

    def _listen(self) -> None:
        # no part of the Windows bundle
        buses: Any = importlib.import_module("PySide6.QtDBus").QDBusConnection
        system, session = buses.systemBus(), buses.sessionBus()
        if system.isConnected():
            system.connect("", "", LOGIND, "Lock", self, ON_LOCK)
            system.connect("", "", MANAGER, "PrepareForSleep", self, ON_CHANGE)
        if session.isConnected():
            for saver in SAVERS:
                session.connect("", "", saver, "ActiveChanged", self, ON_CHANGE)

    @Slot()
    def on_lock(self) -> None:
        """The session is locked."""
        self.locks.emit()

    @Slot(bool)
    def on_change(self, begins: bool) -> None:
        """The screen saver or sleep begins (or ends, which changes nothing)."""
        if begins:
            self.locks.emit()


class _Messages(QAbstractNativeEventFilter):
    """Reads the two window messages out of Windows' stream."""

    def __init__(self, told: SystemLocks) -> None:
        super().__init__()
        self._told = told

    # Qt's own names below
    def nativeEventFilter(  # noqa: N802  # Qt override
        self, kind: QByteArray | bytes | bytearray | memoryview, message: int
    ) -> object:
        types: Any = importlib.import_module("ctypes.wintypes")
        said = types.MSG.from_address(int(message))
        if windows_leaves(said.message, said.wParam):
            self._told.locks.emit()
        return False, 0
