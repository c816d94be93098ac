"""The end of the operation at central: two signatures, no later number, all told, destroyed, certified (P15, P29)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import msgspec
import pytest

from central.services.duty_people import DutyMessages
from central.services.online import SHARE, OnlineService
from central.services.wind_down import WindDownRun
from central.store import duties as store
from central.store import tables, tables_duties
from desktop.domain.duties import SIGNED_AS, Duty, DutyRefusedError
from desktop.domain.ids import PatientId, SessionId, StaffId
from desktop.domain.operations import Approval, OperationKind
from desktop.domain.payloads import AccountRecord
from desktop.domain.wind_down import CERTIFICATE, ENDED, ORDERED, certificate_bytes, signed_bytes
from desktop.sync.wire import ErasureRow, OnlineBooking, Refusal
from tests.central.people import FIRST, record
from tests.central.test_stopping import Gateway
from tests.fakes.central_world import CLERK, STRANGER, SUPERVISOR, TODAY, World
from tests.fakes.headless_desk import HeadlessDesk

OFFICER = STRANGER
LAST = TODAY + timedelta(days=1)


@dataclass
class Clinic:
    """A hospital that ends: one desk, an officer, a supervisor."""

    world: World
    gateway: Gateway = field(default_factory=Gateway)
    people: int = 0

    def __post_init__(self) -> None:
        self.world.roster_with({CLERK: "clerk", SUPERVISOR: "supervisor", OFFICER: "privacy-officer"})
        self.desk = HeadlessDesk(self.world, outage=False)
        self.run = WindDownRun(self.world.parts)

    def register(self, count: int, *, phone: bool = True) -> list[str]:
        made = []
        for _ in range(count):
            self.people += 1
            made.append(self.desk.register(record(FIRST + self.people)))
            if phone:
                self.desk.put_account(
                    made[-1], AccountRecord("15400138000", "code-later", reason="phone-elsewhere")
                )
        self.desk.exchange(pull=False)
        return made

    def order(self, last: date = LAST, author: StaffId = OFFICER) -> tuple[str, str]:
        """Return the duty and central's reason."""
        facts: dict[str, object] = {
            "kind": "wind-down", "last-day": last.isoformat(), "end-why": "合同期满", "end-contact": "021-60000000",
        }  # fmt: skip
        done = self.desk.record(
            OperationKind.FILE_DUTY, self.world.parts.new_id(), facts=facts, author=author
        )
        self.desk.exchange(pull=False)
        return done.entity, self.desk.answer_to(done).reason

    def sign(self, duty_id: str, person: StaffId) -> str:
        duty = self.duty(duty_id)
        signature = self.world.people[person].sign(SIGNED_AS, signed_bytes(duty))
        done = self.desk.record(
            OperationKind.SIGN_DUTY, duty_id, base_version=duty.version, approvals=(Approval(person, signature),),
            author=person,
        )  # fmt: skip
        self.desk.exchange(pull=False)
        return self.desk.answer_to(done).reason

    def step(self, duty_id: str, step: str) -> str:
        done = self.desk.record(OperationKind.STEP_DUTY, duty_id, facts={"step": step}, author=OFFICER)
        self.desk.exchange(pull=False)
        return self.desk.answer_to(done).reason

    def ordered(self) -> str:
        duty_id, reason = self.order()
        assert reason == ""
        assert (self.sign(duty_id, OFFICER), self.sign(duty_id, SUPERVISOR)) == ("", "")
        return duty_id

    def duty(self, duty_id: str) -> Duty:
        (row,) = self.world.rows(tables_duties.duties, duty_id=duty_id)
        return store.duty_of(row, self.world.keys)

    def told(self, duty_id: str) -> None:
        assert self.step(duty_id, "sms") == ""
        while DutyMessages(self.world.parts, self.gateway).run_due():
            pass


@pytest.fixture
def clinic(world: World) -> Clinic:
    return Clinic(world)


@pytest.mark.rows("P15", "N35", "A3", "I7")
def test_the_officer_drafts_and_signs_and_another_person_signs_as_well(clinic: Clinic) -> None:
    assert clinic.order(author=SUPERVISOR)[1] == "not-permitted"
    assert clinic.order(last=TODAY)[1] == "last-day-past"
    duty_id, reason = clinic.order()
    assert reason == ""
    assert clinic.order()[1] == "case-exists"
    assert clinic.sign(duty_id, SUPERVISOR) == "not-permitted", "the officer comes first"
    assert clinic.sign(duty_id, OFFICER) == ""
    assert clinic.sign(duty_id, OFFICER) == "self-approval"
    assert clinic.sign(duty_id, CLERK) == "not-permitted"
    assert clinic.sign(duty_id, SUPERVISOR) == ""
    duty = clinic.duty(duty_id)
    assert duty.state == ORDERED
    assert [who for who, _at, _signature in duty.facts["signatures"]] == [OFFICER, SUPERVISOR]


@pytest.mark.rows("P15", "N35", "I2")
def test_after_the_last_day_no_number_is_given_and_an_off_line_promise_is_kept_and_told(world: World) -> None:
    clinic = Clinic(world)
    for name, day in (("s-last", LAST), ("s-after", LAST + timedelta(days=1))):
        world.add_session(name, day=day)
    other = HeadlessDesk(world, "desk-b")
    other.exchange()
    (patient,) = clinic.register(1)
    duty_id, _ = clinic.order()
    world.clock.forward(days=1)
    other.exchange()
    right = next(r for r in other.rights if r.session_id == "s-after")
    other.keys[patient] = clinic.desk.keys[patient]
    assert (clinic.sign(duty_id, OFFICER), clinic.sign(duty_id, SUPERVISOR)) == ("", "")
    kept, refused = clinic.desk.claim(patient, "s-last"), clinic.desk.claim(patient, "s-after")
    clinic.desk.exchange(pull=False)
    assert clinic.desk.answer_to(kept).reason == ""
    assert clinic.desk.answer_to(refused).reason == "wind-down"
    with world.database.begin() as connection:
        world.add_settings(connection, SHARE, "100")
    for session, code in (("s-after", "wind-down"), ("s-last", "")):
        answer = OnlineService(world.parts).book(
            session, OnlineBooking(PatientId(patient), SessionId(session), 0)
        )
        assert (msgspec.json.decode(answer.body, type=Refusal).code if code else answer.status) == (
            code or 200
        )
    promise = other.promise(patient, right)
    other.exchange(pull=False)
    assert other.answer_to(promise).reason == ""
    assert "wind-down-promise" in [task["kind"] for task in world.rows(tables.tasks)]


@pytest.mark.rows("P15", "P29", "N35", "I6")
def test_everybody_is_told_then_destroyed_in_a_run_that_may_be_cut_off_and_the_founding_key_certifies(
    clinic: Clinic,
) -> None:
    world = clinic.world
    world.add_session("s-1")
    people = [*clinic.register(3), *clinic.register(1, phone=False)]
    clinic.desk.claim(people[0], "s-1")
    clinic.desk.exchange(pull=False)
    duty_id = clinic.ordered()
    with pytest.raises(DutyRefusedError, match="last-day-ahead"):
        clinic.run.begin()
    world.clock.forward(days=2)
    with pytest.raises(DutyRefusedError, match="nobody-told"):
        clinic.run.begin()
    clinic.told(duty_id)
    assert len(clinic.gateway.sent) == 3
    assert all("合同期满" in text for _phone, text in clinic.gateway.sent)
    with pytest.raises(DutyRefusedError, match="not-announced"):
        clinic.run.begin()
    assert clinic.step(duty_id, "announced") == ""
    with pytest.raises(DutyRefusedError, match="not-open"):
        clinic.run.destroy_some()
    clinic.run.begin()
    clinic.run.begin()
    assert clinic.duty(duty_id).facts["told"] == {"told": 3, "not-reached": 1}
    after = clinic.run.destroy_some()
    assert WindDownRun(world.parts).destroy_some(after) == "", "another process goes on"
    done = clinic.run.end(world.founding.sign)
    assert (done.destroyed, done.kept, done.held, done.waiting) == (4, 1, 0, ("desk-a 窗",))
    states = {row["patient_id"]: row["state"] for row in world.rows(tables.patients)}
    assert states == {people[0]: "kept", **dict.fromkeys(people[1:], "erased")}
    assert {row["key_kind"] for row in world.rows(tables.patient_keys)} == {"record-legal"}
    clinic.desk.catch_up()
    rows = list(clinic.desk.rows["erasure"].values())
    assert {row.ground for row in rows if isinstance(row, ErasureRow)} == {"wind-down"}
    for ledger_id in list(clinic.desk.rows["erasure"]):
        clinic.desk.receipt(ledger_id)
    clinic.desk.exchange()
    world.due.run_due()

    def sign(message: bytes) -> bytes:
        return world.founding.sign(CERTIFICATE, message)

    assert clinic.run.end(sign).state == ENDED
    ended = clinic.duty(duty_id).facts["certificate"]
    figures = {name: ended[name] for name in ("destroyed", "kept", "held")}
    assert figures == {"destroyed": 4, "kept": 1, "held": 0}
    assert certificate_bytes(duty_id, figures, ended["at"])


@pytest.mark.rows("P15")
def test_an_order_called_off_ends_nothing(clinic: Clinic) -> None:
    duty_id = clinic.ordered()
    assert clinic.step(duty_id, "withdraw") == ""
    clinic.world.clock.forward(days=3)
    with pytest.raises(DutyRefusedError):
        clinic.run.begin()
    assert clinic.order(last=LAST + timedelta(days=9))[1] == ""
