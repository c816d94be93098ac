"""The covered window: back by PIN, badge or passphrase, five tries of all kinds together (G80, DECISIONS 18)."""

from __future__ import annotations

from collections.abc import Callable

from desktop.domain.audit import AuditAct
from desktop.domain.badges import STRUCK, BadgesOffError, WrongBadgeError
from desktop.domain.errors import WrongPassphraseError
from desktop.domain.ids import StaffId
from desktop.domain.pins import MOST_TRIES, WrongPinError, is_pin
from desktop.ports.store import Transaction
from desktop.services.desk import Desk


class Cover:
    """Counts wrong answers of one sitting; `prove` checks the passphrase and traces a wrong one.

    `badges`: whether the hospital lets badges uncover.
    """

    def __init__(self, prove: Callable[[bytearray], None], *, badges: bool) -> None:
        self._prove = prove
        self._badges = badges
        self._wrong = 0

    def begin(self) -> None:
        """Somebody signed in, or is back."""
        self._wrong = 0

    def typed(self, desk: Desk, typed: bytearray) -> None:
        """Take PIN or passphrase (zeroed); raises WrongPinError(left), WrongPassphraseError(left)."""
        left = self._count(typed)
        pin = desk.keys.pin
        if pin is not None and is_pin(typed):
            if not pin.matches(typed):
                _failed(desk)
                raise WrongPinError(left=left)
            return
        try:
            self._prove(typed)
        except WrongPassphraseError as error:
            raise WrongPassphraseError(left=min(left, int(error.facts["left"]))) from None

    def presented(self, desk: Desk, number: bytearray) -> None:
        """Take a badge's number (zeroed); raises WrongBadgeError(left), BadgesOffError."""
        badge = desk.keys.badge
        if not self._badges or badge is None:
            number[:] = bytes(len(number))
            raise BadgesOffError
        left = self._count(number)
        with desk.store.read() as tx:
            struck = tx.state.get(STRUCK + desk.keys.staff.staff_id) is not None
        if not badge.matches(number) or struck:
            _failed(desk)
            raise WrongBadgeError(left=left)

    def _count(self, given: bytearray) -> int:
        left = MOST_TRIES - self._wrong - 1
        if left < 0:
            given[:] = bytes(len(given))
            raise WrongPassphraseError(left=0)
        self._wrong += 1
        return left


def _failed(desk: Desk) -> None:
    with desk.store.write() as tx:
        trace_failed(desk, tx, desk.keys.staff.staff_id)


def trace_failed(desk: Desk, tx: Transaction, tried: StaffId) -> None:
    """Trace a wrong answer with whose it was not: the actor of the row is who is signed in when it is written."""
    desk.trace(tx, AuditAct.SIGN_IN_FAILED, result="refused", facts={"person": tried})
