"""What this site asks, at a real desk: required is refused when missing, what is off is not kept (G14, P20)."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest
from crash_desk import card_of

from desktop.domain.people import ContactInfo
from desktop.domain.site_fields import NAME, Asked, SiteFields
from desktop.services.registration import DraftIncompleteError
from desktop.services.site_fields import SETTING, fields_of
from desktop.sync.wire import SettingRow
from tests.desk.window import Window


def publish(window: Window, fields: SiteFields) -> None:
    """Lay the setting down as an exchange does after its signature held."""
    row = SettingRow(NAME, 1, fields.to_bytes(), b"")
    with window.desk.store.write() as tx:
        tx.state.set(SETTING, msgspec.json.encode(row))


@pytest.mark.rows("G14")
def test_a_required_field_is_waited_for_before_anything_is_saved(window: Window) -> None:
    publish(window, SiteFields(Asked.REQUIRED, Asked.REQUIRED))
    with window.desk.store.read() as tx:
        assert fields_of(tx) == SiteFields(Asked.REQUIRED, Asked.REQUIRED)
    person = window.next_adult()
    before = window.counts()
    with pytest.raises(DraftIncompleteError) as refused:
        window.confirm(window.draft(person))
    assert refused.value.facts == {"missing": "card-number"}, "the chip said the address"
    assert window.counts() == before
    whole = replace(card_of(person), card_number="H 0001", address="某省某市某路 1 号")
    done = window.confirm(replace(window.draft(person), person=whole))
    record = window.patient(done.patient_id).record
    assert (record.address, record.card_number) == ("某省某市某路 1 号", "H 0001")


@pytest.mark.rows("P20", "G14", "G13")
def test_what_is_not_asked_is_not_kept_even_when_the_chip_says_it(window: Window) -> None:
    off = SiteFields(Asked.OFF, Asked.OFF, Asked.OFF)
    publish(window, off)
    person = window.next_adult()
    draft = window.draft(person)
    assert draft.person.address
    contact = ContactInfo("单大雪", "spouse", "16500138009", "E12345678")
    done = window.confirm(replace(draft, person=replace(draft.person, contact=contact)))
    record = window.patient(done.patient_id).record
    assert (record.address, record.contact_name, record.contact_phone, record.contact_document) == (None,) * 4
    answer = window.cases.identify.identify(card_of(window.next_adult()))
    assert answer.fields == off


@pytest.mark.rows("G14", "G11")
def test_an_emergency_is_registered_without_any_of_them(window: Window) -> None:
    publish(window, SiteFields(Asked.REQUIRED, Asked.REQUIRED))
    person = replace(card_of(window.next_adult()), emergency_reason="unconscious", address=None)
    assert window.confirm(replace(window.draft(), person=person)).patient_id
