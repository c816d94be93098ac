"""A package with a published fault stops the check; a database that does not answer is said, not taken for "none"."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import known_faults
import pytest
from known_faults import NOT_ASKED, verdict


def package(name: str, *faults: str) -> dict[str, Any]:
    return {"name": name, "version": "1.0", "vulns": [{"id": one, "fix_versions": ["1.1"]} for one in faults]}


def unknown(name: str) -> dict[str, Any]:
    return {"name": name, "skip_reason": "not found"}


@pytest.mark.rows("T15")
def test_a_published_fault_fails_and_is_named_and_no_answer_is_no_clean_bill() -> None:
    code, said = verdict(
        {"dependencies": [package("urllib3", "PYSEC-1"), package("anyio"), unknown("altgraph")]}
    )
    assert (code, said) == (1, "urllib3 1.0: PYSEC-1 (mended in 1.1)")
    assert verdict({"dependencies": [unknown("urllib3"), unknown("anyio")]})[1].startswith(NOT_ASKED)
    code, said = verdict({"dependencies": [package("anyio"), unknown("altgraph")]})
    assert (code, said) == (0, "note: 1 packages have no fault that is known, 1 are not in the database")


@pytest.mark.rows("T15")
def test_a_database_that_keeps_silent_holds_nothing_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    silent = tmp_path / "pip-audit"
    silent.write_text("#!/bin/sh\nexec tail -f /dev/null\n")
    silent.chmod(0o700)
    monkeypatch.setattr(known_faults, "TOOL", silent)
    monkeypatch.setattr(known_faults, "TIMEOUT_S", 0.1)
    assert known_faults.main() == 0
    assert capsys.readouterr().out.startswith(NOT_ASKED)
