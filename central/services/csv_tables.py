"""A CSV file of the hospital's old system as rows of our fields: UTF-8 or GBK, a mapping of columns, faults by line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop.domain.errors import KnownError

ENCODINGS = ("utf-8-sig", "gb18030")


class CsvFileError(KnownError):
    """The file or its mapping cannot be used. Facts: `why` (encoding, mapping, column, format, size)."""

    code = "csv-file"


class LineFaultError(Exception):
    """One line cannot be taken; `code` is a stable word and nothing of the line."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where our fields come from: {field: their column}, and for some {their value: ours}."""

    sources: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def fields(self) -> tuple[str, ...]:
        """Return our fields that have a source."""
        return tuple(self.sources)

    def source(self, field: str) -> str:
        """Return their column, "" for none."""
        return self.sources.get(field, "")

    def value(self, field: str, text: str) -> str:
        """Return our word for theirs; of several lines the first that has one. Without a table it is taken as it is."""
        table = self.values.get(field)
        if table is None:
            return text.strip()
        return next((table[one.strip()] for one in text.splitlines() if one.strip() in table), text.strip())


def read_mapping(path: Path | None, fields: tuple[str, ...]) -> Columns:
    """Return the columns; without a file they carry our names. Raises CsvFileError.

    The file is JSON: {our field: their column} or {our field: {"column": their column, "values": {theirs: ours}}}.
    """
    if path is None:
        return Columns({field: field for field in fields})
    try:
        said = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise CsvFileError(why="mapping") from error
    if not isinstance(said, dict) or not set(said) <= set(fields):
        raise CsvFileError(why="mapping")
    tables = {field: one for field, one in said.items() if isinstance(one, dict)}
    if not all(
        isinstance(one.get("column"), str) and isinstance(one.get("values"), dict) for one in tables.values()
    ):
        raise CsvFileError(why="mapping")
    return Columns(
        {str(field): str(one["column"] if field in tables else one) for field, one in said.items()},
        {field: {str(k): str(v) for k, v in one["values"].items()} for field, one in tables.items()},
    )


def rows(raw: bytes, columns: Columns, required: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line number from 2, {field: trimmed text}); raises CsvFileError for a missing column or a broken line."""
    try:
        yield from _rows(csv.DictReader(io.StringIO(text_of(raw))), columns, required)
    except csv.Error as error:
        raise CsvFileError(why="format") from error


def _rows(
    reader: csv.DictReader[str], columns: Columns, required: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, str]]]:
    there = set(reader.fieldnames or ())
    if any(columns.source(field) not in there for field in required):
        raise CsvFileError(why="column")
    for line in reader:
        yield (
            reader.line_num,
            {
                field: columns.value(field, line.get(column) or "")
                for field, column in columns.sources.items()
                if column in there
            },
        )


def text_of(raw: bytes) -> str:
    """Return the text of a file in UTF-8 or GBK (GB 18030); raises CsvFileError."""
    for encoding in ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CsvFileError(why="encoding")
