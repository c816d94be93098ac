"""How much of a card number and an address stays masked, and how many reveals a role has (N18, DECISIONS 5)."""

from __future__ import annotations

import pytest

from desktop.domain.errors import SecondPersonNeededError
from desktop.domain.masking import Surface, mask_address, mask_card
from desktop.domain.reveals import require_reveal_left
from desktop.domain.staff import Role


@pytest.mark.rows("N18", "G83")
@pytest.mark.parametrize(
    ("number", "shown"), [("0088120461", "**** 0461"), ("12345", "**** 45"), ("123", "****"), ("", "****")]
)
def test_a_card_number_keeps_three_characters_hidden(number: str, shown: str) -> None:
    assert mask_card(number, Surface.TASK) == shown
    assert mask_card(number, Surface.SLIP) == mask_card(number, Surface.DISPLAY) == ""


@pytest.mark.rows("N18", "G83")
@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("样例省样例市样例区样例路 5 号", "样例省样例****"),
        ("样例省样例市样例区样例路 500 号院 3 单元", "样例省样例市****"),
        ("样例", "****"),
    ],
)
def test_an_address_shows_at_most_its_first_third(address: str, shown: str) -> None:
    assert mask_address(address, Surface.TASK) == shown
    assert mask_address(address, Surface.SLIP) == ""


@pytest.mark.rows("N18", "T1")
@pytest.mark.parametrize(
    ("role", "limit"), [(Role.CLERK, 40), (Role.SUPERVISOR, 80), (Role.AUDITOR, 0), (Role.SYSTEM_ADMIN, 0)]
)
def test_a_role_has_its_number_of_reveals_and_not_one_more(role: Role, limit: int) -> None:
    if limit:
        require_reveal_left(role, limit - 1)
    with pytest.raises(SecondPersonNeededError) as raised:
        require_reveal_left(role, limit)
    assert raised.value.facts == {"limit": limit}


def test_the_officers_reveals_are_all_for_a_case_and_have_no_number() -> None:
    require_reveal_left(Role.PRIVACY_OFFICER, 10_000)
