"""The export of bookings: central's own rows, and totals counted from them and nothing else (DECISIONS 32, G24, I1)."""

from __future__ import annotations

from collections import Counter
from typing import Any

from central.services.parts import CentralParts
from central.store import exports
from central.store.people import HOLDING

CLAIM, PROMISE, PUBLIC = "claim", "promise", "public"
# the line broke before the answer: the claim was withdrawn before any slip, a promise stands in its place
WITHDRAWN = "line-lost"


def export_bookings(parts: CentralParts) -> dict[str, Any]:
    """Return `bookings`, `totals` and `bases` (how much rests on which legal basis, P7), ready for JSON.

    Totals: `desk` = `claimed` + `promised`, all bookings for which a slip was printed, later cancelled ones too;
    `withdrawn` = claims taken back before their slip (in none of the others); `public` by the online channel; `demo`
    made with the demonstration data; `live` now; `provisional_checked` whose late name check had an answer;
    `double_booked` = numbers with more than one live booking.
    """
    with parts.database.read() as connection:
        rows = [_shown(row) for row in exports.all_bookings(connection, parts.hospital_id)]
        bases = exports.by_basis(connection, parts.hospital_id)
    return {"bookings": rows, "totals": totals_of(rows), "bases": bases}


def totals_of(rows: list[dict[str, Any]]) -> dict[str, int]:
    """Return the totals of exported rows."""
    made = Counter(row["made_by"] for row in rows if not row["withdrawn"])
    live = Counter((row["session"], row["number"]) for row in rows if row["live"])
    return {
        "all": len(rows),
        "desk": made[CLAIM] + made[PROMISE],
        "claimed": made[CLAIM],
        "promised": made[PROMISE],
        "withdrawn": sum(row["withdrawn"] for row in rows),
        "public": made[PUBLIC],
        "demo": made["demo"],
        "live": sum(live.values()),
        "cancelled": sum(not row["live"] for row in rows),
        "provisional": sum(row["provisional"] for row in rows),
        "provisional_checked": sum(row["checked"] for row in rows),
        "double_booked": sum(count > 1 for count in live.values()),
    }


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["booking_id"],
        "session": row["session_id"],
        "day": row["day"].isoformat(),
        "half_hour": row["half_hour"],
        "number": row["number"],
        "state": row["state"],
        "live": row["state"] in HOLDING,
        "channel": row["channel"],
        "made_by": row["made_by"],
        "made_at": row["made_at"].isoformat(timespec="seconds"),
        "desk": row["desk_id"],
        "provisional": row["provisional"],
        "checked": row["checked_at"] is not None,
        "basis": row["basis"],
        "withdrawn": row["made_by"] == CLAIM and row["cancel_reason"] == WITHDRAWN,
    }
