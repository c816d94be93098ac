"""What the schedule office does: templates, days off, sessions, splits, extra numbers, substitutes (G19-G26).

Every act arrives as a desk's signed operation and is judged here again by the same domain rules.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from central.services import places
from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.store import clinics, feed, numbers, planning, stopping
from central.store.numbers import Taken
from desktop.domain.message_texts import MESSAGE, message_from
from desktop.domain.operations import Operation, OperationKind
from desktop.domain.planning import (
    Planned,
    Standing,
    absence_from,
    check_range,
    plan,
    split_from,
    template_from,
)
from desktop.domain.quotas import Channel, ExtraReason, numbered, resplit
from desktop.domain.schedules import SessionState, clinic_day
from desktop.domain.staff import Action

LONGEST_TEXT = 120


def put_template(batch: Batch, op: Operation) -> None:
    """Keep a weekly template; sessions that were made from it before stay as they are."""
    template = places.strictly(lambda: template_from(Facts(op).values()))
    if template.id != op.entity:
        raise OperationRefusedError("malformed")
    _doctor(batch, template.doctor_id)
    planning.put_template(batch.connection, batch.hospital, template)
    batch.touched.add(feed.REFERENCE, "template", template.id)


def put_absence(batch: Batch, op: Operation) -> None:
    """Keep a leave or a closed day; sessions that are there already are stopped apart (停诊)."""
    absence = places.strictly(lambda: absence_from(Facts(op).values()))
    if absence.id != op.entity:
        raise OperationRefusedError("malformed")
    for doctor_id in filter(None, (absence.doctor_id, absence.substitute_id)):
        _doctor(batch, doctor_id)
    planning.put_absence(batch.connection, batch.hospital, absence)
    batch.touched.add(feed.REFERENCE, "absence", absence.id)


def put_message(batch: Batch, op: Operation) -> None:
    """Keep the hospital's own text of a message; it is sent from now on."""
    message = places.strictly(lambda: message_from(Facts(op).values()))
    if message.kind != op.entity:
        raise OperationRefusedError("malformed")
    stopping.put_template(batch.connection, batch.hospital, message)
    batch.touched.add(feed.REFERENCE, MESSAGE, message.kind)


def make_sessions(batch: Batch, op: Operation) -> Taken:
    """Make what the templates say for some days of a department (all when "").

    The same again makes nothing. The answer's `number` is how many sessions were made, `epoch` how many stood there.
    """
    facts = Facts(op)
    batch.sessions.flush()
    first, last = facts.day("first"), facts.day("last")
    places.strictly(lambda: check_range(first, last))
    if first < clinic_day(batch.now):
        raise OperationRefusedError("day-past")
    connection, hospital = batch.connection, batch.hospital
    doctors = planning.doctors_by_id(connection, hospital)
    department_id = facts.text("department_id")
    templates = [
        t
        for t in planning.all_templates(connection, hospital)
        if department_id in ("", doctors[t.doctor_id]["department_id"])
    ]
    lines = plan(
        hospital, templates, planning.all_absences(connection, hospital),
        planning.standing(connection, hospital, first, last), first, last, clinics.closed_doctors(connection, hospital),
    )  # fmt: skip
    made = [line for line in lines if line.makes]
    for line in made:
        batch.sessions.forget(line.session_id)
    planning.add_sessions(
        connection, hospital,
        [_session_row(line, doctors[line.doctor_id], doctors[line.template.doctor_id]) for line in made],
        [_plan_row(line) for line in made],
        [slot for line in made for slot in _slot_rows(line)],
    )  # fmt: skip
    batch.touched.add(feed.CLINIC, "session", *(line.session_id for line in made))
    return Taken(len(made), sum(1 for line in lines if line.verdict.value == "exists"))


def _session_row(line: Planned, doctor: dict[str, object], own: dict[str, object]) -> dict[str, object]:
    """A substitute's session costs no more than the doctor's own."""
    template = line.template
    return {
        "session_id": line.session_id, "version": 1, "department_id": own["department_id"],
        "doctor_id": line.doctor_id, "day": line.day, "half_day": template.half_day, "starts": template.starts,
        "half_hours": template.half_hours, "place": template.place,
        "fee_fen": min(int(str(doctor["fee_fen"])), int(str(own["fee_fen"]))), "state": SessionState.OPEN.value,
    }  # fmt: skip


def _plan_row(line: Planned) -> dict[str, object]:
    template = line.template
    substituted = line.doctor_id != template.doctor_id
    return {
        "session_id": line.session_id, "template_id": template.id,
        "release_at": template.release_time(line.day) if template.split.online else None, "released_at": None,
        "extra_limit": template.extra_limit, "instead_of": template.doctor_id if substituted else "",
        "stop_reason": "",
    }  # fmt: skip


def _slot_rows(line: Planned) -> list[dict[str, object]]:
    template = line.template
    return [
        {
            "session_id": line.session_id, "number": number, "half_hour": half_hour, "epoch": 0,
            "state": numbers.POOL, "desk_id": None, "booking_id": None, "channel": channel.value,
        }
        for number, half_hour, channel in numbered(template.half_hours, template.each, template.split)
    ]  # fmt: skip


def change_session(batch: Batch, op: Operation) -> None:
    """Another doctor takes an open session (替诊), or it moves to another room; bookings and fee stay."""
    facts = Facts(op)
    batch.sessions.flush()
    session = _open_session(batch, op.entity)
    doctor_id, place = facts.text("doctor_id"), facts.text("place", most=LONGEST_TEXT)
    if not place.strip():
        raise OperationRefusedError("malformed")
    if doctor_id != session["doctor_id"]:
        _doctor(batch, doctor_id)
        if session["day"] >= clinics.closed_doctors(batch.connection, batch.hospital).get(
            doctor_id, date.max
        ):
            raise OperationRefusedError("place-closed")
        _refuse_busy(batch, doctor_id, session)
        before = planning.plan_rows(batch.connection, batch.hospital, [op.entity]).get(op.entity, {})
        own = before.get("instead_of") or session["doctor_id"]
        planning.put_plan(
            batch.connection, batch.hospital, op.entity, instead_of="" if own == doctor_id else own
        )
    batch.sessions.change(op.entity, doctor_id=doctor_id, place=place, version=session["version"] + 1)
    batch.touched.add(feed.CLINIC, "session", op.entity)


def _refuse_busy(batch: Batch, doctor_id: str, session: dict[str, Any]) -> None:
    day: date = session["day"]
    others = planning.standing(batch.connection, batch.hospital, day, day)
    own = next(s for s in others if s.session_id == session["session_id"])
    for other in others:
        if other.doctor_id == doctor_id and other.session_id != own.session_id and _meet(own, other):
            raise OperationRefusedError("doctor-busy")


def _meet(one: Standing, other: Standing) -> bool:
    def minutes(s: Standing) -> tuple[int, int]:
        begins = s.starts.hour * 60 + s.starts.minute
        return begins, begins + 30 * s.half_hours

    (a, b), (c, d) = minutes(one), minutes(other)
    return a < d and c < b


def split_session(batch: Batch, op: Operation) -> None:
    """Split what is free of a session anew; what was given away stays where it was (G22, G23)."""
    split = places.strictly(lambda: split_from(Facts(op).values()))
    _open_session(batch, op.entity)
    slots = planning.slots_of(batch.connection, batch.hospital, op.entity)
    channels = resplit([(s.number, s.channel, s.state == numbers.POOL) for s in slots], split)
    if channels is None:
        raise OperationRefusedError("split-too-large")
    planning.set_channels(batch.connection, batch.hospital, op.entity, channels)
    batch.touched.add(feed.CLINIC, "session", op.entity)


def add_extra(batch: Batch, op: Operation) -> Taken:
    """Add one number to a half-hour (加号): within the session's limit the clerk alone, above it the supervisor."""
    facts = Facts(op)
    half_hour, reason = facts.number("half_hour"), places.said(facts, "reason")
    session = _open_session(batch, op.entity)
    slots = planning.slots_of(batch.connection, batch.hospital, op.entity)
    if not 0 <= half_hour < session["half_hours"] or reason not in set(ExtraReason):
        raise OperationRefusedError("malformed")
    limit = planning.DEFAULT_EXTRA
    plans = planning.plan_rows(batch.connection, batch.hospital, [op.entity])
    if op.entity in plans:
        limit = plans[op.entity]["extra_limit"]
    over = sum(1 for slot in slots if slot.channel == Channel.EXTRA) >= limit
    if over and not batch.people.may(op.author, Action.ADD_EXTRA_OVER, batch.now):
        raise OperationRefusedError("extra-limit")
    number = max((slot.number for slot in slots), default=0) + 1
    planning.add_slot(batch.connection, batch.hospital, op.entity, number, half_hour)
    planning.note_extra(
        batch.connection, batch.hospital, session_id=op.entity, number=number, reason=reason, added_by=op.author,
        at=batch.now, over_limit=over, operation_id=op.id,
    )  # fmt: skip
    batch.touched.add(feed.CLINIC, "session", op.entity)
    return Taken(number, 0)


# ---------------------------------------------------------------- small helpers
def _open_session(batch: Batch, session_id: str) -> dict[str, Any]:
    session = batch.sessions.get(session_id)
    if session is None or session["state"] != SessionState.OPEN.value:
        raise OperationRefusedError("session-stopped")
    return session


def _doctor(batch: Batch, doctor_id: str) -> None:
    if doctor_id not in planning.doctors_by_id(batch.connection, batch.hospital):
        raise OperationRefusedError("doctor-unknown")


KINDS: dict[OperationKind, Callable[[Batch, Operation], Taken | None]] = {
    **places.KINDS,
    OperationKind.PUT_TEMPLATE: put_template,
    OperationKind.PUT_ABSENCE: put_absence,
    OperationKind.PUT_MESSAGE: put_message,
    OperationKind.MAKE_SESSIONS: make_sessions,
    OperationKind.CHANGE_SESSION: change_session,
    OperationKind.SPLIT_SESSION: split_session,
    OperationKind.ADD_EXTRA: add_extra,
}
PERMITS = {**dict.fromkeys(KINDS, Action.SCHEDULE), OperationKind.ADD_EXTRA: Action.ADD_EXTRA}
