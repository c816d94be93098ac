"""The rows of paper templates: every version is kept; desks get what is in force and what comes (G58)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.tables_papers import paper_versions
from desktop.domain.paper_templates import PAPER, PaperVersion, to_body
from desktop.sync import wire

_p = paper_versions.c


def versions(connection: Connection, hospital_id: str, paper: str) -> tuple[PaperVersion, ...]:
    """Return every version of a paper in one language, the oldest first."""
    query = sa.select(paper_versions).where(_p.hospital_id == hospital_id, _p.paper == paper)
    name, _, language = paper.rpartition(".")
    return tuple(
        PaperVersion(name, language, r.version, r.effective.isoformat(), r.text, r.published_by)
        for r in connection.execute(query.order_by(_p.version))
    )


def add(connection: Connection, hospital_id: str, new: PaperVersion, at: datetime) -> None:
    """Keep one more version."""
    connection.execute(
        sa.insert(paper_versions).values(
            hospital_id=hospital_id, paper=new.id, version=new.version, effective=date.fromisoformat(new.effective),
            text=new.text, published_by=new.by, at=at,
        )
    )  # fmt: skip


def bodies(connection: Connection, hospital_id: str, ids: Sequence[str]) -> dict[str, wire.Message]:
    """Return for the feed of each paper its newest version and those that it has not replaced yet."""
    found: dict[str, wire.Message] = {}
    for paper in ids:
        kept = versions(connection, hospital_id, paper)
        if kept:
            found[paper] = wire.PlanRow(kind=PAPER, id=paper, body=to_body(_standing(kept)))
    return found


def _standing(kept: Sequence[PaperVersion]) -> list[PaperVersion]:
    """Return the versions that some day from now on may still use: each begins before every newer one."""
    standing: list[PaperVersion] = []
    for one in reversed(kept):
        if not standing or one.effective < standing[-1].effective:
            standing.append(one)
    return standing[::-1]
