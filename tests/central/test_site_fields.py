"""IT publishes which fields are asked; every desk hears it signed; central keeps to it (G14, P20)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from central.services.site_fields import put_fields, stored_fields
from central.store import tables
from desktop.crypto.formats import verify
from desktop.domain.site_fields import Asked, SiteFields, setting_bytes
from desktop.sync import wire
from tests.central.people import record
from tests.fakes.central_world import World
from tests.fakes.headless_desk import HeadlessDesk

STRICT = SiteFields(Asked.REQUIRED, Asked.OFF)


def setting(desk: HeadlessDesk) -> wire.SettingRow:
    row = desk.rows["setting"]["fields"]
    assert isinstance(row, wire.SettingRow)
    return row


@pytest.mark.rows("G14")
def test_a_published_setting_reaches_every_desk_signed_and_newer_each_time(world: World) -> None:
    a, b = HeadlessDesk(world, "desk-a"), HeadlessDesk(world, "desk-b")
    assert stored_fields(world.parts) == SiteFields()
    assert put_fields(world.parts, STRICT) == 1
    assert put_fields(world.parts, SiteFields(Asked.OFF)) == 2
    for desk in (a, b):
        desk.catch_up()
        row = setting(desk)
        assert (row.version, SiteFields.from_bytes(row.value)) == (2, SiteFields(Asked.OFF))
        message = setting_bytes(row.id, row.version, row.value)
        assert verify(world.keys.signing.public, row.signature, "setting", message)


@pytest.mark.rows("G14", "P20")
def test_central_keeps_nothing_that_is_not_asked_and_tells_a_supervisor_what_is_missing(world: World) -> None:
    put_fields(world.parts, replace(STRICT, card_number=Asked.OFF))
    desk = HeadlessDesk(world)
    full = desk.register(replace(record(), address="某路 1 号", card_number="H 0001"))
    bare = desk.register(record(700_003))
    desk.catch_up()
    assert desk.record_of(full) == replace(record(), address="某路 1 号")
    assert [row["patient_id"] for row in world.rows(tables.tasks, kind="fields-missing")] == [bare]
    put_fields(world.parts, SiteFields(Asked.OFF))
    other = desk.register(replace(record(700_005), address="某路 2 号"))
    desk.catch_up()
    assert desk.record_of(other).address is None
