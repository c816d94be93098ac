"""Central is no authority over destruction: a desk destroys only what two people signed (A3, I6, T10)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest

from desktop.crypto.desk_keys import Ed25519Check
from desktop.crypto.formats import SigningKey
from desktop.domain.ids import CaseId, DeskId, PatientId, StaffId
from desktop.domain.operations import KeyKind
from desktop.domain.rights import ACCOUNT_ONLY, ErasureEffect, leaving
from desktop.ports.store import DataKeys, PatientStatus, Store
from desktop.sync.apply import ROSTER, UNPROVED_PREFIX, RowContext, apply_row, without_spent
from desktop.sync.roster import RosterJudge, roster_of
from desktop.sync.wire import ErasureRow, RosterRow, WireRosterEntry
from tests.fakes.clinic import named
from tests.fakes.keys import FakeRandomness
from tests.fakes.store import FakeStore

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
PATIENT = PatientId("patient-1")
CLERK, SUPERVISOR, SECOND, OFFICER = StaffId("1001"), StaffId("2001"), StaffId("1002"), StaffId("3001")


class Hospital:
    """A founding key, four people with keys, and the deletions they sign."""

    def __init__(self) -> None:
        chance = FakeRandomness("erasure")
        self.founding = SigningKey.new(chance)
        self.keys = {person: SigningKey.new(chance) for person in (CLERK, SUPERVISOR, SECOND, OFFICER)}
        self.judge = RosterJudge(
            Ed25519Check(), self.founding.public, hashlib.sha256(self.founding.public).digest()
        )

    def roster(self, *left_out: StaffId, version: int = 1) -> RosterRow:
        roles = {CLERK: "clerk", SUPERVISOR: "supervisor", SECOND: "clerk", OFFICER: "privacy-officer"}
        entries = tuple(
            WireRosterEntry(
                person, "某人", person, role, DeskId("desk-1"), self.keys[person].public, bytes(32),
                NOW - timedelta(days=1), NOW + timedelta(days=365),
            )
            for person, role in roles.items()
            if person not in left_out
        )  # fmt: skip
        unsigned = RosterRow(version, bytes(32), entries, b"")
        signature = self.founding.sign("roster", roster_of(unsigned).signed_bytes())
        return msgspec.structs.replace(unsigned, signature=signature)

    def erasure(
        self, filer: StaffId = CLERK, approver: StaffId = SUPERVISOR, signed_as: str = "account-closed", **changes: Any
    ) -> ErasureRow:  # fmt: skip
        effect = ErasureEffect(CaseId("case-1"), PATIENT, 3, filer, NOW, signed_as).to_bytes()
        row = ErasureRow(
            ledger_id="ledger-1", patient_id=PATIENT, case_id=CaseId("case-1"),
            keys=leaving(signed_as), at=NOW, patient_version=3, ground=signed_as,
            filed_by=filer, filed_at=NOW, filed_signature=self.keys[filer].sign("erasure", effect),
            approved_by=approver, approved_at=NOW, approved_signature=self.keys[approver].sign("erasure", effect),
        )  # fmt: skip
        return msgspec.structs.replace(row, **changes)


@dataclass
class Desk:
    """A store that holds one person, and the rows that come down."""

    store: Store
    hospital: Hospital

    def receive(self, row: ErasureRow | RosterRow) -> None:
        judge = self.hospital.judge
        with self.store.write() as tx:
            context = RowContext(
                keys=None, sealer=None, now=NOW, busy=frozenset(), roster_holds=judge.holds,  # type: ignore[arg-type]
                erasure_proved=judge.erasure_proved,
            )  # fmt: skip  # neither row opens anything sealed
            apply_row(row, tx, context)

    def roster(self) -> bytes | None:
        with self.store.read() as tx:
            return tx.state.get(ROSTER)

    def held(self) -> bool:
        with self.store.read() as tx:
            return tx.patients.get(PATIENT) is not None

    def names(self, prefix: str) -> tuple[str, ...]:
        with self.store.read() as tx:
            return tx.state.names(prefix)


@pytest.fixture
def desk() -> Desk:
    made = Desk(FakeStore(), Hospital())
    with made.store.write() as tx:
        tx.patients.put(
            PATIENT, named("单雪"), None, DataKeys(b"r" * 32, b"a" * 32), PatientStatus(version=3)
        )
    made.receive(made.hospital.roster())
    return made


@pytest.mark.rows("P2", "T10", "A3")
@pytest.mark.parametrize(
    ("ground", "keys"),
    [
        (ACCOUNT_ONLY, (KeyKind.ACCOUNT, KeyKind.RECORD)),
        (ACCOUNT_ONLY, (KeyKind.RECORD,)),
        ("account-closed", (KeyKind.ACCOUNT,)),
    ],
)
def test_central_takes_no_other_keys_than_the_ground_that_two_people_signed(
    desk: Desk, ground: str, keys: tuple[KeyKind, ...]
) -> None:
    signed = desk.hospital.erasure(signed_as=ground)
    assert desk.hospital.judge.erasure_proved(signed, desk.roster())
    desk.receive(desk.hospital.erasure(signed_as=ground, keys=keys))
    assert desk.held()
    assert desk.names(UNPROVED_PREFIX) == (UNPROVED_PREFIX + "ledger-1",)


@pytest.mark.rows("P2", "I6")
def test_of_a_closed_account_only_the_key_goes_and_no_row_under_it_is_taken_again(desk: Desk) -> None:
    desk.receive(desk.hospital.erasure(signed_as=ACCOUNT_ONLY))
    with desk.store.read() as tx:
        assert tx.patients.keys(PATIENT) == DataKeys(b"r" * 32, None)
    for key, taken in ((b"a" * 32, None), (b"n" * 32, b"n" * 32)):
        with desk.store.write() as tx:
            keys = without_spent(PATIENT, DataKeys(b"r" * 32, key), tx)
            tx.patients.put(PATIENT, named("单雪"), None, keys, PatientStatus(version=4))
        with desk.store.read() as tx:
            assert tx.patients.keys(PATIENT).account == taken


@pytest.mark.rows("P25", "I6", "A3")
def test_what_a_clerk_filed_and_a_supervisor_approved_is_destroyed_and_owed_a_receipt(desk: Desk) -> None:
    desk.receive(desk.hospital.erasure())
    assert not desk.held()
    assert desk.names("erasure/due/") == ("erasure/due/ledger-1",)
    assert desk.names(UNPROVED_PREFIX) == ()


@pytest.mark.rows("T10", "I6", "A3")
@pytest.mark.parametrize(
    "changes",
    [
        {"filed_signature": bytes(64)},
        {"approved_signature": bytes(64)},
        {"ground": "not-needed"},
        {"patient_version": 4},
        {"case_id": CaseId("case-2")},
        {"approved_by": CLERK},
        {"approved_by": StaffId("nobody")},
        {"approved_at": NOW + timedelta(days=400)},
    ],
    ids="-".join,
)
def test_an_entry_that_two_permitted_people_did_not_sign_destroys_nothing(
    desk: Desk, changes: dict[str, Any]
) -> None:
    desk.receive(desk.hospital.erasure(**changes))
    assert desk.held()
    assert desk.names("erasure/due/") == (), "no receipt is signed for what was not done"
    assert desk.names(UNPROVED_PREFIX) == (UNPROVED_PREFIX + "ledger-1",)


@pytest.mark.rows("A3", "T10")
def test_one_person_alone_and_two_clerks_destroy_nothing(desk: Desk) -> None:
    desk.receive(desk.hospital.erasure(filer=SUPERVISOR, approver=SUPERVISOR))
    assert desk.held()
    desk.receive(desk.hospital.erasure(filer=CLERK, approver=SECOND))
    assert desk.held()


@pytest.mark.rows("I6")
def test_an_entry_whose_signer_is_not_known_yet_is_done_when_the_roster_comes(desk: Desk) -> None:
    with desk.store.write() as tx:
        tx.state.set(ROSTER, msgspec.json.encode(desk.hospital.roster(SUPERVISOR)))
    desk.receive(desk.hospital.erasure())
    assert desk.held()
    desk.receive(desk.hospital.roster(version=3))
    assert not desk.held()
    assert desk.names(UNPROVED_PREFIX) == ()
    assert desk.names("erasure/due/") == ("erasure/due/ledger-1",)


@pytest.mark.rows("I6")
def test_whom_a_desk_does_not_hold_needs_no_proof_and_cannot_come_back(desk: Desk) -> None:
    stranger = desk.hospital.erasure(patient_id=PatientId("patient-2"), filed_signature=bytes(64))
    desk.receive(stranger)
    assert desk.names("erasure/dead/") == ("erasure/dead/patient-2",)
    assert desk.held()
