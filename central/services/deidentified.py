"""The de-identified export: registered and assessed first, its exception recorded, no person in it (P13, P41)."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import asdict, astuple, fields
from datetime import date
from typing import Any

from sqlalchemy.engine import Connection

from central.services.audit_export import require_officer
from central.services.export_asks import is_signed
from central.services.opening import record_of
from central.services.parts import CentralParts
from central.store import exports, registers
from desktop.domain.audit_pack import check_days
from desktop.domain.deidentified import (
    Cell,
    Exemption,
    ExemptionMissingError,
    ExportNotRegisteredError,
    Figures,
    Visit,
    figures,
)
from desktop.domain.export_asks import ExportUnsignedError, figures_text
from desktop.domain.ids import StaffId
from desktop.domain.operations import KeyKind
from desktop.domain.registers import DEIDENTIFIED, RegisterKind, live_named
from desktop.domain.schedules import clinic_day
from desktop.sync.wire import DeidentifiedRequest, ExportAnswer

Form = Callable[[Figures, Exemption], bytes]


class DeidentifiedService:
    """Makes the file for whom the newest roster permits it."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts

    def run(self, desk_id: str, request: DeidentifiedRequest) -> ExportAnswer:
        """Return CSV; raises NotPermittedError, ExportRangeError, ExemptionMissingError, ExportNotRegisteredError,
        ExportUnsignedError."""
        require_officer(self._parts, request.author)
        check_days(request.first, request.last)
        try:
            exemption = Exemption(request.exemption)
        except ValueError as error:
            raise ExemptionMissingError from error
        first, last = request.first, request.last
        refuse_unsigned(self._parts, figures_text(first, last, exemption), request.author)
        return ExportAnswer(export(self._parts, first, last, exemption, as_csv))


def refuse_unsigned(parts: CentralParts, text: str, author: StaffId | None = None) -> None:
    """Raise ExportUnsignedError unless two people signed for these figures; ExportNotRegisteredError before that.

    IT, who has no right to any export, carries out what any author asked for (SECURITY §4.1).
    """
    with parts.database.read() as connection:
        refuse_unregistered(parts, connection)
        if not is_signed(connection, parts.hospital_id, text, parts.now(), author):
            raise ExportUnsignedError


def export(
    parts: CentralParts, first: date, last: date, exemption: Exemption, form: Form | None = None
) -> bytes:
    """Return the figures, JSON unless another form is given, and note the export; raises ExportNotRegisteredError."""
    hospital, now = parts.hospital_id, parts.now()
    with parts.database.read() as connection:
        refuse_unregistered(parts, connection)
        found = figures(_visits(parts, list(exports.visits(connection, hospital, first, last))))
    content = (form or as_json)(found, exemption)
    parts.database.run(
        lambda c: exports.made(
            c, hospital, export_id=parts.new_id(), kind=DEIDENTIFIED, exemption=exemption.value, at=now,
            cells=len(found.cells), left_out=found.left_out, sha256=hashlib.sha256(content).digest(),
        )
    )  # fmt: skip
    return content


def refuse_unregistered(parts: CentralParts, connection: Connection) -> None:
    """Raise ExportNotRegisteredError unless this kind of export stands in the register today."""
    entries = registers.newest(connection, parts.hospital_id)
    if live_named(entries, RegisterKind.EXPORT, DEIDENTIFIED, clinic_day(parts.now())) is None:
        raise ExportNotRegisteredError


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


def as_csv(found: Figures, exemption: Exemption) -> bytes:
    """Return CSV in UTF-8 with its mark: one line a cell, the exemption chosen on each."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(["exemption", *(field.name for field in fields(Cell)), "count"])
    writer.writerows([exemption.value, *astuple(cell), count] for cell, count in found.cells)
    return text.getvalue().encode("utf-8-sig")


def as_json(found: Figures, exemption: Exemption) -> bytes:
    """Return JSON with the exemption chosen."""
    cells = [{**asdict(cell), "count": count} for cell, count in found.cells]
    return json.dumps({"exemption": exemption.value, "cells": cells}, ensure_ascii=False).encode()
