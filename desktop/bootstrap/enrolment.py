"""Making this PC a desk: the order of crypto/new_safe.py, from the one-time code to installation.json."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Sequence
from pathlib import Path

from desktop.bootstrap.enrolling import EnrolCode, EnrolCodeError, enrol, pinned_ca, read_code
from desktop.bootstrap.installation import FILE, Installation
from desktop.bootstrap.machine import SystemClock, SystemRandomness
from desktop.bootstrap.opening import ENROLMENT_REQUESTS, STORE_FILE
from desktop.bootstrap.recovery import demo_holders
from desktop.bootstrap.safes import identity_of, vault_of
from desktop.crypto.costs import DEMO, EARNEST
from desktop.crypto.desk_keys import Ed25519Check
from desktop.crypto.formats import SUITE_AES, SUITE_SM4
from desktop.crypto.new_safe import NewDesk, create_safe
from desktop.crypto.safe import FOLDER, NewPerson
from desktop.domain.errors import KnownError
from desktop.domain.passphrases import PROFILES
from desktop.domain.recovery import (
    HOLDERS_PURPOSE,
    Holders,
    HoldersInvalidError,
    NoEscrowError,
    SignedHolders,
)
from desktop.settings import Settings
from desktop.sync.client import CentralClient, RequestNumbers
from desktop.sync.transport import HttpsNetwork
from desktop.sync.wire import Done, EnrollResponse, StaffKeysRequest

REGION = "cn"
SUITES = {"aes": SUITE_AES, "sm4": SUITE_SM4}


class WrongRegionError(KnownError):
    """Central says that it stands outside mainland China; this desk keeps its data inside (P16)."""

    code = "wrong-region"


class AlreadyEnrolledError(KnownError):
    """This home is a desk already; new keys would lock its store and what waits in it for central for ever."""

    code = "already-enrolled"


class DemoOnlyError(KnownError):
    """Made-up staff can be made only on a desk of a demo central."""

    code = "demo-only"


def enrol_desk(
    home: Path,
    settings: Settings,
    code_text: str,
    name: str,
    people: Sequence[NewPerson],
    holders: SignedHolders | None = None,
    *,
    made_up: bool,
    suite: str = "aes",
) -> Installation:
    """Enrol once; raises AlreadyEnrolledError, EnrolCodeError, WrongRegionError, DemoOnlyError, CentralRefusedError,
    CentralUnreachableError.

    `holders` are believed when the founding key signed them (HoldersInvalidError); made-up staff may come without, the
    demo then makes two of its own, and nobody else may (NoEscrowError, before the code is spent).

    `made_up` people are taken by a demo central only. What a broken enrolment left behind is replaced by the next.
    """
    if any((home / name).exists() for name in (FILE, STORE_FILE)):
        raise AlreadyEnrolledError
    if holders is None and not made_up:
        raise NoEscrowError
    code = read_code(code_text)
    ca_pem = pinned_ca(code)
    network = HttpsNetwork(code.url, ca_pem)
    randomness = SystemRandomness()
    try:
        desk = NewDesk.make(randomness)
        answer = enrol(network, code, desk.sign_public, desk.seal_public, name)
        _believe(code, answer, made_up=made_up)
        installation = _installation(code, ca_pem, answer)
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        keepers = demo_holders(home / FOLDER) if holders is None else _believed(answer, holders)
        cost = DEMO if answer.demo else EARNEST
        new = create_safe(
            home, vault_of(home, settings), desk, identity_of(installation), people, cost, randomness,
            PROFILES[settings.sign_in_profile], SystemClock(), keepers, demo=answer.demo, suite=SUITES[suite],
        )  # fmt: skip
        numbers = itertools.count(1)
        client = CentralClient(network, new.desk_keys, RequestNumbers(lambda _: next(numbers), block=1))
        for person in new.people[: ENROLMENT_REQUESTS - 1]:
            request = StaffKeysRequest(person.person, person.sign_public, person.seal_public)
            client.call("/v1/staff-keys", request, Done)
        installation.save(home)
    finally:
        network.close()
    return installation


def _believe(code: EnrolCode, answer: EnrollResponse, *, made_up: bool) -> None:
    if hashlib.sha256(answer.founding_public).digest() != code.founding_sha256:
        raise EnrolCodeError
    if answer.region != REGION:
        raise WrongRegionError
    if made_up and not answer.demo:
        raise DemoOnlyError


def _believed(answer: EnrollResponse, signed: SignedHolders) -> Holders:
    message = signed.holders.signed_bytes()
    if not Ed25519Check().verify(answer.founding_public, signed.signature, HOLDERS_PURPOSE, message):
        raise HoldersInvalidError
    return signed.holders


def _installation(code: EnrolCode, ca_pem: str, answer: EnrollResponse) -> Installation:
    return Installation(
        hospital_id=answer.hospital_id,
        hospital=answer.hospital,
        desk_id=answer.desk_id,
        site=answer.site,
        window=answer.window,
        region=answer.region,
        url=code.url,
        ca_pem=ca_pem,
        founding_public=answer.founding_public,
        founding_sha256=code.founding_sha256,
        central_seal_public=answer.central_seal_public,
        central_sign_public=answer.central_sign_public,
        demo=answer.demo,
    )
