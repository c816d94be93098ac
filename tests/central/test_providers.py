"""Gateways speak the vendors' real formats; a listener recomputes every signature (P1, P3, DOMAIN §6)."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator

import pytest

from central.providers.errors import ProviderDownError, ProviderSettingsError, SmsNotSentError
from central.providers.line import ProviderLine
from central.providers.realname import LocalRealname, name_checker
from central.providers.sms import sms_sender
from central.services.errors import DemoOnlyError
from central.services.ports import CodeSender, NameCheckProvider
from central.settings import RealnameSettings, SmsSettings
from desktop.domain.citizen_numbers import check_character
from desktop.domain.made_up import person_of
from tests.fakes.central_world import CountingRandomness, SetClock
from tests.fakes.vendor import KEY_ID, SECRET, Vendor, listening

PHONE, CODE = "15400138000", "048213"
PERSON = person_of(700_001)
CLOCK, RANDOMNESS = SetClock(), CountingRandomness("providers")


def sender(settings: SmsSettings, *, demo: bool = False) -> CodeSender:
    return sms_sender(settings, CLOCK, RANDOMNESS, io.StringIO(), demo=demo)


def checker(settings: RealnameSettings, *, demo: bool = False) -> NameCheckProvider:
    return name_checker(settings, CLOCK, RANDOMNESS, demo=demo)


# ---------------------------------------------------------------- Aliyun
@pytest.fixture
def aliyun() -> Iterator[Vendor]:
    with listening() as vendor:
        yield vendor


def aliyun_sms(vendor: Vendor) -> CodeSender:
    return sender(SmsSettings("aliyun", vendor.endpoint, KEY_ID, SECRET, "示例门诊", "SMS_1", ""))


@pytest.mark.rows("P1")
def test_aliyun_gets_a_code_in_the_query_with_a_right_signature(aliyun: Vendor) -> None:
    aliyun.answer = {"Code": "OK", "Message": "OK", "BizId": "1^0", "RequestId": "r"}
    aliyun_sms(aliyun).send_code(PHONE, CODE)
    (asked,) = aliyun.asked
    assert asked.signed
    assert asked.body == b""
    assert asked.query == {
        "PhoneNumbers": PHONE, "SignName": "示例门诊", "TemplateCode": "SMS_1",
        "TemplateParam": '{"code": "048213"}',
    }  # fmt: skip
    assert asked.headers["x-acs-action"] == "SendSms"
    assert asked.headers["x-acs-version"] == "2017-05-25"
    assert asked.headers["x-acs-date"] == "2026-11-24T00:10:00Z"
    assert asked.headers["x-acs-credentials-provider"] == "static_ak"


def test_aliyun_gets_a_number_abroad_without_its_plus(aliyun: Vendor) -> None:
    aliyun.answer = {"Code": "OK"}
    aliyun_sms(aliyun).send_code("+85251234567", CODE)
    assert aliyun.asked[0].query["PhoneNumbers"] == "85251234567"


def test_aliyun_uses_each_nonce_once(aliyun: Vendor) -> None:
    aliyun.answer = {"Code": "OK"}
    for _ in range(3):
        aliyun_sms(aliyun).send_code(PHONE, CODE)
    assert len({asked.headers["x-acs-signature-nonce"] for asked in aliyun.asked}) == 3


def test_a_refusal_of_aliyun_names_its_code_and_no_phone(aliyun: Vendor) -> None:
    aliyun.answer = {"Code": "isv.BUSINESS_LIMIT_CONTROL", "Message": f"{PHONE} blocked"}
    with pytest.raises(SmsNotSentError) as caught:
        aliyun_sms(aliyun).send_code(PHONE, CODE)
    assert caught.value.facts == {"reason": "isv.BUSINESS_LIMIT_CONTROL"}
    assert PHONE not in str(caught.value)


@pytest.mark.rows("P3", "G8")
@pytest.mark.parametrize(
    ("code", "said", "outcome"),
    [
        ("200", "1", "match"), ("200", "2", "mismatch"), ("200", "3", "no-record"), ("200", "9", "unavailable"),
        ("400", "1", "unavailable"), ("Throttling", "1", "unavailable"),
    ],
)  # fmt: skip
def test_aliyun_answers_a_name_check(aliyun: Vendor, code: str, said: str, outcome: str) -> None:
    aliyun.answer = {"Code": code, "Message": "", "RequestId": "r", "ResultObject": {"BizCode": said}}
    check = checker(RealnameSettings("aliyun", aliyun.endpoint, KEY_ID, SECRET))
    assert check.check("resident-card", PERSON.number, PERSON.name) == outcome
    (asked,) = aliyun.asked
    assert asked.signed
    assert asked.target == "/"
    assert asked.form == {"IdentifyNum": PERSON.number, "ParamType": "normal", "UserName": PERSON.name}
    assert asked.headers["x-acs-action"] == "Id2MetaVerify"
    assert asked.headers["x-acs-version"] == "2019-03-07"
    assert "content-type" in asked.headers["authorization"]


# ---------------------------------------------------------------- Tencent
@pytest.fixture
def tencent_sms() -> Iterator[Vendor]:
    with listening("sms") as vendor:
        yield vendor


@pytest.fixture
def tencent_faceid() -> Iterator[Vendor]:
    with listening("faceid") as vendor:
        yield vendor


def tencent_sender(vendor: Vendor) -> CodeSender:
    return sender(SmsSettings("tencent", vendor.endpoint, KEY_ID, SECRET, "示例门诊", "1234", "1400000000"))


@pytest.mark.rows("P1")
def test_tencent_gets_a_code_with_a_right_signature(tencent_sms: Vendor) -> None:
    tencent_sms.answer = {"Response": {"SendStatusSet": [{"Code": "Ok"}], "RequestId": "r"}}
    tencent_sender(tencent_sms).send_code(PHONE, CODE)
    (asked,) = tencent_sms.asked
    assert asked.signed
    assert asked.json == {
        "SmsSdkAppId": "1400000000", "SignName": "示例门诊", "TemplateId": "1234", "TemplateParamSet": [CODE],
        "PhoneNumberSet": ["+86" + PHONE],
    }  # fmt: skip
    assert asked.headers["x-tc-action"] == "SendSms"
    assert asked.headers["x-tc-version"] == "2021-01-11"
    assert asked.headers["x-tc-timestamp"] == str(int(CLOCK.now().timestamp()))


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        ({"Error": {"Code": "AuthFailure", "Message": "x"}}, "AuthFailure"),
        (
            {"SendStatusSet": [{"Code": "LimitExceeded.PhoneNumberDailyLimit"}]},
            "LimitExceeded.PhoneNumberDailyLimit",
        ),
        ({"SendStatusSet": []}, "unknown"),
        ({}, "unknown"),
    ],
)
def test_a_refusal_of_tencent_names_its_code(
    tencent_sms: Vendor, response: dict[str, object], reason: str
) -> None:
    tencent_sms.answer = {"Response": response}
    with pytest.raises(SmsNotSentError) as caught:
        tencent_sender(tencent_sms).send_code(PHONE, CODE)
    assert caught.value.facts == {"reason": reason}


@pytest.mark.rows("P3", "G8")
@pytest.mark.parametrize(
    ("result", "outcome"),
    [
        ("0", "match"), ("-1", "mismatch"), ("-2", "unavailable"), ("-3", "unavailable"), ("-4", "unavailable"),
        ("-5", "no-record"), ("-6", "unavailable"), ("-7", "unavailable"),
    ],
)  # fmt: skip
def test_tencent_answers_a_name_check(tencent_faceid: Vendor, result: str, outcome: str) -> None:
    tencent_faceid.answer = {"Response": {"Result": result, "Description": "", "RequestId": "r"}}
    check = checker(RealnameSettings("tencent", tencent_faceid.endpoint, KEY_ID, SECRET))
    assert check.check("resident-card", PERSON.number, PERSON.name) == outcome
    (asked,) = tencent_faceid.asked
    assert asked.signed
    assert asked.json == {"IdCard": PERSON.number, "Name": PERSON.name}
    assert asked.headers["x-tc-action"] == "IdCardVerification"
    assert asked.headers["x-tc-version"] == "2018-03-01"


# ---------------------------------------------------------------- a vendor that does not answer
@pytest.mark.rows("A1")
@pytest.mark.parametrize("raw", [b"<html>", b"[]", b"\xff"])
def test_an_answer_that_is_none_is_said_without_the_address(aliyun: Vendor, raw: bytes) -> None:
    aliyun.raw = raw
    with pytest.raises(ProviderDownError) as caught:
        aliyun_sms(aliyun).send_code(PHONE, CODE)
    assert PHONE not in repr(caught.value)
    check = checker(RealnameSettings("aliyun", aliyun.endpoint, KEY_ID, SECRET))
    assert check.check("resident-card", PERSON.number, PERSON.name) == "unavailable"


@pytest.mark.rows("A1")
def test_a_vendor_that_is_away_leaves_no_phone_in_error_or_log(caplog: pytest.LogCaptureFixture) -> None:
    with listening() as vendor:
        gone = vendor.endpoint
    with caplog.at_level(logging.INFO), pytest.raises(ProviderDownError) as caught:
        aliyun_sms(Vendor(gone)).send_code(PHONE, CODE)
    assert caught.value.__cause__ is None
    assert PHONE not in f"{caught.value!r}{caplog.text}"


@pytest.mark.parametrize("address", ["http://dysmsapi.aliyuncs.com", "ftp://127.0.0.1", "127.0.0.1:80"])
def test_plain_http_leaves_this_machine_never(address: str) -> None:
    with pytest.raises(ValueError, match="https"):
        ProviderLine(address)


@pytest.mark.parametrize("provider", ["aliyun", "tencent"])
def test_settings_that_are_not_complete_are_said_at_the_start(provider: str) -> None:
    with pytest.raises(ProviderSettingsError):
        sender(SmsSettings(provider, key_id="a"))  # type: ignore[arg-type]  # one of the names
    with pytest.raises(ProviderSettingsError):
        checker(RealnameSettings(provider, key_id="a"))  # type: ignore[arg-type]  # one of the names


# ---------------------------------------------------------------- demonstration
@pytest.mark.rows("P1")
def test_the_demonstrations_codes_stand_in_the_log_window_with_a_masked_phone() -> None:
    out = io.StringIO()
    sms_sender(SmsSettings("local"), CLOCK, RANDOMNESS, out, demo=True).send_code(PHONE, CODE)
    line = out.getvalue()
    assert line == "SMS 154 **** 8000 code 048213\n"
    assert line.startswith("SMS ")
    assert " code " in line
    assert line.rsplit(" ", 1)[-1].strip() == CODE


@pytest.mark.rows("P1", "P3")
def test_demonstration_gateways_refuse_outside_of_a_demonstration() -> None:
    with pytest.raises(DemoOnlyError):
        sender(SmsSettings("local"))
    with pytest.raises(DemoOnlyError):
        checker(RealnameSettings("local"))


@pytest.mark.rows("P3")
def test_the_made_up_authority_knows_made_up_people_only() -> None:
    local = LocalRealname(demo=True)
    assert local.check("resident-card", PERSON.number, PERSON.name) == "match"
    assert local.check("resident-card", numbered("999"), "张三") == "mismatch"
    assert local.check("resident-card", numbered("998"), "张三") == "no-record"
    assert local.check("resident-card", "110101" + PERSON.number[6:], PERSON.name) == "no-record"


def numbered(sequence: str) -> str:
    body = "89000019900307" + sequence
    return body + check_character(body)


def test_without_a_gateway_nothing_is_sent_and_nothing_is_claimed() -> None:
    with pytest.raises(SmsNotSentError):
        sender(SmsSettings()).send_code(PHONE, CODE)
    assert checker(RealnameSettings()).check("resident-card", PERSON.number, PERSON.name) == "unavailable"
