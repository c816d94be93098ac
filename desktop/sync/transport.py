"""HTTPS to central: pinned CA, no redirects, no proxies, no plain text (DECISIONS 21)."""

from __future__ import annotations

import socket
import ssl
import time
import weakref
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

import urllib3
from urllib3.connection import HTTPSConnection
from urllib3.exceptions import HTTPError

from desktop.domain.errors import CentralUnreachableError
from desktop.ports.network import Reply

MAX_ANSWER_BYTES = 8 * 1024 * 1024
PART_BYTES = 64 * 1024


def pinned_context(ca_pem: str) -> ssl.SSLContext:
    """Return a TLS 1.3 client context that trusts this CA and no other."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_verify_locations(cadata=ca_pem)
    return context


class _Lines:
    """The connections that are open now, idle or waiting for an answer."""

    def __init__(self) -> None:
        self._open: weakref.WeakSet[HTTPSConnection] = weakref.WeakSet()

    def connection(self) -> type[HTTPSConnection]:
        """Return a kind of connection that stands here once it is made."""
        lines = self._open

        class Line(HTTPSConnection):
            def connect(self) -> None:
                super().connect()
                lines.add(self)

        return Line

    def shut(self) -> None:
        """Shut every socket down; closing a client from another thread would not wake who waits (DECISIONS 18)."""
        for line in tuple(self._open):
            if line.sock is not None:
                try:
                    # the plain socket's own: TLS would forget its state under the thread that reads
                    socket.socket.shutdown(line.sock, socket.SHUT_RDWR)
                except OSError:
                    continue


class HttpsNetwork:
    """The real line: a small pool of kept connections to one host."""

    def __init__(self, base_url: str, ca_pem: str, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        parts = urlsplit(base_url)
        if parts.scheme != "https" or not parts.hostname:
            raise ValueError("central's address must begin with https")
        self._pool = urllib3.HTTPSConnectionPool(
            parts.hostname,
            parts.port or 443,
            maxsize=3,
            retries=False,
            ssl_context=pinned_context(ca_pem),
        )
        self._lines = _Lines()
        self._pool.ConnectionCls = self._lines.connection()
        self._hung_up = False

    def send(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes, timeout_s: float
    ) -> Reply:
        """Return the answer; raises CentralUnreachableError when none came in time or it is too large."""
        if self._hung_up:
            raise CentralUnreachableError
        try:
            response = self._pool.urlopen(
                method,
                path,
                body=body,
                headers=dict(headers),
                timeout=urllib3.Timeout(connect=min(timeout_s, 2.0), read=timeout_s),
                redirect=False,
                preload_content=False,
            )
            try:
                answer = self._body(response, self._seconds() + timeout_s)
            finally:
                response.release_conn()
        except (HTTPError, OSError) as error:
            raise CentralUnreachableError(cause=type(error).__name__) from error
        return Reply(response.status, answer)

    def _body(self, response: urllib3.BaseHTTPResponse, until: float) -> bytes:
        """Return the whole body; one that is too large or comes drop by drop ends the connection."""
        answer = bytearray()
        while part := response.read1(PART_BYTES):
            answer += part
            late = self._seconds() > until
            if late or len(answer) > MAX_ANSWER_BYTES:
                response.close()
                raise CentralUnreachableError(cause="answer-too-slow" if late else "answer-too-large")
        return bytes(answer)

    def close(self) -> None:
        """Close the pool; a later request opens it again."""
        self._pool.close()

    def hang_up(self) -> None:
        """End what is under way, from any thread; nothing is sent any more."""
        self._hung_up = True
        self._lines.shut()
