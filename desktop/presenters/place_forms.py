"""The forms of a department, a doctor and a room: what stands in them first, and what is made of them."""

from __future__ import annotations

from typing import Any

from desktop.domain.ids import DepartmentId, DoctorId
from desktop.domain.places import GRADES, Place, PlaceKind, Room, closing_of, closing_text, english_of
from desktop.domain.plan_facts import LONGEST_PLACE, PlanInvalidError, read_text
from desktop.domain.schedules import Department, Doctor
from desktop.presenters.schedule_forms import Form, FormField
from desktop.presenters.yuan import fen_of, yuan_of

FIRST_FEE_FEN = 2500


def department_form(found: Department) -> Form:
    """Return the form of a department."""
    return Form(
        PlaceKind.DEPARTMENT.value, found.id,
        (
            *_names(found), FormField("initials", found.initials), FormField("where", found.place),
            FormField("order", str(found.order)), _closing(found),
        ),
    )  # fmt: skip


def doctor_form(found: Doctor, departments: tuple[Department, ...]) -> Form:
    """Return the form of a doctor; a grade that is not among the usual ones stays."""
    grades = dict.fromkeys([*GRADES, *filter(None, [found.title])])
    return Form(
        PlaceKind.DOCTOR.value, found.id,
        (
            *_names(found), FormField("initials", found.initials),
            FormField("title", found.title or GRADES[0], tuple((grade, grade) for grade in grades)),
            FormField("skill", found.skill), FormField("fee", yuan_of(found.fee_fen)),
            _of(found.department_id, departments), _closing(found),
        ),
    )  # fmt: skip


def room_form(found: Room, departments: tuple[Department, ...]) -> Form:
    """Return the form of a room."""
    return Form(
        PlaceKind.ROOM.value, found.id, (*_names(found), _of(found.department_id, departments), _closing(found))
    )  # fmt: skip


def new_form(
    kind: PlaceKind, new_id: str, here: Department | None, departments: tuple[Department, ...]
) -> Form:
    """Return the empty form of something new; a doctor or a room is the department's in hand."""
    home = here.id if here else DepartmentId("")
    if kind is PlaceKind.DEPARTMENT:
        order = max((d.order for d in departments), default=-1) + 1
        return department_form(Department(DepartmentId(new_id), "", "", "", order))
    if kind is PlaceKind.DOCTOR:
        return doctor_form(Doctor(DoctorId(new_id), home, "", "", "", "", FIRST_FEE_FEN), departments)
    return room_form(Room(new_id, home, ""), departments)


def department_of(form: Form) -> Department:
    """Read the form; raises PlanInvalidError."""
    values = _values(form)
    if not values["order"].isdecimal():
        raise PlanInvalidError(what="order")
    return Department(
        DepartmentId(form.entity), read_text(values, "name", LONGEST_PLACE), read_text(values, "initials").lower(),
        read_text(values, "where", LONGEST_PLACE, least=0), int(values["order"]), english_of(values),
        closing_of(values),
    )  # fmt: skip


def doctor_of(form: Form) -> Doctor:
    """Read the form; raises PlanInvalidError."""
    values = _values(form)
    fee_fen = fen_of(values["fee"])
    if fee_fen is None:
        raise PlanInvalidError(what="fee")
    return Doctor(
        DoctorId(form.entity), DepartmentId(read_text(values, "department_id")),
        read_text(values, "name", LONGEST_PLACE), read_text(values, "title"),
        read_text(values, "skill", LONGEST_PLACE, least=0), read_text(values, "initials").lower(), fee_fen,
        english_of(values), closing_of(values),
    )  # fmt: skip


def room_of(form: Form) -> Room:
    """Read the form; raises PlanInvalidError."""
    values = _values(form)
    return Room(
        form.entity, read_text(values, "department_id"), read_text(values, "name", LONGEST_PLACE),
        english_of(values), closing_of(values),
    )  # fmt: skip


def _values(form: Form) -> dict[str, Any]:
    return {field.code: field.value.strip() for field in form.fields}


def _names(found: Place) -> tuple[FormField, FormField]:
    return FormField("name", found.name), FormField("english", found.english)


def _closing(found: Place) -> FormField:
    return FormField("closed_from", closing_text(found.closed_from))


def _of(department_id: str, departments: tuple[Department, ...]) -> FormField:
    return FormField("department_id", department_id, tuple((d.id, d.name) for d in departments))
