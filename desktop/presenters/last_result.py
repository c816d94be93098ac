"""The previous patient: what can still be undone or printed again, without any timed toast (N30, UX rule 4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.domain.errors import KnownError
from desktop.domain.ids import BookingId
from desktop.domain.slips import Slip
from desktop.ports.ticket_printer import PrinterState
from desktop.presenters.needs import Prints, Registers
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.registration_state import LastState
from desktop.presenters.runner import DEVICE, STORE
from desktop.presenters.serving import Serving
from desktop.services.drafts import Confirmed

UNDO_SECONDS = 60
_TROUBLE = (PrinterState.PAPER_OUT, PrinterState.PAPER_LOW, PrinterState.UNREACHABLE, PrinterState.NOT_CHOSEN)


class LastResult:
    """Prints, prints again, undoes; a printer fault never touches the registration."""

    def __init__(self, registers: Registers, prints: Prints, serving: Serving) -> None:
        self._registers = registers
        self._prints = prints
        self._serving = serving
        self._last: LastState | None = None
        self._made_at = 0.0
        self._shown = False
        self._looks = 0
        self.printer_note = NOTHING
        self.refunded: Callable[[tuple[str, ...]], None] = _nobody

    def show(self, confirmed: Confirmed, masked_name: str) -> None:
        """Show a registration that is saved, and print its slip."""
        slip = confirmed.slip
        self._made_at = self._serving.monotonic()
        self._shown = True
        self._last = LastState(
            booking_id=confirmed.booking_id,
            masked_name=masked_name,
            number=slip.number,
            starts=slip.starts,
            ends=slip.ends,
            provisional=confirmed.provisional,
            offline=confirmed.offline,
            account_opened=confirmed.account_opened,
        )
        self._print(slip)

    def look(self) -> None:
        """Ask the printer how it is; what a job of this minute says is not overwritten by an older answer."""
        self._looks += 1
        this = self._looks
        self._serving.ask_anyway(
            DEVICE, self._prints.printer_state, lambda state: self._looked(this, state), lambda _: None
        )

    def forget(self) -> None:
        """The next patient is known: the card goes; its slip can still be printed again."""
        self._shown = False

    @property
    def payable(self) -> BookingId | None:
        """Return the last registration, also when its card has gone; None when it was undone."""
        return None if self._last is None or self._last.undone else self._last.booking_id

    def can_undo(self) -> bool:
        """Return whether Ctrl+Z still cancels the last registration."""
        return self._shown and self._last is not None and not self._last.undone and self._left() > 0

    def undo(self) -> None:
        """Cancel the last registration by a compensating act."""
        last = self._last
        if last is None or not self.can_undo():
            return
        self._serving.ask_anyway(
            STORE,
            lambda: self._registers.undo(last.booking_id),
            lambda back: self._undone(last, back),
            self._failed,
        )

    def reprint(self) -> None:
        """F8: print the last slip again; it is counted and says so."""
        last = self._last
        if last is None or last.undone:
            return
        self._serving.ask_anyway(
            STORE, lambda: self._prints.reprint(last.booking_id), self._print, self._failed
        )

    def state(self) -> LastState | None:
        """Return the card."""
        if self._last is None or not self._shown:
            return None
        return replace(self._last, undo_left_s=0 if self._last.undone else self._left())

    def _print(self, slip: Slip) -> None:
        last = self._last
        if last is None:
            return
        self._looks += 1
        self._note(last, note(NoteKind.BUSY, "slip-printing"))
        self._serving.ask_anyway(
            DEVICE,
            lambda: self._prints.print_slip(slip, last.booking_id),
            lambda state: self._printed(last, state),
            lambda error: self._not_printed(last, error),
        )

    def _looked(self, this: int, state: PrinterState) -> None:
        # a printer that takes jobs but cannot answer has taken none here: nothing to say
        if this == self._looks and state is not PrinterState.UNKNOWN:
            self.printer_note = _state_note(state)

    def _printed(self, last: LastState, state: PrinterState) -> None:
        self.printer_note = _state_note(state)
        self._note(last, note(NoteKind.OK, "slip-printed"))

    def _not_printed(self, last: LastState, error: KnownError) -> None:
        self.printer_note = note(NoteKind.WARN, error.code)
        self._note(last, error_note(error))

    def _undone(self, last: LastState, refunds: tuple[str, ...]) -> None:
        if refunds:
            self.refunded(refunds)
        if self._last is not None and self._last.booking_id == last.booking_id:
            self._last = replace(self._last, undone=True, print_note=note(NoteKind.OK, "booking-undone"))

    def _failed(self, error: KnownError) -> None:
        if self._last is not None:
            self._last = replace(self._last, print_note=error_note(error))

    def _note(self, last: LastState, shown: Note) -> None:
        if self._last is not None and self._last.booking_id == last.booking_id:
            self._last = replace(self._last, print_note=shown)

    def _left(self) -> int:
        return max(0, round(UNDO_SECONDS - (self._serving.monotonic() - self._made_at)))


def _nobody(_refunds: tuple[str, ...]) -> None:
    """Without a till there is no receipt."""


def _state_note(state: PrinterState) -> Note:
    return note(NoteKind.WARN if state in _TROUBLE else NoteKind.OK, f"printer-{state.value}")
