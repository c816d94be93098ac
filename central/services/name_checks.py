"""The name-number match for desks (P3, G8): asked once, a match is remembered, noted without its text."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.engine import Connection

from central.services import tokens
from central.services.errors import TooManyLookupsError
from central.services.parts import CentralParts
from central.services.ports import NameCheckProvider
from central.store import chains, people, traces
from desktop.domain.document_kinds import DocumentType, has_reject
from desktop.domain.documents import check_document
from desktop.domain.names import check_name, normalise_name
from desktop.domain.schedules import clinic_day
from desktop.domain.verification import NameCheck, can_be_asked
from desktop.sync.wire import NameCheckRequest

ACT = "name-check"
MINUTE = timedelta(minutes=1)


class NameCheckService:
    """Asks the real-name service for desks."""

    def __init__(self, parts: CentralParts, provider: NameCheckProvider) -> None:
        self._parts = parts
        self._provider = provider

    def check(self, desk_id: str, request: NameCheckRequest) -> NameCheck:
        """Return the outcome; "not-asked" for documents no authority answers for. Raises TooManyLookupsError.

        A person of this hospital whose name and number matched before is not asked about again (cost, minimisation).
        """
        kind = _askable(request.document_type)
        if kind is None:
            return NameCheck.NOT_ASKED
        checked = check_document(kind, request.number, today=clinic_day(self._parts.now()))
        if checked.rejected or has_reject(check_name(request.name)):
            return NameCheck.UNAVAILABLE
        name = normalise_name(request.name)
        if self._parts.database.run(lambda c: self._known(c, desk_id, checked.number, name)):
            return NameCheck.MATCH
        return NameCheck(self._provider.check(kind.value, checked.number, name))

    def _known(self, connection: Connection, desk_id: str, number: str, name: str) -> bool:
        """Return whether this pair matched before; counts and notes the question."""
        hospital, now = self._parts.hospital_id, self._parts.now()
        chains.desk(connection, hospital, desk_id, lock=True)
        most = traces.most_a_minute(connection, hospital)
        if traces.count_since(connection, hospital, desk_id, now - MINUTE) >= most:
            raise TooManyLookupsError(retry_after_s=60)
        found = self._matched_before(connection, number, name)
        entry = traces.Lookup(self._parts.new_id(), desk_id, now, ACT, int(found))
        traces.note(connection, hospital, entry)
        return found

    def _matched_before(self, connection: Connection, number: str, name: str) -> bool:
        hospital, keys = self._parts.hospital_id, self._parts.keys
        document = tokens.document_token(keys, number)
        pair = tokens.name4_token(keys, name, number)
        by_document = people.with_tokens(connection, hospital, tokens.DOCUMENT, [document]).get(document, [])
        by_name = people.with_tokens(connection, hospital, tokens.NAME4, [pair]).get(pair, [])
        both = sorted(set(by_document) & set(by_name))
        rows = people.people(connection, hospital, both)
        return any(row["name_check"] == NameCheck.MATCH.value for row in rows.values())


def _askable(document_type: str) -> DocumentType | None:
    try:
        kind = DocumentType(document_type)
    except ValueError:
        return None
    return kind if can_be_asked(kind) else None
