"""A CSV file of the hospital's old system as rows of our fields: UTF-8 or GBK, a mapping of columns, faults by line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from desktop.domain.errors import KnownError

ENCODINGS = ("utf-8-sig", "gb18030")


class CsvFileError(KnownError):
    """The file or its mapping cannot be used. Facts: `why` (encoding, mapping, column, format)."""

    code = "csv-file"


class LineFaultError(Exception):
    """One line cannot be taken; `code` is a stable word and nothing of the line."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


def read_mapping(path: Path | None, fields: tuple[str, ...]) -> dict[str, str]:
    """Return {our field: their column}; without a file the columns carry our names. Raises CsvFileError."""
    if path is None:
        return {field: field for field in fields}
    try:
        said = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise CsvFileError(why="mapping") from error
    if not isinstance(said, dict) or not set(said) <= set(fields):
        raise CsvFileError(why="mapping")
    return {str(field): str(column) for field, column in said.items()}


def rows(
    raw: bytes, mapping: Mapping[str, str], required: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line number from 2, {field: trimmed text}); raises CsvFileError for a missing column or a broken line."""
    try:
        yield from _rows(csv.DictReader(io.StringIO(_text(raw))), mapping, required)
    except csv.Error as error:
        raise CsvFileError(why="format") from error


def _rows(
    reader: csv.DictReader[str], mapping: Mapping[str, str], required: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, str]]]:
    there = set(reader.fieldnames or ())
    if any(mapping.get(field) not in there for field in required):
        raise CsvFileError(why="column")
    for line in reader:
        yield (
            reader.line_num,
            {field: (line.get(column) or "").strip() for field, column in mapping.items() if column in there},
        )


def _text(raw: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CsvFileError(why="encoding")
