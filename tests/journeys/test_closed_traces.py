"""A desk's old entries in sealed segments: real store, witness and keys, checked as `verify-audit` does (G78, N29)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from desktop.bootstrap.audit_check import AuditReport, verify_audit
from desktop.bootstrap.machine import SystemClock
from desktop.domain.audit import AuditAct
from desktop.domain.audit_segments import FLOOR_MONTHS
from desktop.domain.audit_trace import Fault
from desktop.domain.made_up import DEMO_STAFF, MadeUpPerson
from desktop.domain.staff import Role
from desktop.services.trace_closing import TraceClosing
from desktop.settings import load
from tests.journeys.headless import HeadlessDesk

MakeDesk = Callable[..., HeadlessDesk]
ACTOR = next(staff for staff in DEMO_STAFF if staff.role is Role.CLERK)


def report(desk: HeadlessDesk) -> AuditReport:
    """Close the desk and check its trace as `clinic-desk verify-audit` does."""
    desk.desk.store.close()
    return verify_audit(load(desk.home), ACTOR.staff_id, bytearray(ACTOR.passphrase.encode()))


@pytest.mark.rows("G78", "N29", "T12")
def test_what_a_desk_closed_is_still_one_chain_and_one_that_was_cut_with_the_file_key_is_named(
    make_desk: MakeDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk = make_desk("window")
    desk.register(next(people), "ek")
    assert desk.sync()
    assert desk.sync()
    with desk.desk.store.write() as tx:
        desk.desk.trace(tx, AuditAct.LOCK)
    desk.desk.clock = SystemClock(timedelta(days=300))
    close = TraceClosing(desk.desk, FLOOR_MONTHS)
    assert [close(), close()] == [True, False]
    with desk.desk.store.read() as tx:
        assert tx.audit.rows(1, 1000)[0][0].count(b'"seq":1,') == 0
    whole = report(desk)
    assert (whole.verdict.whole, whole.segments) == (True, 1)
    assert whole.anchors >= 2

    desk.sign_in(Role.CLERK)
    with desk.desk.store.write() as tx:
        connection = tx.trace_segments._connection  # type: ignore[attr-defined]
        connection.exec_driver_sql("UPDATE audit_segments SET sealed = substr(sealed, 1, length(sealed) - 9)")
    cut = report(desk).verdict
    assert (cut.fault, cut.at) == (Fault.SEALED, 1)
