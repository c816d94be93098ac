"""The navigation rail: the pages a person may use with their keys (Alt+1 to Alt+;), what waits as a number."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from desktop.ui import assets, theme
from desktop.ui.texts import say
from desktop.ui.texts.marking import QT_TRANSLATE_NOOP
from desktop.ui.widgets.drawing import T, font
from desktop.ui.widgets.layout import vbox

RAIL_PX, ICON_PX = 84, 22
# many pages stand closer, so that a screen of 768 px still shows all
ITEM_PX, CLOSE_ITEM_PX, MOST_WIDE = 62, 44, 8
# beyond these the icon stands small beside the word; sixteen still stand in the smallest window
TIGHT_ITEM_PX, TIGHT_ICON_PX, BESIDE_PX, MOST_CLOSE = 32, 16, 32, 13
KEYS = "1234567890-=[]\\;"
MOST_BADGE = 99
# code -> icon, word; pages about the desk itself stand at the foot
PAGES: dict[str, tuple[str, str]] = {
    "registration": ("register", QT_TRANSLATE_NOOP("Rail", "挂号")),
    "bookings": ("clock", QT_TRANSLATE_NOOP("Rail", "预约")),
    "rights": ("rights", QT_TRANSLATE_NOOP("Rail", "删除申请")),
    "requests": ("rights", QT_TRANSLATE_NOOP("Rail", "请求办理")),
    "approvals": ("approve", QT_TRANSLATE_NOOP("Rail", "审批")),
    "people": ("person", QT_TRANSLATE_NOOP("Rail", "重复档案")),
    "shift": ("cash", QT_TRANSLATE_NOOP("Rail", "班次")),
    "printing": ("print", QT_TRANSLATE_NOOP("Rail", "打印")),
    "report": ("chart", QT_TRANSLATE_NOOP("Rail", "日报")),
    "queue": ("queue", QT_TRANSLATE_NOOP("Rail", "队列")),
    "schedule": ("clock", QT_TRANSLATE_NOOP("Rail", "排班停诊")),
    "rules": ("eye", QT_TRANSLATE_NOOP("Rail", "预约规则")),
    "registers": ("register", QT_TRANSLATE_NOOP("Rail", "登记簿")),
    "audit": ("lock", QT_TRANSLATE_NOOP("Rail", "稽核")),
    "duties": ("check", QT_TRANSLATE_NOOP("Rail", "合规事项")),
    "sync": ("sync", QT_TRANSLATE_NOOP("Rail", "同步")),
}
AT_FOOT = frozenset({"sync"})


def page_key(number: int) -> str:
    """Return the key of the page at a place (1 is the first), to be pressed with Alt; "" behind the last key."""
    return KEYS[number - 1 : number]


def item_height(pages: int) -> int:
    """Return how high an item stands when a person may use so many pages, in pixels."""
    if pages <= MOST_WIDE:
        return ITEM_PX
    return CLOSE_ITEM_PX if pages <= MOST_CLOSE else TIGHT_ITEM_PX


def page_word(code: str) -> str:
    """Return the word of a page."""
    return say.translate("Rail", PAGES[code][1])


class Rail(QWidget):
    """Emits `chosen` with a page's code."""

    chosen = Signal(str)

    def __init__(self, codes: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(RAIL_PX)
        self.setAccessibleName(self.tr("页面"))
        self.items: dict[str, RailItem] = {}
        edge = 6 if item_height(len(codes)) == TIGHT_ITEM_PX else 10
        column = vbox(spacing=0, margins=(0, edge, 0, edge))
        foot: list[RailItem] = []
        for number, code in enumerate(codes, start=1):
            height = item_height(len(codes))
            item = RailItem(PAGES[code][0], page_word(code), page_key(number), height)
            item.clicked.connect(lambda _=False, c=code: self.chosen.emit(c))
            self.items[code] = item
            if code in AT_FOOT:
                foot.append(item)
            else:
                column.addWidget(item)
        if item_height(len(codes)) == TIGHT_ITEM_PX and any(item.too_long() for item in self.items.values()):
            for item in self.items.values():
                item.bare = True
        column.addStretch(1)
        for item in foot:
            column.addWidget(item)
        self.setLayout(column)

    def show_page(self, code: str) -> None:
        """Mark the page that is open."""
        self.items[code].setChecked(True)

    def show_badge(self, code: str, count: int) -> None:
        """Show how much waits on a page; 0 shows nothing."""
        if code in self.items:
            self.items[code].show_badge(count)

    # Qt's own names below
    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt override
        QPainter(self).fillRect(self.rect(), T("rail"))


class RailItem(QAbstractButton):
    """Icon over word; the open page has a bar at its left and a lighter ground."""

    def __init__(
        self, icon: str, text: str, key: str, height: int = ITEM_PX, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icon, self._badge, self._height = icon, 0, height
        # without its icon, where words are too long to stand beside one
        self.bare = False
        self.setText(text)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFixedSize(RAIL_PX, height)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(f"{text} (Alt+{key})" if key else text)
        self._name()

    def show_badge(self, count: int) -> None:
        """Show a number at the icon."""
        if count != self._badge:
            self._badge = count
            self._name()
            self.update()

    def too_long(self) -> bool:
        """Return whether the word does not fit beside a small icon."""
        return QFontMetrics(font(12)).horizontalAdvance(self.text()) > RAIL_PX - BESIDE_PX

    def fits(self) -> bool:
        """Return whether the whole word stands in the room it has."""
        words, _, face = self._room()
        return QFontMetrics(face).horizontalAdvance(self.text()) <= words.width()

    def _room(self) -> tuple[QRectF, Qt.AlignmentFlag, QFont]:
        """Return where the word stands, how it is placed there, and its face."""
        tight, close = self._height < CLOSE_ITEM_PX, self._height < ITEM_PX
        face = font(12, bold=self.isChecked() and not tight)
        if tight:
            left = 10 if self.bare else 30
            place = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            return QRectF(left, 0, RAIL_PX - left - 2, self._height), place, face
        words = QRectF(6, 25 if close else 36, RAIL_PX - 12, 16 if close else 18)
        return words, Qt.AlignmentFlag.AlignCenter, face

    def _name(self) -> None:
        self.setAccessibleName(f"{self.text()} {self._badge}" if self._badge else self.text())

    # Qt's own names below
    def sizeHint(self) -> QSize:  # noqa: N802  # Qt override
        return QSize(RAIL_PX, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt override
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = self._height
        on = self.isChecked()
        painter.setPen(Qt.PenStyle.NoPen)
        if on or self.underMouse():
            ground = QColor(T("railOn"))
            ground.setAlphaF(1.0 if on else 0.55)
            painter.setBrush(ground)
            # a word beside its icon needs the whole width
            left, right = (6, 2) if height < CLOSE_ITEM_PX else (8, 8)
            painter.drawRoundedRect(QRectF(left, 3, RAIL_PX - left - right, height - 6), 8, 8)
        if on:
            painter.setBrush(T("railMark"))
            painter.drawRoundedRect(QRectF(0, (height - 26) / 2, 3, 26), 1.5, 1.5)
        colour = theme.current()["railTextOn" if on else "railText"]
        self._paint_words(painter, colour)
        if self._badge:
            self._paint_badge(painter, on=on)

    def _paint_words(self, painter: QPainter, colour: str) -> None:
        tight, close = self._height < CLOSE_ITEM_PX, self._height < ITEM_PX
        size = TIGHT_ICON_PX if tight else ICON_PX
        if not self.bare:
            drawn = assets.pixmap(self._icon, colour, size, self.devicePixelRatioF())
            at = QPointF((RAIL_PX - size) / 2, 4 if close else 11)
            painter.drawPixmap(QPointF(11, (self._height - size) / 2) if tight else at, drawn)
        words, place, face = self._room()
        painter.setPen(QColor(colour))
        painter.setFont(face)
        text = QFontMetrics(face).elidedText(self.text(), Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, place, text)

    def _paint_badge(self, painter: QPainter, *, on: bool) -> None:
        text = str(self._badge) if self._badge <= MOST_BADGE else f"{MOST_BADGE}+"
        face = font(11, bold=True)
        width = max(16, QFontMetrics(face).horizontalAdvance(text) + 9)
        left = RAIL_PX - width - 1 if self._height < CLOSE_ITEM_PX else 47
        area = QRectF(left, 2 if self._height < ITEM_PX else 7, width, 16)
        painter.setPen(QPen(T("railOn" if on else "rail"), 2))
        painter.setBrush(T("badge"))
        painter.drawRoundedRect(area, 8, 8)
        painter.setPen(T("onBadge"))
        painter.setFont(face)
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
