"""Unambiguous bytes for hashing, signing and binding: every part carries its type and length."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

Part = bytes | str | int | bool | None | datetime


def pack(*parts: Part) -> bytes:
    """Return one byte string from which the parts could be read back: type (1) | length (4, big-endian) | bytes."""
    return b"".join(_framed(part) for part in parts)


def _framed(part: Part) -> bytes:
    kind, raw = _raw(part)
    return kind + len(raw).to_bytes(4, "big") + raw


def _raw(part: Part) -> tuple[bytes, bytes]:
    match part:
        case None:
            return b"n", b""
        case bool():
            return b"t", b"\x01" if part else b"\x00"
        case int():
            return b"i", str(part).encode()
        case bytes():
            return b"b", part
        case str():
            return b"s", part.encode()
        case datetime():
            if part.tzinfo is None:
                raise ValueError("a time without a zone cannot be signed")
            return b"d", str(round(part.timestamp() * 1000)).encode()


def facts_to_bytes(facts: Mapping[str, Any]) -> bytes:
    """Return JSON with sorted keys and no spaces (a subset of RFC 8785: text, integers, booleans, null, lists)."""
    return json.dumps(
        facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def facts_from_bytes(raw: bytes) -> dict[str, Any]:
    """Read the JSON object back; raises ValueError when it is not one."""
    try:
        value = json.loads(raw)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    if not isinstance(value, dict):
        raise ValueError("facts must be an object")
    return value
