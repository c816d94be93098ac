"""Tasks of a case: for a named colleague, with a last day, open until one of the two says it is done (G96)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from desktop.domain.errors import KnownError
from desktop.domain.request_texts import CaseNote, NoteKind


class TaskInvalidError(KnownError):
    """A task names somebody on the staff and a day from today on; facts: `field` (to, due, none-open)."""

    code = "task-invalid"


def open_tasks(notes: Iterable[CaseNote]) -> tuple[CaseNote, ...]:
    """Return the assigned tasks that nobody has done, the earliest last day first."""
    written = tuple(notes)
    done = {note.of for note in written if note.kind == NoteKind.TASK_DONE}
    found = (note for note in written if note.kind == NoteKind.TASK and note.to and note.at not in done)
    return tuple(sorted(found, key=lambda note: (note.due, note.at)))


def check_task(note: CaseNote, staff: Iterable[str], today: date) -> None:
    """Raise TaskInvalidError unless an assigned task names a colleague and a day that is not over."""
    if note.to not in tuple(staff):
        raise TaskInvalidError(field="to")
    try:
        over = date.fromisoformat(note.due) < today
    except ValueError as error:
        raise TaskInvalidError(field="due") from error
    if over:
        raise TaskInvalidError(field="due")


def next_done(notes: Iterable[CaseNote], who: str) -> CaseNote:
    """Return the open task that somebody's "done" is about: theirs first, then one they gave.

    Raises TaskInvalidError.
    """
    tasks = open_tasks(notes)
    mine = [task for task in tasks if task.to == who] or [task for task in tasks if task.by == who]
    if not mine:
        raise TaskInvalidError(field="none-open")
    return mine[0]
