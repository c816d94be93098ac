"""`holders sign`: the people who together open a desk again, signed by the founding key (DECISIONS 17)."""

from __future__ import annotations

import argparse
import base64
import json
import sys
from pathlib import Path

from central.crypto.files import write_private
from central.crypto.founding import FoundingKey
from desktop.domain.recovery import HOLDERS_PURPOSE, Holder, Holders, HoldersInvalidError, SignedHolders


def holders_sign(chosen: argparse.Namespace) -> int:
    """Sign the list; raises HoldersInvalidError, KeyFileMissingError, KeyFileExistsError."""
    key = FoundingKey.load(chosen.founding_key)
    holders = Holders(tuple(_holder(path) for path in chosen.holder))
    holders.check()
    signed = SignedHolders(holders, key.key.sign(HOLDERS_PURPOSE, holders.signed_bytes()))
    write_private(chosen.out, signed.to_bytes())
    names = ", ".join(holder.name for holder in holders.people)
    sys.stdout.write(
        f"any two of {names} open a desk that nobody else can; give {chosen.out.name} to enroll\n"
    )
    return 0


def _holder(path: Path) -> Holder:
    try:
        said = json.loads(path.read_bytes())
        return Holder(str(said["name"]), base64.b64decode(said["key"], validate=True))
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise HoldersInvalidError from error
