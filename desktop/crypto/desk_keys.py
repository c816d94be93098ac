"""Who signs and who opens: the enrolled desk, the signed-in person, and the check of other people's signatures."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.crypto import formats
from desktop.crypto.formats import OpeningKey, SigningKey
from desktop.domain.canonical import pack
from desktop.domain.ids import DeskId, StaffId


@dataclass(frozen=True, slots=True)
class DeskIdentity:
    """Who this desk is and whom it trusts, fixed at enrolment and bound into the key file.

    Publics have 32 bytes; `ca_sha256` is of the pinned authority's certificate as it is kept (PEM); `demo` is what
    central said.
    """

    desk_id: DeskId
    central_seal_public: bytes
    central_sign_public: bytes
    founding_public: bytes
    ca_sha256: bytes
    demo: bool

    def packed(self) -> bytes:
        """Return the bytes that the key file binds."""
        return pack(
            "desk-identity", 2, self.desk_id, self.central_seal_public, self.central_sign_public,
            self.founding_public, self.ca_sha256, self.demo,
        )  # fmt: skip


class EnrolledDeskKeys:
    """ports.keys.DeskKeys over the desk's own Ed25519 and X25519 private keys."""

    def __init__(self, identity: DeskIdentity, signing: SigningKey, opening: OpeningKey) -> None:
        self._identity = identity
        self._signing = signing
        self._opening = opening

    @property
    def desk(self) -> DeskId:
        """Return the desk that the keys belong to."""
        return self._identity.desk_id

    @property
    def public(self) -> bytes:
        """Return the desk's Ed25519 public key (32 bytes)."""
        return self._signing.public

    def sign(self, purpose: str, message: bytes) -> bytes:
        """Return the desk's Ed25519 signature (64 bytes)."""
        return self._signing.sign(purpose, message)

    def seal_to_central(self, plain: bytes, info: bytes) -> bytes:
        """Seal to central's public key (HPKE)."""
        return formats.seal_to(self._identity.central_seal_public, plain, info)

    def open_from_central(self, sealed: bytes, info: bytes) -> bytes:
        """Open what central sealed to this desk; raises SealBrokenError."""
        return self._opening.open(sealed, info)

    def __repr__(self) -> str:
        return "EnrolledDeskKeys(...)"


class SlotPersonKeys:
    """ports.keys.PersonKeys over the Ed25519 private key that came out of the person's slot."""

    def __init__(self, person: StaffId, signing: SigningKey) -> None:
        self._person = person
        self._signing = signing

    @property
    def person(self) -> StaffId:
        """Return whose keys these are."""
        return self._person

    def sign(self, purpose: str, message: bytes) -> bytes:
        """Return the person's Ed25519 signature (64 bytes)."""
        return self._signing.sign(purpose, message)

    def __repr__(self) -> str:
        return "SlotPersonKeys(...)"


class Ed25519Check:
    """ports.keys.SignatureCheck."""

    def verify(self, public: bytes, signature: bytes, purpose: str, message: bytes) -> bool:
        """Return whether the Ed25519 signature holds for this key, purpose and message."""
        return formats.verify(public, signature, purpose, message)
