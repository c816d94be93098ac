"""Merging as a rule: every state with every event, what two people sign, and undo as the inverse (G5, G6, A3)."""

from __future__ import annotations

import itertools
from dataclasses import fields, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.errors import SelfApprovalError
from desktop.domain.ids import PairId, PatientId, StaffId
from desktop.domain.merging import (
    RECORD_FIELDS,
    MergeEffect,
    MergeField,
    PairEvent,
    PairNotOpenError,
    PairState,
    check_second,
    merged_account,
    merged_record,
    restored_account,
    restored_record,
    step,
    suggested,
    taken_from,
    taken_text,
    undo_bytes,
)
from desktop.domain.payloads import AccountRecord, PatientRecord

S, E = PairState, PairEvent
EXPECTED = {
    (S.FOUND, E.OFFER): S.OPEN,
    (S.OPEN, E.DISMISS): S.DISMISSED,
    (S.OPEN, E.FILE): S.FILED,
    (S.DISMISSED, E.FILE): S.FILED,
    (S.UNDONE, E.FILE): S.FILED,
    (S.FILED, E.REFUSE): S.OPEN,
    (S.FILED, E.VOID): S.OPEN,
    (S.FILED, E.APPROVE): S.MERGED,
    (S.MERGED, E.UNDO): S.UNDONE,
} | {(state, E.ERASE): S.ERASED for state in S}
EFFECT = MergeEffect(
    PairId("p"), PatientId("a"), PatientId("b"), 3, 4, StaffId("1"), datetime(2026, 11, 27, tzinfo=UTC), ()
)


@pytest.mark.rows("G5", "G6")
@pytest.mark.parametrize(("state", "event"), list(itertools.product(PairState, PairEvent)))
def test_every_state_with_every_event(state: PairState, event: PairEvent) -> None:
    if (state, event) in EXPECTED:
        assert step(state, event) is EXPECTED[state, event]
        return
    with pytest.raises(PairNotOpenError):
        step(state, event)


@pytest.mark.rows("A3")
def test_nobody_approves_their_own_merge() -> None:
    check_second(StaffId("1"), StaffId("2"))
    with pytest.raises(SelfApprovalError):
        check_second(StaffId("1"), StaffId("1"))


@pytest.mark.rows("G5")
def test_every_part_of_the_effect_stands_under_the_signature() -> None:
    changed = [
        replace(EFFECT, pair_id=PairId("q")),
        replace(EFFECT, survivor=PatientId("b"), other=PatientId("a")),
        replace(EFFECT, survivor_version=5),
        replace(EFFECT, other_version=5),
        replace(EFFECT, filed_by=StaffId("2")),
        replace(EFFECT, filed_at=datetime(2026, 11, 28, tzinfo=UTC)),
        replace(EFFECT, taken=(MergeField.PHONE,)),
    ]
    signed = {one.to_bytes() for one in (EFFECT, *changed)} | {
        undo_bytes(PairId("p"), PatientId("a"), PatientId("b"))
    }
    assert len(signed) == len(changed) + 2
    assert len(fields(MergeEffect)) == 8


def test_every_field_of_a_record_belongs_to_one_choice() -> None:
    named = [name for names in RECORD_FIELDS.values() for name in names]
    assert sorted(named) == sorted(f.name for f in fields(PatientRecord))
    assert set(RECORD_FIELDS) | {MergeField.PHONE} == set(MergeField)


def records() -> st.SearchStrategy[PatientRecord]:
    """Return records that differ in anything."""
    text = st.sampled_from(["甲", "乙", "丙"])
    maybe = st.none() | text
    built = {
        f.name: text if f.name in ("name", "sex", "document_type", "evidence") else maybe
        for f in fields(PatientRecord)
    }
    return st.builds(PatientRecord, **built)


taken = st.frozensets(st.sampled_from(list(MergeField)))
phones = st.none() | st.builds(
    AccountRecord, phone=st.sampled_from(["1", "2"]), phone_status=st.just("verified")
)


@pytest.mark.rows("G6")
@given(records(), records(), taken, phones, phones)
def test_an_undo_is_the_inverse_of_a_merge(
    before: PatientRecord, other: PatientRecord, chosen: frozenset[MergeField],
    phone: AccountRecord | None, other_phone: AccountRecord | None,
) -> None:  # fmt: skip
    merged = merged_record(before, other, chosen)
    assert restored_record(merged, before, merged) == before
    account = merged_account(phone, other_phone, chosen)
    assert restored_account(account, phone, account) == phone


@pytest.mark.rows("G6", "P26")
@given(records(), records(), taken)
def test_what_was_corrected_since_the_merge_stays(
    before: PatientRecord, other: PatientRecord, chosen: frozenset[MergeField]
) -> None:
    merged = merged_record(before, other, chosen)
    corrected = replace(merged, document_number="新", document_valid_until="2040-01-01")
    back = restored_record(corrected, before, merged)
    names = RECORD_FIELDS[MergeField.DOCUMENT]
    assert all(getattr(back, name) == getattr(corrected, name) for name in names)
    assert all(
        getattr(back, name) == getattr(before, name)
        for field, others in RECORD_FIELDS.items()
        if field is not MergeField.DOCUMENT
        for name in others
    )


@given(taken)
def test_chosen_fields_are_read_back_from_their_text(chosen: frozenset[MergeField]) -> None:
    assert frozenset(taken_from(taken_text(chosen))) == chosen
    assert len(taken_text(chosen)) <= 64


def test_only_what_the_survivor_does_not_know_is_suggested() -> None:
    stays = PatientRecord("甲", "1", "1980-01-01", "none", "T-1")
    goes = PatientRecord("甲", "2", "1980-01-01", "resident-card", "11", address="某路")
    assert set(suggested(stays, goes)) == {MergeField.DOCUMENT, MergeField.ADDRESS}
    assert suggested(goes, stays) == ()
