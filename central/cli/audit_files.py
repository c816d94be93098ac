"""`audit-export`: the signed file for an auditor (P42)."""

from __future__ import annotations

import argparse
import os
import sys

from central.cli.opened import open_central
from central.services import audit_export as service
from desktop.domain.errors import KnownError


class OutputThereError(KnownError):
    """The file is there already or cannot be written; nothing was made. Name another with --output."""

    code = "output-there"


def audit_export(chosen: argparse.Namespace) -> int:
    """Write the ZIP (mode 0600); central notes that it left. Raises OutputThereError, ExportRangeError."""
    opened = open_central(chosen.home, chosen.database)
    try:
        with os.fdopen(os.open(chosen.output, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(service.audit_export(opened.parts, chosen.first, chosen.last, ""))
    except OSError as error:
        raise OutputThereError from error
    except KnownError:
        chosen.output.unlink()
        raise
    finally:
        opened.close()
    sys.stdout.write(f"{chosen.output}\n")
    return 0
