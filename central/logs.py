"""Central's log: one line a request without address or body, and errors by place only (A1)."""

from __future__ import annotations

import logging
import sys
from typing import TextIO

from desktop.domain.log_privacy import private

QUIET = ("urllib3", "sqlalchemy", "uvicorn.access")


def start_logging(out: TextIO = sys.stderr) -> None:
    """Send everything to one stream, through the filter; urllib3 would write paths at debug level, so it is quiet."""
    root = logging.getLogger()
    root.handlers[:] = [private(logging.StreamHandler(out))]
    root.setLevel(logging.INFO)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
