"""The queue page: whose line, who is in hand, every step by one key, undo for a minute (G32-G38, G45, N42)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.domain.bookings import BookingState
from desktop.domain.errors import KnownError
from desktop.domain.ids import BookingId, DepartmentId, PatientId
from desktop.domain.pick_up import DocumentNeededError
from desktop.domain.queue_entry import PriorityClass
from desktop.domain.queueing import UNDO_WITHIN, CheckInBy, QueueStep
from desktop.domain.schedules import Department, Doctor
from desktop.domain.slips import CODE_PREFIX, SlipCode
from desktop.ports.clock import Clock
from desktop.ports.id_reader import CardRead, IdReader
from desktop.presenters.needs import Identifies
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.pick_up import PickUpAsked, PickUpBlock, PickUps, shown_card
from desktop.presenters.publishing import Publisher
from desktop.presenters.queue_state import Lines, QueueState, Steps
from desktop.presenters.runner import DEVICE, READ, STORE, Runner
from desktop.services.lines import Choice, QueueView, Target
from desktop.services.queueing import NobodyBookedError, Stepped

TO_COME = frozenset({BookingState.BOOKED, BookingState.COLLECTED, BookingState.CHECKED_IN})
CLASSES = tuple(PriorityClass)


class QueuePresenter:
    """Reads on the READ lane, acts on the STORE lane; nothing is shown before it is saved (A4)."""

    def __init__(
        self, lines: Lines, steps: Steps, identify: Identifies, reader: IdReader, runner: Runner, clock: Clock,
        pick_ups: PickUps, *, may_release: bool = False,
    ) -> None:  # fmt: skip
        self._lines, self._steps = lines, steps
        self._identify, self._reader = identify, reader
        self._runner, self._clock = runner, clock
        self._view: QueueView | None = None
        self._done: Stepped | None = None
        self._done_at = 0.0
        self._want = ""
        self._asked = 0
        self.shown = False
        self._out = Publisher(QueueState())
        self.subscribe = self._out.subscribe
        self.pick_up = PickUpBlock(
            steps, pick_ups, runner, may_release=may_release, show=self._show_pick_up,
            came=lambda done: self._acted(done, keep=True),
        )  # fmt: skip

    @property
    def state(self) -> QueueState:
        """Return the newest state."""
        return self._out.state

    # ------------------------------------------------------------ reading
    def open(self) -> None:
        """The page comes up: one trace, then the rows."""
        self.shown = True
        self._runner.run(STORE, self._lines.begin, lambda _: self._departments(), self._failed)

    def close(self) -> None:
        """The page goes."""
        self.shown = False
        self.pick_up.close()
        self._out.publish(replace(self.state, targets=(), note=NOTHING))

    def tick(self) -> None:
        """Every few seconds: the clock's no-shows, how long everybody waits now, whether undo still works."""
        if self.shown:
            self._runner.run(STORE, self._steps.close_ended, lambda _: self.load(), self._failed)

    def load(self) -> None:
        """Read the lines again; the row in hand stays in hand."""
        self._asked += 1
        asked, choice = self._asked, self.state.choice
        self._runner.run(
            READ, lambda: self._lines.view(choice), lambda v: self._loaded(asked, v), self._failed
        )

    def choose_department(self, department_id: DepartmentId | None) -> None:
        """Show another department, or with None the whole hospital."""
        self._out.publish(
            replace(self.state, choice=Choice(department_id), doctors=(), selected=-1, note=NOTHING)
        )
        if department_id is not None:
            self._runner.run(
                READ,
                lambda: self._lines.doctors(department_id),
                lambda doctors: self._doctors(department_id, doctors),
                self._failed,
            )
        self.load()

    def next_department(self, step: int) -> None:
        """Go to the next department, the whole hospital among them."""
        ids = [None, *(d.id for d in self.state.departments)]
        at = ids.index(self.state.choice.department_id)
        self.choose_department(ids[(at + step) % len(ids)])

    def choose_doctor(self, index: int) -> None:
        """Show one doctor of the department by place, -1 for all."""
        doctor = self.state.doctors[index].id if 0 <= index < len(self.state.doctors) else None
        self._out.publish(
            replace(self.state, choice=replace(self.state.choice, doctor_id=doctor), selected=-1)
        )
        self.load()

    def next_doctor(self, step: int) -> None:
        """Go to the next doctor, all of them among them."""
        ids = [d.id for d in self.state.doctors]
        if not ids:
            return
        now = self.state.choice.doctor_id
        at = ids.index(now) if now in ids else -1
        self.choose_doctor((at + 1 + step) % (len(ids) + 1) - 1)

    def filter_state(self, state: BookingState | None) -> None:
        """Show only one state."""
        self._out.publish(replace(self.state, state_filter=state))
        self._show()

    def next_state(self, step: int) -> None:
        """Go to the next counter."""
        states = [None, *(state for state, _ in self.state.counts)]
        at = states.index(self.state.state_filter) if self.state.state_filter in states else 0
        self.filter_state(states[(at + step) % len(states)])

    def select(self, index: int) -> None:
        """Take a row in hand."""
        if 0 <= index < len(self.state.lines) and index != self.state.selected:
            self.pick_up.close()
            self._out.publish(replace(self.state, selected=index, targets=(), note=NOTHING))

    # ------------------------------------------------------------ acting
    def check_in(self) -> None:
        """Enter: check the person in hand in."""
        current = self.state.current
        if current is not None:
            self._act(lambda: self._steps.check_in(current.booking_id, CheckInBy.LIST))

    def step(self, step: QueueStep) -> None:
        """Take a step with the row in hand; calling somebody who is called already calls again."""
        current = self.state.current
        if current is None:
            return
        if step is QueueStep.CALL and current.state is BookingState.CALLED:
            step = QueueStep.RECALL
        self._act(lambda: self._steps.step(current.booking_id, step))

    def call_next(self) -> None:
        """Space: call whoever is first in the line of the row in hand."""
        current = self.state.current
        lines = self._view.lines if self._view else ()
        session = current.session_id if current else next((x.session_id for x in lines if x.place == 1), None)
        first = next((x for x in lines if x.session_id == session and x.place == 1), None)
        if first is None:
            self._say(note(NoteKind.WARN, "line-empty"))
            return
        self._act(lambda: self._steps.step(first.booking_id, QueueStep.CALL))

    def next_class(self) -> None:
        """Give the person in hand the next priority class."""
        current = self.state.current
        if current is not None:
            at = CLASSES.index(PriorityClass(current.priority))
            chosen = CLASSES[(at + 1) % len(CLASSES)]
            self._act(lambda: self._steps.step(current.booking_id, QueueStep.PRIORITY, priority=chosen))

    def ask_transfer(self) -> None:
        """T: list the other rooms of the department."""
        current = self.state.current
        if current is not None and QueueStep.TRANSFER in self.state.steps:
            session = current.session_id
            self._runner.run(READ, lambda: self._lines.targets(session), self._targets, self._failed)

    def move_target(self, step: int) -> None:
        """Move in the list of rooms."""
        if self.state.targets:
            at = (self.state.target + step) % len(self.state.targets)
            self._out.publish(replace(self.state, target=at))

    def transfer(self) -> None:
        """Send the person in hand to the chosen room."""
        current, targets = self.state.current, self.state.targets
        if current is not None and targets:
            session = targets[self.state.target].session_id
            self._out.publish(replace(self.state, targets=()))
            self._act(lambda: self._steps.step(current.booking_id, QueueStep.TRANSFER, to_session=session))

    def cancel(self) -> None:
        """Esc: close the list of rooms, or the question for a document."""
        self.pick_up.close()
        self._out.publish(replace(self.state, targets=(), note=NOTHING))

    def undo(self) -> None:
        """Ctrl+Z: take the last step back within 60 seconds (N30)."""
        done = self._done
        if done is not None:
            self._done = None
            self._act(lambda: self._steps.undo(done), keep=False)

    def typed(self, text: str) -> None:
        """A slip's code from the scanner, or a number typed by hand: check that person in."""
        wanted = text.strip()
        if wanted.upper().startswith(CODE_PREFIX):
            self._act(lambda: self._scanned(wanted.upper()))
            return
        lines = self._view.lines if self._view else ()
        found = [x for x in lines if x.number.lstrip("0") == wanted.lstrip("0") and x.state in TO_COME]
        if len(found) == 1:
            self._act(lambda: self._steps.check_in(found[0].booking_id, CheckInBy.LIST))
        elif wanted:
            code = "number-not-here" if not found else "number-of-several"
            self._say(note(NoteKind.WARN, code, number=wanted))

    def read_card(self) -> None:
        """F2: check in whoever's card lies on the reader; while a document is asked for, it is judged."""
        self._say(note(NoteKind.BUSY, "card-reading"))
        self._runner.run(DEVICE, self._reader.read, self._have_card, self._failed)

    def _have_card(self, card: CardRead) -> None:
        if self.pick_up.asked is not None:
            self.pick_up.card(self._identify.draft_from_card(card))
        else:
            self._act(lambda: self._by_card(card))

    def check_in_person(self, patient_id: PatientId) -> None:
        """Check in somebody found by the search."""
        self._act(lambda: self._steps.check_in(self._steps.of_patient_today(patient_id), CheckInBy.SEARCH))

    def _scanned(self, text: str) -> Stepped:
        return self._steps.check_in(self._steps.of_slip(SlipCode.decode(text)), CheckInBy.SCAN)

    def _by_card(self, card: CardRead) -> Stepped:
        draft = self._identify.draft_from_card(card)
        answer = self._identify.identify(draft)
        if answer.patient is None:
            raise NobodyBookedError
        booking = self._steps.of_patient_today(answer.patient.patient_id)
        return self._steps.check_in(booking, CheckInBy.CARD, shown=shown_card(draft))

    def _act(self, act: Callable[[], Stepped], *, keep: bool = True) -> None:
        self._runner.run(STORE, act, lambda done: self._acted(done, keep=keep), self._failed)

    def _acted(self, done: Stepped, *, keep: bool) -> None:
        undoable = keep and done.step not in (QueueStep.NO_SHOW, QueueStep.EXCUSE)
        self._done, self._done_at = (done, self._clock.monotonic()) if undoable else (None, 0.0)
        self._want = done.booking_id
        self._say(note(NoteKind.OK, f"queue-{done.step.value}"))
        self.load()

    # ------------------------------------------------------------ answers
    def _departments(self) -> None:
        self._runner.run(READ, self._lines.departments, self._have_departments, self._failed)

    def _have_departments(self, departments: tuple[Department, ...]) -> None:
        self._out.publish(replace(self.state, departments=departments))
        self.load()

    def _doctors(self, department_id: DepartmentId, doctors: tuple[Doctor, ...]) -> None:
        """Answers may overtake each other while somebody leafs through the departments."""
        if self.state.choice.department_id == department_id:
            self._out.publish(replace(self.state, doctors=doctors))

    def _targets(self, targets: tuple[Target, ...]) -> None:
        if targets:
            self._out.publish(replace(self.state, targets=targets, target=0))
        else:
            self._say(note(NoteKind.WARN, "no-other-room"))

    def _loaded(self, asked: int, view: QueueView) -> None:
        if asked == self._asked:
            self._view = view
            self._show()

    def _show(self) -> None:
        view, state = self._view, self.state
        if view is None:
            return
        wanted = self._want or (state.current.booking_id if state.current else "")
        self._want = ""
        lines = tuple(x for x in view.lines if state.state_filter in (None, x.state))
        at = next((i for i, x in enumerate(lines) if x.booking_id == wanted), None)
        if at is None:
            at = min(max(state.selected, 0), len(lines) - 1)
        young = self._clock.monotonic() - self._done_at <= UNDO_WITHIN.total_seconds()
        self._out.publish(
            replace(
                state, lines=lines, counts=view.counts, everybody=len(view.lines), peak=view.peak, selected=at,
                loaded=True, can_undo=self._done is not None and young,
            )
        )  # fmt: skip

    def _say(self, said: Note) -> None:
        self._out.publish(replace(self.state, note=said))

    def _show_pick_up(self, asked: PickUpAsked | None, said: Note) -> None:
        self._out.publish(replace(self.state, pick_up=asked, note=said))

    def _failed(self, error: KnownError) -> None:
        if isinstance(error, DocumentNeededError):
            booking = BookingId(str(error.facts["booking"]))
            self._want = booking
            self.load()
            self.pick_up.open(booking)
            return
        self._say(error_note(error))
