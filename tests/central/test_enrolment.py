"""One-time codes make desks; staff keys wait for the founding key (P4, I7, DECISIONS 10)."""

from __future__ import annotations

import base64
import json
from datetime import timedelta

import pytest

from central.services import roster
from central.services.enrolment import (
    DepartmentUnknownError,
    DeskPlan,
    EnrolmentService,
    EnrolTokenError,
    KeysRefusedError,
    Pins,
    draft_roster,
    publish_roster,
)
from central.services.roster import RosterNotHeldError
from central.store import enrolments, feed, tables
from desktop.crypto.formats import OpeningKey, SigningKey
from desktop.domain.ids import StaffId
from desktop.sync.wire import EnrollRequest, StaffKeysRequest
from tests.fakes.central_world import World

PINS = Pins("https://central.invalid:8443", b"c" * 32, b"f" * 32)
PLAN = DeskPlan("3 号窗", "总院", "all")


@pytest.fixture
def enrolment(world: World) -> EnrolmentService:
    return EnrolmentService(world.parts)


def read(code: str) -> dict[str, str]:
    """Read a code as a desk does."""
    body = code.removeprefix("CFD1.")
    values = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
    assert isinstance(values, dict)
    return values


def raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def request(world: World, code: str) -> EnrollRequest:
    sign, seal = SigningKey.new(world.randomness), OpeningKey.new(world.randomness)
    return EnrollRequest(raw(read(code)["token"]), sign.public, seal.public, "PC-17")


@pytest.mark.rows("P4", "I7")
def test_a_code_names_central_and_what_to_pin_and_becomes_a_desk(
    world: World, enrolment: EnrolmentService
) -> None:
    code = enrolment.make_code(PLAN, PINS)
    values = read(code)
    assert (values["url"], raw(values["ca_sha256"]), raw(values["founding_sha256"])) == (
        PINS.url,
        PINS.ca_sha256,
        PINS.founding_sha256,
    )
    asked = request(world, code)
    answer = enrolment.enrol(asked)
    assert (answer.window, answer.site, answer.demo) == ("3 号窗", "总院", True)
    assert answer.founding_public == world.founding.public
    assert answer.central_seal_public == world.keys.opening.public
    (desk,) = world.rows(tables.desks)
    assert (desk["desk_id"], desk["state"], desk["sign_public"]) == (
        answer.desk_id,
        "active",
        asked.sign_public,
    )
    assert [row["department_id"] for row in world.rows(tables.outage_desks)] == ["d-1"]


@pytest.mark.rows("P4", "I7")
def test_a_code_works_once(world: World, enrolment: EnrolmentService) -> None:
    code = enrolment.make_code(PLAN, PINS)
    enrolment.enrol(request(world, code))
    with pytest.raises(EnrolTokenError) as caught:
        enrolment.enrol(request(world, code))
    assert caught.value.facts == {"why": "used"}
    assert len(world.rows(tables.desks)) == 1


@pytest.mark.rows("I7")
def test_a_code_ends(world: World, enrolment: EnrolmentService) -> None:
    code = enrolment.make_code(DeskPlan("3 号窗", life=timedelta(minutes=10)), PINS)
    world.clock.forward(minutes=10)
    with pytest.raises(EnrolTokenError) as caught:
        enrolment.enrol(request(world, code))
    assert caught.value.facts == {"why": "expired"}


@pytest.mark.rows("I7")
def test_a_code_that_nobody_made_is_refused(world: World, enrolment: EnrolmentService) -> None:
    asked = EnrollRequest(b"x" * 24, bytes(32), OpeningKey.new(world.randomness).public, "PC-17")
    with pytest.raises(EnrolTokenError):
        enrolment.enrol(asked)
    assert world.rows(tables.desks) == []


def test_the_code_is_kept_as_a_hash_only(world: World, enrolment: EnrolmentService) -> None:
    token = raw(read(enrolment.make_code(PLAN, PINS))["token"])
    assert token not in [row["token_hash"] for row in world.rows(tables.enrol_tokens)]
    assert repr(token)[2:-1] not in repr(world.rows(tables.enrol_tokens))


def test_departments_are_named_by_initials_or_name_and_must_be_there(
    world: World, enrolment: EnrolmentService
) -> None:
    enrolment.enrol(request(world, enrolment.make_code(DeskPlan("1", outage_departments="xxgnk"), PINS)))
    assert [row["department_id"] for row in world.rows(tables.outage_desks)] == ["d-1"]
    with pytest.raises(DepartmentUnknownError) as caught:
        enrolment.make_code(DeskPlan("1", outage_departments="心血管内科, 骨科"), PINS)
    assert caught.value.facts == {"position": 2}


@pytest.mark.parametrize(("sign", "seal"), [(31, 32), (32, 33), (32, 0)])
def test_keys_of_a_wrong_size_are_refused(
    world: World, enrolment: EnrolmentService, sign: int, seal: int
) -> None:
    token = raw(read(enrolment.make_code(PLAN, PINS))["token"])
    with pytest.raises(KeysRefusedError):
        enrolment.enrol(EnrollRequest(token, bytes(sign), bytes(seal), "PC"))


def test_a_key_to_which_nothing_can_be_sealed_is_refused(world: World, enrolment: EnrolmentService) -> None:
    token = raw(read(enrolment.make_code(PLAN, PINS))["token"])
    with pytest.raises(KeysRefusedError):
        enrolment.enrol(EnrollRequest(token, SigningKey.new(world.randomness).public, bytes(32), "PC"))


# ---------------------------------------------------------------- staff keys and the roster
def with_staff(world: World, *people: str) -> None:
    with world.database.begin() as connection:
        enrolments.put_staff(
            connection, world.hospital, [(person, "王某", "wm", "clerk") for person in people]
        )


def send_keys(world: World, enrolment: EnrolmentService, person: str, desk: str = "desk-a") -> bytes:
    sign, seal = SigningKey.new(world.randomness), OpeningKey.new(world.randomness)
    enrolment.take_staff_keys(desk, StaffKeysRequest(StaffId(person), sign.public, seal.public))
    return sign.public


@pytest.mark.rows("P4", "I7")
def test_staff_keys_wait_until_the_founding_key_signs_them_into_the_roster(
    world: World, enrolment: EnrolmentService
) -> None:
    world.enrol("desk-a", bytes(32), bytes(32))
    with_staff(world, "1001")
    public = send_keys(world, enrolment, "1001")
    with world.database.read() as connection:
        before = roster.current(world.parts, connection)
        head = feed.heads(connection, world.hospital)["reference"]
    assert not before.knows("1001")
    draft = draft_roster(world.parts)
    assert (draft.taken, draft.unknown) == (1, 0)
    publish_roster(world.parts, draft, world.founding.sign("roster", draft.roster.signed_bytes()))
    with world.database.read() as connection:
        after = roster.current(world.parts, connection)
        moved = feed.read(connection, world.hospital, "reference", head, 10)
    (entry,) = after.entries_of("1001", world.clock.now())
    assert (entry.role, entry.desk, entry.sign_public) == ("clerk", "desk-a", public)
    assert after.version == before.version + 1
    assert [(kind, entity) for kind, entity, _ in moved] == [("roster", "newest")]
    assert draft_roster(world.parts).taken == 0


@pytest.mark.rows("I7")
def test_a_roster_that_another_key_signed_is_not_published(world: World, enrolment: EnrolmentService) -> None:
    world.enrol("desk-a", bytes(32), bytes(32))
    with_staff(world, "1001")
    send_keys(world, enrolment, "1001")
    draft = draft_roster(world.parts)
    stranger = SigningKey.new(world.randomness)
    with pytest.raises(RosterNotHeldError):
        publish_roster(world.parts, draft, stranger.sign("roster", draft.roster.signed_bytes()))
    with world.database.read() as connection:
        assert not roster.current(world.parts, connection).knows("1001")


def test_keys_of_nobody_on_the_staff_list_go_on_waiting(world: World, enrolment: EnrolmentService) -> None:
    world.enrol("desk-a", bytes(32), bytes(32))
    send_keys(world, enrolment, "nobody")
    draft = draft_roster(world.parts)
    assert (draft.taken, draft.unknown) == (0, 1)
    assert all(entry.person != "nobody" for entry in draft.roster.entries)


def test_new_keys_at_a_desk_replace_the_persons_older_ones_there(
    world: World, enrolment: EnrolmentService
) -> None:
    for desk in ("desk-a", "desk-b"):
        world.enrol(desk, bytes(32), bytes(32))
    with_staff(world, "1001")
    for desk in ("desk-a", "desk-b"):
        send_keys(world, enrolment, "1001", desk)
    first = draft_roster(world.parts)
    publish_roster(world.parts, first, world.founding.sign("roster", first.roster.signed_bytes()))
    newer = send_keys(world, enrolment, "1001", "desk-b")
    second = draft_roster(world.parts).roster
    own = {entry.desk: entry.sign_public for entry in second.entries if entry.person == "1001"}
    assert set(own) == {"desk-a", "desk-b"}
    assert own["desk-b"] == newer
    assert second.prev_hash == first.roster.hash()
