"""The order for a lost telephone: two keys, one desk, a few hours."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop.crypto import formats
from desktop.crypto.formats import SigningKey
from desktop.domain.ids import DeskId, StaffId
from desktop.domain.new_codes import PURPOSE, NewCode, NewCodeError, read_new_code
from tests.fakes.keys import FakeRandomness

AT = datetime(2026, 11, 27, 8, tzinfo=UTC)
ORDER = NewCode(DeskId("desk-1"), StaffId("1001"), AT, AT + timedelta(hours=8))
CHANCE = FakeRandomness()
FOUNDING, CENTRAL = SigningKey.new(CHANCE), SigningKey.new(CHANCE)


def signed(founding: SigningKey, central: SigningKey, order: NewCode = ORDER) -> str:
    raw = order.signed_bytes()
    return order.text(founding.sign(PURPOSE, raw), central.sign(PURPOSE, raw))


def read(text: str) -> NewCode:
    return read_new_code(text, formats.verify, FOUNDING.public, CENTRAL.public)


@pytest.mark.rows("P21", "T10")
def test_an_order_takes_both_signatures() -> None:
    assert read(signed(FOUNDING, CENTRAL)) == ORDER
    for text in (signed(CENTRAL, CENTRAL), signed(FOUNDING, FOUNDING), signed(CENTRAL, FOUNDING)):
        with pytest.raises(NewCodeError) as refused:
            read(text)
        assert refused.value.facts["why"] == "signature"


@pytest.mark.parametrize(
    "text", ["", "CFN1", "CFN1...", "CFN2.e30=.AA==.AA==", "CFN1.e30=.AA==.AA==", "CFN1.\u00e9.a.b"]
)
def test_what_is_no_order_is_unreadable(text: str) -> None:
    with pytest.raises(NewCodeError) as refused:
        read(text)
    assert refused.value.facts["why"] == "unreadable"


@pytest.mark.parametrize(
    ("desk", "after", "why"),
    [("desk-2", 1, "another-desk"), ("desk-1", 8, "expired"), ("desk-1", -1, "expired"), ("desk-1", 1, "")],
)
def test_it_is_for_one_desk_and_its_time(desk: str, after: int, why: str) -> None:
    now = AT + timedelta(hours=after)
    if not why:
        ORDER.check(DeskId(desk), now)
        return
    with pytest.raises(NewCodeError) as refused:
        ORDER.check(DeskId(desk), now)
    assert refused.value.facts["why"] == why


def test_no_order_lives_longer_than_a_day() -> None:
    with pytest.raises(NewCodeError):
        NewCode(ORDER.desk, ORDER.person, AT, AT + timedelta(hours=25)).check(ORDER.desk, AT)
