"""Feeds: commit-ordered positions without gaps, ids only, one row an entity that moves forward (DECISIONS 27).

`move` must be the last call of a transaction. It takes the heads of all touched streams in ascending order, so a
position is given only by who commits next, and a reader that saw position n can never later find n - 1 new.
"""

from __future__ import annotations

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from central.store.rowset import chunks
from central.store.tables import feed, streams

ERASURE = "erasure"
REFERENCE = "reference"
CLINIC = "clinic"
Entry = tuple[str, str, int]


def desk_stream(desk_id: str) -> str:
    """Return the name of a desk's own stream."""
    return "desk:" + desk_id


class Touched:
    """What a transaction changed, by stream, in the order in which a reader should meet it."""

    def __init__(self) -> None:
        self.by_stream: dict[str, dict[tuple[str, str], None]] = {}

    def add(self, stream: str, kind: str, *ids: str) -> None:
        """Note entities of one kind."""
        entities = self.by_stream.setdefault(stream, {})
        entities.update(dict.fromkeys((kind, entity) for entity in ids))


def move(connection: Connection, hospital_id: str, touched: Touched) -> None:
    """Give every touched entity a new position at the end of its stream."""
    names = sorted(name for name, entities in touched.by_stream.items() if entities)
    for name in names:
        _advance(connection, hospital_id, name, len(touched.by_stream[name]))
    if not names:
        return
    query = sa.select(streams.c.stream, streams.c.head).where(
        streams.c.hospital_id == hospital_id, streams.c.stream.in_(names)
    )
    heads: dict[str, int] = {row.stream: row.head for row in connection.execute(query)}
    for name in names:
        entities = list(touched.by_stream[name])
        first = heads[name] - len(entities) + 1
        _replace(connection, hospital_id, name, entities, first)


def _advance(connection: Connection, hospital_id: str, stream: str, count: int) -> None:
    step = (
        sa.update(streams)
        .where(streams.c.hospital_id == hospital_id, streams.c.stream == stream)
        .values(head=streams.c.head + count)
    )
    if connection.execute(step).rowcount:
        return
    try:
        with connection.begin_nested():
            connection.execute(sa.insert(streams).values(hospital_id=hospital_id, stream=stream, head=count))
    except IntegrityError:
        connection.execute(step)


def _replace(
    connection: Connection, hospital_id: str, stream: str, entities: list[tuple[str, str]], first: int
) -> None:
    here = (feed.c.hospital_id == hospital_id, feed.c.stream == stream)
    for part in chunks(entities):
        for kind in sorted({kind for kind, _ in part}):
            ids = sorted(entity for each, entity in part if each == kind)
            connection.execute(sa.delete(feed).where(*here, feed.c.kind == kind, feed.c.id.in_(ids)))
    connection.execute(
        sa.insert(feed),
        [
            {
                "hospital_id": hospital_id,
                "stream": stream,
                "kind": kind,
                "id": entity,
                "position": first + offset,
            }
            for offset, (kind, entity) in enumerate(entities)
        ],
    )


def read(connection: Connection, hospital_id: str, stream: str, after: int, limit: int) -> list[Entry]:
    """Return at most `limit` entries (kind, id, position) behind a position, in order."""
    query = (
        sa.select(feed.c.kind, feed.c.id, feed.c.position)
        .where(feed.c.hospital_id == hospital_id, feed.c.stream == stream, feed.c.position > after)
        .order_by(feed.c.position)
        .limit(limit)
    )
    return [(kind, entity, position) for kind, entity, position in connection.execute(query)]


def heads(connection: Connection, hospital_id: str) -> dict[str, int]:
    """Return the head of every stream."""
    query = sa.select(streams.c.stream, streams.c.head).where(streams.c.hospital_id == hospital_id)
    return {row.stream: row.head for row in connection.execute(query)}


def touch(stream: str, kind: str, ids: Iterable[str]) -> Touched:
    """Return a note of one kind's entities."""
    touched = Touched()
    touched.add(stream, kind, *ids)
    return touched
