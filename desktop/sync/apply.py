"""Rows down: each kind of row goes into its repository; what this desk changed meanwhile stays on top (rebase)."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import msgspec

from desktop.domain import bindings
from desktop.domain.blocks import Block, BlockReason
from desktop.domain.duties import DUTY, Duty, duty_from
from desktop.domain.fees import TARIFF
from desktop.domain.ids import PatientId
from desktop.domain.marks import Mark
from desktop.domain.operations import KeyKind
from desktop.domain.payloads import AccountRecord, PatientRecord
from desktop.domain.queue_entry import QueueEntry
from desktop.domain.registers import PREFIX as REGISTERS
from desktop.domain.request_cases import SPENT_CASES
from desktop.domain.request_texts import RequestText
from desktop.domain.roster import REMOVED
from desktop.domain.rule_book import RULES
from desktop.domain.undertakings import CONFIRMED as UNDERTAKINGS
from desktop.domain.wind_down import GROUND, in_force
from desktop.ports.keys import DeskKeys, Sealer
from desktop.ports.requests import StoredRequest
from desktop.ports.store import (
    ConsentEvent,
    DataKeys,
    PatientStatus,
    Transaction,
)
from desktop.sync.apply_cases import asked_case, keep_grant, stored_case, stored_pair, stored_task
from desktop.sync.apply_clinic import clinic_session, department_of, doctor_of, stored_booking
from desktop.sync.apply_money import domain_shift, stored_payment
from desktop.sync.apply_people import keys_of
from desktop.sync.wire import (
    BookingRow,
    CalendarRow,
    CaseRow,
    ConsentRow,
    DepartmentRow,
    DoctorRow,
    ErasureRow,
    GoneRow,
    NoticeRow,
    Page,
    PairRow,
    PatientRow,
    PaymentRow,
    PlanRow,
    QueueRow,
    RegisterRow,
    RequestRow,
    RosterRow,
    RulesRow,
    SessionRow,
    SettingRow,
    ShiftRow,
    SpentCaseRow,
    TariffRow,
    TaskRow,
    UndertakingRow,
)

ERASURE_PREFIX = "erasure/"
UNPROVED_PREFIX = ERASURE_PREFIX + "unproved/"
SPENT_PREFIX = ERASURE_PREFIX + "spent/"
CURSOR_PREFIX = "cursor/"
NOTICES, NOTICES_ASIDE = "notice/", "notice-unproved/"
CALENDAR = "calendar/newest"
ROSTER = "roster/newest"
SETTING_PREFIX = "setting/"
LOOKUP_KEPT = timedelta(hours=24)


def _no_setting(_row: SettingRow) -> bool:
    return False


def _no_end(_row: ErasureRow, _order: Duty, _roster: bytes | None) -> bool:
    return False


def _no_notice(_row: NoticeRow, _roster: bytes | None) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class RowContext:
    """What the handlers need besides the row: keys, the time, and what is still on its way up."""

    keys: DeskKeys
    sealer: Sealer
    now: datetime
    busy: frozenset[str]
    roster_holds: Callable[[RosterRow, bytes | None], bool]
    erasure_proved: Callable[[ErasureRow, bytes | None], bool]
    looked_up: bool = False
    setting_holds: Callable[[SettingRow], bool] = _no_setting
    notice_proved: Callable[[NoticeRow, bytes | None], bool] = _no_notice
    wind_down_proved: Callable[[ErasureRow, Duty, bytes | None], bool] = _no_end


def apply_page(tx: Transaction, page: Page, context: RowContext) -> int:
    """Apply all rows and move the cursor, in the caller's transaction; returns how many rows there were."""
    for row in page.rows:
        apply_row(row, tx, context)
    tx.state.set(CURSOR_PREFIX + page.stream, str(page.position).encode())
    return len(page.rows)


@functools.singledispatch
def apply_row(row: object, tx: Transaction, context: RowContext) -> None:
    """Put one row where it belongs; one registered function per kind of row."""
    raise TypeError(f"no place for a {type(row).__name__}")


@apply_row.register
def _patient(row: PatientRow, tx: Transaction, context: RowContext) -> None:
    if row.id in context.busy:
        return
    if tx.state.get(ERASURE_PREFIX + "dead/" + row.id) is not None:
        return
    old = tx.patients.get(row.id)
    if context.looked_up and old is not None and row.version < old.status.version:
        return  # an exchange beside the look-up brought a newer one
    keys = keys_of(row, context.keys)
    if keys.record is None or row.sealed_record is None:
        return
    record_key, keys = keys.record, without_spent(row.id, keys, tx)
    record_context = bindings.central_row("patient", row.id, row.version, KeyKind.RECORD)
    record = PatientRecord.from_bytes(context.sealer.unseal(record_key, row.sealed_record, record_context))
    account = None
    if keys.account is not None and row.sealed_account is not None:
        account_context = bindings.central_row("patient", row.id, row.version, KeyKind.ACCOUNT)
        plain = context.sealer.unseal(keys.account, row.sealed_account, account_context)
        account = AccountRecord.from_bytes(plain)
    status = PatientStatus(
        version=row.version,
        name_check=row.name_check,
        evidence=row.evidence,
        phone_verified=row.phone_verified,
        restricted=row.restricted,
        same_as=row.same_as,
        served_at=old.status.served_at if old else None,
        keep_until=_keep_until(old.status if old else None, context),
        basis=row.basis,
        marks=frozenset(Mark(word) for word in row.marks),
        block=Block(BlockReason(row.block_reason), row.blocked_until) if row.blocked_until else None,
        own_of=frozenset(row.own_of),
    )
    tx.patients.put(row.id, record, account, keys, status)


def without_spent(patient_id: PatientId, keys: DataKeys, tx: Transaction) -> DataKeys:
    """Return the keys without an account key that was destroyed here; a fresh one may hold a new account."""
    spent = tx.state.get(SPENT_PREFIX + patient_id)
    if spent is None or keys.account is None:
        return keys
    if hashlib.sha256(keys.account).digest() == spent:
        return DataKeys(keys.record, None)
    tx.patients.renew_account(patient_id)
    return keys


def _keep_until(before: PatientStatus | None, context: RowContext) -> datetime | None:
    """Who was brought by a look-up stays a day; who is in the working set stays in it when looked up again."""
    if not context.looked_up or (before is not None and before.keep_until is None):
        return before.keep_until if before else None
    return context.now + LOOKUP_KEPT


@apply_row.register
def _consent(row: ConsentRow, tx: Transaction, context: RowContext) -> None:
    event = ConsentEvent(row.id, row.patient_id, row.purpose, row.notice_version, row.act, row.given, row.at)
    tx.cases.add_consent(event)


@apply_row.register
def _booking(row: BookingRow, tx: Transaction, context: RowContext) -> None:
    if row.id not in context.busy:
        tx.bookings.put(stored_booking(row, tx.bookings.get(row.id)))


@apply_row.register
def _queue(row: QueueRow, tx: Transaction, context: RowContext) -> None:
    if row.id not in context.busy:
        tx.queue.put(row.id, QueueEntry.from_bytes(row.entry))


@apply_row.register
def _session(row: SessionRow, tx: Transaction, context: RowContext) -> None:
    tx.schedules.put_session(clinic_session(row))


@apply_row.register
def _of_the_schedule_office(row: PlanRow, tx: Transaction, context: RowContext) -> None:
    tx.schedules.put_plan(row.kind, row.id, row.body)
    if row.kind == DUTY:
        _try_unproved(tx, context)


@apply_row.register
def _payment(row: PaymentRow, tx: Transaction, context: RowContext) -> None:
    if row.id not in context.busy:
        tx.money.put(stored_payment(row))


@apply_row.register
def _shift(row: ShiftRow, tx: Transaction, context: RowContext) -> None:
    if row.id not in context.busy:
        tx.money.put_shift(domain_shift(row))


@apply_row.register
def _tariff(row: TariffRow, tx: Transaction, context: RowContext) -> None:
    tx.state.set(TARIFF, row.body)


@apply_row.register
def _rules(row: RulesRow, tx: Transaction, context: RowContext) -> None:
    tx.state.set(RULES, row.body)


@apply_row.register
def _register(row: RegisterRow, tx: Transaction, context: RowContext) -> None:
    tx.state.set(REGISTERS + row.id, row.body)


@apply_row.register
def _undertaking(row: UndertakingRow, tx: Transaction, context: RowContext) -> None:
    tx.state.set(UNDERTAKINGS + row.id, row.body)


@apply_row.register
def _department(row: DepartmentRow, tx: Transaction, context: RowContext) -> None:
    tx.schedules.put_department(department_of(row))


@apply_row.register
def _doctor(row: DoctorRow, tx: Transaction, context: RowContext) -> None:
    tx.schedules.put_doctor(doctor_of(row))


@apply_row.register
def _notice(row: NoticeRow, tx: Transaction, context: RowContext) -> None:
    """Keep a version that an officer signed; the one of the set-up needs no signature, and no other does without.

    What the roster held cannot prove yet is kept aside and tried again with each newer one.
    """
    raw = msgspec.json.encode(row)
    name = NOTICES + row.version
    held = tx.state.get(name)
    same = held is not None and not msgspec.json.decode(held, type=NoticeRow).signed_by
    first = not row.signed_by and (same or not tx.state.names(NOTICES))
    proved = first or context.notice_proved(row, tx.state.get(ROSTER))
    tx.state.set(NOTICES_ASIDE + row.version, None if proved else raw)
    if proved:
        tx.state.set(name, raw)


@apply_row.register
def _erasure(row: ErasureRow, tx: Transaction, context: RowContext) -> None:
    """Destroy what two people signed away; whom this desk does not hold needs no proof.

    Central is no authority over destruction: an unproved entry is kept aside and tried again with each newer roster.
    """
    aside = UNPROVED_PREFIX + row.ledger_id
    holds = tx.patients.keys(row.patient_id) != DataKeys(None, None)
    if holds and not _proved(row, tx, context):
        tx.state.set(aside, msgspec.json.encode(row))
        return
    tx.state.set(aside, None)
    spent = tx.patients.keys(row.patient_id).account
    if KeyKind.RECORD in row.keys:
        tx.state.set(ERASURE_PREFIX + "dead/" + row.patient_id, b"1")
    elif spent is not None:
        # no row that is sealed under the destroyed key is ever taken again, also not from a restored central
        tx.state.set(SPENT_PREFIX + row.patient_id, hashlib.sha256(spent).digest())
    tx.patients.erase(row.patient_id, row.keys)
    tx.state.set(ERASURE_PREFIX + "due/" + row.ledger_id, row.case_id.encode())


def _proved(row: ErasureRow, tx: Transaction, context: RowContext) -> bool:
    """Two people signed this person's deletion, or the end of the whole operation (P15)."""
    roster = tx.state.get(ROSTER)
    if row.ground != GROUND:
        return context.erasure_proved(row, roster)
    order = end_of(tx)
    return order is not None and context.wind_down_proved(row, order, roster)


def end_of(tx: Transaction) -> Duty | None:
    """Return the signed end of the operation that this desk knows."""
    return in_force(duty_from(raw) for raw in tx.schedules.plans(DUTY))


def _try_unproved(tx: Transaction, context: RowContext) -> None:
    for name in tx.state.names(UNPROVED_PREFIX):
        raw = tx.state.get(name)
        if raw is not None:
            _erasure(msgspec.json.decode(raw, type=ErasureRow), tx, context)


@apply_row.register
def _case(row: CaseRow, tx: Transaction, context: RowContext) -> None:
    tx.cases.put_case(stored_case(row))


@apply_row.register
def _request(row: RequestRow, tx: Transaction, context: RowContext) -> None:
    if row.id in context.busy or (row.patient_id and tx.state.get(ERASURE_PREFIX + "dead/" + row.patient_id)):
        return
    info = bindings.case_key_for_desk(row.id, context.keys.desk)
    key = context.keys.open_from_central(row.key, info)
    sealed_as = bindings.central_row("request", row.id, row.version, KeyKind.CASE)
    text = RequestText.from_bytes(context.sealer.unseal(key, row.sealed, sealed_as))
    tx.requests.put(StoredRequest(asked_case(row.id, row), text, key))


@apply_row.register
def _spent_case(row: SpentCaseRow, tx: Transaction, context: RowContext) -> None:
    """The key of a case is destroyed: what lay under it goes here too, the file's log after it."""
    left = row.request
    if left is not None and not (
        left.patient_id and tx.state.get(ERASURE_PREFIX + "dead/" + left.patient_id)
    ):
        case = replace(asked_case(row.id, left), spent_at=row.at)
        tx.requests.put(StoredRequest(case, RequestText("", ""), b""))
    tx.requests.forget_sent(row.id)
    tx.state.set(SPENT_CASES + row.id, b"1")


@apply_row.register
def _calendar(row: CalendarRow, tx: Transaction, context: RowContext) -> None:
    tx.state.set(CALENDAR, msgspec.json.encode(row))


@apply_row.register
def _task(row: TaskRow, tx: Transaction, context: RowContext) -> None:
    if row.id not in context.busy:
        tx.cases.put_task(stored_task(row))
        keep_grant(row, tx)


@apply_row.register
def _setting(row: SettingRow, tx: Transaction, context: RowContext) -> None:
    """Take a setting that central signed, and only a newer one."""
    held = tx.state.get(SETTING_PREFIX + row.id)
    newer = held is None or row.version > msgspec.json.decode(held, type=SettingRow).version
    if newer and context.setting_holds(row):
        tx.state.set(SETTING_PREFIX + row.id, msgspec.json.encode(row))


@apply_row.register
def _pair(row: PairRow, tx: Transaction, context: RowContext) -> None:
    tx.pairs.put(stored_pair(row))


@apply_row.register
def _roster(row: RosterRow, tx: Transaction, context: RowContext) -> None:
    held = tx.state.get(ROSTER)
    if context.roster_holds(row, held):
        tx.state.set(ROSTER, msgspec.json.encode(row))
        _note_removed(row, held, tx)
        _try_unproved(tx, context)
        for name in tx.state.names(NOTICES_ASIDE):
            raw = tx.state.get(name)
            if raw is not None:
                _notice(msgspec.json.decode(raw, type=NoticeRow), tx, context)


def _note_removed(row: RosterRow, held: bytes | None, tx: Transaction) -> None:
    """Mark who stood on the roster held and stands on this one no more; somebody not on it yet is not removed."""
    now = {entry.person for entry in row.entries}
    before = msgspec.json.decode(held, type=RosterRow).entries if held else ()
    for person in {entry.person for entry in before} - now:
        tx.state.set(REMOVED + person, str(row.version).encode())
    for person in now:
        if tx.state.get(REMOVED + person) is not None:
            tx.state.set(REMOVED + person, None)


@apply_row.register
def _gone(row: GoneRow, tx: Transaction, context: RowContext) -> None:
    if row.kind == "patient" and row.id not in context.busy:
        tx.patients.drop(PatientId(row.id))
