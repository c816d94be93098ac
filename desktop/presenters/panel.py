"""The context panel: who is served, masked as a set, with what is proved and what to watch (N4, G10, G17)."""

from __future__ import annotations

from desktop.domain.consent import Purpose
from desktop.domain.documents import DocumentType, Sex
from desktop.domain.legal_basis import LegalBasis, basis_of
from desktop.domain.masking import Surface, mask_number, mask_phone
from desktop.domain.people import EvidenceLevel, Match
from desktop.domain.pinyin import tidy_reading
from desktop.domain.reveals import RevealField
from desktop.domain.verification import NameCheck
from desktop.presenters.identity_form import IdentityForm
from desktop.presenters.notes import Note, NoteKind, note
from desktop.presenters.phone_block import PhoneForm
from desktop.presenters.registration_state import Panel, PhoneStep, Tag

NOTHING_KNOWN = "--"
_NAME_TAGS = {NameCheck.MATCH: "ok", NameCheck.MISMATCH: "warn"}


def panel(identity: IdentityForm, phone: PhoneForm) -> Panel | None:
    """Return the panel of an identified person, None before that."""
    if not identity.settled:
        return None
    patient, answer = identity.patient, identity.identified
    age = patient.age if patient else answer.age if answer else None
    return Panel(
        name=patient.name if patient else identity.name,
        sex=patient.sex if patient else identity.sex or Sex.UNKNOWN,
        age=age,
        birth=patient.birth if patient else identity.birth,
        number=patient.number_masked if patient else _number(identity),
        phone=_phone(identity, phone),
        card=patient.card_masked if patient else NOTHING_KNOWN,
        notice=patient.notice if patient else "",
        tags=_tags(identity, phone),
        reading=tidy_reading(identity.spoken) or (patient.reading if patient else ""),
        alerts=_alerts(identity),
        visits=patient.visits if patient else (),
        address=patient.address_masked if patient else NOTHING_KNOWN,
        contact=patient.contact_masked if patient else NOTHING_KNOWN,
        contact_relation=patient.contact_relation if patient else "",
        hidden=_hidden(identity, phone),
    )


def _hidden(identity: IdentityForm, phone: PhoneForm) -> tuple[RevealField, ...]:
    """What is on file and masked here. A number that is only typed yet stands in the clerk's own field."""
    patient = identity.patient
    if patient is None:
        return ()
    typed_anew = phone.valid and not phone.masked
    shown = {
        RevealField.DOCUMENT_NUMBER: patient.number_masked,
        RevealField.PHONE: NOTHING_KNOWN if typed_anew else patient.phone_masked,
        RevealField.CARD_NUMBER: patient.card_masked,
        RevealField.ADDRESS: patient.address_masked,
        RevealField.CONTACT: patient.contact_masked,
    }
    return tuple(field for field, masked in shown.items() if masked != NOTHING_KNOWN)


def _number(identity: IdentityForm) -> str:
    if identity.document_type is DocumentType.NONE or not identity.number:
        return NOTHING_KNOWN
    seen = identity.birth is not None
    return mask_number(identity.document_type, identity.number, Surface.TASK, birth_visible=seen)


def _phone(identity: IdentityForm, phone: PhoneForm) -> str:
    if phone.masked:
        return phone.masked
    if phone.valid:
        return mask_phone(phone.text, Surface.TASK)
    return identity.patient.phone_masked if identity.patient else NOTHING_KNOWN


def _tags(identity: IdentityForm, phone: PhoneForm) -> tuple[Tag, ...]:
    tags = [Tag(f"name-check-{identity.name_check.value}", _NAME_TAGS.get(identity.name_check, "plain"))]
    evidence = identity.patient.evidence if identity.patient else identity.draft().evidence
    tags.append(Tag(f"evidence-{evidence.value}", "ok" if evidence is EvidenceLevel.CHIP_READ else "plain"))
    if phone.step in (PhoneStep.VERIFIED, PhoneStep.EARLIER):
        tags.append(Tag("phone-verified", "ok"))
    if identity.patient is not None and identity.patient.has_account:
        tags.append(Tag("has-account", "info"))
    if identity.under_age:
        tags.append(Tag("under-age", "warn"))
    basis = _basis(identity)
    tags.append(Tag(f"basis-{basis}", "warn" if basis == LegalBasis.EMERGENCY.value else "plain"))
    return tuple(tags)


def _basis(identity: IdentityForm) -> str:
    """Return on what the care of this person rests, or will rest when they are registered (P7)."""
    if identity.patient is not None:
        return identity.patient.basis
    return basis_of(Purpose.CARE, emergency=bool(identity.emergency)).value


def _alerts(identity: IdentityForm) -> tuple[Note, ...]:
    alerts: list[Note] = []
    answer = identity.identified
    if answer is not None and identity.patient is None and not identity.likely_settled:
        code = "name-differs" if answer.match is Match.NAME_DIFFERS else "likely-duplicate"
        if answer.likely:
            alerts.append(note(NoteKind.WARN, code, count=len(answer.likely)))
    if identity.patient is not None:
        alerts.extend(note(NoteKind.WARN, f"alert-{code}") for code in identity.patient.alerts)
        block = identity.patient.block
        if block is not None:
            code = f"blocked-{block.reason.value}"
            alerts.append(note(NoteKind.WARN, f"alert-{code}", until=block.until.isoformat()))
    return tuple(alerts)
