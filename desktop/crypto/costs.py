"""What a guess at a passphrase or a PIN costs, and the end of what was typed."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.crypto.errors import WeakSlotError


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one guess at a passphrase costs: memory in KiB, passes, lanes."""

    memory_kib: int
    iterations: int
    lanes: int

    def check(self, *, demo: bool) -> None:
        """Raise WeakSlotError below the floor (a lighter one for made-up people) or above the ceiling."""
        floor = DEMO_FLOOR if demo else FLOOR
        mine = (self.memory_kib, self.iterations, self.lanes)
        least = (floor.memory_kib, floor.iterations, floor.lanes)
        most = (CEILING.memory_kib, CEILING.iterations, CEILING.lanes)
        if not all(low <= value <= high for low, value, high in zip(least, mine, most, strict=True)):
            raise WeakSlotError


FLOOR = KdfCost(memory_kib=64 * 1024, iterations=3, lanes=1)
EARNEST = KdfCost(memory_kib=64 * 1024, iterations=3, lanes=4)
# Only for an installation that is marked as a demo for ever: its people are made up.
DEMO_FLOOR = KdfCost(memory_kib=1024, iterations=1, lanes=1)
DEMO = KdfCost(memory_kib=8 * 1024, iterations=1, lanes=1)
# A damaged or hostile file must not make sign-in eat the memory of the PC.
CEILING = KdfCost(memory_kib=1024 * 1024, iterations=16, lanes=16)


def wipe(secret: bytearray) -> None:
    """Overwrite a secret in place."""
    secret[:] = bytes(len(secret))
