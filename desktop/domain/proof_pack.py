"""The proof pack of one case or incident for an inspector, and the check of it without a line (N36, N34).

A pack is canonical JSON that central signs (purpose PURPOSE): the case, both people's signatures with the roster
that the founding key signed, the desks' receipts, and of the trace the entries about this case alone. Entries about
others stand between them as hashes only, so that the chain can be walked to a head that desk and central signed.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from desktop.domain.audit import leaf
from desktop.domain.audit_trace import HEAD_PURPOSE, WITNESS_PURPOSE, TraceHead
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.errors import KnownError
from desktop.domain.ids import DeskId, StaffId
from desktop.domain.roster import Roster, RosterEntry

PURPOSE = "proof-pack"
FORMAT = "clinic-proof-pack/1"
PROOF_FILE, SIGNATURE_FILE = "proof.json", "proof.sig"
INCIDENT = "incident"
Said = Mapping[str, Any]
Verify = Callable[[bytes, bytes, str, bytes], bool]


class ProofUnreadableError(KnownError):
    """This is no proof pack, or a part of it is missing."""

    code = "proof-unreadable"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was checked; `what` is a stable code, `of` says of whom or what."""

    what: str
    of: str
    good: bool


def b64(raw: bytes) -> str:
    """Return bytes as they stand in a pack."""
    return base64.b64encode(raw).decode()


def raw_of(text: str) -> bytes:
    """Return bytes out of a pack."""
    return base64.b64decode(text, validate=True)


def step(event: bytes, *, shown: bool) -> dict[str, str]:
    """Return one entry of the chain: in clear when it is about the case, else its hash."""
    return {"event": event.decode()} if shown else {"leaf": b64(leaf(event))}


def check_pack(
    raw: bytes, signature: bytes, verify: Verify, central_public: bytes, founding_public: bytes
) -> tuple[Finding, ...]:
    """Check everything in a pack; raises ProofUnreadableError when it cannot be read at all."""
    try:
        said = facts_from_bytes(raw)
        if said["format"] != FORMAT:
            raise ProofUnreadableError
        return (
            Finding("signed-by-central", said["hospital"], verify(central_public, signature, PURPOSE, raw)),
            *_people(said, verify, founding_public),
            *(_segment(one, verify, central_public) for one in said["trace"]),
            *(_affected(said) if said["kind"] == INCIDENT else ()),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ProofUnreadableError from error


def _people(said: Said, verify: Verify, founding_public: bytes) -> Iterator[Finding]:
    roster = roster_of(said["roster"])
    good = verify(founding_public, roster.signature, "roster", roster.signed_bytes())
    yield Finding("roster-signed", str(roster.version), good)
    for one in said["signatures"]:
        message, signature = raw_of(one["message"]), raw_of(one["signature"])
        keys = [entry.sign_public for entry in roster.entries if entry.person == one["person"]]
        signed = any(verify(key, signature, one["purpose"], message) for key in keys)
        yield Finding(one["what"], one["person"], signed and said["case_id"].encode() in message)


def _segment(one: Said, verify: Verify, central_public: bytes) -> Finding:
    chain = raw_of(one["before"])
    for entry in one["steps"]:
        found = leaf(entry["event"].encode()) if "event" in entry else raw_of(entry["leaf"])
        chain = hashlib.sha256(b"\x02" + chain + found).digest()
    head = TraceHead(
        DeskId(one["desk"]), one["incarnation"], one["base_incarnation"], one["start"], one["size"],
        raw_of(one["head"]), datetime.fromisoformat(one["at"]),
    )  # fmt: skip
    witness = head.witnessed_bytes(datetime.fromisoformat(one["witnessed_at"]))
    good = (
        chain == head.head
        and len(one["steps"]) == head.size - head.start
        and verify(raw_of(one["desk_public"]), raw_of(one["desk_signature"]), HEAD_PURPOSE, head.to_bytes())
        and verify(central_public, raw_of(one["signature"]), WITNESS_PURPOSE, witness)
    )
    return Finding("trace-whole", f"{one['window']} {head.start + 1}-{head.size}", good)


def _affected(said: Said) -> Iterator[Finding]:
    """Whoever an incident laid open on a screen stands in an entry of the traces that the pack holds."""
    seen = {
        json.loads(one["event"])["subj"] for part in said["trace"] for one in part["steps"] if "event" in one
    }
    shown = [set(one["subjects"]) for one in said["people"] if "revealed" in one["exposure"].split()]
    yield Finding("people-traced", str(len(said["people"])), all(subjects & seen for subjects in shown))


def roster_of(said: Said) -> Roster:
    """Return the roster that stands in a pack."""
    entries = tuple(
        RosterEntry(
            StaffId(e["person"]), e["name"], e["initials"], e["role"], DeskId(e["desk"]), raw_of(e["sign_public"]),
            raw_of(e["seal_public"]), datetime.fromisoformat(e["valid_from"]), datetime.fromisoformat(e["valid_until"]),
        )
        for e in said["entries"]
    )  # fmt: skip
    return Roster(said["version"], raw_of(said["prev_hash"]), entries, raw_of(said["signature"]))


def roster_said(roster: Roster) -> dict[str, Any]:
    """Return a roster as it stands in a pack: what the founding key signed, whole."""
    return {
        "version": roster.version, "prev_hash": b64(roster.prev_hash), "signature": b64(roster.signature),
        "entries": [
            {
                "person": e.person, "name": e.name, "initials": e.initials, "role": e.role, "desk": e.desk,
                "sign_public": b64(e.sign_public), "seal_public": b64(e.seal_public),
                "valid_from": e.valid_from.isoformat(), "valid_until": e.valid_until.isoformat(),
            }
            for e in roster.entries
        ],
    }  # fmt: skip
