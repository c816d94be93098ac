"""`export-deidentified`: figures that cannot be joined back to a person (P13)."""

from __future__ import annotations

import argparse
import sys

from central.cli.opened import open_central
from central.services.deidentified import export
from desktop.domain.deidentified import Exemption


def deidentified(chosen: argparse.Namespace) -> int:
    """Write the figures of some days to standard output; the export and its exception are noted."""
    opened = open_central(chosen.home, chosen.database)
    try:
        content = export(opened.parts, chosen.first, chosen.last, Exemption(chosen.exemption))
    finally:
        opened.close()
    sys.stdout.write(content.decode() + "\n")
    return 0
