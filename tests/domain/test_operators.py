"""Who operates the platform is one line each of name and contact (P36)."""

from __future__ import annotations

import pytest

from desktop.domain.operators import Operator, OperatorInvalidError


@pytest.mark.rows("P36")
def test_name_and_contact_are_read_back_as_they_were_signed() -> None:
    said = Operator.of(" 示例运营有限公司 ", "021-61234567")
    assert said == Operator("示例运营有限公司", "021-61234567")
    assert Operator.from_bytes(said.to_bytes()) == said


@pytest.mark.rows("P36")
@pytest.mark.parametrize(
    ("name", "contact", "field"),
    [
        ("", "021", "name"),
        ("公司", "x", "contact"),
        ("公\n司", "021", "name"),
        (None, "021", "name"),
        ("长" * 121, "021", "name"),
    ],
)
def test_what_is_no_line_of_text_is_refused(name: object, contact: object, field: str) -> None:
    with pytest.raises(OperatorInvalidError) as refused:
        Operator.of(name, contact)
    assert refused.value.facts["field"] == field


@pytest.mark.rows("P36")
@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b'{"name": "x"}'])
def test_broken_bytes_are_refused(raw: bytes) -> None:
    with pytest.raises(OperatorInvalidError):
        Operator.from_bytes(raw)
