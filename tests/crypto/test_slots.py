"""A slot opens for its person, here, with both secrets, at its price; for nobody and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.crypto.costs import DEMO, DEMO_FLOOR, EARNEST, FLOOR, KdfCost
from desktop.crypto.errors import WeakSlotError
from desktop.crypto.slots import InstallationMark, Slot, decode_slot, make_slot, open_slot, seal_epoch_key
from desktop.domain.errors import KnownError, SealBrokenError, StoreDamagedError, WrongPassphraseError
from desktop.domain.ids import StaffId
from desktop.ports.keys import SlotInfo
from tests.fakes.keys import FakeRandomness

HERE = InstallationMark(bytes(range(16)), demo=True)
WANG = SlotInfo(StaffId("1001"), "王晓敏", "wxm", "clerk")
DEVICE = bytes(range(32))
WORDS = "chunjiang-huayue"


def words(text: str = WORDS) -> bytearray:
    return bytearray(text.encode())


@pytest.fixture(scope="module")
def slot() -> Slot:
    made = make_slot(WANG, words(), DEVICE, HERE, DEMO_FLOOR, FakeRandomness())
    return seal_epoch_key(made, bytes(32), HERE, 1)


def test_the_right_two_secrets_open_the_slot(slot: Slot) -> None:
    privates = open_slot(slot, words(), DEVICE, HERE).privates
    assert privates.signing.public == slot.sign_public
    assert privates.opening.public == slot.seal_public


@pytest.mark.rows("T3", "T4")
def test_either_secret_alone_opens_nothing(slot: Slot) -> None:
    with pytest.raises(WrongPassphraseError):
        open_slot(slot, words("chunjiang-huayuf"), DEVICE, HERE)
    with pytest.raises(WrongPassphraseError):
        open_slot(slot, words(), bytes(32), HERE)


def test_the_passphrase_is_zeroed_whether_it_was_right_or_wrong(slot: Slot) -> None:
    for text in (WORDS, "something else entirely"):
        typed = words(text)
        try:
            open_slot(slot, typed, DEVICE, HERE)
        except WrongPassphraseError:
            assert text != WORDS
        assert typed == bytearray(len(text))


MOVED = [
    ("another person", lambda s: replace(s, person=replace(WANG, staff_id=StaffId("1002")))),
    ("another name", lambda s: replace(s, person=replace(WANG, name="李文涛"))),
    ("a higher role", lambda s: replace(s, person=replace(WANG, role="supervisor"))),
    ("a lighter cost", lambda s: replace(s, cost=DEMO)),
    ("another public key", lambda s: replace(s, sign_public=bytes(32))),
]


@pytest.mark.parametrize(("_what", "move"), MOVED, ids=[what for what, _ in MOVED])
def test_a_slot_that_was_rewritten_does_not_open(slot: Slot, _what: str, move: object) -> None:
    moved = move(slot)  # type: ignore[operator]  # the functions above
    with pytest.raises((SealBrokenError, WrongPassphraseError)):
        open_slot(moved, words(), DEVICE, HERE)


def test_a_slot_that_was_moved_to_another_desk_does_not_open(slot: Slot) -> None:
    with pytest.raises(WrongPassphraseError):
        open_slot(slot, words(), DEVICE, InstallationMark(bytes(16), demo=True))


@settings(deadline=None)
@given(st.data())
def test_no_altered_byte_of_a_slot_goes_unnoticed(slot: Slot, data: st.DataObject) -> None:
    raw = bytearray(slot.encode())
    at = data.draw(st.integers(0, len(raw) - 1))
    raw[at] ^= data.draw(st.sampled_from((0x01, 0x80, 0xFF)))
    with pytest.raises(KnownError):  # noqa: PT012  # which step notices depends on the byte
        altered = decode_slot(bytes(raw))
        privates = open_slot(altered, words(), DEVICE, HERE).privates
        privates.opening.open(altered.sealed_epoch_key, altered.epoch_info(HERE, 1))


def test_the_epoch_key_is_for_this_person_desk_and_epoch_only(slot: Slot) -> None:
    privates = open_slot(slot, words(), DEVICE, HERE).privates
    assert privates.opening.open(slot.sealed_epoch_key, slot.epoch_info(HERE, 1)) == bytes(32)
    other_desk = InstallationMark(bytes(16), demo=True)
    other_person = replace(slot, person=replace(WANG, staff_id=StaffId("1002")))
    for info in (
        slot.epoch_info(HERE, 2),
        slot.epoch_info(other_desk, 1),
        other_person.epoch_info(HERE, 1),
    ):
        with pytest.raises(SealBrokenError):
            privates.opening.open(slot.sealed_epoch_key, info)


def test_a_new_epoch_needs_nobodys_passphrase(slot: Slot) -> None:
    renewed = seal_epoch_key(slot, b"\x07" * 32, HERE, 2)
    privates = open_slot(renewed, words(), DEVICE, HERE).privates
    assert privates.opening.open(renewed.sealed_epoch_key, renewed.epoch_info(HERE, 2)) == b"\x07" * 32


def test_a_slot_reads_back_as_it_was_written(slot: Slot) -> None:
    assert decode_slot(slot.encode()) == slot


@given(st.binary(max_size=400))
def test_bytes_that_are_no_slot_are_damage_and_nothing_else(raw: bytes) -> None:
    with pytest.raises(StoreDamagedError):
        decode_slot(raw)


@pytest.mark.parametrize(
    "cost",
    [
        replace(FLOOR, memory_kib=FLOOR.memory_kib - 1),
        replace(FLOOR, iterations=FLOOR.iterations - 1),
        replace(FLOOR, lanes=0),
        replace(FLOOR, memory_kib=2**31),
        replace(FLOOR, iterations=1000),
        DEMO,
    ],
)
def test_no_slot_of_a_real_desk_is_made_or_opened_off_the_limits(slot: Slot, cost: KdfCost) -> None:
    in_earnest = InstallationMark(HERE.id, demo=False)
    with pytest.raises(WeakSlotError):
        make_slot(WANG, words(), DEVICE, in_earnest, cost, FakeRandomness())
    with pytest.raises(WeakSlotError):
        open_slot(replace(slot, cost=cost), words(), DEVICE, in_earnest)


def test_even_a_demo_has_a_floor(slot: Slot) -> None:
    with pytest.raises(WeakSlotError):
        open_slot(replace(slot, cost=KdfCost(8, 1, 1)), words(), DEVICE, HERE)


@pytest.mark.rows("T4")
def test_a_real_desk_asks_64_mib_and_three_passes_for_each_guess() -> None:
    assert FLOOR.memory_kib == 65_536
    assert FLOOR.iterations == 3
    in_earnest = InstallationMark(HERE.id, demo=False)
    made = make_slot(WANG, words(), DEVICE, in_earnest, EARNEST, FakeRandomness())
    assert open_slot(made, words(), DEVICE, in_earnest).privates.signing.public == made.sign_public


def test_two_slots_of_one_person_share_nothing() -> None:
    randomness = FakeRandomness()
    first, second = (make_slot(WANG, words(), DEVICE, HERE, DEMO_FLOOR, randomness) for _ in range(2))
    for part in ("salt", "sign_public", "seal_public", "commitment", "sealed_private"):
        assert getattr(first, part) != getattr(second, part)
