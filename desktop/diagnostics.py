"""Logging with a filter that keeps personal data out, and the last-resort crash handler (A1)."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

LOG_BYTES = 2 * 1024 * 1024
LOG_FILES = 3
HIDDEN = "▒"
# long digit runs (document, phone and card numbers) and Han text never belong into a log
PERSONAL = re.compile("\\d{6,}[\\dXx]?|[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af\u00b7]+")


class PersonalDataFilter(logging.Filter):
    """Renders the record and blots out whatever could identify a person; tracebacks keep places, not values."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record in place; always lets it through."""
        record.msg = PERSONAL.sub(HIDDEN, record.getMessage())
        record.args = ()
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = places_of(record.exc_info[1].__traceback__, record.exc_info[1])
            record.exc_info = None
        return True


def places_of(trace: TracebackType | None, error: BaseException) -> str:
    """Return the error's type and the lines it passed, without its message."""
    lines = []
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"  {Path(code.co_filename).name}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return "\n".join([type(error).__name__, *lines])


def start_logging(folder: Path) -> None:
    """Send the program's log to a bounded file in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "desk.log", maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8"
    )
    handler.addFilter(PersonalDataFilter())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    root.addHandler(handler)


def catch_crashes(show: Callable[[str], None]) -> None:
    """Log what nobody caught, by place only, and tell the person in plain words."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        logging.getLogger("desktop").error("uncaught", exc_info=(kind, error, trace))
        show(kind.__name__)

    sys.excepthook = hook
