"""Finding a patient (F3): a child of the window, never a popup, because popups break Chinese input (UX §6.3, §9)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QListView, QWidget

from desktop.presenters.search import SearchPresenter, SearchState, Where
from desktop.presenters.search_reveal import BEAT_S, SearchReveal, SearchRevealState
from desktop.ui.pages.inputs import TypedLine
from desktop.ui.tables.hit_list import ROW_PX, HitDelegate, HitModel
from desktop.ui.texts import say
from desktop.ui.widgets.announcing import announce
from desktop.ui.widgets.drawing import T, set_state
from desktop.ui.widgets.layout import hbox, label, vbox

WIDTH_PX, HEIGHT_PX, TOP_PX = 680, 470, 72
PAUSE_MS = 150
SCRIM = 0.42
STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 6, Qt.Key.Key_PageUp: -6}


class SearchOverlay(QWidget):
    """Covers `root` with a scrim and a sheet while SearchState says so.

    `opened` tells that it appeared, `closed` that it went and whether a row was accepted. The caret goes back where it
    was; the page of an accepted person may then wish for another place.
    """

    opened = Signal()
    closed = Signal(bool)

    def __init__(self, presenter: SearchPresenter, reveal: SearchReveal, root: QWidget) -> None:
        super().__init__(root)
        self._presenter, self._root, self._reveal = presenter, root, reveal
        self._before: QWidget | None = None
        self._accepting = False
        self.hide()
        self.edit = TypedLine("search")
        self.edit.setObjectName("OverlayEdit")
        self.edit.setPlaceholderText(self.tr("姓名 / 拼音首字母 / 证件号后 4 位 / 手机号，两个字起"))
        self.edit.setAccessibleName(self.tr("找患者"))
        self.model = HitModel()
        self.list = self._make_list()
        self._head = label("", "caption")
        self._note = label("", "caption")
        self._central = label(self.tr("Alt+C 到中心精确查找"), "caption")
        self._why = label("", "caption")
        self._sheet = self._make_sheet()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(presenter.find)
        self.edit.typed.connect(self._on_typed)
        self.edit.entered.connect(self._on_entered)
        self.edit.installEventFilter(self)
        root.installEventFilter(self)
        self._beat = QTimer(self)
        self._beat.setInterval(round(BEAT_S * 1000))
        self._beat.timeout.connect(reveal.tick)
        self._ends: list[Callable[[], None]] = [
            presenter.subscribe(self._render),
            reveal.subscribe(self._render_reveal),
        ]

    def _make_list(self) -> QListView:
        made = QListView()
        made.setObjectName("OverlayList")
        made.setModel(self.model)
        made.setItemDelegate(HitDelegate(made))
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setUniformItemSizes(True)
        made.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setAccessibleName(self.tr("找到的患者"))
        made.clicked.connect(self._on_clicked)
        return made

    def _make_sheet(self) -> QFrame:
        sheet = QFrame(self)
        sheet.setObjectName("Overlay")
        top = hbox(self._head, None, self._note, spacing=8, margins=(18, 6, 18, 4))
        keys = label(self.tr("↑↓ 选择    回车 打开    Esc 关闭"), "caption")
        foot = hbox(keys, 12, self._why, None, self._central, margins=(18, 6, 18, 8))
        column = vbox(self.edit, top, spacing=0, margins=(1, 6, 1, 1))
        column.addWidget(self.list, 1)
        column.addLayout(foot)
        sheet.setLayout(column)
        return sheet

    @property
    def rested(self) -> bool:
        """Return whether the pause after the last letter is over."""
        return not self._pause.isActive()

    def open_with(self, text: str) -> None:
        """Show the overlay with something typed already."""
        self.open()
        self._on_typed(text)

    def open(self) -> None:
        """Show the overlay; the caret is remembered."""
        if self._presenter.state.shown:
            self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        self._before = QApplication.focusWidget()
        self._presenter.open()

    def hold_reveal(self) -> None:
        """Alt+V went down over the selected row."""
        selected = self._presenter.state.selected
        hits = self._presenter.state.hits
        self._reveal.hold(hits[selected] if 0 <= selected < len(hits) else None)

    def close_search(self) -> None:
        """Hide the overlay as Esc does."""
        self._accepting = False
        self._presenter.close()

    def release(self) -> None:
        """Hear nothing more; called once."""
        while self._ends:
            self._ends.pop()()

    def _on_typed(self, text: str) -> None:
        self._accepting = False
        self._presenter.type(text)
        self._pause.start()

    def _on_entered(self) -> None:
        # Enter right behind the last key: rows of an older text must not be opened, the one person of a number is.
        if self._pause.isActive():
            self._pause.stop()
            self._accepting = True
            self._presenter.find(open_exact=True)
            return
        self._accepting = True
        self._presenter.accept()

    def _on_clicked(self, index: QModelIndex) -> None:
        self._accepting = True
        self._presenter.select(self.model.selection_of(index.row()))
        self._presenter.open_selected()

    def _render(self, state: SearchState) -> None:
        if state.shown:
            self._fill(state)
        if state.shown is self.isHidden():
            self._appear() if state.shown else self._vanish()

    def _fill(self, state: SearchState) -> None:
        self.edit.show_text(state.text)
        self.model.show(state.hits, state.text.strip() if state.can_create else "")
        row = self.model.row_of(state.selected)
        if row != self.list.currentIndex().row():
            index = self.model.index(row, 0) if row >= 0 else QModelIndex()
            self.list.setCurrentIndex(index)
            if index.isValid():
                announce(self.edit, str(self.model.data(index)))
        self._head.setText(self._headline(state))
        self._note.setText(self._trouble(state))
        set_state(self._note, "state", state.note.kind.value)
        self._central.setVisible(state.central_offered)

    def _render_reveal(self, state: SearchRevealState) -> None:
        if self._reveal.held and not self._beat.isActive():
            self._beat.start()
        elif not self._reveal.held:
            self._beat.stop()
        chosen = say.word("RevealReason", state.reason.value) if state.reason else self.tr("未选")
        text = self.tr("Alt+R 理由：{reason}    按住 Alt+V 查看").format(reason=chosen)
        if state.value:
            text = state.value
        elif state.note.code:
            text = say.note_text(state.note)
        self._why.setText(text)
        set_state(self._why, "state", state.note.kind.value if not state.value else "")

    def _headline(self, state: SearchState) -> str:
        if state.searching:
            return self.tr("正在查找…")
        if state.where is Where.RECENT:
            return self.tr("最近的患者") if state.hits else self.tr("输入两个字开始查找")
        count = len(state.hits)
        where = self.tr("中心") if state.where is Where.CENTRAL else self.tr("本窗")
        text = self.tr("{where} {n} 条，{s} 秒")
        return text.format(where=where, n=count, s=f"{state.took_ms / 1000:.2f}")

    def _trouble(self, state: SearchState) -> str:
        if state.note.code:
            return say.note_text(state.note)
        return self.tr("结果太多，请再输入一些") if state.too_many else ""

    def _appear(self) -> None:
        self._place()
        # Shown first, then given the caret: the other way round the input method loses its window (QTBUG-83490).
        self.show()
        self.raise_()
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._accepting = False
        self.opened.emit()

    def _vanish(self) -> None:
        self._pause.stop()
        before, self._before = self._before, None
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.edit.clear()
        self.model.show((), "")
        self._reveal.reset()
        self.closed.emit(self._accepting)

    def _place(self) -> None:
        root = self._root
        self.setGeometry(root.rect())
        width = min(WIDTH_PX, root.width() - 48)
        height = min(HEIGHT_PX, root.height() - TOP_PX - 60)
        self._sheet.setGeometry((root.width() - width) // 2, TOP_PX, width, height)

    # Qt's own names below
    def sizeHint(self) -> QSize:  # noqa: N802  # Qt override
        return QSize(WIDTH_PX, 4 * ROW_PX)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt override
        if watched is self.edit and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if watched is not self.edit and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if self.edit.composing:
            return False
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_search()
        elif key in STEPS:
            self._reveal.hide()
            self._presenter.move(STEPS[Qt.Key(key)])
        elif key == Qt.Key.Key_C and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self._presenter.find_at_central()
        elif key == Qt.Key.Key_R and event.modifiers() == Qt.KeyboardModifier.AltModifier:
            self._reveal.next_reason()
        else:
            # One field only: Tab must not lead to the page behind the scrim.
            return key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802  # Qt override
        if not self._sheet.geometry().contains(event.position().toPoint()):
            self.close_search()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  # Qt override
        shade = QColor(T("scrim"))
        shade.setAlphaF(SCRIM)
        QPainter(self).fillRect(self.rect(), shade)
