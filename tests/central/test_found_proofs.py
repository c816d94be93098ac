"""What central makes of a second document, a call back and an authorisation: by what records them, never by a tick."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest

from desktop.domain.operations import OperationKind
from desktop.domain.request_proofs import RECORDED
from desktop.domain.request_texts import CaseNote, RequestText
from desktop.domain.requests import Asker, Channel, Evidence, RequestKind, RequestState, RequestStep
from tests.central.people import account
from tests.central.test_requests import Case
from tests.fakes.central_world import CLERK, SUPERVISOR, World

CALL = Evidence.CALL_BACK
PHONE = str(account().phone)


class Called(Case):
    """A person with a verified number who telephoned."""

    def __init__(self, world: World) -> None:
        super().__init__(world)
        self.desk.put_account(self.patient, account())
        self.desk.exchange()
        self.file(evidence="", more={"channel": Channel.PHONE.value, "phone_on_file": True, "signed": ""})

    def call(self, tail: str = PHONE[-4:], by: str = CLERK, later_s: int = 60, kind: str = "called") -> str:
        at = (self.world.clock.now() + timedelta(seconds=later_s)).isoformat()
        note = CaseNote(kind, tail, by, at, proof=CALL.value)
        facts = {"step": "note", "evidence": CALL.value, "at": at}
        return self.act(OperationKind.STEP_REQUEST, facts, RequestText("", "", notes=(note,))).reason


@pytest.fixture
def called(world: World) -> Called:
    return Called(world)


@pytest.mark.rows("T8", "P31", "P39", "I7")
def test_a_call_counts_only_to_the_number_on_file_by_who_says_so_and_after_the_request(
    called: Called,
) -> None:
    called.step(RequestStep.VERIFY, CALL.value)
    for tail, later_s, kind in (
        ("0001", 60, "called"),
        (PHONE[-4:], -90, "called"),
        (PHONE[-4:], 60, "task"),
    ):
        assert called.call(tail, later_s=later_s, kind=kind) == ""
        assert called.seen() == set()
    assert called.call(by=SUPERVISOR) == "payload-unreadable", "nobody notes another's call"
    assert called.seen() == set()
    assert called.call() == ""
    assert called.seen() == {CALL}
    called.step(RequestStep.VERIFY)
    assert called.state() is RequestState.FILED, "the code is still missing"


@pytest.mark.rows("T7", "T8", "P31")
def test_every_set_of_ticks_leaves_a_transfer_and_a_phone_change_without_what_was_not_brought(
    world: World,
) -> None:
    case = Case(world)
    proofs = sorted(RECORDED | {Evidence.CHIP_READ}, key=lambda e: e.value)
    for size in (1, len(proofs)):
        for said in itertools.combinations(proofs, size):
            for kind in (RequestKind.TRANSFER, RequestKind.PHONE_CHANGE):
                case.key, case.id = world.randomness.bytes(32), type(case.id)(world.parts.new_id())
                case.file(kind, Asker.SELF, evidence=" ".join(said))
                assert case.seen() == set(said) - RECORDED
                assert case.state() is RequestState.FILED


@pytest.mark.rows("P10", "P24")
def test_an_authorisation_counts_only_in_a_case_that_names_who_shall_receive(world: World) -> None:
    case = Case(world)
    case.file(RequestKind.TRANSFER)
    assert case.paper(Evidence.AUTHORISATION) == ""
    assert case.seen() == {Evidence.CHIP_READ}, "the scan is kept, and says to whom no data may go"
