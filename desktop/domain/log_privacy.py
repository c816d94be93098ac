"""What may stand in a log, at the desk and at central: no person, and of an error only the places it passed (A1)."""

from __future__ import annotations

import logging
import re
from pathlib import Path
from types import TracebackType

HIDDEN = "▒"
# long digit runs (documents, phones, cards, codes) and Han text never belong into a log
PERSONAL = re.compile("\\d{6,}[\\dXx]?|[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af\u00b7]+")
LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"


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


def private(handler: logging.Handler) -> logging.Handler:
    """Return the handler with the filter and the house's line."""
    handler.addFilter(PersonalDataFilter())
    handler.setFormatter(logging.Formatter(LINE))
    return handler
