"""One line beside the work: which clause of the notice in force it rests on; the whole clause is its tooltip (N26)."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.policy_text import Topic
from desktop.presenters.clauses import ClausesState
from desktop.ui.widgets.field import HelperLine


class ClauseLine(HelperLine):
    """Hidden while the notice says nothing about its topic."""

    def __init__(self, topic: Topic, parent: QWidget | None = None) -> None:
        self._heading = ""
        super().__init__(parent=parent)
        self._topic, self._state = topic, ClausesState()
        self.hide()

    def turn_to(self, topic: Topic) -> None:
        """Show the clause of another piece of work."""
        if topic is not self._topic:
            self._topic = topic
            self.render_state(self._state)

    def render_state(self, state: ClausesState) -> None:
        """Show the clause with version and date."""
        self._state = state
        found = state.of(self._topic, english=QLocale().language() == QLocale.Language.English)
        self.setVisible(found is not None)
        if found is None or state.effective is None:
            return
        heading = self.tr("告知 {v} 第{label}章“{title}”")
        self._heading = heading.format(v=state.version, label=found.label, title=found.title)
        text = self.tr("依据告知 {v} 第{label}章“{title}”（{day} 起）：{text}")
        self.say(
            text.format(
                v=state.version, day=f"{state.effective:%Y-%m-%d}", label=found.label, title=found.title,
                text=found.text,
            )
        )  # fmt: skip

    def _fit(self) -> None:
        """Where the sentence has no room, which clause it is stands there; the whole is the tooltip."""
        super()._fit()
        if self._heading and self.toolTip():
            room = max(0, self.width())
            self.setText(self.fontMetrics().elidedText(self._heading, Qt.TextElideMode.ElideRight, room))
