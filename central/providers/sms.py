"""SMS gateways: Aliyun, Tencent Cloud, and the demonstration's own log window (P1, DOMAIN §6.1-6.2)."""

from __future__ import annotations

import json
from typing import Protocol, TextIO

from central.providers.errors import ProviderSettingsError, SmsNotSentError
from central.providers.line import ProviderLine
from central.providers.vendors import AliyunCall, TencentCall, tencent_error
from central.services.errors import DemoOnlyError
from central.services.ports import Clock, CodeSender, Notice, NoticeSender, Randomness, Receipt
from central.settings import SmsSettings
from desktop.domain.masking import Surface, mask_phone

ALIYUN = "https://dysmsapi.aliyuncs.com"
TENCENT = "https://sms.tencentcloudapi.com"


class SmsGateway(CodeSender, NoticeSender, Protocol):
    """Sends codes and messages."""


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

    def send_notice(self, phone: str, notice: Notice) -> Receipt:
        """Write `SMS <masked phone> <text>`; it has arrived."""
        self._out.write(f"SMS {mask_phone(phone, Surface.LIST)} {notice.text}\n")
        self._out.flush()
        return Receipt("local", arrived=True)


class NoSms:
    """No gateway is set up."""

    def send_code(self, phone: str, code: str) -> None:
        """Raise SmsNotSentError."""
        raise SmsNotSentError(reason="no-gateway")

    def send_notice(self, phone: str, notice: Notice) -> Receipt:
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
        self._send(phone, self._template, {"code": code})

    def send_notice(self, phone: str, notice: Notice) -> Receipt:
        """Send under the template's own code; raises SmsNotSentError, ProviderDownError."""
        if not notice.vendor_code:
            raise SmsNotSentError(reason="template-missing")
        return Receipt(self._send(phone, notice.vendor_code, dict(notice.values)))

    def _send(self, phone: str, template: str, values: dict[str, str]) -> str:
        answer = self._call.by_query(
            "SendSms",
            {
                "PhoneNumbers": phone.removeprefix("+"),
                "SignName": self._sign_name,
                "TemplateCode": template,
                "TemplateParam": json.dumps(values),
            },
        )
        if answer.get("Code") != "OK":
            raise SmsNotSentError(reason=str(answer.get("Code", "unknown"))[:80])
        return str(answer.get("BizId", ""))


class TencentSms:
    """`SendSms` of sms, version 2021-01-11; the template's first variable is the code."""

    def __init__(self, call: TencentCall, app_id: str, sign_name: str, template: str) -> None:
        self._call = call
        self._app_id = app_id
        self._sign_name = sign_name
        self._template = template

    def send_code(self, phone: str, code: str) -> None:
        """Send; raises SmsNotSentError, ProviderDownError."""
        self._send(phone, self._template, [code])

    def send_notice(self, phone: str, notice: Notice) -> Receipt:
        """Send under the template's own id, its variables in the text's order; raises as `send_code`."""
        if not notice.vendor_code:
            raise SmsNotSentError(reason="template-missing")
        return Receipt(self._send(phone, notice.vendor_code, list(notice.values.values())))

    def _send(self, phone: str, template: str, values: list[str]) -> str:
        response = self._call.ask(
            "SendSms",
            {
                "SmsSdkAppId": self._app_id,
                "SignName": self._sign_name,
                "TemplateId": template,
                "TemplateParamSet": values,
                "PhoneNumberSet": [phone if phone.startswith("+") else "+86" + phone],
            },
        )
        reason = tencent_error(response) or _first_status(response.get("SendStatusSet"))
        if reason != "Ok":
            raise SmsNotSentError(reason=reason[:80])
        return str(response.get("RequestId", ""))


def _first_status(statuses: object) -> str:
    if isinstance(statuses, list) and statuses and isinstance(statuses[0], dict):
        return str(statuses[0].get("Code", "unknown"))
    return "unknown"


def sms_sender(
    settings: SmsSettings, clock: Clock, randomness: Randomness, out: TextIO, *, demo: bool
) -> SmsGateway:
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
