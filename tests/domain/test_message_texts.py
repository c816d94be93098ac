"""The hospital's own texts of messages: which places they may have, and that nobody is named (G64)."""

from __future__ import annotations

import pytest

from desktop.domain.message_texts import FILLED, OFFER, STOPPED, USUAL, MessageText, message_from
from desktop.domain.plan_facts import PlanInvalidError


@pytest.mark.rows("G64")
@pytest.mark.parametrize("kind", list(FILLED))
def test_the_usual_texts_hold_and_fill_in(kind: str) -> None:
    text = message_from(MessageText(kind, USUAL[kind], "SMS_1").to_facts())
    assert "{" not in text.text.format_map(dict.fromkeys(FILLED[kind], "x"))


@pytest.mark.rows("G64")
@pytest.mark.parametrize(
    "text",
    [
        "{day} {time} {name}", "{day}", "{day} {time} {", "{day} {time} {0}", "{day!r} {time}", "{day:%s} {time}",
        "{day.x} {time}", "{day} {time} {until}", "", "x" * 301,
    ],
)  # fmt: skip
def test_a_text_with_a_place_that_nobody_fills_in_or_without_the_time_is_refused(text: str) -> None:
    with pytest.raises(PlanInvalidError):
        message_from({"kind": STOPPED, "text": text, "vendor_code": ""})
    assert message_from({"kind": OFFER, "text": "{day} {time} {until}", "vendor_code": ""}).kind == OFFER
