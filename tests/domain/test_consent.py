"""Consent is for what rests on it, and is an act of the patient with a time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from desktop.domain.consent import ConsentAct, ConsentGiven, Purpose, rests_on_consent

NOW = datetime(2026, 11, 24, 2, 42, tzinfo=UTC)


@pytest.mark.rows("P37")
def test_care_does_not_rest_on_consent_and_the_account_does() -> None:
    assert [purpose for purpose in Purpose if rests_on_consent(purpose)] == [Purpose.ACCOUNT, Purpose.CONTACT]
    with pytest.raises(ValueError, match="care"):
        ConsentGiven(Purpose.CARE, "v3", ConsentAct.PAPER, True, NOW)


@pytest.mark.rows("P37")
@pytest.mark.parametrize("act", ConsentAct)
def test_a_decision_names_notice_act_and_time(act: ConsentAct) -> None:
    given = ConsentGiven(Purpose.ACCOUNT, "v3", act, False, NOW)
    assert (given.notice_version, given.act, given.given, given.at) == ("v3", act, False, NOW)


def test_a_time_without_a_zone_proves_nothing() -> None:
    with pytest.raises(ValueError, match="zone"):
        ConsentGiven(Purpose.ACCOUNT, "v3", ConsentAct.PAPER, True, NOW.replace(tzinfo=None))


def test_no_act_is_a_clerks() -> None:
    assert {act.value for act in ConsentAct} == {"patient-screen", "signature", "paper", "spoken"}


@pytest.mark.rows("P37")
@pytest.mark.parametrize("act", list(ConsentAct))
def test_a_spoken_word_refuses_and_never_agrees(act: ConsentAct) -> None:
    ConsentGiven(Purpose.ACCOUNT, "v3", act, False, NOW)
    if act is ConsentAct.SPOKEN:
        with pytest.raises(ValueError, match="never agrees"):
            ConsentGiven(Purpose.ACCOUNT, "v3", act, True, NOW)
    else:
        ConsentGiven(Purpose.ACCOUNT, "v3", act, True, NOW)
