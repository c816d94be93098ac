"""Looking for made-up people in files: after a tour nothing of them may lie anywhere in clear (A1, P17, T3).

Each name, phone and number is looked for as UTF-8, UTF-16 in both byte orders (at any alignment), GBK, JSON escapes,
percent signs, hex and base64 in its three alignments; deflated parts (zlib, gzip, ZIP, PDF, PNG) are inflated first
and looked through the same way. A search that finds nothing proves something only beside `found_in_store`: the same
search over the same store, opened with its key, must find everybody.

    python build/tasks/leaks.py --serials 1,2,3 FOLDER ...     exit code 1 when something was found

A two-character name is four bytes in GBK and UTF-16; in megabytes of ciphertext such a needle turns up by chance.
So needles shorter than six bytes do not count inside a block whose bytes are evenly spread, or inside a sealed row, the
256 bytes around being so, of a page that holds other things too; longer ones, as every UTF-8 name is, always do.
"""

from __future__ import annotations

import argparse
import base64
import json
import stat
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

SHORT_BYTES = 6
STEM_BYTES = 6
BLOCK_BYTES, ROW_BYTES = 4096, 256
SMALLEST_JUDGED_BYTES = 1024
# 255 degrees of freedom have a standard deviation of 22.6; six of them above the mean is no chance any more.
EVEN_LIMIT = 255 + 6 * 22.6
MOST_INFLATED_BYTES = 8 * 1024 * 1024
MOST_STREAMS = 4000
ZLIB_HEADS = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
GZIP_HEAD = b"\x1f\x8b\x08"
ZIP_HEAD = b"PK\x03\x04"
ZIP_FIXED_BYTES = 30
STREAMS = (
    *((head, zlib.MAX_WBITS) for head in ZLIB_HEADS),
    (GZIP_HEAD, zlib.MAX_WBITS | 16),
    (ZIP_HEAD, -zlib.MAX_WBITS),
)


class Person(Protocol):
    """Who is looked for; `phone` may be empty."""

    @property
    def name(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def number(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Needle:
    """One form of one value of one person; `person` is the place in the list, so that a report names nobody."""

    person: int
    field: str
    encoding: str
    value: bytes


@dataclass(frozen=True, slots=True)
class Leak:
    """Where something was found: file, value, form, byte offset, and `layer` (plain, file name, inflated)."""

    file: str
    person: int
    field: str
    encoding: str
    offset: int
    layer: str
    path: str


@dataclass(frozen=True, slots=True)
class Report:
    """What was found and how much was looked through."""

    leaks: tuple[Leak, ...]
    files: int
    bytes: int


def needles_of(people: Iterable[Person]) -> tuple[Needle, ...]:
    """Return every form of every value, each once; raises ValueError for a value too short to search for."""
    made: dict[bytes, Needle] = {}
    for index, person in enumerate(people):
        for field, text in (("name", person.name), ("phone", person.phone), ("number", person.number)):
            for variant in {text, text.lower(), text.upper()} - {""}:
                if len(variant) < 2:
                    raise ValueError("one character alone cannot be searched for")
                for encoding, value in _forms(variant):
                    made.setdefault(value, Needle(index, field, encoding, value))
    return tuple(made.values())


def _forms(text: str) -> Iterator[tuple[str, bytes]]:
    raw = {
        "utf-8": text.encode(),
        "utf-16-le": text.encode("utf-16-le"),
        "utf-16-be": text.encode("utf-16-be"),
        "gbk": text.encode("gb18030"),
    }
    yield from raw.items()
    if not text.isascii():
        yield "json", json.dumps(text)[1:-1].encode()
        yield "json", json.dumps(text)[1:-1].upper().replace("\\U", "\\u").encode()
        yield "percent", quote(text).encode()
        yield "percent", quote(text).lower().encode()
    for encoding, value in raw.items():
        yield f"hex of {encoding}", value.hex().encode()
        yield f"hex of {encoding}", value.hex().upper().encode()
        for core in base64_cores(value):
            yield f"base64 of {encoding}", core
            yield f"base64 of {encoding}", core.replace(b"+", b"-").replace(b"/", b"_")


def base64_cores(value: bytes) -> Iterator[bytes]:
    """Return the base64 characters that `value` alone decides, for each of its three alignments in a longer text."""
    for before in range(3):
        coded = base64.b64encode(bytes(before) + value + bytes(3))
        first = -(-before * 8 // 6)
        end = (before + len(value)) * 8 // 6
        core = coded[first:end]
        if len(core) >= SHORT_BYTES:
            yield core


@dataclass(frozen=True, slots=True)
class Stems:
    """Needles by their first bytes and length: what begins alike is looked for at once."""

    groups: dict[bytes, dict[int, dict[bytes, Needle]]]

    @classmethod
    def of(cls, needles: Iterable[Needle]) -> Stems:
        """Return them sorted."""
        groups: dict[bytes, dict[int, dict[bytes, Needle]]] = {}
        for needle in needles:
            stem = groups.setdefault(needle.value[:STEM_BYTES], {})
            stem.setdefault(len(needle.value), {})[needle.value] = needle
        return cls(groups)

    def hits(self, data: bytes) -> Iterator[tuple[Needle, int]]:
        """Return each needle found, with the offset of its first hit that is no chance of ciphertext."""
        for stem, lengths in self.groups.items():
            seen: set[bytes] = set()
            at = data.find(stem)
            while at >= 0:
                for length, needles in lengths.items():
                    needle = needles.get(data[at : at + length])
                    if needle is None or needle.value in seen:
                        continue
                    if length >= SHORT_BYTES or not _evenly_spread(data, at):
                        seen.add(needle.value)
                        yield needle, at
                at = data.find(stem, at + 1)


def hits(data: bytes, needles: Iterable[Needle]) -> Iterator[tuple[Needle, int]]:
    """Return each needle found, with the offset of its first hit that is no chance of ciphertext."""
    return Stems.of(needles).hits(data)


def _evenly_spread(data: bytes, at: int) -> bool:
    """Return whether the block around a place, or the row in it, looks like ciphertext (chi-square over its bytes)."""
    return len(data) >= SMALLEST_JUDGED_BYTES and any(
        _even(data, at, size) for size in (BLOCK_BYTES, ROW_BYTES)
    )


def _even(data: bytes, at: int, size: int) -> bool:
    first = max(0, min(at - size // 2, len(data) - size))
    block = data[first : first + size]
    expected = len(block) / 256
    return sum((block.count(byte) - expected) ** 2 for byte in range(256)) / expected < EVEN_LIMIT


def inflated(data: bytes) -> Iterator[bytes]:
    """Return what the deflated parts of a file hold; at most 8 MiB each."""
    whole = memoryview(data)
    tried = 0
    for head, window in STREAMS:
        at = data.find(head)
        while at >= 0 and tried < MOST_STREAMS:
            tried += 1
            start = at + (_zip_header(data, at) if head == ZIP_HEAD else 0)
            plain = _inflate(whole[start : start + MOST_INFLATED_BYTES], window)
            if plain:
                yield plain
            at = data.find(head, at + 1)


def _zip_header(data: bytes, at: int) -> int:
    name = int.from_bytes(data[at + 26 : at + 28], "little")
    extra = int.from_bytes(data[at + 28 : at + 30], "little")
    return ZIP_FIXED_BYTES + name + extra


def _inflate(data: memoryview, window: int) -> bytes:
    stream = zlib.decompressobj(window)
    try:
        return stream.decompress(data, MOST_INFLATED_BYTES)
    except zlib.error:
        return b""


def search(folders: Iterable[Path], people: Iterable[Person]) -> Report:
    """Look through every regular file below the folders (or single files), their names included."""
    stems = Stems.of(needles_of(people))
    leaks: list[Leak] = []
    files = total = 0
    for path in _regular_files(folders):
        data = path.read_bytes()
        files += 1
        total += len(data)
        for layer, part in _layers(path, data):
            leaks += [
                Leak(path.name, needle.person, needle.field, needle.encoding, at, layer, str(path))
                for needle, at in stems.hits(part)
            ]
    return Report(tuple(leaks), files, total)


def _layers(path: Path, data: bytes) -> Iterator[tuple[str, bytes]]:
    yield "file name", str(path).encode()
    yield "plain", data
    for plain in inflated(data):
        yield "inflated", plain


def _regular_files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        below = sorted(folder.rglob("*")) if folder.is_dir() else [folder]
        for path in below:
            try:
                if stat.S_ISREG(path.lstat().st_mode):
                    yield path
            except FileNotFoundError:
                continue


def found_in_store(store: object, people: Iterable[Person]) -> tuple[str, ...]:
    """Positive control: return what the same search does NOT find in the opened store (empty when all is found).

    `store` is a ports.store.Store. Each entry is `person index/field`; nothing personal.
    """
    missing: list[str] = []
    for index, person in enumerate(people):
        needles = needles_of([person])
        found = {needle.field for needle, _at in hits(_opened_rows(store, person), needles)}
        wanted = {"name", "number"} | ({"phone"} if person.phone else set())
        missing += [f"{index}/{field}" for field in sorted(wanted - found)]
    return tuple(missing)


def _opened_rows(store: object, person: Person) -> bytes:
    """Return the opened records of everybody whom the store finds under this name."""
    raw = b""
    with store.read() as tx:  # type: ignore[attr-defined]  # ports.store.Store; build/ imports nothing of the desk
        for row in tx.patients.search(person.name, 200):
            patient = tx.patients.get(row.id)
            if patient is not None:
                raw += patient.record.to_bytes() + b"\n"
                raw += patient.account.to_bytes() + b"\n" if patient.account else b""
    return raw


def main(arguments: list[str] | None = None) -> int:
    """Search folders for made-up people by serial; prints the report as JSON."""
    parser = argparse.ArgumentParser(prog="leaks.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--serials", required=True, help="serials of desktop.domain.made_up, comma-separated")
    chosen = parser.parse_args(arguments)
    from desktop.domain.made_up import person_of

    people = [person_of(int(serial)) for serial in chosen.serials.split(",")]
    report = search(chosen.folders, people)
    sys.stdout.write(json.dumps(asdict(report), ensure_ascii=False, indent=1) + "\n")
    return 1 if report.leaks else 0


if __name__ == "__main__":
    raise SystemExit(main())
