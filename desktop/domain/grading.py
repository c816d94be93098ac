"""The one table that grades every stored field: how sensitive, for what purpose, kept how long (P18, A5).

Grades follow the five levels of GB/T 39725 as DOMAIN §4.5 reads them. The rows stand in grading_rows (fields of our
classes, "Class.field") and grading_columns (columns of both databases); whoever adds a field or a column adds its row
there, or the build fails.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from enum import IntEnum, StrEnum
from typing import Any

from desktop.domain.grading_columns import CENTRAL, DESK, EVERYWHERE_AT_CENTRAL
from desktop.domain.grading_rows import GRADED


class Grade(IntEnum):
    """From what anybody may know (1) to what is tightest (5)."""

    PUBLIC = 1
    INTERNAL = 2
    LIMITED = 3
    PERSONAL = 4
    SPECIAL = 5


class Purpose(StrEnum):
    """Why the field is there at all; a use outside it needs an authorisation of its own (P3)."""

    CARE = "care"
    ACCOUNT = "account"
    RIGHTS = "rights"
    TRACE = "trace"
    OPERATION = "operation"
    PROTECTION = "protection"


class Retention(StrEnum):
    """When the field goes (DOMAIN §4.3, DECISIONS 12, 13 and 25)."""

    RECORD_LAW = "record-law"
    ACCOUNT_CLOSED = "account-closed"
    DESK_SCOPE = "desk-scope"
    CASE_3_YEARS = "case-3-years"
    AUDIT_12_MONTHS = "audit-12-months"
    WITH_PERSON = "with-person"
    UNTIL_REPLACED = "until-replaced"
    SKELETON = "skeleton"


class Controller(StrEnum):
    """Who answers for the purpose: letters and requests are routed by it (DECISIONS 7)."""

    HOSPITAL = "hospital"
    PLATFORM = "platform"


CONTROLLER_OF: dict[Purpose, Controller] = {
    Purpose.CARE: Controller.HOSPITAL,
    Purpose.ACCOUNT: Controller.PLATFORM,
    Purpose.RIGHTS: Controller.HOSPITAL,
    Purpose.TRACE: Controller.HOSPITAL,
    Purpose.OPERATION: Controller.HOSPITAL,
    Purpose.PROTECTION: Controller.HOSPITAL,
}


@dataclass(frozen=True, slots=True)
class FieldRule:
    """What holds for one stored field."""

    grade: Grade
    purpose: Purpose
    retention: Retention

    @property
    def controller(self) -> Controller:
        """Return who answers for the field's purpose."""
        return CONTROLLER_OF[self.purpose]

    @property
    def is_personal(self) -> bool:
        """Return whether the field may only lie sealed and be shown masked."""
        return self.grade >= Grade.PERSONAL


def rule_of(record: type[Any], field: str) -> FieldRule:
    """Return the rule of a field; raises KeyError when it has none."""
    return _rule(GRADED[f"{record.__name__}.{field}"])


class Database(StrEnum):
    """Whose database a table is in: their tables share names."""

    DESK = "desk"
    CENTRAL = "central"


def rule_of_column(database: Database, table: str, column: str) -> FieldRule:
    """Return the rule of a column; raises KeyError when it has none."""
    if _is_everywhere(database, f"{table}.{column}"):
        return _rule(EVERYWHERE_AT_CENTRAL[column])
    return _rule(_columns(database)[f"{table}.{column}"])


def columns_without_grade(database: Database, tables: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return the columns of these tables (name -> columns) that the table does not grade, as "table.column"."""
    graded = _columns(database)
    named = (f"{table}.{column}" for table, columns in tables.items() for column in columns)
    return tuple(name for name in named if name not in graded and not _is_everywhere(database, name))


def columns_that_are_gone(database: Database, tables: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return the rows of the table that these tables have no column for any more."""
    named = {f"{table}.{column}" for table, columns in tables.items() for column in columns}
    return tuple(sorted(set(_columns(database)) - named))


def _columns(database: Database) -> dict[str, str]:
    tables = DESK if database is Database.DESK else CENTRAL
    return {
        f"{table}.{column}": rule
        for table, rules in tables.items()
        for rule, columns in rules.items()
        for column in columns.split()
    }


def _is_everywhere(database: Database, name: str) -> bool:
    return database is Database.CENTRAL and name.partition(".")[2] in EVERYWHERE_AT_CENTRAL


def _rule(text: str) -> FieldRule:
    grade, purpose, retention = text.split()
    return FieldRule(Grade(int(grade)), Purpose(purpose), Retention(retention))


def without_grade(records: Iterable[type[Any]]) -> tuple[str, ...]:
    """Return the fields of these dataclasses that the table does not grade, as "Class.field"."""
    named = (f"{record.__name__}.{field.name}" for record in records for field in fields(record))
    return tuple(name for name in named if name not in GRADED)


def without_field(records: Iterable[type[Any]]) -> tuple[str, ...]:
    """Return the rows of the table that no field of these dataclasses has any more."""
    named = {f"{record.__name__}.{field.name}" for record in records for field in fields(record)}
    return tuple(sorted(set(GRADED) - named))
