"""The signed file for an auditor, and the check of it without a line (P42; PIPL 54, audit measures 2025).

A file is a ZIP: canonical JSON that central signs (purpose PURPOSE), its signature, and a page to read whose SHA-256
stands in the JSON. It holds policies, registers, figures and heads of the traces; of a patient nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from desktop.domain.audit_trace import HEAD_PURPOSE, WITNESS_PURPOSE, TraceHead
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.errors import KnownError
from desktop.domain.ids import DeskId
from desktop.domain.proof_pack import Finding, ProofUnreadableError, Verify, check_pack, raw_of
from desktop.domain.proof_zip import read_more, read_pack

PURPOSE = "audit-export"
FORMAT = "clinic-audit-export/1"
PAGE_FILE = "overview.html"
MOST_DAYS = 1100
Said = Mapping[str, Any]


class ExportRangeError(KnownError):
    """The last day is before the first, or the range is longer than three years. Facts: `days`."""

    code = "export-range"


def check_days(first: date, last: date) -> None:
    """Raise ExportRangeError for days that cannot be exported together."""
    days = (last - first).days + 1
    if not 0 < days <= MOST_DAYS:
        raise ExportRangeError(days=days)


def check_file(
    raw: bytes, verify: Verify, central_public: bytes, founding_public: bytes
) -> tuple[Finding, ...]:
    """Check a ZIP that central signed, an auditor's or a case's proof pack; raises ProofUnreadableError."""
    content, signature = read_pack(raw)
    try:
        said = facts_from_bytes(content)
        if said["format"] != FORMAT:
            return check_pack(content, signature, verify, central_public, founding_public)
        page = read_more(raw, PAGE_FILE)
        return (
            Finding(
                "signed-by-central", said["hospital"], verify(central_public, signature, PURPOSE, content)
            ),
            Finding("page-unchanged", PAGE_FILE, hashlib.sha256(page).hexdigest() == said["page_sha256"]),
            *(_head(one, verify, central_public) for one in said["traces"]),
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ProofUnreadableError from error


def _head(one: Said, verify: Verify, central_public: bytes) -> Finding:
    head = TraceHead(
        DeskId(one["desk"]), one["incarnation"], one["base_incarnation"], one["start"], one["size"],
        raw_of(one["head"]), datetime.fromisoformat(one["at"]),
    )  # fmt: skip
    witness = head.witnessed_bytes(datetime.fromisoformat(one["witnessed_at"]))
    good = (
        one["fault"] == ""
        and verify(raw_of(one["desk_public"]), raw_of(one["desk_signature"]), HEAD_PURPOSE, head.to_bytes())
        and verify(central_public, raw_of(one["signature"]), WITNESS_PURPOSE, witness)
    )
    return Finding("trace-head", f"{one['window']} {head.incarnation} 1-{head.size}", good)
