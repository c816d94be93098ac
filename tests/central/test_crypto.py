"""Key file, founding key, certificate authority: private files, one key a purpose, a mode for ever (P17)."""

from __future__ import annotations

import json
import os
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from central.crypto import authority
from central.crypto.errors import (
    KeyFileDamagedError,
    KeyFileExistsError,
    KeyFileMissingError,
    KeyFileOpenError,
)
from central.crypto.founding import FoundingKey, fingerprint
from central.crypto.key_file import KeyFile
from central.crypto.keys import FileKeys
from desktop.crypto.formats import OpeningKey, SigningKey, seal_to, verify
from desktop.domain.errors import SealBrokenError
from tests.fakes.central_world import CountingRandomness
from tests.private_files import only_owners

NOW = datetime(2026, 11, 24, 1, tzinfo=UTC)
DATA_KEY = b"d" * 32


@pytest.fixture
def randomness() -> CountingRandomness:
    return CountingRandomness("crypto")


@pytest.fixture
def file(randomness: CountingRandomness) -> KeyFile:
    return KeyFile.new("h-1", randomness, demo=True)


@pytest.fixture
def keys(file: KeyFile, randomness: CountingRandomness) -> FileKeys:
    return FileKeys(file, randomness)


# ---------------------------------------------------------------- key file
@pytest.mark.rows("P17")
def test_a_key_file_is_private_and_comes_back_as_it_was(file: KeyFile, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    file.save(path)
    assert KeyFile.load(path) == file
    assert only_owners(path)


@pytest.mark.rows("P17")
@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o644])
def test_a_key_file_that_others_may_read_is_refused(file: KeyFile, tmp_path: Path, mode: int) -> None:
    path = tmp_path / "keys.json"
    file.save(path)
    path.chmod(mode)
    with pytest.raises(KeyFileOpenError):
        KeyFile.load(path)


def test_a_key_file_is_never_written_over(file: KeyFile, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    file.save(path)
    with pytest.raises(KeyFileExistsError):
        file.save(path)


@pytest.mark.parametrize(
    "content",
    ["", "{}", "[]", '{"format": "clinic-central-keys/1", "demo": 1}', "cut"],
)
def test_a_damaged_key_file_is_said_and_never_guessed(file: KeyFile, tmp_path: Path, content: str) -> None:
    path = tmp_path / "keys.json"
    file.save(path)
    path.write_text(path.read_text()[:-40] if content == "cut" else content)
    with pytest.raises(KeyFileDamagedError):
        KeyFile.load(path)


def test_a_missing_key_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(KeyFileMissingError):
        KeyFile.load(tmp_path / "keys.json")


@pytest.mark.rows("I7")
def test_a_demonstrations_keys_open_nothing_when_its_mode_is_altered(
    file: KeyFile, keys: FileKeys, tmp_path: Path, randomness: CountingRandomness
) -> None:
    path = tmp_path / "keys.json"
    file.save(path)
    path.write_text(json.dumps({**json.loads(path.read_text()), "demo": False}))
    altered = FileKeys(KeyFile.load(path), randomness)
    assert altered.sign_public != keys.sign_public
    assert altered.seal_public != keys.seal_public
    with pytest.raises(SealBrokenError):
        altered.unwrap(keys.wrap(DATA_KEY, b"context"), b"context")


def test_secrets_do_not_show(file: KeyFile, keys: FileKeys, randomness: CountingRandomness) -> None:
    founding = FoundingKey.new("h-1", randomness)
    said = f"{file!r} {keys!r} {founding!r}"
    for secret in (file.root, file.law, founding.key.private):
        assert repr(secret)[2:-1] not in said


# ---------------------------------------------------------------- keys at work
@pytest.mark.rows("P17")
def test_a_wrapped_data_key_opens_in_its_own_place_only(keys: FileKeys) -> None:
    wrapped = keys.wrap(DATA_KEY, b"person 1")
    assert keys.unwrap(wrapped, b"person 1") == DATA_KEY
    with pytest.raises(SealBrokenError):
        keys.unwrap(wrapped, b"person 2")


def test_the_legal_path_has_a_key_of_its_own(keys: FileKeys) -> None:
    kept = keys.wrap_for_law(DATA_KEY, b"person 1")
    assert keys.unwrap_for_law(kept, b"person 1") == DATA_KEY
    with pytest.raises(SealBrokenError):
        keys.unwrap(kept, b"person 1")
    with pytest.raises(SealBrokenError):
        keys.unwrap_for_law(keys.wrap(DATA_KEY, b"person 1"), b"person 1")


@pytest.mark.rows("P17")
def test_each_field_and_each_hospital_has_search_tokens_of_its_own(
    keys: FileKeys, randomness: CountingRandomness
) -> None:
    other = FileKeys(KeyFile.new("h-2", randomness, demo=True), randomness)
    tokens = {keys.index(field, "15400138000") for field in ("document", "phone", "card", "name4", "code")}
    assert len(tokens) == 5
    assert other.index("phone", "15400138000") not in tokens
    assert keys.index("phone", "15400138000") in tokens


def test_what_a_desk_seals_to_central_opens_here(keys: FileKeys) -> None:
    sealed = seal_to(keys.seal_public, b"keys", b"info")
    assert keys.open_from_desk(sealed, b"info") == b"keys"
    with pytest.raises(SealBrokenError):
        keys.open_from_desk(sealed, b"other")


def test_what_central_seals_to_a_desk_opens_there(keys: FileKeys, randomness: CountingRandomness) -> None:
    desk = OpeningKey.new(randomness)
    assert desk.open(keys.seal_to_desk(desk.public, b"row", b"info"), b"info") == b"row"


def test_central_signs_for_one_purpose_only(keys: FileKeys) -> None:
    signature = keys.sign("receipt", b"message")
    assert keys.verify(keys.sign_public, signature, "receipt", b"message")
    assert not keys.verify(keys.sign_public, signature, "roster", b"message")


# ---------------------------------------------------------------- founding key
def test_the_founding_key_signs_rosters_and_stays_private(
    tmp_path: Path, randomness: CountingRandomness
) -> None:
    key = FoundingKey.new("h-1", randomness)
    path = tmp_path / "founding.key"
    key.save(path)
    assert only_owners(path)
    loaded = FoundingKey.load(path)
    assert loaded == key
    assert verify(key.public, loaded.sign_roster(b"roster"), "roster", b"roster")
    assert len(fingerprint(key.public)) == 32


def test_a_founding_key_that_is_not_what_it_says_is_refused(
    tmp_path: Path, randomness: CountingRandomness
) -> None:
    path = tmp_path / "founding.key"
    FoundingKey.new("h-1", randomness).save(path)
    values = json.loads(path.read_text())
    values["public_sha256"] = fingerprint(SigningKey.new(randomness).public).hex()
    path.write_text(json.dumps(values))
    with pytest.raises(KeyFileDamagedError):
        FoundingKey.load(path)


# ---------------------------------------------------------------- authority
def shake_hands(home: Path, name: str, trust: str, least: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3) -> str:
    """Return the protocol of a handshake in memory; raises ssl.SSLError."""
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(home / authority.SERVER_CERTIFICATE, home / authority.SERVER_KEY)
    client = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    client.minimum_version = least
    client.load_verify_locations(cadata=trust)
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    there = server.wrap_bio(to_server, to_client, server_side=True)
    here = client.wrap_bio(to_client, to_server, server_hostname=name)
    for _ in range(4):
        for side in (here, there):
            try:
                side.do_handshake()
            except ssl.SSLWantReadError:
                continue
    return str(here.version())


@pytest.fixture
def home(tmp_path: Path) -> Path:
    authority.create(tmp_path, datetime.now(UTC), ["central.example", "10.1.2.3"])  # noqa: TID251  # OpenSSL checks it by its own clock
    return tmp_path


@pytest.mark.rows("T9", "P17")
@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "central.example", "10.1.2.3"])
def test_a_client_that_pins_the_authority_believes_the_server_by_its_names(home: Path, name: str) -> None:
    assert shake_hands(home, name, authority.ca_pem(home)) == "TLSv1.3"


@pytest.mark.rows("T9")
def test_another_name_and_another_authority_are_not_believed(home: Path, tmp_path: Path) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(home, "elsewhere.example", authority.ca_pem(home))
    other = tmp_path / "other"
    other.mkdir()
    authority.create(other, datetime.now(UTC), [])  # noqa: TID251  # OpenSSL checks it by its own clock
    with pytest.raises(ssl.SSLCertVerificationError):
        shake_hands(home, "localhost", authority.ca_pem(other))


def test_private_keys_of_authority_and_server_are_private(home: Path) -> None:
    for name in (authority.CA_KEY, authority.SERVER_KEY):
        assert only_owners(home / name)


def test_a_certificate_is_renewed_when_it_ends_soon_or_lacks_a_name(tmp_path: Path) -> None:
    authority.create(tmp_path, NOW, [])
    before = authority.ca_fingerprint(tmp_path)
    assert not authority.keep_fresh(tmp_path, NOW, ["127.0.0.1", "0.0.0.0"])  # noqa: S104  # a name to leave out
    assert authority.keep_fresh(tmp_path, NOW, ["central.example"])
    assert not authority.keep_fresh(tmp_path, NOW, ["central.example"])
    assert authority.keep_fresh(tmp_path, NOW + timedelta(days=380), ["central.example"])
    assert authority.ca_fingerprint(tmp_path) == before


def test_what_a_cut_off_attempt_left_of_an_authority_is_replaced_whole(home: Path) -> None:
    before = authority.ca_fingerprint(home)
    (home / authority.SERVER_CERTIFICATE).unlink()
    authority.create(home, NOW, [])
    assert authority.ca_fingerprint(home) != before
    assert not authority.keep_fresh(home, NOW, ["127.0.0.1"])
