"""The PC a desk runs on, as far as the fleet list wants to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class MachineState:
    """Room left beside the store and the store's own size, in MiB; errors logged since the program started."""

    free_mib: int
    store_mib: int
    errors: int


class Machine(Protocol):
    """Role: looks at the PC; nothing personal, no names of files or accounts."""

    def look(self) -> MachineState | None:
        """Return the state, None when it cannot be found out."""
        ...


class UnknownMachine:
    """A desk without a PC of its own, as in simulations: it reports nothing."""

    def look(self) -> MachineState | None:
        """Return None."""
        return None
