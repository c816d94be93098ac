"""Between passphrase and desk: the picture for one's authenticator with two codes, a new passphrase typed twice, the
undertaking of confidentiality read to its end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QWidget

from desktop.presenters.sign_in_steps import SignInStepsPresenter, StepsState
from desktop.services.session import BIND, CHANGE, UNDERTAKE
from desktop.ui.pages.fields import show_note
from desktop.ui.pages.inputs import DIGITS, TypedLine
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import Field, HelperLine
from desktop.ui.widgets.layout import hbox, label, sep, vbox
from desktop.ui.widgets.passphrase import PassphraseLine
from desktop.ui.widgets.qr_picture import QrPicture

CARD_PX, READING_PX, TEXT_PX = 420, 640, 380
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
        self.undertake = _Undertake(presenter)
        self._steps: dict[str, _Step] = {BIND: self.bind, CHANGE: self.change, UNDERTAKE: self.undertake}
        back = KeyButton(self.tr("放弃登录"), "Esc", kind="quiet")
        back.clicked.connect(presenter.give_up)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, presenter.give_up)
        foot = hbox(None, back, spacing=8)
        self.setLayout(
            vbox(self._who, sep(), 4, *self._steps.values(), foot, spacing=8, margins=(28, 24, 28, 16))
        )
        presenter.subscribe(self._render)

    def _render(self, state: StepsState) -> None:
        self.setVisible(bool(state.step))
        self._who.setText(state.staff.name if state.staff else "")
        self.setFixedWidth(READING_PX if state.step == UNDERTAKE else CARD_PX)
        for name, each in self._steps.items():
            each.setVisible(state.step == name)
        step = self._steps.get(state.step)
        if step is None:
            return
        step.render_state(state)
        if state.serial != self._obeyed:
            self._obeyed = state.serial
            step.start()


class _Step(QWidget):
    """One step of the card."""

    def render_state(self, state: StepsState) -> None:
        """Show what the step says."""
        raise NotImplementedError

    def start(self) -> None:
        """Take the caret."""
        raise NotImplementedError


class _BindCode(_Step):
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


class _ChangePassphrase(_Step):
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


class _Undertake(_Step):
    """The whole text, read to its end before Enter signs it."""

    def __init__(self, presenter: SignInStepsPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("focusName", "undertaking")
        self.text.setAccessibleName(self.tr("保密承诺全文"))
        self.text.setFixedHeight(TEXT_PX)
        self.text.setTabChangesFocus(True)
        self.text.installEventFilter(self)
        for moved in (self.text.verticalScrollBar().valueChanged, self.text.verticalScrollBar().rangeChanged):
            moved.connect(self._look)
        self._head = label("", "label")
        self._note = HelperLine()
        done = KeyButton(self.tr("我承诺，签名并登录"), "Enter", kind="primary")
        done.setProperty("scale", "big")
        done.clicked.connect(presenter.undertake)
        keys = label(
            self.tr("空格、PgDn、↓ 往下读    读到末尾后回车签名    每年一次，全文可随时索取"), "caption"
        )
        self.setLayout(vbox(self._head, self.text, self._note, done, keys, spacing=6))

    def render_state(self, state: StepsState) -> None:
        """Show the text once, and the note."""
        text = state.undertaking
        if text is not None:
            english = QLocale().language() == QLocale.Language.English and bool(text.text_en)
            shown = text.text_en if english else text.text
            if self.text.toPlainText() != shown:
                self.text.setPlainText(shown)
            self._head.setText(
                self.tr("保密承诺 {version}，自 {day} 起").format(
                    version=text.version, day=text.effective.isoformat()
                )
            )
        self._note.say(say.note_text(state.note))
        set_state(self._note, "state", state.note.kind.value)

    def start(self) -> None:
        """Begin at the first line."""
        self.text.verticalScrollBar().setValue(0)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()

    def _look(self) -> None:
        bar = self.text.verticalScrollBar()
        if self.isVisible() and self.text.toPlainText() and bar.value() >= bar.maximum():
            self._presenter.seen_to_the_end()

    # Qt's own names below
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt override
        if watched is self.text and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            bar = self.text.verticalScrollBar()
            steps = {
                Qt.Key.Key_Space: bar.pageStep(), Qt.Key.Key_PageDown: bar.pageStep(),
                Qt.Key.Key_PageUp: -bar.pageStep(), Qt.Key.Key_Down: bar.singleStep(),
                Qt.Key.Key_Up: -bar.singleStep(), Qt.Key.Key_End: bar.maximum(), Qt.Key.Key_Home: -bar.maximum(),
            }  # fmt: skip
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._presenter.undertake()
                return True
            if event.key() in steps:
                bar.setValue(bar.value() + steps[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)
