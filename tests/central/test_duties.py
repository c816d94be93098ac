"""Incidents at central: exactly whom the trace shows, told once, closed by two people (P22, N34, G107, A3)."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta

import pytest
import sqlalchemy as sa

from central.services.duty_people import DutyMessages, DutyPeopleService
from central.services.proofs import ProofService
from central.services.witness import WitnessService
from central.store import duties as store
from central.store import duty_proofs, erasures, tables, tables_duties
from desktop.domain.audit import GENESIS, AuditAct, AuditEvent, subject_id
from desktop.domain.audit_trace import HEAD_PURPOSE, TraceHead, grown
from desktop.domain.canonical import facts_to_bytes
from desktop.domain.duties import SIGNED_AS, Duty, duty_from
from desktop.domain.errors import NotPermittedError, SealBrokenError
from desktop.domain.ids import CaseId, PatientId, StaffId
from desktop.domain.incidents import CONTENTS
from desktop.domain.operations import Approval, Operation, OperationKind
from desktop.domain.payloads import AccountRecord
from desktop.domain.proof_pack import PURPOSE, check_pack
from desktop.sync.wire import DutyPeopleRequest, DutyPersonRow, ProofRequest, TraceGrown
from tests.central.people import FIRST, record
from tests.central.test_stopping import Gateway
from tests.fakes.central_world import CLERK, STRANGER, SUPERVISOR, World
from tests.fakes.headless_desk import HeadlessDesk

OFFICER = STRANGER


@dataclass
class Clinic:
    """Two desks, people, and a trace planted by hand."""

    world: World
    size: int = 0
    head: bytes = GENESIS
    gateway: Gateway = field(default_factory=Gateway)

    def __post_init__(self) -> None:
        self.world.roster_with({CLERK: "clerk", SUPERVISOR: "supervisor", OFFICER: "privacy-officer"})
        self.desk, self.other = (
            HeadlessDesk(self.world, outage=False),
            HeadlessDesk(self.world, "desk-b", False),
        )
        self.patients: list[str] = []

    def register(self, count: int, phone: bool = True) -> list[str]:
        made = []
        for serial in range(count):
            patient = self.desk.register(record(FIRST + len(self.patients) + serial))
            if phone:
                self.desk.put_account(
                    patient, AccountRecord("15400138000", "code-later", reason="phone-elsewhere")
                )
            made.append(patient)
        self.desk.exchange(pull=False)
        self.patients += made
        return made

    def traced(self, patient: str) -> str:
        return subject_id(self.desk.keys[patient]["record"], PatientId(patient))

    def trace(self, desk: HeadlessDesk, acts: list[tuple[AuditAct, str | None, str | None, str]]) -> None:
        """Bring entries (act, patient, thing, result) to central as this desk's trace."""
        at = self.world.clock.now()
        events = tuple(
            AuditEvent(
                self.size + n, at, desk.id, CLERK, "clerk", act, result=result,
                subject=self.traced(patient) if patient else None, object_id=thing,
            ).to_bytes()
            for n, (act, patient, thing, result) in enumerate(acts, start=1)
        )  # fmt: skip
        made = TraceHead(desk.id, 1, 1, self.size, self.size + len(events), grown(self.head, events), at)
        WitnessService(self.world.parts).take(
            desk.id,
            TraceGrown(
                1, 1, made.start, made.size, made.head, at, desk.sign_key.sign(HEAD_PURPOSE, made.to_bytes()), events,
            ),
        )  # fmt: skip
        self.size, self.head = made.size, made.head

    def file(
        self,
        *,
        desk: str = "",
        staff: str = CLERK,
        author: StaffId = OFFICER,
        minutes: int = 30,
        drill: str = "live",
        days_ago: int = 0,
    ) -> Operation:
        now = self.world.clock.now()
        then = now - timedelta(days=days_ago)
        facts: dict[str, object] = {
            "kind": "incident", "drill": drill, "type": "misuse", "grade": "larger", "operator": "other",
            "summary": "越权查看",
            "found_at": now.isoformat(), "desk": desk, "staff": staff,
            "until": (then + timedelta(minutes=1)).isoformat(),
            "since": (then - timedelta(minutes=minutes)).isoformat(),
        }  # fmt: skip
        operation = self.desk.record(
            OperationKind.FILE_DUTY, self.world.parts.new_id(), facts=facts, author=author
        )
        self.desk.exchange(pull=False)
        return operation

    def step(self, duty_id: str, step: str, author: StaffId = OFFICER, **words: str) -> str:
        facts: dict[str, object] = {"step": step, **words}
        operation = self.desk.record(OperationKind.STEP_DUTY, duty_id, facts=facts, author=author)
        self.desk.exchange(pull=False)
        return self.desk.answer_to(operation).reason

    def sign(self, duty_id: str, person: StaffId, version: int | None = None) -> str:
        duty = self.duty(duty_id)
        signature = self.world.people[person].sign(SIGNED_AS, duty.frozen())
        operation = self.desk.record(
            OperationKind.SIGN_DUTY, duty_id, base_version=duty.version if version is None else version,
            approvals=(Approval(person, signature),), author=person,
        )  # fmt: skip
        self.desk.exchange(pull=False)
        return self.desk.answer_to(operation).reason

    def duty(self, duty_id: str) -> Duty:
        (row,) = self.world.rows(tables_duties.duties, duty_id=duty_id)
        return store.duty_of(row, self.world.keys)

    def people(self, duty_id: str, author: StaffId = OFFICER) -> dict[str, DutyPersonRow]:
        answer = DutyPeopleService(self.world.parts).run(self.desk.id, DutyPeopleRequest(author, duty_id))
        return {str(row.patient_id): row for row in answer.rows}

    def send(self) -> int:
        return DutyMessages(self.world.parts, self.gateway).run_due()


@pytest.fixture
def clinic(world: World) -> Clinic:
    return Clinic(world)


@pytest.mark.rows("P22", "N34", "G107", "N29")
def test_exactly_the_planted_137_people_are_found(clinic: Clinic) -> None:
    people = clinic.register(90) + clinic.register(60)
    clinic.trace(clinic.desk, [(AuditAct.REVEAL, people[140], None, "ok")])  # a day before
    clinic.world.clock.forward(days=1)
    seen: list[tuple[AuditAct, str | None, str | None, str]]
    seen = [(AuditAct.REVEAL, one, None, "ok") for one in people[:100]]
    seen += [(AuditAct.PATIENT_OPENED, one, None, "ok") for one in people[90:137]]
    seen += [(AuditAct.REVEAL, people[141], None, "refused"), (AuditAct.BOOK, people[142], None, "ok")]
    clinic.trace(clinic.desk, seen[:80])
    clinic.trace(clinic.desk, seen[80:])
    filed = clinic.file()
    found = clinic.people(filed.entity)
    assert set(found) == set(people[:137])
    assert {row.exposure for row in found.values()} == {"revealed"}
    assert "*" in found[people[0]].name


@pytest.mark.rows("P22", "N34")
def test_a_slip_printed_names_its_patient_and_a_lost_desk_everybody_it_could_open(clinic: Clinic) -> None:
    clinic.world.add_session("s-1")
    people = clinic.register(4)
    booking = clinic.desk.claim(people[0], "s-1")
    clinic.desk.exchange()
    clinic.trace(
        clinic.desk,
        [(AuditAct.PRINT, None, booking.entity, "ok"), (AuditAct.REVEAL, people[1], None, "ok")],
    )
    by_person = clinic.people(clinic.file().entity)
    assert {p: row.exposure for p, row in by_person.items()} == {people[0]: "printed", people[1]: "revealed"}
    by_desk = clinic.people(clinic.file(desk="desk-a 窗", staff="").entity)
    assert {p: row.exposure for p, row in by_desk.items()} == {
        people[0]: "decryptable printed", people[1]: "decryptable revealed", people[2]: "decryptable",
        people[3]: "decryptable",
    }  # fmt: skip
    assert clinic.people(clinic.file(desk="desk-b 窗", staff="").entity) == {}


@pytest.mark.rows("P22", "N34")
def test_a_window_named_for_a_past_day_means_the_pc_that_stood_there_then(clinic: Clinic) -> None:
    people = clinic.register(1)
    clinic.world.clock.forward(hours=1)
    clinic.trace(clinic.desk, [(AuditAct.REVEAL, people[0], None, "ok")])
    clinic.world.clock.forward(days=1)
    new = HeadlessDesk(clinic.world, "desk-c", False)
    with clinic.world.database.begin() as connection:
        at = tables.desks.update().where(tables.desks.c.desk_id == new.id)
        connection.execute(at.values(window="desk-a 窗"))
    seen = clinic.people(clinic.file(desk="desk-a 窗", days_ago=1).entity)
    assert set(seen) == set(people)
    assert clinic.people(clinic.file(desk="desk-a 窗").entity) == {}, "today it is the new one"


@pytest.mark.rows("P22", "N34")
def test_everybody_is_told_once_the_rest_is_announced_and_another_person_closes(clinic: Clinic) -> None:
    reached, lost = clinic.register(3), clinic.register(1, phone=False)
    clinic.trace(clinic.desk, [(AuditAct.REVEAL, one, None, "ok") for one in reached + lost])
    case = clinic.file().entity
    assert clinic.step(case, "sms") == "contents-missing"
    assert clinic.step(case, "contents", **dict.fromkeys(CONTENTS, "有人越权查看")) == ""
    assert clinic.step(case, "sms") == ""
    assert clinic.step(case, "propose", report="not-required", reason="影响很小") == "people-waiting"
    assert clinic.send() == 4
    assert clinic.send() == 0
    assert [text.count("有人越权查看") for _phone, text in clinic.gateway.sent] == [5, 5, 5]
    rows = clinic.people(case)
    assert [rows[one].state for one in reached + lost] == ["told"] * 3 + ["not-reached"]
    assert rows[lost[0]].reason == "no-phone"
    assert clinic.step(case, "propose", report="reported", reason="") == "report-undecided"
    assert clinic.step(case, "reported") == ""
    assert clinic.step(case, "propose", report="reported", reason="") == "not-announced"
    assert clinic.step(case, "announced") == ""
    assert clinic.step(case, "propose", report="reported", reason="") == "lesson-missing"
    assert clinic.step(case, "lesson", text="离窗必锁屏") == ""
    assert clinic.step(case, "propose", report="reported", reason="") == ""
    assert clinic.sign(case, OFFICER) == "self-approval"
    assert clinic.sign(case, CLERK) == "not-permitted"
    assert clinic.sign(case, SUPERVISOR, version=1) == "version-conflict"
    assert clinic.sign(case, SUPERVISOR) == ""
    assert clinic.duty(case).state == "closed"
    clinic.other.catch_up()
    down = duty_from(clinic.other.rows["plan"][case].body)  # type: ignore[attr-defined]  # a PlanRow
    assert down == clinic.duty(case)
    assert not any(one in down.to_bytes().decode() for one in reached), "the row names no patient"


@pytest.mark.rows("N34", "P22", "P40", "N36", "A1")
def test_the_evidence_of_an_incident_is_signed_holds_who_was_looked_at_and_no_other_entry(
    clinic: Clinic,
) -> None:
    looked_at = clinic.register(2)
    others = clinic.register(2)
    clinic.trace(clinic.desk, [(AuditAct.REVEAL, others[0], None, "ok")])
    clinic.world.clock.forward(days=1)
    seen = [(AuditAct.REVEAL, one, None, "ok") for one in looked_at]
    clinic.trace(clinic.desk, [*seen, (AuditAct.BOOK, others[1], None, "ok")])
    case = clinic.file().entity
    assert clinic.step(case, "stop", what="exports") == ""
    assert clinic.sign(case, SUPERVISOR) == ""
    parts, proofs = clinic.world.parts, ProofService(clinic.world.parts)
    with clinic.world.database.read() as connection:
        raw = facts_to_bytes(proofs.pack(connection, case, OFFICER))
    said = json.loads(raw)
    shown = [json.loads(e["event"])["subj"] for part in said["trace"] for e in part["steps"] if "event" in e]
    assert sorted(shown) == sorted(clinic.traced(one) for one in looked_at)
    assert sorted(one["subjects"] for one in said["people"]) == sorted([clinic.traced(o)] for o in looked_at)
    assert not any(one in raw.decode() for one in clinic.patients), "people stand in it by the traces' ids"
    keys, founding = parts.keys, clinic.world.founding.public
    found = check_pack(raw, keys.sign(PURPOSE, raw), keys.verify, keys.sign_public, founding)
    assert all(one.good for one in found), found
    assert {"signed-by-central", "roster-signed", "reviewed", "trace-whole", "people-traced"} <= {
        o.what for o in found
    }
    fewer = facts_to_bytes(said | {"trace": []})
    broken = check_pack(fewer, keys.sign(PURPOSE, fewer), keys.verify, keys.sign_public, founding)
    assert [one.what for one in broken if not one.good] == ["people-traced"]
    proofs.run(clinic.desk.id, ProofRequest(OFFICER, CaseId(case)))  # though exports stand stopped
    with pytest.raises(NotPermittedError):
        proofs.run(clinic.desk.id, ProofRequest(CLERK, CaseId(case)))


@pytest.mark.rows("P22", "I7")
def test_a_clerk_neither_files_nor_reads_and_an_unknown_window_is_refused(clinic: Clinic) -> None:
    assert clinic.desk.answer_to(clinic.file(author=CLERK)).reason == "not-permitted"
    assert clinic.desk.answer_to(clinic.file(desk="没有的窗", staff="")).reason == "window-unknown"
    assert clinic.desk.answer_to(clinic.file(staff="nobody")).reason == "staff-unknown"
    with pytest.raises(NotPermittedError):
        clinic.people("any", CLERK)


@pytest.mark.rows("P22", "I6")
def test_an_erased_person_is_in_no_incident_and_no_traced_id_leads_to_them(clinic: Clinic) -> None:
    gone, stays = clinic.register(2)
    clinic.trace(clinic.desk, [(AuditAct.REVEAL, one, None, "ok") for one in (gone, stays)])
    case = clinic.file().entity
    with clinic.world.database.begin() as connection:
        keys = tables.patient_keys.c
        connection.execute(sa.delete(tables.patient_keys).where(keys.patient_id == gone))
        erasures.forget(connection, clinic.world.hospital, gone, clinic.world.clock.now())
    assert set(clinic.people(case)) == {stays}
    assert [row["patient_id"] for row in clinic.world.rows(tables_duties.trace_people)] == [stays]
    again = clinic.people(clinic.file().entity)
    assert set(again) == {stays}


@pytest.mark.rows("N34")
def test_a_call_notes_what_came_of_it_and_who_was_told_stays_told(clinic: Clinic) -> None:
    (patient,) = clinic.register(1)
    clinic.trace(clinic.desk, [(AuditAct.REVEAL, patient, None, "ok")])
    case = clinic.file().entity

    def tell(state: str) -> str:
        operation = clinic.desk.record(
            OperationKind.TELL_PERSON,
            case,
            subject=patient,
            facts={"channel": "phone", "state": state},
            author=OFFICER,
        )
        clinic.desk.exchange(pull=False)
        return clinic.desk.answer_to(operation).reason

    assert tell("not-reached") == ""
    assert tell("waiting") == "malformed"
    assert tell("told") == ""
    assert tell("not-reached") == "person-unknown"
    row = clinic.people(case)[patient]
    assert (row.channel, row.state) == ("phone", "told")


@pytest.mark.rows("P22", "T6", "A1")
def test_a_duties_words_lie_sealed_at_central_and_what_an_older_program_left_in_clear_is_sealed(
    clinic: Clinic,
) -> None:
    case = clinic.file().entity
    assert clinic.step(case, "note", text="当事人说，隔壁邻居看到了") == ""
    frozen = clinic.duty(case).frozen()
    assert clinic.sign(case, SUPERVISOR) == ""
    world, table = clinic.world, tables_duties.duties
    (kept,) = world.rows(tables_duties.duty_signatures, duty_id=case)
    assert "隔壁邻居".encode() not in bytes(kept["message"])  # type: ignore[call-overload]  # bytes, as the table says
    with world.database.read() as connection:
        (signed,) = duty_proofs.signatures(connection, world.hospital, case, world.keys)
    assert signed["message"] == frozen
    (row,) = world.rows(table, duty_id=case)
    sealed = bytes(row["sealed"])  # type: ignore[call-overload]  # bytes, as the table says
    for words in ("越权查看", "隔壁邻居"):
        assert words.encode() not in sealed
    facts, here = clinic.duty(case).facts, table.c.duty_id == case
    for spoilt in ({"sealed": sealed[:-1] + bytes([sealed[-1] ^ 1])}, {"version": 9}):
        with world.database.begin() as connection:
            connection.execute(sa.update(table).where(here).values(**spoilt))
        with pytest.raises(SealBrokenError):
            clinic.duty(case)
        with world.database.begin() as connection:
            connection.execute(sa.update(table).where(here).values(sealed=sealed, version=row["version"]))
    with world.database.begin() as connection:
        connection.execute(sa.update(table).where(here).values(sealed=facts_to_bytes(facts)))
        assert store.seal_older(connection, world.keys, world.hospital) == 1
        assert store.seal_older(connection, world.keys, world.hospital) == 0
    assert clinic.duty(case).facts == facts
    assert "邻居".encode() not in bytes(world.rows(table, duty_id=case)[0]["sealed"])  # type: ignore[call-overload]
