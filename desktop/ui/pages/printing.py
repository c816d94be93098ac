"""Prints: the last registrations of this window at the left, the slip as it comes out at the right (UX §6.6)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent, QPixmap, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.schedules import CHINA
from desktop.ports.ticket_printer import Raster
from desktop.presenters.printing import PrintingPresenter, PrintingState
from desktop.services.printing import PrintLine
from desktop.ui.pages.open_slips import OpenSlips
from desktop.ui.pages.page import Page
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import hbox, label, nothing_here, vbox
from desktop.ui.widgets.paper_view import paper_view

PREVIEW_PX = 340
WHITE_AND_BLACK = [0xFFFFFFFF, 0xFF000000]


class PrintingPage(Page):
    """Renders PrintingState; P prints again, L a label; for an outage O its list, K blank slips, U those still open."""

    def __init__(self, presenter: PrintingPresenter, parent: QWidget | None = None) -> None:
        super().__init__("printing", parent)
        self._presenter = presenter
        headings = (
            self.tr("时间"), self.tr("患者"), self.tr("科室"), self.tr("号"), self.tr("补打"), self.tr("打印"),
        )  # fmt: skip
        self.model = RowModel(headings)
        self.table = RowTable(self.model, (14, 20, 28, 10, 10, 18), "prints")
        self.table.setAccessibleName(self.tr("本窗今日挂号"))
        self.table.moved.connect(presenter.select)
        self._empty = nothing_here(self.tr("本窗今天还没有挂号"))
        self.reprint = KeyButton(self.tr("补打凭条"), "P", kind="primary")
        self.label_ = KeyButton(self.tr("打印标签"), "L")
        self.outage = KeyButton(self.tr("打印应急名单"), "O")
        self.pack = KeyButton(self.tr("打印应急空白单"), "K")
        self.open = KeyButton(self.tr("未补录的单"), "U")
        buttons: tuple[tuple[KeyButton, str, Callable[[], None]], ...] = (
            (self.reprint, "reprint", presenter.reprint), (self.label_, "label", presenter.label),
            (self.outage, "outage", presenter.outage_list), (self.pack, "paper-pack", presenter.paper_pack),
            (self.open, "open-slips-key", presenter.show_open),
        )  # fmt: skip
        for button, name, act in buttons:
            button.setProperty("focusName", name)
            button.clicked.connect(act)
        self.slips = OpenSlips()
        left = QFrame()
        left.setObjectName("Card")
        inside = vbox(self._empty, spacing=8, margins=(16, 14, 16, 12))
        inside.addWidget(self.table, 1)
        inside.setStretchFactor(self._empty, 1)
        inside.addWidget(self.slips, 1)
        inside.addLayout(hbox(self.reprint, self.label_, None, spacing=8))
        inside.addLayout(hbox(self.outage, self.pack, self.open, None, spacing=8))
        left.setLayout(inside)
        self.preview, roll = paper_view(self.tr("凭条预览"))
        right = QFrame()
        right.setObjectName("Card")
        right.setFixedWidth(PREVIEW_PX + 60)
        right.setLayout(vbox(roll, margins=(12, 12, 12, 12)))
        row = hbox(left, spacing=16)
        row.setStretchFactor(left, 1)
        row.addWidget(right)
        self._waiting = label("", "strong", state="warn")
        self._fault = label("", "strong", state="warn")
        self._note = HelperLine()
        head = hbox(label(self.tr("打印"), "title"), 16, self._waiting, self._fault, 16, spacing=8)
        head.addWidget(self._note, 1)
        self._column = vbox(head, spacing=12, margins=(20, 14, 20, 14))
        self._column.addLayout(row, 1)
        self.setLayout(self._column)
        self.follow(presenter.subscribe, self._render)

    def set_compact(self, compact: bool) -> None:
        """Less air."""
        self._column.setContentsMargins(*((16, 8, 16, 8) if compact else (20, 14, 20, 14)))

    def take_focus(self) -> None:
        """The list is where one works."""
        state = self._presenter.state
        begin: QWidget = self.table if state.lines else self.reprint
        if state.open_slips is not None:
            begin = self.slips.table if state.open_slips else self.open
        begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """F5: read the list again."""
        self._presenter.load()

    def _render(self, state: PrintingState) -> None:
        filled = bool(state.lines) and self.table.isHidden()
        listed = state.open_slips is not None
        turned = listed is self.slips.isHidden()
        self.slips.setVisible(listed)
        self.slips.render_slips(state.open_slips or ())
        self.reprint.setEnabled(not listed)
        self.label_.setEnabled(not listed)
        self.open.setText(self.tr("返回") if listed else self.tr("未补录的单"))
        self._empty.setVisible(state.loaded and not state.lines and not listed)
        self.table.setVisible(bool(state.lines) and not listed)
        self.model.show([_row(line) for line in state.lines])
        self.table.put_row(state.selected)
        self._waiting.setText(
            self.tr("排队待打 {n} 张，来纸后自动打印").format(n=state.waiting) if state.waiting else ""
        )
        names = self.tr("、").join(say.word("PaperName", name) for name in state.at_fault)
        self._fault.setText(self.tr("模板有误，改用内置：{names}").format(names=names) if names else "")
        self._note.say(say.note_text(state.note))
        set_state(self._note, "state", state.note.kind.value)
        self.preview.setPixmap(raster_picture(state.preview) if state.preview else QPixmap())
        if (filled and self.reprint.hasFocus()) or (turned and self.isVisible()):
            self.take_focus()

    # Qt's own names below
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        acts = {
            Qt.Key.Key_P: self._presenter.reprint, Qt.Key.Key_L: self._presenter.label,
            Qt.Key.Key_O: self._presenter.outage_list, Qt.Key.Key_K: self._presenter.paper_pack,
            Qt.Key.Key_U: self._presenter.show_open,
        }  # fmt: skip
        act = acts.get(Qt.Key(event.key())) if plain else None
        if act is not None:
            act()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt override
        super().showEvent(event)
        self._presenter.load()


def raster_picture(raster: Raster) -> QPixmap:
    """Return black dots as a picture, no wider than its place beside a list."""
    image = QImage(
        raster.rows, raster.width_dots, raster.height, raster.bytes_per_row, QImage.Format.Format_Mono
    )
    image.setColorTable(WHITE_AND_BLACK)
    width = min(PREVIEW_PX, raster.width_dots)
    return QPixmap.fromImage(image).scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)


def _row(line: PrintLine) -> Row:
    state = Cell(say.translate("Prints", "已打印"), "ok", "check")
    if line.cancelled:
        state = Cell(say.translate("Prints", "已退号"), "muted")
    elif line.queued:
        state = Cell(say.translate("Prints", "排队"), "warn", "clock")
    cells = (
        Cell(f"{line.made_at.astimezone(CHINA):%H:%M}", "muted"),
        Cell(line.masked_name),
        Cell(line.department or say.NOTHING),
        Cell(str(line.number)),
        Cell(str(line.copies) if line.copies else say.NOTHING),
        state,
    )
    return Row(line.booking_id, cells)
