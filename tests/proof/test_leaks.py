"""The leak searcher finds what was planted in every form, and takes ciphertext for what it is."""

from __future__ import annotations

import base64
import gzip
import json
import os
import secrets
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from leaks import Needle, base64_cores, found_in_store, hits, main, needles_of, search

from desktop.domain.made_up import MadeUpPerson, person_of
from desktop.domain.payloads import AccountRecord
from desktop.store.store import open_store
from tests.fakes.clinic import RECORD, keep
from tests.fakes.sealer import Chance, FormatSealer

PEOPLE = [person_of(serial) for serial in (11, 12, 13, 14)]
LONGEST = max(PEOPLE, key=lambda person: len(person.name))
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gbk")


def base64_at(shift: int) -> Callable[[str], bytes]:
    """Return what plants a text in base64 after `shift` other bytes."""
    return lambda text: base64.b64encode(b"abc"[:shift] + text.encode() + b"de")


PLANTS: dict[str, Callable[[str], bytes]] = {
    **{encoding: lambda text, e=encoding: text.encode(e) for encoding in ENCODINGS},  # type: ignore[misc]
    **{f"base64 at {shift}": base64_at(shift) for shift in range(3)},
    "base64 of utf-16": lambda text: base64.b64encode(text.encode("utf-16-le")),
    "base64 for URLs": lambda text: base64.urlsafe_b64encode(text.encode()),
    "hex": lambda text: text.encode().hex().encode(),
    "json": lambda text: json.dumps({"x": text}).encode(),
    "percent": lambda text: b"/v1/x?q=" + quote(text).encode(),
    "zlib": lambda text: zlib.compress(b"before " * 40 + text.encode()),
    "gzip": lambda text: gzip.compress(text.encode("gbk") + b" after" * 40),
    "zlib behind bytes": lambda text: b"stream\n" + zlib.compress(text.encode()) + b"\nendstream",
}


@pytest.mark.rows("A1", "T3")
@pytest.mark.parametrize("odd", [0, 1], ids=["even", "odd"])
@pytest.mark.parametrize("form", PLANTS)
@pytest.mark.parametrize("field", ["name", "phone", "number"])
def test_a_planted_value_is_found_in_every_form_at_any_alignment(
    tmp_path: Path, form: str, field: str, odd: int
) -> None:
    person = next(p for p in PEOPLE if p.phone)
    planted = PLANTS[form](getattr(person, field))
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file.bin").write_bytes(b"{" * (7 + odd) + planted + b"}" * 9)
    report = search([tmp_path], PEOPLE)
    assert {(leak.file, PEOPLE[leak.person], leak.field) for leak in report.leaks} == {
        ("file.bin", person, field)
    }
    assert (report.files, report.bytes) == (1, 16 + odd + len(planted))


def test_a_zip_member_and_a_file_name_are_looked_at_too(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pack.zip", "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("a.txt", "x" * 500 + LONGEST.number + "y" * 500)
    (tmp_path / f"slip-{LONGEST.phone or LONGEST.number}.txt").write_bytes(b"")
    layers = {(leak.file[:4], leak.layer) for leak in search([tmp_path], [LONGEST]).leaks}
    assert layers == {("pack", "inflated"), ("slip", "file name")}


def test_four_bytes_by_chance_in_ciphertext_are_no_leak_but_a_number_there_is_one() -> None:
    person = next(p for p in PEOPLE if len(p.name) == 2 and p.phone)
    short = person.name.encode("gbk")
    noise = secrets.token_bytes(200_000)
    cipher = noise[:100_000] + short + noise[100_000:]
    needles = needles_of([person])
    assert [n for n, _ in hits(cipher, needles) if n.value == short] == []
    written = b"CREATE TABLE people (name TEXT);" * 200
    assert [n.encoding for n, _ in hits(written + short + written, needles)] == ["gbk"]
    row = noise[:150] + short + noise[150:300]
    assert list(hits(written + row + written, [n for n in needles if n.value == short])) == []
    telling = noise[:100_000] + person.number.encode() + noise[100_000:]
    assert {(n.field, n.encoding) for n, _ in hits(telling, needles)} == {("number", "utf-8")}


def test_a_clean_folder_with_pipes_and_links_has_no_leak(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(secrets.token_bytes(50_000))
    (tmp_path / "b").write_text("nothing personal")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    report = search([tmp_path], PEOPLE)
    assert report.leaks == ()
    assert report.files == 2


@pytest.mark.parametrize("text", ["单雪", "阿依古丽·买买提", "15400138000", "89000019900307002X"])
def test_the_base64_core_is_what_the_text_alone_decides(text: str) -> None:
    cores = list(base64_cores(text.encode()))
    assert len(cores) == 3
    for before in range(6):
        for after in (b"", b"\x00", b"\xff\xff"):
            longer = base64.b64encode(secrets.token_bytes(before) + text.encode() + after)
            assert cores[before % 3] in longer


def test_one_character_is_refused_for_it_would_be_found_everywhere() -> None:
    with pytest.raises(ValueError, match="one character"):
        needles_of([MadeUpPerson(0, "单", PEOPLE[0].sex, PEOPLE[0].birth, "", "", "")])


def test_needles_name_nobody_in_a_report() -> None:
    needle = needles_of(PEOPLE)[0]
    assert isinstance(needle, Needle)
    assert needle.person == 0


def test_the_command_reports_and_says_no(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "log").write_text("SMS to " + person_of(11).phone)
    assert main([str(tmp_path), "--serials", "11"]) == 1
    said = capsys.readouterr().out
    assert person_of(11).phone not in said
    assert json.loads(said)["leaks"][0]["field"] == "phone"
    assert main([str(tmp_path), "--serials", "12"]) == 0


@pytest.mark.rows("A1", "G72", "P17", "T3")
def test_the_sealed_store_hides_everybody_and_its_key_shows_everybody(tmp_path: Path) -> None:
    store = open_store(tmp_path / "desk.db", bytes(range(32)), FormatSealer(), Chance())
    people = [p for p in PEOPLE if p.phone]
    with store.write() as tx:
        for person in people:
            record = type(RECORD)(person.name, "1", person.birth.isoformat(), "resident-card", person.number)
            account = AccountRecord(person.phone, "verified", is_account=True)
            keep(tx, f"p{person.serial}", record, account)
    assert found_in_store(store, people) == ()
    assert found_in_store(store, [person_of(999)]) == ("0/name", "0/number", "0/phone")
    assert search([tmp_path], people).leaks == ()
    store.close()
    assert search([tmp_path], people).leaks == ()
