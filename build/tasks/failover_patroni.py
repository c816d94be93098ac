"""The two clusters of the drill under Patroni (Debian's patroni and etcd-server), which promotes by itself."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from demo_parts import Process, free_port, wait_until
from failover_clusters import NAMES, USER, Clusters

PATRONI = ("patroni", "etcd")
# the shortest that Patroni takes; a hospital keeps its 30, 10 and 10
TIMES = {"ttl": 20, "loop_wait": 2, "retry_timeout": 3}


def patroni_is_here() -> bool:
    """Return whether Patroni and the etcd it asks are installed."""
    return all(shutil.which(name) for name in PATRONI)


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
            self._begin(name, *self._agent(name))
            wait_until(self.writer, f"Patroni's {name}", 90)
        wait_until(self.in_step, "Patroni's synchronous replica", 90)

    def bring_back(self, name: str) -> None:
        """Start its agent: Patroni winds back what it had alone and lets the writer wait for it."""
        self._begin(name, *self._agent(name))
        wait_until(self.in_step, f"Patroni's {name} as replica", 90)

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

    def _agent(self, name: str) -> tuple[str, str]:
        return shutil.which("patroni") or "patroni", str(self._settings(name))

    def _settings(self, name: str) -> Path:
        """Write one agent's settings; JSON is YAML."""
        path = self.folder / f"{name}.yml"
        local = "127.0.0.1/32"
        settings = {
            "scope": "drill", "name": name,
            "restapi": self._both(self._rest[name]),
            "etcd3": {"host": f"127.0.0.1:{self._etcd_port}"},
            "bootstrap": {
                "dcs": {
                    **TIMES, "synchronous_mode": True,
                    "postgresql": {"use_pg_rewind": True, "parameters": {"max_connections": 80}},
                },
                "initdb": [{"encoding": "UTF8"}, "no-locale", "data-checksums"],
            },
            "postgresql": {
                **self._both(self.ports[name]),
                "data_dir": str(self.data(name)), "bin_dir": str(self.tools),
                "remove_data_directory_on_rewind_failure": True,
                "pgpass": str(self.data(name).with_suffix(".pgpass")),
                "pg_hba": [f"host all all {local} trust", f"host replication all {local} trust"],
                "authentication": {"superuser": {"username": USER}, "replication": {"username": USER}},
                "parameters": {"unix_socket_directories": str(self.folder / "sockets")},
            },
        }  # fmt: skip
        sockets = self.folder / "sockets"
        sockets.mkdir(exist_ok=True)
        self._give(sockets)
        path.write_text(json.dumps(settings, indent=1), "utf-8")
        return path

    def _both(self, port: int) -> dict[str, str]:
        return {"listen": f"127.0.0.1:{port}", "connect_address": f"127.0.0.1:{port}"}
