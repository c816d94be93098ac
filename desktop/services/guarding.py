"""Who may not open a record alone: own and relatives' (N39), a minor's without business; refused looks are traced."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from desktop.domain.audit import AuditAct
from desktop.domain.openings import MinorRecordError
from desktop.domain.own_people import OwnRecordError
from desktop.services.desk import Desk


@contextmanager
def refused_with_trace(desk: Desk, act: AuditAct) -> Iterator[None]:
    """Around a whole transaction: when the guard refused it, the refused look is traced in one of its own."""
    try:
        yield
    except (OwnRecordError, MinorRecordError) as error:
        with desk.store.write() as tx:
            desk.trace(tx, act, subject=error.audit_id, result="refused", facts={"why": error.code})
        raise
