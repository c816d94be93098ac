"""Two PostgreSQL clusters for the fail-over drill: one writes, the other takes every commit before it counts.

Here plain streaming replication and `pg_ctl promote`; Patroni stands in failover_patroni. The one that died comes back
as the other's replica. Loopback addresses and a scratch folder only; PostgreSQL never runs as root.
"""

from __future__ import annotations

import os
import pwd
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg
from demo_parts import DemoError, free_port, wait_until

USER = "clinic"
NAMES = ("left", "right")
UNPRIVILEGED = ("postgres", "nobody")


def server_tools() -> Path | None:
    """Return the folder of Debian's newest PostgreSQL, None where there is none."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/pg_basebackup"), key=lambda tool: int(tool.parts[-3])
    )
    return found[-1].parent if found else None


class Clusters:
    """What both ways have in common: two ports, who writes, and the machine that dies."""

    kind = ""

    def __init__(self, folder: Path, tools: Path) -> None:
        self.folder = folder
        self.tools = tools
        self.ports = dict(zip(NAMES, (free_port(), free_port()), strict=True))
        self.account = _account()
        folder.chmod(0o755)
        self._give(folder)
        for name in NAMES:
            self.data(name).mkdir(mode=0o700)
            self._give(self.data(name))

    def data(self, name: str) -> Path:
        """Return a cluster's data folder."""
        return self.folder / name

    def address(self) -> str:
        """Return what stands in central.json: both servers, and only the one that writes is taken."""
        hosts = "&".join(f"host=127.0.0.1:{self.ports[name]}" for name in NAMES)
        return (
            f"postgresql+psycopg://{USER}@/postgres?{hosts}&target_session_attrs=read-write&connect_timeout=3"
        )

    def start(self) -> None:
        """Bring up both; returns when the second one holds every commit. Raises DemoError."""
        raise NotImplementedError

    def promote(self, name: str) -> None:
        """Let the second one write; Patroni does so by itself."""

    def bring_back(self, name: str) -> None:
        """Start the dead one again, as a replica that every commit waits for. Raises DemoError."""
        raise NotImplementedError

    def stop(self) -> None:
        """End everything that was started."""
        raise NotImplementedError

    def writer(self) -> str:
        """Return who writes now, "" while nobody does."""
        return next((name for name in NAMES if self._asked(name, "select not pg_is_in_recovery()")), "")

    def in_step(self) -> bool:
        """Return whether the writer waits for the other one at each commit."""
        question = "select count(*) from pg_stat_replication where sync_state in ('sync', 'quorum')"
        writer = self.writer()
        return bool(writer) and self._asked(writer, question) == 1

    def kill(self, name: str) -> None:
        """The machine is gone: every process of this cluster, at once, without a word."""
        leader = int((self.data(name) / "postmaster.pid").read_text().splitlines()[0])
        for process in (leader, *_children(leader)):
            os.kill(process, signal.SIGKILL)

    def _asked(self, name: str, question: str) -> Any:
        try:
            with psycopg.connect(
                host="127.0.0.1", port=self.ports[name], user=USER, dbname="postgres", connect_timeout=2
            ) as line:
                row = line.execute(question).fetchone()
        except psycopg.Error:
            return None
        return row[0] if row else None

    def _give(self, path: Path) -> None:
        if os.geteuid() == 0:
            os.chown(path, *self.account)

    def _run(self, *words: str) -> None:
        """Run one tool as the unprivileged account; raises DemoError with the end of what it said."""
        with (self.folder / "tools.log").open("ab") as said:
            done = subprocess.run(
                self._unprivileged(words), cwd="/", stdin=subprocess.DEVNULL, stdout=said, stderr=said, check=False,
                env={**os.environ, "LC_ALL": "C"},
            )  # fmt: skip
        if done.returncode != 0:
            raise DemoError(
                f"{Path(words[0]).name}: {(self.folder / 'tools.log').read_text('utf-8', 'replace')[-600:]}"
            )

    def _unprivileged(self, words: Sequence[str]) -> list[str]:
        if os.geteuid() != 0:
            return list(words)
        user, group = self.account
        return ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", *words]


class Plain(Clusters):
    """Streaming replication set up by hand, as the handbook says it."""

    kind = "streaming replication, promoted by hand"

    def start(self) -> None:
        """Make the first, copy it as the second, and let the first wait for the second."""
        left, right = NAMES
        self._run(
            str(self.tools / "initdb"), "-D", str(self.data(left)), "-U", USER, "-A", "trust", "-E", "UTF8",
            "--no-locale", "--data-checksums",
        )  # fmt: skip
        with (self.data(left) / "postgresql.conf").open("a") as settings:
            # in the file, because pg_rewind starts the dead one without our options: it needs the WAL of both
            settings.write("wal_keep_size = '512MB'\n")
        self._serve(left)
        self._run(
            str(self.tools / "pg_basebackup"), "-D", str(self.data(right)), "-R", "-X", "stream", "-c", "fast",
            "-d", f"host=127.0.0.1 port={self.ports[left]} user={USER} application_name={right}",
        )  # fmt: skip
        self._serve(right)
        self._waits_for(left, right)

    def promote(self, name: str) -> None:
        """Promote as the handbook says; the promoted one waits for nobody until the other is back."""
        self._run(str(self.tools / "pg_ctl"), "-D", str(self.data(name)), "-w", "promote")

    def bring_back(self, name: str) -> None:
        """Wind back what it had alone, let it follow, and let the writer wait for it."""
        writer = self.writer()
        # until then pg_rewind sees the timeline of before the promotion
        self._say(writer, "checkpoint")
        source = (
            f"host=127.0.0.1 port={self.ports[writer]} user={USER} dbname=postgres application_name={name}"
        )
        self._run(str(self.tools / "pg_rewind"), "-D", str(self.data(name)), "-R", "--source-server", source)
        self._serve(name)
        self._waits_for(writer, name)

    def stop(self) -> None:
        """Stop who still runs."""
        for name in NAMES:
            if (self.data(name) / "postmaster.pid").exists() and self._asked(name, "select 1"):
                self._run(
                    str(self.tools / "pg_ctl"), "-D", str(self.data(name)), "-m", "immediate", "-w", "stop"
                )

    def _waits_for(self, writer: str, replica: str) -> None:
        """Let each commit of the writer wait for the replica from now on; returns when it does."""
        self._say(
            writer, f"alter system set synchronous_standby_names = '{replica}'", "select pg_reload_conf()"
        )
        wait_until(self.in_step, "the synchronous replica")

    def _say(self, name: str, *statements: str) -> None:
        where = ("-q", "-h", "127.0.0.1", "-p", str(self.ports[name]), "-U", USER, "-d", "postgres")
        self._run(str(self.tools / "psql"), *where, *(word for said in statements for word in ("-c", said)))

    def _serve(self, name: str) -> None:
        options = (
            f"-p {self.ports[name]} -c listen_addresses=127.0.0.1 -c unix_socket_directories=''"
            " -c synchronous_commit=on"
        )
        log = self.folder / f"{name}.log"
        self._run(
            str(self.tools / "pg_ctl"),
            "-D",
            str(self.data(name)),
            "-o",
            options,
            "-l",
            str(log),
            "-w",
            "start",
        )


def _account() -> tuple[int, int]:
    for name in UNPRIVILEGED:
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return found.pw_uid, found.pw_gid
    raise DemoError("no account postgres or nobody: PostgreSQL never runs as root")


def _children(parent: int) -> list[int]:
    """Return the processes that a server started."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = path.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(after_name[1]) == parent:
            found.append(int(path.parts[2]))
    return found
