"""What waits for a second person: the list at the left, the thing in hand at the right, A and R (UX §6.8)."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.break_glass import GLASS_TASK
from desktop.domain.export_asks import EXPORT_TASK
from desktop.domain.ids import TaskId
from desktop.domain.no_shows import APPEAL_TASK
from desktop.domain.openings import TASKS as OPENINGS
from desktop.domain.rights import ACCOUNT_ONLY
from desktop.domain.schedules import CHINA
from desktop.domain.thresholds import TASK as THRESHOLD
from desktop.domain.thresholds import change_of
from desktop.domain.twice import WAYS
from desktop.presenters.approvals import ApprovalsPresenter, ApprovalsState, Ask, Waiting
from desktop.presenters.case_rows import DUE_NOW_DAYS, DUE_SOON_DAYS
from desktop.ui.pages.asked_block import AskedBlock
from desktop.ui.pages.erasure_effect import ErasureEffect
from desktop.ui.pages.erasure_words import days_left
from desktop.ui.pages.page import Page
from desktop.ui.pages.twice_detail import TwiceDetail
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import names, say
from desktop.ui.texts.states import TASK_MEANINGS
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import hbox, label, nothing_here, sep, vbox

DETAIL_PX = 380
WAY_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3)
# where the words of a task's reason stand
REASONS_OF = {
    GLASS_TASK: "GlassReason", APPEAL_TASK: "ExcuseReason", **dict.fromkeys(OPENINGS, "OpeningReason"),
}  # fmt: skip


class ApprovalsPage(Page):
    """Renders ApprovalsState; A approves and R refuses while the caret is in no text field."""

    def __init__(self, presenter: ApprovalsPresenter, parent: QWidget | None = None) -> None:
        super().__init__("approvals", parent)
        self._presenter = presenter
        headings = (
            self.tr("事项"),
            self.tr("对象"),
            self.tr("科室"),
            self.tr("提出人"),
            self.tr("时间"),
            self.tr("剩余"),
        )
        self.model = RowModel(headings)
        self.table = RowTable(self.model, (22, 12, 16, 14, 16, 20), "approvals")
        self.table.setAccessibleName(self.tr("待审批"))
        self.table.moved.connect(presenter.select)
        self._empty = nothing_here(self.tr("没有待审批的事项"))
        card = QFrame()
        card.setObjectName("Card")
        inside = vbox(self._empty, spacing=8, margins=(16, 14, 16, 12))
        inside.addWidget(self.table, 1)
        inside.setStretchFactor(self._empty, 1)
        card.setLayout(inside)
        self.detail = _Detail(presenter)
        row = hbox(spacing=16)
        row.addWidget(card, 1)
        row.addWidget(self.detail)
        self._note = HelperLine()
        head = hbox(label(self.tr("审批"), "title"), 16, spacing=8)
        head.addWidget(self._note, 1)
        self._column = vbox(head, spacing=12, margins=(20, 14, 20, 14))
        self._column.addLayout(row, 1)
        self.setLayout(self._column)
        self.follow(presenter.subscribe, self._render)
        self.follow(presenter.asked.subscribe, self.detail.asked.render_state)

    def set_compact(self, compact: bool) -> None:
        """Less air."""
        self._column.setContentsMargins(*((16, 8, 16, 8) if compact else (20, 14, 20, 14)))

    def take_focus(self) -> None:
        """The list is where one works."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """F5: read the list again."""
        self._presenter.load()

    def _render(self, state: ApprovalsState) -> None:
        self._empty.setVisible(state.loaded and not state.items)
        self.table.setVisible(bool(state.items))
        self.model.show([_row(item) for item in state.items])
        self.table.put_row(state.selected)
        self._note.say(say.note_text(state.note))
        set_state(self._note, "state", state.note.kind.value)
        self.detail.render_state(state)

    # Qt's own names below
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() == Qt.Key.Key_A:
            self._presenter.approve()
        elif plain and event.key() == Qt.Key.Key_R:
            self._presenter.refuse()
        elif plain and event.key() in WAY_KEYS:
            self._presenter.settle(WAYS[WAY_KEYS.index(event.key())])
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt override
        super().showEvent(event)
        self._presenter.load()


class _Detail(QFrame):
    """The thing in hand: what will happen, and the two buttons."""

    def __init__(self, presenter: ApprovalsPresenter) -> None:
        super().__init__()
        self.setObjectName("Card")
        self.setFixedWidth(DETAIL_PX)
        self._title = label("", "section")
        self._title.setWordWrap(True)
        self._facts = label("", "label")
        self._facts.setWordWrap(True)
        self._effect = ErasureEffect()
        self.asked = AskedBlock()
        self.twice = TwiceDetail(presenter)
        self._why_not = label("", "label", state="warn")
        self._why_not.setWordWrap(True)
        self.approve = KeyButton(self.tr("批准"), "A", kind="primary")
        self.refuse = KeyButton(self.tr("驳回"), "R")
        for button, name in ((self.approve, "approve"), (self.refuse, "refuse")):
            button.setProperty("focusName", name)
        self.approve.clicked.connect(presenter.approve)
        self.refuse.clicked.connect(presenter.refuse)
        self._body = QWidget()
        buttons = hbox(spacing=8)
        buttons.addWidget(self.approve, 1)
        buttons.addWidget(self.refuse, 1)
        column = vbox(
            self._title,
            self._facts,
            4,
            sep(),
            4,
            self.asked,
            self._effect,
            self.twice,
            self._why_not,
            spacing=4,
        )
        column.addSpacing(4)
        column.addLayout(buttons)
        column.addStretch(1)
        self._body.setLayout(column)
        self.setLayout(vbox(self._body, margins=(20, 16, 20, 16)))

    def render_state(self, state: ApprovalsState) -> None:
        """Show the line in hand."""
        item = state.current
        self._body.setVisible(item is not None)
        if item is None:
            return
        self._title.setText(f"{_kind(item)}·{item.masked_name}")
        at = f"{item.at.astimezone(CHINA):%Y-%m-%d %H:%M}"
        who = self.tr("提出：{who}").format(who=item.asked_by) if item.asked_by else ""
        table = REASONS_OF.get(item.kind)
        why = say.word(table, item.reason) if table else ""
        if item.kind == THRESHOLD:
            change = change_of(TaskId(item.id), item.reason)
            why = self.tr("{name}：改为 {value}，自 {day} 起").format(
                name=say.word("Threshold", change.name), value=change.value, day=change.effective
            )
        if item.kind == EXPORT_TASK:
            first, last, exemption = item.reason.split("/")
            why = self.tr("{first} 至 {last}，{why}").format(
                first=first, last=last, why=say.word("Exemption", exemption)
            )
        said = "  ".join(part for part in (who, at, names.named(item.place), why) if part)
        meaning = say.word("TaskMeaning", item.kind) if item.kind in TASK_MEANINGS else ""
        self._facts.setText("\n".join(part for part in (said, meaning) if part))
        self._effect.setVisible(item.ask is Ask.DELETION)
        self._effect.show_effect(account_only=item.kind == ACCOUNT_ONLY)
        self._why_not.setText(say.sentence(item.why_not) if item.why_not else "")
        self.twice.render_item(item, deciding=state.deciding)
        self.approve.setVisible(not item.ways)
        self.approve.setEnabled(not state.deciding and not item.why_not)
        self.refuse.setVisible(item.can_refuse)
        self.refuse.setEnabled(not state.deciding and not item.why_not)


def _kind(item: Waiting) -> str:
    table = "CaseKind" if item.ask is Ask.DELETION else "TaskKind"
    return say.word(table, item.kind)


def _row(item: Waiting) -> Row:
    left, look, icon = say.NOTHING, "", ""
    if item.days_left is not None and item.due is not None:
        left = days_left(item.days_left, item.due, closed=False)
        look, icon = ("danger", "alert") if item.days_left <= DUE_NOW_DAYS else ("", "clock")
        look = "warn" if DUE_NOW_DAYS < item.days_left <= DUE_SOON_DAYS else look
    cells = (
        Cell(_kind(item)),
        Cell(item.masked_name),
        Cell(names.named(item.place) or say.NOTHING),
        Cell(item.asked_by or say.NOTHING),
        Cell(f"{item.at.astimezone(CHINA):%m-%d %H:%M}", "muted"),
        Cell(left, look, icon),
    )
    return Row(item.id, cells)
