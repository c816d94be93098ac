"""The address that a site asks of new people: places by initials, the rest is free text (G14, G15)."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from desktop.domain.regions import Regions, read_regions
from desktop.presenters.identity_block import IdentityBlock
from desktop.presenters.registration_state import AddressState, Target
from desktop.ui.assets import resources
from desktop.ui.pages.inputs import ENTER, TypedLine
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.layout import vbox

SHOWN = 3


def regions() -> Regions:
    """Return the national hierarchy; read at its first use."""
    return read_regions((resources() / "regions.tsv").read_text("utf-8"))


class AddressLine(TypedLine):
    """An address: initials or the first characters offer places; Down goes on, Enter takes, the rest is free text."""

    offering = Signal()

    def __init__(self) -> None:
        super().__init__("address")
        self.offered: list[str] = []
        self.textEdited.connect(self._look)

    def _look(self, text: str) -> None:
        self._offer([region.name for region in regions().find(text) if region.name != text])

    def _offer(self, names: list[str]) -> None:
        self.offered = names
        self.offering.emit()

    def _take(self) -> None:
        name = self.offered[0]
        self.setText(name)
        self._offer([])
        self.typed.emit(name)

    # Qt's own names below
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        if not self.offered or self.composing:
            super().keyPressEvent(event)
        elif event.key() in ENTER:
            self._take()
        elif event.key() == Qt.Key.Key_Down:
            self._offer([*self.offered[1:], self.offered[0]])
        elif event.key() == Qt.Key.Key_Escape:
            self._offer([])
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802  # Qt override
        super().focusOutEvent(event)
        if self.offered:
            self._offer([])


class SiteFieldsRow(QWidget):
    """The address of a new person, shown where the site asks it; a required card number stands in the extra row."""

    def __init__(
        self, block: IdentityBlock, go: Callable[[Target], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.address = AddressLine()
        self._field = Field(self.tr("住址"), self.address, self.tr("输首字母选地区，如 gzth，再补详细"))
        self.setLayout(vbox(self._field, spacing=0))
        self._required = False
        self.address.typed.connect(lambda text: block.type("address", text))
        self.address.offering.connect(self._show_offers)
        self.address.entered.connect(lambda: go(Target.ADDRESS))
        self.hide()

    def render_state(self, state: AddressState | None) -> None:
        """Show what is asked; an optional address says so (P20)."""
        self.setVisible(state is not None)
        if state is not None:
            self.address.show_text(state.text)
            self._required = state.required
            self._show_offers()

    def _show_offers(self) -> None:
        must = self.tr("必填") if self._required else self.tr("选填")
        hint = f"{must}·{self.tr('输首字母选地区，如 gzth，再补详细')}"
        if self.address.offered:
            first, *more = self.address.offered[:SHOWN]
            hint = self.tr("回车选 {first}").format(first=first)
            if more:
                hint = self.tr("回车选 {first}；↓ 换 {more}").format(first=first, more="、".join(more))
        self._field.state("", hint)
