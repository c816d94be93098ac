"""A call back at a real desk: the number is opened with a trace first, and an answer without that is not believed."""

from __future__ import annotations

import pytest

from desktop.domain.audit import AuditAct
from desktop.domain.ids import CaseId
from desktop.domain.request_proofs import CALL_WITHIN, ProofUncheckedError
from desktop.domain.request_texts import RequestText
from desktop.domain.requests import Asker, Channel, Evidence, RequestKind, RequestStep
from desktop.services.code_on_file import NoNumberOnFileError
from desktop.services.request_values import RequestDraft
from tests.desk.window import Window

CALL = Evidence.CALL_BACK


def telephoned(window: Window, *, account: bool = True) -> CaseId:
    person = window.confirm(window.account_draft() if account else None).patient_id
    text = RequestText("我的记录", "李四", contact="0571-00000000")
    return window.cases.requests.file(
        RequestDraft(RequestKind.ACCESS, Asker.SELF, Channel.PHONE, person, text)
    )


@pytest.mark.rows("T8", "P31", "P39", "A2")
def test_a_call_counts_once_its_number_was_opened_here_for_this_case_a_short_while_ago(
    window: Window,
) -> None:
    calls, requests = window.cases.call_backs, window.cases.requests
    case_id, other = telephoned(window), telephoned(window)

    def refused(case: CaseId) -> None:
        before = window.counts()
        with pytest.raises(ProofUncheckedError) as raised:
            calls.answered(case)
        assert (raised.value.why, window.counts()) == ("call", before)

    refused(case_id)
    with pytest.raises(ProofUncheckedError):
        requests.step(case_id, RequestStep.VERIFY, (CALL,))
    with pytest.raises(NoNumberOnFileError):
        calls.number(telephoned(window, account=False))
    person = requests.detail(case_id).case.patient_id
    assert person is not None
    account = window.patient(person).account
    assert account is not None
    assert calls.number(case_id) == account.phone
    (opened,) = window.trace(AuditAct.REVEAL)
    assert opened["facts"] == {"field": "phone", "why": "call-back"}
    refused(other)
    window.later(CALL_WITHIN.total_seconds() + 1)
    refused(case_id)
    calls.number(case_id)
    window.later(60)
    calls.answered(case_id)
    detail = requests.detail(case_id)
    assert detail.case.evidence == (CALL,)
    (kept,) = detail.text.notes
    assert (kept.kind, kept.text, kept.by) == (
        "called",
        str(account.phone)[-4:],
        window.desk.keys.staff.staff_id,
    )
    refused(case_id)
    told = b"".join(one.facts for one in window.operations())
    assert str(account.phone).encode() not in told, "digits go up sealed"
