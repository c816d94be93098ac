"""What a frozen account and a legal hold stop at central, for a hand-made client too (P23, N13, P27, G103, I7)."""

from __future__ import annotations

import pytest

from central.services.messages import MessageService
from central.services.online import SHARE, OnlineService
from central.store import tables, tables_planning
from central.store.tables_requests import person_marks
from desktop.domain.ids import SessionId
from desktop.domain.marks import Mark
from desktop.domain.operations import ResultStatus
from desktop.domain.payloads import AccountRecord
from desktop.domain.request_proofs import PAPERS
from desktop.domain.requests import (
    Asker,
    Decision,
    Evidence,
    Outcome,
    Part,
    RequestKind,
    RequestState,
    RequestStep,
)
from desktop.sync.wire import OnlineBooking
from tests.central.test_requests import Case
from tests.central.test_stopping import Gateway, stop
from tests.fakes.central_world import SUPERVISOR, World

PHONE = AccountRecord("15400138000", "code-later", reason="phone-elsewhere")
KIN = {
    Evidence.ASKER_DOCUMENT, Evidence.DEATH, Evidence.SUBJECT_DOCUMENT, Evidence.RELATION, Evidence.OWN_INTEREST,
    Evidence.NO_CONTRARY_WISH,
}  # fmt: skip


def words(seen: set[Evidence]) -> str:
    return " ".join(sorted(e.value for e in seen))


@pytest.fixture
def case(world: World) -> Case:
    world.add_session("s-1")
    with world.database.begin() as connection:
        world.add_settings(connection, SHARE, "100")
    return Case(world)


def again(case: Case) -> None:
    """Go on with another case about the same person."""
    case.id = type(case.id)(case.world.parts.new_id())


def marks(case: Case) -> list[str]:
    return [row["mark"] for row in case.world.rows(person_marks)]


@pytest.mark.rows("P23", "I7", "I2")
def test_a_frozen_account_takes_no_change_no_online_booking_and_no_message_while_care_goes_on(
    case: Case, world: World
) -> None:
    case.desk.put_account(case.patient, PHONE)
    case.desk.claim(case.patient, "s-1")
    case.desk.exchange()
    case.file(RequestKind.FREEZE, evidence="")
    assert marks(case) == []
    case.step(RequestStep.VERIFY, "document-seen")
    assert marks(case) == [Mark.FROZEN]
    case.other.catch_up()
    assert case.other.patient(case.patient).marks == (Mark.FROZEN.value,)

    before = world.rows(tables.patients)[0]["sealed_account"]
    change = case.desk.put_account(case.patient, AccountRecord("16900001234", "code-later"))
    case.desk.exchange()
    answer = case.desk.answer_to(change)
    assert (answer.status, answer.reason) == (ResultStatus.ACCEPTED, "person-frozen")
    assert world.rows(tables.patients)[0]["sealed_account"] == before
    assert "account-frozen" in {row["kind"] for row in world.rows(tables.tasks)}

    refused = OnlineService(world.parts).book("o-1", OnlineBooking(case.patient, SessionId("s-1"), 0))
    assert b"person-frozen" in refused.body
    claim = case.desk.claim(case.patient, "s-1", 1)
    case.desk.exchange()
    assert case.desk.answer_to(claim).status is ResultStatus.ACCEPTED

    stop(case.desk)
    gateway = Gateway()
    MessageService(world.parts, gateway).run_due()
    assert gateway.sent == []
    assert {row["state"] for row in world.rows(tables_planning.messages)} <= {"failed"}


@pytest.mark.rows("P23", "A3", "I7")
def test_only_proof_and_another_persons_signature_unfreeze(case: Case) -> None:
    case.file(RequestKind.FREEZE, evidence="chip-read")
    case.step(RequestStep.WITHDRAW)
    assert marks(case) == [Mark.FROZEN]
    again(case)
    case.file(RequestKind.UNFREEZE, evidence="")
    assert case.decide(evidence=()).reason == "evidence-missing"
    case.step(RequestStep.VERIFY, "code-on-file")
    assert case.state() is RequestState.FILED
    case.step(RequestStep.VERIFY, "chip-read")
    assert marks(case) == [Mark.FROZEN]
    case.decide()
    assert marks(case) == []
    case.other.catch_up()
    assert case.other.patient(case.patient).marks == ()


@pytest.mark.rows("N13", "P27", "I7")
def test_a_next_of_kins_case_freezes_with_the_death_and_is_granted_by_two_within_a_scope_only(
    case: Case, world: World
) -> None:
    world.roster_with({SUPERVISOR: "supervisor"})
    case.file(RequestKind.KIN, Asker.KIN, evidence="death")
    assert marks(case) == [], "a tick is no death certificate"
    case.paper(Evidence.DEATH)
    assert marks(case) == [Mark.FROZEN]
    case.step(RequestStep.VERIFY, words(KIN))
    assert case.state() is RequestState.FILED, "the other papers lack their scans"
    case.paper(Evidence.RELATION, Evidence.OWN_INTEREST)
    for lacking in sorted(KIN - PAPERS):
        case.step(RequestStep.VERIFY, words(KIN - {lacking}))
        assert case.state() is RequestState.FILED
    case.step(RequestStep.VERIFY, words(KIN))
    assert case.state() is RequestState.VERIFIED
    whole = tuple(sorted(KIN, key=lambda e: e.value))
    assert case.decide(evidence=whole).reason == "decision-incomplete"
    scoped = Decision(Outcome.APPROVED, None, 0, "", (Part.FEES,))
    assert case.decide(scoped, evidence=whole).status is ResultStatus.ACCEPTED
    assert case.state() is RequestState.REVIEWED
    assert case.decide(scoped, evidence=whole).reason == "self-approval"
    assert marks(case) == [Mark.FROZEN]


@pytest.mark.rows("G103", "P25", "I7")
def test_a_legal_hold_stops_a_deletion_even_an_approved_one_until_it_is_lifted(
    case: Case, world: World
) -> None:
    deletion = case.desk.file_deletion(case.patient, 1)
    case.desk.exchange()
    case.file(RequestKind.HOLD, Asker.OTHER, evidence="order")
    assert marks(case) == []
    case.decide(evidence=(Evidence.ORDER,))
    assert marks(case) == [Mark.HOLD]
    case.other.catch_up()
    approval = case.other.approve_deletion(deletion)
    case.other.exchange()
    assert case.other.answer_to(approval).reason == "legal-hold"
    again(case)
    case.file(RequestKind.LIFT_HOLD, Asker.OTHER, evidence="order")
    case.decide(evidence=(Evidence.ORDER,))
    assert marks(case) == []
    case.other.catch_up()
    case.other.approve_deletion(deletion)
    case.other.exchange()
    again(case)
    case.file(RequestKind.HOLD, Asker.OTHER, evidence="order")
    case.decide(evidence=(Evidence.ORDER,))
    world.due.run_due()
    assert world.rows(tables.patients)[0]["state"] == "live"
    again(case)
    case.file(RequestKind.LIFT_HOLD, Asker.OTHER, evidence="order")
    case.decide(evidence=(Evidence.ORDER,))
    world.due.run_due()
    assert world.rows(tables.patients)[0]["state"] == "erased"
    assert marks(case) == []


@pytest.mark.rows("N40", "I7")
@pytest.mark.parametrize("kind", [RequestKind.ACCESS, RequestKind.DELETE, RequestKind.UNFREEZE])
def test_a_strangers_request_on_somebody_elses_file_is_refused(case: Case, kind: RequestKind) -> None:
    assert case.file(kind, Asker.OTHER).reason == "person-unknown"
    assert case.file(kind, Asker.STAFF).reason == "person-unknown"
