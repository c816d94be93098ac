"""How a deletion that waits for a second person was asked for, on the way to the desk that signs over it (P25)."""

from __future__ import annotations

from desktop.domain.ids import CaseId, StaffId
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
