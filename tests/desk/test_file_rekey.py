"""A new key for the whole store after an incident (DECISIONS 9, P22): whole after a kill at any point, and what was
copied before opens nothing that is written after."""

from __future__ import annotations

import os
import resource
import signal
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
from crash_desk import CLERK, SUPERVISOR

import desktop.crypto.held_file as held_file
from desktop.bootstrap.file_change import whole_file
from desktop.bootstrap.installation import Installation
from desktop.bootstrap.opening import STORE_FILE, open_desk
from desktop.bootstrap.safes import open_safe, trace_anchor
from desktop.crypto.key_file import KeyName, decode_file
from desktop.crypto.safe import FOLDER, KEY_FILE
from desktop.domain.audit import AuditAct
from desktop.domain.duties import DUTY, Duty, DutyKind
from desktop.domain.errors import StoreDamagedError
from desktop.domain.ids import PatientId
from desktop.ports.keys import OpenKeys
from desktop.services.desk import Desk
from desktop.services.file_rekey import WholeFile
from desktop.services.session import CHANGE_FILE, Owing, SessionService, SignedIn
from desktop.settings import Settings
from desktop.store import rekeying
from desktop.store.store import open_store
from tests.desk.window import Window

PEOPLE = 3
FILLING = 400 * 1024


def incident(window: Window, at: datetime, name: str = "leak", what: str = "file", desk_id: str = "") -> None:
    """Central's row of an incident that orders keys."""
    stops = [{"what": what, "by": "2001", "at": at.isoformat(), "lifted_by": "", "lifted_at": ""}]
    facts = {"type": "leak", "desk_id": desk_id, "staff_id": "", "drill": False, "stops": stops}
    duty = Duty(name, DutyKind.INCIDENT, "open", 1, "who", at, facts)
    with window.desk.store.write() as tx:
        tx.schedules.put_plan(DUTY, name, duty.to_bytes())


def ordered(window: Window) -> dict[PatientId, str]:
    """Register people and let an incident order a new key for the whole file; returns their names."""
    names = {}
    for _ in range(PEOPLE):
        who = window.confirm().patient_id
        names[who] = window.patient(who).record.name
    window.cases.rotation()
    window.later(1)
    incident(window, window.desk.clock.now())
    window.later(1)
    window.cases.rotation()
    assert {KeyName.FILE, KeyName.NEXT_FILE} <= held(window), "both are kept until it was read back"
    return names


def held(window: Window) -> set[KeyName]:
    return {name for name, _ in decode_file((window.home / FOLDER / KEY_FILE).read_bytes()).keys}


def page(window: Window, change: Callable[[OpenKeys], None] | None = None) -> SessionService:
    """The sign-in page of this desk."""
    settings = Settings(home=window.home, vault="file", sign_in_profile="small-clinic")
    installation = Installation.load(window.home)
    file = whole_file(window.home / STORE_FILE)
    if change is not None:
        file = WholeFile(change, file.progress)
    return SessionService(
        open_safe(window.home, settings, installation), partial(open_desk, window.home, installation, settings),
        trace_anchor(window.home, settings, installation), "", file,
    )  # fmt: skip


def passphrase(staff: object) -> bytearray:
    return bytearray(staff.passphrase.encode())  # type: ignore[attr-defined]  # made-up staff


def through(session: SessionService, staff: object = CLERK) -> Desk:
    """Sign in, and let the whole file be changed when that is owed."""
    answer = session.begin(staff.staff_id, passphrase(staff))  # type: ignore[attr-defined]  # made-up staff
    if isinstance(answer, Owing):
        assert answer.step == CHANGE_FILE
        answer = session.change_file_key()
    assert isinstance(answer, SignedIn)
    return answer.desk


def opens(window: Window, keys: OpenKeys, key: bytes) -> bool:
    """Return whether the file as it lies opens under that key."""
    try:
        open_store(window.home / STORE_FILE, key, keys.sealer, window.desk.randomness).close()
    except StoreDamagedError:
        return False
    return True


def whole_file_traces(window: Window) -> list[tuple[str, str]]:
    rows = window.trace(AuditAct.KEYS_CHANGED)
    return [(row["obj"], row["result"]) for row in rows if row["facts"]["reason"] == "whole-file"]


def read(desk: Desk, wanted: dict[PatientId, str]) -> dict[PatientId, str]:
    with desk.store.read() as tx:
        return {who: found.record.name for who in wanted if (found := tx.patients.get(who)) is not None}


@pytest.mark.rows("T6", "P22")
def test_after_an_incidents_order_the_next_sign_in_puts_the_whole_file_under_a_new_key(
    window: Window,
) -> None:
    before, copied = window.desk.keys, (window.home / FOLDER / KEY_FILE).read_bytes()
    names = ordered(window)
    assert whole_file_traces(window) == [], "ordered, not done: the store is open"
    window.close()
    copy = (window.home / STORE_FILE).read_bytes()
    desk = through(page(window))
    assert read(desk, names) == names
    assert KeyName.NEXT_FILE not in held(window), "the old key is destroyed"
    window.desk = desk
    assert whole_file_traces(window) == [("leak", "ok")]
    now = desk.keys.file_key
    desk.store.close()
    assert now != before.file_key
    assert opens(window, before, now)
    assert not opens(window, before, before.file_key), "what was copied before opens nothing of it"
    (window.home / FOLDER / KEY_FILE).write_bytes(copied)
    with pytest.raises(StoreDamagedError):
        through(page(window))
    (window.home / STORE_FILE).write_bytes(copy)
    assert not opens(window, before, now), "nor does the new key open what was copied before"
    assert opens(window, before, before.file_key)
    window.desk = desk


@pytest.mark.rows("P22")
def test_the_file_is_changed_once_for_an_order_and_no_central_keeps_a_desk_busy_with_it(
    window: Window,
) -> None:
    ordered(window)
    window.close()
    session = page(window)

    def next_day(name: str, at: datetime) -> bool:
        """Sit down, hear of an incident; returns whether it orders the whole file."""
        window.desk = through(session)
        window.desk.clock = window.clock  # type: ignore[assignment]  # set by the fixture
        incident(window, at, name)
        window.later(3700)
        window.cases.rotation._desk = window.desk
        window.cases.rotation()
        window.cases.rotation()
        session.sign_out()
        return KeyName.NEXT_FILE in held(window)

    assert window.clock is not None
    start = window.clock.now()
    assert not next_day("leak", start - timedelta(seconds=1)), "the same order again"
    assert not next_day("again", start + timedelta(seconds=1)), "a second one within the day waits"
    window.later(timedelta(days=1).total_seconds())
    assert next_day("again", start + timedelta(seconds=1))


@pytest.mark.rows("P22", "G75")
def test_a_file_that_somebody_else_has_open_is_not_changed_and_the_desk_opens_all_the_same(
    window: Window,
) -> None:
    names = ordered(window)
    other = window.desk.store
    desk = through(page(window))
    assert read(desk, names) == names
    assert KeyName.NEXT_FILE in held(window), "it is still owed"
    window.desk = desk
    assert whole_file_traces(window) == [("leak", "refused")]
    desk.store.close()
    other.close()
    assert read(through(page(window)), names) == names
    assert KeyName.NEXT_FILE not in held(window)


POINTS = ("in-rekey", "after-rekey", "before-settle", "after-settle")


def killed_at(window: Window, point: str) -> None:
    """Sign in in a child that is killed at the point."""
    window.close()
    child = os.fork()
    if child == 0:
        try:
            _sign_in_and_die(window, point)
        finally:
            os._exit(3)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"{point} was never reached"


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _sign_in_and_die(window: Window, point: str) -> None:
    real_change = whole_file(window.home / STORE_FILE)

    def change(keys: OpenKeys) -> None:
        if point == "in-rekey":
            # small cache: pages under the new key are in the file when the journal meets its end
            rekeying.sealed.OTHER_CACHE_KIB = 64
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            size = (window.home / STORE_FILE).stat().st_size
            resource.setrlimit(resource.RLIMIT_FSIZE, (size - 64 * 1024,) * 2)
        real_change.change(keys)
        if point == "after-rekey":
            die()

    real: Callable[[Path, bytes], None] = held_file.write_whole

    def watched(path: Path, raw: bytes) -> None:
        if point == "before-settle":
            die()
        real(path, raw)
        if point == "after-settle":
            die()

    held_file.write_whole = watched  # type: ignore[attr-defined]  # the child is killed with it
    through(page(window, change))


@pytest.mark.rows("T4", "P22", "G75")
@pytest.mark.parametrize("point", POINTS)
def test_killed_anywhere_in_a_change_of_the_whole_file_the_desk_opens_and_goes_on(
    window: Window, point: str
) -> None:
    with window.desk.store.write() as tx:
        tx.state.set("filling", os.urandom(FILLING))
    names = ordered(window)
    old = window.desk.keys.file_key
    window.close()
    pages = (window.home / STORE_FILE).read_bytes()
    killed_at(window, point)
    changed = (window.home / STORE_FILE).read_bytes()
    assert changed != pages, "pages were written again"
    desk = through(page(window), SUPERVISOR)
    assert read(desk, names) == names
    assert desk.store.check()
    assert KeyName.NEXT_FILE not in held(window)
    window.desk = desk
    traced = 2 if point == "before-settle" else 1
    assert whole_file_traces(window) == [("leak", "ok")] * traced
    key = desk.keys.file_key
    desk.store.close()
    assert key != old
    assert opens(window, desk.keys, key)
    assert not opens(window, desk.keys, old)


@pytest.mark.rows("P22", "G75")
def test_a_disk_that_does_not_hold_the_journal_puts_it_off_and_keeps_nobody_out(window: Window) -> None:
    with window.desk.store.write() as tx:
        tx.state.set("filling", os.urandom(FILLING))
    names = ordered(window)
    window.close()
    real = whole_file(window.home / STORE_FILE)

    def crowded(keys: OpenKeys) -> None:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        size = (window.home / STORE_FILE).stat().st_size
        resource.setrlimit(resource.RLIMIT_FSIZE, (size // 2, hard))
        try:
            real.rekey(keys)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    window.desk = desk = through(page(window, crowded))
    assert read(desk, names) == names
    assert KeyName.NEXT_FILE in held(window)
    assert whole_file_traces(window) == [("leak", "refused")]
    assert desk.store.check()
    desk.store.close()
    assert read(through(page(window)), names) == names
    assert KeyName.NEXT_FILE not in held(window)
