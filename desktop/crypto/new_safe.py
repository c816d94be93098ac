"""Making an installation: the desk's keys before enrolment, the key file after it.

The order, which bootstrap follows:

    1. desk = NewDesk.make(randomness)                nothing is on disk or in the vault yet
    2. enrol(network, code, desk.sign_public, desk.seal_public, name) -> EnrollResponse; check the founding key's
       fingerprint; identity = DeskIdentity(response.desk_id, ...)
    3. new = create_safe(home, vault, desk, identity, people, cost, randomness, rules, clock, holders,
       demo=response.demo)
       puts the device secret into the vault and writes home/keys/desk.keys
    4. for each of new.people: POST StaffKeysRequest(person, sign_public, seal_public), signed with new.desk_keys
    5. Installation(...).save(home): its presence says that the desk is complete

A crash before 5 leaves a home without installation.json: the one-time code is spent, IT takes a new one and the next
create_safe replaces what lies there. `demo` must be what central answered (response.demo): it is bound into every slot.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.crypto.costs import KdfCost, wipe
from desktop.crypto.desk_keys import DeskIdentity, EnrolledDeskKeys
from desktop.crypto.entry import House
from desktop.crypto.formats import KEY_BYTES, SUITE_AES, OpeningKey, SigningKey
from desktop.crypto.key_file import INSTALLATION_BYTES, LASTING, KeyFile, KeyName, device_check
from desktop.crypto.safe import (
    DEVICE_SECRET_BYTES,
    FOLDER,
    KEY_FILE,
    TRIES_FILE,
    NewPerson,
    PersonPublics,
    new_slot,
    publics_of,
    secret_name,
)
from desktop.crypto.slots import InstallationMark, seal_epoch_key
from desktop.crypto.whole_files import write_whole
from desktop.domain.passphrases import SignInRules
from desktop.domain.recovery import Holders, NoEscrowError
from desktop.ports.clock import Clock, Randomness
from desktop.ports.keys import KeyVault

FIRST_EPOCH = 1


@dataclass(frozen=True, slots=True, repr=False)
class NewDesk:
    """A desk's fresh key pairs before central knows it; held in memory only."""

    signing: SigningKey
    opening: OpeningKey

    @classmethod
    def make(cls, randomness: Randomness) -> NewDesk:
        """Make both key pairs."""
        return cls(SigningKey.new(randomness), OpeningKey.new(randomness))

    @property
    def sign_public(self) -> bytes:
        """Return the Ed25519 public key for EnrollRequest (32 bytes)."""
        return self.signing.public

    @property
    def seal_public(self) -> bytes:
        """Return the X25519 public key for EnrollRequest (32 bytes)."""
        return self.opening.public


@dataclass(frozen=True, slots=True, repr=False)
class NewSafe:
    """A made installation: whose public keys go to central, and the desk's keys to sign those requests with."""

    people: tuple[PersonPublics, ...]
    desk_keys: EnrolledDeskKeys


def create_safe(
    home: Path,
    vault: KeyVault,
    desk: NewDesk,
    identity: DeskIdentity,
    people: Sequence[NewPerson],
    cost: KdfCost,
    randomness: Randomness,
    rules: SignInRules,
    clock: Clock,
    holders: Holders | None,
    *,
    demo: bool,
    suite: int = SUITE_AES,
) -> NewSafe:
    """Make device secret, epoch 1 with its keys, and a slot for each person; all passphrases are zeroed.

    Two of the `holders` open it again when nobody else can; only a demo may do without (NoEscrowError).

    `suite` (1: AES, 2: SM4) holds for the life of the installation.

    Takes over `home/keys/` (older keys there are lost, the store must be a new one). A cost lighter than the floor
    is taken only with `demo`. Raises NotPermittedError for a role that holds no slot, SlotExistsError for a person
    named twice, WeakSlotError, StoreFullError, VaultUnavailableError, and what the rules of passphrases raise.
    """
    if holders is None and not demo:
        raise NoEscrowError
    device_secret = randomness.bytes(DEVICE_SECRET_BYTES)
    epoch_key = randomness.bytes(KEY_BYTES)
    keys: dict[KeyName, bytes] = {name: randomness.bytes(KEY_BYTES) for name in LASTING}
    keys |= {KeyName.DESK_SIGN: desk.signing.private, KeyName.DESK_OPEN: desk.opening.private}
    installation = InstallationMark(randomness.bytes(INSTALLATION_BYTES), demo, suite)
    file = KeyFile(
        installation=installation,
        epoch=FIRST_EPOCH,
        device_check=device_check(device_secret, installation.id),
        identity=identity.packed(),
        slots=(),
        keys=(),
        holders=holders,
    )
    file = replace(file, keys=file.seal_keys(epoch_key, keys, randomness))
    house = House(home / FOLDER / KEY_FILE, identity, rules, clock, randomness)
    try:
        for person in people:
            slot = new_slot(file, person, device_secret, cost, house)
            slot = seal_epoch_key(slot, epoch_key, installation, FIRST_EPOCH)
            file = replace(file, slots=(*file.slots, slot))
    finally:
        for person in people:
            wipe(person.passphrase)
    file = file.escrowed(epoch_key)
    # The secret first: a key file whose secret is missing could never be opened.
    vault.save(secret_name(installation.id), device_secret)
    write_whole(house.key_file, file.encode(epoch_key, device_secret))
    (home / FOLDER / TRIES_FILE).unlink(missing_ok=True)
    return NewSafe(
        people=tuple(publics_of(slot) for slot in file.slots),
        desk_keys=EnrolledDeskKeys(identity, desk.signing, desk.opening),
    )
