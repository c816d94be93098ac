"""The one window: sign-in page, desk and lock page take turns in it, so that its place on the screen stays."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QShowEvent, QWindow
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

# The product's name in the title stays Chinese in every language: window lists and test drivers look for it.
PRODUCT = "门诊挂号"
LEAST = QSize(1180, 660)
WANTED = QSize(1440, 900)


class MainWindow(QMainWindow):
    """Shows one of its faces; `first_shown` gives the native window, `closing` asks before it goes."""

    first_shown = Signal(QWindow)
    closing = Signal()

    def __init__(self, hospital: str) -> None:
        super().__init__()
        self._watched = self._may_close = False
        self._caret: QWidget | None = None
        self.setWindowTitle(f"{hospital} {PRODUCT}")
        self.setMinimumSize(LEAST)
        self._faces = QStackedWidget()
        self.setCentralWidget(self._faces)
        room = QGuiApplication.primaryScreen().availableGeometry().size()
        self.resize(WANTED.boundedTo(room))

    @property
    def face(self) -> QWidget | None:
        """Return what is shown now."""
        return self._faces.currentWidget()

    def add_face(self, face: QWidget) -> None:
        """Take a face in; it is shown by `show_face`."""
        self._faces.addWidget(face)

    def show_face(self, face: QWidget) -> None:
        """Show a face instead of the one before."""
        self._faces.setCurrentWidget(face)

    def drop_face(self, face: QWidget) -> None:
        """Let a face go for good."""
        self._faces.removeWidget(face)
        face.deleteLater()

    def keep_caret(self) -> None:
        """Remember what has the caret, before a cover hides it."""
        now = QApplication.focusWidget()
        face = self.face
        self._caret = now if face is not None and now is not None and face.isAncestorOf(now) else None

    def give_caret_back(self) -> bool:
        """Put the caret where it was, the text cursor untouched; returns whether that was possible."""
        caret, self._caret = self._caret, None
        if caret is None or not caret.isVisible() or not caret.isEnabled():
            return False
        caret.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def let_close(self) -> None:
        """The next close is final."""
        self._may_close = True

    # Qt's own names below
    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt override
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None and not self._watched:
            self._watched = True
            self.first_shown.emit(handle)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt override
        if self._may_close:
            super().closeEvent(event)
            return
        event.ignore()
        self.closing.emit()
