"""`clinic-desk verify-audit`: walk the whole chain of the trace and name the first entry that does not follow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from desktop.bootstrap.installation import Installation
from desktop.bootstrap.opening import open_desk
from desktop.bootstrap.safes import open_safe
from desktop.domain.audit import first_break
from desktop.domain.ids import StaffId
from desktop.ports.store import Store
from desktop.settings import Settings

PAGE = 1000


@dataclass(frozen=True, slots=True)
class AuditReport:
    """How many entries there are and the sequence number of the first bad one (None: all follow)."""

    entries: int
    first_bad: int | None

    @property
    def whole(self) -> bool:
        """Return whether every entry follows from the one before."""
        return self.first_bad is None

    def facts(self) -> dict[str, int | bool | None]:
        """Return the report for a machine."""
        return {"entries": self.entries, "whole": self.whole, "first_bad": self.first_bad}

    def sentence(self) -> str:
        """Return the report for a person."""
        if self.whole:
            return f"{self.entries} entries, each follows from the one before."
        return f"entry {self.first_bad} of {self.entries} does not follow from the one before."


def verify_audit(settings: Settings, person: StaffId, passphrase: bytearray) -> AuditReport:
    """Open the store for one person and check its trace; raises what opening raises."""
    installation = Installation.load(settings.home)
    keys = open_safe(settings.home, settings, installation).open(person, passphrase)
    desk = open_desk(settings.home, installation, settings, keys)
    try:
        return check_chain(desk.store)
    finally:
        desk.store.close()


def check_chain(store: Store) -> AuditReport:
    """Check the trace of an open store."""
    with store.read() as tx:
        entries = tx.audit.next_seq() - 1

        def rows() -> Iterator[tuple[bytes, bytes]]:
            for first in range(1, entries + 1, PAGE):
                yield from tx.audit.rows(first, PAGE)

        broken = first_break(rows())
    return AuditReport(entries, None if broken is None else broken + 1)
