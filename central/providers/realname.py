"""Real-name checks: Aliyun, Tencent Cloud, and the demonstration's made-up authority (P3, DOMAIN §6.2-6.3).

Only a clear "mismatch" speaks against a person. Whatever is no answer (down, quota, refused) is "unavailable".
"""

from __future__ import annotations

from central.providers.errors import ProviderDownError, ProviderSettingsError
from central.providers.line import ProviderLine
from central.providers.vendors import AliyunCall, TencentCall, tencent_error
from central.services.errors import DemoOnlyError
from central.services.ports import Clock, NameCheckProvider, Randomness
from central.settings import RealnameSettings
from desktop.domain.verification import NameCheck

ALIYUN = "https://cloudauth.aliyuncs.com"
TENCENT = "https://faceid.tencentcloudapi.com"
ALIYUN_ANSWERS = {"1": NameCheck.MATCH, "2": NameCheck.MISMATCH, "3": NameCheck.NO_RECORD}
TENCENT_ANSWERS = {"0": NameCheck.MATCH, "-1": NameCheck.MISMATCH, "-5": NameCheck.NO_RECORD}
MADE_UP_REGION = "89"
MISMATCH_SEQUENCE, NO_RECORD_SEQUENCE = "999", "998"


class LocalRealname:
    """A made-up authority for demonstrations: it knows the numbers of region 89 and says "match", except that sequence
    digits (places 15 to 17) 999 mismatch and 998 are not on record. Any other region has no record here.
    """

    def __init__(self, *, demo: bool) -> None:
        if not demo:
            raise DemoOnlyError(provider="local")

    def check(self, document_type: str, number: str, name: str) -> str:
        """Return the outcome by the number alone."""
        sequence = number[14:17]
        if not number.startswith(MADE_UP_REGION) or sequence == NO_RECORD_SEQUENCE or not name:
            return NameCheck.NO_RECORD.value
        if sequence == MISMATCH_SEQUENCE:
            return NameCheck.MISMATCH.value
        return NameCheck.MATCH.value


class NoRealname:
    """No service is set up."""

    def check(self, document_type: str, number: str, name: str) -> str:
        """Return "unavailable"."""
        return NameCheck.UNAVAILABLE.value


class AliyunRealname:
    """`Id2MetaVerify` of cloudauth, version 2019-03-07: name and number in the form body."""

    def __init__(self, call: AliyunCall) -> None:
        self._call = call

    def check(self, document_type: str, number: str, name: str) -> str:
        """Ask; an answer that is none is "unavailable"."""
        fields = {"IdentifyNum": number, "ParamType": "normal", "UserName": name}
        try:
            answer = self._call.by_form("Id2MetaVerify", fields)
        except ProviderDownError:
            return NameCheck.UNAVAILABLE.value
        result = answer.get("ResultObject")
        if str(answer.get("Code")) != "200" or not isinstance(result, dict):
            return NameCheck.UNAVAILABLE.value
        return ALIYUN_ANSWERS.get(str(result.get("BizCode")), NameCheck.UNAVAILABLE).value


class TencentRealname:
    """`IdCardVerification` of faceid, version 2018-03-01."""

    def __init__(self, call: TencentCall) -> None:
        self._call = call

    def check(self, document_type: str, number: str, name: str) -> str:
        """Ask; an answer that is none is "unavailable"."""
        try:
            response = self._call.ask("IdCardVerification", {"IdCard": number, "Name": name})
        except ProviderDownError:
            return NameCheck.UNAVAILABLE.value
        if tencent_error(response):
            return NameCheck.UNAVAILABLE.value
        return TENCENT_ANSWERS.get(str(response.get("Result")), NameCheck.UNAVAILABLE).value


def name_checker(
    settings: RealnameSettings, clock: Clock, randomness: Randomness, *, demo: bool
) -> NameCheckProvider:
    """Return the service that the settings name; raises DemoOnlyError, ProviderSettingsError."""
    match settings.provider:
        case "local":
            return LocalRealname(demo=demo)
        case "none":
            return NoRealname()
        case "aliyun":
            key = _key(settings)
            line = ProviderLine(settings.endpoint or ALIYUN)
            return AliyunRealname(AliyunCall(line, "2019-03-07", key, clock, randomness))
        case "tencent":
            key = _key(settings)
            line = ProviderLine(settings.endpoint or TENCENT)
            return TencentRealname(TencentCall(line, ("faceid", "2018-03-01"), key, settings.region, clock))


def _key(settings: RealnameSettings) -> tuple[str, str]:
    if not settings.key_id or not settings.key_secret:
        raise ProviderSettingsError(
            provider=settings.provider, missing="realname.key_id, realname.key_secret"
        )
    return settings.key_id, settings.key_secret
