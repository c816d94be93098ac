"""`init`, `upgrade` and `demo-data`: a new central, an older one, and a made-up hospital."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Literal

from central.cli.opened import open_central
from central.crypto import authority
from central.crypto.errors import KeyFileExistsError
from central.crypto.files import read_private, write_private
from central.crypto.founding import FoundingKey, fingerprint
from central.crypto.key_file import KeyFile
from central.crypto.keys import FileKeys
from central.machine import SystemClock, SystemRandomness
from central.services.demo_data import make_demo_data
from central.services.parts import CentralParts
from central.services.tariff import put_tariff
from central.services.undertakings import publish_model
from central.settings import (
    FOUNDING_FILE,
    KEY_FILE,
    REGION,
    UNFINISHED_FILE,
    RealnameSettings,
    SettingsFile,
    SmsSettings,
    load,
    save,
)
from central.store.engine import Database, open_database
from central.store.hospitals import NewHospital, add_hospital
from desktop.domain.ids import uuid7

DAY_S = 86_400
SHARE_PERCENT = 20
LOOKUPS_A_MINUTE = 60


def init(chosen: argparse.Namespace) -> int:
    """Make keys, authority, founding key, settings and an empty database; refuses a home that has keys.

    What an attempt left that was cut off is taken up again: a marker names its hospital until the key file is there.
    """
    home: Path = chosen.home
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if (home / KEY_FILE).exists():
        raise KeyFileExistsError(file=KEY_FILE)
    database = open_database(load(home, chosen.database).database)
    try:
        database.create_schema()
        hospital_id = _write_files(home, chosen, database)
    finally:
        database.close()
    founding = _founding_file(chosen)
    answer = {
        "hospital_id": hospital_id,
        "demo": chosen.demo,
        "ca_sha256": authority.ca_fingerprint(home).hex(),
        "founding_sha256": fingerprint(FoundingKey.load(founding).public).hex(),
        "founding_key": founding.name,
    }
    _say(answer, as_json=chosen.json)
    if not chosen.json and not chosen.demo:
        sys.stdout.write(
            "Give the founding key to the first security administrator and take it off this machine.\n"
        )
    return 0


def _founding_file(chosen: argparse.Namespace) -> Path:
    file: Path = chosen.founding_key or chosen.home / FOUNDING_FILE
    return file


def _write_files(home: Path, chosen: argparse.Namespace, database: Database) -> str:
    clock, randomness = SystemClock(), SystemRandomness()
    now = clock.now()
    hospital_id = _begun(home) or uuid7(round(now.timestamp() * 1000), randomness.bytes(10))
    write_private(home / UNFINISHED_FILE, hospital_id.encode(), replace=True)
    file = KeyFile.new(hospital_id, randomness, demo=chosen.demo)
    keys = FileKeys(file, randomness)
    founding = _founding_key(_founding_file(chosen), hospital_id, randomness)
    authority.create(home, now, chosen.name)
    provider: Literal["local", "none"] = "local" if chosen.demo else "none"
    save(
        home,
        SettingsFile(
            chosen.database or "", tuple(chosen.name), SmsSettings(provider), RealnameSettings(provider)
        ),
    )
    row = NewHospital(
        chosen.hospital, chosen.demo, REGION, 0 if chosen.demo else DAY_S, SHARE_PERCENT, LOOKUPS_A_MINUTE,
        founding.public, keys.sign_public, keys.seal_public,
    )  # fmt: skip
    with database.begin() as connection:
        add_hospital(connection, hospital_id, row, now)
    if not chosen.demo:
        publish_model(CentralParts(hospital_id, database, keys, clock, randomness))
    # last: a home without this file can be made again, one with it is whole
    file.save(home / KEY_FILE)
    (home / UNFINISHED_FILE).unlink()
    return hospital_id


def _begun(home: Path) -> str:
    """Return the hospital of an attempt that was cut off, "" when there was none."""
    marker = home / UNFINISHED_FILE
    return read_private(marker).decode() if marker.exists() else ""


def _founding_key(path: Path, hospital_id: str, randomness: SystemRandomness) -> FoundingKey:
    """Return the key that this hospital's first attempt wrote, or a new one; never writes over another's."""
    if path.exists():
        held = FoundingKey.load(path)
        if held.hospital_id != hospital_id:
            raise KeyFileExistsError(file=path.name)
        return held
    made = FoundingKey.new(hospital_id, randomness)
    made.save(path)
    return made


def upgrade(chosen: argparse.Namespace) -> int:
    """Bring an older database up to this program, in place and in one transaction."""
    opened = open_central(chosen.home, chosen.database, upgrade=True)
    try:
        version = opened.parts.database.schema_version()
    finally:
        opened.close()
    _say({"schema_version": version}, as_json=chosen.json)
    return 0


def demo_data(chosen: argparse.Namespace) -> int:
    """Fill a demonstration hospital."""
    opened = open_central(chosen.home, chosen.database)
    try:
        report = make_demo_data(opened.parts, chosen.people, chosen.days)
    finally:
        opened.close()
    counts = {name: getattr(report, name) for name in report.__slots__}
    _say(counts, as_json=chosen.json)
    return 0


def _say(answer: dict[str, object], *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        return
    for name, value in answer.items():
        sys.stdout.write(f"{name}: {value}\n")


def tariff(chosen: argparse.Namespace) -> int:
    """Put a tariff in force; prints its version."""
    opened = open_central(chosen.home, chosen.database)
    try:
        put = put_tariff(opened.parts, chosen.file.read_bytes())
    finally:
        opened.close()
    sys.stdout.write(f"tariff {put.version}: {len(put.fees)} fees, {len(put.reductions)} reductions\n")
    return 0
