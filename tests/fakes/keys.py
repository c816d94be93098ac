"""Keys for tests: real sealing and real signatures, a vault in memory, randomness that can be played again."""

from __future__ import annotations

import hashlib

from desktop.crypto.desk_keys import DeskIdentity, EnrolledDeskKeys, SlotPersonKeys
from desktop.crypto.formats import OpeningKey, SigningKey
from desktop.crypto.sealer import EpochSealer
from desktop.domain.errors import VaultMissingError, WrongPassphraseError
from desktop.domain.ids import DeskId, StaffId
from desktop.domain.staff import Role
from desktop.ports.keys import OpenKeys, SlotInfo


class FakeRandomness:
    """Bytes from a counter under a seed: never the same twice, always the same in the next run."""

    def __init__(self, seed: str = "seed") -> None:
        self._seed = seed
        self._count = 0

    def bytes(self, count: int) -> bytes:
        self._count += 1
        return hashlib.shake_256(f"{self._seed}/{self._count}".encode()).digest(count)


class FakeVault:
    """Keeps secrets in a dictionary; `calls` tells what was asked."""

    def __init__(self) -> None:
        self.secrets: dict[str, bytes] = {}
        self.calls: list[str] = []

    def load(self, name: str) -> bytes | None:
        self.calls.append("load")
        return self.secrets.get(name)

    def save(self, name: str, secret: bytes) -> None:
        self.calls.append("save")
        self.secrets[name] = secret

    def delete(self, name: str) -> None:
        self.calls.append("delete")
        self.secrets.pop(name, None)

    def describe(self) -> str:
        return "file"


class FakeCentralKeys:
    """Central's side of the line: what a desk seals to it can be opened, and the other way round."""

    def __init__(self, seed: str = "central") -> None:
        randomness = FakeRandomness(seed)
        self.opening = OpeningKey.new(randomness)
        self.signing = SigningKey.new(randomness)
        self.founding = SigningKey.new(randomness)

    def identity(self, desk: str = "desk-1", *, demo: bool = True) -> DeskIdentity:
        return DeskIdentity(
            DeskId(desk), self.opening.public, self.signing.public, self.founding.public, b"\xca" * 32, demo
        )


class FakeOpenKeys:
    """An unlocked desk without slots and passphrases; `open_keys()` gives ports.keys.OpenKeys of one person.

    All desks with the same seed of central trust the same central; each desk and person has keys of its own.
    """

    def __init__(self, desk: str = "desk-1", central: FakeCentralKeys | None = None) -> None:
        self.randomness = FakeRandomness(f"keys of {desk}")
        self.central = central or FakeCentralKeys()
        self.identity = self.central.identity(desk)
        self.desk_signing = SigningKey.new(self.randomness)
        self.desk_opening = OpeningKey.new(self.randomness)
        self.file_key = self.randomness.bytes(32)
        self.sealer = EpochSealer(self.randomness.bytes(32), self.randomness.bytes(32), self.randomness)
        self._people: dict[str, SigningKey] = {}

    def person_key(self, staff_id: str) -> SigningKey:
        """Return the person's signing key at this desk, the same each time."""
        if staff_id not in self._people:
            self._people[staff_id] = SigningKey.new(FakeRandomness(f"{self.identity.desk_id}/{staff_id}"))
        return self._people[staff_id]

    def open_keys(
        self,
        staff_id: str = "1001",
        role: Role = Role.CLERK,
        name: str = "王晓敏",
        initials: str = "wxm",
    ) -> OpenKeys:
        return OpenKeys(
            file_key=self.file_key,
            sealer=self.sealer,
            desk=EnrolledDeskKeys(self.identity, self.desk_signing, self.desk_opening),
            person=SlotPersonKeys(StaffId(staff_id), self.person_key(staff_id)),
            staff=SlotInfo(StaffId(staff_id), name, initials, role.value),
        )


class FakeSafe:
    """ports.keys.Safe with passphrases in a dictionary; the passphrase is zeroed as the real one does."""

    def __init__(self, keys: FakeOpenKeys, people: dict[str, tuple[SlotInfo, str]]) -> None:
        self._keys = keys
        self._people = people
        self.vault_there = True
        self.left = 10

    def people(self) -> tuple[SlotInfo, ...]:
        return tuple(info for info, _ in self._people.values())

    def open(self, staff_id: StaffId, passphrase: bytearray) -> OpenKeys:
        typed = bytes(passphrase).decode()
        passphrase[:] = bytes(len(passphrase))
        if not self.vault_there:
            raise VaultMissingError
        info, right = self._people[staff_id]
        if typed != right:
            self.left -= 1
            raise WrongPassphraseError(left=self.left)
        self.left = 10
        return self._keys.open_keys(info.staff_id, Role(info.role), info.name, info.initials)
