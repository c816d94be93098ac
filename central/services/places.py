"""Departments, doctors and rooms: made, renamed, closed from a date on (G31).

Nothing is closed over people's heads: while open sessions stand on or after the date they are stopped first (停诊), so
that everybody booked is informed and found on a list.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.store import clinics, feed
from central.store.clinics import Words
from desktop.domain.operations import Operation, OperationKind
from desktop.domain.places import PlaceKind, Room, closing_of, english_of, room_from
from desktop.domain.plan_facts import PlanInvalidError
from desktop.domain.schedules import clinic_day

Found = TypeVar("Found")
LONGEST_TEXT = 120
MOST_FEE_FEN = 1_000_000


def put_department(batch: Batch, op: Operation) -> None:
    """Make, rename or close a department."""
    facts, words = Facts(op), _words(op)
    _refuse_open(batch, words.closed_from, department_id=op.entity)
    clinics.put_department(
        batch.connection, batch.hospital, op.entity, name=said(facts, "name"), initials=said(facts, "initials"),
        place=facts.text("place", most=LONGEST_TEXT), sort_order=facts.number("order"),
    )  # fmt: skip
    clinics.put_words(batch.connection, batch.hospital, PlaceKind.DEPARTMENT, op.entity, words)
    batch.touched.add(feed.REFERENCE, "department", op.entity)


def put_doctor(batch: Batch, op: Operation) -> None:
    """Make, change or close a doctor; sessions that are there keep their fee."""
    facts, department_id, words = Facts(op), Facts(op).text("department_id"), _words(op)
    _department(batch, department_id)
    fee_fen = facts.number("fee_fen")
    if not 0 <= fee_fen <= MOST_FEE_FEN:
        raise OperationRefusedError("malformed")
    _refuse_open(batch, words.closed_from, doctor_id=op.entity)
    clinics.put_doctor(
        batch.connection, batch.hospital, op.entity, department_id=department_id, name=said(facts, "name"),
        title=facts.text("title", most=LONGEST_TEXT), skill=facts.text("skill", most=LONGEST_TEXT),
        initials=said(facts, "initials"), fee_fen=fee_fen,
    )  # fmt: skip
    clinics.put_words(batch.connection, batch.hospital, PlaceKind.DOCTOR, op.entity, words)
    batch.touched.add(feed.REFERENCE, "doctor", op.entity)


def put_room(batch: Batch, op: Operation) -> None:
    """Make, rename or close a room; no two open rooms of a department have one name, and sessions keep theirs."""
    room = strictly(lambda: room_from(Facts(op).values()))
    if room.id != op.entity:
        raise OperationRefusedError("malformed")
    _department(batch, room.department_id)
    for other in clinics.rooms_of(batch.connection, batch.hospital, room.department_id):
        if other.id != room.id and other.name == room.name:
            raise OperationRefusedError("room-known")
    before = clinics.room(batch.connection, batch.hospital, room.id) or room
    _refuse_open(batch, _earliest(batch, before, room), department_id=before.department_id, place=before.name)
    clinics.put_room(batch.connection, batch.hospital, room)
    batch.touched.add(feed.REFERENCE, "room", room.id)


def _earliest(batch: Batch, before: Room, now: Room) -> date | None:
    """A room that moves or takes another name must not leave sessions behind that name it by the old one."""
    same = (before.name, before.department_id) == (now.name, now.department_id)
    return now.closed_from if same else clinic_day(batch.now)


def _refuse_open(batch: Batch, closed_from: date | None, **where: str) -> None:
    batch.sessions.flush()
    if closed_from is not None and clinics.open_sessions(
        batch.connection, batch.hospital, max(closed_from, clinic_day(batch.now)), **where
    ):
        raise OperationRefusedError("place-in-use")


def _department(batch: Batch, department_id: str) -> None:
    if not clinics.has_department(batch.connection, batch.hospital, department_id):
        raise OperationRefusedError("department-unknown")


def _words(op: Operation) -> Words:
    values = Facts(op).values()
    return strictly(lambda: Words(english_of(values), closing_of(values)))


def said(facts: Facts, name: str) -> str:
    """Return a text that says something; refuses as malformed."""
    text = facts.text(name)
    if not text.strip() or not text.isprintable():
        raise OperationRefusedError("malformed")
    return text


def strictly(read: Callable[[], Found]) -> Found:
    """Return what a reader of the domain finds, its complaint as a refusal."""
    try:
        return read()
    except PlanInvalidError as error:
        raise OperationRefusedError(error.code) from error


KINDS = {
    OperationKind.PUT_DEPARTMENT: put_department,
    OperationKind.PUT_DOCTOR: put_doctor,
    OperationKind.PUT_ROOM: put_room,
}
