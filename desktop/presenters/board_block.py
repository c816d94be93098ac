"""The slot board of the form: department, day, the half-hour picked, and what happens when somebody was faster."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta

from desktop.domain.errors import KnownError
from desktop.domain.ids import DepartmentId, DoctorId
from desktop.domain.schedules import Department
from desktop.presenters.board_cells import (
    FREE,
    department_for,
    first_free,
    key_of,
    marked_full,
    nearest,
    when_of,
)
from desktop.presenters.needs import Boards
from desktop.presenters.notes import NOTHING, NoteKind, error_note, note
from desktop.presenters.registration_state import BoardState, CellKey, Chip, DayTile, Target
from desktop.presenters.runner import READ
from desktop.presenters.serving import Serving
from desktop.presenters.special_numbers import SpecialNumbers
from desktop.services.board import Board, BoardCell, BoardLine, DayLeft

DAYS_SHOWN = 7
DAYS_SEARCHED = 14


@dataclass(frozen=True, slots=True)
class Picked:
    """The chosen half-hour with all that the order block says of it; `kind` and `reason` of a special number."""

    key: CellKey
    department: Department
    line: BoardLine
    cell: BoardCell
    day: date
    starts: time
    kind: str = ""
    reason: str = ""


class BoardBlock:
    """Keeps department and day from one patient to the next; filter, cursor and choice belong to the patient."""

    def __init__(self, boards: Boards, serving: Serving) -> None:
        self._boards = boards
        self._serving = serving
        self._departments: tuple[Department, ...] = ()
        self._days: tuple[DayLeft, ...] = ()
        self._department: DepartmentId | None = None
        self._day: date | None = None
        self._board: Board | None = None
        self._filter = ""
        self._doctor_wanted = ""
        self._selected: CellKey | None = None
        self._picked: Picked | None = None
        self._cursor: CellKey | None = None
        self._note = NOTHING
        self._asked = 0
        self._caret_follows = False
        self._special = SpecialNumbers()

    @property
    def picked(self) -> Picked | None:
        """Return the chosen half-hour."""
        return self._picked

    def start(self) -> None:
        """Read departments and days; the first department is shown."""
        self._serving.ask_anyway(READ, self._boards.departments, self._got_departments, self._failed)

    def refresh(self) -> None:
        """Read the counts again; choice, cursor and caret stay (UX rule 3)."""
        if not self._departments:
            self.start()
            return
        first = self._serving.today()
        self._serving.ask_anyway(READ, self._boards.departments, self._renamed, self._failed)
        self._serving.ask_anyway(
            READ, lambda: self._boards.days(first, DAYS_SHOWN), self._got_days, self._failed
        )
        self._load()

    def clear(self) -> None:
        """Forget what belongs to the patient; the department stays, the day is today again."""
        self._filter = self._doctor_wanted = ""
        self._selected = self._cursor = None
        self._picked = None
        self._note = NOTHING
        self._caret_follows = False
        was_special = self._special.leave()
        if was_special or self._day != self._serving.today():
            self._day = self._serving.today()
            self._load()

    def type_filter(self, text: str) -> None:
        """Narrow by department name, its initials, or a doctor's initials."""
        self._filter, self._note = text, NOTHING
        wanted = text.strip().lower()
        found = department_for(self._departments, wanted) if wanted else None
        self._doctor_wanted = wanted if found is None else ""
        if found is not None:
            self._show(found.id)
        self._serving.changed()

    def enter_filter(self) -> None:
        """Go to the first free half-hour, as soon as the board is there."""
        self._caret_follows = True
        if self._board is not None and self._matches(self._board):
            self._to_first_free(self._board)
        self._serving.changed()

    def look_again(self, department_id: DepartmentId, day: date) -> None:
        """Show a department's day as it is now, at its first free half-hour; an earlier reading is not believed."""
        self._filter = self._doctor_wanted = ""
        self._department, self._day, self._board = department_id, day, None
        self._caret_follows = True
        self.refresh()
        self._serving.changed()

    def choose_department(self, department_id: DepartmentId) -> None:
        """Show a department's board."""
        self._filter = self._doctor_wanted = ""
        self._show(department_id)
        self._serving.changed()

    def choose_day(self, day: date) -> None:
        """Show another day."""
        if day != self._day:
            self._day = day
            self._load()
        self._serving.changed()

    def step_day(self, step: int) -> None:
        """PgUp, PgDn: the day before or after, within the days shown; the caret stays on the board."""
        if self._day is None:
            return
        first = self._serving.today()
        day = max(first, min(first + timedelta(days=DAYS_SHOWN - 1), self._day + timedelta(days=step)))
        self._caret_follows = day != self._day
        self.choose_day(day)

    def find_next(self) -> None:
        """F10: the next free half-hour of this department (of the doctor typed) from the day after the one shown."""
        department, day = self._department, self._day
        if department is None or day is None:
            return
        doctor, first, kind = self._doctor_in_hand(), day + timedelta(days=1), self._special.kind
        self._note = note(NoteKind.BUSY, "looking-for-free")
        self._serving.ask_anyway(
            READ,
            lambda: self._boards.next_free(department, doctor, first, DAYS_SEARCHED, kind),
            self._found_next,
            self._failed,
        )
        self._serving.changed()

    def next_extra(self) -> None:
        """Alt+X: the board of extra numbers, each press with the next reason, then the window's again (加号)."""
        self._turn(self._special.next_extra)

    def next_group(self) -> None:
        """Alt+G: the board of the next group's numbers, then the window's again (G23)."""
        self._turn(self._special.next_group)

    def _turn(self, turn: Callable[[], None]) -> None:
        """Show the board of other numbers; what was chosen of the others is given up. Only central gives these."""
        if not self._serving.online():
            self._note = note(NoteKind.WARN, "special-needs-line")
            self._serving.changed()
            return
        turn()
        self._selected = self._picked = self._cursor = None
        self._note = NOTHING
        self._caret_follows = True
        self._load()
        self._serving.changed()

    def _found_next(self, day: date | None) -> None:
        if day is None:
            self._note = note(NoteKind.WARN, "no-free-ahead")
            return
        self._note = NOTHING
        self._caret_follows = True
        self._day = day
        self._load()

    def _doctor_in_hand(self) -> DoctorId | None:
        """Return the doctor whose initials were typed, if they stand on this board."""
        rows = self._board.rows if self._board is not None and self._doctor_wanted else ()
        return next(
            (r.doctor.id for r in rows if r.doctor.initials.lower().startswith(self._doctor_wanted)), None
        )

    def pick(self, key: CellKey) -> bool:
        """Choose a free half-hour; returns whether it could be chosen."""
        picked = self._find(key)
        if picked is None or picked.cell.kind != FREE:
            return False
        self._selected, self._picked, self._cursor = key, picked, key
        self._note = NOTHING
        self._serving.changed()
        return True

    def release(self) -> None:
        """Esc on the board: nothing is chosen any more, and the board is the window's again."""
        self._selected, self._picked = None, None
        if self._special.leave():
            self._load()
        self._serving.changed()

    def taken(self) -> None:
        """Somebody was faster: the cell turns full, the nearest free one waits under the caret (one Enter accepts)."""
        lost, board = self._selected, self._board
        self._selected, self._picked = None, None
        if lost is None or board is None:
            self._note = note(NoteKind.WARN, "slot-taken")
            return
        near = nearest(board, lost)
        self._board = marked_full(board, lost)
        self._cursor = near[0] if near else None
        if near is None:
            self._note = note(NoteKind.WARN, "slot-taken-none-left")
        else:
            self._note = note(NoteKind.WARN, "slot-taken-near", starts=f"{near[1]:%H:%M}", doctor=near[2])
            self._serving.want(Target.BOARD)

    def state(self) -> BoardState:
        """Return what the page shows."""
        today = self._serving.today()
        return BoardState(
            filter=self._filter,
            chips=tuple(Chip(d.id, d.name, d.id == self._department) for d in self._departments),
            days=tuple(DayTile(d.day, when_of(d.day, today), d.left, d.day == self._day) for d in self._days),
            board=self._board,
            selected=self._selected,
            cursor=self._cursor,
            note=self._note,
            kind=self._special.kind,
            reason=self._special.reason,
        )

    def choice(self) -> tuple[DepartmentId | None, date | None, CellKey | None]:
        """Return what a parked form keeps of the board; a special number is chosen anew."""
        return self._department, self._day, None if self._special.kind else self._selected

    def restore(self, choice: tuple[DepartmentId | None, date | None, CellKey | None]) -> None:
        """Bring a parked form's board back; the half-hour is chosen again if it is still free."""
        department, day, key = choice
        if department is None or day is None:
            return
        self._day, self._department = max(day, self._serving.today()), department
        self._selected = key
        self._load()

    def _show(self, department_id: DepartmentId) -> None:
        if department_id != self._department:
            self._department = department_id
            self._load()

    def _load(self) -> None:
        department, day = self._department, self._day
        if department is None or day is None:
            return
        self._asked += 1
        asked, kind = self._asked, self._special.kind
        self._serving.ask_anyway(
            READ,
            lambda: self._boards.board(department, day, kind),
            lambda board: self._got_board(asked, board),
            self._failed,
        )

    def _got_departments(self, departments: tuple[Department, ...]) -> None:
        self._departments = departments
        if departments and self._department is None:
            self._department = departments[0].id
            self._day = self._serving.today()
        if departments:
            self.refresh()

    def _renamed(self, departments: tuple[Department, ...]) -> None:
        """One was made, renamed or closed since."""
        self._departments = departments or self._departments

    def _got_days(self, days: tuple[DayLeft, ...]) -> None:
        self._days = days

    def _got_board(self, asked: int, board: Board) -> None:
        if asked != self._asked:
            return
        self._board = board
        if board.kind != self._special.kind:
            # the line went: the desk's own numbers are all there is
            self._special.leave()
            self._selected = self._picked = None
        if self._selected is not None:
            # A half-hour on another board stays chosen: looking elsewhere is not giving up.
            self._picked = self._find(self._selected) or self._picked
        if self._caret_follows:
            self._to_first_free(board)

    def _failed(self, error: KnownError) -> None:
        self._note = error_note(error)

    def _matches(self, board: Board) -> bool:
        return board.department.id == self._department and board.day == self._day

    def _to_first_free(self, board: Board) -> None:
        self._caret_follows = False
        found = first_free(board, self._doctor_wanted)
        if found is None:
            self._note = note(NoteKind.WARN, "no-free-slot")
            return
        self._cursor = found
        self._serving.want(Target.BOARD)

    def _find(self, key: CellKey) -> Picked | None:
        if self._board is None:
            return None
        for line in self._board.rows:
            for at, cell in zip(self._board.times, line.cells, strict=True):
                if key_of(cell) == key:
                    special = self._special
                    return Picked(
                        key, self._board.department, line, cell, self._board.day, at, special.kind, special.reason
                    )  # fmt: skip
        return None
