"""Who may do what: written down here a second time, cell by cell, and compared with the one table."""

from __future__ import annotations

import itertools

import pytest

from desktop.domain.errors import NotPermittedError
from desktop.domain.staff import PERMISSIONS, Action, Role, allowed, require

# clerk, supervisor, privacy officer, system administrator, security administrator, auditor
EXPECTED = {
    Action.UNLOCK_DESK: "yyy---",
    Action.REGISTER: "yy----",
    Action.BOOK: "yy----",
    Action.CANCEL: "yy----",
    Action.APPROVE_LATE_CANCEL: "-y----",
    Action.SET_RULES: "-y----",
    Action.CHECK_IN: "yy----",
    Action.QUEUE: "yy----",
    Action.EXCUSE: "-y----",
    Action.RELEASE_PICK_UP: "-y----",
    Action.PRINT: "yy----",
    Action.REPRINT: "yy----",
    Action.REPRINT_OTHERS: "-y----",
    Action.SEARCH: "yyy---",
    Action.OPEN_PATIENT: "yyy---",
    Action.REVEAL: "yyy---",
    Action.FILE_DELETION: "yyy---",
    Action.APPROVE_DELETION: "-yy---",
    Action.FILE_REQUEST: "yyy---",
    Action.DECIDE_REQUEST: "-yy---",
    Action.KEEP_REGISTERS: "--y---",
    Action.MAKE_COPY: "-yy---",
    Action.KEEP_DUTIES: "-yy---",
    Action.CARRY_OUT: "-yy---",
    Action.READ_KEPT: "--y---",
    Action.MAKE_PROOF: "-yy---",
    Action.EXPORT: "--y---",
    Action.BLOCK_PERSON: "-y----",
    Action.DISCLOSE: "-yy---",
    Action.RESOLVE_TASK: "-y----",
    Action.KEEP_PEOPLE_CLEAN: "-yy---",
    Action.TAKE_PAYMENT: "yy----",
    Action.REFUND: "yy----",
    Action.REFUND_LATE: "-y----",
    Action.RUN_SHIFT: "yy----",
    Action.READ_REPORT: "-yy---",
    Action.READ_REPORT_NAMES: "-y----",
    Action.ADD_STAFF: "-yy---",
    Action.ROTATE_KEYS: "-yy---",
    Action.READ_AUDIT: "--y--y",
    Action.READ_TEAM_AUDIT: "-yy--y",
    Action.SIGN_ACCESS: "--y---",
    Action.SIGN_ROSTER: "----y-",
    Action.EXTEND_LEASE: "-yy---",
    Action.LIST_OWN: "yyy---",
    Action.ENROL_DESK: "---y--",
    Action.SCHEDULE: "-y----",
    Action.ADD_EXTRA: "yy----",
    Action.ADD_EXTRA_OVER: "-y----",
    Action.STOP_CLINIC: "-y----",
    Action.TEND_AFFECTED: "yy----",
    Action.BREAK_GLASS: "yy----",
    Action.REVIEW_GLASS: "-yy---",
    Action.SEAL_RECORD: "--y---",
    Action.GRANT_OPENING: "-yy---",
    Action.SIGN_THRESHOLD: "--y---",
    Action.SIGN_EXPORT: "-yy---",
    Action.RUN_DRILL: "-y----",
    Action.SET_PAPERS: "-yy---",
    Action.LIST_OWN: "yyy---",
}
CELLS = [
    (role, action, EXPECTED[action][column] == "y")
    for (column, role), action in itertools.product(enumerate(Role), Action)
]


def test_every_action_is_in_the_expected_table() -> None:
    assert set(EXPECTED) == set(Action)
    assert all(len(row) == len(Role) for row in EXPECTED.values())


@pytest.mark.rows("G75")
@pytest.mark.parametrize(("role", "action", "expected"), CELLS)
def test_each_role_may_exactly_what_the_table_says(role: Role, action: Action, *, expected: bool) -> None:
    assert allowed(role, action) is expected
    if expected:
        require(role, action)
        return
    with pytest.raises(NotPermittedError) as raised:
        require(role, action)
    assert raised.value.facts == {"action": action.value}


def test_what_no_row_names_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(PERMISSIONS, Role.CLERK)
    assert not any(allowed(Role.CLERK, action) for action in Action)


@pytest.mark.rows("T12")
def test_administrators_and_auditors_touch_no_patient_data() -> None:
    of_patients = set(Action) - {
        Action.ENROL_DESK, Action.SIGN_ROSTER, Action.READ_AUDIT, Action.READ_TEAM_AUDIT,
    }  # fmt: skip
    for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR):
        assert not PERMISSIONS[role] & of_patients


def test_values_are_as_they_stand_in_rosters_and_slots() -> None:
    assert [role.value for role in Role] == [
        "clerk", "supervisor", "privacy-officer", "system-admin", "security-admin", "auditor",
    ]  # fmt: skip
