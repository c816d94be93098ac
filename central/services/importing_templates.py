"""Weekly templates from CSV (G19): the schedule of the old system, read by the same rules as the schedule page's."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, time
from typing import Any

from sqlalchemy.engine import Connection

from central.services.csv_tables import LineFaultError
from central.store import planning
from desktop.domain.plan_facts import PlanInvalidError
from desktop.domain.planning import Template, template_from
from desktop.domain.schedules import HalfDay

TEMPLATES = (
    "department", "doctor", "weekday", "half_day", "starts", "half_hours", "each", "place", "online", "elder",
    "referral", "staff", "release_days", "release_at", "extra_limit", "valid_from", "valid_until",
)  # fmt: skip
NEEDED = (
    "department",
    "doctor",
    "weekday",
    "half_day",
    "starts",
    "half_hours",
    "each",
    "place",
    "valid_from",
)
NUMBERS = ("half_hours", "each", "online", "elder", "referral", "staff", "release_days", "extra_limit")
WEEKDAYS = {
    name: day
    for day, names in enumerate(("1一", "2二", "3三", "4四", "5五", "6六", "7日天"))
    for name in names
}
HALF_DAYS = {
    "am": HalfDay.MORNING, "pm": HalfDay.AFTERNOON, "上午": HalfDay.MORNING, "下午": HalfDay.AFTERNOON,
}  # fmt: skip
RELEASE_AT = "17:00"


class TemplateLines:
    """Reads lines against the doctors of a hospital; the same line names the same template again."""

    def __init__(self, connection: Connection, hospital_id: str, departments: Mapping[str, str]) -> None:
        self._hospital = hospital_id
        self._departments = departments
        self._doctors = {
            (row["department_id"], row["name"]): doctor_id
            for doctor_id, row in planning.doctors_by_id(connection, hospital_id).items()
        }

    def read(self, line: Mapping[str, str]) -> Template:
        """Return the template of a line; raises LineFaultError(code), the field's name among the codes."""
        doctor = self._doctors.get((self._departments.get(line["department"], ""), line["doctor"]))
        if line["department"] not in self._departments:
            raise LineFaultError("department")
        if doctor is None:
            raise LineFaultError("doctor")
        weekday = WEEKDAYS.get(line["weekday"].removeprefix("星期").removeprefix("周"))
        if weekday is None:
            raise LineFaultError("weekday")
        facts: dict[str, Any] = {
            "doctor_id": doctor, "weekday": weekday, "half_day": HALF_DAYS.get(line["half_day"].lower(), "?"),
            "starts": _clock(line["starts"]), "place": line["place"],
            "release_at": _clock(line.get("release_at") or RELEASE_AT), "valid_from": line["valid_from"],
            "valid_until": line.get("valid_until") or None, "removed": False,
            **{name: _number(line.get(name) or "0", name) for name in NUMBERS},
        }  # fmt: skip
        facts["id"] = self._id(doctor, weekday, facts["half_day"], facts["starts"], facts["valid_from"])
        try:
            return template_from(facts)
        except PlanInvalidError as error:
            raise LineFaultError(str(error.facts["what"]).replace("_", "-")) from error

    def _id(self, *parts: object) -> str:
        whole = "/".join(map(str, (self._hospital, *parts)))
        return "t-" + hashlib.sha256(whole.encode()).hexdigest()[:32]


def overlapping(template: Template, others: list[Template]) -> bool:
    """Return whether this doctor would be in two places at once on some day."""
    return any(
        other.doctor_id == template.doctor_id
        and other.weekday == template.weekday
        and other.id != template.id
        and not other.removed
        and other.starts < template.ends
        and template.starts < other.ends
        and other.valid_from <= (template.valid_until or date.max)
        and template.valid_from <= (other.valid_until or date.max)
        for other in others
    )


def _number(text: str, name: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < len("100000")):
        raise LineFaultError(name.replace("_", "-"))
    return int(text)


def _clock(text: str) -> str:
    """Return 08:00 for 8:00 too, which is how spreadsheets write it."""
    hour, colon, minute = text.partition(":")
    if not colon or not hour.isdecimal() or not minute[:2].isdecimal():
        return text
    try:
        return f"{time(int(hour), int(minute[:2])):%H:%M}"
    except ValueError:
        return text
