"""What a passphrase must be under each profile (P21)."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.domain.made_up import DEMO_STAFF
from desktop.domain.passphrases import (
    LEVEL_3,
    MODERN,
    SMALL_CLINIC,
    PassphraseCommonError,
    PassphraseKindsError,
    PassphraseShortError,
)


@pytest.mark.rows("P21")
@pytest.mark.parametrize("short", ["Elevench4rs", "春江花月夜Aa1"])
def test_level_3_counts_characters_and_not_bytes(short: str) -> None:
    with pytest.raises(PassphraseShortError) as raised:
        LEVEL_3.check(short.encode())
    assert raised.value.facts == {"least": 12}


@pytest.mark.rows("P21")
def test_level_3_wants_three_kinds_of_four_and_modern_wants_length_instead() -> None:
    plain = b"tenglao-shunan-huangya"
    with pytest.raises(PassphraseKindsError) as raised:
        LEVEL_3.check(plain)
    assert raised.value.facts == {"least": 3}
    LEVEL_3.check(b"Tenglao-shunan7")
    MODERN.check(plain)
    with pytest.raises(PassphraseShortError):
        MODERN.check(b"Tenglao-shun7")


@pytest.mark.rows("P21")
@pytest.mark.parametrize(
    "guessed",
    [
        "passwordpassword1234", "Qwertyuiop-1234567890", "aaaaaaaaaaaaaaaaaaaa", "hospital-admin-2222",
        "987654321-woaini-5201314", "guahao1001guahao1001",
    ],
)  # fmt: skip
def test_what_is_guessed_first_is_refused_however_long_it_is(guessed: str) -> None:
    with pytest.raises(PassphraseCommonError):
        MODERN.check(guessed.encode(), ("1001", "wxm"))


@pytest.mark.rows("P21")
def test_the_made_up_staff_keep_to_the_rules_of_the_small_clinic() -> None:
    for staff in DEMO_STAFF:
        SMALL_CLINIC.check(staff.passphrase.encode(), (staff.staff_id, staff.initials))


@pytest.mark.rows("P21")
def test_only_level_3_wants_a_passphrase_changed_after_ninety_days() -> None:
    chosen = datetime(2026, 1, 1, tzinfo=UTC)
    on_the_day, before = chosen + timedelta(days=90), chosen + timedelta(days=89, hours=23)
    assert LEVEL_3.change_due(chosen, on_the_day)
    assert not LEVEL_3.change_due(chosen, before)
    assert not MODERN.change_due(chosen, on_the_day + timedelta(days=9000))


@given(st.text(min_size=0, max_size=40))
def test_checking_never_changes_what_was_typed(text: str) -> None:
    typed = bytearray(text.encode())
    with suppress(PassphraseShortError, PassphraseKindsError, PassphraseCommonError):
        LEVEL_3.check(typed)
    assert typed == text.encode()
