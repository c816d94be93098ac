"""Lists: who matches what was typed, who was served last, who may be the one at the window.

A restricted person has no search row and no grams (DOMAIN §4.3); the keyed index of the document stays, so that a
card that is read still says who it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from desktop.domain.ids import PatientId
from desktop.domain.payloads import AccountRecord, PatientRecord
from desktop.ports.keys import Sealer
from desktop.ports.store import CandidateRow, PatientStatus, SearchRow
from desktop.store import tables
from desktop.store.sealing import PersonSeals
from desktop.store.state import LAST
from desktop.store.terms import LEAST, document_keys, document_value, folded, grams_of, match_key_of, terms_of
from desktop.store.times import from_us_or_none, to_us_or_none

MOST_CANDIDATES = 20
LOOKED_AT = 100  # people looked at before the best are chosen; keeps two common letters fast

_row = tables.search_rows.c
_gram = tables.grams.c
_doc = tables.document_tokens.c
_who: sa.BindParameter[str] = sa.bindparam("patient")
_LIST = (
    _row.person, _row.patient_id, _row.name, _row.sex, _row.birth, _row.document_type, _row.phone,
    _row.card_number, _row.served_us, _row.terms,
)  # fmt: skip
_ENTRY = sa.select(_row.person, _row.terms).where(_row.patient_id == _who)
_ADD = sa.insert(tables.search_rows)
_CHANGE = sa.update(tables.search_rows).where(_row.patient_id == _who)
_SERVED = _CHANGE.values(served_us=sa.bindparam("at"))
_DROP = sa.delete(tables.search_rows).where(_row.patient_id == _who)
# one statement for all grams of a person: forty bound rows would cost more than all the rest of a registration
_ADD_GRAMS = sa.text("INSERT OR IGNORE INTO grams SELECT value, :person FROM json_each(:grams)")
_DROP_GRAMS = sa.text(
    "DELETE FROM grams WHERE person = :person AND gram IN (SELECT value FROM json_each(:grams))"
)
_TOKENS = sa.select(_doc.token).where(_doc.patient_id == _who)
_ADD_TOKEN = sa.insert(tables.document_tokens).prefix_with("OR IGNORE")
_DROP_TOKENS = sa.delete(tables.document_tokens).where(_doc.patient_id == _who)
_BY_TOKEN = sa.select(_doc.patient_id).where(_doc.token.in_(sa.bindparam("tokens", expanding=True)))
_MATCHING = (
    sa.select(_gram.person)
    .where(_gram.gram >= sa.bindparam("first"), _gram.gram < sa.bindparam("end"))
    .distinct()
    .limit(LOOKED_AT)
)
_BY_GRAM = sa.select(*_LIST).where(_row.person.in_(_MATCHING))
_BY_ID = sa.select(*_LIST).where(_row.patient_id.in_(sa.bindparam("patients", expanding=True)))
_RECENT = (
    sa.select(*_LIST)
    .where(_row.served_us.is_not(None))
    .order_by(_row.served_us.desc(), _row.person.desc())
    .limit(sa.bindparam("most"))
)
_SAME_NAME = (
    sa.select(_row.patient_id)
    .where(
        _row.folded == sa.bindparam("called"),
        sa.or_(_row.birth == sa.bindparam("born"), _row.phone == sa.bindparam("reached")),
    )
    .order_by(_row.person)
    .limit(MOST_CANDIDATES)
)


class SearchEntries:
    """The search row, the grams and the document index of people."""

    def __init__(self, connection: sa.Connection, sealer: Sealer, seals: PersonSeals) -> None:
        self._connection = connection
        self._sealer = sealer
        self._seals = seals

    def write(
        self,
        patient_id: PatientId,
        record: PatientRecord,
        account: AccountRecord | None,
        status: PatientStatus,
        *,
        new: bool,
    ) -> None:
        """Bring a person's entries up to date; only the grams that differ are touched. `new`: there are none yet."""
        self._write_token(patient_id, record, new=new)
        if status.restricted:
            self.remove_lists(patient_id)
            return
        terms = terms_of(record, account)
        values = {
            "name": record.name,
            "folded": folded(record.name),
            "sex": record.sex,
            "birth": record.birth,
            "document_type": record.document_type,
            "phone": account.phone if account else None,
            "card_number": record.card_number,
            "served_us": to_us_or_none(status.served_at),
            "terms": "\n".join(terms),
        }
        person, before = (None, frozenset[str]()) if new else self._entry(patient_id)
        if person is None:
            added = self._connection.execute(_ADD, {"patient_id": patient_id, **values})
            person = int(added.lastrowid)
        else:
            self._connection.execute(_CHANGE, {"patient": patient_id, **values})
        self._change_grams(person, before, grams_of(terms))

    def set_served(self, patient_id: PatientId, status: PatientStatus) -> None:
        """Bring only the time of the last service up to date."""
        values = {"patient": patient_id, "at": to_us_or_none(status.served_at)}
        self._connection.execute(_SERVED, values)

    def remove_lists(self, patient_id: PatientId) -> int | None:
        """Take a person out of search and lists; returns the number the grams knew them by."""
        person, grams = self._entry(patient_id)
        if person is not None:
            self._change_grams(person, grams, frozenset())
            self._connection.execute(_DROP, {"patient": patient_id})
        return person

    def remove(self, patient_id: PatientId) -> int | None:
        """Take a person out of search, lists and the document index."""
        self._connection.execute(_DROP_TOKENS, {"patient": patient_id})
        return self.remove_lists(patient_id)

    def find(self, text: str, limit: int) -> tuple[SearchRow, ...]:
        """Return people with this document number, then people with a term that holds the text."""
        typed = folded(text)
        if len(typed) < LEAST:
            return ()
        tokens = [self._sealer.index("document", value) for value in document_keys(text)]
        ids = self._connection.execute(_BY_TOKEN, {"tokens": tokens}).scalars().all() if tokens else ()
        exact = self._connection.execute(_BY_ID, {"patients": ids}).all() if ids else []
        loose = self._connection.execute(_BY_GRAM, {"first": typed, "end": typed + LAST}).all()
        return self._shown([*_ranked(exact, typed), *_ranked(loose, typed)], limit)

    def recent(self, limit: int) -> tuple[SearchRow, ...]:
        """Return the people served last, the newest first."""
        return self._shown(self._connection.execute(_RECENT, {"most": limit}), limit)

    def candidates(
        self, document_type: str, match_key: str | None, name: str, birth: str | None, phone: str | None
    ) -> tuple[CandidateRow, ...]:
        """Return people with this document, then people with this name and birth date or phone; at most 20."""
        ids: list[str] = []
        if match_key:
            token = self._sealer.index("document", document_value(document_type, match_key))
            ids += self._connection.execute(_BY_TOKEN, {"tokens": [token]}).scalars()
        if birth or phone:
            values = {"called": folded(name), "born": birth, "reached": phone}
            ids += self._connection.execute(_SAME_NAME, values).scalars()
        found = (self._candidate(PatientId(one)) for one in dict.fromkeys(ids))
        return tuple(row for row in found if row is not None)[:MOST_CANDIDATES]

    def _candidate(self, patient_id: PatientId) -> CandidateRow | None:
        keys = self._seals.keys(patient_id)
        opened = self._seals.record(patient_id, keys.record)
        if opened is None:
            return None
        record, account = opened.record, self._seals.account(patient_id, keys.account)
        phone = (account.phone if account else None) or ""
        key = match_key_of(record)
        return CandidateRow(patient_id, record.name, record.document_type, key, record.birth, phone[-4:])

    def _shown(self, rows: Iterable[Any], limit: int) -> tuple[SearchRow, ...]:
        """Open the sealed rows of those who are shown: the document number stands nowhere else."""
        chosen = list({row.patient_id: row for row in rows}.values())[:limit]
        opened = self._seals.records([row.patient_id for row in chosen])
        return tuple(_search_row(row, opened.get(row.patient_id)) for row in chosen)

    def _write_token(self, patient_id: PatientId, record: PatientRecord, *, new: bool) -> None:
        key = match_key_of(record)
        now = {self._sealer.index("document", document_value(record.document_type, key))} if key else set()
        held: set[bytes] = set()
        if not new:
            found = self._connection.execute(_TOKENS, {"patient": patient_id})
            held = {bytes(token) for token in found.scalars()}
        if held - now:
            self._connection.execute(_DROP_TOKENS, {"patient": patient_id})
            held = set()
        for token in now - held:
            self._connection.execute(_ADD_TOKEN, {"token": token, "patient_id": patient_id})

    def _entry(self, patient_id: PatientId) -> tuple[int | None, frozenset[str]]:
        """Return the number and the grams that a person has now."""
        row = self._connection.execute(_ENTRY, {"patient": patient_id}).one_or_none()
        if row is None:
            return None, frozenset()
        return int(row.person), grams_of(tuple(row.terms.split("\n")))

    def _change_grams(self, person: int, before: frozenset[str], now: frozenset[str]) -> None:
        for statement, grams in ((_DROP_GRAMS, before - now), (_ADD_GRAMS, now - before)):
            if grams:
                values = {"person": person, "grams": json.dumps(sorted(grams), ensure_ascii=False)}
                self._connection.execute(statement, values)


def _search_row(row: Any, record: PatientRecord | None) -> SearchRow:
    return SearchRow(
        id=PatientId(row.patient_id),
        name=row.name,
        sex=row.sex,
        birth=row.birth,
        document_type=row.document_type,
        document_number=record.document_number if record else None,
        phone=row.phone,
        card_number=row.card_number,
        served_at=from_us_or_none(row.served_us),
    )


def _ranked(rows: Iterable[Any], typed: str) -> list[Any]:
    """A term that begins with the text first, then the one who was served last."""

    begins = "\n" + typed

    def rank(row: Any) -> tuple[bool, int, int]:
        return (begins not in "\n" + row.terms, -(row.served_us or 0), -row.person)

    return sorted(rows, key=rank)
