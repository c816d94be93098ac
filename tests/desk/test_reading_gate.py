"""A desk that is too long without central, or of a refused build, shows nothing stored (T11, DECISIONS 20)."""

from __future__ import annotations

import msgspec
import pytest
from crash_desk import CLERK, SUPERVISOR, card_of

from desktop.bootstrap.programs import VERSION
from desktop.domain.builds import NAME, RefusedBuilds
from desktop.domain.errors import NotPermittedError
from desktop.domain.offline_lease import ReadingClosedError
from desktop.domain.people import Match
from desktop.services.reading_gate import SETTING
from desktop.sync.wire import SettingRow
from tests.desk.window import Window

DAY = 24 * 3600.0


@pytest.mark.rows("T11")
def test_after_the_lease_nobody_is_found_or_opened_and_a_walk_in_is_still_registered(window: Window) -> None:
    known = window.next_adult()
    done = window.confirm(window.draft(known))
    fresh = window.draft()
    window.later(11 * DAY)
    window.cases.sync.run_once()
    assert window.cases.sync.status().closed == "lease-over"
    for act in (window.cases.search.begin, lambda: window.cases.identify.open_patient(done.patient_id)):
        with pytest.raises(ReadingClosedError) as refused:
            act()
        assert refused.value.facts == {"why": "lease-over"}
    assert window.cases.identify.identify(card_of(known)).match is Match.NEW
    answer = window.cases.identify.identify(fresh.person)
    assert (answer.match, answer.patient) == (Match.NEW, None)


@pytest.mark.rows("T11")
def test_the_lease_goes_on_over_a_new_sign_in_and_a_clock_set_back(window: Window) -> None:
    window.later(9 * DAY)
    window.cases.sync.run_once()
    window.later(-30 * DAY)
    window.sign_in(CLERK)
    window.cases.sync.run_once()
    assert not window.desk.reading_closed
    assert window.cases.gate.lease.elapsed_s >= 9 * DAY


@pytest.mark.rows("T11", "A3")
def test_a_supervisor_extends_by_a_signed_and_traced_act_and_a_clerk_cannot(window: Window) -> None:
    window.later(11 * DAY)
    window.cases.sync.run_once()
    with pytest.raises(NotPermittedError):
        window.cases.gate.extend()
    window.sign_in(SUPERVISOR)
    assert window.desk.reading_closed
    window.cases.gate.extend()
    assert not window.desk.reading_closed
    window.cases.search.begin()
    window.later(25 * 3600)
    window.cases.sync.run_once()
    assert window.desk.reading_closed == "lease-over"


@pytest.mark.rows("T11", "N8")
def test_an_answer_of_central_opens_reading_again(window: Window) -> None:
    window.later(11 * DAY)
    window.cases.sync.run_once()
    assert window.desk.reading_closed
    window.cases.gate.contacted()
    assert not window.desk.reading_closed
    window.sign_in(CLERK)
    assert not window.desk.reading_closed


@pytest.mark.rows("T15", "T11")
def test_a_refused_build_opens_nothing_and_says_so_at_the_next_sign_in(window: Window) -> None:
    row = SettingRow(NAME, 1, RefusedBuilds.of((VERSION,)).to_bytes(), b"")
    with window.desk.store.write() as tx:
        tx.state.set(SETTING, msgspec.json.encode(row))
    window.sign_in(CLERK)
    with pytest.raises(ReadingClosedError) as refused:
        window.cases.search.begin()
    assert refused.value.facts == {"why": "build-refused"}
