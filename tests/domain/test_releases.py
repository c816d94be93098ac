"""The note about the newest version: believed only when signed, in time and not older than one seen before (B9, T8)."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.releases import ManifestError, Release, believed, checked, written

NOW = datetime(2026, 11, 27, 8, 0, tzinfo=UTC)
RELEASE = Release(
    7, "0.2.0", "clinic-desk-0.2.0-x64.msi", 41_000_000, "ab" * 32, NOW, NOW + timedelta(days=30)
)
SIGNATURE = b"s" * 64


def signed(signature: bytes, message: bytes) -> bool:
    """Return whether this is the one signature over the one message that the founding key made."""
    return signature == SIGNATURE and message == RELEASE.signed_bytes()


def anything(_signature: bytes, _message: bytes) -> bool:
    return True


def why(raw: bytes, now: datetime = NOW, seen: int = 0) -> object:
    with pytest.raises(ManifestError) as refused:
        believed(raw, signed, now, seen)
    return refused.value.facts["why"]


@pytest.mark.rows("B9")
def test_a_signed_note_in_time_is_believed_again_and_again() -> None:
    raw = written(RELEASE, SIGNATURE)
    assert believed(raw, signed, NOW, 0) == RELEASE
    assert believed(raw, signed, NOW + timedelta(days=29), 7) == RELEASE
    assert (RELEASE.newer_than("0.1.9"), RELEASE.newer_than("0.2.0"), RELEASE.newer_than("0.10.0")) == (
        True, False, False,
    )  # fmt: skip


@pytest.mark.rows("B9")
def test_an_older_note_put_back_is_refused_as_rolled_back_and_one_kept_too_long_as_frozen() -> None:
    raw = written(RELEASE, SIGNATURE)
    assert why(raw, seen=8) == "rolled-back"
    assert why(raw, now=NOW + timedelta(days=30)) == "expired"


@pytest.mark.rows("B9")
def test_no_changed_byte_of_the_body_and_no_other_signature_is_believed() -> None:
    note = json.loads(written(RELEASE, SIGNATURE))
    body = base64.b64decode(note["body"])
    for at in range(len(body)):
        changed = body[:at] + bytes([body[at] ^ 1]) + body[at + 1 :]
        raw = json.dumps({**note, "body": base64.b64encode(changed).decode()}).encode()
        assert why(raw) == "signature"
    assert why(written(RELEASE, b"t" * 64)) == "signature"


@pytest.mark.rows("B9")
@pytest.mark.parametrize(
    "raw",
    [b"", b"[]", b"{}", b'{"body":1,"signature":2}', b'{"body":"?","signature":"?"}', b"\xff", b"x" * 70_000],
)
def test_what_is_no_note_is_refused_in_words(raw: bytes) -> None:
    assert why(raw) == "unreadable"


@pytest.mark.rows("B9")
@pytest.mark.parametrize(
    "changes",
    [
        {"serial": 0}, {"serial": 2**31}, {"version": "0.2a"}, {"file": "..\\up.msi"}, {"file": "a/b"}, {"file": ""},
        {"size": 0}, {"sha256": "AB" * 32}, {"sha256": "ab"}, {"expires_at": NOW},
        {"expires_at": NOW + timedelta(days=91)},
    ],
)  # fmt: skip
def test_a_note_that_no_desk_would_take_is_not_even_signed(changes: dict[str, object]) -> None:
    odd = replace(RELEASE, **changes)  # type: ignore[arg-type]  # the table names fields and their types
    with pytest.raises(ManifestError):
        checked(odd)
    with pytest.raises(ManifestError):
        believed(written(odd, SIGNATURE), anything, NOW, 0)
