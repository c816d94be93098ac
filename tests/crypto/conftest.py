"""A made-up desk with three people, on the lightest cost that only a demo may have."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "build" / "tasks"))

from desktop.crypto.costs import DEMO_FLOOR
from desktop.crypto.desk_keys import DeskIdentity
from desktop.crypto.escrow import holder_of, new_holder
from desktop.crypto.new_safe import NewDesk, NewSafe, create_safe
from desktop.crypto.safe import NewPerson, SlotSafe
from desktop.domain.ids import StaffId
from desktop.domain.made_up import DEMO_STAFF, DemoStaff
from desktop.domain.passphrases import SMALL_CLINIC, SignInRules
from desktop.domain.recovery import Holders
from desktop.domain.staff import Action, allowed
from desktop.ports.keys import OpenKeys, SlotInfo
from tests.fakes.clock import SetClock
from tests.fakes.keys import FakeCentralKeys, FakeRandomness, FakeVault

STAFF = tuple(s for s in DEMO_STAFF if allowed(s.role, Action.UNLOCK_DESK))

WORDS = {name: f"{name}-keeps-a-long-phrase" for name in ("zhao", "qian", "sun")}
HOLDER_FILES = {
    name: new_holder(name, bytearray(words.encode()), DEMO_FLOOR, FakeRandomness(name), demo=True)
    for name, words in WORDS.items()
}
HOLDERS = Holders(tuple(holder_of(raw) for raw in HOLDER_FILES.values()))


def info_of(staff: DemoStaff) -> SlotInfo:
    return SlotInfo(staff.staff_id, staff.name, staff.initials, staff.role.value)


def new_person(staff: DemoStaff) -> NewPerson:
    return NewPerson(info_of(staff), bytearray(staff.passphrase.encode()))


@dataclass
class MadeDesk:
    """A desk on disk, its vault, and what enrolment gave."""

    home: Path
    vault: FakeVault
    identity: DeskIdentity
    desk: NewDesk
    made: NewSafe
    randomness: FakeRandomness
    clock: SetClock = field(default_factory=SetClock)

    @property
    def safe(self) -> SlotSafe:
        """A safe as a restarted program makes it."""
        return self.safe_with(SMALL_CLINIC)

    def safe_with(self, rules: SignInRules) -> SlotSafe:
        """A safe under other rules of sign-in."""
        return SlotSafe(self.home, self.vault, self.identity, self.randomness, rules, self.clock)

    @property
    def key_file(self) -> Path:
        return self.home / "keys" / "desk.keys"

    def open(self, staff: DemoStaff = STAFF[0], passphrase: str | None = None) -> OpenKeys:
        typed = staff.passphrase if passphrase is None else passphrase
        return self.safe.open(staff.staff_id, bytearray(typed.encode()))


def make_desk(home: Path, name: str = "desk-1", staff: tuple[DemoStaff, ...] = STAFF) -> MadeDesk:
    randomness, vault = FakeRandomness(name), FakeVault()
    identity = FakeCentralKeys().identity(name)
    desk = NewDesk.make(randomness)
    people = [new_person(one) for one in staff]
    made = create_safe(
        home,
        vault,
        desk,
        identity,
        people,
        DEMO_FLOOR,
        randomness,
        SMALL_CLINIC,
        SetClock(),
        HOLDERS,
        demo=True,
    )
    return MadeDesk(home, vault, identity, desk, made, randomness)


@pytest.fixture
def desk(tmp_path: Path) -> MadeDesk:
    return make_desk(tmp_path)


def staff_id(text: str) -> StaffId:
    return StaffId(text)
