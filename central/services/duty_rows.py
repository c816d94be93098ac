"""A duty's row in a transaction: opened, and kept again as its next version with its words sealed (P22)."""

from __future__ import annotations

from typing import Any

from central.services.batch import Batch
from central.store import duties as store
from central.store import feed
from desktop.domain.duties import DUTY, Duty


def opened(batch: Batch, duty_id: str) -> Duty | None:
    """Return a duty as this transaction has it, None when there is none."""
    row = batch.duties.get(duty_id)
    return None if row is None else store.duty_of(row, batch.parts.keys)


def keep(batch: Batch, duty: Duty, state: str, facts: dict[str, Any]) -> None:
    """Keep the next version and let every desk hear of it."""
    version = duty.version + 1
    sealed = store.sealed_facts(batch.hospital, duty.id, version, facts, batch.parts.keys)
    batch.duties.change(duty.id, state=state, version=version, sealed=sealed)
    batch.touched.add(feed.REFERENCE, DUTY, duty.id)
