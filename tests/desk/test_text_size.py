"""The text size goes into the account's own file, is read at the next start, and a policy holds it (UX §1)."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.bootstrap.text_size import TextSizeNotKeptError, text_size
from desktop.settings import Settings, read
from desktop.settings.layers import USER, NoRegistry, Places
from tests.fakes.runner import InlineRunner

SCALE = """
import sys
from desktop.ui.shell.application import make_application
from desktop.ui.shell.options import Look
app = make_application(sys.argv[:1], Look(text_percent=150))
print(app.devicePixelRatio())
"""


@pytest.fixture
def places(tmp_path: Path) -> Places:
    (tmp_path / "machine").mkdir()
    return Places(NoRegistry(), tmp_path / "machine", tmp_path / "user")


def test_what_was_chosen_is_read_at_the_next_start(tmp_path: Path, places: Places) -> None:
    chosen = text_size(Settings(tmp_path), InlineRunner(), places)
    assert chosen is not None
    chosen.choose(125)
    loaded = read(tmp_path, places)
    assert (loaded.settings.text_size, loaded.sources["text_size"]) == ("125", USER)


def test_a_policy_holds_the_size_and_a_file_that_is_no_json_is_said(tmp_path: Path, places: Places) -> None:
    policy = tmp_path / "machine" / "policy.json"
    policy.write_text(json.dumps({"text_size": "150"}), "utf-8")
    assert text_size(Settings(tmp_path), InlineRunner(), places) is None
    policy.unlink()
    chosen = text_size(replace(Settings(tmp_path), text_size="125"), InlineRunner(), places)
    assert chosen is not None
    (tmp_path / "user").write_text("a file where the folder belongs", "utf-8")
    chosen.choose(100)
    assert chosen.state.note.code == TextSizeNotKeptError.code


def test_the_window_is_drawn_larger_by_it() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCALE], capture_output=True, text=True, check=True,
        env={"QT_QPA_PLATFORM": "offscreen", "PATH": "/usr/bin", "PYTHONPATH": "."},
    )  # fmt: skip
    assert done.stdout.strip() == "1.5"
