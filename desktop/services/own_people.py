"""Listing one's own document number and relatives' at central, so that nobody handles them oneself (N39)."""

from __future__ import annotations

import unicodedata

from desktop.domain.audit import AuditAct
from desktop.domain.own_people import LONGEST_NUMBER, SIGNED_AS, OwnNumberError, Relation, listed_bytes
from desktop.domain.staff import Action
from desktop.ports.own_people import Listed, ListsOwn
from desktop.services.desk import Desk

LEAST_NUMBER = 5


class OwnPeopleService:
    """Sends numbers, keeps none: the desk hears of its own people only as a flag on their record."""

    def __init__(self, desk: Desk, central: ListsOwn) -> None:
        self._desk = desk
        self._central = central

    def listed(self) -> Listed:
        """Return how many numbers the signed-in person listed; raises CentralUnreachableError."""
        self._desk.require(Action.LIST_OWN)
        return self._central.listed(self._desk.keys.staff.staff_id)

    def put(self, relation: Relation, number: str) -> Listed:
        """List one number, or ask that it is taken off; the trace stands before it is sent.

        Raises OwnNumberError for what cannot be a document number, CentralUnreachableError, CentralRefusedError.
        """
        desk, plain = self._desk, _plain(number)
        desk.require(Action.LIST_OWN)
        if not LEAST_NUMBER <= len(plain) <= LONGEST_NUMBER or not any(c.isdigit() for c in plain):
            raise OwnNumberError
        author = desk.keys.staff.staff_id
        with desk.store.write() as tx:
            desk.trace(tx, AuditAct.OWN_LISTED, facts={"relation": relation.value})
        signature = desk.keys.person.sign(SIGNED_AS, listed_bytes(author, relation, plain))
        return self._central.put(author, relation, plain, signature)


def _plain(number: str) -> str:
    """Return the number as records hold it: half width, capitals, no blanks and hyphens."""
    return "".join(c for c in unicodedata.normalize("NFKC", number).upper() if c.isalnum())
