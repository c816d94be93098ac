"""What an operator's template may say: judged the same at the desk, at central and before every print (G58)."""

from __future__ import annotations

import json
from datetime import date

import pytest

from desktop.bootstrap.paper_files import shipped
from desktop.domain.paper_samples import SAMPLES, sample_values
from desktop.domain.paper_templates import (
    LANGUAGES,
    NAMES,
    PaperChangedError,
    PaperFaultError,
    PaperTooSoonError,
    PaperVersion,
    check_text,
    checked,
    from_body,
    in_force,
    places_of,
    to_body,
)

TODAY = date(2026, 11, 27)
RECEIPT = shipped("letter-receipt", "zh_CN")
HANDOVER = shipped("letter-handover_notice", "zh_CN")
LABEL = json.loads(shipped("label", "zh_CN"))


def label(*blocks: object) -> str:
    return json.dumps({**LABEL, "blocks": [*LABEL["blocks"], *blocks]})


@pytest.mark.rows("G58")
@pytest.mark.parametrize(
    ("name", "text", "cause", "place", "where"),
    [
        ("letter-receipt", RECEIPT.replace("{due}", "十五天内"), "missing", "due", 0),
        ("letter-receipt", RECEIPT.replace("{contact}", ""), "missing", "contact", 0),
        ("letter-receipt", RECEIPT + "\n\n{phone}", "unknown-place", "phone", 0),
        ("letter-receipt", RECEIPT + "\n\n{Case}", "unknown-place", "{", 0),
        ("letter-receipt", RECEIPT + "字" * 5_000, "too-long", "", 0),
        ("letter-receipt", RECEIPT.replace("受理回执\n\n", "受理回执\n"), "no-heading", "", 0),
        ("letter-certificate", RECEIPT, "missing", "kept", 0),
        (
            "letter-handover_notice",
            HANDOVER.replace("{receiver_contact}", ""),
            "missing",
            "receiver_contact",
            0,
        ),
        ("letter-handover_notice", HANDOVER + "\n\n{name}", "unknown-place", "name", 0),
        ("label", "{", "not-json", "", 0),
        ("label", label({"line": "{phone}"}), "unknown-place", "phone", 6),
        ("label", label({"line": "50% }"}), "unknown-place", "}", 6),
        ("label", label({"barcode": "{name}"}), "code-content", "", 6),
        ("label", json.dumps({**LABEL, "blocks": LABEL["blocks"][:-1]}), "missing", "booking_code", 0),
    ],
)
def test_a_text_that_could_not_be_printed_is_named_with_its_place(
    name: str, text: str, cause: str, place: str, where: int
) -> None:
    with pytest.raises(PaperFaultError) as raised:
        check_text(name, text)
    facts = raised.value.facts
    assert (facts["cause"], facts["place"], facts["block"]) == (cause, place, where)


@pytest.mark.rows("G58")
@pytest.mark.parametrize("name", NAMES)
def test_every_place_of_a_paper_has_a_made_up_value_in_both_languages(name: str) -> None:
    assert set(places_of(name)) <= set(SAMPLES)
    for language in LANGUAGES:
        check_text(name, shipped(name, language))
        assert all(sample_values(name, language).values())


def version(number: int, day: str, text: str = "") -> PaperVersion:
    return PaperVersion("letter-receipt", "zh_CN", number, day, text)


@pytest.mark.rows("G58")
def test_a_version_follows_the_newest_from_today_on_and_the_newest_that_has_begun_is_used() -> None:
    known = (version(1, "2026-11-01", RECEIPT), version(2, "2026-12-24", RECEIPT))
    checked(version(3, "2026-11-27", RECEIPT), known, TODAY)
    with pytest.raises(PaperChangedError):
        checked(version(2, "2026-11-27", RECEIPT), known, TODAY)
    with pytest.raises(PaperTooSoonError):
        checked(version(3, "2026-11-26", RECEIPT), known, TODAY)
    with pytest.raises(PaperFaultError):
        checked(version(3, "2026-11-27", "?"), known, TODAY)
    assert in_force(known, TODAY) == known[0]
    assert in_force(known, date(2026, 12, 24)) == known[1]
    replaced = (*known, version(3, "2026-11-27"))
    assert in_force(replaced, date(2027, 1, 1)) == replaced[2], (
        "what was published later replaces the one to come"
    )
    assert from_body(to_body(replaced)) == replaced
