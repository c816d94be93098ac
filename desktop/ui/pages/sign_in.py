"""The first page: staff number or initials, then the passphrase (UX §6.1)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from desktop.presenters.notes import Note, NoteKind
from desktop.presenters.sign_in import DemoAccount, SignInField, SignInPresenter, SignInState
from desktop.presenters.sign_in_steps import StepsState
from desktop.ui.pages.fields import KeyToggle, show_note
from desktop.ui.pages.inputs import DIGITS, LATIN, TypedLine
from desktop.ui.pages.sign_in_steps import CODE_LETTERS, SignInSteps
from desktop.ui.shell.options import Premises
from desktop.ui.texts.roles import role_word
from desktop.ui.texts.say import note_text
from desktop.ui.widgets.buttons import Btn, KeyButton
from desktop.ui.widgets.field import Field, HelperLine
from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.layout import hbox, label, sep, tag, vbox
from desktop.ui.widgets.passphrase import PassphraseLine

CARD_PX = 420
FILE_VAULT = "file"


class SignInPage(QWidget):
    """Renders SignInState; obeys each wish for the caret once."""

    def __init__(self, presenter: SignInPresenter, premises: Premises, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._obeyed = self._cleared = 0
        self.setObjectName("Cover")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.staff = TypedLine("staff", LATIN)
        self.passphrase = PassphraseLine()
        self.f_staff = Field(self.tr("工号或姓名首字母"), self.staff, self.tr("输入后按回车"))
        self.f_passphrase = Field(self.tr("口令"), self.passphrase)
        self.code = TypedLine("code", DIGITS)
        self.code.setMaxLength(CODE_LETTERS)
        self.f_code = Field(self.tr("动态口令"), self.code, self.tr("手机上的六位数字"))
        self.change = KeyToggle("P", self.tr("更换口令"))
        self.pin = KeyToggle("N", self.tr("设置 PIN"))
        self.badge = KeyToggle("B", self.tr("工卡"))
        self.badge.setVisible(presenter.steps.badges)
        for toggle in (self.badge, self.pin, self.change):
            self.f_passphrase.add_corner(toggle)
        self._badge_key = QShortcut(QKeySequence("Alt+B"), self, presenter.toggle_badge)
        self._pin_key = QShortcut(QKeySequence("Alt+N"), self, presenter.toggle_pin)
        self._change_key = QShortcut(QKeySequence("Alt+P"), self, presenter.toggle_change)
        self.forget = Btn(self.tr("不再记住"), "quiet")
        self.forget.setToolTip(self.tr("本机只记住工号，不记口令"))
        self.f_staff.add_corner(self.forget)
        self.button = KeyButton(self.tr("登录"), "Enter", kind="primary")
        self.button.setProperty("scale", "big")
        self._who = HelperLine(role="strong")
        self._begun = _begun_line(presenter.state.begun)
        column = vbox(spacing=16)
        column.addStretch(1)
        self.card = self._card(premises)
        self.steps = SignInSteps(presenter.steps)
        for card in (self.card, self.steps):
            column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        demo = presenter.state.demo
        self.demo: QFrame | None = None
        if demo:
            self.demo = _DemoCard(demo, presenter)
            column.addWidget(self.demo, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        column.addWidget(self._vault_line(premises), 0, Qt.AlignmentFlag.AlignHCenter)
        column.setContentsMargins(24, 24, 24, 16)
        self.setLayout(column)
        self._bind(presenter)
        presenter.subscribe(self._render)
        presenter.steps.subscribe(self._render_steps)

    def _card(self, premises: Premises) -> QFrame:
        card = QFrame()
        card.setObjectName("Sheet")
        card.setFixedWidth(CARD_PX)
        head = hbox(label(premises.hospital, "title"), None, spacing=8)
        if premises.demo:
            head.addWidget(tag(self.tr("演示"), "warn"))
        place = label(self.tr("门诊挂号·{window}").format(window=premises.window), "label")
        card.setLayout(
            vbox(
                head,
                place,
                self._begun,
                8,
                sep(),
                8,
                self.f_staff,
                self._who,
                4,
                self.f_code,
                self.f_passphrase,
                8,
                self.button,
                spacing=4,
                margins=(28, 24, 28, 24),
            )
        )
        return card

    def _vault_line(self, premises: Premises) -> QWidget:
        """Say that sign-in takes a passphrase only, and that the device secret lies in a file (DECISIONS 15, 18)."""
        line = QWidget()
        said = []
        if premises.passphrase_only:
            said.append(self.tr("本院按小型门诊规则，登录只用口令，不用动态口令"))
        if premises.vault == FILE_VAULT:
            said.append(self.tr("本机密钥存放于文件，只用于服务器、测试和演示"))
        rows = [hbox(Icon("lock", "text3", 15), label(text, "caption"), None, spacing=6) for text in said]
        line.setLayout(vbox(*rows, spacing=4))
        return line

    def _bind(self, presenter: SignInPresenter) -> None:
        self.staff.typed.connect(presenter.type_staff)
        self.staff.entered.connect(presenter.enter_staff)
        self.code.typed.connect(presenter.type_code)
        self.code.entered.connect(presenter.enter_code)
        self.change.clicked.connect(presenter.toggle_change)
        self.pin.clicked.connect(presenter.toggle_pin)
        self.badge.clicked.connect(presenter.toggle_badge)
        self.passphrase.entered.connect(presenter.sign_in)
        self.passphrase.caps.connect(self._on_caps)
        self.button.clicked.connect(self.passphrase.enter)
        self.forget.clicked.connect(presenter.forget)

    def _render(self, state: SignInState) -> None:
        self.staff.show_text(state.staff)
        self.code.show_text(state.code)
        self.f_code.setVisible(state.person is not None and state.person.code_bound)
        self.change.setChecked(state.change)
        self.pin.setChecked(state.pin)
        self.badge.setChecked(state.badge)
        for line in (self.staff, self.code, self.passphrase):
            line.setReadOnly(state.busy)
        self.button.setEnabled(not state.busy)
        self.forget.setVisible(state.remembered)
        person = state.person
        self._who.say(f"{person.name}·{role_word(person.role)}" if person else "")
        show_note(self.f_staff, state.staff_note)
        show_note(self.f_code, state.code_note)
        show_note(self.f_passphrase, state.passphrase_note)
        if state.cleared != self._cleared:
            self._cleared = state.cleared
            self.passphrase.clear()
        if state.serial != self._obeyed:
            self._obeyed = state.serial
            self.take_focus()

    def _render_steps(self, state: StepsState) -> None:
        self.card.setVisible(not state.step)
        if self.demo is not None:
            self.demo.setVisible(not state.step)

    def take_focus(self) -> None:
        """Put the caret where the presenter last wanted it."""
        if self._presenter.state.focus is SignInField.CODE:
            self.code.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._presenter.state.focus is SignInField.PASSPHRASE:
            self.passphrase.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.staff.setFocus(Qt.FocusReason.OtherFocusReason)
        self.staff.selectAll()

    def _on_caps(self, on: bool) -> None:
        if on:
            self.f_passphrase.state("warn", self.tr("大写锁定已开"))
        else:
            show_note(self.f_passphrase, self._presenter.state.passphrase_note)


def _begun_line(begun: Note) -> QWidget:
    """Say that a hard lock or a crash went before; nothing at the first start."""
    line = QWidget()
    icon = ("alert", "warn") if begun.kind is NoteKind.WARN else ("lock", "text2")
    said = label(note_text(begun) if begun.code else "", "strong")
    said.setWordWrap(True)
    row = hbox(Icon(*icon, 18), spacing=8, margins=(0, 8, 0, 0))
    row.addWidget(said, 1)
    line.setLayout(row)
    line.setVisible(bool(begun.code))
    return line


class _DemoCard(QFrame):
    """Demo only: the made-up staff, and how to sign in as each of them."""

    def __init__(self, accounts: tuple[DemoAccount, ...], presenter: SignInPresenter) -> None:
        super().__init__()
        self.setObjectName("Notice")
        self.setFixedWidth(CARD_PX)
        self.setProperty("kind", "info")
        head = label(self.tr("演示账户，均为虚构人员"), "strong")
        column = vbox(head, spacing=0, margins=(20, 12, 12, 8))
        for account in accounts:
            column.addLayout(self._line(account, presenter))
        self.setLayout(column)

    def _line(self, account: DemoAccount, presenter: SignInPresenter) -> QHBoxLayout:
        who = label(f"{account.name}·{role_word(account.role)}", "label")
        secret = QLabel(account.passphrase)
        secret.setProperty("role", "label")
        secret.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        secret.setAccessibleName(self.tr("口令 {text}").format(text=account.passphrase))
        use = Btn(account.initials, "quiet")
        use.setAccessibleName(self.tr("以 {name} 登录").format(name=account.name))
        use.setToolTip(use.accessibleName())
        use.setMinimumWidth(56)
        use.clicked.connect(lambda: presenter.choose(account))
        return hbox(use, who, None, secret, 8, spacing=8)
