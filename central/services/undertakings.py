"""The undertaking of confidentiality at central: published, each acceptance kept, who owes it listed (P19)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.engine import Connection

from central.services import roster
from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.services.notices import RESOURCES, paragraphs
from central.services.parts import CentralParts
from central.services.published import in_force, publish
from central.services.signatures import check_signature
from central.store import feed, undertakings
from desktop.domain.operations import Operation
from desktop.domain.schedules import clinic_day
from desktop.domain.staff import Action, Role, allowed
from desktop.domain.undertakings import (
    MOST_VERSION,
    NAME,
    PURPOSE,
    Acceptance,
    Undertaking,
    UndertakingBook,
    owed,
)

MODEL_VERSION = "M1"
# by so much a desk's clock may run ahead
AHEAD = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Standing:
    """How one person of the roster stands: what they accepted last, and whether something is owed today."""

    staff: str
    name: str
    role: str
    version: str
    at: datetime | None
    owes: bool


def accepted(batch: Batch, op: Operation) -> None:
    """Keep an acceptance under the person's own signature over the text that central published."""
    facts = Facts(op)
    said = Acceptance(op.author, facts.text("version", most=MOST_VERSION), facts.time("at"))
    text = _book(batch.connection, batch.hospital).of(said.version)
    if text is None:
        raise OperationRefusedError("undertaking-unknown")
    if said.at > batch.now + AHEAD:
        raise OperationRefusedError("clock-wrong")
    check_signature(batch, op, said.signed_bytes(text), purpose=PURPOSE)
    undertakings.put(batch.connection, batch.hospital, op.entity, said, op.desk, op.approvals[0].signature)
    batch.touched.add(feed.REFERENCE, NAME, op.author)


def put_undertaking(parts: CentralParts, new: Undertaking) -> int:
    """Publish one more version to every desk; returns the setting's number. Raises UndertakingInvalidError."""
    with parts.database.read() as connection:
        book = _book(connection, parts.hospital_id)
    return publish(parts, NAME, book.with_version(new, clinic_day(parts.now())).to_bytes())


def publish_model(parts: CentralParts) -> None:
    """Publish the model text from today on, unless there is one already: nobody works before accepting one."""
    with parts.database.read() as connection:
        if _book(connection, parts.hospital_id).versions:
            return
    text, english = (
        paragraphs(RESOURCES / "undertaking" / f"model-1.{language}.md") for language in ("zh_CN", "en")
    )
    put_undertaking(parts, Undertaking(MODEL_VERSION, clinic_day(parts.now()), text, english))


def standings(parts: CentralParts) -> tuple[Standing, ...]:
    """Return everybody on the roster who may sit at a desk, those who owe it first."""
    now = parts.now()
    with parts.database.read() as connection:
        book = _book(connection, parts.hospital_id)
        held = undertakings.newest(connection, parts.hospital_id)
        people = roster.current(parts, connection)
    found = {}
    for entry in people.entries:
        if not allowed(Role(entry.role), Action.UNLOCK_DESK) or not people.may(
            entry.person, Action.UNLOCK_DESK, now
        ):
            continue
        mine = held.get(entry.person)
        found[entry.person] = Standing(
            entry.person, entry.name, entry.role, mine.version if mine else "", mine.at if mine else None,
            owed(book, mine, clinic_day(now)) is not None,
        )  # fmt: skip
    return tuple(sorted(found.values(), key=lambda one: (not one.owes, one.staff)))


def _book(connection: Connection, hospital_id: str) -> UndertakingBook:
    return UndertakingBook.from_bytes(in_force(connection, hospital_id, NAME))
