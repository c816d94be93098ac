"""Document numbers: what is refused, what is only a warning, what is never touched."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from desktop.domain.citizen_numbers import check_character, to_eighteen
from desktop.domain.document_numbers import mrz_check_digit, read_number
from desktop.domain.documents import (
    DocumentType,
    Finding,
    Severity,
    Sex,
    age_on,
    check_document,
    normalise_number,
    same_series,
    temporary_number,
)

TODAY = date(2026, 11, 24)
NUMBER = "890000199003070028"
EIGHTEEN = (
    DocumentType.RESIDENT_CARD,
    DocumentType.TEMPORARY_RESIDENT_CARD,
    DocumentType.HOUSEHOLD_BOOKLET,
    DocumentType.HMT_RESIDENCE_PERMIT,
    DocumentType.FOREIGNER_CARD,
)
bodies = st.builds(
    lambda region, day, sequence: f"{region:06d}{day:%Y%m%d}{sequence:03d}",
    st.integers(890000, 899999),
    st.dates(date(1910, 1, 1), TODAY),
    st.integers(0, 999),
)


def codes(document_type: DocumentType, number: str, **seen: object) -> list[str]:
    found = check_document(document_type, number, today=TODAY, **seen)  # type: ignore[arg-type]  # test shorthand
    return [finding.code for finding in found.findings]


def test_the_worked_example_of_the_standard_has_its_check_character() -> None:
    assert check_character("89000019900307002") == "8"
    assert check_character("89000020100101003") == "X"
    with pytest.raises(ValueError, match="17 digits"):
        check_character("8900001990030700２")


@pytest.mark.rows("N3", "P3")
@given(bodies)
@settings(max_examples=80, deadline=None)
def test_a_right_number_tells_birth_and_sex_and_finds_nothing(body: str) -> None:
    check = check_document(DocumentType.RESIDENT_CARD, body + check_character(body), today=TODAY)
    assert check.findings == ()
    assert check.match_key == check.number
    assert f"{check.birth:%Y%m%d}" == body[6:14]
    assert check.sex is (Sex.MALE if int(body[16]) % 2 else Sex.FEMALE)


@pytest.mark.rows("P3")
@given(bodies, st.integers(0, 17), st.sampled_from("0123456789X"))
@settings(max_examples=120, deadline=None)
def test_one_wrong_character_anywhere_never_passes(body: str, place: int, other: str) -> None:
    number = body + check_character(body)
    assume(number[place] != other)
    wrong = number[:place] + other + number[place + 1 :]
    check = check_document(DocumentType.RESIDENT_CARD, wrong, today=TODAY)
    assert check.rejected
    assert check.match_key is None
    assert check.number == wrong, "nothing is corrected"


@given(bodies, st.integers(0, 15))
@settings(max_examples=80, deadline=None)
def test_two_digits_swapped_never_pass(body: str, place: int) -> None:
    number = body + check_character(body)
    assume(number[place] != number[place + 1])
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert check_document(DocumentType.RESIDENT_CARD, swapped, today=TODAY).rejected


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("890000199003070029", "number-check-digit"),
        ("890000199002300022", "number-date-impossible"),
        ("890000209903070025", "number-date-future"),
        ("8900001990", "number-length"),
        ("", "number-length"),
        ("89000019900307A028", "number-characters"),
        ("89000019900307002O", "number-characters"),
        ("890000900307002", "number-fifteen"),
    ],
)
@pytest.mark.rows("P3")
def test_what_cannot_be_is_refused_with_its_reason_and_without_the_number(number: str, code: str) -> None:
    check = check_document(DocumentType.RESIDENT_CARD, number, today=TODAY)
    assert check.findings == (Finding(Severity.REJECT, code),)
    assert not number or number not in repr(check)


def test_a_birth_today_is_no_future_date() -> None:
    body = f"890000{TODAY:%Y%m%d}001"
    assert codes(DocumentType.RESIDENT_CARD, body + check_character(body)) == []
    assert (
        codes(
            DocumentType.RESIDENT_CARD,
            body + check_character(body),
            birth=TODAY,
        )
        == []
    )


@pytest.mark.parametrize(
    "typed",
    [
        "８９００００１９９００３０７００２８",
        "890000 19900307 0028",
        "890000-19900307-0028",
        "\u3000890000199003070028 ",
    ],
)
def test_width_spaces_and_hyphens_are_taken_off(typed: str) -> None:
    assert check_document(DocumentType.RESIDENT_CARD, typed, today=TODAY).number == NUMBER


@pytest.mark.parametrize("last", ["x", "X", "Ⅹ", "ⅹ", "ｘ"])
def test_every_way_to_write_the_ten_is_an_x(last: str) -> None:
    check = check_document(DocumentType.RESIDENT_CARD, f"89000020100101003{last}", today=TODAY)
    assert check.number == "89000020100101003X"
    assert not check.rejected


@pytest.mark.rows("N3")
def test_a_fifteen_digit_number_is_refused_as_a_card_and_still_finds_the_old_record() -> None:
    check = check_document(DocumentType.RESIDENT_CARD, "890000900307002", today=TODAY)
    assert check.rejected
    assert check.number == "890000900307002"
    assert check.suggestion == NUMBER
    old = read_number(DocumentType.RESIDENT_CARD, "890000900307002", TODAY)
    new = read_number(DocumentType.RESIDENT_CARD, NUMBER, TODAY)
    assert old.match_key == new.match_key == NUMBER
    with pytest.raises(ValueError, match="15 digits"):
        to_eighteen(NUMBER)


@pytest.mark.parametrize("region", ["160101", "290000", "840000", "770000"])
def test_an_unknown_region_is_a_warning_never_a_refusal(region: str) -> None:
    body = f"{region}19900307002"
    found = check_document(DocumentType.RESIDENT_CARD, body + check_character(body), today=TODAY)
    assert found.findings == (Finding(Severity.WARN, "number-region-unknown"),)
    assert found.match_key is not None


def test_a_region_younger_than_its_bearer_is_not_even_a_warning() -> None:
    # 310115 exists since 1993; no living bearer of this birth year (DOMAIN §7.1)
    body = "31011518990307002"
    assert codes(DocumentType.RESIDENT_CARD, body + check_character(body)) == ["birth-age-unlikely"]


@pytest.mark.parametrize(
    ("document_type", "number"),
    [
        (DocumentType.RESIDENT_CARD, "810000199003070023"),
        (DocumentType.RESIDENT_CARD, "911240199003070011"),
        (DocumentType.HMT_RESIDENCE_PERMIT, NUMBER),
        (DocumentType.FOREIGNER_CARD, NUMBER),
    ],
)
def test_a_number_of_another_kind_is_only_pointed_out(document_type: DocumentType, number: str) -> None:
    assert codes(document_type, number) == ["number-other-kind"]


@pytest.mark.rows("N3")
@pytest.mark.parametrize(
    ("document_type", "number", "key", "issue"),
    [
        (DocumentType.HMT_RESIDENCE_PERMIT, "810000199003070023", "810000199003070023", None),
        (DocumentType.HMT_RESIDENCE_PERMIT, "820000199003070025", "820000199003070025", None),
        (DocumentType.HMT_RESIDENCE_PERMIT, "830000199003070027", "830000199003070027", None),
        (DocumentType.FOREIGNER_CARD, "911240199003070011", "911240199003070011", None),
        (DocumentType.HK_MACAO_PERMIT, "h89000001", "H89000001", None),
        (DocumentType.HK_MACAO_PERMIT, "M8900000102", "M89000001", "02"),
        (DocumentType.HK_MACAO_PERMIT, "HA8900001", "HA8900001", None),
        (DocumentType.HK_MACAO_PERMIT, "MA8900001", "MA8900001", None),
        (DocumentType.TAIWAN_PERMIT, "89000001", "89000001", None),
        (DocumentType.TAIWAN_PERMIT, "8900000103", "89000001", "03"),
        (DocumentType.TAIWAN_PERMIT, "T89000001A", "T89000001A", None),
        (DocumentType.PASSPORT, "E89000001", "E89000001", None),
        (DocumentType.PASSPORT, "EA8900001", "EA8900001", None),
        (DocumentType.PASSPORT, "G89000001", "G89000001", None),
        (DocumentType.PASSPORT, "se8900001", "SE8900001", None),
        (DocumentType.FOREIGN_PASSPORT, "X89-000 01", "X8900001", None),
        (DocumentType.BIRTH_CERTIFICATE, "T890000001", "T890000001", None),
        (DocumentType.HOUSEHOLD_BOOKLET, NUMBER, NUMBER, None),
        (DocumentType.TEMPORARY_RESIDENT_CARD, NUMBER, NUMBER, None),
        (DocumentType.OFFICER_CARD, "军字第 8900001 号", "军字第8900001号", None),
        (DocumentType.POLICE_CARD, "890001", "890001", None),
    ],
)
def test_each_kind_of_document_is_taken_and_has_its_key(
    document_type: DocumentType, number: str, key: str, issue: str | None
) -> None:
    check = check_document(document_type, number, today=TODAY)
    assert check.findings == ()
    assert (check.match_key, check.issue_number) == (key, issue)


@pytest.mark.parametrize(
    ("document_type", "number", "code"),
    [
        (DocumentType.HK_MACAO_PERMIT, "H8900001", "number-length"),
        (DocumentType.HK_MACAO_PERMIT, "X89000001", "number-characters"),
        (DocumentType.TAIWAN_PERMIT, "890001", "number-length"),
        (DocumentType.TAIWAN_PERMIT, "8900000A", "number-characters"),
        (DocumentType.PASSPORT, "E8", "number-length"),
        (DocumentType.FOREIGN_PASSPORT, "X8900_01", "number-characters"),
        (DocumentType.BIRTH_CERTIFICATE, "8900000001", "number-characters"),
        (DocumentType.OFFICER_CARD, "  ", "number-length"),
        (DocumentType.OFFICER_CARD, "军\x07字", "number-characters"),
        (DocumentType.FOREIGNER_CARD_2017, "ABW890090030", "number-length"),
        (DocumentType.FOREIGNER_CARD_2017, "ABW89009003071A", "number-characters"),
    ],
)
def test_a_wrong_shape_is_refused_for_every_kind(document_type: DocumentType, number: str, code: str) -> None:
    check = check_document(document_type, number, today=TODAY)
    assert check.findings == (Finding(Severity.REJECT, code),)


def test_a_passport_of_an_unusual_form_is_taken_with_a_warning() -> None:
    assert codes(DocumentType.PASSPORT, "Q890000") == ["number-unusual"]


def old_foreigner_card(yymmdd: str) -> str:
    body = f"ABW8900{yymmdd}1"
    return body + mrz_check_digit(body)


def test_an_old_foreigners_card_is_only_doubted_when_its_check_digit_differs() -> None:
    good = old_foreigner_card("900307")
    assert codes(DocumentType.FOREIGNER_CARD_2017, good) == []
    wrong = good[:-1] + str((int(good[-1]) + 1) % 10)
    check = check_document(DocumentType.FOREIGNER_CARD_2017, wrong, today=TODAY)
    assert check.findings == (Finding(Severity.WARN, "number-check-doubtful"),)
    assert check.match_key == wrong


def test_the_century_of_an_old_foreigners_card_is_never_guessed() -> None:
    assert check_document(
        DocumentType.FOREIGNER_CARD_2017, old_foreigner_card("900307"), today=TODAY
    ).birth == date(1990, 3, 7)
    assert (
        check_document(DocumentType.FOREIGNER_CARD_2017, old_foreigner_card("200307"), today=TODAY).birth
        is None
    )
    assert codes(DocumentType.FOREIGNER_CARD_2017, old_foreigner_card("200307"), birth=date(1920, 3, 7)) == []
    assert codes(DocumentType.FOREIGNER_CARD_2017, old_foreigner_card("200307"), birth=date(2020, 3, 8)) == [
        "birth-differs"
    ]


@pytest.mark.rows("N3")
def test_birth_and_sex_on_the_form_that_differ_from_the_number_are_warnings() -> None:
    found = check_document(
        DocumentType.RESIDENT_CARD, NUMBER, today=TODAY, birth=date(1990, 3, 8), sex=Sex.MALE
    )
    assert [f.code for f in found.findings] == ["birth-differs", "sex-differs"]
    assert not found.rejected
    assert found.birth == date(1990, 3, 7)


@pytest.mark.parametrize("sex", [None, Sex.UNKNOWN, Sex.UNSTATED, Sex.FEMALE])
def test_an_unknown_sex_does_not_differ(sex: Sex | None) -> None:
    assert codes(DocumentType.RESIDENT_CARD, NUMBER, sex=sex) == []


def test_an_expired_document_is_a_warning_from_the_day_after() -> None:
    assert codes(DocumentType.RESIDENT_CARD, NUMBER, valid_until=TODAY) == []
    yesterday = TODAY - timedelta(days=1)
    assert codes(DocumentType.RESIDENT_CARD, NUMBER, valid_until=yesterday) == ["document-expired"]


def test_more_than_120_years_are_a_warning() -> None:
    assert codes(DocumentType.PASSPORT, "E89000001", birth=date(1906, 11, 24)) == []
    assert codes(DocumentType.PASSPORT, "E89000001", birth=date(1905, 11, 24)) == ["birth-age-unlikely"]


def test_a_birth_date_to_come_is_refused_whatever_the_document() -> None:
    tomorrow = TODAY + timedelta(days=1)
    for document_type, number in ((DocumentType.PASSPORT, "E89000001"), (DocumentType.NONE, "")):
        assert codes(document_type, number, birth=tomorrow) == ["birth-future"]


@pytest.mark.rows("G11")
def test_nobody_without_a_document_is_refused() -> None:
    check = check_document(DocumentType.NONE, "", today=TODAY)
    assert check.findings == ()
    assert check.match_key is None
    assert temporary_number("3F9A", 12) == "T3F9A-000012"
    with pytest.raises(ValueError, match="starts at 1"):
        temporary_number("3F9A", 0)


def test_card_temporary_card_and_booklet_carry_one_number() -> None:
    assert same_series(DocumentType.RESIDENT_CARD, DocumentType.HOUSEHOLD_BOOKLET)
    assert same_series(DocumentType.PASSPORT, DocumentType.PASSPORT)
    assert not same_series(DocumentType.PASSPORT, DocumentType.FOREIGN_PASSPORT)
    assert not same_series(DocumentType.RESIDENT_CARD, DocumentType.FOREIGNER_CARD)


@given(st.sampled_from(DocumentType), st.text(max_size=24), st.none() | st.dates())
@settings(max_examples=200, deadline=None)
def test_any_text_gets_an_answer_and_normalising_twice_changes_nothing(
    document_type: DocumentType, text: str, birth: date | None
) -> None:
    check = check_document(document_type, text, today=TODAY, birth=birth)
    assert normalise_number(document_type, check.number) == check.number
    assert check.rejected or check.match_key is not None or document_type is DocumentType.NONE
    assert all(f.code.split("-")[0] in {"number", "birth", "sex", "document"} for f in check.findings)


@pytest.mark.parametrize(
    ("birth", "today", "age"),
    [
        (date(2008, 11, 24), TODAY, 18),
        (date(2008, 11, 25), TODAY, 17),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (TODAY, TODAY, 0),
    ],
)
def test_age_is_counted_in_completed_years(birth: date, today: date, age: int) -> None:
    assert age_on(birth, today) == age
