"""People up and down: keys, sealed parts, duplicates, phones, consent, the working set (DECISIONS 11, 25)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from central.services.batch import proof_hash
from central.store import tables
from desktop.domain.made_up import person_of
from desktop.domain.operations import OperationKind, ResultStatus
from tests.central.people import FIRST, account, record
from tests.fakes.central_world import CLERK, SUPERVISOR, TODAY, World
from tests.fakes.headless_desk import HeadlessDesk


@pytest.fixture
def desks(world: World) -> tuple[HeadlessDesk, HeadlessDesk]:
    world.add_session("s-1")
    return HeadlessDesk(world, "desk-a"), HeadlessDesk(world, "desk-b")


@pytest.mark.rows("I5", "G66")
def test_who_is_booked_today_at_one_desk_is_known_at_the_other(
    desks: tuple[HeadlessDesk, HeadlessDesk],
) -> None:
    a, b = desks
    patient = a.register(record())
    a.put_account(patient, account())
    consent = a.consent(patient)
    claim = a.claim(patient, "s-1")
    a.exchange()
    b.catch_up()
    assert b.record_of(patient) == record()
    assert b.account_of(patient) == account()
    assert claim.entity in b.rows["booking"]
    assert consent.entity in b.rows["consent"]
    assert b.session("s-1").left[0] == 4 - sum(right.half_hour == 0 for right in (*a.rights, *b.rights))


@pytest.mark.rows("P17")
def test_the_database_holds_nothing_personal_in_the_clear(
    desks: tuple[HeadlessDesk, HeadlessDesk], world: World
) -> None:
    a, _ = desks
    patient = a.register(record())
    a.put_account(patient, account())
    a.claim(patient, "s-1")
    a.exchange()
    person = person_of(FIRST)
    dump = repr([world.rows(table) for table in tables.metadata.sorted_tables]).encode()
    assert patient.encode() in dump  # control: the dump does hold the person's rows
    for value in (person.name, person.number, person.phone):
        assert value.encode() not in dump
        assert repr(value.encode()).encode()[2:-1] not in dump
        assert value.encode("gbk").hex().encode() not in dump


@pytest.mark.rows("I5")
def test_somebody_served_at_one_desk_without_a_booking_is_known_there_only(
    desks: tuple[HeadlessDesk, HeadlessDesk],
) -> None:
    a, b = desks
    patient = a.register(record())
    a.catch_up()
    b.catch_up()
    assert patient in a.rows["patient"]
    assert patient not in b.rows.get("patient", {})
    assert patient not in b.gone  # who was never sent is not even named


@pytest.mark.rows("I5")
def test_who_leaves_the_working_set_is_taken_from_each_desk_that_had_them(
    desks: tuple[HeadlessDesk, HeadlessDesk], world: World
) -> None:
    a, b = desks
    patient = a.register(record())
    a.claim(patient, "s-1")
    a.exchange()
    world.due.run_due()
    for desk in (a, b):
        desk.catch_up()
    assert patient in b.rows["patient"]
    world.clock.forward(days=1)
    assert world.due.run_due().scope_moved == 1
    for desk in (a, b):
        desk.catch_up()
    assert patient in b.gone
    assert patient in a.rows["patient"]  # served here within 30 days
    world.clock.forward(days=30)
    world.due.run_due()
    a.catch_up()
    assert patient in a.gone


@pytest.mark.rows("T5", "I5")
def test_a_replica_holds_its_working_set_and_nobody_else_however_many_were_registered_and_left(
    desks: tuple[HeadlessDesk, HeadlessDesk], world: World
) -> None:
    a, b = desks
    world.add_session("s-far", TODAY + timedelta(days=9))
    near = [a.register(record(serial)) for serial in range(FIRST, FIRST + 3)]
    far = [a.register(record(serial)) for serial in range(FIRST + 3, FIRST + 6)]
    for place, (one, other) in enumerate(zip(near, far, strict=True)):
        a.claim(one, "s-1", place)
        a.claim(other, "s-far", place)
    a.exchange()

    def held_after(days: int) -> tuple[set[str], set[str]]:
        world.clock.forward(days=days)
        world.due.run_due()
        for desk in (a, b):
            desk.catch_up()
        return set(a.rows["patient"]), set(b.rows.get("patient", {}))

    assert held_after(0) == ({*near, *far}, set(near)), (
        "served here; elsewhere today and two days ahead alone"
    )
    assert held_after(1) == ({*near, *far}, set())
    assert held_after(6) == ({*near, *far}, set(far)), "the ninth day is two days ahead"
    assert held_after(3) == ({*near, *far}, set())
    assert held_after(21) == (set(), set()), "thirty days after they were served"


@pytest.mark.rows("I5")
def test_a_desk_that_starts_from_nothing_ends_with_the_same_rows(
    desks: tuple[HeadlessDesk, HeadlessDesk],
) -> None:
    a, b = desks
    for serial in range(FIRST, FIRST + 7):
        a.claim(a.register(record(serial)), "s-1", serial % 3)
    a.exchange()
    for _ in range(2):
        a.catch_up(pull_rows=3)
        b.catch_up(pull_rows=100)
    for kind in ("session", "booking", "department", "doctor", "roster"):
        assert a.rows[kind] == b.rows[kind]
    assert set(a.rows["patient"]) == set(b.rows["patient"])
    assert len(b.rows["patient"]) == 7


@pytest.mark.rows("I5")
def test_an_answer_that_was_lost_leaves_no_row_out(desks: tuple[HeadlessDesk, HeadlessDesk]) -> None:
    a, b = desks
    patient = a.register(record())
    consent = a.consent(patient)
    a.claim(patient, "s-1")
    a.exchange()
    b.ask()  # this answer never arrives
    b.catch_up()
    assert patient in b.rows["patient"]
    assert consent.entity in b.rows["consent"]


@pytest.mark.rows("I5")
def test_a_person_moves_again_with_every_operation_about_them_even_a_refused_one(
    desks: tuple[HeadlessDesk, HeadlessDesk], world: World
) -> None:
    a, _ = desks
    patient = a.register(record())
    a.catch_up()
    world.set_session_state("s-1", "stopped")
    notice: dict[str, object] = {"version": "1", "how": "screen"}
    for act in (
        lambda: a.record(OperationKind.SHOW_NOTICE, patient, subject=patient, facts=notice),
        lambda: a.claim(patient, "s-1"),
    ):
        act()
        a.exchange()
        a.rows["patient"].clear()  # as if it had been left out while the operation was on its way
        a.catch_up()
        assert patient in a.rows["patient"]


@pytest.mark.rows("N1", "G69")
def test_the_same_document_registered_at_two_offline_desks_stays_two_people_and_one_task(
    desks: tuple[HeadlessDesk, HeadlessDesk], world: World
) -> None:
    a, b = desks
    older, younger = a.register(record()), b.register(record())
    for desk in (a, b, a, b):
        desk.exchange()
    assert b.patient(younger).same_as == older
    assert a.patient(older).same_as is None
    tasks = world.rows(tables.tasks)
    assert [(row["kind"], row["patient_id"]) for row in tasks] == [("likely-duplicate", younger)]


@pytest.mark.rows("G8", "P1")
def test_a_phone_is_proved_only_by_a_proof_that_central_gave_for_this_phone_and_only_once(
    desks: tuple[HeadlessDesk, HeadlessDesk], world: World
) -> None:
    a, _ = desks
    with world.database.begin() as connection:
        connection.execute(
            sa.insert(tables.codes).values(
                hospital_id=world.hospital, code_id="c-1",
                phone_token=world.keys.index("phone", person_of(FIRST).phone),
                desk_id=a.name, code_hash=bytes(32), sent_at=world.clock.now(), expires_at=world.clock.now(), tries=0,
                proof_hash=proof_hash("proof-1"),
            )
        )  # fmt: skip
    other, owner, late = (a.register(record(serial)) for serial in (FIRST + 1, FIRST, FIRST + 2))
    wrong_phone = a.put_account(other, account(FIRST + 1), proof="proof-1")
    a.exchange()
    with world.database.begin() as connection:  # the first try was with another phone; the proof is not spent
        assert (
            connection.scalar(
                sa.select(tables.codes.c.spent_at).where(tables.codes.c.hospital_id == world.hospital)
            )
            is None
        )
    right = a.put_account(owner, account(FIRST), proof="proof-1")
    second = a.put_account(late, account(FIRST), proof="proof-1")
    a.exchange()
    a.catch_up()
    assert a.answer_to(wrong_phone).reason == "phone-not-proved"
    assert a.answer_to(right).reason == ""
    assert a.answer_to(second).reason == "phone-not-proved"
    assert [a.patient(p).phone_verified for p in (other, owner, late)] == [False, True, False]
    assert [row["kind"] for row in world.rows(tables.tasks)] == ["phone-not-proved"] * 2


def test_one_phone_is_one_account_with_as_many_people_as_use_it(
    desks: tuple[HeadlessDesk, HeadlessDesk], world: World
) -> None:
    a, _ = desks
    mother, child = a.register(record()), a.register(record(FIRST + 1))
    a.put_account(mother, account())
    a.exchange()
    a.put_account(child, account())
    a.exchange()
    assert len(world.rows(tables.accounts)) == 1
    assert {row["patient_id"] for row in world.rows(tables.account_members)} == {mother, child}


def test_a_new_phone_moves_the_person_to_the_next_version_and_the_old_phone_no_longer_finds_them(
    desks: tuple[HeadlessDesk, HeadlessDesk], world: World
) -> None:
    a, _ = desks
    patient = a.register(record())
    a.put_account(patient, account(FIRST))
    a.exchange()
    a.put_account(patient, account(FIRST + 1))
    a.exchange()
    a.catch_up()
    assert a.patient(patient).version == 3
    assert a.account_of(patient) == account(FIRST + 1)
    assert a.record_of(patient) == record()
    tokens = [row["token"] for row in world.rows(tables.patient_index, field="phone")]
    assert tokens == [world.keys.index("phone", person_of(FIRST + 1).phone)]


def test_a_correction_on_what_is_there_replaces_the_record_and_one_on_an_old_version_goes_to_a_person(
    desks: tuple[HeadlessDesk, HeadlessDesk], world: World
) -> None:
    from desktop.domain.operations import KeyKind

    a, b = desks
    patient = a.register(record())
    a.claim(patient, "s-1")
    a.exchange()
    b.catch_up()
    better = replace(record(), address="拟设省某某镇")
    sealing = (a.keys[patient]["record"], KeyKind.RECORD, better.to_bytes())
    a.record(OperationKind.CORRECT_PATIENT, patient, subject=patient, base_version=1, sealing=sealing)
    a.exchange()
    late = b.record(
        OperationKind.CORRECT_PATIENT, patient, subject=patient, base_version=1,
        sealing=(b.keys[patient]["record"], KeyKind.RECORD, record().to_bytes()),
    )  # fmt: skip
    b.exchange()
    b.catch_up()
    assert b.answer_to(late).reason == "version-conflict"
    assert b.record_of(patient) == better
    assert [row["kind"] for row in world.rows(tables.tasks)] == ["correction-conflict"]


def test_a_payload_that_does_not_open_is_refused_and_leaves_nobody(
    desks: tuple[HeadlessDesk, HeadlessDesk], world: World
) -> None:
    a, _ = desks
    patient = a.register(replace(record(), document_type="no-such-kind"))
    orphan = a.put_account(patient, account())
    a.exchange()
    assert [a.answers[1].reason, a.answer_to(orphan).reason] == ["payload-unreadable", "person-unknown"]
    assert world.rows(tables.patients) == []
    assert world.rows(tables.patient_keys) == []


@pytest.mark.rows("G69", "I7")
def test_only_a_supervisor_resolves_a_task_and_once(
    desks: tuple[HeadlessDesk, HeadlessDesk], world: World
) -> None:
    a, b = desks
    patient = a.register(record(), doubtful=True)
    a.exchange()
    b.catch_up()
    (task,) = b.rows["task"]
    facts: dict[str, object] = {"task_id": task, "outcome": "same-person"}
    by_clerk = a.record(OperationKind.RESOLVE_TASK, task, facts=facts, author=CLERK)
    a.exchange()
    first = b.record(OperationKind.RESOLVE_TASK, task, facts=facts, author=SUPERVISOR)
    second = b.record(
        OperationKind.RESOLVE_TASK, task, facts={**facts, "outcome": "other"}, author=SUPERVISOR
    )
    b.exchange()
    assert a.answer_to(by_clerk).reason == "not-permitted"
    assert {b.answer_to(op).status for op in (first, second)} == {ResultStatus.ACCEPTED}
    (row,) = world.rows(tables.tasks)
    assert (row["state"], row["outcome"], row["patient_id"]) == ("resolved", "same-person", patient)


@pytest.mark.rows("P30")
def test_the_shown_notice_is_kept_with_version_time_and_how(
    desks: tuple[HeadlessDesk, HeadlessDesk], world: World
) -> None:
    a, _ = desks
    patient = a.register(record())
    facts: dict[str, object] = {"version": "2026-1", "how": "screen"}
    shown = a.record(OperationKind.SHOW_NOTICE, patient, subject=patient, facts=facts)
    a.exchange()
    (row,) = world.rows(tables.notices_shown)
    assert (row["version"], row["how"], row["at"]) == ("2026-1", "screen", shown.happened_at)


def test_two_hospitals_in_one_database_see_nothing_of_each_other(world: World) -> None:
    other = World(world.database)
    for each in (world, other):
        each.add_session("s-1", TODAY)
    here, there = HeadlessDesk(world), HeadlessDesk(other)
    patient = here.register(record())
    here.claim(patient, "s-1")
    here.exchange()
    there.catch_up()
    assert "patient" not in there.rows
    assert there.session("s-1").left[0] == 5 - sum(right.half_hour == 0 for right in there.rights)
    assert len(other.rows(tables.slots, state="spent")) == 0
