"""The payment panel (F12): over whatever page is open, Enter pays, Esc goes back to the same caret (G44, G53)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from desktop.domain.payments import EntryKind
from desktop.presenters.payment import PayField, PaymentPresenter, PayState
from desktop.ui.pages.inputs import TypedLine
from desktop.ui.pages.overlay import PresenterOverlay
from desktop.ui.texts import names, say
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import Field, HelperLine
from desktop.ui.widgets.layout import hbox, label, sep, vbox

WIDTH_PX = 560


class PayOverlay(PresenterOverlay):
    """Covers `root` while PayState says so."""

    def __init__(self, presenter: PaymentPresenter, root: QWidget) -> None:
        super().__init__(root, WIDTH_PX)
        self._presenter = presenter
        self.lines: dict[PayField, TypedLine] = {}
        self._who = label("", "label")
        self._owed = label("", "huge")
        self._fee = label("", "caption")
        self._parts = label("", "strong")
        self._change = label("", "name")
        self._note = HelperLine()
        self.sheet.setLayout(self._rows())
        self._end = presenter.subscribe(self._render)

    def _rows(self) -> QLayout:
        column = vbox(
            hbox(label(self.tr("收费"), "section"), None, self._who), hbox(self._owed, 12, self._fee, None),
            spacing=6, margins=(24, 18, 24, 14),
        )  # fmt: skip
        first = self._line(
            PayField.TENDER, self.tr("实收现金，或扫付款单号"), self.tr("直接回车为刚好；找零随打随算")
        )
        second = hbox(spacing=12)
        second.addWidget(self._line(PayField.INSURANCE, self.tr("医保支付"), self.tr("元，没有就空着")), 1)
        second.addWidget(self._line(PayField.SETTLEMENT, self.tr("医保结算号")), 1)
        column.addWidget(first)
        column.addLayout(second)
        column.addWidget(self._line(PayField.INVOICE, self.tr("电子票号"), self.tr("有就填，没有就空着")))
        column.addWidget(sep())
        column.addLayout(hbox(self._parts, None, self._change))
        column.addWidget(self._note)
        column.addWidget(label(self.tr("回车 收费    Alt+R 退费    Tab 下一项    Esc 返回"), "caption"))
        return column

    def _line(self, field: PayField, text: str, hint: str = "") -> Field:
        line = TypedLine(f"pay-{field.value}")
        line.setMaxLength(64)
        line.typed.connect(lambda typed, f=field: self._presenter.type(f, typed))
        line.entered.connect(self._presenter.pay)
        line.installEventFilter(self)
        self.lines[field] = line
        return Field(text, line, hint)

    def _render(self, state: PayState) -> None:
        if state.shown:
            self._fill(state)
        self.show_over(state.shown)
        if state.shown:
            # Texts of another length came in: the rows are laid out again now, not with the next event.
            self.place()

    def _fill(self, state: PayState) -> None:
        quote = state.quote
        for field, line in self.lines.items():
            line.show_text(state.text(field))
            line.setReadOnly(state.busy or state.receipt is not None)
        self._note.say(say.note_text(state.note))
        set_state(self._note, "state", state.note.kind.value)
        self._parts.setText(self._split(state))
        self._change.setText(self._change_text(state))
        if quote is None:
            for text in (self._who, self._owed, self._fee):
                text.setText("")
            return
        number = self.tr("{n} 号").format(n=quote.number)
        self._who.setText(
            f"{quote.masked_name}  {names.pair(quote.department, quote.doctor, '  ')}  {number}"
        )
        self._owed.setText(say.money(quote.owed_fen))
        self._fee.setText(self._fee_text(state))

    def _fee_text(self, state: PayState) -> str:
        quote = state.quote
        if quote is None:
            return ""
        parts = []
        if quote.fee.reduction:
            parts.append(self.tr("原价 {base}，已减免").format(base=say.money(quote.fee.base_fen)))
        if quote.settled_fen:
            parts.append(self.tr("已收 {paid}").format(paid=say.money(quote.settled_fen)))
        return "，".join(parts)

    def _split(self, state: PayState) -> str:
        named = (
            (state.insurance_fen, self.tr("医保 {fen}")),
            (state.qr_fen, self.tr("扫码 {fen}")),
            (state.cash_fen, self.tr("现金 {fen}")),
        )
        return "  ".join(text.format(fen=say.money(fen)) for fen, text in named if fen)

    def _change_text(self, state: PayState) -> str:
        done = state.receipt
        if done is not None and done.kind is EntryKind.REFUND:
            return self.tr("退还 {fen}").format(fen=say.money(done.amounts.total))
        return self.tr("找零 {fen}").format(fen=say.money(state.change_fen)) if state.change_fen else ""

    def take_caret(self) -> None:
        """What the patient hands over comes first."""
        self.lines[PayField.TENDER].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_over(self, shown: bool) -> None:
        """Going, it forgets what was typed."""
        super().show_over(shown)
        if not shown:
            for line in self.lines.values():
                line.clear()

    # Qt's own names below
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt override
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and watched is not self._root
        ):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._presenter.close()
        elif key == Qt.Key.Key_R and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self._presenter.refund()
        elif key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._go(1 if key in (Qt.Key.Key_Tab, Qt.Key.Key_Down) else -1)
        else:
            return False
        return True

    def _go(self, step: int) -> None:
        """Among the panel's own fields only: the page behind the scrim gets no caret."""
        lines = list(self.lines.values())
        now = QApplication.focusWidget()
        at = next((i for i, line in enumerate(lines) if line is now), 0)
        lines[(at + step) % len(lines)].setFocus(Qt.FocusReason.TabFocusReason)
