"""Figures of the clinic's day and of people's rights, counted from central's own rows (DECISIONS 32, G47, G54, P31)."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import asdict
from datetime import date
from typing import Any

from central.services.parts import CentralParts
from central.store import figures as store
from central.store.people import HOLDING
from desktop.domain.carrying import CARRIED
from desktop.domain.ids import CaseId, StaffId
from desktop.domain.mainland_days import MAINLAND, calendar_of
from desktop.domain.payments import EntryKind
from desktop.domain.request_cases import RequestCase, case_of
from desktop.domain.request_figures import figures_of, last_day
from desktop.domain.requests import ENDED
from desktop.domain.schedules import clinic_day
from desktop.domain.shifts import Count, ShiftState
from desktop.domain.stopping import OPEN_STATES, AffectedState, SmsState
from desktop.domain.working_days import WorkCalendar

Row = dict[str, Any]
SUSPENDED = "suspended"


def export_figures(parts: CentralParts, day: date | None = None) -> Row:
    """Return `sessions`, `bookings`, `stops`, `money`, `shifts`, `requests`, `deletions`, ready for JSON.

    `day` is the day by which requests are overdue, central's own without one. Amounts are integer fen.
    """
    hospital, today = parts.hospital_id, day or clinic_day(parts.now())
    with parts.database.read() as connection:
        booked = store.desk_bookings(connection, hospital)
        entries, shifts = store.entries(connection, hospital), store.all_shifts(connection, hospital)
        calendar = _calendar(store.calendar(connection, hospital))
        return {
            "sessions": [
                row | {"day": row["day"].isoformat()} for row in store.made_sessions(connection, hospital)
            ],
            "bookings": {
                "moved": sum(row["moved_from"] is not None for row in booked),
                "checked_in": sum(row["checked_in_at"] is not None for row in booked),
            },
            "stops": stops_of(store.stopped(connection, hospital)),
            "money": money_of(entries),
            "shifts": [shift_of(row, entries) for row in shifts],
            "requests": [_request(row, calendar, today) for row in store.all_requests(connection, hospital)],
            "deletions": deletions_of(store.deletions(connection, hospital)),
        }


def stops_of(rows: list[Row]) -> dict[str, int]:
    """Return how many people a stop concerned, how many are still open, how each ended, whom a message reached."""
    states = Counter(row["state"] for row in rows)
    return {
        "affected": len(rows),
        "open": sum(states[state] for state in OPEN_STATES),
        "moved": states[AffectedState.MOVED],
        "refunded": states[AffectedState.REFUNDED],
        "informed": sum(row["sms"] == SmsState.ARRIVED for row in rows),
    }


def money_of(entries: list[Row]) -> dict[str, int]:
    """Return what was taken, given back and is held; `stray` counts bookings that ended and still hold money.

    What was only carried to the booking that replaced another was neither taken nor given back.
    """
    taken = refunded = 0
    held: dict[str, int] = defaultdict(int)
    states: dict[str, str] = {}
    for row in entries:
        total, paid = _total(row), row["kind"] == EntryKind.PAY
        held[row["booking_id"]] += total if paid else -total
        states[row["booking_id"]] = row["state"]
        if paid and row["of_payment"] is None:
            taken += total
        elif not paid and row["reason"] != CARRIED:
            refunded += total
    may_hold = {*HOLDING, SUSPENDED}
    return {
        "taken_fen": taken,
        "refunded_fen": refunded,
        "held_fen": sum(held.values()),
        "stray": sum(fen != 0 and states[booking] not in may_hold for booking, fen in held.items()),
        "trouble": sum(row["trouble"] != "" for row in entries),
    }


def shift_of(row: Row, entries: list[Row]) -> Row:
    """Return a shift: what its entries say must lie in the drawer, what its settlement said, what was counted."""
    cash = sum(
        row_["cash_fen"] if row_["kind"] == EntryKind.PAY else -row_["cash_fen"]
        for row_ in entries
        if row_["shift_id"] == row["shift_id"]
    )
    settled = row["state"] != ShiftState.OPEN
    return {
        "id": row["shift_id"],
        "state": row["state"],
        "must_be_fen": row["float_fen"] + cash,
        "expected_fen": row["expected_fen"],
        "counted_fen": Count.decode(row["counted"]).total_fen if settled and row["counted"] else 0,
        "difference_fen": row["difference_fen"],
    }


def deletions_of(rows: list[Row]) -> list[Row]:
    """Return every deletion with the windows that confirmed it and those that still must."""
    found: dict[str, Row] = {}
    for row in rows:
        case = found.setdefault(
            row["case_id"], {"id": row["case_id"], "state": row["state"], "confirmed": [], "waiting": []}
        )
        if row["window"] is not None:
            signed = row["received_at"] is not None and row["operation_id"] is not None
            case["confirmed" if signed else "waiting"].append(row["window"])
    return list(found.values())


def requests_between(rows: list[Row], known: Row | None, first: date, last: date, today: date) -> list[Row]:
    """Return of each kind how many were filed in these days and what became of them; `known` is the calendar's row."""
    found = figures_of(map(_case, rows), _calendar(known), first, last, today)
    return [{**asdict(figures), "refused": dict(figures.refused)} for figures in found]


def _request(row: Row, calendar: WorkCalendar, today: date) -> Row:
    case = _case(row)
    last = last_day(case, calendar, today)
    open_ = case.state not in ENDED
    return {
        "id": case.id,
        "kind": case.kind.value,
        "asker": case.asker.value,
        "channel": case.channel.value,
        "state": case.state.value,
        "outcome": case.outcome.value if case.outcome and case.decided_at else "",
        "last_day": last.isoformat() if last else None,
        "overdue": bool(open_ and last and last < today),
    }


def _case(row: Row) -> RequestCase:
    return case_of(
        CaseId(row["request_id"]), None, row["kind"], row["asker"], row["state"], row["version"],
        StaffId(row["filed_by"]), row["filed_at"], bytes(row["facts"]),
    )  # fmt: skip


def _calendar(row: Row | None) -> WorkCalendar:
    if row is None or row["known_until"] < MAINLAND.known_until:
        return MAINLAND
    return calendar_of(row["known_until"], row["holidays"], row["make_up"])


def _total(row: Row) -> int:
    return int(row["cash_fen"] + row["qr_fen"] + row["insurance_fen"])
