"""Keys of cases that are over for three years die: at central, at every desk, with the next backup (P14)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.engine import Connection

from central.services.batch import Batch
from central.store import feed, places
from central.store import retention_cases as store
from desktop.domain.request_cases import CaseSpentError
from desktop.domain.schedules import clinic_day

SPENT = "spent-case"
# when keys were last destroyed by a run: the database's own log is emptied after it (services.due)
KEYS_DESTROYED = "keys_destroyed_at"


def destroy(batch: Batch, spent: Iterable[store.OverCase], run_id: str) -> None:
    """Destroy them and let every desk hear of it."""
    gone = tuple(spent)
    store.destroy(batch.connection, batch.hospital, gone, run_id, batch.now)
    batch.touched.add(feed.CLINIC, SPENT, *(one.id for one in gone))
    places.put_value(batch.connection, batch.hospital, KEYS_DESTROYED, batch.now.isoformat())


def check_spent(connection: Connection, hospital_id: str, case_id: str) -> None:
    """Raise CaseSpentError when the key of this case was destroyed."""
    at = store.spent_at(connection, hospital_id, case_id)
    if at is not None:
        raise CaseSpentError(day=clinic_day(at).isoformat())
