"""Six-digit codes: five minutes, once, five tries, limits by phone and desk, never kept in clear (P1, G9)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from central.services.batch import proof_hash
from central.services.codes import CodeNotSentError, CodeService
from central.services.tokens import phone_token
from central.store import tables
from central.store.people import proofs
from desktop.domain.errors import CodeExpiredError, CodeWrongError, PhoneInvalidError, TooManyCodesError
from tests.fakes.central_api import KeptCodes
from tests.fakes.central_world import World

PHONE = "15400138000"
OTHER = "16100138001"
DESK = "desk-a"


@pytest.fixture
def gateway() -> KeptCodes:
    return KeptCodes()


@pytest.fixture
def codes(world: World, gateway: KeptCodes) -> CodeService:
    return CodeService(world.parts, gateway)


def wrong(code: str) -> str:
    """Return another code."""
    return f"{(int(code) + 1) % 1_000_000:06d}"


@pytest.mark.rows("P1", "G9")
def test_a_right_code_gives_a_proof_that_belongs_to_this_phone(
    world: World, codes: CodeService, gateway: KeptCodes
) -> None:
    sent = codes.send(DESK, "+86 154-0013-8000")
    assert gateway.sent[0][0] == PHONE
    assert len(gateway.last_code) == 6
    assert gateway.last_code.isdecimal()
    assert (sent.expires_in_s, sent.resend_after_s) == (300, 60)
    proof = codes.check(DESK, sent.code_id, gateway.last_code).proof
    with world.database.read() as connection:
        kept = proofs(connection, world.hospital, [proof_hash(proof)])
    assert kept == {proof_hash(proof): (sent.code_id, phone_token(world.keys, PHONE))}


@pytest.mark.rows("P1")
def test_a_code_works_once(codes: CodeService, gateway: KeptCodes) -> None:
    sent = codes.send(DESK, PHONE)
    codes.check(DESK, sent.code_id, gateway.last_code)
    with pytest.raises(CodeExpiredError):
        codes.check(DESK, sent.code_id, gateway.last_code)


@pytest.mark.rows("P1")
def test_a_code_ends_after_five_minutes(world: World, codes: CodeService, gateway: KeptCodes) -> None:
    sent = codes.send(DESK, PHONE)
    world.clock.forward(minutes=4, seconds=59)
    with pytest.raises(CodeWrongError):
        codes.check(DESK, sent.code_id, wrong(gateway.last_code))
    world.clock.forward(seconds=1)
    with pytest.raises(CodeExpiredError):
        codes.check(DESK, sent.code_id, gateway.last_code)


@pytest.mark.rows("P1")
def test_the_fifth_wrong_try_uses_a_code_up(codes: CodeService, gateway: KeptCodes) -> None:
    sent = codes.send(DESK, PHONE)
    for left in (4, 3, 2, 1):
        with pytest.raises(CodeWrongError) as caught:
            codes.check(DESK, sent.code_id, wrong(gateway.last_code))
        assert caught.value.facts == {"left": left}
    for tried in (wrong(gateway.last_code), gateway.last_code):
        with pytest.raises(CodeExpiredError):
            codes.check(DESK, sent.code_id, tried)


@pytest.mark.rows("P1")
def test_a_code_answers_only_the_desk_that_asked_for_it(codes: CodeService, gateway: KeptCodes) -> None:
    sent = codes.send(DESK, PHONE)
    with pytest.raises(CodeExpiredError):
        codes.check("desk-b", sent.code_id, gateway.last_code)


@pytest.mark.rows("P1")
@pytest.mark.parametrize(
    ("apart_s", "allowed", "then_wait_s"),
    [(30, 1, 30), (61, 5, 3600 - 5 * 61), (1801, 10, 86_400 - 10 * 1801)],
    ids=["one a minute", "five an hour", "ten a day"],
)
def test_a_phone_gets_codes_within_its_limits(
    world: World, codes: CodeService, apart_s: int, allowed: int, then_wait_s: int
) -> None:
    for number in range(allowed):
        codes.send(f"desk-{number}", PHONE)
        world.clock.forward(seconds=apart_s)
    with pytest.raises(TooManyCodesError) as caught:
        codes.send("desk-z", PHONE)
    assert caught.value.facts == {"retry_after_s": then_wait_s}
    codes.send("desk-z", OTHER)
    world.clock.forward(seconds=then_wait_s)
    codes.send("desk-z", PHONE)


@pytest.mark.rows("P1")
def test_a_desk_gets_codes_within_its_limits(world: World, codes: CodeService) -> None:
    for number in range(20):
        codes.send(DESK, f"154001380{number:02d}")
    with pytest.raises(TooManyCodesError):
        codes.send(DESK, "15400138099")
    codes.send("desk-b", "15400138099")


def test_a_number_that_gets_no_code_is_refused_before_anything_is_kept(
    world: World, codes: CodeService, gateway: KeptCodes
) -> None:
    with pytest.raises(PhoneInvalidError):
        codes.send(DESK, "1540013800")
    assert gateway.sent == []
    assert world.rows(tables.codes) == []


def test_a_gateway_that_refuses_is_said_and_still_counts(
    world: World, codes: CodeService, gateway: KeptCodes
) -> None:
    gateway.down = True
    with pytest.raises(CodeNotSentError) as caught:
        codes.send(DESK, PHONE)
    assert caught.value.facts == {"reason": "isv.TEST"}
    gateway.down = False
    with pytest.raises(TooManyCodesError):
        codes.send(DESK, PHONE)


@pytest.mark.rows("P1")
def test_neither_phone_nor_code_is_kept_in_clear(
    world: World, codes: CodeService, gateway: KeptCodes
) -> None:
    sent = codes.send(DESK, PHONE)
    proof = codes.check(DESK, sent.code_id, gateway.last_code).proof
    kept = repr(world.rows(tables.codes))
    assert PHONE not in kept
    assert f"'{gateway.last_code}'" not in kept
    assert proof not in kept


@pytest.mark.rows("P1")
def test_two_desks_at_once_cannot_both_send_to_one_phone(world: World, gateway: KeptCodes) -> None:
    def send(desk: int) -> bool:
        try:
            CodeService(world.parts, gateway).send(f"desk-{desk}", PHONE)
        except TooManyCodesError:
            return False
        return True

    with ThreadPoolExecutor(6) as lanes:
        sent = list(lanes.map(send, range(6)))
    assert sum(sent) == 1
    assert len(gateway.sent) == 1


@pytest.mark.rows("P1")
def test_codes_are_forgotten_when_they_count_for_no_limit_and_an_unspent_proof_when_its_lease_is_over(
    world: World, codes: CodeService, gateway: KeptCodes
) -> None:
    world.due.run_due()
    codes.send(DESK, PHONE)
    proved = codes.send(DESK, OTHER)
    codes.check(DESK, proved.code_id, gateway.last_code)
    world.clock.forward(days=3)
    world.due.run_due()
    assert [row["code_id"] for row in world.rows(tables.codes)] == [proved.code_id]
    world.clock.forward(days=13)
    world.due.run_due()
    assert world.rows(tables.codes) == []
