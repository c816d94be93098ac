"""The small forms of the schedule page: which fields each has, what stands in them first, and what is made of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

from desktop.domain.message_texts import USUAL, MessageText, usual
from desktop.domain.places import Room
from desktop.domain.plan_facts import PlanInvalidError
from desktop.domain.planning import (
    Absence,
    AbsenceReason,
    Template,
    absence_from,
    split_from,
    template_from,
)
from desktop.domain.quotas import SET_APART, ExtraReason, Split
from desktop.domain.schedules import ClinicSession, Doctor, HalfDay
from desktop.domain.stopping import StopReason

TEMPLATE, ABSENCE, STOP, EXTRA, SPLIT, SESSION, MAKE, MESSAGE = (
    "template", "absence", "stop", "extra", "split", "session", "make", "message",
)  # fmt: skip
EXTRA_REASONS = tuple(reason.value for reason in ExtraReason)
# what is written in whole numbers
NUMBERS = frozenset(
    {"half_hours", "each", "release_days", "extra_limit", "half_hour"}
    | {channel.value for channel in SET_APART}
)
SCOPES = ("session", "range")
WIDTHS = ("department", "all")
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: `choices` are (code, word) where one chooses, empty where one types."""

    code: str
    value: str
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """An open form; `entity` is what it changes."""

    kind: str
    entity: str
    fields: tuple[FormField, ...]

    def with_value(self, code: str, value: str) -> Form:
        """Return the form with one field changed."""
        fields = tuple(replace(f, value=value) if f.code == code else f for f in self.fields)
        return replace(self, fields=fields)

    def value(self, code: str) -> str:
        """Return what stands in a field."""
        return next(f.value.strip() for f in self.fields if f.code == code)

    def facts(self) -> dict[str, Any]:
        """Return all values, whole numbers as such; raises PlanInvalidError."""
        return {f.code: _number(f) if f.code in NUMBERS else f.value.strip() for f in self.fields}


def _number(field: FormField) -> int:
    if not field.value.strip().isdecimal():
        raise PlanInvalidError(what=field.code)
    return int(field.value)


def _codes(codes: Any) -> tuple[tuple[str, str], ...]:
    return tuple((str(code), "") for code in codes)


HALF_DAYS = (("", "whole-day"), *((half.value, half.value) for half in HalfDay))


def template_form(
    new_id: str, doctor: Doctor, weekday: int, half_day: str, old: Template | None, today: date,
    rooms: tuple[Room, ...],
) -> Form:  # fmt: skip
    """Return the form of a weekly template, with what stood there before or what most have."""
    morning = half_day == HalfDay.MORNING.value
    found = old or Template(
        new_id, doctor.id, weekday, half_day, time(8) if morning else time(13, 30), 8 if morning else 7, 4,
        rooms[0].name if rooms else "1 诊室",
        Split(), 1, time(17), 2, today,
    )  # fmt: skip
    facts = found.to_facts()
    codes = (
        "starts", "half_hours", "each", "place", *(channel.value for channel in SET_APART), "release_days",
        "release_at", "extra_limit",
    )  # fmt: skip
    return Form(
        TEMPLATE, found.id,
        tuple(
            place_field(found.place, rooms) if code == "place" else FormField(code, str(facts[code])) for code in codes
        ),
    )  # fmt: skip


def place_field(place: str, rooms: tuple[Room, ...]) -> FormField:
    """Return the field of a room: chosen from the department's rooms, typed while there are none."""
    names = list(dict.fromkeys([place, *(room.name for room in rooms)])) if rooms else []
    return FormField("place", place, tuple((name, name) for name in names))


def template_of(
    form: Form, doctor: Doctor, weekday: int, half_day: str, old: Template | None, today: date
) -> Template:
    """Read the form; raises PlanInvalidError."""
    begun = old.valid_from if old else today
    return template_from(
        form.facts()
        | {
            "id": form.entity, "doctor_id": doctor.id, "weekday": weekday, "half_day": half_day,
            "valid_from": begun.isoformat(), "valid_until": None, "removed": False,
        }
    )  # fmt: skip


def absence_form(new_id: str, day: date, doctors: tuple[Doctor, ...], doctor: Doctor) -> Form:
    """Return the form of a leave that begins on a day."""
    others = tuple((d.id, d.name) for d in doctors if d.id != doctor.id)
    return Form(
        ABSENCE, new_id,
        (
            FormField("first", day.isoformat()), FormField("last", day.isoformat()),
            FormField("half_day", "", HALF_DAYS), FormField("reason", "leave", _codes(AbsenceReason)),
            FormField("substitute_id", "", (("", "nobody"), *others)),
        ),
    )  # fmt: skip


def absence_of(form: Form, doctor: Doctor) -> Absence:
    """Read the form; raises PlanInvalidError."""
    return absence_from(form.facts() | {"id": form.entity, "doctor_id": doctor.id, "removed": False})


def message_form(kind: str, texts: tuple[MessageText, ...]) -> Form:
    """Return the form of one message's text, with what is sent now."""
    now = next((text for text in texts if text.kind == kind), usual(kind))
    return Form(
        MESSAGE, kind,
        (
            FormField("kind", kind, _codes(USUAL)), FormField("text", now.text),
            FormField("vendor_code", now.vendor_code),
        ),
    )  # fmt: skip


def stop_form(day: date, session: ClinicSession | None) -> Form:
    """Return the form of a stop: this session, or a range of days of its doctor."""
    scope = SCOPES[0] if session else SCOPES[1]
    return Form(
        STOP, session.id if session else "",
        (
            FormField("scope", scope, _codes(SCOPES if session else SCOPES[1:])), FormField("first", day.isoformat()),
            FormField("last", day.isoformat()), FormField("half_day", "", HALF_DAYS),
            FormField("reason", "sick", _codes(StopReason)),
        ),
    )  # fmt: skip


def extra_form(session: ClinicSession) -> Form:
    """Return the form of an extra number."""
    times = tuple((str(i), f"{session.half_hour_start(i):%H:%M}") for i in range(len(session.left)))
    return Form(
        EXTRA, session.id,
        (FormField("half_hour", "0", times), FormField("reason", EXTRA_REASONS[0], _codes(EXTRA_REASONS))),
    )  # fmt: skip


def split_form(session: ClinicSession) -> Form:
    """Return the form of a session's split, with what is set apart now."""
    whole = {c.channel: c.whole for c in session.plan.quota}
    return Form(SPLIT, session.id, tuple(FormField(c.value, str(whole.get(c.value, 0))) for c in SET_APART))


def split_of(form: Form) -> Split:
    """Read the form; raises PlanInvalidError."""
    return split_from(form.facts())


def session_form(session: ClinicSession, doctors: tuple[Doctor, ...], rooms: tuple[Room, ...]) -> Form:
    """Return the form of a substitute or another room."""
    choices = tuple((d.id, d.name) for d in doctors)
    fields = (FormField("doctor_id", session.doctor_id, choices), place_field(session.place, rooms))
    return Form(SESSION, session.id, fields)


def make_form(first: date) -> Form:
    """Return the form of making sessions: a week from a day on."""
    last = first + WEEK - timedelta(days=1)
    return Form(
        MAKE, "",
        (
            FormField("width", WIDTHS[0], _codes(WIDTHS)), FormField("first", first.isoformat()),
            FormField("last", last.isoformat()),
        ),
    )  # fmt: skip


def day_of(form: Form, code: str) -> date:
    """Return a date as it was typed; raises PlanInvalidError."""
    try:
        return date.fromisoformat(form.value(code))
    except ValueError as error:
        raise PlanInvalidError(what=code) from error
