"""A form field: label above, control, one helper line of fixed height, so that an error never moves the layout."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from desktop.ui.widgets.announcing import announce
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.layout import hbox, label, vbox

HELP_PX = 18
ICON_PX = 14
# kind -> icon, colour
LOOKS = {
    "error": ("error", "danger"),
    "ok": ("check", "ok"),
    "warn": ("clock", "warn"),
    "busy": ("clock", "text3"),
}


class HelperLine(QLabel):
    """One line that takes the width it gets: what does not fit is cut with … and stands whole in the tooltip."""

    def __init__(self, text: str = "", role: str = "help", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = text
        self.setProperty("role", role)
        self.setFixedHeight(HELP_PX)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.say(text)

    @property
    def whole(self) -> str:
        """Return the whole text."""
        return self._whole

    def say(self, text: str) -> None:
        """Show a text."""
        self._whole = text
        self.setAccessibleName(text)
        self._fit()

    def _fit(self) -> None:
        cut = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(0, self.width()))
        self.setText(cut)
        self.setToolTip(self._whole if cut != self._whole else "")

    # Qt's own names below
    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt override
        super().resizeEvent(event)
        self._fit()


class Field(QWidget):
    """Wraps one control; `trailing` stands right of it, a corner widget right of the label.

    `helped` is false in forms that say at their head what is wrong: they have no line under each field.
    """

    def __init__(
        self,
        text: str,
        control: QWidget,
        hint: str = "",
        required: bool = False,
        trailing: QWidget | None = None,
        *,
        helped: bool = True,
    ) -> None:
        super().__init__()
        self.control = control
        self.hint = hint
        self.kind, self._helped = "", helped
        self.title = label(text, "label")
        self.title.setBuddy(control)
        self._star = label("*", "label", state="error")
        if not required:
            # Never shown here: without a parent yet it would be a window of its own for a moment.
            self._star.hide()
        self.icon = Icon("error", "danger", ICON_PX)
        self.icon.hide()
        self.help = HelperLine(hint)
        control.setAccessibleName(text)
        control.setAccessibleDescription(hint)
        self._head = hbox(self.title, self._star, None, spacing=4)
        row = hbox(spacing=8)
        row.addWidget(control, 1)
        if trailing is not None:
            row.addWidget(trailing)
        column = vbox(self._head, row, spacing=4)
        if helped:
            foot = hbox(self.icon, spacing=4)
            foot.addWidget(self.help, 1)
            column.addLayout(foot)
        self.setLayout(column)

    def add_corner(self, widget: QWidget) -> None:
        """Put a small widget at the right end of the label's line."""
        self._head.addWidget(widget)

    def state(self, kind: str = "", text: str | None = None) -> None:
        """Show a state: "", ok, warn, error or busy with its text; None brings the hint back."""
        said = self.hint if text is None else text
        if (kind, said) == (self.kind, self.help.whole):
            return
        self.kind = kind
        self.help.say(said)
        set_state(self.help, "state", kind)
        set_state(self.control, "state", "error" if kind == "error" else "")
        if kind in LOOKS:
            self.icon.set(*LOOKS[kind])
        self.icon.setVisible(self._helped and kind in LOOKS)
        self.control.setAccessibleDescription(said)
        if kind in ("error", "ok"):
            announce(self.control, said, urgent=kind == "error")
