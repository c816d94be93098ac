"""Self check-in: a card or a slip's code, no keyboard; after a few seconds the next one finds an empty screen (G33)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.errors import KnownError, NoCardError
from desktop.domain.ids import BookingId
from desktop.domain.masking import Surface, mask_name
from desktop.domain.queueing import CheckInBy
from desktop.domain.slips import SlipCode
from desktop.ports.clock import Clock
from desktop.ports.id_reader import CardRead, IdReader
from desktop.presenters.needs import Identifies
from desktop.presenters.pick_up import shown_card
from desktop.presenters.publishing import Publisher
from desktop.presenters.queue_state import Lines, Steps
from desktop.presenters.runner import DEVICE, STORE, Runner
from desktop.services.lines import Choice
from desktop.services.queueing import NobodyBookedError

SHOWN_FOR_S = 8.0


class KioskScene(StrEnum):
    """What stands on the screen."""

    START = "start"
    BUSY = "busy"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class KioskState:
    """Public: a masked name only for who laid a card, number, room, how many are before them; `why` an error code."""

    hospital: str
    scene: KioskScene = KioskScene.START
    name: str = ""
    number: str = ""
    room: str = ""
    before: int = 0
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Came:
    name: str
    number: str
    room: str
    before: int


class KioskPresenter:
    """Polls the reader while it waits; whoever cannot be checked in here is sent to a window, without a reason."""

    def __init__(
        self, lines: Lines, steps: Steps, identify: Identifies, reader: IdReader, runner: Runner, clock: Clock,
        hospital: str,
    ) -> None:  # fmt: skip
        self._lines, self._steps, self._identify = lines, steps, identify
        self._reader, self._runner, self._clock = reader, runner, clock
        self._hospital = hospital
        self._since = 0.0
        self._polling = False
        self._out = Publisher(KioskState(hospital))
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> KioskState:
        """Return the newest state."""
        return self._out.state

    def tick(self) -> None:
        """Once a second: look for a card, or go back to the start."""
        scene = self.state.scene
        if scene in (KioskScene.DONE, KioskScene.REFUSED):
            if self._clock.monotonic() - self._since >= SHOWN_FOR_S:
                self.reset()
        elif scene is KioskScene.START and not self._polling:
            self._polling = True
            self._runner.run(DEVICE, self._reader.poll, self._polled, self._no_card)

    def scanned(self, text: str) -> None:
        """A slip's code came from the scanner."""
        if self.state.scene is not KioskScene.BUSY and text.strip():
            self._busy()
            self._runner.run(STORE, lambda: self._by_slip(text.strip().upper()), self._came, self._refused)

    def reset(self) -> None:
        """Nothing of the one before stays on the screen."""
        self._out.publish(KioskState(self._hospital))

    def _polled(self, there: bool) -> None:
        self._polling = False
        if there and self.state.scene is KioskScene.START:
            self._busy()
            self._runner.run(DEVICE, self._reader.read, self._read, self._refused)

    def _read(self, card: CardRead) -> None:
        self._runner.run(STORE, lambda: self._by_card(card), self._came, self._refused)

    def _by_card(self, card: CardRead) -> _Came:
        answer = self._identify.identify(self._identify.draft_from_card(card))
        if answer.patient is None:
            raise NobodyBookedError
        booking = self._steps.of_patient_today(answer.patient.patient_id)
        self._steps.check_in(booking, CheckInBy.KIOSK, shown=shown_card(answer.draft))
        return self._place(booking, mask_name(answer.draft.name, Surface.DISPLAY))

    def _by_slip(self, text: str) -> _Came:
        booking = self._steps.of_slip(SlipCode.decode(text))
        self._steps.check_in(booking, CheckInBy.KIOSK)
        return self._place(booking, "")

    def _place(self, booking: BookingId, name: str) -> _Came:
        row = next((x for x in self._lines.view(Choice()).lines if x.booking_id == booking), None)
        if row is None:
            raise NobodyBookedError
        return _Came(name, row.number, row.room, max(0, row.place - 1))

    def _busy(self) -> None:
        self._out.publish(KioskState(self._hospital, KioskScene.BUSY))

    def _came(self, came: _Came) -> None:
        self._since = self._clock.monotonic()
        self._out.publish(
            KioskState(self._hospital, KioskScene.DONE, came.name, came.number, came.room, came.before)
        )

    def _refused(self, error: KnownError) -> None:
        self._since = self._clock.monotonic()
        if isinstance(error, NoCardError):
            self.reset()
        else:
            self._out.publish(KioskState(self._hospital, KioskScene.REFUSED, why=error.code))

    def _no_card(self, _error: KnownError) -> None:
        self._polling = False
