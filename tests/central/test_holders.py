"""The list of recovery holders under the founding key (DECISIONS 17)."""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path

import pytest

from central.cli.main import main
from central.crypto.founding import FoundingKey
from desktop.crypto.desk_keys import Ed25519Check
from desktop.domain.recovery import HOLDERS_PURPOSE, Holder, Holders, HoldersInvalidError, SignedHolders
from tests.fakes.keys import FakeRandomness


def public_file(folder: Path, name: str) -> str:
    path = folder / f"{name}.public"
    key = b64encode(FakeRandomness(name).bytes(32)).decode()
    path.write_text(json.dumps({"name": name, "key": key}), "utf-8")
    return str(path)


def test_the_founding_key_signs_the_list_and_any_change_breaks_it(tmp_path: Path) -> None:
    founding = FoundingKey.new("hospital", FakeRandomness())
    founding.save(tmp_path / "founding.key")
    named = [w for name in ("zhao", "qian", "sun") for w in ("--holder", public_file(tmp_path, name))]
    words = ["holders", "sign", *named, "--founding-key", str(tmp_path / "founding.key")]
    assert main([*words, "--out", str(tmp_path / "holders.json"), "--home", str(tmp_path)]) == 0
    signed = SignedHolders.from_bytes((tmp_path / "holders.json").read_bytes())
    assert [[one.name, two.name] for one, two in signed.holders.pairs()] == [
        ["zhao", "qian"], ["zhao", "sun"], ["qian", "sun"],
    ]  # fmt: skip
    check = Ed25519Check()
    message = signed.holders.signed_bytes()
    assert check.verify(founding.public, signed.signature, HOLDERS_PURPOSE, message)
    fewer = Holders(signed.holders.people[:2])
    assert not check.verify(founding.public, signed.signature, HOLDERS_PURPOSE, fewer.signed_bytes())


@pytest.mark.parametrize("names", [(), ("zhao",), ("zhao", "zhao"), tuple("abcdef")])
def test_a_list_of_fewer_than_two_more_than_five_or_one_twice_is_refused(names: tuple[str, ...]) -> None:
    people = tuple(Holder(name, FakeRandomness(name).bytes(32)) for name in names)
    with pytest.raises(HoldersInvalidError):
        Holders(people).check()
    with pytest.raises(HoldersInvalidError):
        Holders.from_bytes(Holders(people).to_bytes())


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b"{}", b'{"people": 3}', b'{"people": [{"name": "a"}]}', b"[" * 9999]
)
def test_what_is_no_list_is_refused_in_words(raw: bytes) -> None:
    for read in (Holders.from_bytes, SignedHolders.from_bytes):
        with pytest.raises(HoldersInvalidError):
            read(raw)
