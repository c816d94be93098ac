"""What a revoked desk had not sent yet: kept aside for a person to look at, never thrown away, never applied (N43)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Connection

from central.services.batch import Batch
from central.services.chain import Arrived
from central.services.parts import CentralParts
from central.store import chains, desk_acts, feed
from desktop.sync.wire import ExchangeRequest

REVOKED_DESK_WORK = "revoked-desk-work"
# a stolen PC signs too: more than a long outage makes is not kept
MOST_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class HandedIn:
    """Of how many operations of one request central has taken charge."""

    kept: int


def hand_in(
    parts: CentralParts, connection: Connection, desk: dict[str, Any], request: ExchangeRequest,
    arrived: Sequence[Arrived],
) -> HandedIn:  # fmt: skip
    """Keep what the desk itself signed and central does not have, and put one task before the supervisors."""
    hospital, desk_id, public = parts.hospital_id, desk["desk_id"], bytes(desk["sign_public"])
    known = chains.issued(connection, hospital, desk_id, [item.signed.operation.id for item in arrived])
    kept = [
        (item.signed.operation, item.hash, wire)
        for item, wire in zip(arrived, request.operations, strict=True)
        if item.signed.operation.id not in known
        and parts.keys.verify(public, item.signed.signature, "operation", item.hash)
    ]
    if desk_acts.count_kept(connection, hospital, desk_id) + len(kept) > MOST_KEPT:
        return HandedIn(0)
    chains.keep_aside(connection, hospital, kept, "revoked", parts.now())
    if kept and not desk_acts.open_tasks(connection, hospital, REVOKED_DESK_WORK, desk_id):
        batch = Batch(parts, connection, desk_id)
        batch.open_task(REVOKED_DESK_WORK, reason=desk_id)
        batch.finish()
        feed.move(connection, hospital, batch.touched)
    return HandedIn(len(arrived))
