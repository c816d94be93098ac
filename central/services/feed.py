"""Rows down: one page a stream, erasures before all others, people only within a desk's working set (DECISIONS 25)."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from sqlalchemy.engine import Connection

from central.services.parts import CentralParts, key_context
from central.store import blocks, bodies, feed, marks, money, own_people, pairs, people
from central.store.people import Scope
from central.store.request_bodies import requests_of_the_living
from desktop.domain import bindings
from desktop.domain.blocks import Block
from desktop.domain.canonical import facts_to_bytes
from desktop.domain.duties import DUTY
from desktop.domain.ids import StaffId
from desktop.domain.marks import Mark
from desktop.domain.operations import KeyKind
from desktop.domain.schedules import clinic_day
from desktop.sync.wire import GoneRow, Page, PatientRow, RequestRow, Row

MOST_SCANS = 40
OF_PEOPLE = ("booking", "consent")
REQUEST = "request"


class Puller:
    """Builds the pages of one answer for one desk (its row from `desks`)."""

    def __init__(self, parts: CentralParts, connection: Connection, desk: Mapping[str, Any]) -> None:
        self._parts = parts
        self._connection = connection
        self._hospital = parts.hospital_id
        self._desk = desk
        now = parts.now()
        self._scope = Scope(desk["desk_id"], clinic_day(now), now)

    def pages(self, cursors: Mapping[str, int], budget: int) -> tuple[Page, ...]:
        """Return pages with about `budget` rows altogether; nothing follows a stream that has more to come."""
        pages: list[Page] = []
        names = (feed.ERASURE, feed.REFERENCE, feed.CLINIC, feed.desk_stream(self._desk["desk_id"]))
        for stream in names:
            page = self.page(stream, max(0, cursors.get(stream, 0)), budget)
            if page is None:
                continue
            budget -= len(page.rows)
            if page.more or budget <= 0:
                pages.append(msgspec.structs.replace(page, more=True))
                break
            pages.append(page)
        return tuple(pages)

    def page(self, stream: str, after: int, budget: int) -> Page | None:
        """Return the next page of a stream, None when the cursor stands at its end."""
        position, rows, entries = after, [], []
        for _ in range(MOST_SCANS):
            entries = feed.read(self._connection, self._hospital, stream, position, budget)
            if not entries:
                break
            position = entries[-1][2]
            rows = self._bodies(entries)
            if rows or len(entries) < budget:
                break
        if position == after:
            return None
        return Page(stream=stream, position=position, rows=tuple(rows), more=len(entries) == budget)

    def fetched(self, patient_id: str) -> tuple[Row, ...]:
        """Return one person and what belongs to them, whatever the working set; nothing of an erased one."""
        row = people.people(self._connection, self._hospital, [patient_id]).get(patient_id)
        if row is None or row["state"] != people.LIVE:
            return ()
        people.note_held(self._connection, self._hospital, self._desk["desk_id"], [patient_id])
        return tuple(self._persons([patient_id])[patient_id])

    def _bodies(self, entries: Sequence[feed.Entry]) -> list[Row]:
        ids: dict[str, list[str]] = {}
        for kind, entity, _ in entries:
            ids.setdefault(kind, []).append(entity)
        shared = {
            kind: bodies.SHARED[kind](self._connection, self._hospital, ids[kind])
            for kind in ids
            if kind in bodies.SHARED
        }
        shared[DUTY] = bodies.duty_rows(self._connection, self._hospital, ids.get(DUTY, ()), self._parts.keys)
        patient_of = {("patient", entity): entity for entity in ids.get("patient", ())}
        for kind in OF_PEOPLE:
            found = bodies.owners(self._connection, self._hospital, kind, ids.get(kind, ()))
            patient_of |= {(kind, entity): patient for entity, patient in found.items()}
        whole = self._working_set(sorted(set(patient_of.values())), ids.get("patient", ()))
        requests = self._requests(ids.get(REQUEST, ()))
        rows: list[Row] = []
        for kind, entity, _ in entries:
            if kind in shared:
                row = shared[kind].get(entity)
                rows += [row] if row is not None else []  # type: ignore[list-item]  # bodies give rows only
            elif kind == REQUEST:
                rows += requests.get(entity, ())
            elif (kind, entity) in patient_of:
                rows += whole.pop(patient_of[kind, entity], ())
        return rows

    def _requests(self, ids: Sequence[str]) -> dict[str, list[Row]]:
        """Return requests, each with its key for this desk alone; none about a person who is erased."""
        found: dict[str, list[Row]] = {}
        public, desk = bytes(self._desk["seal_public"]), self._desk["desk_id"]
        for row in requests_of_the_living(self._connection, self._hospital, ids):
            case_id = row["request_id"]
            context = key_context(self._hospital, case_id, KeyKind.CASE.value)
            key = self._parts.keys.unwrap(bytes(row["wrapped"]), context)
            sealed_key = self._parts.keys.seal_to_desk(public, key, bindings.case_key_for_desk(case_id, desk))
            found[case_id] = [
                RequestRow(
                    id=case_id, version=row["version"], patient_id=row["patient_id"], request_kind=row["kind"],
                    asker=row["asker"], state=row["state"], filed_by=row["filed_by"], filed_at=row["filed_at"],
                    facts=bytes(row["facts"]), sealed=bytes(row["sealed"]), key=sealed_key,
                )
            ]  # fmt: skip
        return found

    def _working_set(self, wanted: Sequence[str], moved: Sequence[str]) -> dict[str, list[Row]]:
        """Return the whole of everybody in scope, and a farewell for who left it and was sent once."""
        if not wanted:
            return {}
        connection, hospital, desk = self._connection, self._hospital, self._desk["desk_id"]
        became = pairs.survivors(connection, hospital, wanted)
        scope = people.in_scope(connection, hospital, self._scope, sorted({*wanted, *became.values()}))
        inside = {one for one in wanted if one in scope or became.get(one) in scope}
        found: dict[str, list[Row]] = self._persons(sorted(inside))
        outside = people.held_by(connection, hospital, desk, sorted(set(moved) - inside))
        found.update({patient: [GoneRow(kind="patient", id=patient)] for patient in outside})
        people.note_held(connection, hospital, desk, sorted(inside))
        return found

    def _persons(self, ids: Sequence[str]) -> dict[str, list[Row]]:
        connection, hospital = self._connection, self._hospital
        records = people.people(connection, hospital, ids)
        wrapped = people.wrapped_keys(connection, hospital, ids)
        consents = bodies.consents_of(connection, hospital, ids)
        bookings = bodies.bookings_of(connection, hospital, ids)
        places = bodies.places_of(connection, hospital, ids)
        payments = money.of_patients(connection, hospital, ids)
        marked = marks.marks_of(connection, hospital, ids)
        blocked = blocks.in_force_of(connection, hospital, ids, self._scope.today)
        owners = own_people.owners(connection, hospital, ids)
        found: dict[str, list[Row]] = {
            patient: [
                self._patient(
                    row, wrapped, marked.get(patient, ()), blocked.get(patient), owners.get(patient, ())
                ),
                *consents.get(patient, ()),
                *bookings.get(patient, ()),
                *payments.get(patient, ()),
                *places.get(patient, ()),
            ]
            for patient, row in records.items()
        }
        merged = pairs.aliases(connection, hospital, ids)
        if merged:
            known = self._persons(sorted({one for others in merged.values() for one in others} - set(ids)))
            for patient, others in merged.items():
                found[patient] += [row for one in others for row in known.get(one, ())]
        return found

    def _patient(
        self, row: Mapping[str, Any], wrapped: Mapping[tuple[str, str], bytes], marked: Sequence[Mark],
        blocked: Block | None, owners: Sequence[str],
    ) -> PatientRow:  # fmt: skip
        patient_id = row["patient_id"]
        plain: dict[str, str] = {}
        for kind in (KeyKind.RECORD.value, KeyKind.ACCOUNT.value):
            if (patient_id, kind) in wrapped:
                context = key_context(self._hospital, patient_id, kind)
                key = self._parts.keys.unwrap(wrapped[patient_id, kind], context)
                plain[kind] = base64.b64encode(key).decode()
        info = bindings.keys_for_desk(patient_id, self._desk["desk_id"])
        sealed = self._parts.keys.seal_to_desk(bytes(self._desk["seal_public"]), facts_to_bytes(plain), info)
        return PatientRow(
            id=patient_id, version=row["version"], sealed_record=row["sealed_record"],
            sealed_account=row["sealed_account"], keys=sealed, name_check=row["name_check"],
            name_checked_at=row["name_checked_at"], evidence=row["evidence"], restricted=row["restricted"],
            same_as=row["same_as"], phone_verified=row["phone_verified"], basis=row["basis"],
            marks=tuple(mark.value for mark in marked), block_reason=blocked.reason.value if blocked else "",
            blocked_until=blocked.until if blocked else None,
            own_of=tuple(map(StaffId, owners)),
        )  # fmt: skip
