"""The window's processes: a hard lock leaves nothing of a person in memory, and the draft comes back at the caret.

Real programs, real keys at an X server, and `/proc/<pid>/mem` of everything that was started.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from demo_parts import Central, wait_until
from tour.window_work import WindowWork

from desktop import settings as desk_settings
from desktop.bootstrap.enrolment import enrol_desk
from desktop.bootstrap.installation import Installation
from desktop.bootstrap.safes import open_safe
from desktop.crypto.safe import NewPerson
from desktop.domain.made_up import DEMO_STAFF, MadeUpPerson
from desktop.ports.keys import OpenKeys, SlotInfo
from desktop.settings import load

CLERK = DEMO_STAFF[0]
# the demo's own stand in the program; nobody else's may
PASSPHRASE = "Bailu-Hanlu-Shuangjiang-58"
WRONG_TRIES = 5
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is read through /proc")


@pytest.fixture(scope="module")
def work(prepared_central: Central, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WindowWork]:
    """One desk of one clerk with a passphrase of their own, at its sign-in page on a virtual screen."""
    before = {name: os.environ.get(name) for name in ("DISPLAY", "QT_QPA_PLATFORM")}
    folder = tmp_path_factory.mktemp("processes")
    stage = WindowWork(folder, folder / "pictures")
    stage.folder.mkdir()
    stage.central = prepared_central
    desk = stage.desk_a
    desk.window = "18 号窗"  # other journeys of this central name window 3 and mean their own desk
    clerk = SlotInfo(CLERK.staff_id, CLERK.name, CLERK.initials, CLERK.role.value)
    enrol_desk(
        desk.home, load(desk.home).with_values(vault="file", sign_in_profile="small-clinic"),
        prepared_central.enroll_code(desk.window), "desk", [NewPerson(clerk, bytearray(PASSPHRASE.encode()))],
        made_up=True,
    )  # fmt: skip
    desk_settings.keep(desk.home, vault="file", sign_in_profile="small-clinic")
    prepared_central.sign_roster()
    stage.screen.start()
    stage.reader.start()
    stage.open(desk)
    yield stage
    desk.stop()
    stage.reader.process.stop()
    stage.screen.stop()
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value


@pytest.mark.rows("G80", "T4", "N29")
def test_a_hard_lock_leaves_no_secret_in_any_process_and_the_draft_comes_back_at_the_caret(
    work: WindowWork,
) -> None:
    desk = work.desk_a
    sign_in(work)
    registered, drafted = work.stranger(), work.stranger()
    work.new_patient(registered, "xxg")
    work.reader.place(drafted)
    work.screen.keys("F2")
    desk.wait("the card", identity="ok", busy=False)
    work.screen.keys("Return")
    desk.wait("phone field", focus="phone")
    work.screen.text(drafted.phone[:7])
    work.screen.keys("Left", "Left")
    secrets = values(registered, drafted) | {"passphrase": PASSPHRASE}
    keys = opened(desk.home)
    parent, session = family(work)[0], window_process(work)
    seen = found(family(work), secrets, keys)
    assert seen == {*secrets, "file key"}, "control: before the lock the same search finds everything"
    assert found([parent], secrets, keys) == set(), "the parent holds nothing at any time"

    waits = wait_until(lambda: set(family(work)) - {parent, session}, "the process that waits")
    work.screen.keys("ctrl+l")
    desk.wait("the cover", page="lock")
    for number in range(WRONG_TRIES):
        work.screen.text(f"nonsense-{number}")
        work.screen.keys("Return")
        left = WRONG_TRIES - 1 - number
        if left:
            desk.wait("what is left", lock_left=left)
    desk.wait("the lock page of the next process", page="sign-in", focus="passphrase")
    wait_until(lambda: not Path(f"/proc/{session}").exists(), "the end of the session process")
    assert window_process(work) in waits
    assert found(family(work), secrets, keys) == set()

    at_lock_page(work)
    if "CLINIC_PICTURES" in os.environ:
        work.screen.picture(work.windows[desk.name], Path(os.environ["CLINIC_PICTURES"]) / "locked.png")
    work.screen.text(PASSPHRASE)
    work.screen.keys("Return")
    desk.wait("the draft at its caret", page="registration", identity="ok", focus="phone")
    # two steps back from the end: what is typed now stands between
    work.screen.text("0")
    expected = drafted.phone[:5] + "0" + drafted.phone[5:7]
    wait_until(lambda: expected.encode() in memory_of(window_process(work)), "the text at the caret")


@pytest.mark.rows("G72", "G80")
def test_a_crash_of_the_session_is_begun_again_and_a_plain_end_ends_the_parent(work: WindowWork) -> None:
    desk, process = work.desk_a, work.desk_a.process
    assert process is not None
    assert process.child is not None
    session = window_process(work)
    os.kill(session, signal.SIGKILL)
    wait_until(lambda: not Path(f"/proc/{session}").exists(), "the end of the session process")
    wait_until(lambda: window_shown(work) not in (0, session), "the next process")
    desk.wait("the sign-in page once more", page="sign-in")
    second = subprocess.run(
        process.words, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False, timeout=60
    )
    assert (second.returncode, "already-open" in second.stderr) == (1, True)
    process.stop()
    assert process.child.returncode == 0
    assert "was saved is there" in desk.log.read_text()


def sign_in(work: WindowWork) -> None:
    desk = work.desk_a
    work.at(desk)
    work.screen.text(CLERK.initials)
    work.screen.keys("Return")
    desk.wait("passphrase field", focus="passphrase")
    work.screen.text(PASSPHRASE)
    work.screen.keys("Return")
    desk.wait("the board", page="registration", board=True, online=True)


def at_lock_page(work: WindowWork) -> None:
    desk = work.desk_a
    assert desk.process is not None
    work.windows.clear()
    work.windows[desk.name] = work.screen.window(desk.process.family, "门诊挂号")
    work.at(desk)


def family(work: WindowWork) -> list[int]:
    """Return the parent and every process that came of it."""
    assert work.desk_a.process is not None
    return work.desk_a.process.family()


def window_process(work: WindowWork) -> int:
    """Return the process that shows something: the one with Qt's platform plugin in it."""
    shown = window_shown(work)
    assert shown, "no process has a window"
    return shown


def window_shown(work: WindowWork) -> int:
    """Return the process of the window, 0 while none has one."""
    return next((pid for pid in family(work) if "libqxcb" in _text(Path(f"/proc/{pid}/maps"))), 0)


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""


def values(*people: MadeUpPerson) -> dict[str, str]:
    """Return what must not stay, by a name that tells nobody; of the draft's phone only a part was typed."""
    found = {}
    for place, person in enumerate(people):
        found |= {f"name {place}": person.name, f"number {place}": person.number}
    return found | {"phone 0": people[0].phone}


def opened(home: Path) -> OpenKeys:
    """Return what the passphrase opens, in this process."""
    safe = open_safe(home, load(home), Installation.load(home))
    return safe.open(CLERK.staff_id, bytearray(PASSPHRASE.encode()))


def found(pids: list[int], secrets: dict[str, str], keys: OpenKeys) -> set[str]:
    """Return which secrets lie in the memory of these processes, as UTF-8, UTF-16, or raw for a key."""
    needles = {(name, text.encode(form)) for name, text in secrets.items() for form in ("utf-8", "utf-16-le")}
    needles.add(("file key", keys.file_key))
    memories = [memory_of(pid) for pid in pids]
    return {name for name, needle in needles if any(needle in memory for memory in memories)}


def memory_of(pid: int) -> bytes:
    """Return every readable and writable page of a process; what is only mapped from files holds no secret."""
    pieces = []
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text().splitlines():
            span, rights = line.split()[:2]
            if not rights.startswith("rw"):
                continue
            begin, end = (int(part, 16) for part in span.split("-"))
            try:
                memory.seek(begin)
                pieces.append(memory.read(end - begin))
            except (OSError, ValueError, OverflowError):
                continue
    return b"".join(pieces)
