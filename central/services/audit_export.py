"""The auditor's file: policies, registers, exports, figures and proofs of the traces, signed by central (P42)."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy.engine import Connection

from central.services import roster
from central.services.audit_page import audit_page
from central.services.audit_reading import windows_of
from central.services.figures import requests_between
from central.services.parts import CentralParts
from central.services.proofs import head_said
from central.services.trace_checks import DeskVerdict, check_traces, word_of
from central.store import chains, copies, exports, figures, policies, registers, trace_log
from desktop.domain.audit_pack import FORMAT, PAGE_FILE, PURPOSE, check_days
from desktop.domain.canonical import facts_to_bytes
from desktop.domain.errors import NotPermittedError
from desktop.domain.ids import StaffId
from desktop.domain.proof_pack import b64
from desktop.domain.proof_zip import write_pack
from desktop.domain.schedules import CHINA, clinic_day
from desktop.domain.staff import Action
from desktop.sync.wire import AuditExportRequest, ExportAnswer

KIND = "audit"
Said = dict[str, Any]


class AuditExportService:
    """Makes the file for whom the newest roster permits it."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts

    def run(self, desk_id: str, request: AuditExportRequest) -> ExportAnswer:
        """Return the ZIP; raises NotPermittedError, ExportRangeError."""
        require_officer(self._parts, request.author)
        return ExportAnswer(audit_export(self._parts, request.first, request.last, request.author))


def require_officer(parts: CentralParts, author: StaffId) -> None:
    """Raise NotPermittedError unless the newest roster lets the author export."""
    with parts.database.read() as connection:
        if not roster.current(parts, connection).may(author, Action.EXPORT, parts.now()):
            raise NotPermittedError(action=Action.EXPORT.value)


def audit_export(parts: CentralParts, first: date, last: date, by: str) -> bytes:
    """Return the signed ZIP and note that it left; `by` is "" for the command line. Raises ExportRangeError."""
    check_days(first, last)
    verdicts = check_traces(parts)
    with parts.database.read() as connection:
        said = _said(parts, connection, verdicts, first, last) | {"made_by": by}
    page = audit_page(said).encode()
    content = facts_to_bytes(said | {"page_sha256": hashlib.sha256(page).hexdigest()})
    made = write_pack(content, parts.keys.sign(PURPOSE, content), {PAGE_FILE: page})
    parts.database.run(
        lambda c: exports.made(
            c, parts.hospital_id, export_id=parts.new_id(), kind=KIND, exemption="", at=parts.now(), cells=0,
            left_out=0, sha256=hashlib.sha256(made).digest(),
        )
    )  # fmt: skip
    return made


def _said(
    parts: CentralParts, connection: Connection, verdicts: tuple[DeskVerdict, ...], first: date, last: date
) -> Said:
    hospital, today = parts.hospital_id, clinic_day(parts.now())
    begin = datetime.combine(first, time.min, CHINA).astimezone(UTC)
    end = datetime.combine(last + timedelta(days=1), time.min, CHINA).astimezone(UTC)
    known = figures.calendar(connection, hospital)
    return {
        "format": FORMAT, "hospital": copies.hospital_name(connection, hospital),
        "made_at": parts.now().isoformat(), "first": first.isoformat(), "last": last.isoformat(),
        "policies": [_policy(row) for row in policies.every(connection, hospital)],
        "registers": [
            {
                "kind": entry.kind.value, "id": entry.id, "version": entry.version, "values": dict(entry.values),
                "by": entry.by, "day": entry.day.isoformat(), "at": at.isoformat(), "signature": b64(signature),
            }
            for entry, at, signature in registers.versions(connection, hospital)
        ],
        "exports": [
            {
                "kind": row["kind"], "exemption": row["exemption"], "at": row["at"].isoformat(),
                "cells": row["cells"], "left_out": row["left_out"], "sha256": bytes(row["sha256"]).hex(),
            }
            for row in exports.all_made(connection, hospital)
        ],
        "requests": requests_between(figures.all_requests(connection, hospital), known, first, last, today),
        "deletions": figures.deletions_filed(connection, hospital, begin, end),
        "legal_bases": exports.by_basis(connection, hospital),
        "traces": list(_traces(connection, hospital, verdicts)),
    }  # fmt: skip


def _policy(row: Said) -> Said:
    return {
        "version": row["version"], "effective": row["effective"].isoformat(), "text": row["text"],
        "text_en": row["text_en"], "weight": row["weight"] or "", "changes": row["changes"] or "",
        "signed_by": row["signed_by"] or "", "signature": b64(bytes(row["signature"] or b"")),
        "at": row["at"].isoformat() if row["at"] else "",
    }  # fmt: skip


def _traces(connection: Connection, hospital: str, verdicts: tuple[DeskVerdict, ...]) -> list[Said]:
    """Return the newest head of each incarnation with what the walk over its whole trace found."""
    windows = windows_of(connection, hospital)
    faults: dict[tuple[str, int], str] = {}
    for one in verdicts:
        key = (one.desk, one.incarnation)
        faults[key] = faults.get(key) or word_of(one.verdict.fault)
    newest = {
        (taken.head.desk, taken.head.incarnation): taken for taken in trace_log.heads(connection, hospital)
    }
    found = []
    for (desk_id, incarnation), taken in newest.items():
        desk = chains.desk(connection, hospital, desk_id)
        public = bytes(desk["sign_public"]) if desk else b""
        said = head_said(taken, windows.get(desk_id, ""), public)
        found.append(said | {"fault": faults.get((desk_id, incarnation), "")})
    return found
