"""A masked value of somebody who is only listed: with a reason, counted, while the key is down (N18, DECISIONS 4)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop.domain.errors import KnownError
from desktop.domain.reveals import LONGEST_S, RevealField, RevealReason
from desktop.ports.clock import Clock
from desktop.presenters.needs import Reveals
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import STORE, Runner
from desktop.services.drafts import Hit

BEAT_S = 0.1
# what a reason is about decides which one value is shown: one look, one count
FIELDS = {
    RevealReason.CALL_BACK: RevealField.PHONE,
    RevealReason.DUPLICATE_CHECK: RevealField.DOCUMENT_NUMBER,
    RevealReason.RIGHTS_CASE: RevealField.DOCUMENT_NUMBER,
    RevealReason.SUPERVISION: RevealField.DOCUMENT_NUMBER,
}
REASONS = tuple(FIELDS)


@dataclass(frozen=True, slots=True, repr=False)
class SearchRevealState:
    """The reason in force (None: none was chosen) and what is shown in full now."""

    reason: RevealReason | None = None
    field: RevealField | None = None
    value: str = ""
    note: Note = NOTHING


class SearchReveal:
    """Shows one value of the selected row; `tick` must be called every BEAT_S seconds while `held` is true."""

    def __init__(self, service: Reveals, runner: Runner, clock: Clock) -> None:
        self._service = service
        self._runner = runner
        self._clock = clock
        self._pressed_at: float | None = None
        self._hold = 0
        self._out = Publisher(SearchRevealState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> SearchRevealState:
        """Return the newest state."""
        return self._out.state

    @property
    def held(self) -> bool:
        """Return whether the key is down and the ten seconds are not over."""
        return self._pressed_at is not None

    def next_reason(self) -> None:
        """Alt+R: the next reason, round and round."""
        now = self.state.reason
        at = REASONS.index(now) + 1 if now is not None else 0
        self.hide()
        self._out.publish(SearchRevealState(reason=REASONS[at % len(REASONS)]))

    def reset(self) -> None:
        """The search was closed: the next one asks for its reason anew."""
        self._pressed_at = None
        self._hold += 1
        self._out.publish(SearchRevealState())

    def hold(self, hit: Hit | None) -> None:
        """The key went down over a row."""
        reason = self.state.reason
        if self.held or hit is None:
            return
        if reason is None or hit.at_central:
            why = "reveal-reason-first" if reason is None else "reveal-open-first"
            self._out.publish(replace(self.state, note=note(NoteKind.WARN, why)))
            return
        self._hold += 1
        this, field, patient = self._hold, FIELDS[reason], hit.patient_id
        self._pressed_at = self._clock.monotonic()
        self._out.publish(SearchRevealState(reason=reason))
        self._runner.run(
            STORE,
            lambda: self._service.reveal(patient, field, reason),
            lambda value: self._show(this, field, value),
            lambda error: self._fail(this, error),
        )

    def hide(self) -> None:
        """The key went up, another row was chosen, the window was left: everything is masked at once."""
        self._hold += 1
        self._pressed_at = None
        self._out.publish(replace(self.state, field=None, value=""))

    def tick(self) -> None:
        """Mask again before ten seconds are over, however long the key is down."""
        if self._pressed_at is not None and self._clock.monotonic() - self._pressed_at >= LONGEST_S - BEAT_S:
            self.hide()

    def _show(self, hold: int, field: RevealField, value: str) -> None:
        if hold == self._hold:
            empty = note(NoteKind.PLAIN, "reveal-nothing-there") if not value else NOTHING
            self._out.publish(replace(self.state, field=field, value=value, note=empty))

    def _fail(self, hold: int, error: KnownError) -> None:
        if hold == self._hold:
            self._pressed_at = None
            self._out.publish(replace(self.state, note=error_note(error)))
