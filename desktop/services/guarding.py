"""Who may not handle a record: their own and listed relatives' are a colleague's (N39); refused looks leave a trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from desktop.domain.audit import AuditAct
from desktop.domain.own_people import OWN_RECORD, OwnRecordError
from desktop.services.desk import Desk


@contextmanager
def refused_with_trace(desk: Desk, act: AuditAct) -> Iterator[None]:
    """Around a whole transaction: when the guard refused it, the refused look is traced in one of its own."""
    try:
        yield
    except OwnRecordError as error:
        with desk.store.write() as tx:
            desk.trace(tx, act, subject=error.audit_id, result="refused", facts={"why": OWN_RECORD})
        raise
