"""Closing an account over two desks and central: every use ends at once, the care record stays (P2)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from central.services.public import book_public
from central.store import tables, withdrawals
from central.store.tables import accounts
from desktop.domain.errors import CentralRefusedError
from desktop.domain.operations import KeyKind, ResultStatus
from desktop.domain.rights import ACCOUNT_ONLY, CaseState
from desktop.sync import wire
from tests.central.people import FIRST, account, record
from tests.central.test_erasure import Deletion
from tests.fakes.central_world import CLERK, STRANGER, World

DAY_S = 24 * 3600


class Closing(Deletion):
    """A person with an account who wants the account gone and nothing else."""

    def __init__(self, world: World, *, booked: bool = False) -> None:
        super().__init__(world, booked=booked)
        self.a.consent(self.patient)
        self.quiet()
        world.clock.forward(minutes=1)

    def filed(self, version: int = 2) -> str:
        case = self.a.file_deletion(self.patient, version, ground=ACCOUNT_ONLY)
        self.quiet()
        return str(case)

    def approved(self) -> str:
        case = self.filed()
        self.b.approve_deletion(case)
        self.quiet()
        return case

    def members(self) -> int:
        return len(self.world.rows(tables.account_members, patient_id=self.patient))

    def silent(self) -> bool:
        with self.world.parts.database.read() as connection:
            found = withdrawals.withdrawn(connection, self.world.hospital, [self.patient], "contact")
        return found == {self.patient}

    def online(self) -> str:
        """Return how the public channel answers a booking."""
        order = wire.OnlineBooking(patient_id=self.patient, session_id="s-1", half_hour=0)  # type: ignore[arg-type]
        with self.world.parts.database.begin() as connection:
            try:
                book_public(self.world.parts, connection, order)
            except CentralRefusedError as error:
                return str(error.facts["reason"])
        return ""


@pytest.fixture
def closing(make_world: Callable[..., World]) -> Closing:
    return Closing(make_world(cooling_s=DAY_S))


@pytest.mark.rows("P2", "P25", "A3", "G84")
def test_every_use_ends_with_the_second_signature_and_the_account_goes_after_a_day_while_the_record_stays(
    closing: Closing, world: World
) -> None:
    case = closing.filed()
    assert closing.members() == 1, "nothing before the second person"
    closing.b.approve_deletion(case)
    closing.quiet()
    assert (closing.members(), closing.silent(), closing.online()) == (0, True, "consent-withdrawn")
    assert [r["state"] for r in closing.world.rows(accounts)] == ["closed"]
    assert not closing.person()["restricted"], "care goes on"
    closing.world.due.run_due()
    assert closing.case(case)["state"] == CaseState.APPROVED.value, "the day is not over"
    (old,) = (r for r in closing.world.rows(tables.patient_keys) if r["key_kind"] == KeyKind.ACCOUNT.value)
    closing.world.clock.forward(hours=24, minutes=1)
    closing.world.due.run_due()
    (ledger,) = closing.world.rows(tables.erasure_ledger)
    assert ledger["keys"] == "account"
    assert closing.case(case)["state"] == CaseState.DESTROYED.value
    person = closing.person()
    assert (person["state"], person["sealed_account"], person["phone_verified"]) == ("live", None, False)
    fields = {r["field"] for r in closing.world.rows(tables.patient_index, patient_id=closing.patient)}
    assert "phone" not in fields
    assert "document" in fields
    (fresh,) = (r for r in closing.world.rows(tables.patient_keys) if r["key_kind"] == KeyKind.ACCOUNT.value)
    assert fresh["wrapped"] != old["wrapped"], "the old key is nowhere"
    closing.quiet()
    assert closing.a.patient(closing.patient).sealed_account is None
    assert closing.a.record_of(closing.patient).name == record().name
    for desk in (closing.a, closing.b):
        for ledger_id in desk.rows["erasure"]:
            desk.receipt(ledger_id)
    closing.quiet()
    assert closing.case(case)["state"] == CaseState.DONE.value


@pytest.mark.rows("P2")
def test_a_new_account_may_be_opened_afterwards_with_a_new_key_and_a_new_consent(closing: Closing) -> None:
    closing.approved()
    closing.world.clock.forward(hours=25)
    closing.world.due.run_due()
    closing.quiet()
    opened = closing.a.put_account(closing.patient, account(FIRST + 5))
    closing.a.consent(closing.patient)
    closing.quiet()
    assert closing.a.answer_to(opened).status is ResultStatus.ACCEPTED
    assert closing.members() == 1
    assert closing.a.account_of(closing.patient).phone == account(FIRST + 5).phone
    with closing.world.parts.database.read() as connection:
        assert not withdrawals.withdrawn(connection, closing.world.hospital, [closing.patient], "account")


@pytest.mark.rows("P2", "A3", "I7")
def test_hand_made_closings_without_a_second_person_or_with_another_ground_are_refused(
    closing: Closing,
) -> None:
    case = closing.filed()
    own = closing.a.approve_deletion(case, CLERK)
    stranger = closing.a.approve_deletion(case, STRANGER)
    row = closing.b.rows["case"][case]
    assert isinstance(row, wire.CaseRow)
    other = closing.b.approve_deletion(case, frozen=row.effect.replace(b"account-only", b"close-accoun"))
    closing.quiet()
    assert closing.a.answer_to(own).reason == "not-permitted"
    assert closing.a.answer_to(stranger).reason == "not-permitted"
    assert closing.b.answer_to(other).reason == "signature-wrong"
    assert closing.members() == 1


@pytest.mark.rows("P2", "P25")
def test_a_whole_deletion_ends_every_use_at_once_too(make_world: Callable[..., World]) -> None:
    deletion = Closing(make_world(cooling_s=DAY_S))
    case = deletion.a.file_deletion(deletion.patient, 2)
    deletion.quiet()
    deletion.b.approve_deletion(case)
    deletion.quiet()
    assert deletion.person()["restricted"]
    assert (deletion.members(), deletion.silent(), deletion.online()) == (0, True, "person-unknown")
