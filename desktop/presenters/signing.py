"""Signing on the screen: the person draws, on their own screen where there is one, else at the window (P37, N12)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.domain.drawn import MOST_POINTS, DrawnSignature, SignatureDrawnError, Stroke, fewer
from desktop.presenters.notes import NOTHING, Note, error_note
from desktop.presenters.publishing import Publisher

# points closer than this are drawn by a shaking hand and written down by nobody
APART = 5


class Signing(StrEnum):
    """What is signed."""

    REQUEST = "request"
    CONSENT = "consent"
    DELETION = "deletion"


@dataclass(frozen=True, slots=True)
class SigningState:
    """What lies under the pen. `kind`: a code of RequestKind; `words`: the asker's own, of a deletion its ground.

    Both are "" for a consent.
    """

    shown: bool = False
    own_screen: bool = False
    what: Signing = Signing.REQUEST
    kind: str = ""
    words: str = ""
    strokes: tuple[Stroke, ...] = ()
    note: Note = NOTHING


class SigningPresenter:
    """One signature at a time; what was drawn is handed to who asked for it and kept nowhere else."""

    def __init__(self) -> None:
        self._then: Callable[[DrawnSignature], None] | None = None
        self._attached = False
        self._out = Publisher(SigningState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> SigningState:
        """Return the newest state."""
        return self._out.state

    def attach(self, attached: bool) -> None:
        """Say whether the person has a screen of their own."""
        self._attached = attached
        if self.state.shown:
            self._out.publish(replace(self.state, own_screen=attached))

    def ask(
        self, what: Signing, then: Callable[[DrawnSignature], None], kind: str = "", words: str = ""
    ) -> None:
        """Begin; `then` is called once, with a signature that can be one."""
        self._then = then
        self._out.publish(SigningState(True, self._attached, what, kind, words))

    def draw(self, stroke: Stroke) -> None:
        """Take a stroke that was lifted from the field."""
        stroke = fewer(stroke, APART)
        drawn = sum(len(each) for each in self.state.strokes)
        if self.state.shown and stroke and drawn + len(stroke) <= MOST_POINTS:
            self._out.publish(replace(self.state, strokes=(*self.state.strokes, stroke), note=NOTHING))

    def clear(self) -> None:
        """Begin anew."""
        self._out.publish(replace(self.state, strokes=(), note=NOTHING))

    def done(self) -> None:
        """The person has signed."""
        then = self._then
        if not self.state.shown or then is None:
            return
        try:
            signature = DrawnSignature(self.state.strokes)
        except SignatureDrawnError as error:
            self._out.publish(replace(self.state, note=error_note(error)))
            return
        self.cancel()
        then(signature)

    def cancel(self) -> None:
        """Nobody signs; what was drawn is gone."""
        self._then = None
        self._out.publish(SigningState())
