"""The line to a log collector: TLS with octet counting (RFC 5425); plain TCP to a relay on this machine alone."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Sequence
from pathlib import Path

from central.providers.errors import ProviderSettingsError
from central.providers.line import LOOPBACK
from central.services.syslog import CollectorDownError
from central.settings import SyslogSettings

TIMEOUT_S = 3.0


class TcpCollector:
    """Keeps one connection; makes it anew after it broke."""

    def __init__(
        self, host: str, port: int, context: ssl.SSLContext | None, timeout_s: float = TIMEOUT_S
    ) -> None:
        if context is None and host not in LOOPBACK:
            raise ProviderSettingsError(provider="syslog", missing="syslog.tls")
        self._host, self._port, self._context, self._timeout_s = host, port, context, timeout_s
        self._line: socket.socket | None = None

    def send(self, lines: Sequence[bytes]) -> None:
        """Send each line as `length SP line`; raises CollectorDownError."""
        try:
            if self._line is None or _hung_up(self._line):
                self.close()
                self._line = self._open()
            self._line.sendall(b"".join(b"%d %s" % (len(line), line) for line in lines))
        except OSError as error:
            self.close()
            raise CollectorDownError(cause=type(error).__name__) from None

    def close(self) -> None:
        """Let the connection go."""
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def _open(self) -> socket.socket:
        plain = socket.create_connection((self._host, self._port), self._timeout_s)
        if self._context is None:
            return plain
        try:
            return self._context.wrap_socket(plain, server_hostname=self._host)
        except OSError:
            plain.close()
            raise


def _hung_up(line: socket.socket) -> bool:
    """Return whether the collector has closed: it never says anything, so whatever can be read is the end."""
    line.setblocking(False)
    try:
        return line.recv(1) == b""
    except (BlockingIOError, ssl.SSLWantReadError):
        return False
    finally:
        line.settimeout(TIMEOUT_S)


def log_collector(settings: SyslogSettings) -> TcpCollector | None:
    """Return the collector that the settings name, None when they name none; raises ProviderSettingsError."""
    if not settings.host:
        return None
    context: ssl.SSLContext | None = None
    if settings.tls:
        ca = Path(settings.ca_file).read_text("ascii") if settings.ca_file else None
        context = ssl.create_default_context(cadata=ca)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
    return TcpCollector(settings.host, settings.port, context)
