"""The first lines of the program: the parent of a window loads neither Qt nor keys nor store."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from desktop import settings
from desktop.bootstrap.parent import asks_for_window, keep_window


def main(arguments: Sequence[str] | None = None) -> int:
    """Keep a window, or run what the whole command line says; returns the exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    chosen = asks_for_window(words)
    if chosen is not None:
        return keep_window(words, Path(chosen.home) if chosen.home else settings.default_home())
    from desktop.bootstrap.commands import main as run

    return run(words)
