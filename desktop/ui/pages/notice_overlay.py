"""Notice and announcements over the page (Alt+I): versions at the left, the text at the right, print (P30, P34)."""

from __future__ import annotations

import html
from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QTextEdit, QWidget

from desktop.domain.ids import PatientId
from desktop.domain.notice_changes import Kept, Paragraph
from desktop.presenters.notices import NoticesPresenter, NoticesState
from desktop.services.notice import Notice
from desktop.ui.pages.overlay import PresenterOverlay
from desktop.ui.printing.notice_painter import span
from desktop.ui.texts import say
from desktop.ui.widgets.drawing import T, set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import hbox, label, vbox

LIST_PX, WIDEST_PX = 220, 1040
CHANGE = "change"


class NoticeOverlay(PresenterOverlay):
    """Covers `root` while NoticesState says so."""

    def __init__(self, presenter: NoticesPresenter, root: QWidget) -> None:
        super().__init__(root, WIDEST_PX)
        self._presenter = presenter
        self._drawn: tuple[object, ...] = ()
        self.list = QListWidget()
        self.list.setObjectName("OverlayList")
        self.list.setProperty("focusName", "notice-versions")
        self.list.setFixedWidth(LIST_PX)
        self.list.setAccessibleName(self.tr("隐私告知的版本"))
        self.list.currentRowChanged.connect(presenter.select)
        self.list.installEventFilter(self)
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setAccessibleName(self.tr("隐私告知全文"))
        self._head = label("", "section")
        self._who = label("", "caption")
        self._about = label("", "label")
        self._about.setWordWrap(True)
        self._note = HelperLine()
        middle = hbox(self.list, spacing=12)
        middle.addWidget(self.text, 1)
        column = vbox(hbox(self._head, None, self._who), spacing=8, margins=(20, 14, 20, 10))
        column.addWidget(self._about)
        column.addLayout(middle, 1)
        column.addWidget(self._note)
        column.addWidget(
            label(
                self.tr(
                    "↑↓ 选择    PgUp/PgDn 翻页    D 对照上一版    P 打印    L 大字打印    C 本人同意记录    Esc 返回"
                ),
                "caption",
            )
        )
        self.sheet.setLayout(column)
        self._end = presenter.subscribe(self._render)

    def open(self, patient: PatientId | None = None) -> None:
        """Show the version in force, in the language of the window."""
        english = QLocale().language() == QLocale.Language.English
        self._presenter.open(english=english, patient=patient)

    def _render(self, state: NoticesState) -> None:
        if state.shown:
            self._fill(state)
        self.show_over(state.shown)

    def _fill(self, state: NoticesState) -> None:
        self._show_versions(state)
        announced = state.announcement
        self._head.setText(announced.title if announced else self.tr("隐私告知"))
        by = state.operator
        self._who.setText(
            self.tr("运营：{name}　{contact}").format(name=by.name, contact=by.contact) if by else ""
        )
        self._about.setText(_about(state, self._presenter.signer()))
        self._about.setVisible(bool(self._about.text()))
        drawn = (state.selected, state.comparing, state.paragraphs)
        if drawn != self._drawn:
            self._drawn = drawn
            self.text.setHtml("".join(self._paragraph(each) for each in state.paragraphs))
            self.text.scrollToAnchor(CHANGE)
        self._note.say(say.note_text(state.note))
        set_state(self._note, "state", state.note.kind.value)

    def _show_versions(self, state: NoticesState) -> None:
        wanted = [self.tr("公告·{title}").format(title=one.title) for one in state.announcements]
        wanted += [self._version(notice, state) for notice in state.versions]
        self.list.blockSignals(True)
        if [self.list.item(row).text() for row in range(self.list.count())] != wanted:
            self.list.clear()
            self.list.addItems(wanted)
        self.list.setCurrentRow(state.selected if wanted else -1)
        self.list.blockSignals(False)

    def _version(self, notice: Notice, state: NoticesState) -> str:
        text = self.tr("{v}·{day} 起").format(v=notice.version, day=f"{notice.effective:%Y-%m-%d}")
        if notice.version == state.in_force:
            return self.tr("{text}·现行").format(text=text)
        if notice in state.upcoming:
            return self.tr("{text}·待施行").format(text=text)
        return text

    def _paragraph(self, paragraph: Paragraph) -> str:
        text = html.escape(paragraph.text)
        if paragraph.kept is Kept.ADDED:
            mark = html.escape(self.tr("新增"))
            return f'<p style="color:{T("ok").name()}"><a name="{CHANGE}"></a><b>＋ {mark}</b> {text}</p>'
        if paragraph.kept is Kept.REMOVED:
            mark = html.escape(self.tr("删除"))
            return f'<p style="color:{T("danger").name()}"><a name="{CHANGE}"></a><b>－ {mark}</b> <s>{text}</s></p>'
        return f"<p>{text}</p>"

    def take_caret(self) -> None:
        """The versions; the text scrolls by key."""
        self.list.setFocus(Qt.FocusReason.PopupFocusReason)

    def height_of(self, width: int) -> int:
        """The whole window: there is much to read."""
        return self.height()

    def _on_key(self, event: QKeyEvent) -> bool:
        keys: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Escape: self._presenter.close,
            Qt.Key.Key_D: self._presenter.compare,
            Qt.Key.Key_P: self._presenter.print,
            Qt.Key.Key_L: lambda: self._presenter.print(large=True),
            Qt.Key.Key_C: self._presenter.print_agreements,
            Qt.Key.Key_PageDown: lambda: self._scroll(1),
            Qt.Key.Key_PageUp: lambda: self._scroll(-1),
        }
        act = keys.get(event.key())
        if act is None:
            # the caret stays on the list: nothing under the scrim may be reached
            return event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        act()
        return True

    def _scroll(self, pages: int) -> None:
        bar = self.text.verticalScrollBar()
        bar.setValue(bar.value() + pages * bar.pageStep())

    # Qt's own names below
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt override
        if watched is self.list and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._on_key(event)
        return super().eventFilter(watched, event)


def _about(state: NoticesState, signer: str) -> str:
    """Return what changed and who signed it, or how long an announcement stands."""
    now, announced = state.current, state.announcement
    if announced is not None:
        return span(announced.since, announced.until)
    if now is None or not now.changes:
        return ""
    weight = say.word("PolicyWeight", now.weight)
    text = say.translate("NoticeOverlay", "{weight}：{changes}　签发：{by}")
    return text.format(weight=weight, changes=now.changes, by=signer)
