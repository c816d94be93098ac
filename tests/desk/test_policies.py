"""The notice in force at the time of the event is the one recorded, off line too; who is asked again (P30, P33)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import msgspec
import pytest

from desktop.domain.audit import AuditAct
from desktop.domain.ids import PatientId
from desktop.domain.policies import PolicyChangedError
from desktop.services.drafts import PatientCard
from desktop.services.identify import patient_card
from desktop.services.notice import PREFIX, notice_of
from desktop.sync.wire import NoticeRow
from tests.desk.window import Window


def publish(window: Window, version: str, ahead: int, weight: str = "minor") -> None:
    """Put a version into the store, as the exchange does after its proof."""
    row = NoticeRow(
        version,
        window.desk.today() + timedelta(days=ahead),
        "全文 " + version,
        "",
        "",
        "",
        "",
        weight,
        "改了期限",
    )
    with window.desk.store.write() as tx:
        tx.state.set(PREFIX + version, msgspec.json.encode(row))


def in_force(window: Window) -> str:
    with window.desk.store.read() as tx:
        now = notice_of(tx, window.desk.today())
    return now.version if now else ""


def card_of(window: Window, patient_id: PatientId) -> PatientCard:
    """Return what the panel shows of a person now."""
    with window.desk.store.read() as tx:
        patient = tx.patients.get(patient_id)
        assert patient is not None
        return patient_card(tx, patient, window.desk.today())


@pytest.mark.rows("P30", "P33", "G70")
def test_off_line_at_midnight_the_next_version_is_in_force_and_the_old_one_is_not_recorded_any_more(
    window: Window,
) -> None:
    publish(window, "M1", -9)
    publish(window, "M2", 1)
    assert in_force(window) == "M1"
    first = window.confirm(window.draft(notice_version="M1"))
    with pytest.raises(PolicyChangedError):
        window.confirm(window.draft(notice_version="M2"))
    assert [row["facts"]["version"] for row in window.trace(AuditAct.NOTICE)] == ["M1"]
    window.later(24 * 3600)
    assert in_force(window) == "M2"
    with pytest.raises(PolicyChangedError):
        window.confirm(window.draft(notice_version="M1"))
    with window.desk.store.read() as tx:
        last = tx.cases.last_notice(first.patient_id)
    assert last is not None
    assert last.version == "M1"


@pytest.mark.rows("P33", "P37")
def test_a_refusal_after_a_major_change_is_kept_as_a_row_and_nobody_is_asked_twice(window: Window) -> None:
    publish(window, "v1", -9)
    draft = window.account_draft()
    opened = window.confirm(draft)
    card = card_of(window, opened.patient_id)
    assert card.has_account
    assert not card.ask_again
    publish(window, "v2", 0, "major")
    assert card_of(window, opened.patient_id).ask_again
    window.later(60)
    refused = {"notice_version": "v2", "account_consent_act": "spoken", "account_declined": True}
    window.confirm(replace(draft, patient_id=opened.patient_id, code_proof=None, **refused))  # type: ignore[arg-type]
    with window.desk.store.read() as tx:
        answers = tx.cases.consents(opened.patient_id)
    assert [(c.notice_version, c.act, c.given) for c in answers] == [
        ("v1", "patient-screen", True), ("v2", "spoken", False),
    ]  # fmt: skip
    assert not card_of(window, opened.patient_id).ask_again
