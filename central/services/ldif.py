"""People of a directory (Active Directory, OpenLDAP) as LDIF, RFC 2849: what `ldifde` and `ldapsearch -LLL` write."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping

from central.services.csv_tables import Columns, CsvFileError, text_of

MOST_BYTES = 32 * 1024 * 1024
DISABLED = 2
MANY = "\n"


def ldif_rows(
    raw: bytes, columns: Columns, required: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line of the entry's dn, {field: text}) of every person entry.

    An attribute with several values (memberOf) is matched value by value. An account that Active Directory has disabled
    comes with the role "disabled", which no one has, so that the report names it. Raises CsvFileError.
    """
    if len(raw) > MOST_BYTES:
        raise CsvFileError(why="size")
    for line, entry in _entries(text_of(raw)):
        if any(columns.source(field).lower() not in entry for field in required):
            continue
        values = {
            field: columns.value(field, entry.get(columns.source(field).lower(), ""))
            for field in columns.fields
        }
        if _disabled(entry):
            values["role"] = "disabled"
        yield line, values


def _entries(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line number from 1, {attribute in lower case: its values, one a line})."""
    entry: dict[str, str] = {}
    began = 0
    for number, line in _unfolded(text):
        if not line:
            if "dn" in entry:
                yield began, entry
            entry = {}
            continue
        name, value = _attribute(line)
        if name == "dn":
            began = number
        entry[name] = entry[name] + MANY + value if name in entry else value
    if "dn" in entry:
        yield began, entry


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Yield logical lines: one that begins with a space goes on, one that begins with # says nothing."""
    begun, whole = 0, ""
    for number, line in enumerate([*text.splitlines(), "", ""], 1):
        if line.startswith(" ") and whole:
            whole += line[1:]
            continue
        if begun and not whole.startswith("#"):
            yield begun, whole
        begun, whole = number, line


def _attribute(line: str) -> tuple[str, str]:
    name, colon, value = line.partition(":")
    if not colon:
        raise CsvFileError(why="format")
    name = name.partition(";")[0].lower()
    if value.startswith("<"):
        return name, ""
    if not value.startswith(":"):
        return name, value.strip()
    try:
        return name, base64.b64decode(value[1:].strip(), validate=True).decode("utf-8", "replace").strip()
    except ValueError as error:
        raise CsvFileError(why="format") from error


def _disabled(entry: Mapping[str, str]) -> bool:
    flags = entry.get("useraccountcontrol", "")
    return flags.isdecimal() and bool(int(flags) & DISABLED)
