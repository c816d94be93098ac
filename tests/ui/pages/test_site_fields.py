"""The site's own fields under the keyboard: a place by initials, the rest as free text, required ones waited for."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from PySide6.QtCore import Qt

from desktop.domain.site_fields import Asked, SiteFields
from desktop.ui.pages.registration import RegistrationPage
from tests.fakes.front_desk import FakeIdentify
from tests.ui.pages.desk_window import DeskWindow
from tests.ui.pages.workplace import FakeWorkplace

Key = Qt.Key
Opened = Callable[..., DeskWindow]


def typed_person(window: DeskWindow, work: FakeWorkplace) -> RegistrationPage:
    """Type somebody new, number and name."""
    page = cast("RegistrationPage", window.page)
    window.text("890000199003070028")
    window.press(Key.Key_Return)
    work.clerk.form.identity.type("name", "单雪")
    work.clerk.form.enter(work.clerk.form.state.focus.target)
    return page


@pytest.fixture
def asks(work: FakeWorkplace) -> Callable[[SiteFields], None]:
    def ask(fields: SiteFields) -> None:
        cast("FakeIdentify", work.desk.identify).fields = fields

    return ask


@pytest.mark.rows("G14", "G15")
def test_a_required_address_is_picked_by_initials_and_finished_as_free_text(
    open_page: Opened, work: FakeWorkplace, asks: Callable[[SiteFields], None]
) -> None:
    asks(SiteFields(Asked.REQUIRED, Asked.OFF))
    window = open_page(work, "registration")
    page = typed_person(window, work)
    assert page.form.site.address.isVisible()
    assert window.caret() == "address", "the caret goes where something must be typed"
    assert "address" in work.clerk.form.state.order.missing
    window.text("gzth")
    assert page.form.site.address.offered[0] == "广东省广州市天河区"
    window.press(Key.Key_Down)
    assert page.form.site.address.offered[-1] == "广东省广州市天河区"
    window.press(*[Key.Key_Down] * (len(page.form.site.address.offered) - 1), Key.Key_Return)
    assert page.form.site.address.text() == "广东省广州市天河区"
    assert window.caret() == "address", "taking a place does not leave the field"
    window.text("1")
    assert work.clerk.form.identity.form.draft().address == "广东省广州市天河区1"
    assert "address" not in work.clerk.form.state.order.missing
    window.press(Key.Key_Return)
    assert window.caret() == "phone"


@pytest.mark.rows("G14", "P20")
def test_an_optional_field_says_so_and_one_that_is_off_is_not_there(
    open_page: Opened, work: FakeWorkplace, asks: Callable[[SiteFields], None]
) -> None:
    asks(SiteFields(Asked.OFF, Asked.OPTIONAL))
    window = open_page(work, "registration")
    page = typed_person(window, work)
    assert not page.form.site.address.isVisible()
    assert window.caret() == "phone", "nobody has to stop anywhere"
    assert not {"address", "card-number"} & set(work.clerk.form.state.order.missing)


def test_with_everything_off_there_is_no_row(
    open_page: Opened, work: FakeWorkplace, asks: Callable[[SiteFields], None]
) -> None:
    asks(SiteFields(Asked.OFF, Asked.OFF))
    window = open_page(work, "registration")
    assert not typed_person(window, work).form.site.isVisible()


@pytest.mark.rows("G14")
def test_a_required_card_number_opens_the_extra_row(
    open_page: Opened, work: FakeWorkplace, asks: Callable[[SiteFields], None]
) -> None:
    asks(SiteFields(Asked.OFF, Asked.REQUIRED))
    window = open_page(work, "registration")
    page = typed_person(window, work)
    assert page.form.extra.card.isVisible()
    assert "card-number" in work.clerk.form.state.order.missing
