"""The desk's log, without people, and the last-resort crash handler (A1)."""

from __future__ import annotations

import logging
import re
import sys
import zipfile
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from desktop.domain.log_privacy import HIDDEN, PERSONAL, private

LOG_BYTES = 2 * 1024 * 1024
LOG_FILES = 3
# facts are our own words; a name in Chinese is the only thing that could slip in (a printer's, say)
PERSONAL_OUTSIDE_FACTS = re.compile("[\u3400-\u9fff]+|\\d{15,}[Xx]?")
STAMP = len("2026-11-27 01:02:03,456")
STAMP_SHAPE = re.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3}$")


def start_logging(folder: Path) -> None:
    """Send the program's log to a bounded file in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "desk.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
    )
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(private(handler))
    root.addHandler(_errors)


class _ErrorCount(logging.Handler):
    """Counts what was worth an ERROR line; keeps nothing of it."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count one."""
        self.seen += 1


_errors = _ErrorCount()


def errors_logged() -> int:
    """Return how many errors were logged since `start_logging`."""
    return _errors.seen


def export_logs(folder: Path, facts: str, target: Path) -> int:
    """Write the logs, blotted once more, and `facts` (JSON) into one zip; returns how many files it holds."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr("facts.json", PERSONAL_OUTSIDE_FACTS.sub(HIDDEN, facts))
        logs = sorted(folder.glob("desk.log*"))
        for log in logs:
            text = log.read_text("utf-8", "replace")
            bundle.writestr(log.name, "\n".join(_blotted(line) for line in text.splitlines()))
    return len(logs) + 1


def _blotted(line: str) -> str:
    # the time in front is no personal datum
    stamp, rest = line[:STAMP], line[STAMP:]
    return stamp + PERSONAL.sub(HIDDEN, rest) if STAMP_SHAPE.match(stamp) else PERSONAL.sub(HIDDEN, line)


def catch_crashes(show: Callable[[str], None]) -> None:
    """Log what nobody caught, by place only, and tell the person in plain words."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        logging.getLogger("desktop").error("uncaught", exc_info=(kind, error, trace))
        show(kind.__name__)

    sys.excepthook = hook
