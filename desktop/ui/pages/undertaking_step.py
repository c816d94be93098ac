"""The step of the undertaking at sign-in: its whole text, read to the end before Enter signs it (P19)."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.presenters.sign_in_steps import SignInStepsPresenter, StepsState
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import label, vbox

TEXT_PX = 380


class UndertakingStep(QWidget):
    """The whole text, read to its end before Enter signs it."""

    def __init__(self, presenter: SignInStepsPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("focusName", "undertaking")
        self.text.setAccessibleName(self.tr("保密承诺全文"))
        self.text.setFixedHeight(TEXT_PX)
        self.text.setTabChangesFocus(True)
        self.text.installEventFilter(self)
        for moved in (self.text.verticalScrollBar().valueChanged, self.text.verticalScrollBar().rangeChanged):
            moved.connect(self._look)
        self._head = label("", "label")
        self._note = HelperLine()
        done = KeyButton(self.tr("我承诺，签名并登录"), "Enter", kind="primary")
        done.setProperty("scale", "big")
        done.clicked.connect(presenter.undertake)
        keys = label(self.tr("空格、PgDn、↓ 往下读    读到末尾后回车签名    每年一次"), "caption")
        self.setLayout(vbox(self._head, self.text, self._note, done, keys, spacing=6))

    def render_state(self, state: StepsState) -> None:
        """Show the text once, and the note."""
        text = state.undertaking
        if text is not None:
            english = QLocale().language() == QLocale.Language.English and bool(text.text_en)
            shown = text.text_en if english else text.text
            if self.text.toPlainText() != shown:
                self.text.setPlainText(shown)
            self._head.setText(
                self.tr("保密承诺 {version}，自 {day} 起").format(
                    version=text.version, day=text.effective.isoformat()
                )
            )
        self._note.say(say.note_text(state.note))
        set_state(self._note, "state", state.note.kind.value)

    def start(self) -> None:
        """Begin at the first line."""
        self.text.verticalScrollBar().setValue(0)
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._look()

    def _look(self) -> None:
        bar = self.text.verticalScrollBar()
        if self.isVisible() and self.text.toPlainText() and bar.value() >= bar.maximum():
            self._presenter.seen_to_the_end()

    # Qt's own names below
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  # Qt override
        if watched is self.text and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            bar = self.text.verticalScrollBar()
            steps = {
                Qt.Key.Key_Space: bar.pageStep(), Qt.Key.Key_PageDown: bar.pageStep(),
                Qt.Key.Key_PageUp: -bar.pageStep(), Qt.Key.Key_Down: bar.singleStep(),
                Qt.Key.Key_Up: -bar.singleStep(), Qt.Key.Key_End: bar.maximum(), Qt.Key.Key_Home: -bar.maximum(),
            }  # fmt: skip
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._presenter.undertake()
                return True
            if event.key() in steps:
                bar.setValue(bar.value() + steps[Qt.Key(event.key())])
                return True
        return super().eventFilter(watched, event)
