"""Between passphrase and desk: the picture for one's authenticator with two codes, a new passphrase or PIN twice, the
undertaking of confidentiality."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from desktop.presenters.sign_in_steps import SignInStepsPresenter, StepsState
from desktop.services.session import BIND, CHANGE, CHANGE_FILE, SET_BADGE, SET_PIN, UNDERTAKE
from desktop.ui.pages.badge_step import BadgeStep
from desktop.ui.pages.fields import show_note
from desktop.ui.pages.file_key_step import FileKeyStep
from desktop.ui.pages.inputs import DIGITS, TypedLine
from desktop.ui.pages.undertaking_step import UndertakingStep
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.layout import hbox, label, sep, vbox
from desktop.ui.widgets.passphrase import PassphraseLine
from desktop.ui.widgets.qr_picture import QrPicture

CARD_PX, READING_PX = 420, 640
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
        self.change = _Twice(
            _Words(
                self.tr("请更换口令"), self.tr("新口令"), self.tr("自己想一句长的话，不写下来"), self.tr("更换并登录")
            ),
            ("new-passphrase", "passphrase-again"), presenter.choose,
        )  # fmt: skip
        self.pin = _Twice(
            _Words(
                self.tr("设一个 PIN，离开一会儿回来时用它解锁；登录仍用口令。"), self.tr("PIN"),
                self.tr("6–12 位数字，不用生日、连号和工号"), self.tr("保存并登录"),
            ),
            ("new-pin", "pin-again"), presenter.choose_pin,
        )  # fmt: skip
        self.undertake = UndertakingStep(presenter)
        self.file, self.badge = FileKeyStep(presenter), BadgeStep(presenter)
        self._steps: dict[str, _BindCode | _Twice | UndertakingStep | FileKeyStep | BadgeStep] = {
            BIND: self.bind, CHANGE: self.change, SET_PIN: self.pin, UNDERTAKE: self.undertake,
            CHANGE_FILE: self.file, SET_BADGE: self.badge,
        }  # fmt: skip
        self._back = KeyButton(self.tr("放弃登录"), "Esc", kind="quiet")
        self._back.clicked.connect(presenter.give_up)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, presenter.give_up)
        foot = hbox(None, self._back, spacing=8)
        self.setLayout(
            vbox(self._who, sep(), 4, *self._steps.values(), foot, spacing=8, margins=(28, 24, 28, 16))
        )
        presenter.subscribe(self._render)

    def _render(self, state: StepsState) -> None:
        self.setVisible(bool(state.step))
        self._who.setText(state.staff.name if state.staff else "")
        self.setFixedWidth(READING_PX if state.step == UNDERTAKE else CARD_PX)
        for code, each in self._steps.items():
            each.setVisible(code == state.step)
        self._back.setText(self.tr("以后再说") if state.step in (SET_PIN, SET_BADGE) else self.tr("放弃登录"))
        self._back.setVisible(state.step != CHANGE_FILE or not state.busy)
        step = self._steps.get(state.step, self.change)
        step.render_state(state)
        if state.serial != self._obeyed:
            self._obeyed = state.serial
            step.start()


@dataclass(frozen=True, slots=True)
class _Words:
    """What stands on a step: above the fields, beside the first one, under it, on the button."""

    head: str
    new: str
    hint: str
    done: str


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


class _Twice(QWidget):
    """Something secret that is chosen, twice; `names` are those of its two fields for the caret."""

    def __init__(
        self, words: _Words, names: tuple[str, str], take: Callable[[bytearray, bytearray], None]
    ) -> None:
        super().__init__()
        self._take = take
        self.new, self.again = PassphraseLine(keeps=True), PassphraseLine(keeps=True)
        for line, name in zip((self.new, self.again), names, strict=True):
            line.setProperty("focusName", name)
        self.f_new = Field(words.new, self.new, words.hint)
        self.f_again = Field(self.tr("再输一次"), self.again)
        done = KeyButton(words.done, "Enter", kind="primary")
        done.setProperty("scale", "big")
        done.clicked.connect(self._choose)
        self.new.kept.connect(self.again.setFocus)
        self.again.kept.connect(self._choose)
        head = label(words.head, "label")
        head.setWordWrap(True)
        self.setLayout(vbox(head, self.f_new, self.f_again, done, spacing=4))

    def render_state(self, state: StepsState) -> None:
        """Show the note."""
        show_note(self.f_new, state.note)

    def start(self) -> None:
        """Empty both fields and take the caret."""
        self.new.clear()
        self.again.clear()
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self) -> None:
        self._take(self.new.take(), self.again.take())
