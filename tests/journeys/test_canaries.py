"""Ten unmistakable people through every flow, then every file searched for them (`dev.py canaries`, short form)."""

from __future__ import annotations

from pathlib import Path

import pytest
from canaries_command import run
from demo_parts import Central
from PySide6.QtWidgets import QApplication

PEOPLE = 10


@pytest.mark.rows("A1", "T3", "P17", "G72")
def test_of_everybody_who_went_through_every_flow_no_file_holds_anything_in_clear(
    qapp: QApplication, pattern_central: Central, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))  # put back afterwards; the stage has its own
    # images of both desks were taken while they were open: one search sees them open and closed
    figures = run(tmp_path / "stage", PEOPLE, pattern_central, while_open=False)
    assert figures.faults == []
    (found,) = figures.searches.values()
    assert sum(found.hits.values()) == 0
    assert set(found.planted.values()) == {found.expected} == {PEOPLE * 3}, "control: all of them are found"
