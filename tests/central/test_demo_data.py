"""The demonstration's hospital: what it holds, its people sealed, a demonstration for ever (N41, P17)."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from itertools import product

import pytest
import sqlalchemy as sa

from central.services.demo_clinic import CLINICS, GRADES, hours_of
from central.services.demo_data import DemoDataThereError, make_demo_data
from central.services.errors import DemoOnlyError
from central.services.online import ended
from central.services.verifying import verify
from central.store import tables
from desktop.domain.documents import DocumentType, check_document
from desktop.domain.made_up import DEMO_STAFF, person_of
from desktop.domain.schedules import CHINA
from desktop.sync.wire import BookingRow, NoticeRow, PatientRow, SessionRow
from tests.fakes.central_world import TODAY, World
from tests.fakes.headless_desk import HeadlessDesk

PEOPLE = 64
BOOKED_OF_PEOPLE = 7  # of eight who are chosen one wants a day beyond the four
TYPED_IN_THE_TOUR = ("xxg", "hxn", "xhnk", "gk", "pfk", "yk", "ek", "xxgnk", "hxnk")


@pytest.fixture
def empty(world: World) -> World:
    """Return a demonstration hospital without a clinic."""
    with world.database.begin() as connection:
        for table in (tables.departments, tables.doctors, tables.feed):
            connection.execute(sa.delete(table).where(table.c.hospital_id == world.hospital))
    return world


@pytest.mark.rows("N41")
def test_it_is_a_whole_hospital_with_two_weeks_of_sessions(empty: World) -> None:
    report = make_demo_data(empty.parts, PEOPLE)
    assert (report.departments, report.doctors, report.people) == (12, 60, PEOPLE)
    sessions = empty.rows(tables.sessions)
    assert {row["day"] for row in sessions} == {TODAY + timedelta(days=ahead) for ahead in range(14)}
    assert {row["doctor_id"] for row in sessions} == {row["doctor_id"] for row in empty.rows(tables.doctors)}
    assert len(empty.rows(tables.slots)) == report.numbers
    assert len(empty.rows(tables.bookings)) == report.bookings > 0
    assert {row["staff_id"] for row in empty.rows(tables.staff)} >= {s.staff_id for s in DEMO_STAFF}
    assert verify(empty.parts).findings == ()


@pytest.mark.rows("N41")
@pytest.mark.parametrize("hour", [7, 11, 12, 16, 20, 23])
def test_at_any_hour_as_many_bookings_are_made(empty: World, hour: int) -> None:
    empty.clock.at = datetime.combine(TODAY, time(hour, 40), CHINA)
    assert make_demo_data(empty.parts, PEOPLE, days=4).bookings == BOOKED_OF_PEOPLE
    assert verify(empty.parts).findings == ()


@pytest.mark.rows("P30", "P36")
def test_a_desk_gets_clinic_notice_and_the_people_who_come_today(empty: World) -> None:
    report = make_demo_data(empty.parts, PEOPLE, days=6)
    desk = HeadlessDesk(empty, outage=False)
    desk.catch_up(pull_rows=500)
    assert (len(desk.rows["department"]), len(desk.rows["doctor"])) == (12, 60)
    assert len(desk.rows["session"]) == report.sessions
    (notice,) = desk.rows["notice"].values()
    assert isinstance(notice, NoticeRow)
    assert len(notice.text.split("\n\n")) > 10
    assert len(notice.text_en.split("\n\n")) == len(notice.text.split("\n\n"))
    assert notice.operator
    assert notice.contact
    soon = {
        row.patient_id
        for row in desk.rows["booking"].values()
        if isinstance(row, BookingRow) and row.day <= TODAY + timedelta(days=2)
    }
    people = [row for row in desk.rows["patient"].values() if isinstance(row, PatientRow)]
    assert soon <= {row.id for row in people}
    assert 0 < len(people) < PEOPLE
    names = {person_of(serial).name for serial in range(1, PEOPLE + 1)}
    assert {desk.record_of(row.id).name for row in people} <= names
    verified = [row for row in people if row.phone_verified]
    assert all(desk.account_of(row.id).is_account for row in verified)


def test_its_people_are_found_again_by_document_and_phone(empty: World) -> None:
    make_demo_data(empty.parts, 8, days=1)
    person = person_of(1)
    tokens = [row["token"] for row in empty.rows(tables.patient_index)]
    assert empty.keys.index("document", person.number) in tokens
    assert empty.keys.index("phone", person.phone) in tokens


@pytest.mark.rows("P17")
def test_a_dump_of_its_tables_names_nobody(empty: World) -> None:
    make_demo_data(empty.parts, PEOPLE, days=2)
    dump = "\n".join(repr(row) for table in tables.metadata.sorted_tables for row in empty.rows(table))
    people = [person_of(serial) for serial in range(1, PEOPLE + 1)]
    for person in people:
        assert person.name not in dump
        assert person.number not in dump
        assert not person.phone or person.phone not in dump
    desk = HeadlessDesk(empty, outage=False)
    desk.catch_up(pull_rows=500)
    opened = "\n".join(repr(desk.record_of(str(patient))) for patient in desk.rows["patient"])
    assert any(person.number in opened for person in people), "the control finds them with the keys"


def test_it_is_made_once(empty: World) -> None:
    make_demo_data(empty.parts, 1, days=1)
    with pytest.raises(DemoDataThereError):
        make_demo_data(empty.parts, 1, days=1)


def test_a_hospital_in_earnest_never_takes_it(empty: World) -> None:
    with empty.database.begin() as connection:
        here = tables.hospitals.c.hospital_id == empty.hospital
        connection.execute(tables.hospitals.update().where(here).values(demo=False))
    with pytest.raises(DemoOnlyError):
        make_demo_data(empty.parts, 1, days=1)
    assert empty.rows(tables.departments) == []


# ---------------------------------------------------------------- the plan itself
def test_departments_are_told_apart_by_what_is_typed() -> None:
    initials = [clinic.initials for clinic in CLINICS]
    assert len(initials) == 12
    assert all(not a.startswith(b) for a, b in product(initials, initials) if a != b)
    for typed in TYPED_IN_THE_TOUR:
        assert sum(each.startswith(typed) for each in initials) == 1


@pytest.mark.parametrize("day", range(14))
def test_every_department_has_something_to_book_at_any_minute_of_any_day(day: int) -> None:
    midnight = datetime.combine(TODAY, time(0), CHINA)
    for department, minute in product(range(12), range(0, 24 * 60, 7)):
        now = midnight + timedelta(minutes=minute)
        plans = [hours for doctor in range(5) for hours in hours_of(doctor, department, day)]
        assert any(
            not ended({"day": TODAY, "starts": hours.starts}, index, now)
            for hours in plans
            for index in range(hours.half_hours)
        )


@pytest.mark.parametrize("day", range(14))
def test_no_half_day_of_a_department_is_empty(day: int) -> None:
    for department in range(12):
        begins = {hours.starts for doctor in range(5) for hours in hours_of(doctor, department, day)}
        assert begins == {time(8, 0), time(13, 30), time(17, 30)}


def test_no_doctor_is_named_like_a_made_up_patient() -> None:
    doctors = [doctor.name for clinic in CLINICS for doctor in clinic.doctors]
    assert len(set(doctors)) == 60
    assert len(GRADES) == 5
    names = {person_of(serial).name for base in (1, 500_001, 700_001) for serial in range(base, base + 3000)}
    assert not [doctor for doctor in doctors if any(name in doctor for name in names)]


def test_its_numbers_lie_in_a_region_that_no_place_has() -> None:
    for serial in range(1, 200):
        number = person_of(serial).number
        assert number.startswith("89")
        assert not check_document(DocumentType.RESIDENT_CARD, number, today=TODAY).rejected


def test_sessions_that_come_down_name_their_rooms(empty: World) -> None:
    make_demo_data(empty.parts, 1, days=1)
    desk = HeadlessDesk(empty, outage=False)
    desk.catch_up(pull_rows=500)
    rows = [row for row in desk.rows["session"].values() if isinstance(row, SessionRow)]
    assert all("诊室" in row.place for row in rows)
    assert all(sum(row.left) > 0 for row in rows)
