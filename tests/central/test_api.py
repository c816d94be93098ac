"""Who may call what: signatures, growing numbers, limits, refusals by stable codes, logs without people (T9, I7)."""

from __future__ import annotations

import base64
import json
import logging
from collections.abc import Mapping

import msgspec
import pytest

from central.api.openapi import document
from central.services.enrolment import DeskPlan, EnrolmentService, Pins
from central.store import tables
from central.store.migrations import newest
from desktop.crypto.formats import OpeningKey, SigningKey
from desktop.domain.errors import CodeWrongError, SlotTakenError, TooManyCodesError
from desktop.domain.ids import SessionId, StaffId
from desktop.domain.log_privacy import PersonalDataFilter
from desktop.domain.made_up import person_of
from desktop.ports.network import Reply
from desktop.sync import wire
from desktop.sync.client import CentralClient, HttpVerification, RequestNumbers, look_up
from tests.central.people import FIRST, record
from tests.fakes.central_api import Api, RawDesk
from tests.fakes.central_world import TODAY, World
from tests.fakes.headless_desk import HeadlessDesk

CODES = "/v1/codes"
PHONE = "15400138000"
BODY = json.dumps({"phone": PHONE}).encode()


@pytest.fixture
def api(world: World) -> Api:
    return Api(world)


@pytest.fixture
def desk(world: World) -> RawDesk:
    return RawDesk(world)


def post(api: Api, headers: Mapping[str, str], path: str = CODES, body: bytes = BODY) -> Reply:
    return api.line.send("POST", path, headers, body, 5.0)


def code_of(reply: Reply) -> tuple[int, str]:
    """Return the status and the refusal's code."""
    return reply.status, msgspec.json.decode(reply.body, type=wire.Refusal).code


# ---------------------------------------------------------------- who is believed
@pytest.mark.rows("T9", "I7")
def test_a_signed_request_of_an_enrolled_desk_is_answered(api: Api, desk: RawDesk) -> None:
    reply = post(api, desk.headers(1, CODES, BODY))
    assert reply.status == 200
    assert msgspec.json.decode(reply.body, type=wire.CodeSent).expires_in_s == 300
    assert api.line.headers["cache-control"] == "no-store"


@pytest.mark.rows("T9", "I7")
@pytest.mark.parametrize("missing", ["X-Desk", "X-Request-No", "X-Signature"])
def test_a_request_without_its_headers_is_refused(api: Api, desk: RawDesk, missing: str) -> None:
    headers = desk.headers(1, CODES, BODY)
    del headers[missing]
    assert code_of(post(api, headers)) == (401, "not-signed")
    assert api.gateway.sent == []


@pytest.mark.rows("T9", "I7")
def test_an_altered_body_number_or_path_is_refused(api: Api, desk: RawDesk) -> None:
    headers = desk.headers(1, CODES, BODY)
    assert code_of(post(api, headers, body=BODY.replace(b"8000", b"8001"))) == (401, "not-signed")
    assert code_of(post(api, {**headers, "X-Request-No": "2"})) == (401, "not-signed")
    assert code_of(post(api, headers, path="/v1/codes/check")) == (401, "not-signed")
    assert api.gateway.sent == []


@pytest.mark.rows("T9", "I7")
def test_a_request_signed_by_another_key_is_refused(world: World, api: Api, desk: RawDesk) -> None:
    other = RawDesk(world, "desk-b")
    headers = {**other.headers(1, CODES, BODY), "X-Desk": desk.desk}
    assert code_of(post(api, headers)) == (401, "not-signed")


@pytest.mark.rows("T9")
def test_a_replayed_request_is_refused_even_when_the_first_one_failed(api: Api, desk: RawDesk) -> None:
    headers = desk.headers(7, CODES, b"{}")
    assert code_of(post(api, headers, body=b"{}")) == (400, "malformed")
    assert code_of(post(api, headers, body=b"{}")) == (409, "replayed")
    assert code_of(post(api, desk.headers(6, CODES, BODY))) == (409, "replayed")
    assert post(api, desk.headers(8, CODES, BODY)).status == 200


@pytest.mark.rows("T9", "I7")
def test_a_number_that_was_not_really_signed_uses_nothing_up(api: Api, desk: RawDesk) -> None:
    forged = {**desk.headers(1, CODES, BODY), "X-Request-No": "4611686018427387903"}
    assert code_of(post(api, forged)) == (401, "not-signed")
    assert post(api, desk.headers(1, CODES, BODY)).status == 200


@pytest.mark.parametrize("number", ["0", "-1", "1.5", "٣", "9" * 30, ""])
def test_a_number_is_a_plain_positive_integer(api: Api, desk: RawDesk, number: str) -> None:
    headers = {**desk.headers(1, CODES, BODY), "X-Request-No": number}
    assert code_of(post(api, headers)) == (401, "not-signed")


@pytest.mark.rows("I7", "P4")
def test_a_revoked_desk_and_one_that_nobody_enrolled_are_refused(
    world: World, api: Api, desk: RawDesk
) -> None:
    with world.database.begin() as connection:
        here = tables.desks.c.hospital_id == world.hospital
        connection.execute(tables.desks.update().where(here).values(state="revoked"))
    assert code_of(post(api, desk.headers(1, CODES, BODY))) == (403, "desk-revoked")
    headers = {**desk.headers(2, CODES, BODY), "X-Desk": "nobody"}
    assert code_of(post(api, headers)) == (401, "desk-unknown")


@pytest.mark.rows("I7")
def test_a_quarantined_desk_may_exchange_and_nothing_else(world: World, api: Api, desk: RawDesk) -> None:
    with world.database.begin() as connection:
        here = tables.desks.c.hospital_id == world.hospital
        connection.execute(tables.desks.update().where(here).values(state="quarantined", state_reason="fork"))
    assert code_of(post(api, desk.headers(1, CODES, BODY))) == (403, "desk-quarantined")
    asked = msgspec.json.encode(
        wire.ExchangeRequest(protocol=1, incarnation=1, known=wire.Acknowledged(0, bytes(32)), server_epoch=0)
    )
    reply = post(api, desk.headers(2, "/v1/exchange", asked), "/v1/exchange", asked)
    assert reply.status == 200
    assert msgspec.json.decode(reply.body, type=wire.ExchangeResponse).quarantined


# ---------------------------------------------------------------- what is taken
@pytest.mark.rows("T16")
def test_a_body_beyond_the_limit_is_refused(api: Api, desk: RawDesk) -> None:
    body = b'{"phone":"' + b"1" * wire.MAX_BODY_BYTES + b'"}'
    assert code_of(post(api, desk.headers(1, CODES, body), body=body)) == (413, "body-too-large")


@pytest.mark.rows("T16", "A1")
@pytest.mark.parametrize(
    "body",
    [
        b"", b"[]", b"\xff\xfe", b'{"phone":1}', b'{"phone":"15400138000","id":"890000199003070028"}',
        b'{"phone":"1540', b"[" * 100_000,
    ],
    ids=["nothing", "list", "not-utf8", "number", "unknown-field", "cut", "deep"],
)  # fmt: skip
def test_a_body_that_is_no_message_is_refused_without_repeating_it(
    api: Api, desk: RawDesk, body: bytes
) -> None:
    reply = post(api, desk.headers(1, CODES, body), body=body)
    assert code_of(reply) == (400, "malformed")
    assert b"890000199003070028" not in reply.body
    assert b"15400138000" not in reply.body


@pytest.mark.rows("A1")
def test_a_signed_request_has_no_query(api: Api, desk: RawDesk) -> None:
    reply = post(api, desk.headers(1, CODES, BODY), path=CODES + "?phone=1")
    assert code_of(reply) == (400, "malformed")


def test_a_body_must_say_that_it_is_json(api: Api, desk: RawDesk) -> None:
    headers = {**desk.headers(1, CODES, BODY), "Content-Type": "text/plain"}
    assert code_of(post(api, headers)) == (415, "content-type")


def test_routes_that_are_not_there_answer_with_a_code(api: Api) -> None:
    assert code_of(api.line.send("GET", "/v1/nothing", {}, b"", 5.0)) == (404, "not-found")
    assert code_of(api.line.send("GET", CODES, {}, b"", 5.0)) == (405, "method-not-allowed")


# ---------------------------------------------------------------- the desk's own client
@pytest.fixture
def client(api: Api, desk: RawDesk) -> CentralClient:
    return CentralClient(api.line, desk, RequestNumbers(lambda _count: 1))


@pytest.mark.rows("P1", "G9")
def test_the_desks_client_gets_a_code_and_its_proof(api: Api, client: CentralClient) -> None:
    verification = HttpVerification(client)
    ticket = verification.send_code(PHONE)
    wrong = f"{(int(api.gateway.last_code) + 1) % 1_000_000:06d}"
    with pytest.raises(CodeWrongError) as caught:
        verification.check_code(ticket.code_id, wrong)
    assert caught.value.facts == {"left": 4}
    assert verification.check_code(ticket.code_id, api.gateway.last_code)
    with pytest.raises(TooManyCodesError) as too_many:
        verification.send_code(PHONE)
    assert too_many.value.facts == {"retry_after_s": 60}
    assert api.line.headers["retry-after"] == "60"


@pytest.mark.rows("P3", "G8")
def test_the_desks_client_gets_the_outcome_of_a_name_check(world: World, client: CentralClient) -> None:
    world.names.outcome = "no-record"
    person = person_of(FIRST)
    assert HttpVerification(client).check_name("resident-card", person.number, person.name) == "no-record"


@pytest.mark.rows("G1", "N18")
def test_the_desks_client_looks_up_a_masked_person(world: World, client: CentralClient) -> None:
    other = HeadlessDesk(world, "desk-b")
    other.register(record())
    other.exchange()
    person = person_of(FIRST)
    rows, too_many = look_up(client, "document", person.number, "resident-card", "")
    assert not too_many
    assert rows[0].name != person.name
    assert person.number not in repr(rows)


def test_the_desks_client_sends_staff_keys(world: World, client: CentralClient) -> None:
    sign, seal = SigningKey.new(world.randomness), OpeningKey.new(world.randomness)
    request = wire.StaffKeysRequest(person_of_staff(), sign.public, seal.public)
    client.call("/v1/staff-keys", request, wire.Done)
    (kept,) = world.rows(tables.staff_keys)
    assert (kept["desk_id"], kept["sign_public"], kept["taken_version"]) == ("desk-a", sign.public, None)


def person_of_staff() -> StaffId:
    return StaffId("1001")


def test_an_error_that_nobody_foresaw_keeps_its_message_to_itself(
    api: Api, desk: RawDesk, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(phone: str, code: str) -> None:
        raise RuntimeError(f"no way to reach {phone}")

    api.gateway.send_code = broken  # type: ignore[method-assign]  # the fault of this test
    caplog.handler.addFilter(PersonalDataFilter())
    with caplog.at_level(logging.ERROR):
        reply = post(api, desk.headers(1, CODES, BODY))
    assert code_of(reply) == (500, "internal")
    assert "RuntimeError" in caplog.text
    assert PHONE not in caplog.text
    assert PHONE.encode() not in reply.body


@pytest.mark.rows("A1")
def test_the_access_log_has_one_line_without_address_or_body(
    api: Api, desk: RawDesk, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "central.access"):
        post(api, desk.headers(1, CODES, BODY))
        api.line.send("GET", f"/v1/{PHONE}?q={PHONE}", {}, b"", 5.0)
    lines = [record.getMessage() for record in caplog.records if record.name == "central.access"]
    assert [line.split()[:3] for line in lines] == [["POST", CODES, "200"], ["GET", "other", "404"]]
    assert PHONE not in caplog.text


# ---------------------------------------------------------------- open routes
@pytest.mark.rows("P4", "I7")
def test_enrolment_over_http_answers_who_the_desk_is(world: World, api: Api) -> None:
    code = EnrolmentService(world.parts).make_code(
        DeskPlan("5 号窗"), Pins("https://central.invalid", bytes(32), bytes(32))
    )
    body = code.removeprefix("CFD1.")
    token = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))["token"]
    secret = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    sign, seal = SigningKey.new(world.randomness), OpeningKey.new(world.randomness)
    message = msgspec.json.encode(wire.EnrollRequest(secret, sign.public, seal.public, "PC"))
    headers = {"Content-Type": "application/json"}
    first = post(api, headers, "/v1/enroll", message)
    assert msgspec.json.decode(first.body, type=wire.EnrollResponse).window == "5 号窗"
    assert code_of(post(api, headers, "/v1/enroll", message)) == (403, "enrol-token")


@pytest.mark.rows("G30", "I3", "I7")
def test_the_online_channel_needs_its_key_and_an_order_key(world: World, api: Api) -> None:
    world.add_session("s-1")
    desk = HeadlessDesk(world, "desk-b", outage=False)
    patient = desk.register(record())
    desk.exchange()
    key = api.services.online.new_channel_key()
    body = msgspec.json.encode(wire.OnlineBooking(patient, SessionId("s-1"), 0))
    path = "/v1/online/bookings"
    plain = {"Content-Type": "application/json"}
    channel = {**plain, "Authorization": f"Bearer {key}"}
    assert code_of(post(api, plain, path, body)) == (401, "online-closed")
    assert code_of(post(api, channel, path, body)) == (400, "idempotency-key")
    ordered = {**channel, "Idempotency-Key": "o-1"}
    first, again = post(api, ordered, path, body), post(api, ordered, path, body)
    assert (first.status, first.body) == (again.status, again.body)
    assert msgspec.json.decode(first.body, type=wire.OnlineBooked).number == 1
    other = msgspec.json.encode(wire.OnlineBooking(patient, SessionId("s-1"), 1))
    assert code_of(post(api, ordered, path, other)) == (422, "idempotency-key-reused")
    listed = api.line.send("GET", f"/v1/online/sessions?day={TODAY}", channel, b"", 5.0)
    assert json.loads(listed.body)["sessions"][0]["left"][0] == 4
    assert code_of(api.line.send("GET", "/v1/online/sessions?day=x", channel, b"", 5.0)) == (400, "malformed")
    full = [post(api, {**ordered, "Idempotency-Key": f"o-{n}"}, path, body) for n in range(2, 7)][-1]
    assert code_of(full) == (409, SlotTakenError.code)


@pytest.mark.rows("G113")
def test_health_and_the_authority_are_open_to_all(api: Api) -> None:
    health = api.line.send("GET", "/healthz", {}, b"", 5.0)
    assert json.loads(health.body) == {"status": "ok", "schema": newest()}
    assert api.line.send("GET", "/v1/ca", {}, b"", 5.0).body.startswith(b"-----BEGIN CERTIFICATE-----")


@pytest.mark.rows("G111")
def test_the_description_names_every_route_and_only_known_schemas(api: Api) -> None:
    described = json.loads(api.line.send("GET", "/v1/openapi.json", {}, b"", 5.0).body)
    assert described == json.loads(document())
    from central.api.routes import routes

    assert set(described["paths"]) == {route.path for route in routes(api.services)}
    text = json.dumps(described)
    wanted = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert wanted <= set(described["components"]["schemas"])
