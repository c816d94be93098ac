"""Figures of the day and of rights are counted from central's own rows, whatever a desk believes (DECISIONS 32)."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from central.services.figures import export_figures, money_of
from central.store import tables
from desktop.domain.requests import RequestState, RequestStep
from desktop.domain.schedules import clinic_day
from tests.central.test_erasure import Deletion
from tests.central.test_requests import Case
from tests.fakes.central_world import World


@pytest.mark.rows("P31", "P35")
def test_a_request_is_overdue_from_the_day_after_its_last_one_until_it_has_ended(world: World) -> None:
    case = Case(world)
    case.file()
    today = clinic_day(world.clock.now())
    for days, overdue in ((0, False), (15, False), (16, True)):
        (row,) = export_figures(world.parts, today + timedelta(days=days))["requests"]
        assert (row["id"], row["state"], row["overdue"]) == (case.id, RequestState.VERIFIED, overdue)
        assert row["last_day"] == (today + timedelta(days=15)).isoformat()
    world.clock.forward(days=16)
    assert export_figures(world.parts)["requests"][0]["overdue"], "by central's own day"
    case.decide()
    case.step(RequestStep.ANSWER)
    (row,) = export_figures(world.parts)["requests"]
    assert (row["outcome"], row["overdue"]) == ("approved", False)


@pytest.mark.rows("N8", "P25")
def test_a_deletion_names_the_windows_that_confirmed_and_the_one_that_is_away(world: World) -> None:
    deletion = Deletion(world)
    case = deletion.destroyed()
    (entry,) = world.rows(tables.erasure_ledger)
    deletion.b.receipt(entry["ledger_id"])
    deletion.b.catch_up()
    (row,) = export_figures(world.parts)["deletions"]
    assert row == {"id": case, "state": "destroyed", "confirmed": ["desk-b 窗"], "waiting": ["desk-a 窗"]}
    deletion.a.receipt(entry["ledger_id"])
    deletion.quiet()
    world.due.run_due()
    (row,) = export_figures(world.parts)["deletions"]
    assert row == {"id": case, "state": "done", "confirmed": ["desk-a 窗", "desk-b 窗"], "waiting": []}


@pytest.mark.rows("A1")
def test_no_figure_names_anybody(world: World) -> None:
    case = Case(world)
    case.file()
    assert case.patient not in json.dumps(export_figures(world.parts))


@pytest.mark.rows("G47")
def test_money_of_a_booking_that_ended_is_stray_and_carried_money_is_counted_once() -> None:
    row = {
        "payment_id": "p", "booking_id": "b", "shift_id": "s", "kind": "pay", "cash_fen": 100, "qr_fen": 0,
        "insurance_fen": 0, "reason": "", "trouble": "", "of_payment": None, "state": "rebooked",
    }  # fmt: skip
    assert money_of([row])["stray"] == 1
    moved = row | {"booking_id": "c", "of_payment": "p", "state": "booked"}
    left = row | {"kind": "refund", "of_payment": "p", "reason": "carried"}
    assert money_of([row, left, moved]) == {
        "taken_fen": 100, "refunded_fen": 0, "held_fen": 100, "stray": 0, "trouble": 0,
    }  # fmt: skip
