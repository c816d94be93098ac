"""Phone and account: central's codes, one key with a reason instead, and the patient's own act (P1, N20, P37)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from desktop.domain.made_up import MadeUpPerson
from tests.journeys.windows.desk_at_work import (
    CTRL,
    Key,
    WindowDesk,
    central_rows,
    change_central,
    said,
)

NEWEST = "(select code_id from codes order by sent_at desc limit 1)"


def wrong(code: str) -> str:
    """Return six digits that are not the code."""
    return f"{(int(code) + 1) % 10**6:06d}"


def retype(desk: WindowDesk, code: str) -> None:
    """Type a code over what stands in the field."""
    desk.press(Key.Key_A, modifier=CTRL)
    desk.text(code)


def asked_for_code(desk: WindowDesk, person: MadeUpPerson) -> str:
    """Bring a new patient as far as the code that is awaited; returns what the message says."""
    desk.card_read(person)
    desk.press(Key.Key_Return)
    code = desk.send_code(person.phone)
    desk.choose("xxg")
    desk.until_caret("code")
    return code


@pytest.mark.rows("P1", "G9", "G10", "N4", "P37", "N41")
def test_a_wrong_code_is_counted_a_right_one_opens_the_account_by_the_patients_own_act(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, next(people)
    desk.sees(
        "演示", desk.frame.top
    )  # training: these screens, a made-up hospital, codes by the local gateway
    code = asked_for_code(desk, person)
    field = desk.page.form.phone.code
    retype(desk, wrong(code))
    desk.says(field, "不正确，还可试 4 次")
    desk.until_caret("code")
    assert desk.page.form.phone.phone.text().replace(" ", "") == person.phone
    assert person.number not in desk.messages()
    retype(desk, code)
    desk.says(field, "验证码正确")
    desk.sees("手机已验证", desk.page.panel.person)
    desk.sees("账户同意", desk.page.panel.order)
    desk.alt("P")
    booking = desk.confirm()
    desk.sees("账户", desk.page.panel.last)
    stored = desk.patient(booking.patient_id)
    assert stored.account is not None
    assert (stored.account.is_account, stored.account.phone_status) == (True, "verified")
    assert (stored.account.verified_at or "").startswith(booking.made_at.date().isoformat())
    row = central_rows(
        desk.central,
        f"select tries, used_at is not null, spent_at is not null, code_hash from codes where code_id = {NEWEST}",
    )[0]
    assert row[:3] == (1, 1, 1)
    assert code.encode() not in row[3], "no code is stored in clear"
    members = central_rows(
        desk.central, "select count(*) from account_members where patient_id = ?", booking.patient_id
    )
    assert members == [(1,)]
    desk.fake_reader.lift()
    desk.card_read(person)
    desk.says(desk.page.form.phone.phone, f"已于 {booking.made_at.date().isoformat()} 验证")


@pytest.mark.rows("P1", "G9")
def test_a_code_dies_with_its_five_minutes_and_another_is_not_sent_within_one(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, next(people)
    code = asked_for_code(desk, person)
    change_central(desk.central, f"UPDATE codes SET expires_at = sent_at WHERE code_id = {NEWEST}")
    retype(desk, code)
    desk.says(desk.page.form.phone.code, "已过期，请重发")
    desk.alt("S")
    phone = desk.page.form.phone.phone
    desk.until(lambda: said(phone).startswith("发送太频繁，"))
    assert said(phone).endswith(" 秒后再试")
    assert phone.text().replace(" ", "") == person.phone, "the form keeps what was typed"
    assert person.number not in desk.messages()
    # care does not wait for a code: one key, and on
    desk.alt("L")
    booking = desk.confirm()
    stored = desk.patient(booking.patient_id)
    assert stored.account is not None
    assert not stored.account.is_account
    sent = central_rows(
        desk.central,
        "select count(*) from codes where phone_token = (select phone_token from codes where code_id = "
        f"{NEWEST})",
    )
    assert sent == [(1,)]


@pytest.mark.rows("P1", "G9")
def test_five_wrong_codes_end_a_code(window_desk: WindowDesk, people: Iterator[MadeUpPerson]) -> None:
    desk, person = window_desk, next(people)
    code = asked_for_code(desk, person)
    field = desk.page.form.phone.code
    for left in (4, 3, 2, 1):
        retype(desk, wrong(code) if left % 2 else wrong(wrong(code)))
        desk.says(field, f"不正确，还可试 {left} 次")
    retype(desk, wrong(code))
    desk.says(field, "已过期，请重发")
    retype(desk, code)
    desk.until(lambda: desk.state.phone.step.value == "sent" and said(field) == "已过期，请重发")
    row = central_rows(desk.central, f"select tries, used_at from codes where code_id = {NEWEST}")
    assert row == [(5, None)]
    assert desk.held(person) == []


@pytest.mark.rows("N20", "G9")
def test_no_phone_a_relatives_phone_and_code_later_are_one_key_each_with_a_reason(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk = window_desk
    wanted = (
        ("N", "no-phone", "no-phone-owned", "没有手机"),
        ("R", "relative", "relative-child", "子女电话"),
        ("L", "code-later", "code-not-arriving", "收不到短信"),
    )
    for letter, status, reason, words in wanted:
        person = next(people)
        desk.card_read(person)
        desk.press(Key.Key_Return)
        desk.until_caret("phone")
        desk.alt(letter)
        desk.sees(words, desk.page.form)
        if letter != "N":
            desk.text(person.phone)
            desk.press(Key.Key_Return)
        desk.choose("xxg")
        booking = desk.confirm()
        account = desk.patient(booking.patient_id).account
        assert account is not None
        assert (account.phone_status, account.reason, account.is_account) == (status, reason, False)
        assert account.phone == (None if letter == "N" else person.phone)
        rows = central_rows(desk.central, "select state from bookings where booking_id = ?", booking.id)
        assert rows == [("booked",)]
        desk.fake_reader.lift()


@pytest.mark.rows("N20")
def test_the_same_key_again_takes_the_next_reason_and_it_is_what_is_kept(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, next(people)
    desk.card_read(person)
    desk.press(Key.Key_Return)
    desk.until_caret("phone")
    desk.alt("N")
    desk.alt("N")
    desk.sees("没带手机", desk.page.form)
    desk.slot_first("xxg")
    booking = desk.confirm()
    account = desk.patient(booking.patient_id).account
    assert account is not None
    assert account.reason == "no-phone-here"


@pytest.mark.rows("P37", "P30")
def test_declining_the_account_is_one_key_care_goes_on_and_no_consent_row_is_left(
    window_desk: WindowDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk, person = window_desk, next(people)
    asked_for_code(desk, person)
    desk.sees("等患者在屏上选", desk.page.form)
    keys = desk.keys
    desk.alt("D")
    assert desk.keys == keys + 1
    desk.sees("患者不开账户", desk.page.form)
    booking = desk.confirm()
    stored = desk.patient(booking.patient_id)
    assert stored.account is not None
    assert (stored.account.is_account, stored.account.reason) == (False, "account-declined")
    with desk.desk.store.read() as tx:
        assert tx.cases.consents(booking.patient_id) == ()
        shown = tx.cases.last_notice(booking.patient_id)
    assert shown is not None
    assert shown.how == "posted"
    for table in ("consents", "account_members"):
        query = f"select count(*) from {table} where patient_id = ?"  # two names of ours
        assert central_rows(desk.central, query, booking.patient_id) == [(0,)]
    told = central_rows(
        desk.central, "select version, how from notices_shown where patient_id = ?", booking.patient_id
    )
    assert told == [(shown.version, "posted")]
    desk.fake_reader.lift()
    desk.card_read(person)
    desk.sees(f"{shown.version} ", desk.page.panel.person)
