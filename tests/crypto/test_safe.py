"""The locked desk: who opens it, what they hold, and what happens when something is missing or altered."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from desktop.crypto.costs import DEMO, DEMO_FLOOR, EARNEST
from desktop.crypto.desk_keys import Ed25519Check
from desktop.crypto.errors import SlotExistsError, WeakSlotError
from desktop.crypto.formats import OpeningKey, SigningKey
from desktop.crypto.key_file import LASTING, KeyFile, decode_file
from desktop.crypto.new_safe import NewDesk, create_safe
from desktop.crypto.safe import NewPerson, SlotSafe
from desktop.crypto.slots import InstallationMark, PersonPrivates, Slot, seal_epoch_key
from desktop.domain.errors import (
    KnownError,
    NotPermittedError,
    SealBrokenError,
    StoreDamagedError,
    VaultMissingError,
    WrongPassphraseError,
)
from desktop.domain.ids import StaffId
from desktop.domain.made_up import DEMO_STAFF
from desktop.domain.passphrases import SMALL_CLINIC
from desktop.domain.staff import Role
from desktop.ports.keys import OpenKeys, SlotInfo
from tests.crypto.conftest import HOLDERS, STAFF, MadeDesk, info_of, make_desk, new_person
from tests.fakes.clock import SetClock
from tests.fakes.keys import FakeCentralKeys, FakeRandomness, FakeVault

MOST_TRIES = SMALL_CLINIC.most_tries
CLERK, SECOND, SUPERVISOR, OFFICER = STAFF
NEWCOMER = SlotInfo(StaffId("1003"), "赵小满", "zxm", Role.CLERK.value)


def newcomer() -> NewPerson:
    return NewPerson(NEWCOMER, bytearray(b"mangzhong-xiaoman"))


def test_everybody_with_a_slot_is_listed_without_any_secret(desk: MadeDesk) -> None:
    assert desk.safe.people() == tuple(info_of(s) for s in STAFF)


def test_each_person_opens_the_same_store_with_keys_of_their_own(desk: MadeDesk) -> None:
    opened = [desk.open(staff) for staff in STAFF]
    assert len({keys.file_key for keys in opened}) == 1
    assert len({keys.sealer.index("document", "x") for keys in opened}) == 1
    assert len({keys.person.sign("erasure", b"effect") for keys in opened}) == len(STAFF)
    assert [keys.person.person for keys in opened] == [s.staff_id for s in STAFF]
    assert [keys.staff for keys in opened] == [info_of(s) for s in STAFF]


def test_keys_survive_a_restart(desk: MadeDesk) -> None:
    first = desk.open(CLERK)
    wrapped = first.sealer.wrap(b"k" * 32, b"context")
    again = desk.open(SUPERVISOR)
    assert again.file_key == first.file_key
    assert again.sealer.unwrap(wrapped, b"context") == b"k" * 32
    assert again.desk.sign("operation", b"x") == first.desk.sign("operation", b"x")


def test_public_keys_that_went_to_central_check_what_the_opened_desk_signs(desk: MadeDesk) -> None:
    check = Ed25519Check()
    keys = desk.open(SUPERVISOR)
    assert check.verify(desk.desk.sign_public, keys.desk.sign("operation", b"x"), "operation", b"x")
    publics = next(p for p in desk.made.people if p.person == SUPERVISOR.staff_id)
    assert check.verify(publics.sign_public, keys.person.sign("erasure", b"x"), "erasure", b"x")
    assert not check.verify(publics.sign_public, keys.desk.sign("erasure", b"x"), "erasure", b"x")


def test_desk_and_central_seal_to_each_other(desk: MadeDesk) -> None:
    central = FakeCentralKeys()
    keys = desk.open()
    assert central.opening.open(keys.desk.seal_to_central(b"keys", b"info"), b"info") == b"keys"
    from desktop.crypto.formats import seal_to

    assert keys.desk.open_from_central(seal_to(desk.desk.seal_public, b"down", b"info"), b"info") == b"down"
    with pytest.raises(SealBrokenError):
        keys.desk.open_from_central(seal_to(OpeningKey(bytes(32)).public, b"down", b"info"), b"info")


def test_a_wrong_passphrase_says_how_many_tries_are_left(desk: MadeDesk) -> None:
    for left in (MOST_TRIES - 1, MOST_TRIES - 2):
        with pytest.raises(WrongPassphraseError) as raised:
            desk.open(CLERK, "not the passphrase")
        assert raised.value.facts == {"left": left}
    desk.open(CLERK)
    with pytest.raises(WrongPassphraseError) as raised:
        desk.open(CLERK, "not the passphrase")
    assert raised.value.facts == {"left": MOST_TRIES - 1}


def test_after_ten_wrong_passphrases_a_person_is_locked_out_over_restarts_until_a_supervisor_helps(
    desk: MadeDesk,
) -> None:
    for _ in range(MOST_TRIES):
        with pytest.raises(WrongPassphraseError):
            desk.open(CLERK, "not the passphrase")
    with pytest.raises(WrongPassphraseError) as raised:
        desk.open(CLERK)
    assert raised.value.facts == {"left": 0}
    desk.open(SECOND)
    told: list[OpenKeys] = []
    with pytest.raises(NotPermittedError):
        desk.safe.forgive(
            SECOND.staff_id, bytearray(SECOND.passphrase.encode()), CLERK.staff_id, first=told.append
        )
    assert told == []
    by = bytearray(SUPERVISOR.passphrase.encode())
    desk.safe.forgive(SUPERVISOR.staff_id, by, CLERK.staff_id, first=told.append)
    assert [keys.staff.staff_id for keys in told] == [SUPERVISOR.staff_id]
    assert desk.open(CLERK).staff == info_of(CLERK)


def test_somebody_without_a_slot_is_refused(desk: MadeDesk) -> None:
    with pytest.raises(WrongPassphraseError):
        desk.safe.open(StaffId("7777"), bytearray(b"anything at all"))


def test_the_passphrase_is_zeroed_in_every_case(desk: MadeDesk) -> None:
    for text in (CLERK.passphrase, "not the passphrase"):
        typed = bytearray(text.encode())
        try:
            desk.safe.open(CLERK.staff_id, typed)
        except WrongPassphraseError:
            assert text != CLERK.passphrase
        assert typed == bytearray(len(text))
    desk.vault.secrets.clear()
    typed = bytearray(CLERK.passphrase.encode())
    with pytest.raises(VaultMissingError):
        desk.safe.open(CLERK.staff_id, typed)
    assert typed == bytearray(len(CLERK.passphrase))


@pytest.mark.rows("T3")
def test_without_the_device_secret_the_desk_says_so_before_anybody_types(desk: MadeDesk) -> None:
    assert desk.safe.ready()
    desk.vault.secrets.clear()
    assert not desk.safe.ready()
    with pytest.raises(VaultMissingError):
        desk.open()


def test_another_devices_secret_is_a_missing_vault_and_not_a_wrong_passphrase(
    desk: MadeDesk, tmp_path: Path
) -> None:
    desk.vault.secrets = dict.fromkeys(desk.vault.secrets, bytes(32))
    with pytest.raises(VaultMissingError):
        desk.open()
    assert desk.key_file.exists()


@pytest.mark.rows("T3", "T4")
def test_disk_and_vault_together_hold_no_usable_key_without_a_passphrase(desk: MadeDesk) -> None:
    keys = desk.open()
    on_disk = b"".join(p.read_bytes() for p in desk.home.rglob("*") if p.is_file())
    everything = on_disk + b"".join(desk.vault.secrets.values())
    hidden = (
        keys.file_key, desk.desk.signing.private, desk.desk.opening.private, CLERK.passphrase.encode(),
    )  # fmt: skip
    for secret in hidden:
        assert secret not in everything
        assert secret.hex().encode() not in everything
    # control: the device secret is where the search looks
    assert all(secret in everything for secret in desk.vault.secrets.values())


def test_no_altered_byte_of_the_key_file_goes_unnoticed_by_whoever_signs_in(desk: MadeDesk) -> None:
    good = desk.key_file.read_bytes()
    for at in range(0, len(good), 7):
        altered = bytearray(good)
        altered[at] ^= 0x55
        desk.key_file.write_bytes(altered)
        with pytest.raises(StoreDamagedError):
            desk.open(CLERK)


def test_altering_the_key_file_and_its_digest_is_noticed_all_the_same(desk: MadeDesk) -> None:
    import hashlib

    good = desk.key_file.read_bytes()[:-32]
    for at in range(0, len(good), 11):
        altered = bytearray(good)
        altered[at] ^= 0x55
        desk.key_file.write_bytes(bytes(altered) + hashlib.sha256(altered).digest())
        with pytest.raises(KnownError) as raised:
            desk.open(CLERK)
        assert not isinstance(raised.value, NotPermittedError)
        (desk.home / "keys" / "tries").unlink(missing_ok=True)


def test_another_persons_slot_cannot_be_promoted_behind_their_back(desk: MadeDesk) -> None:
    import hashlib

    raw = desk.key_file.read_bytes()
    file = decode_file(raw)
    slots = tuple(
        replace(s, person=replace(s.person, role="supervisor")) if s.person.staff_id == "1002" else s
        for s in file.slots
    )
    body = replace(file, slots=slots)._body() + raw[-64:-32]
    desk.key_file.write_bytes(body + hashlib.sha256(body).digest())
    for staff in (CLERK, SECOND):
        with pytest.raises(StoreDamagedError):
            desk.open(staff)


def test_the_key_file_of_another_desk_opens_nothing_here(tmp_path: Path) -> None:
    first, second = make_desk(tmp_path / "a", "desk-1"), make_desk(tmp_path / "b", "desk-2")
    first.key_file.write_bytes(second.key_file.read_bytes())
    with pytest.raises(VaultMissingError):
        first.open()
    first.vault.secrets.update(second.vault.secrets)
    with pytest.raises(StoreDamagedError):
        first.open()


def test_swapping_centrals_keys_authority_or_demo_mark_in_the_public_file_is_noticed(desk: MadeDesk) -> None:
    for change in (
        {"central_seal_public": bytes(32)},
        {"central_sign_public": bytes(32)},
        {"founding_public": bytes(32)},
        {"desk_id": "desk-9"},
        {"ca_sha256": bytes(32)},
        {"demo": False},
    ):
        other = SlotSafe(
            desk.home, desk.vault, replace(desk.identity, **change), desk.randomness,  # type: ignore[arg-type]
                SMALL_CLINIC, SetClock(),
        )  # fmt: skip
        with pytest.raises(StoreDamagedError):
            other.open(CLERK.staff_id, bytearray(CLERK.passphrase.encode()))


def test_a_missing_or_cut_key_file_is_damage(desk: MadeDesk) -> None:
    raw = desk.key_file.read_bytes()
    for shorter in (b"", raw[:10], raw[:-1], raw + b"\x00"):
        desk.key_file.write_bytes(shorter)
        with pytest.raises(StoreDamagedError):
            desk.safe.people()
    desk.key_file.unlink()
    with pytest.raises(StoreDamagedError):
        desk.open()


def test_a_supervisor_standing_by_adds_somebody_who_then_opens_the_same_store(desk: MadeDesk) -> None:
    before = desk.open(CLERK)
    person = newcomer()
    publics = desk.safe.add_person(
        SUPERVISOR.staff_id, bytearray(SUPERVISOR.passphrase.encode()), person, DEMO_FLOOR
    )
    assert person.passphrase == bytearray(len(person.passphrase))
    opened = desk.safe.open(NEWCOMER.staff_id, bytearray(b"mangzhong-xiaoman"))
    assert opened.file_key == before.file_key
    assert opened.staff == NEWCOMER
    assert Ed25519Check().verify(publics.sign_public, opened.person.sign("e", b"x"), "e", b"x")
    assert desk.open(CLERK).file_key == before.file_key
    assert desk.safe.people()[-1] == NEWCOMER


@pytest.mark.rows("G75")
def test_nobody_is_added_by_a_clerk_twice_or_with_a_role_that_holds_no_slot(desk: MadeDesk) -> None:
    def add(by: object, person: NewPerson) -> None:
        staff = next(s for s in STAFF if s is by)
        desk.safe.add_person(staff.staff_id, bytearray(staff.passphrase.encode()), person, DEMO_FLOOR)

    with pytest.raises(NotPermittedError):
        add(CLERK, newcomer())
    with pytest.raises(SlotExistsError):
        add(SUPERVISOR, new_person(SECOND))
    for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR):
        with pytest.raises(NotPermittedError):
            add(OFFICER, NewPerson(replace(NEWCOMER, role=role.value), bytearray(b"mangzhong-xiaoman")))
    assert len(desk.safe.people()) == len(STAFF)


@pytest.mark.rows("T12")
def test_administrators_and_auditors_never_get_a_slot_at_creation(tmp_path: Path) -> None:
    auditor = next(s for s in DEMO_STAFF if s.role is Role.AUDITOR)
    vault = FakeVault()
    with pytest.raises(NotPermittedError):
        create_safe(
            tmp_path, vault, NewDesk.make(FakeRandomness()), FakeCentralKeys().identity(),
            [new_person(auditor)], DEMO_FLOOR, FakeRandomness(), SMALL_CLINIC, SetClock(), HOLDERS, demo=True,
        )  # fmt: skip
    assert vault.secrets == {}
    assert list(tmp_path.iterdir()) == []


def test_a_real_desk_takes_no_light_cost(tmp_path: Path) -> None:
    for cost in (DEMO, DEMO_FLOOR):
        with pytest.raises(WeakSlotError):
            create_safe(
                tmp_path, FakeVault(), NewDesk.make(FakeRandomness()), FakeCentralKeys().identity(),
                [new_person(CLERK)], cost, FakeRandomness(), SMALL_CLINIC, SetClock(), HOLDERS, demo=False,
            )  # fmt: skip


def test_the_demo_mark_cannot_be_switched_on_in_a_real_desk(tmp_path: Path) -> None:
    import hashlib

    vault, randomness = FakeVault(), FakeRandomness()
    identity = FakeCentralKeys().identity()
    create_safe(
        tmp_path, vault, NewDesk.make(randomness), identity, [new_person(CLERK)], EARNEST, randomness,
        SMALL_CLINIC, SetClock(), HOLDERS, demo=False,
    )  # fmt: skip
    path = tmp_path / "keys" / "desk.keys"
    raw = path.read_bytes()
    body = raw[:5] + b"\x01" + raw[6:-32]
    path.write_bytes(body + hashlib.sha256(body).digest())
    with pytest.raises(StoreDamagedError):
        SlotSafe(tmp_path, vault, identity, randomness, SMALL_CLINIC, SetClock()).open(
            CLERK.staff_id, bytearray(CLERK.passphrase.encode())
        )


@pytest.mark.skipif(os.name == "nt", reason="modes are a POSIX matter")
def test_key_files_are_readable_by_their_owner_only(desk: MadeDesk) -> None:
    with pytest.raises(WrongPassphraseError):
        desk.open(CLERK, "not the passphrase")
    files = [p for p in (desk.home / "keys").iterdir() if p.is_file()]
    assert {p.name for p in files} == {"desk.keys", "tries"}
    assert {stat.S_IMODE(p.stat().st_mode) for p in files} == {0o600}


def test_nothing_that_holds_keys_shows_them(desk: MadeDesk) -> None:
    keys = desk.open()
    shown = repr((keys, keys.sealer, keys.desk, keys.person, desk.desk, desk.made, newcomer()))
    for secret in (keys.file_key, desk.desk.signing.private, b"mangzhong-xiaoman"):
        assert secret.hex() not in shown
        assert repr(secret)[2:-1] not in shown


def test_a_key_file_of_the_first_version_opens_and_is_written_anew_as_the_second(desk: MadeDesk) -> None:
    now = decode_file(desk.key_file.read_bytes())
    randomness, device_secret = FakeRandomness("first version"), next(iter(desk.vault.secrets.values()))
    epoch_key = randomness.bytes(32)
    slots = []
    for staff in STAFF:
        keys = PersonPrivates(SigningKey.new(randomness), OpeningKey.new(randomness))
        slot = Slot(
            info_of(staff), DEMO_FLOOR, randomness.bytes(16), keys.signing.public, keys.opening.public
        )
        slot = first_version(slot, keys, staff.passphrase, device_secret, now.installation, randomness)
        slots.append(seal_epoch_key(slot, epoch_key, now.installation, now.epoch))
    sealed = now.seal_keys(epoch_key, {name: randomness.bytes(32) for name in LASTING}, randomness)
    old = KeyFile(now.installation, now.epoch, now.device_check, now.identity, tuple(slots), sealed)
    desk.key_file.write_bytes(as_first_version(old, epoch_key, device_secret))
    opened = desk.open()
    assert opened.rotation is not None
    opened.rotation.begin()
    assert desk.key_file.read_bytes()[4] == 2
    assert desk.open(SUPERVISOR).file_key == opened.file_key


def first_version(
    slot: Slot,
    keys: PersonPrivates,
    words: str,
    device_secret: bytes,
    here: InstallationMark,
    chance: FakeRandomness,
) -> Slot:
    """Seal a slot as the first version did: nothing of codes or of when the words were chosen."""
    from desktop.crypto import formats
    from desktop.crypto.slots import _unlocking_key

    slot = replace(slot, version=1)
    unlocking = _unlocking_key(slot, bytearray(words.encode()), device_secret, here)
    slot = replace(slot, commitment=formats.derive(unlocking, "slot-commitment"))
    plain = keys.signing.private + keys.opening.private
    sealed = formats.seal(formats.derive(unlocking, "slot-key"), plain, slot.context(here), chance)
    return replace(slot, sealed_private=sealed)


def as_first_version(file: KeyFile, epoch_key: bytes, device_secret: bytes) -> bytes:
    """Return a file's bytes without suite, holders and parts, with mac and digest of its own."""
    import hashlib

    from desktop.crypto.key_file import DIGEST_BYTES, MAC_BYTES, _mac

    body = file.encode(epoch_key, device_secret)[: -MAC_BYTES - DIGEST_BYTES]
    # version, then the suite behind the demo mark, then "no holders" and "no parts" at the end
    body = body[:4] + b"\x01" + body[5:6] + body[7:-8]
    body += _mac(epoch_key, device_secret, body)
    return body + hashlib.sha256(body).digest()
