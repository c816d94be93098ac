"""What is signed, the field, and its three buttons: on the person's own screen, or over the clerk's page (P37, N12)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.presenters.signing import Signing, SigningPresenter, SigningState
from desktop.ui.pages.overlay import PresenterOverlay
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import Btn, KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import hbox, label, vbox
from desktop.ui.widgets.signature_pad import SignaturePad

WIDTH_PX, HEIGHT_PX = 720, 540
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


class SigningOverlay(PresenterOverlay):
    """Covers `root` while somebody signs: Enter done, Del anew, Esc back."""

    def __init__(self, presenter: SigningPresenter, root: QWidget) -> None:
        super().__init__(root, WIDTH_PX)
        self._presenter = presenter
        self.setProperty("focusName", "signing")
        self.panel = SigningPanel(presenter, big=False)
        self._where = label("", "label")
        column = vbox(self._where, spacing=8, margins=(24, 18, 24, 18))
        column.addWidget(self.panel, 1)
        self.sheet.setLayout(column)
        self._end = presenter.subscribe(self._render)

    def leave(self) -> None:
        """Esc: nobody signs now."""
        self._presenter.cancel()

    def height_of(self, width: int) -> int:
        """Room to sign in, whatever the words need."""
        return max(HEIGHT_PX, super().height_of(width))

    def _render(self, state: SigningState) -> None:
        self.panel.render_state(state, here=not state.own_screen)
        self._where.setText(
            self.tr("请患者在患者屏上签名")
            if state.own_screen
            else self.tr("请患者用笔或鼠标在此签名，工作人员不代签")
        )
        self.show_over(state.shown)

    # Qt's own names below
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._presenter.done()
        elif key == Qt.Key.Key_Delete:
            self._presenter.clear()
        else:
            super().keyPressEvent(event)


def _title(state: SigningState) -> str:
    if state.what is Signing.CONSENT:
        return say.translate("Signing", "开通预约平台账户")
    kind = say.word("RequestKind", state.kind) if state.kind else ""
    return say.translate("Signing", "本人申请：{kind}").format(kind=kind)


def _words(state: SigningState) -> str:
    if state.what is Signing.CONSENT:
        return say.translate("Signing", "我已看过隐私告知，同意开通。不开通也可以挂号、看病。")
    if state.what is Signing.DELETION:
        ground = say.word("Ground", state.words)
        return say.translate("Signing", "理由：{ground}。将删除和依法保留的内容已当面说明。").format(
            ground=ground
        )
    return state.words
