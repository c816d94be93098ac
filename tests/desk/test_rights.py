"""A deletion needs two people at the desk too, each with the right role and an own signature over the same bytes."""

from __future__ import annotations

import base64
import json
from dataclasses import replace
from datetime import timedelta

import pytest
from crash_desk import CLERK, SUPERVISOR

from desktop.crypto.formats import verify
from desktop.domain.audit import AuditAct
from desktop.domain.bookings import BookingState
from desktop.domain.drawn import SignatureDrawnError, SignatureMissingError, SignedHow
from desktop.domain.errors import NotPermittedError, SelfApprovalError
from desktop.domain.ids import CaseId
from desktop.domain.operations import OperationKind
from desktop.domain.payments import Amounts
from desktop.domain.rights import ACCOUNT_ONLY
from desktop.services.leaving import Ending
from desktop.services.payments import Wish
from desktop.services.rights import CaseVoidError
from tests.desk.window import Window


@pytest.mark.rows("A3", "G84", "P25", "N14")
def test_nobody_approves_what_they_filed_not_even_a_supervisor(window: Window) -> None:
    person = window.confirm().patient_id
    window.sign_in(SUPERVISOR)
    case = window.cases.rights.file_deletion(person, "own-wish", SignedHow.PAPER)
    before = window.counts()
    with pytest.raises(SelfApprovalError):
        window.cases.rights.approve(case)
    assert window.counts() == before
    assert window.patient(person).record.name


@pytest.mark.rows("P25", "N12")
@pytest.mark.parametrize(
    ("how", "drawn", "error"),
    [
        (SignedHow.NOT, "", SignatureMissingError),
        (SignedHow.PAPER, "1,1 2,2", SignatureMissingError),
        (SignedHow.DRAWN, "", SignatureDrawnError),
    ],
)
def test_a_deletion_that_nobody_signed_is_not_filed(
    window: Window, how: SignedHow, drawn: str, error: type[Exception]
) -> None:
    person = window.confirm().patient_id
    with pytest.raises(error):
        window.cases.rights.file_deletion(person, "own-wish", how, drawn)
    assert window.cases.rights.cases() == ()


@pytest.mark.rows("G75", "G84", "P25")
def test_a_clerk_may_file_and_may_not_approve(window: Window) -> None:
    person = window.confirm().patient_id
    case = window.cases.rights.file_deletion(person, "own-wish", SignedHow.PAPER)
    with pytest.raises(NotPermittedError):
        window.cases.rights.approve(case)
    assert window.trace(AuditAct.APPROVE_ERASURE) == []


@pytest.mark.rows("P25", "N14", "T2")
def test_both_sign_the_exact_effect_and_nothing_is_destroyed_before_central_says_so(window: Window) -> None:
    person = window.confirm().patient_id
    filer = window.desk.keys.person._signing.public  # type: ignore[attr-defined]  # central's view
    case = window.cases.rights.file_deletion(person, "own-wish", SignedHow.PAPER)
    window.sign_in(SUPERVISOR)
    approver = window.desk.keys.person._signing.public  # type: ignore[attr-defined]
    window.cases.rights.approve(case)
    filed, approved = window.operations()[-2:]
    assert (filed.kind, approved.kind) == (OperationKind.FILE_ERASURE, OperationKind.APPROVE_ERASURE)
    effect = base64.b64decode(json.loads(filed.facts)["effect"])
    assert person.encode() in effect
    assert (filed.approvals[0].person, approved.approvals[0].person) == (CLERK.staff_id, SUPERVISOR.staff_id)
    assert verify(filer, filed.approvals[0].signature, "erasure", effect)
    assert verify(approver, approved.approvals[0].signature, "erasure", effect)
    assert not verify(filer, approved.approvals[0].signature, "erasure", effect)
    assert window.patient(person).record.name


@pytest.mark.rows("N14", "P25", "G44", "G43")
def test_what_is_booked_for_later_is_told_before_and_goes_with_its_fee_when_the_deletion_is_filed(
    window: Window,
) -> None:
    cases = window.cases
    booked = window.confirm()
    person = booked.patient_id
    cases.shifts.open(10_000)
    quote = cases.payments.quote(booked.booking_id)
    cases.payments.pay(booked.booking_id, Wish(Amounts(quote.owed_fen), quote.owed_fen))
    with window.desk.store.write() as tx:
        held = tx.bookings.get(booked.booking_id)
        assert held is not None
    assert [one.goes for one in cases.rights.ending(person, "own-wish").bookings] == [
        held.day > window.desk.today()
    ]
    with window.desk.store.write() as tx:
        tx.bookings.put(replace(held, day=window.desk.today() + timedelta(days=3)))
    assert [one.goes for one in cases.rights.ending(person, ACCOUNT_ONLY).bookings] == [False], (
        "its file goes on"
    )
    (told,) = cases.rights.ending(person, "own-wish").bookings
    assert (told.goes, told.back_fen) == (True, quote.owed_fen)
    before = window.counts()
    cases.rights.ending(person, "own-wish")
    assert window.counts() == before, "a dry run changes nothing"
    cases.rights.file_deletion(person, "own-wish", SignedHow.PAPER)
    with window.desk.store.read() as tx:
        after = tx.bookings.get(booked.booking_id)
    assert after is not None
    assert after.state == BookingState.CANCELLED.value
    kinds = [one.kind for one in window.operations()][-3:]
    assert kinds == [OperationKind.CANCEL_BOOKING, OperationKind.REFUND_PAYMENT, OperationKind.FILE_ERASURE]
    assert cases.rights.ending(person, "own-wish") == Ending((), whole=False), (
        "off line there may be more elsewhere"
    )


@pytest.mark.rows("P25")
def test_a_case_that_is_not_open_cannot_be_approved(window: Window) -> None:
    window.sign_in(SUPERVISOR)
    with pytest.raises(CaseVoidError):
        window.cases.rights.approve(CaseId("nothing"))


@pytest.mark.rows("P31", "G92")
def test_a_case_says_its_last_day_fifteen_days_after_it_was_filed(window: Window) -> None:
    person = window.confirm().patient_id
    window.cases.rights.file_deletion(person, "own-wish", SignedHow.PAPER)
    line = window.cases.rights.cases()[0]
    assert (line.days_left, line.state, line.own) == (15, "filed", True)
    assert line.masked_name != window.patient(person).record.name
    window.later(86_400 * 14)
    assert window.cases.rights.cases()[0].days_left == 1
