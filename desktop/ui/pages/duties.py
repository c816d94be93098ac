"""What the hospital owes: one tab a kind, the register of it, the one in hand (P22, N34)."""

from __future__ import annotations

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.domain.announcements import announcement
from desktop.domain.duties import Duty, DutyKind
from desktop.domain.incident_clocks import clocks_of
from desktop.domain.incident_lessons import lessons
from desktop.domain.schedules import CHINA
from desktop.presenters.duties import DutiesPresenter, DutiesState
from desktop.ui.pages.announcement_detail import AnnouncementDetail, announcement_state
from desktop.ui.pages.duty_form import DutyForm
from desktop.ui.pages.handover_detail import HandoverDetail
from desktop.ui.pages.incident_detail import IncidentDetail
from desktop.ui.pages.legal_detail import LegalDetail
from desktop.ui.pages.option_bar import OptionBar
from desktop.ui.pages.page import Page
from desktop.ui.pages.retention_detail import RetentionDetail
from desktop.ui.pages.wind_down_detail import WindDownDetail
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import say
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import card, hbox, label, nothing_here, vbox

FORM_PX, TABS_PX = 340, 740
HEAD_PX, LINE_PX, MOST_LINES = 34, 44, 2


class DutiesPage(Page):
    """F9 files what stands in the form; the keys of the one in hand stand on its buttons."""

    def __init__(self, presenter: DutiesPresenter, parent: QWidget | None = None) -> None:
        super().__init__("duties", parent)
        self._presenter = presenter
        self.form = DutyForm(DutyKind.INCIDENT, self.tr("新的安全事件"), presenter)
        self.run = DutyForm(DutyKind.RETENTION, self.tr("试算到期数据"), presenter)
        self.notice = DutyForm(DutyKind.ANNOUNCEMENT, self.tr("新的公告"), presenter)
        self.reading = DutyForm(DutyKind.LEGAL, self.tr("申请查阅依法保存的部分"), presenter)
        self.end = DutyForm(DutyKind.WIND_DOWN, self.tr("停止运营"), presenter)
        self.handover = DutyForm(DutyKind.HANDOVER, self.tr("合并、分立等转移个人信息"), presenter)
        every = (self.form, self.run, self.notice, self.reading, self.end, self.handover)
        self.forms = {form.kind: form for form in every}
        self.tabs = OptionBar(
            "duty-tab", [(kind.value, say.word("DutyTab", kind.value)) for kind in DutyKind]
        )
        self.tabs.name(self.tr("哪类事项"))
        self.tabs.setFixedWidth(TABS_PX)
        self.tabs.chosen.connect(presenter.open_tab)
        for form in self.forms.values():
            form.setFixedWidth(FORM_PX)
        self.model = RowModel(
            (self.tr("登记"), self.tr("事项"), self.tr("级别"), self.tr("状态"), self.tr("内容"))
        )
        self.table = RowTable(self.model, (16, 12, 12, 22, 38), "duties")
        self.table.setAccessibleName(self.tr("登记簿"))
        self.table.moved.connect(presenter.select)
        self.table.opened.connect(presenter.select)
        self._empty = nothing_here(self.tr("还没有登记"))
        self.detail = IncidentDetail(presenter)
        self.retention = RetentionDetail(presenter)
        self.announcement = AnnouncementDetail(presenter)
        self.legal, self.wind_down = LegalDetail(presenter), WindDownDetail(presenter)
        self.handed = HandoverDetail(presenter)
        self.details = (
            self.detail, self.retention, self.announcement, self.legal, self.wind_down, self.handed,
        )  # fmt: skip
        self._note = HelperLine()
        head = hbox(label(self.tr("合规事项"), "title"), 16, self.tabs, 8, spacing=8)
        head.addWidget(self._note, 1)
        register = vbox(self._empty, self.table, spacing=0, margins=(16, 12, 16, 12))
        self._register = card(register)
        self._right = right = vbox(self._register, spacing=12)
        for detail in self.details:
            right.addWidget(detail, 1)
        right.addStretch(0)
        row = hbox(*self.forms.values(), spacing=16)
        row.addLayout(right, 1)
        self._column = vbox(head, spacing=12, margins=(20, 14, 20, 14))
        self._column.addLayout(row, 1)
        self.setLayout(self._column)
        self.add_key("F9", presenter.file)
        self._acts = {
            DutyKind.INCIDENT: self.detail.acts, DutyKind.RETENTION: self.retention.acts,
            DutyKind.ANNOUNCEMENT: self.announcement.acts, DutyKind.LEGAL: self.legal.acts,
            DutyKind.WIND_DOWN: self.wind_down.acts, DutyKind.HANDOVER: self.handed.acts,
        }  # fmt: skip
        for keys in sorted({keys for acts in self._acts.values() for keys in acts}):
            self.add_key(keys, lambda k=keys: self._act(k))  # type: ignore[misc]  # bound in the loop
        self.follow(presenter.subscribe, self._render)

    def set_compact(self, compact: bool) -> None:
        """Less air."""
        self._column.setContentsMargins(*((16, 8, 16, 8) if compact else (20, 14, 20, 14)))

    def take_focus(self) -> None:
        """The form comes first."""
        self.forms[self._presenter.state.tab].take_focus()

    def refresh(self) -> None:
        """F5: read the register and the people again."""
        self._presenter.refresh()

    def areas(self) -> tuple[QWidget, ...]:
        """F6 goes from the form to the tabs, the register, and what is in hand."""
        every = (
            self.forms[self._presenter.state.tab].first,
            self.tabs,
            self.table,
            self.detail.loss.choice,
            self.detail.lines["what"],
            self.detail.table,
            self.retention.table,
            self.retention.people_table,
            self.legal.number,
            self.legal.table,
            self.wind_down.table,
            self.handed.table,
        )
        return tuple(area for area in every if area.isVisible())

    def _act(self, keys: str) -> None:
        act = self._acts[self._presenter.state.tab].get(keys)
        if act is not None:
            act()

    def _render(self, state: DutiesState) -> None:
        self.tabs.show_choice(state.tab.value)
        for kind, form in self.forms.items():
            form.setVisible(kind is state.tab)
            form.render_state(state)
        self._empty.setVisible(state.loaded and not state.lines)
        self.table.setVisible(bool(state.lines))
        self.table.setFixedHeight(HEAD_PX + LINE_PX * min(len(state.lines), MOST_LINES))
        self._right.setStretchFactor(self._register, 0 if state.lines else 1)
        self.model.show([_row(duty, state) for duty in state.lines])
        self.table.put_row(self.model.row_of(state.selected))
        for detail in self.details:
            detail.render_state(state)
        self._note.say(say.note_text(state.note))
        set_state(self._note, "state", state.note.kind.value)

    # Qt's own names below
    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt override
        super().showEvent(event)
        self._presenter.load()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  # Qt override
        super().hideEvent(event)
        self._presenter.forget()


def _row(duty: Duty, state: DutiesState) -> Row:
    made = Cell(f"{duty.made_at.astimezone(CHINA):%m-%d %H:%M}")
    word = say.word("DutyState", duty.state)
    kind = Cell(say.word("DutyTab", duty.kind))
    if duty.kind == DutyKind.RETENTION:
        due = say.translate("Kept", "应清理 {n} 条").format(n=sum(duty.facts["due"].values()))
        return Row(duty.id, (made, kind, Cell(say.NOTHING), Cell(word), Cell(due, "muted")))
    if duty.kind == DutyKind.ANNOUNCEMENT:
        one = announcement(duty)
        said = announcement_state(duty.state, one.since, one.until, state.now)
        return Row(duty.id, (made, kind, Cell(say.NOTHING), Cell(said), Cell(one.title, "muted")))
    if duty.kind == DutyKind.LEGAL:
        ground = Cell(say.word("DutyWord", duty.facts["ground"]))
        paper = Cell(f"{duty.facts['authority']} {duty.facts['paper']}", "muted")
        return Row(duty.id, (made, kind, ground, Cell(word), paper))
    if duty.kind == DutyKind.HANDOVER:
        cause = Cell(say.word("DutyWord", duty.facts["cause"]))
        said = f"{duty.facts['from-day']} {duty.facts['receiver']}"
        return Row(duty.id, (made, kind, cause, Cell(word), Cell(said, "muted")))
    if duty.kind == DutyKind.WIND_DOWN:
        why = f"{duty.facts['last-day']} {duty.facts['end-why']}"
        return Row(duty.id, (made, kind, Cell(say.NOTHING), Cell(word), Cell(why, "muted")))
    late = duty.state == "open" and any(one.alarm in ("over", "near") for one in clocks_of(duty, state.now))
    cells = (
        made,
        Cell(_type(duty)),
        Cell(say.word("DutyWord", duty.facts["grade"])),
        Cell(word, *(("danger", "alert") if late else ("", ""))),
        Cell(_content(duty), "muted"),
    )
    return Row(duty.id, cells)


def _content(duty: Duty) -> str:
    """Return what happened, and what was learnt of it last."""
    learnt = lessons(duty)
    if not learnt:
        return str(duty.facts["summary"])
    text = say.translate("DutyLesson", "{summary}；教训：{text}")
    return text.format(summary=duty.facts["summary"], text=learnt[-1].text)


def _type(duty: Duty) -> str:
    word = say.word("DutyWord", duty.facts["type"])
    return say.translate("DutyWord", "演练 {type}").format(type=word) if duty.facts.get("drill") else word
