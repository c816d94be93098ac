"""Unclaimed online numbers go to the window at their time (G26); what was offered and not taken goes back."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from central.services.parts import CentralParts
from central.store import feed, planning

AT_ONCE = 200


def release_numbers(parts: CentralParts) -> int:
    """Give the online numbers of sessions that are due to the window; returns how many sessions. May be run twice."""

    def work(connection: Connection) -> int:
        due = planning.to_release(connection, parts.hospital_id, parts.now(), AT_ONCE)
        if due:
            planning.release(connection, parts.hospital_id, due, parts.now())
            feed.move(connection, parts.hospital_id, feed.touch(feed.CLINIC, "session", due))
        return len(due)

    with parts.database.read() as connection:
        waiting = planning.to_release(connection, parts.hospital_id, parts.now(), 1)
    return parts.database.run(work) if waiting else 0
