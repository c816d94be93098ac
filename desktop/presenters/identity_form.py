"""What the clerk typed or the card said about the person, and what became known: values; steps: identity_steps."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.documents import DocumentType, Sex
from desktop.domain.hospital_cards import plain_card
from desktop.domain.ids import PatientId
from desktop.domain.masking import Surface, mask_number
from desktop.domain.people import ContactInfo, EvidenceLevel, GuardianInfo, Match, rule_for_age
from desktop.domain.phones import normalise_phone
from desktop.domain.pinyin import tidy_reading
from desktop.domain.site_fields import FIELDS, SiteFields
from desktop.domain.verification import NameCheck
from desktop.presenters.notes import NOTHING, Note
from desktop.presenters.registration_state import AddressState, ContactState, GuardianState
from desktop.services.drafts import Identified, PatientCard, PersonDraft

UNKNOWN_NAME = "无名氏"
EMERGENCY_REASONS = ("unconscious", "documents-lost", "newborn", "refused-to-show")
GUARDIAN_FIELDS = ("guardian-name", "guardian-relation", "guardian-document", "guardian-phone")
CONTACT_FIELDS = ("contact-name", "contact-relation", "contact-phone", "contact-document")
EXTRA_FIELDS = ("card-number", "reading", *CONTACT_FIELDS)
NO_GUARDIAN = GuardianState()
NO_CONTACT = ContactState()
_BIRTH = re.compile(r"^(\d{4})\D?(\d{1,2})\D?(\d{1,2})\D?$")


@dataclass(frozen=True, slots=True)
class IdentityForm:
    """`hidden` says that the number is shown masked; `card` keeps what only the chip says (units, issue, validity).

    `card_number` is the hospital's own card, `spoken` how the name is read out: both optional, in a row of their own.
    `begun` is a file without a document that was in hand when this document came: it may be the same person (G11).
    """

    document_type: DocumentType = DocumentType.RESIDENT_CARD
    number: str = ""
    hidden: bool = False
    name: str = ""
    sex: Sex | None = None
    birth_text: str = ""
    birth: date | None = None
    emergency: str = ""
    card: PersonDraft | None = None
    identified: Identified | None = None
    patient_id: PatientId | None = None
    patient: PatientCard | None = None
    begun: PatientCard | None = None
    guardian: GuardianState = NO_GUARDIAN
    contact: ContactState = NO_CONTACT
    card_number: str = ""
    address: str = ""
    spoken: str = ""
    extra_open: bool = False
    name_check: NameCheck = NameCheck.NOT_ASKED
    waiting: int = 0
    doubtful: bool = False
    likely_open: bool = False
    likely_settled: bool = False
    number_note: Note = NOTHING
    name_note: Note = NOTHING
    birth_note: Note = NOTHING
    sex_note: Note = NOTHING
    card_note: Note = NOTHING
    spoken_note: Note = NOTHING

    @property
    def empty(self) -> bool:
        """Return whether nothing was typed or read."""
        return not (self.number or self.name or self.birth_text or self.sex or self.patient_id)

    @property
    def settled(self) -> bool:
        """Return whether the person is identified and nothing forbids going on."""
        return self.patient is not None or (self.identified is not None and not self.identified.rejected)

    @property
    def unfinished(self) -> PatientCard | None:
        """Return the file in hand when it was begun without a document, so that one can still be put into it."""
        patient = self.patient
        return patient if patient is not None and patient.document_type is DocumentType.NONE else None

    @property
    def blocked_by_name(self) -> bool:
        """Return whether a wrong name must be changed or flagged first (P3, N1)."""
        if self.doubtful:
            return False
        differs = self.identified is not None and self.identified.match is Match.NAME_DIFFERS
        return self.name_check is NameCheck.MISMATCH or (differs and self.patient_id is None)

    @property
    def blocked_by_extra(self) -> bool:
        """Return whether an optional field holds what cannot be kept: it must be mended or emptied."""
        return bool(self.card_note.code or self.spoken_note.code or self.contact.note.code)

    @property
    def needs_guardian(self) -> bool:
        """Return whether a guardian must be named before F9 (P32)."""
        return self.identified is not None and self.identified.minor.guardian_required

    @property
    def under_age(self) -> bool:
        """Return whether no platform account may be opened for this person."""
        if self.identified is not None:
            return not self.identified.minor.account_allowed
        if self.patient is None:
            return False
        return not rule_for_age(self.patient.age, guardian_path=True, emergency=False).account_allowed

    @property
    def guardian_complete(self) -> bool:
        """Return whether everything asked of the guardian stands there."""
        return all((self.guardian.name, self.guardian.relation, self.guardian.document, self.guardian.phone))

    @property
    def fields(self) -> SiteFields | None:
        """Return what this site asks of the new person in hand; None before the answer and for who is on file."""
        if self.identified is None or self.identified.rejected or self.patient is not None:
            return None
        return self.identified.fields

    def lacking(self) -> tuple[str, ...]:
        """Return which required fields are still empty; an emergency lacks none (G14)."""
        fields = self.fields
        if fields is None or self.emergency:
            return ()
        draft = self.draft()
        return tuple(name for name in FIELDS if fields.requires(name) and not getattr(draft, name))

    def _contact(self) -> ContactInfo | None:
        """Return the contact as typed, None while it is not whole; what is begun and wrong is said at its place."""
        said = self.contact
        if not said.complete or said.note.code:
            return None
        document = "".join(said.document.split()).upper()
        return ContactInfo(said.name.strip(), said.relation, normalise_phone(said.phone), document)

    def asked_contact(self) -> ContactState | None:
        """Return the contact's row, None where the site asks for none."""
        fields = self.fields
        return None if fields is not None and not fields.asks("contact_name") else self.contact

    def asked_address(self) -> AddressState | None:
        """Return the address row: only where the site asks it and no chip has said it."""
        fields = self.fields
        read = self.card is not None and bool(self.card.address)
        if fields is None or read or not fields.asks("address"):
            return None
        return AddressState(self.address, fields.requires("address"))

    def shown_number(self) -> str:
        """Return the number as the field shows it."""
        if not self.hidden or not self.number:
            return self.number
        return mask_number(
            self.document_type, self.number, Surface.TASK, birth_visible=self.birth is not None
        )

    def draft(self) -> PersonDraft:
        """Return the person as the services take it; what the clerk did not change keeps the card's evidence."""
        guardian = self.guardian
        info = None
        if self.needs_guardian and self.guardian_complete:
            info = GuardianInfo(guardian.name, guardian.relation, guardian.document, guardian.phone)
        typed = PersonDraft(
            document_type=self.document_type,
            number=self.number,
            name=self.name,
            sex=self.sex or Sex.UNKNOWN,
            birth=self.birth,
            evidence=EvidenceLevel.TYPED,
        )
        base = self.card if self.card is not None and self.card.number == self.number else typed
        if base.name != self.name:
            base = replace(base, name_units=None, card_cut=False, evidence=EvidenceLevel.TYPED)
        return replace(
            base,
            name=self.name,
            sex=self.sex or Sex.UNKNOWN,
            birth=self.birth,
            emergency_reason=self.emergency or None,
            guardian=info,
            card_number=plain_card(self.card_number) or base.card_number,
            reading=tidy_reading(self.spoken) or base.reading,
            contact=self._contact(),
            address=self.address.strip() or base.address,
        )


def parse_birth(text: str) -> date | None:
    """Read 19900307, 1990-3-7, 1990.3.7, 1990/03/07 or 1990年3月7日; None when it is not a date."""
    found = _BIRTH.match(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
