"""Where sealed copies lie until they are handed over: a private folder, emptied at every sign-in and sign-out."""

from __future__ import annotations

from pathlib import Path

from desktop.bootstrap.report_folder import ReportFolder
from desktop.domain.printing_errors import SlipFileError


class CopyFolder:
    """Implements presenters.copies.CopyPlace; what is kept is encrypted already."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._write = ReportFolder(folder)

    def keep(self, name: str, content: bytes) -> str:
        """Write the file whole and return its path; raises SlipFileError."""
        self._write(name, content)
        return str(self._folder / name)

    def remove(self, name: str) -> None:
        """Delete a file; raises SlipFileError when it stays."""
        try:
            (self._folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise SlipFileError(errno=error.errno or 0) from error

    def clear(self) -> None:
        """Delete every copy that was left: its passphrase is gone with who made it."""
        for left in self._folder.glob("*.zip*"):
            left.unlink(missing_ok=True)
