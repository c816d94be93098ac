"""What this window printed: the last registrations, what waits for paper, again, label (G57, G59-G61)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from desktop.domain.errors import KnownError
from desktop.domain.ids import BookingId
from desktop.domain.paper_slips import PaperSlip
from desktop.domain.printing_errors import PrinterError
from desktop.domain.slips import Slip
from desktop.ports.ticket_printer import PrinterState, Raster
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import DEVICE, READ, STORE, Runner
from desktop.services.print_queue import QueuedPrint
from desktop.services.printing import PrintLine


class PrintsAnything(Protocol):
    """services.printing.PrintService."""

    def recent(self) -> tuple[PrintLine, ...]: ...
    def queue(self) -> tuple[QueuedPrint, ...]: ...
    def retry(self) -> int: ...
    def label(self, booking_id: BookingId) -> PrinterState: ...
    def preview(self, booking_id: BookingId) -> Raster: ...


class PrintsOutageLists(Protocol):
    """services.outage.OutageService."""

    def print_list(self) -> PrinterState: ...
    def print_due(self) -> bool: ...


class PrintsPaperSlips(Protocol):
    """services.paper_slips.PaperSlipService."""

    def print_pack(self) -> int: ...
    def open(self) -> tuple[PaperSlip, ...]: ...


class PrintsSlips(Protocol):
    """services.slips.SlipService, as far as a reprint goes."""

    def reprint(self, booking_id: BookingId) -> Slip: ...
    def print_slip(self, slip: Slip, booking_id: BookingId) -> PrinterState: ...


@dataclass(frozen=True, slots=True)
class PrintingState:
    """The last registrations, the one in hand with its slip as dots, and how many sheets wait for paper.

    `open_slips` are the paper slips not yet keyed in, None while the list is not asked for; `at_fault` the papers whose
    own template cannot be printed, so that another one is used.
    """

    lines: tuple[PrintLine, ...] = ()
    selected: int = -1
    preview: Raster | None = None
    waiting: int = 0
    open_slips: tuple[PaperSlip, ...] | None = None
    at_fault: tuple[str, ...] = ()
    loaded: bool = False
    busy: bool = False
    note: Note = NOTHING

    @property
    def current(self) -> PrintLine | None:
        """Return the registration in hand."""
        return self.lines[self.selected] if 0 <= self.selected < len(self.lines) else None


class PrintingPresenter:
    """Prints again, prints labels, and lets the queue go on by itself; registration never waits for paper."""

    def __init__(
        self,
        prints: PrintsAnything,
        slips: PrintsSlips,
        outage: PrintsOutageLists,
        paper: PrintsPaperSlips,
        runner: Runner,
        at_fault: Callable[[], tuple[str, ...]] = tuple,
    ) -> None:
        self._paper, self._at_fault = paper, at_fault
        self._prints = prints
        self._slips = slips
        self._outage = outage
        self._runner = runner
        self._retrying = False
        self._out = Publisher(PrintingState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> PrintingState:
        """Return the newest state."""
        return self._out.state

    def load(self) -> None:
        """Read the last registrations again; the one in hand stays in hand."""
        self._runner.run(READ, self._prints.recent, self._loaded, self._failed)
        if self.state.open_slips is not None:
            self._runner.run(READ, self._paper.open, self._listed, self._failed)
        self._runner.run(READ, self._at_fault, self._judged, self._failed)
        self.count()

    def count(self) -> None:
        """Read how many sheets wait."""
        self._runner.run(READ, self._prints.queue, self._counted, lambda _: None)

    def tick(self) -> None:
        """Now and then: print what waits, and the outage list at its time; one try at a time."""
        self._runner.run(DEVICE, self._outage.print_due, lambda _: None, lambda _: None)
        if self._retrying:
            return
        if not self.state.waiting:
            self.count()
            return
        self._retrying = True
        self._runner.run(DEVICE, self._prints.retry, self._retried, self._not_retried)

    def select(self, index: int) -> None:
        """Take a registration in hand and show its slip."""
        if 0 <= index < len(self.state.lines) and index != self.state.selected:
            self._out.publish(replace(self.state, selected=index, preview=None, note=NOTHING))
            self._look()

    def reprint(self) -> None:
        """P: the slip again; counted, marked, and only with the right."""
        current = self._ready()
        if current is not None:
            self._runner.run(
                STORE, lambda: self._slips.reprint(current.booking_id),
                lambda slip: self._send(lambda: self._slips.print_slip(slip, current.booking_id), "slip-printed"),
                self._failed,
            )  # fmt: skip

    def label(self) -> None:
        """L: a label with a bar code."""
        current = self._ready()
        if current is not None:
            self._send(lambda: self._prints.label(current.booking_id), "label-printed")

    def outage_list(self) -> None:
        """O: the masked list of today, for when nothing works."""
        if not self.state.busy:
            self._out.publish(replace(self.state, busy=True, note=note(NoteKind.BUSY, "slip-printing")))
            self._send(self._outage.print_list, "outage-printed")

    def paper_pack(self) -> None:
        """K: a pack of blank numbered slips, for when not even this PC works."""
        if not self.state.busy:
            self._out.publish(replace(self.state, busy=True, note=note(NoteKind.BUSY, "slip-printing")))
            self._runner.run(
                DEVICE, self._paper.print_pack, lambda n: self._sent("paper-pack-printed", n=n), self._failed
            )

    def show_open(self) -> None:
        """U: the slips that were not keyed in yet, or back to the registrations."""
        if self.state.open_slips is not None:
            self._out.publish(replace(self.state, open_slips=None, note=NOTHING))
        else:
            self._runner.run(READ, self._paper.open, self._listed, self._failed)

    def _judged(self, names: tuple[str, ...]) -> None:
        if names != self.state.at_fault:
            self._out.publish(replace(self.state, at_fault=names))

    def _listed(self, slips: tuple[PaperSlip, ...]) -> None:
        self._out.publish(replace(self.state, open_slips=slips))

    def _ready(self) -> PrintLine | None:
        current = self.state.current
        if current is None or self.state.busy or self.state.open_slips is not None:
            return None
        if current.cancelled:
            self._out.publish(replace(self.state, note=note(NoteKind.WARN, "print-cancelled")))
            return None
        self._out.publish(replace(self.state, busy=True, note=note(NoteKind.BUSY, "slip-printing")))
        return current

    def _send(self, work: Callable[[], PrinterState], done: str) -> None:
        self._runner.run(DEVICE, work, lambda _: self._sent(done), self._failed)

    def _sent(self, done: str, **facts: int) -> None:
        self._out.publish(replace(self.state, busy=False, note=note(NoteKind.OK, done, **facts)))
        self.load()

    def _look(self) -> None:
        current = self.state.current
        if current is not None and not current.cancelled:
            self._runner.run(
                DEVICE, lambda: self._prints.preview(current.booking_id),
                lambda raster: self._looked(current, raster), lambda _: None,
            )  # fmt: skip

    def _looked(self, line: PrintLine, raster: Raster) -> None:
        current = self.state.current
        if current is not None and current.booking_id == line.booking_id:
            self._out.publish(replace(self.state, preview=raster))

    def _loaded(self, lines: tuple[PrintLine, ...]) -> None:
        state = self.state
        kept = state.current.booking_id if state.current else None
        at = next((i for i, line in enumerate(lines) if line.booking_id == kept), None)
        if at is None:
            at = min(max(state.selected, 0), len(lines) - 1)
        same = kept is not None and at >= 0 and lines[at].booking_id == kept
        preview = state.preview if same else None
        self._out.publish(replace(state, lines=lines, selected=at, preview=preview, loaded=True))
        if preview is None:
            self._look()

    def _counted(self, jobs: tuple[QueuedPrint, ...]) -> None:
        if len(jobs) != self.state.waiting:
            self._out.publish(replace(self.state, waiting=len(jobs)))

    def _retried(self, printed: int) -> None:
        self._retrying = False
        if printed:
            self.load()
        else:
            self.count()

    def _not_retried(self, _error: KnownError) -> None:
        self._retrying = False

    def _failed(self, error: KnownError) -> None:
        queued = isinstance(error, PrinterError)
        shown = note(NoteKind.WARN, "print-queued") if queued else error_note(error)
        self._out.publish(replace(self.state, busy=False, note=shown))
        if queued:
            self.load()
