"""The copy for a granted request: one key makes it, passphrase and file stand apart, one key when it is handed over."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.domain.requests import RequestKind
from desktop.presenters.copies import CopyPresenter, CopyState
from desktop.presenters.requests import RequestsPresenter
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.layout import hbox, label, vbox


class CopyBlock(QWidget):
    """Shows itself only where a copy may be made, or lies ready."""

    def __init__(self, copies: CopyPresenter, requests: RequestsPresenter) -> None:
        super().__init__()
        self._copies, self._requests = copies, requests
        self.make = KeyButton(self.tr("制作副本"), "Ctrl", "M")
        self.make.setProperty("focusName", "make-copy")
        self.make.clicked.connect(self.start)
        self.given = KeyButton(self.tr("已交给本人，删除文件"), "Ctrl", "G", kind="primary")
        self.given.setProperty("focusName", "copy-given")
        self.given.clicked.connect(copies.hand_over)
        self._file = label("", "label")
        self._file.setWordWrap(True)
        self._passphrase = label("", "section")
        self._said = label("", "label")
        row = hbox(self.make, spacing=8)
        row.addWidget(self.given)
        row.addWidget(self._said, 1)
        column = vbox(self._file, self._passphrase, spacing=4)
        column.addLayout(row)
        self.setLayout(column)

    def start(self) -> None:
        """Make the copy of the request in hand."""
        current = self._requests.state.current
        if current is not None and self._copies.offered(self._requests.state.detail):
            self._copies.make(current.case_id)

    def render_state(self, state: CopyState) -> None:
        """Show what can be done for the request in hand."""
        detail = self._requests.state.detail
        offered = self._copies.offered(detail)
        transfers = detail is not None and detail.case.kind is RequestKind.TRANSFER
        self.make.setText(self.tr("制作转移数据包") if transfers else self.tr("制作副本"))
        self.given.setText(
            self.tr("已交付接收方，删除文件") if transfers else self.tr("已交给本人，删除文件")
        )
        ready = detail is not None and state.case_id == detail.case.id
        self.setVisible(offered or ready)
        self.make.setVisible(offered and not ready)
        self.make.setEnabled(not state.busy)
        self.given.setVisible(ready)
        self.given.setEnabled(not state.busy)
        for text in (self._file, self._passphrase):
            text.setVisible(ready)
        self._file.setText(self.tr("加密文件：{file}").format(file=state.file))
        self._passphrase.setText(
            self.tr("口令（当面告知，不与文件同放）：{words}").format(words=state.passphrase)
        )
        self._said.setText(say.note_text(state.note))
        set_state(self._said, "state", state.note.kind.value)
