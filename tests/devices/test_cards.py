"""Text blocks of the four layouts, written by hand and by the emulator, read by the domain (DOMAIN §2.2)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.devices.card_encoding import encode_card_text
from desktop.domain.cards import CardLayout, parse_card_text
from desktop.domain.errors import CardUnreadableError, KnownError

RESIDENT = {
    "name": "单雪·海日古丽",
    "sex_code": "2",
    "ethnic_code": "05",
    "birth": "19900307",
    "address": "虚构省样例市测试区纸上路 1 号",
    "number": "890000199003070028",
    "issuer": "样例市公安局测试分局",
    "valid_from": "20200101",
    "valid_until": "20400101",
}


def by_hand(**texts: str) -> bytearray:
    """Write texts at their offsets (`at_122="…"`) into a block of spaces."""
    block = bytearray(" ".encode("utf-16-le") * 128)
    for place, text in texts.items():
        at = int(place.removeprefix("at_"))
        raw = text.encode("utf-16-le")
        block[at : at + len(raw)] = raw
    return block


@pytest.mark.rows("G7")
def test_a_resident_card_is_read_field_by_field() -> None:
    card = parse_card_text(encode_card_text(RESIDENT))
    assert card.layout is CardLayout.RESIDENT
    assert (card.name, card.sex_code, card.ethnic_code) == ("单雪·海日古丽", "2", "05")
    assert (card.birth, card.number) == (date(1990, 3, 7), "890000199003070028")
    assert (card.address, card.issuer) == (RESIDENT["address"], RESIDENT["issuer"])
    assert (card.valid_from, card.valid_until, card.long_term) == (date(2020, 1, 1), date(2040, 1, 1), False)


@pytest.mark.rows("G7")
def test_resident_fields_stand_at_their_published_offsets() -> None:
    block = by_hand(
        at_0="覃子轩", at_30="1", at_32="01", at_36="20101010", at_52="纸上路", at_122="89000020101010003X",
        at_158="测试局", at_188="20240101", at_204="20290101",
    )  # fmt: skip
    assert bytes(block) == encode_card_text(
        {
            "name": "覃子轩", "sex_code": "1", "ethnic_code": "01", "birth": "20101010", "address": "纸上路",
            "number": "89000020101010003X", "issuer": "测试局", "valid_from": "20240101",
            "valid_until": "20290101",
        }
    )  # fmt: skip


def test_a_card_without_end_date_is_long_term() -> None:
    card = parse_card_text(encode_card_text(RESIDENT | {"valid_until": "长期"}))
    assert (card.valid_until, card.long_term) == (None, True)


@pytest.mark.rows("G7")
def test_a_hong_kong_macao_taiwan_residence_permit_is_told_by_its_flag() -> None:
    block = by_hand(
        at_0="样例人", at_30="1", at_122="810000199003070023", at_220="H12345678", at_238="01", at_248="J"
    )
    card = parse_card_text(bytes(block))
    assert (card.layout, card.number) == (CardLayout.HMT_RESIDENCE, "810000199003070023")
    assert (card.permit_number, card.issue_count, card.ethnic_code) == ("H12345678", "01", "")
    texts = {"name": "样例人", "sex_code": "1", "number": "810000199003070023"}
    assert encode_card_text(
        texts | {"permit_number": "H12345678", "issue_count": "01"}, CardLayout.HMT_RESIDENCE
    ) == bytes(block)


@pytest.mark.rows("G7")
def test_a_foreigner_card_of_2023_joins_its_long_latin_name() -> None:
    latin = "EXAMPLEOVA-MADEUPSON,ALEXANDRA MARIA JOSEFA"
    block = by_hand(
        at_0="样例娅", at_30="2", at_32="01", at_36="19900307", at_52=latin[:35], at_122="911240199003070011",
        at_188="20240101", at_204="20340101", at_220=latin[35:], at_242="CAN", at_248="Y", at_250="A12",
    )  # fmt: skip
    card = parse_card_text(bytes(block))
    assert (card.layout, card.latin_name) == (CardLayout.FOREIGNER_2023, latin)
    assert (card.nationality, card.association, card.issue_count) == ("CAN", "A12", "01")
    texts = {
        "name": "样例娅", "sex_code": "2", "issue_count": "01", "birth": "19900307", "latin_name": latin,
        "number": "911240199003070011", "valid_from": "20240101", "valid_until": "20340101",
        "nationality": "CAN", "association": "A12",
    }  # fmt: skip
    assert encode_card_text(texts, CardLayout.FOREIGNER_2023) == bytes(block)


@pytest.mark.rows("G7")
def test_a_foreigner_card_of_2017_has_its_own_order() -> None:
    block = by_hand(
        at_0="EXAMPLE,PERSON", at_120="1", at_122="CAN890090030711", at_152="CAN", at_188="20180101",
        at_204="20280101", at_220="19900307", at_236="01", at_240="8900", at_248="I",
    )  # fmt: skip
    card = parse_card_text(bytes(block))
    assert (card.layout, card.number) == (CardLayout.FOREIGNER_2017, "CAN890090030711")
    assert (card.name, card.name_for_record) == ("", "EXAMPLE,PERSON")
    assert (card.birth, card.valid_until, card.issuer) == (date(1990, 3, 7), date(2028, 1, 1), "8900")
    texts = {
        "latin_name": "EXAMPLE,PERSON", "sex_code": "1", "number": "CAN890090030711", "nationality": "CAN",
        "valid_from": "20180101", "valid_until": "20280101", "birth": "19900307", "version": "01",
        "issuer": "8900",
    }  # fmt: skip
    assert encode_card_text(texts, CardLayout.FOREIGNER_2017) == bytes(block)


def test_an_unknown_flag_gives_what_can_be_read_and_says_so() -> None:
    card = parse_card_text(bytes(by_hand(at_0="样例人", at_122="890000199003070028", at_248="Z")))
    assert (card.layout, card.name, card.number) == (CardLayout.UNKNOWN, "样例人", "890000199003070028")


@pytest.mark.rows("N2")
def test_rare_characters_keep_the_cards_own_units() -> None:
    card = parse_card_text(encode_card_text(RESIDENT | {"name": "𬱖𠅤"}))
    assert (card.name, card.needs_character_check) == ("𬱖𠅤", False)
    assert card.name_units == "𬱖𠅤".encode("utf-16-le")


@pytest.mark.rows("N2")
@pytest.mark.parametrize("character", ["\ue123", "\uf8ff", "\U000f0001"])
def test_a_private_use_character_waits_for_the_clerks_reading(character: str) -> None:
    card = parse_card_text(encode_card_text(RESIDENT | {"name": "单" + character}))
    assert card.needs_character_check
    assert card.name_units == ("单" + character).encode("utf-16-le")


@pytest.mark.rows("N2")
def test_a_name_that_fills_its_field_may_be_cut_even_through_a_character() -> None:
    card = parse_card_text(encode_card_text(RESIDENT | {"name": "海" * 14 + "𬱖"}))
    assert card.name_fills_field
    assert card.needs_character_check
    assert card.name == "海" * 14 + "\ufffd"


def test_a_shorter_name_does_not_fill_its_field() -> None:
    assert not parse_card_text(encode_card_text(RESIDENT)).name_fills_field


@pytest.mark.parametrize(
    "written",
    ["19900230", "1990030", "\uff11\uff19\uff19\uff10\uff10\uff13\uff10\uff17", "        ", "00000000"],
)
def test_an_impossible_date_is_no_date(written: str) -> None:
    assert parse_card_text(encode_card_text(RESIDENT | {"birth": written})).birth is None


@pytest.mark.parametrize("size", [0, 255, 257, 1024])
def test_another_length_is_refused(size: int) -> None:
    with pytest.raises(CardUnreadableError):
        parse_card_text(bytes(size))


@given(st.binary(min_size=256, max_size=256), st.sampled_from(["", " ", "J", "Y", "I"]))
def test_any_256_bytes_become_a_card_whose_texts_can_be_stored(noise: bytes, flag: str) -> None:
    raw = flag.encode("utf-16-le")
    card = parse_card_text(noise[:248] + raw + noise[248 + len(raw) :])
    for text in (card.name, card.address, card.number, card.latin_name, card.issuer):
        text.encode("utf-8")


@given(st.binary(max_size=600))
def test_only_known_errors_come_out_of_a_strange_block(noise: bytes) -> None:
    raised: KnownError | None = None
    try:
        parse_card_text(noise)
    except KnownError as error:
        raised = error
    assert raised is None or raised.facts == {"status": "length"}


@pytest.mark.rows("A1")
def test_a_card_in_a_log_line_names_nobody() -> None:
    shown = repr(parse_card_text(encode_card_text(RESIDENT)))
    assert shown == "UnverifiedCard(layout='resident')"


def test_a_field_that_the_layout_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="permit_number"):
        encode_card_text(RESIDENT | {"permit_number": "H12345678"})
