"""The status bar: line, reader, printer at the left; today's people and the time at the right (G74)."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QDateTime, Qt
from PySide6.QtWidgets import QWidget

from desktop.domain.schedules import CHINA
from desktop.presenters.notes import Note, NoteKind
from desktop.presenters.registration_state import RegistrationState
from desktop.presenters.syncing import Headline, SyncState
from desktop.ui.texts import say
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.layout import hbox, label, sep

BAR_PX, ICON_PX = 30, 15
ON_TIME = timedelta()
LINE_LOOKS = {
    Headline.SYNCED: ("check", "ok", ""),
    Headline.NEVER: ("clock", "text3", ""),
    Headline.OFFLINE: ("alert", "warn", "warn"),
    Headline.QUARANTINED: ("error", "danger", "danger"),
    Headline.CLOCK_WRONG: ("clock", "danger", "danger"),
}
NOTE_LOOKS = {NoteKind.OK: "ok", NoteKind.WARN: "warn", NoteKind.ERROR: "danger"}


class StatusBar(QWidget):
    """Renders what the presenters say of line and devices; icon and word together, never colour alone."""

    def __init__(self, later: timedelta = ON_TIME, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._later = later
        self.setObjectName("Status")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(BAR_PX)
        self.line = _Item("clock")
        self.reader = _Item("card")
        self.printer = _Item("print")
        self.queue = _Item("clock")
        self.queue.hide()
        self._today = label("", "caption")
        self._now = label("", "caption")
        self.setLayout(
            hbox(
                self.line,
                sep(across=False),
                self.reader,
                self.printer,
                self.queue,
                None,
                self._today,
                sep(across=False),
                self._now,
                spacing=14,
                margins=(16, 5, 16, 5),
            )
        )
        self.reader.say(self.tr("读卡器"), "text3")
        self.printer.say(self.tr("凭条打印机"), "text3")

    def show_line(self, state: SyncState) -> None:
        """Show how we stand with central."""
        icon, colour, kind = LINE_LOOKS[state.headline]
        self.line.say(self._line_text(state), colour, kind, icon)

    def show_devices(self, state: RegistrationState) -> None:
        """Show what reader and printer said last."""
        self._device(self.reader, state.reader, self.tr("读卡器"))
        self._device(self.printer, state.printer, self.tr("凭条打印机"))

    def show_queue(self, waiting: int) -> None:
        """Show how many sheets wait for paper; nothing when none does."""
        self.queue.setVisible(waiting > 0)
        self.queue.say(self.tr("排队待打 {n} 张").format(n=waiting), "warn", "warn")

    def show_today(self, people: int) -> None:
        """Show how many people this window registered today."""
        self._today.setText(self.tr("本窗今日 {n} 人").format(n=people))

    @property
    def now(self) -> datetime:
        """Return the hospital's time as this desk has it."""
        return datetime.fromtimestamp(QDateTime.currentSecsSinceEpoch(), CHINA) + self._later

    def show_time(self) -> None:
        """Show day and minute."""
        now = self.now
        self._now.setText(f"{now:%Y-%m-%d} {say.weekday(now.date())}  {now:%H:%M}")

    def _line_text(self, state: SyncState) -> str:
        if state.headline is Headline.QUARANTINED:
            return self.tr("本机已停用同步，请联系信息科")
        if state.headline is Headline.CLOCK_WRONG:
            return self.tr("本机时间不准，请信息科校时")
        if state.headline is Headline.NEVER:
            return self.tr("尚未同步")
        if state.headline is Headline.OFFLINE:
            text = self.tr("离线 {m}·待上传 {n}") if state.offline_minutes else self.tr("离线·待上传 {n}")
            return text.format(m=say.lasting(state.offline_minutes), n=state.waiting)
        at = state.last_success.astimezone(CHINA) if state.last_success else None
        text = self.tr("已同步 {time}·待上传 {n}")
        return text.format(time=f"{at:%H:%M:%S}" if at else say.NOTHING, n=state.waiting)

    def _device(self, item: _Item, note: Note, name: str) -> None:
        if not note.code:
            item.say(name, "text3")
            return
        look = NOTE_LOOKS.get(note.kind, "text3")
        item.say(say.note_text(note), look, look if look in ("warn", "danger") else "")


class _Item(QWidget):
    """An icon with its words."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self._icon = Icon(icon, "text3", ICON_PX)
        self._text = label("", "caption")
        self.setLayout(hbox(self._icon, self._text, spacing=5))

    @property
    def text(self) -> str:
        """Return what is said."""
        return self._text.text()

    def say(self, text: str, colour: str, kind: str = "", icon: str | None = None) -> None:
        """Show a text."""
        self._icon.set(icon, colour)
        self._text.setText(text)
        self.setAccessibleName(text)
        set_state(self._text, "state", kind)
