"""The main page: form, board and order side by side, one state in, intents out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget

from desktop.presenters.clauses import ClausesPresenter
from desktop.presenters.kept_draft import Caret
from desktop.presenters.registration import RegistrationPresenter
from desktop.presenters.registration_state import FocusWish, RegistrationState, Step, Target
from desktop.presenters.reveal import RevealPresenter
from desktop.presenters.syncing import SyncPresenter
from desktop.ui.pages.board_panel import BoardPanel
from desktop.ui.pages.context_panel import ContextPanel
from desktop.ui.pages.likely_list import LikelyList
from desktop.ui.pages.offline_banner import OfflineBanner
from desktop.ui.pages.page import Page
from desktop.ui.pages.registration_form import RegistrationForm
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.layout import hbox, label, vbox
from desktop.ui.widgets.steps import Steps

SECOND_MS = 1000
STEPS = tuple(Step)
MENDS = {
    "identity": Target.NUMBER,
    "name": Target.NAME,
    "guardian": Target.GUARDIAN,
    "extra": Target.EXTRA,
    "address": Target.ADDRESS,
    "card-number": Target.EXTRA,
    "contact-name": Target.EXTRA,
    "phone": Target.PHONE,
    "code": Target.CODE,
    "slot": Target.DEPARTMENT,
    "patient-says": Target.NUMBER,
}


class RegistrationPage(Page):
    """Obeys each FocusWish once, never moves the caret otherwise (UX rule 3)."""

    def __init__(
        self,
        form: RegistrationPresenter,
        sync: SyncPresenter,
        reveal: RevealPresenter,
        clauses: ClausesPresenter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("registration", parent)
        self._form_presenter = form
        self._obeyed = -1
        self.form = RegistrationForm(form)
        self.board = BoardPanel(form, special=True)
        self.panel = ContextPanel(form, reveal, self._mend)
        self.banner = OfflineBanner(sync)
        self._steps = Steps([say.word("Step", step.value) for step in STEPS])
        self._header = self._make_header()
        self._center = QWidget()
        self._column = vbox(self._header, self.banner, self.form, spacing=12, margins=(20, 14, 20, 14))
        self._column.addWidget(self.board, 1)
        self._center.setLayout(self._column)
        self.likely = LikelyList(form.identity, self._center)
        self.board.placed.connect(self._place_likely)
        row: QHBoxLayout = hbox(spacing=0)
        row.addWidget(self._center, 1)
        row.addWidget(self.panel)
        self.setLayout(row)
        self._bind(form)
        self.follow(form.subscribe, self._render)
        self.follow(sync.subscribe, self.banner.render_state)
        self.follow(clauses.subscribe, self.panel.clause.render_state)
        self._ends.append(self.panel.rows.follow())
        self._second = QTimer(self)
        self._second.setInterval(SECOND_MS)
        self._second.timeout.connect(self._on_second)

    def _make_header(self) -> QWidget:
        self._draft = QWidget()
        self._draft.setLayout(
            hbox(Icon("check", "ok", 15), label(self.tr("草稿已自动保存"), "caption"), spacing=6)
        )
        self._paper_slip = label("", "strong", state="warn")
        self._parked = KeyButton("", "Alt", "B")
        self._parked.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # Lower than other buttons: the head is 30 px on low screens.
        self._parked.setStyleSheet("min-height: 24px; max-height: 24px; padding-top: 0; padding-bottom: 0;")
        self._parked.clicked.connect(self._form_presenter.resume)
        header = QWidget()
        header.setLayout(
            hbox(
                label(self.tr("现场挂号"), "title"),
                16,
                self._steps,
                16,
                self._paper_slip,
                None,
                self._parked,
                self._draft,
                spacing=8,
            )
        )
        header.setFixedHeight(36)
        return header

    def _bind(self, form: RegistrationPresenter) -> None:
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Alt+M", lambda: form.identity.show_likely(True)),
            ("Alt+U", form.identity.flag_doubtful),
            ("Alt+B", form.resume),
            ("Alt+X", form.board.next_extra),
            ("Alt+G", form.board.next_group),
            *self.form.keys(),
        )
        for sequence, act in keys:
            self.add_key(sequence, act)

    def start(self) -> None:
        """Read departments, board and notice, and begin the second's beat."""
        self._form_presenter.start()
        self._second.start()

    def set_compact(self, compact: bool) -> None:
        """Less air, flat tiles, no legend, no recent visits."""
        self.board.set_compact(compact)
        self.panel.set_compact(compact)
        self._column.setContentsMargins(*((16, 6, 16, 8) if compact else (20, 12, 20, 12)))
        self._column.setSpacing(8 if compact else 12)
        self._header.setFixedHeight(30 if compact else 36)

    def take_focus(self) -> None:
        """Put the caret where the presenter last wanted it."""
        self._obey(self._form_presenter.state.focus)

    def caret(self) -> Caret | None:
        """Return which field of this page has the caret and where in its text; none elsewhere."""
        now = QApplication.focusWidget()
        if now is None or not self.isAncestorOf(now) or not now.property("focusName"):
            return None
        at = now.cursorPosition() if isinstance(now, QLineEdit) else 0
        return str(now.property("focusName")), at

    def refresh(self) -> None:
        """F5: read the counts again."""
        self._form_presenter.board.refresh()

    def areas(self) -> tuple[QWidget, ...]:
        """Return the areas that F6 goes through: form, board, order."""
        return self.form.identity.number, self.board.table, self.panel.order.button

    def _render(self, state: RegistrationState) -> None:
        done = [STEPS.index(step) for step in state.done]
        self._steps.set(STEPS.index(state.step), done)
        self._draft.setVisible(state.draft_saved)
        self._paper_slip.setText(
            self.tr("补录 {slip}").format(slip=state.paper_slip) if state.paper_slip else ""
        )
        self._parked.setVisible(bool(state.parked))
        if state.parked:
            self._parked.setText(self.tr("取回 {name}").format(name=state.parked[-1]))
            self._parked.setToolTip(self.tr("已暂存：{names}").format(names=" ".join(state.parked)))
        self.banner.set_offline(state.offline)
        self.form.render_state(state)
        self.board.render_state(state.board)
        self.panel.render_state(state)
        self.likely.render_state(state.identity)
        if state.focus.serial != self._obeyed and self._may_move_caret():
            self._obey(state.focus)

    def _may_move_caret(self) -> bool:
        """While somebody types elsewhere, in the search for instance, the caret is not taken away."""
        if not self.isVisible():
            return False
        now = QApplication.focusWidget()
        return not (isinstance(now, QLineEdit) and not self.isAncestorOf(now))

    def _obey(self, wish: FocusWish) -> None:
        self._obeyed = wish.serial
        if wish.caret is not None and self._back_to(wish.caret):
            return
        if wish.target is Target.CONFIRM:
            self.panel.order.button.setFocus(Qt.FocusReason.TabFocusReason)
        elif not self.form.focus(wish.target):
            self.board.focus(wish.target)

    def _back_to(self, caret: Caret) -> bool:
        """Put the caret where it stood when the draft was sealed; a control that is not there now has none."""
        name, at = caret
        for control in self.findChildren(QWidget):
            if control.property("focusName") == name and control.isVisible() and control.isEnabled():
                control.setFocus(Qt.FocusReason.OtherFocusReason)
                if isinstance(control, QLineEdit):
                    control.deselect()
                    control.setCursorPosition(at)
                return True
        return False

    def _mend(self, code: str) -> None:
        """A missing thing was pressed: the caret goes where it is mended."""
        if code == "consent":
            self.form.visit.consent.focus_option()
            return
        target = MENDS[code]
        if not self.form.focus(target):
            self.board.focus(target)

    def _on_second(self) -> None:
        self._form_presenter.tick()
        if self.isVisible():
            # Under the lock page, or on another page, no card may open a person.
            self._form_presenter.identity.poll_card()

    def _place_likely(self) -> None:
        """The duplicate check lies exactly over the board."""
        self.likely.setGeometry(self.board.geometry())
