"""Help from afar: begun and ended with a trace, closed by itself after a quarter of an hour (DECISIONS 21)."""

from __future__ import annotations

from desktop.domain.audit import AuditAct
from desktop.domain.help_mode import HELP_FOR, HelpEnd
from desktop.services.desk import Desk


class HelpModeService:
    """The time runs on the program's own count, so that a clock set back gives no more of it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def begin(self) -> None:
        """Close what shows people, then trace it; only when that is committed may the screen be shared."""
        desk = self._desk
        desk.helped_until = desk.clock.monotonic() + HELP_FOR.total_seconds()
        minutes = int(HELP_FOR.total_seconds() // 60)
        try:
            with desk.store.write() as tx:
                desk.trace(tx, AuditAct.HELP_BEGUN, facts={"minutes": minutes})
        except BaseException:
            desk.helped_until = None
            raise

    def left_s(self) -> float:
        """Return how many seconds it still lasts; 0.0 when it does not."""
        until = self._desk.helped_until
        return 0.0 if until is None else max(0.0, until - self._desk.clock.monotonic())

    def end(self, how: HelpEnd) -> None:
        """Trace its end and open the desk again; nothing when none is on."""
        desk = self._desk
        if desk.helped_until is None:
            return
        with desk.store.write() as tx:
            desk.trace(tx, AuditAct.HELP_ENDED, facts={"how": how.value})
        desk.helped_until = None
