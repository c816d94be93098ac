"""`release`: the signed note beside a new installer on the hospital's share."""

from __future__ import annotations

import argparse
import hashlib
import sys
from datetime import timedelta

from central.crypto.founding import FoundingKey
from central.machine import SystemClock
from desktop.domain.releases import Release, checked, written


def sign_release(chosen: argparse.Namespace) -> int:
    """Write the note; raises ManifestError for a version or a time that no desk would take."""
    raw = chosen.installer.read_bytes()
    now = SystemClock().now().replace(microsecond=0)
    release = Release(
        chosen.serial, chosen.version, chosen.installer.name, len(raw), hashlib.sha256(raw).hexdigest(), now,
        now + timedelta(days=chosen.days),
    )  # fmt: skip
    checked(release)
    signature = FoundingKey.load(chosen.founding_key).sign_release(release.signed_bytes())
    chosen.output.write_bytes(written(release, signature))
    sys.stdout.write(
        f"{release.version}, serial {release.serial}, good until {release.expires_at.isoformat()}\n"
    )
    return 0
