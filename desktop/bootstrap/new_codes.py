"""`clinic-desk new-code`: the order of two administrators for a lost telephone; the trace tells of it at sign-in."""

from __future__ import annotations

import argparse
import sys

from desktop.bootstrap.installation import Installation
from desktop.bootstrap.machine import SystemClock
from desktop.bootstrap.safes import open_safe
from desktop.crypto.desk_keys import Ed25519Check
from desktop.domain.ids import DeskId
from desktop.domain.new_codes import read_new_code
from desktop.settings import LoadedSettings


def run_new_code(chosen: argparse.Namespace, loaded: LoadedSettings) -> int:
    """Check the order by the keys pinned at enrolment and take it; raises NewCodeError, VaultMissingError."""
    home = loaded.settings.home
    here = Installation.load(home)
    order = read_new_code(chosen.order, Ed25519Check().verify, here.founding_public, here.central_sign_public)
    order.check(DeskId(here.desk_id), SystemClock().now())
    open_safe(home, loaded.settings, here).take_order(order)
    sys.stdout.write(
        f"{order.person} signs in with the passphrase alone until {order.until.isoformat()} and binds a new code\n"
    )
    return 0
