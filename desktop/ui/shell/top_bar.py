"""The top bar: where we are, the way to the search, who is signed in, the lock."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.presenters.workplace import FrameInfo
from desktop.ui.texts.roles import role_word
from desktop.ui.widgets.buttons import Btn, KeyButton
from desktop.ui.widgets.keys import KeyCap
from desktop.ui.widgets.layout import hbox, label, sep, tag, vbox

BAR_PX, SEARCH_PX = 56, 520


class TopBar(QWidget):
    """Emits `search_asked`, `palette_asked` and `lock_asked`; all have keys, so nothing here is a tab stop."""

    search_asked = Signal()
    palette_asked = Signal()
    lock_asked = Signal()

    def __init__(self, info: FrameInfo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("TopBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(BAR_PX)
        self.search = _SearchButton(
            self.tr("找患者：姓名 / 首字母 / 证件号后几位 / 手机号"), self.tr("找患者")
        )
        self.search.clicked.connect(self.search_asked)
        self.lock = KeyButton(self.tr("锁屏"), "Ctrl", "L")
        self.lock.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.lock.clicked.connect(self.lock_asked)
        self.palette_key = KeyButton(self.tr("命令"), "Ctrl", "K")
        self.palette_key.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.palette_key.clicked.connect(self.palette_asked)
        place = self.tr("{role}·{window}").format(role=role_word(info.staff.role), window=info.window)
        who = vbox(label(info.staff.name, "strong"), label(place, "caption"), spacing=1)
        row = hbox(
            label(info.hospital, "title"), label(self.tr("门诊挂号"), "label"), 16, margins=(24, 9, 16, 9)
        )
        row.addWidget(self.search, 1)
        row.addStretch(0)
        row.addSpacing(8)
        row.addWidget(self.palette_key)
        if info.demo:
            days = info.later.days
            row.addWidget(tag(self.tr("演示·{n} 天后").format(n=days) if days else self.tr("演示"), "warn"))
        if info.vault == "file":
            vault = tag(self.tr("密钥在文件"), "plain")
            vault.setToolTip(self.tr("本机密钥存放于文件，只用于服务器、测试和演示"))
            row.addWidget(vault)
        row.addSpacing(4)
        row.addWidget(sep(across=False))
        row.addSpacing(4)
        row.addLayout(who)
        row.addSpacing(8)
        row.addWidget(self.lock)
        self.setLayout(row)


class _SearchButton(Btn):
    """Looks like the box that it opens; the typing itself happens in the overlay."""

    def __init__(self, text: str, name: str) -> None:
        super().__init__(text)
        self.setObjectName("Search")
        self.setAccessibleName(name)
        self.setAccessibleDescription("F3")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setMaximumWidth(SEARCH_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_icon("search", "text3")
        self.setLayout(hbox(None, KeyCap("F3"), margins=(0, 0, 8, 0)))

    # Qt's own names below
    def minimumSizeHint(self) -> QSize:  # noqa: N802  # Qt override
        return QSize(180, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:  # noqa: N802  # Qt override
        return QSize(SEARCH_PX, super().sizeHint().height())
