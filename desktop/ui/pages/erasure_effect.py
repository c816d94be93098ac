"""What a deletion takes and what stays, as both people sign it: the whole, or the account alone (P2, P25)."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from desktop.ui.pages.erasure_words import account_goes, account_stays, goes, stays
from desktop.ui.texts import say
from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.layout import hbox, label, vbox


class ErasureEffect(QWidget):
    """Two lists under their headings."""

    def __init__(self) -> None:
        super().__init__()
        column = vbox(spacing=4)
        self._lines: tuple[list[QLabel], list[QLabel]] = ([], [])
        self._kept = label("", "strong")
        for heading, icon, colour, lines in (
            (label(say.translate("Erasure", "将删除"), "strong"), "alert", "danger", self._lines[0]),
            (self._kept, "check", "ok", self._lines[1]),
        ):
            column.addLayout(hbox(Icon(icon, colour, 16), heading, None, spacing=6))
            for _ in goes():
                text = label("", "label")
                text.setWordWrap(True)
                column.addWidget(text)
                lines.append(text)
            column.addSpacing(6)
        self.setLayout(column)

    def show_effect(self, *, account_only: bool) -> None:
        """Show the effect of the case in hand."""
        both = (account_goes(), account_stays()) if account_only else (goes(), stays())
        kept = say.translate("Erasure", "保留") if account_only else say.translate("Erasure", "依法保留")
        self._kept.setText(kept)
        for labels, said in zip(self._lines, both, strict=True):
            for text, line in zip(labels, said, strict=True):
                text.setText(line)
