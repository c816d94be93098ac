"""The one table that grades every stored field: how sensitive, for what purpose, kept how long (P18, A5).

Grades follow the five levels of GB/T 39725 as DOMAIN §4.5 reads them. A field is named "Class.field"; whoever adds a
field to a stored class adds its row here, or the build fails.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import IntEnum, StrEnum
from typing import Any

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
    grade, purpose, retention = GRADED[f"{record.__name__}.{field}"].split()
    return FieldRule(Grade(int(grade)), Purpose(purpose), Retention(retention))


def without_grade(records: Iterable[type[Any]]) -> tuple[str, ...]:
    """Return the fields of these dataclasses that the table does not grade, as "Class.field"."""
    named = (f"{record.__name__}.{field.name}" for record in records for field in fields(record))
    return tuple(name for name in named if name not in GRADED)


def without_field(records: Iterable[type[Any]]) -> tuple[str, ...]:
    """Return the rows of the table that no field of these dataclasses has any more."""
    named = {f"{record.__name__}.{field.name}" for record in records for field in fields(record)}
    return tuple(sorted(set(GRADED) - named))
