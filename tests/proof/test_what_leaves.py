"""What opens a connection is what SECURITY.md lists, and nothing else does (P9, P17)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECTION = re.compile(r"^## What leaves\n(.*?)^## ", re.MULTILINE | re.DOTALL)
LISTED = re.compile(r"`((?:desktop|central)/[\w/]+\.py)`")
# every door to the outside that Python, urllib3, SQLAlchemy and Qt have
DOORS = re.compile(
    r"\b(?:create_connection|socketpair|urlopen|open_connection|create_engine)\("
    r"|\bsocket\.socket\("
    r"|\b(?:HTTPS?ConnectionPool|PoolManager|ProxyManager|HTTPS?Connection)\("
    r"|\b(?:QtNetwork|QtWebEngine\w*|QtWebSockets|QDesktopServices|webbrowser|smtplib|ftplib|telnetlib|xmlrpc)\b"
    r"|^\s*(?:import|from) (?:requests|httpx|aiohttp|http\.client|urllib\.request)\b",
    re.MULTILINE,
)
# a file of this machine, opened by a driver of its own
LOCAL = {"desktop/store/engine.py"}


def open_doors() -> set[str]:
    """Return the modules of the product in which a connection can be opened."""
    return {
        path.relative_to(ROOT).as_posix()
        for room in ("desktop", "central")
        for path in (ROOT / room).rglob("*.py")
        if DOORS.search(path.read_text("utf-8"))
    }


@pytest.mark.rows("P9", "P17", "P16")
def test_what_opens_a_connection_is_what_the_page_lists() -> None:
    section = SECTION.search((ROOT / "SECURITY.md").read_text("utf-8"))
    assert section is not None
    listed = set(LISTED.findall(section[1]))
    assert open_doors() - LOCAL == listed


@pytest.mark.rows("P9")
@pytest.mark.parametrize(
    "line", ["import requests\n", "    webbrowser.open(url)\n", "socket.create_connection((host, 443))\n"]
)
def test_the_search_sees_a_new_door(line: str) -> None:
    assert DOORS.search(f"x = 1\n{line}")
