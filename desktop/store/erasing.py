"""How a person goes: for good (an erasure), or out of this desk's scope; and whether anything was left behind.

At a desk the record key dies with the account key (DECISIONS 12): visits lose their link, consents, notices and
kept drafts go. What stays are random ids: the skeletons of answered operations (what they carried sealed goes, and so
do the person's keys that the registration carried for central), the case, the trace, the mark that the person is
erased. An operation without an answer keeps its content until central has it; until then the scrub finds it.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from desktop.domain.ids import PatientId
from desktop.domain.operations import KeyKind, OperationKind
from desktop.store import tables
from desktop.store.bookings import NOBODY
from desktop.store.state import LAST

DRAFT_PREFIX = "draft/"
WAITING = "waiting"

_who: sa.BindParameter[str] = sa.bindparam("patient")
_erased = tables.erased.c
_status = tables.patient_status.c
_book = tables.bookings.c
_state = tables.state.c
_ops = tables.operations.c

_ERASED_KINDS = sa.select(_erased.kind).where(_erased.patient_id == _who)
_REMEMBER = sa.insert(tables.erased).prefix_with("OR IGNORE")
_DROP_STATUS = sa.delete(tables.patient_status).where(_status.patient_id == _who)
_DROP_CONSENTS = sa.delete(tables.consents).where(tables.consents.c.patient_id == _who)
_DROP_NOTICES = sa.delete(tables.notices).where(tables.notices.c.patient_id == _who)
_DROP_PLACES = sa.delete(tables.queue).where(
    tables.queue.c.booking_id.in_(sa.select(_book.id).where(_book.patient_id == _who))
)
_DROP_REQUESTS = sa.delete(tables.requests).where(tables.requests.c.patient_id == _who)
_DROP_BOOKINGS = sa.delete(tables.bookings).where(_book.patient_id == _who)
_UNLINK_BOOKINGS = sa.update(tables.bookings).where(_book.patient_id == _who).values(patient_id=NOBODY)
_UNLINK_TASKS = sa.update(tables.tasks).where(tables.tasks.c.patient_id == _who).values(patient_id=None)
_UNLINK_TWINS = sa.update(tables.patient_status).where(_status.same_as == _who).values(same_as=None)
_DROP_PAIRS = sa.delete(tables.people_pairs).where(
    sa.or_(tables.people_pairs.c.first_id == _who, tables.people_pairs.c.second_id == _who)
)
# a draft is sealed and cannot be searched; the form on the screen seals itself again with its next change
_DROP_DRAFTS = sa.delete(tables.state).where(_state.name >= DRAFT_PREFIX, _state.name < DRAFT_PREFIX + LAST)

# the registration carries both keys for central, whatever kind of key is destroyed
BARE = b"{}"
_HAS_KEYS = (_ops.kind == OperationKind.REGISTER_PATIENT.value, _ops.facts != BARE)
_KEYS_OF_ERASED = (*_HAS_KEYS, _ops.subject.in_(sa.select(_erased.patient_id)))
_SEALED_OF_ERASED = (
    _ops.sealed != b"",
    sa.exists().where(_erased.patient_id == _ops.subject, _erased.kind == _ops.key_kind),
)
_EMPTY = (
    sa.update(tables.operations).where(*_KEYS_OF_ERASED, _ops.state != WAITING).values(facts=BARE),
    sa.update(tables.operations).where(*_SEALED_OF_ERASED, _ops.state != WAITING).values(sealed=b""),
)

_EXPIRED = sa.select(_status.patient_id).where(
    _status.keep_until_us <= sa.bindparam("now"),
    _status.served_us.is_(None),
    ~sa.exists().where(_book.patient_id == _status.patient_id, _book.day >= sa.bindparam("today")),
    ~sa.exists().where(_ops.subject == _status.patient_id, _ops.state == WAITING),
)

_LEFT_OF_RECORD = tuple(
    sa.select(sa.literal(1)).select_from(table).join(tables.erased, _erased.patient_id == table.c.patient_id)
    .where(_erased.kind == KeyKind.RECORD.value).limit(1)
    for table in (
        tables.data_keys, tables.patient_records, tables.patient_accounts, tables.patient_status,
        tables.search_rows, tables.document_tokens, tables.bookings, tables.consents, tables.notices,
        tables.tasks, tables.requests,
    )
)  # fmt: skip
_LEFT_OF_KEYS = (
    sa.select(sa.literal(1))
    .select_from(tables.data_keys)
    .join(
        tables.erased,
        sa.and_(
            _erased.patient_id == tables.data_keys.c.patient_id,
            _erased.kind == tables.data_keys.c.kind,
        ),
    )
    .limit(1)
)
_LEFT_OF_ACCOUNTS = (
    sa.select(sa.literal(1))
    .select_from(tables.patient_accounts)
    .join(tables.erased, _erased.patient_id == tables.patient_accounts.c.patient_id)
    .where(_erased.kind == KeyKind.ACCOUNT.value)
    .limit(1)
)
_LEFT_OF_GRAMS = (
    sa.select(sa.literal(1))
    .select_from(tables.grams)
    .where(tables.grams.c.person.in_(sa.select(_erased.person).where(_erased.person.is_not(None))))
    .limit(1)
)
_LEFT_OF_OPERATIONS = tuple(
    sa.select(sa.literal(1)).select_from(tables.operations).where(*held).limit(1)
    for held in (_KEYS_OF_ERASED, _SEALED_OF_ERASED)
)
_LEFT = (*_LEFT_OF_RECORD, _LEFT_OF_KEYS, _LEFT_OF_ACCOUNTS, _LEFT_OF_GRAMS, *_LEFT_OF_OPERATIONS)


def erased_kinds(connection: sa.Connection, patient_id: PatientId) -> frozenset[KeyKind]:
    """Return which keys of the person were destroyed here."""
    found = connection.execute(_ERASED_KINDS, {"patient": patient_id}).scalars()
    return frozenset(KeyKind(kind) for kind in found)


def remember(connection: sa.Connection, patient_id: PatientId, kind: KeyKind, person: int | None) -> None:
    """Keep the mark that this key was destroyed; `person` is the number that the grams knew."""
    row = {"patient_id": patient_id, "kind": kind.value, "person": person}
    connection.execute(_REMEMBER, row)


def renew(connection: sa.Connection, patient_id: PatientId, kind: KeyKind) -> None:
    """Take the mark of a destroyed key away: what lay under it is gone, and another key is coming."""
    connection.execute(
        sa.delete(tables.erased).where(_erased.patient_id == patient_id, _erased.kind == kind.value)
    )


def forget(connection: sa.Connection, patient_id: PatientId) -> None:
    """Delete what tells of an erased person: status, consents, notices, and every link to them."""
    for statement in (
        _DROP_STATUS,
        _DROP_CONSENTS,
        _DROP_NOTICES,
        _DROP_REQUESTS,
        _UNLINK_BOOKINGS,
        _UNLINK_TASKS,
        _UNLINK_TWINS,
        _DROP_PAIRS,
    ):
        connection.execute(statement, {"patient": patient_id})


def empty_operations(connection: sa.Connection) -> None:
    """Take out of answered operations what they carried of erased people; number, hash and answer stay."""
    for statement in _EMPTY:
        connection.execute(statement)


def drop_drafts(connection: sa.Connection) -> None:
    """Delete every kept draft: one of them may name a person who is being erased."""
    connection.execute(_DROP_DRAFTS)


def let_go(connection: sa.Connection, patient_id: PatientId) -> None:
    """Delete what belongs to a person who left the desk's scope; central still has it."""
    for statement in (_DROP_STATUS, _DROP_CONSENTS, _DROP_NOTICES, _DROP_PLACES, _DROP_BOOKINGS):
        connection.execute(statement, {"patient": patient_id})


def expired(connection: sa.Connection, now_us: int, today: str) -> tuple[PatientId, ...]:
    """Return people looked up at central whose 24 hours are over and who were not served since (DECISIONS 4)."""
    found: sa.CursorResult[Any] = connection.execute(_EXPIRED, {"now": now_us, "today": today})
    return tuple(PatientId(one) for one in found.scalars())


def nothing_left(connection: sa.Connection) -> bool:
    """Return whether no table holds anything of the people who were erased here."""
    return all(connection.execute(statement).first() is None for statement in _LEFT)
