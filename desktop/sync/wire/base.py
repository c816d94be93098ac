"""What every message between desk and central has in common, and the limits of the wire."""

from __future__ import annotations

import msgspec

PROTOCOL = 1


MAX_OPERATIONS = 200


MAX_BODY_BYTES = 256 * 1024


PAGE_ROWS = 500


class Message(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of all messages: unknown fields are refused."""


class Done(Message, frozen=True):
    """An act without an answer of its own was done (`{}`)."""


class Refusal(Message, frozen=True):
    """An error answer: HTTP 4xx/5xx with a stable code and non-personal facts."""

    code: str
    facts: dict[str, str | int] = {}
