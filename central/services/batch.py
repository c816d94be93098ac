"""One exchange's work: the rows it needs, loaded in sets, and what it leaves for the end of the transaction."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.engine import Connection

from central.services import roster
from central.services.errors import OperationRefusedError
from central.services.money_rows import MoneyRows
from central.services.parts import CentralParts, key_context
from central.services.roster import People
from central.store import (
    changed,
    feed,
    orders,
    own_people,
    people,
    roll_calls,
    tables,
    tables_planning,
    tables_queue,
    wind_down,
    work,
)
from central.store.rowset import RowSet
from central.store.tables_duties import duties
from central.store.tables_people import people_pairs, person_blocks
from central.store.tables_requests import held_changes, person_marks, requests
from central.store.tables_waiting import wishes
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.duties import Duty
from desktop.domain.legal_basis import BASIS, LegalBasis
from desktop.domain.operations import KeyKind, Operation, OperationKind
from desktop.domain.rule_book import RuleBook

CODE_LENGTH = 64


class Facts:
    """An operation's facts, read strictly; what is missing or of another kind refuses the operation as malformed."""

    def __init__(self, operation: Operation) -> None:
        try:
            self._values = facts_from_bytes(operation.facts)
        except ValueError as error:
            raise OperationRefusedError("malformed") from error

    def text(self, name: str, *, most: int = CODE_LENGTH) -> str:
        """Return a short text."""
        value = self._values.get(name)
        if not isinstance(value, str) or len(value) > most or "\x00" in value:
            raise OperationRefusedError("malformed")
        return value

    def flag(self, name: str) -> bool:
        """Return a truth value."""
        value = self._values.get(name)
        if not isinstance(value, bool):
            raise OperationRefusedError("malformed")
        return value

    def number(self, name: str) -> int:
        """Return a whole number that a column can hold."""
        value = self._values.get(name)
        if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= 2**31:
            raise OperationRefusedError("malformed")
        return value

    def day(self, name: str) -> date:
        """Return a day written in ISO form."""
        try:
            return date.fromisoformat(self.text(name))
        except ValueError as error:
            raise OperationRefusedError("malformed") from error

    def time(self, name: str) -> datetime:
        """Return a time with its zone, written in ISO form."""
        try:
            at = datetime.fromisoformat(self.text(name))
        except ValueError as error:
            raise OperationRefusedError("malformed") from error
        if at.tzinfo is None:
            raise OperationRefusedError("malformed")
        return at

    def raw(self, name: str) -> bytes:
        """Return bytes written as base64."""
        try:
            return base64.b64decode(self.text(name, most=4096), validate=True)
        except ValueError as error:
            raise OperationRefusedError("malformed") from error

    def basis(self) -> LegalBasis:
        """Return on what the processing rests (P7); what names none is not taken."""
        try:
            return LegalBasis(self.text(BASIS))
        except ValueError as error:
            raise OperationRefusedError("malformed") from error

    def values(self) -> dict[str, Any]:
        """Return all facts, for a domain reader that is strict itself."""
        return dict(self._values)

    def has(self, name: str) -> bool:
        """Return whether a fact is there."""
        return name in self._values


def rules_of(connection: Connection, hospital_id: str) -> RuleBook:
    """Return a hospital's rules as they are kept."""
    raw = orders.setting(connection, hospital_id, changed.RULES)
    return RuleBook.from_bytes(raw.encode() if raw else None)


class Batch:
    """The working rows of one transaction. `finish` writes them; the feed moves after it."""

    def __init__(self, parts: CentralParts, connection: Connection, desk_id: str) -> None:
        self.parts = parts
        self.connection = connection
        self.hospital = parts.hospital_id
        self.desk_id = desk_id
        self.now: datetime = parts.now()
        self.touched = feed.Touched()
        self.patients = self._rows(tables.patients)
        self.keys = self._rows(tables.patient_keys)
        self.index = self._rows(tables.patient_index)
        self.bookings = self._rows(tables.bookings)
        self.queue = self._rows(tables_queue.queue)
        self.slots = self._rows(tables.slots)
        self.sessions = self._rows(tables.sessions)
        self.cases = self._rows(tables.cases)
        self.tasks = self._rows(tables.tasks)
        self.consents = self._rows(tables.consents)
        self.notices_shown = self._rows(tables.notices_shown)
        self.served = self._rows(tables.served)
        self.checks = self._rows(tables.verification_queue)
        self.codes = self._rows(tables.codes)
        self.members = self._rows(tables.account_members)
        self.receipts = self._rows(tables.erasure_receipts)
        self.ledger = self._rows(tables.erasure_ledger)
        self.pairs = self._rows(people_pairs)
        self.affected = self._rows(tables_planning.affected)
        self.messages = self._rows(tables_planning.messages)
        self.money = MoneyRows(connection, self.hospital)
        self.requests = self._rows(requests)
        self.marks = self._rows(person_marks)
        self.held = self._rows(held_changes)
        self.blocks = self._rows(person_blocks)
        self.wishes = self._rows(wishes)
        self.duties = self._rows(duties)
        # answers that operations got before a restore, by hash; and the sessions that wait for a roll call
        self.given: dict[bytes, tuple[int, int]] = {}
        self._frozen: dict[str, list[str]] | None = None
        self.proofs: dict[bytes, tuple[str, bytes]] = {}
        self.new_documents: dict[str, bytes] = {}
        self.account_wishes: dict[str, bytes] = {}
        self._tokens: dict[str, set[tuple[str, bytes]]] = {}
        # which tasks about whom this transaction has opened, or found open
        self.told: set[tuple[str, str]] = set()
        self._plain_keys: dict[tuple[str, str], bytes] = {}
        self._strangers: set[str] = set()
        self._listed: dict[str, frozenset[bytes]] = {}
        self._people: People | None = None
        self._rules: RuleBook | None = None
        self._end: tuple[Duty | None] | None = None

    def _rows(self, table: Any) -> RowSet:
        return RowSet(self.connection, table, self.hospital)

    @property
    def people(self) -> People:
        """Return who is on the newest roster."""
        if self._people is None:
            self._people = roster.current(self.parts, self.connection)
        return self._people

    @property
    def rules(self) -> RuleBook:
        """Return the hospital's booking rules, as this transaction knows them."""
        if self._rules is None:
            self._rules = rules_of(self.connection, self.hospital)
        return self._rules

    @property
    def end(self) -> Duty | None:
        """Return the signed order that the operation ends, None while there is none."""
        if self._end is None:
            self._end = (wind_down.order(self.connection, self.hospital, self.parts.keys),)
        return self._end[0]

    def use_rules(self, book: RuleBook) -> None:
        """Judge by this book from now on; the caller has kept it."""
        self._rules = book

    def waits_for(self, session_id: str) -> list[str]:
        """Return the desks that a session waits for since a restore; none: it gives numbers."""
        if self._frozen is None:
            self._frozen = roll_calls.waiting(self.connection, self.hospital)
        return self._frozen.get(session_id, [])

    def preload(self, operations: Sequence[Operation]) -> None:
        """Read in sets what these operations will ask for."""
        subjects = {op.subject for op in operations if op.subject}
        self.patients.load((patient,) for patient in subjects)
        kinds = [kind.value for kind in (KeyKind.RECORD, KeyKind.ACCOUNT)]
        sealed = {op.subject for op in operations if op.subject and op.sealed}
        self.keys.load((patient, kind) for patient in sealed for kind in kinds)
        known = people.tokens_of(self.connection, self.hospital, sorted(sealed))
        self._tokens.update({patient: known.get(patient, set()) for patient in sealed})
        self.served.load((self.desk_id, patient) for patient in subjects)
        bookings = {op.entity for op in operations if op.kind.value.startswith("booking.")}
        self.bookings.load((booking,) for booking in bookings)
        self.checks.load((booking,) for booking in bookings)
        lines = (OperationKind.CHECK_IN, OperationKind.QUEUE_STEP)
        self.queue.load((op.entity,) for op in operations if op.kind in lines)
        rights = [op.right for op in operations if op.right is not None]
        self.sessions.load((right.session_id,) for right in rights)
        numbers = {(right.session_id, right.number) for right in rights if right.number}
        numbers |= {(row["session_id"], row["number"]) for row in map(self.bookings.get, bookings) if row}
        self.slots.load(numbers)
        self.consents.load((op.entity,) for op in operations if op.kind is OperationKind.RECORD_CONSENT)
        self.notices_shown.load((op.id,) for op in operations if op.kind is OperationKind.SHOW_NOTICE)
        hashes = [digest for digest in map(_proof_hash, operations) if digest]
        self.proofs = people.proofs(self.connection, self.hospital, hashes) if hashes else {}

    def data_key(self, patient_id: str, kind: str) -> bytes | None:
        """Return a person's plain data key, None when it was destroyed."""
        if (patient_id, kind) not in self._plain_keys:
            row = self.keys.get(patient_id, kind)
            if row is None:
                return None
            context = key_context(self.hospital, patient_id, kind)
            self._plain_keys[patient_id, kind] = self.parts.keys.unwrap(bytes(row["wrapped"]), context)
        return self._plain_keys[patient_id, kind]

    def put_key(self, patient_id: str, kind: str, data_key: bytes) -> None:
        """Store a new data key, wrapped."""
        wrapped = self.parts.keys.wrap(data_key, key_context(self.hospital, patient_id, kind))
        self.keys.add(patient_id=patient_id, key_kind=kind, wrapped=wrapped)
        self._plain_keys[patient_id, kind] = data_key

    def renew_key(self, patient_id: str, kind: str, data_key: bytes) -> None:
        """Put a fresh data key in the place of one that is destroyed with this."""
        wrapped = self.parts.keys.wrap(data_key, key_context(self.hospital, patient_id, kind))
        self.keys.change(patient_id, kind, wrapped=wrapped)
        self._plain_keys[patient_id, kind] = data_key

    def expect_new(self, patient_ids: Sequence[str]) -> None:
        """Say that these people are only now being made, so that nothing of theirs is looked for."""
        self._tokens.update({patient_id: set() for patient_id in patient_ids})

    def tokens_of(self, patient_id: str) -> set[tuple[str, bytes]]:
        """Return the tokens of a person as they stand now; the caller keeps the set up to date."""
        if patient_id not in self._tokens:
            known = people.tokens_of(self.connection, self.hospital, [patient_id])
            self._tokens[patient_id] = known.get(patient_id, set())
        return self._tokens[patient_id]

    def listed_by(self, staff_id: str) -> frozenset[bytes]:
        """Return the blinded numbers that somebody listed as their own and relatives' (N39)."""
        if staff_id not in self._listed:
            self._listed[staff_id] = frozenset(own_people.listed(self.connection, self.hospital, staff_id))
        return self._listed[staff_id]

    def note_served(self, patient_id: str) -> None:
        """Remember that this desk serves the person now."""
        if self.served.get(self.desk_id, patient_id) is None:
            self.served.add(desk_id=self.desk_id, patient_id=patient_id, at=self.now)
        else:
            self.served.change(self.desk_id, patient_id, at=self.now)

    def open_task(
        self, kind: str, *, patient_id: str | None = None, booking_id: str | None = None, reason: str = ""
    ) -> None:
        """Put something on the supervisors' list; the person comes into every desk's scope with it."""
        task_id = self.parts.new_id()
        self.tasks.add(
            task_id=task_id, kind=kind, state=people.OPEN, at=self.now, patient_id=patient_id, booking_id=booking_id,
            reason=reason, desk_id=self.desk_id or None, outcome="",
        )  # fmt: skip
        if patient_id is not None:
            self.touched.add(feed.CLINIC, "patient", patient_id)
        self.touched.add(feed.CLINIC, "task", task_id)

    def report_stranger(self, author: str) -> None:
        """Tell a supervisor, once, that this desk acts for somebody who is not on the roster (I7)."""
        if author not in self._strangers:
            self._strangers.add(author)
            if not work.has_open(self.connection, self.hospital, "author-unknown", author, self.desk_id):
                self.open_task("author-unknown", reason=author)

    def finish(self) -> None:
        """Settle what needs all operations to be known, then write every row; the feed is not moved yet."""
        self._settle_duplicates()
        self._settle_accounts()
        for rows in (
            self.patients, self.keys, self.index, self.sessions, self.bookings, self.slots, self.cases, self.tasks,
            self.consents, self.notices_shown, self.served, self.checks, self.codes, self.members,
            self.ledger, self.receipts, self.pairs, self.queue, self.requests, self.duties,
            self.affected, self.messages, self.marks, self.held, self.blocks, self.wishes,
        ):  # fmt: skip
            rows.flush()
        self.money.flush()

    def _settle_duplicates(self) -> None:
        """Two people with the same document stay two; the younger is marked and a person looks (SYNC §2)."""
        if not self.new_documents:
            return
        older = people.with_tokens(
            self.connection, self.hospital, "document", list(self.new_documents.values())
        )
        first: dict[bytes, str] = {token: ids[0] for token, ids in older.items()}
        for patient_id, token in self.new_documents.items():
            other = first.setdefault(token, patient_id)
            if other != patient_id:
                self.patients.change(patient_id, same_as=other)
                self.open_task("likely-duplicate", patient_id=patient_id)
        self.new_documents = {}

    def _settle_accounts(self) -> None:
        """A proved phone is one account; a second person with it joins (DECISIONS 1: many to many)."""
        if not self.account_wishes:
            return
        tokens = sorted(set(self.account_wishes.values()))
        found = people.open_accounts(self.connection, self.hospital, tokens)
        # in order, so that two transactions wait for one another and never in a ring
        for token in (token for token in tokens if token not in found):
            found[token] = people.open_account(
                self.connection, self.hospital, token, self.parts.new_id(), self.now
            )
        self.members.load((found[token], patient) for patient, token in self.account_wishes.items())
        for patient_id, token in self.account_wishes.items():
            if self.members.get(found[token], patient_id) is None:
                self.members.add(account_id=found[token], patient_id=patient_id, since=self.now)
        self.account_wishes = {}


def proof_hash(proof: str) -> bytes:
    """Return how a code's proof is kept."""
    return hashlib.sha256(proof.encode()).digest()


WITH_PROOF = frozenset(
    {
        OperationKind.PUT_ACCOUNT, OperationKind.PROPOSE_CHANGE, OperationKind.FILE_REQUEST,
        OperationKind.STEP_REQUEST,
    }
)  # fmt: skip


def _proof_hash(operation: Operation) -> bytes | None:
    if operation.kind not in WITH_PROOF:
        return None
    try:
        facts = Facts(operation)
        return proof_hash(facts.text("proof", most=512)) if facts.has("proof") else None
    except OperationRefusedError:
        return None
