"""Every stored field has a grade, a purpose, a retention rule and somebody who answers for it (P18, A5)."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from dataclasses import dataclass, fields, is_dataclass
from types import ModuleType
from typing import Any

import pytest

import central.store
from central.store import tables as central_tables
from desktop.domain import audit, operations, payloads, queue_entry, rights, roster, schedules, shifts
from desktop.domain.grading import (
    CONTROLLER_OF,
    Controller,
    Database,
    Grade,
    Purpose,
    Retention,
    columns_that_are_gone,
    columns_without_grade,
    rule_of,
    rule_of_column,
    without_field,
    without_grade,
)
from desktop.domain.payloads import AccountRecord, PatientRecord
from desktop.ports import money, pairs, records
from desktop.ports.store import DataKeys, SearchRow, StoredBooking
from desktop.store import tables as desk_tables

MODULES = (payloads, queue_entry, records, pairs, operations, audit, roster, schedules, rights, money, shifts)


def dataclasses_of(module: ModuleType) -> list[type[Any]]:
    return [
        found
        for _name, found in inspect.getmembers(module, inspect.isclass)
        if is_dataclass(found) and found.__module__ == module.__name__
    ]


STORED = [record for module in MODULES for record in dataclasses_of(module)]


@pytest.mark.rows("P18", "A5")
def test_no_stored_field_is_without_a_grade() -> None:
    assert PatientRecord in STORED
    assert len(STORED) > 20
    assert without_grade(STORED) == ()


@pytest.mark.rows("P18", "A5")
def test_a_new_field_without_a_grade_is_named() -> None:
    @dataclass(frozen=True)
    class PatientRecord:
        name: str
        blood_group: str

    assert without_grade([PatientRecord]) == ("PatientRecord.blood_group",)


def test_the_table_has_no_row_for_a_field_that_is_gone() -> None:
    assert without_field(STORED) == ()


@pytest.mark.rows("P18", "A5")
def test_every_row_names_a_known_grade_purpose_and_retention() -> None:
    for record in STORED:
        for field in fields(record):
            rule = rule_of(record, field.name)
            assert rule.grade in Grade
            assert rule.purpose in Purpose
            assert rule.retention in Retention
            assert rule.controller in Controller


@pytest.mark.rows("P18")
def test_who_a_person_is_counts_as_personal_wherever_it_is_kept() -> None:
    for record in (PatientRecord, AccountRecord, SearchRow):
        for field in fields(record):
            if field.name in ("name", "birth", "document_number", "phone", "address", "guardian_phone"):
                assert rule_of(record, field.name).is_personal
    assert rule_of(StoredBooking, "session_id").is_personal
    assert rule_of(DataKeys, "record").grade is Grade.SPECIAL


def test_the_account_dies_with_its_closing_and_the_record_when_the_law_allows() -> None:
    assert {rule_of(AccountRecord, f.name).retention for f in fields(AccountRecord)} == {
        Retention.ACCOUNT_CLOSED
    }
    assert {rule_of(PatientRecord, f.name).retention for f in fields(PatientRecord)} == {Retention.RECORD_LAW}
    assert rule_of(AccountRecord, "phone").controller is Controller.PLATFORM
    assert rule_of(PatientRecord, "name").controller is Controller.HOSPITAL


def test_every_purpose_has_somebody_who_answers_for_it() -> None:
    assert set(CONTROLLER_OF) == set(Purpose)


def test_an_unknown_field_has_no_rule() -> None:
    with pytest.raises(KeyError):
        rule_of(PatientRecord, "blood_group")


# every room's tables put themselves on the one metadata when their module is loaded
for _room in pkgutil.iter_modules(central.store.__path__):
    if _room.name.startswith("tables_"):
        importlib.import_module(f"central.store.{_room.name}")
METADATA = {Database.DESK: desk_tables.metadata, Database.CENTRAL: central_tables.metadata}
TABLES = {
    database: {table.name: [c.name for c in table.columns] for table in metadata.sorted_tables}
    for database, metadata in METADATA.items()
}


@pytest.mark.rows("P18", "A5")
@pytest.mark.parametrize("database", list(Database))
def test_no_column_of_either_database_is_without_a_grade(database: Database) -> None:
    assert len(TABLES[database]) > 15
    assert columns_without_grade(database, TABLES[database]) == ()
    assert columns_that_are_gone(database, TABLES[database]) == ()
    for table, columns in TABLES[database].items():
        for column in columns:
            assert rule_of_column(database, table, column).grade in Grade


def test_a_new_column_without_a_grade_is_named() -> None:
    tables = {"patients": ["hospital_id", "patient_id", "blood_group"]}
    assert columns_without_grade(Database.CENTRAL, tables) == ("patients.blood_group",)
    assert columns_without_grade(Database.DESK, {"erased": ["hospital_id"]}) == ("erased.hospital_id",)


@pytest.mark.rows("P18")
def test_keys_have_the_tightest_grade_and_sealed_people_a_personal_one() -> None:
    assert rule_of_column(Database.DESK, "data_keys", "wrapped").grade is Grade.SPECIAL
    assert rule_of_column(Database.CENTRAL, "patient_keys", "wrapped").grade is Grade.SPECIAL
    for database, table, column in (
        (Database.DESK, "patient_records", "sealed"),
        (Database.DESK, "search_rows", "terms"),
        (Database.CENTRAL, "patients", "sealed_record"),
        (Database.CENTRAL, "patient_index", "token"),
    ):
        assert rule_of_column(database, table, column).is_personal
