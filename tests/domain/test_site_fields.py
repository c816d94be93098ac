"""What a site may ask, and what it may not (G14, P20)."""

from __future__ import annotations

import itertools

import pytest

from desktop.domain.payloads import PatientRecord
from desktop.domain.site_fields import FIELDS, Asked, SiteFields, SiteFieldsError, setting_bytes

RECORD = PatientRecord("张伟", "1", "1980-03-12", "resident-card", "1", address="某路 1 号", card_number="H1")
BARE = PatientRecord("张伟", "1", "1980-03-12", "resident-card", "1")


@pytest.mark.rows("G14", "P20")
@pytest.mark.parametrize(("address", "card"), list(itertools.product(Asked, Asked)))
def test_every_way_of_asking(address: Asked, card: Asked) -> None:
    fields = SiteFields(address, card)
    assert SiteFields.from_bytes(fields.to_bytes()) == fields
    kept = fields.kept(RECORD)
    assert (kept.address is None, kept.card_number is None) == (address is Asked.OFF, card is Asked.OFF)
    wanted = [
        name for name, asked in (("address", address), ("card_number", card)) if asked is Asked.REQUIRED
    ]
    assert list(fields.missing(BARE)) == wanted
    assert fields.missing(RECORD) == ()


@pytest.mark.rows("G14", "G11")
def test_an_emergency_waits_for_no_field() -> None:
    emergency = PatientRecord("无名氏", "0", None, "none", "T", emergency_reason="unconscious")
    assert SiteFields(Asked.REQUIRED, Asked.REQUIRED).missing(emergency) == ()


@pytest.mark.rows("P20", "G14")
@pytest.mark.parametrize(
    "values", [{"name": "off"}, {"phone": "required"}, {"religion": "optional"}, {"address": "perhaps"}]
)
def test_what_care_always_needs_cannot_be_switched_off_and_nothing_else_can_be_asked(
    values: dict[str, object],
) -> None:
    with pytest.raises(SiteFieldsError):
        SiteFields.of(values)


def test_a_broken_setting_is_refused() -> None:
    with pytest.raises(SiteFieldsError):
        SiteFields.from_bytes(b"[]")


def test_the_signature_stands_over_name_version_and_value() -> None:
    signed = {
        setting_bytes("fields", 1, b"a"),
        setting_bytes("fields", 2, b"a"),
        setting_bytes("fields", 1, b"b"),
    }
    assert len(signed) == 3
    assert FIELDS == ("address", "card_number", "contact_name")


@pytest.mark.rows("G13", "G14")
@pytest.mark.parametrize("asked", list(Asked))
def test_a_contact_is_said_only_by_a_site_that_decided_about_it(asked: Asked) -> None:
    fields = SiteFields(contact_name=asked)
    assert SiteFields.from_bytes(fields.to_bytes()) == fields
    assert (b"contact" in fields.to_bytes()) is (asked is not Asked.OPTIONAL), (
        "desks of before know no contact"
    )
