"""The mask table: what each surface shows, and a count of the numbers that would fit it (DECISIONS 5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.citizen_numbers import CHECK_CHARACTERS, HMT_REGIONS, PROVINCES, WEIGHTS, check_character
from desktop.domain.documents import DocumentType
from desktop.domain.masking import PUBLIC, Surface, mask_name, mask_number, mask_phone

ENOUGH = 1000
BIRTH = date(1899, 3, 7)  # nobody living bears it (DOMAIN §7.1)
CLERK = (Surface.LIST, Surface.TASK)
CITIZEN = (
    DocumentType.RESIDENT_CARD,
    DocumentType.TEMPORARY_RESIDENT_CARD,
    DocumentType.HOUSEHOLD_BOOKLET,
)
# County-level units of each province at the end of 2022, general knowledge; abolished codes only add to them.
COUNTIES = {
    "11": 16, "12": 16, "13": 167, "14": 117, "15": 103, "21": 100, "22": 60, "23": 121, "31": 16, "32": 95,
    "33": 90, "34": 104, "35": 84, "36": 100, "37": 136, "41": 157, "42": 103, "43": 122, "44": 122, "45": 111,
    "46": 25, "50": 38, "51": 183, "52": 88, "53": 129, "54": 74, "61": 107, "62": 86, "63": 44, "64": 22,
    "65": 107,
}  # fmt: skip
# Ten counties to a prefecture, as PP0101 … PP0110, PP0201 …
REAL_REGIONS = tuple(
    f"{province}{1 + index // 10:02d}{1 + index % 10:02d}"
    for province, count in COUNTIES.items()
    for index in range(count)
)
# Whoever has no table at all has to try every code under a province.
ALL_REGIONS = tuple(f"{province}{rest:04d}" for province in sorted(PROVINCES) for rest in range(10_000))
# 9, province of application, country; 240 country numbers are a lower bound.
FOREIGNER_REGIONS = tuple(f"9{p}{c:03d}" for p, c in product(sorted(COUNTIES), range(4, 964, 4)))
SEQUENCES = tuple(f"{n:03d}" for n in range(1000))
ALL_DAYS = [date(1906, 11, 25) + timedelta(days=n) for n in range(120 * 365)]


@dataclass(frozen=True)
class Seen:
    """What somebody knows of a number: its first and last characters, and the birth date with the sex."""

    head: str = ""
    tail: str = ""
    birth: date | None = None
    male: bool | None = None

    def with_slip(self, tail: str) -> Seen:
        return Seen(self.head, max(tail, self.tail, key=len), self.birth, self.male)


def seen(masked: str, birth: date | None = None, male: bool | None = None) -> Seen:
    """Read off a shown mask what it gives away."""
    plain = masked.replace(" ", "")
    head = plain.split("*", 1)[0]
    return Seen(head if "*" in plain else "", plain.rsplit("*", 1)[-1], birth, male)


def candidates(known: Seen, regions: tuple[str, ...]) -> int:
    """Count the 18-character numbers that fit: regions × days × sequences whose check character is right."""
    region_sums = _region_sums(regions, known.head)
    day_sums = _day_sums(known.birth)
    tail = known.tail.rjust(4, "?")
    fitting = [s for s in SEQUENCES if _fits(s, tail[:3]) and known.male in (None, int(s[2]) % 2 == 1)]
    sequence_sums = _sums(fitting, 14)
    count = 0
    for (a, x), (b, y), (c, z) in product(region_sums.items(), day_sums.items(), sequence_sums.items()):
        if _fits(CHECK_CHARACTERS[(a + b + c) % 11], tail[3]):
            count += x * y * z
    return count


@lru_cache
def _region_sums(regions: tuple[str, ...], head: str) -> Counter[int]:
    return _sums((region for region in regions if region.startswith(head)), 0)


@lru_cache
def _day_sums(birth: date | None) -> Counter[int]:
    days = ALL_DAYS if birth is None else [birth]
    return _sums((day.isoformat().replace("-", "") for day in days), 6)


def _sums(parts: Iterable[str], start: int) -> Counter[int]:
    return Counter(
        sum(int(digit) * WEIGHTS[start + place] for place, digit in enumerate(part)) % 11 for part in parts
    )


def _fits(text: str, pattern: str) -> bool:
    return all(wanted in ("?", character) for character, wanted in zip(text, pattern, strict=True))


def numbers_of(regions: Iterable[str]) -> list[str]:
    bodies = (f"{region}{BIRTH:%Y%m%d}{sequence}" for region in regions for sequence in ("001", "998"))
    return [body + check_character(body) for body in bodies]


TWO_OF_EACH_PROVINCE = numbers_of(f"{province}0101" for province in COUNTIES)


def test_the_count_agrees_with_trying_every_number() -> None:
    known = Seen("1101", "28", BIRTH)
    regions = tuple(f"1101{n:02d}" for n in range(100))
    tried = sum(
        check_character(f"{region}{BIRTH:%Y%m%d}{n:03d}") == "8" and n % 10 == 2
        for region in regions
        for n in range(1000)
    )
    assert candidates(known, regions) == tried


def test_four_leading_digits_beside_a_birth_date_would_not_do() -> None:
    known = Seen("1101", "28", BIRTH, male=False)
    assert candidates(known, tuple(f"1101{n:02d}" for n in range(100))) < ENOUGH
    assert candidates(known, REAL_REGIONS) < 100


@pytest.mark.rows("P17", "N18")
@pytest.mark.parametrize("surface", CLERK)
def test_beside_a_birth_date_a_thousand_citizens_fit_by_the_real_counties(surface: Surface) -> None:
    for number in TWO_OF_EACH_PROVINCE:
        shown = mask_number(DocumentType.RESIDENT_CARD, number, surface, birth_visible=True)
        male = int(number[16]) % 2 == 1
        assert candidates(seen(shown, BIRTH, male), REAL_REGIONS) >= ENOUGH, shown


@pytest.mark.rows("P17")
@pytest.mark.parametrize("surface", CLERK)
def test_without_a_birth_date_a_thousand_citizens_fit(surface: Surface) -> None:
    for number in TWO_OF_EACH_PROVINCE:
        shown = mask_number(DocumentType.RESIDENT_CARD, number, surface)
        assert candidates(seen(shown, male=int(number[16]) % 2 == 1), REAL_REGIONS) >= ENOUGH, shown


@pytest.mark.rows("P17")
def test_slip_and_patient_screen_together_leave_a_thousand_citizens() -> None:
    for number in TWO_OF_EACH_PROVINCE:
        shown = {mask_number(DocumentType.RESIDENT_CARD, number, surface) for surface in PUBLIC}
        assert shown == {number[-4:]}, (
            "the second adds nothing to the first, and neither tells the birth date"
        )
        assert candidates(Seen(tail=number[-4:]), REAL_REGIONS) >= ENOUGH


def test_the_slip_beside_the_clerks_screen_leaves_a_thousand_to_who_has_no_table_of_regions() -> None:
    for number in TWO_OF_EACH_PROVINCE:
        slip = mask_number(DocumentType.RESIDENT_CARD, number, Surface.SLIP)
        screen = mask_number(DocumentType.RESIDENT_CARD, number, Surface.LIST, birth_visible=True)
        known = seen(screen, BIRTH, int(number[16]) % 2 == 1).with_slip(slip)
        assert candidates(known, ALL_REGIONS) >= ENOUGH


@pytest.mark.rows("P17")
@pytest.mark.parametrize(
    ("document_type", "regions"),
    [
        (DocumentType.HMT_RESIDENCE_PERMIT, HMT_REGIONS),
        (DocumentType.FOREIGNER_CARD, FOREIGNER_REGIONS),
    ],
)
def test_permits_and_foreigners_cards_leave_a_thousand_on_every_surface(
    document_type: DocumentType, regions: tuple[str, ...]
) -> None:
    for number in numbers_of([regions[0], regions[-1]]):
        male = int(number[16]) % 2 == 1
        beside = mask_number(document_type, number, Surface.TASK, birth_visible=True)
        alone = mask_number(document_type, number, Surface.TASK)
        public = mask_number(document_type, number, Surface.SLIP)
        for known in (seen(beside, BIRTH, male), seen(alone, male=male), Seen(tail=public)):
            assert candidates(known, regions) >= ENOUGH


def test_numbers_that_hold_a_birth_date_elsewhere_never_show_one_of_its_digits() -> None:
    old, foreigner = "890000010203456", "ABW890001020311"  # birth digits 010203, found nowhere else
    for surface in Surface:
        assert not set("123") & set(mask_number(DocumentType.RESIDENT_CARD, old, surface))
        shown = mask_number(DocumentType.FOREIGNER_CARD_2017, foreigner, surface)
        assert not set("23") & set(shown)


def test_what_the_masks_look_like() -> None:
    number = "890000199003070028"
    card = DocumentType.RESIDENT_CARD
    assert mask_number(card, number, Surface.LIST, birth_visible=True) == "8*** **** **** **28"
    assert mask_number(card, number, Surface.TASK) == "890* **** **** 0028"
    assert mask_number(card, number, Surface.SLIP) == "0028"
    assert mask_number(card, number, Surface.DISPLAY, birth_visible=True) == "0028"
    assert mask_number(card, "8900001990", Surface.TASK) == "**** **** **** ****"
    assert mask_number(card, "8900001990", Surface.SLIP) == ""
    permit = DocumentType.HMT_RESIDENCE_PERMIT
    assert (
        mask_number(permit, "810000199003070023", Surface.LIST, birth_visible=True) == "**** **** **** ****"
    )
    assert mask_number(DocumentType.PASSPORT, "E89000001", Surface.LIST, birth_visible=True) == "E*****001"
    assert mask_number(DocumentType.FOREIGN_PASSPORT, "X8901", Surface.LIST) == "***01"
    assert mask_number(DocumentType.OFFICER_CARD, "军字第8900001号", Surface.SLIP) == "001号"
    assert mask_number(DocumentType.NONE, "T3F9A-000012", Surface.TASK) == "T3F9A-000012"
    assert mask_number(DocumentType.NONE, "T3F9A-000012", Surface.SLIP) == "0012"


free_numbers = st.one_of(
    st.tuples(
        st.just(DocumentType.HK_MACAO_PERMIT), st.from_regex(r"[HM]89[0-9]{6}([0-9]{2})?", fullmatch=True)
    ),
    st.tuples(st.just(DocumentType.HK_MACAO_PERMIT), st.from_regex(r"[HM]A89[0-9]{5}", fullmatch=True)),
    st.tuples(st.just(DocumentType.TAIWAN_PERMIT), st.from_regex(r"89[0-9]{6}([0-9]{2})?", fullmatch=True)),
    st.tuples(st.just(DocumentType.FOREIGN_PASSPORT), st.from_regex(r"[A-Z0-9]{5,17}", fullmatch=True)),
    st.tuples(st.just(DocumentType.BIRTH_CERTIFICATE), st.from_regex(r"[A-Z]89[0-9]{7}", fullmatch=True)),
    st.tuples(st.just(DocumentType.OFFICER_CARD), st.from_regex(r"军字第[0-9]{0,8}号", fullmatch=True)),
)


@pytest.mark.rows("P17")
@given(free_numbers)
@settings(max_examples=150, deadline=None)
def test_slip_and_screen_together_hide_three_places_of_every_other_number(
    pair: tuple[DocumentType, str],
) -> None:
    document_type, number = pair
    screen = mask_number(document_type, number, Surface.LIST, birth_visible=True)
    slip = mask_number(document_type, number, Surface.SLIP)
    assert len(screen) == len(number)
    assert number.endswith(slip)
    assert len(slip) <= 4
    known = len(number) - len(slip)
    hidden = [c for place, c in enumerate(number[:known]) if screen[place] == "*" and c.isascii()]
    assert len(hidden) >= min(3, sum(c.isascii() for c in number)), "ten to the third is a thousand"


@pytest.mark.parametrize(
    ("name", "in_list", "public"),
    [
        ("张志强", "张*强", "张**"),
        ("张强", "张*", "张*"),
        ("欧阳建明", "欧**明", "欧***"),
        ("𠮷志强", "𠮷*强", "𠮷**"),
        ("阿卜杜拉·买买提", "阿***·买**", "阿***"),
        ("SAMPLE ANN", "S*** A**", "S***"),
        ("José", "J***", "J***"),
        ("J", "*", "*"),
        ("张\ue000强", "张*强", "张**"),
        ("阿卜杜热西提阿依古丽样例", "阿***例", "阿***"),
        ("0*", "***", "***"),
        ("", "", ""),
    ],
)
@pytest.mark.rows("P17", "N18")
def test_a_name_is_masked_by_surface(name: str, in_list: str, public: str) -> None:
    assert mask_name(name, Surface.LIST) == in_list
    assert mask_name(name, Surface.SLIP) == mask_name(name, Surface.DISPLAY) == public
    assert mask_name(name, Surface.TASK) == name


@given(st.text(st.sampled_from("张志强欧阳𠮷·. ,AB\ue000é-"), min_size=1, max_size=12) | st.text(max_size=12))
@settings(max_examples=200, deadline=None)
def test_a_masked_name_is_never_the_name_and_always_has_a_star(name: str) -> None:
    full = mask_name(name, Surface.TASK)
    for surface in (Surface.LIST, Surface.SLIP, Surface.DISPLAY):
        masked = mask_name(name, surface)
        assert bool(full) == ("*" in masked)
        assert not full or masked != full or set(full) == {"*"}


@pytest.mark.parametrize(
    ("phone", "shown", "tail"),
    [
        ("15400138000", "154 **** 8000", "8000"),
        ("+86 154 0013 8000", "154 **** 8000", "8000"),
        ("+85269000001", "+852 **** 0001", "0001"),
        ("154", "****", "****"),
    ],
)
@pytest.mark.rows("P17")
def test_a_phone_is_masked_by_surface(phone: str, shown: str, tail: str) -> None:
    assert mask_phone(phone, Surface.LIST) == mask_phone(phone, Surface.TASK) == shown
    assert mask_phone(phone, Surface.DISPLAY) == tail
    assert mask_phone(phone, Surface.SLIP) == ""
