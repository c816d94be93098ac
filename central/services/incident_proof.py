"""The evidence of one incident for the regulator: what was done and signed, whom the traces show, how they were told.

A person stands in it by the id that traces give them, which says nothing without their own key (P22, N34, A1).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy.engine import Connection

from central.services.parts import CentralParts
from central.store import duty_proofs
from desktop.domain.duties import SIGNED_AS, Duty
from desktop.domain.incident_clocks import clocks_of
from desktop.domain.incidents import PRINTING, REVEALING
from desktop.domain.proof_pack import INCIDENT, b64

Said = dict[str, Any]
About = Callable[[Said], bool]


def incident_said(parts: CentralParts, connection: Connection, duty: Duty) -> Said:
    """Return what a pack says of an incident."""
    hospital, now = parts.hospital_id, parts.now()
    return {
        "kind": INCIDENT,
        "case": dict(duty.facts) | {
            "state": duty.state, "version": duty.version, "filed_by": duty.made_by,
            "filed_at": duty.made_at.isoformat(),
            "clocks": [[one.code, one.due.isoformat(), one.alarm] for one in clocks_of(duty, now)],
        },
        "signatures": [
            {"what": row["step"], "person": row["by"], "purpose": SIGNED_AS, "message": b64(bytes(row["message"])),
             "at": row["at"].isoformat(), "signature": b64(bytes(row["signature"]))}
            for row in duty_proofs.signatures(connection, hospital, duty.id, parts.keys)
        ],
        "ledger": [],
        "people": [
            {"subjects": row["subjects"], "exposure": row["exposure"], "channel": row["channel"],
             "state": row["state"], "reason": row["reason"], "at": row["at"].isoformat() if row["at"] else ""}
            for row in duty_proofs.people(connection, hospital, duty.id)
        ],
        "claims": [
            one | {"filed_at": one["filed_at"].isoformat()}
            for one in duty_proofs.claims(connection, hospital, duty.id)
        ],
    }  # fmt: skip


def entries_of(duty: Duty) -> About:
    """Return what tells an entry of this incident: about it, or one that laid people open in its scope and time."""
    facts = duty.facts
    since, until = (round(datetime.fromisoformat(facts[n]).timestamp() * 1000) for n in ("since", "until"))

    def about(event: Said) -> bool:
        if event.get("obj") == duty.id:
            return True
        return (
            event["act"] in REVEALING | PRINTING
            and event["result"] == "ok"
            and since <= event["t"] < until
            and facts["desk_id"] in ("", event["desk"])
            and facts["staff_id"] in ("", event["actor"])
        )

    return about


def begun(duty: Duty) -> datetime:
    """Return from when on traces may hold entries of this incident."""
    return min(duty.made_at, datetime.fromisoformat(duty.facts["since"]))
