"""A central that lies: over the real line it gets nothing but "no line", and its rows change nothing (T9, T10)."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest

from central.crypto import authority
from central.machine import SystemClock
from desktop.crypto.formats import SigningKey
from desktop.domain.errors import CentralUnreachableError
from desktop.domain.ids import DeskId, StaffId
from desktop.sync.client import CentralClient, RequestNumbers
from desktop.sync.roster import roster_of
from desktop.sync.transport import MAX_ANSWER_BYTES, HttpsNetwork
from desktop.sync.wire import CodeRequest, CodeSent, RosterRow, WireRosterEntry
from tests.fakes.keys import FakeRandomness
from tests.sync.test_client import Blocks, NoSecrets
from tests.sync.test_erasure_proof import NOW, Desk, Hospital, desk

__all__ = ["desk"]
OK = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
STEP_S = 0.4
Answer = Callable[[ssl.SSLSocket], None]


class EvilCentral:
    """Takes one connection with a certificate of its own and answers as it likes."""

    def __init__(self, home: Path) -> None:
        authority.create(home, SystemClock().now(), [])
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._context.load_cert_chain(home / authority.SERVER_CERTIFICATE, home / authority.SERVER_KEY)
        self._door = socket.create_server(("127.0.0.1", 0))
        self._door.settimeout(20)
        self.address = f"https://127.0.0.1:{self._door.getsockname()[1]}"
        self.ca_pem = authority.ca_pem(home)

    def serve(self, answer: Answer | None) -> bytes:
        """Return what the desk said; without an answer the line is plain text."""
        with self._door, self._door.accept()[0] as plain:
            plain.settimeout(20)
            if answer is None:
                plain.sendall(OK + b"Content-Length: 2\r\n\r\n{}")
                return b""
            try:
                with self._context.wrap_socket(plain, server_side=True) as line:
                    heard = line.recv(65536)
                    answer(line)
                    while line.recv(65536):  # what is left unread would break the line off before its end
                        continue
                    return heard
            except OSError:
                return b""


class Seconds:
    """A count that goes on by itself with every look."""

    def __init__(self) -> None:
        self._at = 0.0

    def __call__(self) -> float:
        self._at += STEP_S
        return self._at


@pytest.fixture
def lanes() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def said(status: bytes, body: bytes, headers: bytes = b"", length: int | None = None) -> Answer:
    size = len(body) if length is None else length
    head = b"HTTP/1.1 " + status + b"\r\nContent-Type: application/json\r\n" + headers
    return lambda line: line.sendall(head + b"Content-Length: %d\r\n\r\n" % size + body)


def cut(line: ssl.SSLSocket) -> None:
    """Break off in the middle of the answer."""
    said(b"200 OK", b'{"code_id":"c"', length=500)(line)
    raise ConnectionAbortedError


def dripping(line: ssl.SSLSocket) -> None:
    """Give a right answer, but not in time."""
    right = msgspec.json.encode(CodeSent("code-1", 300, 60))
    line.sendall(OK + b"Content-Length: %d\r\n\r\n" % (100_000 + len(right)))
    for _ in range(1000):
        line.sendall(b" " * 100)
    line.sendall(right)


def call(network: HttpsNetwork) -> CodeSent:
    client = CentralClient(network, NoSecrets(), RequestNumbers(Blocks()))
    return client.call("/v1/codes", CodeRequest("15400138000"), CodeSent, 5.0)


@pytest.mark.rows("T9", "T10")
@pytest.mark.parametrize(
    "answer",
    [
        None,
        said(b"302 Found", b"{}", b"Location: https://127.0.0.1:1/\r\n"),
        said(b"200 OK", b" " * (MAX_ANSWER_BYTES + 1)),
        cut,
        said(b"200 OK", b"\xff\xfe{{{"),
        said(b"200 OK", b"[" * 100_000),
        said(b"200 OK", b'{"code_id":7,"expires_in_s":"x"}'),
        said(b"500 Oops", b"<html>"),
        said(b"409 Conflict", b'["replayed"' + b"[" * 100_000),
        dripping,
    ],
    ids=[
        "plain",
        "elsewhere",
        "too-large",
        "cut",
        "no-json",
        "nested",
        "other-types",
        "html",
        "odd-refusal",
        "drop-by-drop",
    ],
)
def test_whatever_it_answers_over_the_line_a_desk_takes_it_for_no_line(
    tmp_path: Path, lanes: ThreadPoolExecutor, answer: Answer | None
) -> None:
    evil = EvilCentral(tmp_path)
    network = HttpsNetwork(evil.address, evil.ca_pem, Seconds())
    heard: Future[bytes] = lanes.submit(evil.serve, answer)
    try:
        with pytest.raises(CentralUnreachableError):
            call(network)
    finally:
        network.close()
    heard.result(30)


@pytest.mark.rows("T9")
def test_to_a_central_of_another_authority_nothing_is_said(tmp_path: Path, lanes: ThreadPoolExecutor) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "other").mkdir()
    authority.create(tmp_path / "own", SystemClock().now(), [])
    evil = EvilCentral(tmp_path / "other")
    heard = lanes.submit(evil.serve, said(b"200 OK", b"{}"))
    with pytest.raises(CentralUnreachableError):
        call(HttpsNetwork(evil.address, authority.ca_pem(tmp_path / "own")))
    assert heard.result(30) == b""


def by_another_founder(hospital: Hospital) -> RosterRow:
    row = hospital.roster(version=2)
    stranger = SigningKey.new(FakeRandomness("stranger"))
    return msgspec.structs.replace(row, signature=stranger.sign("roster", roster_of(row).signed_bytes()))


def with_one_more(hospital: Hospital) -> RosterRow:
    row = hospital.roster(version=2)
    mole = WireRosterEntry(
        StaffId("mole"), "某人", "mr", "supervisor", DeskId("desk-1"), bytes(32), bytes(32), NOW, NOW
    )
    return msgspec.structs.replace(row, entries=(*row.entries, mole))


@pytest.mark.rows("T10", "P4")
@pytest.mark.parametrize(
    "roster",
    [
        by_another_founder,
        with_one_more,
        lambda hospital: hospital.roster(version=1),
        lambda hospital: hospital.roster(version=0),
        lambda hospital: hospital.roster(version=2),
        lambda hospital: msgspec.structs.replace(hospital.roster(version=2), signature=b""),
    ],
    ids=["other-founder", "one-more", "the-same-again", "older", "not-linked", "unsigned"],
)
def test_it_adds_nobody_to_the_roster_and_brings_no_older_one(
    desk: Desk, roster: Callable[[Hospital], RosterRow]
) -> None:
    before = desk.roster()
    desk.receive(roster(desk.hospital))
    assert desk.roster() == before
