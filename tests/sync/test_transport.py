"""The line to central is cut from another thread, whatever waits on it (DECISIONS 18)."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from central.crypto import authority
from central.machine import SystemClock
from desktop.domain.errors import CentralUnreachableError
from desktop.sync.transport import HttpsNetwork

LONG_S = 60.0


class SilentCentral:
    """Takes one request over TLS 1.3 and never answers it."""

    def __init__(self, home: Path) -> None:
        authority.create(home, SystemClock().now(), [])
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(home / authority.SERVER_CERTIFICATE, home / authority.SERVER_KEY)
        self._door = socket.create_server(("127.0.0.1", 0))
        self.address = f"https://127.0.0.1:{self._door.getsockname()[1]}"
        self.ca_pem = authority.ca_pem(home)
        self.asked = Event()

    def serve(self) -> bytes:
        """Return what came after the request: nothing, once the desk hung up."""
        plain, _ = self._door.accept()
        with self._door, plain, self._context.wrap_socket(plain, server_side=True) as line:
            line.recv(4096)
            self.asked.set()
            try:
                return line.recv(4096)
            except OSError:
                return b""


@pytest.fixture
def lanes() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(2) as pool:
        yield pool


@pytest.mark.rows("G80", "G81")
def test_hanging_up_wakes_a_request_that_waits_and_sends_nothing_more(
    tmp_path: Path, lanes: ThreadPoolExecutor
) -> None:
    central = SilentCentral(tmp_path)
    network = HttpsNetwork(central.address, central.ca_pem)
    served = lanes.submit(central.serve)
    waiting = lanes.submit(lambda: network.send("GET", "/v1/wake", {}, b"", LONG_S))
    assert central.asked.wait(LONG_S)
    network.hang_up()
    with pytest.raises(CentralUnreachableError):
        waiting.result(LONG_S / 2)
    assert served.result(LONG_S / 2) == b""
    with pytest.raises(CentralUnreachableError):
        network.send("GET", "/v1/wake", {}, b"", LONG_S)
    network.close()
