"""Old entries are closed into sealed segments; rows and segments are one chain, and who may read still finds them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from central.services.audit_reading import AuditReadingService
from central.services.trace_checks import DeskVerdict, check_traces
from central.services.trace_segments import SegmentBrokenError, TraceClosing, found, stretch
from central.store import tables, trace_log
from central.store import trace_segments as store
from central.store.tables_audit import trace_segment_subjects, trace_segments
from central.store.tables_duties import trace_people
from central.store.tables_requests import person_marks
from central.store.trace_log import EventQuery
from central.store.undeletable import guard
from desktop.domain.audit import GENESIS, AuditAct, AuditEvent
from desktop.domain.audit_segments import (
    FLOOR_MONTHS,
    SEGMENT_PURPOSE,
    USUAL_MONTHS,
    digest_of,
    from_plain,
    to_plain,
)
from desktop.domain.audit_trace import Fault
from desktop.domain.incidents import CONTENTS
from desktop.domain.marks import Mark
from desktop.domain.operations import OperationKind
from desktop.domain.retention import TRACE_SEGMENTS
from desktop.domain.schedules import clinic_day
from desktop.sync.wire import TraceLineRow, TraceRequest
from tests.central.test_duties import OFFICER, Clinic
from tests.central.test_retention import lookup
from tests.central.test_undeletable import refused
from tests.central.test_witness import Tracing
from tests.fakes.central_world import CLERK, SUPERVISOR, World

SQLITE = pytest.mark.parametrize("central_database", ["sqlite"], indirect=True)
RECORD = "ab" * 16
Rows = list[tuple[bytes, bytes]]
KEYS = ("hospital_id", "desk_id", "incarnation", "first")


class Closing:
    """A desk's trace of four heads; two segments hold the oldest three, the newest stays open."""

    def __init__(self, world: World) -> None:
        self.world, self.tracing = world, Tracing(world)
        self.began = clinic_day(world.clock.now())
        for days in (40, 40, 150):
            self.grow()
            world.clock.forward(days=days)
        self.closed = [self.close()]
        self.grow()
        world.clock.forward(days=90)
        self.closed.append(self.close())

    def grow(self) -> None:
        at, size = self.world.clock.now(), self.tracing.size
        acts = (AuditAct.SIGN_IN, AuditAct.REVEAL, AuditAct.PATIENT_OPENED, AuditAct.PRINT, AuditAct.SIGN_OUT)
        events = tuple(
            AuditEvent(
                size + n, at + timedelta(seconds=n), self.tracing.desk.desk, CLERK, "clerk", act,
                subject=RECORD if act in (AuditAct.REVEAL, AuditAct.PATIENT_OPENED) else None,
            ).to_bytes()
            for n, act in enumerate(acts, start=1)
        )  # fmt: skip
        self.tracing.take(self.tracing.message(events))

    def close(self, months: int = FLOOR_MONTHS) -> int:
        return TraceClosing(self.world.parts, months).run_due()

    def verdict(self) -> DeskVerdict:
        (one,) = check_traces(self.world.parts)
        return one

    def fault(self) -> tuple[Fault, int | None]:
        verdict = self.verdict().verdict
        return verdict.fault, verdict.at

    def open_rows(self) -> list[int]:
        return [int(str(row["seq"])) for row in self.world.rows(tables.trace_events)]

    def segments(self) -> list[dict[str, object]]:
        return self.world.rows(trace_segments)

    def sealed(self, first: int) -> bytes:
        (row,) = self.world.rows(trace_segments, first=first)
        assert isinstance(row["sealed"], bytes)
        return row["sealed"]

    def change(self, first: int, **values: object) -> None:
        """Change a segment's row as somebody with the database in their hands would."""
        t = trace_segments.c
        with self.world.database.begin() as connection:
            here = (t.hospital_id == self.world.hospital, t.first == first)
            connection.execute(sa.update(trace_segments).where(*here).values(**values))

    def lose(self, first: int) -> None:
        """Take a segment's row away, with the trigger that refuses it taken off for as long."""
        with self.world.database.begin() as connection:
            for trigger in ("keep_trace_segments", "keep_key_trace_segments"):
                connection.execute(sa.text(f"DROP TRIGGER {trigger}"))
            t = trace_segments.c
            connection.execute(
                sa.delete(trace_segments).where(t.hospital_id == self.world.hospital, t.first == first)
            )
            guard(connection, "trace_segments", KEYS)

    def sealed_anew(self, first: int, spoil: Callable[[Rows], Rows]) -> None:
        """Seal and sign other entries in a segment's place, as somebody with central's keys would."""
        keys = self.world.keys
        with self.world.database.read() as connection:
            (stored,) = (
                one for one in store.every(connection, self.world.hospital) if one.segment.first == first
            )
        segment = stored.segment
        rows = spoil(list(from_plain(keys.open_own(stored.sealed or b"", segment.context()))))
        sealed = keys.seal_own(to_plain(rows), segment.context())
        made = replace(segment, digest=digest_of(sealed))
        signature = keys.sign(SEGMENT_PURPOSE, made.to_bytes())
        self.change(first, sealed=sealed, digest=made.digest, signature=signature)


@pytest.fixture
def closing(world: World) -> Closing:
    return Closing(world)


@pytest.mark.rows("G78", "N29")
def test_what_is_older_than_half_a_year_is_closed_and_rows_and_segments_stay_one_chain(
    closing: Closing,
) -> None:
    assert closing.closed == [1, 1]
    assert [(row["first"], row["last"]) for row in closing.segments()] == [(1, 5), (6, 15)]
    assert closing.open_rows() == [16, 17, 18, 19, 20]
    one = closing.verdict()
    assert (one.verdict.whole, one.verdict.entries, one.segments) == (True, 20, 2)
    for first in (1, 6):
        assert RECORD.encode() not in closing.sealed(first)
    assert refused(closing.world, "DELETE FROM trace_segments")
    closing.world.clock.forward(days=1)
    assert closing.close(USUAL_MONTHS) == 0
    with pytest.raises(ValueError, match="6 months"):
        closing.close(FLOOR_MONTHS - 1)


def a_changed_entry(rows: Rows) -> Rows:
    return [*rows[:3], (rows[3][0].replace(b"print", b"prinz"), rows[3][1]), *rows[4:]]


def another_signed_removal(closing: Closing) -> None:
    now = closing.world.clock.now()
    closing.change(6, sealed=None, run="run-1", removed_at=now, removed_signature=bytes(64))


def swapped(closing: Closing, *names: str) -> None:
    older = closing.segments()[0]
    closing.change(6, **{name: older[name] for name in names})


@SQLITE
@pytest.mark.rows("G78", "N29", "T12")
@pytest.mark.parametrize(
    ("spoil", "fault", "at"),
    [
        (lambda c: c.lose(1), Fault.GAP, 1),
        (lambda c: c.lose(6), Fault.GAP, 6),
        (lambda c: c.change(6, sealed=c.sealed(6)[:-40]), Fault.SEALED, 6),
        (lambda c: swapped(c, "sealed"), Fault.SEALED, 6),
        (lambda c: swapped(c, "sealed", "digest"), Fault.BAD_SIGNATURE, 6),
        (lambda c: c.change(6, sealed=None), Fault.SEALED, 6),
        (another_signed_removal, Fault.SEALED, 6),
        (lambda c: c.sealed_anew(6, a_changed_entry), Fault.BROKEN_LINK, 9),
        (lambda c: c.sealed_anew(6, lambda rows: rows[:3] + rows[4:]), Fault.GAP, 9),
        (lambda c: c.sealed_anew(6, lambda rows: rows[:-2]), Fault.SEALED, 14),
        (lambda c: c.sealed_anew(1, lambda rows: [rows[1], rows[0], *rows[2:]]), Fault.GAP, 1),
    ],
)
def test_a_segment_that_lacks_was_cut_changed_or_swapped_is_named_by_its_first_bad_entry(
    closing: Closing, spoil: Callable[[Closing], None], fault: Fault, at: int
) -> None:
    spoil(closing)
    assert closing.fault() == (fault, at)


@pytest.mark.rows("N16", "P5", "G77")
def test_who_may_read_still_finds_what_is_closed_and_nobody_mistakes_a_broken_segment_for_nothing(
    closing: Closing,
) -> None:
    parts, hospital = closing.world.parts, closing.world.hospital
    with closing.world.database.read() as connection:
        looks = [json.loads(e) for e in found(parts, connection, EventQuery(subject=RECORD), 100)]
        assert [one["seq"] for one in looks] == [18, 17, 13, 12, 8, 7, 3, 2]
        page = found(parts, connection, EventQuery(subject=RECORD), 3, skip=2)
        assert [json.loads(e)["seq"] for e in page] == [13, 12, 8]
        heads = trace_log.heads(connection, hospital)
        assert [[json.loads(e)["seq"] for e in stretch(parts, connection, h.head)] for h in heads] == [
            list(range(start + 1, start + 6)) for start in (0, 5, 10, 15)
        ]
    answer = ask(closing.world, closing.began, subject=RECORD)
    assert [(line.seq, line.act) for line in answer] == [(3, "patient.opened"), (2, "reveal")]
    closing.change(1, sealed=b"cut")
    with pytest.raises(SegmentBrokenError):
        ask(closing.world, closing.began, subject=RECORD)


def ask(world: World, day: date, **filters: object) -> list[TraceLineRow]:
    request = TraceRequest(SUPERVISOR, day, day, **filters)  # type: ignore[arg-type]  # filters of the message
    return list(AuditReadingService(world.parts).read("desk-a", request).lines)


class Old:
    """Two people looked at four years ago by two desks, each desk's entries in a segment of its own."""

    def __init__(self, world: World) -> None:
        self.clinic = Clinic(world)
        self.first, self.second = self.clinic.register(2)
        self.now = world.clock.now()
        world.clock.forward(days=-4 * 365)
        self.clinic.trace(self.clinic.desk, [(AuditAct.REVEAL, self.first, None, "ok")])
        self.clinic.size, self.clinic.head = 0, GENESIS
        self.clinic.trace(self.clinic.other, [(AuditAct.PATIENT_OPENED, self.second, None, "ok")])
        world.clock.at = self.now
        assert TraceClosing(world.parts, USUAL_MONTHS).run_due() == 2

    def run(self, name: str) -> tuple[int, int]:
        """File and sign a retention run; returns how many segments went and how many are held back."""
        clinic = self.clinic
        asked = clinic.desk.record(OperationKind.FILE_DUTY, name, facts={"kind": "retention"}, author=OFFICER)
        clinic.desk.exchange(pull=False)
        assert clinic.desk.answer_to(asked).reason == ""
        assert clinic.sign(name, SUPERVISOR) == ""
        facts = clinic.duty(name).facts
        return facts["deleted"][TRACE_SEGMENTS], facts["held"][TRACE_SEGMENTS]

    def incident(self) -> str:
        return self.clinic.file(desk="desk-b 窗", staff="", minutes=5 * 365 * 24 * 60).entity

    def bytes_left(self) -> list[str]:
        rows = self.clinic.world.rows(trace_segments)
        return [str(row["desk_id"]) for row in rows if row["sealed"] is not None]


@pytest.mark.rows("P22", "G107")
@SQLITE
def test_an_incident_finds_whom_it_touched_in_segments_too(world: World) -> None:
    old = Old(world)
    case = old.incident()
    assert old.clinic.people(case)[old.second].exposure == "revealed"
    assert old.first not in old.clinic.people(case)


@SQLITE
@pytest.mark.rows("P14", "G104", "A3")
def test_a_segment_goes_by_a_signed_run_alone_and_never_what_an_incident_or_a_legal_hold_keeps(
    world: World,
) -> None:
    old = Old(world)
    case = old.incident()
    mark = {"patient_id": old.first, "mark": Mark.HOLD.value, "since": old.now, "case_id": "case-1"}
    with world.database.begin() as connection:
        connection.execute(sa.insert(person_marks).values(hospital_id=world.hospital, **mark))
    lookup(world, "over", old.now - timedelta(days=400))
    assert old.run("run-1") == (0, 2)
    assert old.bytes_left() == ["desk-a", "desk-b"]
    with world.database.begin() as connection:
        connection.execute(sa.delete(person_marks).where(person_marks.c.hospital_id == world.hospital))
    assert old.run("run-2") == (1, 1)
    assert old.bytes_left() == ["desk-b"]
    assert [(one.verdict.whole, one.removed) for one in check_traces(world.parts)] == [(True, 1), (True, 0)]
    assert old.clinic.step(case, "contents", **dict.fromkeys(CONTENTS, "已处理")) == ""
    assert old.clinic.step(case, "sms") == ""
    old.clinic.send()
    assert old.clinic.step(case, "lesson", text="离窗必锁屏") == ""
    assert old.clinic.step(case, "propose", report="not-required", reason="影响很小") == ""
    assert old.clinic.sign(case, SUPERVISOR) == ""
    assert old.clinic.step(case, "release", SUPERVISOR) == ""
    assert old.run("run-3") == (1, 0)
    assert world.rows(trace_segment_subjects) == []
    assert all(one.verdict.whole for one in check_traces(world.parts))


@SQLITE
@pytest.mark.rows("I6", "G82")
def test_after_a_deletion_nothing_tells_whom_a_segment_speaks_of(world: World) -> None:
    old = Old(world)
    before, subject = old.incident(), old.clinic.traced(old.second)
    assert old.second in old.clinic.people(before)
    desk = old.clinic.desk
    case = desk.file_deletion(old.second, 2)
    desk.catch_up()
    desk.approve_deletion(case)
    desk.exchange(pull=False)
    world.due.run_due()
    assert world.rows(tables.patient_keys, patient_id=old.second) == []
    assert old.second not in {row["patient_id"] for row in world.rows(trace_people)}
    assert old.clinic.people(old.incident()) == {}
    with world.database.read() as connection:
        (look,) = found(world.parts, connection, EventQuery(subject=subject), 10)
    assert old.second.encode() not in look
    assert all(one.verdict.whole for one in check_traces(world.parts))
