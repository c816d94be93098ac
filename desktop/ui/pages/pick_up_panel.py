"""Whose document takes the number: card or typed number, a companion, a typing mistake; keys only (N24)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from desktop.presenters.pick_up import PickUpAsked
from desktop.presenters.queue import QueuePresenter
from desktop.presenters.queue_state import QueueState
from desktop.ui.pages.inputs import TypedLine
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.layout import label, vbox

MOST_TYPED = 40


class PickUpPanel(QWidget):
    """Shows QueueState.pick_up; the caret goes into the number when it appears and what was typed is forgotten."""

    def __init__(self, presenter: QueuePresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._shown: PickUpAsked | None = None
        self._head = label("", "strong")
        self.number = TypedLine("pick-up-number")
        self.number.setMaxLength(MOST_TYPED)
        self.number.setMinimumHeight(36)
        self.number.entered.connect(self._on_entered)
        self._note = label("", "label")
        self._note.setWordWrap(True)
        self.card = self._button(self.tr("读卡"), "F2", presenter.read_card)
        self.family = self._button(self.tr("家属代取"), "Alt+J", presenter.pick_up.toggle_family)
        self.go_on = self._button(self.tr("报主管放行"), "F9", presenter.pick_up.go_on)
        self.setLayout(
            vbox(self._head, self.number, self._note, self.card, self.family, self.go_on, spacing=6)
        )
        self.hide()

    def _button(self, text: str, key: str, act: object) -> KeyButton:
        button = KeyButton(text, key, parent=self)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda _=False: act())  # type: ignore[operator]  # a method
        return button

    def render_state(self, state: QueueState) -> None:
        """Show what is asked, or nothing."""
        asked, before = state.pick_up, self._shown
        self._shown = asked
        self.setVisible(asked is not None)
        if asked is None:
            self.number.clear()
            return
        whose = self.tr("家属的证件") if asked.companion else self.tr("预约人的证件")
        self._head.setText(whose)
        self.number.setAccessibleName(whose)
        self.number.setPlaceholderText(self.tr("输入证件号，回车"))
        self._note.setText(say.note_text(state.note))
        set_state(self._note, "state", state.note.kind.value)
        self.family.setVisible(asked.family_allowed)
        self.family.setText(self.tr("改为本人取号") if asked.family else self.tr("家属代取"))
        self.go_on.setVisible(asked.can_ask or asked.can_release)
        self.go_on.setText(self.tr("主管放行") if asked.can_release else self.tr("报主管放行"))
        if before is None or before.companion != asked.companion:
            self.number.clear()
            self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_entered(self) -> None:
        text = self.number.text()
        self.number.clear()
        self._presenter.pick_up.typed(text)
