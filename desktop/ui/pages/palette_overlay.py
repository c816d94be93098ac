"""The command palette (Ctrl+K): one line to type in, one list, the keyboard alone (UX §5, §6)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop.presenters.palette import PalettePresenter, PaletteState
from desktop.ui.pages.inputs import TypedLine
from desktop.ui.pages.overlay import PresenterOverlay
from desktop.ui.tables.palette_list import ROW_PX, PaletteDelegate, PaletteModel
from desktop.ui.widgets.announcing import announce
from desktop.ui.widgets.layout import label, vbox

WIDTH_PX, SHOWN_ROWS, AROUND_PX = 600, 9, 96
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}


class PaletteOverlay(PresenterOverlay):
    """Covers `root` while PaletteState says so."""

    def __init__(self, presenter: PalettePresenter, root: QWidget) -> None:
        super().__init__(root, WIDTH_PX)
        self._presenter = presenter
        self.edit = TypedLine("palette")
        self.edit.setObjectName("OverlayEdit")
        self.edit.setPlaceholderText(self.tr("输入命令、页面、患者，或拼音首字母"))
        self.edit.setAccessibleName(self.tr("命令"))
        self.edit.typed.connect(presenter.type)
        self.edit.entered.connect(presenter.accept)
        self.edit.installEventFilter(self)
        self.model = PaletteModel()
        self.list = QListView()
        self.list.setObjectName("OverlayList")
        self.list.setAccessibleName(self.tr("命令"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setModel(self.model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.clicked.connect(self._on_clicked)
        foot = label(self.tr("↑↓ 选择    回车 执行    Esc 关闭"), "caption")
        foot.setContentsMargins(18, 0, 18, 0)
        column = vbox(self.edit, spacing=6, margins=(1, 1, 1, 12))
        column.addWidget(self.list, 1)
        column.addWidget(foot)
        self.sheet.setLayout(column)
        self._end = presenter.subscribe(self._render)

    def take_caret(self) -> None:
        """The line."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Esc closes it."""
        self._presenter.close()

    def height_of(self, width: int) -> int:
        """Always the same, so that nothing jumps while one types."""
        return SHOWN_ROWS * ROW_PX + AROUND_PX

    def _on_clicked(self, index: QModelIndex) -> None:
        self._presenter.select(index.row())
        self._presenter.accept()

    def _render(self, state: PaletteState) -> None:
        self.edit.show_text(state.text)
        self.model.show(state)
        index = self.model.index(state.selected, 0)
        if state.shown and index.isValid():
            self.list.setCurrentIndex(index)
            announce(self.edit, str(self.model.data(index)))
        self.show_over(state.shown)

    # Qt's own names below
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt override
        if watched is self.edit and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in STEPS and not self.edit.composing:
                self._presenter.move(STEPS[key])
                return True
            # one line only: Tab must not lead to the page behind the scrim
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt override
        if not self.sheet.geometry().contains(event.position().toPoint()):
            self.leave()
