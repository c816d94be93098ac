"""Properties of the sealing formats that desk and central share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.crypto import formats
from desktop.crypto.formats import OpeningKey, SigningKey
from desktop.domain.errors import SealBrokenError
from tests.fakes.keys import FakeRandomness

KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
plains = st.binary(max_size=300)
contexts = st.binary(min_size=1, max_size=60)


@given(plains, contexts)
def test_what_was_sealed_opens_under_the_same_key_and_context(plain: bytes, context: bytes) -> None:
    sealed = formats.seal(KEY, plain, context, FakeRandomness())
    assert formats.unseal(KEY, sealed, context) == plain
    assert len(sealed) == 1 + formats.NONCE_BYTES + len(plain) + formats.TAG_BYTES


@given(plains, contexts, contexts)
def test_a_value_opens_in_no_other_place(plain: bytes, context: bytes, other: bytes) -> None:
    sealed = formats.seal(KEY, plain, context, FakeRandomness())
    with pytest.raises(SealBrokenError):
        formats.unseal(OTHER, sealed, context)
    if other != context:
        with pytest.raises(SealBrokenError):
            formats.unseal(KEY, sealed, other)


@given(plains, contexts, st.data())
def test_no_altered_byte_goes_unnoticed(plain: bytes, context: bytes, data: st.DataObject) -> None:
    sealed = bytearray(formats.seal(KEY, plain, context, FakeRandomness()))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBrokenError):
        formats.unseal(KEY, bytes(sealed), context)


@given(st.binary(max_size=80))
def test_bytes_that_nobody_sealed_are_refused(raw: bytes) -> None:
    with pytest.raises(SealBrokenError):
        formats.unseal(KEY, raw, b"context")
    with pytest.raises(SealBrokenError):
        OpeningKey(KEY).open(raw, b"info")


def test_an_empty_context_is_refused_on_both_sides() -> None:
    sealed = formats.seal(KEY, b"x", b"context", FakeRandomness())
    with pytest.raises(SealBrokenError):
        formats.unseal(KEY, sealed, b"")
    with pytest.raises(ValueError, match="context"):
        formats.seal(KEY, b"x", b"", FakeRandomness())
    with pytest.raises(ValueError, match="info"):
        formats.seal_to(OpeningKey(KEY).public, b"x", b"")


def test_every_seal_takes_a_fresh_nonce() -> None:
    randomness = FakeRandomness()
    nonces = {formats.seal(KEY, b"same", b"same", randomness)[1:13] for _ in range(1000)}
    assert len(nonces) == 1000


@given(plains, contexts, contexts)
def test_what_was_sealed_to_a_public_key_opens_with_its_private_key_and_info(
    plain: bytes, info: bytes, other: bytes
) -> None:
    key = OpeningKey(KEY)
    sealed = formats.seal_to(key.public, plain, info)
    assert key.open(sealed, info) == plain
    with pytest.raises(SealBrokenError):
        OpeningKey(OTHER).open(sealed, info)
    if other != info:
        with pytest.raises(SealBrokenError):
            key.open(sealed, other)


@given(plains, plains)
def test_a_signature_holds_for_its_purpose_and_message_only(message: bytes, other: bytes) -> None:
    key = SigningKey(KEY)
    signature = key.sign("operation", message)
    assert formats.verify(key.public, signature, "operation", message)
    assert not formats.verify(key.public, signature, "request", message)
    assert not formats.verify(SigningKey(OTHER).public, signature, "operation", message)
    assert formats.verify(key.public, signature, "operation", other) == (other == message)


def test_broken_signatures_and_keys_are_simply_false() -> None:
    key = SigningKey(KEY)
    assert not formats.verify(key.public, b"short", "operation", b"x")
    assert not formats.verify(b"short", key.sign("operation", b"x"), "operation", b"x")


def test_index_tokens_differ_by_key_field_and_value() -> None:
    tokens = {
        formats.keyed_index(key, field, value)
        for key in (KEY, OTHER)
        for field in ("document", "phone")
        for value in ("890000199003070028", "890000199003070029")
    }
    assert len(tokens) == 8


def test_keys_never_show_in_a_representation() -> None:
    for key in (SigningKey(KEY), OpeningKey(KEY)):
        assert KEY.hex() not in repr(key)
        assert str(KEY) not in repr(key)
