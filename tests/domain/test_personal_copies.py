"""A person's copy: its published format, other people masked, nothing of a desk lost."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from desktop.domain.ids import CaseId, PatientId, StaffId
from desktop.domain.payloads import AccountRecord, PatientRecord
from desktop.domain.personal_copies import (
    CopyBooking,
    CopyLook,
    CopyNotDueError,
    CopyPayment,
    CopyPerson,
    PersonalCopy,
    account_of_record,
    check_copy,
    person_of_record,
)
from desktop.domain.request_cases import RequestCase, Signed
from desktop.domain.requests import Asker, Channel, Decision, Evidence, Outcome, Part, RequestKind

SCHEMA = Path(__file__).resolve().parents[2] / "resources" / "schemas" / "personal-copy.schema.json"
NOW = datetime(2026, 11, 24, 8, tzinfo=UTC)
CLERK, SUPERVISOR = StaffId("s-1"), StaffId("s-2")
GRANT = Decision(Outcome.APPROVED, None, 0, "")
LOOK = CopyLook("desk-a", 7, NOW.isoformat(), "reveal", "clerk", "3 号窗", "phone")
COPY = PersonalCopy(
    "case-1", NOW.isoformat(), "样例医院", NOW.isoformat(), CopyPerson("张伟强"), looks=(LOOK,)
)


def case(kind: RequestKind = RequestKind.ACCESS) -> RequestCase:
    return RequestCase(
        CaseId("case-1"), PatientId("p-1"), kind, Asker.SELF, Channel.WINDOW, CLERK, NOW, phone_on_file=False,
        evidence=(Evidence.CHIP_READ,),
    ).filed()  # fmt: skip


@pytest.mark.rows("P24", "G99")
def test_the_published_schema_is_that_of_the_file() -> None:
    published = json.loads(SCHEMA.read_text("utf-8"))
    made = json.loads(json.dumps(msgspec.json.schema(PersonalCopy)))
    assert {k: published[k] for k in made} == made
    assert msgspec.json.decode(COPY.to_json(), type=PersonalCopy) == COPY


@pytest.mark.rows("P24", "A1", "G13")
def test_guardian_and_relative_are_masked_and_the_person_is_not() -> None:
    record = PatientRecord(
        "张伟强", "1", "2014-02-03", "resident-card", "991234201402030012", guardian_name="张建国",
        guardian_document="991234198001010019", guardian_phone="15500001234",
    ).with_contact("王秀兰", "other-kin", "15500005678", "991234195001010027")  # fmt: skip
    person = person_of_record(record, "match", "contract", restricted=False)
    assert (person.name, person.document_number) == (record.name, record.document_number)
    assert person.guardian_name == "张**"
    assert person.guardian_document == "****0019"
    assert person.guardian_phone == "155 **** 1234"
    assert (person.contact_name, person.contact_relation) == ("王**", "other-kin")
    assert (person.contact_phone, person.contact_document) == ("155 **** 5678", "****0027")
    mother = account_of_record(AccountRecord("15500001234", "relative", relative_name="李秀英"))
    assert (mother.phone, mother.relative_name) == ("155 **** 1234", "李**")
    assert account_of_record(AccountRecord("15500001234", "verified")).phone == "15500001234"


@pytest.mark.rows("P24")
def test_what_only_a_desk_holds_is_added_once_and_named() -> None:
    here = CopyBooking("b-1", "2026-11-24", 0, 3, "内科", "王医生", "booked", 5000, NOW.isoformat(), "desk")
    late = replace(LOOK, seq=9)
    desk = replace(COPY, bookings=(here,), looks=(LOOK, late))
    joined = COPY.joined(desk)
    assert (joined.bookings, joined.only_at_desk) == ((here,), ("b-1",))
    assert sorted(look.seq for look in joined.looks) == [7, 9]
    assert joined.joined(desk).only_at_desk == ()


@pytest.mark.rows("A3", "P24")
def test_no_copy_before_a_decision_for_another_kind_or_by_one_person_alone() -> None:
    granted = case().decided(GRANT, Signed(SUPERVISOR, bytes(64), NOW))
    check_copy(granted, SUPERVISOR)

    explained = case(RequestKind.EXPLAIN).decided(GRANT, Signed(SUPERVISOR, bytes(64), NOW))
    alone = replace(granted, filed_by=SUPERVISOR)
    for wrong in (case(), explained, alone, replace(granted, patient_id=None)):
        with pytest.raises(CopyNotDueError):
            check_copy(wrong, SUPERVISOR)


@pytest.mark.rows("N13", "P27", "P24")
def test_a_next_of_kin_gets_the_parts_the_decision_names_and_nothing_of_who_looked() -> None:
    visit = CopyBooking("b-1", "2026-11-24", 0, 3, "内科", "王医生", "booked", 5000, NOW.isoformat(), "desk")
    paid = CopyPayment("m-1", "b-1", "payment", 5000, 0, 0, NOW.isoformat())
    person = CopyPerson("张伟强", document_number="991234198001010019", address="样例路 1 号")
    whole = replace(
        COPY,
        person=person,
        bookings=(visit,),
        payments=(paid,),
        account=account_of_record(AccountRecord("15500001234", "verified")),
    )
    for_kin = replace(case(), asker=Asker.KIN, scope=(Part.VISITS,))
    told = whole.within(for_kin)
    assert (told.bookings, told.payments, told.account, told.looks) == ((visit,), (), None, ())
    assert (told.person.document_number, told.person.address) == (None, None)
    contact = whole.within(replace(for_kin, scope=(Part.CONTACT, Part.FEES)))
    assert (contact.bookings, contact.payments, contact.person.address) == ((), (paid,), "样例路 1 号")
    assert whole.within(case()) == whole
