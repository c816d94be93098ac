"""Every kind of operation, every role and every standing, by a hand-made client at central over HTTP (G75, §4.1).

The expectation is written down here a second time: a new kind without a row fails. What central may refuse it refuses
by name; what a desk has shown already it keeps, and a supervisor is told. Nothing that a role may not do stays silent.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from central.api.app import build_app
from central.services.own_people import OwnPeopleService
from central.store import tables
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import PatientId, StaffId
from desktop.domain.operations import Approval, Operation, OperationKind, ResultStatus
from desktop.domain.own_people import SIGNED_AS, Relation, listed_bytes
from desktop.domain.schedules import clinic_day
from desktop.domain.staff import Action, Role, allowed
from desktop.sync import wire
from desktop.sync.client import CentralClient, RequestNumbers
from tests.central.people import record
from tests.fakes.central_api import AsgiNetwork, KeptCodes, services_of
from tests.fakes.central_world import CLERK, STRANGER, World
from tests.fakes.headless_desk import HeadlessDesk

K, A = OperationKind, Action
OWN, UNKNOWN = "own-record", "author-unknown"
OFF_THE_ROSTER = "off the roster"
SCHEDULE = dict.fromkeys(
    (
        K.PUT_DEPARTMENT, K.PUT_DOCTOR, K.PUT_ROOM, K.PUT_TEMPLATE, K.PUT_ABSENCE, K.PUT_MESSAGE, K.MAKE_SESSIONS,
        K.CHANGE_SESSION, K.SPLIT_SESSION,
    ),
    A.SCHEDULE,
)  # fmt: skip
# refused to whom the table does not name
REFUSED: dict[OperationKind, Action] = {
    **SCHEDULE,
    **dict.fromkeys((K.NOTE_AFFECTED, K.INFORM_AFFECTED, K.OFFER_PLACE, K.MOVE_AFFECTED), A.TEND_AFFECTED),
    **dict.fromkeys((K.FILE_DUTY, K.STEP_DUTY, K.SIGN_DUTY, K.TELL_PERSON), A.KEEP_DUTIES),
    **dict.fromkeys(
        (K.SCAN_DUPLICATES, K.DISMISS_PAIR, K.FILE_MERGE, K.REFUSE_MERGE, K.APPROVE_MERGE, K.UNDO_MERGE),
        A.KEEP_PEOPLE_CLEAN,
    ),
    **dict.fromkeys((K.FILE_DISCLOSURE, K.APPROVE_DISCLOSURE, K.HAND_OVER_DISCLOSURE), A.DISCLOSE),
    **dict.fromkeys((K.OPEN_SHIFT, K.HAND_OVER_SHIFT, K.SETTLE_SHIFT), A.RUN_SHIFT),
    **dict.fromkeys((K.PROPOSE_CHANGE, K.STOP_CHANGE), A.FILE_REQUEST),
    **dict.fromkeys((K.BLOCK_PERSON, K.UNBLOCK_PERSON), A.BLOCK_PERSON),
    **dict.fromkeys((K.PUT_REGISTER, K.PUBLISH_POLICY), A.KEEP_REGISTERS),
    K.BOOK_OFFER: A.BOOK,
    K.ADD_EXTRA: A.ADD_EXTRA,
    K.STOP_SESSIONS: A.STOP_CLINIC,
    K.CLAIM_BOOKING: A.BOOK,
    K.PUBLISH_RULES: A.SET_RULES,
    K.PUBLISH_PAPER: A.SET_PAPERS,
    K.RECORD_PAYMENT: A.TAKE_PAYMENT,
    K.REFUND_PAYMENT: A.REFUND,
    K.DECIDE_REQUEST: A.DECIDE_REQUEST,
    K.EFFECT_REQUEST: A.CARRY_OUT,
    K.SEAL_RECORD: A.SEAL_RECORD,
    K.APPROVE_ERASURE: A.APPROVE_DELETION,
    K.ASK_LATE_CANCEL: A.CANCEL,
    **dict.fromkeys((K.ASK_PICK_UP, K.APPEAL_NO_SHOW), A.CHECK_IN),
    K.ASK_OPENING: A.OPEN_PATIENT,
    K.GRANT_OPENING: A.GRANT_OPENING,
    K.SIGN_THRESHOLD: A.SIGN_THRESHOLD,
    K.ASK_EXPORT: A.EXPORT,
    K.SIGN_EXPORT: A.SIGN_EXPORT,
}
# kept, and a supervisor is told
TOLD: dict[OperationKind, Action] = {
    **dict.fromkeys((K.REGISTER_PATIENT, K.CORRECT_PATIENT, K.PUT_ACCOUNT), A.REGISTER),
    **dict.fromkeys((K.SHOW_NOTICE, K.RECORD_CONSENT), A.REGISTER),
    **dict.fromkeys((K.PROMISE_BOOKING, K.MOVE_BOOKING, K.PUT_WISH, K.DROP_WISH), A.BOOK),
    **dict.fromkeys((K.CANCEL_BOOKING, K.RESTORE_BOOKING), A.CANCEL),
    K.CHECK_IN: A.CHECK_IN,
    K.QUEUE_STEP: A.QUEUE,
    **dict.fromkeys((K.FILE_REQUEST, K.STEP_REQUEST), A.FILE_REQUEST),
    **dict.fromkeys((K.FILE_ERASURE, K.WITHDRAW_ERASURE), A.FILE_DELETION),
    K.BREAK_GLASS: A.BREAK_GLASS,
    K.ACCEPT_UNDERTAKING: A.UNLOCK_DESK,
    K.PRINT_PAPER_SLIPS: A.PRINT,
}
# by the desk itself; and what waits on a list, where asking oneself is refused before the role (its own tests)
NOBODYS = {K.RETURN_RIGHT, K.RECEIPT_ERASURE}
BY_TASK = {K.RESOLVE_TASK, K.CANCEL_LATE}


class Client:
    """Signs what it likes in anybody's name and sends it over HTTP."""

    def __init__(self, world: World, role: Role | None) -> None:
        self.world, self.desk = world, HeadlessDesk(world)
        self.person = PatientId(self.desk.register(record()))
        self.desk.exchange()
        self.author = CLERK
        others = {} if role is None else {self.author: role.value}
        world.roster_with({STRANGER: "supervisor", **others})
        keys = _Keys(self.desk)
        numbers = iter(range(1, 10**6))
        self.client = CentralClient(
            AsgiNetwork(build_app(services_of(world, KeptCodes()))), keys, RequestNumbers(lambda n: next(numbers) * n)
        )  # fmt: skip

    def all_kinds(self, kinds: set[OperationKind]) -> dict[OperationKind, tuple[ResultStatus, str]]:
        """Send one operation of each kind, well signed by desk and author, about the person."""
        made = {kind: self._made(kind) for kind in sorted(kinds)}
        answer = self.client.call("/v1/exchange", self.desk.request(), wire.ExchangeResponse)
        self.desk.take(answer)
        return {kind: self._answer(op) for kind, op in made.items()}

    def _made(self, kind: OperationKind) -> Operation:
        signature = self.world.people[self.author].sign("erasure", b"what nobody asked")
        return self.desk.record(
            kind, self.world.parts.new_id(), subject=self.person, author=self.author,
            approvals=(Approval(self.author, signature),),
        )  # fmt: skip

    def _answer(self, op: Operation) -> tuple[ResultStatus, str]:
        given = self.desk.answer_to(op)
        return given.status, given.reason

    def told(self) -> set[str]:
        return {str(task["kind"]) for task in self.world.rows(tables.tasks)}


class _Keys:
    """The desk's keys as the client needs them."""

    def __init__(self, desk: HeadlessDesk) -> None:
        self._desk = desk
        self.desk = desk.id

    def sign(self, purpose: str, message: bytes) -> bytes:
        return self._desk.sign_key.sign(purpose, message)


def test_every_kind_of_operation_stands_in_exactly_one_list() -> None:
    lists = [set(REFUSED), set(TOLD), NOBODYS, BY_TASK]
    assert set().union(*lists) == set(OperationKind)
    assert sum(map(len, lists)) == len(OperationKind)


@pytest.mark.rows("G75", "I7", "T1")
@pytest.mark.parametrize("role", [*Role, None], ids=lambda role: role.value if role else OFF_THE_ROSTER)
def test_central_refuses_by_name_whatever_the_role_may_not_do(world: World, role: Role | None) -> None:
    client = Client(world, role)
    answers = client.all_kinds(set(REFUSED))
    silent = {
        kind.value: answers[kind]
        for kind, action in REFUSED.items()
        if (answers[kind][1] == "not-permitted") is (role is not None and allowed(role, action))
    }
    assert silent == {}


@pytest.mark.rows("G75", "I2", "I7", "T1")
@pytest.mark.parametrize("kind", sorted(TOLD))
def test_central_keeps_what_a_desk_has_shown_and_tells_of_a_role_that_may_not(
    world: World, kind: OperationKind
) -> None:
    for role in (*Role, None):
        client = Client(World(world.database), role)
        ((_status, reason),) = client.all_kinds({kind}).values()
        may = role is not None and allowed(role, TOLD[kind])
        assert (UNKNOWN in client.told()) is not may, role
        assert reason != "not-permitted", role


@pytest.mark.rows("G75", "N39", "A3")
def test_nobody_of_any_role_does_with_a_relatives_record_what_central_can_refuse(world: World) -> None:
    for role in (Role.CLERK, Role.SUPERVISOR, Role.PRIVACY_OFFICER):
        client = Client(World(world.database), role)
        number = str(record().document_number)
        signature = client.world.people[client.author].sign(
            SIGNED_AS, listed_bytes(StaffId(client.author), Relation.RELATIVE, number)
        )
        listed = wire.OwnPerson(client.author, "relative", number, signature)
        OwnPeopleService(client.world.parts).put("desk-a", listed)
        # the officer may ask that their own record opens; somebody else signs (test_openings)
        asks = {K.ASK_OPENING} if role is Role.PRIVACY_OFFICER else set()
        kinds = {kind for kind, action in REFUSED.items() if allowed(role, action)} - asks
        answers = client.all_kinds(kinds)
        assert {reason for _, reason in answers.values()} == {OWN}


def asked(author: StaffId, world: World) -> Iterator[tuple[str, wire.Message, type[wire.Message], Action]]:
    """Return every call that names who asks, what it is answered with, and the right that it needs."""
    day = clinic_day(world.clock.now())
    yield "/v1/report", wire.ReportRequest(author, day, day, "department"), wire.ReportAnswer, A.READ_REPORT
    yield "/v1/audit", wire.TraceRequest(author, day, day), wire.TraceAnswer, A.READ_TEAM_AUDIT
    yield "/v1/audit/risks", wire.RiskRequest(author, day, day), wire.RiskAnswer, A.READ_TEAM_AUDIT
    yield "/v1/audit/access", wire.AccessRequest(author), wire.AccessAnswer, A.READ_TEAM_AUDIT
    yield "/v1/audit/check", wire.TraceCheckRequest(author), wire.TraceCheckAnswer, A.READ_TEAM_AUDIT
    yield "/v1/disclosures", wire.DisclosuresRequest(author), wire.DisclosuresAnswer, A.DISCLOSE
    yield "/v1/own-people/count", wire.OwnListedRequest(author), wire.OwnListed, A.LIST_OWN


def refusal(client: Client, path: str, message: wire.Message, answer: type[wire.Message]) -> str:
    """Return why central refused, "" when it answered."""
    try:
        client.client.call(path, message, answer)
    except CentralRefusedError as error:
        return str(error.facts["reason"])
    return ""


@pytest.mark.rows("G75", "I7")
@pytest.mark.parametrize("role", [*Role, None], ids=lambda role: role.value if role else OFF_THE_ROSTER)
def test_a_call_in_somebodys_name_is_answered_only_as_far_as_the_table_goes(
    world: World, role: Role | None
) -> None:
    client = Client(world, role)
    for path, message, answer, action in asked(client.author, world):
        may = role is not None and allowed(role, action)
        assert refusal(client, path, message, answer) == ("" if may else "not-permitted"), path
