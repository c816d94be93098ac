"""The officer's page of registers; Ctrl+Tab turns to the next tab, F9 signs (P10, P38, P41, P43)."""

from __future__ import annotations

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.domain.registers import RegisterKind
from desktop.presenters.registers import RegistersPresenter, RegistersState
from desktop.ui.pages.option_bar import OptionBar
from desktop.ui.pages.page import Page
from desktop.ui.pages.register_tab import RegisterTab
from desktop.ui.texts import say
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import hbox, label, vbox


class RegistersPage(Page):
    """One tab a register."""

    def __init__(self, presenter: RegistersPresenter, parent: QWidget | None = None) -> None:
        super().__init__("registers", parent)
        self._presenter = presenter
        self._tabs = [kind.value for kind in RegisterKind]
        self.bar = OptionBar("register", [(code, say.word("Register", code)) for code in self._tabs])
        self.bar.name(self.tr("登记簿"))
        self.bar.chosen.connect(self._turn_to)
        self.bar.entered.connect(self.take_focus)
        self._note = HelperLine()
        head = hbox(label(self.tr("登记簿"), "title"), 16, spacing=8)
        head.addWidget(self._note, 1)
        self.register = RegisterTab(presenter)
        self._column = vbox(head, self.bar, spacing=12, margins=(20, 14, 20, 14))
        self._column.addWidget(self.register, 1)
        self.setLayout(self._column)
        self.add_key("F9", presenter.put)
        self.add_key("Ctrl+N", self.register.new.click)
        self.add_key("Ctrl+Tab", self._turn)
        self.follow(presenter.subscribe, self._render)

    def set_compact(self, compact: bool) -> None:
        """Less air."""
        self._column.setContentsMargins(*((16, 8, 16, 8) if compact else (20, 14, 20, 14)))

    def take_focus(self) -> None:
        """The form's first field."""
        self.register.start()

    def refresh(self) -> None:
        """F5: read the entries again."""
        self._presenter.load()

    def _turn(self) -> None:
        at = self._tabs.index(self._presenter.state.kind.value)
        self._turn_to(self._tabs[(at + 1) % len(self._tabs)])
        self.take_focus()

    def _turn_to(self, code: str) -> None:
        self._presenter.open(RegisterKind(code))

    def _render(self, state: RegistersState) -> None:
        self.bar.show_choice(state.kind.value)
        self.register.render_state(state)
        text = say.note_text(state.note)
        if state.wrong:
            text = self.tr("{said}：{field}").format(said=text, field=say.word("RegisterField", state.wrong))
        self._note.say(text)
        set_state(self._note, "state", state.note.kind.value)

    # Qt's own names below
    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt override
        super().showEvent(event)
        self._presenter.load()
