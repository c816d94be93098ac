"""One signed call to Aliyun or Tencent Cloud; what is asked and what an answer means stands in sms and realname."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from central.providers.errors import ProviderDownError
from central.providers.line import ProviderLine
from central.providers.signatures import (
    JSON,
    acs3_headers,
    query_string,
    tc3_authorization,
    tc3_signature,
)
from central.services.ports import Clock, Randomness

FORM = "application/x-www-form-urlencoded"
AGENT = "clinic-central"


class AliyunCall:
    """Calls of one Aliyun product (`version`), signed by ACS3-HMAC-SHA256."""

    def __init__(
        self, line: ProviderLine, version: str, key: tuple[str, str], clock: Clock, randomness: Randomness
    ) -> None:
        self._line = line
        self._version = version
        self._key = key
        self._clock = clock
        self._randomness = randomness

    def by_query(self, action: str, fields: Mapping[str, str]) -> dict[str, Any]:
        """Send the fields in the query with an empty body; returns the answer, raises ProviderDownError."""
        query = query_string(fields)
        headers = acs3_headers(*self._key, query, self._headers(action), b"")
        return self._line.post(f"/?{query}", headers, b"").body

    def by_form(self, action: str, fields: Mapping[str, str]) -> dict[str, Any]:
        """Send the fields as a form body."""
        body = query_string(fields).encode()
        headers = acs3_headers(*self._key, "", {**self._headers(action), "content-type": FORM}, body)
        return self._line.post("/", headers, body).body

    def _headers(self, action: str) -> dict[str, str]:
        return {
            "accept": JSON,
            "host": self._line.host,
            "user-agent": AGENT,
            "x-acs-action": action,
            "x-acs-credentials-provider": "static_ak",
            "x-acs-date": f"{self._clock.now():%Y-%m-%dT%H:%M:%SZ}",
            "x-acs-signature-nonce": self._randomness.bytes(16).hex(),
            "x-acs-version": self._version,
        }


class TencentCall:
    """Calls of one Tencent Cloud service, signed by TC3-HMAC-SHA256."""

    def __init__(
        self, line: ProviderLine, service: tuple[str, str], key: tuple[str, str], region: str, clock: Clock
    ) -> None:
        self._line = line
        self._service, self._version = service
        self._key = key
        self._region = region
        self._clock = clock

    def ask(self, action: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Return the inner `Response`; raises ProviderDownError."""
        body = json.dumps(fields, ensure_ascii=False, separators=(",", ":")).encode()
        now = self._clock.now()
        key_id, secret = self._key
        signature = tc3_signature(secret, self._service, self._line.host, body, now)
        headers = {
            "Authorization": tc3_authorization(key_id, self._service, signature, now),
            "Content-Type": JSON,
            "Host": self._line.host,
            "User-Agent": AGENT,
            "X-TC-Action": action,
            "X-TC-Region": self._region,
            "X-TC-Timestamp": str(int(now.timestamp())),
            "X-TC-Version": self._version,
        }
        response = self._line.post("/", headers, body).body.get("Response")
        if not isinstance(response, dict):
            raise ProviderDownError(cause="no-response")
        return response


def tencent_error(response: Mapping[str, Any]) -> str:
    """Return the error's code of a Tencent answer, "" when it is none."""
    error = response.get("Error")
    return str(error.get("Code", "unknown")) if isinstance(error, dict) else ""
