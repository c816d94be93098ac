"""`wind-down run | status`: the operation has ended; the founding key starts the destruction (P15, N35)."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict

from central.cli.desks import WrongFoundingKeyError
from central.cli.opened import open_central
from central.crypto.founding import FoundingKey
from central.services.wind_down import Progress, WindDownRun
from desktop.domain.wind_down import ENDED


def run(chosen: argparse.Namespace) -> int:
    """Destroy everybody who is left, certify when all receipts are there; run it again until it says so."""
    key = FoundingKey.load(chosen.founding_key)
    opened = open_central(chosen.home, chosen.database)
    try:
        if key.public != opened.founding_public:
            raise WrongFoundingKeyError
        work = WindDownRun(opened.parts)
        work.begin()
        after = work.destroy_some()
        while after:
            after = work.destroy_some(after)
        opened.parts.database.empty_log()
        done = work.end(key.sign_certificate)
    finally:
        opened.close()
    _say(done, as_json=False)
    return 0


def status(chosen: argparse.Namespace) -> int:
    """Say how far the run is."""
    opened = open_central(chosen.home, chosen.database)
    try:
        done = WindDownRun(opened.parts).progress()
    finally:
        opened.close()
    _say(done, as_json=chosen.json)
    return 0


def _say(done: Progress, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(asdict(done), ensure_ascii=False) + "\n")
        return
    sys.stdout.write(
        f"{done.destroyed} people destroyed, records of {done.kept} kept by law, {done.held} still here\n"
    )
    if done.waiting:
        sys.stdout.write(f"waits for the receipts of {', '.join(done.waiting)}; run this again then\n")
    elif done.state == ENDED:
        sys.stdout.write("ended and certified\n")
