"""The traces of all desks for whom the newest roster permits it: all of them, or the own team's (P5, G76-G78, T12)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.services import roster, trace_segments
from central.services.parts import CentralParts
from central.services.roster import People
from central.services.trace_checks import check_traces, word_of
from central.store import trace_log
from central.store.tables import desks
from desktop.domain.errors import NotPermittedError
from desktop.domain.schedules import CHINA
from desktop.domain.staff import Action, Role
from desktop.domain.trace_reading import (
    KINDS,
    PAGE_LINES,
    TraceFilterError,
    TraceKind,
    TraceQuery,
    TraceRangeError,
    check_query,
)
from desktop.sync.wire import (
    TraceAnswer,
    TraceCheckAnswer,
    TraceCheckRequest,
    TraceLineRow,
    TraceRequest,
    TraceStateRow,
)

# whom a supervisor leads; other supervisors, the officer and the administrators are the officer's and auditor's to read
TEAM = frozenset({Role.CLERK.value})


@dataclass(frozen=True, slots=True)
class Reader:
    """Who may be read about: everybody, or only these staff numbers."""

    team: frozenset[str] | None

    @property
    def team_only(self) -> bool:
        """Return whether something is left out."""
        return self.team is not None


def reader_of(people: People, author: str, at: datetime) -> Reader:
    """Return what the author may read; raises NotPermittedError.

    The team of a supervisor are the clerks with a key on a desk where the supervisor has one, and the supervisor.
    """
    if people.may(author, Action.READ_AUDIT, at):
        return Reader(None)
    if not people.may(author, Action.READ_TEAM_AUDIT, at):
        raise NotPermittedError(action=Action.READ_AUDIT.value)
    here = {entry.desk for entry in people.entries_of(author, at)}
    team = {e.person for e in people.entries if e.desk in here and e.role in TEAM}
    return Reader(frozenset(team | {author}))


class AuditReadingService:
    """Answers a desk's question out of the entries that central witnessed."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts

    def read(self, desk_id: str, request: TraceRequest) -> TraceAnswer:
        """Return one page; raises NotPermittedError, TraceRangeError, TraceFilterError."""
        query = _query(request)
        parts = self._parts
        with parts.database.read() as connection:
            people = roster.current(parts, connection)
            reader = reader_of(people, request.author, parts.now())
            windows = windows_of(connection, parts.hospital_id)
            wanted = _wanted(query, people, windows, reader)
            found = trace_segments.found(parts, connection, wanted, PAGE_LINES + 1, skip=query.skip)
            names = names_of(people)
            lines = tuple(_lines(found[:PAGE_LINES], windows, names))
            return TraceAnswer(lines, len(found) > PAGE_LINES, reader.team_only)

    def check(self, desk_id: str, request: TraceCheckRequest) -> TraceCheckAnswer:
        """Walk every trace and return what was found; the names of entries are nobody's secret, their bodies are.

        Raises NotPermittedError.
        """
        parts = self._parts
        with parts.database.read() as connection:
            people = roster.current(parts, connection)
            reader_of(people, request.author, parts.now())
            windows = windows_of(connection, parts.hospital_id)
        return TraceCheckAnswer(
            tuple(
                TraceStateRow(
                    one.desk, windows.get(one.desk, ""), one.incarnation, one.verdict.entries,
                    word_of(one.verdict.fault), one.verdict.at or 0,
                )
                for one in check_traces(parts)
            )
        )  # fmt: skip


def _query(request: TraceRequest) -> TraceQuery:
    try:
        kind = TraceKind(request.kind)
    except ValueError as error:
        raise TraceRangeError(days=0) from error
    query = TraceQuery(
        request.first, request.last, kind, request.desk, request.staff, request.subject, request.skip
    )
    check_query(query)
    return query


def _wanted(
    query: TraceQuery, people: People, windows: dict[str, str], reader: Reader
) -> trace_log.EventQuery:
    begin = datetime.combine(query.first, time.min, CHINA)
    end = datetime.combine(query.last, time.min, CHINA) + timedelta(days=1)
    actors = _staff(query.staff, people) if query.staff else None
    if reader.team is not None:
        actors = reader.team if actors is None else actors & reader.team
    return trace_log.EventQuery(
        subject=query.subject or None,
        since=begin.astimezone(UTC),
        until=end.astimezone(UTC),
        desks=_desks(query.desk, windows) if query.desk else None,
        actors=actors,
        acts=frozenset(act.value for act in KINDS[query.kind]) if query.kind in KINDS else None,
    )


def _staff(text: str, people: People) -> frozenset[str]:
    asked = text.strip().lower()
    found = frozenset(
        e.person for e in people.entries if asked in (e.person.lower(), e.initials.lower(), e.name.lower())
    )
    if not found:
        raise TraceFilterError(what="staff")
    return found


def _desks(text: str, windows: dict[str, str]) -> frozenset[str]:
    asked = text.strip().replace(" ", "").lower()
    found = frozenset(
        desk
        for desk, window in windows.items()
        if asked == desk.lower() or window.replace(" ", "").lower().startswith(asked)
    )
    if not found:
        raise TraceFilterError(what="desk")
    return found


def names_of(people: People) -> dict[str, str]:
    """Return the names of the roster by staff number."""
    return {entry.person: entry.name for entry in people.entries}


def windows_of(connection: Connection, hospital_id: str) -> dict[str, str]:
    """Return the windows of all desks by id."""
    query = sa.select(desks.c.desk_id, desks.c.window).where(desks.c.hospital_id == hospital_id)
    return {row.desk_id: row.window for row in connection.execute(query)}


def _lines(events: list[bytes], windows: dict[str, str], names: dict[str, str]) -> Iterator[TraceLineRow]:
    for event in events:
        said = json.loads(event)
        actor = said["actor"] or ""
        yield TraceLineRow(
            said["desk"], windows.get(said["desk"], ""), said["seq"], datetime.fromtimestamp(said["t"] / 1000, UTC),
            actor, names.get(actor, ""), said["role"], said["act"], said["result"], said["subj"] or "",
            said["obj"] or "", said["addr"] or "", {name: str(value) for name, value in said["facts"].items()},
        )  # fmt: skip
