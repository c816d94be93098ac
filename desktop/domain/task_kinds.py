"""Kinds of supervisors' tasks that both central and the desk act on by name; all others are words only."""

from __future__ import annotations

MINOR_ACCOUNT = "minor-account"
MINOR_ALONE = "minor-alone"
