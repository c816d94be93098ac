"""Remote control of the card-reader emulator: JSON lines over a Unix socket that only its owner can open.

{"do": "place", "card": {"name": …, "number": …, "layout": "resident"}} · lift · lift-during-read ·
corrupt-next · {"do": "fail-next", "status": "41", "times": 1} · unplug · plug · stop. Each line is answered
by {"ok": true} or {"ok": false, "error": …}; an error never repeats the card.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from desktop.devices.card_encoding import encode_card_text
from desktop.domain.cards import CardLayout

_LINE_LIMIT = 8_192


class ControlledReader(Protocol):
    """What can be done to an emulated reader from outside."""

    def place(self, block: bytes) -> None:
        """Put a card on the plate."""

    def lift(self) -> None:
        """Take it away."""

    def unplug(self) -> None:
        """Pull the cable."""

    def plug(self) -> None:
        """Plug it in again."""

    def fail_next(self, status: int, times: int = 1) -> None:
        """Let the next fitting step fail."""

    def lift_during_read(self) -> None:
        """Lift the card during the next read."""

    def corrupt_next(self) -> None:
        """Damage the next answer."""


def serve(reader: ControlledReader, path: Path, on_ready: Callable[[], None]) -> None:
    """Take commands on a Unix socket at `path` (mode 0600), one client after the other, until one says stop.

    `on_ready` is called once clients can connect.
    """
    path.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listener:
        previous = os.umask(0o177)
        try:
            listener.bind(str(path))
        finally:
            os.umask(previous)
        listener.listen(4)
        on_ready()
        try:
            while _serve_client(reader, listener.accept()[0]):
                pass
        finally:
            path.unlink(missing_ok=True)


def _serve_client(reader: ControlledReader, client: socket.socket) -> bool:
    """Serve one client to its end; return False when it said stop."""
    with client, client.makefile("rwb") as lines:
        try:
            while line := lines.readline(_LINE_LIMIT):
                going_on, answer = obey(reader, line)
                lines.write(json.dumps(answer).encode() + b"\n")
                lines.flush()
                if not going_on:
                    return False
        except OSError:
            # The client went away in the middle of a line; the next one may come.
            return True
    return True


def obey(reader: ControlledReader, line: bytes) -> tuple[bool, dict[str, Any]]:
    """Do what one line asks; return whether to go on, and the answer."""
    try:
        order = json.loads(line)
        if not isinstance(order, dict):
            raise ValueError("an order is a JSON object")
        if order.get("do") == "stop":
            return False, {"ok": True}
        _act(reader, order)
    except (ValueError, TypeError, KeyError) as error:
        return True, {"ok": False, "error": type(error).__name__}
    return True, {"ok": True}


def _act(reader: ControlledReader, order: dict[str, Any]) -> None:
    acts: dict[str, Callable[[], None]] = {
        "place": lambda: reader.place(_block(order["card"])),
        "lift": reader.lift,
        "unplug": reader.unplug,
        "plug": reader.plug,
        "fail-next": lambda: reader.fail_next(int(str(order["status"]), 16), int(order.get("times", 1))),
        "lift-during-read": reader.lift_during_read,
        "corrupt-next": reader.corrupt_next,
    }
    acts[order["do"]]()


def _block(card: object) -> bytes:
    if not isinstance(card, dict) or not all(isinstance(value, str) for value in card.values()):
        raise ValueError("a card is an object of texts")
    fields = dict(card)
    layout = CardLayout(fields.pop("layout", CardLayout.RESIDENT.value))
    return encode_card_text(fields, layout)
