"""The de-identified export: registered and assessed first, its exception recorded, no person in it (P13, P41)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import date
from typing import Any

from central.services.opening import record_of
from central.services.parts import CentralParts
from central.store import exports, registers
from desktop.domain.deidentified import Exemption, Figures, Visit, figures
from desktop.domain.errors import KnownError
from desktop.domain.operations import KeyKind
from desktop.domain.registers import DEIDENTIFIED, RegisterKind, live_named
from desktop.domain.schedules import clinic_day


class ExportNotRegisteredError(KnownError):
    """The officer has not put this kind of export, with its assessment, into the register of exports."""

    code = "export-not-registered"


def export(parts: CentralParts, first: date, last: date, exemption: Exemption) -> bytes:
    """Return JSON of the figures and note the export; raises ExportNotRegisteredError."""
    hospital, now = parts.hospital_id, parts.now()
    with parts.database.read() as connection:
        entries = registers.newest(connection, hospital)
        if live_named(entries, RegisterKind.EXPORT, DEIDENTIFIED, clinic_day(now)) is None:
            raise ExportNotRegisteredError
        found = figures(_visits(parts, list(exports.visits(connection, hospital, first, last))))
    content = _content(found, exemption)
    parts.database.run(
        lambda c: exports.made(
            c, hospital, export_id=parts.new_id(), kind=DEIDENTIFIED, exemption=exemption.value, at=now,
            cells=len(found.cells), left_out=found.left_out, sha256=hashlib.sha256(content).digest(),
        )
    )  # fmt: skip
    return content


def _visits(parts: CentralParts, rows: list[dict[str, Any]]) -> list[Visit]:
    opened = []
    for row in rows:
        record = record_of(
            parts, row, {(str(row["patient_id"]), KeyKind.RECORD.value): bytes(row["wrapped"])}
        )
        if record is not None:
            region = (record.document_number or "")[:2]
            area = region if region.isdecimal() else ""
            opened.append(Visit(record.birth_date(), record.sex, area, row["day"], str(row["department_id"])))
    return opened


def _content(found: Figures, exemption: Exemption) -> bytes:
    cells = [{**asdict(cell), "count": count} for cell, count in found.cells]
    return json.dumps({"exemption": exemption.value, "cells": cells}, ensure_ascii=False).encode()
