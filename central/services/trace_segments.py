"""Old parts of the desks' traces closed into sealed segments, opened for who may read (SECURITY §3, P5, N16)."""

from __future__ import annotations

import heapq
import itertools
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.engine import Connection

from central.services.parts import CentralParts
from central.store import chains, trace_log
from central.store import trace_segments as store
from central.store.trace_log import EventQuery, WitnessedHead
from central.store.trace_segments import StoredSegment
from desktop.domain.audit import GENESIS, AuditAct
from desktop.domain.audit_segments import (
    MOST_ENTRIES,
    REMOVAL_PURPOSE,
    SEGMENT_PURPOSE,
    Closed,
    Row,
    Segment,
    closed_before,
    digest_of,
    from_plain,
    to_plain,
)
from desktop.domain.audit_trace import Anchor, TraceHead, check_trace
from desktop.domain.errors import KnownError, SealBrokenError
from desktop.domain.ids import DeskId
from desktop.domain.schedules import clinic_day


class SegmentBrokenError(KnownError):
    """A closed part of a desk's trace does not open; `verify-audit` names the entry. Facts: `desk`, `first`, `last`."""

    code = "segment-broken"


class TraceClosing:
    """Once a day: what is older than `months` (six at least) is closed, one segment a transaction."""

    def __init__(self, parts: CentralParts, months: int) -> None:
        self._parts, self._months = parts, months
        self._done_on: date | None = None

    def run_due(self) -> int:
        """Close what is due today; returns how many segments were made."""
        today = clinic_day(self._parts.now())
        if self._done_on == today:
            return 0
        before, parts = closed_before(self._parts.now(), self._months), self._parts
        with parts.database.read() as connection:
            traces = trace_log.traces_before(connection, parts.hospital_id, before)
        made = 0
        for desk, incarnation in traces:
            while parts.database.run(lambda c, d=desk, i=incarnation: close_one(parts, c, d, i, before)):  # type: ignore[misc]  # bound in the loop
                made += 1
        self._done_on = today
        return made


def close_one(
    parts: CentralParts, connection: Connection, desk_id: str, incarnation: int, before: datetime
) -> bool:
    """Close the oldest open entries of a trace, up to a head that central signed; False when none are due.

    A trace that is not whole is left as it is: nothing that was changed is put under a seal.
    """
    hospital = parts.hospital_id
    chains.desk(connection, hospital, desk_id, lock=True)
    heads = [
        one for one in trace_log.heads(connection, hospital, desk_id) if one.head.incarnation == incarnation
    ]
    start = _start(connection, hospital, heads[0].head)
    young = trace_log.first_since(connection, hospital, desk_id, incarnation, before)
    sizes = [
        one.head.size
        for one in heads
        if start.size < one.head.size <= start.size + MOST_ENTRIES
        and (young is None or one.head.size < young)
    ]
    if not sizes:
        return False
    first, last = start.size + 1, sizes[-1]
    rows = trace_log.rows_between(connection, hospital, desk_id, incarnation, first, last)
    if not check_trace(
        rows, [Anchor(one.head.size, one.head.head) for one in heads if one.head.size <= last], start=start
    ).whole:
        return False
    told = [json.loads(event) for event, _ in rows]
    times = [_at(one) for one in told]
    segment = Segment(
        DeskId(desk_id), incarnation, first, last, start.head, rows[-1][1], min(times), max(times)
    )
    sealed = parts.keys.seal_own(to_plain(rows), segment.context())
    segment = replace(segment, digest=digest_of(sealed))
    signature = parts.keys.sign(SEGMENT_PURPOSE, segment.to_bytes())
    stored = StoredSegment(segment, signature, sealed, parts.now())
    store.put(connection, hospital, stored, (one["subj"] for one in told if one["subj"]))
    store.note_sign_ins(connection, hospital, _sign_ins(told))
    trace_log.drop_between(connection, hospital, desk_id, incarnation, first, last)
    return True


def remove(parts: CentralParts, connection: Connection, gone: Iterable[StoredSegment], run: str) -> int:
    """Drop the bytes of segments under a signed retention run; returns how many. Both ends of the chain stay."""
    count = 0
    for stored in gone:
        at, one = parts.now(), stored.segment
        signature = parts.keys.sign(REMOVAL_PURPOSE, one.removed_bytes(run, at))
        store.remove(connection, parts.hospital_id, one, run, at, signature)
        count += 1
    return count


def closed_of(parts: CentralParts, stored: StoredSegment) -> Closed:
    """Return a segment as it is found: its signature looked at, its bytes opened."""
    segment, keys = stored.segment, parts.keys
    own = keys.sign_public
    if not keys.verify(own, stored.signature, SEGMENT_PURPOSE, segment.to_bytes()):
        return Closed(segment, signed=False, rows=None)
    if stored.sealed is None:
        word = segment.removed_bytes(stored.run or "", stored.removed_at or stored.closed_at)
        gone = keys.verify(own, stored.removed_signature or b"", REMOVAL_PURPOSE, word)
        return Closed(segment, signed=True, rows=None, removed=gone)
    return Closed(segment, signed=True, rows=_rows(parts, segment, stored.sealed))


def found(
    parts: CentralParts, connection: Connection, wanted: EventQuery, most: int, *, skip: int = 0
) -> list[bytes]:
    """Return the newest entries that fit, open and closed ones, newest first. Raises SegmentBrokenError."""
    open_ones = trace_log.found(connection, parts.hospital_id, wanted, skip + most)
    closed = sorted(closed_events(parts, connection, wanted), key=_newest_first)
    merged = heapq.merge(open_ones, closed, key=_newest_first)
    return list(itertools.islice(merged, skip, skip + most))


def closed_events(parts: CentralParts, connection: Connection, wanted: EventQuery) -> Iterator[bytes]:
    """Yield the closed entries that fit. Raises SegmentBrokenError."""
    for stored in store.held(connection, parts.hospital_id, wanted):
        for event, _ in _opened(parts, stored):
            if fits(json.loads(event), wanted):
                yield event


def stretch(parts: CentralParts, connection: Connection, head: TraceHead) -> list[bytes]:
    """Return the entries by which a head grew, in order, wherever they lie; raises SegmentBrokenError."""
    rows = trace_log.stretch(connection, parts.hospital_id, head)
    if rows:
        return rows
    places = store.of_trace(connection, parts.hospital_id, head.desk, head.incarnation, at_seq=head.size)
    for stored in places:
        if stored.sealed is not None:
            begin = stored.segment.first
            return [
                event for event, _ in _opened(parts, stored)[head.start + 1 - begin : head.size + 1 - begin]
            ]
    return []


def fits(said: Mapping[str, Any], wanted: EventQuery) -> bool:
    """Return whether an entry is what the query asks for; the same as trace_log.found says in SQL."""
    exact = (
        (wanted.desk_id, "desk"), (wanted.actor, "actor"), (wanted.act, "act"), (wanted.subject, "subj"),
        (wanted.result, "result"),
    )  # fmt: skip
    among = ((wanted.desks, "desk"), (wanted.actors, "actor"), (wanted.acts, "act"))
    at = _at(said)
    return (
        all(value is None or said[name] == value for value, name in exact)
        and all(values is None or said[name] in values for values, name in among)
        and (wanted.since is None or at >= wanted.since)
        and (wanted.until is None or at < wanted.until)
    )


def _opened(parts: CentralParts, stored: StoredSegment) -> tuple[Row, ...]:
    rows = closed_of(parts, stored).rows
    if rows is None:
        one = stored.segment
        raise SegmentBrokenError(desk=one.desk, first=one.first, last=one.last)
    return rows


def _rows(parts: CentralParts, segment: Segment, sealed: bytes) -> tuple[Row, ...] | None:
    if digest_of(sealed) != segment.digest:
        return None
    try:
        return from_plain(parts.keys.open_own(sealed, segment.context()))
    except (SealBrokenError, ValueError):
        return None


def _start(connection: Connection, hospital: str, first: TraceHead) -> Anchor:
    """Return behind which entry the open part of an incarnation begins."""
    closed = store.last_of(connection, hospital, first.desk, first.incarnation)
    if closed is not None:
        return Anchor(*closed)
    return base_of(connection, hospital, first)


def base_of(connection: Connection, hospital: str, first: TraceHead) -> Anchor:
    """Return where an incarnation begins: at nothing, or where the one before it was signed."""
    base: WitnessedHead | None = trace_log.at_size(
        connection, hospital, first.desk, first.base_incarnation, first.start
    )
    return Anchor(0, GENESIS) if first.start == 0 or base is None else Anchor(first.start, base.head.head)


def _sign_ins(told: Iterable[Mapping[str, Any]]) -> dict[str, datetime]:
    newest: dict[str, datetime] = {}
    for one in told:
        if one["act"] == AuditAct.SIGN_IN.value and one["result"] == "ok" and one["actor"]:
            newest[one["actor"]] = max(_at(one), newest.get(one["actor"], _at(one)))
    return newest


def _at(said: Mapping[str, Any]) -> datetime:
    return datetime.fromtimestamp(said["t"] / 1000, UTC)


def _newest_first(event: bytes) -> tuple[int, str, int]:
    said = json.loads(event)
    return -said["t"], said["desk"], -said["seq"]
