"""Why a no-show does not count any more: reasons by digit, F9 (N22)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.domain.queueing import ExcuseReason
from desktop.presenters.bookings import BookingsPresenter
from desktop.presenters.bookings_state import BookingsState
from desktop.ui.pages.ground_list import GroundList
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.layout import label, vbox


class ExcusePanel(QWidget):
    """Renders BookingsState.excuse."""

    def __init__(self, presenter: BookingsPresenter) -> None:
        super().__init__()
        self.reasons = GroundList([(one.value, say.word("ExcuseReason", one.value)) for one in ExcuseReason])
        self.reasons.chosen.connect(presenter.no_shows.choose)
        self.reasons.entered.connect(presenter.confirm)
        self.go_on = KeyButton(self.tr("确认撤销爽约"), "F9", kind="primary")
        self.go_on.clicked.connect(presenter.confirm)
        back = KeyButton(say.translate("Bookings", "返回"), "Esc")
        back.clicked.connect(presenter.back)
        title = label(self.tr("撤销理由"), "label")
        self.setLayout(vbox(title, self.reasons, 8, self.go_on, back, None, spacing=6))

    def take_focus(self) -> None:
        """Put the caret on the reasons."""
        self.reasons.focus_ground()

    def render_state(self, state: BookingsState) -> None:
        """Show the choice."""
        self.reasons.show_choice(state.excuse or None)
        self.go_on.setEnabled(not state.working)
        self.go_on.setText(self.tr("确认撤销爽约") if state.may_excuse else self.tr("报主管复核"))
