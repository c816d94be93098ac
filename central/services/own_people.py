"""Staff list their own number and relatives', blinded at once; desks that hold such a person hear of it (N39)."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy.engine import Connection

from central.services import roster, tokens
from central.services.parts import CentralParts
from central.store import feed, own_people, people, work
from desktop.domain.errors import CentralRefusedError, NotPermittedError
from desktop.domain.own_people import LONGEST_NUMBER, MOST_LISTED, OFF_TASK, SIGNED_AS, Relation, listed_bytes
from desktop.domain.staff import Action
from desktop.sync.wire import OwnListed, OwnListedRequest, OwnPerson


class OwnPeopleService:
    """Answers desks; what comes back are counts only."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts

    def count(self, desk_id: str, request: OwnListedRequest) -> OwnListed:
        """Return how many numbers the author listed; raises NotPermittedError."""
        with self._parts.database.read() as connection:
            self._require(connection, request.author)
            return self._counts(connection, request.author)

    def put(self, desk_id: str, request: OwnPerson) -> OwnListed:
        """Blind and keep one number under the author's own signature, or note that another person may take it off.

        Raises NotPermittedError, CentralRefusedError (signature-wrong, malformed, own-list-full,
        not-listed).
        """
        parts = self._parts
        relation = _relation(request)

        def work(connection: Connection) -> OwnListed:
            people_now = self._require(connection, request.author)
            message = listed_bytes(request.author, relation, request.number)
            if not people_now.signed(
                parts.keys, request.author, request.signature, message, parts.now(), purpose=SIGNED_AS
            ):
                raise CentralRefusedError(reason="signature-wrong")
            token = tokens.document_token(parts.keys, request.number)
            known = own_people.listed(connection, parts.hospital_id, request.author)
            if relation is Relation.OFF:
                return self._ask_off(connection, desk_id, request.author, token, known)
            if token not in known and len(known) >= MOST_LISTED:
                raise CentralRefusedError(reason="own-list-full")
            own_people.put(connection, parts.hospital_id, request.author, token, relation.value, parts.now())
            found = people.with_tokens(connection, parts.hospital_id, tokens.DOCUMENT, [token])
            counts = self._counts(connection, request.author)
            touched = feed.touch(feed.CLINIC, "patient", found.get(token, []))
            feed.move(connection, parts.hospital_id, touched)
            return counts

        return parts.database.run(work)

    def _ask_off(
        self, connection: Connection, desk_id: str, author: str, token: bytes, known: Mapping[bytes, str]
    ) -> OwnListed:
        """Nobody takes a number off alone: it stays listed until another person has confirmed the task."""
        parts, task_id = self._parts, self._parts.new_id()
        if token not in known:
            raise CentralRefusedError(reason="not-listed")
        if own_people.ask_off(connection, parts.hospital_id, task_id, author, token):
            work.open_task(
                connection,
                parts.hospital_id,
                task_id,
                OFF_TASK,
                parts.now(),
                asked_by=author,
                desk_id=desk_id,
            )
            feed.move(connection, parts.hospital_id, feed.touch(feed.CLINIC, "task", [task_id]))
        return self._counts(connection, author)

    def _require(self, connection: Connection, author: str) -> roster.People:
        people_now = roster.current(self._parts, connection)
        if not people_now.may(author, Action.LIST_OWN, self._parts.now()):
            raise NotPermittedError(action=Action.LIST_OWN.value)
        return people_now

    def _counts(self, connection: Connection, author: str) -> OwnListed:
        relations = list(own_people.listed(connection, self._parts.hospital_id, author).values())
        own = relations.count(Relation.SELF.value)
        return OwnListed(own, len(relations) - own)


def _relation(request: OwnPerson) -> Relation:
    number = request.number
    if not number or len(number) > LONGEST_NUMBER or not number.isalnum():
        raise CentralRefusedError(reason="malformed")
    try:
        return Relation(request.relation)
    except ValueError as error:
        raise CentralRefusedError(reason="malformed") from error
