"""A changing code beside the passphrase, and passphrases that must change (P21, G81, DECISIONS 18)."""

from __future__ import annotations

import base64

import pytest

from desktop.crypto.errors import CodeNeededError, StepsOwedError, WrongCodeError
from desktop.crypto.key_file import decode_file
from desktop.crypto.safe import SlotSafe
from desktop.crypto.second_factor import step_of
from desktop.crypto.slots import decode_slot
from desktop.domain.errors import StoreDamagedError, WrongPassphraseError
from desktop.domain.passphrases import LEVEL_3, MODERN, PassphraseKindsError, PassphraseSameError
from tests.crypto.conftest import STAFF, MadeDesk
from tests.fakes.authenticator import Authenticator
from tests.fakes.clock import SetClock

CLERK = STAFF[0]
NEW = "Xiaoman-Mangzhong-7"


def typed(text: str = CLERK.passphrase) -> bytearray:
    return bytearray(text.encode())


def bound(desk: MadeDesk) -> tuple[SlotSafe, Authenticator]:
    """Bind a code to the clerk; two minutes go by, so that no code of the binding counts any more."""
    safe = desk.safe_with(MODERN)
    entry = safe.enter(CLERK.staff_id, typed())
    assert entry.owed() == ("bind-code",)
    phone = Authenticator.scan(entry.offer("仁和医院").address)
    entry.bind_code(phone.code(desk.clock.at), phone.code(desk.clock.at, 1))
    assert entry.owed() == ()
    assert entry.keys().staff.staff_id == CLERK.staff_id
    desk.clock.pass_by(minutes=2)
    return desk.safe_with(MODERN), phone


def test_codes_are_those_of_rfc_6238() -> None:
    secret = b"12345678901234567890"
    # appendix B, SHA-1, the last six of eight digits
    for seconds, code in ((59, "287082"), (1111111109, "081804"), (2000000000, "279037")):
        clock = SetClock()
        clock.pass_by(seconds=seconds - clock.at.timestamp())
        assert step_of(code, secret, clock.at, 0) == seconds // 30
        assert Authenticator(base64.b32encode(secret).decode()).code(clock.at) == code


@pytest.mark.rows("G81", "P21")
def test_with_a_code_bound_the_passphrase_alone_opens_nothing_and_costs_no_try(desk: MadeDesk) -> None:
    safe, phone = bound(desk)
    assert [p.code_bound for p in safe.people()] == [True, False, False, False]
    for _ in range(MODERN.most_tries + 1):
        with pytest.raises(CodeNeededError):
            safe.open(CLERK.staff_id, typed())
    assert safe.open(CLERK.staff_id, typed(), phone.code(desk.clock.at)).staff.code_bound


@pytest.mark.rows("G81")
def test_a_code_counts_once_and_one_step_before_or_after_this_pcs_clock(desk: MadeDesk) -> None:
    safe, phone = bound(desk)
    at = desk.clock.at
    safe.open(CLERK.staff_id, typed(), phone.code(at, -1))
    for again in (phone.code(at, -1), phone.code(at, -2), phone.code(at, 2)):
        with pytest.raises(WrongCodeError):
            safe.open(CLERK.staff_id, typed(), again)
    safe.open(CLERK.staff_id, typed(), phone.code(at, 1))
    with pytest.raises(WrongCodeError):
        desk.safe_with(MODERN).open(CLERK.staff_id, typed(), phone.code(at))


@pytest.mark.rows("G81")
def test_wrong_codes_use_up_the_tries_as_wrong_passphrases_do(desk: MadeDesk) -> None:
    safe, phone = bound(desk)
    for left in range(MODERN.most_tries - 1, -1, -1):
        with pytest.raises(WrongCodeError) as raised:
            safe.open(CLERK.staff_id, typed(), phone.code(desk.clock.at, 20))
        assert raised.value.facts == {"left": left}
    with pytest.raises(WrongPassphraseError) as locked:
        safe.open(CLERK.staff_id, typed(), phone.code(desk.clock.at))
    assert locked.value.facts == {"left": 0}


@pytest.mark.rows("G81", "T4")
def test_a_right_code_does_not_help_a_wrong_passphrase(desk: MadeDesk) -> None:
    safe, phone = bound(desk)
    with pytest.raises(WrongPassphraseError):
        safe.open(CLERK.staff_id, typed("not the passphrase"), phone.code(desk.clock.at))


@pytest.mark.rows("T3", "T4")
def test_the_secret_of_the_code_lies_nowhere_in_clear_and_cannot_be_cut_off(desk: MadeDesk) -> None:
    before = desk.key_file.read_bytes()
    safe = desk.safe_with(MODERN)
    entry = safe.enter(CLERK.staff_id, typed())
    offer = entry.offer("仁和医院")
    secret = base64.b32decode(offer.text.replace(" ", ""))
    phone = Authenticator(offer.text)
    entry.bind_code(phone.code(desk.clock.at), phone.code(desk.clock.at, 1))
    for path in desk.key_file.parent.iterdir():
        assert secret not in path.read_bytes()
        assert offer.text.replace(" ", "").encode() not in path.read_bytes()
    # the slot as it was before, without a code, put into today's file: the file's mac refuses it
    old, now = (next(iter(decode_file(raw).slots)) for raw in (before, desk.key_file.read_bytes()))
    assert decode_slot(now.encode()) == now
    raw = desk.key_file.read_bytes().replace(now.encode(), old.encode())
    desk.key_file.write_bytes(raw)
    with pytest.raises(StoreDamagedError):
        desk.open(CLERK)


@pytest.mark.rows("G81")
def test_binding_needs_two_codes_that_follow_each_other(desk: MadeDesk) -> None:
    entry = desk.safe_with(MODERN).enter(CLERK.staff_id, typed())
    phone = Authenticator(entry.offer("仁和医院").text)
    code, later = phone.code(desk.clock.at), phone.code(desk.clock.at, 1)
    for first, second in ((code, code), (later, code), (code, "000000"), ("", "")):
        with pytest.raises(WrongCodeError):
            entry.bind_code(first, second)
        with pytest.raises(StepsOwedError):
            entry.keys()
    entry.bind_code(code, later)
    with pytest.raises(WrongCodeError):
        desk.safe_with(MODERN).open(CLERK.staff_id, typed(), later)


@pytest.mark.rows("P21", "G81")
def test_a_new_passphrase_keeps_keys_and_code_and_the_old_one_opens_nothing(desk: MadeDesk) -> None:
    safe, phone = bound(desk)
    signed = desk.made.people[0].sign_public
    entry = safe.enter(CLERK.staff_id, typed(), phone.code(desk.clock.at))
    with pytest.raises(PassphraseSameError):
        entry.change_passphrase(typed())
    entry.change_passphrase(typed(NEW))
    desk.clock.pass_by(minutes=2)
    with pytest.raises(WrongPassphraseError):
        safe.open(CLERK.staff_id, typed(), phone.code(desk.clock.at))
    safe.open(CLERK.staff_id, typed(NEW), phone.code(desk.clock.at))
    assert next(iter(decode_file(desk.key_file.read_bytes()).slots)).sign_public == signed
    # nobody else is touched
    assert desk.open(STAFF[1]).staff.staff_id == STAFF[1].staff_id


@pytest.mark.rows("P21")
def test_under_level_3_an_old_passphrase_opens_nothing_until_it_was_changed(desk: MadeDesk) -> None:
    _, phone = bound(desk)
    desk.clock.pass_by(days=91)
    entry = desk.safe_with(LEVEL_3).enter(CLERK.staff_id, typed(), phone.code(desk.clock.at))
    assert entry.owed() == ("change-passphrase",)
    with pytest.raises(StepsOwedError):
        entry.keys()
    with pytest.raises(PassphraseKindsError):
        entry.change_passphrase(typed("tenglao-shunan-huangya"))
    entry.change_passphrase(typed(NEW))
    assert entry.keys().staff.staff_id == CLERK.staff_id


@pytest.mark.rows("G80")
def test_coming_back_to_a_covered_window_needs_the_passphrase_and_no_second_code(desk: MadeDesk) -> None:
    safe, _ = bound(desk)
    safe.recognise(CLERK.staff_id, typed())
    with pytest.raises(WrongPassphraseError):
        safe.recognise(CLERK.staff_id, typed("not the passphrase"))
