"""The main job: one form from card to slip. The blocks know their fields; here stands what happens between them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from desktop.domain.errors import CentralUnreachableError, KnownError, SlotTakenError
from desktop.domain.ids import BookingId, PatientId
from desktop.domain.masking import Surface, mask_name
from desktop.domain.policies import PolicyChangedError
from desktop.ports.clock import Clock
from desktop.ports.id_reader import IdReader
from desktop.presenters.board_block import BoardBlock
from desktop.presenters.consent_block import ConsentBlock
from desktop.presenters.drafts_kept import DraftKeeper, DraftSink
from desktop.presenters.form import Form
from desktop.presenters.identity_block import IdentityBlock, IdentityEvents
from desktop.presenters.kept_draft import Caret, caret_of, from_bytes, parked_of, to_bytes
from desktop.presenters.last_result import LastResult
from desktop.presenters.needs import Boards, Identifies, Line, Notices, Prints, Registers, Verifies
from desktop.presenters.notes import NOTHING, NoteKind, error_note, note
from desktop.presenters.paper_slip import ChecksSlips, PaperSlipBlock
from desktop.presenters.phone_block import UNDER_AGE, PhoneBlock, PhoneForm
from desktop.presenters.publishing import Publisher
from desktop.presenters.registration_state import CellKey, PhoneStep, RegistrationState, Target
from desktop.presenters.runner import READ, STORE, Runner
from desktop.presenters.serving import Serving
from desktop.services.drafts import Confirmed

BOARD_EVERY_S = 5.0
PRINTER_EVERY_S = 30.0


@dataclass(frozen=True, slots=True)
class RegistrationNeeds:
    """The services behind the page."""

    identify: Identifies
    verify: Verifies
    notice: Notices
    board: Boards
    registration: Registers
    slips: Prints
    reader: IdReader
    paper_slips: ChecksSlips


class RegistrationPresenter:
    """Publishes RegistrationState; fields are typed into `identity`, `phone`, `consent` and `board`.

    `keep_draft` gets the draft's bytes (None: nothing to keep) on the store lane; `confirmed` hears of every slip.
    """

    def __init__(
        self,
        needs: RegistrationNeeds,
        runner: Runner,
        clock: Clock,
        line: Line,
        *,
        keep_draft: DraftSink | None = None,
        confirmed: Callable[[Confirmed], None] | None = None,
    ) -> None:
        self._needs = needs
        self._tell_confirmed = confirmed
        self._confirming = self._armed = self._read_next = self._just_parked = False
        self._order_note = NOTHING
        self._was_online = line.online()
        self._board_read_at = self._printer_seen_at = clock.monotonic()
        self._out = Publisher(RegistrationState())
        self.subscribe = self._out.subscribe
        self._serving = Serving(runner, clock, line, self._changed)
        # The form is made of the blocks and the blocks tell the form: hence the late look-up.
        events = IdentityEvents(self._other_person, self._identified, lambda: self._form.after_identity())  # noqa: PLW0108
        self.identity = IdentityBlock(needs.identify, needs.verify, needs.reader, self._serving, events)
        self.phone = PhoneBlock(needs.verify, self._serving, lambda: self._form.after_code())  # noqa: PLW0108
        self.consent = ConsentBlock(needs.notice, self._serving, self.phone)
        self.board = BoardBlock(needs.board, self._serving)
        self.paper_slip = PaperSlipBlock(needs.paper_slips, self._serving, self.identity)
        self._form = Form(self._serving, self.identity, self.phone, self.consent, self.board, self.paper_slip)
        self._last = LastResult(needs.registration, needs.slips, self._serving)
        self._drafts = DraftKeeper(self._serving, keep_draft)

    @property
    def state(self) -> RegistrationState:
        """Return the newest state."""
        return self._out.state

    @property
    def payable(self) -> BookingId | None:
        """Return the booking made last at this window, None when there is none or it was undone."""
        return self._last.payable

    def tell_refunds(self, to: Callable[[tuple[str, ...]], None]) -> None:
        """Let `to` hear of money that went back with an undone registration."""
        self._last.refunded = to

    def start(self) -> None:
        """Read departments, board and notice."""
        self.board.start()
        self.consent.load_notice()
        self._look_at_printer()
        self._changed()

    def tick(self) -> None:
        """Once a second: countdowns, the board's counts, the line, the draft."""
        online = self._serving.online()
        if online != self._was_online:
            self._was_online = online
            self.consent.load_notice()
            self._read_board()
            if not online:
                self.phone.line_lost()
        elif self._serving.monotonic() - self._board_read_at >= BOARD_EVERY_S:
            self._read_board()
        if self._serving.monotonic() - self._printer_seen_at >= PRINTER_EVERY_S:
            self._look_at_printer()
        self._drafts.save(self.draft_bytes())
        self._changed()

    def enter(self, target: Target, cell: CellKey | None = None) -> None:
        """Enter on a field or on a half-hour: the next needed one, or stay where something is wrong."""
        match target:
            case Target.PHONE:
                self._enter_phone()
            case Target.DEPARTMENT:
                self.board.enter_filter()
            case Target.BOARD:
                if cell is not None and self.board.pick(cell):
                    self._order_note = NOTHING
                    self._form.after_slot()
            case Target.CODE:
                self._form.after_slot()
            case Target.CONFIRM:
                self.confirm()
            case Target.NUMBER if self.paper_slip.take():
                pass
            case _:
                self.identity.enter()
        self._changed()

    def choose(self, *, first_visit: bool | None = None, insurance: bool | None = None) -> None:
        """First or return visit, insurance or own pocket."""
        form = self._form
        form.first_visit = form.first_visit if first_visit is None else first_visit
        form.insurance = form.insurance if insurance is None else insurance
        self._changed()

    def read_card(self) -> None:
        """F2; while a registration is being saved the wish is kept for the next patient."""
        if self._confirming:
            self._read_next = True
            return
        self._serving.want(Target.NUMBER)
        self.identity.read_card()

    def open_patient(self, patient_id: PatientId) -> None:
        """Serve a person picked from the search; a form in hand is parked first (G18)."""
        if not self._confirming:
            self._other_person()
            self.identity.open(patient_id)
            self._changed()

    def new_person(self, text: str) -> None:
        """Begin a new person with what was searched for: a name goes to the name, digits to the number."""
        if not self._confirming:
            self._other_person()
            self.identity.type("number" if any(c.isdigit() for c in text) else "name", text)
            self._changed()

    def new_patient(self) -> None:
        """F4: an empty form; Ctrl+Z brings back what stood there."""
        if not self._confirming:
            parked = not self._form.empty()
            self._other_person()
            self._just_parked = parked
            self._changed()

    def confirm(self) -> None:
        """F9: register, number, slip; while an answer is on its way the wish is kept."""
        if self._confirming:
            return
        self._armed = self._form.only_waits()
        picked = self.board.picked
        if self._form.missing() or self._armed or picked is None:
            self._changed()
            return
        self._confirming = True
        self._order_note = NOTHING
        draft = self._form.draft(picked)
        name = mask_name(draft.person.name, Surface.LIST)
        self._serving.ask_anyway(
            STORE,
            lambda: self._needs.registration.confirm(draft),
            lambda confirmed: self._confirmed(confirmed, name),
            self._not_confirmed,
        )
        self._changed()

    def patient_answers(self, *, right: bool) -> None:
        """The patient's own act on their screen: what stands there is right, or it is not (N31)."""
        if not self._confirming:
            self._form.patient_answers(right=right)
            self._changed()

    def someone_erased(self) -> None:
        """An erasure came: like the sealed drafts every parked form goes, and the one in hand if it was theirs (N8)."""
        self._drafts.forget()
        self._just_parked = False
        served = self.identity.form.patient
        if served is not None:

            def looked(here: bool) -> None:
                if not here and self.identity.form.patient is served:
                    self._clear()

            look = partial(self._needs.identify.still_here, served.patient_id)
            self._serving.ask_anyway(READ, look, looked, self._not_looked)
        self._changed()

    def undo(self) -> None:
        """Ctrl+Z: the form that F4 put away, or the last registration within 60 seconds."""
        if self._just_parked:
            self.resume()
        else:
            self._last.undo()
        self._changed()

    def resume(self) -> None:
        """Bring back the form that was parked last; the one in hand is parked in its place."""
        kept = None if self._confirming else self._drafts.take()
        if kept is not None:
            self._other_person()
            self._form.put(kept)
            self._changed()

    def reprint(self) -> None:
        """F8: print the last slip again."""
        self._last.reprint()
        self._changed()

    def draft_bytes(self) -> bytes | None:
        """Return the form in hand as bytes to be sealed, None when it is empty."""
        return None if self._form.empty() else to_bytes(self._form.keep())

    def seal(self, caret: Caret | None) -> None:
        """Hand over everything unfinished before the desk closes: the form in hand with its caret, those put aside."""
        parked = self._drafts.parked()
        nothing = self._form.empty() and not parked
        self._drafts.save(None if nothing else to_bytes(self._form.keep(), caret, parked))

    def restore(self, raw: bytes) -> None:
        """Put a sealed draft back into the form and ask again who it is; what was begun meanwhile keeps the form."""
        begun = not self._form.empty()
        if not begun:
            self._clear()
        for kept in parked_of(raw):
            self._drafts.park(kept)
        if begun:
            self._drafts.park(from_bytes(raw))
            self._changed()
            return
        self._form.put(from_bytes(raw))
        self._serving.want_caret(caret_of(raw))
        self._changed()

    def _changed(self) -> None:
        if self._armed and not self._form.only_waits():
            self._armed = False
            if not self._form.missing():
                self.confirm()
                return
        trouble = self._order_note if self._order_note.code else self._drafts.note
        state = self._form.state(
            confirming=self._confirming,
            armed=self._armed,
            note=trouble,
        )
        raw = self.draft_bytes()
        self._out.publish(
            replace(
                state,
                last=self._last.state(),
                printer=self._last.printer_note,
                draft_saved=self._drafts.saved(raw),
                parked=self._drafts.names(),
            )
        )

    def _identified(self) -> None:
        self._last.forget()
        self.consent.load_notice()
        patient = self.identity.form.patient
        untouched = self.phone.form == PhoneForm()
        if patient is not None and patient.phone_verified_on is not None and untouched:
            self.phone.known(patient.phone_masked, verified_on=patient.phone_verified_on.isoformat())
        if self._form.first_visit is None:
            self._form.first_visit = not (patient is not None and patient.visits)

    def _enter_phone(self) -> None:
        before = self.phone.form.step
        if not self.phone.entered(under_age=self.identity.form.under_age):
            return
        self._serving.want(Target.DEPARTMENT)
        if before is PhoneStep.TYPING and self.phone.form.reason == UNDER_AGE:
            # An account attempt by a person under 18: counted, nothing else is kept (P32).
            self._serving.ask_anyway(STORE, self._needs.identify.refuse_minor, lambda _: None, lambda _: None)

    def _confirmed(self, confirmed: Confirmed, masked_name: str) -> None:
        read_next = self._read_next
        self._clear()
        self._last.show(confirmed, masked_name)
        if self._tell_confirmed is not None:
            self._tell_confirmed(confirmed)
        self._read_board()
        if read_next:
            self.identity.read_card()

    def _not_confirmed(self, error: KnownError) -> None:
        self._confirming = self._read_next = False
        self._order_note = error_note(error)
        if isinstance(error, SlotTakenError):
            self.board.taken()
        elif isinstance(error, PolicyChangedError):
            self.consent.notice_changed()
        elif isinstance(error, CentralUnreachableError):
            self._order_note = note(NoteKind.WARN, "line-lost-try-again")
        else:
            self._read_board()

    def _not_looked(self, error: KnownError) -> None:
        self._order_note = error_note(error)

    def _look_at_printer(self) -> None:
        self._printer_seen_at = self._serving.monotonic()
        self._last.look()

    def _read_board(self) -> None:
        self._board_read_at = self._serving.monotonic()
        self.board.refresh()

    def _other_person(self) -> None:
        """Another person comes before the one in hand is done: park that form, never mix the two."""
        if not self._form.empty():
            self._drafts.park(self._form.keep())
        self._clear()

    def _clear(self) -> None:
        self._form.clear()
        self._confirming = self._armed = self._read_next = self._just_parked = False
        self._order_note = NOTHING
