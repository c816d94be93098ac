"""The parent of the window: which end leads to which beginning, and what a command line is its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop.bootstrap.parent import FAULT, LOCKED, MOST_CRASHES, Parent, Why, asks_for_window

ROOT = Path(__file__).resolve().parents[2]


class FakeChild:
    """A session process that ends as told: `code` None while it waits or runs on."""

    def __init__(self, why: Why, code: int | None, *, slow: bool, dead: bool = False) -> None:
        self.why, self.code, self.slow, self.dead = why, code, slow, dead
        self.left = False

    def show(self, why: Why) -> bool:
        self.why = why
        return not self.dead

    def wait(self, timeout_s: float | None = None) -> int | None:
        if timeout_s is not None and self.slow:
            return None
        return 0 if self.left else self.code

    def leave(self) -> None:
        self.left = True


class House:
    """Hands out children that end with these codes, in the order in which they show themselves."""

    def __init__(self, *codes: int, slow: bool = True, spares_die: bool = False) -> None:
        self.codes, self.slow, self.spares_die = list(codes), slow, spares_die
        self.begun: list[FakeChild] = []
        self.said: list[str] = []
        self.at = 0.0
        self.parent = Parent(self._begin, lambda code, _: self.said.append(code), lambda: self.at)  # type: ignore[arg-type]

    def _begin(self, why: Why) -> FakeChild:
        self.at += 1
        dead = self.spares_die and why is Why.STANDBY
        child = FakeChild(why, None if dead else self.codes.pop(0), slow=self.slow, dead=dead)
        self.begun.append(child)
        return child

    def whys(self) -> list[Why]:
        return [child.why for child in self.begun]


@pytest.mark.rows("G80")
def test_after_a_hard_lock_the_process_that_waited_shows_the_lock_page() -> None:
    house = House(LOCKED, 0, 0)
    assert house.parent.keep() == 0
    assert house.whys() == [Why.FRESH, Why.LOCKED, Why.STANDBY]
    assert house.begun[-1].left, "who still waited is sent away"


def test_without_one_that_waits_a_new_process_shows_the_lock_page() -> None:
    assert House(LOCKED, 0, slow=False).parent.keep() == 0
    dying = House(LOCKED, 0, spares_die=True)
    assert dying.parent.keep() == 0
    assert [why for why in dying.whys() if why is not Why.STANDBY] == [Why.FRESH, Why.LOCKED, Why.LOCKED]


@pytest.mark.parametrize("code", [0, 1, 2])
def test_a_plain_end_is_the_end_of_the_program_with_the_same_code(code: int) -> None:
    house = House(code, slow=False)
    assert (house.parent.keep(), house.whys()) == (code, [Why.FRESH])


@pytest.mark.rows("G72")
@pytest.mark.parametrize(("code", "told"), [(-11, 139), (3, 3), (FAULT, FAULT)])
def test_a_crash_is_begun_again_and_a_loop_of_crashes_ends(
    code: int, told: int, capsys: pytest.CaptureFixture[str]
) -> None:
    house = House(*[code] * MOST_CRASHES, slow=False)
    assert house.parent.keep() == told
    assert house.whys() == [Why.FRESH] + [Why.CRASHED] * (MOST_CRASHES - 1)
    assert house.said == ["crash-loop"]
    assert capsys.readouterr().err.count("what was saved is there") == MOST_CRASHES - 1


def test_a_told_end_starts_nothing_more_even_when_the_desk_was_being_locked() -> None:
    house = House(LOCKED, slow=False)
    house.parent.end()
    assert (house.parent.keep(), house.whys()) == (0, [Why.FRESH])


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ([], True),
        (["--home", "x", "--reader", "COM3", "--theme", "dark"], True),
        (["--demo-days-later", "2", "--status-file", "s"], True),
        (["--version"], False),
        (["--selftest", "--vault", "file"], False),
        (["--home", "x", "doctor"], False),
        (["--session", "fresh"], False),
        (["--demo-days-later", "soon"], False),
        (["--home"], False),
        (["--help"], False),
    ],
)
def test_only_what_asks_for_the_window_gets_a_parent(words: list[str], window: bool) -> None:
    assert (asks_for_window(words) is not None) is window


@pytest.mark.rows("T4")
def test_the_parent_loads_neither_qt_nor_keys_nor_store() -> None:
    asked = "import sys, desktop.__main__; print(*sorted({name.split('.')[0] for name in sys.modules}))"
    told = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"PySide6", "cryptography", "sqlcipher3", "sqlalchemy", "keyring", "urllib3"} & set(told)
