"""The parts of the demo and the tour: a central, enrolled desks and card readers, each a process of its own."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import date
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any

HOSPITAL = "市第一人民医院"
ROOT = Path(__file__).resolve().parents[2]


class DemoError(RuntimeError):
    """A part of the demo did not come up; the message says which and where its log is."""


def wait_until(condition: Any, what: str, timeout_s: float = 60.0, every_s: float = 0.05) -> Any:
    """Return the first true answer of `condition`; raises DemoError after `timeout_s` seconds."""
    end = time.monotonic() + timeout_s
    while time.monotonic() < end:
        answer = condition()
        if answer:
            return answer
        time.sleep(every_s)
    raise DemoError(f"waited {timeout_s:.0f} s for {what}")


def free_port() -> int:
    """Return a TCP port of the loopback address that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


Main = Callable[[Sequence[str]], int]
_here: dict[str, Main] = {}


def run_here(module: str, main: Main) -> None:
    """Run the sub-commands of a module in this process from now on: a new one only loads the same modules again."""
    _here[module] = main


def command(module: str, *words: str, timeout_s: float = 180.0) -> str:
    """Run a sub-command of the desk or of central and return what it printed; raises DemoError when it fails."""
    if module in _here:
        return _command_here(module, words)
    done = subprocess.run(
        [sys.executable, "-m", module, *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=timeout_s,
        check=False,
    )
    if done.returncode != 0:
        raise DemoError(f"{module} {words[0]} ended with {done.returncode}: {done.stderr.strip()[-800:]}")
    return done.stdout


def _command_here(module: str, words: Sequence[str]) -> str:
    out, wrong = TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True), StringIO()
    with redirect_stdout(out), redirect_stderr(wrong):
        code = _here[module](words)
    if code != 0:
        raise DemoError(f"{module} {words[0]} ended with {code}: {wrong.getvalue().strip()[-800:]}")
    written = out.buffer.getvalue()  # type: ignore[attr-defined]  # the BytesIO above
    return str(written.decode())


@dataclass
class Process:
    """A child with its log file; stopped at the end whatever happens."""

    name: str
    words: list[str]
    log: Path
    env: dict[str, str] = field(default_factory=dict)
    child: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the child in its own process group."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as out:
            self.child = subprocess.Popen(
                self.words,
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env={**os.environ, **self.env},
                start_new_session=True,
            )

    def alive(self) -> bool:
        """Return whether the child runs."""
        return self.child is not None and self.child.poll() is None

    def family(self) -> list[int]:
        """Return the ids of the child and of everything that it started (Linux)."""
        if self.child is None:
            return []
        found = [self.child.pid]
        for pid in found:
            for listed in Path(f"/proc/{pid}/task").glob("*/children"):
                try:
                    found += [int(word) for word in listed.read_text().split()]
                except OSError:
                    continue
        return found

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """End the child and wait for it; SIGKILL after ten seconds."""
        if self.child is None or self.child.poll() is not None:
            return
        self.child.send_signal(how)
        try:
            self.child.wait(10)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait(10)


class Central:
    """A demo central, on SQLite unless a database is named: made once per home, then only served."""

    def __init__(
        self,
        home: Path,
        *,
        people: int = 3000,
        days: int = 14,
        online_channel: bool = True,
        database: str = "",
    ) -> None:
        self.home = home / "central"
        self.people = people
        self.days = days
        self.online_channel = online_channel
        self.database = database
        self.port = free_port()
        self.log = home / "log" / "central.log"
        self.process = self._process()

    def _process(self, days_later: int = 0) -> Process:
        words = [
            sys.executable, "-m", "central", "serve", "--home", str(self.home), "--host", "127.0.0.1",
            "--port", str(self.port), *(["--demo-online"] if self.online_channel else []),
            *(["--demo-days-later", str(days_later)] if days_later else []),
        ]  # fmt: skip
        return Process("central", words, self.log, {"PYTHONUNBUFFERED": "1"})

    def prepare(self) -> None:
        """Make keys, database and made-up hospital when this home has none."""
        marker = self.home / "port"
        if marker.exists():
            self.port = int(marker.read_text())
            self.process = self._process()
            return
        home = ("--home", str(self.home))
        where = ("--database", self.database) if self.database else ()
        command("central", "init", *home, *where, "--hospital", HOSPITAL, "--demo")
        command("central", "demo-data", *home, "--people", str(self.people), "--days", str(self.days))
        marker.write_text(str(self.port))

    def prepare_like(self, pattern: Central) -> None:
        """Take a copy of a prepared home that nobody has served yet; the port is one's own."""
        shutil.copytree(pattern.home, self.home, ignore=shutil.ignore_patterns("port"))
        (self.home / "port").write_text(str(self.port))

    def days_later(self, days: int) -> None:
        """Stop, and serve as if so many days had gone by."""
        self.stop()
        self.process = self._process(days)
        self.start()

    def another_process(self) -> Central:
        """Return one more process on the same keys and database, on a port of its own (central keeps no state)."""
        twin = Central(self.home.parent, online_channel=False, database=self.database)
        twin.log = self.log.with_name(f"central-{twin.port}.log")
        twin.process = twin._process()  # the same class
        return twin

    def start(self) -> None:
        """Serve, and wait until the port answers."""
        self.process.start()
        wait_until(self._listens, "central's port", 60)

    def _listens(self) -> bool:
        if not self.process.alive():
            raise DemoError(f"central ended; its log is {self.log}")
        try:
            with socket.create_connection(("127.0.0.1", self.port), 0.5):
                return True
        except OSError:
            return False

    def stop(self) -> None:
        """Stop the process; its port is closed afterwards."""
        self.process.stop()

    def enroll_code(self, window: str, port: int = 0) -> str:
        """Return a one-time code for a new outage desk that comes to central's port, or to the `port` of its cable."""
        out = command(
            "central", "enroll-code", "--home", str(self.home), "--window", window, "--url",
            f"https://127.0.0.1:{port or self.port}", "--outage-departments", "all",
        )  # fmt: skip
        return out.strip().splitlines()[-1]

    def sign_roster(self) -> None:
        """Put waiting staff keys on the roster with the founding key."""
        command(
            "central", "roster", "sign", "--home", str(self.home), "--founding-key",
            str(self.home / "founding.key"),
        )  # fmt: skip

    def bookings(self) -> dict[str, Any]:
        """Return central's own rows of bookings and their totals."""
        answer = json.loads(command("central", "export-bookings", "--home", str(self.home), "--json"))
        assert isinstance(answer, dict)
        return answer

    def figures(self, day: date | None = None) -> dict[str, Any]:
        """Return what central's own rows say of sessions, money, stops, requests and deletions."""
        when = ("--day", day.isoformat()) if day else ()
        answer = json.loads(command("central", "export-figures", "--home", str(self.home), "--json", *when))
        assert isinstance(answer, dict)
        return answer

    def codes(self) -> list[str]:
        """Return the codes that the local sender showed in central's log window, oldest first."""
        lines = self.log.read_text("utf-8", "replace").splitlines()
        return [
            line.rsplit(" ", 1)[-1].strip() for line in lines if line.startswith("SMS ") and " code " in line
        ]


class Reader:
    """A card reader on a pseudo-terminal, with the control socket that puts cards on it."""

    def __init__(self, home: Path, name: str) -> None:
        self.control = home / f"{name}.sock"
        self.log = home / "log" / f"{name}.log"
        self.port = str(home / f"{name}.tty")
        words = [
            sys.executable, "-m", "desktop.devices.reader_emulator", "--control", str(self.control),
            "--link", self.port,
        ]  # fmt: skip
        self.process = Process(name, words, self.log, {"PYTHONUNBUFFERED": "1"})

    def start(self) -> None:
        """Start the emulator and wait for its control socket."""
        self.process.start()
        wait_until(self.control.exists, "the reader emulator")

    def say(self, **message: Any) -> None:
        """Send one control message."""
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(self.control))
            line.sendall(json.dumps(message).encode() + b"\n")
            answer = json.loads(line.recv(4096))
        if not answer.get("ok"):
            raise DemoError(f"the reader refused: {answer.get('error')}")

    def place(self, person: Any) -> None:
        """Put the resident card of a made-up person on the reader."""
        self.say(
            do="place",
            card={
                "layout": "resident",
                "name": person.name,
                "sex_code": person.sex.value,
                "ethnic_code": "01",
                "birth": person.birth.strftime("%Y%m%d"),
                "address": person.address,
                "number": person.number,
                "issuer": "测试公安局",
                "valid_from": "20200101",
                "valid_until": "20400101",
            },
        )

    def lift(self) -> None:
        """Take the card away."""
        self.say(do="lift")


class Desk:
    """One enrolled desk in its own home, with a status file that says which page and state it is in."""

    def __init__(self, home: Path, name: str, window: str, reader: str) -> None:
        self.home = home / name
        self.name = name
        self.window = window
        self.status_file = home / f"{name}.status"
        self.log = home / "log" / f"{name}.log"
        self.reader = reader
        self.process: Process | None = None

    def enroll(self, code: str) -> None:
        """Enrol once; the made-up staff get their key slots."""
        if not (self.home / "installation.json").exists():
            command(
                "desktop",
                "enroll",
                "--home",
                str(self.home),
                "--code",
                code,
                "--demo-staff",
                "--vault",
                "file",
            )

    def start(self, *options: str) -> None:
        """Open the window."""
        words = [
            sys.executable, "-m", "desktop", "--home", str(self.home), "--reader", self.reader,
            "--status-file", str(self.status_file), *options,
        ]  # fmt: skip
        self.status_file.unlink(missing_ok=True)
        self.process = Process(self.name, words, self.log, {"PYTHONUNBUFFERED": "1"})
        self.process.start()

    def status(self) -> dict[str, Any]:
        """Return what the window last said of itself (no personal data)."""
        try:
            answer = json.loads(self.status_file.read_text())
        except (OSError, ValueError):
            answer = {}
        if self.process is not None and not self.process.alive():
            raise DemoError(f"{self.name} ended; its log is {self.log}")
        return answer if isinstance(answer, dict) else {}

    def wait(self, what: str, timeout_s: float = 90.0, **wanted: Any) -> dict[str, Any]:
        """Wait until the status holds all wanted values; returns the status."""

        def holds() -> dict[str, Any] | None:
            now = self.status()
            return now if now and all(now.get(key) == value for key, value in wanted.items()) else None

        try:
            answer = wait_until(holds, f"{self.name}: {what}", timeout_s)
        except DemoError as error:
            raise DemoError(f"{error}; last status {self.status()}") from None
        assert isinstance(answer, dict)
        return answer

    def slips(self) -> list[Path]:
        """Return the printed slips and receipts of money as files; letters are printed too, and kept apart."""
        letters = {letter.stem for letter in (self.home / "letters").glob("*.pdf")}
        return sorted(p for p in (self.home / "spool").glob("*.escpos") if p.stem not in letters)

    def stop(self) -> None:
        """Close the window."""
        if self.process is not None:
            self.process.stop()
