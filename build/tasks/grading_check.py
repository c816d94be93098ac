"""Every stored field has a grade, a purpose, a retention rule and a controller; the build fails without (P18, A5)."""

from __future__ import annotations

import inspect
import sys
from dataclasses import is_dataclass
from types import ModuleType
from typing import Any

from desktop.domain import audit, operations, payloads, queue_entry, rights, roster, schedules, shifts
from desktop.domain.grading import without_field, without_grade
from desktop.ports import money, pairs, records

MODULES: tuple[ModuleType, ...] = (
    payloads,
    queue_entry,
    records,
    pairs,
    operations,
    audit,
    roster,
    schedules,
    rights,
    money,
    shifts,
)


def stored_records() -> list[type[Any]]:
    """Return every dataclass whose fields are kept somewhere."""
    return [
        found
        for module in MODULES
        for _, found in inspect.getmembers(module, inspect.isclass)
        if is_dataclass(found) and found.__module__ == module.__name__
    ]


def main() -> int:
    """Name what is not graded, and rows of the table whose field is gone."""
    records = stored_records()
    ungraded, stale = without_grade(records), without_field(records)
    for name in ungraded:
        sys.stdout.write(f"no grade: {name}\n")
    for name in stale:
        sys.stdout.write(f"graded but gone: {name}\n")
    sys.stdout.write(f"{len(records)} stored records, {len(ungraded)} fields without a grade\n")
    return 1 if ungraded or stale else 0


if __name__ == "__main__":
    raise SystemExit(main())
