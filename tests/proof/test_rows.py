"""The proof of the proof: what a test reached is really seen, and a row is not proved by its marker."""

from __future__ import annotations

import http.client
import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from rows_command import NO_TEST, PROVED, REACHED_TOO_LITTLE, RED, Seen, judge, main, read_evidence

from desktop.store.store import open_store
from desktop.ui.widgets.field import Field
from tests.fakes.sealer import Chance, FormatSealer
from tests.rows.after_import import after_import
from tests.rows.reach import REACHED, central_listens
from tests.rows.titles import CENTRAL, STORE, WINDOW, Row, read_rows

ROOT = Path(__file__).resolve().parents[2]
SUITE = """
import pytest
from desktop.store.store import open_store
from tests.fakes.sealer import Chance, FormatSealer

@pytest.fixture
def store(tmp_path):
    store = open_store(tmp_path / "desk.db", bytes(32), FormatSealer(), Chance())
    yield store
    store.close()

@pytest.mark.rows("G72", "A4")
def test_it_writes(store):
    with store.write() as tx:
        tx.state.set("a", b"b")

@pytest.mark.rows("I1")
def test_it_reaches_nothing():
    pass

@pytest.mark.rows("N1")
def test_it_fails(reached_outside):
    reached_outside("window", "somebody saw it")
    assert False

@pytest.mark.rows("N2")
@pytest.mark.skip(reason="not today")
def test_it_is_skipped():
    pass

def test_it_has_no_marker(store):
    with store.read():
        pass
"""


def run_suite(folder: Path, source: str, *words: str) -> tuple[int, str, Path]:
    """Run a suite of its own under the plugin; returns exit code, output and the evidence file."""
    (folder / "conftest.py").write_text('pytest_plugins = ["tests.rows.plugin"]\n')
    (folder / "test_suite.py").write_text(source)
    file = folder / "evidence" / "rows.jsonl"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "xdist", "--rootdir", str(folder),
         "--rows-evidence", str(file), *words, "test_suite.py"],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr, file


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["alone", "xdist"])
def test_a_run_writes_one_line_for_each_marked_test(tmp_path: Path, workers: tuple[str, ...]) -> None:
    code, said, file = run_suite(tmp_path, SUITE, *workers)
    assert code == 1, said
    seen = {s.test.split("::")[1]: s for s in read_evidence(file)}
    assert {name: (s.rows, set(s.reached), s.outcome) for name, s in seen.items()} == {
        "test_it_writes": (("G72", "A4"), {STORE}, "passed"),
        "test_it_reaches_nothing": (("I1",), set(), "passed"),
        "test_it_fails": (("N1",), {WINDOW}, "failed"),
        "test_it_is_skipped": (("N2",), set(), "skipped"),
    }
    assert seen["test_it_fails"].outside == {WINDOW: "somebody saw it"}


@pytest.mark.parametrize("marker", ['"G999"', '"G1", "g2"', ""])
def test_a_marker_that_names_no_known_row_stops_the_run(tmp_path: Path, marker: str) -> None:
    code, said, file = run_suite(
        tmp_path, f"import pytest\n@pytest.mark.rows({marker})\ndef test_x():\n    pass\n"
    )
    assert code == pytest.ExitCode.USAGE_ERROR
    assert "rows not in tests/rows/titles.toml" in said
    assert not file.exists() or file.read_text() == ""


@pytest.mark.rows("G72")
def test_only_the_sealed_store_counts_as_the_store(tmp_path: Path) -> None:
    assert STORE not in REACHED.counts
    store = open_store(tmp_path / "desk.db", bytes(32), FormatSealer(), Chance())
    assert STORE not in REACHED.counts
    with store.write(), store.read():
        pass
    store.close()
    assert REACHED.counts[STORE] == 2


@contextmanager
def some_server() -> Iterator[int]:
    """Serve on a free port and yield it."""

    class Answers(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    server = http.server.HTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)  # noqa: TID251  # the one door is the desk's, not a test's
    thread.start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def ask(port: int) -> None:
    """Send one request and read its answer."""
    line = http.client.HTTPConnection("127.0.0.1", port)
    line.request("GET", "/v1/health")
    assert line.getresponse().status == 204
    line.close()


def test_an_answer_counts_as_central_only_from_a_port_where_central_listens() -> None:
    with some_server() as port:
        ask(port)
        assert CENTRAL not in REACHED.counts
        central_listens(port)
        try:
            ask(port)
            assert REACHED.counts[CENTRAL] == 1
        finally:
            REACHED.central_ports.discard(port)


def test_a_central_started_as_a_child_is_seen_by_its_command() -> None:
    words = [sys.executable, "-c", "pass", "-m", "central", "serve", "--home", "x", "--port", "49152"]
    subprocess.run(words, check=True)
    assert 49152 in REACHED.central_ports
    REACHED.central_ports.discard(49152)


@pytest.mark.rows("G62")
@pytest.mark.qt_log_ignore("This plugin does not support propagateSizeHints")
def test_keys_count_only_when_a_visible_window_of_ours_gets_them(qtbot: QtBot) -> None:
    bare, window = QWidget(), QWidget()
    for widget in (bare, window):
        qtbot.addWidget(widget)
    alone, inside = QLineEdit(), QLineEdit()
    QVBoxLayout(bare).addWidget(alone)
    QVBoxLayout(window).addWidget(Field("", inside))
    bare.show()
    qtbot.keyClicks(alone, "ab")
    qtbot.keyClick(inside, Qt.Key.Key_A)
    assert WINDOW not in REACHED.counts
    window.show()
    qtbot.keyClicks(inside, "abc")
    assert REACHED.counts[WINDOW] == 3


def test_a_change_follows_the_import_of_its_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "cfd_told.py").write_text("def rule():\n    return 'kept'\n")
    (tmp_path / "cfd_user.py").write_text("from cfd_told import rule\n")
    monkeypatch.syspath_prepend(tmp_path)

    def change(module: ModuleType) -> None:
        module.rule = lambda: "off"  # type: ignore[attr-defined]

    after_import("cfd_told", change)
    after_import("cfd_never_there", change)
    import cfd_user

    assert cfd_user.rule() == "off"
    for name in ("cfd_told", "cfd_user"):
        sys.modules.pop(name)


def seen(outcome: str = "passed", **reached: int) -> Seen:
    """Return a test of row N1."""
    return Seen("t", ("N1",), reached, {}, outcome)


@pytest.mark.parametrize(
    ("tests", "verdict", "missing"),
    [
        ([], NO_TEST, ("central", "store", "window")),
        ([seen()], REACHED_TOO_LITTLE, ("central", "store", "window")),
        ([seen(window=3, store=1)], REACHED_TOO_LITTLE, ("central",)),
        ([seen(window=3), seen(store=1, central=2)], REACHED_TOO_LITTLE, ("window",)),
        ([seen(), seen(window=3, store=1, central=1)], PROVED, ()),
        ([seen("failed", window=3, store=1, central=1)], RED, ("central", "store", "window")),
        ([seen("failed"), seen(window=3, store=1, central=1)], RED, ()),
        ([seen("skipped", window=3, store=1, central=1)], REACHED_TOO_LITTLE, ("central", "store", "window")),
    ],
)
def test_a_row_is_proved_by_one_passed_test_that_reached_everything(
    tests: list[Seen], verdict: str, missing: tuple[str, ...]
) -> None:
    row = Row("N1", "", ("C",), frozenset({WINDOW, STORE, CENTRAL}))
    other = Row("N2", "", ("-",), frozenset())
    judged = judge([row, other], tests)
    assert (judged[0].verdict, judged[0].missing) == (verdict, missing)
    assert judged[1].verdict == NO_TEST


def test_every_row_of_the_program_is_listed_with_what_it_needs() -> None:
    rows = read_rows()
    counted = {kind: sum(name[0] == kind for name in rows) for kind in "GNPIAT"}
    assert counted == {"G": 114, "N": 44, "P": 43, "I": 8, "A": 6, "T": 16}
    assert all({WINDOW, STORE} <= row.needs for row in rows.values() if {"C", "S"} & set(row.who))
    assert all(CENTRAL in rows[name].needs for name in ("G65", "G71", "N5", "N6", "P1", "P25", "I1", "I6"))


def test_the_command_prints_rows_with_tests_and_lists_those_without(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "evidence.jsonl"
    lines = [
        {"test": "tests/a.py::test_a", "rows": ["G72"], "reached": {"store": 2}, "outside": {}, "outcome": "passed"},
        {"test": "tests/a.py::test_b", "rows": ["N1"], "reached": {"window": 5}, "outside": {"window": "x"},
         "outcome": "passed"},
    ]  # fmt: skip
    file.write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert main(["--evidence", str(file)]) == 0
    said = capsys.readouterr().out
    assert "G72   proved  Local store encrypted at rest" in said
    assert "[store:2] passed  tests/a.py::test_a" in said
    assert "N1    reached too little (not reached: store)" in said
    assert "[window*:5] passed  tests/a.py::test_b" in said
    assert "Rows without a test (239):" in said
    assert "1 of 241 rows proved, 1 with tests that reached too little, 0 red" in said
    assert main(["--evidence", str(file), "--json"]) == 0
    told = {row["row"]: row["verdict"] for row in json.loads(capsys.readouterr().out)}
    assert (told["G72"], told["N1"], told["N2"]) == (PROVED, REACHED_TOO_LITTLE, NO_TEST)
    file.write_text(file.read_text().replace('"passed"', '"failed"', 1))
    assert main(["--evidence", str(file)]) == 1


def test_a_fact_from_outside_needs_a_known_place_and_a_reason(
    reached_outside: Callable[[str, str], None],
) -> None:
    for place, because in (("moon", "x"), ("window", "")):
        with pytest.raises(ValueError, match="a place of"):
            reached_outside(place, because)
    reached_outside("central", "its own rows were exported")
    assert REACHED.counts[CENTRAL] == 1
