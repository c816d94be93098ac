"""What may be asked of the traces, and what leaves as a file."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from desktop.domain.audit import AuditAct
from desktop.domain.state_marks import changed_marks, state_mark
from desktop.domain.trace_reading import (
    KINDS,
    MOST_DAYS,
    MOST_SKIPPED,
    TraceKind,
    TraceLine,
    TraceQuery,
    TraceRangeError,
    check_query,
    csv_of,
)
from desktop.ui.texts import trace_words

DAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    "query",
    [
        TraceQuery(DAY, DAY - timedelta(days=1)),
        TraceQuery(DAY, DAY + timedelta(days=MOST_DAYS)),
        TraceQuery(DAY, DAY, skip=-1),
        TraceQuery(DAY, DAY, skip=MOST_SKIPPED + 1),
    ],
)
def test_a_range_turned_round_too_long_or_paged_too_far_is_refused(query: TraceQuery) -> None:
    with pytest.raises(TraceRangeError):
        check_query(query)


def test_every_group_but_all_names_its_acts_and_every_word_belongs_to_an_act() -> None:
    assert set(KINDS) == set(TraceKind) - {TraceKind.ALL}
    assert set(trace_words.ACTS) <= {act.value for act in AuditAct}
    grouped = {act.value for acts in KINDS.values() for act in acts}
    assert grouped <= set(trace_words.ACTS)


def test_a_file_of_entries_cannot_be_a_formula() -> None:
    at = datetime(2026, 11, 27, tzinfo=UTC)
    line = TraceLine("d-1", "=1+1", 7, at, "1001", "王", "clerk", "reveal", facts=(("why", "task"),))
    head, row = csv_of((line,), ("a",) * 13).decode("utf-8-sig").splitlines()
    assert head == ",".join("a" * 13)
    assert row == "2026-11-27T00:00:00.000+00:00,d-1,'=1+1,7,1001,王,clerk,reveal,ok,,,,why=task"


@pytest.mark.rows("G76")
def test_a_mark_tells_two_states_apart_only_with_the_records_own_key() -> None:
    key, other = bytes(32), bytes([1]) * 32
    marks = changed_marks(key, b"before", b"after")
    assert marks == {"before": state_mark(key, b"before"), "after": state_mark(key, b"after")}
    assert marks["before"] != marks["after"]
    assert state_mark(other, b"before") != marks["before"]
