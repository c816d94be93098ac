"""HTTPS to central: pinned CA, no redirects, no proxies, no plain text (DECISIONS 21)."""

from __future__ import annotations

import socket
import ssl
import weakref
from collections.abc import Mapping
from urllib.parse import urlsplit

import urllib3
from urllib3.connection import HTTPSConnection
from urllib3.exceptions import HTTPError

from desktop.domain.errors import CentralUnreachableError
from desktop.ports.network import Reply

MAX_ANSWER_BYTES = 8 * 1024 * 1024


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

    def __init__(self, base_url: str, ca_pem: str) -> None:
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
                answer = response.read(MAX_ANSWER_BYTES + 1)
            finally:
                response.release_conn()
        except (HTTPError, OSError) as error:
            raise CentralUnreachableError(cause=type(error).__name__) from error
        if len(answer) > MAX_ANSWER_BYTES:
            raise CentralUnreachableError(cause="answer-too-large")
        return Reply(response.status, answer)

    def close(self) -> None:
        """Close the pool; a later request opens it again."""
        self._pool.close()

    def hang_up(self) -> None:
        """End what is under way, from any thread; nothing is sent any more."""
        self._hung_up = True
        self._lines.shut()
