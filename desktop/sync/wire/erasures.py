"""Calls about one deletion: how it was asked for, what was given back with it (P25, N14)."""

from __future__ import annotations

from datetime import date, time

from desktop.domain.ids import BookingId, CaseId, PatientId, StaffId
from desktop.sync.wire.base import Message


class AskedRequest(Message, frozen=True):
    """One open deletion; `author` is who may sign it."""

    author: StaffId
    case_id: CaseId


class AskedPlain(Message, frozen=True):
    """`signed`: domain.drawn.SignedHow, "" for nobody; `drawn`: the strokes as text; `window`: where it was filed."""

    signed: str
    drawn: str
    window: str


class AskedAnswer(Message, frozen=True):
    """JSON of AskedPlain, sealed to the desk that asks (bindings.asked_for_desk)."""

    sealed: bytes


class GivenBackRequest(Message, frozen=True):
    """What was given back with a deletion that came to nothing; `author` asks."""

    author: StaffId
    case_id: CaseId


class GivenBack(Message, frozen=True):
    """A booking of a later day that ended with the request; `free` says whether its own number can be held again."""

    id: BookingId
    patient_id: PatientId
    day: date
    starts: time
    department: str
    number: int
    free: bool


class GivenBackAnswer(Message, frozen=True):
    """The earliest first; it names nobody."""

    bookings: tuple[GivenBack, ...]
