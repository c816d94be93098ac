"""Who is served, always in the same place: name in full, everything else masked as a set (UX rule 7)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop.domain.policy_text import Topic
from desktop.presenters.notes import Note, NoteKind
from desktop.presenters.patient_says import Said
from desktop.presenters.registration import RegistrationPresenter
from desktop.presenters.registration_state import ConsentStep, Panel, RegistrationState, Tag
from desktop.presenters.reveal import RevealPresenter
from desktop.services.drafts import Visit
from desktop.ui.pages.clause_line import ClauseLine
from desktop.ui.pages.last_card import LastCard
from desktop.ui.pages.masked_rows import MaskedRows
from desktop.ui.pages.order_block import OrderBlock
from desktop.ui.texts import names, say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.layout import hbox, label, sep, tag, vbox

WIDTH_PX = 328
DECIDABLE = ("likely-duplicate", "name-differs")
VISIT_LOOKS = {"no-show": "warn", "lapsed": "warn"}


class ContextPanel(QFrame):
    """Renders the panel, the previous patient and the order of the registration state."""

    def __init__(
        self,
        form: RegistrationPresenter,
        reveal: RevealPresenter,
        mend: Callable[[str], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("Panel")
        self.setFixedWidth(WIDTH_PX)
        self._compact = False
        self.rows = MaskedRows(reveal)
        self.person = _Person(lambda: form.identity.show_likely(True), self.rows)
        self._nobody = _nobody(self.tr("放卡自动读取，或按 F2 读卡"), self.tr("已建档患者可按 F3 查找"))
        self.last = LastCard(form)
        self.order = OrderBlock(form.confirm, mend)
        self.clause = ClauseLine(Topic.CONSENT)
        column = vbox(self.person, self._nobody, None, self.last, spacing=0, margins=(16, 18, 16, 14))
        column.insertSpacing(1, 8)
        column.insertWidget(2, self.clause)
        column.addSpacing(12)
        column.addWidget(self.order)
        self.setLayout(column)

    def set_compact(self, compact: bool) -> None:
        """Low screens: no recent visits."""
        self.person.set_compact(compact)
        layout = self.layout()
        assert layout is not None
        layout.setContentsMargins(16, 12 if compact else 18, 16, 10 if compact else 14)

    def render_state(self, state: RegistrationState) -> None:
        """Show the state."""
        under_age = state.consent.step is ConsentStep.UNDER_AGE
        self.clause.turn_to(Topic.MINORS if under_age else Topic.CONSENT)
        self.person.setVisible(state.panel is not None)
        self._nobody.setVisible(state.panel is None)
        if state.panel is not None:
            self.person.render_state(state.panel)
        self.last.render_state(state.last)
        ready = self._printer(state.printer)
        if state.patient_said == Said.RIGHT.value and not _look(state.printer):
            ready = self.tr("患者已在屏上确认")
        self.order.render_state(state.order, ready, _look(state.printer))

    def _printer(self, note: Note) -> str:
        """Return the sentence under a live button: all is well, or what is wrong with the printer."""
        if _look(note):
            return say.note_text(note)
        ready = say.note_text(note) or self.tr("凭条打印机就绪")
        return self.tr("{printer}·打印后进入下一位").format(printer=ready)


class _Person(QWidget):
    """The served patient."""

    def __init__(self, check: Callable[[], None], rows: MaskedRows) -> None:
        super().__init__()
        self._compact = False
        self._name = label("", "name")
        self._name.setWordWrap(True)
        self._facts = label("", "label")
        self._tags: QHBoxLayout = hbox(spacing=6)
        self._more_tags: QHBoxLayout = hbox(spacing=6)
        self._rows = rows
        self._alerts = _Alerts(check)
        self._visits = _Visits()
        column = vbox(self._name, self._facts, 2, self._tags, self._more_tags, 4, spacing=4)
        column.addWidget(rows)
        column.addSpacing(4)
        column.addWidget(self._alerts)
        column.addSpacing(8)
        column.addWidget(self._visits)
        self.setLayout(column)
        self._shown: Panel | None = None

    def set_compact(self, compact: bool) -> None:
        """Hide the recent visits on low screens."""
        self._compact = compact
        self._visits.setVisible(not compact)

    def render_state(self, panel: Panel) -> None:
        """Show the panel."""
        if panel == self._shown:
            return
        self._shown = panel
        self._name.setText(panel.name)
        self._name.setAccessibleName(panel.name)
        birth = panel.birth.isoformat() if panel.birth else say.NOTHING
        spoken = (self.tr("读 {reading}").format(reading=panel.reading),) if panel.reading else ()
        self._facts.setText("·".join((*spoken, say.sex(panel.sex), say.years(panel.age), birth)))
        self._rows.render_state(panel)
        _fill_tags(self._tags, panel.tags[:3])
        _fill_tags(self._more_tags, panel.tags[3:])
        self._alerts.render_state(panel.alerts)
        self._visits.render_state(panel.visits)


class _Alerts(QWidget):
    """What to watch, inline; the ones the clerk decides carry their key."""

    def __init__(self, check: Callable[[], None]) -> None:
        super().__init__()
        self._check = check
        self._shown: tuple[Note, ...] | None = None
        self.setLayout(vbox(spacing=6))

    def render_state(self, alerts: tuple[Note, ...]) -> None:
        """Show the alerts."""
        if alerts == self._shown:
            return
        self._shown = alerts
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        _empty(layout)
        for alert in alerts:
            layout.addWidget(self._frame(alert))
        self.setVisible(bool(alerts))

    def _frame(self, alert: Note) -> QFrame:
        frame = QFrame()
        frame.setObjectName("Notice")
        text = label(say.note_text(alert), "strong")
        text.setWordWrap(True)
        row = hbox(Icon("alert", "warn", 18), spacing=8, margins=(12, 8, 8, 8))
        row.addWidget(text, 1)
        if alert.code in DECIDABLE:
            button = KeyButton(self.tr("核对"), "Alt", "M")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(self._check)
            row.addWidget(button)
        frame.setLayout(row)
        return frame


class _Visits(QWidget):
    """The last visits."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Visit, ...] | None = None
        self._rows = vbox(spacing=6)
        self._none = label(self.tr("没有就诊记录"), "caption")
        whole = vbox(sep(), 6, label(self.tr("近期就诊"), "section"), self._none, spacing=6)
        whole.addLayout(self._rows)
        self.setLayout(whole)

    def render_state(self, visits: tuple[Visit, ...]) -> None:
        """Show the visits."""
        if visits == self._shown:
            return
        self._shown = visits
        _empty(self._rows)
        self._none.setVisible(not visits)
        for visit in visits:
            place = label(names.pair(visit.department, visit.doctor, " "), "body")
            state = label(
                say.word("VisitState", visit.state), "caption", state=VISIT_LOOKS.get(visit.state, "")
            )
            self._rows.addLayout(
                hbox(label(f"{visit.day:%m-%d}", "caption"), 4, place, None, state, spacing=6)
            )


def _look(note: Note) -> str:
    return note.kind.value if note.kind in (NoteKind.WARN, NoteKind.ERROR) else ""


def _fill_tags(row: QHBoxLayout, tags: tuple[Tag, ...]) -> None:
    _empty(row)
    for each in tags:
        row.addWidget(tag(say.word("Tag", each.code), each.kind))
    row.addStretch(1)


def _empty(layout: QHBoxLayout | QVBoxLayout) -> None:
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner, QHBoxLayout | QVBoxLayout):
            _empty(inner)
            inner.deleteLater()


def _nobody(first: str, second: str) -> QWidget:
    box = QWidget()
    lines = label(first, "strong"), label(second, "caption")
    for line in lines:
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line.setWordWrap(True)
    box.setLayout(vbox(40, hbox(None, Icon("card", "ctlBottom", 44), None), 8, *lines, spacing=4))
    return box
