"""The department box with its chips: initials in the box, or one click on a chip."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from desktop.domain.ids import DepartmentId
from desktop.presenters.notes import Note
from desktop.presenters.registration_state import BoardState, Chip
from desktop.ui.pages.inputs import TypedLine
from desktop.ui.texts import names, say
from desktop.ui.widgets.buttons import Btn
from desktop.ui.widgets.drawing import restyle
from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.layout import hbox, label

translate = say.translate
BOX_PX = 180
NOTE_ICONS = {"error": ("error", "danger"), "warn": ("alert", "warn"), "ok": ("check", "ok")}


class DepartmentRow(QWidget):
    """Renders filter, chips and the board's note; the note takes its room from the chips, never from the board."""

    chip_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = TypedLine("department")
        self.box.setPlaceholderText(translate("Board", "科室 / 医生首字母"))
        self.box.setAccessibleName(translate("Board", "科室或医生"))
        self.box.setFixedWidth(BOX_PX)
        self.chips = _Chips()
        self.chips.chosen.connect(self.chip_chosen)
        self._icon = Icon("alert", "warn", 15)
        self._note = label("", "help")
        self._note.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._icon.hide()
        self._note.hide()
        row: QHBoxLayout = hbox(self.box, 4, spacing=8)
        row.addWidget(self.chips, 1)
        row.addWidget(self._icon)
        row.addWidget(self._note)
        self.setLayout(row)
        self.setFixedHeight(38)

    def render_state(self, state: BoardState) -> None:
        """Show the state."""
        self.box.show_text(state.filter)
        self.chips.render_state(state.chips)
        self._show(state.note)

    def _show(self, note: Note) -> None:
        text = say.note_text(note)
        if text == self._note.text():
            return
        self._note.setText(text)
        self._note.setProperty("state", note.kind.value)
        restyle(self._note)
        self._icon.set(*NOTE_ICONS.get(note.kind.value, ("clock", "text3")))
        self._icon.setVisible(bool(text))
        self._note.setVisible(bool(text))
        self.box.setAccessibleDescription(text)


class _Chips(QWidget):
    """As many chips as fit; the chosen one is always among them."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._buttons: dict[DepartmentId, Btn] = {}
        self._chips: tuple[Chip, ...] = ()
        self._words: tuple[str, ...] = ()
        self._more = QLabel(self)
        self._more.setProperty("role", "caption")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def render_state(self, chips: tuple[Chip, ...]) -> None:
        """Show the chips in the window's language."""
        words = tuple(names.named(chip.name) for chip in chips)
        if (chips, words) == (self._chips, self._words):
            return
        self._chips, self._words = chips, words
        for chip, word in zip(chips, words, strict=True):
            if chip.id not in self._buttons:
                self._buttons[chip.id] = self._button(chip)
            self._buttons[chip.id].setText(word)
            self._buttons[chip.id].setChecked(chip.selected)
        self._place()

    def _button(self, chip: Chip) -> Btn:
        button = Btn(chip.name)
        button.setParent(self)
        button.setCheckable(True)
        button.setProperty("chip", "1")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._on_clicked(chip))
        return button

    def _on_clicked(self, chip: Chip) -> None:
        for shown in self._chips:
            self._buttons[shown.id].setChecked(shown.selected)
        self.chosen.emit(chip.id)

    def _place(self) -> None:
        widths = {chip.id: self._buttons[chip.id].sizeHint().width() for chip in self._chips}
        room = self.width()
        fits = _fitting(self._chips, widths, room)
        x = 0
        for chip in self._chips:
            button = self._buttons[chip.id]
            button.setVisible(chip in fits)
            if chip in fits:
                height = button.sizeHint().height()
                button.setGeometry(x, (self.height() - height) // 2, widths[chip.id], height)
                x += widths[chip.id] + 8
        hidden = [names.named(chip.name) for chip in self._chips if chip not in fits]
        self._more.setVisible(bool(hidden))
        self._more.setText(f"+{len(hidden)}")
        self._more.setToolTip(" ".join(hidden))
        self._more.adjustSize()
        self._more.move(x + 2, (self.height() - self._more.height()) // 2)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  # Qt override
        super().resizeEvent(event)
        self._place()


def _fitting(chips: tuple[Chip, ...], widths: dict[DepartmentId, int], room: int) -> tuple[Chip, ...]:
    """Return the chips that fit, from the left, making room for the chosen one."""
    chosen = [chip for chip in chips if chip.selected]
    if sum(widths[chip.id] + 8 for chip in chips) <= room:
        return chips
    used = sum(widths[chip.id] + 8 for chip in chosen) + 32
    fits = list(chosen)
    for chip in chips:
        if chip in fits:
            continue
        if used + widths[chip.id] + 8 > room:
            break
        used += widths[chip.id] + 8
        fits.append(chip)
    return tuple(chip for chip in chips if chip in fits)
