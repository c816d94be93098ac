"""What the frame asks of a page besides being one."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget


@runtime_checkable
class Starts(Protocol):
    """A page that begins to work when the desk is open."""

    def start(self) -> None:
        """Begin."""


@runtime_checkable
class HasAreas(Protocol):
    """A page with areas for F6."""

    def areas(self) -> tuple[QWidget, ...]:
        """Return where F6 goes, in reading order."""
