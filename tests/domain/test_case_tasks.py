"""Tasks of a case: for whom, by when, open until it is done (G96)."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.case_tasks import TaskInvalidError, check_task, next_done, open_tasks
from desktop.domain.request_texts import CaseNote, NoteKind, RequestText

TODAY = date(2026, 11, 27)


def task(at: str, to: str = "1001", due: str = "2026-11-30", by: str = "2001") -> CaseNote:
    return CaseNote(NoteKind.TASK.value, "look in the archive", by, at, to, due)


@pytest.mark.rows("G96")
def test_a_task_is_open_until_its_own_done_and_the_earliest_day_comes_first() -> None:
    late, soon, free = task("t1", due="2026-12-05"), task("t2"), task("t3", to="", due="")
    done = CaseNote(NoteKind.TASK_DONE.value, "done", "1001", "t4", of="t2")
    assert open_tasks([late, soon, free]) == (soon, late)
    assert open_tasks([late, soon, free, done]) == (late,)
    assert next_done([late, soon], "1001") == soon
    assert next_done([late, soon], "2001") == soon, "who gave it may say so too"
    with pytest.raises(TaskInvalidError):
        next_done([late, soon], "1002")


@pytest.mark.rows("G96")
@pytest.mark.parametrize(
    ("wrong", "field"),
    [(task("t", to="9999"), "to"), (task("t", due="soon"), "due"), (task("t", due="2026-11-26"), "due")],
)
def test_a_task_names_a_colleague_and_a_day_that_is_not_over(wrong: CaseNote, field: str) -> None:
    check_task(task("t", due="2026-11-27"), ["1001"], TODAY)
    with pytest.raises(TaskInvalidError) as refused:
        check_task(wrong, ["1001", "2001"], TODAY)
    assert dict(refused.value.facts)["field"] == field


@pytest.mark.rows("G96")
def test_a_text_written_before_there_were_tasks_reads_the_same() -> None:
    text = RequestText(
        "words", "", notes=(CaseNote(NoteKind.TO_PERSON.value, "told", "1001", "t"), task("t1"))
    )
    assert RequestText.from_bytes(text.to_bytes()) == text
    assert b'"to"' not in RequestText("words", "", notes=text.notes[:1]).to_bytes()
