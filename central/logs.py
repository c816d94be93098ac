"""Central's log: one line a request without address or body, and errors by place only (A1)."""

from __future__ import annotations

import logging
import re
import sys
from pathlib import Path
from types import TracebackType
from typing import TextIO

HIDDEN = "▒"
# long digit runs (documents, phones, codes) and Han text never belong into a log
PERSONAL = re.compile("\\d{6,}[\\dXx]?|[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af\u00b7]+")
QUIET = ("urllib3", "sqlalchemy", "uvicorn.access")


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


def start_logging(out: TextIO = sys.stderr) -> None:
    """Send everything to one stream, through the filter; urllib3 would write paths at debug level, so it is quiet."""
    handler = logging.StreamHandler(out)
    handler.addFilter(PersonalDataFilter())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
