"""The way back (DECISIONS 17): the epoch key sealed to every pair of holders, so that any two together open it.

    part = HPKE to the first of HPKE to the second of the epoch key (32), `info` naming installation, epoch, both
           people and the layer. One holder alone opens at most the outer layer, which is a sealed value again.

Holder's key file = "CFDH" | version (1 byte, 1) | name (length 4 | UTF-8) | memory KiB (4) | passes (4) | lanes (4)
                    | salt (16) | public (32) | sealed private key (length 4 | 61)
The private key is sealed under HKDF(Argon2id(passphrase), "holder") with all before it as AAD.

Ceremony: the desk writes a request with its parts and a one-time public key (`begin`); the first holder opens the
outer layer of each pair they begin (`first_turn`), the second the inner one and seals the epoch key to the desk's
one-time key (`second_turn`); the desk finishes (`recovery.py`). What travels between them is sealed at every step.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from desktop.crypto import formats
from desktop.crypto.costs import KdfCost, wipe
from desktop.crypto.formats import OpeningKey
from desktop.crypto.layout import Parts, framed, number
from desktop.domain.canonical import pack
from desktop.domain.errors import KnownError, SealBrokenError, StoreDamagedError, WrongPassphraseError
from desktop.domain.recovery import Holder, Holders
from desktop.ports.clock import Randomness

MAGIC = b"CFDH"
VERSION = b"\x01"
SALT_BYTES, PUBLIC_BYTES = 16, 32


class NotYourTurnError(KnownError):
    """This holder's key opens nothing here: another holder has to go first, or the same one came twice."""

    code = "not-your-turn"


@dataclass(frozen=True, slots=True, repr=False)
class HolderKey:
    """An opened holder's key."""

    holder: Holder
    opening: OpeningKey


@dataclass(frozen=True, slots=True)
class Vessel:
    """What the parts of one epoch are bound to."""

    installation: bytes
    epoch: int

    def info(self, first: Holder, second: Holder, layer: str) -> bytes:
        """Return the HPKE info of one layer."""
        people = (first.name, first.seal_public, second.name, second.seal_public)
        return pack("escrow", self.installation, self.epoch, *people, layer)

    def way_back(self) -> bytes:
        """Return the HPKE info of the epoch key on its way to the desk's one-time key."""
        return pack("escrow-way-back", self.installation, self.epoch)


def seal_parts(holders: Holders, epoch_key: bytes, vessel: Vessel) -> tuple[bytes, ...]:
    """Seal the epoch key to every pair; needs public keys only."""
    parts = []
    for first, second in holders.pairs():
        inner = formats.seal_to(second.seal_public, epoch_key, vessel.info(first, second, "inner"))
        parts.append(formats.seal_to(first.seal_public, inner, vessel.info(first, second, "outer")))
    return tuple(parts)


def first_turn(
    holders: Holders, parts: Sequence[bytes], vessel: Vessel, key: HolderKey
) -> tuple[tuple[str, bytes], ...]:
    """Open the outer layers that are this holder's: (second holder's name, sealed inner part) each.

    Raises NotYourTurnError when they begin no pair (the last of the list), SealBrokenError for foreign parts.
    """
    opened = tuple(
        (second.name, key.opening.open(part, vessel.info(first, second, "outer")))
        for (first, second), part in zip(holders.pairs(), parts, strict=True)
        if first == key.holder
    )
    if not opened:
        raise NotYourTurnError
    return opened


def second_turn(
    holders: Holders,
    inner: Sequence[tuple[str, bytes]],
    first: str,
    vessel: Vessel,
    key: HolderKey,
    back: bytes,
) -> bytes:
    """Open the inner part that is this holder's and seal the epoch key to the desk's one-time key `back`.

    Raises NotYourTurnError when none is theirs.
    """
    begun = next((pair for pair in holders.pairs() if pair[0].name == first and pair[1] == key.holder), None)
    part = next((sealed for name, sealed in inner if name == key.holder.name), None)
    if begun is None or part is None:
        raise NotYourTurnError
    epoch_key = key.opening.open(part, vessel.info(*begun, "inner"))
    return formats.seal_to(back, epoch_key, vessel.way_back())


def new_holder(
    name: str, passphrase: bytearray, cost: KdfCost, randomness: Randomness, *, demo: bool
) -> bytes:
    """Make a holder's key file; the passphrase is zeroed. Raises WeakSlotError."""
    cost.check(demo=demo)
    private, salt = OpeningKey.new(randomness), randomness.bytes(SALT_BYTES)
    head = MAGIC + VERSION + framed(name) + number(cost.memory_kib) + number(cost.iterations)
    head += number(cost.lanes) + salt + private.public
    key = _key(passphrase, salt, cost)
    return head + framed(formats.seal(key, private.private, head, randomness))


def holder_of(raw: bytes) -> Holder:
    """Return whose file this is and the public key, without a passphrase; raises StoreDamagedError."""
    return _read(raw)[0]


def open_holder(raw: bytes, passphrase: bytearray) -> HolderKey:
    """Open a holder's key file; the passphrase is zeroed. Raises WrongPassphraseError, StoreDamagedError."""
    holder, cost, salt, head, sealed = _read(raw)
    # a demo's light cost opens too: what is sealed here is worth what its maker chose
    cost.check(demo=True)
    try:
        private = OpeningKey(formats.unseal(_key(passphrase, salt, cost), sealed, head))
    except SealBrokenError as error:
        raise WrongPassphraseError from error
    if private.public != holder.seal_public:
        raise StoreDamagedError
    return HolderKey(holder, private)


def _read(raw: bytes) -> tuple[Holder, KdfCost, bytes, bytes, bytes]:
    parts = Parts(raw)
    if parts.fixed(len(MAGIC)) != MAGIC or parts.fixed(1) != VERSION:
        raise StoreDamagedError
    name = parts.text()
    cost = KdfCost(parts.number(), parts.number(), parts.number())
    salt, public = parts.fixed(SALT_BYTES), parts.fixed(PUBLIC_BYTES)
    sealed = parts.framed()
    parts.end()
    return Holder(name, public), cost, salt, raw[: -len(framed(sealed))], sealed


def _key(passphrase: bytearray, salt: bytes, cost: KdfCost) -> bytes:
    kdf = Argon2id(
        salt=salt, length=formats.KEY_BYTES, iterations=cost.iterations, lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )  # fmt: skip
    try:
        return formats.derive(kdf.derive(bytes(passphrase)), "holder")
    finally:
        wipe(passphrase)
