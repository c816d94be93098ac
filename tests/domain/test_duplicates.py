"""The scored comparison of two records: pure, symmetric, explained (G4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.duplicates import WEIGHTS, Reason, Traits, block_keys, comparable, score, traits_of
from desktop.domain.made_up import person_of
from desktop.domain.payloads import AccountRecord, PatientRecord

PERSON = person_of(700_001)
RECORD = PatientRecord(
    name="张伟", sex="1", birth="1980-03-12", document_type="resident-card", document_number=PERSON.number,
    address="某某路 1 号", card_number="H 0001",
)  # fmt: skip
BARE = PatientRecord(name="张伟", sex="1", birth="1980-03-12", document_type="none", document_number="T-1")
PHONE = AccountRecord(phone="154 0000 8000", phone_status="verified")
READINGS = (("zhang",), ("wei",))


def traits(record: PatientRecord = RECORD, account: AccountRecord | None = None) -> Traits:
    return traits_of(record, account, READINGS)


@pytest.mark.rows("G4")
def test_the_weights_are_the_documented_ones() -> None:
    assert {reason.value: points for reason, points in WEIGHTS.items()} == {
        "same-document": 70, "other-document": -40, "same-name": 25, "name-sounds-alike": 15,
        "name-one-character": 10, "other-name": -30, "same-birth": 20, "birth-slip": 8, "other-birth": -25,
        "same-sex": 2, "other-sex": -15, "same-phone": 15, "same-card": 30, "same-address": 10,
    }  # fmt: skip


@pytest.mark.rows("G4")
@pytest.mark.parametrize(
    ("other", "account", "listed"),
    [
        (BARE, None, True),
        (replace(BARE, birth="1980-12-03"), PHONE, True),
        (replace(BARE, birth="1981-05-12"), None, False),
        (replace(RECORD, name="李伟"), None, True),
        (replace(BARE, document_type="resident-card", document_number=person_of(700_002).number), None, False),
        (replace(BARE, sex="2", name="王芳"), PHONE, False),
        (replace(BARE, document_type="passport", document_number="E1234567"), None, True),
    ],
    ids=["no-document", "birth-swapped", "another-birth", "one-number-two-names", "namesake", "family", "passport"],
)  # fmt: skip
def test_who_is_listed(other: PatientRecord, account: AccountRecord | None, *, listed: bool) -> None:
    assert score(traits(RECORD, PHONE), traits(other, account)).listed is listed


@pytest.mark.rows("G4", "N2")
def test_rare_characters_fold_and_readings_count() -> None:
    assert comparable("\uf9dd伟") == comparable("利伟"), "a compatibility character is the same name"
    heard = score(traits(), traits_of(replace(BARE, name="章炜"), None, READINGS))
    assert Reason.NAME_SOUNDS_ALIKE in heard.reasons
    said = score(traits(), traits_of(replace(BARE, name="\ue001炜", reading="zhang wei"), None, ((), ())))
    assert Reason.NAME_SOUNDS_ALIKE in said.reasons, (
        "the clerk's own reading stands in for what the font lacks"
    )
    private = score(traits(), traits_of(replace(BARE, name="张\ue001"), None, (("zhang",), ())))
    assert Reason.NAME_ONE_CHARACTER in private.reasons


@pytest.mark.rows("G4")
def test_what_is_missing_says_nothing() -> None:
    empty = traits(
        PatientRecord(name="张伟", sex="0", birth=None, document_type="none", document_number=None)
    )
    assert score(traits(), empty).reasons == (Reason.SAME_NAME,)


values = st.builds(
    Traits,
    name=st.sampled_from(["张伟", "张炜", "王芳", "李娜丽", ""]),
    sounds=st.sampled_from(["zhangwei", "wangfang", ""]),
    initials=st.sampled_from(["zw", "wf", ""]),
    sex=st.sampled_from(["0", "1", "2", "9"]),
    birth=st.none()
    | st.sampled_from([date(1980, 3, 12), date(1980, 12, 3), date(1981, 3, 12), date(1999, 9, 9)]),
    series=st.sampled_from(["citizen", "passport"]),
    document=st.sampled_from(["", "A1234567", "A1234568"]),
    phone=st.sampled_from(["", "15400008000"]),
    card=st.sampled_from(["", "H1"]),
    address=st.sampled_from(["", "某路一号"]),
)


@pytest.mark.rows("G4")
@given(values, values)
def test_the_order_of_two_records_does_not_matter_and_the_points_are_the_reasons(
    one: Traits, other: Traits
) -> None:
    result = score(one, other)
    assert result == score(other, one)
    assert result.points == sum(WEIGHTS[reason] for reason in result.reasons)
    assert len(set(result.reasons)) == len(result.reasons)


@pytest.mark.rows("G4")
@given(values, values)
def test_a_pair_that_would_be_listed_by_document_phone_card_or_name_and_birth_shares_a_block(
    one: Traits, other: Traits
) -> None:
    reasons = set(score(one, other).reasons)
    meets = bool(block_keys(one) & block_keys(other))
    sure = {Reason.SAME_DOCUMENT, Reason.SAME_PHONE, Reason.SAME_CARD}
    if reasons & sure or {Reason.SAME_NAME, Reason.SAME_BIRTH} <= reasons:
        assert meets


@pytest.mark.rows("G4")
@given(values)
def test_a_record_with_anything_known_meets_itself(one: Traits) -> None:
    if one.document or one.phone or one.card or one.birth or one.address:
        assert block_keys(one)
