"""A number that the claim names: a group's own, or one more than the session has (G22, G23, DECISIONS 28)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.domain.audit import AuditAct
from desktop.domain.documents import age_on
from desktop.domain.ids import SessionId
from desktop.domain.operations import Operation, OperationKind
from desktop.domain.quotas import Channel, ChannelLeft, ExtraLimitError, refuse_stranger_to_group
from desktop.domain.schedules import ClinicSession
from desktop.domain.staff import Action, allowed
from desktop.ports.store import StoredBooking, Transaction
from desktop.services.desk import Desk
from desktop.services.rules import book_of


def refuse_special(
    desk: Desk, tx: Transaction, session: ClinicSession, quota: str, birth: date | None
) -> None:
    """Raise NotOfGroupError, ExtraLimitError or NotPermittedError where central would refuse this number too."""
    now = desk.clock.now()
    age = age_on(birth, session.day) if birth else None
    refuse_stranger_to_group(quota, age, book_of(tx).queue_at(now).elder_from)
    if quota == Channel.EXTRA:
        desk.require(Action.ADD_EXTRA)
        full = session.plan.extra >= session.plan.extra_limit
        if full and not allowed(desk.role, Action.ADD_EXTRA_OVER):
            raise ExtraLimitError(limit=session.plan.extra_limit)


def record_extra(
    desk: Desk, tx: Transaction, session_id: SessionId, half_hour: int, reason: str
) -> Operation:
    """Record that a number is added to a half-hour, with its reason in the trace."""
    facts: dict[str, object] = {"half_hour": half_hour, "reason": reason}
    operation = desk.record(tx, OperationKind.ADD_EXTRA, session_id, facts=facts)
    told = {"kind": OperationKind.ADD_EXTRA.value, "reason": reason}
    desk.trace(tx, AuditAct.SCHEDULE, object_id=session_id, facts=told)
    return operation


def count_special(tx: Transaction, booking: StoredBooking, quota: str) -> None:
    """Count the number just given at once; the next exchange brings central's own counts."""
    session = tx.schedules.session(booking.session_id)
    if session is None:
        return
    plan = session.plan
    if quota == Channel.EXTRA:
        plan = replace(plan, extra=plan.extra + 1)
    counts = tuple(_one_less(c, booking.half_hour) if c.channel == quota else c for c in plan.quota)
    tx.schedules.put_session(replace(session, plan=replace(plan, quota=counts)))


def _one_less(channel: ChannelLeft, half_hour: int) -> ChannelLeft:
    by_half = tuple(max(0, n - (at == half_hour)) for at, n in enumerate(channel.by_half))
    return replace(channel, left=max(0, channel.left - 1), by_half=by_half)
