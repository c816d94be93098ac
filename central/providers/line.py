"""The line to a provider: HTTPS with the system's authorities, no redirects, short time limits, no URLs in logs.

Aliyun's SMS call carries phone and code in its URL (DOMAIN §6.1), so nothing here ever logs or raises one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import urllib3

from central.providers.errors import ProviderDownError

TIMEOUT_S = 6.0
MOST_ANSWER_BYTES = 256 * 1024
LOOPBACK = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Answer:
    """A provider's HTTP answer, its body read as a JSON object."""

    status: int
    body: dict[str, Any]


class ProviderLine:
    """Calls one host; plain HTTP is allowed to this machine only (tests, a local relay)."""

    def __init__(self, endpoint: str, timeout_s: float = TIMEOUT_S) -> None:
        parts = urlsplit(endpoint)
        host = parts.hostname or ""
        if parts.scheme != "https" and not (parts.scheme == "http" and host in LOOPBACK):
            raise ValueError("a provider's address must begin with https")
        self.host = parts.netloc
        self._base = f"{parts.scheme}://{parts.netloc}"
        self._timeout = urllib3.Timeout(connect=min(3.0, timeout_s), read=timeout_s)
        self._pool = urllib3.PoolManager(num_pools=1, maxsize=4, retries=False)

    def post(self, target: str, headers: Mapping[str, str], body: bytes) -> Answer:
        """Send one request; raises ProviderDownError without its address."""
        try:
            response = self._pool.urlopen(
                "POST", self._base + target, headers=dict(headers), body=body, timeout=self._timeout, redirect=False,
                preload_content=False,
            )  # fmt: skip
            try:
                raw = response.read(MOST_ANSWER_BYTES + 1)
            finally:
                response.release_conn()
        except (urllib3.exceptions.HTTPError, OSError) as error:
            raise ProviderDownError(cause=type(error).__name__) from None
        try:
            answer = json.loads(raw[:MOST_ANSWER_BYTES])
        except ValueError:
            raise ProviderDownError(cause="not-json") from None
        if not isinstance(answer, dict):
            raise ProviderDownError(cause="not-an-object")
        return Answer(response.status, answer)
