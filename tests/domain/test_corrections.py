"""What may be corrected, by which proof, and what the record is afterwards (P26, G100)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.corrections import (
    IDENTITY,
    Change,
    Correction,
    CorrectionError,
    Field,
    FieldProof,
    check_phone,
    corrected,
    normalised,
    proofs_of,
    value_of,
)
from desktop.domain.ids import CaseId, PatientId
from desktop.domain.made_up import person_of
from desktop.domain.payloads import PatientRecord
from desktop.domain.requests import Asker, Channel, Evidence, RequestKind, missing, needed

TODAY = date(2026, 11, 27)
ONE, TWO = person_of(700_001), person_of(700_041)
RECORD = PatientRecord(
    name=ONE.name, sex=ONE.sex.value, birth=ONE.birth.isoformat(), document_type="resident-card",
    document_number=ONE.number, evidence="chip-read", sam_number="sam", name_units_hex="00",
    document_valid_until="2030-01-01",
)  # fmt: skip
PAPER = FieldProof.AUTHORITY_PAPER


def change(field: Field, new: str, proof: FieldProof = PAPER, old: str | None = None) -> Change:
    return Change(field, value_of(RECORD, field) if old is None else old, new, proof)


def refused(*changes: Change, kind: RequestKind = RequestKind.CORRECT) -> str:
    with pytest.raises(CorrectionError) as error:
        corrected(kind, RECORD, changes, TODAY)
    return str(error.value.facts["what"])


@pytest.mark.rows("G100", "P26")
@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ((), "empty"),
        ((change(Field.NAME, "张新"), change(Field.NAME, "张旧")), "empty"),
        ((change(Field.NAME, ONE.name),), "same"),
        ((change(Field.NAME, "张新", old="别人"),), "stale"),
        ((change(Field.NAME, "张新", FieldProof.OWN_WORD),), "proof"),
        ((change(Field.SEX, "9", FieldProof.OWN_WORD),), "proof"),
        ((change(Field.NAME, "  张 新 "),), "value"),
        ((change(Field.SEX, "boy"),), "value"),
        ((change(Field.BIRTH, "1990-13-01"),), "value"),
        ((change(Field.BIRTH, "2027-01-01"),), "value"),
        ((change(Field.DOCUMENT_NUMBER, "123"),), "value"),
        ((change(Field.DOCUMENT_TYPE, "none"),), "value"),
        ((change(Field.GUARDIAN_PHONE, "12"),), "value"),
        ((change(Field.PHONE, "15400138000", FieldProof.CODE),), "value"),
        (
            (
                change(Field.NAME, TWO.name), change(Field.BIRTH, TWO.birth.isoformat()),
                change(Field.DOCUMENT_NUMBER, TWO.number),
            ),
            "other-person",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_corrected_is_refused_with_its_reason(changes: tuple[Change, ...], what: str) -> None:
    assert refused(*changes) == what


@pytest.mark.rows("G100", "P26")
def test_a_correction_changes_its_fields_alone_and_what_the_old_document_proved_falls_away() -> None:
    after = corrected(RequestKind.CORRECT, RECORD, (change(Field.DOCUMENT_NUMBER, TWO.number),), TODAY)
    assert after == replace(
        RECORD, document_number=TWO.number, evidence="typed", sam_number=None, name_units_hex=None,
        document_valid_until=None,
    )  # fmt: skip
    chip = corrected(RequestKind.CORRECT, RECORD, (change(Field.NAME, "张新", FieldProof.CHIP_READ),), TODAY)
    assert (chip.name, chip.evidence, chip.document_valid_until) == ("张新", "chip-read", "2030-01-01")
    moved = corrected(
        RequestKind.CORRECT, RECORD, (change(Field.ADDRESS, "建国路 9 号", FieldProof.OWN_WORD),), TODAY
    )
    assert moved == replace(RECORD, address="建国路 9 号")


@pytest.mark.rows("P26")
def test_completing_fills_what_is_empty_only() -> None:
    assert refused(change(Field.NAME, "张新"), kind=RequestKind.SUPPLEMENT) == "filled"
    added = change(Field.ADDRESS, "建国路 9 号", FieldProof.OWN_WORD)
    assert corrected(RequestKind.SUPPLEMENT, RECORD, (added,), TODAY).address == "建国路 9 号"


@pytest.mark.rows("G100")
@pytest.mark.parametrize("field", sorted(IDENTITY))
def test_nobodys_own_word_changes_what_identifies_them(field: Field) -> None:
    assert FieldProof.OWN_WORD not in proofs_of(field)


@pytest.mark.rows("G100", "P26")
def test_a_digest_names_one_exact_change_of_one_case_and_hides_it() -> None:
    changes = (change(Field.NAME, "张新"),)
    made = Correction(PatientId("p-1"), changes, "5a" * 16)
    assert Correction.from_bytes(made.to_bytes()) == made
    digests = {
        made.digest(CaseId("c-1")),
        made.digest(CaseId("c-2")),
        replace(made, salt="5b" * 16).digest(CaseId("c-1")),
        replace(made, changes=(change(Field.NAME, "张别"),)).digest(CaseId("c-1")),
    }
    assert len(digests) == 4
    assert "张新" not in repr(made)
    assert ONE.number not in repr(change(Field.DOCUMENT_NUMBER, TWO.number))


@pytest.mark.rows("N19", "G100")
@pytest.mark.parametrize(
    ("kind", "old", "new", "what"),
    [
        (RequestKind.PHONE_CHANGE, "", "15400138000", "stale"),
        (RequestKind.PHONE_CHANGE, "15400138001", "15400138001", "same"),
        (RequestKind.PHONE_CHANGE, "15400138001", "154", "value"),
        (RequestKind.PHONE_CHANGE, "15400138001", "15400138000", ""),
        (RequestKind.PHONE_MINE, "15400138001", "15400138001", ""),
    ],
)
def test_a_phone_is_changed_from_the_one_on_file_to_another_that_a_code_proved(
    kind: RequestKind, old: str, new: str, what: str
) -> None:
    changes = (Change(Field.PHONE, old, new, FieldProof.CODE),)
    if not what:
        check_phone(kind, "15400138001", changes)
        return
    with pytest.raises(CorrectionError) as error:
        check_phone(kind, "15400138001", changes)
    assert error.value.facts["what"] == what


@pytest.mark.rows("T8", "P26", "P39")
@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize("asker", [Asker.SELF, Asker.AGENT, Asker.GUARDIAN])
def test_no_channel_and_no_asker_changes_a_phone_without_a_step_up(channel: Channel, asker: Asker) -> None:
    wanted = needed(RequestKind.PHONE_CHANGE, asker, channel, phone_on_file=True)
    everything_else = set(Evidence) - {Evidence.SECOND_DOCUMENT, Evidence.CODE_ON_FILE}
    assert missing(wanted, everything_else)
    assert not missing(wanted, set(Evidence))
    by_line = {Evidence.CODE_ON_FILE, Evidence.CALL_BACK}
    assert missing(wanted, by_line), "nothing is changed by telephone alone"


@pytest.mark.rows("P26")
def test_dates_typed_without_hyphens_are_read() -> None:
    assert normalised(Field.BIRTH, "19900131") == "1990-01-31"
