"""A policy's text from a file of this PC (N27)."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.policy_text import MOST_BYTES, PolicyUnreadableError


def read_policy_file(path: str) -> bytes:
    """Return at most one byte more than a policy may have; raises PolicyUnreadableError."""
    try:
        with Path(path).expanduser().open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError, RuntimeError) as error:
        raise PolicyUnreadableError from error
