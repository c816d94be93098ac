"""What a test really reached: the sealed store, central over HTTP, keys in one of our windows (DECISIONS 31).

The seams lie outside the product: its classes are wrapped when a test imports them, HTTP answers are seen in the
standard library, keys in the application's event filter. Nothing in desktop or central knows of it.
"""

from __future__ import annotations

import functools
import http.client
import sys
from collections import Counter
from collections.abc import Callable
from types import ModuleType
from typing import Any

from tests.rows.after_import import after_import
from tests.rows.titles import CENTRAL, STORE

SEALED_STORE = ("desktop.store.store", "SealedStore", ("write", "read"))


class Reached:
    """Counts what the running test reached, and the ports at which a central listens in this run."""

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.outside: dict[str, str] = {}
        self.central_ports: set[int] = set()

    def begin(self) -> None:
        """Forget what the test before reached; ports stay, for a central may serve many tests."""
        self.counts.clear()
        self.outside.clear()

    def note(self, place: str) -> None:
        """Count one touch of a place."""
        self.counts[place] += 1

    def note_outside(self, place: str, because: str) -> None:
        """Take note of what a child process reached; `because` says by which outside fact this is known."""
        self.counts[place] += 1
        self.outside[place] = because


REACHED = Reached()


def central_listens(port: int) -> None:
    """Say that a real central serves at this port; started ones are seen by themselves (see install)."""
    REACHED.central_ports.add(port)


def install() -> None:
    """Set up all seams once per process; modules that are not there yet are simply never seen."""
    module, kind, methods = SEALED_STORE
    after_import(module, functools.partial(_count_calls, kind=kind, methods=methods))
    after_import("uvicorn.server", _see_servers)
    _see_answers()
    sys.addaudithook(_see_children)


def _count_calls(module: ModuleType, kind: str, methods: tuple[str, ...]) -> None:
    wrapped = getattr(module, kind)
    for method in methods:
        setattr(wrapped, method, _counted(getattr(wrapped, method), STORE))


def _counted(function: Callable[..., Any], place: str) -> Callable[..., Any]:
    @functools.wraps(function)
    def call(*args: Any, **kwargs: Any) -> Any:
        answer = function(*args, **kwargs)
        REACHED.note(place)
        return answer

    return call


def _see_answers() -> None:
    """Count HTTP answers that came from a port of central, through whichever client."""
    ask = http.client.HTTPConnection.getresponse

    @functools.wraps(ask)
    def getresponse(self: http.client.HTTPConnection) -> http.client.HTTPResponse:
        answer = ask(self)
        if self.port in REACHED.central_ports:
            REACHED.note(CENTRAL)
        return answer

    setattr(http.client.HTTPConnection, "getresponse", getresponse)  # noqa: B010  # mypy: a method is replaced


def _see_servers(module: ModuleType) -> None:
    """Learn the ports of a central served inside this process by uvicorn."""
    start = module.Server.startup

    @functools.wraps(start)
    async def startup(self: Any, *args: Any, **kwargs: Any) -> None:
        await start(self, *args, **kwargs)
        for server in getattr(self, "servers", ()):
            for listening in server.sockets:
                central_listens(listening.getsockname()[1])

    module.Server.startup = startup


def _see_children(event: str, facts: tuple[Any, ...]) -> None:
    """Learn the port of a central started as a child: `python -m central serve … --port N`."""
    if event != "subprocess.Popen" or not isinstance(facts[1], list | tuple):
        return
    words = [str(word) for word in facts[1]]
    if "central" in words and "serve" in words and "--port" in words[:-1]:
        central_listens(int(words[words.index("--port") + 1]))
