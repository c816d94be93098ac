"""What a backup means for the erased: until the next one their keys may stand in an older one (N8-N10)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.engine import Connection

from central.services import erasure
from central.services.batch import Batch
from central.services.parts import CentralParts
from central.store import erasures, feed, places


class BackupService:
    """Notes that backups rolled over; takes the erased out of a copy that was put back."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts

    def rolled_over(self, begun_at: datetime) -> int:
        """Note a backup begun then, in front of which no older one opens any more; returns how many cases it ends."""

        def work(batch: Batch) -> int:
            places.put_value(batch.connection, batch.hospital, erasures.BACKED_UP_AT, begun_at.isoformat())
            waiting = erasures.waiting_for_backup(batch.connection, batch.hospital, begun_at)
            for case_id in waiting:
                erasure.end(batch, case_id)
            return len(waiting)

        return self._in_batch(work)

    def erase_again(self, ledger_ids: Sequence[str]) -> int:
        """Erase in a copy that was put back whoever was erased since it was made; returns how many people."""

        def work(batch: Batch) -> int:
            for ledger_id in ledger_ids:
                erasure.erase_again(batch, ledger_id)
            return len(ledger_ids)

        erased = self._in_batch(work)
        self._parts.database.empty_log()
        return erased

    def _in_batch(self, act: Callable[[Batch], int]) -> int:
        def work(connection: Connection) -> int:
            batch = Batch(self._parts, connection, "")
            count = act(batch)
            batch.finish()
            feed.move(connection, self._parts.hospital_id, batch.touched)
            return count

        return self._parts.database.run(work)
