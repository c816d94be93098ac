"""The services on a real desk: real keys, the sealed store, a line that is down, a clock that a test moves."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "build" / "tasks"))

from crash_desk import prepare  # found through the line above

from tests.desk.window import Window  # after the path of the tools


@pytest.fixture(scope="session")
def prepared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One prepared desk for all tests of a worker; each gets its own copy."""
    home = tmp_path_factory.mktemp("prepared") / "desk"
    home.mkdir(mode=0o700)
    prepare(home, 1)
    return home


@pytest.fixture
def window(prepared_home: Path, tmp_path: Path) -> Iterator[Window]:
    """A clerk at the window, signed in."""
    home = tmp_path / "desk"
    home.mkdir(mode=0o700)
    for source in prepared_home.rglob("*"):
        target = home / source.relative_to(prepared_home)
        if source.is_dir():
            target.mkdir(mode=0o700)
        else:
            target.write_bytes(source.read_bytes())
            os.chmod(target, 0o600)  # noqa: PTH101  # the rights of the original
    window = Window(home)
    yield window
    window.close()
