"""The paper slip that a registration is keyed from: scanned or typed into the number, checked, kept until F9 (N7)."""

from __future__ import annotations

from typing import Protocol

from desktop.domain.errors import KnownError
from desktop.domain.paper_slips import is_meant
from desktop.presenters.identity_block import IdentityBlock
from desktop.presenters.notes import NoteKind, error_note, note
from desktop.presenters.runner import READ
from desktop.presenters.serving import Serving


class ChecksSlips(Protocol):
    """services.paper_slips.PaperSlipService, what a registration needs of it."""

    def check(self, text: str) -> str: ...


class PaperSlipBlock:
    """`code` is the slip in hand, "" for none; it is asked about before it is taken."""

    def __init__(self, slips: ChecksSlips, serving: Serving, identity: IdentityBlock) -> None:
        self._slips = slips
        self._serving = serving
        self._identity = identity
        self.code = ""

    def take(self) -> bool:
        """Take the code that stands in the number; False when that is no slip's but somebody's document."""
        text = self._identity.form.number
        if not is_meant(text):
            return False
        self._serving.ask(READ, lambda: self._slips.check(text), self._taken, self._not_taken)
        return True

    def _taken(self, code: str) -> None:
        self.code = code
        self._identity.other_scanned(note(NoteKind.OK, "paper-slip-taken"))

    def _not_taken(self, error: KnownError) -> None:
        self._identity.other_scanned(error_note(error))
