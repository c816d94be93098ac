"""The board card: days, departments, doctors by half-hours, what the colours mean."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QBrush, QFontMetrics, QMoveEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from desktop.domain.schedules import clinic_time
from desktop.presenters.board_block import BoardBlock
from desktop.presenters.registration_state import BoardState, CellKey, Target
from desktop.ui.pages.day_strip import DayStrip
from desktop.ui.pages.department_row import DepartmentRow
from desktop.ui.pages.special_bar import SpecialBar
from desktop.ui.tables.slot_model import FEW, SlotModel
from desktop.ui.tables.slot_table import SlotTable
from desktop.ui.texts import say
from desktop.ui.texts.quotas import quota_sentence
from desktop.ui.widgets.drawing import T, font
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import hbox, label

translate = say.translate


class PicksSlot(Protocol):
    """The presenter that the board is part of: the form, or what moves a booking."""

    @property
    def board(self) -> BoardBlock: ...
    def enter(self, target: Target, cell: CellKey | None = None) -> None: ...


class BoardPanel(QFrame):
    """Renders BoardState; the current cell moves only when the presenter wishes for the board."""

    placed = Signal()

    def __init__(self, form: PicksSlot, parent: QWidget | None = None, *, special: bool = False) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self._form = form
        self._cursor = BoardState().cursor
        self.days = DayStrip()
        self.departments = DepartmentRow()
        self.model = SlotModel()
        self.table = SlotTable(self.model)
        self.table.setObjectName("Board")
        self.special = SpecialBar()
        self._quota = HelperLine("", "label")
        self._quota.hide()
        self._updated = label("", "caption")
        self._foot = QWidget()
        foot = hbox(
            Legend(),
            None,
            label(
                translate("Board", "方向键、回车选定，F10 下一个，Alt+X 加号，Alt+G 预留号")
                if special
                else translate("Board", "方向键移动，回车选定，F10 找下一个可约"),
                "caption",
            ),
            12,
        )
        foot.addWidget(self._updated)
        self._foot.setLayout(foot)
        self._column = QVBoxLayout(self)
        for widget in (self.days, self.departments, self.special, self.table, self._quota, self._foot):
            self._column.addWidget(widget)
        self._column.setStretch(3, 1)
        self.set_compact(False)
        self._connect(form)

    def _connect(self, form: PicksSlot) -> None:
        box = self.departments.box
        box.typed.connect(form.board.type_filter)
        box.entered.connect(lambda: form.enter(Target.DEPARTMENT))
        box.down.connect(lambda: form.enter(Target.DEPARTMENT))
        self.departments.chip_chosen.connect(form.board.choose_department)
        self.days.chosen.connect(form.board.choose_day)
        self.days.entered.connect(lambda: form.enter(Target.DEPARTMENT))
        self.table.picked.connect(lambda key: form.enter(Target.BOARD, key))
        self.table.day_stepped.connect(form.board.step_day)
        self.table.left.connect(self._on_left)

    def set_compact(self, compact: bool) -> None:
        """Low screens: flat day tiles, no legend, less air."""
        self.days.set_compact(compact)
        self._foot.setVisible(not compact)
        self._column.setSpacing(6 if compact else 10)
        self._column.setContentsMargins(16, 8 if compact else 12, 16, 6 if compact else 10)

    def render_state(self, state: BoardState) -> None:
        """Show the state."""
        self._cursor = state.cursor
        self.days.render_state(state.days)
        self.departments.render_state(state)
        self.special.render_state(state)
        self.model.show(state.board, state.selected)
        if state.board is not None:
            at = f"{clinic_time(state.board.updated_at):%H:%M:%S}"
            pool = translate("Board", "号源更新于 {at}·每 5 秒").format(at=at)
            lease = translate("Board", "离线：只显示本窗号池·{at}").format(at=at)
            self._updated.setText(lease if state.board.source == "lease" else pool)
            quota = quota_sentence(state.board)
            if quota != self._quota.whole:
                self._quota.say(quota)
            self._quota.setVisible(bool(quota))

    def focus(self, target: Target) -> bool:
        """Put the caret on the department box or on the wished half-hour."""
        if target is Target.DEPARTMENT:
            self.departments.box.setFocus(Qt.FocusReason.OtherFocusReason)
            self.departments.box.selectAll()
            return True
        if target is Target.BOARD:
            self.table.put_cursor(self._cursor)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt override
        super().resizeEvent(event)
        self.placed.emit()

    def moveEvent(self, event: QMoveEvent) -> None:  # noqa: N802  # Qt override
        super().moveEvent(event)
        self.placed.emit()

    def _on_left(self) -> None:
        """Esc: the choice is given up and the caret goes back to the department."""
        self._form.board.release()
        self.departments.box.setFocus(Qt.FocusReason.OtherFocusReason)


class Legend(QWidget):
    """What each look of a cell means, in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items = (
            ("free", translate("Board", "可约")),
            ("few", translate("Board", "紧张 ≤{n}").format(n=FEW)),
            ("full", translate("Board", "已满")),
            ("stopped", translate("Board", "停诊")),
            ("chosen", translate("Board", "已选")),
        )
        metrics = QFontMetrics(font(12))
        self._widths = [22 + metrics.horizontalAdvance(text) + 16 for _, text in self._items]
        self.setFixedSize(sum(self._widths), 20)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt override
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        looks = {
            "free": ("ctl", QBrush(T("surface"))),
            "few": ("warnLine", QBrush(T("warnSoft"))),
            "full": ("border", QBrush(T("surface2"))),
            "stopped": ("border", QBrush(T("ctl"), Qt.BrushStyle.BDiagPattern)),
            "chosen": ("primary", QBrush(T("primary"))),
        }
        x = 0.5
        for (code, text), width in zip(self._items, self._widths, strict=True):
            line, fill = looks[code]
            painter.setPen(QPen(T(line), 1))
            painter.setBrush(fill)
            painter.drawRoundedRect(QRectF(x, 4.5, 16, 11), 3, 3)
            painter.setPen(T("text2"))
            painter.setFont(font(12))
            painter.drawText(QRectF(x + 22, 0, width, 20), Qt.AlignmentFlag.AlignVCenter, text)
            x += width
