"""The access review on the audit page: Ctrl+S signs the month, Ctrl+D proposes to take somebody off (SECURITY §4.3)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.domain.access_review import AccessLine
from desktop.domain.schedules import CHINA
from desktop.presenters.access_review import AccessPresenter, AccessState
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import access_words, roles, say

WIDTHS = (14, 14, 18, 14, 9, 9, 8, 7, 13)


class AccessList(RowTable):
    """Renders AccessState."""

    def __init__(self, presenter: AccessPresenter, parent: QWidget | None = None) -> None:
        self._people = RowModel(access_words.headings())
        super().__init__(self._people, WIDTHS, "access", parent)
        self._presenter = presenter
        self._review: object = None
        self.setAccessibleName(self.tr("权限复核"))
        self.moved.connect(lambda _row: presenter.calm())

    def show_state(self, state: AccessState) -> None:
        """Show a newer review."""
        self.setVisible(state.shown and state.review is not None)
        if state.review is not None and state.review is not self._review:
            self._review = state.review
            self._people.show([_row(line) for line in state.review.lines])

    def sign(self) -> None:
        """Ctrl+S: sign the month off."""
        if self.isVisible():
            self._presenter.sign()

    def propose(self) -> None:
        """Ctrl+D: propose that the person in hand be taken off."""
        if self.isVisible():
            self._presenter.propose(self.currentIndex().row())

    def turn(self, months: int) -> None:
        """Alt+Left, Alt+Right: the month before or after."""
        self._presenter.turn(months)

    def hint(self, state: AccessState) -> str:
        """Return the month, whether it is signed, and which keys work."""
        review = state.review
        if review is None:
            return self.tr("Ctrl+G 回到日志")
        running = self._presenter.running()
        keys = [self.tr("Alt+← → 换月")]
        if state.may_sign and not (review.signed_by or running):
            keys.append(self.tr("Ctrl+S 签字"))
        if state.may_sign and any(line.dormant and not line.leaving for line in review.lines):
            keys.append(self.tr("Ctrl+D 提请停用"))
        keys.append(self.tr("Ctrl+G 回到日志"))
        return "    ".join((access_words.standing(review, running=running), *keys))


def _row(line: AccessLine) -> Row:
    seen = line.last_sign_in
    word, look = access_words.state_of(line)
    return Row(
        line.staff,
        (
            Cell(f"{line.name} {line.staff}"),
            Cell(roles.role_word(line.role)),
            Cell("、".join(line.windows)),
            Cell(f"{seen.astimezone(CHINA):%Y-%m-%d}" if seen else say.NOTHING),
            Cell(str(line.reveals)),
            Cell(str(line.opened)),
            Cell(str(line.unreviewed), "warn" if line.unreviewed else ""),
            Cell(str(line.glass)),
            Cell(word, look),
        ),
    )
