"""Desks that are not believed: what they did is listed, taken in by hand, or sent anew once released (DECISIONS 22)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from central.services import handing_in
from central.services.desk_decisions import (
    DeciderUnknownError,
    DeskDecisions,
    DeskMissingError,
    DeskNotQuarantinedError,
)
from central.services.errors import DeskRevokedError
from central.store import tables
from central.store.desk_acts import kept_aside
from central.store.tables_desks import desk_acts
from desktop.crypto.formats import SigningKey
from desktop.domain.errors import RemovedFromRosterError
from desktop.domain.operations import GENESIS, ResultStatus, SignedOperation
from desktop.sync.wire import Acknowledged
from tests.central.people import FIRST, record
from tests.central.test_healing import image_of, put_back
from tests.central.test_with_desk_services import Window, draft
from tests.fakes.central_world import CLERK, STRANGER, SUPERVISOR, World
from tests.fakes.headless_desk import HeadlessDesk


@pytest.fixture
def decisions(world: World) -> DeskDecisions:
    return DeskDecisions(world.parts)


def forked(world: World) -> HeadlessDesk:
    """Return a desk whose image of an hour ago went on by itself: a stranger was registered and claimed there."""
    world.add_session("s-1")
    desk = HeadlessDesk(world)
    desk.register(record())
    desk.exchange()
    twin = desk.seq, desk.prev
    desk.consent(desk.register(record(FIRST + 1)))
    desk.exchange()
    desk.seq, desk.prev = twin
    desk.claim(desk.register(record(FIRST + 2)), "s-1")
    assert desk.exchange().quarantined
    return desk


@pytest.mark.rows("I2", "I7")
def test_what_was_kept_aside_is_listed_and_taken_in_by_hand_once_with_a_trace(
    world: World, decisions: DeskDecisions
) -> None:
    desk = forked(world)
    listed = decisions.kept(desk.name)
    assert [(line.kind, line.reason, line.outcome) for line in listed] == [
        ("patient.register", "fork", ""),
        ("booking.claim", "fork", ""),
    ]
    (first,) = decisions.salvage(desk.name, SUPERVISOR, [listed[0].operation_id])
    assert first.outcome == "accepted"
    taken = decisions.salvage(desk.name, SUPERVISOR)
    assert [line.outcome for line in taken] == ["known", "accepted"]
    assert [line.outcome for line in decisions.kept(desk.name)] == ["accepted", "accepted"]
    assert len(world.rows(tables.patients)) == 3
    assert world.live_by_slot() == {("s-1", 1): 1}
    assert [(row["act"], row["by"]) for row in world.rows(desk_acts)] == [("salvaged", SUPERVISOR)] * 3
    assert decisions.salvage(desk.name, SUPERVISOR)[1].outcome == "known"
    assert world.live_by_slot() == {("s-1", 1): 1}


@pytest.mark.rows("I3", "I7")
def test_a_desk_that_comes_back_after_a_salvage_gets_the_answers_given_then(
    world: World, decisions: DeskDecisions
) -> None:
    desk = forked(world)
    with world.database.read() as connection:
        kept = [one.signed.operation for one in kept_aside(connection, world.hospital, desk.name)]
    decisions.salvage(desk.name, SUPERVISOR)
    decisions.release(desk.name, SUPERVISOR)
    newest = int(str(world.rows(tables.desks)[0]["incarnation"]))
    desk.outbox.clear()
    desk.incarnation, desk.seq, desk.prev = newest + 1, 0, GENESIS
    desk.acknowledged = Acknowledged(0, GENESIS)
    for op in kept:
        again = replace(op, incarnation=desk.incarnation, seq=desk.seq + 1, prev_hash=desk.prev)
        desk.outbox.append(SignedOperation(again, desk.sign_key.sign("operation", again.hash())))
        desk.seq, desk.prev = again.seq, again.hash()
    answer = desk.exchange()
    assert not answer.quarantined
    assert [r.status for r in answer.results] == [ResultStatus.ACCEPTED] * 2
    assert answer.results[-1].number == 1
    assert len(world.rows(tables.bookings)) == 1


@pytest.mark.rows("I1", "I2", "I7")
def test_a_released_desk_begins_anew_by_itself_and_everything_it_promised_arrives(
    world: World, decisions: DeskDecisions
) -> None:
    world.add_session("s-1", per_half_hour=10)
    desk = Window(world, "desk-a")
    desk.quiet()
    running, image = desk.exchange, image_of(desk)
    put_back(desk, image)
    desk.registration.confirm(draft(FIRST + 1))
    desk.quiet()
    desk.exchange, desk.sync._exchange = running, running  # the copy that has long said good morning goes on
    desk.store._rows = image.copied()
    desk.line.cut = True
    desk.registration._line.line_lost()
    promised = desk.registration.confirm(draft(FIRST + 2))
    desk.line.cut = False
    assert not desk.sync.run_once().online
    assert not desk.sync.run_once().online
    assert {line.kind for line in decisions.kept("desk-a")} >= {"patient.register", "booking.promise"}
    decisions.release("desk-a", SUPERVISOR)
    for _ in range(3):
        status = desk.sync.run_once()
    assert (status.online, status.waiting) == (True, 0)
    assert [row["state"] for row in world.rows(tables.desks)] == ["active"]
    assert promised.patient_id in {row["patient_id"] for row in world.rows(tables.patients)}
    assert max(world.live_by_slot().values()) == 1
    assert world.rows(tables.tasks, kind="desk-quarantined")[0]["state"] == "resolved"
    assert all(line.outcome for line in decisions.kept("desk-a")), "all of it has arrived meanwhile"


@pytest.mark.rows("N43", "I7")
def test_what_a_revoked_desk_had_not_sent_is_kept_in_portions_put_before_a_person_and_taken_in_by_hand(
    world: World, decisions: DeskDecisions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop.sync.plan.MAX_OPERATIONS", 2)
    world.add_session("s-1")
    desk = Window(world, "desk-a")
    desk.quiet()
    desk.line.cut = True
    desk.registration._line.line_lost()
    promised = desk.registration.confirm(draft())
    with desk.store.read() as tx:
        unsent = [signed.operation.id for signed in tx.outbox.waiting(100)]
    assert len(unsent) > 2, "more than one request carries"
    desk.line.cut = False
    decisions.revoke("desk-a", SUPERVISOR)
    for _ in range(2):
        assert desk.sync.run_once().error_code == "desk-revoked-kept"
    assert [line.operation_id for line in decisions.kept("desk-a")] == unsent, "each once, in its order"
    assert world.rows(tables.patients) == [], "nothing of it counts by itself"
    (task,) = world.rows(tables.tasks, kind="revoked-desk-work")
    assert task["state"] == "open"

    decisions.salvage("desk-a", SUPERVISOR)
    assert promised.patient_id in {row["patient_id"] for row in world.rows(tables.patients)}
    assert world.rows(tables.tasks, kind="revoked-desk-work")[0]["state"] == "resolved"
    assert [row["state"] for row in world.rows(tables.desks)] == ["revoked"]


@pytest.mark.rows("N43", "T11")
def test_of_a_revoked_desk_only_what_it_signed_itself_is_kept_and_not_without_end(
    world: World, decisions: DeskDecisions, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = HeadlessDesk(world)
    desk.register(record())
    stranger, forged = SigningKey.new(world.randomness), desk.outbox[0]
    decisions.revoke(desk.name, SUPERVISOR)
    desk.outbox[0] = SignedOperation(forged.operation, stranger.sign("operation", forged.operation.hash()))
    with pytest.raises(DeskRevokedError):
        desk.ask()
    assert decisions.kept(desk.name) == []
    desk.outbox[0] = forged
    monkeypatch.setattr(handing_in, "MOST_KEPT", 0)
    with pytest.raises(DeskRevokedError) as refused:
        desk.ask()
    assert refused.value.facts == {"kept": 0}
    assert decisions.kept(desk.name) == []


@pytest.mark.rows("I7", "G75")
def test_only_a_supervisor_or_administrator_decides_and_only_about_a_desk_put_aside(
    world: World, decisions: DeskDecisions
) -> None:
    desk = forked(world)
    for act in (decisions.release, decisions.salvage):
        for person in (CLERK, STRANGER, ""):
            with pytest.raises(DeciderUnknownError):
                act(desk.name, person)
        with pytest.raises(DeskMissingError):
            act("nobody", SUPERVISOR)
    other = HeadlessDesk(world, "desk-b")
    for act in (decisions.release, decisions.salvage):
        with pytest.raises(DeskNotQuarantinedError):
            act(other.name, SUPERVISOR)
    assert world.rows(desk_acts) == []
    assert len(world.rows(tables.patients)) == 2


@pytest.mark.rows("I7")
def test_what_the_desk_did_not_sign_is_never_taken_in(world: World, decisions: DeskDecisions) -> None:
    desk = HeadlessDesk(world)
    desk.register(record())
    stranger, forged = SigningKey.new(world.randomness), desk.outbox[0]
    desk.outbox[0] = SignedOperation(forged.operation, stranger.sign("operation", forged.operation.hash()))
    assert desk.exchange().quarantined
    decisions.revoke(desk.name, SUPERVISOR)
    assert [line.outcome for line in decisions.salvage(desk.name, SUPERVISOR)] == ["signature"]
    assert world.rows(tables.patients) == []


@pytest.mark.rows("I7", "P4")
def test_who_was_taken_off_the_roster_does_nothing_more_at_the_desk_and_gets_no_number_from_central(
    world: World,
) -> None:
    world.add_session("s-1", per_half_hour=10)
    desk, hand_made = Window(world, "desk-a"), HeadlessDesk(world, "desk-b")
    patient = hand_made.register(record(FIRST + 5))
    hand_made.exchange()
    desk.quiet()
    world.roster_with({SUPERVISOR: "supervisor"})
    desk.line.cut = True
    desk.sync.run_once()
    assert desk.registration.confirm(draft()).offline, "off line nobody knows yet"
    desk.line.cut = False
    status = desk.sync.run_once()
    assert status.error_code == "removed-from-roster"
    with pytest.raises(RemovedFromRosterError):
        desk.registration.confirm(draft(FIRST + 1))
    claim = hand_made.claim(patient, "s-1")
    hand_made.exchange()
    assert hand_made.answer_to(claim).reason == "not-permitted"
    assert "author-unknown" in {row["kind"] for row in world.rows(tables.tasks)}
    world.roster_with({CLERK: "clerk", SUPERVISOR: "supervisor"})
    desk.quiet()
    assert desk.registration.confirm(draft(FIRST + 1)).slip.number > 0
