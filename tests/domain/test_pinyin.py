"""People are found as their surname is said, as others read it, and by initials (N2)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.pinyin import (
    COMPOUND_SURNAMES,
    MOST_SURNAME_SPELLINGS,
    SURNAMES,
    likeliest,
    search_keys,
)
from desktop.store.terms import readings_of

# character: what a dictionary says first, and what the surname is
DICTIONARY_WRONG = {
    "曾": "zeng", "单": "shan", "解": "xie", "仇": "qiu", "查": "zha", "翟": "zhai", "乐": "yue", "区": "ou",
    "朴": "piao", "覃": "qin", "盖": "ge", "卜": "bu", "缪": "miao", "尉": "wei", "黑": "he", "贠": "yun",
}  # fmt: skip


@pytest.mark.rows("N2")
@pytest.mark.parametrize(("surname", "said"), sorted(DICTIONARY_WRONG.items()))
def test_a_surname_is_found_and_read_out_as_its_bearer_says_it(surname: str, said: str) -> None:
    name = surname + "国藩"
    readings = readings_of(name)
    keys = search_keys(name, readings)
    assert said + "guofan" in keys
    assert said[0] + "gf" in keys
    assert likeliest(name, readings) == (said, "guo", "fan")


@pytest.mark.rows("N2")
def test_the_reading_that_others_would_type_finds_the_person_too() -> None:
    keys = search_keys("单晓芳", readings_of("单晓芳"))
    assert {"shanxiaofang", "danxiaofang", "sxf", "dxf"} <= keys


@pytest.mark.rows("N2")
def test_compound_surnames_are_read_as_one() -> None:
    assert {"yuchigong", "weichigong", "ycg", "wcg"} <= search_keys("尉迟恭", readings_of("尉迟恭"))
    assert likeliest("万俟雪", readings_of("万俟雪")) == ("mo", "qi", "xue")
    assert likeliest("单于婉", readings_of("单于婉")) == ("chan", "yu", "wan")
    assert "ouyangxiu" in search_keys("欧阳修", readings_of("欧阳修"))


def test_two_characters_are_a_surname_and_one_given_name_even_when_they_look_compound() -> None:
    assert likeliest("单于", readings_of("单于"))[0] == "shan"


@pytest.mark.rows("N2")
def test_the_u_with_dots_is_found_by_v_and_by_u() -> None:
    assert {"lvlv", "lulu"} <= search_keys("吕绿", (("lü",), ("lü", "lu")))
    assert {"lvqiumei", "luqiumei"} <= search_keys("闾丘梅", readings_of("闾丘梅"))


@pytest.mark.rows("N2")
@pytest.mark.parametrize("dot", "·•‧・･∙⋅．")
def test_dots_of_every_kind_are_skipped(dot: str) -> None:
    name = f"阿依古丽{dot}买买提"
    assert "ayigulimaimaiti" in search_keys(name, readings_of(name))
    assert "ayglmmt" in search_keys(name, readings_of(name))


@pytest.mark.rows("N2")
def test_a_character_without_a_reading_stands_for_itself() -> None:
    keys = search_keys("王𠮷", (("wang",), ()))
    assert keys == {"wang𠮷", "w𠮷"}
    assert search_keys("𠮷", (("𠮷",),)) == {"𠮷"}


def test_latin_names_are_whole_words() -> None:
    name = "SMITH JOHN-PAUL"
    assert search_keys(name, ((),) * len(name)) == {"smithjohnpaul", "sjp"}
    assert likeliest(name, ((),) * len(name)) == ("smith", "john", "paul")


def test_a_latin_v_is_never_taken_for_the_chinese_vowel() -> None:
    assert search_keys("IVAN", ((),) * 4) == {"ivan", "i"}


def test_an_empty_name_has_no_keys() -> None:
    assert search_keys("", ()) == frozenset()
    assert likeliest("·", ((),)) == ()


def test_readings_must_be_given_for_each_character() -> None:
    with pytest.raises(ValueError, match="each character"):
        search_keys("王伟", (("wang",),))


def test_the_tables_are_plain_syllables() -> None:
    assert len(SURNAMES) >= 90
    for surname, said in SURNAMES.items():
        assert len(surname) == 1
        assert all(one.isascii() and one.isalpha() and one.islower() for one in said)
    for surname, pairs in COMPOUND_SURNAMES.items():
        assert len(surname) == 2
        assert all(len(pair.split()) == 2 for pair in pairs)


@given(st.lists(st.lists(st.sampled_from(["a", "ba", "lü", "zhuang"]), max_size=40), min_size=1, max_size=30))
def test_the_number_of_keys_is_bounded_whatever_the_dictionary_says(readings: list[list[str]]) -> None:
    name = "尉迟" + "好" * len(readings)
    keys = search_keys(name, [readings[0], readings[0], *readings])
    assert 0 < len(keys) <= 3 * MOST_SURNAME_SPELLINGS


@given(st.text(max_size=20))
def test_any_text_has_keys_in_lower_case_without_spaces(name: str) -> None:
    for key in search_keys(name, [()] * len(name)):
        assert key
        assert not any(char.isspace() for char in key)
