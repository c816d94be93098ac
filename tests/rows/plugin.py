"""The `rows` marker: its names are checked, and what each marked test reached is written down (DECISIONS 31).

`--rows-evidence FILE` writes one JSON line per marked test: test, rows, reached (counts by place), outside (facts
about child processes), outcome. A run of the whole suite writes it to .pytest_cache without being asked. Under
pytest-xdist the workers' notes travel inside the reports, so one process alone writes.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest

from tests.rows import keys, reach
from tests.rows.titles import CENTRAL, STORE, WINDOW, read_rows

LAST_EVIDENCE = Path(".pytest_cache") / "rows-evidence.jsonl"
PROPERTY = "rows-evidence"
PLACES = (WINDOW, STORE, CENTRAL)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --rows-evidence."""
    parser.addoption("--rows-evidence", type=Path, metavar="FILE", help="write what each marked test reached")


def pytest_configure(config: pytest.Config) -> None:
    """Set up the seams; the process that is no xdist worker also writes."""
    reach.install()
    file = _evidence_file(config)
    if file is not None and not hasattr(config, "workerinput"):
        config.pluginmanager.register(EvidenceWriter(file), "rows-evidence-writer")


def _evidence_file(config: pytest.Config) -> Path | None:
    asked = config.getoption("--rows-evidence")
    if asked is not None:
        return Path(asked)
    narrowed = any(config.getoption(option, None) for option in ("keyword", "markexpr", "lf", "collectonly"))
    if config.args_source is pytest.Config.ArgsSource.TESTPATHS and not narrowed:
        return config.rootpath / LAST_EVIDENCE
    return None


def rows_of(item: pytest.Item) -> tuple[str, ...]:
    """Return the rows that the test's markers name, each once."""
    return tuple(dict.fromkeys(row for mark in item.iter_markers("rows") for row in mark.args))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse the run when a marker names no row, or one that does not exist."""
    known = read_rows()
    wrong = [
        f"{item.nodeid}: {', '.join(map(str, mark.args)) or 'no row named'}"
        for item in items
        for mark in item.iter_markers("rows")
        if not mark.args or any(row not in known for row in mark.args)
    ]
    if wrong:
        raise pytest.UsageError("rows not in tests/rows/titles.toml:\n  " + "\n  ".join(sorted(set(wrong))))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, Any, Any]:
    """Each test starts with nothing reached."""
    reach.REACHED.begin()
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """Watch the keys while a marked test runs."""
    if not rows_of(item):
        return (yield)
    with keys.watched_keys(lambda: reach.REACHED.note(WINDOW)):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put what was reached into the last report of a marked test."""
    report = yield
    if report.when == "teardown" and rows_of(item):
        note = {
            "rows": rows_of(item),
            "reached": dict(reach.REACHED.counts),
            "outside": dict(reach.REACHED.outside),
        }
        report.user_properties.append((PROPERTY, note))
    return report


class EvidenceWriter:
    """Joins the reports of a test into its line and writes all lines at the end of the run."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._outcomes: dict[str, str] = {}
        self._lines: list[dict[str, object]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take one report; the worst outcome of setup, call and teardown is the test's."""
        before = self._outcomes.get(report.nodeid, "passed")
        if before == "passed":
            self._outcomes[report.nodeid] = report.outcome
        note = dict(report.user_properties).get(PROPERTY)
        if report.when == "teardown" and isinstance(note, dict):
            self._lines.append({"test": report.nodeid, **note, "outcome": self._outcomes[report.nodeid]})

    def pytest_sessionfinish(self) -> None:
        """Write the file, in the order of the tests' names."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        lines = sorted(self._lines, key=lambda line: str(line["test"]))
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        self._file.write_text(text, "utf-8")


@pytest.fixture
def reached_outside() -> Callable[[str, str], None]:
    """Return `note(place, because)` for tests that drive child processes and check it by facts from outside."""

    def note(place: str, because: str) -> None:
        if place not in PLACES or not because:
            raise ValueError(f"a place of {PLACES} and a reason are needed")
        reach.REACHED.note_outside(place, because)

    return note
