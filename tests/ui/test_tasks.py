"""The one door to threads: named lanes, answers on the GUI thread, nothing told after the page is gone."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from desktop.domain.errors import CentralUnreachableError, KnownError
from desktop.presenters.runner import DEVICE, NETWORK, READ, STORE
from desktop.ui.tasks import TaskDoor

WAIT_S = 5.0


class Ear:
    """Hears answers, and on which thread they came."""

    def __init__(self) -> None:
        self.done: list[object] = []
        self.failed: list[KnownError] = []
        self.crashed: list[BaseException] = []
        self.threads: set[int] = set()

    def on_done(self, answer: object) -> None:
        self.done.append(answer)
        self.threads.add(threading.get_ident())

    def on_failed(self, error: KnownError) -> None:
        self.failed.append(error)
        self.threads.add(threading.get_ident())


@pytest.fixture
def ear() -> Ear:
    return Ear()


@pytest.fixture
def door(qtbot: QtBot, ear: Ear) -> Iterator[TaskDoor]:
    made = TaskDoor(ear.crashed.append)
    yield made
    assert made.wait()


@pytest.mark.rows("A6")
@pytest.mark.parametrize("lane", [STORE, READ, NETWORK, DEVICE])
def test_work_leaves_the_gui_thread_and_its_answer_comes_back_to_it(
    qtbot: QtBot, door: TaskDoor, ear: Ear, lane: str
) -> None:
    door.run(lane, threading.get_ident, ear.on_done, ear.on_failed)
    assert ear.done == []
    qtbot.waitUntil(lambda: len(ear.done) == 1)
    assert ear.done[0] != threading.get_ident()
    assert ear.threads == {threading.get_ident()}
    assert not door.busy()


def test_writes_keep_their_order(qtbot: QtBot, door: TaskDoor, ear: Ear) -> None:
    written: list[int] = []
    for number in range(40):
        door.run(STORE, lambda n=number: written.append(n), ear.on_done, ear.on_failed)
    qtbot.waitUntil(lambda: len(ear.done) == 40)
    assert written == list(range(40))


def test_a_slow_exchange_does_not_hold_up_the_card_reader(qtbot: QtBot, door: TaskDoor, ear: Ear) -> None:
    gate = threading.Event()
    for _ in range(8):
        door.run(NETWORK, lambda: gate.wait(WAIT_S), lambda _: None, ear.on_failed)
    door.run(DEVICE, lambda: "card", ear.on_done, ear.on_failed)
    door.run(STORE, lambda: "row", ear.on_done, ear.on_failed)
    qtbot.waitUntil(lambda: sorted(map(str, ear.done)) == ["card", "row"])
    gate.set()
    qtbot.waitUntil(lambda: not door.busy())


def test_a_known_error_goes_to_the_presenter(qtbot: QtBot, door: TaskDoor, ear: Ear) -> None:
    def fail() -> None:
        raise CentralUnreachableError

    door.run(NETWORK, fail, ear.on_done, ear.on_failed)
    qtbot.waitUntil(lambda: len(ear.failed) == 1)
    assert isinstance(ear.failed[0], CentralUnreachableError)
    assert ear.threads == {threading.get_ident()}
    assert ear.crashed == []


def test_any_other_error_is_a_bug_and_goes_to_the_crash_handler(
    qtbot: QtBot, door: TaskDoor, ear: Ear
) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    door.run(READ, fail, ear.on_done, ear.on_failed)
    qtbot.waitUntil(lambda: len(ear.crashed) == 1)
    assert isinstance(ear.crashed[0], ZeroDivisionError)
    assert (ear.done, ear.failed) == ([], [])


def test_after_the_end_nobody_is_told_and_pending_writes_are_still_done(
    qtbot: QtBot, door: TaskDoor, ear: Ear
) -> None:
    gate, order = threading.Event(), []
    door.run(STORE, lambda: gate.wait(WAIT_S), ear.on_done, ear.on_failed)
    door.run(STORE, lambda: order.append("draft"), ear.on_done, ear.on_failed)
    with qtbot.waitSignal(door.finished, timeout=5000):
        door.finish(lambda: order.append("sign-out"))
        door.run(STORE, lambda: order.append("too late"), ear.on_done, ear.on_failed)
        gate.set()
    assert order == ["draft", "sign-out"]
    assert (ear.done, ear.failed) == ([], [])


def test_what_breaks_in_the_last_work_is_still_heard_of(qtbot: QtBot, door: TaskDoor, ear: Ear) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(door.finished, timeout=5000):
        door.finish(fail)
    qtbot.waitUntil(lambda: len(ear.crashed) == 1)
