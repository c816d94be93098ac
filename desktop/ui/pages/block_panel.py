"""Blocking the person of the booking in hand: reasons by digit, the last day typed, F9; or why it ends (G40)."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.domain.blocks import BlockReason, LiftReason
from desktop.presenters.bookings import BookingsPresenter
from desktop.presenters.bookings_state import BlockForm, BookingsState
from desktop.ui.pages.ground_list import GroundList
from desktop.ui.pages.inputs import TypedLine
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.layout import label, vbox

CONTROL_PX = 36


class BlockPanel(QWidget):
    """Renders BookingsState.block."""

    def __init__(self, presenter: BookingsPresenter) -> None:
        super().__init__()
        blocking = presenter.blocking
        self._form: BlockForm | None = None
        self._title = label("", "label")
        self.reasons = GroundList([(one.value, say.word("BlockReason", one.value)) for one in BlockReason])
        self.lifts = GroundList([(one.value, say.word("LiftReason", one.value)) for one in LiftReason])
        for grounds in (self.reasons, self.lifts):
            grounds.chosen.connect(blocking.choose)
        self.until = TypedLine("block-until")
        self.until.setMinimumHeight(CONTROL_PX)
        self.until.textEdited.connect(blocking.until)
        self.until.entered.connect(presenter.confirm)
        self.reasons.entered.connect(self._to_day)
        self.lifts.entered.connect(presenter.confirm)
        self._until_label = label(self.tr("停约到（含当天）"), "label")
        self.until.setAccessibleName(self._until_label.text())
        self._means = label(self.tr("不能预约，各渠道一样；当天到院挂号和急诊照常"), "caption")
        self._means.setWordWrap(True)
        self.go_on = KeyButton("", "F9", kind="primary")
        self.go_on.clicked.connect(presenter.confirm)
        back = KeyButton(say.translate("Bookings", "返回"), "Esc")
        back.clicked.connect(presenter.back)
        self._lists = QStackedWidget()
        for one in (self.reasons, self.lifts):
            self._lists.addWidget(one)
        self.setLayout(
            vbox(
                self._title, self._lists, 4, self._until_label, self.until, self._means, 8, self.go_on, back, None,
                spacing=6,
            )
        )  # fmt: skip

    def take_focus(self) -> None:
        """Put the caret on the reasons."""
        lifts = self._form is not None and self._form.lifts
        (self.lifts if lifts else self.reasons).focus_ground()

    def render_state(self, state: BookingsState) -> None:
        """Show the form."""
        form = self._form = state.block
        if form is None:
            return
        self._title.setText(self.tr("解除理由") if form.lifts else self.tr("停约原因"))
        self._lists.setCurrentIndex(1 if form.lifts else 0)
        (self.lifts if form.lifts else self.reasons).show_choice(form.reason or None)
        for part in (self._until_label, self.until, self._means):
            part.setVisible(not form.lifts)
        if self.until.text() != form.until:
            self.until.setText(form.until)
        self.go_on.setText(self.tr("确认解除") if form.lifts else self.tr("确认停约"))
        self.go_on.setEnabled(not state.working)

    def _to_day(self) -> None:
        self.until.setFocus()
        self.until.selectAll()
