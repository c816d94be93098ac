"""The shape of the wire as JSON: what each protocol version looked like when it was last kept, in tests/sync/shapes.

A shape: {message: {"kind": tag or "", "fields": {name: [type, required]}}}. Keep it anew with every release:
.venv/bin/python -m tests.fakes.wire_shapes
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec

from desktop.sync import wire
from desktop.sync.wire import PROTOCOL, Message

FOLDER = Path(__file__).resolve().parents[1] / "sync" / "shapes"
RECORD = (
    "an older peer would not understand it: give new fields a default, keep the old ones; or raise PROTOCOL"
)


def shape_of_the_wire() -> dict[str, Any]:
    """Return the shape of this program's messages."""
    messages = [
        found
        for found in vars(wire).values()
        if isinstance(found, type) and issubclass(found, Message) and found is not Message
    ]
    _, parts = msgspec.json.schema_components(messages)
    return {name: _message(part) for name, part in sorted(parts.items())}


def _message(part: dict[str, Any]) -> dict[str, Any]:
    required = set(part.get("required", ()))
    fields = dict(part.get("properties", {}))
    kind = fields.pop("type", {}) if "enum" in part.get("properties", {}).get("type", {}) else {}
    return {
        "kind": (kind.get("enum") or [""])[0],
        "fields": {name: [_type(field), name in required] for name, field in sorted(fields.items())},
    }


def _type(field: dict[str, Any]) -> str:
    return json.dumps({name: value for name, value in field.items() if name != "default"}, sort_keys=True)


def broken_by(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """Return what a peer of the version before could not bear; unions may grow (wire.newer leaves rows out)."""
    found = []
    for name, message in before.items():
        if name not in now:
            found.append(f"{name} is gone")
            continue
        old, new = message["fields"], now[name]["fields"]
        found += [f"{name}.{field} is gone" for field in old if field not in new]
        found += [
            f"{name}.{field} is of another type"
            for field in old
            if field in new and not _bears(old[field][0], new[field][0])
        ]
        found += [
            f"{name}.{field} is new and required" for field in new if field not in old and new[field][1]
        ]
    return found


def _bears(old: str, new: str) -> bool:
    """Return whether the type is the same, or a union of messages that only grew."""
    if old == new:
        return True
    try:
        before, now = json.loads(old)["items"]["anyOf"], json.loads(new)["items"]["anyOf"]
    except (KeyError, TypeError, ValueError):
        return False
    return all(kind in now for kind in before)


def kept_shape(protocol: int) -> dict[str, Any]:
    """Return what was kept."""
    shape: dict[str, Any] = json.loads((FOLDER / f"wire-{protocol}.json").read_text("utf-8"))
    return shape


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    text = json.dumps(shape_of_the_wire(), indent=0, sort_keys=True)
    (FOLDER / f"wire-{PROTOCOL}.json").write_text(text + "\n", "utf-8")
