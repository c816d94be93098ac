"""Which program this is: version, commit, and the words that start it again."""

from __future__ import annotations

import json
import sys
from pathlib import Path

VERSION = "0.1.0"
BUILD_FILE = "build.json"
CONSOLE_PROGRAM = "clinic-desk.com"
READER_PROGRAM = "clinic-desk-reader.exe"


def build_facts() -> dict[str, str]:
    """Return commit and signing state that packaging wrote beside the program; empty when run from source."""
    folder = getattr(sys, "_MEIPASS", None)
    if folder is None:
        return {}
    try:
        facts = json.loads((Path(folder) / BUILD_FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(value) for name, value in facts.items()}


def own_words() -> list[str]:
    """Return the command that runs this program, frozen or from source."""
    if getattr(sys, "frozen", False):
        # on Windows the program with a console stands beside the window's
        console = Path(sys.executable).with_name(CONSOLE_PROGRAM)
        return [str(console if console.exists() else sys.executable)]
    return [sys.executable, "-m", "desktop"]


def reader_program() -> Path:
    """Return the helper for vendors' reader libraries, as the installers put it beside the program."""
    return Path(sys.executable).with_name(READER_PROGRAM)
