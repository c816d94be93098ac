"""The operation log of every desk: a skeleton kept for ever, and what was kept aside of desks not believed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import IntegrityError

from central.store.rowset import chunks
from central.store.tables import desks, operations, patients, quarantine, request_numbers
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.legal_basis import BASIS, LegalBasis
from desktop.domain.operations import GENESIS, Operation, OperationResult, ResultStatus
from desktop.sync.wire import WireOperation


@dataclass(frozen=True, slots=True)
class Head:
    """The last operation that central has of an incarnation; seq 0 with 32 zero bytes when none."""

    seq: int = 0
    hash: bytes = GENESIS


def desk(
    connection: Connection, hospital_id: str, desk_id: str, *, lock: bool = False
) -> dict[str, Any] | None:
    """Return a desk's row; with `lock` its exchanges follow one another."""
    query = sa.select(desks).where(desks.c.hospital_id == hospital_id, desks.c.desk_id == desk_id)
    row = connection.execute(query.with_for_update() if lock else query).mappings().first()
    return None if row is None else dict(row)


def change_desk(connection: Connection, hospital_id: str, desk_id: str, **values: Any) -> None:
    """Change columns of a desk's row."""
    here = (desks.c.hospital_id == hospital_id, desks.c.desk_id == desk_id)
    connection.execute(sa.update(desks).where(*here).values(**values))


def live_desks(connection: Connection, hospital_id: str) -> list[dict[str, Any]]:
    """Return the desks that are not revoked (they may hold copies)."""
    query = sa.select(desks).where(desks.c.hospital_id == hospital_id, desks.c.state != "revoked")
    return [dict(row) for row in connection.execute(query.order_by(desks.c.desk_id)).mappings()]


def take_request_number(connection: Connection, hospital_id: str, desk_id: str, number: int) -> bool:
    """Take note of a request's number; False when it is not higher than all before (a replay)."""
    here = (request_numbers.c.hospital_id == hospital_id, request_numbers.c.desk_id == desk_id)
    step = sa.update(request_numbers).where(*here, request_numbers.c.highest < number).values(highest=number)
    if connection.execute(step).rowcount:
        return True
    if connection.scalar(sa.select(request_numbers.c.highest).where(*here)) is not None:
        return False
    first = sa.insert(request_numbers).values(hospital_id=hospital_id, desk_id=desk_id, highest=number)
    try:
        with connection.begin_nested():
            connection.execute(first)
    except IntegrityError:
        return bool(connection.execute(step).rowcount)
    return True


def highest_request_number(connection: Connection, hospital_id: str, desk_id: str) -> int:
    """Return the highest number that this desk's signed requests had."""
    here = (request_numbers.c.hospital_id == hospital_id, request_numbers.c.desk_id == desk_id)
    return int(connection.scalar(sa.select(request_numbers.c.highest).where(*here)) or 0)


def head(connection: Connection, hospital_id: str, desk_id: str, incarnation: int) -> Head:
    """Return the end of a chain."""
    query = (
        sa.select(operations.c.seq, operations.c.hash)
        .where(*_chain(hospital_id, desk_id, incarnation))
        .order_by(operations.c.seq.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return Head() if row is None else Head(row.seq, bytes(row.hash))


def answers(
    connection: Connection, hospital_id: str, desk_id: str, incarnation: int, seqs: Sequence[int]
) -> dict[int, OperationResult]:
    """Return the first answers to the operations of these numbers, as far as central has them."""
    found: dict[int, OperationResult] = {}
    for part in chunks(sorted(seqs)):
        query = sa.select(operations).where(
            *_chain(hospital_id, desk_id, incarnation), operations.c.seq.in_(part)
        )
        for row in connection.execute(query):
            found[row.seq] = _result(row)
    return found


def _result(row: Any) -> OperationResult:
    return OperationResult(
        row.seq, bytes(row.hash), ResultStatus(row.status), row.reason, row.number, row.epoch
    )


@dataclass(frozen=True, slots=True)
class Issued:
    """An operation that this desk sent before, in whichever incarnation, and its first answer."""

    kind: str
    entity: str
    result: OperationResult


def issued(
    connection: Connection, hospital_id: str, desk_id: str, operation_ids: Sequence[str]
) -> dict[str, Issued]:
    """Return what central already has of these operation ids of a desk."""
    found: dict[str, Issued] = {}
    for part in chunks(sorted(operation_ids)):
        query = (
            sa.select(operations)
            .where(
                operations.c.hospital_id == hospital_id,
                operations.c.operation_id.in_(part),
                operations.c.desk_id == desk_id,
            )
            .order_by(operations.c.incarnation.desc(), operations.c.seq.desc())
        )
        for row in connection.execute(query):
            # oldest last: the first answer is the one that counts
            found[row.operation_id] = Issued(row.kind, row.entity, _result(row))
    return found


def log(
    connection: Connection,
    hospital_id: str,
    answered: Iterable[tuple[Operation, OperationResult]],
    at: datetime,
) -> None:
    """Append operations with their answers."""
    rows = [
        {
            "hospital_id": hospital_id, "desk_id": op.desk, "incarnation": op.incarnation, "seq": op.seq,
            "hash": result.hash, "operation_id": op.id, "kind": op.kind.value, "entity": op.entity, "author": op.author,
            "happened_at": op.happened_at, "received_at": at, "status": result.status.value, "reason": result.reason,
            "number": result.number, "epoch": result.epoch, "basis": basis_named(op),
        }
        for op, result in answered
    ]  # fmt: skip
    if rows:
        connection.execute(sa.insert(operations), rows)


def basis_named(op: Operation) -> str:
    """Return the legal basis that an operation names, "" when it names none that there is."""
    try:
        named = facts_from_bytes(op.facts).get(BASIS)
    except ValueError:
        return ""
    return named if named in set(LegalBasis) else ""


def keep_aside(
    connection: Connection,
    hospital_id: str,
    kept: Sequence[tuple[Operation, bytes, WireOperation]],
    reason: str,
    at: datetime,
) -> None:
    """Keep operations (with their hash) of a desk that is not believed; the same one again is kept once.

    Of an erased person only the skeleton is kept.
    """
    if not kept:
        return
    first = kept[0][0]
    query = sa.select(quarantine.c.seq, quarantine.c.hash).where(
        quarantine.c.hospital_id == hospital_id,
        quarantine.c.desk_id == first.desk,
        quarantine.c.incarnation == first.incarnation,
        quarantine.c.seq.in_([op.seq for op, _, _ in kept]),
    )
    there = {(row.seq, bytes(row.hash)) for row in connection.execute(query)}
    gone = _erased_among(connection, hospital_id, {op.subject for op, _, _ in kept if op.subject})
    rows = [
        {
            "hospital_id": hospital_id, "desk_id": op.desk, "incarnation": op.incarnation, "seq": op.seq,
            "hash": digest, "reason": reason, "received_at": at,
            "body": msgspec.json.encode(emptied(wire) if op.subject in gone else wire),
        }
        for op, digest, wire in kept
        if (op.seq, digest) not in there
    ]  # fmt: skip
    if rows:
        connection.execute(sa.insert(quarantine), rows)


def emptied(wire: WireOperation) -> WireOperation:
    """Return an operation without what it carries of a person: sealed values, and data keys sealed to central."""
    return msgspec.structs.replace(wire, facts=b"{}", sealed=b"")


def empty_aside(connection: Connection, hospital_id: str, patient_id: str) -> None:
    """Empty what is kept aside about an erased person; the bodies are few and have no index."""
    query = sa.select(quarantine).where(quarantine.c.hospital_id == hospital_id)
    for row in connection.execute(query).mappings().all():
        wire = msgspec.json.decode(row["body"], type=WireOperation)
        if wire.subject == patient_id and (wire.sealed or wire.facts != b"{}"):
            here = [column == row[column.name] for column in quarantine.primary_key.columns]
            body = msgspec.json.encode(emptied(wire))
            connection.execute(sa.update(quarantine).where(*here).values(body=body))


def _erased_among(connection: Connection, hospital_id: str, ids: Iterable[str]) -> set[str]:
    found: set[str] = set()
    for part in chunks(sorted(ids)):
        query = sa.select(patients.c.patient_id).where(
            patients.c.hospital_id == hospital_id, patients.c.patient_id.in_(part), patients.c.state != "live"
        )
        found.update(connection.scalars(query))
    return found


def _chain(hospital_id: str, desk_id: str, incarnation: int) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        operations.c.hospital_id == hospital_id,
        operations.c.desk_id == desk_id,
        operations.c.incarnation == incarnation,
    )
