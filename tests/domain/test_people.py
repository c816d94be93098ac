"""One of four answers, levels of proof, and what age allows."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.documents import DocumentType, Severity, Sex
from desktop.domain.ids import PatientId
from desktop.domain.people import (
    Candidate,
    Document,
    EvidenceLevel,
    GuardianInfo,
    Match,
    MinorRule,
    Person,
    match_person,
    reaches,
    rule_for_age,
)

NUMBER = "890000199003070028"
OTHER_NUMBER = "890000198512120025"
BIRTH = date(1990, 3, 7)
PERSON = Person("单雪", Sex.FEMALE, BIRTH, Document(DocumentType.RESIDENT_CARD, NUMBER))
PHONE = "15400138000"


def on_file(
    key: str = "one",
    name: str = "单雪",
    number: str | None = NUMBER,
    birth: date | None = BIRTH,
    tail: str = "",
    kind: DocumentType = DocumentType.RESIDENT_CARD,
) -> Candidate:
    return Candidate(PatientId(key), name, kind, number, birth, tail)


@pytest.mark.rows("N1")
def test_the_same_document_and_name_is_somebody_known() -> None:
    others = [on_file("two", number=OTHER_NUMBER), on_file("one")]
    assert match_person(PERSON, None, others) == (Match.KNOWN, ("one",))


@pytest.mark.rows("N1")
def test_the_same_document_under_another_name_is_told_apart() -> None:
    assert match_person(PERSON, None, [on_file(name="单霜")]) == (Match.NAME_DIFFERS, ("one",))


@pytest.mark.rows("N1")
def test_the_same_name_and_birth_date_is_a_likely_duplicate() -> None:
    rows = [on_file("one", number=OTHER_NUMBER), on_file("two", number=None, kind=DocumentType.NONE)]
    assert match_person(PERSON, None, rows) == (Match.LIKELY, ("one", "two"))


@pytest.mark.rows("N1", "G3")
def test_the_same_name_and_phone_is_a_likely_duplicate() -> None:
    rows = [on_file(number=None, birth=None, tail="8000")]
    assert match_person(PERSON, PHONE, rows) == (Match.LIKELY, ("one",))
    assert match_person(PERSON, None, rows) == (Match.NEW, ())
    assert match_person(PERSON, "15400138001", rows) == (Match.NEW, ())


@pytest.mark.rows("N1")
@pytest.mark.parametrize(
    "candidates",
    [
        [],
        [on_file(name="单霜", number=OTHER_NUMBER)],
        [on_file(number=OTHER_NUMBER, birth=date(1990, 3, 8))],
        [on_file(number=OTHER_NUMBER, birth=None)],
    ],
)
def test_anybody_else_is_new(candidates: list[Candidate]) -> None:
    assert match_person(PERSON, None, candidates) == (Match.NEW, ())


def test_two_people_without_birth_date_are_not_one_for_that() -> None:
    nobody = Person("无名氏", Sex.UNKNOWN, None, None)
    rows = [on_file(name="无名氏", number=None, birth=None, kind=DocumentType.NONE)]
    assert match_person(nobody, None, rows) == (Match.NEW, ())


def test_equal_numbers_of_different_kinds_mean_different_documents() -> None:
    passport = Person("单雪", Sex.FEMALE, None, Document(DocumentType.FOREIGN_PASSPORT, "X8900001"))
    rows = [on_file(number="X8900001", birth=None, kind=DocumentType.PASSPORT)]
    assert match_person(passport, None, rows) == (Match.NEW, ())


@pytest.mark.rows("N3")
def test_a_child_once_known_by_the_booklet_is_known_by_the_card() -> None:
    rows = [on_file(kind=DocumentType.HOUSEHOLD_BOOKLET)]
    assert match_person(PERSON, None, rows) == (Match.KNOWN, ("one",))


def test_of_two_people_with_one_number_the_one_with_this_name_is_meant() -> None:
    rows = [on_file("other", name="张志强"), on_file("one")]
    assert match_person(PERSON, None, rows) == (Match.KNOWN, ("one",))
    twice = [on_file("old", birth=None), on_file("one")]
    assert match_person(PERSON, None, twice) == (Match.KNOWN, ("one",))


@pytest.mark.rows("N2")
def test_a_name_cut_by_the_chip_matches_the_whole_one_on_file() -> None:
    whole = "阿卜杜热西提阿依古丽样例·样例样例样例"
    cut = whole[:15]
    person = Person(cut, Sex.MALE, BIRTH, PERSON.document, cut.encode("utf-16-le"))
    assert match_person(person, None, [on_file(name=whole)]) == (Match.KNOWN, ("one",))
    typed = Person(cut, Sex.MALE, BIRTH, PERSON.document)
    assert match_person(typed, None, [on_file(name=whole)])[0] is Match.NAME_DIFFERS


@pytest.mark.rows("N4")
def test_each_level_of_proof_reaches_itself_and_the_weaker_ones() -> None:
    ladder = list(EvidenceLevel)
    assert ladder[0] is EvidenceLevel.CHIP_READ
    for place, level in enumerate(ladder):
        assert [reaches(level, needed) for needed in ladder] == [
            place <= other for other in range(len(ladder))
        ]


@pytest.mark.rows("P32")
@pytest.mark.parametrize("guardian_path", [True, False])
@pytest.mark.parametrize("emergency", [True, False])
def test_adults_may_have_an_account_and_need_nobody(guardian_path: bool, emergency: bool) -> None:
    rule = rule_for_age(18, guardian_path=guardian_path, emergency=emergency)
    assert rule == MinorRule(account_allowed=True, guardian_required=False, care_allowed=True)
    assert rule.findings == ()


@pytest.mark.rows("P32")
@pytest.mark.parametrize("age", [0, 13, 14, 17])
def test_a_child_needs_a_guardian_where_the_path_is_on_and_is_sent_on_where_it_is_off(age: int) -> None:
    on = rule_for_age(age, guardian_path=True, emergency=False)
    assert on == MinorRule(account_allowed=False, guardian_required=True, care_allowed=True)
    off = rule_for_age(age, guardian_path=False, emergency=False)
    assert off == MinorRule(account_allowed=False, guardian_required=False, care_allowed=False)
    assert [(f.severity, f.code) for f in off.findings] == [(Severity.REJECT, "birth-no-guardian-path")]


@pytest.mark.rows("P32")
@pytest.mark.parametrize("age", [0, 13, 17, None])
@pytest.mark.parametrize("guardian_path", [True, False])
def test_an_emergency_is_never_refused_and_opens_no_account(age: int | None, guardian_path: bool) -> None:
    rule = rule_for_age(age, guardian_path=guardian_path, emergency=True)
    assert rule == MinorRule(account_allowed=False, guardian_required=False, care_allowed=True)


@pytest.mark.rows("P32")
@pytest.mark.parametrize("guardian_path", [True, False])
def test_an_unknown_age_opens_no_account_and_refuses_nobody(guardian_path: bool) -> None:
    rule = rule_for_age(None, guardian_path=guardian_path, emergency=False)
    assert rule == MinorRule(account_allowed=False, guardian_required=False, care_allowed=True)


def test_no_value_about_a_person_spells_itself_out() -> None:
    values = (PERSON, PERSON.document, on_file(), GuardianInfo("单雪", "mother", NUMBER, PHONE))
    for value in values:
        assert not {"单雪", NUMBER, PHONE} & set(repr(value).split("'"))
        assert NUMBER not in repr(value)
