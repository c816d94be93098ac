"""Files that leave by hand: in clear in a private folder until handed over, at the latest until sign-out (P12)."""

from __future__ import annotations

from pathlib import Path

from desktop.bootstrap.report_folder import ReportFolder
from desktop.domain.disclosures import MOST_SCAN_BYTES, DisclosureIncompleteError


class HandoverFolder:
    """Keeps files for the moment of handing over (presenters.disclosures.HandsOver)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.keep = ReportFolder(folder)

    def remove(self) -> int:
        """Delete every file; returns how many there were."""
        files = list(self._folder.glob("*")) if self._folder.is_dir() else []
        for file in files:
            file.unlink(missing_ok=True)
        return len(files)

    def read(self, path: str) -> bytes:
        """Read a scanned paper; raises DisclosureIncompleteError when it cannot be read or is too big."""
        try:
            with Path(path).expanduser().open("rb") as file:
                return file.read(MOST_SCAN_BYTES + 1)
        except OSError as error:
            raise DisclosureIncompleteError(field="scan") from error
