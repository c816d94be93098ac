"""The list of people whom a stopped clinic concerns: each is called, offered a place, moved or paid back (N23)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.domain.errors import KnownError
from desktop.domain.stopping import AffectedState
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import DEVICE, NETWORK, READ, STORE, Runner
from desktop.services.message_log import MessageLine
from desktop.services.stopping import AffectedLine, Place, SheetLine


class Tends(Protocol):
    """services.stopping.StoppingService, what the list needs of it."""

    def board(self) -> tuple[AffectedLine, ...]: ...
    def places(self, booking_id: str) -> tuple[Place, ...]: ...
    def note(self, booking_id: str, state: AffectedState) -> None: ...
    def inform(self, booking_id: str) -> None: ...
    def offer(self, booking_id: str, place: Place) -> int: ...
    def move(self, booking_id: str) -> int: ...
    def call_sheet(self) -> tuple[SheetLine, ...]: ...


class ReadsMessages(Protocol):
    """services.message_log.MessageLogService."""

    def messages(self) -> tuple[MessageLine, ...]: ...


PrintSheet = Callable[[tuple[SheetLine, ...]], str]


@dataclass(frozen=True, slots=True)
class StoppedState:
    """The list, the line in hand (-1 when empty), and the places that may be offered to that person.

    `messages` is the log of messages, None while it is not asked for.
    """

    lines: tuple[AffectedLine, ...] = ()
    selected: int = -1
    places: tuple[Place, ...] = ()
    messages: tuple[MessageLine, ...] | None = None
    loaded: bool = False
    busy: bool = False
    note: Note = NOTHING

    @property
    def current(self) -> AffectedLine | None:
        """Return the line in hand."""
        return self.lines[self.selected] if 0 <= self.selected < len(self.lines) else None

    @property
    def open_count(self) -> int:
        """Return for how many people something is still to be done."""
        return sum(1 for line in self.lines if line.row.open)

    def counts(self) -> tuple[tuple[str, int], ...]:
        """Return how many people stand in each state, those that occur."""
        states = [state.value for state in AffectedState]
        found = ((state, sum(1 for line in self.lines if line.row.state == state)) for state in states)
        return tuple((state, count) for state, count in found if count)


class StoppedPresenter:
    """Publishes StoppedState; every act is decided by central first."""

    def __init__(
        self, tends: Tends, runner: Runner, print_sheet: PrintSheet, log: ReadsMessages | None = None
    ) -> None:
        self._log = log
        self._tends = tends
        self._runner = runner
        self._print_sheet = print_sheet
        self._out = Publisher(StoppedState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> StoppedState:
        """Return the newest state."""
        return self._out.state

    def load(self) -> None:
        """Read the list again; the line in hand stays in hand."""
        self._runner.run(READ, self._tends.board, self._loaded, self._not_read)
        if self.state.messages is not None:
            self._read_messages()

    @property
    def may_read_messages(self) -> bool:
        """Return whether this person may see the log of messages."""
        return self._log is not None

    def show_messages(self) -> None:
        """M: the log of messages, or back to the people."""
        if self.state.messages is not None:
            self._put(messages=None)
        else:
            self._read_messages()

    def _read_messages(self) -> None:
        if self._log is not None:
            self._runner.run(
                READ, self._log.messages, lambda lines: self._put(messages=lines), self._not_read
            )

    def _not_read(self, error: KnownError) -> None:
        self._put(note=error_note(error))

    def select(self, index: int) -> None:
        """Take a line in hand."""
        if 0 <= index < len(self.state.lines) and index != self.state.selected:
            self._put(selected=index, places=(), note=NOTHING)

    def note_called(self) -> None:
        """C: somebody was spoken to."""
        self._act(lambda one: self._tends.note(one, AffectedState.CALLED), "affected-called")

    def note_not_reached(self) -> None:
        """N: nobody answered."""
        self._act(lambda one: self._tends.note(one, AffectedState.NOT_REACHED), "affected-not-reached")

    def note_refunded(self) -> None:
        """R: the fee goes back, the booking ends."""
        self._act(lambda one: self._tends.note(one, AffectedState.REFUNDED), "affected-refunded")

    def inform(self) -> None:
        """I: send the message again."""
        self._act(self._tends.inform, "affected-informed")

    def find_places(self) -> None:
        """O: show what may be offered."""
        current = self._in_hand()
        if current is not None:
            booking_id = current.row.booking_id
            self._runner.run(READ, lambda: self._tends.places(booking_id), self._found, self._failed)

    def offer(self, index: int) -> None:
        """1 to 9: hold a number of one of the places shown."""
        if 0 <= index < len(self.state.places):
            place = self.state.places[index]
            self._act(lambda one: self._tends.offer(one, place), "affected-offered")

    def move(self) -> None:
        """V: give the held number."""
        self._act(self._tends.move, "affected-moved")

    def print_sheet(self) -> None:
        """P: print the call sheet; its opening is traced person by person before anything is shown."""
        if self.state.busy or not self.state.open_count:
            return
        self._put(busy=True, note=NOTHING)
        self._runner.run(STORE, self._tends.call_sheet, self._print, self._failed)

    def _print(self, lines: tuple[SheetLine, ...]) -> None:
        self._runner.run(DEVICE, lambda: self._print_sheet(lines), self._printed, self._failed)

    def _printed(self, _where: str) -> None:
        self._put(busy=False, note=note(NoteKind.OK, "call-sheet-printed"))

    def _in_hand(self) -> AffectedLine | None:
        current = self.state.current
        if current is None or self.state.busy or self.state.messages is not None:
            return None
        if not current.row.open:
            self._put(note=note(NoteKind.ERROR, "affected-closed"))
            return None
        return current

    def _act(self, act: Callable[[str], object], said: str) -> None:
        current = self._in_hand()
        if current is None:
            return
        booking_id = current.row.booking_id
        self._put(busy=True, note=NOTHING)
        self._runner.run(NETWORK, lambda: act(booking_id), lambda _: self._acted(said), self._failed)

    def _acted(self, said: str) -> None:
        """The list is read again before the next act: who is done moves down, and a key would hit somebody else."""
        self._put(places=(), note=note(NoteKind.OK, said))
        self._runner.run(READ, self._tends.board, self._settled, self._failed_to_read)

    def _settled(self, lines: tuple[AffectedLine, ...]) -> None:
        self._loaded(lines)
        self._put(busy=False)

    def _failed_to_read(self, error: KnownError) -> None:
        self._put(busy=False, note=error_note(error))

    def _found(self, places: tuple[Place, ...]) -> None:
        missing = note(NoteKind.WARN, "no-place-to-offer")
        self._put(places=places, note=NOTHING if places else missing)

    def _failed(self, error: KnownError) -> None:
        self._put(busy=False, note=error_note(error))
        self.load()

    def _loaded(self, lines: tuple[AffectedLine, ...]) -> None:
        kept = self.state.current.row.booking_id if self.state.current else None
        at = next((i for i, line in enumerate(lines) if line.row.booking_id == kept), None)
        if at is None:
            at = min(max(self.state.selected, 0), len(lines) - 1)
        self._put(lines=lines, selected=at, loaded=True)

    def _put(self, **changes: object) -> None:
        self._out.publish(replace(self.state, **changes))  # type: ignore[arg-type]  # named fields of the state
