"""Who stands at the window: card or typed document, one of four answers (N1), the name asked of central (P3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.domain.documents import DocumentType, Sex
from desktop.domain.errors import KnownError, NoCardError
from desktop.domain.ids import PatientId
from desktop.domain.people import EvidenceLevel
from desktop.domain.pinyin import surname_readings
from desktop.ports.id_reader import CardRead, IdReader
from desktop.presenters import identity_steps
from desktop.presenters.card_plate import CardEvents, CardPlate
from desktop.presenters.central_questions import CentralQuestions
from desktop.presenters.identity_form import (
    EMERGENCY_REASONS,
    EXTRA_FIELDS,
    GUARDIAN_FIELDS,
    IdentityForm,
)
from desktop.presenters.needs import Identifies, Verifies
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.phone_block import without_mask
from desktop.presenters.registration_state import ExtraState, FieldState, IdentityState, Target
from desktop.presenters.runner import STORE
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
        self._serving = serving
        self._events = events
        self._identifying = self._advance = False
        self.form = IdentityForm()
        # hears the code of an error that kept somebody from being opened
        self.refused: Callable[[str], None] = lambda _code: None
        self.plate = CardPlate(reader, serving, CardEvents(self._card, self._card_failed, self._fresh_card))

        self._central = CentralQuestions(identifies, verifies, serving, self._form_now, self._put_form)

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
                self._replace(identity_steps.fresh_number(form, plain))
        elif field == "name" and text != form.name:
            self._replace(identity_steps.changed_name(form, text))
        elif field == "birth" and text != form.birth_text:
            self._replace(identity_steps.changed_birth(form, text))
        elif field == "address":
            self._replace(replace(form, address=text))
        elif field in GUARDIAN_FIELDS:
            self._replace(identity_steps.changed_guardian(form, field, text))
        elif field in EXTRA_FIELDS:
            self._replace(identity_steps.changed_extra(form, field, text))

    def choose_sex(self, sex: Sex) -> None:
        """Take the sex; never preselected."""
        if sex != self.form.sex:
            self._replace(replace(self.form, sex=sex, sex_note=NOTHING))

    def choose_document(self, document_type: DocumentType) -> None:
        """Take another kind of document."""
        if document_type is not self.form.document_type:
            self._replace(identity_steps.changed_document(self.form, document_type))

    def choose_emergency(self, reason: str) -> None:
        """Why there is no document (G11)."""
        if reason in EMERGENCY_REASONS:
            self._replace(replace(self.form, emergency=reason))

    def read_card(self) -> None:
        """F2: read the card on the plate; the caret stays on the number."""
        if self.plate.reading:
            return
        self._put(number_note=note(NoteKind.BUSY, "card-reading"))
        self.plate.read()
        self._serving.changed()

    def poll_card(self) -> None:
        """Read by itself when a fresh card lies there and nobody is being served."""
        if self.form.empty:
            self.plate.poll()

    def open_extra(self) -> None:
        """Alt+E: the optional row with the caret in it; once more folds it away when nothing stands there."""
        form = self.form
        folded = form.extra_open and not (form.card_number or form.spoken or form.contact.begun)
        self._put(extra_open=not folded)
        self._serving.want(Target.NAME if folded else Target.EXTRA)
        self._serving.changed()

    def next_reading(self) -> None:
        """Down in the reading: the next known one of this surname."""
        self._replace(identity_steps.next_reading(self.form))

    def enter(self) -> None:
        """Enter on a field of this block: the next thing that is missing, or on to the phone."""
        if self.plate.reading or self._identifying:
            self._advance = True
            return
        if self.form.settled:
            self._go_on()
            return
        self.form, problem = identity_steps.first_problem(self.form, self._serving.today())
        if problem is not None:
            self._serving.want(problem)
        else:
            self._advance = True
            self._identify(self.form.draft())
        self._serving.changed()

    def identify_again(self) -> None:
        """Ask once more who this is, after a parked or stored draft came back."""
        form, problem = identity_steps.first_problem(self.form, self._serving.today())
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

    def other_scanned(self, said: Note) -> None:
        """What was scanned into the number is no document: it goes, and the field says what it was."""
        self._put(number="", number_note=said)
        self._serving.want(Target.NUMBER)

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
            name=FieldState(form.name, _name_note(form)),
            birth=FieldState(form.birth_text, form.birth_note),
            sex=form.sex,
            sex_note=form.sex_note,
            reading=self.plate.reading,
            emergency=None if typed else form.emergency,
            guardian=form.guardian if form.needs_guardian else None,
            extra=_extra(form) if form.extra_open else None,
            address=form.asked_address(),
            likely=answer.likely if answer and not form.likely_settled and form.patient is None else (),
            likely_open=form.likely_open,
            doubtful=form.doubtful,
        )

    def _card(self, card: CardRead) -> None:
        draft = self._identifies.draft_from_card(card)
        advance = self._advance
        begun = self.form.unfinished
        if self.form.settled and self.form.number != draft.number and begun is None:
            self._events.other_person()
        self.form = replace(identity_steps.from_draft(draft), begun=begun)
        self._advance = advance
        self._identify(draft)

    def _card_failed(self, error: KnownError) -> None:
        self._advance = False
        read_before = self.form.card is not None and self.form.settled
        # The card read by itself a moment ago must be laid down anew; pressing F2 as well is no fault of anybody.
        again = isinstance(error, NoCardError) and read_before
        self._put(number_note=note(NoteKind.OK, "card-read") if again else error_note(error))
        self._serving.want(Target.NUMBER)

    def _fresh_card(self) -> None:
        if self.form.empty:
            self.read_card()

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
        self.form = identity_steps.answered(self.form, answer)
        if answer.rejected:
            self._advance = False
            self._serving.want(Target.NUMBER)
            return
        self._central.ask(answer)
        self._told()

    def _go_on(self) -> None:
        """On to the phone, unless this site requires a field that is still empty (G14)."""
        lacking = self.form.lacking()
        if not lacking:
            self._events.advance()
        elif lacking[0] == "address":
            self._serving.want(Target.ADDRESS)
        elif self.form.extra_open:
            self._serving.want(Target.EXTRA)
        else:
            self.open_extra()

    def _told(self) -> None:
        self._events.identified()
        if self._advance:
            self._advance = False
            self._go_on()

    def _opened(self, found: tuple[PatientCard, PersonDraft]) -> None:
        patient, draft = found
        self._identifying = False
        self.form = identity_steps.opened(identity_steps.from_draft(draft), patient)
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
        self.refused(error.code)

    def _form_now(self) -> IdentityForm:
        return self.form

    def _put_form(self, form: IdentityForm, *, identified: bool) -> None:
        self.form = form
        if identified:
            self._events.identified()

    def _put(self, **changes: object) -> None:
        self.form = replace(self.form, **changes)  # type: ignore[arg-type]  # field names are checked by replace

    def _replace(self, form: IdentityForm) -> None:
        self.form = form
        self._serving.changed()


def _extra(form: IdentityForm) -> ExtraState:
    return ExtraState(
        FieldState(form.card_number, form.card_note),
        FieldState(form.spoken, form.spoken_note),
        tuple(reading.title() for reading in surname_readings(form.name)),
        form.asked_contact(),
        contact_required=form.fields is not None and form.fields.requires("contact_name"),
    )


def _name_note(form: IdentityForm) -> Note:
    """A surname of several readings is said where the name stands; the first one is taken for calling (N2)."""
    known = surname_readings(form.name)
    if form.name_note.code or form.extra_open or not known:
        return form.name_note
    spoken = form.spoken or (form.patient.reading if form.patient else "") or known[0].title()
    return note(NoteKind.PLAIN, "name-read-out", reading=spoken)
