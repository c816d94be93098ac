"""A letter's code verifies anywhere and dies with one altered character; templates are checked (N12, N28)."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.crypto.formats import SigningKey, verify
from desktop.domain.ids import CaseId, StaffId
from desktop.domain.letters import (
    LETTER_PURPOSE,
    LetterCode,
    LetterCodeInvalidError,
    Paper,
    TemplateError,
    digest,
    filled,
)
from tests.fakes.sealer import Chance

KEY = SigningKey.new(Chance())
TEXT = "答复书\n\n张**：\n\n同意办理。"


def a_code() -> LetterCode:
    code = LetterCode(
        CaseId("0193a0b2-7c00-7000-8000-000000000001"), Paper.ANSWER, "approved", date(2026, 11, 27), StaffId("2001"),
        digest(TEXT),
    )  # fmt: skip
    return code.with_signature(KEY.sign(LETTER_PURPOSE, code.signed_bytes()))


def genuine(text: str) -> bool:
    try:
        found = LetterCode.decode(text)
    except LetterCodeInvalidError:
        return False
    return verify(KEY.public, found.signature, LETTER_PURPOSE, found.signed_bytes())


@pytest.mark.rows("N28")
def test_a_code_comes_back_and_its_signature_holds_also_when_typed_in_groups_and_small_letters() -> None:
    code = a_code().encode()
    assert LetterCode.decode(code) == a_code()
    assert genuine(code)
    assert genuine(" ".join(code[i : i + 8] for i in range(0, len(code), 8)).lower())


@pytest.mark.rows("N28")
def test_one_altered_character_anywhere_is_never_genuine() -> None:
    code = a_code().encode()
    passed = [
        (at, other)
        for at in range(len(code))
        for other in "A7:1Z"
        if other != code[at] and genuine(code[:at] + other + code[at + 1 :])
    ]
    assert passed == []
    assert not genuine(code[:-1])
    assert not genuine(code + "A")


@pytest.mark.rows("N28")
def test_the_digest_tells_one_changed_word_and_no_other_line_break() -> None:
    assert digest(TEXT) == digest(TEXT.replace("\n\n", " "))
    assert digest(TEXT) != digest(TEXT.replace("同意", "不同意"))


@pytest.mark.rows("G58", "N12")
def test_a_template_is_filled_leaves_out_empty_paragraphs_and_names_an_unknown_placeholder() -> None:
    template = "答复书\n\n{name}：\n\n理由：{reason}\n\n{today}"
    assert (
        filled(template, {"name": "张**", "reason": "", "today": "2026-11-27"})
        == "答复书\n\n张**：\n\n2026-11-27"
    )
    with pytest.raises(TemplateError) as raised:
        filled("{nmae}", {})
    assert raised.value.facts == {"placeholder": "nmae", "cause": "unknown-place"}
