"""One desk with a signed, hand-made program sends what it likes; every other desk's feed goes on (I5, I7, G69)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from central.store import tables
from desktop.domain.ids import SessionId
from desktop.domain.operations import KeyKind, OperationKind, Right
from tests.central.people import FIRST, account, record
from tests.central.test_with_desk_services import Window, draft
from tests.fakes.central_world import World
from tests.fakes.headless_desk import HeadlessDesk

RECORDS: tuple[dict[str, Any], ...] = (
    {"name": ""}, {"name": "甲" * 5000}, {"name": "\x00"}, {"sex": "9"}, {"sex": ""}, {"birth": "yesterday"},
    {"birth": "2026-13-45"}, {"birth": ""}, {"document_type": "library-card"}, {"document_type": ""},
    {"document_number": "\x00\x01"}, {"document_number": "9" * 3000}, {"evidence": "magic"}, {"evidence": ""},
)  # fmt: skip
PAYLOADS = (b"", b"{}", b"[]", b"null", b'{"name": 7}', b"\xff\xfe", b'{"name":"\\ud800"}', b"[" * 2000)
FACTS: tuple[dict[str, Any], ...] = (
    {"day": "2026-99-99"}, {"day": 7}, {"fee_fen": -1}, {"fee_fen": 2**40}, {"fee_fen": "free"}, {"provisional": "so"},
    {"basis": "because"}, {"basis": None}, {"booking_id": "\x00"},
)  # fmt: skip


@pytest.mark.rows("I5", "I7", "G69")
def test_what_one_desk_sends_malformed_stops_no_other_desks_feed(world: World) -> None:
    world.add_session("s-1", per_half_hour=10)
    evil, good = HeadlessDesk(world, "desk-evil"), Window(world, "desk-good")
    evil.exchange()
    good.quiet()
    patients = [evil.register(replace(record(FIRST + place), **wrong)) for place, wrong in enumerate(RECORDS)]
    patients.append(evil.register(record(FIRST + 50), name_check="perhaps"))
    sound = evil.register(record(FIRST + 51))
    for plain in PAYLOADS:
        for kind in (OperationKind.CORRECT_PATIENT, OperationKind.PUT_ACCOUNT):
            key = KeyKind.RECORD if kind is OperationKind.CORRECT_PATIENT else KeyKind.ACCOUNT
            evil.record(kind, sound, subject=sound, sealing=(evil.keys[sound][key.value], key, plain))
    evil.put_account(sound, replace(account(FIRST + 51), phone="\x00", phone_status="shining"))
    for patient in (*patients, sound, "nobody"):
        evil.claim(patient, "s-1", 2)
    for place, wrong in enumerate(FACTS):
        base = {
            "booking_id": "b",
            "patient_id": sound,
            "provisional": False,
            "fee_fen": 1,
            "day": "2026-11-24",
        }
        kind = OperationKind.CLAIM_BOOKING if place % 2 else OperationKind.PROMISE_BOOKING
        right = Right(SessionId("s-1"), 1, 1, 1)
        evil.record(kind, f"wrong-{place}", subject=sound, facts={**base, **wrong}, right=right)
    while evil.outbox:  # in parts: one exchange takes only so many
        evil.exchange()
    for kind in OperationKind:
        evil.record(kind, sound, subject=sound)
        evil.record(kind, "no-such-thing", facts={"how": "x" * 60, "outcome": "", "at": "never"})
    while evil.outbox:
        evil.exchange()
    good.quiet()
    assert good.sync.status().error_code == ""
    other = HeadlessDesk(world, "desk-other")
    other.exchange()
    clean = other.register(record(FIRST + 90))
    other.claim(clean, "s-1", 3)
    other.exchange()
    confirmed = good.registration.confirm(draft(FIRST + 91))
    good.quiet()
    with good.store.read() as tx:
        assert tx.patients.get(clean) is not None, "what came after it arrived"
    assert confirmed.booking_id in {row["booking_id"] for row in world.rows(tables.bookings, state="booked")}
    assert max(world.live_by_slot().values()) == 1
