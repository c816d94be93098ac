"""Marks that requests set on a person: set by proof alone, lifted by a second signature (P23, N13, G103)."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from desktop.domain.ids import CaseId, PatientId, StaffId
from desktop.domain.marks import Mark, change_by, marks_after
from desktop.domain.request_cases import RequestCase, Signed
from desktop.domain.requests import (
    Asker,
    Channel,
    Decision,
    Evidence,
    Outcome,
    Part,
    RefusalGround,
    RequestKind,
    RequestState,
    RequestStep,
    about,
    needed,
)

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
GRANT = Decision(Outcome.APPROVED, None, 0, "")
REFUSE = Decision(Outcome.REFUSED, RefusalGround.NOT_PROVED, 0, "不是本人")


def a_case(kind: RequestKind, asker: Asker = Asker.SELF, *seen: Evidence) -> RequestCase:
    return RequestCase(
        CaseId("c"), PatientId("p"), kind, asker, Channel.WINDOW, StaffId("clerk"), NOW, False, evidence=seen
    ).filed()


def decided(case: RequestCase, decision: Decision, *people: str) -> RequestCase:
    for person in people or ("one",):
        case = case.decided(decision, Signed(StaffId(person), bytes(64), NOW + timedelta(hours=1)))
    return case


@pytest.mark.rows("P23")
def test_a_freeze_acts_with_its_proof_and_only_a_signed_decision_lifts_it() -> None:
    asked = a_case(RequestKind.FREEZE)
    assert change_by(asked) is None
    frozen = asked.stepped(RequestStep.VERIFY, NOW, [Evidence.DOCUMENT_SEEN])
    marks = marks_after((), frozen)
    assert marks == {Mark.FROZEN}
    assert marks_after(marks, frozen.stepped(RequestStep.WITHDRAW, NOW)) == {Mark.FROZEN}
    assert marks_after(marks, decided(frozen, GRANT)) == {Mark.FROZEN}
    assert marks_after(marks, decided(frozen, REFUSE)) == frozenset()
    thaw = a_case(RequestKind.UNFREEZE, Asker.SELF, Evidence.CHIP_READ)
    assert marks_after(marks, thaw) == {Mark.FROZEN}
    assert marks_after(marks, decided(thaw, REFUSE)) == {Mark.FROZEN}
    assert marks_after(marks, decided(thaw, GRANT)) == frozenset()
    # what was decided about the freeze afterwards does not freeze again
    assert change_by(decided(frozen, GRANT)) is None


@pytest.mark.rows("P23", "T8")
@pytest.mark.parametrize("channel", list(Channel))
def test_unfreezing_needs_a_document_at_the_window_never_the_number_that_may_have_leaked(
    channel: Channel,
) -> None:
    wanted = needed(RequestKind.UNFREEZE, Asker.SELF, channel, phone_on_file=True)
    assert wanted == (frozenset({Evidence.CHIP_READ, Evidence.DOCUMENT_SEEN}),)


@pytest.mark.rows("N13", "P27")
def test_a_death_that_was_proved_freezes_the_account_and_it_stays_so_whatever_becomes_of_the_request() -> (
    None
):
    for seen in itertools.combinations([*Evidence], 2):
        case = a_case(RequestKind.KIN, Asker.KIN, *seen)
        assert (change_by(case) is not None) == (Evidence.DEATH in seen)
    whole = [min(one, key=lambda e: e.value) for one in a_case(RequestKind.KIN, Asker.KIN).needed]
    case = a_case(RequestKind.KIN, Asker.KIN, *whole)
    marks = marks_after((), case)
    for decision in (replace(GRANT, scope=(Part.FEES,)), REFUSE):
        ended = decided(case, decision, "one", "two")
        assert ended.state is RequestState.DECIDED
        assert marks_after(marks, ended) == {Mark.FROZEN}


@pytest.mark.rows("N13", "P27", "T7")
@pytest.mark.parametrize("asker", list(Asker))
def test_whoever_is_named_as_asking_a_next_of_kins_request_takes_a_next_of_kins_proof_and_two_reviewers(
    asker: Asker,
) -> None:
    case = a_case(RequestKind.KIN, asker, Evidence.CHIP_READ, Evidence.DOCUMENT_SEEN)
    assert case.state is RequestState.FILED
    assert case.needed == a_case(RequestKind.KIN, Asker.KIN).needed
    proved = case.stepped(RequestStep.VERIFY, NOW, [min(o, key=lambda e: e.value) for o in case.needed])
    assert proved.reviewers_left == 2


@pytest.mark.rows("G103")
def test_a_legal_hold_comes_and_goes_by_an_order_and_a_signed_decision() -> None:
    assert a_case(RequestKind.HOLD, Asker.OTHER).state is RequestState.FILED
    hold = a_case(RequestKind.HOLD, Asker.OTHER, Evidence.ORDER)
    assert marks_after((), hold) == frozenset()
    assert marks_after((), decided(hold, REFUSE)) == frozenset()
    held = marks_after((), decided(hold, GRANT))
    assert held == {Mark.HOLD}
    end = a_case(RequestKind.LIFT_HOLD, Asker.OTHER, Evidence.ORDER)
    assert marks_after(held, end) == {Mark.HOLD}
    assert marks_after(held, decided(end, GRANT)) == frozenset()


@pytest.mark.rows("N40", "T8")
def test_what_staff_and_strangers_ask_for_themselves_never_hangs_on_somebody_elses_file() -> None:
    person = PatientId("p")
    for kind, asker in itertools.product(RequestKind, Asker):
        own = about(kind, asker, person) is None
        orders = kind in (RequestKind.HOLD, RequestKind.LIFT_HOLD)
        nothing_told = kind in (RequestKind.COMPLAINT, RequestKind.QUESTION, RequestKind.EXPLAIN)
        assert own == (asker in (Asker.STAFF, Asker.OTHER) and not orders and not nothing_told)
