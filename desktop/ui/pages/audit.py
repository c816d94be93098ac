"""The audit page: filters, entries, what one entry tells, whether all traces are whole (UX 6.9, G76-G78)."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.domain.access_review import Due
from desktop.domain.risk_rules import ReviewOutcome
from desktop.domain.schedules import CHINA
from desktop.domain.trace_reading import SHORT_ID, ReadPurpose, TraceKind, TraceLine
from desktop.presenters.access_review import AccessState
from desktop.presenters.audit import AuditPresenter, AuditState
from desktop.presenters.risks import RisksState
from desktop.ui.pages.access_list import AccessList
from desktop.ui.pages.inputs import TypedLine
from desktop.ui.pages.option_bar import OptionBar
from desktop.ui.pages.page import Page
from desktop.ui.pages.risk_list import RiskList
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import access_words, say, trace_words
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import card, hbox, label, nothing_here, vbox

WIDTHS = (15, 12, 12, 14, 8, 10, 20)
DAY_PX, NAME_PX = 118, 120


class AuditPage(Page):
    """Renders AuditState; nothing is asked of central before Enter. Read only: the page has no key that changes."""

    def __init__(self, presenter: AuditPresenter, parent: QWidget | None = None) -> None:
        super().__init__("audit", parent)
        self._presenter = presenter
        self.first, self.last = TypedLine("audit-first"), TypedLine("audit-last")
        self.desk, self.staff = TypedLine("audit-desk"), TypedLine("audit-staff")
        self.kind = OptionBar("audit-kind", [(k.value, trace_words.kind_word(k.value)) for k in TraceKind])
        self.purpose = OptionBar(
            "audit-purpose", [(p.value, trace_words.purpose_word(p.value)) for p in ReadPurpose]
        )
        self.access_key = KeyButton(self.tr("权限复核"), "Ctrl", "G")
        self.risk_key = KeyButton(self.tr("风险"), "Ctrl", "R")
        self.walk = KeyButton(self.tr("核验"), "Ctrl", "I")
        self.csv = KeyButton(self.tr("存为 CSV"), "Ctrl", "E")
        self._wire(presenter)
        self._note = HelperLine()
        self._walked = label("", "label")
        self._walked.setWordWrap(True)
        self.model = RowModel(trace_words.headings())
        self.table = RowTable(self.model, WIDTHS, "audit")
        self.table.setAccessibleName(self.tr("日志"))
        self.table.moved.connect(self._show_detail)
        self.table.opened.connect(presenter.show_record)
        self._empty = nothing_here()
        self._detail = label("", "label")
        self._detail.setWordWrap(True)
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._lines: tuple[TraceLine, ...] = ()
        self.risks = RiskList(presenter.risks)
        self.risks.opened.connect(presenter.show_alert)
        self._due = label("", "label")
        self.access = AccessList(presenter.access)
        self.add_key("Ctrl+S", self.access.sign)
        self.add_key("Ctrl+D", self.access.propose)
        for number, outcome in enumerate(ReviewOutcome, start=1):
            self.add_key(f"Ctrl+{number}", partial(self.risks.review, outcome))
        self._lay_out()
        self.follow(presenter.subscribe, self._render)
        self.follow(presenter.risks.subscribe, self._render_risks)
        self.follow(presenter.access.subscribe, self._render_access)

    def _wire(self, presenter: AuditPresenter) -> None:
        for line, typed, name, width in (
            (self.first, presenter.type_first, self.tr("从哪一天"), DAY_PX),
            (self.last, presenter.type_last, self.tr("到哪一天"), DAY_PX),
            (self.desk, presenter.type_desk, self.tr("窗口"), NAME_PX),
            (self.staff, presenter.type_staff, self.tr("人员"), NAME_PX),
        ):
            line.setFixedWidth(width)
            line.setAccessibleName(name)
            line.typed.connect(typed)
            line.entered.connect(presenter.load)
        self.desk.setPlaceholderText(self.tr("窗口"))
        self.staff.setPlaceholderText(self.tr("工号或首字母"))
        self.kind.name(self.tr("行为"))
        self.kind.chosen.connect(presenter.choose_kind)
        self.kind.entered.connect(presenter.load)
        self.purpose.name(self.tr("导出用途"))
        self.purpose.chosen.connect(presenter.choose_purpose)
        self.purpose.entered.connect(presenter.export)
        self.walk.clicked.connect(presenter.check)
        self.risk_key.clicked.connect(presenter.toggle_risks)
        self.access_key.clicked.connect(presenter.toggle_access)
        self.csv.clicked.connect(presenter.export)
        self.add_key("Ctrl+I", presenter.check)
        self.add_key("Ctrl+E", self._export)
        self.add_key("Ctrl+R", presenter.toggle_risks)
        self.add_key("Ctrl+G", presenter.toggle_access)
        self.add_key("PgUp", lambda: presenter.shift_days(-1))
        self.add_key("PgDown", lambda: presenter.shift_days(1))
        self.add_key("Alt+Left", lambda: self._turn(-1))
        self.add_key("Alt+Right", lambda: self._turn(1))

    def _lay_out(self) -> None:
        days = hbox(
            label(self.tr("稽核"), "title"), 16, self.first, label("–"), self.last, 8, self.desk, self.staff, spacing=8
        )  # fmt: skip
        days.addWidget(self.kind, 1)
        out_keys = (self.access_key, self.risk_key, self.walk)
        out = hbox(label(self.tr("导出用途"), "label"), spacing=8)
        out.addWidget(self.purpose, 1)
        for button in (self.csv, *out_keys):
            out.addWidget(button)
        inside = vbox(self._walked, spacing=8, margins=(16, 12, 16, 12))
        inside.addWidget(self._empty, 1)
        inside.addWidget(self.table, 1)
        inside.addWidget(self.risks, 1)
        inside.addWidget(self.access, 1)
        inside.addWidget(self._detail)
        self._column = vbox(days, self._note, self._due, spacing=8, margins=(20, 14, 20, 14))
        self._column.addWidget(card(inside), 1)
        self._column.addLayout(out)
        self.setLayout(self._column)

    def set_compact(self, compact: bool) -> None:
        """Less air."""
        self._column.setContentsMargins(*((16, 8, 16, 8) if compact else (20, 14, 20, 14)))

    def take_focus(self) -> None:
        """The first day is where one begins."""
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.first.selectAll()

    def refresh(self) -> None:
        """F5: read again."""
        self._presenter.load()

    def _turn(self, way: int) -> None:
        if self._presenter.access.state.shown:
            self.access.turn(way)
        else:
            self._presenter.turn(way)

    def _export(self) -> None:
        """Ctrl+E: make the file, or go where its purpose is chosen."""
        if self._presenter.state.purpose is None and self._presenter.state.page is not None:
            self.purpose.focus_option()
        self._presenter.export()

    def _render(self, state: AuditState) -> None:
        for line, text in (
            (self.first, state.first_text), (self.last, state.last_text), (self.desk, state.desk),
            (self.staff, state.staff),
        ):  # fmt: skip
            line.show_text(text)
        self.kind.show_choice(state.kind.value)
        self.purpose.show_choice(state.purpose.value if state.purpose else None)
        self._say()
        self.csv.setEnabled(state.page is not None and not state.busy)
        self.walk.setEnabled(not state.busy)
        self._walked.setVisible(state.states is not None)
        if state.states is not None:
            self._walked.setText(trace_words.verdict(state.states))
        page = state.page
        self._show_parts()
        if page is not None and page.lines is not self._lines:
            self._lines = page.lines
            self.model.show([_row(line) for line in page.lines])
            self._show_detail(self.table.currentIndex().row())

    def _render_risks(self, state: RisksState) -> None:
        self.risks.show_state(state)
        self._show_parts()
        self._say()
        if state.shown and state.found is not None and not state.busy:
            self.risks.setFocus()

    def _render_access(self, state: AccessState) -> None:
        waits = state.open_month is not None and state.due is not None
        self._due.setVisible(waits)
        if state.open_month is not None and state.due is not None:
            self._due.setText(access_words.due_word(state.open_month, state.due))
            set_state(self._due, "state", "error" if state.due is Due.OVERDUE else "warn")
        self.access.show_state(state)
        self._show_parts()
        self._say()
        if state.shown and state.review is not None and not state.busy:
            self.access.setFocus()

    def _show_parts(self) -> None:
        listed = self._presenter.risks.state.shown or self._presenter.access.state.shown
        page = self._presenter.state.page
        filled = page is not None and bool(page.lines)
        for part in (self.table, self._detail):
            part.setVisible(filled and not listed)
        self._empty.setVisible(not filled and not listed)
        self._empty.setText(self.tr("按回车读取这些天的记录") if page is None else self.tr("这些天没有记录"))

    def _say(self) -> None:
        state, risks = self._presenter.state, self._presenter.risks.state
        access = self._presenter.access.state
        note = risks.note if risks.shown else access.note if access.shown else state.note
        hint = self.risks.hint(risks) if risks.shown else self._hint(state)
        if access.shown:
            hint = self.access.hint(access)
        self._note.say(say.note_text(note) or hint)
        set_state(self._note, "state", note.kind.value)

    def _hint(self, state: AuditState) -> str:
        if state.subject:
            return self.tr("谁看过档案 {id}    日志里按回车回到全部").format(id=state.subject[:SHORT_ID])
        page, asked = state.page, state.asked
        if page is None or asked is None:
            return self.tr("回车读取    PgUp PgDn 前后一天    F3 找患者看谁查过其档案    Ctrl+I 核验")
        said = self.tr("{first}–{last} 条").format(first=asked.skip + 1, last=asked.skip + len(page.lines))
        if not page.lines:
            said = self.tr("没有符合的日志")
        more = self.tr("Alt+→ 更早") if page.more else ""
        team = self.tr("仅本组") if page.team_only else ""
        keys = self.tr("日志里按回车看谁查过同一档案")
        return "    ".join(part for part in (said, team, more, keys) if part)

    def _show_detail(self, row: int) -> None:
        self._detail.setText(trace_words.detail(self._lines[row]) if 0 <= row < len(self._lines) else "")

    # Qt's own names below
    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt override
        super().showEvent(event)
        self._presenter.shown = True
        self._presenter.access.look()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  # Qt override
        super().hideEvent(event)
        self._presenter.shown = False


def _row(line: TraceLine) -> Row:
    look = "" if line.result in ("ok", "accepted") else "danger"
    at = line.at.astimezone(CHINA)
    return Row(
        line.key,
        (
            Cell(f"{at:%m-%d %H:%M:%S}"),
            Cell(line.window or line.desk),
            Cell(line.name or line.staff or say.NOTHING),
            Cell(trace_words.act_word(line.act)),
            Cell(trace_words.result_word(line.result), look),
            Cell(line.subject[:SHORT_ID], "muted"),
            Cell(trace_words.change(line), "muted"),
        ),
    )
