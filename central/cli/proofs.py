"""`verify-proof FILE`: check a proof pack or an auditor's file by this hospital's own keys (N36, P42)."""

from __future__ import annotations

import argparse
import json
import sys

from central.cli.opened import open_central
from desktop.domain.audit_pack import check_file


def verify(chosen: argparse.Namespace) -> int:
    """Print what was checked; 1 when something does not hold. Raises ProofUnreadableError."""
    opened = open_central(chosen.home, chosen.database)
    keys, founding = opened.parts.keys, opened.founding_public
    opened.close()
    found = check_file(chosen.file.read_bytes(), keys.verify, keys.sign_public, founding)
    good = all(one.good for one in found)
    if chosen.json:
        rows = [{"what": one.what, "of": one.of, "good": one.good} for one in found]
        sys.stdout.write(json.dumps({"whole": good, "findings": rows}) + "\n")
    else:
        sys.stdout.write(
            "".join(f"{one.what} {one.of}: {'holds' if one.good else 'BROKEN'}\n" for one in found)
        )
    return 0 if good else 1
