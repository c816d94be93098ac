"""A code goes to nobody's number but the one that is on file and still the person's (P31, N19, T7)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.domain.audit import AuditAct
from desktop.domain.drawn import SignedHow
from desktop.domain.errors import CentralUnreachableError
from desktop.domain.ids import PatientId
from desktop.domain.marks import Mark
from desktop.domain.request_texts import RequestText
from desktop.domain.requests import Asker, Channel, Evidence, EvidenceMissingError, RequestKind
from desktop.services.code_on_file import NoNumberOnFileError
from desktop.services.request_values import RequestDraft
from tests.desk.window import Window

YEAR_S = 366 * 86_400.0


def why_not(window: Window, person: PatientId) -> str:
    with pytest.raises(NoNumberOnFileError) as refused:
        window.cases.codes_on_file.send(person)
    return str(refused.value.facts["why"])


@pytest.mark.rows("P31", "N19", "T7")
def test_no_code_goes_to_a_number_that_was_not_proved_is_frozen_or_was_silent_for_long(
    window: Window,
) -> None:
    assert why_not(window, window.confirm().patient_id) == "none"
    person = window.confirm(window.account_draft()).patient_id
    with pytest.raises(CentralUnreachableError):
        window.cases.codes_on_file.send(person)
    assert window.trace(AuditAct.CODE_SENT) == []
    with window.desk.store.write() as tx:
        held = tx.patients.get(person)
        assert held is not None
        tx.patients.set_status(person, replace(held.status, marks=frozenset({Mark.FROZEN})))
    assert why_not(window, person) == "frozen"
    with window.desk.store.write() as tx:
        tx.patients.set_status(person, held.status)
    window.later(YEAR_S)
    assert why_not(window, person) == "silent"


@pytest.mark.rows("P31", "T7")
def test_a_code_that_nobody_checked_is_no_evidence(window: Window) -> None:
    person = window.confirm(window.account_draft()).patient_id
    draft = RequestDraft(
        RequestKind.ACCESS, Asker.SELF, Channel.WINDOW, person, RequestText("看记录", ""),
        (Evidence.CHIP_READ, Evidence.CODE_ON_FILE), signed=SignedHow.PAPER,
    )  # fmt: skip
    before = window.counts()
    with pytest.raises(EvidenceMissingError):
        window.cases.requests.file(draft)
    assert window.counts() == before
    window.cases.requests.file(replace(draft, code_proof="proof"))
