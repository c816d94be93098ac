"""The schedule: a week of doctors by half-days, small forms at the right, and the list of a stopped clinic (UX 6.4)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QTableView, QWidget

from desktop.domain.message_texts import FILLED
from desktop.domain.schedules import Department
from desktop.presenters import schedule_forms as forms
from desktop.presenters.places import PlacesPresenter, PlacesState
from desktop.presenters.schedule import SchedulePresenter
from desktop.presenters.schedule_state import HALVES, ScheduleState, WeekCell, made_and_not, reasons_not
from desktop.presenters.stopped import StoppedPresenter, StoppedState
from desktop.ui.pages.day_calendar import DayCalendarFace
from desktop.ui.pages.inputs import ChoiceBox
from desktop.ui.pages.page import Page
from desktop.ui.pages.places import PlacesList
from desktop.ui.pages.plan_form import PlanForm
from desktop.ui.pages.stopped import StoppedList
from desktop.ui.tables.week_table import WeekModel, WeekTable, WeekWords
from desktop.ui.texts import names, say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import card, hbox, label, vbox
from desktop.ui.widgets.scrolling import CurrentStack

FORM_KEYS = {
    Qt.Key.Key_L: forms.ABSENCE, Qt.Key.Key_S: forms.STOP, Qt.Key.Key_X: forms.EXTRA, Qt.Key.Key_Q: forms.SPLIT,
    Qt.Key.Key_T: forms.SESSION, Qt.Key.Key_M: forms.MAKE, Qt.Key.Key_N: forms.MESSAGE,
}  # fmt: skip


WEEK, LIST, CALENDAR, PLACES = "week", "list", "calendar", "places"
FACE_KEYS = {Qt.Key.Key_B: LIST, Qt.Key.Key_C: CALENDAR, Qt.Key.Key_R: PLACES}


class SchedulePage(Page):
    """Renders ScheduleState and StoppedState; without the right to schedule there is only the list."""

    def __init__(
        self, presenter: SchedulePresenter | None, stopped: StoppedPresenter, places: PlacesPresenter | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__("schedule", parent)
        self._presenter = presenter
        self._stopped = stopped
        self._places = places
        self.face = WEEK if presenter is not None else LIST
        self._note = HelperLine()
        self.title = label(self.tr("停诊名单") if presenter is None else self.tr("排班"), "title")
        self._week_name = label("", "label")
        self.departments = ChoiceBox("schedule-department", ())
        self.departments.setMinimumWidth(220)
        self.departments.setAccessibleName(self.tr("科室"))
        self._titles = {
            WEEK: self.tr("排班"), LIST: self.tr("停诊名单"), CALENDAR: self.tr("日历"), PLACES: self.tr("科室诊室"),
        }  # fmt: skip
        self.turns: dict[str, KeyButton] = {}
        for key, face in FACE_KEYS.items():
            button = self.turns[face] = KeyButton(self._titles[face], chr(key))
            button.setProperty("focusName", f"schedule-{face}")
            button.clicked.connect(lambda face=face: self.turn_to(face))
        head = hbox(self.title, 12, self.departments, self._week_name, spacing=8)
        head.addWidget(self._note, 1)
        for button in self.turns.values():
            head.addWidget(button)
        self.week = QWidget()
        self.model = WeekModel()
        self.table = WeekTable(self.model, "week")
        self.table.setAccessibleName(self.tr("一周排班"))
        self.form = PlanForm()
        self.list = StoppedList(stopped)
        self._faces = CurrentStack()
        self._column = vbox(head, spacing=12, margins=(20, 14, 20, 14))
        self._column.addWidget(self._faces, 1)
        self.setLayout(self._column)
        if presenter is None:
            for widget in (self.departments, self._week_name, *self.turns.values()):
                widget.hide()
        else:
            self._build_week(presenter)
            self._faces.addWidget(self.week)
        self._faces.addWidget(self.list)
        if presenter is not None and places is not None:
            self.calendar = DayCalendarFace(presenter)
            self.calendar.chosen.connect(self._to_session)
            self.places = PlacesList(places)
            self._faces.addWidget(self.calendar)
            self._faces.addWidget(self.places)
            self.follow(presenter.subscribe, self._render)
            self.follow(places.subscribe, self._render_places)
        self.follow(stopped.subscribe, self._render_list)

    def _build_week(self, presenter: SchedulePresenter) -> None:
        keys = label(
            self.tr(
                "Enter 模板  L 请假  S 停诊  X 加号  Q 分号  T 替诊  M 生成  N 短信  D 科室  PgUp/PgDn 换周"
            ),
            "help",
        )
        inside = vbox(spacing=8, margins=(12, 12, 12, 10))
        inside.addWidget(self.table, 1)
        inside.addWidget(keys)
        row = hbox(spacing=16)
        row.addWidget(card(inside), 1)
        row.addWidget(self.form)
        self.week.setLayout(row)
        self.table.moved.connect(presenter.select)
        self.table.opened.connect(lambda: presenter.open_form(forms.TEMPLATE))
        self.departments.chosen.connect(self._choose_department)
        self.departments.entered.connect(self.take_focus)
        self.form.typed.connect(presenter.type)
        self.form.saved.connect(presenter.save)
        self.form.left.connect(self._leave_form)
        self.add_key("F9", self._save)
        self.add_key("Escape", self._leave_form)

    # ------------------------------------------------------------ what the shell asks
    def set_compact(self, compact: bool) -> None:
        """Less air."""
        self._column.setContentsMargins(*((16, 8, 16, 8) if compact else (20, 14, 20, 14)))

    def take_focus(self) -> None:
        """The table of whichever face is shown."""
        self._table().setFocus(Qt.FocusReason.OtherFocusReason)

    def _table(self) -> QTableView:
        if self.face == CALENDAR:
            return self.calendar.table
        if self.face == PLACES:
            return self.places.table
        return self.table if self.face == WEEK else self.list.table

    def refresh(self) -> None:
        """F5: read week and list again."""
        if self._presenter is not None:
            self._presenter.load()
        if self._places is not None:
            self._places.load()
        self._stopped.load()

    def turn_to(self, face: str) -> None:
        """B, C, R: from the week to another face; the same key again goes back."""
        if self._presenter is None:
            return
        if (
            self.face == PLACES
            and self._places is not None
            and self._places.state.view.department is not None
        ):
            self._presenter.choose_department(self._places.state.view.department.id)
        self.face = WEEK if face == self.face else face
        faces: dict[str, QWidget] = {
            WEEK: self.week, LIST: self.list, CALENDAR: self.calendar, PLACES: self.places,
        }  # fmt: skip
        self._faces.setCurrentWidget(faces[self.face])
        self.departments.setVisible(self.face != LIST)
        self._week_name.setVisible(self.face == WEEK)
        self.title.setText(self._titles[self.face])
        for its, button in self.turns.items():
            button.setText(self._titles[WEEK if its == self.face else its])
        if self._places is not None and self.face == PLACES and self._presenter.state.view is not None:
            self._places.choose_department(self._presenter.state.view.department_id)
        self._say()
        self.refresh()
        self.take_focus()

    def _choose_department(self, department_id: str) -> None:
        """The week, the calendar and the list of places are of one department."""
        if self._presenter is not None:
            self._presenter.choose_department(department_id)
        if self._places is not None and self.face == PLACES:
            self._places.choose_department(department_id)

    def _to_session(self, doctor_id: str, half_day: str) -> None:
        """Enter in the calendar: the same half-day in the week."""
        presenter = self._presenter
        if presenter is None:
            return
        rows = [str(row.doctor.id) for row in presenter.state.rows]
        if doctor_id in rows:
            column = presenter.state.column - presenter.state.column % 2 + HALVES.index(half_day)
            presenter.select(rows.index(doctor_id), column)
        self.turn_to(WEEK)

    def _save(self) -> None:
        if self.face == PLACES and self._places is not None:
            self._places.save()
        elif self._presenter is not None:
            self._presenter.save()

    def _leave_form(self) -> None:
        if self.face == PLACES:
            self.places.leave_form()
            return
        if self._presenter is not None and self._presenter.state.form is not None:
            self._presenter.cancel()
        self.take_focus()

    # ------------------------------------------------------------ rendering
    def _render(self, state: ScheduleState) -> None:
        view = state.view
        if view is not None:
            self._show_departments(view.departments, view.department_id)
            last = view.monday + timedelta(days=6)
            self._week_name.setText(f"{view.monday:%Y-%m-%d} – {last:%m-%d}")
            days = [view.monday + timedelta(days=column // 2) for column in range(14)]
            heads = [
                f"{say.weekday(day)}\n{day:%d}\n" + (self.tr("下午") if n % 2 else self.tr("上午"))
                for n, day in enumerate(days)
            ]
            doctors = [f"{names.named(r.doctor.name)}\n{names.title(r.doctor.title)}" for r in state.rows]
            self.model.show(
                heads, doctors, [tuple(self._words(cell) for cell in row.cells) for row in state.rows]
            )
            self.table.fit()
            self.table.put_cell(state.row, state.column)
            self.calendar.render_state(state)
        had_form = bool(self.form.inputs)
        changed = self.form.render_form(state.form, busy=state.busy)
        self.form.above.setText(self._above(state))
        self.form.below.setText(self._below(state))
        self._say()
        if changed and state.form is not None:
            first = self.form.first()
            if first is not None:
                first.setFocus(Qt.FocusReason.TabFocusReason)
        elif changed and had_form and self.isVisible():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _render_places(self, state: PlacesState) -> None:
        if self.face == PLACES and state.view.department is not None:
            self._show_departments(state.view.departments, state.view.department.id)
        self.places.render_state(state)
        self._say()

    def _show_departments(self, departments: Sequence[Department], chosen: str) -> None:
        self.departments.show_choices([(d.id, names.named(d.name)) for d in departments])
        self.departments.show_choice(chosen)

    def _render_list(self, state: StoppedState) -> None:
        self.list.render_state(state)
        self._say()

    def _say(self) -> None:
        notes = {LIST: self._stopped.state.note}
        if self._presenter is not None and self._places is not None:
            notes |= dict.fromkeys((WEEK, CALENDAR), self._presenter.state.note)
            notes[PLACES] = self._places.state.note
        said = notes[self.face]
        self._note.say(say.note_text(said))
        set_state(self._note, "state", said.kind.value)

    def _words(self, cell: WeekCell) -> WeekWords:
        if cell.kind == "open":
            look = "open" if cell.left else "full"
            text = f"{cell.left}/{cell.whole}" if cell.whole else str(cell.left)
            text = self.tr("满") if not cell.left else text
            text += "\n" + self.tr("替") if cell.substitute else ""
            return WeekWords(
                text, look, self.tr("余 {left} 共 {whole}").format(left=cell.left, whole=cell.whole)
            )
        words = {
            "stopped": self.tr("停诊"), "closed": self.tr("已结束"), "away": self.tr("请假"), "none": "",
            "template": self.tr("模板 {n}").format(n=cell.whole),
        }  # fmt: skip
        return WeekWords(words[cell.kind], "" if cell.kind == "none" else cell.kind, words[cell.kind])

    def _above(self, state: ScheduleState) -> str:
        doctor, day, cell = state.doctor, state.day, state.cell
        if doctor is None or day is None:
            return self.tr("这个科室还没有医生")
        if state.form is not None and state.form.kind == forms.MESSAGE:
            return self.tr("以后发出的短信按此正文")
        half = self.tr("下午") if state.column % 2 else self.tr("上午")
        lines = [f"{names.named(doctor.name)} {names.title(doctor.title)}", f"{day:%Y-%m-%d} {half}"]
        if state.form is None and cell.session is not None:
            session = cell.session
            lines.append(f"{session.starts:%H:%M} {names.named(session.place)}")
            lines += [f"{say.word('QuotaOf', c.channel)} {c.left}/{c.whole}" for c in session.plan.quota]
            if session.plan.stop_reason:
                lines.append(self.tr("停诊：") + say.word("PlanWord", session.plan.stop_reason))
        return "\n".join(lines)

    def _below(self, state: ScheduleState) -> str:
        form = state.form
        if form is not None and form.kind == forms.MESSAGE:
            named = " ".join(f"{{{place}}}" for place in sorted(FILLED.get(form.value("kind"), ())))
            places = self.tr("可用占位：{named}。须有 {{day}} 和 {{time}}，不写姓名证件").format(named=named)
            return f"{form.value('text')}\n\n{places}"
        if form is None or form.kind != forms.MAKE:
            return (
                self.tr("停诊后立即停止挂号，并短信通知已约患者") if form and form.kind == forms.STOP else ""
            )
        made, _ = made_and_not(state.preview)
        lines = [self.tr("预览：将生成 {made} 班，尚未生效").format(made=made)]
        lines += [
            f"{say.word('PlanWord', verdict.value)} {count}" for verdict, count in reasons_not(state.preview)
        ]
        lines += [
            f"{line.day:%m-%d} {line.template.starts:%H:%M} {names.named(line.template.place)}"
            for line in state.preview[:20]
            if line.makes
        ]
        return "\n".join(lines)

    # Qt's own names below
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        key = Qt.Key(event.key())
        if plain and key in FACE_KEYS:
            self.turn_to(FACE_KEYS[key])
        elif plain and self._presenter is not None and key == Qt.Key.Key_D and self.face != LIST:
            self.departments.setFocus(Qt.FocusReason.TabFocusReason)
        elif plain and self._presenter is not None and self.face == WEEK and self._week_key(key):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _week_key(self, key: Qt.Key) -> bool:
        assert self._presenter is not None
        if key in FORM_KEYS:
            self._presenter.open_form(FORM_KEYS[key])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._presenter.turn_week(-1 if key == Qt.Key.Key_PageUp else 1)
        else:
            return False
        return True

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt override
        super().showEvent(event)
        self.refresh()
