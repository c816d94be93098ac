"""New keys for a desk (DECISIONS 9, SECURITY §2.3): whole after a kill at any point, nobody's passphrase needed."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from crash_desk import CLERK, SUPERVISOR, unlocked

import desktop.crypto.held_file as held_file
import desktop.services.rotation as rotation
from desktop.crypto.key_file import LASTING, KeyName, decode_file
from desktop.crypto.safe import FOLDER, KEY_FILE
from desktop.domain.audit import GENESIS, AuditAct
from desktop.domain.audit_segments import Segment
from desktop.domain.duties import DUTY, Duty, DutyKind
from desktop.domain.errors import NotPermittedError, SealBrokenError, WrongPassphraseError
from desktop.domain.ids import CaseId, PatientId, StaffId
from desktop.domain.request_cases import RequestCase
from desktop.domain.request_texts import RequestText
from desktop.domain.requests import Asker, Channel, RequestKind
from desktop.domain.roster import REMOVED
from desktop.ports.requests import StoredRequest
from desktop.services.desk import Desk
from desktop.services.rotation import RotationService
from tests.desk.window import Window

PEOPLE = 5
DONE: list[tuple[int, int]] = []


def watched(done: int, total: int) -> None:
    DONE.append((done, total))


def key_file(window: Window) -> Path:
    return window.home / FOLDER / KEY_FILE


def registered(window: Window) -> dict[PatientId, str]:
    """Register some people; return their names by id."""
    names = {}
    for _ in range(PEOPLE):
        who = window.confirm().patient_id
        names[who] = window.patient(who).record.name
    return names


def read(desk: Desk, wanted: dict[PatientId, str]) -> dict[PatientId, str]:
    with desk.store.read() as tx:
        return {who: found.record.name for who in wanted if (found := tx.patients.get(who)) is not None}


def wraps(desk: Desk) -> set[bytes]:
    """Return every wrapped key as it lies in the table."""
    from desktop.store import tables

    with desk.store.read() as tx:
        connection = tx.wrapped_keys._connection  # type: ignore[attr-defined]  # a look under the repository
        both = (tables.data_keys, tables.audit_segments)
        return {bytes(row.wrapped) for one in both for row in connection.execute(one.select())}


def closed(desk: Desk) -> tuple[tuple[bytes, bytes], ...]:
    """Close the oldest entries of the trace into a segment; returns them."""
    with desk.store.write() as tx:
        rows, at = tx.audit.rows(1, 3), desk.clock.now()
        segment = Segment(desk.keys.desk.desk, 1, 1, 3, GENESIS, rows[-1][1], at, at)
        tx.trace_segments.close(segment, rows, lambda made: made.digest)
    return rows


def spent(desk: Desk) -> None:
    """Put a case whose key was destroyed years after its end."""
    now = desk.clock.now()
    case = RequestCase(
        CaseId("spent"), None, RequestKind.ACCESS, Asker.SELF, Channel.WINDOW, StaffId("2001"), now, False
    ).filed()
    with desk.store.write() as tx:
        tx.requests.put(StoredRequest(replace(case, spent_at=now), RequestText("", ""), b""))


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rotation, "BATCH", 2)
    DONE.clear()


@pytest.mark.rows("T4", "T6")
def test_a_change_of_keys_wraps_every_data_key_again_and_everybody_still_opens_the_desk(
    window: Window,
) -> None:
    names = registered(window)
    window.sign_in(SUPERVISOR)
    rows = closed(window.desk)
    spent(window.desk)
    before, old = wraps(window.desk), decode_file(key_file(window).read_bytes())
    assert window.cases.rotation.rotate(watched) == old.epoch + 1
    assert not before & wraps(window.desk)
    assert DONE[-1][0] == DONE[-1][1] >= PEOPLE
    assert [done for done, _ in DONE] == sorted(done for done, _ in DONE)
    new = decode_file(key_file(window).read_bytes())
    assert {name for name, _ in new.keys} == set(LASTING)
    assert not {sealed for _, sealed in old.keys} & {sealed for _, sealed in new.keys}
    assert read(window.desk, names) == names
    window.sign_in(CLERK)
    assert read(window.desk, names) == names
    with window.desk.store.read() as tx:
        assert [opened for _segment, _signature, opened in tx.trace_segments.found()] == [rows]
    assert [row["facts"]["reason"] for row in window.trace(AuditAct.KEYS_CHANGED)] == ["asked"]


@pytest.mark.rows("T6", "T11")
def test_the_chore_leaves_a_change_alone_that_is_under_way_in_another_lane(window: Window) -> None:
    names = registered(window)
    window.sign_in(SUPERVISOR)
    service, before = window.cases.rotation, decode_file(key_file(window).read_bytes()).epoch
    meanwhile: list[object] = []
    assert service.rotate(lambda _done, _total: meanwhile.append(service())) == before + 1
    assert set(meanwhile) == {None}
    assert service() is None
    assert decode_file(key_file(window).read_bytes()).epoch == before + 1
    assert [row["facts"]["reason"] for row in window.trace(AuditAct.KEYS_CHANGED)] == ["asked"]
    assert read(window.desk, names) == names


@pytest.mark.rows("T6", "T12")
def test_the_old_key_file_put_back_opens_nothing_of_the_new_epoch(window: Window) -> None:
    names = registered(window)
    window.sign_in(SUPERVISOR)
    old = key_file(window).read_bytes()
    # on Windows an open file cannot be replaced
    handle = key_file(window).open("rb") if os.name == "posix" else None
    window.cases.rotation.rotate(watched)
    if handle is not None:
        with handle:
            assert set(handle.read()) == {0}, "the old file's own bytes were overwritten"
    window.close()
    key_file(window).write_bytes(old)
    desk = unlocked(window.home, CLERK)
    try:
        for who in names:
            with pytest.raises(SealBrokenError):
                read(desk, {who: ""})
    finally:
        desk.store.close()


def _confirmed(window: Window) -> PatientId:
    """Register somebody while a change of keys is half done."""
    return window.cases.registration.confirm(window.draft()).patient_id


POINTS = (
    ("before", 1), ("after", 1), ("batch", 1), ("batch", 2), ("batch", 3), ("before", 2), ("after", 2), ("done", 1),
)  # fmt: skip


def killed_at(window: Window, kind: str, count: int) -> None:
    """Run a change of keys in a child and kill it there with SIGKILL."""
    window.close()
    child = os.fork()
    if child == 0:
        try:
            _change_and_die(window.home, kind, count)
        finally:
            os._exit(3)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"{kind} {count} was never reached"
    assert os.WTERMSIG(status) == signal.SIGKILL


def _change_and_die(home: Path, kind: str, count: int) -> None:
    seen = dict.fromkeys(("before", "after", "batch", "done"), 0)

    def at(what: str) -> None:
        seen[what] += 1
        if (what, seen[what]) == (kind, count):
            os.kill(os.getpid(), signal.SIGKILL)

    real: Callable[[Path, bytes], None] = held_file.write_whole

    def watched_write(path: Path, raw: bytes) -> None:
        at("before")
        real(path, raw)
        at("after")

    held_file.write_whole = watched_write  # type: ignore[attr-defined]  # the child is killed with it
    desk = unlocked(home, SUPERVISOR)
    RotationService(desk).rotate(lambda _done, _total: at("batch"))
    at("done")


@pytest.mark.rows("T4", "G75")
@pytest.mark.skipif(not hasattr(os, "fork"), reason="the child is forked")
@pytest.mark.parametrize(("kind", "count"), POINTS)
def test_killed_anywhere_in_a_change_of_keys_the_desk_opens_and_goes_on(
    window: Window, kind: str, count: int
) -> None:
    names = registered(window)
    old = decode_file(key_file(window).read_bytes())
    killed_at(window, kind, count)
    after = decode_file(key_file(window).read_bytes())
    over = kind == "done" or (kind, count) == ("after", 2)
    assert after.epoch == old.epoch + over
    window.sign_in(CLERK)
    assert read(window.desk, names) == names
    service = window.cases.rotation
    assert service.age().begun is (not over and (kind, count) != ("before", 1))
    newcomer = _confirmed(window) if kind == "batch" else None
    if service.age().begun:
        # the chore of whoever sits down next ends it, also a clerk's
        service()
    ended = decode_file(key_file(window).read_bytes())
    assert not any(name is KeyName.NEXT_WRAP for name, _ in ended.keys)
    assert ended.epoch == old.epoch + ((kind, count) != ("before", 1))
    window.close()
    window.desk = unlocked(window.home, SUPERVISOR)
    assert read(window.desk, names) == names
    if newcomer is not None:
        assert window.patient(newcomer).record.name


@pytest.mark.rows("T11")
def test_who_left_the_roster_has_no_slot_in_the_new_epoch(window: Window) -> None:
    with window.desk.store.write() as tx:
        tx.state.set(REMOVED + SUPERVISOR.staff_id, b"7")
    before = decode_file(key_file(window).read_bytes())
    window.cases.rotation()
    after = decode_file(key_file(window).read_bytes())
    assert {slot.person.staff_id for slot in after.slots} == {CLERK.staff_id}
    assert after.epoch == before.epoch + 1
    assert [row["facts"]["slots_gone"] for row in window.trace(AuditAct.KEYS_CHANGED)] == [1]
    window.close()
    with pytest.raises(WrongPassphraseError):
        unlocked(window.home, SUPERVISOR)
    # the leaver's old slot, cut into today's file
    gone = next(s for s in before.slots if s.person.staff_id == SUPERVISOR.staff_id)
    assert gone.encode() not in key_file(window).read_bytes()


def test_keys_are_changed_by_themselves_after_a_month_and_not_before(window: Window) -> None:
    service = window.cases.rotation
    service()
    first = service.age()
    assert first.since == window.desk.clock.now()
    window.later(timedelta(days=29, hours=23).total_seconds())
    service()
    assert service.age().epoch == first.epoch
    window.later(timedelta(hours=2).total_seconds())
    service()
    assert service.age().epoch == first.epoch + 1
    assert [row["facts"]["reason"] for row in window.trace(AuditAct.KEYS_CHANGED)] == ["monthly"]


@pytest.mark.rows("T12")
def test_a_clerk_cannot_ask_for_new_keys(window: Window) -> None:
    with pytest.raises(NotPermittedError):
        window.cases.rotation.rotate(watched)


@pytest.mark.rows("T11", "P22", "T10")
def test_an_incidents_order_changes_the_keys_once_and_no_central_keeps_a_desk_busy_with_it(
    window: Window,
) -> None:
    service, own, now = window.cases.rotation, window.desk.keys.desk.desk, window.desk.clock.now
    service()
    first = service.age().epoch

    def ordered(name: str, at: datetime, desk_id: str = own) -> int:
        stops = [{"what": "keys", "by": "2001", "at": at.isoformat(), "lifted_by": "", "lifted_at": ""}]
        facts = {"type": "leak", "desk_id": desk_id, "staff_id": "", "drill": False, "stops": stops}
        duty = Duty(name, DutyKind.INCIDENT, "open", 1, "who", at, facts)
        with window.desk.store.write() as tx:
            tx.schedules.put_plan(DUTY, name, duty.to_bytes())
        service()
        service()
        return service.age().epoch - first

    window.later(1)
    assert ordered("elsewhere", now(), "another-desk") == 0
    assert ordered("here", now()) == 1
    for_ever = now() + timedelta(days=3650)
    assert ordered("lie", for_ever) == 1, "ordered for a day that never comes it would change without end"
    window.later(3601)
    assert ordered("lie", for_ever) == 2
    told = [(row["obj"], row["facts"]["reason"]) for row in window.trace(AuditAct.KEYS_CHANGED)]
    assert told == [("here", "incident"), ("lie", "incident")]
