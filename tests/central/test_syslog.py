"""What desks trace reaches the hospital's log collector as RFC 5424 lines that name nobody (DECISIONS 21)."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from central.crypto import authority
from central.machine import SystemTimeKeeping
from central.providers.collector import log_collector
from central.providers.errors import ProviderSettingsError
from central.services.ports import ClockState
from central.services.syslog import AGAIN_AFTER_S, CollectorDownError, SyslogExport
from central.services.witness import WitnessService
from central.settings import SyslogSettings
from desktop.domain.audit import AuditAct, AuditEvent
from desktop.domain.ids import DeskId, StaffId
from tests.central.test_witness import Tracing
from tests.fakes.central_world import World

SQLITE = pytest.mark.parametrize("central_database", ["sqlite"], indirect=True)
LINE = re.compile(
    rb"<(\d+)>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z central-1 clinic-central - ([A-Z]+) "
    rb"(?:\[timeQuality [^\]]*\])?\[audit@32473 (.*)\]"
)
SUBJECT = "0123456789abcdef0123456789abcdef"


class Collected:
    """A collector in memory."""

    def __init__(self) -> None:
        self.away = False
        self.lines: list[bytes] = []

    def send(self, lines: Sequence[bytes]) -> None:
        if self.away:
            raise CollectorDownError(cause="away")
        self.lines += lines


IN_STEP = ClockState("kernel", in_step=True, accuracy_us=1500)


@dataclass
class Kept:
    """What the server says of its clock."""

    said: ClockState = IN_STEP

    def state(self) -> ClockState:
        return self.said


def frames(stream: bytes) -> list[bytes]:
    """Take `length SP line` apart."""
    found = []
    while stream:
        length, _, rest = stream.partition(b" ")
        found.append(rest[: int(length)])
        stream = rest[int(length) :]
    return found


def all_of(line: socket.socket) -> bytes:
    return b"".join(iter(lambda: line.recv(65536), b""))


def listen_once(context: ssl.SSLContext | None) -> tuple[int, Future[bytes], ThreadPoolExecutor]:
    """Take one connection on this machine and read it to its end."""
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(20)

    def read() -> bytes:
        with server, server.accept()[0] as plain:
            plain.settimeout(20)
            if context is None:
                return all_of(plain)
            with context.wrap_socket(plain, server_side=True) as line:
                return all_of(line)

    pool = ThreadPoolExecutor(1)
    return server.getsockname()[1], pool.submit(read), pool


def event(world: World, seq: int, act: AuditAct, result: str = "ok", **facts: str | int) -> bytes:
    return AuditEvent(
        seq, world.clock.now(), DeskId("desk-7"), StaffId("1001"), "clerk", act, result, SUBJECT,
        facts=tuple(facts.items()),
    ).to_bytes()  # fmt: skip


@pytest.mark.rows("G77", "T12", "A1")
@SQLITE
@pytest.mark.parametrize("tls", [True, False])
def test_what_central_witnessed_reaches_the_collector_once_and_names_nobody(
    world: World, tmp_path: Path, tls: bool
) -> None:
    context = None
    if tls:
        authority.create(tmp_path, world.clock.now(), ("127.0.0.1",))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(tmp_path / authority.SERVER_CERTIFICATE, tmp_path / authority.SERVER_KEY)
    port, heard, pool = listen_once(context)
    ca = str(tmp_path / "ca.pem") if tls else ""
    collector = log_collector(SyslogSettings("127.0.0.1", port, tls, ca))
    assert collector is not None
    keeping = Kept()
    export = SyslogExport(collector, world.clock, keeping, "central-1")
    tracing = Tracing(world)
    tracing.service = WitnessService(world.parts, export)
    first = tracing.message(tracing.events(3))
    tracing.take(first)
    tracing.service.take(tracing.desk.desk, first)
    export.run_due()
    export.put(
        [event(world, 9, AuditAct.SIGN_IN, clock="kernel-free"), event(world, 10, AuditAct.REVEAL, "refused")]
    )
    export.run_due()
    collector.close()
    lines = frames(heard.result(20))
    pool.shutdown()
    said = lines.pop(3)
    assert said.endswith(
        b' CLOCK [timeQuality tzKnown="1" isSynced="1" syncAccuracy="1500"]'
        b'[audit@32473 source="kernel" central_clock="in-step"]'
    )
    assert len(lines) == 5, "a repeat of the same head is not sent again"
    found = [LINE.fullmatch(line) for line in lines]
    assert all(found)
    assert [m[1] for m in found if m] == [b"110", b"110", b"110", b"110", b"108"]
    assert b'act="sign-in" result="ok" clock="kernel-free" central_clock="in-step"' in lines[3]
    assert b'desk="desk-7" seq="10" actor="1001" role="clerk" act="reveal" result="refused"' in lines[4]
    assert SUBJECT.encode() not in b"".join(lines)


@SQLITE
def test_what_does_not_fit_while_the_collector_is_away_is_counted_and_said_when_it_is_back(
    world: World,
) -> None:
    collected = Collected()
    export = SyslogExport(collected, world.clock, Kept(), "central-1", most=3)
    export.run_due()
    collected.lines.clear()
    collected.away = True
    export.put([event(world, n, AuditAct.PRINT) for n in range(1, 6)])
    export.run_due()
    assert (export.lost, collected.lines) == (2, [])
    collected.away = False
    export.run_due()
    assert collected.lines == [], "a collector that is away is not asked every second"
    world.clock.forward(seconds=AGAIN_AFTER_S)
    export.run_due()
    kinds = [m[2] for m in map(LINE.fullmatch, collected.lines) if m]
    assert kinds == [b"LOST", b"AUDIT", b"AUDIT", b"AUDIT"]
    assert b'lost="2"' in collected.lines[0]
    assert export.lost == 0
    export.run_due()
    assert len(collected.lines) == 4


def test_a_collector_elsewhere_is_asked_over_tls_only() -> None:
    assert log_collector(SyslogSettings()) is None
    with pytest.raises(ProviderSettingsError):
        log_collector(SyslogSettings("192.0.2.9", 514, tls=False))


@pytest.mark.rows("G77", "T12")
@SQLITE
def test_the_collector_is_told_when_centrals_own_clock_falls_out_of_step_and_once_a_day(world: World) -> None:
    collected, keeping = Collected(), Kept()
    export = SyslogExport(collected, world.clock, keeping, "central-1")
    export.run_due()
    export.run_due()
    keeping.said = ClockState("kernel", in_step=False)
    export.put([event(world, 1, AuditAct.PRINT)])
    export.run_due()
    world.clock.forward(days=1)
    keeping.said = ClockState("unknown")
    export.run_due()
    world.clock.forward(days=1)
    export.run_due()
    told = [(m[1], m[2], m[3]) for m in map(LINE.fullmatch, collected.lines) if m]
    assert [(level, kind) for level, kind, _ in told] == [
        (b"110", b"CLOCK"), (b"110", b"AUDIT"), (b"108", b"CLOCK"), (b"108", b"CLOCK"), (b"108", b"CLOCK"),
    ]  # fmt: skip
    assert told[1][2].endswith(b'central_clock="free"')
    assert b'isSynced="0"]' in collected.lines[2]


def test_the_kernel_says_whether_the_clock_is_in_step() -> None:
    state = SystemTimeKeeping().state()
    assert state.source in ("kernel", "unknown")
    assert (state.in_step is None) == (state.source == "unknown")
    assert state.in_step is not True or (state.accuracy_us or 0) >= 0
