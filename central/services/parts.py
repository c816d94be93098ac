"""What every use case of central works with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from central.services.ports import CentralKeys, Clock, Randomness
from central.store.engine import Database
from desktop.domain.canonical import pack
from desktop.domain.ids import uuid7


@dataclass(frozen=True, slots=True)
class CentralParts:
    """One hospital's central: database, keys, time and chance."""

    hospital_id: str
    database: Database
    keys: CentralKeys
    clock: Clock
    randomness: Randomness

    def now(self) -> datetime:
        """Return the time, aware UTC."""
        return self.clock.now()

    def new_id(self) -> str:
        """Return a fresh UUIDv7."""
        return uuid7(round(self.clock.now().timestamp() * 1000), self.randomness.bytes(10))


def key_context(hospital_id: str, patient_id: str, key_kind: str) -> bytes:
    """Return the AAD of a person's wrapped data key."""
    return pack("central-data-key", hospital_id, patient_id, key_kind)
