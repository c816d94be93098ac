"""The self-test at start knows the published answers and notices a build that computes something else."""

from __future__ import annotations

import pytest

from desktop.crypto import known_answers
from desktop.crypto.errors import SelfTestError
from desktop.crypto.formats import OpeningKey
from desktop.crypto.known_answers import self_test
from tests.crypto import hpke_apart

A_1_1_EPHEMERAL = bytes.fromhex("52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736")
A_1_1_AAD = bytes.fromhex("436f756e742d30")
A_1_1_SEALED = bytes.fromhex(
    "37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431"
    "f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218a355a96d8770ac83d07bea87e13c512a"
)


def test_this_build_gives_the_published_answers() -> None:
    self_test()


@pytest.mark.parametrize(
    ("vector", "check"),
    [
        ("GCM_SEALED", "aes-gcm"),
        ("HKDF_OUT", "hkdf"),
        ("ED25519_SIGNATURE", "ed25519"),
        ("X25519_SHARED", "x25519"),
        ("ARGON2_TAG", "argon2id"),
        ("HPKE_SEALED", "hpke"),
    ],
)
def test_another_answer_stops_the_start(vector: str, check: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = bytearray(getattr(known_answers, vector))
    answer[-1] ^= 1
    monkeypatch.setattr(known_answers, vector, bytes(answer))
    with pytest.raises(SelfTestError) as raised:
        self_test()
    assert raised.value.facts == {"check": check}


def test_the_hpke_answer_was_made_apart_from_the_library() -> None:
    public = OpeningKey(known_answers.HPKE_PRIVATE).public
    plain, info = known_answers.HPKE_PLAIN, known_answers.HPKE_INFO
    published = hpke_apart.seal(A_1_1_EPHEMERAL, public, plain, info, aead=hpke_apart.AES_128, aad=A_1_1_AAD)
    assert published == A_1_1_SEALED
    ours = hpke_apart.seal(A_1_1_EPHEMERAL, public, plain, info, aead=hpke_apart.AES_256)
    assert ours == known_answers.HPKE_SEALED
