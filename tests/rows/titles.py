"""The rows of the program with their titles, and what a test must have reached before a row counts as proved."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

TITLES = Path(__file__).with_name("titles.toml")
WINDOW, STORE, CENTRAL = "window", "store", "central"
NEEDS_OF = {"C": frozenset({WINDOW, STORE}), "S": frozenset({WINDOW, STORE}), "I": frozenset({STORE})}


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `needs` is what one single passed test must have reached: window (with keys), store, central."""

    name: str
    title: str
    who: tuple[str, ...]
    needs: frozenset[str]


def read_rows(path: Path = TITLES) -> dict[str, Row]:
    """Return all rows by name, in the order of the file."""
    with path.open("rb") as file:
        written = tomllib.load(file)
    return {name: _row(name, values) for name, values in written.items()}


def _row(name: str, values: dict[str, object]) -> Row:
    who = tuple(str(values["who"]).split(","))
    wanted = values.get("needs", [])
    assert isinstance(wanted, list)
    needs = {str(place) for place in wanted}
    for person in who:
        needs |= NEEDS_OF.get(person, frozenset())
    return Row(name, str(values["title"]), who, frozenset(needs))
