"""What may stand on a slip, what its code says, and money."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.ids import DeskId, OperationId, SessionId
from desktop.domain.money import format_fee
from desktop.domain.slips import Slip, SlipCode, SlipCodeInvalidError

IDS = st.one_of(st.uuids().map(str), st.text(st.characters(codec="utf-8"), min_size=1, max_size=16))
CODES = st.builds(
    SlipCode,
    session_id=IDS.map(SessionId),
    number=st.integers(0, 2**32 - 1),
    epoch=st.integers(0, 2**32 - 1),
    operation_id=IDS.map(OperationId),
    desk_id=IDS.map(DeskId),
    signature=st.binary(min_size=64, max_size=64),
)


@pytest.mark.parametrize(
    ("fen", "shown"),
    [(0, "¥0.00"), (5, "¥0.05"), (5_000, "¥50.00"), (123_456_789, "¥1,234,567.89"), (-150, "-¥1.50")],
)
def test_fen_are_shown_as_yuan(fen: int, shown: str) -> None:
    assert format_fee(fen) == shown


@pytest.mark.rows("P17")
@pytest.mark.parametrize(
    "field", [{"masked_name": "单样例"}, {"masked_name": ""}, {"document_tail": "70028"}]
)
def test_a_full_name_or_a_longer_number_cannot_be_put_on_a_slip(slip: Slip, field: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="slip"):
        replace(slip, **field)


def test_a_time_without_a_zone_cannot_be_printed(slip: Slip) -> None:
    with pytest.raises(ValueError, match="zone"):
        replace(slip, printed_at=datetime(2026, 11, 24))  # noqa: DTZ001  # the missing zone is the point


@given(CODES)
def test_a_code_survives_paper(code: SlipCode) -> None:
    text = code.encode()
    assert SlipCode.decode(text) == code
    assert set(text) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789:")


def test_a_usual_code_fits_a_small_symbol(code: SlipCode) -> None:
    assert len(code.encode()) <= 221, "alphanumeric capacity of QR version 8 at level M"


def test_the_signature_covers_every_other_part(code: SlipCode) -> None:
    others = [
        replace(code, session_id=SessionId("other")), replace(code, number=15), replace(code, epoch=4),
        replace(code, operation_id=OperationId("other")), replace(code, desk_id=DeskId("other")),
    ]  # fmt: skip
    assert len({other.signed_bytes() for other in [code, *others]}) == 6
    assert replace(code, signature=bytes(64)).signed_bytes() == code.signed_bytes()


def test_an_unsigned_code_cannot_be_printed(code: SlipCode) -> None:
    with pytest.raises(ValueError, match="signature"):
        replace(code, signature=b"").encode()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text[:-1],
        lambda text: text + "A",
        lambda text: text.lower(),
        lambda text: text.replace("CFD1", "CFD2"),
        lambda text: text[:30] + "1" + text[31:],
        lambda text: text[:10],
        lambda _text: "",
        lambda _text: "CFD1:",
        lambda _text: "https://example.invalid/",
        lambda text: text + "A" * 800,
    ],
)
def test_a_spoilt_code_is_refused(code: SlipCode, spoil: object) -> None:
    assert callable(spoil)
    with pytest.raises(SlipCodeInvalidError):
        SlipCode.decode(spoil(code.encode()))


@given(
    st.one_of(
        st.text(max_size=300), st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", max_size=300).map("CFD1:".__add__)
    )
)
def test_any_scanned_text_is_a_code_or_a_known_error(text: str) -> None:
    with suppress(SlipCodeInvalidError):
        assert SlipCode.decode(text).encode() == text
