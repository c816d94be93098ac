"""Pure steps of the identity form: what typing, a card, an answer or a check makes of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.domain.documents import DocumentType, Finding, Sex, check_document
from desktop.domain.errors import PhoneInvalidError
from desktop.domain.hospital_cards import card_fits
from desktop.domain.masking import Surface, mask_name
from desktop.domain.people import Match
from desktop.domain.phones import normalise_phone
from desktop.domain.pinyin import reading_fits, surname_readings
from desktop.domain.verification import NameCheck
from desktop.presenters.identity_form import (
    CONTACT_FIELDS,
    EMERGENCY_REASONS,
    UNKNOWN_NAME,
    IdentityForm,
    parse_birth,
)
from desktop.presenters.notes import NOTHING, Note, NoteKind, note
from desktop.presenters.registration_state import Target
from desktop.services.drafts import Identified, Likely, PatientCard, PersonDraft


def fresh_number(form: IdentityForm, text: str) -> IdentityForm:
    """A number is typed: whoever was identified before is not this person any more."""
    started_over = form.hidden or form.identified is not None or form.patient_id is not None
    base = IdentityForm(document_type=form.document_type) if started_over else form
    return replace(base, number=text, number_note=NOTHING)


def changed_name(form: IdentityForm, text: str) -> IdentityForm:
    """The name is changed: the answer about the person is asked for again, the check of the old name is void."""
    return replace(
        _unanswered(form), name=text, name_note=NOTHING, name_check=NameCheck.NOT_ASKED, doubtful=False
    )


def changed_birth(form: IdentityForm, text: str) -> IdentityForm:
    """The birth date is typed in any usual form."""
    return replace(_unanswered(form), birth_text=text, birth=parse_birth(text), birth_note=NOTHING)


def changed_guardian(form: IdentityForm, field: str, text: str) -> IdentityForm:
    """One field of the guardian block is typed."""
    guardian = form.guardian
    match field:
        case "guardian-name":
            guardian = replace(guardian, name=text)
        case "guardian-relation":
            guardian = replace(guardian, relation=text)
        case "guardian-document":
            guardian = replace(guardian, document=text)
        case _:
            guardian = replace(guardian, phone=text)
    return replace(form, guardian=guardian)


def changed_extra(form: IdentityForm, field: str, text: str) -> IdentityForm:
    """The card's number, the reading or the contact is typed; who the person is stays answered."""
    if field in CONTACT_FIELDS:
        return changed_contact(form, field, text)
    if field == "card-number":
        wrong = bool(text.strip()) and not card_fits(text)
        bad = note(NoteKind.ERROR, "card-number-unusual") if wrong else NOTHING
        return replace(form, card_number=text, card_note=bad)
    wrong = bool(text.strip()) and not reading_fits(text)
    return replace(
        form, spoken=text, spoken_note=note(NoteKind.ERROR, "reading-unusual") if wrong else NOTHING
    )


def changed_contact(form: IdentityForm, field: str, text: str) -> IdentityForm:
    """One field of the contact is typed: begun, it needs name, relation and a phone that can be dialled (G13)."""
    contact = replace(form.contact, **{field.removeprefix("contact-"): text}, note=NOTHING)
    if contact.begun and not contact.complete:
        contact = replace(contact, note=note(NoteKind.WARN, "contact-incomplete"))
    elif contact.begun and not _dialled(contact.phone):
        contact = replace(contact, note=note(NoteKind.ERROR, "contact-phone-bad"))
    return replace(form, contact=contact)


def _dialled(phone: str) -> bool:
    try:
        normalise_phone(phone)
    except PhoneInvalidError:
        return False
    return True


def next_reading(form: IdentityForm) -> IdentityForm:
    """Down in the reading: the next known reading of this surname, round and round."""
    known = tuple(reading.title() for reading in surname_readings(form.name))
    if not known:
        return form
    at = known.index(form.spoken) + 1 if form.spoken in known else 0
    return replace(form, spoken=known[at % len(known)], spoken_note=NOTHING)


def changed_document(form: IdentityForm, document_type: DocumentType) -> IdentityForm:
    """Another document: number and answer go, name, sex and birth stay as typed unless a card said them."""
    kept = IdentityForm() if form.card is not None or form.patient_id is not None else form
    return IdentityForm(
        document_type=document_type,
        name=kept.name,
        sex=kept.sex,
        birth_text=kept.birth_text,
        birth=kept.birth,
        emergency=EMERGENCY_REASONS[0] if document_type is DocumentType.NONE else "",
        begun=form.unfinished or form.begun,
    )


def from_draft(draft: PersonDraft) -> IdentityForm:
    """Fill the form from a card or a stored person; the number is shown masked at once."""
    return IdentityForm(
        document_type=draft.document_type,
        number=draft.number,
        hidden=True,
        name=draft.name,
        sex=None if draft.sex is Sex.UNKNOWN else draft.sex,
        birth_text=draft.birth.isoformat() if draft.birth else "",
        birth=draft.birth,
        emergency=draft.emergency_reason or "",
        card=draft,
    )


def answered(form: IdentityForm, answer: Identified) -> IdentityForm:
    """Take the local answer: fill what the number tells, put each finding under its field."""
    answer = _with_begun(answer, form.begun)
    draft = answer.draft
    birth = draft.birth
    form = replace(
        form,
        number=draft.number,
        name=draft.name,
        sex=draft.sex if draft.sex is not Sex.UNKNOWN else form.sex,
        birth=birth,
        birth_text=birth.isoformat() if birth else form.birth_text,
        hidden=not answer.rejected,
        identified=answer,
        patient=answer.patient,
        patient_id=answer.patient.patient_id if answer.patient else None,
        birth_note=note(NoteKind.PLAIN, "age", years=answer.age) if answer.age is not None else NOTHING,
    )
    if answer.patient is not None:
        form = replace(form, name_check=answer.patient.name_check)
    return _with_findings(form, answer.findings)


def _with_begun(answer: Identified, begun: PatientCard | None) -> Identified:
    """Put the file that was begun without a document first among the candidates; the clerk says who it is."""
    if begun is None or answer.patient is not None or answer.rejected:
        return answer
    candidate = Likely(
        begun.patient_id,
        mask_name(begun.name, Surface.LIST),
        begun.birth,
        begun.number_masked,
        begun.phone_masked,
        last_seen=None,
    )
    others = tuple(one for one in answer.likely if one.patient_id != begun.patient_id)
    match = Match.LIKELY if answer.match is Match.NEW else answer.match
    return replace(answer, match=match, likely=(candidate, *others))


def opened(form: IdentityForm, patient: PatientCard) -> IdentityForm:
    """A person picked from a list is served: their stored document stands in the form, masked."""
    age = note(NoteKind.PLAIN, "age", years=patient.age) if patient.age is not None else NOTHING
    on_file = note(NoteKind.OK, "person-on-file")
    return replace(
        form,
        patient=patient,
        patient_id=patient.patient_id,
        name_check=patient.name_check,
        number_note=on_file,
        birth_note=age,
    )


def first_problem(form: IdentityForm, today: date) -> tuple[IdentityForm, Target | None]:
    """Check what is typed, field by field; returns the form with its notes and where the caret belongs, or None."""
    undocumented = form.document_type is DocumentType.NONE
    if not undocumented:
        form, target = _checked_number(form, today)
        if target is not None:
            return form, target
    elif not form.name:
        form = replace(form, name=UNKNOWN_NAME)
    if not form.name.strip():
        return replace(form, name_note=note(NoteKind.WARN, "name-needed")), Target.NAME
    if form.birth_text and form.birth is None:
        return replace(form, birth_note=note(NoteKind.ERROR, "birth-unreadable")), Target.BIRTH
    return (form, None) if undocumented else _checked_rest(form)


def _checked_rest(form: IdentityForm) -> tuple[IdentityForm, Target | None]:
    if form.sex is None:
        return replace(form, sex_note=note(NoteKind.WARN, "sex-needed")), Target.SEX
    if form.birth is None:
        return replace(form, birth_note=note(NoteKind.WARN, "birth-needed")), Target.BIRTH
    return form, None


def finding_note(finding: Finding) -> Note:
    """Return the note of a finding: rejecting ones are errors, the others warnings with what to do."""
    kind = NoteKind.ERROR if finding.severity.value == "reject" else NoteKind.WARN
    return note(kind, finding.code)


def _checked_number(form: IdentityForm, today: date) -> tuple[IdentityForm, Target | None]:
    if not form.number.strip():
        return replace(form, number_note=note(NoteKind.ERROR, "number-needed")), Target.NUMBER
    check = check_document(form.document_type, form.number, today=today, birth=form.birth, sex=form.sex)
    if check.rejected:
        return _with_findings(form, check.findings), Target.NUMBER
    birth = form.birth or check.birth
    form = replace(
        form,
        number=check.number,
        birth=birth,
        birth_text=birth.isoformat() if birth and not form.birth_text else form.birth_text,
        sex=form.sex or (check.sex if check.sex is not Sex.UNKNOWN else None),
        sex_note=NOTHING,
        birth_note=NOTHING,
    )
    return _with_findings(form, check.findings), None


def _with_findings(form: IdentityForm, findings: tuple[Finding, ...]) -> IdentityForm:
    """Put the gravest finding of each field under it."""
    notes = {"number": form.number_note, "name": form.name_note, "birth": form.birth_note}
    for finding in sorted(findings, key=lambda f: f.severity.value != "reject", reverse=True):
        notes[_field_of(finding)] = finding_note(finding)
    return replace(form, number_note=notes["number"], name_note=notes["name"], birth_note=notes["birth"])


def _field_of(finding: Finding) -> str:
    if finding.code.startswith("name"):
        return "name"
    return "birth" if finding.code.startswith("birth") else "number"


def _unanswered(form: IdentityForm) -> IdentityForm:
    return replace(
        form,
        identified=None,
        patient=None,
        patient_id=None,
        waiting=0,
        likely_open=False,
        likely_settled=False,
    )
