"""What a booking rule says, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer and why; `until` is when it will be otherwise, where that is known."""

    allowed: bool
    code: str = ""
    facts: tuple[tuple[str, str | int], ...] = ()
    until: datetime | None = None


ALLOWED = Verdict(allowed=True)
