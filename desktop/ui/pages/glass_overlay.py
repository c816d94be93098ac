"""Shift+F12 over a refused record: breaking the glass with the own passphrase, or asking another person to sign; the
officer seals by the same key (G79, G82, SECURITY §4.1)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.break_glass import GlassReason
from desktop.domain.openings import OPEN_MINOR, OpeningReason
from desktop.presenters.break_glass import GlassPresenter, GlassState
from desktop.ui.pages.option_bar import OptionBar
from desktop.ui.pages.overlay import PresenterOverlay
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import Field, HelperLine
from desktop.ui.widgets.layout import hbox, label, vbox
from desktop.ui.widgets.passphrase import PassphraseLine

WIDTH_PX = 620


class GlassOverlay(PresenterOverlay):
    """Covers `root` while GlassState says so."""

    def __init__(self, presenter: GlassPresenter, root: QWidget) -> None:
        super().__init__(root, WIDTH_PX)
        self._presenter = presenter
        self._cleared = 0
        self.reasons = OptionBar(
            "glass-reason", [(reason.value, say.word("GlassReason", reason.value)) for reason in GlassReason]
        )
        self.reasons.name(self.tr("破窗理由"))
        self.reasons.chosen.connect(lambda code: presenter.choose(GlassReason(code)))
        self.passphrase = PassphraseLine()
        self.passphrase.setProperty("focusName", "glass-passphrase")
        self.reasons.entered.connect(lambda: self.passphrase.setFocus(Qt.FocusReason.TabFocusReason))
        self.passphrase.entered.connect(presenter.break_glass)
        self.wanted = OptionBar(
            "opening-reason",
            [(reason.value, say.word("OpeningReason", reason.value)) for reason in OpeningReason],
        )
        self.wanted.name(self.tr("打开理由"))
        self.wanted.chosen.connect(lambda code: presenter.want(OpeningReason(code)))
        self.wanted.entered.connect(presenter.ask)
        self._secret = Field(self.tr("本人口令"), self.passphrase)
        self.seal = KeyButton("", "Enter", kind="primary")
        self.seal.setProperty("focusName", "seal-record")
        self.seal.clicked.connect(presenter.seal)
        self._title, self._who, self._note = label("", "section"), label("", "strong"), HelperLine()
        self._why = label("", "label")
        self._why.setWordWrap(True)
        self._keys = label("", "caption")
        column = vbox(hbox(self._title, None, self._who), spacing=10, margins=(24, 18, 24, 14))
        for part in (self._why, self.reasons, self.wanted, self._secret, self.seal, self._note, self._keys):
            column.addWidget(part)
        self.sheet.setLayout(column)
        self._end = presenter.subscribe(self._render)

    def _render(self, state: GlassState) -> None:
        if state.shown:
            self._fill(state)
        if state.cleared != self._cleared:
            self._cleared = state.cleared
            self.passphrase.clear()
        self.show_over(state.shown)

    def _fill(self, state: GlassState) -> None:
        about, breaking, asking = state.about, not state.sealing and state.asking is None, state.asking
        named = about or asking
        self._who.setText(named.masked_name if named else "")
        title, why, keys = self._words(state)
        self._title.setText(title)
        self._why.setText(why)
        self._keys.setText(keys)
        self.wanted.setVisible(asking is not None)
        self.wanted.show_choice(state.wanted.value if state.wanted else None)
        for part in (self.reasons, self._secret):
            part.setVisible(breaking and about is not None)
        self.seal.setVisible(state.sealing and about is not None)
        self.seal.setText(self.tr("解除密封") if about and about.sealed else self.tr("密封此档案"))
        self.seal.setEnabled(not state.busy)
        self.reasons.show_choice(state.reason.value if state.reason else None)
        self.passphrase.setReadOnly(state.busy)
        self._note.say(say.note_text(state.note))
        set_state(self._note, "state", state.note.kind.value)
        if self.isVisible():
            self.place()
            self._go_on(state)

    def _words(self, state: GlassState) -> tuple[str, str, str]:
        """Return title, explanation and keys."""
        if state.asking is not None:
            minor = state.asking.kind == OPEN_MINOR
            return (
                self.tr("请他人签名后打开"),
                self.tr("未成年人的档案，手上没有他的业务。主管或个保专员签名后，可打开 30 分钟。")
                if minor
                else self.tr("本人或登记亲属的档案。另一位专员或主管签名后，可打开 30 分钟。"),
                self.tr("←→ 理由    回车 提请签名    Esc 返回"),
            )
        if state.sealing:
            return (
                self.tr("密封档案"),
                self.tr("密封后只有本人持卡到窗口时才能办理；其他人查看须破窗，并逐次复核。"),
                self.tr("回车 办理    Esc 返回"),
            )
        return (
            self.tr("破窗查看"),
            self.tr("只开这一份，30 分钟。立即通知个保专员，3 个工作日内由他人复核。"),
            self.tr("←→ 理由    回车 下一项、破窗    Esc 返回"),
        )

    def _go_on(self, state: GlassState) -> None:
        inside = QApplication.focusWidget()
        outside = inside is self or inside is None or not self.isAncestorOf(inside)
        if state.asking is not None and outside:
            self.wanted.focus_option(Qt.FocusReason.PopupFocusReason)
        if state.about is not None and (inside is self or inside is None or not self.isAncestorOf(inside)):
            if state.sealing:
                self.seal.setFocus(Qt.FocusReason.PopupFocusReason)
            else:
                self.reasons.focus_option(Qt.FocusReason.PopupFocusReason)

    def take_caret(self) -> None:
        """The sheet itself, until there is something to choose."""
        super().take_caret()
        self._go_on(self._presenter.state)

    def leave(self) -> None:
        """Esc closes it."""
        self._presenter.close()

    # Qt's own names below
    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802  # Qt override
        """Nothing under the scrim gets the caret."""
        now = QApplication.focusWidget()
        if self.reasons.isVisible():
            if now is self.passphrase:
                self.reasons.focus_option()
            else:
                self.passphrase.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.seal.isVisible():
            self._presenter.seal()
        else:
            super().keyPressEvent(event)
