"""`export-deidentified`: figures that cannot be joined back to a person (P13)."""

from __future__ import annotations

import argparse
import sys

from central.cli.opened import open_central
from central.services.deidentified import export, refuse_unsigned
from desktop.domain.deidentified import Exemption
from desktop.domain.export_asks import figures_text


def deidentified(chosen: argparse.Namespace) -> int:
    """Write the figures of some days to standard output, for which an officer and another person signed at a desk.

    The export and its exception are noted.
    """
    opened, exemption = open_central(chosen.home, chosen.database), Exemption(chosen.exemption)
    try:
        refuse_unsigned(opened.parts, figures_text(chosen.first, chosen.last, exemption))
        content = export(opened.parts, chosen.first, chosen.last, exemption)
    finally:
        opened.close()
    sys.stdout.write(content.decode() + "\n")
    return 0
