"""Where files of reports lie: a private folder in the desk's home; they hold figures, never a patient's name."""

from __future__ import annotations

import os
from pathlib import Path

from desktop.domain.printing_errors import SlipFileError


class ReportFolder:
    """Keeps a file (mode 0600) and returns its name; the newest report of the same days replaces the older."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def __call__(self, name: str, content: bytes) -> str:
        """Write the file whole; raises SlipFileError."""
        target, part = self._folder / name, self._folder / f"{name}.part"
        try:
            self._folder.mkdir(mode=0o700, exist_ok=True)
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content)
            part.replace(target)
        except OSError as error:
            raise SlipFileError(errno=error.errno or 0) from error
        return f"{self._folder.name}/{name}"
