"""Between passphrase and desk: the picture for one's authenticator with two codes, or a new passphrase typed twice."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop.presenters.sign_in_steps import SignInStepsPresenter, StepsState
from desktop.services.session import BIND, CHANGE
from desktop.ui.pages.fields import show_note
from desktop.ui.pages.inputs import DIGITS, TypedLine
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.layout import hbox, label, sep, vbox
from desktop.ui.widgets.passphrase import PassphraseLine
from desktop.ui.widgets.qr_picture import QrPicture

CARD_PX = 420
CODE_LETTERS = 7


class SignInSteps(QFrame):
    """Renders StepsState; hidden while there is no step."""

    def __init__(self, presenter: SignInStepsPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._obeyed = 0
        self.setObjectName("Sheet")
        self.setFixedWidth(CARD_PX)
        self._who = label("", "section")
        self.bind = _BindCode(presenter)
        self.change = _ChangePassphrase(presenter)
        back = KeyButton(self.tr("放弃登录"), "Esc", kind="quiet")
        back.clicked.connect(presenter.give_up)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, presenter.give_up)
        foot = hbox(None, back, spacing=8)
        self.setLayout(
            vbox(self._who, sep(), 4, self.bind, self.change, foot, spacing=8, margins=(28, 24, 28, 16))
        )
        presenter.subscribe(self._render)

    def _render(self, state: StepsState) -> None:
        self.setVisible(bool(state.step))
        self._who.setText(state.staff.name if state.staff else "")
        self.bind.setVisible(state.step == BIND)
        self.change.setVisible(state.step == CHANGE)
        step = self.bind if state.step == BIND else self.change
        step.render_state(state)
        if state.step and state.serial != self._obeyed:
            self._obeyed = state.serial
            step.start()


class _BindCode(QWidget):
    """Scan, then two codes that follow each other: so that nobody is locked out by a badly set telephone."""

    def __init__(self, presenter: SignInStepsPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.picture = QrPicture(self.tr("动态口令二维码"))
        self.secret = QLabel()
        self.secret.setProperty("role", "label")
        self.secret.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.first = TypedLine("first-code", DIGITS)
        self.second = TypedLine("second-code", DIGITS)
        for line in (self.first, self.second):
            line.setMaxLength(CODE_LETTERS)
        self.f_first = Field(self.tr("动态口令"), self.first)
        self.f_second = Field(self.tr("变化后的下一个"), self.second, self.tr("约 30 秒一变"))
        head = label(self.tr("本院登录需要动态口令。用手机上的身份验证器扫描："), "label")
        done = KeyButton(self.tr("绑定并登录"), "Enter", kind="primary")
        done.setProperty("scale", "big")
        done.clicked.connect(self._bind)
        self.first.entered.connect(self.second.setFocus)
        self.second.entered.connect(self._bind)
        codes = hbox(spacing=16)
        codes.addWidget(self.f_first, 1)
        codes.addWidget(self.f_second, 1)
        self.setLayout(
            vbox(
                head, hbox(None, self.picture, None), label(self.tr("不能扫描时手工输入："), "caption"),
                self.secret, 4, codes, done, spacing=4,
            )
        )  # fmt: skip

    def render_state(self, state: StepsState) -> None:
        """Show picture, secret and note."""
        self.picture.show_text(state.offer.address if state.offer else "")
        self.secret.setText(state.offer.text if state.offer else "")
        show_note(self.f_first, state.note)

    def start(self) -> None:
        """Empty both fields and take the caret."""
        self.first.clear()
        self.second.clear()
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bind(self) -> None:
        self._presenter.bind(self.first.text(), self.second.text())


class _ChangePassphrase(QWidget):
    """A new passphrase, twice."""

    def __init__(self, presenter: SignInStepsPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.new = PassphraseLine(keeps=True)
        self.new.setProperty("focusName", "new-passphrase")
        self.again = PassphraseLine(keeps=True)
        self.again.setProperty("focusName", "passphrase-again")
        self.f_new = Field(self.tr("新口令"), self.new, self.tr("自己想一句长的话，不写下来"))
        self.f_again = Field(self.tr("再输一次"), self.again)
        done = KeyButton(self.tr("更换并登录"), "Enter", kind="primary")
        done.setProperty("scale", "big")
        done.clicked.connect(self._choose)
        self.new.kept.connect(self.again.setFocus)
        self.again.kept.connect(self._choose)
        self.setLayout(vbox(label(self.tr("请更换口令"), "label"), self.f_new, self.f_again, done, spacing=4))

    def render_state(self, state: StepsState) -> None:
        """Show the note."""
        show_note(self.f_new, state.note)

    def start(self) -> None:
        """Empty both fields and take the caret."""
        self.new.clear()
        self.again.clear()
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        self._presenter.choose(self.new.take(), self.again.take())
