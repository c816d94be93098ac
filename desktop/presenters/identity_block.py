"""Who stands at the window: card or typed document, one of four answers (N1), the name asked of central (P3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.domain.documents import DocumentType, Sex
from desktop.domain.errors import KnownError, NoCardError, ReaderError, ReaderUnpluggedError
from desktop.domain.ids import PatientId
from desktop.domain.people import EvidenceLevel, Match
from desktop.domain.verification import NameCheck, can_be_asked
from desktop.ports.id_reader import CardRead, IdReader
from desktop.presenters import identity_form
from desktop.presenters.identity_form import IdentityForm
from desktop.presenters.needs import Identifies, Verifies
from desktop.presenters.notes import NOTHING, NoteKind, error_note, note
from desktop.presenters.phone_block import without_mask
from desktop.presenters.registration_state import FieldState, IdentityState, Target
from desktop.presenters.runner import DEVICE, NETWORK, STORE
from desktop.presenters.serving import Serving
from desktop.services.drafts import Identified, PatientCard, PersonDraft


@dataclass(frozen=True, slots=True)
class IdentityEvents:
    """Whom the block tells: another person's card came, an answer came, the caret may move on."""

    other_person: Callable[[], None]
    identified: Callable[[], None]
    advance: Callable[[], None]


class IdentityBlock:
    """Reads, identifies, asks; `form` is replaced whole when a parked patient comes back."""

    def __init__(
        self,
        identifies: Identifies,
        verifies: Verifies,
        reader: IdReader,
        serving: Serving,
        events: IdentityEvents,
    ) -> None:
        self._identifies = identifies
        self._verifies = verifies
        self._reader = reader
        self._serving = serving
        self._events = events
        self._reading = self._polling = self._identifying = self._advance = False
        self._question = 0
        self.form = IdentityForm()
        self.reader_note = NOTHING

    def clear(self) -> None:
        """Forget the person; a card that is being read at this moment belongs to the next one."""
        self.form = IdentityForm()
        self._identifying = self._advance = False

    def type(self, field: str, text: str) -> None:
        """Take typed text: number, name, birth, or a field of the guardian block by its own name."""
        form = self.form
        if field == "number":
            shown = form.shown_number()
            plain = without_mask(text, shown) if form.hidden else text
            if text != shown:
                self._replace(identity_form.fresh_number(form, plain))
        elif field == "name" and text != form.name:
            self._replace(identity_form.changed_name(form, text))
        elif field == "birth" and text != form.birth_text:
            self._replace(identity_form.changed_birth(form, text))
        elif field in identity_form.GUARDIAN_FIELDS:
            self._replace(identity_form.changed_guardian(form, field, text))

    def choose_sex(self, sex: Sex) -> None:
        """Take the sex; never preselected."""
        if sex != self.form.sex:
            self._replace(replace(self.form, sex=sex, sex_note=NOTHING))

    def choose_document(self, document_type: DocumentType) -> None:
        """Take another kind of document."""
        if document_type is not self.form.document_type:
            self._replace(identity_form.changed_document(self.form, document_type))

    def choose_emergency(self, reason: str) -> None:
        """Why there is no document (G11)."""
        if reason in identity_form.EMERGENCY_REASONS:
            self._replace(replace(self.form, emergency=reason))

    def read_card(self) -> None:
        """F2: read the card on the plate; the caret stays on the number."""
        if self._reading:
            return
        self._reading = True
        self._put(number_note=note(NoteKind.BUSY, "card-reading"))
        self._serving.ask_anyway(DEVICE, self._reader.read, self._card, self._card_failed)
        self._serving.changed()

    def poll_card(self) -> None:
        """Read by itself when a fresh card lies there and nobody is being served."""
        if self._reading or self._polling or not self.form.empty:
            return
        self._polling = True
        self._serving.ask_anyway(DEVICE, self._reader.poll, self._polled, self._poll_failed)

    def enter(self) -> None:
        """Enter on a field of this block: the next thing that is missing, or on to the phone."""
        if self._reading or self._identifying:
            self._advance = True
            return
        if self.form.settled:
            self._events.advance()
            return
        self.form, problem = identity_form.first_problem(self.form, self._serving.today())
        if problem is not None:
            self._serving.want(problem)
        else:
            self._advance = True
            self._identify(self.form.draft())
        self._serving.changed()

    def identify_again(self) -> None:
        """Ask once more who this is, after a parked or stored draft came back."""
        form, problem = identity_form.first_problem(self.form, self._serving.today())
        if problem is None:
            self.form = form
            self._identify(form.draft())

    def open(self, patient_id: PatientId) -> None:
        """Serve a person picked from a list."""
        self._identifying = True
        self._serving.ask(
            STORE,
            lambda: (self._identifies.open_patient(patient_id), self._identifies.draft_of(patient_id)),
            self._opened,
            self._not_identified,
        )

    def show_likely(self, shown: bool) -> None:
        """Alt+M: look at the likely duplicates, or fold them away."""
        if self.form.identified and self.form.identified.likely:
            self._replace(replace(self.form, likely_open=shown))

    def same_person(self, patient_id: PatientId) -> None:
        """The clerk says that a candidate is this person: the visit goes on their file."""
        draft = self.form.draft()
        self._serving.ask(
            STORE, lambda: self._identifies.same_person(patient_id, draft), self._same, self._not_identified
        )

    def somebody_else(self) -> None:
        """The clerk says that no candidate is this person."""
        self._replace(replace(self.form, likely_open=False, likely_settled=True))

    def flag_doubtful(self) -> None:
        """Alt+U: go on with a name that does not match; a supervisor gets the task (N5)."""
        if self.form.blocked_by_name:
            flagged = note(NoteKind.WARN, "flagged-doubtful")
            self._replace(replace(self.form, doubtful=True, name_note=flagged))

    def state(self) -> IdentityState:
        """Return what the page shows."""
        form = self.form
        answer = form.identified
        typed = form.document_type is not DocumentType.NONE
        return IdentityState(
            document_type=form.document_type,
            number=FieldState(form.shown_number(), form.number_note, enabled=typed),
            name=FieldState(form.name, form.name_note),
            birth=FieldState(form.birth_text, form.birth_note),
            sex=form.sex,
            sex_note=form.sex_note,
            reading=self._reading,
            emergency=None if typed else form.emergency,
            guardian=form.guardian if form.needs_guardian else None,
            likely=answer.likely if answer and not form.likely_settled and form.patient is None else (),
            likely_open=form.likely_open,
            doubtful=form.doubtful,
        )

    def _card(self, card: CardRead) -> None:
        self._reading = False
        self.reader_note = note(NoteKind.OK, "reader-ready")
        draft = self._identifies.draft_from_card(card)
        advance = self._advance
        begun = self.form.unfinished
        if self.form.settled and self.form.number != draft.number and begun is None:
            self._events.other_person()
        self.form = replace(identity_form.from_draft(draft), begun=begun)
        self._advance = advance
        self._identify(draft)

    def _card_failed(self, error: KnownError) -> None:
        self._reading = self._advance = False
        self._note_reader(error)
        read_before = self.form.card is not None and self.form.settled
        # The card read by itself a moment ago must be laid down anew; pressing F2 as well is no fault of anybody.
        again = isinstance(error, NoCardError) and read_before
        self._put(number_note=note(NoteKind.OK, "card-read") if again else error_note(error))
        self._serving.want(Target.NUMBER)

    def _polled(self, fresh: bool) -> None:
        self._polling = False
        self.reader_note = note(NoteKind.OK, "reader-ready")
        if fresh and self.form.empty:
            self.read_card()

    def _poll_failed(self, error: KnownError) -> None:
        self._polling = False
        self._note_reader(error)

    def _note_reader(self, error: KnownError) -> None:
        # A bad card says nothing against the reader.
        faulty = type(error) is ReaderError or isinstance(error, ReaderUnpluggedError)
        self.reader_note = note(NoteKind.WARN, error.code) if faulty else note(NoteKind.OK, "reader-ready")

    def _identify(self, draft: PersonDraft) -> None:
        self._identifying = True
        self._serving.ask(
            STORE, lambda: self._identifies.identify(draft), self._identified, self._not_identified
        )

    def _identified(self, answer: Identified) -> None:
        self._identifying = False
        read = answer.draft.evidence is EvidenceLevel.CHIP_READ
        self._put(
            number_note=note(NoteKind.OK, "card-read" if read else "number-plausible"), name_note=NOTHING
        )
        self.form = identity_form.answered(self.form, answer)
        if answer.rejected:
            self._advance = False
            self._serving.want(Target.NUMBER)
            return
        self._ask_central(answer)
        self._told()

    def _told(self) -> None:
        self._events.identified()
        if self._advance:
            self._advance = False
            self._events.advance()

    def _opened(self, found: tuple[PatientCard, PersonDraft]) -> None:
        patient, draft = found
        self._identifying = False
        self.form = identity_form.opened(identity_form.from_draft(draft), patient)
        self._serving.want(Target.NUMBER)
        self._told()

    def _same(self, patient: PatientCard) -> None:
        self.form = replace(
            self.form, patient=patient, patient_id=patient.patient_id, likely_open=False, likely_settled=True
        )
        self._events.identified()

    def _not_identified(self, error: KnownError) -> None:
        self._identifying = self._advance = False
        self._put(number_note=error_note(error))

    def _ask_central(self, answer: Identified) -> None:
        """Off line nothing is asked: the registration is provisional and checked later (N5)."""
        self._question += 1
        self._put(waiting=0)
        if not self._serving.online():
            return
        draft, question = answer.draft, self._question
        if answer.match in (Match.NEW, Match.LIKELY) and draft.document_type is not DocumentType.NONE:
            self._put(waiting=self.form.waiting + 1)
            self._serving.ask(
                NETWORK,
                lambda: self._identifies.identify_at_central(draft),
                lambda found: self._found_at_central(question, found),
                lambda _: self._give_up(question),
            )
        if can_be_asked(draft.document_type) and self.form.name_check is not NameCheck.MATCH:
            self._put(waiting=self.form.waiting + 1)
            self._serving.ask(
                NETWORK,
                lambda: self._verifies.check_name(draft),
                lambda outcome: self._name_checked(question, outcome),
                lambda _: self._give_up(question),
            )

    def _found_at_central(self, question: int, answer: Identified | None) -> None:
        if not self._no_answer(question) or answer is None or answer.match is Match.NEW:
            return
        outcome, waiting = self.form.name_check, self.form.waiting
        self.form = replace(identity_form.answered(self.form, answer), waiting=waiting)
        if outcome is not NameCheck.NOT_ASKED:
            self._put(name_check=outcome)
        self._events.identified()

    def _name_checked(self, question: int, outcome: NameCheck) -> None:
        if not self._no_answer(question):
            return
        self._put(name_check=outcome)
        if outcome is NameCheck.MISMATCH:
            self._put(name_note=note(NoteKind.ERROR, "name-mismatch"))

    def _no_answer(self, question: int) -> bool:
        """Count one question less; False when the person was changed since it was asked."""
        if question != self._question or self.form.identified is None:
            return False
        self._put(waiting=self.form.waiting - 1)
        return True

    def _give_up(self, question: int) -> None:
        self._no_answer(question)

    def _put(self, **changes: object) -> None:
        self.form = replace(self.form, **changes)  # type: ignore[arg-type]  # field names are checked by replace

    def _replace(self, form: IdentityForm) -> None:
        self.form = form
        self._serving.changed()
