"""The form card: two rows on one 12-column grid, more for a child's guardian and for what is optional."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from desktop.presenters.registration import RegistrationPresenter
from desktop.presenters.registration_state import RegistrationState, Target
from desktop.ui.pages.extra_fields import ExtraFields
from desktop.ui.pages.fields import LEAST_TARGET_PX
from desktop.ui.pages.guardian_fields import GuardianFields
from desktop.ui.pages.identity_fields import IdentityFields
from desktop.ui.pages.phone_fields import PhoneFields
from desktop.ui.pages.site_fields import SiteFieldsRow
from desktop.ui.pages.visit_fields import VisitFields
from desktop.ui.widgets.field import Field

COLUMNS = 12
GAP_PX = 16


class RegistrationForm(QFrame):
    """Renders the form's part of the state; Enter anywhere asks the presenter where to go."""

    def __init__(self, form: RegistrationPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("Card")
        self.identity = IdentityFields(form.identity, form.enter, self)
        self.phone = PhoneFields(form.phone, form.enter, self)
        self.visit = VisitFields(form, form.enter, self)
        self._block = form.identity
        self.extra = ExtraFields(form.identity, form.enter, self)
        self.guardian = GuardianFields(form.identity, form.enter, self)
        self.site = SiteFieldsRow(form.identity, form.enter, self)
        self.identity.read.clicked.connect(form.read_card)
        grid = QGridLayout(self)
        grid.setContentsMargins(GAP_PX, 8, GAP_PX, 4)
        grid.setHorizontalSpacing(GAP_PX)
        grid.setVerticalSpacing(0)
        for part, row in ((self.identity, 0), (self.phone, 1), (self.visit, 1)):
            part.place(grid, row)
        grid.addWidget(self.guardian, 2, 0, 1, COLUMNS)
        grid.addWidget(self.extra, 3, 0, 1, COLUMNS)
        grid.addWidget(self.site, 4, 0, 1, COLUMNS)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
            grid.setColumnMinimumWidth(column, 40)
        for field in self._second_row():
            # Keys stand beside two of these labels; all five keep one line with them.
            field.title.setMinimumHeight(LEAST_TARGET_PX)
        self._put_in_tab_order()

    def _second_row(self) -> tuple[Field, ...]:
        phone, visit = self.phone, self.visit
        return phone.f_phone, phone.f_code, phone.f_reason, visit.f_consent, visit.f_visit, visit.f_pay

    def render_state(self, state: RegistrationState) -> None:
        """Show the state."""
        self.identity.render(state.identity)
        self.guardian.render_state(state.identity.guardian)
        self.extra.render_state(state.identity.extra)
        self.site.render_state(state.identity.address)
        self.phone.render(state.phone)
        self.visit.render(state)

    def focus(self, target: Target) -> bool:
        """Put the caret on a field; returns whether the target stands in this form."""
        if target is Target.GUARDIAN:
            self.guardian.focus_first_empty()
            return True
        if target is Target.EXTRA:
            self.extra.take_focus()
            return True
        if target is Target.ADDRESS:
            self.site.address.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return self.identity.focus(target) or self.phone.focus(target)

    def keys(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        """Return the shortcuts of all blocks."""
        return (*self.phone.keys(), *self.visit.keys(), ("Alt+E", self._block.open_extra))

    def _put_in_tab_order(self) -> None:
        """Reading order: first row, guardian, second row."""
        identity, guardian, phone, visit = self.identity, self.guardian, self.phone, self.visit
        bars = (identity.sex, visit.consent, visit.visit, visit.pay)
        sex, consent, first, pay = (bar.stops() for bar in bars)
        stops: list[QWidget] = [
            identity.document, identity.number, identity.reason, identity.name, *sex, identity.birth,
            guardian.name, guardian.relation, guardian.document, guardian.phone,
            self.extra.card, self.extra.spoken, *self.extra.contact.stops(), self.site.address,
            phone.phone, phone.code, phone.reason, *consent, *first, *pay,
        ]  # fmt: skip
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
        for bar in bars:
            bar.show_choice(None)
