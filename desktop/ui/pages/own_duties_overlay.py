"""What somebody owes for themselves (Shift+F11): own and relatives' numbers, so that colleagues handle them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.domain.own_people import LONGEST_NUMBER, Relation
from desktop.presenters.own_duties import OwnDutiesPresenter, OwnDutiesState
from desktop.ui.pages.inputs import TypedLine
from desktop.ui.pages.option_bar import OptionBar
from desktop.ui.pages.overlay import PresenterOverlay
from desktop.ui.texts import say
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import Field, HelperLine
from desktop.ui.widgets.layout import hbox, label, vbox

WIDTH_PX = 600


class OwnDutiesOverlay(PresenterOverlay):
    """Covers `root` while OwnDutiesState says so."""

    def __init__(self, presenter: OwnDutiesPresenter, root: QWidget) -> None:
        super().__init__(root, WIDTH_PX)
        self._presenter = presenter
        self.relation = OptionBar(
            "own-relation",
            [
                (Relation.SELF.value, self.tr("本人")),
                (Relation.RELATIVE.value, self.tr("亲属")),
                (Relation.OFF.value, self.tr("撤下")),
            ],
        )
        self.relation.name(self.tr("谁的证件号码"))
        self.relation.chosen.connect(lambda code: presenter.choose(Relation(code)))
        self.number = TypedLine("own-number")
        self.number.setMaxLength(LONGEST_NUMBER)
        self.relation.entered.connect(lambda: self.number.setFocus(Qt.FocusReason.TabFocusReason))
        self.number.typed.connect(presenter.type)
        self.number.entered.connect(presenter.put)
        self._count = label("", "strong")
        self._note = HelperLine()
        why = label(
            self.tr(
                "登记本人和亲属的证件号码，这些人的挂号和查询由同事办理。号码在中心加密存放，任何人都看不到。撤下须由他人同意。"
            ),
            "label",
        )
        why.setWordWrap(True)
        column = vbox(
            hbox(label(self.tr("回避登记"), "section"), None, self._count),
            spacing=10,
            margins=(24, 18, 24, 14),
        )
        column.addWidget(why)
        column.addWidget(self.relation)
        column.addWidget(Field(self.tr("证件号码"), self.number))
        column.addWidget(self._note)
        column.addWidget(label(self.tr("Tab 本人、亲属、撤下    回车 办理    Esc 返回"), "caption"))
        self.sheet.setLayout(column)
        self.number.installEventFilter(self)
        self._end = presenter.subscribe(self._render)

    def _render(self, state: OwnDutiesState) -> None:
        self.relation.show_choice(state.relation.value)
        self.number.show_text(state.number)
        self.number.setReadOnly(state.busy)
        listed = state.listed
        self._count.setText(
            self.tr("已登记：本人 {own}，亲属 {others}").format(own=listed.own, others=listed.relatives)
            if listed
            else ""
        )
        self._note.say(say.note_text(state.note))
        set_state(self._note, "state", state.note.kind.value)
        self.show_over(state.shown)

    def take_caret(self) -> None:
        """The number is what one came for."""
        self.number.setFocus(Qt.FocusReason.PopupFocusReason)

    def leave(self) -> None:
        """Esc closes it."""
        self._presenter.close()

    # Qt's own names below
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt override
        if (
            watched is self.number
            and event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Up, Qt.Key.Key_Down)
        ):
            back = event.key() in (Qt.Key.Key_Backtab, Qt.Key.Key_Up)
            every = tuple(Relation)
            at = every.index(self._presenter.state.relation) + (-1 if back else 1)
            self._presenter.choose(every[at % len(every)])
            return True
        return super().eventFilter(watched, event)
