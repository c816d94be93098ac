"""Half-hours of a board: the first free one, the one nearest to a lost one, a department by what was typed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from desktop.domain.schedules import Department
from desktop.presenters.registration_state import CellKey
from desktop.services.board import Board, BoardCell

FREE = "free"


def key_of(cell: BoardCell) -> CellKey | None:
    """Return a half-hour's key."""
    return CellKey(cell.session_id, cell.half_hour) if cell.session_id is not None else None


def department_for(departments: tuple[Department, ...], wanted: str) -> Department | None:
    """Return the department whose initials begin so or whose name holds it."""
    for department in departments:
        if department.initials.lower().startswith(wanted) or wanted in department.name.lower():
            return department
    return None


def first_free(board: Board, doctor: str) -> CellKey | None:
    """Return the first bookable half-hour, of the doctor with these initials when one is wanted."""
    rows = [r for r in board.rows if doctor and r.doctor.initials.lower().startswith(doctor)] or board.rows
    for line in rows:
        for cell in line.cells:
            if cell.kind == FREE:
                return key_of(cell)
    return None


def nearest(board: Board, lost: CellKey) -> tuple[CellKey, time, str] | None:
    """Return the free half-hour next to a lost one: same doctor first, then the same hour, the later of two."""
    row, column = _place(board, lost)
    found: list[tuple[tuple[int, int, int], CellKey, time, str]] = []
    for r, line in enumerate(board.rows):
        for c, cell in enumerate(line.cells):
            key = key_of(cell)
            if cell.kind == FREE and key is not None and key != lost:
                rank = (abs(r - row), abs(c - column), -c)
                found.append((rank, key, board.times[c], line.doctor.name))
    if not found:
        return None
    best = min(found, key=lambda entry: entry[0])
    return best[1], best[2], best[3]


def _place(board: Board, key: CellKey) -> tuple[int, int]:
    for r, line in enumerate(board.rows):
        for c, cell in enumerate(line.cells):
            if key_of(cell) == key:
                return r, c
    return 0, 0


def marked_full(board: Board, lost: CellKey) -> Board:
    """Return the board with one half-hour full."""
    rows = tuple(
        replace(line, cells=tuple(_full(cell) if key_of(cell) == lost else cell for cell in line.cells))
        for line in board.rows
    )
    return replace(board, rows=rows)


def _full(cell: BoardCell) -> BoardCell:
    return replace(cell, kind="full", left=0)


def when_of(day: date, today: date) -> str:
    """Return today, tomorrow or weekday."""
    return {0: "today", 1: "tomorrow"}.get((day - today).days, "weekday")
