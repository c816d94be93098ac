"""The search overlay: masked rows, recent patients first, exact look-up at central (G1, G16)."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.domain.errors import CentralUnreachableError, KnownError
from desktop.domain.ids import PatientId
from desktop.ports.clock import Clock
from desktop.presenters.needs import Line, Searches
from desktop.presenters.notes import NOTHING, Note, error_note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import NETWORK, READ, STORE, Runner
from desktop.services.drafts import Hit

LEAST_TEXT = 2
_NAME_AND_DIGITS = re.compile(r"^(\S.*?)\s*(\d{3}[\dXx])$")


class Where(StrEnum):
    """Whose rows the overlay shows."""

    RECENT = "recent"
    HERE = "here"
    CENTRAL = "central"


@dataclass(frozen=True, slots=True)
class SearchState:
    """What the overlay shows. `took_ms` is how long the last search took; `selected` -1 is the "new person" line."""

    shown: bool = False
    text: str = ""
    hits: tuple[Hit, ...] = ()
    where: Where = Where.RECENT
    selected: int = -1
    took_ms: int = 0
    searching: bool = False
    too_many: bool = False
    central_offered: bool = False
    note: Note = NOTHING

    @property
    def can_create(self) -> bool:
        """Return whether the line "not found, new person" stands under the rows."""
        return len(self.text.strip()) >= LEAST_TEXT


class SearchPresenter:
    """Runs one overlay at a time; `opened` gets the chosen person, `created` the text for a new one."""

    def __init__(
        self,
        service: Searches,
        runner: Runner,
        clock: Clock,
        line: Line,
        opened: Callable[[PatientId], None],
        created: Callable[[str], None],
    ) -> None:
        self._service = service
        self._runner = runner
        self._clock = clock
        self._line = line
        self._opened = opened
        self._created = created
        self._overlay: str | None = None
        self._round = 0
        self._asked = 0
        self._enter_waits = self._opens_exact = False
        self._out = Publisher(SearchState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> SearchState:
        """Return the newest state."""
        return self._out.state

    def open(self) -> None:
        """Show the overlay; rows come only after the trace of this search is saved (DECISIONS 4)."""
        if self.state.shown:
            return
        self._round += 1
        self._overlay = None
        self._out.publish(SearchState(shown=True))
        self._begin()

    def caught_up(self) -> None:
        """What was deleted meanwhile is known: a search that was refused until now begins, with what was typed."""
        if self.state.shown and self._overlay is None:
            self._out.publish(replace(self.state, note=NOTHING))
            self._begin()

    def _begin(self) -> None:
        this = self._round
        self._runner.run(
            STORE,
            self._service.begin,
            lambda overlay: self._begun(this, overlay),
            lambda e: self._fail(this, e),
        )

    def type(self, text: str) -> None:
        """Keep the text; the view calls `find` when the clerk paused."""
        self._asked += 1
        self._enter_waits = self._opens_exact = False
        self._out.publish(replace(self.state, text=text, note=NOTHING, central_offered=False))
        if len(text.strip()) < LEAST_TEXT:
            self._show_recent(self._round)

    def find(self, *, open_exact: bool = False) -> None:
        """Search this desk's people for the text; `open_exact` opens the one who has this number, at once (G2).

        That holds for the text: a search that begins behind the key, when the pause is over, opens too.
        """
        text = self.state.text.strip()
        overlay = self._overlay
        if overlay is None or len(text) < LEAST_TEXT:
            return
        self._asked += 1
        self._opens_exact = self._opens_exact or open_exact
        this, asked, began = self._round, self._asked, self._clock.monotonic()
        self._out.publish(replace(self.state, searching=True))
        self._runner.run(
            READ,
            lambda: self._service.find(overlay, text),
            lambda hits: self._found(this, asked, began, hits),
            lambda error: self._fail(this, error),
        )

    def find_at_central(self) -> None:
        """Look up exactly at central: number, full phone, card, or name with four digits."""
        overlay = self._overlay
        if overlay is None or not self.state.can_create:
            return
        text, digits = _split(self.state.text.strip())
        self._asked += 1
        this, asked, began = self._round, self._asked, self._clock.monotonic()
        self._out.publish(replace(self.state, searching=True, note=NOTHING))
        self._runner.run(
            NETWORK,
            lambda: self._service.find_at_central(overlay, text, digits),
            lambda answer: self._found_at_central(this, asked, began, *answer),
            lambda error: self._fail(this, error),
        )

    def move(self, step: int) -> None:
        """Move the selection by rows; it stops at both ends, the "new person" line being the last."""
        count = len(self.state.hits)
        places = [*range(count), *([-1] if self.state.can_create else [])]
        if not places:
            return
        at = places.index(self.state.selected) if self.state.selected in places else 0
        at = max(0, min(len(places) - 1, at + step))
        self._out.publish(replace(self.state, selected=places[at]))

    def select(self, index: int) -> None:
        """Put the selection on a row."""
        if -1 <= index < len(self.state.hits):
            self._out.publish(replace(self.state, selected=index))

    def accept(self) -> None:
        """Enter: open the selected person, or begin a new one with the text.

        While a search still runs the rows are those of an older text: the key then holds until it has ended, opens the
        one whose whole number was typed and begins a new one when nobody was found. Whom else it finds is shown first.
        """
        if self.state.searching:
            self._enter_waits = self._opens_exact = True
        else:
            self.open_selected()

    def open_selected(self) -> None:
        """Open the row that was clicked, or begin a new person with the text."""
        state = self.state
        if 0 <= state.selected < len(state.hits):
            self._accept(state.hits[state.selected])
        elif state.can_create and not state.searching:
            text = state.text.strip()
            self.close()
            self._created(text)

    def close(self) -> None:
        """Esc: hide the overlay; one trace with the counts follows."""
        self._end(opened=False)

    def _accept(self, hit: Hit) -> None:
        if not hit.at_central:
            self._open(hit.patient_id)
            return
        this = self._round
        self._out.publish(replace(self.state, searching=True))
        self._runner.run(
            NETWORK,
            lambda: self._service.bring(hit.patient_id),
            lambda _: self._open(hit.patient_id) if this == self._round else None,
            lambda error: self._fail(this, error),
        )

    def _open(self, patient_id: PatientId) -> None:
        self._end(opened=True)
        self._opened(patient_id)

    def _end(self, *, opened: bool) -> None:
        overlay = self._overlay
        self._round += 1
        self._overlay = None
        self._enter_waits = self._opens_exact = False
        self._out.publish(SearchState())
        if overlay is not None:
            self._runner.run(
                STORE, lambda: self._service.end(overlay, opened=opened), lambda _: None, lambda _: None
            )

    def _begun(self, this: int, overlay: str) -> None:
        if this != self._round:
            # Closed before the trace was saved: the second row of the pair still belongs in the log.
            self._runner.run(
                STORE, lambda: self._service.end(overlay, opened=False), lambda _: None, lambda _: None
            )
            return
        self._overlay = overlay
        if self.state.can_create:
            self.find()
        else:
            self._show_recent(this)

    def _show_recent(self, this: int) -> None:
        if self._overlay is None:
            return
        asked = self._asked
        self._runner.run(
            READ,
            self._service.recent,
            lambda hits: self._recent(this, asked, hits),
            lambda error: self._fail(this, error),
        )

    def _recent(self, this: int, asked: int, hits: tuple[Hit, ...]) -> None:
        if this == self._round and asked == self._asked:
            self._show(hits, Where.RECENT, 0)

    def _found(self, this: int, asked: int, began: float, hits: tuple[Hit, ...]) -> None:
        if this == self._round and asked == self._asked:
            self._show(hits, Where.HERE, self._ms_since(began))
            exact = [i for i, hit in enumerate(hits) if hit.exact]
            if self._opens_exact and len(exact) == 1:
                self.select(exact[0])
                self.accept()

    def _found_at_central(
        self, this: int, asked: int, began: float, hits: tuple[Hit, ...], too_many: bool
    ) -> None:
        if this == self._round and asked == self._asked:
            self._show(hits, Where.CENTRAL, self._ms_since(began), too_many=too_many)

    def _show(self, hits: tuple[Hit, ...], where: Where, took_ms: int, *, too_many: bool = False) -> None:
        kept = self.state.hits[self.state.selected].patient_id if self.state.selected >= 0 else None
        selected = next((i for i, hit in enumerate(hits) if hit.patient_id == kept), 0 if hits else -1)
        self._out.publish(
            replace(
                self.state,
                hits=hits,
                where=where,
                selected=selected,
                took_ms=took_ms,
                searching=False,
                too_many=too_many,
                central_offered=where is Where.HERE and self._line.online(),
            )
        )
        if self._enter_waits:
            self._enter_waits = False
            if not hits:
                self.accept()

    def _fail(self, this: int, error: KnownError) -> None:
        if isinstance(error, CentralUnreachableError):
            self._line.line_lost()
        if this == self._round:
            self._out.publish(replace(self.state, searching=False, note=error_note(error)))

    def _ms_since(self, began: float) -> int:
        return round((self._clock.monotonic() - began) * 1000)


def _split(text: str) -> tuple[str, str]:
    """Part "name 1234" into name and digits; a number or phone stays whole."""
    found = _NAME_AND_DIGITS.match(text)
    if found is None or found.group(1).replace(" ", "").isascii():
        return text, ""
    return found.group(1).strip(), found.group(2).upper()
