"""An in-memory card reader."""

from __future__ import annotations

from desktop.domain.cards import UnverifiedCard
from desktop.domain.errors import (
    CardLiftedError,
    CardUnreadableError,
    NoCardError,
    ReaderUnpluggedError,
)
from desktop.ports.id_reader import CardRead, ReaderInfo


class FakeIdReader:
    """Reads what a test placed; a card that was read must be lifted and placed again, as with a real one."""

    def __init__(
        self, port: str = "fake-reader", sam_number: str = "05.03-20260101-0008900001-0154000001"
    ) -> None:
        self._info = ReaderInfo(port, sam_number)
        self._card: UnverifiedCard | None = None
        self._fresh = False
        self._plugged = True
        self._lift_at_read = False
        self._unreadable_status = ""

    def place(self, card: UnverifiedCard) -> None:
        self._card, self._fresh = card, True

    def lift(self) -> None:
        self._card, self._fresh = None, False

    def unplug(self) -> None:
        self._plugged = False

    def plug(self) -> None:
        self._plugged = True

    def lift_during_read(self) -> None:
        self._lift_at_read = True

    def make_unreadable(self, status: str) -> None:
        """Let the next read fail for good with this SW3."""
        self._unreadable_status = status

    def read(self) -> CardRead:
        self._require_plug()
        if self._card is None or not self._fresh:
            raise NoCardError
        if self._lift_at_read:
            self._lift_at_read = False
            self.lift()
            raise CardLiftedError
        if self._unreadable_status:
            status, self._unreadable_status = self._unreadable_status, ""
            raise CardUnreadableError(status=status)
        self._fresh = False
        return CardRead(self._card, self._info.sam_number, self._info.port)

    def poll(self) -> bool:
        self._require_plug()
        return self._card is not None and self._fresh

    def describe(self) -> ReaderInfo:
        self._require_plug()
        return self._info

    def close(self) -> None:
        """Nothing is held open."""

    def _require_plug(self) -> None:
        if not self._plugged:
            raise ReaderUnpluggedError
