"""Whose document takes a booked number (N24)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from desktop.domain.bookings import BookingState
from desktop.domain.citizen_numbers import check_character
from desktop.domain.documents import DocumentType
from desktop.domain.made_up import person_of
from desktop.domain.payloads import PatientRecord
from desktop.domain.pick_up import (
    CompanionDocumentError,
    Differs,
    OtherPersonError,
    Shown,
    check_companion,
    difference,
    needs_document,
)

TODAY = date(2026, 11, 27)
OWN, OTHER = person_of(7100), person_of(7101)
RECORD = PatientRecord(
    OWN.name, OWN.sex.value, OWN.birth.isoformat(), DocumentType.RESIDENT_CARD.value, OWN.number
)
HEAD = OWN.number[:16] + str((int(OWN.number[16]) + 2) % 10)
MISTYPED = replace(RECORD, document_number=HEAD + check_character(HEAD))


def card(number: str = OWN.number, name: str = OWN.name) -> Shown:
    return Shown(number, DocumentType.RESIDENT_CARD, name, by_chip=True)


@pytest.mark.rows("N24")
def test_the_own_card_a_typed_number_and_the_guardians_card_are_the_booked_persons() -> None:
    guarded = replace(RECORD, document_number=None, document_type="none", guardian_document=OTHER.number)
    assert difference(RECORD, card(), TODAY) is None
    assert difference(RECORD, Shown(OWN.number.lower()), TODAY) is None
    assert difference(guarded, card(OTHER.number, OTHER.name), TODAY) is None


@pytest.mark.rows("N24")
@pytest.mark.parametrize(
    ("record", "shown"),
    [
        (RECORD, card(OTHER.number, OTHER.name)), (RECORD, card(OTHER.number)), (RECORD, Shown(OTHER.number)),
        (RECORD, Shown("")), (MISTYPED, card(name=OTHER.name)), (MISTYPED, Shown(OWN.number)),
        (RECORD, Shown(OWN.number, DocumentType.FOREIGNER_CARD_2017, OWN.name, by_chip=True)),
        (replace(RECORD, document_number=None, document_type="none"), Shown(OWN.number)),
    ],
)  # fmt: skip
def test_anything_else_is_another_persons(record: PatientRecord, shown: Shown) -> None:
    with pytest.raises(OtherPersonError):
        difference(record, shown, TODAY)


@pytest.mark.rows("N24")
def test_only_a_chip_tells_a_typing_mistake_in_the_number_or_the_name() -> None:
    assert difference(MISTYPED, card(), TODAY) is Differs.NUMBER
    assert difference(replace(RECORD, name=OTHER.name), card(), TODAY) is Differs.NAME


@pytest.mark.rows("N24")
def test_a_companions_document_is_valid_and_another_ones() -> None:
    check_companion(RECORD, Shown(OTHER.number), TODAY)
    for number in (OWN.number, OTHER.number[:-1], ""):
        with pytest.raises(CompanionDocumentError):
            check_companion(RECORD, Shown(number), TODAY)
    assert OWN.number not in repr(card())


@pytest.mark.rows("N24")
@pytest.mark.parametrize(
    ("state", "channel", "made", "needed"),
    [("booked", "desk", 26, True), ("booked", "desk", 27, False), ("booked", "online", 27, True),
     ("collected", "online", 26, False)],
)  # fmt: skip
def test_who_was_at_a_window_that_day_has_shown_it(state: str, channel: str, made: int, needed: bool) -> None:
    at = datetime(2026, 11, made, 4, tzinfo=UTC)
    assert needs_document(BookingState(state), channel, at, TODAY) is needed
