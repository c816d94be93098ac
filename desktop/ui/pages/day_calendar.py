"""The day calendar on the schedule page: by doctor or by room, blocks of half-hours, arrows go from block to block."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.schedules import ClinicSession, SessionState
from desktop.presenters.day_calendar import Block, By, CalendarRow, DayCalendar, day_calendar
from desktop.presenters.schedule import SchedulePresenter
from desktop.presenters.schedule_state import ScheduleState
from desktop.services.schedule import ScheduleView
from desktop.ui.tables.week_table import WeekModel, WeekTable, WeekWords
from desktop.ui.texts import names, say
from desktop.ui.widgets.layout import label, nothing_here, vbox

FREE = WeekWords("", "", "")


class DayCalendarFace(QWidget):
    """Renders a day of ScheduleState; `chosen` tells (doctor, half-day) of the block on which Enter was pressed."""

    chosen = Signal(str, str)

    def __init__(self, presenter: SchedulePresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._by = By.DOCTOR
        self._calendar = DayCalendar((), ())
        self._view: ScheduleView | None = None
        self._day: date | None = None
        self.model = WeekModel()
        self.table = WeekTable(self.model, "calendar")
        self.table.setAccessibleName(self.tr("一天的日历"))
        self.table.moved.connect(lambda _row, _column: self._tell())
        self.table.opened.connect(self._open)
        self.title = label("", "section")
        self.detail = label("", "body")
        self._empty = nothing_here(self.tr("这一天没有班次"))
        keys = label(self.tr("V 按医生或诊室  PgUp/PgDn 换天  Enter 到排班  D 科室  C 返回排班"), "help")
        card = QFrame()
        card.setObjectName("Card")
        inside = vbox(self.title, self._empty, spacing=8, margins=(12, 12, 12, 10))
        inside.addWidget(self.table, 1)
        inside.addWidget(self.detail)
        inside.addWidget(keys)
        card.setLayout(inside)
        self.setLayout(vbox(card))

    def render_state(self, state: ScheduleState) -> None:
        """Show the day in hand."""
        if state.view is None or state.day is None:
            return
        self._view, self._day = state.view, state.day
        self._show()

    def _show(self) -> None:
        if self._view is None or self._day is None:
            return
        calendar = self._calendar = day_calendar(self._view, self._day, self._by)
        by = self.tr("按医生") if self._by is By.DOCTOR else self.tr("按诊室")
        self.title.setText(f"{self._day:%Y-%m-%d} {say.weekday(self._day)}  {by}")
        self._empty.setVisible(not calendar.times)
        self.table.horizontalHeader().setVisible(bool(calendar.times))
        heads = [f"{at:%H}\n{at:%M}" for at in calendar.times]
        rows = [self._words(row, len(heads)) for row in calendar.rows]
        self.model.show(heads, [names.named(row.name) for row in calendar.rows], rows)
        self.table.clearSpans()
        for at, row in enumerate(calendar.rows):
            for block in row.blocks:
                if block.span > 1:
                    self.table.setSpan(at, block.first, 1, block.span)
        self.table.fit()
        if not self.table.currentIndex().isValid():
            begin = next(
                ((r, row.blocks[0].first) for r, row in enumerate(calendar.rows) if row.blocks), (0, 0)
            )
            self.table.put_cell(*begin)
        self._tell()

    def _words(self, row: CalendarRow, width: int) -> tuple[WeekWords, ...]:
        cells = [FREE] * width
        for block in row.blocks:
            cells[block.first] = self._block(row, block)
        return tuple(cells)

    def _block(self, row: CalendarRow, block: Block) -> WeekWords:
        full = "; ".join(self._session(session) for session in block.sessions)
        if block.clash:
            who = " / ".join(self._other_side(row, s) for s in block.sessions)
            return WeekWords(f"{self.tr('冲突')}\n{who}", "away", f"{self.tr('冲突')} {full}")
        session = block.sessions[0]
        look, words = self._state(session)
        return WeekWords(f"{self._other_side(row, session)}\n{words}", look, full)

    def _other_side(self, row: CalendarRow, session: ClinicSession) -> str:
        """In a doctor's row the room matters, in a room's row the doctor."""
        return names.named(session.place) if row.doctor_id else self._doctor(session)

    def _doctor(self, session: ClinicSession) -> str:
        found = self._view.doctor(session.doctor_id) if self._view else None
        return names.named(found.name) if found else self.tr("外科室医生")

    def _state(self, session: ClinicSession) -> tuple[str, str]:
        if session.state is SessionState.STOPPED:
            return "stopped", self.tr("停诊")
        if session.state is SessionState.CLOSED:
            return "closed", self.tr("已结束")
        quota = session.plan.quota
        left = sum(c.left for c in quota) if quota else sum(session.left)
        if not left:
            return "full", self.tr("满")
        return "open", self.tr("余 {left}").format(left=left)

    def _session(self, session: ClinicSession) -> str:
        ends = session.half_hour_end(len(session.left) - 1)
        return (
            f"{self._doctor(session)}  {session.starts:%H:%M}–{ends:%H:%M}  {names.named(session.place)}  "
            + self._state(session)[1]
        )

    def _in_hand(self) -> tuple[CalendarRow, Block] | None:
        now = self.table.currentIndex()
        if not 0 <= now.row() < len(self._calendar.rows):
            return None
        row = self._calendar.rows[now.row()]
        found = (b for b in row.blocks if b.first <= now.column() < b.first + b.span)
        return next(((row, block) for block in found), None)

    def _tell(self) -> None:
        here = self._in_hand()
        self.detail.setText("\n".join(self._session(s) for s in here[1].sessions) if here else "")

    def _open(self) -> None:
        here = self._in_hand()
        if here is not None:
            session = here[1].sessions[0]
            self.chosen.emit(session.doctor_id, session.half_day.value)

    # Qt's own names below
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        key, plain = Qt.Key(event.key()), event.modifiers() == Qt.KeyboardModifier.NoModifier
        if plain and key == Qt.Key.Key_V:
            self._by = By.ROOM if self._by is By.DOCTOR else By.DOCTOR
            self._show()
        elif plain and key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._presenter.turn_day(-1 if key == Qt.Key.Key_PageUp else 1)
        else:
            super().keyPressEvent(event)
