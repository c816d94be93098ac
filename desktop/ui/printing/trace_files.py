"""Entries of the trace as a file."""

from __future__ import annotations

from desktop.domain.trace_reading import TraceLine, csv_of
from desktop.ui.texts import trace_words


def trace_file(lines: tuple[TraceLine, ...]) -> bytes:
    """Return entries as CSV; acts stand there as their stable codes."""
    return csv_of(lines, trace_words.file_headings())
