"""Whether what is stored may be shown: while central is heard often enough, by a build that is not refused (T11), to
who accepted the undertaking of confidentiality (P19): what began after sign-in is asked at the next one.

While a desk was closed nothing was exchanged: what was deleted then is pulled before the first look (DECISIONS 18).
"""

from __future__ import annotations

import base64
import json

from desktop.domain.audit import AuditAct
from desktop.domain.builds import NAME, RefusedBuilds
from desktop.domain.canonical import pack
from desktop.domain.offline_lease import BUILD_REFUSED, CATCHING_UP, DESK_REVOKED, LEASE_OVER, Lease, heard
from desktop.domain.staff import Action
from desktop.domain.undertakings import OWED
from desktop.ports.store import Transaction
from desktop.services.desk import REVOKED, Desk
from desktop.services.undertakings import owed_by

STATE = "lease/offline"
SETTING = "setting/" + NAME
KEPT_EVERY_S = 60
EXTENSION = "lease-extension"


class ReadingGate:
    """Counts the time without central and closes reading; one gate a sign-in."""

    def __init__(self, desk: Desk, days: int, version: str) -> None:
        self._desk = desk
        self._days = days
        self._version = version
        self._counted = desk.clock.monotonic()
        self._catching_up = False
        with desk.store.read() as tx:
            self._lease = self._kept = _stored(tx) or heard(desk.clock.now(), days)
            self._since = desk.today()
            self._read(tx)
            self._revoked = tx.state.get(REVOKED) is not None
        self._look()

    @property
    def lease(self) -> Lease:
        """Return the lease as it stands."""
        return self._lease

    def __call__(self) -> None:
        """Let time pass; a chore before each exchange."""
        with self._desk.store.read() as tx:
            self._revoked = tx.state.get(REVOKED) is not None
        self._look()
        if (
            self._lease.elapsed_s - self._kept.elapsed_s >= KEPT_EVERY_S
            or self._lease.over != self._kept.over
        ):
            self._keep(self._lease)

    def catch_up(self) -> None:
        """Keep everything closed until the first exchange was answered, or showed that there is no line."""
        self._catching_up = True
        self._say()

    def tried(self) -> None:
        """An exchange ended, well or not."""
        self._catching_up = False
        self._say()

    def contacted(self) -> None:
        """Begin the lease anew: central answered, and what it wants erased was pulled before."""
        now = self._desk.clock.now()
        self._lease = heard(now, self._days)
        self._counted = self._desk.clock.monotonic()
        with self._desk.store.read() as tx:
            self._read(tx)
        if (
            self._kept.over
            or (now - self._kept.heard_at).total_seconds() >= KEPT_EVERY_S
            or self._kept.elapsed_s
        ):
            self._keep(self._lease)
        self._say()

    def extend(self) -> Lease:
        """Give 24 hours more, signed with one's own key and traced; raises NotPermittedError (DECISIONS 20)."""
        self._desk.require(Action.EXTEND_LEASE)
        self._look()
        extended = self._lease.extended()
        at = self._desk.clock.now()
        message = pack("desk", self._desk.keys.desk.desk, "limit", extended.limit_s, "at", at.isoformat())
        signature = self._desk.keys.person.sign(EXTENSION, message)
        with self._desk.store.write() as tx:
            tx.state.set(STATE, extended.to_bytes())
            self._desk.trace(
                tx,
                AuditAct.LEASE_EXTENDED,
                facts={
                    "elapsed_s": extended.elapsed_s, "limit_s": extended.limit_s, "signed_at": at.isoformat(),
                    "signature": base64.b64encode(signature).decode(),
                },
            )  # fmt: skip
        self._lease = self._kept = extended
        self._say()
        return extended

    def _look(self) -> None:
        counted = self._desk.clock.monotonic()
        self._lease = self._lease.passed(self._desk.clock.now(), counted - self._counted)
        # what is less than a second is not lost but counted the next time
        self._counted = counted if counted - self._counted >= 1 else self._counted
        self._say()

    def _say(self) -> None:
        reasons = {
            BUILD_REFUSED: self._refused,
            DESK_REVOKED: self._revoked,
            LEASE_OVER: self._lease.over,
            OWED: self._owing,
            CATCHING_UP: self._catching_up,
        }
        self._desk.reading_closed = next((why for why, holds in reasons.items() if holds), "")

    def _keep(self, lease: Lease) -> None:
        with self._desk.store.write() as tx:
            tx.state.set(STATE, lease.to_bytes())
        self._kept = lease

    def _read(self, tx: Transaction) -> None:
        self._refused = self._is_refused(tx)
        self._owing = owed_by(self._desk, tx, self._since) is not None

    def _is_refused(self, tx: Transaction) -> bool:
        raw = tx.state.get(SETTING)
        if raw is None:
            return False
        value = base64.b64decode(json.loads(raw)["value"])
        return self._version in RefusedBuilds.from_bytes(value).versions


def _stored(tx: Transaction) -> Lease | None:
    raw = tx.state.get(STATE)
    return None if raw is None else Lease.from_bytes(raw)
