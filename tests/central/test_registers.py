"""Registers at central: signed by the officer, every version kept, no new use unassessed (P10, P38, P41, P43)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from central.store import registers
from desktop.domain.ids import StaffId
from desktop.domain.operations import Approval, Operation, OperationKind
from desktop.domain.registers import PURPOSE, RegisterEntry, RegisterKind
from desktop.sync.wire import RegisterRow
from tests.fakes.central_world import CLERK, SUPERVISOR, TODAY, World
from tests.fakes.headless_desk import HeadlessDesk

K = RegisterKind
OFFICER = SUPERVISOR
ASSESSMENT = {
    "number": "PIA-1", "about": "recipient", "name": "市疾控中心", "day": TODAY.isoformat(), "risks": "泄露",
    "measures": "加密", "result": "accepted", "keep-until": (TODAY + timedelta(days=1100)).isoformat(),
}  # fmt: skip
RECIPIENT = {
    "name": "市疾控中心", "contact": "0571-00000000", "why": "传染病报告", "data": "预约", "agreement": "XY-7",
    "from": TODAY.isoformat(), "until": (TODAY + timedelta(days=365)).isoformat(), "assessment": "PIA-1",
}  # fmt: skip


class Officer:
    """A desk with a privacy officer at it."""

    def __init__(self, world: World) -> None:
        world.roster_with({CLERK: "clerk", OFFICER: "privacy-officer"})
        self.world, self.desk = world, HeadlessDesk(world)

    def put(
        self, entry_id: str, kind: RegisterKind, values: dict[str, str], *, version: int = 1,
        person: StaffId = OFFICER, signer: StaffId | None = None,
    ) -> Operation:  # fmt: skip
        entry = RegisterEntry(entry_id, kind, version, values, person, TODAY)
        signature = self.world.people[signer or person].sign(PURPOSE, entry.signed_bytes())
        return self.desk.record(
            OperationKind.PUT_REGISTER, entry_id, facts={"kind": kind.value, "values": values}, author=person,
            base_version=version - 1, approvals=(Approval(person, signature),),
        )  # fmt: skip

    def answers(self, *operations: Operation) -> list[str]:
        self.desk.exchange()
        return [self.desk.answer_to(op).reason for op in operations]


@pytest.mark.rows("P10", "P41", "P43", "I7")
def test_only_the_officers_own_signature_puts_an_entry_and_it_reaches_every_desk(world: World) -> None:
    officer, other = Officer(world), HeadlessDesk(world, "desk-b")
    answers = officer.answers(
        officer.put("e-1", K.ASSESSMENT, ASSESSMENT, person=CLERK),
        officer.put("e-1", K.ASSESSMENT, ASSESSMENT, signer=CLERK),
        officer.put("e-1", K.ASSESSMENT, ASSESSMENT),
        officer.put("e-2", K.RECIPIENT, RECIPIENT),
    )
    assert answers == ["not-permitted", "signature-wrong", "", ""]
    other.catch_up()
    row = other.rows["register"]["e-2"]
    assert isinstance(row, RegisterRow)
    assert RegisterEntry.from_bytes(row.body).values == RECIPIENT


@pytest.mark.rows("P41")
@pytest.mark.parametrize("kind", [K.RECIPIENT, K.PROCESSOR, K.PURPOSE, K.EXPORT])
def test_nothing_new_is_switched_on_without_an_accepted_assessment_of_exactly_it(
    world: World, kind: RegisterKind
) -> None:
    officer = Officer(world)
    name = "deidentified" if kind is K.EXPORT else "新的"
    values = {
        code: {"name": name, "assessment": "PIA-1", "from": "2026-01-01", "until": "2030-01-01"}.get(
            code, "x"
        )
        for code in (
            {
                K.RECIPIENT: "name contact why data agreement from until assessment",
                K.PROCESSOR: "name why data agreement from until data-end assessment",
                K.PURPOSE: "name data basis from until assessment",
                K.EXPORT: "name why from until assessment",
            }[kind]
        ).split()
    }
    about = {**ASSESSMENT, "about": kind.value, "name": name}
    none = officer.put("e-1", kind, values)
    rejected = officer.put("a-1", K.ASSESSMENT, {**about, "result": "rejected"})
    still = officer.put("e-1", kind, values)
    other = officer.put("a-2", K.ASSESSMENT, {**about, "name": "别的"})
    still_not = officer.put("e-1", kind, values)
    accepted = officer.put("a-3", K.ASSESSMENT, about)
    now = officer.put("e-1", kind, values)
    missing = "assessment-missing"
    assert officer.answers(none, rejected, still, other, still_not, accepted, now) == [
        missing, "", missing, "", missing, "", "",
    ]  # fmt: skip


@pytest.mark.rows("P41", "P10")
def test_a_newer_version_follows_the_older_is_kept_and_an_assessment_for_three_years_at_least(
    world: World,
) -> None:
    officer = Officer(world)
    first = officer.put("e-1", K.ASSESSMENT, ASSESSMENT)
    too_short = officer.put(
        "e-9", K.ASSESSMENT, {**ASSESSMENT, "keep-until": (TODAY + timedelta(days=1000)).isoformat()}
    )
    assert officer.answers(first, too_short) == ["", "register-invalid"]
    changed = {**ASSESSMENT, "measures": "加密并限权"}
    wrong = officer.put("e-1", K.ASSESSMENT, changed, version=1)
    right = officer.put("e-1", K.ASSESSMENT, changed, version=2)
    assert officer.answers(wrong, right) == ["register-changed", ""]
    with world.database.read() as connection:
        kept = registers.versions(connection, world.hospital)
    assert [(e.version, e.values["measures"]) for e, _, _ in kept] == [(1, "加密"), (2, "加密并限权")]


@pytest.mark.rows("P43", "P38")
@pytest.mark.parametrize("broken", ["", "2026-13-01", "x" * 201])
def test_a_field_that_is_missing_or_cannot_be_so_is_refused(world: World, broken: str) -> None:
    officer = Officer(world)
    training = {
        "person": "1001", "day": TODAY.isoformat(), "material": "v3", "result": "passed",
        "next": date(2027, 1, 1).isoformat(),
    }  # fmt: skip
    wrong = officer.put("t-1", K.TRAINING, {**training, "next": broken})
    less = officer.put("t-1", K.TRAINING, {"person": "1001"})
    assert officer.answers(wrong, less) == ["register-invalid"] * 2
