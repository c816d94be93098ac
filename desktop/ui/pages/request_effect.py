"""What a granted request changes, said before it is done: what stops and what stays valid (N15, UX §6.7)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.domain.effects import Effect
from desktop.domain.schedules import CHINA
from desktop.presenters.effects import EffectPresenter, EffectState
from desktop.ui.pages.inputs import ChoiceBox
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.layout import hbox, label, vbox

WORDS = 10


class EffectBlock(QWidget):
    """Shows itself only where something can be carried out, or was just sent."""

    def __init__(self, effects: EffectPresenter) -> None:
        super().__init__()
        self.what = ChoiceBox("effect", ())
        self.what.setMinimumContentsLength(WORDS)
        self.what.setAccessibleName(self.tr("执行什么"))
        self.what.chosen.connect(lambda code: effects.choose(Effect(code)))
        self._stops, self._stays = label("", "label"), label("", "label")
        for text in (self._stops, self._stays):
            text.setWordWrap(True)
        self.act = KeyButton(self.tr("执行"), "Ctrl", "J", kind="primary")
        self.act.setProperty("focusName", "carry-out")
        self.act.clicked.connect(effects.carry_out)
        self._said = label("", "label")
        row = hbox(self.what, spacing=8)
        row.addWidget(self.act)
        row.addWidget(self._said, 1)
        column = vbox(self._stops, self._stays, spacing=4)
        column.addLayout(row)
        self.setLayout(column)

    def render_state(self, state: EffectState) -> None:
        """Show what the key would do."""
        current = state.current
        self.setVisible(current is not None or bool(state.note.code))
        for part in (self.what, self.act, self._stops, self._stays):
            part.setVisible(current is not None)
        self._said.setText(say.note_text(state.note))
        set_state(self._said, "state", state.note.kind.value)
        if current is None:
            return
        self.what.show_choices([(p.effect.value, say.word("Effect", p.effect.value)) for p in state.previews])
        self.what.show_choice(current.effect.value)
        self.act.setEnabled(not state.busy)
        self._stops.setText(
            self.tr("将停止：{what}").format(what=say.word("EffectStops", current.effect.value))
        )
        stays = self.tr("仍有效：{what}").format(what=say.word("EffectStays", current.effect.value))
        if current.since is not None:
            since = f"{current.since.astimezone(CHINA):%Y-%m-%d}"
            stays += self.tr("（自 {since} 起至今依同意所做的处理）").format(since=since)
        self._stays.setText(stays)
