"""The national hierarchy by initials (G15)."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.domain.regions import Regions, read_regions

FILE = Path(__file__).resolve().parents[2] / "resources" / "regions.tsv"


@pytest.fixture(scope="module")
def places() -> Regions:
    return read_regions(FILE.read_text("utf-8"))


@pytest.mark.rows("G15")
@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("gzth", "广东省广州市天河区"),
        ("gdgzth", "广东省广州市天河区"),
        ("GZTH", "广东省广州市天河区"),
        ("bjhd", "北京市海淀区"),
        ("广东省广州市天", "广东省广州市天河区"),
        ("bjs", "北京市"),
    ],
)
def test_a_place_is_found_by_initials_with_or_without_what_it_lies_in(
    places: Regions, typed: str, first: str
) -> None:
    assert places.find(typed)[0].name == first


@pytest.mark.rows("G15")
def test_a_few_are_offered_the_shortest_first_and_nothing_for_one_letter_or_nonsense(places: Regions) -> None:
    found = places.find("th")
    assert 1 < len(found) <= 8
    assert len({region.code for region in found}) == len(found)
    assert places.find("t") == ()
    assert places.find("zzzzzz") == ()
    assert places.find("  ") == ()


@pytest.mark.rows("G15")
def test_the_file_is_whole(places: Regions) -> None:
    lines = FILE.read_text("utf-8").splitlines()
    codes = [line.split("\t")[0] for line in lines]
    assert codes == sorted(set(codes))
    assert len([code for code in codes if code.endswith("0000")]) == 34
    assert len(places) == len(lines) > 3_300
    assert all(len(code) == 6 and code.isdigit() for code in codes)
    assert not any(code.startswith("89") for code in codes), (
        "made-up people live in a region that does not exist"
    )


def test_a_line_of_another_form_is_refused() -> None:
    with pytest.raises(ValueError, match="unpack"):
        Regions(["110000 北京市"])
