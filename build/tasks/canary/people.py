"""People whom no text resembles: one stem for all names, one for all numbers, one for all phones (DOMAIN §7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from desktop.domain.citizen_numbers import check_character
from desktop.domain.documents import Sex
from desktop.domain.made_up import MadeUpPerson

NAME_STEM = "龘靐齉"
GIVEN = "天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬"
REGION, FIRST_BIRTH = "897531", date(1987, 1, 1)
PHONE_STEM, NEW_PHONE_STEM = "1647531", "1697532"
MOST = 500


def canary(index: int) -> MadeUpPerson:
    """Return the person with this place; name, number and phone are theirs alone, the address holds the name."""
    if not 0 <= index < MOST:
        raise ValueError("there are 500 canaries")
    birth = FIRST_BIRTH + timedelta(days=index % 365)
    first17 = f"{REGION}{birth:%Y%m%d}{index + 1:03}"
    name = NAME_STEM + GIVEN[index // len(GIVEN)] + GIVEN[index % len(GIVEN)]
    return MadeUpPerson(
        serial=index,
        name=name,
        sex=Sex.MALE if (index + 1) % 2 else Sex.FEMALE,
        birth=birth,
        number=first17 + check_character(first17),
        phone=f"{PHONE_STEM}{index:04}",
        address=f"云屏市{name}路 5 号",
    )


def with_new_phone(person: MadeUpPerson) -> MadeUpPerson:
    """Return them with the phone to which they change."""
    return replace(person, phone=f"{NEW_PHONE_STEM}{person.serial:04}")


def spoken(person: MadeUpPerson) -> str:
    """Return what somebody might write into a free text about them."""
    return f"{person.name}，证件 {person.number}，电话 {person.phone}"
