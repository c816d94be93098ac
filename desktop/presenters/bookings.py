"""Bookings by keyboard: cancel with a reason, lift and drop on the board, undo for a minute (G42, G43, N30)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from desktop.domain.changes import CancelReason, Freely
from desktop.domain.errors import KnownError, SlotTakenError
from desktop.domain.ids import BookingId
from desktop.domain.slips import Slip
from desktop.ports.clock import Clock
from desktop.presenters.blocking import Blocking
from desktop.presenters.board_block import BoardBlock
from desktop.presenters.bookings_moving import dropped_at, moved_note, why_moved
from desktop.presenters.bookings_needs import BookingsNeeds
from desktop.presenters.bookings_state import BookingsState, Mode, Source
from desktop.presenters.needs import Line
from desktop.presenters.no_shows import NoShowSteps
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.registration_state import CellKey, Target
from desktop.presenters.repeating import Repeating
from desktop.presenters.runner import DEVICE, READ, STORE, Runner
from desktop.presenters.serving import Serving
from desktop.presenters.waiting import WaitingPresenter
from desktop.services.bookings import BookingLine
from desktop.services.changes import Cancelled, Moved
from desktop.services.drafts import PatientCard
from desktop.services.repeats import Repeated

Answer = TypeVar("Answer")


class BookingsPresenter:
    """Publishes BookingsState; `board` is where a lifted booking is dropped.

    `follow` hears of money that moved with an act, and of a booking for which more is owed.
    """

    def __init__(
        self,
        needs: BookingsNeeds,
        runner: Runner,
        clock: Clock,
        line: Line,
        follow: Callable[[tuple[str, ...], BookingId | None], None],
    ) -> None:
        self._needs = needs
        self._follow = follow
        self._runner = runner
        self._served: PatientCard | None = None
        self._picked_once: CellKey | None = None
        self._wanted: BookingId | None = None
        self._lifts = False
        self._out = Publisher(BookingsState(may_block=needs.blocks.may, may_excuse=needs.no_shows.may_excuse))
        self.subscribe = self._out.subscribe
        self._serving = Serving(runner, clock, line, self._board_changed)
        self.board = BoardBlock(needs.board, self._serving)
        self.waiting = WaitingPresenter(needs.waiting, needs.slips, runner, self._serving.today)
        self.no_shows = NoShowSteps(needs.no_shows, self._out, runner, self._work, self._done)
        self.repeating = Repeating(needs.repeats, self._out, self._work, self._repeated)
        self.blocking = Blocking(needs.blocks, self._out, self._serving.today, self._work, self._done)

    @property
    def state(self) -> BookingsState:
        """Return the newest state."""
        return self._out.state

    # ------------------------------------------------------------ the list
    def start(self) -> None:
        """Read the board's departments."""
        self.board.start()

    def load(self) -> None:
        """Read the list again, and the waiting list; the line in hand stays in hand."""
        self.waiting.load()
        state, served = self.state, self._served
        if state.source is Source.PERSON and served is not None:
            patient_id = served.patient_id
            self._run(READ, lambda: self._needs.bookings.of_patient(patient_id), self._loaded)
        elif state.source is Source.DAY and state.day is not None:
            day = state.day
            self._run(READ, lambda: self._needs.bookings.of_day(day), self._loaded)
        else:
            self._run(READ, self._needs.bookings.made_here, self._loaded)

    def serve(self, patient: PatientCard | None) -> None:
        """Show the bookings of who is opened at this window; of the window itself when nobody is."""
        self._served = patient
        source = Source.PERSON if patient is not None else Source.WINDOW
        self._show(source, patient.name if patient else "", None)

    def show_window(self) -> None:
        """W: what this window made today."""
        self._show(Source.WINDOW, "", None)

    def show_day(self, step: int = 1) -> None:
        """D: the day's bookings; once more the next day, with Shift the day before."""
        today = self._serving.today()
        before = self.state.day if self.state.source is Source.DAY else None
        self._show(Source.DAY, "", today if before is None else before + timedelta(days=step))

    def select(self, index: int) -> None:
        """Take a line in hand."""
        if (
            self.state.mode is Mode.LIST
            and 0 <= index < len(self.state.lines)
            and index != self.state.selected
        ):
            self._out.publish(replace(self.state, selected=index, note=NOTHING))

    # ------------------------------------------------------------ cancel
    def begin_cancel(self) -> None:
        """Del: ask for the reason."""
        line = self.state.current
        if line is None or self.state.mode is not Mode.LIST:
            return
        if line.freely is Freely.NEVER:
            self._say(note(NoteKind.ERROR, "cannot-change"))
            return
        self._out.publish(replace(self.state, mode=Mode.CANCEL, reason=None, note=NOTHING))

    def choose_reason(self, reason: CancelReason) -> None:
        """Keep why the number is given back."""
        if self.state.mode is Mode.CANCEL:
            self._out.publish(replace(self.state, reason=reason, note=NOTHING))

    def _cancel(self, line: BookingLine) -> None:
        reason = self.state.reason
        if reason is None:
            self._say(note(NoteKind.ERROR, "cancel-reason-missing"))
        elif line.freely is Freely.LATE:
            self._work(lambda: self._needs.late.ask(line.booking_id, reason.value), lambda _: self._asked())
        else:
            self._work(lambda: self._needs.changes.cancel(line.booking_id, reason.value), self._cancelled)

    def _asked(self) -> None:
        self._done(note(NoteKind.OK, "late-cancel-asked"))

    def _cancelled(self, done: Cancelled) -> None:
        said = note(NoteKind.OK, "booking-cancelled", amount=f"{done.owed.fen / 100:.2f}")
        self._done(said, undo=done.booking_id)
        self._follow(done.refunds, None)

    # ------------------------------------------------------------ move
    def begin_move(self) -> None:
        """Space or F7: lift the booking; the board opens where it stands."""
        line = self.state.current
        if line is None or self.state.mode is not Mode.LIST:
            return
        moves = line.freely is Freely.FREE or line.state == "suspended"
        if not moves:
            late = line.freely is Freely.LATE
            self._say(note(NoteKind.ERROR, "cancel-late" if late else "cannot-change"))
            return
        self._picked_once = None
        self.board.release()
        self._out.publish(replace(self.state, mode=Mode.MOVE, drop=None, note=NOTHING))
        # this page may have been away for long
        self.board.look_again(line.department_id, max(line.day, self._serving.today()))

    def lift(self, booking_id: BookingId) -> None:
        """Lift a booking of this window as soon as the list has it: wrong clinic noticed right after printing."""
        self._wanted, self._lifts = booking_id, True
        self.show_window()

    def find_next(self) -> None:
        """F10 while a booking is lifted: the next free half-hour from the day after on."""
        if self.state.mode is Mode.MOVE:
            self.board.find_next()

    def enter(self, target: Target, cell: CellKey | None = None) -> None:
        """Enter in the department box goes to the board; on the board it picks, a second time it drops."""
        if target is Target.DEPARTMENT:
            self.board.enter_filter()
            return
        if cell is None:
            return
        if cell == self._picked_once:
            self.confirm()
        elif self.board.pick(cell):
            self._picked_once = cell

    def _move(self, line: BookingLine) -> None:
        picked = self.board.picked
        if picked is None or picked.cell.session_id is None:
            self._say(note(NoteKind.ERROR, "move-where"))
            return
        session_id, half_hour, why = picked.cell.session_id, picked.cell.half_hour, why_moved(picked, line)
        self._work(
            lambda: self._needs.changes.move(line.booking_id, session_id, half_hour, why.value), self._moved
        )

    def _moved(self, moved: Moved) -> None:
        self._wanted = moved.booking_id
        self._done(moved_note(moved))
        self._print(moved.slip, moved.booking_id)
        # only what was paid is settled here: who has paid nothing yet pays as for any number
        self._follow(moved.money, moved.booking_id if moved.money and moved.owed_fen else None)

    def _print(self, slip: Slip, booking_id: BookingId) -> None:
        self._runner.run(
            DEVICE, lambda: self._needs.slips.print_slip(slip, booking_id), lambda _: None, self._not_printed
        )

    def _not_printed(self, error: KnownError) -> None:
        self._say(error_note(error))

    def _repeated(self, done: tuple[Repeated, ...]) -> None:
        """Print the slip of every week that could be had."""
        for week in done:
            if week.slip is not None and week.booking_id is not None:
                self._print(week.slip, week.booking_id)
        self.load()

    # ------------------------------------------------------------ the waiting list
    def show_waiting(self) -> None:
        """Q: who waits for a number, and for whom one is held."""
        if self.state.mode is Mode.LIST:
            line = self.state.current
            self.waiting.serve(self._served, line.department_id if line else None)
            self._out.publish(replace(self.state, mode=Mode.WAITING, note=NOTHING))

    # ------------------------------------------------------------ both
    def back(self) -> None:
        """Esc: put the booking back; nothing was changed."""
        if self.state.mode is Mode.WAITING and self.waiting.close_form():
            return
        if self.state.mode is not Mode.LIST and not self.state.working:
            self._out.publish(
                replace(
                    self.state,
                    mode=Mode.LIST,
                    reason=None,
                    drop=None,
                    repeated=(),
                    block=None,
                    excuse="",
                    note=NOTHING,
                )
            )

    def confirm(self) -> None:
        """F9: do what is shown."""
        if self.state.mode is Mode.WAITING:
            self.waiting.confirm()
            return
        line = self.state.current
        if line is None or self.state.working:
            return
        if self.state.mode is Mode.CANCEL:
            self._cancel(line)
        elif self.state.mode is Mode.MOVE:
            self._move(line)
        elif self.state.mode is Mode.REPEAT:
            self.repeating.confirm(line)
        elif self.state.mode is Mode.BLOCK:
            self.blocking.confirm(line)
        elif self.state.mode is Mode.EXCUSE:
            self.no_shows.confirm(line)

    def undo(self) -> None:
        """Ctrl+Z: take the last cancellation back within its minute (N30)."""
        booking_id = self.state.undo
        if booking_id is None or self.state.working:
            return
        self._work(
            lambda: self._needs.changes.undo_cancel(booking_id),
            lambda _: self._done(note(NoteKind.OK, "cancel-undone")),
        )

    def reprint(self) -> None:
        """F8: print the slip of the line in hand again; it is counted and says so."""
        line = self.state.current
        if line is not None and line.number and self.state.mode is Mode.LIST:
            self._run(
                STORE,
                lambda: self._needs.slips.reprint(line.booking_id),
                lambda slip: self._print(slip, line.booking_id),
            )

    def _done(self, said: Note, undo: BookingId | None = None) -> None:
        self._out.publish(
            replace(
                self.state, mode=Mode.LIST, reason=None, drop=None, block=None, excuse="", working=False,
                note=said, undo=undo,
            )
        )  # fmt: skip
        self.board.release()
        self.board.refresh()
        self.load()

    def _loaded(self, lines: tuple[BookingLine, ...]) -> None:
        kept = self.state.current.booking_id if self.state.current else None
        at = next((i for i, line in enumerate(lines) if line.booking_id == kept), None)
        if self.state.mode is not Mode.LIST and at is None:
            return
        if at is None:
            at = min(max(self.state.selected, 0), len(lines) - 1)
        wanted = next((i for i, line in enumerate(lines) if line.booking_id == self._wanted), None)
        self._out.publish(
            replace(self.state, lines=lines, selected=at if wanted is None else wanted, loaded=True)
        )
        if wanted is not None:
            lifts, self._wanted, self._lifts = self._lifts, None, False
            if lifts:
                self.begin_move()

    def _show(self, source: Source, person: str, day: date | None) -> None:
        self._out.publish(
            replace(
                self.state, source=source, person=person, day=day, lines=(), selected=-1, loaded=False,
                mode=Mode.LIST, reason=None, drop=None, block=None, note=NOTHING,
            )
        )  # fmt: skip
        self.load()

    def _board_changed(self) -> None:
        state = self.state
        drop = dropped_at(self.board.picked, state.current) if state.mode is Mode.MOVE else None
        self._out.publish(replace(state, board=self.board.state(), focus=self._serving.focus, drop=drop))

    def _say(self, said: Note) -> None:
        self._out.publish(replace(self.state, note=said))

    def _work(self, act: Callable[[], Answer], done: Callable[[Answer], None]) -> None:
        self._out.publish(replace(self.state, working=True, note=NOTHING))
        self._runner.run(STORE, act, done, self._failed)

    def _run(self, lane: str, work: Callable[[], Answer], done: Callable[[Answer], None]) -> None:
        self._runner.run(lane, work, done, self._failed)

    def _failed(self, error: KnownError) -> None:
        self._picked_once = None
        if isinstance(error, SlotTakenError) and self.state.mode is Mode.MOVE:
            self.board.taken()
        self._out.publish(replace(self.state, working=False, note=error_note(error)))
        self.load()
