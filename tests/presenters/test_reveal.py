"""Hold to show, let go to hide; never longer than ten seconds, never another patient's (N18)."""

from __future__ import annotations

import pytest

from desktop.domain.errors import SecondPersonNeededError, StoreFullError
from desktop.domain.ids import PatientId
from desktop.domain.reveals import RevealField
from desktop.presenters.reveal import BEAT_S, RevealPresenter, RevealState
from desktop.presenters.runner import STORE
from tests.fakes.clerk import Clerk
from tests.fakes.front_desk import KNOWN_ID, KNOWN_NUMBER, PHONE, FakeDesk, FakeReveal
from tests.fakes.runner import HeldRunner, InlineRunner


def eye_of(clerk: Clerk, runner: InlineRunner | None = None) -> RevealPresenter:
    return RevealPresenter(clerk.desk.reveal, clerk.form, runner or clerk.runner, clerk.desk.clock)


@pytest.fixture
def eye(clerk: Clerk) -> RevealPresenter:
    made = eye_of(clerk)
    clerk.known_card()
    return made


@pytest.mark.rows("N18")
def test_one_eye_shows_one_field_until_it_is_let_go(eye: RevealPresenter, desk: FakeDesk) -> None:
    eye.hold(RevealField.PHONE)
    assert eye.state.values == ((RevealField.PHONE, PHONE),)
    assert eye.state.value(RevealField.DOCUMENT_NUMBER) is None
    eye.hide()
    assert eye.state == RevealState()
    assert desk.reveal.traced == [RevealField.PHONE]


@pytest.mark.rows("N18", "A2")
def test_the_key_shows_all_and_each_leaves_its_trace(eye: RevealPresenter, desk: FakeDesk) -> None:
    eye.hold()
    assert dict(eye.state.values) == FakeReveal.VALUES
    assert sorted(desk.reveal.traced) == sorted(RevealField)
    assert KNOWN_NUMBER not in repr(eye.state)


@pytest.mark.rows("N18")
def test_it_hides_itself_before_ten_seconds_are_over_however_long_the_key_is_down(
    eye: RevealPresenter, desk: FakeDesk
) -> None:
    eye.hold()
    shown_s = 0.0
    while eye.state.values:
        desk.clock.advance(BEAT_S)
        shown_s += BEAT_S
        eye.tick()
    assert 9.5 < shown_s <= 10.0
    assert not eye.held
    eye.tick()
    assert eye.state == RevealState()


@pytest.mark.rows("N18", "A2")
def test_without_its_trace_nothing_is_shown_and_the_reason_is_said(
    eye: RevealPresenter, desk: FakeDesk
) -> None:
    desk.reveal.fail("reveal", StoreFullError())
    eye.hold()
    assert eye.state.values == ()
    assert eye.state.note.code == "disk-full"
    desk.reveal.fail("reveal", SecondPersonNeededError(limit=40))
    eye.hold(RevealField.PHONE)
    assert (eye.state.values, eye.state.note.code) == ((), "second-person-needed")


@pytest.mark.rows("N18", "G18")
def test_another_patient_sees_nothing_of_the_one_before(
    eye: RevealPresenter, clerk: Clerk, desk: FakeDesk
) -> None:
    eye.hold()
    clerk.card_on_reader()
    assert eye.state == RevealState()
    eye.hold()
    assert eye.state.values == (), "a new person has nothing on file"
    assert desk.reveal.served == [None, KNOWN_ID, None][1:]


@pytest.mark.rows("N18", "G18")
@pytest.mark.parametrize("end", ["let go", "other patient"])
def test_an_answer_that_comes_too_late_is_dropped(desk: FakeDesk, end: str) -> None:
    clerk = Clerk(desk, InlineRunner())
    slow = HeldRunner()
    eye = eye_of(clerk, slow)
    clerk.known_card()
    eye.hold()
    if end == "let go":
        eye.hide()
    else:
        clerk.form.new_patient()
    slow.release(STORE)
    assert eye.state == RevealState()
    assert not eye.held


def test_an_answer_after_ten_seconds_is_not_shown_at_all(desk: FakeDesk) -> None:
    clerk = Clerk(desk, InlineRunner())
    slow = HeldRunner()
    eye = eye_of(clerk, slow)
    clerk.known_card()
    eye.hold()
    desk.clock.advance(10)
    slow.release(STORE)
    assert eye.state == RevealState()


def test_a_phone_typed_anew_is_not_the_one_on_file(eye: RevealPresenter, clerk: Clerk) -> None:
    clerk.form.phone.type_phone("15400138001")
    panel = clerk.state.panel
    assert panel is not None
    assert RevealField.PHONE not in panel.hidden
    eye.hold(RevealField.PHONE)
    assert eye.state.values == ()


def test_nobody_served_means_nothing_to_reveal(clerk: Clerk, desk: FakeDesk) -> None:
    eye = eye_of(clerk)
    eye.hold()
    assert not eye.held
    assert desk.reveal.traced == []


@pytest.mark.rows("G18")
def test_a_parked_patient_who_comes_back_is_served_again(
    eye: RevealPresenter, clerk: Clerk, desk: FakeDesk
) -> None:
    clerk.form.new_patient()
    clerk.form.undo()
    assert desk.reveal.served[-2:] == [None, PatientId(KNOWN_ID)]
    eye.hold(RevealField.PHONE)
    assert eye.state.value(RevealField.PHONE) == PHONE
