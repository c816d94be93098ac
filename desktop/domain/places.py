"""Departments, doctors and rooms as the schedule office keeps them: two names, and the day from which one is closed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from desktop.domain.plan_facts import LONGEST_PLACE, read_day, read_text
from desktop.domain.schedules import Department, Doctor

GRADES = ("主任医师", "副主任医师", "主治医师", "住院医师")
LONGEST_ENGLISH = 120


class PlaceKind(StrEnum):
    """What the schedule office makes; the value names the row that comes down."""

    DEPARTMENT = "department"
    DOCTOR = "doctor"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Room:
    """A room of one department; sessions name it by its Chinese name. Closed from `closed_from` on."""

    id: str
    department_id: str
    name: str
    english: str = ""
    closed_from: date | None = None

    def to_facts(self) -> dict[str, Any]:
        """Return the flat facts of an operation and of a row."""
        return {**asdict(self), "closed_from": closing_text(self.closed_from)}


class Place(Protocol):
    """What a department, a doctor and a room have in common."""

    @property
    def name(self) -> str: ...
    @property
    def english(self) -> str: ...
    @property
    def closed_from(self) -> date | None: ...


def open_on(place: Place, day: date) -> bool:
    """Return whether something still works on a day."""
    return place.closed_from is None or day < place.closed_from


def room_from(values: Mapping[str, Any]) -> Room:
    """Read a room from flat facts; raises PlanInvalidError for what cannot be so."""
    return Room(
        read_text(values, "id"), read_text(values, "department_id"), read_text(values, "name", LONGEST_PLACE),
        english_of(values), closing_of(values),
    )  # fmt: skip


def english_of(values: Mapping[str, Any]) -> str:
    """Return the English name, "" where none was given; raises PlanInvalidError."""
    return read_text(values, "english", LONGEST_ENGLISH, least=0) if "english" in values else ""


def closing_of(values: Mapping[str, Any]) -> date | None:
    """Return the day from which something is closed, None while it is open; raises PlanInvalidError."""
    return read_day(values, "closed_from") if values.get("closed_from") else None


def closing_text(day: date | None) -> str:
    """Return the day of a closing as a fact, "" for none."""
    return "" if day is None else day.isoformat()


def closings(departments: Iterable[Department], doctors: Iterable[Doctor]) -> dict[str, date]:
    """Return from which day on doctors see nobody, their own or their department's, whichever is earlier."""
    shut = {d.id: d.closed_from for d in departments if d.closed_from is not None}
    found = {}
    for doctor in doctors:
        days = [d for d in (doctor.closed_from, shut.get(doctor.department_id)) if d is not None]
        if days:
            found[str(doctor.id)] = min(days)
    return found


def english_names(*kinds: Iterable[Place]) -> dict[str, str]:
    """Return {Chinese name: English name} of whatever has both."""
    return {place.name: place.english for kind in kinds for place in kind if place.english}
