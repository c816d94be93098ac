"""What is copied out of an open desk lies on the clipboard for ten seconds and in no history (DECISIONS 7, T14).

Every text of an open desk counts as personal: a field cannot know what somebody typed into it.
"""

from __future__ import annotations

import os

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

KEPT_MS = 10_000
OURS = "application/x-clinic-desk-copy"
# Windows: "Cloud Clipboard and Clipboard History Formats"; a DWORD 0 says no. What is no MIME type of Qt's own is
# registered under its plain name (the x-qt-windows-mime form is only for reading).
WINDOWS_SAYS_NO = {
    "ExcludeClipboardContentFromMonitorProcessing": b"1",
    "CanIncludeInClipboardHistory": bytes(4),
    "CanUploadToCloudClipboard": bytes(4),
}
# what clipboard histories of other desktops go by
SECRET_HINT, SECRET = "x-kde-passwordManagerHint", b"secret"
PARAGRAPH = "\u2029"


def shielded(text: str, *, windows: bool) -> QMimeData:
    """Return a text marked as ours and as not to be kept or sent anywhere."""
    data = QMimeData()
    data.setText(text)
    data.setData(OURS, b"1")
    if windows:
        for name, value in WINDOWS_SAYS_NO.items():
            data.setData(name, value)
    else:
        data.setData(SECRET_HINT, SECRET)
    return data


class ClipboardGuard(QObject):
    """Takes over every copy made while a desk is open; empties the clipboard when the time is over or it is locked.

    What another program put there since is left alone.
    """

    def __init__(self, parent: QObject | None = None, kept_ms: int = KEPT_MS) -> None:
        super().__init__(parent)
        self._clipboard = QGuiApplication.clipboard()
        self._putting = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(kept_ms)
        self._timer.timeout.connect(self.clear)

    def watch(self, window: QWindow) -> None:
        """See Ctrl+C and Ctrl+X before the field does: so a history never sees the text unmarked."""
        window.installEventFilter(self)
        self._clipboard.dataChanged.connect(self._on_changed)

    def clear(self) -> None:
        """Empty the clipboard if what lies there is ours; a marked text of X11's other clipboard goes too."""
        self._timer.stop()
        if self._is_ours():
            self._clipboard.clear()
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)

    def end(self) -> None:
        """Empty it and take over nothing more."""
        self.clear()
        self._clipboard.dataChanged.disconnect(self._on_changed)

    def _is_ours(self) -> bool:
        data = self._clipboard.mimeData()
        return data is not None and data.hasFormat(OURS)

    def _put(self, text: str) -> None:
        self._putting = True
        self._clipboard.setMimeData(shielded(text, windows=os.name == "nt"))
        self._putting = False
        self._timer.start()

    def _on_changed(self) -> None:
        """A field's own menu or a key that came another way copied: what it left is marked at once."""
        if self._putting or self._is_ours():
            return
        text = self._clipboard.text()
        if text and (self._clipboard.ownsClipboard() or text == _marked(QApplication.focusWidget())):
            self._put(text)

    def _on_key(self, event: QKeyEvent) -> bool:
        cut = event.matches(QKeySequence.StandardKey.Cut)
        if not cut and not event.matches(QKeySequence.StandardKey.Copy):
            return False
        field = QApplication.focusWidget()
        text = _marked(field)
        if not text:
            return False
        self._put(text)
        if cut:
            _cut(field)
        return True

    # Qt's own names below
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt override
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return False


def _marked(field: QWidget | None) -> str:
    """Return the marked text of a field, "" where nothing is marked or nothing may be copied."""
    if isinstance(field, QLineEdit):
        return field.selectedText() if field.echoMode() is QLineEdit.EchoMode.Normal else ""
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.textCursor().selectedText().replace(PARAGRAPH, "\n")
    return ""


def _cut(field: QWidget | None) -> None:
    if isinstance(field, QLineEdit) and not field.isReadOnly():
        field.insert("")
    elif isinstance(field, QPlainTextEdit | QTextEdit) and not field.isReadOnly():
        field.insertPlainText("")
