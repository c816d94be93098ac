"""The served patient's numbers, masked; an eye beside each shows its value while it is held down (UX rule 7, N18)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QHideEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop.domain.reveals import RevealField
from desktop.presenters.registration_state import Panel
from desktop.presenters.reveal import BEAT_S, RevealPresenter, RevealState
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import Btn
from desktop.ui.widgets.drawing import font
from desktop.ui.widgets.keys import KeyCap
from desktop.ui.widgets.layout import hbox, label, vbox

CAPTION_PX = 64
EYE_PX = 26
# two lines: an address in full must not move what stands under it
ADDRESS_PX = 40


class MaskedRows(QWidget):
    """Renders number, phone, card, address and notice of the panel; values in full only from the reveal's state."""

    def __init__(self, reveal: RevealPresenter) -> None:
        super().__init__()
        self._reveal = reveal
        self._panel: Panel | None = None
        self._state = RevealState()
        captions = {
            RevealField.DOCUMENT_NUMBER: self.tr("证件号"),
            RevealField.PHONE: self.tr("手机"),
            RevealField.CARD_NUMBER: self.tr("就诊卡"),
            RevealField.ADDRESS: self.tr("住址"),
            RevealField.CONTACT: self.tr("联系人"),
        }
        notice = self.tr("隐私告知")
        metrics = QFontMetrics(font(12))
        width = max(CAPTION_PX, *(metrics.horizontalAdvance(text) for text in (*captions.values(), notice)))
        self.values = {field: _value() for field in captions}
        self.eyes = {field: self._eye(field, text) for field, text in captions.items()}
        self._notice = _value()
        self._trouble = label("", "help", state="error")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        rows = {
            field: _row(text, width, self.values[field], self.eyes[field]) for field, text in captions.items()
        }
        self._address, self._contact = rows[RevealField.ADDRESS], rows[RevealField.CONTACT]
        self._address.setFixedHeight(ADDRESS_PX)
        self.values[RevealField.ADDRESS].setWordWrap(True)
        column = vbox(*rows.values(), spacing=0)
        column.addWidget(_row(notice, width, self._notice, KeyCap("Alt+I")))
        column.addWidget(self._trouble)
        self.setLayout(column)
        self._beat = QTimer(self)
        self._beat.setInterval(round(BEAT_S * 1000))
        self._beat.timeout.connect(reveal.tick)

    def follow(self) -> Callable[[], None]:
        """Hear of reveals; returns what ends it."""
        return self._reveal.subscribe(self._on_reveal)

    def render_state(self, panel: Panel) -> None:
        """Show the panel."""
        self._panel = panel
        self._notice.setText(panel.notice or say.NOTHING)
        self._fill()

    def _on_reveal(self, state: RevealState) -> None:
        self._state = state
        if self._reveal.held:
            self._beat.start()
        else:
            self._beat.stop()
        self._trouble.setText(say.note_text(state.note))
        self._trouble.setVisible(bool(state.note.code))
        self._fill()

    def _fill(self) -> None:
        panel = self._panel
        if panel is None:
            return
        relation = say.word("ContactRelation", panel.contact_relation) if panel.contact_relation else ""
        contact = f"{panel.contact}  {relation}".rstrip()
        masked = {
            RevealField.DOCUMENT_NUMBER: panel.number,
            RevealField.PHONE: panel.phone,
            RevealField.CARD_NUMBER: panel.card,
            RevealField.ADDRESS: panel.address,
            RevealField.CONTACT: contact,
        }
        for field, text in masked.items():
            plain = self._state.value(field)
            self.values[field].setText(text if plain is None else plain)
            self.eyes[field].setVisible(field in panel.hidden)
        self._address.setVisible(panel.address != say.NOTHING)
        self._contact.setVisible(panel.contact != say.NOTHING)

    def _eye(self, field: RevealField, caption: str) -> Btn:
        eye = Btn(kind="icon")
        eye.set_icon("eye", "text2", 16)
        eye.setFixedSize(EYE_PX, EYE_PX)
        eye.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        eye.setAccessibleName(self.tr("按住查看{what}").format(what=caption))
        eye.setToolTip(self.tr("按住查看，最多 10 秒，会留痕（Alt+V）"))
        eye.pressed.connect(partial(self._reveal.hold, field))
        eye.released.connect(self._reveal.hide)
        return eye

    # Qt's own names below
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.WindowDeactivate:
            self._reveal.hide()
        return super().event(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802  # Qt override
        self._reveal.hide()
        super().hideEvent(event)


def _value() -> QLabel:
    made = label("", "body")
    # Nothing here can be marked, so nothing can be copied (N18: the clipboard never gets it).
    made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def _row(caption: str, width: int, value: QLabel, eye: QWidget) -> QWidget:
    name = label(caption, "caption")
    name.setMinimumWidth(width)
    row = QWidget()
    row.setFixedHeight(EYE_PX)
    line = hbox(name, spacing=8)
    line.addWidget(value, 1)
    line.addWidget(eye)
    row.setLayout(line)
    return row
