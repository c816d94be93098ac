"""The state of an emulated card reader: what lies on the plate and what the module answers (DOMAIN §2.1)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from desktop.devices import sam_frames
from desktop.devices.sam_frames import Frame, SamCommand

PHOTO_BYTES = 1_024
# Not a picture; it holds the preamble so that a reader that searches inside an answer is found out.
_NO_PHOTO = (sam_frames.PREAMBLE + bytes(11)) * (PHOTO_BYTES // 16)
EMULATED_SAM_NUMBER = b"".join(
    (
        (5).to_bytes(2, "little"),
        (3).to_bytes(2, "little"),
        (20_260_101).to_bytes(4, "little"),
        (8_900_001).to_bytes(4, "little"),
        (154_000_001).to_bytes(4, "little"),
    )
)
FIELD_DELAYS = {SamCommand.FIND: 0.03, SamCommand.SELECT: 0.03, SamCommand.READ: 0.4}
NO_DELAYS: dict[SamCommand, float] = {}


class _Phase(Enum):
    PLACED = auto()
    FOUND = auto()
    SELECTED = auto()
    SPENT = auto()


@dataclass(slots=True)
class _CardOnPlate:
    block: bytes
    phase: _Phase = _Phase.PLACED


@dataclass(slots=True)
class _Trouble:
    command: SamCommand
    status: int
    times: int


class EmulatedSam:
    """Answers frames as a real module does: order enforced, a read card found again only after a lift."""

    def __init__(self, delays: dict[SamCommand, float] | None = None) -> None:
        self._delays = FIELD_DELAYS if delays is None else delays
        self._card: _CardOnPlate | None = None
        self._trouble: _Trouble | None = None
        self._lift_at_read = False
        self._corrupt: SamCommand | None = None
        self._corrupt_any = False
        self._noise = b""

    def place(self, block: bytes) -> None:
        """Put a card with this text block on the plate."""
        self._card = _CardOnPlate(block)

    def lift(self) -> None:
        """Take the card away."""
        self._card = None

    def fail_next(self, status: int, times: int = 1) -> None:
        """End the step that knows `status` (80 find, 81 select, others read) with it, `times` times."""
        steps = {sam_frames.NO_CARD: SamCommand.FIND, sam_frames.SELECT_FAILED: SamCommand.SELECT}
        self._trouble = _Trouble(steps.get(status, SamCommand.READ), status, times)

    def lift_during_read(self) -> None:
        """Take the card away while the next read is under way."""
        self._lift_at_read = True

    def corrupt_next(self, command: SamCommand | None = None) -> None:
        """Damage one byte of the next answer (to `command` if given)."""
        self._corrupt, self._corrupt_any = command, command is None

    def noise_before_next(self, noise: bytes) -> None:
        """Send `noise` in front of the next answer."""
        self._noise = noise

    def seconds_for(self, received: Frame) -> float:
        """Return how long a real module takes over this request."""
        command = _command(received)
        return 0.0 if command is None else self._delays.get(command, 0.0)

    def answer(self, received: Frame) -> bytes:
        """Return the bytes on the wire that answer one request."""
        if not received.intact:
            return sam_frames.reply(sam_frames.BAD_CHECKSUM)
        command = _command(received)
        if command is None:
            return sam_frames.reply(sam_frames.BAD_COMMAND)
        wire = bytearray(self._answer_to(command))
        if self._corrupt_any or self._corrupt is command:
            self._corrupt, self._corrupt_any = None, False
            wire[-1] ^= 0xFF
        noise, self._noise = self._noise, b""
        return noise + bytes(wire)

    def _answer_to(self, command: SamCommand) -> bytes:
        match command:
            case SamCommand.SAM_NUMBER:
                return sam_frames.reply(sam_frames.OK, EMULATED_SAM_NUMBER)
            case SamCommand.FIND:
                return self._find()
            case SamCommand.SELECT:
                return self._select()
            case SamCommand.READ:
                return self._read()
            case _:
                return sam_frames.reply(sam_frames.OK)

    def _find(self) -> bytes:
        if self._fails(SamCommand.FIND) or self._card is None or self._card.phase is _Phase.SPENT:
            return sam_frames.reply(sam_frames.NO_CARD)
        self._card.phase = _Phase.FOUND
        return sam_frames.reply(sam_frames.FOUND, bytes(4))

    def _select(self) -> bytes:
        if self._fails(SamCommand.SELECT) or self._card is None or self._card.phase is not _Phase.FOUND:
            return sam_frames.reply(sam_frames.SELECT_FAILED)
        self._card.phase = _Phase.SELECTED
        return sam_frames.reply(sam_frames.OK, bytes(8))

    def _read(self) -> bytes:
        if self._lift_at_read:
            self._lift_at_read = False
            self._card = None
        status = self._fails(SamCommand.READ)
        if status in (0x31, 0x32) and self._card is not None:
            self._card.phase = _Phase.SPENT
        if status or self._card is None or self._card.phase is not _Phase.SELECTED:
            return sam_frames.reply(status or sam_frames.READ_FAILED)
        self._card.phase = _Phase.SPENT
        lengths = len(self._card.block).to_bytes(2, "big") + PHOTO_BYTES.to_bytes(2, "big")
        return sam_frames.reply(sam_frames.OK, lengths + self._card.block + _NO_PHOTO)

    def _fails(self, command: SamCommand) -> int:
        trouble = self._trouble
        if trouble is None or trouble.command is not command:
            return 0
        trouble.times -= 1
        if trouble.times <= 0:
            self._trouble = None
        return trouble.status


def _command(received: Frame) -> SamCommand | None:
    try:
        return SamCommand(received.body)
    except ValueError:
        return None
