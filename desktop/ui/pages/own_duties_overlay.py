"""What somebody owes for themselves (Shift+F11): own and relatives' numbers, so that colleagues handle them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from desktop.domain.own_people import LONGEST_NUMBER, Relation
from desktop.presenters.own_duties import OwnDutiesPresenter, OwnDutiesState
from desktop.ui.pages.inputs import TypedLine
from desktop.ui.pages.option_bar import OptionBar
from desktop.ui.texts import say
from desktop.ui.widgets.drawing import T, set_state
from desktop.ui.widgets.field import Field, HelperLine
from desktop.ui.widgets.layout import hbox, label, vbox

WIDTH_PX, TOP_PX = 600, 84
SCRIM = 0.42


class OwnDutiesOverlay(QWidget):
    """Covers `root` while OwnDutiesState says so; `opened` and `closed` tell the frame."""

    opened = Signal()
    closed = Signal()

    def __init__(self, presenter: OwnDutiesPresenter, root: QWidget) -> None:
        super().__init__(root)
        self._presenter, self._root = presenter, root
        self._before: QWidget | None = None
        self.hide()
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
        self._sheet = QFrame(self)
        self._sheet.setObjectName("Overlay")
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
        self._sheet.setLayout(column)
        self.number.installEventFilter(self)
        root.installEventFilter(self)
        self._end: Callable[[], None] = presenter.subscribe(self._render)

    def release(self) -> None:
        """Hear nothing more; called once."""
        self._end()

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
        if state.shown is self.isHidden():
            self._appear() if state.shown else self._vanish()

    def _appear(self) -> None:
        self._before = QApplication.focusWidget()
        self._place()
        self.show()
        self.raise_()
        self.number.setFocus(Qt.FocusReason.PopupFocusReason)
        self.opened.emit()

    def _vanish(self) -> None:
        before, self._before = self._before, None
        self.hide()
        self.closed.emit()
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self) -> None:
        self.setGeometry(self._root.rect())
        width = min(WIDTH_PX, self.width() - 48)
        layout = self._sheet.layout()
        height = layout.heightForWidth(width) if layout is not None else 0
        self._sheet.setGeometry((self.width() - width) // 2, TOP_PX, width, max(height, 260))

    # Qt's own names below
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt override
        if watched is self._root and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._place()
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

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        if event.key() == Qt.Key.Key_Escape:
            self._presenter.close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt override
        shade = QColor(T("scrim"))
        shade.setAlphaF(SCRIM)
        QPainter(self).fillRect(self.rect(), shade)
