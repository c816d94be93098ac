"""A deletion taken back from home: the receipt's number and a code to the number on file (P25, T8, I3)."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
from msgspec.structs import replace

from central.services.codes import CodeService
from central.services.online_rights import OnlineRightsService
from central.store import tables
from central.store.engine import open_database
from desktop.domain.errors import CodeExpiredError, CodeWrongError
from desktop.domain.ids import CaseId, PatientId
from desktop.domain.made_up import person_of
from desktop.domain.rights import CaseState
from desktop.sync.wire import OnlineFiled, OnlineRequest, OnlineTakeBack, OnlineTakenBack, Refusal
from tests.central.people import FIRST, account, record
from tests.fakes.central_api import KeptCodes
from tests.fakes.central_world import World
from tests.fakes.headless_desk import HeadlessDesk


class AtHome:
    """A person whose deletion was filed at a window, and the platform before them."""

    def __init__(self, world: World) -> None:
        self.world, self.codes = world, KeptCodes()
        self.desk = HeadlessDesk(world)
        self.online = OnlineRightsService(world.parts, CodeService(world.parts, self.codes))
        self.patient: PatientId = self.desk.register(record())
        service = CodeService(world.parts, self.codes)
        sent = service.send(self.desk.id, str(person_of(FIRST).phone))
        proof = service.check(self.desk.id, sent.code_id, self.codes.last_code).proof
        self.desk.put_account(self.patient, account(), proof=proof)
        self.desk.catch_up()
        self.codes.sent.clear()
        world.clock.forward(minutes=2)
        self.case = self.desk.file_deletion(self.patient, self.desk.patient(self.patient).version)
        self.desk.catch_up()

    def state(self) -> object:
        return self.world.rows(tables.cases, case_id=self.case)[0]["state"]

    def approve(self) -> None:
        self.desk.approve_deletion(self.case)
        self.desk.catch_up()


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AtHome]:
    database = open_database(f"sqlite:///{tmp_path_factory.mktemp('home') / 'central.db'}")
    database.create_schema()
    yield AtHome(World(database, cooling_s=86_400))
    database.close()


@pytest.mark.rows("P25", "I3", "T8")
def test_who_reads_out_the_code_takes_an_approved_deletion_back_once_and_every_desk_hears_of_it(
    home: AtHome,
) -> None:
    home.approve()
    assert home.state() == CaseState.APPROVED.value
    sent = home.online.send_code(home.case)
    ((phone, code),) = home.codes.sent
    assert phone == person_of(FIRST).phone
    wrong = OnlineTakeBack(home.case, sent.code_id, f"{(int(code) + 1) % 1_000_000:06d}")
    with pytest.raises(CodeWrongError):
        home.online.take_back("o-1", wrong)
    order = OnlineTakeBack(home.case, sent.code_id, code)
    given = home.online.take_back("o-2", order)
    assert msgspec.json.decode(given.body, type=OnlineTakenBack).case_id == home.case
    assert home.online.take_back("o-2", order) == given, "a repeat gets the first answer"
    assert home.state() == CaseState.WITHDRAWN.value
    home.desk.catch_up()
    assert home.desk.rows["case"][home.case].state == CaseState.WITHDRAWN.value
    assert not home.desk.patient(home.patient).restricted
    assert home.world.due.run_due().destroyed == 0


@pytest.mark.rows("P24", "P39", "I3")
def test_what_an_account_asks_for_at_home_is_a_case_at_every_desk_and_discloses_nothing_yet(
    home: AtHome,
) -> None:
    asked = OnlineRequest(home.patient, "access", "what do you keep about me")
    given = home.online.file("r-1", asked)
    case_id = msgspec.json.decode(given.body, type=OnlineFiled).case_id
    assert home.online.file("r-1", asked) == given
    home.desk.catch_up()
    row = home.desk.rows["request"][case_id]
    assert (row.request_kind, row.state, row.filed_by) == ("access", "filed", "online")
    assert (b"what do you keep" in row.sealed, b"online" in row.facts) == (False, True)
    for refused in (replace(asked, kind="delete"), replace(asked, words=" "), replace(asked, patient_id="x")):
        answer = home.online.file(f"r-{refused.kind}{refused.words}{refused.patient_id}", refused)
        assert answer.status == 422
    for turn in range(2, 6):
        assert home.online.file(f"r-{turn}", asked).status == 200
    last = home.online.file("r-6", asked)
    assert msgspec.json.decode(last.body, type=Refusal).facts["reason"] == "too-many-requests"


@pytest.mark.rows("T8", "P25")
def test_a_stranger_learns_nothing_and_a_code_of_another_case_opens_none(home: AtHome) -> None:
    known = home.online.send_code(home.case)
    again = home.online.send_code(home.case)  # too soon for another message
    unknown = home.online.send_code(CaseId("no-such-case"))
    same = {(sent.expires_in_s, sent.resend_after_s) for sent in (known, again, unknown)}
    assert (len(same), len(home.codes.sent)) == (1, 1)
    for case, code_id in (
        (CaseId("no-such-case"), known.code_id),
        (home.case, unknown.code_id),
        (CaseId("\0"), "x"),
    ):
        with pytest.raises(CodeExpiredError):
            home.online.take_back("o-1", OnlineTakeBack(case, code_id, home.codes.last_code))
    assert home.state() == CaseState.FILED.value


@pytest.mark.rows("P25", "I6")
def test_when_the_hour_has_come_nothing_is_taken_back_any_more(home: AtHome) -> None:
    home.approve()
    home.world.clock.forward(hours=23, minutes=58)
    sent = home.online.send_code(home.case)
    home.world.clock.forward(minutes=3)
    late = OnlineTakeBack(home.case, sent.code_id, home.codes.last_code)
    answer = home.online.take_back("o-1", late)
    assert msgspec.json.decode(answer.body, type=Refusal).facts["reason"] == "case-not-open"
    assert home.state() == CaseState.APPROVED.value
    assert home.world.due.run_due().destroyed == 1
