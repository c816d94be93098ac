"""A deletion over two desks and central: filed, approved by another person, destroyed, receipted (P25, A3, I6)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from central.services.backing_up import BackupService
from central.services.erasure_signatures import ErasureAskedService
from central.services.parts import key_context
from central.store import chains, tables, tables_requests
from desktop.domain import bindings
from desktop.domain.errors import CentralRefusedError, NotPermittedError, SealBrokenError
from desktop.domain.ids import CaseId
from desktop.domain.operations import KeyKind, OperationKind, ResultStatus
from desktop.domain.payloads import PatientRecord
from desktop.domain.rights import CaseState
from desktop.sync import wire
from tests.central.people import FIRST, account, record
from tests.fakes.central_world import CLERK, STRANGER, SUPERVISOR, World
from tests.fakes.headless_desk import HeadlessDesk


class Deletion:
    """Two desks and a person with an account, known at both."""

    def __init__(self, world: World, *, booked: bool = False) -> None:
        world.add_session("s-1")
        self.world = world
        self.a, self.b = HeadlessDesk(world, "desk-a"), HeadlessDesk(world, "desk-b")
        self.patient = self.a.register(record())
        self.a.put_account(self.patient, account())
        if booked:
            self.a.claim(self.patient, "s-1")
        self.quiet()

    def quiet(self) -> None:
        for desk in (self.a, self.b):
            desk.catch_up()

    def filed(self, version: int = 2) -> str:
        case = self.a.file_deletion(self.patient, version)
        self.quiet()
        return case

    def destroyed(self) -> str:
        """File, approve and let the cooling time pass; returns the case."""
        case = self.filed()
        self.b.approve_deletion(case)
        self.b.exchange()
        self.world.due.run_due()
        return case

    def case(self, case: str) -> dict[str, object]:
        return self.world.rows(tables.cases, case_id=case)[0]

    def person(self) -> dict[str, object]:
        return self.world.rows(tables.patients, patient_id=self.patient)[0]


@pytest.fixture
def deletion(world: World) -> Deletion:
    return Deletion(world)


@pytest.mark.rows("P25", "I6", "A3", "N8")
def test_a_deletion_filed_at_one_desk_and_approved_at_another_is_gone_on_both_and_at_central(
    deletion: Deletion, world: World
) -> None:
    case = deletion.destroyed()
    deletion.quiet()
    for desk in (deletion.a, deletion.b):
        assert deletion.patient not in desk.rows["patient"]
        assert desk.rows["case"][case].state == CaseState.DESTROYED.value
    assert world.rows(tables.patient_keys) == []
    assert world.rows(tables.patient_index) == []
    person = deletion.person()
    assert (person["state"], person["sealed_record"], person["sealed_account"]) == ("erased", None, None)
    assert world.rows(tables.account_members) == []
    assert world.rows(tables.accounts)[0]["state"] == "closed"
    (ledger_id,) = deletion.a.rows["erasure"]
    assert deletion.b.rows["case"][case].desks_pending == ("desk-a 窗", "desk-b 窗")
    deletion.a.receipt(ledger_id)
    deletion.quiet()
    assert deletion.b.rows["case"][case].desks_pending == ("desk-b 窗",)
    deletion.b.receipt(ledger_id)
    deletion.quiet()
    deletion.quiet()
    assert deletion.b.rows["case"][case].state == CaseState.DONE.value
    assert deletion.case(case)["state"] == CaseState.DONE.value


@pytest.mark.rows("I6")
def test_the_erasure_comes_down_before_every_other_row(deletion: Deletion) -> None:
    deletion.destroyed()
    deletion.b.cursors = dict.fromkeys(deletion.b.cursors, 0)
    answer = deletion.b.ask()
    assert answer.pages[0].stream == "erasure"
    (row,) = answer.pages[0].rows
    assert row.keys == (KeyKind.ACCOUNT, KeyKind.RECORD)
    assert deletion.patient not in {getattr(r, "id", None) for page in answer.pages for r in page.rows}


@pytest.mark.rows("P25", "N14", "I6")
def test_a_deletion_is_taken_back_before_its_hour_by_centrals_clock_and_never_after_it(world: World) -> None:
    deletion = Deletion(world)
    with world.database.begin() as connection:
        connection.execute(sa.update(tables.hospitals).values(cooling_s=86_400))
    case = deletion.filed()
    deletion.b.approve_deletion(case)
    deletion.quiet()
    assert deletion.person()["restricted"]
    back = deletion.a.take_back(case)
    deletion.quiet()
    assert deletion.a.answer_to(back).status is ResultStatus.ACCEPTED
    assert (deletion.case(case)["state"], deletion.person()["restricted"]) == ("withdrawn", False)
    world.clock.forward(days=2)
    world.due.run_due()
    assert deletion.person()["state"] == "live"

    late = deletion.filed(int(str(deletion.person()["version"])))
    deletion.b.approve_deletion(late)
    deletion.quiet()
    world.clock.forward(days=1, seconds=1)
    refused = deletion.a.take_back(late)
    deletion.a.exchange()
    assert deletion.a.answer_to(refused).reason == "case-not-open"
    world.due.run_due()
    assert deletion.person()["state"] == "erased"


@pytest.mark.rows("P25", "I6")
def test_a_visit_that_law_keeps_leaves_the_record_at_central_for_the_legal_path_only(world: World) -> None:
    deletion = Deletion(world, booked=True)
    case = deletion.filed()
    deletion.b.approve_deletion(case)
    deletion.b.exchange()
    world.due.run_due()
    deletion.quiet()
    assert deletion.patient not in deletion.b.rows["patient"]
    assert deletion.case(case)["kept"] == "record"
    (key,) = world.rows(tables.patient_keys)
    assert key["key_kind"] == "record-legal"
    person = deletion.person()
    assert (person["state"], person["sealed_account"]) == ("kept", None)
    context = key_context(world.hospital, deletion.patient, "record-legal")
    wrapped, sealed = key["wrapped"], person["sealed_record"]
    assert isinstance(wrapped, bytes)
    assert isinstance(sealed, bytes)
    with pytest.raises(SealBrokenError):
        world.keys.unwrap(wrapped, context)
    opened = world.keys.unwrap_for_law(wrapped, context)
    row_context = bindings.central_row("patient", deletion.patient, 2, KeyKind.RECORD)
    assert PatientRecord.from_bytes(world.keys.unseal(opened, sealed, row_context)) == record()
    assert len(world.rows(tables.slots, state="spent")) == 1  # the number stays used


@pytest.mark.rows("I6")
def test_later_operations_on_an_erased_person_keep_their_skeleton_and_lose_their_payload(
    deletion: Deletion, world: World
) -> None:
    deletion.a.exchange()
    right = deletion.a.rights[0]
    deletion.destroyed()
    late = deletion.a.put_account(deletion.patient, account(FIRST + 1))
    consent = deletion.a.consent(deletion.patient)
    promise = deletion.a.promise(deletion.patient, right)
    claim = deletion.a.claim(deletion.patient, "s-1")
    deletion.quiet()
    assert deletion.a.answer_to(late).reason == "person-erased"
    assert {deletion.a.answer_to(op).status for op in (late, consent, promise)} == {ResultStatus.ACCEPTED}
    assert deletion.a.answer_to(claim).status is ResultStatus.REFUSED
    assert deletion.person()["sealed_account"] is None
    assert world.rows(tables.patient_index) == []
    assert not [row for row in world.rows(tables.consents) if row["given"]]
    assert deletion.patient not in deletion.b.rows["patient"]
    assert world.live_by_slot() == {("s-1", right.number): 1}


@pytest.mark.rows("I6")
def test_the_same_person_may_register_again_without_link_or_block(deletion: Deletion, world: World) -> None:
    deletion.destroyed()
    again = deletion.a.register(record())
    deletion.a.exchange()
    deletion.a.catch_up()
    assert deletion.a.patient(again).same_as is None
    assert world.rows(tables.tasks) == []


@pytest.mark.rows("P25")
def test_approval_restricts_at_once_and_destroys_only_after_the_cooling_time(
    make_world: Callable[..., World],
) -> None:
    world = make_world(cooling_s=86_400)
    deletion = Deletion(world)
    case = deletion.filed()
    deletion.b.approve_deletion(case)
    deletion.quiet()
    world.due.run_due()
    deletion.quiet()
    assert deletion.a.patient(deletion.patient).restricted
    world.clock.forward(hours=23, minutes=59)
    assert world.due.run_due().destroyed == 0
    world.clock.forward(minutes=1)
    assert world.due.run_due().destroyed == 1
    assert world.due.run_due().destroyed == 0


@pytest.mark.rows("A3", "I7")
def test_nobody_approves_what_they_filed(world: World) -> None:
    deletion = Deletion(world)
    case = deletion.a.file_deletion(deletion.patient, 2, SUPERVISOR)
    deletion.quiet()
    own = deletion.b.approve_deletion(case, SUPERVISOR)
    deletion.quiet()
    assert deletion.b.answer_to(own).reason == "self-approval"
    assert deletion.case(case)["state"] == CaseState.FILED.value
    assert not deletion.person()["restricted"]


@pytest.mark.rows("P25", "N12")
@pytest.mark.parametrize(
    ("signed", "answer", "kept"), [("drawn", "signature-drawn", []), ("paper", "", ["paper"]), ("", "", [])]
)
def test_how_a_deletion_was_signed_is_kept_with_its_case_and_a_drawn_one_brings_its_strokes(
    deletion: Deletion, world: World, signed: str, answer: str, kept: list[str]
) -> None:
    deletion.a.file_deletion(deletion.patient, 2, signed=signed)
    deletion.a.exchange()
    assert deletion.a.answers[deletion.a.seq].reason == answer
    assert [row["signed"] for row in world.rows(tables_requests.erasure_signatures)] == kept


@pytest.mark.rows("P25", "I7")
def test_how_a_deletion_was_asked_for_is_told_to_who_may_sign_it_and_while_it_waits_only(
    deletion: Deletion, world: World
) -> None:
    service = ErasureAskedService(world.parts)
    case = CaseId(deletion.filed())
    with pytest.raises(NotPermittedError):
        service.read("desk-b", wire.AskedRequest(CLERK, case))
    assert service.read("desk-b", wire.AskedRequest(SUPERVISOR, case)).sealed
    deletion.b.approve_deletion(case)
    deletion.b.exchange()
    with pytest.raises(CentralRefusedError):
        service.read("desk-b", wire.AskedRequest(SUPERVISOR, case))


@pytest.mark.rows("I7")
def test_a_clerk_may_not_approve_and_a_stranger_may_not_file(deletion: Deletion, world: World) -> None:
    case = deletion.filed()
    world.roster_with({CLERK: "clerk", SUPERVISOR: "clerk"})
    by_clerk = deletion.b.approve_deletion(case)
    deletion.b.exchange()
    assert deletion.b.answer_to(by_clerk).reason == "not-permitted"
    deletion.a.file_deletion(deletion.patient, 2, STRANGER)
    deletion.a.exchange()
    assert deletion.a.answers[deletion.a.seq].reason == "not-permitted"
    assert len(world.rows(tables.cases)) == 1


@pytest.mark.rows("I7", "A3")
def test_signatures_count_only_over_the_exact_frozen_effect_and_by_a_key_of_the_newest_roster(
    deletion: Deletion, world: World
) -> None:
    case = deletion.filed()
    other = deletion.b.approve_deletion(case, frozen=b"another effect")
    deletion.b.exchange()
    assert deletion.b.answer_to(other).reason == "signature-wrong"
    world.people[SUPERVISOR] = world.people[STRANGER]  # signs with a key that the roster does not name
    forged = deletion.b.approve_deletion(case)
    deletion.b.exchange()
    assert deletion.b.answer_to(forged).reason == "signature-wrong"
    assert deletion.case(case)["state"] == CaseState.FILED.value


@pytest.mark.rows("P25")
def test_a_record_that_changed_after_filing_makes_the_case_void(deletion: Deletion, world: World) -> None:
    case = deletion.filed()
    deletion.a.put_account(deletion.patient, account(FIRST + 1))
    deletion.a.exchange()
    late = deletion.b.approve_deletion(case)
    deletion.b.exchange()
    deletion.quiet()
    assert deletion.b.answer_to(late).reason == "case-void"
    assert deletion.a.rows["case"][case].state == CaseState.WITHDRAWN.value
    assert not deletion.person()["restricted"]


@pytest.mark.rows("I2")
def test_the_desk_that_made_the_newest_changes_may_file_before_it_has_heard_of_their_version(
    world: World,
) -> None:
    a, b = HeadlessDesk(world, "desk-a"), HeadlessDesk(world, "desk-b")
    world.add_session("s-1")
    patient = a.register(record())
    a.put_account(patient, account())
    a.claim(patient, "s-1")
    fresh = a.file_deletion(patient, 0)
    a.exchange()
    assert a.answers[a.seq].status is ResultStatus.ACCEPTED
    b.catch_up()
    a.put_account(patient, account(FIRST + 1))
    a.exchange()
    b.file_deletion(patient, 2)  # has not heard of the newest phone
    b.exchange()
    assert b.answers[b.seq].reason == "case-void"
    assert {row["case_id"]: row["state"] for row in world.rows(tables.cases)}[fresh] == CaseState.FILED.value


@pytest.mark.rows("I6")
def test_a_case_waits_for_every_desk_but_not_for_one_that_was_revoked(
    deletion: Deletion, world: World
) -> None:
    case = deletion.destroyed()
    deletion.a.catch_up()
    (ledger_id,) = deletion.a.rows["erasure"]
    deletion.a.receipt(ledger_id)
    deletion.a.exchange()
    assert deletion.case(case)["state"] == CaseState.DESTROYED.value
    with world.database.begin() as connection:
        chains.change_desk(connection, world.hospital, "desk-b", state="revoked")
    world.due.run_due()
    assert deletion.case(case)["state"] == CaseState.DONE.value


@pytest.mark.rows("I3")
def test_a_second_receipt_and_one_for_an_unknown_entry_change_nothing(
    deletion: Deletion, world: World
) -> None:
    deletion.destroyed()
    deletion.a.catch_up()
    (ledger_id,) = deletion.a.rows["erasure"]
    deletion.a.receipt(ledger_id)
    deletion.a.receipt(ledger_id)
    deletion.a.receipt("nothing")
    deletion.a.exchange()
    first = world.rows(tables.erasure_receipts, desk_id="desk-a")[0]
    assert first["operation_id"] == world.rows(tables.operations, kind="erasure.receipt")[0]["operation_id"]


@pytest.mark.rows("I6")
def test_the_ledger_holds_random_ids_only(deletion: Deletion, world: World) -> None:
    deletion.destroyed()
    with world.database.read() as connection:
        row = connection.execute(sa.select(tables.erasure_ledger).where(
            tables.erasure_ledger.c.hospital_id == world.hospital)).mappings().one()  # fmt: skip
    assert set(row) == {"hospital_id", "ledger_id", "patient_id", "case_id", "keys", "at"}


def test_a_quarantined_desk_still_hears_of_erasures_and_of_nothing_else(deletion: Deletion) -> None:
    deletion.b.prev = b"\x07" * 32
    deletion.b.consent(deletion.patient)
    assert deletion.b.exchange().quarantined
    case = deletion.a.file_deletion(deletion.patient, 2)
    deletion.a.catch_up()
    deletion.a.approve_deletion(case)
    deletion.a.exchange()
    deletion.world.due.run_due()
    answer = deletion.b.exchange()
    assert [page.stream for page in answer.pages] == ["erasure"]
    assert answer.rights is None


def _kept_aside(world: World) -> list[wire.WireOperation]:
    rows = sorted(world.rows(tables.quarantine), key=lambda row: str(row["seq"]))
    return [msgspec.json.decode(row["body"], type=wire.WireOperation) for row in rows]  # type: ignore[arg-type]  # bytes


@pytest.mark.rows("I6")
def test_what_is_kept_aside_about_an_erased_person_loses_payload_and_keys_also_when_it_comes_later(
    deletion: Deletion, world: World
) -> None:
    who, b = deletion.patient, deletion.b
    sealing = (deletion.a.keys[who]["record"], KeyKind.RECORD, record().to_bytes())
    b.prev = b"\x07" * 32
    for _ in range(2):
        b.record(
            OperationKind.REGISTER_PATIENT, who, subject=who, facts={"keys_for_central": "x"}, sealing=sealing
        )
    late = b.outbox.pop()
    assert b.exchange().quarantined
    (before,) = _kept_aside(world)
    assert b"keys_for_central" in before.facts, "control"
    assert before.sealed, "control"
    case = deletion.a.file_deletion(who, 2)
    deletion.a.catch_up()
    deletion.a.approve_deletion(case)
    deletion.a.exchange()
    world.due.run_due()
    b.outbox.append(late)
    b.exchange()
    assert [(op.facts, op.sealed, op.subject) for op in _kept_aside(world)] == [(b"{}", b"", who)] * 2


@pytest.mark.rows("I6")
def test_after_a_destruction_the_databases_own_log_holds_no_key_either(
    deletion: Deletion, world: World
) -> None:
    if world.database.postgres:
        pytest.skip("the log of PostgreSQL falls under the key horizon of its archive")
    path = Path(str(world.database.engine.url.database))
    wrapped = [row["wrapped"] for row in world.rows(tables.patient_keys)]
    both = path.read_bytes() + path.with_name(path.name + "-wal").read_bytes()
    assert all(key in both for key in wrapped), "control"  # type: ignore[operator]  # bytes
    deletion.destroyed()
    both = path.read_bytes() + path.with_name(path.name + "-wal").read_bytes()
    assert not any(key in both for key in wrapped)  # type: ignore[operator]  # bytes


@pytest.mark.rows("I6", "N8")
def test_in_a_copy_that_was_put_back_whom_the_ledger_names_is_erased_again(
    deletion: Deletion, world: World
) -> None:
    before = deletion.person()
    index = world.rows(tables.patient_index)
    deletion.destroyed()
    here = tables.patients.c.patient_id == deletion.patient
    with world.database.begin() as connection:  # as an older copy has it, without its keys
        connection.execute(sa.update(tables.patients).where(here).values(**before))
        connection.execute(sa.insert(tables.patient_index), index)
    assert deletion.person()["state"] == "live"
    entries = [str(row["ledger_id"]) for row in world.rows(tables.erasure_ledger)]
    assert BackupService(world.parts).erase_again(entries) == 1
    again = deletion.person()
    assert (again["state"], again["sealed_record"], again["sealed_account"]) == ("erased", None, None)
    assert world.rows(tables.patient_index) == []
