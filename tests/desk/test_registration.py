"""F9 on the sealed store: all or nothing, promises from leased numbers, undo, consent, minors."""

from __future__ import annotations

from dataclasses import replace

import pytest
from crash_desk import CLERK
from sqlalchemy.exc import IntegrityError

from desktop.domain.audit import AuditAct
from desktop.domain.documents import DocumentType
from desktop.domain.errors import (
    CentralRefusedError,
    DeskRevokedError,
    NoRightsLeftError,
    SessionStoppedError,
)
from desktop.domain.ids import BookingId
from desktop.domain.operations import OperationKind
from desktop.domain.people import EvidenceLevel, Match, PhoneStatus
from desktop.domain.schedules import SessionState
from desktop.domain.verification import NameCheck
from desktop.ports.central import ExchangeOutcome
from desktop.services.registration import DraftIncompleteError, UndoTooLateError
from tests.desk.window import Window, child


@pytest.mark.rows("G65", "G66", "N5", "N6", "I4", "A4")
def test_off_line_a_stranger_is_registered_with_the_lowest_leased_number_and_marked_provisional(
    window: Window,
) -> None:
    draft = window.draft()
    before = window.counts()
    confirmed = window.confirm(draft)
    assert (confirmed.offline, confirmed.provisional, confirmed.slip.number) == (True, True, 1)
    after = window.counts()
    assert after["rights"] == before["rights"] - 1
    assert after["people"] == before["people"] + 1
    kinds = [operation.kind for operation in window.operations()]
    assert kinds == [
        OperationKind.REGISTER_PATIENT,
        OperationKind.PUT_ACCOUNT,
        OperationKind.SHOW_NOTICE,
        OperationKind.PROMISE_BOOKING,
    ]
    assert [row["obj"] for row in window.trace(AuditAct.BOOK)] == [confirmed.booking_id]


@pytest.mark.parametrize("table", ["audit", "operations", "bookings"])
@pytest.mark.rows("A4", "G47")
def test_when_one_row_cannot_be_written_nothing_is_saved_and_no_slip_is_shown(
    window: Window, table: str
) -> None:
    draft = window.draft()
    before = window.counts()
    window.refuse_rows_of(table)
    with pytest.raises(IntegrityError):
        window.confirm(draft)
    assert window.counts() == before


@pytest.mark.rows("N6", "I1")
def test_without_a_leased_number_nothing_is_promised_and_nobody_half_registered(window: Window) -> None:
    draft = window.draft()
    with window.desk.store.write() as tx:
        tx.rights.replace(())
    before = window.counts()
    with pytest.raises(NoRightsLeftError):
        window.confirm(draft)
    assert window.counts() == before


@pytest.mark.rows("G49")
def test_a_stopped_session_takes_no_booking(window: Window) -> None:
    draft = window.draft()
    with window.desk.store.write() as tx:
        session = tx.schedules.session(draft.session_id)
        assert session is not None
        tx.schedules.put_session(replace(session, state=SessionState.STOPPED))
    with pytest.raises(SessionStoppedError):
        window.confirm(draft)
    assert window.counts()["people"] == 0


@pytest.mark.rows("N30")
def test_undo_works_for_sixty_seconds_and_stays_in_the_log(window: Window) -> None:
    first, second = window.confirm(), window.confirm()
    window.later(60)
    assert window.cases.registration.can_undo(first.booking_id)
    window.cases.registration.undo(first.booking_id)
    window.later(0.1)
    assert not window.cases.registration.can_undo(second.booking_id)
    with pytest.raises(UndoTooLateError):
        window.cases.registration.undo(second.booking_id)
    with pytest.raises(UndoTooLateError):
        window.cases.registration.undo(first.booking_id)
    with pytest.raises(UndoTooLateError):
        window.cases.registration.undo(BookingId("nobody's"))
    with window.desk.store.read() as tx:
        states = [tx.bookings.get(c.booking_id) for c in (first, second)]
    assert [booking.state for booking in states if booking] == ["cancelled", "booked"]
    assert window.operations()[-1].kind is OperationKind.CANCEL_BOOKING
    assert [row["obj"] for row in window.trace(AuditAct.CANCEL)] == [first.booking_id]


@pytest.mark.rows("P37", "G85", "P1")
def test_an_account_is_opened_by_proof_and_the_patients_own_act_together(window: Window) -> None:
    confirmed = window.confirm(window.account_draft())
    assert confirmed.account_opened
    patient = window.patient(confirmed.patient_id)
    assert patient.account is not None
    assert patient.account.is_account
    with window.desk.store.read() as tx:
        consents = tx.cases.consents(confirmed.patient_id)
    assert [(c.purpose, c.act, c.notice_version, c.given) for c in consents] == [
        ("account", "patient-screen", "v1", True)
    ]


@pytest.mark.rows("P37", "P7")
def test_who_declines_is_registered_without_account_or_consent_row(window: Window) -> None:
    confirmed = window.confirm(window.account_draft(account_consent_act=None, account_declined=True))
    assert confirmed.slip.number > 0
    assert not confirmed.account_opened
    account = window.patient(confirmed.patient_id).account
    assert account is not None
    assert not account.is_account
    with window.desk.store.read() as tx:
        assert tx.cases.consents(confirmed.patient_id) == ()
    assert window.trace(AuditAct.CONSENT) == []


@pytest.mark.rows("P37")
def test_a_proved_phone_without_the_patients_word_is_not_confirmed(window: Window) -> None:
    with pytest.raises(DraftIncompleteError) as raised:
        window.confirm(window.account_draft(account_consent_act=None))
    assert raised.value.facts == {"missing": "consent"}


@pytest.mark.rows("P32", "N32")
def test_a_child_gets_care_and_never_an_account_whatever_the_draft_says(window: Window) -> None:
    draft = replace(window.account_draft(), person=child())
    confirmed = window.confirm(draft)
    assert not confirmed.account_opened
    account = window.patient(confirmed.patient_id).account
    assert account is None or not account.is_account
    with window.desk.store.read() as tx:
        assert tx.cases.consents(confirmed.patient_id) == ()


@pytest.mark.rows("N20")
@pytest.mark.parametrize("status", [PhoneStatus.NO_PHONE, PhoneStatus.RELATIVE, PhoneStatus.CODE_LATER])
def test_each_stand_in_for_the_phone_needs_its_reason(window: Window, status: PhoneStatus) -> None:
    with pytest.raises(DraftIncompleteError) as raised:
        window.confirm(window.draft(phone_status=status, phone_reason=None))
    assert raised.value.facts == {"missing": "phone"}
    confirmed = window.confirm(window.draft(phone_status=status, phone_reason="elder"))
    assert confirmed.slip.number > 0


@pytest.mark.rows("N3", "P3")
def test_a_document_that_cannot_be_right_registers_nobody(window: Window) -> None:
    draft = window.draft()
    last = "0" if draft.person.number[-1] != "0" else "1"
    wrong = replace(draft.person, number=draft.person.number[:-1] + last)
    for person in (wrong, replace(draft.person, name="")):
        with pytest.raises(DraftIncompleteError) as raised:
            window.confirm(replace(draft, person=person))
        assert raised.value.facts == {"missing": "identity"}
    assert window.counts()["people"] == 0


@pytest.mark.rows("G11")
def test_somebody_without_a_document_gets_a_temporary_number_each(window: Window) -> None:
    draft = window.draft()
    nobody = replace(
        draft.person, document_type=DocumentType.NONE, number="", evidence=EvidenceLevel.NONE,
        emergency_reason="unconscious",
    )  # fmt: skip
    numbers = set()
    for name in ("无名氏甲", "无名氏乙"):
        confirmed = window.confirm(replace(draft, person=replace(nobody, name=name)))
        assert confirmed.provisional
        numbers.add(window.patient(confirmed.patient_id).record.document_number)
    assert len(numbers) == 2
    assert None not in numbers


@pytest.mark.rows("N1", "G2")
def test_who_was_registered_is_known_the_next_time_and_not_made_twice(window: Window) -> None:
    draft = window.draft()
    first = window.confirm(draft)
    again = window.cases.identify.identify(draft.person)
    assert again.match is Match.KNOWN
    assert again.patient is not None
    second = window.confirm(replace(draft, patient_id=again.patient.patient_id))
    assert second.patient_id == first.patient_id
    assert window.counts()["people"] == 1
    assert second.slip.number != first.slip.number


@pytest.mark.rows("N5", "P3")
def test_with_centrals_answer_a_registration_is_not_provisional(window: Window) -> None:
    assert not window.confirm(window.draft(name_check=NameCheck.MATCH)).provisional
    assert window.confirm(window.draft(name_check=NameCheck.MATCH, flagged_doubtful=True)).provisional


@pytest.mark.rows("I7", "T11")
def test_a_desk_that_central_revoked_promises_nothing_any_more(window: Window) -> None:
    sync = window.cases.sync
    sync._exchange = Revoking()
    assert not sync.run_once().online
    before = window.counts()
    draft = window.draft()
    with pytest.raises(DeskRevokedError):
        window.confirm(draft)
    assert window.counts() == before
    window.sign_in(CLERK)
    with pytest.raises(DeskRevokedError):
        window.confirm(draft)


class Revoking:
    """A line on which central answers only that the desk was revoked."""

    def run(self, *, pull: bool) -> ExchangeOutcome:
        raise CentralRefusedError(reason="desk-revoked")
