"""The officer's registers at central: judged again, kept in every version, sent to every desk (P10, P38, P41, P43)."""

from __future__ import annotations

from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.services.signatures import check_signature
from central.store import feed, registers
from desktop.domain.errors import KnownError
from desktop.domain.operations import Operation
from desktop.domain.registers import PURPOSE, RegisterEntry, RegisterKind, checked
from desktop.domain.schedules import clinic_day
from desktop.domain.staff import Action


def put(batch: Batch, op: Operation) -> None:
    """Take one version of an entry, signed by the officer who put it."""
    values = Facts(op).values()
    try:
        kind, said = RegisterKind(values["kind"]), values["values"]
    except (KeyError, ValueError) as error:
        raise OperationRefusedError("malformed") from error
    if not isinstance(said, dict):
        raise OperationRefusedError("malformed")
    today = clinic_day(batch.now)
    entry = RegisterEntry(op.entity, kind, op.base_version + 1, said, op.author, today)
    try:
        checked(entry, registers.newest(batch.connection, batch.hospital), today)
    except KnownError as refusal:
        raise OperationRefusedError(refusal.code) from refusal
    check_signature(batch, op, entry.signed_bytes(), Action.KEEP_REGISTERS, purpose=PURPOSE)
    registers.put(batch.connection, batch.hospital, entry, batch.now, op.approvals[0].signature)
    batch.touched.add(feed.REFERENCE, "register", entry.id)
