"""A rule switched off is noticed when its tests turn red, and called missed when they stay green."""

from __future__ import annotations

import importlib
import inspect

import pytest
from sabotage import Mutation, read_table, run, sabotaged

from tests.rows.titles import read_rows

MASKING = "tests/domain/test_masking.py"
PHONE = f"{MASKING}::test_a_phone_is_masked_by_surface"
NAME = f"{MASKING}::test_a_name_is_masked_by_surface"


def test_the_table_covers_every_room_and_names_rows_and_functions_that_are_there() -> None:
    table = read_table()
    rows = read_rows()
    assert len(table) >= 20
    rooms = {".".join(mutation.target.split(".")[:2]) for mutation in table}
    assert {
        "desktop.domain",
        "desktop.crypto",
        "desktop.store",
        "desktop.sync",
        "desktop.devices",
        "central.services",
    } <= rooms
    for mutation in table:
        assert mutation.row in rows, mutation.name
        module, _, name = mutation.target.partition(":")
        found: object = importlib.import_module(module)
        for step in name.split("."):
            found = getattr(found, step)
        for old in _pieces(mutation.replacement):
            assert inspect.getsource(found).count(old) == 1, mutation.name  # type: ignore[arg-type]


def _pieces(replacement: str) -> list[str]:
    pieces: list[str] = []

    def edited(_original: object, old: str, _new: str) -> object:
        pieces.append(old)
        return None

    if replacement.startswith("edited("):
        eval(replacement, {"edited": edited, "original": None})  # noqa: S307  # our own table
    return pieces


def test_a_rule_that_is_off_turns_its_test_red_and_only_then_it_counts() -> None:
    untouched = {PHONE: "passed", NAME: "passed"}
    off = Mutation(
        "off", "N18", "desktop.domain.masking:mask_phone", "lambda phone, surface: phone", (PHONE,)
    )
    result = sabotaged(off, untouched)
    assert (result.noticed, result.red, result.trouble) == (True, (PHONE,), "")
    half = Mutation("half", off.row, off.target, off.replacement, (PHONE, NAME))
    result = sabotaged(half, untouched)
    assert (result.noticed, result.red, result.green) == (False, (PHONE,), (NAME,))


def test_a_change_that_cannot_be_made_is_trouble_and_no_proof() -> None:
    wrong = Mutation(
        "wrong", "N18", "desktop.domain.masking:mask_phone", "edited(original, 'no such piece', '')", (PHONE,)
    )
    result = sabotaged(wrong, {PHONE: "passed"})
    assert (result.noticed, result.trouble) == (False, "the sabotaged run came to nothing")


def test_a_test_that_was_red_or_missing_before_proves_nothing() -> None:
    off = Mutation("off", "N18", "desktop.domain.masking:mask_phone", "None", (PHONE,))
    for untouched in ({}, {PHONE: "failed"}, {PHONE: "skipped"}):
        result = sabotaged(off, untouched)
        assert not result.noticed
        assert result.trouble.startswith("not green without sabotage")


def test_a_name_that_is_not_in_the_table_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["no-such-rule"], as_json=False) == 2
    assert "no-such-rule" in capsys.readouterr().err
