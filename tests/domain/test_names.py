"""Names: one written form, characters of all planes, comparison, the cut of the chip."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.documents import Severity
from desktop.domain.names import SEPARATOR, check_name, fills_chip, normalise_name, same_name

SEPARATORS = "·•‧・･∙⋅．."
RARE = "𠮷"  # plane 2, two UTF-16 units
EXTENSION_I = "\U0002ebf0"
PLANE_THREE = "\U00030000"
COMPATIBILITY = "\ufa1c"  # NFC would make another character of it
han = st.sampled_from("张单雪曾覃〇㐀") | st.sampled_from([RARE, EXTENSION_I, PLANE_THREE, COMPATIBILITY])
chinese_names = st.text(han, min_size=2, max_size=12)


def codes(name: str) -> list[str]:
    return [finding.code for finding in check_name(name)]


@pytest.mark.rows("N2")
@given(chinese_names)
@settings(max_examples=80, deadline=None)
def test_han_characters_of_all_planes_are_names_and_stay_as_they_are(name: str) -> None:
    assert check_name(name) == ()
    assert normalise_name(name) == name


@pytest.mark.rows("N2")
@pytest.mark.parametrize("separator", SEPARATORS)
def test_every_look_alike_becomes_the_one_separator(separator: str) -> None:
    written = normalise_name(f"阿依古丽 {separator} 样例")
    assert written == f"阿依古丽{SEPARATOR}样例"
    assert check_name(written) == ()


def test_a_dot_in_a_latin_name_stays_a_dot() -> None:
    assert normalise_name("J. R.  Sample") == "J. R. Sample"
    assert normalise_name("Ｊ．Ｓａｍｐｌｅ") == "J.Sample"
    assert codes("SAMPLE-O'HARA, ANN J.") == []


def test_spaces_between_han_characters_go_and_words_keep_one() -> None:
    assert normalise_name(" 单\u3000 雪 ") == "单雪"
    assert normalise_name("SAMPLE   ANN") == "SAMPLE ANN"


@given(st.text(max_size=20) | st.text(st.sampled_from("张雪 A.．·•\ue000é" + COMPATIBILITY), max_size=12))
@settings(max_examples=200, deadline=None)
def test_writing_a_name_twice_changes_nothing(text: str) -> None:
    once = normalise_name(text)
    assert normalise_name(once) == once


@pytest.mark.rows("N2")
@pytest.mark.parametrize("character", ["\ue000", "\uf8ff", "\U000f0000", "\U0010fffd", "\ufffd"])
def test_a_private_character_is_to_be_looked_at_and_is_kept(character: str) -> None:
    name = f"张{character}"
    assert codes(name) == ["name-character-check"]
    assert normalise_name(name) == name


@pytest.mark.parametrize("name", ["张3", "张\u200b雪", "Пример", "José", "·雪", "张雪 ANN"])
def test_unusual_characters_are_a_warning(name: str) -> None:
    assert codes(name) == ["name-character-unusual"]
    assert all(finding.severity is Severity.WARN for finding in check_name(name))


@pytest.mark.parametrize("name", ["", "  ", "\u3000"])
def test_only_an_empty_name_is_refused(name: str) -> None:
    assert [(f.severity, f.code) for f in check_name(name)] == [(Severity.REJECT, "name-missing")]


def test_length_is_counted_in_code_points() -> None:
    assert codes(RARE) == ["name-short"]
    assert codes(RARE * 50) == []
    assert codes(RARE * 51) == ["name-long"]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("单雪", "单 雪", True),
        ("阿依古丽•样例", "阿依古丽·样例", True),
        ("Sample Ann", "SAMPLE ANN", True),
        ("单雪", "单霜", False),
        ("单雪", "单雪雪", False),
        (COMPATIBILITY + "雪", "\u9756雪", True),
    ],
)
def test_names_are_compared_in_their_written_form(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same


@pytest.mark.rows("N2")
def test_a_name_cut_by_the_chip_is_the_beginning_of_the_whole_one() -> None:
    whole = "阿卜杜热西提阿依古丽样例·样例样例样例"
    cut = whole[:15]
    units = cut.encode("utf-16-le")
    assert fills_chip(units)
    assert not fills_chip(units[:-2])
    assert not fills_chip(None)
    assert same_name(cut, whole, one_cut=True)
    assert same_name(whole[:14] + "\ufffd", whole, one_cut=True), "half a rare character at the end"
    assert not same_name(cut, whole)
    assert not same_name("\ufffd", whole, one_cut=True)
