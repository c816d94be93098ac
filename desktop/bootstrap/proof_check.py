"""`clinic-desk verify-proof FILE`: check a signed file without a line, by the keys pinned at enrolment (N36, P42)."""

from __future__ import annotations

import argparse
import json
import sys

from desktop.bootstrap.installation import Installation
from desktop.crypto.desk_keys import Ed25519Check
from desktop.domain.audit_pack import check_file
from desktop.settings import LoadedSettings


def verify_proof(chosen: argparse.Namespace, loaded: LoadedSettings) -> int:
    """Print what was checked; exit code 1 when something does not hold. Raises ProofUnreadableError."""
    here = Installation.load(loaded.settings.home)
    found = check_file(
        chosen.file.read_bytes(), Ed25519Check().verify, here.central_sign_public, here.founding_public
    )
    good = all(one.good for one in found)
    if chosen.json:
        rows = [{"what": one.what, "of": one.of, "good": one.good} for one in found]
        sys.stdout.write(json.dumps({"whole": good, "findings": rows}) + "\n")
    else:
        sys.stdout.write(
            "".join(f"{one.what} {one.of}: {'holds' if one.good else 'BROKEN'}\n" for one in found)
        )
    return 0 if good else 1
