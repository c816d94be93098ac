"""Two PostgreSQL clusters for the fail-over drill: one writes, the other takes every commit before it counts.

With Debian's patroni and etcd-server they are watched by Patroni, which promotes by itself; without, by plain
streaming replication and `pg_ctl promote`. Loopback addresses and a scratch folder only; PostgreSQL never runs as root.
"""

from __future__ import annotations

import json
import os
import pwd
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg
from demo_parts import DemoError, Process, free_port, wait_until

USER = "clinic"
NAMES = ("left", "right")
UNPRIVILEGED = ("postgres", "nobody")
PATRONI = ("patroni", "etcd")
# the shortest that Patroni takes; a hospital keeps its 30, 10 and 10
TIMES = {"ttl": 20, "loop_wait": 2, "retry_timeout": 3}


def server_tools() -> Path | None:
    """Return the folder of Debian's newest PostgreSQL, None where there is none."""
    found = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/pg_basebackup"), key=lambda tool: int(tool.parts[-3])
    )
    return found[-1].parent if found else None


def patroni_is_here() -> bool:
    """Return whether Patroni and the etcd it asks are installed."""
    return all(shutil.which(name) for name in PATRONI)


class Clusters:
    """What both ways have in common: two ports, who writes, and the machine that dies."""

    kind = ""

    def __init__(self, folder: Path, tools: Path) -> None:
        self.folder = folder
        self.tools = tools
        self.ports = dict(zip(NAMES, (free_port(), free_port()), strict=True))
        self.account = _account()
        folder.chmod(0o755)
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
            "--no-locale",
        )  # fmt: skip
        self._serve(left, right)
        self._run(
            str(self.tools / "pg_basebackup"), "-D", str(self.data(right)), "-R", "-X", "stream", "-c", "fast",
            "-d", f"host=127.0.0.1 port={self.ports[left]} user={USER} application_name={right}",
        )  # fmt: skip
        self._serve(right, "")
        wait_until(self.in_step, "the synchronous replica")

    def promote(self, name: str) -> None:
        """Promote as the handbook says; the promoted one waits for nobody (it was started so)."""
        self._run(str(self.tools / "pg_ctl"), "-D", str(self.data(name)), "-w", "promote")

    def stop(self) -> None:
        """Stop who still runs."""
        for name in NAMES:
            if (self.data(name) / "postmaster.pid").exists() and self._asked(name, "select 1"):
                self._run(
                    str(self.tools / "pg_ctl"), "-D", str(self.data(name)), "-m", "immediate", "-w", "stop"
                )

    def _serve(self, name: str, waits_for: str) -> None:
        options = (
            f"-p {self.ports[name]} -c listen_addresses=127.0.0.1 -c unix_socket_directories={self.data(name)}"
            f" -c synchronous_commit=on -c synchronous_standby_names='{waits_for}' -c max_connections=80"
        )
        log = self.data(name) / "server.log"
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


class Patroni(Clusters):
    """Two Patroni agents over one etcd: who holds the key writes, and only a replica in step may take it."""

    kind = "Patroni, synchronous_mode"

    def __init__(self, folder: Path, tools: Path) -> None:
        super().__init__(folder, tools)
        self._etcd_port, self._peer_port = free_port(), free_port()
        self._rest = {name: free_port() for name in NAMES}
        self._parts: dict[str, Process] = {}

    def start(self) -> None:
        """Start etcd, the first agent, then the second."""
        store = self.folder / "etcd"
        store.mkdir(mode=0o700)
        self._give(store)
        client, peer = f"http://127.0.0.1:{self._etcd_port}", f"http://127.0.0.1:{self._peer_port}"
        self._begin(
            "etcd", "etcd", "--data-dir", str(store), "--listen-client-urls", client, "--advertise-client-urls", client,
            "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", f"default={peer}",
            "--log-level", "error",
        )  # fmt: skip
        for name in NAMES:
            self._begin(name, shutil.which("patroni") or "patroni", str(self._settings(name)))
            wait_until(self.writer, f"Patroni's {name}", 90)
        wait_until(self.in_step, "Patroni's synchronous replica", 90)

    def kill(self, name: str) -> None:
        """The agent goes with its server."""
        agent = self._parts[name].child
        assert agent is not None
        agent.kill()
        agent.wait()
        super().kill(name)

    def stop(self) -> None:
        """Stop the agents (each stops its server), then etcd."""
        for name in (*NAMES, "etcd"):
            if name in self._parts:
                self._parts[name].stop()

    def _begin(self, name: str, *words: str) -> None:
        self._parts[name] = Process(name, self._unprivileged(words), self.folder / f"{name}.log")
        self._parts[name].start()

    def _settings(self, name: str) -> Path:
        """Write one agent's settings; JSON is YAML."""
        path = self.folder / f"{name}.yml"
        local = "127.0.0.1/32"
        settings = {
            "scope": "drill", "name": name,
            "restapi": self._both(self._rest[name]),
            "etcd3": {"host": f"127.0.0.1:{self._etcd_port}"},
            "bootstrap": {
                "dcs": {**TIMES, "synchronous_mode": True, "postgresql": {"parameters": {"max_connections": 80}}},
                "initdb": [{"encoding": "UTF8"}, "no-locale"],
            },
            "postgresql": {
                **self._both(self.ports[name]),
                "data_dir": str(self.data(name)), "bin_dir": str(self.tools),
                "pgpass": str(self.data(name).with_suffix(".pgpass")),
                "pg_hba": [f"host all all {local} trust", f"host replication all {local} trust"],
                "authentication": {"superuser": {"username": USER}, "replication": {"username": USER}},
                "parameters": {"unix_socket_directories": str(self.folder / "sockets")},
            },
        }  # fmt: skip
        sockets = self.folder / "sockets"
        sockets.mkdir(exist_ok=True)
        self._give(sockets)
        self._give(self.folder)
        path.write_text(json.dumps(settings, indent=1), "utf-8")
        return path

    def _both(self, port: int) -> dict[str, str]:
        return {"listen": f"127.0.0.1:{port}", "connect_address": f"127.0.0.1:{port}"}


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
