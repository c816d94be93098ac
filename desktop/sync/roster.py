"""The desk's own judgement of the roster: founding key pinned, versions only grow, links hold (DECISIONS 10)."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec

from desktop.domain.builds import NAME as BUILDS
from desktop.domain.builds import RefusedBuilds
from desktop.domain.duties import SIGNED_AS, Duty
from desktop.domain.errors import KnownError
from desktop.domain.ids import StaffId
from desktop.domain.operators import NAME as OPERATOR
from desktop.domain.operators import Operator
from desktop.domain.policies import PURPOSE as POLICY_PURPOSE
from desktop.domain.policies import PolicyVersion, Weight
from desktop.domain.rights import ErasureEffect, leaving
from desktop.domain.roster import Roster, RosterEntry
from desktop.domain.schedules import clinic_day
from desktop.domain.site_fields import NAME as FIELDS
from desktop.domain.site_fields import SiteFields, setting_bytes
from desktop.domain.staff import Action, Role, allowed
from desktop.domain.undertakings import NAME as UNDERTAKING
from desktop.domain.undertakings import UndertakingBook
from desktop.domain.wind_down import last_day, order_bytes
from desktop.ports.keys import SignatureCheck
from desktop.sync.wire import ErasureRow, NoticeRow, RosterRow, SettingRow

ERASURE_PURPOSE = "erasure"
# `filed_at` is the filer's own clock; an entry made on central's clock a moment ago must still count.
CLOCK_SLACK = timedelta(minutes=10)
# every setting that central publishes, with what must be able to read it
READERS: dict[str, Callable[[bytes], object]] = {
    FIELDS: SiteFields.from_bytes, BUILDS: RefusedBuilds.from_bytes, OPERATOR: Operator.from_bytes,
    UNDERTAKING: UndertakingBook.from_bytes,
}  # fmt: skip


def roster_of(row: RosterRow) -> Roster:
    """Return the domain form of a roster message."""
    entries = tuple(
        RosterEntry(
            e.person, e.name, e.initials, e.role, e.desk, e.sign_public, e.seal_public, e.valid_from, e.valid_until
        )
        for e in row.entries
    )  # fmt: skip
    return Roster(row.version, row.prev_hash, entries, row.signature)


def read_roster(raw: bytes | None) -> Roster | None:
    """Return the roster kept in the store."""
    return None if raw is None else roster_of(msgspec.json.decode(raw, type=RosterRow))


def public_keys(raw: bytes | None, person: StaffId) -> tuple[bytes, ...]:
    """Return every Ed25519 public key that the roster kept in the store names for a person."""
    roster = read_roster(raw)
    return tuple(e.sign_public for e in roster.entries if e.person == person) if roster else ()


class RosterJudge:
    """Accepts a roster only when it is newer and signed by the pinned founding key."""

    def __init__(
        self, check: SignatureCheck, founding_public: bytes, fingerprint: bytes, central_public: bytes = b""
    ) -> None:
        if hashlib.sha256(founding_public).digest() != fingerprint:
            raise ValueError("the founding key is not the one that the enrolment code named")
        self._check = check
        self._founding = founding_public
        self._central = central_public

    def holds(self, row: RosterRow, held: bytes | None) -> bool:
        """Return whether this roster may replace the one held."""
        roster = roster_of(row)
        if not self._check.verify(self._founding, roster.signature, "roster", roster.signed_bytes()):
            return False
        old = read_roster(held)
        if old is None:
            return True
        if roster.version == old.version + 1:
            return roster.prev_hash == old.hash()
        return roster.version > old.version

    def setting_holds(self, row: SettingRow) -> bool:
        """Return whether central signed this setting and it can be read."""
        signed = setting_bytes(row.id, row.version, row.value)
        if not self._central or not self._check.verify(self._central, row.signature, "setting", signed):
            return False
        read = READERS.get(row.id)
        if read is None:
            return False
        try:
            read(row.value)
        except KnownError:
            return False
        return True

    def erasure_proved(self, row: ErasureRow, held: bytes | None) -> bool:
        """Return whether two people who may do so signed exactly this effect, by the roster this desk holds (A3)."""
        roster = read_roster(held)
        if roster is None or row.filed_by == row.approved_by:
            return False
        named = row.of or row.patient_id
        if row.patient_id not in (named, *row.also) or set(row.keys) != set(leaving(row.ground)):
            return False
        effect = ErasureEffect(
            row.case_id, named, row.patient_version, row.filed_by, row.filed_at, row.ground, row.also
        ).to_bytes()
        return self._signed(
            roster, row.filed_by, Action.FILE_DELETION, row.filed_at, row.filed_signature, effect
        ) and self._signed(
            roster, row.approved_by, Action.APPROVE_DELETION, row.approved_at, row.approved_signature, effect
        )

    def wind_down_proved(self, row: ErasureRow, order: Duty, held: bytes | None) -> bool:
        """Return whether two people signed the end of the operation, and its last day is over (P15, A3)."""
        roster = read_roster(held)
        try:
            (filer, filed_at, filed), (approver, approved_at, approved) = order.facts["signatures"]
            over = clinic_day(row.at) > last_day(order)
            both = (
                (filer, Action.KEEP_REGISTERS, datetime.fromisoformat(filed_at), base64.b64decode(filed)),
                (approver, Action.APPROVE_DELETION, datetime.fromisoformat(approved_at), base64.b64decode(approved)),
            )  # fmt: skip
        except (KeyError, TypeError, ValueError):
            return False
        if roster is None or filer == approver or not over or set(row.keys) != set(leaving(row.ground)):
            return False
        message = order_bytes(order)
        return all(
            self._signed(roster, person, action, at, signature, message, SIGNED_AS)
            for person, action, at, signature in both
        )

    def notice_proved(self, row: NoticeRow, held: bytes | None) -> bool:
        """Return whether an officer whom the roster held names signed exactly this version (P33).

        Since when they may sign is not asked: a version stays readable when its signer has long left.
        """
        roster = read_roster(held)
        if roster is None or row.weight not in set(Weight):
            return False
        version = PolicyVersion(
            row.version, row.effective, Weight(row.weight), row.changes, row.text, row.text_en
        )
        return self._signed(
            roster, row.signed_by, Action.KEEP_REGISTERS, None, row.signature, version.signed_bytes(), POLICY_PURPOSE
        )  # fmt: skip

    def _signed(
        self, roster: Roster, person: StaffId, action: Action, at: datetime | None, signature: bytes, message: bytes,
        purpose: str = ERASURE_PURPOSE,
    ) -> bool:  # fmt: skip
        return any(
            self._check.verify(entry.sign_public, signature, purpose, message)
            for entry in roster.entries
            if entry.person == person
            and (at is None or (entry.valid_from <= at + CLOCK_SLACK and at < entry.valid_until))
            and entry.role in set(Role)
            and allowed(Role(entry.role), action)
        )
