"""What is signed, the field, and its three buttons: on the person's own screen, or over the clerk's page (P37, N12)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from desktop.presenters.signing import Signing, SigningPresenter, SigningState
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import Btn, KeyButton
from desktop.ui.widgets.drawing import T, set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import hbox, label, vbox
from desktop.ui.widgets.signature_pad import SignaturePad

WIDTH_PX, HEIGHT_PX, TOP_PX = 720, 540, 72
SCRIM = 0.42
PATIENT_BUTTON_PX = 56


class SigningPanel(QWidget):
    """The person draws and says that it is done; big buttons where no keyboard is."""

    def __init__(self, presenter: SigningPresenter, *, big: bool) -> None:
        super().__init__()
        self._title, self._words = label("", "name" if big else "section"), label("", "reading")
        self._words.setWordWrap(True)
        self.pad = SignaturePad()
        self.pad.setAccessibleName(self.tr("签名区"))
        self.pad.drawn.connect(presenter.draw)
        self.again = Btn(self.tr("重写")) if big else KeyButton(self.tr("重写"), "Del")
        self.cancel = Btn(self.tr("不签了")) if big else KeyButton(self.tr("返回"), "Esc")
        done = self.tr("签好了")
        self.done = Btn(done) if big else KeyButton(done, "Enter", kind="primary")
        for button, name, act in (
            (self.again, "sign-again", presenter.clear), (self.cancel, "sign-cancel", presenter.cancel),
            (self.done, "sign-done", presenter.done),
        ):  # fmt: skip
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setProperty("focusName", name)
            button.clicked.connect(act)
            if big:
                button.setObjectName("PatientButton")
                button.setMinimumHeight(PATIENT_BUTTON_PX)
        self._note = HelperLine()
        buttons = hbox(spacing=12)
        for button in (self.again, self.cancel, self.done):
            buttons.addWidget(button, 1)
        column = vbox(self._title, self._words, spacing=10)
        column.addWidget(self.pad, 1)
        column.addWidget(self._note)
        column.addLayout(buttons)
        self.setLayout(column)

    def render_state(self, state: SigningState, *, here: bool) -> None:
        """Show what is signed and what was drawn; where it is not signed `here` the field only shows it."""
        self._title.setText(_title(state))
        self._words.setText(_words(state))
        self.pad.show_strokes(state.strokes)
        self.pad.setEnabled(here)
        self._note.say(say.note_text(state.note))
        set_state(self._note, "state", state.note.kind.value)


class SigningOverlay(QWidget):
    """Covers `root` while somebody signs: Enter done, Del anew, Esc back. `opened` and `closed` tell the frame."""

    opened = Signal()
    closed = Signal()

    def __init__(self, presenter: SigningPresenter, root: QWidget) -> None:
        super().__init__(root)
        self._presenter, self._root = presenter, root
        self._before: QWidget | None = None
        self.hide()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("focusName", "signing")
        self.panel = SigningPanel(presenter, big=False)
        self._where = label("", "label")
        self._sheet = QFrame(self)
        self._sheet.setObjectName("Overlay")
        column = vbox(self._where, spacing=8, margins=(24, 18, 24, 18))
        column.addWidget(self.panel, 1)
        self._sheet.setLayout(column)
        root.installEventFilter(self)
        self._end: Callable[[], None] = presenter.subscribe(self._render)

    def release(self) -> None:
        """Hear nothing more; called once."""
        self._end()

    def _render(self, state: SigningState) -> None:
        self.panel.render_state(state, here=not state.own_screen)
        self._where.setText(
            self.tr("请患者在患者屏上签名")
            if state.own_screen
            else self.tr("请患者用笔或鼠标在此签名，工作人员不代签")
        )
        if state.shown is self.isHidden():
            self._appear() if state.shown else self._vanish()

    def _appear(self) -> None:
        self._before = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.opened.emit()

    def _vanish(self) -> None:
        before, self._before = self._before, None
        self.hide()
        self.closed.emit()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self) -> None:
        self.setGeometry(self._root.rect())
        width = min(WIDTH_PX, self.width() - 48)
        self._sheet.setGeometry(
            (self.width() - width) // 2, TOP_PX, width, min(HEIGHT_PX, self.height() - 2 * TOP_PX)
        )

    # Qt's own names below
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt override
        if watched is self._root and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, _forward: bool) -> bool:  # noqa: N802  # Qt override
        """Nothing under the scrim gets the caret."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._presenter.cancel()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._presenter.done()
        elif key == Qt.Key.Key_Delete:
            self._presenter.clear()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt override
        shade = QColor(T("scrim"))
        shade.setAlphaF(SCRIM)
        QPainter(self).fillRect(self.rect(), shade)


def _title(state: SigningState) -> str:
    if state.what is Signing.CONSENT:
        return say.translate("Signing", "开通预约平台账户")
    kind = say.word("RequestKind", state.kind) if state.kind else ""
    return say.translate("Signing", "本人申请：{kind}").format(kind=kind)


def _words(state: SigningState) -> str:
    if state.what is Signing.CONSENT:
        return say.translate("Signing", "我已看过隐私告知，同意开通。不开通也可以挂号、看病。")
    return state.words
