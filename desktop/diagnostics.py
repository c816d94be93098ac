"""The desk's log, without people, and the last-resort crash handler (A1)."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from desktop.domain.log_privacy import private

LOG_BYTES = 2 * 1024 * 1024
LOG_FILES = 3


def start_logging(folder: Path) -> None:
    """Send the program's log to a bounded file in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "desk.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
    )
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(private(handler))


def catch_crashes(show: Callable[[str], None]) -> None:
    """Log what nobody caught, by place only, and tell the person in plain words."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        logging.getLogger("desktop").error("uncaught", exc_info=(kind, error, trace))
        show(kind.__name__)

    sys.excepthook = hook
