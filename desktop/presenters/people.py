"""People kept clean: likely duplicates in a list, two records side by side, a choice for each field (G4-G6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.domain.errors import KnownError
from desktop.domain.ids import PairId
from desktop.domain.merging import MergeField, PairState
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import NETWORK, READ, STORE, Runner
from desktop.services.people import PairLine, PairSheet


class KeepsPeopleClean(Protocol):
    """services.people.PeopleService."""

    def scan(self) -> None: ...
    def pairs(self) -> tuple[PairLine, ...]: ...
    def open_pair(self, pair_id: PairId) -> PairSheet: ...
    def dismiss(self, pair_id: PairId) -> None: ...
    def refuse(self, pair_id: PairId) -> None: ...
    def file_merge(self, pair_id: PairId, survivor: int, taken: frozenset[MergeField]) -> None: ...
    def approve(self, pair_id: PairId) -> None: ...
    def undo(self, pair_id: PairId) -> None: ...


@dataclass(frozen=True, slots=True)
class PeopleState:
    """The list, the pair in hand, and the open sheet of it (None until Enter).

    `survivor` is the record that stays (0 or 1), `taken` the fields that come from the other one; both can be changed
    only while the pair is not asked for yet. `asked_by` names who asked for the merge.
    """

    lines: tuple[PairLine, ...] = ()
    selected: int = -1
    sheet: PairSheet | None = None
    survivor: int = 0
    taken: frozenset[MergeField] = frozenset()
    asked_by: str = ""
    loaded: bool = False
    busy: bool = False
    sure: bool = False
    note: Note = NOTHING

    @property
    def current(self) -> PairLine | None:
        """Return the pair in hand."""
        return self.lines[self.selected] if 0 <= self.selected < len(self.lines) else None

    @property
    def can_choose(self) -> bool:
        """Return whether the choices can still be changed."""
        return self.sheet is not None and self.sheet.state in (PairState.OPEN, PairState.UNDONE)

    def source(self, field: MergeField) -> int:
        """Return from which record (0 or 1) a field is kept."""
        return 1 - self.survivor if field in self.taken else self.survivor


class PeoplePresenter:
    """Lists pairs, opens one with a trace, asks for a merge, approves, refuses, undoes."""

    def __init__(
        self, people: KeepsPeopleClean, runner: Runner, staff_names: Callable[[str], str] = str
    ) -> None:
        self._people = people
        self._runner = runner
        self._staff_names = staff_names
        self._out = Publisher(PeopleState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> PeopleState:
        """Return the newest state."""
        return self._out.state

    def load(self) -> None:
        """Read the list again; the pair in hand stays in hand."""
        self._runner.run(READ, self._people.pairs, self._loaded, self._failed)

    def select(self, index: int) -> None:
        """Take a pair in hand; another one closes the sheet."""
        if 0 <= index < len(self.state.lines) and index != self.state.selected:
            self._out.publish(replace(self.state, selected=index, sheet=None, sure=False, note=NOTHING))

    def open(self) -> None:
        """Enter: both records side by side; who is not here is fetched from central."""
        current = self.state.current
        if current is None or self.state.busy:
            return
        self._out.publish(replace(self.state, busy=True, note=NOTHING))
        self._runner.run(NETWORK, lambda: self._people.open_pair(current.pair_id), self._opened, self._failed)

    def keep(self, side: int) -> None:
        """1 or 2: this record stays; what is kept of each field does not change by that."""
        state = self.state
        if state.can_choose and side != state.survivor:
            self._out.publish(replace(state, survivor=side, taken=frozenset(MergeField) - state.taken))

    def pick(self, field: MergeField, side: int) -> None:
        """Left or right: keep the value of this side."""
        state = self.state
        if not state.can_choose:
            return
        taken = state.taken - {field} if side == state.survivor else state.taken | {field}
        self._out.publish(replace(state, taken=taken))

    def merge(self) -> None:
        """M: ask for the merge as it stands here."""
        sheet, state = self.state.sheet, self.state
        if sheet is None:
            self._say("people-open-first")
        elif self.state.can_choose:
            taken = state.taken & {line.field for line in sheet.fields if line.same is False}
            self._act(lambda: self._people.file_merge(sheet.pair_id, state.survivor, taken), "people-filed")

    def approve(self) -> None:
        """A: approve what another person asked for; only who has seen both records can."""
        current, sheet = self.state.current, self.state.sheet
        if current is None or current.state is not PairState.FILED:
            return
        if current.own:
            self._out.publish(replace(self.state, note=note(NoteKind.ERROR, "self-approval")))
        elif sheet is None:
            self._say("people-open-first")
        else:
            self._act(lambda: self._people.approve(sheet.pair_id), "people-approved")

    def refuse(self) -> None:
        """R: let a request drop."""
        current = self.state.current
        if current is not None and current.state is PairState.FILED:
            self._act(lambda: self._people.refuse(current.pair_id), "people-refused")

    def dismiss(self) -> None:
        """N: these are two people; the pair is not offered again."""
        current = self.state.current
        if current is not None and current.state is PairState.OPEN:
            self._act(lambda: self._people.dismiss(current.pair_id), "people-dismissed")

    def undo(self) -> None:
        """U, twice: make two of one again."""
        current = self.state.current
        if current is None or current.state is not PairState.MERGED:
            return
        if not self.state.sure:
            self._out.publish(replace(self.state, sure=True, note=note(NoteKind.WARN, "people-undo-sure")))
            return
        self._act(lambda: self._people.undo(current.pair_id), "people-undone")

    def scan(self) -> None:
        """S: compare all records at central."""
        self._act(self._people.scan, "people-scan-asked")

    def _act(self, act: Callable[[], None], done: str) -> None:
        if self.state.busy:
            return
        self._out.publish(replace(self.state, busy=True, sure=False, note=NOTHING))
        self._runner.run(STORE, act, lambda _: self._done(done), self._failed)

    def _done(self, done: str) -> None:
        self._out.publish(replace(self.state, busy=False, sheet=None, note=note(NoteKind.OK, done)))
        self.load()

    def _say(self, code: str) -> None:
        self._out.publish(replace(self.state, note=note(NoteKind.WARN, code)))

    def _loaded(self, lines: tuple[PairLine, ...]) -> None:
        state = self.state
        kept = state.current.pair_id if state.current else None
        at = next((i for i, line in enumerate(lines) if line.pair_id == kept), None)
        if at is None:
            at = min(max(state.selected, 0), len(lines) - 1)
        same = state.current is not None and at >= 0 and lines[at] == state.current
        self._out.publish(
            replace(state, lines=lines, selected=at, sheet=state.sheet if same else None, loaded=True)
        )

    def _opened(self, sheet: PairSheet) -> None:
        current = self.state.current
        if current is None or current.pair_id != sheet.pair_id:
            self._out.publish(replace(self.state, busy=False))
            return
        asked_by = self._staff_names(current.filed_by) if current.filed_by else ""
        self._out.publish(
            replace(
                self.state,
                sheet=sheet,
                survivor=sheet.survivor,
                taken=sheet.taken,
                asked_by=asked_by,
                busy=False,
            )
        )

    def _failed(self, error: KnownError) -> None:
        self._out.publish(replace(self.state, busy=False, note=error_note(error)))
