"""The whole file under a new key after an incident: ordered while the desk works, done at the next sign-in before
anybody has the store open (DECISIONS 9, P22)."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from desktop.domain.audit import AuditAct
from desktop.domain.duties import DUTY, duty_from
from desktop.domain.errors import KnownError, StoreBusyError, StoreFullError
from desktop.domain.loss_stops import file_ordered
from desktop.ports.keys import OpenKeys
from desktop.ports.store import Transaction
from desktop.services.desk import Desk

# orders come from central, which must not keep a desk busy with writing its file again
AT_MOST_EVERY = timedelta(days=1)
LAST, ORDERED_BY = "keys/file-last", "keys/file-incident"
WHOLE_FILE = "whole-file"


def order_when_due(desk: Desk, since: datetime) -> None:
    """Make the next file key durable when an incident asks for it; `since` is how old the keys of this epoch are."""
    change = desk.keys.file_change
    if change is None:
        return
    with desk.store.read() as tx:
        raw, earlier = tx.state.get(LAST), tx.state.get(ORDERED_BY)
        duties = tuple(duty_from(plan) for plan in tx.schedules.plans(DUTY))
    now = desk.clock.now()
    last = datetime.fromisoformat(raw.decode()) if raw else since
    incident = file_ordered(duties, desk.keys.desk.desk, last, since)
    if not incident or (earlier and now - last < AT_MOST_EVERY):
        return
    change.order()
    desk.file_owed = True
    with desk.store.write() as tx:
        tx.state.set(LAST, now.isoformat().encode())
        tx.state.set(ORDERED_BY, incident.encode())


def remember_first(desk: Desk, since: datetime) -> None:
    """Note from when on orders count, before the keys of this epoch are changed; nothing when it is known."""
    with desk.store.write() as tx:
        if tx.state.get(LAST) is None:
            tx.state.set(LAST, since.isoformat().encode())


class WholeFile:
    """Changes the file at a sign-in by `rekey`, which has it to itself or raises StoreBusyError.

    `progress` says from another lane how many bytes of how many are done.
    """

    def __init__(self, rekey: Callable[[OpenKeys], None], progress: Callable[[], tuple[int, int]]) -> None:
        self.rekey = rekey
        self.progress = progress
        self._tried = False
        self._put_off = ""

    def begin(self) -> None:
        """Somebody signs in."""
        self._tried, self._put_off = False, ""

    def owed(self, keys: OpenKeys) -> bool:
        """Return whether it was ordered and not yet tried at this sign-in."""
        return not self._tried and keys.file_change is not None and bool(keys.file_change.next_key())

    def change(self, keys: OpenKeys) -> None:
        """Do it; what keeps it from being done only puts it off, the desk opens as before. Raises StoreDamagedError."""
        self._tried = True
        try:
            self.rekey(keys)
        except (StoreBusyError, StoreFullError) as error:
            self._put_off = error.code

    def trace(self, desk: Desk, tx: Transaction) -> None:
        """Trace what came of it."""
        if not self._put_off and not _changed(desk):
            return
        desk.file_owed = bool(self._put_off)
        raw = tx.state.get(ORDERED_BY)
        desk.trace(
            tx, AuditAct.KEYS_CHANGED, result="refused" if self._put_off else "ok",
            object_id=raw.decode() if raw else None,
            facts={"reason": WHOLE_FILE, **({"why": self._put_off} if self._put_off else {})},
        )  # fmt: skip

    def settle(self, desk: Desk) -> None:
        """Let the old key go once all was read back and traced; a full disk leaves it to the next sign-in."""
        read_back = self._tried and not self._put_off
        if read_back and _changed(desk) and desk.keys.file_change is not None:
            with suppress(KnownError, OSError):
                desk.keys.file_change.settle()


def _changed(desk: Desk) -> bool:
    change = desk.keys.file_change
    return change is not None and change.next_key() == desk.keys.file_key
