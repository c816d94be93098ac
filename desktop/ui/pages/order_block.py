"""The bordered block that always ends in the one primary button, with what is missing named under it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.presenters.registration_state import OrderState
from desktop.ui.pages.special_bar import special_name
from desktop.ui.texts import names, say
from desktop.ui.widgets.buttons import Btn
from desktop.ui.widgets.drawing import restyle
from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.layout import hbox, label, tag, vbox

NOTE_ICONS = {"error": ("error", "danger"), "warn": ("alert", "warn"), "ok": ("check", "ok")}
FOOT_PX = 26


class OrderBlock(QFrame):
    """Renders OrderState. `mend` gets the code of a missing thing; `confirm` is F9."""

    def __init__(
        self, confirm: Callable[[], None], mend: Callable[[str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("Order")
        self._department = label("", "strong")
        self._department.setWordWrap(True)
        self._time = label("", "label")
        self._number, self._fee = label("", "number"), label("", "number")
        fee_caption = label(self.tr("应收"), "caption")
        for right in (fee_caption, self._fee):
            right.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._provisional = tag(self.tr("待核验"), "warn")
        self._provisional.setToolTip(self.tr("现在无法实名核验，联网后补核"))
        self._special = tag("", "warn")
        self.button = Btn(self.tr("确认并打印  F9"))
        self.button.setObjectName("Confirm")
        self.button.setProperty("kind", "primary")
        self.button.setProperty("scale", "big")
        self.button.setProperty("focusName", "confirm")
        self.button.setAccessibleName(self.tr("确认并打印"))
        self.button.clicked.connect(confirm)
        self._foot = _Foot(mend)
        figures = hbox(
            vbox(label(self.tr("就诊序号"), "caption"), self._number, spacing=0),
            None,
            vbox(fee_caption, self._fee, spacing=0),
            spacing=8,
        )
        head = hbox(label(self.tr("本次挂号"), "section"), None, self._special, self._provisional, spacing=6)
        self.setLayout(
            vbox(
                head,
                self._department,
                self._time,
                2,
                figures,
                4,
                self.button,
                self._foot,
                spacing=4,
                margins=(14, 12, 14, 6),
            )
        )

    def render_state(self, state: OrderState, ready: str, look: str = "") -> None:
        """Show the state; `ready` is the sentence under a live button, `look` is "", warn or error."""
        chosen = state.starts is not None
        self._department.setText(_who(state) if chosen else self.tr("尚未选号"))
        self._time.setText(_when(state) if chosen else self.tr("选定时段后显示序号和费用"))
        self._show(self._number, str(state.number) if state.number else say.NOTHING, chosen)
        self._show(self._fee, say.money(state.fee_fen), chosen)
        self._provisional.setVisible(state.provisional)
        self._special.setText(special_name(state.kind))
        self._special.setVisible(bool(state.kind))
        self._show_button(state)
        self._foot.render_state(state, ready, look)
        self.button.setAccessibleDescription(self._foot.text())

    def _show_button(self, state: OrderState) -> None:
        text = self.tr("确认并打印  F9")
        if state.confirming:
            text = self.tr("正在保存…")
        elif state.armed:
            text = self.tr("等核验结果，随后自动确认…")
        self.button.setText(text)
        kind = "primary" if state.can_confirm else "blocked"
        if self.button.property("kind") != kind:
            # It stays in the tab order and can hold the caret: what is missing is read out with it.
            self.button.setProperty("kind", kind)
            restyle(self.button)

    @staticmethod
    def _show(figure: QLabel, text: str, chosen: bool) -> None:
        figure.setText(text)
        wanted = "" if chosen else "muted"
        if figure.property("state") != wanted:
            figure.setProperty("state", wanted)
            restyle(figure)


class _Foot(QWidget):
    """One line of fixed height: an error, what is missing (each a way to mend it), or that all is well."""

    def __init__(self, mend: Callable[[str], None]) -> None:
        super().__init__()
        self.setFixedHeight(FOOT_PX)
        self._mend = mend
        self._shown: tuple[object, ...] = ()
        self._icon = Icon("error", "danger", 14)
        self._line = label("", "help")
        self._line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._links = QWidget()
        self._row: QHBoxLayout = hbox(spacing=0)
        self._links.setLayout(self._row)
        whole = hbox(self._icon, spacing=4)
        whole.addWidget(self._line, 1)
        whole.addWidget(self._links)
        self.setLayout(whole)

    def text(self) -> str:
        """Return what the line says."""
        return str(self._shown[0]) if self._shown else ""

    def render_state(self, state: OrderState, ready: str, look: str) -> None:
        """Show the state."""
        text, kind = ready, look
        if state.note.code:
            text, kind = say.note_text(state.note), state.note.kind.value
        elif state.missing:
            kind = ""
            text = self.tr("还差：{what}").format(what=say.missing_text(state.missing))
        links = () if state.note.code else state.missing
        if (text, kind, links) == self._shown:
            return
        self._shown = (text, kind, links)
        self._show_line(text, kind, linked=bool(links))
        self._show_links(links)

    def _show_line(self, text: str, kind: str, *, linked: bool) -> None:
        self._line.setText(text)
        self._line.setToolTip(text)
        self._line.setProperty("state", kind)
        self._line.setVisible(not linked)
        self._icon.setVisible(kind in NOTE_ICONS)
        self._icon.set(*NOTE_ICONS.get(kind, ("error", "danger")))
        restyle(self._line)

    def _show_links(self, codes: tuple[str, ...]) -> None:
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._links.setVisible(bool(codes))
        if not codes:
            return
        self._row.addWidget(label(self.tr("还差："), "help"))
        for code in codes:
            link = Btn(say.word("Missing", code))
            link.setProperty("kind", "link")
            link.setProperty("focusName", "missing")
            link.clicked.connect(lambda _=False, c=code: self._mend(c))
            self._row.addWidget(link)
        self._row.addStretch(1)


def _who(state: OrderState) -> str:
    return f"{names.pair(state.department, state.doctor)} {names.title(state.title)}".strip()


def _when(state: OrderState) -> str:
    if state.day is None or state.starts is None:
        return ""
    day = say.day_name(state.day, "today" if state.today else "weekday")
    when = f"{day} {state.day:%m-%d}  {say.half_day(state.starts)} {say.period(state.starts, state.ends)}"
    return "  ".join(part for part in (when, say.visit(state.first_visit, state.insurance)) if part)
