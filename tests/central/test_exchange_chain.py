"""The chain: repeats, forks, forged and stray operations (I2, I3, I7)."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pytest

from central.services.errors import DeskRevokedError, DeskUnknownError, ProtocolError
from central.store import chains, tables
from desktop.crypto.formats import SigningKey
from desktop.domain.operations import GENESIS, OperationKind, ResultStatus, SignedOperation
from tests.central.people import record
from tests.fakes.central_world import World
from tests.fakes.headless_desk import HeadlessDesk


@pytest.mark.rows("I2", "G66")
def test_every_operation_reaches_central_under_its_own_id_and_is_acknowledged_with_its_hash(
    world: World,
) -> None:
    desk = HeadlessDesk(world)
    patient = desk.register(record())
    consent = desk.consent(patient)
    answer = desk.exchange()
    assert (answer.acknowledged.seq, answer.acknowledged.hash) == (2, consent.hash())
    logged = world.rows(tables.operations)
    assert [row["kind"] for row in logged] == ["patient.register", "consent.record"]
    assert [row["operation_id"] for row in logged][-1] == consent.id
    assert {result.status for result in answer.results} == {ResultStatus.ACCEPTED}


@pytest.mark.rows("I3")
def test_an_answer_lost_on_the_way_is_given_again_word_for_word(world: World) -> None:
    world.add_session("s-1")
    desk = HeadlessDesk(world)
    desk.claim(desk.register(record()), "s-1")
    request = desk.request(pull=False)
    first = desk.ask(request)
    again = desk.ask(request)
    assert again.results == first.results
    assert len(world.rows(tables.bookings)) == 1
    assert len(world.rows(tables.patients)) == 1
    assert sum(world.live_by_slot().values()) == 1


@pytest.mark.rows("I3")
def test_repeats_and_new_operations_in_one_request_are_each_answered_once(world: World) -> None:
    desk = HeadlessDesk(world)
    patient = desk.register(record())
    desk.ask()
    desk.consent(patient)
    answer = desk.exchange()
    assert [result.seq for result in answer.results] == [1, 2]
    assert len(world.rows(tables.consents)) == 1


@pytest.mark.rows("I7")
def test_another_operation_under_a_known_number_is_a_fork_and_nothing_of_the_request_is_applied(
    world: World,
) -> None:
    world.add_session("s-1")
    desk = HeadlessDesk(world)
    patient = desk.register(record())
    desk.exchange()
    twin_seq, twin_prev = desk.seq, desk.prev
    desk.claim(patient, "s-1")
    desk.exchange()
    desk.seq, desk.prev = twin_seq, twin_prev  # the image of an hour ago goes on by itself
    desk.consent(patient)
    desk.claim(patient, "s-1")
    answer = desk.exchange()
    assert answer.quarantined
    assert answer.results == ()
    assert answer.rights is None
    assert len(world.rows(tables.bookings)) == 1
    assert world.rows(tables.consents) == []
    kept = world.rows(tables.quarantine)
    assert [(row["seq"], row["reason"]) for row in kept] == [(2, "fork"), (3, "fork")]
    assert [row["kind"] for row in world.rows(tables.tasks)] == ["desk-quarantined"]


@pytest.mark.rows("I7")
def test_a_quarantined_desk_is_kept_and_listed_but_changes_nothing_in_any_incarnation(world: World) -> None:
    desk = HeadlessDesk(world)
    patient = desk.register(record())
    desk.exchange()
    desk.seq, desk.prev = 0, GENESIS
    desk.register(record(700_002))
    assert desk.exchange().quarantined
    desk.outbox.clear()
    desk.incarnation, desk.seq, desk.prev = 2, 0, GENESIS
    desk.consent(patient)
    for _ in range(2):
        assert desk.exchange().quarantined
    assert len(world.rows(tables.patients)) == 1
    assert world.rows(tables.consents) == []
    assert len(world.rows(tables.quarantine, incarnation=2)) == 1
    assert len(world.rows(tables.tasks)) == 1


@pytest.mark.rows("I7")
def test_a_next_number_that_hangs_on_another_hash_is_a_fork(world: World) -> None:
    desk = HeadlessDesk(world)
    patient = desk.register(record())
    desk.exchange()
    desk.prev = b"\x01" * 32
    desk.consent(patient)
    assert desk.exchange().quarantined
    assert world.rows(tables.consents) == []


@pytest.mark.rows("I7")
def test_an_operation_signed_by_another_key_has_no_effect(world: World) -> None:
    desk = HeadlessDesk(world)
    desk.register(record())
    forged = desk.outbox[0]
    stranger = SigningKey.new(world.randomness)
    desk.outbox[0] = SignedOperation(forged.operation, stranger.sign("operation", forged.operation.hash()))
    assert desk.exchange().quarantined
    assert world.rows(tables.patients) == []
    assert world.rows(tables.operations) == []


@pytest.mark.rows("I7")
def test_an_operation_altered_on_the_way_has_no_effect(world: World) -> None:
    desk = HeadlessDesk(world)
    desk.consent(desk.register(record()))
    signed = desk.outbox[1]
    altered = replace(signed.operation, facts=signed.operation.facts.replace(b"screen", b"paper_"))
    desk.outbox[1] = SignedOperation(altered, signed.signature)
    assert desk.exchange().quarantined
    assert world.rows(tables.consents) == []


@pytest.mark.rows("I2")
def test_what_follows_a_gap_waits_and_the_acknowledgement_says_from_where_to_send(world: World) -> None:
    desk = HeadlessDesk(world)
    patient = desk.register(record())
    missing = desk.consent(patient)
    desk.consent(patient)
    kept = desk.outbox.pop(1)
    answer = desk.exchange()
    assert answer.acknowledged.seq == missing.seq - 1
    assert not answer.quarantined
    desk.outbox.insert(0, kept)
    assert desk.exchange().acknowledged.seq == 3
    assert len(world.rows(tables.consents)) == 2


@pytest.mark.rows("I7")
def test_new_operations_of_an_older_incarnation_are_kept_aside(world: World) -> None:
    desk = HeadlessDesk(world)
    patient = desk.register(record())
    desk.exchange()
    old = (desk.incarnation, desk.seq, desk.prev)
    desk.incarnation, desk.seq, desk.prev = 2, 0, GENESIS
    desk.consent(patient)
    assert not desk.exchange().quarantined
    desk.incarnation, desk.seq, desk.prev = old
    desk.consent(patient)
    assert desk.exchange().quarantined
    assert len(world.rows(tables.consents)) == 1


@pytest.mark.rows("I7")
def test_desks_that_are_unknown_or_revoked_are_refused(world: World) -> None:
    desk = HeadlessDesk(world)
    desk.register(record())
    with world.database.begin() as connection:
        chains.change_desk(connection, world.hospital, desk.name, state="revoked")
    with pytest.raises(DeskRevokedError):
        desk.ask()
    with pytest.raises(DeskUnknownError):
        world.exchange.run("desk-nobody", desk.request())
    assert world.rows(tables.operations) == []


@pytest.mark.parametrize("change", [{"protocol": 2}, {"incarnation": 0}, {"incarnation": 2**31}])
def test_a_message_of_another_protocol_is_refused_whole(world: World, change: dict[str, int]) -> None:
    desk = HeadlessDesk(world)
    with pytest.raises(ProtocolError):
        desk.ask(msgspec.structs.replace(desk.request(), **change))


def test_too_many_operations_and_identifiers_that_no_column_holds_are_refused_whole(world: World) -> None:
    desk = HeadlessDesk(world)
    desk.record(OperationKind.RESOLVE_TASK, "x" * 65)
    with pytest.raises(ProtocolError):
        desk.ask()
    desk.outbox.clear()
    for _ in range(201):
        desk.record(OperationKind.SHOW_NOTICE, "n", subject="p", facts={"version": "1", "how": "screen"})
    with pytest.raises(ProtocolError):
        desk.ask()


@pytest.mark.rows("I7")
def test_a_malformed_operation_is_refused_alone_and_the_rest_goes_on(world: World) -> None:
    desk = HeadlessDesk(world)
    patient = desk.register(record())
    odd = desk.record(OperationKind.RECORD_CONSENT, "c-1", subject=patient, facts={"id": 7})
    broken = desk.record(OperationKind.SHOW_NOTICE, patient, subject=patient)
    fine = desk.consent(patient)
    desk.exchange()
    assert desk.answer_to(odd).reason == "malformed"
    assert desk.answer_to(broken).status is ResultStatus.REFUSED
    assert desk.answer_to(fine).status is ResultStatus.ACCEPTED
    assert len(world.rows(tables.consents)) == 1
    assert world.rows(tables.notices_shown) == []


@pytest.mark.rows("I7")
@pytest.mark.parametrize(
    "change", [{"document_type": "library-card"}, {"sex": "x"}, {"evidence": "believed"}, {"birth": "soon"}]
)
def test_a_code_that_no_desk_can_read_is_refused_before_it_reaches_any(
    world: World, change: dict[str, str]
) -> None:
    desk = HeadlessDesk(world)
    odd = replace(record(), document_number=None, **change)  # type: ignore[arg-type]  # one field each
    desk.register(odd)
    desk.register(record(700_002), name_check="certainly")
    desk.exchange()
    assert [answer.reason for answer in desk.answers.values()] == ["payload-unreadable", "malformed"]
    assert world.rows(tables.patients) == []


@pytest.mark.rows("I7", "T11")
def test_what_somebody_did_after_leaving_is_kept_and_a_supervisor_is_told(world: World) -> None:
    desk = HeadlessDesk(world)
    world.clock.forward(days=366)  # the roster's entries have ended
    desk.register(record())
    desk.exchange()
    assert len(world.rows(tables.patients)) == 1
    assert [row["kind"] for row in world.rows(tables.tasks)] == ["author-unknown"]


@pytest.mark.rows("I7")
def test_a_claim_by_somebody_who_is_not_on_the_roster_is_refused_and_a_supervisor_is_told_once(
    world: World,
) -> None:
    from tests.fakes.central_world import STRANGER

    world.add_session("s-1")
    desk = HeadlessDesk(world)
    patient = desk.register(record())
    desk.exchange()
    claim = desk.claim(patient, "s-1")
    desk.outbox.pop()
    desk.seq, desk.prev = claim.seq - 1, claim.prev_hash
    for _ in range(2):
        stray = desk.record(
            OperationKind.CLAIM_BOOKING, world.parts.new_id(), subject=patient, author=STRANGER, right=claim.right,
            facts={"provisional": False, "fee_fen": 0, "day": "2026-11-24"},
        )  # fmt: skip
    desk.exchange()
    assert desk.answer_to(stray).reason == "not-permitted"
    assert world.live_by_slot() == {}
    assert [row["kind"] for row in world.rows(tables.tasks)] == ["author-unknown"]
