"""A stand-in for sealed records."""

from __future__ import annotations

from desktop.domain.break_glass import GlassReason, NothingSealedError
from desktop.domain.ids import PatientId, TaskId
from desktop.domain.openings import NothingRefusedError, OpeningReason
from desktop.services.break_glass import Opened, SealedOne
from desktop.services.openings import Refused


class NothingSealed:
    """No record is sealed and none was refused."""

    def refused(self) -> SealedOne:
        raise NothingSealedError

    def one(self, patient_id: PatientId | None) -> SealedOne:
        raise NothingSealedError

    def break_glass(self, patient_id: PatientId, reason: GlassReason, passphrase: bytearray) -> Opened:
        raise NothingSealedError

    def open_now(self) -> Opened | None:
        return None

    def seal(self, patient_id: PatientId, *, sealed: bool) -> None:
        raise NothingSealedError


class NothingRefused:
    """No record waits for a second person."""

    def refused(self) -> Refused:
        raise NothingRefusedError

    def ask(self, reason: OpeningReason) -> TaskId:
        raise NothingRefusedError
