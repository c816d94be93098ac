"""The national hierarchy of places, looked up by initials: province, city, county; the rest is free text (G15)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_KINDS = "省市区县州盟旗"
LEAST = 2
MOST = 8


@dataclass(frozen=True, slots=True, order=True)
class Region:
    """A place by its six-digit code; `name` is written out from the province on."""

    code: str
    name: str


class Regions:
    """Places sorted by every spelling of their initials."""

    def __init__(self, lines: Iterable[str]) -> None:
        """Read `code TAB name TAB initials`, parents before children; raises ValueError for another form."""
        names: dict[str, tuple[str, str, str]] = {}
        keyed: set[tuple[str, Region]] = set()
        for line in lines:
            code, name, initials = line.rstrip("\n").split("\t")
            parents = [names[up] for up in (code[:2] + "0000", code[:4] + "00") if up in names and up != code]
            names[code] = name, initials, initials[:-1] if name[-1] in _KINDS else initials
            region = Region(code, "".join(parent[0] for parent in parents) + name)
            before = ""
            keyed.add((initials, region))
            for _name, _whole, short in reversed(parents):
                before = short + before
                keyed.add((before + initials, region))
        self._keys = sorted(keyed)
        self._texts = sorted((region.name, region) for _, region in keyed)

    def __len__(self) -> int:
        return len({region for _, region in self._keys})

    def find(self, typed: str, limit: int = MOST) -> tuple[Region, ...]:
        """Return places whose initials, with or without those of what they lie in, begin so; or whose name does.

        The shortest spelling first, then by code. Less than two characters find nothing.
        """
        text = typed.strip().lower()
        if len(text) < LEAST:
            return ()
        if text.isascii():
            found = self._begin(self._keys, text)
            ranked = sorted(found, key=lambda hit: (len(hit[0]), hit[1].code))
        else:
            ranked = self._begin(self._texts, text)
        return tuple(dict.fromkeys(region for _, region in ranked))[:limit]

    @staticmethod
    def _begin(sorted_by: list[tuple[str, Region]], text: str) -> list[tuple[str, Region]]:
        at = bisect_left(sorted_by, (text,))
        found = []
        while at < len(sorted_by) and sorted_by[at][0].startswith(text):
            found.append(sorted_by[at])
            at += 1
        return found


@lru_cache(maxsize=1)
def read_regions(whole: str) -> Regions:
    """Return the places of a file's text; the same text is read once."""
    return Regions(whole.splitlines())
