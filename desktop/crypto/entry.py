"""Between the right passphrase and the open desk: binding a code, choosing a new passphrase (ports.keys.Entry)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from desktop.crypto.costs import wipe
from desktop.crypto.desk_keys import DeskIdentity, EnrolledDeskKeys, SlotPersonKeys
from desktop.crypto.errors import StepsOwedError, WrongCodeError
from desktop.crypto.file_key import SlotFileKey
from desktop.crypto.formats import OpeningKey, SigningKey
from desktop.crypto.held_file import HeldKeyFile
from desktop.crypto.key_file import KeyFile, KeyName, check_mac, decode_file
from desktop.crypto.pins import SlotPin, make_mark
from desktop.crypto.rotation import SlotRotation
from desktop.crypto.sealer import EpochSealer
from desktop.crypto.second_factor import SECRET_BYTES, as_address, as_text, step_of
from desktop.crypto.slots import OpenedSlot, PersonPrivates, Slot, open_slot, seal_privates, seal_under
from desktop.crypto.tries import Tries
from desktop.crypto.whole_files import write_whole
from desktop.domain.badges import check_badge
from desktop.domain.errors import SealBrokenError, StoreDamagedError, WrongPassphraseError
from desktop.domain.passphrases import PassphraseSameError, SignInRules
from desktop.domain.pins import check_pin
from desktop.ports.clock import Clock, Randomness
from desktop.ports.keys import CodeOffer, OpenKeys, SlotInfo

BIND_CODE, CHANGE_PASSPHRASE = "bind-code", "change-passphrase"


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """What a right passphrase gives."""

    file: KeyFile
    slot: Slot
    inside: OpenedSlot
    epoch_key: bytes
    device_secret: bytes
    tries: Tries


@dataclass(frozen=True, slots=True)
class House:
    """What belongs to the desk and not to a person: where the key file lies, who the desk is, what holds here."""

    key_file: Path
    identity: DeskIdentity
    rules: SignInRules
    clock: Clock
    randomness: Randomness


class SlotEntry:
    """ports.keys.Entry over one opened slot."""

    def __init__(self, opened: Opened, house: House) -> None:
        self._opened = opened
        self._house = house
        self._secret = b""

    def owed(self) -> tuple[str, ...]:
        """Return what the rules want before the desk opens, in order."""
        rules, slot = self._house.rules, self._opened.slot
        bind = self.released() or (rules.code and not slot.person.code_bound)
        change = rules.change_due(slot.chosen_at, self._house.clock.now())
        return (*((BIND_CODE,) if bind else ()), *((CHANGE_PASSPHRASE,) if change else ()))

    def offer(self, issuer: str) -> CodeOffer:
        """Return the secret to bind, the same one until it is bound."""
        if not self._secret:
            self._secret = self._house.randomness.bytes(SECRET_BYTES)
        account = self._opened.slot.person.staff_id
        return CodeOffer(as_address(self._secret, account, issuer), as_text(self._secret))

    def bind_code(self, first: str, second: str) -> None:
        """Bind the offered secret after two codes, the second of a later step; raises WrongCodeError."""
        now, tries = self._house.clock.now(), self._opened.tries
        person = self._opened.slot.person.staff_id
        one = step_of(first, self._secret, now, 0) if self._secret else None
        two = step_of(second, self._secret, now, one) if one is not None else None
        if two is None:
            raise WrongCodeError
        privates = replace(self._opened.inside.privates, code_secret=self._secret)
        inside = replace(self._opened.inside, privates=privates)
        tries.take_step(person, two)
        self._keep(self._sealed(privates), inside)
        self._secret = b""

    def change_passphrase(self, passphrase: bytearray) -> None:
        """Seal the keys under a new passphrase (zeroed).

        Raises PassphraseShortError, PassphraseKindsError, PassphraseCommonError, PassphraseSameError, StoreFullError.
        """
        opened, house = self._opened, self._house
        try:
            house.rules.check(passphrase, words_about(opened.slot.person))
            if self._is_the_old_one(bytearray(passphrase)):
                raise PassphraseSameError
            slot = seal_under(
                opened.slot, opened.inside.privates, bytearray(passphrase), opened.device_secret,
                opened.file.installation, house.randomness, house.clock.now(),
            )  # fmt: skip
            inside = open_slot(slot, passphrase, opened.device_secret, opened.file.installation)
        finally:
            wipe(passphrase)
        self._keep(slot, inside)

    def released(self) -> bool:
        """Return whether an order for a lost telephone let the person in without a code."""
        now = int(self._house.clock.now().timestamp())
        return self._opened.tries.released(self._opened.slot.person.staff_id, now)

    def offered(self) -> bool:
        """Return whether the person has no PIN where one is offered at sign-in."""
        return self._house.rules.code and not self._opened.slot.person.pin_set

    def set_pin(self, pin: bytearray) -> None:
        """Set or change the PIN (zeroed); raises PinShapeError, PinCommonError, StoreFullError."""
        slot, inside = self._opened.slot, self._opened.inside
        try:
            check_pin(pin, words_about(slot.person))
            mark = make_mark(pin, slot.cost, self._house.randomness)
        finally:
            wipe(pin)
        privates = replace(inside.privates, pin_mark=mark)
        inside = replace(inside, privates=privates)
        self._keep(self._sealed(privates), inside)

    def set_badge(self, number: bytearray) -> None:
        """Take a badge's number (zeroed); raises BadgeShapeError, StoreFullError."""
        try:
            check_badge(number)
            mark = make_mark(number, self._opened.slot.cost, self._house.randomness)
        finally:
            wipe(number)
        self._keep_badge(mark)

    def strike_badge(self) -> None:
        """Forget the badge; raises StoreFullError."""
        self._keep_badge(b"")

    def _keep_badge(self, mark: bytes) -> None:
        privates = replace(self._opened.inside.privates, badge_mark=mark)
        self._keep(self._sealed(privates), replace(self._opened.inside, privates=privates))

    def _sealed(self, privates: PersonPrivates) -> Slot:
        opened, house = self._opened, self._house
        return seal_privates(
            opened.slot, privates, opened.inside.slot_key, opened.file.installation, house.randomness
        )

    def keys(self) -> OpenKeys:
        """Open the desk; raises StepsOwedError, StoreDamagedError."""
        if self.owed():
            raise StepsOwedError
        opened = self._opened
        try:
            keys = opened.file.open_keys(opened.epoch_key)
        except SealBrokenError as error:
            raise StoreDamagedError from error
        return open_keys(keys, opened, self._house)

    def _is_the_old_one(self, passphrase: bytearray) -> bool:
        opened = self._opened
        try:
            open_slot(opened.slot, passphrase, opened.device_secret, opened.file.installation)
        except WrongPassphraseError:
            return False
        return True

    def _keep(self, slot: Slot, inside: OpenedSlot) -> None:
        """Write the file as it is now with this person's new slot in it."""
        opened = self._opened
        raw = self._house.key_file.read_bytes()
        check_mac(raw, opened.epoch_key, opened.device_secret)
        now = decode_file(raw)
        slots = tuple(slot if one.person.staff_id == slot.person.staff_id else one for one in now.slots)
        changed = replace(now, slots=slots)
        write_whole(self._house.key_file, changed.encode(opened.epoch_key, opened.device_secret))
        self._opened = replace(opened, file=changed, slot=slot, inside=inside)


def words_about(person: SlotInfo) -> tuple[str, ...]:
    """Return what everybody at the desk knows of a person and types first when they guess."""
    return person.staff_id, person.initials


def open_keys(keys: dict[KeyName, bytes], opened: Opened, house: House) -> OpenKeys:
    """Return what an unlocked desk holds, from the opened keys of the key file."""
    staff, privates = opened.slot.person, opened.inside.privates
    sealer = EpochSealer(
        keys[KeyName.WRAP],
        keys[KeyName.INDEX],
        house.randomness,
        keys.get(KeyName.NEXT_WRAP, b""),
        opened.file.installation.suite,
    )
    held = HeldKeyFile(house.key_file, house.randomness, opened.epoch_key, opened.device_secret)
    return OpenKeys(
        file_key=keys[KeyName.FILE],
        sealer=sealer,
        desk=EnrolledDeskKeys(
            house.identity, SigningKey(keys[KeyName.DESK_SIGN]), OpeningKey(keys[KeyName.DESK_OPEN])
        ),
        person=SlotPersonKeys(staff.staff_id, privates.signing),
        staff=staff,
        rotation=SlotRotation(held, house.randomness, sealer),
        file_change=SlotFileKey(held, house.randomness),
        pin=SlotPin(privates.pin_mark, opened.slot.cost) if privates.pin_mark else None,
        badge=SlotPin(privates.badge_mark, opened.slot.cost) if privates.badge_mark else None,
    )
