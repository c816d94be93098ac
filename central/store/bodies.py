"""The rows that go down, read at pull time in sets: what was erased meanwhile cannot be sent (SYNC §2)."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store import (
    changed,
    clinics,
    duties,
    erasures,
    money,
    numbers,
    orders,
    paper_slips,
    papers,
    planning,
    policies,
    registers,
    rosters,
    tables,
    tables_duties,
    tables_planning,
    undertakings,
    waiting,
)
from central.store.request_bodies import spent_cases
from central.store.rowset import chunks
from central.store.tables_people import people_pairs
from central.store.tables_queue import queue
from central.store.tables_requests import calendars
from desktop.domain.canonical import facts_to_bytes
from desktop.domain.duties import DUTY
from desktop.domain.ids import PatientId
from desktop.domain.merging import PairState
from desktop.domain.message_log import SENT_MESSAGE, MessageRow
from desktop.domain.message_texts import MESSAGE, MessageText
from desktop.domain.operations import KeyKind
from desktop.domain.paper_slips import PAPER_SLIP
from desktop.domain.paper_templates import PAPER
from desktop.domain.places import PlaceKind
from desktop.domain.quotas import Channel, ChannelLeft
from desktop.domain.stopping import Affected
from desktop.sync import wire

Found = dict[str, wire.Message]


def _rows(
    connection: Connection, hospital_id: str, table: sa.Table, column: str, ids: Sequence[str]
) -> Iterator[Any]:
    for part in chunks(sorted(set(ids))):
        query = sa.select(table).where(table.c.hospital_id == hospital_id, table.c[column].in_(part))
        yield from connection.execute(query.order_by(*table.primary_key.columns))


def sessions(connection: Connection, hospital_id: str, ids: Sequence[str]) -> Found:
    """Return sessions with what their shared pool has left."""
    wanted = sorted(set(ids))
    left = numbers.left(connection, hospital_id, wanted)
    plans = planning.plan_rows(connection, hospital_id, wanted)
    quotas = planning.quotas(connection, hospital_id, wanted)
    found: Found = {}
    for row in _rows(connection, hospital_id, tables.sessions, "session_id", ids):
        halves = [left.get((row.session_id, half), (0, 0)) for half in range(row.half_hours)]
        found[row.session_id] = wire.SessionRow(
            id=row.session_id, version=row.version, department_id=row.department_id, doctor_id=row.doctor_id,
            day=row.day, half_day=row.half_day, starts=row.starts, place=row.place, fee_fen=row.fee_fen,
            state=row.state,
            left=tuple(count for count, _ in halves), next_number=tuple(lowest for _, lowest in halves),
            plan=_plan(plans.get(row.session_id), quotas.get(row.session_id, ())),
        )  # fmt: skip
    return found


def _plan(row: dict[str, Any] | None, quota: tuple[ChannelLeft, ...]) -> wire.WirePlan:
    extra = sum(channel.whole for channel in quota if channel.channel == Channel.EXTRA)
    counts = tuple(wire.WireQuota(c.channel, c.whole, c.left, c.by_half) for c in quota)
    if row is None:
        return wire.WirePlan(quota=counts, extra=extra, extra_limit=planning.DEFAULT_EXTRA)
    return wire.WirePlan(
        quota=counts, release_at=row["release_at"], released=row["released_at"] is not None, extra=extra,
        extra_limit=row["extra_limit"], instead_of=row["instead_of"], stop_reason=row["stop_reason"],
    )  # fmt: skip


def plan_bodies(table: sa.Table, key: str, kind: str) -> Callable[[Connection, str, Sequence[str]], Found]:
    """Return how rows of the schedule office are read: facts as they were signed."""

    def read(connection: Connection, hospital_id: str, ids: Sequence[str]) -> Found:
        return {
            getattr(row, key): wire.PlanRow(kind=kind, id=getattr(row, key), body=bytes(row.body))
            for row in _rows(connection, hospital_id, table, key, ids)
        }

    return read


def duty_rows(connection: Connection, hospital_id: str, ids: Sequence[str], keys: duties.OwnSeal) -> Found:
    """Return duties; they name no patient."""
    return {
        row.duty_id: wire.PlanRow(kind=DUTY, id=row.duty_id, body=duties.duty_of(row, keys).to_bytes())
        for row in _rows(connection, hospital_id, tables_duties.duties, "duty_id", ids)
    }


def message_rows(connection: Connection, hospital_id: str, ids: Sequence[str]) -> Found:
    """Return the hospital's own texts of messages."""
    return {
        row.template: wire.PlanRow(
            kind=MESSAGE,
            id=row.template,
            body=facts_to_bytes(MessageText(row.template, row.text, row.vendor_code).to_facts()),
        )
        for row in _rows(connection, hospital_id, tables_planning.message_templates, "template", ids)
    }


def sent_messages(connection: Connection, hospital_id: str, ids: Sequence[str]) -> Found:
    """Return how far messages came; ids and codes only."""
    return {
        r.message_id: wire.PlanRow(
            kind=SENT_MESSAGE,
            id=r.message_id,
            body=facts_to_bytes(
                MessageRow(
                    r.message_id, r.template, r.due_at.isoformat(), r.state, r.reason, r.patient_id
                ).to_facts()
            ),
        )
        for r in _rows(connection, hospital_id, tables_planning.messages, "message_id", ids)
    }


def affected_rows(connection: Connection, hospital_id: str, ids: Sequence[str]) -> Found:
    """Return the people of a stop by booking; ids only."""
    found: Found = {}
    for r in _rows(connection, hospital_id, tables_planning.affected, "booking_id", ids):
        until = "" if r.offer_until is None else r.offer_until.isoformat()
        row = Affected(
            r.booking_id, r.stop_id, r.patient_id, r.session_id, r.half_hour, r.number, r.state, r.sms, r.sms_reason,
            r.at.isoformat(), r.tended_by, r.offer_session or "", r.offer_number or 0, until, r.moved_to or "",
        )  # fmt: skip
        found[r.booking_id] = wire.PlanRow(
            kind="affected", id=r.booking_id, body=facts_to_bytes(row.to_facts())
        )
    return found


def departments(connection: Connection, hospital_id: str, ids: Sequence[str]) -> Found:
    """Return departments."""
    words = clinics.words(connection, hospital_id, PlaceKind.DEPARTMENT)
    return {
        r.department_id: wire.DepartmentRow(
            id=r.department_id, name=r.name, initials=r.initials, place=r.place, order=r.sort_order,
            english=words[r.department_id].english, closed_from=words[r.department_id].closed_from,
        )
        for r in _rows(connection, hospital_id, tables.departments, "department_id", ids)
    }  # fmt: skip


def doctors(connection: Connection, hospital_id: str, ids: Sequence[str]) -> Found:
    """Return doctors."""
    words = clinics.words(connection, hospital_id, PlaceKind.DOCTOR)
    return {
        r.doctor_id: wire.DoctorRow(
            id=r.doctor_id, department_id=r.department_id, name=r.name, title=r.title, skill=r.skill,
            initials=r.initials, fee_fen=r.fee_fen, english=words[r.doctor_id].english,
            closed_from=words[r.doctor_id].closed_from,
        )
        for r in _rows(connection, hospital_id, tables.doctors, "doctor_id", ids)
    }  # fmt: skip


def roster(connection: Connection, hospital_id: str, ids: Sequence[str]) -> Found:
    """Return the newest roster for its one entry of the feed."""
    body = rosters.newest(connection, hospital_id)
    return {} if body is None else dict.fromkeys(ids, msgspec.json.decode(body, type=wire.RosterRow))


def ledger(connection: Connection, hospital_id: str, ids: Sequence[str]) -> Found:
    """Return entries of the erasure ledger, each with the frozen effect and the two signatures over it."""
    rows = list(_rows(connection, hospital_id, tables.erasure_ledger, "ledger_id", ids))
    case_ids = sorted({r.case_id for r in rows})
    signed = {r.case_id: r for r in _rows(connection, hospital_id, tables.cases, "case_id", case_ids)}
    also: dict[str, list[PatientId]] = {}
    for r in _rows(connection, hospital_id, tables.erasure_ledger, "case_id", case_ids):
        if r.patient_id != signed[r.case_id].patient_id:
            also.setdefault(r.case_id, []).append(r.patient_id)
    return {
        r.ledger_id: wire.ErasureRow(
            ledger_id=r.ledger_id, patient_id=r.patient_id, case_id=r.case_id,
            keys=tuple(KeyKind(kind) for kind in r.keys.split(",")), at=r.at,
            patient_version=signed[r.case_id].patient_version, ground=signed[r.case_id].ground,
            filed_by=signed[r.case_id].filed_by, filed_at=signed[r.case_id].filed_at,
            filed_signature=bytes(signed[r.case_id].filed_signature), approved_by=signed[r.case_id].approved_by,
            approved_at=signed[r.case_id].approved_at, approved_signature=bytes(signed[r.case_id].approved_signature),
            of=signed[r.case_id].patient_id if also.get(r.case_id) else None,
            also=tuple(sorted(also.get(r.case_id, ()))),
        )
        for r in rows
    }  # fmt: skip


def cases(connection: Connection, hospital_id: str, ids: Sequence[str]) -> Found:
    """Return deletion cases with the desks they wait for."""
    pending = erasures.pending(connection, hospital_id, sorted(set(ids)))
    return {
        r.case_id: wire.CaseRow(
            id=r.case_id, patient_id=r.patient_id, patient_version=r.patient_version, state=r.state,
            filed_by=r.filed_by, filed_at=r.filed_at, ground=r.ground, effect=bytes(r.effect),
            approved_by=r.approved_by, destroy_after=r.destroy_after, desks_pending=pending.get(r.case_id, ()),
        )
        for r in _rows(connection, hospital_id, tables.cases, "case_id", ids)
    }  # fmt: skip


def tasks(connection: Connection, hospital_id: str, ids: Sequence[str]) -> Found:
    """Return tasks."""
    return {
        r.task_id: wire.TaskRow(
            id=r.task_id, kind=r.kind, state=r.state, at=r.at, patient_id=r.patient_id, booking_id=r.booking_id,
            reason=r.reason, asked_by=r.asked_by, outcome=r.outcome, resolved_at=r.resolved_at,
        )
        for r in _rows(connection, hospital_id, tables.tasks, "task_id", ids)
    }  # fmt: skip


def pairs(connection: Connection, hospital_id: str, ids: Sequence[str]) -> Found:
    """Return pairs of records; who gave which signature stays here."""
    return {
        r.pair_id: wire.PairRow(
            id=r.pair_id, first_id=r.first_id, second_id=r.second_id, score=r.score, reasons=r.reasons, state=r.state,
            survivor=r.survivor_id, other=r.other_id, taken=r.taken, effect=bytes(r.effect), filed_by=r.filed_by,
            filed_at=r.filed_at, approved_by=r.approved_by, approved_at=r.approved_at,
        )
        for r in _rows(connection, hospital_id, people_pairs, "pair_id", ids)
        if r.state != PairState.FOUND.value
    }  # fmt: skip


def calendar(connection: Connection, hospital_id: str, ids: Sequence[str]) -> Found:
    """Return the calendar with the latest end for its one entry of the feed."""
    here = calendars.c.hospital_id == hospital_id
    query = sa.select(calendars).where(here).order_by(calendars.c.known_until.desc()).limit(1)
    row = connection.execute(query).first()
    if row is None:
        return {}
    newest = wire.CalendarRow(known_until=row.known_until, holidays=row.holidays, make_up=row.make_up)
    return dict.fromkeys(ids, newest)


def published(connection: Connection, hospital_id: str, ids: Sequence[str]) -> Found:
    """Return the published settings."""
    found: Found = {}
    for name in ids:
        held = orders.setting(connection, hospital_id, orders.PUBLISHED + name)
        if held is not None:
            row = json.loads(held)
            value, signature = row["value"].encode(), base64.b64decode(row["signature"])
            found[name] = wire.SettingRow(id=name, version=row["version"], value=value, signature=signature)
    return found


SHARED: dict[str, Callable[[Connection, str, Sequence[str]], Found]] = {
    "session": sessions,
    "department": departments,
    "doctor": doctors,
    "notice": policies.bodies,
    "roster": roster,
    "erasure": ledger,
    "case": cases,
    "task": tasks,
    "pair": pairs,
    "setting": published,
    "shift": money.shift_rows,
    "payment": money.payment_rows,
    "tariff": money.tariffs,
    "calendar": calendar,
    "spent-case": spent_cases,
    "template": plan_bodies(tables_planning.templates, "template_id", "template"),
    "affected": affected_rows,
    "waiting": waiting.bodies,
    PAPER_SLIP: paper_slips.bodies,
    PAPER: papers.bodies,
    "absence": plan_bodies(tables_planning.absences, "absence_id", "absence"),
    "room": plan_bodies(tables_planning.rooms, "room_id", "room"),
    MESSAGE: message_rows,
    SENT_MESSAGE: sent_messages,
    "rules": changed.rule_books,
    "register": registers.bodies,
    "undertaking": undertakings.bodies,
}


def owners(connection: Connection, hospital_id: str, kind: str, ids: Sequence[str]) -> dict[str, str]:
    """Return whose each booking or consent is."""
    table, column = (tables.bookings, "booking_id") if kind == "booking" else (tables.consents, "consent_id")
    return {getattr(r, column): r.patient_id for r in _rows(connection, hospital_id, table, column, ids)}


def bookings_of(
    connection: Connection, hospital_id: str, patients: Sequence[str]
) -> dict[str, list[wire.BookingRow]]:
    """Return the bookings of people."""
    found: dict[str, list[wire.BookingRow]] = {}
    for r in _rows(connection, hospital_id, tables.bookings, "patient_id", patients):
        row = wire.BookingRow(
            id=r.booking_id, version=r.version, patient_id=r.patient_id, session_id=r.session_id, half_hour=r.half_hour,
            number=r.number, epoch=r.epoch, state=r.state, channel=r.channel, provisional=r.provisional,
            fee_fen=r.fee_fen, day=r.day, made_at=r.made_at,
        )  # fmt: skip
        found.setdefault(r.patient_id, []).append(row)
    return found


def places_of(
    connection: Connection, hospital_id: str, patients: Sequence[str]
) -> dict[str, list[wire.QueueRow]]:
    """Return the places in lines of people's bookings."""
    found: dict[str, list[wire.QueueRow]] = {}
    for part in chunks(sorted(set(patients))):
        query = (
            sa.select(tables.bookings.c.patient_id, queue.c.booking_id, queue.c.entry)
            .join(
                tables.bookings,
                sa.and_(
                    tables.bookings.c.hospital_id == queue.c.hospital_id,
                    tables.bookings.c.booking_id == queue.c.booking_id,
                ),
            )
            .where(queue.c.hospital_id == hospital_id, tables.bookings.c.patient_id.in_(part))
            .order_by(queue.c.booking_id)
        )
        for patient_id, booking_id, entry in connection.execute(query):
            row = wire.QueueRow(id=booking_id, entry=bytes(entry))
            found.setdefault(patient_id, []).append(row)
    return found


def consents_of(
    connection: Connection, hospital_id: str, patients: Sequence[str]
) -> dict[str, list[wire.ConsentRow]]:
    """Return the consent events of people."""
    found: dict[str, list[wire.ConsentRow]] = {}
    for r in _rows(connection, hospital_id, tables.consents, "patient_id", patients):
        row = wire.ConsentRow(
            id=r.consent_id, patient_id=r.patient_id, purpose=r.purpose, notice_version=r.notice_version, act=r.act,
            given=r.given, at=r.at,
        )  # fmt: skip
        found.setdefault(r.patient_id, []).append(row)
    return found
