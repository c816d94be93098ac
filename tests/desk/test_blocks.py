"""A person blocked at a desk off line: refused ahead at once, alerted when opened, served today (G40, G17)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from crash_desk import SUPERVISOR

from desktop.domain.audit import AuditAct
from desktop.domain.blocks import BlockInvalidError, LiftReasonMissingError, PersonBlockedError
from desktop.domain.errors import NotPermittedError
from desktop.domain.operations import OperationKind
from desktop.services.rules import refuse_by_rule
from tests.desk.window import Window


@pytest.mark.rows("G40", "G17", "N22")
def test_a_supervisor_blocks_and_unblocks_and_the_person_is_served_today_all_along(window: Window) -> None:
    desk, cases = window.desk, window.cases
    first = window.confirm()
    until = desk.today() + timedelta(days=30)
    with pytest.raises(NotPermittedError):
        cases.blocks.block(first.booking_id, "resale", until)
    window.sign_in(SUPERVISOR)
    desk, cases = window.desk, window.cases
    with pytest.raises(BlockInvalidError):
        cases.blocks.block(first.booking_id, "", until)
    cases.blocks.block(first.booking_id, "resale", until)
    assert window.operations()[-1].kind is OperationKind.BLOCK_PERSON
    assert window.trace(AuditAct.BLOCK)[-1]["facts"]["until"] == until.isoformat()
    card = cases.identify.open_patient(first.patient_id)
    assert card.block is not None
    assert card.block.until == until
    with desk.store.read() as tx:
        booking = tx.bookings.get(first.booking_id)
        assert booking is not None
        session = tx.schedules.session(booking.session_id)
        assert session is not None
        today, later = (replace(session, day=desk.today() + timedelta(days=n)) for n in (0, 1))
        refuse_by_rule(desk, tx, first.patient_id, None, today, 0)
        with pytest.raises(PersonBlockedError):
            refuse_by_rule(desk, tx, first.patient_id, None, later, 0)
    (line,) = [b for b in cases.bookings.made_here() if b.booking_id == first.booking_id]
    assert line.block == card.block
    with pytest.raises(LiftReasonMissingError):
        cases.blocks.lift(first.booking_id, "")
    cases.blocks.lift(first.booking_id, "mistake")
    assert cases.identify.open_patient(first.patient_id).block is None
