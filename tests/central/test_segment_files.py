"""`clinic-central audit-segments`: what is closed, with its hashes, and the files for another medium (G78, N29)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from central.cli.main import main
from central.cli.opened import open_central
from central.settings import FILE, SettingsError, load
from central.store import trace_segments as store
from central.store.tables_audit import trace_segments
from central.store.trace_segments import StoredSegment
from desktop.domain.audit import GENESIS
from desktop.domain.audit_segments import SEGMENT_PURPOSE, USUAL_MONTHS, Segment, digest_of, to_plain
from desktop.domain.ids import DeskId
from tests.domain.test_audit_trace import AT, COUNT, whole

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def home(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """Return the home of a central that holds one closed part of a trace."""
    folder = tmp_path / "central"
    assert main(["init", "--home", str(folder), "--hospital", "市第一人民医院", "--demo"]) == 0
    opened, rows = open_central(folder, None), whole()
    keys = opened.parts.keys
    made = Segment(DeskId("desk-a"), 1, 1, COUNT, GENESIS, rows[-1][1], AT, AT)
    sealed = keys.seal_own(to_plain(rows), made.context())
    made = replace(made, digest=digest_of(sealed))
    with opened.parts.database.begin() as connection:
        signature = keys.sign(SEGMENT_PURPOSE, made.to_bytes())
        store.put(
            connection, opened.parts.hospital_id, StoredSegment(made, signature, sealed, AT), ["subject-1"]
        )
    opened.close()
    capsys.readouterr()
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*words: object) -> tuple[int, str]:
        code = main([str(word) for word in words])
        return code, capsys.readouterr().out

    return command


@pytest.mark.rows("G78", "N29")
def test_closed_parts_are_listed_with_their_hashes_written_as_files_and_a_changed_one_is_said(
    home: Path, run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "medium"
    code, said = run("audit-segments", "--home", home, "--export", folder, "--json")
    (one,) = json.loads(said)
    assert (code, one["sound"], one["first"], one["last"]) == (0, True, 1, COUNT)
    assert (one["before"], one["head"]) == (GENESIS.hex(), whole()[-1][1].hex())
    (file,) = folder.iterdir()
    assert file.name == f"desk-a-1-1-{COUNT}.segment"
    assert hashlib.sha256(file.read_bytes()).hexdigest() == one["sha256"]
    assert b"subject-" not in file.read_bytes()
    assert f"1-{COUNT}" in run("audit-segments", "--home", home)[1]
    opened = open_central(home, None)
    with opened.parts.database.begin() as connection:
        connection.execute(sa.update(trace_segments).values(sealed=b"cut"))
    opened.close()
    code, said = run("audit-segments", "--home", home)
    assert (code, "BROKEN" in said) == (1, True)


@pytest.mark.rows("G78")
def test_a_hospital_keeps_traces_open_as_long_as_it_likes_and_never_under_six_months(home: Path) -> None:
    path = home / FILE
    assert load(home).trace_months == USUAL_MONTHS
    for months in (6, 36):
        path.write_text(json.dumps(json.loads(path.read_text()) | {"trace_months": months}))
        assert load(home).trace_months == months
    for months in (5, 0, -12, 10_000):
        path.write_text(json.dumps(json.loads(path.read_text()) | {"trace_months": months}))
        with pytest.raises(SettingsError):
            load(home)
