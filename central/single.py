"""`clinic-single`: a central with made-up people on SQLite and one desk, on this PC alone; closes with the window.

On Windows it has a console of its own, which says what is going on and stays open when something went wrong.

Everything it makes is a demonstration for ever (the keys say so): it can never serve real people. A small clinic in
earnest sets up the same two programs by the handbook.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from platformdirs import user_data_path

APP = "clinic-single"
WINDOW = "练习窗口"
HOSPITAL = "练习医院"
CENTRAL, DESK = "central", "desktop"
START_S = 60.0
LOOK_EVERY_S = 0.1
END_S = 20.0
PREPARING = "正在准备练习环境，第一次约需一分钟… Preparing, the first time takes about a minute.\n"
OPENED = "练习窗口已打开；关闭练习窗口即全部结束。 Open; everything ends with the desk's window.\n"
KEY_TO_CLOSE = "按回车键关闭。 Press Enter to close. "


class SingleError(RuntimeError):
    """A part did not come up; the message says which and where its log is."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Prepare once, serve, open the window, stop; returns the window's exit code.

    With `central` as its first word it is central's command line: a frozen program has no Python beside it.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a pipe under a code page without Chinese ends nothing
    if words[:1] == [CENTRAL]:
        from central.cli.main import main as central

        return central(words[1:])
    parser = argparse.ArgumentParser(
        prog=APP, description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--home", type=Path, help="folder of everything (default: this account's data)")
    parser.add_argument("--people", type=int, default=500, metavar="N", help="made-up people (500)")
    parser.add_argument("--status-file", help="where the window says what it shows")
    parser.add_argument("--prepare-only", action="store_true", help="make everything and end")
    chosen = parser.parse_args(words)
    for ending in _endings():
        signal.signal(ending, lambda *_: sys.exit(143))
    clinic = OnePc(chosen.home or Path(user_data_path(APP, appauthor=False)))
    try:
        clinic.prepare(chosen.people)
        if chosen.prepare_only:
            return 0
        with clinic.serving():
            return clinic.window(chosen.status_file)
    except SingleError as error:
        sys.stderr.write(f"{error}\n")
        if sys.platform == "win32" and sys.stdin is not None and sys.stdin.isatty():
            input(KEY_TO_CLOSE)  # the console was opened for this program alone
        return 1


class OnePc:
    """The two homes, the port between them, and the child that serves."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.central, self.desk = home / "central", home / "desk"
        self._log = home / "central.log"

    def prepare(self, people: int) -> None:
        """Make central and desk when they are missing; a broken beginning is begun anew."""
        self.home.mkdir(parents=True, exist_ok=True, mode=0o700)
        central = ("--home", str(self.central))
        if not (self.home / "port").exists():
            _say(PREPARING)
            _run(CENTRAL, "init", *central, "--hospital", HOSPITAL, "--demo")
            _run(CENTRAL, "demo-data", *central, "--people", str(people))
            (self.home / "port").write_text(str(_free_port()))
        if (self.desk / "installation.json").exists():
            return
        code = _run(
            CENTRAL,
            "enroll-code",
            *central,
            "--window",
            WINDOW,
            "--url",
            self._url(),
            "--outage-departments",
            "all",
        )
        with self.serving():
            _run(
                DESK, "enroll", "--home", str(self.desk), "--code", code.strip().splitlines()[-1], "--demo-staff",
                "--vault", "file",
            )  # fmt: skip
        _run(CENTRAL, "roster", "sign", *central, "--founding-key", str(self.central / "founding.key"))

    def serving(self) -> _Serving:
        """Return central as a context: it answers inside and has ended afterwards."""
        words = ["serve", "--home", str(self.central), "--host", "127.0.0.1", "--port", str(self._port())]
        return _Serving(words, self._port(), self._log)

    def window(self, status_file: str | None) -> int:
        """Open the desk until it is closed."""
        more = ["--status-file", status_file] if status_file else []
        child = subprocess.Popen([*program(DESK), "--home", str(self.desk), *more])
        _say(OPENED)
        try:
            return child.wait()
        finally:
            # ended from outside: the window closes as by its own cross
            child.terminate()
            child.wait(END_S)

    def _port(self) -> int:
        return int((self.home / "port").read_text())

    def _url(self) -> str:
        return f"https://127.0.0.1:{self._port()}"


class _Serving:
    """Central in a child of its own."""

    def __init__(self, words: list[str], port: int, log: Path) -> None:
        self._words, self._port, self._log = words, port, log
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> None:
        with self._log.open("ab") as out:
            self._child = subprocess.Popen(
                [*program(CENTRAL), *self._words],
                stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, env=_environment(),
            )  # fmt: skip
        end = time.monotonic() + START_S
        while not self._answers():
            if self._child.poll() is not None or time.monotonic() > end:
                self.__exit__()
                raise SingleError(f"central did not come up; its log is {self._log.name} in the home")
            time.sleep(LOOK_EVERY_S)

    def __exit__(self, *_: object) -> None:
        assert self._child is not None
        self._child.terminate()
        try:
            self._child.wait(10)
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self._port), 0.5):
                return True
        except OSError:
            return False


def program(module: str, *, console: bool = False) -> list[str]:
    """Return how a part is started: by this Python, or frozen as the desk's program or this one's first word.

    On Windows the desk's window is a program without a `console`; its sub-commands have one that prints.
    """
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-m", module]
    here = Path(sys.executable)
    if module == CENTRAL:
        return [str(here), CENTRAL]
    return [str(here.with_name("clinic-desk" + (".com" if console and here.suffix else here.suffix)))]


def _environment() -> dict[str, str]:
    """What the parts print and log is UTF-8 on every system."""
    return {**os.environ, "PYTHONUTF8": "1"}


def _endings() -> list[signal.Signals]:
    """On Windows the cross of the console comes as SIGBREAK."""
    if sys.platform == "win32":
        return [signal.SIGTERM, signal.SIGBREAK]
    return [signal.SIGTERM]


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _run(module: str, *words: str) -> str:
    done = subprocess.run(
        [*program(module, console=True), *words], capture_output=True, check=False,
        encoding="utf-8", errors="replace", env=_environment(),
    )  # fmt: skip
    if done.returncode != 0:
        raise SingleError(f"{module} {words[0]} ended with {done.returncode}: {done.stderr.strip()[-400:]}")
    return done.stdout


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    raise SystemExit(main())
