"""Made-up people and staff for the demonstration and for tests; nobody in here lives (DOMAIN §7).

Numbers lie in the region 89xxxx, which no place has, with a right check character; phones lie in segments that are
not in service. The same serial always gives the same person, on every machine.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from desktop.domain.citizen_numbers import check_character
from desktop.domain.documents import Sex
from desktop.domain.ids import StaffId
from desktop.domain.made_up_names import (
    BOTH,
    COMPOUND,
    DOTTED_FEMALE,
    DOTTED_MALE,
    FEMALE,
    MALE,
    RARE_GIVEN,
    STREETS,
    SURNAMES,
    TOWNS,
)
from desktop.domain.staff import Role

SERIALS = 9_990_000
HOUSEHOLD = 8
SEGMENTS = ("154", "161", "164", "169", "179")
_CHILDREN_FROM = date(2010, 1, 1)
_LAST_BIRTH = date(2025, 12, 31)
_ADULTS_FROM = date(1936, 1, 1)
_ADULTS_UNTIL = date(2006, 12, 31)
_ELDERS_UNTIL = date(1956, 1, 1)
_TWIN_EVERY = 250
_ORDINALS = 999


@dataclass(frozen=True, slots=True)
class MadeUpPerson:
    """Somebody who does not exist. `phone` is 11 digits or "" (a few have none); `number` 18 characters.

    A child has the serial of a householder as `guardian` and shares that phone, as some old people do.
    """

    serial: int
    name: str
    sex: Sex
    birth: date
    number: str
    phone: str
    address: str
    guardian: int | None = None


@dataclass(frozen=True, slots=True)
class DemoStaff:
    """A made-up member of staff; `initials` (distinct) and `passphrase` (plain ASCII) are typed at sign-in."""

    staff_id: StaffId
    name: str
    initials: str
    role: Role
    passphrase: str


DEMO_STAFF: tuple[DemoStaff, ...] = (
    DemoStaff(StaffId("1001"), "王晓敏", "wxm", Role.CLERK, "chunjiang-huayue-1001"),
    DemoStaff(StaffId("1002"), "李文涛", "lwt", Role.CLERK, "qingfeng-mingyue-1002"),
    DemoStaff(StaffId("2001"), "陈慧兰", "chl", Role.SUPERVISOR, "gaoshan-liushui-2001"),
    DemoStaff(StaffId("3001"), "周明远", "zmy", Role.PRIVACY_OFFICER, "jingye-shufang-3001"),
    DemoStaff(StaffId("9001"), "郑维刚", "zwg", Role.AUDITOR, "songbai-changqing-9001"),
)


def person_of(serial: int) -> MadeUpPerson:
    """Return the made-up person with this serial (0 to 9,989,999); number and own phone belong to no other serial."""
    if not 0 <= serial < SERIALS:
        raise ValueError("no made-up person has this serial")
    sex = Sex.MALE if _ordinal(serial) % 2 else Sex.FEMALE
    likeness = serial - 2 if _is_twin(serial) else serial
    birth = _birth(likeness)
    guardian = _householder(serial, birth)
    return MadeUpPerson(
        serial=serial,
        name=_name(likeness, sex),
        sex=sex,
        birth=birth,
        number=_number(serial, birth),
        phone=_phone(serial, birth, guardian),
        address=_address(serial),
        guardian=guardian if birth >= _CHILDREN_FROM else None,
    )


def _roll(serial: int, purpose: str, sides: int) -> int:
    """Return a number below `sides` that is the same for ever."""
    raw = hashlib.sha256(f"{purpose}/{serial}".encode()).digest()
    return int.from_bytes(raw[:8], "big") % sides


def _ordinal(serial: int) -> int:
    return serial % _ORDINALS + 1


def _is_twin(serial: int) -> bool:
    # Two serials back has the same sex, except where the ordinal begins anew.
    return serial % _TWIN_EVERY == _TWIN_EVERY - 1 and serial % _ORDINALS >= 2


def _is_householder(serial: int) -> bool:
    return serial % HOUSEHOLD == 0


def _birth(serial: int) -> date:
    child = not _is_householder(serial) and _roll(serial, "child", 1000) < 91
    if child:
        return _day_between(serial, _CHILDREN_FROM, _LAST_BIRTH)
    if _is_householder(serial):
        return _day_between(serial, date(1970, 1, 1), date(1992, 12, 31))
    return _day_between(serial, _ADULTS_FROM, _ADULTS_UNTIL)


def _day_between(serial: int, first: date, last: date) -> date:
    return first + timedelta(days=_roll(serial, "birth", (last - first).days + 1))


def _householder(serial: int, birth: date) -> int | None:
    """Return whose phone the person uses: a child the householder's, and so the old in every fourth household."""
    if _is_householder(serial):
        return None
    shares = birth >= _CHILDREN_FROM or (birth < _ELDERS_UNTIL and serial // HOUSEHOLD % 4 == 3)
    return serial - serial % HOUSEHOLD if shares else None


def _phone(serial: int, birth: date, householder: int | None) -> str:
    if householder is not None:
        return _own_phone(householder)
    if birth < _ELDERS_UNTIL and _roll(serial, "no-phone", 10) == 0:
        return ""
    return _own_phone(serial)


def _own_phone(serial: int) -> str:
    # The factor has no divisor in common with 10^8, so no two serials below 10^8 get the same digits.
    digits = (serial * 48_271 + 31_415_927) % 10**8
    return f"{SEGMENTS[_roll(serial, 'segment', len(SEGMENTS))]}{digits:08d}"


def _number(serial: int, birth: date) -> str:
    region = 890_000 + serial // _ORDINALS
    body = f"{region:06d}{birth:%Y%m%d}{_ordinal(serial):03d}"
    return body + check_character(body)


def _address(serial: int) -> str:
    town = TOWNS[_roll(serial - serial % HOUSEHOLD, "town", len(TOWNS))]
    street = STREETS[_roll(serial - serial % HOUSEHOLD, "street", len(STREETS))]
    house = _roll(serial - serial % HOUSEHOLD, "house", 300) + 1
    return f"拟设省{town}{street}{house}号{_roll(serial, 'door', 90) + 101}室"


def _name(serial: int, sex: Sex) -> str:
    if serial % 1000 == 617:
        dotted = DOTTED_MALE if sex is Sex.MALE else DOTTED_FEMALE
        return dotted[_roll(serial, "dotted", len(dotted))]
    surname = _surname(serial)
    given = (MALE if sex is Sex.MALE else FEMALE) + BOTH
    kind = _roll(serial, "kind", 1000)
    if serial % 2000 == 1303:
        return surname + RARE_GIVEN[_roll(serial, "rare", len(RARE_GIVEN))]
    first = given[_roll(serial, "given", len(given))]
    if kind < 130:
        return surname + first
    return surname + first + given[_roll(serial, "second", len(given))]


def _surname(serial: int) -> str:
    if _roll(serial, "compound", 250) == 0:
        return COMPOUND[_roll(serial, "which-compound", len(COMPOUND))]
    at = _roll(serial, "surname", sum(weight for _text, weight in SURNAMES))
    for text, weight in SURNAMES:
        at -= weight
        if at < 0:
            return text
    raise AssertionError("the weights cover every roll")
