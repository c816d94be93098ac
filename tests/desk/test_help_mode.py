"""Help from afar at a real desk: traced, closed to what shows people, ended by the program's own count."""

from __future__ import annotations

import pytest
from crash_desk import card_of

from desktop.domain.audit import AuditAct
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.help_mode import HelpEnd, HelpModeError
from desktop.domain.reveals import RevealField
from desktop.services.help_mode import HelpModeService
from tests.desk.window import Window


@pytest.mark.rows("T14", "A2")
def test_nobody_is_searched_opened_revealed_or_registered_while_somebody_helps_and_both_ends_are_traced(
    window: Window,
) -> None:
    person = window.next_adult()
    done = window.confirm(window.draft(person))
    with window.desk.store.read() as tx:
        before = tx.audit.next_seq()
    helping, cases = HelpModeService(window.desk), window.cases
    helping.begin()
    looks = (
        cases.search.begin,
        lambda: cases.identify.open_patient(done.patient_id),
        lambda: cases.reveal.reveal(done.patient_id, RevealField.PHONE),
        lambda: cases.identify.identify(card_of(person)),
    )
    for look in looks:
        with pytest.raises(HelpModeError):
            look()
    window.later(14 * 60 + 1)
    assert 0 < helping.left_s() < 60
    window.later(60)
    assert helping.left_s() == 0
    with pytest.raises(HelpModeError):
        cases.search.begin()
    helping.end(HelpEnd.TIME)
    helping.end(HelpEnd.LEFT)
    cases.search.begin()
    with window.desk.store.read() as tx:
        rows = [facts_from_bytes(raw) for raw, _ in tx.audit.rows(before, 10)]
    assert [(row["act"], row["facts"]) for row in rows[:2]] == [
        (AuditAct.HELP_BEGUN.value, {"minutes": 15}),
        (AuditAct.HELP_ENDED.value, {"how": "time"}),
    ]
