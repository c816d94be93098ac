"""The shift page: open with a float, count notes and coins, settle or hand over; all by Enter and F9 (G54)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from desktop.domain.schedules import CHINA
from desktop.domain.shifts import DENOMINATIONS, Difference
from desktop.presenters.shift import ShiftPresenter, ShiftState
from desktop.ui.pages.inputs import DIGITS, TypedLine
from desktop.ui.pages.option_bar import OptionBar
from desktop.ui.pages.page import Page
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import Field, HelperLine
from desktop.ui.widgets.layout import CARD_MARGINS, card, hbox, label, sep, vbox
from desktop.ui.widgets.scrolling import CurrentStack

SIDE_PX = 400
REASONS = tuple(reason for reason in Difference if reason is not Difference.NONE)


class ShiftPage(Page):
    """Renders ShiftState; what was typed stays when one goes back to registration and comes again."""

    def __init__(self, presenter: ShiftPresenter, parent: QWidget | None = None) -> None:
        super().__init__("shift", parent)
        self._presenter = presenter
        self._was_open: bool | None = None
        self.opening = _Opening(presenter)
        self.counting = _Counting(presenter)
        self.sums = _Sums()
        self._forms = CurrentStack()
        self._forms.addWidget(self.opening)
        self._forms.addWidget(self.counting)
        self._note = HelperLine()
        head = hbox(label(self.tr("班次"), "title"), 16, spacing=8)
        head.addWidget(self._note, 1)
        row = hbox(spacing=16)
        row.addWidget(card(vbox(self._forms, margins=CARD_MARGINS)), 1)
        row.addWidget(self.sums)
        self._column = vbox(head, spacing=12, margins=(20, 14, 20, 14))
        self._column.addLayout(row, 1)
        self.setLayout(self._column)
        self.follow(presenter.subscribe, self._render)

    def set_compact(self, compact: bool) -> None:
        """Less air."""
        self._column.setContentsMargins(*((16, 8, 16, 8) if compact else (20, 14, 20, 14)))
        self.counting.set_compact(compact)

    def take_focus(self) -> None:
        """Where the work begins: the float, or the first note to count."""
        line = self.counting.lines[0] if self._presenter.state.is_open else self.opening.float_line
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """F5: add up again."""
        self._presenter.load()

    def _render(self, state: ShiftState) -> None:
        self.opening.render_state(state)
        self.counting.render_state(state)
        self.sums.render_state(state)
        self._note.say(say.note_text(state.note))
        set_state(self._note, "state", state.note.kind.value)
        if state.view is not None and state.is_open is not self._was_open:
            self._was_open = state.is_open
            self._forms.setCurrentWidget(self.counting if state.is_open else self.opening)
            if self.isVisible():
                self.take_focus()

    # Qt's own names below
    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt override
        super().showEvent(event)
        self._presenter.load()


class _Opening(QWidget):
    """No shift runs: the float, and the paper of the last one."""

    def __init__(self, presenter: ShiftPresenter) -> None:
        super().__init__()
        self.float_line = TypedLine("float")
        self.float_line.typed.connect(presenter.type_float)
        self.float_line.entered.connect(presenter.open)
        hint = self.tr("元；直接回车用上一班留存")
        self.button = KeyButton(self.tr("开班"), "Enter", kind="primary")
        self.button.setProperty("focusName", "open-shift")
        self.button.clicked.connect(presenter.open)
        self._last = label("", "label")
        self._last.setWordWrap(True)
        column = vbox(
            label(self.tr("开班"), "section"),
            label(self.tr("开班后才能收退费；挂号不受影响，随时可以挂。"), "label"),
            8,
            Field(self.tr("备用金"), self.float_line, hint),
            hbox(self.button, None),
            16,
            self._last,
            None,
        )
        self.setLayout(column)

    def render_state(self, state: ShiftState) -> None:
        """Show the proposed float and what was settled a moment ago."""
        self.float_line.show_text(state.float_text)
        self.button.setEnabled(not state.busy)
        self._last.setVisible(state.paper is not None)
        if state.paper is not None:
            done = state.paper.settlement
            text = self.tr("上一班已结：应有 {e}，实点 {c}，长短款 {d}，上缴 {p}。F8 补打结账单。")
            self._last.setText(
                text.format(
                    e=say.money(done.expected_fen), c=say.money(done.count.total_fen),
                    d=say.signed_money(done.difference_fen), p=say.money(done.paid_in_fen),
                )
            )  # fmt: skip


class _Counting(QWidget):
    """Pieces by denomination, the reason for a difference, what stays and who takes over."""

    def __init__(self, presenter: ShiftPresenter) -> None:
        super().__init__()
        self.lines: list[TypedLine] = []
        self._totals: list[QLabel] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        for index, fen in enumerate(DENOMINATIONS):
            self._add_row(presenter, index, fen)
        self._grid.setColumnStretch(3, 1)
        self.reasons = OptionBar("difference", [(r.value, say.word("Difference", r.value)) for r in REASONS])
        self.reasons.name(self.tr("差额原因"))
        self.left = TypedLine("left")
        self.next = TypedLine("next-clerk")
        self.reasons.chosen.connect(presenter.choose_reason)
        self.reasons.entered.connect(lambda: self.left.setFocus(Qt.FocusReason.TabFocusReason))
        self.left.typed.connect(presenter.type_left)
        self.left.entered.connect(lambda: self.next.setFocus(Qt.FocusReason.TabFocusReason))
        self.next.typed.connect(presenter.type_next)
        self.next.entered.connect(presenter.close)
        self._why = Field(self.tr("差额原因"), self.reasons)
        foot = hbox(spacing=12)
        foot.addWidget(Field(self.tr("留存备用金"), self.left, self.tr("元，留给下一班")), 1)
        foot.addWidget(Field(self.tr("接班人工号"), self.next, self.tr("空着为结账，不交班")), 1)
        self._column = vbox(label(self.tr("清点现金"), "section"), spacing=6)
        self._column.addLayout(self._grid)
        self._column.addWidget(self._why)
        self._column.addLayout(foot)
        self._column.addStretch(1)
        self.setLayout(self._column)

    def _add_row(self, presenter: ShiftPresenter, index: int, fen: int) -> None:
        line = TypedLine(f"pieces-{fen}", DIGITS)
        line.setFixedWidth(96)
        line.setMaxLength(4)
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setAccessibleName(self.tr("{money} 张数").format(money=say.short_money(fen)))
        line.typed.connect(lambda text, i=index: presenter.type_pieces(i, text))
        line.entered.connect(lambda i=index: self._on_entered(i))
        name = label(say.short_money(fen), "strong")
        name.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        name.setMinimumWidth(64)
        total = label("", "label")
        for column, widget in enumerate((name, line, total)):
            self._grid.addWidget(widget, index, column)
        self.lines.append(line)
        self._totals.append(total)

    def set_compact(self, compact: bool) -> None:
        """Rows nearer to each other on low screens."""
        self._grid.setVerticalSpacing(2 if compact else 8)

    def render_state(self, state: ShiftState) -> None:
        """Show what was counted and whether a reason is asked for."""
        rows = zip(DENOMINATIONS, self.lines, self._totals, state.pieces, strict=True)
        for fen, line, total, text in rows:
            line.show_text(text)
            number = int(text) if text.isascii() and text.isdecimal() else 0
            total.setText(f"= {say.money(fen * number)}" if number else "")
        self.reasons.show_choice(state.reason.value or None)
        self._why.setVisible(state.difference_fen != 0)
        self.left.show_text(state.left_text)
        self.next.show_text(state.next_text)

    def _on_entered(self, index: int) -> None:
        if index + 1 < len(self.lines):
            self.lines[index + 1].setFocus(Qt.FocusReason.TabFocusReason)
        elif self._why.isVisible():
            self.reasons.focus_option()
        else:
            self.left.setFocus(Qt.FocusReason.TabFocusReason)


class _Sums(QFrame):
    """What must be there, what was counted, the difference; by channel below."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("Card")
        self.setFixedWidth(SIDE_PX)
        self._since = label("", "caption")
        self._values: dict[str, QLabel] = {}
        column = vbox(label(self.tr("本班"), "section"), self._since, 4, spacing=6, margins=(20, 16, 20, 16))
        groups = (
            (
                ("float", self.tr("备用金")),
                ("cash-in", self.tr("现金收入")),
                ("cash-out", self.tr("现金退出")),
                ("expected", self.tr("应有现金")),
                ("counted", self.tr("实点现金")),
                ("difference", self.tr("长短款")),
            ),
            (
                ("qr", self.tr("扫码净额")),
                ("insurance", self.tr("医保净额")),
                ("net", self.tr("合计净额")),
                ("number", self.tr("笔数")),
                ("unsigned", self.tr("待补签")),
            ),
        )
        for group in groups:
            column.addWidget(sep())
            for code, text in group:
                self._values[code] = label("", "strong")
                column.addLayout(hbox(label(text, "label"), None, self._values[code]))
        column.addStretch(1)
        self.setLayout(column)

    def render_state(self, state: ShiftState) -> None:
        """Show the sums of the shift in hand."""
        shift = state.view.shift if state.view else None
        took = state.view.took if state.view else None
        if shift is None or took is None or state.view is None:
            self._since.setText(self.tr("没有开班"))
            for value in self._values.values():
                value.setText(say.NOTHING)
            return
        self._since.setText(
            self.tr("{at} 开班").format(at=f"{shift.opened_at.astimezone(CHINA):%m-%d %H:%M}")
        )
        texts = {
            "float": say.money(shift.float_fen),
            "cash-in": say.money(took.cash_in_fen),
            "cash-out": say.money(took.cash_out_fen),
            "expected": say.money(state.view.expected_fen),
            "counted": say.money(state.counted_fen),
            "difference": say.signed_money(state.difference_fen),
            "qr": say.signed_money(took.qr_in_fen - took.qr_out_fen),
            "insurance": say.signed_money(took.insurance_in_fen - took.insurance_out_fen),
            "net": say.signed_money(took.net_fen),
            "number": self.tr("收 {p} 退 {r}").format(p=took.payments, r=took.refunds),
            "unsigned": str(took.unsigned),
        }
        for code, text in texts.items():
            self._values[code].setText(text)
        set_state(self._values["difference"], "state", "error" if state.difference_fen else "")
