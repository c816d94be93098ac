"""What waits for a second person: deletions filed by a clerk, and the supervisor's tasks (P25, N5, A3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from desktop.domain.break_glass import resolves
from desktop.domain.errors import KnownError, NotPermittedError
from desktop.domain.ids import CaseId, TaskId
from desktop.domain.payments import Amounts, EntryKind
from desktop.domain.rights import CaseState
from desktop.domain.staff import Action, Role, require
from desktop.domain.twice import REFUND_TWICE, WAYS, Twice
from desktop.presenters.erasure_asked import AskedPresenter
from desktop.presenters.needs import Rights, SettlesTwice, Supervises
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import NETWORK, READ, STORE, Runner
from desktop.services.rights import CaseLine
from desktop.services.supervision import TaskLine


class Ask(StrEnum):
    """What kind of thing waits."""

    DELETION = "deletion"
    TASK = "task"


class Outcome(StrEnum):
    """How a supervisor settles a task; the codes stand in the log."""

    CONFIRMED = "confirmed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One movement of a booking's money: pay, refund and so on, who, when, how much of each channel, one too many."""

    kind: str
    who: str
    at: datetime
    amounts: Amounts
    many: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """One line of the list. `why_not` is the code of what forbids this person to decide, "" when nothing does."""

    ask: Ask
    id: str
    kind: str
    masked_name: str
    place: str
    asked_by: str
    at: datetime
    due: date | None
    days_left: int | None
    why_not: str
    reason: str = ""
    ground: str = ""
    moves: tuple[MoveLine, ...] = ()
    over_fen: int = 0
    drawer_open: bool = False

    @property
    def can_refuse(self) -> bool:
        """Return whether the second button stands there; a deletion is refused with its own letter elsewhere."""
        return self.ask is Ask.TASK and not self.ways

    @property
    def ways(self) -> tuple[EntryKind, ...]:
        """Return in which ways a refund that was given twice can be settled; then A and R decide nothing."""
        return WAYS if self.kind == REFUND_TWICE else ()


@dataclass(frozen=True, slots=True)
class ApprovalsState:
    """The list and the line in hand (-1 when the list is empty)."""

    items: tuple[Waiting, ...] = ()
    selected: int = -1
    loaded: bool = False
    deciding: bool = False
    note: Note = NOTHING

    @property
    def current(self) -> Waiting | None:
        """Return the line in hand."""
        return self.items[self.selected] if 0 <= self.selected < len(self.items) else None


class ApprovalsPresenter:
    """Lists what waits and lets a person with the right decide; nobody decides their own request."""

    def __init__(
        self,
        rights: Rights,
        supervision: Supervises,
        twice: SettlesTwice,
        runner: Runner,
        role: Role,
        asked: AskedPresenter,
        staff_names: Callable[[str], str] = str,
    ) -> None:
        self._rights = rights
        self._supervision = supervision
        self._twice = twice
        self._runner = runner
        self._role = role
        self.asked = asked
        self._staff_names = staff_names
        self._out = Publisher(ApprovalsState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> ApprovalsState:
        """Return the newest state."""
        return self._out.state

    def load(self) -> None:
        """Read the list again; the line in hand stays in hand."""
        self._runner.run(
            READ, lambda: (self._rights.cases(), self._supervision.tasks()), self._loaded, self._failed
        )

    def select(self, index: int) -> None:
        """Take a line in hand."""
        if 0 <= index < len(self.state.items) and index != self.state.selected:
            self._out.publish(replace(self.state, selected=index, note=NOTHING))
            self._look()

    def _look(self) -> None:
        current = self.state.current
        if current is None or current.ask is not Ask.DELETION:
            self.asked.take(None)
        else:
            self.asked.take(CaseId(current.id), current.ground, may=not current.why_not)

    def approve(self) -> None:
        """A: approve the deletion, or confirm the task, in hand."""
        current = self.state.current
        if current is not None and current.ways:
            self._out.publish(replace(self.state, note=note(NoteKind.WARN, "say-what-became")))
            return
        self._decide(Outcome.CONFIRMED)

    def settle(self, way: EntryKind) -> None:
        """1, 2, 3: say what became of a refund that was given twice; central answers."""
        current = self.state.current
        if current is None or way not in current.ways or self.state.deciding:
            return
        if current.why_not:
            self._out.publish(replace(self.state, note=note(NoteKind.ERROR, current.why_not)))
            return
        self._out.publish(replace(self.state, deciding=True, note=NOTHING))
        self._runner.run(
            NETWORK,
            lambda: self._twice.settle(TaskId(current.id), way),
            lambda _: self._settled(way),
            self._failed,
        )

    def _settled(self, way: EntryKind) -> None:
        self._out.publish(replace(self.state, deciding=False, note=note(NoteKind.OK, f"settled-{way.value}")))
        self.load()

    def refuse(self) -> None:
        """R: refuse the task in hand."""
        current = self.state.current
        if current is not None and current.can_refuse:
            self._decide(Outcome.REFUSED)

    def _decide(self, outcome: Outcome) -> None:
        current = self.state.current
        if current is None or self.state.deciding:
            return
        if current.why_not:
            self._out.publish(replace(self.state, note=note(NoteKind.ERROR, current.why_not)))
            return
        self._out.publish(replace(self.state, deciding=True, note=NOTHING))
        self._runner.run(
            STORE, lambda: self._act(current, outcome), lambda _: self._decided(outcome), self._failed
        )

    def _act(self, item: Waiting, outcome: Outcome) -> None:
        if item.ask is Ask.DELETION:
            self._rights.approve(CaseId(item.id))
        else:
            self._supervision.resolve(TaskId(item.id), outcome.value)

    def _decided(self, outcome: Outcome) -> None:
        done = note(NoteKind.OK, f"decided-{outcome.value}")
        self._out.publish(replace(self.state, deciding=False, note=done))
        self.load()

    def _loaded(self, answer: tuple[tuple[CaseLine, ...], tuple[TaskLine, ...]]) -> None:
        cases, tasks = answer
        kept = self.state.current.id if self.state.current else None
        items = tuple(
            [self._case(case) for case in cases if case.state == CaseState.FILED.value]
            + [self._task(task) for task in tasks]
        )
        at = next((i for i, item in enumerate(items) if item.id == kept), None)
        if at is None:
            at = min(max(self.state.selected, 0), len(items) - 1)
        self._out.publish(replace(self.state, items=items, selected=at, loaded=True))
        self._look()

    def _failed(self, error: KnownError) -> None:
        self._out.publish(replace(self.state, deciding=False, note=error_note(error)))

    def _case(self, case: CaseLine) -> Waiting:
        why_not = "self-approval" if case.own else self._forbidden(Action.APPROVE_DELETION)
        return Waiting(
            Ask.DELETION, case.case_id, case.kind, case.masked_name, "", self._staff_names(case.filed_by),
            case.filed_at, case.due, case.days_left, why_not, ground=case.ground,
        )  # fmt: skip

    def _task(self, task: TaskLine) -> Waiting:
        why_not = "self-approval" if task.own else self._forbidden(resolves(task.kind))
        asked_by = self._staff_names(task.asked_by) if task.asked_by else ""
        return Waiting(
            Ask.TASK,
            task.task_id,
            task.kind,
            task.masked_name,
            task.place,
            asked_by,
            task.at,
            task.due,
            task.days_left,
            why_not,
            reason=task.reason,
            moves=self._moves(task.twice),
            over_fen=task.twice.over.total if task.twice else 0,
            drawer_open=task.twice is not None and task.twice.drawer_open,
        )

    def _moves(self, twice: Twice | None) -> tuple[MoveLine, ...]:
        moves = twice.moves if twice else ()
        return tuple(
            MoveLine(m.kind.value, self._staff_names(m.staff_id), m.at, m.amounts, m.many) for m in moves
        )

    def _forbidden(self, action: Action) -> str:
        try:
            require(self._role, action)
        except NotPermittedError as error:
            return error.code
        return ""
