"""SMS gateways: Aliyun, Tencent Cloud, and the demonstration's own log window (P1, DOMAIN §6.1-6.2)."""

from __future__ import annotations

import json
from typing import TextIO

from central.providers.errors import ProviderSettingsError, SmsNotSentError
from central.providers.line import ProviderLine
from central.providers.vendors import AliyunCall, TencentCall, tencent_error
from central.services.errors import DemoOnlyError
from central.services.ports import Clock, CodeSender, Randomness
from central.settings import SmsSettings
from desktop.domain.masking import Surface, mask_phone

ALIYUN = "https://dysmsapi.aliyuncs.com"
TENCENT = "https://sms.tencentcloudapi.com"


class LocalSms:
    """Shows codes in central's own log window; for demonstrations only."""

    def __init__(self, out: TextIO, *, demo: bool) -> None:
        if not demo:
            raise DemoOnlyError(provider="local")
        self._out = out

    def send_code(self, phone: str, code: str) -> None:
        """Write `SMS <masked phone> code <code>`."""
        self._out.write(f"SMS {mask_phone(phone, Surface.LIST)} code {code}\n")
        self._out.flush()


class NoSms:
    """No gateway is set up."""

    def send_code(self, phone: str, code: str) -> None:
        """Raise SmsNotSentError."""
        raise SmsNotSentError(reason="no-gateway")


class AliyunSms:
    """`SendSms` of dysmsapi, version 2017-05-25; the template's variable is `code`."""

    def __init__(self, call: AliyunCall, sign_name: str, template: str) -> None:
        self._call = call
        self._sign_name = sign_name
        self._template = template

    def send_code(self, phone: str, code: str) -> None:
        """Send; raises SmsNotSentError, ProviderDownError."""
        answer = self._call.by_query(
            "SendSms",
            {
                "PhoneNumbers": phone.removeprefix("+"),
                "SignName": self._sign_name,
                "TemplateCode": self._template,
                "TemplateParam": json.dumps({"code": code}),
            },
        )
        if answer.get("Code") != "OK":
            raise SmsNotSentError(reason=str(answer.get("Code", "unknown"))[:80])


class TencentSms:
    """`SendSms` of sms, version 2021-01-11; the template's first variable is the code."""

    def __init__(self, call: TencentCall, app_id: str, sign_name: str, template: str) -> None:
        self._call = call
        self._app_id = app_id
        self._sign_name = sign_name
        self._template = template

    def send_code(self, phone: str, code: str) -> None:
        """Send; raises SmsNotSentError, ProviderDownError."""
        response = self._call.ask(
            "SendSms",
            {
                "SmsSdkAppId": self._app_id,
                "SignName": self._sign_name,
                "TemplateId": self._template,
                "TemplateParamSet": [code],
                "PhoneNumberSet": [phone if phone.startswith("+") else "+86" + phone],
            },
        )
        reason = tencent_error(response) or _first_status(response.get("SendStatusSet"))
        if reason != "Ok":
            raise SmsNotSentError(reason=reason[:80])


def _first_status(statuses: object) -> str:
    if isinstance(statuses, list) and statuses and isinstance(statuses[0], dict):
        return str(statuses[0].get("Code", "unknown"))
    return "unknown"


def sms_sender(
    settings: SmsSettings, clock: Clock, randomness: Randomness, out: TextIO, *, demo: bool
) -> CodeSender:
    """Return the gateway that the settings name; raises DemoOnlyError, ProviderSettingsError."""
    match settings.provider:
        case "local":
            return LocalSms(out, demo=demo)
        case "none":
            return NoSms()
        case "aliyun":
            _complete(settings, "key_id", "key_secret", "sign_name", "template")
            line = ProviderLine(settings.endpoint or ALIYUN)
            key = (settings.key_id, settings.key_secret)
            call = AliyunCall(line, "2017-05-25", key, clock, randomness)
            return AliyunSms(call, settings.sign_name, settings.template)
        case "tencent":
            _complete(settings, "key_id", "key_secret", "app_id", "sign_name", "template")
            line = ProviderLine(settings.endpoint or TENCENT)
            key = (settings.key_id, settings.key_secret)
            tencent = TencentCall(line, ("sms", "2021-01-11"), key, settings.region, clock)
            return TencentSms(tencent, settings.app_id, settings.sign_name, settings.template)


def _complete(settings: SmsSettings, *names: str) -> None:
    for name in names:
        if not getattr(settings, name):
            raise ProviderSettingsError(provider=settings.provider, missing="sms." + name)
