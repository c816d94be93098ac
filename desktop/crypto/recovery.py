"""Opening a desk again when no slot does: all slots lost, or the vault's device secret (SECURITY §2.3, Signal's case).

The epoch key comes back from two holders (`escrow`). It proves itself by opening the desk's keys; then there is a new
device secret, a new epoch and one new slot. The old slots go: their device secret is gone, or nobody knew their words.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from desktop.crypto.costs import KdfCost, wipe
from desktop.crypto.entry import House
from desktop.crypto.escrow import Vessel
from desktop.crypto.formats import KEY_BYTES, OpeningKey
from desktop.crypto.key_file import KeyFile, decode_file, device_check
from desktop.crypto.safe import (
    DEVICE_SECRET_BYTES,
    FOLDER,
    TRIES_FILE,
    NewPerson,
    PersonPublics,
    new_slot,
    publics_of,
    secret_name,
)
from desktop.crypto.slots import seal_epoch_key
from desktop.crypto.whole_files import write_whole
from desktop.domain.errors import SealBrokenError, StoreDamagedError
from desktop.domain.recovery import NoEscrowError
from desktop.ports.keys import KeyVault


def sealed_parts(home: Path, key_file: str) -> KeyFile:
    """Return the key file of a desk that cannot be opened; raises StoreDamagedError, NoEscrowError."""
    try:
        file = decode_file((home / FOLDER / key_file).read_bytes())
    except OSError as error:
        raise StoreDamagedError from error
    if file.holders is None or not file.escrow:
        raise NoEscrowError
    return file


def vessel_of(file: KeyFile) -> Vessel:
    """Return what the file's parts are bound to."""
    return Vessel(file.installation.id, file.epoch)


def recover(
    house: House, vault: KeyVault, back: OpeningKey, sealed: bytes, person: NewPerson, cost: KdfCost
) -> PersonPublics:
    """Make the desk openable for one person; their passphrase is zeroed. Returns the keys for the roster.

    Raises SealBrokenError when what came back is not this epoch's key, NotPermittedError for a role without a slot,
    and what the rules of passphrases raise. Other people's slots are gone afterwards.
    """
    try:
        file = decode_file(house.key_file.read_bytes())
        keys = file.open_keys(back.open(sealed, vessel_of(file).way_back()))
        if file.identity != house.identity.packed():
            raise SealBrokenError
        device_secret = house.randomness.bytes(DEVICE_SECRET_BYTES)
        epoch_key = house.randomness.bytes(KEY_BYTES)
        check = device_check(device_secret, file.installation.id)
        new = replace(file, epoch=file.epoch + 1, device_check=check, slots=())
        slot = seal_epoch_key(
            new_slot(new, person, device_secret, cost, house), epoch_key, new.installation, new.epoch
        )
        new = replace(new, slots=(slot,), keys=new.seal_keys(epoch_key, keys, house.randomness))
        new = new.escrowed(epoch_key)
    finally:
        wipe(person.passphrase)
    # The secret first, as at enrolment. A kill in between leaves the old file, which two holders open again.
    vault.save(secret_name(new.installation.id), device_secret)
    write_whole(house.key_file, new.encode(epoch_key, device_secret))
    (house.key_file.parent / TRIES_FILE).unlink(missing_ok=True)
    return publics_of(slot)
