"""Suite 2, SM4-GCM with SM3: selectable per installation, and no stepping down from it (SECURITY §2.2)."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.crypto import formats
from desktop.crypto.costs import DEMO_FLOOR
from desktop.crypto.formats import SUITE_AES, SUITE_SM4
from desktop.crypto.key_file import decode_file
from desktop.crypto.new_safe import NewDesk, create_safe
from desktop.crypto.safe import SlotSafe
from desktop.domain.errors import KnownError, SealBrokenError
from desktop.domain.passphrases import SMALL_CLINIC
from desktop.ports.keys import OpenKeys
from tests.crypto.conftest import HOLDERS, STAFF, new_person
from tests.fakes.clock import SetClock
from tests.fakes.keys import FakeCentralKeys, FakeRandomness, FakeVault

KEY, CONTEXT = b"k" * 32, b"row 1"


class Sm4Desk:
    """A desk on disk that was enrolled with suite 2."""

    def __init__(self, home: Path) -> None:
        self.file = home / "keys" / "desk.keys"
        randomness, vault, identity = FakeRandomness("sm4"), FakeVault(), FakeCentralKeys().identity("sm4")
        create_safe(
            home, vault, NewDesk.make(randomness), identity, [new_person(STAFF[2])], DEMO_FLOOR, randomness,
            SMALL_CLINIC, SetClock(), HOLDERS, demo=True, suite=SUITE_SM4,
        )  # fmt: skip
        self.safe = SlotSafe(home, vault, identity, randomness, SMALL_CLINIC, SetClock())

    def open(self) -> OpenKeys:
        return self.safe.open(STAFF[2].staff_id, bytearray(STAFF[2].passphrase.encode()))


@pytest.fixture
def desk(tmp_path: Path) -> Sm4Desk:
    return Sm4Desk(tmp_path)


def test_each_suite_opens_its_own_values_only_where_one_is_asked_for() -> None:
    sealed = {suite: formats.seal(KEY, b"plain", CONTEXT, FakeRandomness(), suite) for suite in (1, 2)}
    for suite, value in sealed.items():
        assert value[0] == suite
        assert formats.unseal(KEY, value, CONTEXT) == b"plain"
        with pytest.raises(SealBrokenError):
            formats.unseal(KEY, value, CONTEXT, 3 - suite)
        with pytest.raises(SealBrokenError):
            formats.unseal(KEY, bytes([3 - suite]) + value[1:], CONTEXT)
        with pytest.raises(SealBrokenError):
            formats.unseal(KEY, value, b"row 2")


@pytest.mark.parametrize("at", range(1, 34))
def test_any_altered_byte_of_an_sm4_value_is_noticed(at: int) -> None:
    sealed = bytearray(formats.seal(KEY, b"plain", CONTEXT, FakeRandomness(), SUITE_SM4))
    sealed[at] ^= 1
    with pytest.raises(SealBrokenError):
        formats.unseal(KEY, bytes(sealed), CONTEXT)


@pytest.mark.rows("T10")
def test_an_installation_of_suite_2_wraps_and_seals_by_it_and_unwraps_nothing_of_suite_1(
    desk: Sm4Desk,
) -> None:
    sealer = desk.open().sealer
    data_key = sealer.new_data_key()
    assert sealer.wrap(data_key, CONTEXT)[0] == sealer.seal(data_key, b"x", CONTEXT)[0] == SUITE_SM4
    file = decode_file(desk.file.read_bytes())
    assert {sealed[0] for _, sealed in file.keys} | {file.slots[0].sealed_private[0]} == {SUITE_SM4}
    # a row of a desk with the other suite opens; a wrap of the other suite does not
    assert sealer.unseal(data_key, formats.seal(data_key, b"x", CONTEXT, FakeRandomness()), CONTEXT) == b"x"
    wrap_key = sealer._wrap_keys[0]  # type: ignore[attr-defined]  # what an attacker with the key would write
    with pytest.raises(SealBrokenError):
        sealer.unwrap(formats.seal(wrap_key, data_key, CONTEXT, FakeRandomness(), SUITE_AES), CONTEXT)


@pytest.mark.rows("T10")
def test_the_suite_cannot_be_changed_in_the_file(desk: Sm4Desk) -> None:
    import hashlib

    raw = desk.file.read_bytes()
    assert raw[6] == SUITE_SM4
    body = raw[:6] + bytes([SUITE_AES]) + raw[7:-32]
    desk.file.write_bytes(body + hashlib.sha256(body).digest())
    with pytest.raises(KnownError):
        desk.open()


def test_search_tokens_of_the_two_suites_differ_and_each_is_stable() -> None:
    for suite in (SUITE_AES, SUITE_SM4):
        tokens = {formats.keyed_index(KEY, "document", "x", suite) for _ in range(2)}
        assert len(tokens) == 1
        assert formats.keyed_index(KEY, "phone", "x", suite) not in tokens
    assert formats.keyed_index(KEY, "document", "x", 1) != formats.keyed_index(KEY, "document", "x", 2)
