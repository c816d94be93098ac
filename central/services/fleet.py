"""Many desks: a batch of one-time codes under one approval, and how the enrolled ones are doing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.services.enrolment import DeskPlan, EnrolmentService, Pins
from central.services.parts import CentralParts
from central.store import enrolments
from central.store.tables_fleet import enrol_batches
from desktop.domain.errors import KnownError
from desktop.domain.staff import Role

MOST_CODES = 500
# DECISIONS 20: so long a desk works without central; policy may shorten it
OFFLINE_LEASE = timedelta(days=10)
NUMBER = "{n}"
APPROVERS = frozenset({Role.SUPERVISOR.value, Role.SYSTEM_ADMIN.value, Role.SECURITY_ADMIN.value})


class BatchApprovalError(KnownError):
    """A batch needs two different people of the staff list, the second one in charge. Facts: `why`."""

    code = "batch-approval"


class BatchSizeError(KnownError):
    """A batch has 1 to 500 codes, and its window's name says {n} where the number goes. Facts: `most`."""

    code = "batch-size"


@dataclass(frozen=True, slots=True)
class Approval:
    """The staff numbers of who asks for a batch and of who approves it."""

    asked_by: str
    approved_by: str


@dataclass(frozen=True, slots=True)
class BatchCode:
    """One code of a batch: what IT writes into the roll-out of one PC."""

    window: str
    code: str
    expires_at: datetime


def make_batch(
    parts: CentralParts, plan: DeskPlan, pins: Pins, count: int, approval: Approval
) -> tuple[BatchCode, ...]:
    """Return `count` single-use codes; the batch is kept with both names.

    Raises BatchSizeError, BatchApprovalError, DepartmentUnknownError; nothing is made then.
    """
    if not 1 <= count <= MOST_CODES or (count > 1 and NUMBER not in plan.window):
        raise BatchSizeError(most=MOST_CODES)
    expires = parts.now() + plan.life

    def keep(connection: Connection) -> None:
        _check(enrolments.staff_list(connection, parts.hospital_id), approval)
        connection.execute(
            sa.insert(enrol_batches).values(
                hospital_id=parts.hospital_id, batch_id=parts.new_id(), asked_by=approval.asked_by,
                approved_by=approval.approved_by, size=count, made_at=parts.now(), expires_at=expires,
            )
        )  # fmt: skip

    parts.database.run(keep)
    service = EnrolmentService(parts)
    windows = [plan.window.replace(NUMBER, str(number)) for number in range(1, count + 1)]
    return tuple(
        BatchCode(window, service.make_code(replace(plan, window=window), pins), expires)
        for window in windows
    )


def _check(staff: Iterable[dict[str, Any]], approval: Approval) -> None:
    roles = {row["staff_id"]: row["role"] for row in staff}
    if approval.asked_by == approval.approved_by:
        raise BatchApprovalError(why="same-person")
    if approval.asked_by not in roles or approval.approved_by not in roles:
        raise BatchApprovalError(why="not-on-the-staff-list")
    if roles[approval.approved_by] not in APPROVERS:
        raise BatchApprovalError(why="role")


def health(report: dict[str, Any] | None, now: datetime) -> dict[str, Any]:
    """Return what a desk last said of itself (None: nothing yet); a size it could not tell is None, ages in seconds."""
    if report is None:
        return dict.fromkeys(
            ("reported_at", "outbox", "outbox_age_s", "disk_free_mib", "store_mib", "errors")
        )
    since = report["waiting_since"]
    return {
        "reported_at": report["reported_at"].isoformat(timespec="seconds"),
        "outbox": report["waiting"],
        "outbox_age_s": max(0, round((now - since).total_seconds())) if since else 0,
        "disk_free_mib": report["free_mib"] if report["free_mib"] >= 0 else None,
        "store_mib": report["store_mib"] if report["store_mib"] >= 0 else None,
        "errors": report["errors"],
    }


def contact(last_seen: datetime | None, now: datetime) -> dict[str, Any]:
    """Return how long ago a desk was heard and until when its offline lease runs (None: never seen)."""
    if last_seen is None:
        return {"contact_age_s": None, "lease_until": None, "lease_over": False}
    until = last_seen + OFFLINE_LEASE
    return {
        "contact_age_s": max(0, round((now - last_seen).total_seconds())),
        "lease_until": until.isoformat(timespec="seconds"),
        "lease_over": now > until,
    }
