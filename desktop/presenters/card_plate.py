"""The reader's plate: reading on demand or by itself, one question at a time, and what the status bar says of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.errors import KnownError, ReaderError, ReaderNotSetError, ReaderUnpluggedError
from desktop.ports.id_reader import CardRead, IdReader
from desktop.presenters.notes import NOTHING, NoteKind, note
from desktop.presenters.runner import DEVICE
from desktop.presenters.serving import Serving


@dataclass(frozen=True, slots=True)
class CardEvents:
    """Whom the plate tells: a card was read, reading failed, a fresh card lies there."""

    read: Callable[[CardRead], None]
    failed: Callable[[KnownError], None]
    fresh: Callable[[], None]


class CardPlate:
    """Asks the reader on the device lane; the answer comes back on the caller's."""

    def __init__(self, reader: IdReader, serving: Serving, events: CardEvents) -> None:
        self._reader = reader
        self._serving = serving
        self._events = events
        self._polling = False
        self.reading = False
        self.note = NOTHING

    def read(self) -> None:
        """Begin to read, unless the reader is at it already."""
        if not self.reading:
            self.reading = True
            self._serving.ask_anyway(DEVICE, self._reader.read, self._read, self._failed)

    def poll(self) -> None:
        """Ask whether a fresh card lies there."""
        if not self.reading and not self._polling:
            self._polling = True
            self._serving.ask_anyway(DEVICE, self._reader.poll, self._polled, self._poll_failed)

    def _read(self, card: CardRead) -> None:
        self.reading = False
        self.note = note(NoteKind.OK, "reader-ready")
        self._events.read(card)

    def _failed(self, error: KnownError) -> None:
        self.reading = False
        self._note(error)
        self._events.failed(error)

    def _polled(self, fresh: bool) -> None:
        self._polling = False
        self.note = note(NoteKind.OK, "reader-ready")
        if fresh:
            self._events.fresh()

    def _poll_failed(self, error: KnownError) -> None:
        self._polling = False
        self._note(error)

    def _note(self, error: KnownError) -> None:
        if isinstance(error, ReaderNotSetError):
            # so chosen: a fact, not a warning
            self.note = note(NoteKind.PLAIN, error.code)
            return
        # A bad card says nothing against the reader.
        faulty = type(error) is ReaderError or isinstance(error, ReaderUnpluggedError)
        self.note = note(NoteKind.WARN, error.code) if faulty else note(NoteKind.OK, "reader-ready")
