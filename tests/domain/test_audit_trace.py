"""A changed, removed, moved, doubled or cut-off entry of a trace is found, and the first bad one is named."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.audit import GENESIS, AuditAct, AuditEvent, link
from desktop.domain.audit_segments import Closed, Segment, closed_before, from_plain, to_plain, walk_closed
from desktop.domain.audit_trace import Anchor, Fault, TraceWalk, Verdict, check_trace, grown
from desktop.domain.ids import DeskId, StaffId

AT = datetime(2026, 11, 27, 0, 0, tzinfo=UTC)
COUNT = 40
SEED = 20261127
MUTATIONS = 1000
Rows = list[tuple[bytes, bytes]]


def entry(seq: int, at: datetime | None = None, act: AuditAct = AuditAct.REVEAL) -> bytes:
    return AuditEvent(
        seq, at or AT + timedelta(seconds=seq), DeskId("desk-a"), StaffId("wxm"), "clerk", act,
        subject=f"subject-{seq % 7}", facts=(("field", "phone"),),
    ).to_bytes()  # fmt: skip


def trace(events: list[bytes]) -> Rows:
    rows, head = [], GENESIS
    for event in events:
        head = link(head, event)
        rows.append((event, head))
    return rows


def whole() -> Rows:
    return trace([entry(seq) for seq in range(1, COUNT + 1)])


def changed_byte(rows: Rows, chance: random.Random) -> Rows:
    at = chance.randrange(len(rows))
    event, stored = rows[at]
    spot = chance.randrange(len(event))
    rows[at] = event[:spot] + bytes([event[spot] ^ (1 << chance.randrange(8))]) + event[spot + 1 :], stored
    return rows


def changed_hash(rows: Rows, chance: random.Random) -> Rows:
    at = chance.randrange(len(rows))
    event, stored = rows[at]
    spot = chance.randrange(len(stored))
    rows[at] = event, stored[:spot] + bytes([stored[spot] ^ 1]) + stored[spot + 1 :]
    return rows


def removed(rows: Rows, chance: random.Random) -> Rows:
    del rows[chance.randrange(len(rows))]
    return rows


def doubled(rows: Rows, chance: random.Random) -> Rows:
    at = chance.randrange(len(rows))
    return rows[: at + 1] + rows[at:]


def swapped(rows: Rows, chance: random.Random) -> Rows:
    a, b = chance.sample(range(len(rows)), 2)
    rows[a], rows[b] = rows[b], rows[a]
    return rows


def cut_off(rows: Rows, chance: random.Random) -> Rows:
    return rows[: chance.randrange(len(rows))]


def written_anew(rows: Rows, chance: random.Random) -> Rows:
    """An attacker with the file's key: one entry left out, all after it numbered and chained again."""
    gone = chance.randrange(len(rows))
    return trace([entry(seq, AT + timedelta(seconds=seq + (seq > gone))) for seq in range(1, len(rows))])


def closed(rows: Rows, ends: tuple[int, ...] = (13, 26)) -> tuple[list[Closed], Rows]:
    """Return the same trace with its oldest entries in segments."""
    made, first = [], 0
    for last in ends:
        part = rows[first:last]
        before = rows[first - 1][1] if first else GENESIS
        segment = Segment(DeskId("desk-a"), 1, first + 1, last, before, part[-1][1], AT, AT)
        made.append(Closed(segment, signed=True, rows=from_plain(to_plain(part))))
        first = last
    return made, rows[first:]


def walked(segments: list[Closed], rows: Rows, anchors: list[Anchor]) -> Verdict:
    walk = TraceWalk(anchors)
    walk_closed(walk, segments)
    walk.rows(rows)
    return walk.verdict()


def within(rows: Rows, chance: random.Random) -> tuple[list[Closed], Rows]:
    """A segment opened, changed in one of the ways above, and sealed again by somebody with the keys."""
    segments, after = closed(rows)
    at = chance.randrange(len(segments))
    mutate = MUTANTS[chance.randrange(len(MUTANTS) - 1)]
    changed = mutate(list(segments[at].rows or ()), chance)
    segments[at] = replace(segments[at], rows=tuple(changed))
    return segments, after


def without(rows: Rows, chance: random.Random) -> tuple[list[Closed], Rows]:
    segments, after = closed(rows)
    del segments[chance.randrange(len(segments))]
    return segments, after


def unopened(rows: Rows, chance: random.Random) -> tuple[list[Closed], Rows]:
    segments, after = closed(rows)
    at = chance.randrange(len(segments))
    segments[at] = replace(segments[at], rows=None, signed=bool(chance.randrange(2)))
    return segments, after


def exchanged(rows: Rows, _chance: random.Random) -> tuple[list[Closed], Rows]:
    segments, after = closed(rows)
    return segments[::-1], after


def behind(rows: Rows, chance: random.Random) -> tuple[list[Closed], Rows]:
    """Whole segments, and an open part that was changed."""
    segments, after = closed(rows)
    return segments, MUTANTS[chance.randrange(len(MUTANTS) - 1)](after, chance)


SEGMENT_MUTANTS: tuple[Callable[[Rows, random.Random], tuple[list[Closed], Rows]], ...] = (
    within,
    without,
    unopened,
    exchanged,
    behind,
)
MUTANTS: tuple[Callable[[Rows, random.Random], Rows], ...] = (
    changed_byte,
    changed_hash,
    removed,
    doubled,
    swapped,
    cut_off,
    written_anew,
)


@pytest.mark.rows("G78", "N29", "T12")
def test_each_of_a_thousand_random_changes_is_found() -> None:
    chance = random.Random(SEED)
    original = whole()
    anchors = [Anchor(COUNT, original[-1][1])]
    missed = []
    for number in range(MUTATIONS):
        mutate = MUTANTS[number % len(MUTANTS)]
        verdict = check_trace(mutate(list(original), chance), anchors)
        if verdict.whole or verdict.at is None:
            missed.append((number, mutate.__name__))
    assert missed == []
    assert check_trace(original, anchors).whole


@pytest.mark.rows("G78")
@pytest.mark.parametrize(
    ("spoil", "fault", "at"),
    [
        (lambda rows: rows[:9] + rows[10:], Fault.GAP, 10),
        (lambda rows: [*rows[:4], (rows[4][0].replace(b"on", b"no"), rows[4][1]), *rows[5:]], Fault.BROKEN_LINK, 5),
        (lambda rows: [*rows[:4], (b"{}", rows[4][1]), *rows[5:]], Fault.SCHEMA, 5),
        (lambda rows: [*rows[:4], (b"\xff", rows[4][1]), *rows[5:]], Fault.SCHEMA, 5),
        (lambda rows: rows[:30], Fault.FORK, 31),
    ],
)  # fmt: skip
def test_the_first_bad_entry_and_what_is_wrong_with_it_are_named(
    spoil: Callable[[Rows], Rows], fault: Fault, at: int
) -> None:
    rows = whole()
    verdict = check_trace(spoil(list(rows)), [Anchor(COUNT, rows[-1][1])])
    assert (verdict.fault, verdict.at) == (fault, at)


@pytest.mark.rows("G78")
def test_without_an_anchor_a_trace_written_anew_looks_whole_and_with_one_it_does_not() -> None:
    rows = whole()
    anew = written_anew(list(rows), random.Random(1))
    assert check_trace(anew).whole
    assert check_trace(anew, [Anchor(20, rows[19][1])]).fault is Fault.FORK


@pytest.mark.rows("G70", "G78")
def test_an_entry_long_before_the_one_above_it_is_named_unless_it_says_that_the_clock_was_set() -> None:
    back = AT - timedelta(hours=2)
    assert check_trace(trace([entry(1), entry(2, back)])).fault is Fault.TIME
    assert check_trace(trace([entry(1), entry(2, AT - timedelta(minutes=5))])).whole
    assert check_trace(trace([entry(1), entry(2, back, AuditAct.CLOCK), entry(3, back)])).whole


def test_a_head_grows_by_the_entries_and_a_walk_can_begin_behind_it() -> None:
    rows = whole()
    assert grown(rows[9][1], [event for event, _ in rows[10:]]) == rows[-1][1]
    verdict = check_trace(rows[10:], start=Anchor(10, rows[9][1]))
    assert (verdict.whole, verdict.entries) == (True, COUNT)


@pytest.mark.rows("G78", "N29", "T12")
def test_each_of_a_thousand_random_changes_of_a_log_with_segments_is_found() -> None:
    chance = random.Random(SEED)
    original = whole()
    anchors = [Anchor(COUNT, original[-1][1])]
    missed = []
    for number in range(MUTATIONS):
        mutate = SEGMENT_MUTANTS[number % len(SEGMENT_MUTANTS)]
        verdict = walked(*mutate(list(original), chance), anchors)
        if verdict.whole or verdict.at is None:
            missed.append((number, mutate.__name__))
    assert missed == []
    assert walked(*closed(original), anchors) == Verdict(COUNT)


@pytest.mark.rows("G78", "P14")
def test_what_a_run_removed_is_leapt_over_and_only_at_its_own_place() -> None:
    rows = whole()
    segments, after = closed(rows)
    gone = [replace(segments[0], rows=None, removed=True), segments[1]]
    anchors = [Anchor(size, rows[size - 1][1]) for size in (5, 13, 20, COUNT)]
    assert walked(gone, after, anchors) == Verdict(COUNT)
    assert walked(gone, after, [Anchor(13, bytes(32))]) == Verdict(13, Fault.FORK, 13)
    assert walked([gone[1], gone[0]], after, anchors) == Verdict(1, Fault.GAP, 1)
    other = replace(gone[0], segment=replace(gone[0].segment, head=bytes(32)))
    assert walked([other, segments[1]], after, []) == Verdict(14, Fault.BROKEN_LINK, 14)


@pytest.mark.rows("G78")
def test_a_trace_stays_open_for_whole_months_and_six_of_them_at_least() -> None:
    assert closed_before(AT, 6) == datetime(2026, 4, 30, 16, tzinfo=UTC)
    assert closed_before(AT, 12) == datetime(2025, 10, 31, 16, tzinfo=UTC)
    assert closed_before(datetime(2026, 12, 31, 16, tzinfo=UTC), 12) == datetime(2025, 12, 31, 16, tzinfo=UTC)
    with pytest.raises(ValueError, match="6 months"):
        closed_before(AT, 5)
    for spoilt in (b"x", to_plain(whole())[:-1], to_plain(whole()[:1]) + bytes(10)):
        with pytest.raises(ValueError, match="within an entry"):
            from_plain(spoilt)
