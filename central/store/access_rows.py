"""What the access review needs of central's rows: sign-ins, counts of a month, sign-offs, proposals to leave."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from central.store import trace_segments
from central.store.tables import rosters, staff_keys, trace_events
from central.store.tables_audit import access_leaves, access_reviews
from central.store.trace_log import EventQuery
from desktop.domain.audit import AuditAct


@dataclass(frozen=True, slots=True)
class Leave:
    """A proposal to take somebody off: by whom, when, on which roster version."""

    staff: str
    by: str
    at: datetime
    roster: int


def first_roster(connection: Connection, hospital_id: str) -> datetime | None:
    """Return when the first roster was made."""
    query = sa.select(sa.func.min(rosters.c.made_at)).where(rosters.c.hospital_id == hospital_id)
    at: datetime | None = connection.scalar(query)
    return at


def first_keys(connection: Connection, hospital_id: str) -> dict[str, datetime]:
    """Return when each person's first key came."""
    k = staff_keys.c
    query = sa.select(k.staff_id, sa.func.min(k.sent_at)).where(k.hospital_id == hospital_id)
    return {row[0]: row[1] for row in connection.execute(query.group_by(k.staff_id))}


def last_sign_ins(connection: Connection, hospital_id: str) -> dict[str, datetime]:
    """Return each person's newest sign-in at any desk."""
    t = trace_events.c
    query = (
        sa.select(t.actor, sa.func.max(t.at))
        .where(t.hospital_id == hospital_id, t.act == AuditAct.SIGN_IN.value, t.result == "ok")
        .where(t.actor.is_not(None))
        .group_by(t.actor)
    )
    closed = trace_segments.sign_ins(connection, hospital_id)
    return closed | {row[0]: row[1] for row in connection.execute(query)}


def counts(
    connection: Connection, hospital_id: str, wanted: EventQuery, closed: Iterable[bytes] = (), *, records: bool = False
) -> dict[str, int]:  # fmt: skip
    """Return how often each person did what is wanted, `closed` entries counted in, or to how many `records`."""
    t, told = trace_events.c, Counter[tuple[str, str | None]]()
    query = (
        sa.select(t.actor, t.subject, sa.func.count())
        .where(
            t.hospital_id == hospital_id, t.act == wanted.act, t.result == wanted.result, t.at >= wanted.since,
            t.at < wanted.until, t.actor.is_not(None),
        )
        .group_by(t.actor, t.subject)
    )  # fmt: skip
    for actor, subject, count in connection.execute(query):
        told[actor, subject] += count
    for said in map(json.loads, closed):
        if said["actor"]:
            told[said["actor"], said["subj"]] += 1
    found: Counter[str] = Counter()
    for (actor, subject), count in told.items():
        found[actor] += int(subject is not None) if records else count
    return dict(found)


def signed_months(connection: Connection, hospital_id: str) -> dict[date, str]:
    """Return who signed each month off."""
    r = access_reviews.c
    query = sa.select(r.month, r.by).where(r.hospital_id == hospital_id)
    return {row.month: row.by for row in connection.execute(query)}


def keep_review(connection: Connection, hospital_id: str, **values: Any) -> bool:
    """Keep a sign-off; False when the month was signed before: the first signature stands."""
    try:
        with connection.begin_nested():
            connection.execute(sa.insert(access_reviews).values(hospital_id=hospital_id, **values))
    except IntegrityError:
        return False
    return True


def leaves(connection: Connection, hospital_id: str) -> list[Leave]:
    """Return all proposals, by staff number."""
    w = access_leaves.c
    query = sa.select(w.staff_id, w.by, w.at, w.roster_version).where(w.hospital_id == hospital_id)
    return [Leave(*row) for row in connection.execute(query.order_by(w.staff_id))]


def put_leave(connection: Connection, hospital_id: str, staff_id: str, **values: Any) -> None:
    """Keep a proposal in the place of an older one of the same person."""
    w = access_leaves.c
    connection.execute(sa.delete(access_leaves).where(w.hospital_id == hospital_id, w.staff_id == staff_id))
    connection.execute(sa.insert(access_leaves).values(hospital_id=hospital_id, staff_id=staff_id, **values))
