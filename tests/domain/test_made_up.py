"""Made-up people look like a normal day and can be nobody (DOMAIN §7)."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.documents import DocumentType, Sex, check_document
from desktop.domain.made_up import DEMO_STAFF, SEGMENTS, SERIALS, person_of
from desktop.domain.names import check_name
from desktop.domain.phones import normalise_phone
from desktop.domain.staff import Role

TODAY = date(2026, 11, 24)
PEOPLE = [person_of(serial) for serial in range(6000)]
STRANGERS = [person_of(serial) for serial in range(500_001, 500_041)]


@given(st.integers(0, SERIALS - 1))
def test_every_number_is_right_and_in_a_region_that_no_place_has(serial: int) -> None:
    person = person_of(serial)
    assert person.number.startswith("89")
    check = check_document(
        DocumentType.RESIDENT_CARD, person.number, today=TODAY, birth=person.birth, sex=person.sex
    )
    assert not check.rejected
    assert check.birth == person.birth
    assert check.sex is person.sex


@given(st.integers(0, SERIALS - 1))
def test_every_phone_lies_in_a_segment_that_is_not_in_service(serial: int) -> None:
    phone = person_of(serial).phone
    if phone:
        assert phone[:3] in SEGMENTS
        assert normalise_phone(phone) == phone
        assert len(phone) == 11


@given(st.integers(0, SERIALS - 1))
def test_a_serial_is_the_same_person_every_time(serial: int) -> None:
    assert person_of(serial) == person_of(serial)
    assert not check_name(person_of(serial).name)


def test_numbers_are_nobody_elses() -> None:
    numbers = [person.number for person in PEOPLE + STRANGERS]
    assert len(set(numbers)) == len(numbers)


def test_names_spread_as_they_do_in_life() -> None:
    lengths = Counter(len(person.name) for person in PEOPLE)
    assert 0.82 < lengths[3] / len(PEOPLE) < 0.88
    assert len({person.name for person in PEOPLE}) > 0.95 * len(PEOPLE)
    surnames = Counter(person.name[0] for person in PEOPLE)
    assert {text for text, _count in surnames.most_common(3)} == {"王", "李", "张"}
    assert any("·" in person.name for person in PEOPLE)
    assert any(ord(char) > 0xFFFF for serial in range(60_000) if serial % 2000 == 1303
               for char in person_of(serial).name)  # fmt: skip


def test_about_eight_in_a_hundred_are_children_with_a_guardians_phone() -> None:
    children = [person for person in PEOPLE if person.guardian is not None]
    assert 0.07 < len(children) / len(PEOPLE) < 0.09
    for child in children:
        guardian = person_of(child.guardian or 0)
        assert child.phone == guardian.phone
        assert child.birth > guardian.birth
        assert guardian.guardian is None


def test_a_few_people_have_no_phone_and_some_old_people_share_one() -> None:
    assert any(not person.phone for person in PEOPLE)
    phones = Counter(person.phone for person in PEOPLE if person.phone and person.guardian is None)
    assert any(count > 1 for count in phones.values())


def test_there_are_twins_of_name_and_birthday_with_different_numbers() -> None:
    same = Counter((person.name, person.birth) for person in PEOPLE)
    twins = [key for key, count in same.items() if count == 2]
    assert len(twins) >= 20
    name, birth = twins[0]
    pair = [p for p in PEOPLE if (p.name, p.birth) == (name, birth)]
    assert pair[0].sex is pair[1].sex
    assert pair[0].number != pair[1].number


def test_the_tours_strangers_do_not_share_phones() -> None:
    phones = [p.phone for p in STRANGERS[:20] if len(p.phone) == 11 and p.guardian is None]
    assert len(phones) > 15
    assert len(set(phones)) == len(phones)


@pytest.mark.parametrize("serial", [-1, SERIALS])
def test_serials_have_limits(serial: int) -> None:
    with pytest.raises(ValueError, match="serial"):
        person_of(serial)


def test_both_sexes_are_there() -> None:
    share = Counter(person.sex for person in PEOPLE)
    assert 0.45 < share[Sex.MALE] / len(PEOPLE) < 0.55


def test_demo_staff_can_be_told_apart_and_typed_in() -> None:
    assert len({s.initials for s in DEMO_STAFF}) == len({s.staff_id for s in DEMO_STAFF}) == len(DEMO_STAFF)
    assert [s.role for s in DEMO_STAFF].count(Role.CLERK) == 2
    assert {Role.SUPERVISOR, Role.PRIVACY_OFFICER, Role.AUDITOR} < {s.role for s in DEMO_STAFF}
    assert (DEMO_STAFF[0].name, DEMO_STAFF[0].initials) == ("王晓敏", "wxm")
    for staff in DEMO_STAFF:
        assert len(staff.passphrase) >= 12
        assert staff.passphrase.isascii()
        assert staff.passphrase == staff.passphrase.lower()
