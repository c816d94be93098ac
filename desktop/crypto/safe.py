"""Who opens the desk: the key file under `home/keys/` and the device secret in the vault (ports.keys.Safe)."""

from __future__ import annotations

import hmac
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from desktop.crypto import carried
from desktop.crypto.carried import CarriedSecretError
from desktop.crypto.costs import KdfCost, wipe
from desktop.crypto.desk_keys import DeskIdentity
from desktop.crypto.entry import House, Opened, SlotEntry, words_about
from desktop.crypto.errors import CodeNeededError, SlotExistsError, WrongCodeError
from desktop.crypto.key_file import KeyFile, check_mac, decode_file, device_check
from desktop.crypto.second_factor import step_of
from desktop.crypto.slots import PersonPrivates, Slot, make_slot, open_slot, seal_epoch_key
from desktop.crypto.tries import Tries
from desktop.crypto.whole_files import write_whole
from desktop.domain.errors import (
    KnownError,
    SealBrokenError,
    StoreDamagedError,
    VaultMissingError,
    WrongPassphraseError,
)
from desktop.domain.ids import StaffId
from desktop.domain.new_codes import NewCode, NewCodeError
from desktop.domain.passphrases import SignInRules
from desktop.domain.staff import Action, Role, require
from desktop.ports.clock import Clock, Randomness
from desktop.ports.keys import KeyVault, OpenKeys, SlotInfo

FOLDER = "keys"
KEY_FILE = "desk.keys"
TRIES_FILE = "tries"
DEVICE_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True, repr=False)
class NewPerson:
    """Somebody who gets a slot; the passphrase (UTF-8) is their own choice and is zeroed when it was used."""

    info: SlotInfo
    passphrase: bytearray


@dataclass(frozen=True, slots=True)
class PersonPublics:
    """A person's public keys at this desk (32 bytes each), for wire.StaffKeysRequest and then the roster."""

    person: StaffId
    sign_public: bytes
    seal_public: bytes


class SlotSafe:
    """ports.keys.Safe over one key file.

    `identity` is what the desk believes of itself and of central (bootstrap reads it beside the store); it must be
    the one that enrolment bound into the key file, so that nobody swaps central's keys, the pinned authority or the
    demo mark by editing a public file. `rules` say what a passphrase must be and whether a code is needed.
    """

    def __init__(
        self,
        home: Path,
        vault: KeyVault,
        identity: DeskIdentity,
        randomness: Randomness,
        rules: SignInRules,
        clock: Clock,
    ) -> None:
        self._folder = home / FOLDER
        self._vault = vault
        self._house = House(self._folder / KEY_FILE, identity, rules, clock, randomness)

    def people(self) -> tuple[SlotInfo, ...]:
        """Return who has a slot here, in the order they were added; raises StoreDamagedError.

        Nobody is asked for a code while an order lets them bind a new one.
        """
        file = self._read()[1]
        try:
            tries = self._tries(file, self._device_secret(file))
        except KnownError:  # said when somebody signs in
            return tuple(slot.person for slot in file.slots)
        now = self._seconds()
        return tuple(
            replace(slot.person, code_bound=False)
            if tries.released(slot.person.staff_id, now)
            else slot.person
            for slot in file.slots
        )

    def ready(self) -> bool:
        """Return whether this account's vault holds this desk's secret: asked before anybody types a passphrase."""
        try:
            self._device_secret(self._read()[1])
        except VaultMissingError:
            return False
        return True

    def enter(self, staff_id: StaffId, passphrase: bytearray, code: str = "") -> SlotEntry:
        """Let one person in; the passphrase is zeroed in any case.

        Raises VaultMissingError and CodeNeededError before anything is computed, WrongPassphraseError(left) also when
        no try is left, WrongCodeError(left), StoreDamagedError when the key file was altered, WeakSlotError below the
        floor, StoreFullError when the try cannot be noted.
        """
        try:
            return SlotEntry(self._opened(staff_id, passphrase, code), self._house)
        finally:
            wipe(passphrase)

    def open(self, staff_id: StaffId, passphrase: bytearray, code: str = "") -> OpenKeys:
        """Open the desk at once; raises as `enter`, and StepsOwedError when a window must lead through them first."""
        return self.enter(staff_id, passphrase, code).keys()

    def recognise(self, staff_id: StaffId, passphrase: bytearray) -> None:
        """Check the passphrase of who is signed in already and gave their code then; raises as `enter`."""
        try:
            self._opened(staff_id, passphrase, None)
        finally:
            wipe(passphrase)

    def add_person(
        self, by: StaffId, passphrase: bytearray, person: NewPerson, cost: KdfCost, code: str = ""
    ) -> PersonPublics:
        """Give one more person a slot while a supervisor or officer stands by with their own passphrase.

        Returns the new public keys for wire.StaffKeysRequest. Raises what `enter` raises, NotPermittedError when `by`
        or the new person's role may not, SlotExistsError, WeakSlotError, and what the rules of passphrases raise.
        """
        try:
            opened = self._opened(by, passphrase, code)
            require(Role(opened.slot.person.role), Action.ADD_STAFF)
            slot = new_slot(opened.file, person, opened.device_secret, cost, self._house)
            slot = seal_epoch_key(slot, opened.epoch_key, opened.file.installation, opened.file.epoch)
            changed = replace(opened.file, slots=(*opened.file.slots, slot))
            write_whole(self._house.key_file, changed.encode(opened.epoch_key, opened.device_secret))
        finally:
            wipe(passphrase)
            wipe(person.passphrase)
        return publics_of(slot)

    def stand_by(self, by: StaffId, passphrase: bytearray, code: str = "") -> OpenKeys:
        """Open the desk's keys for a supervisor or officer who answers for somebody else; raises as `forgive`."""
        try:
            opened = self._opened(by, passphrase, code)
            require(Role(opened.slot.person.role), Action.ADD_STAFF)
            return SlotEntry(opened, self._house).keys()
        finally:
            wipe(passphrase)

    def forgive(
        self, by: StaffId, passphrase: bytearray, staff_id: StaffId, code: str = "", *,
        first: Callable[[OpenKeys], None],
    ) -> None:  # fmt: skip
        """Give a locked-out person their tries back, a supervisor or officer standing by; raises as `open`.

        `first` is called with the desk's keys before anything changes, so that the trace can tell of it; what it raises
        leaves everything as it was. Raises NotPermittedError too.
        """
        try:
            opened = self._opened(by, passphrase, code)
            require(Role(opened.slot.person.role), Action.ADD_STAFF)
            first(SlotEntry(opened, self._house).keys())
            opened.tries.forgive(staff_id)
        finally:
            wipe(passphrase)

    def lend(
        self, by: StaffId, passphrase: bytearray, code: str = "", *, first: Callable[[OpenKeys], None]
    ) -> tuple[bytes, str]:
        """Return what another account of this PC takes over, and the words for it; a supervisor or officer stands by.

        `first` as in `forgive`. Raises as `forgive`.
        """
        try:
            opened = self._opened(by, passphrase, code)
            require(Role(opened.slot.person.role), Action.ADD_STAFF)
            first(SlotEntry(opened, self._house).keys())
        finally:
            wipe(passphrase)
        house = self._house
        return carried.lend(
            opened.device_secret, opened.file.installation.id, house.clock.now(), house.randomness
        )

    def take_over(self, raw: bytes, words: str) -> None:
        """Put a lent device secret into this account's vault; raises CarriedSecretError, VaultUnavailableError."""
        file = self._read()[1]
        installation = file.installation.id
        secret = carried.take(raw, words, installation, self._house.clock.now())
        if not hmac.compare_digest(device_check(secret, installation), file.device_check):
            raise CarriedSecretError(why="another-desk")
        self._vault.save(secret_name(installation), secret)

    def take_order(self, order: NewCode) -> None:
        """Let one person bind a new code, by an order whose signatures the caller checked; raises NewCodeError."""
        file = self._read()[1]
        tries = self._tries(file, self._device_secret(file))
        if all(slot.person.staff_id != order.person for slot in file.slots):
            raise NewCodeError(why="nobody")
        issued, until = (int(at.timestamp()) for at in (order.issued_at, order.until))
        if not tries.take_order(order.person, issued, until):
            raise NewCodeError(why="used")

    def forget(self) -> None:
        """Take this desk's device secret out of the vault: nothing of the store opens ever again (purge).

        Raises VaultUnavailableError; a key file that is missing or damaged names no secret and nothing is done.
        """
        try:
            file = self._read()[1]
        except StoreDamagedError:
            return
        self._vault.delete(secret_name(file.installation.id))

    def _read(self) -> tuple[bytes, KeyFile]:
        try:
            raw = self._house.key_file.read_bytes()
        except OSError as error:
            raise StoreDamagedError from error
        return raw, decode_file(raw)

    def _device_secret(self, file: KeyFile) -> bytes:
        secret = self._vault.load(secret_name(file.installation.id))
        if secret is None or len(secret) != DEVICE_SECRET_BYTES:
            raise VaultMissingError
        if not hmac.compare_digest(device_check(secret, file.installation.id), file.device_check):
            raise VaultMissingError
        return secret

    def _tries(self, file: KeyFile, device_secret: bytes) -> Tries:
        return Tries(
            self._folder / TRIES_FILE, device_secret, file.installation.id, self._house.rules.most_tries
        )

    def _opened(self, staff_id: StaffId, passphrase: bytearray, code: str | None) -> Opened:
        """Open one slot; a `code` of None asks for none."""
        raw, file = self._read()
        device_secret = self._device_secret(file)
        slot = next((s for s in file.slots if s.person.staff_id == staff_id), None)
        if slot is None:
            raise WrongPassphraseError(left=0)
        tries = self._tries(file, device_secret)
        asked = slot.person.code_bound and code is not None and not tries.released(staff_id, self._seconds())
        if asked and not code:
            raise CodeNeededError
        if tries.left(staff_id) == 0:
            raise WrongPassphraseError(left=0)
        left = tries.begin(staff_id)
        try:
            inside = open_slot(slot, passphrase, device_secret, file.installation)
        except WrongPassphraseError:
            raise WrongPassphraseError(left=left) from None
        except SealBrokenError as error:
            raise StoreDamagedError from error
        if asked and code:
            self._take_code(tries, slot, inside.privates, code, left)
        tries.forgive(staff_id)
        epoch_key = _epoch_key(file, slot, inside.privates)
        check_mac(raw, epoch_key, device_secret)
        if file.identity != self._house.identity.packed():
            raise StoreDamagedError
        return Opened(file, slot, inside, epoch_key, device_secret, tries)

    def _seconds(self) -> int:
        return int(self._house.clock.now().timestamp())

    def _take_code(self, tries: Tries, slot: Slot, privates: PersonPrivates, code: str, left: int) -> None:
        person = slot.person.staff_id
        step = step_of(code, privates.code_secret, self._house.clock.now(), tries.last_step(person))
        if step is None:
            raise WrongCodeError(left=left)
        tries.take_step(person, step)


def new_slot(file: KeyFile, person: NewPerson, device_secret: bytes, cost: KdfCost, house: House) -> Slot:
    """Make a slot for one more person of this file.

    Raises SlotExistsError, NotPermittedError, WeakSlotError and what the rules of passphrases raise.
    """
    require(Role(person.info.role), Action.UNLOCK_DESK)
    if any(slot.person.staff_id == person.info.staff_id for slot in file.slots):
        raise SlotExistsError
    house.rules.check(person.passphrase, words_about(person.info))
    return make_slot(
        person.info,
        person.passphrase,
        device_secret,
        file.installation,
        cost,
        house.randomness,
        house.clock.now(),
    )


def publics_of(slot: Slot) -> PersonPublics:
    """Return the public keys of a slot."""
    return PersonPublics(slot.person.staff_id, slot.sign_public, slot.seal_public)


def secret_name(installation_id: bytes) -> str:
    """Return the vault's name of a desk's device secret; two desks under one account do not meet."""
    return f"device-secret/{installation_id.hex()}"


def _epoch_key(file: KeyFile, slot: Slot, privates: PersonPrivates) -> bytes:
    try:
        return privates.opening.open(slot.sealed_epoch_key, slot.epoch_info(file.installation, file.epoch))
    except SealBrokenError as error:
        raise StoreDamagedError from error
