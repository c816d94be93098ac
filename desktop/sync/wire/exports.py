"""The officer's files of figures and registers, made at central (P13, P42)."""

from __future__ import annotations

from datetime import date

from desktop.domain.ids import StaffId
from desktop.sync.wire.base import Message


class AuditExportRequest(Message, frozen=True):
    """The auditor's file over some days; `author` asks."""

    author: StaffId
    first: date
    last: date


class DeidentifiedRequest(Message, frozen=True):
    """Figures of some days that name nobody; `exemption` is a domain.deidentified.Exemption."""

    author: StaffId
    first: date
    last: date
    exemption: str


class ExportAnswer(Message, frozen=True):
    """The whole file; it holds nothing personal."""

    content: bytes
