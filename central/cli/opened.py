"""An opened central: settings, keys and database of one home, found to belong together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from central.crypto.errors import WrongKeysError
from central.crypto.key_file import KeyFile
from central.crypto.keys import FileKeys
from central.machine import TODAY, SystemClock, SystemRandomness
from central.services.enrolment import HospitalMissingError
from central.services.errors import DemoOnlyError
from central.services.parts import CentralParts
from central.settings import KEY_FILE, Settings, load
from central.store import places
from central.store.duties import seal_older
from central.store.engine import Database, open_database


@dataclass(frozen=True, slots=True)
class Opened:
    """One hospital's central. `hospital` is its row; `demo` was fixed by `init`."""

    settings: Settings
    keys: FileKeys
    parts: CentralParts
    hospital: str
    demo: bool
    founding_public: bytes

    def close(self) -> None:
        """Close the database."""
        self.parts.database.close()


def open_central(
    home: Path, database: str | None, *, upgrade: bool = False, later: timedelta = TODAY
) -> Opened:
    """Open a home; raises KeyFileMissingError, HospitalMissingError, WrongKeysError, StoreTooNewError.

    Only a demonstration may be opened some days `later`; any other raises DemoOnlyError.

    An older database is brought up to date with `upgrade`, else refused (SchemaOlderError): while a command looks,
    an older central may still be serving.

    The public keys in the database must be those of the key file, whose derivation names hospital and mode: a flag
    that was altered on either side fits no more, so a demonstration stays one and nothing real becomes one.
    """
    settings = load(home, database)
    file = KeyFile.load(home / KEY_FILE)
    keys = FileKeys(file, SystemRandomness())
    store = open_database(settings.database)
    try:
        row = _own_row(store, file, keys, upgrade=upgrade)
        if later and not file.demo:
            raise DemoOnlyError
        if upgrade and store.run(lambda connection: seal_older(connection, keys, file.hospital_id)):
            store.empty_log()
    except BaseException:
        store.close()
        raise
    parts = CentralParts(file.hospital_id, store, keys, SystemClock(later), SystemRandomness())
    return Opened(settings, keys, parts, row["name"], file.demo, bytes(row["founding_public"]))


def _own_row(store: Database, file: KeyFile, keys: FileKeys, *, upgrade: bool) -> dict[str, Any]:
    """Return the hospital's row; raises as open_central does."""
    if store.schema_version() is None:
        raise HospitalMissingError
    if upgrade:
        store.create_schema()
    store.require_schema()
    with store.read() as connection:
        row = places.hospital(connection, file.hospital_id)
    if row is None:
        raise HospitalMissingError
    public = bytes(row["sign_public"]), bytes(row["seal_public"])
    if row["demo"] != file.demo or public != (keys.sign_public, keys.seal_public):
        raise WrongKeysError
    return row
