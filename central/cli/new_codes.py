"""`new-code`: for a lost telephone, signed by central's key and by the founding key of another administrator."""

from __future__ import annotations

import argparse
import sys
from datetime import timedelta

from central.cli.desks import WrongFoundingKeyError
from central.cli.opened import open_central
from central.crypto.founding import FoundingKey
from central.machine import SystemClock
from central.services.roster import current
from desktop.domain.errors import KnownError
from desktop.domain.ids import DeskId, StaffId
from desktop.domain.new_codes import PURPOSE, NewCode


class NobodyThereError(KnownError):
    """This person has no key at this desk on the newest roster."""

    code = "nobody-there"


def new_code(chosen: argparse.Namespace) -> int:
    """Print the order as the last line; who it is for types it at the desk with `clinic-desk new-code`."""
    key = FoundingKey.load(chosen.founding_key)
    now = SystemClock().now().replace(microsecond=0)
    opened = open_central(chosen.home, chosen.database)
    try:
        if key.public != opened.founding_public:
            raise WrongFoundingKeyError
        with opened.parts.database.read() as connection:
            entries = current(opened.parts, connection).entries
        if not any((one.person, one.desk) == (chosen.person, chosen.desk) for one in entries):
            raise NobodyThereError
        order = NewCode(DeskId(chosen.desk), StaffId(chosen.person), now, now + timedelta(hours=chosen.hours))
        signed = order.signed_bytes()
        text = order.text(key.sign_new_code(signed), opened.parts.keys.sign(PURPOSE, signed))
    finally:
        opened.close()
    sys.stdout.write(
        f"for {order.person} at desk {order.desk}, until {order.until.isoformat()}; see the person's paper first\n"
        f"{text}\n"
    )
    return 0
