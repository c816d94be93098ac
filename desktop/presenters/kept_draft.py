"""A form that is put aside: in memory for a parked patient, as bytes for the sealed draft of its owner (N29)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from desktop.domain.documents import DocumentType, Sex
from desktop.domain.ids import DepartmentId, SessionId
from desktop.domain.people import EvidenceLevel
from desktop.presenters.identity_form import CONTACT_FIELDS, IdentityForm, parse_birth
from desktop.presenters.identity_steps import changed_contact, from_draft
from desktop.presenters.phone_block import PhoneForm
from desktop.presenters.registration_state import CellKey, ConsentStep, GuardianState, PhoneStep
from desktop.services.drafts import PersonDraft

VERSION = 1
# name of the control and where in its text the caret stood
Caret = tuple[str, int]
Choice = tuple[DepartmentId | None, date | None, CellKey | None]
_KEPT_STEPS = (PhoneStep.NONE, PhoneStep.RELATIVE, PhoneStep.LATER)


@dataclass(frozen=True, slots=True)
class KeptForm:
    """One patient's form as it stood."""

    identity: IdentityForm
    phone: PhoneForm
    decision: ConsentStep | None
    choice: Choice
    first_visit: bool | None
    insurance: bool | None
    paper_slip: str = ""


def to_bytes(kept: KeptForm, caret: Caret | None = None, parked: Sequence[KeptForm] = ()) -> bytes:
    """Return JSON of what was typed or read; answers, codes and proofs are not kept, they are asked for again.

    `parked` are the forms put aside, oldest first.
    """
    values = _values(kept)
    if caret:
        values["caret"] = caret
    if parked:
        values["parked"] = [_values(form) for form in parked]
    return json.dumps(values, ensure_ascii=False, sort_keys=True).encode()


def _values(kept: KeptForm) -> dict[str, Any]:
    identity, phone = kept.identity, kept.phone
    department, day, key = kept.choice
    person: dict[str, Any] = {
        "document_type": identity.document_type.value,
        "number": identity.number,
        "name": identity.name,
        "sex": identity.sex.value if identity.sex is not None else None,
        "birth": identity.birth_text,
        "emergency": identity.emergency,
        "guardian": [
            identity.guardian.name, identity.guardian.relation, identity.guardian.document, identity.guardian.phone,
        ],
        "contact": [
            identity.contact.name, identity.contact.relation, identity.contact.phone, identity.contact.document,
        ],
        "card": _card(identity.card),
        "card_number": identity.card_number,
        "address": identity.address,
        "reading": identity.spoken,
    }  # fmt: skip
    stands_in = phone.step in _KEPT_STEPS
    return {
        "v": VERSION,
        "person": person,
        "phone": {
            "text": phone.text,
            "step": phone.step.value if stands_in else PhoneStep.TYPING.value,
            "reason": phone.reason if stands_in else "",
        },
        "choice": [
            department, day.isoformat() if day else None, key.session_id if key else None,
            key.half_hour if key else 0,
        ],
        "first_visit": kept.first_visit,
        "insurance": kept.insurance,
        "paper_slip": kept.paper_slip,
    }  # fmt: skip


def caret_of(raw: bytes) -> Caret | None:
    """Return where the caret stood when the draft was sealed, none when that was not kept."""
    kept = json.loads(raw).get("caret")
    return (str(kept[0]), int(kept[1])) if kept else None


def parked_of(raw: bytes) -> tuple[KeptForm, ...]:
    """Return the forms that were put aside when the draft was sealed, oldest first."""
    return tuple(_form(values) for values in json.loads(raw).get("parked", ()))


def from_bytes(raw: bytes) -> KeptForm:
    """Read it back; a consent is never restored, the patient decides again (P37)."""
    return _form(json.loads(raw))


def _form(data: dict[str, Any]) -> KeptForm:
    if data["v"] != VERSION:
        raise ValueError("a draft of another version")
    person, phone = data["person"], data["phone"]
    department, day, session, half_hour = data["choice"]
    return KeptForm(
        identity=_identity(person),
        phone=PhoneForm(text=phone["text"], step=PhoneStep(phone["step"]), reason=phone["reason"]),
        decision=None,
        choice=(
            DepartmentId(department) if department else None,
            date.fromisoformat(day) if day else None,
            CellKey(SessionId(session), half_hour) if session else None,
        ),
        first_visit=data["first_visit"],
        insurance=data["insurance"],
        paper_slip=data.get("paper_slip", ""),
    )


def _identity(person: dict[str, Any]) -> IdentityForm:
    guardian = GuardianState(*person["guardian"])
    if person["card"] is not None:
        base = from_draft(_draft(person["card"]))
    else:
        base = IdentityForm(
            document_type=DocumentType(person["document_type"]), number=person["number"], hidden=False
        )
    kept = IdentityForm()
    for field, text in zip(CONTACT_FIELDS, person.get("contact", ()), strict=False):
        kept = changed_contact(kept, field, text)
    return IdentityForm(
        document_type=base.document_type,
        number=base.number,
        hidden=base.hidden,
        name=person["name"],
        sex=Sex(person["sex"]) if person["sex"] is not None else None,
        birth_text=person["birth"],
        birth=parse_birth(person["birth"]),
        emergency=person["emergency"],
        card=base.card,
        guardian=guardian,
        contact=kept.contact,
        card_number=person.get("card_number", ""),
        address=person.get("address", ""),
        spoken=person.get("reading", ""),
        extra_open=bool(person.get("card_number") or person.get("reading") or kept.contact.begun),
    )


def _card(draft: PersonDraft | None) -> dict[str, Any] | None:
    if draft is None:
        return None
    values = asdict(draft)
    values.pop("guardian")
    values.pop("contact")
    values["document_type"] = draft.document_type.value
    values["sex"] = draft.sex.value
    values["evidence"] = draft.evidence.value
    values["birth"] = draft.birth.isoformat() if draft.birth else None
    values["valid_until"] = draft.valid_until.isoformat() if draft.valid_until else None
    values["name_units"] = draft.name_units.hex() if draft.name_units is not None else None
    return values


def _draft(values: dict[str, Any]) -> PersonDraft:
    return PersonDraft(
        **{
            **values,
            "document_type": DocumentType(values["document_type"]),
            "sex": Sex(values["sex"]),
            "evidence": EvidenceLevel(values["evidence"]),
            "birth": date.fromisoformat(values["birth"]) if values["birth"] else None,
            "valid_until": date.fromisoformat(values["valid_until"]) if values["valid_until"] else None,
            "name_units": bytes.fromhex(values["name_units"]) if values["name_units"] is not None else None,
        }
    )
