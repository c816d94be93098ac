"""The code on a paper slip: read as scanned or typed, never another hospital's, never a mistyped one (N7)."""

from __future__ import annotations

import pytest

from desktop.domain.code128 import symbols
from desktop.domain.paper_slips import (
    ALPHABET,
    PaperSlipInvalidError,
    checked,
    codes_of,
    is_meant,
    new_pack,
    pack_fits,
)

PACK = new_pack(bytes(range(6)))
CODES = codes_of("h-1", PACK, 10)


@pytest.mark.rows("N7")
def test_a_code_is_taken_as_a_scanner_or_a_hand_types_it_and_only_from_this_hospital() -> None:
    assert pack_fits(PACK)
    assert len(set(CODES)) == 10
    for code in CODES:
        assert symbols(code), "the bar code takes it"
        assert checked(f" {code[:8].lower()}-{code[8:]} ", "h-1") == code
        assert is_meant(code)
        with pytest.raises(PaperSlipInvalidError):
            checked(code, "h-2")


@pytest.mark.rows("N7")
def test_every_single_wrong_character_is_found() -> None:
    code = CODES[3]
    for place in range(2, len(code)):
        for other in set(ALPHABET) - {code[place]}:
            mistyped = code[:place] + other + code[place + 1 :]
            with pytest.raises(PaperSlipInvalidError):
                checked(mistyped, "h-1")


@pytest.mark.rows("N7")
@pytest.mark.parametrize("text", ["110101199003070011", "E12345678", "YJ", "张强", "YJ123"])
def test_a_document_is_no_slip(text: str) -> None:
    assert not is_meant(text)
