"""Figures that cannot be joined back to a person: no ids, wide dates and areas, small cells suppressed (P13).

A row says only birth decade, sex, province and quarter with a count; cells under five are merged away by widening area,
then decade, and what is still small is left out and only counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desktop.domain.errors import KnownError

LEAST = 5
ANY = "*"


class Exemption(StrEnum):
    """The six cases in which consent is not asked (policy 二.四); the one chosen is recorded with the export."""

    STATE_SECURITY = "state-security"
    PUBLIC_HEALTH = "public-health"
    CRIME_AND_COURT = "crime-and-court"
    VITAL_INTEREST = "vital-interest"
    SELF_PUBLISHED = "self-published"
    RESEARCH = "research"


class ExportNotRegisteredError(KnownError):
    """The officer has not put this kind of export, with its assessment, into the register of exports."""

    code = "export-not-registered"


class ExemptionMissingError(KnownError):
    """No exception was chosen, and without one nothing leaves."""

    code = "exemption-missing"


@dataclass(frozen=True, slots=True)
class Visit:
    """One booking as it is known: exact."""

    birth: date | None
    sex: str
    region: str
    day: date
    department: str


@dataclass(frozen=True, slots=True, order=True)
class Cell:
    """A wide cell; `*` stands for everything."""

    decade: str
    sex: str
    province: str
    quarter: str
    department: str


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of at least LEAST, and how many bookings are in none of them."""

    cells: tuple[tuple[Cell, int], ...]
    left_out: int


def wide(visit: Visit) -> Cell:
    """Return the cell of one booking: decade of birth, province (first two digits), quarter of the year."""
    decade = f"{visit.birth.year // 10 * 10}s" if visit.birth else ANY
    quarter = f"{visit.day.year}-Q{(visit.day.month + 2) // 3}"
    return Cell(decade, visit.sex or ANY, visit.region[:2] or ANY, quarter, visit.department)


def figures(visits: Iterable[Visit], least: int = LEAST) -> Figures:
    """Return the counts; every step widens only what is still too small, so large cells keep their detail."""
    done: Counter[Cell] = Counter()
    small = Counter(wide(visit) for visit in visits)
    for widened in ("department", "province", "decade", "sex", "quarter"):
        big = {cell: count for cell, count in small.items() if count >= least}
        done.update(big)
        rest = Counter({cell: count for cell, count in small.items() if cell not in big})
        small = Counter()
        for cell, count in rest.items():
            small[replace(cell, **{widened: ANY})] += count
    done.update({cell: count for cell, count in small.items() if count >= least})
    return Figures(tuple(sorted(done.items())), sum(count for count in small.values() if count < least))
