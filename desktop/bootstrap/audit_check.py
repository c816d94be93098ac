"""`clinic-desk verify-audit`: walk the whole trace, its signed heads and the anchors others keep (SECURITY §3)."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.bootstrap.installation import Installation
from desktop.bootstrap.opening import open_desk
from desktop.bootstrap.safes import open_safe, trace_anchor
from desktop.crypto.desk_keys import Ed25519Check
from desktop.domain.audit_segments import SEGMENT_PURPOSE, Closed, walk_closed
from desktop.domain.audit_trace import (
    HEAD_PURPOSE,
    WITNESS_PURPOSE,
    Anchor,
    Fault,
    TraceWalk,
    Verdict,
    check_heads,
    first_of,
)
from desktop.domain.errors import KnownError
from desktop.domain.ids import StaffId
from desktop.ports.store import Store
from desktop.ports.trace import StoredHead
from desktop.settings import Settings

PAGE = 1000


class AnchorFileError(KnownError):
    """The file of anchors is not what `clinic-central export-anchors` writes; export it again."""

    code = "anchor-file"


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The verdict, how many heads carry central's signature, anchors were compared, and closed segments opened."""

    verdict: Verdict
    witnessed: int
    anchors: int
    segments: int = 0

    @property
    def exit_code(self) -> int:
        """Return 0, or the fault's number (domain.audit_trace.Fault)."""
        return int(self.verdict.fault)

    def facts(self) -> dict[str, int | bool | str | None]:
        """Return the report for a machine."""
        return {
            "entries": self.verdict.entries, "whole": self.verdict.whole, "first_bad": self.verdict.at,
            "fault": self.verdict.fault.name.lower().replace("_", "-"), "witnessed": self.witnessed,
            "anchors": self.anchors, "segments": self.segments,
        }  # fmt: skip

    def sentence(self) -> str:
        """Return the report for a person."""
        if self.verdict.whole:
            return (
                f"{self.verdict.entries} entries, each follows from the one before; {self.anchors} anchors agree, "
                f"{self.witnessed} signed by central, {self.segments} closed segments opened."
            )
        return f"entry {self.verdict.at}: {self.facts()['fault']} (of {self.verdict.entries} entries walked)."


def verify_audit(
    settings: Settings,
    person: StaffId,
    passphrase: bytearray,
    anchor_file: Path | None = None,
    *,
    code: str = "",
) -> AuditReport:
    """Open the store for one person and check its trace; raises what opening raises, AnchorFileError."""
    installation = Installation.load(settings.home)
    more = read_anchors(anchor_file, installation.desk_id) if anchor_file else ()
    keys = open_safe(settings.home, settings, installation).open(person, passphrase, code)
    desk = open_desk(settings.home, installation, settings, keys)
    remembered = trace_anchor(settings.home, settings, installation).load()
    try:
        return check_store(
            desk.store,
            keys.desk.public,
            installation.central_sign_public,
            (*more, *([remembered] if remembered else ())),
        )
    finally:
        desk.store.close()


def check_store(
    store: Store, desk_public: bytes, central_public: bytes, more: Iterable[Anchor] = ()
) -> AuditReport:
    """Check the trace of an open store against its own heads and what others remember."""
    check = Ed25519Check()
    with store.read() as tx:
        entries = tx.audit.next_seq() - 1
        stored = tx.trace_heads.all()
        anchors, unsigned = check_heads(
            ((s.head, s.signature) for s in stored),
            lambda head, signature: check.verify(desk_public, signature, HEAD_PURPOSE, head.to_bytes()),
        )
        unwitnessed = next(
            (s.head.size for s in stored if not _witness_holds(check, central_public, s)), None
        )

        def rows(begin: int) -> Iterator[tuple[bytes, bytes]]:
            for first in range(begin, entries + 1, PAGE):
                yield from tx.audit.rows(first, PAGE)

        outside = tuple(more)
        walk, segments = TraceWalk((*anchors, *outside)), 0
        for segment, signature, entries_of in tx.trace_segments.found():
            signed = check.verify(desk_public, signature, SEGMENT_PURPOSE, segment.to_bytes())
            walk_closed(walk, [Closed(segment, signed, entries_of)])
            segments += 1
        walk.rows(rows(tx.trace_segments.end().size + 1))
        walked = walk.verdict()
    bad = [size for size in (unsigned, unwitnessed) if size is not None]
    signatures = Verdict(entries, Fault.BAD_SIGNATURE, min(bad)) if bad else Verdict(entries)
    witnessed = sum(1 for s in stored if s.witness is not None)
    return AuditReport(first_of(walked, signatures), witnessed, len(anchors) + len(outside), segments)


def read_anchors(path: Path, desk_id: str) -> tuple[Anchor, ...]:
    """Read one desk's anchors from what `clinic-central export-anchors` wrote; raises AnchorFileError."""
    found = []
    try:
        for line in path.read_text("utf-8").splitlines():
            said = json.loads(line)
            if said["desk"] == desk_id:
                found.append(Anchor(int(said["size"]), b64decode(said["head"], validate=True)))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AnchorFileError from error
    return tuple(found)


def _witness_holds(check: Ed25519Check, central_public: bytes, stored: StoredHead) -> bool:
    if stored.witness is None or stored.witnessed_at is None:
        return True
    message = stored.head.witnessed_bytes(stored.witnessed_at)
    return check.verify(central_public, stored.witness, WITNESS_PURPOSE, message)
