"""The duplicate check (Alt+M): masked candidates over the board, one key says whether it is the person (N1, G3)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget

from desktop.presenters.identity_block import IdentityBlock
from desktop.presenters.registration_state import IdentityState
from desktop.services.drafts import Likely
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import Btn, KeyButton
from desktop.ui.widgets.layout import hbox, label, vbox


class LikelyList(QFrame):
    """Lies over the board while it is open and gives the caret back to where it was."""

    def __init__(self, block: IdentityBlock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self._block = block
        self._before: QWidget | None = None
        self._shown: tuple[Likely, ...] = ()
        self._rows: QVBoxLayout = vbox(spacing=8)
        self._buttons: list[Btn] = []
        other = KeyButton(self.tr("都不是，按新患者登记"), "N")
        other.setProperty("focusName", "likely")
        other.clicked.connect(block.somebody_else)
        self._other = other
        hint = label(self.tr("↑↓ 选择，回车确认是同一人，Esc 稍后再看"), "caption")
        body = vbox(
            label(self.tr("是不是同一个人？"), "section"), hint, 4, spacing=4, margins=(20, 16, 20, 16)
        )
        body.addLayout(self._rows)
        body.addSpacing(8)
        body.addLayout(hbox(other, None))
        body.addStretch(1)
        self.setLayout(body)
        self.hide()

    def render_state(self, state: IdentityState) -> None:
        """Open, close, or change the candidates."""
        opened = state.likely_open and bool(state.likely)
        now = QApplication.focusWidget()
        inside = now is not None and self.isAncestorOf(now)
        if state.likely != self._shown:
            self._fill(state.likely)
        if opened and self.isHidden():
            self._before = QApplication.focusWidget()
            self.show()
            self.raise_()
            (self._buttons[0] if self._buttons else self._other).setFocus(Qt.FocusReason.TabFocusReason)
        elif not opened and not self.isHidden():
            self._close(inside=inside)

    def _close(self, *, inside: bool) -> None:
        self.hide()
        if inside and self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self._before = None

    def _fill(self, likely: tuple[Likely, ...]) -> None:
        self._shown = likely
        for button in self._buttons:
            button.hide()
            button.deleteLater()
        self._buttons = []
        for person in likely:
            button = Btn(_line(person))
            button.setProperty("kind", "row")
            button.setProperty("focusName", "likely")
            button.setMinimumHeight(40)
            button.clicked.connect(lambda _=False, p=person: self._block.same_person(p.patient_id))
            self._rows.addWidget(button)
            self._buttons.append(button)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._block.show_likely(False)
        elif key == Qt.Key.Key_N and not event.modifiers():
            self._block.somebody_else()
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(key == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)


def _line(person: Likely) -> str:
    birth = person.birth.isoformat() if person.birth else say.NOTHING
    seen = f"{person.last_seen:%Y-%m-%d}" if person.last_seen else say.NOTHING
    last = say.translate("LikelyList", "末次 {day}").format(day=seen)
    return f"{person.name}   {birth}   {person.number_masked}   {person.phone_masked}   {last}"
