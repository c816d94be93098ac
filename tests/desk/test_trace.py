"""Nothing is shown before its audit row is committed (A2); the trace holds random ids and counts, nothing personal."""

from __future__ import annotations

import json

import pytest
from crash_desk import SUPERVISOR
from sqlalchemy.exc import IntegrityError

from desktop.domain.audit import AuditAct
from desktop.domain.audit_trace import check_trace
from desktop.domain.drawn import SignedHow
from desktop.domain.ids import PatientId
from desktop.services.search import SearchService
from tests.desk.window import Window


@pytest.mark.rows("A2", "G77", "T1")
def test_a_known_person_is_opened_only_with_the_audit_row(window: Window) -> None:
    draft = window.draft()
    confirmed = window.confirm(draft)
    card = window.cases.identify.identify(draft.person).patient
    assert card is not None
    assert card.name == draft.person.name
    rows = window.trace(AuditAct.PATIENT_OPENED)
    assert [row["subj"] for row in rows] == [window.patient(confirmed.patient_id).audit_id]
    assert window.cases.identify.open_patient(confirmed.patient_id).patient_id == confirmed.patient_id
    assert len(window.trace(AuditAct.PATIENT_OPENED)) == 2


@pytest.mark.rows("A2", "T1")
def test_when_the_trace_cannot_be_written_nobody_is_shown(window: Window) -> None:
    draft = window.draft()
    confirmed = window.confirm(draft)
    window.refuse_rows_of("audit")
    with pytest.raises(IntegrityError):
        window.cases.identify.identify(draft.person)
    with pytest.raises(IntegrityError):
        window.cases.identify.open_patient(confirmed.patient_id)
    with pytest.raises(IntegrityError):
        window.cases.search.begin()


@pytest.mark.rows("A1", "A2", "T1")
def test_a_search_leaves_one_row_before_its_first_answer_and_one_with_counts_and_never_its_text(
    window: Window,
) -> None:
    draft = window.draft()
    window.confirm(draft)
    name = draft.person.name
    search: SearchService = window.cases.search
    assert search.find("no overlay", name) == ()
    overlay = search.begin()
    assert [row["obj"] for row in window.trace(AuditAct.SEARCH_OPENED)] == [overlay]
    hits = search.find(overlay, name)
    assert len(hits) == 1
    assert hits[0].name != name
    assert draft.person.number not in str(hits)
    search.end(overlay, opened=False)
    closed = window.trace(AuditAct.SEARCH_CLOSED)
    assert [(row["obj"], row["facts"]) for row in closed] == [(overlay, {"rows": 1, "opened": 0})]
    assert search.find(overlay, name) == ()


@pytest.mark.rows("T1", "N18")
def test_a_list_has_at_most_twenty_masked_rows(window: Window) -> None:
    person = window.confirm().patient_id
    stored = window.patient(person)
    with window.desk.store.write() as tx:
        for index in range(25):
            keys = tx.patients.keys(person)
            tx.patients.put(PatientId(f"copy-{index}"), stored.record, None, keys, stored.status)
    overlay = window.cases.search.begin()
    hits = window.cases.search.find(overlay, stored.record.name)
    assert len(hits) == 20
    assert all("*" in hit.name and "*" in hit.number_masked for hit in hits)


@pytest.mark.rows("A1", "G78")
def test_the_whole_trace_of_a_day_is_chained_and_names_nobody(window: Window) -> None:
    drafts = [window.account_draft(), window.draft()]
    done = [window.confirm(draft) for draft in drafts]
    window.cases.identify.identify(drafts[0].person)
    window.cases.registration.undo(done[1].booking_id)
    window.cases.rights.file_deletion(done[0].patient_id, "own-wish", SignedHow.PAPER)
    window.sign_in(SUPERVISOR)
    window.cases.rights.approve(window.cases.rights.cases()[0].case_id)
    with window.desk.store.read() as tx:
        rows = tx.audit.rows(1, 1000)
    assert check_trace(rows).whole
    assert len({json.loads(event)["act"] for event, _ in rows}) >= 7
    told = b"".join(event for event, _ in rows).decode()
    for draft in drafts:
        for secret in (draft.person.name, draft.person.number, draft.phone, draft.person.number[-4:]):
            assert secret
            assert secret not in told
