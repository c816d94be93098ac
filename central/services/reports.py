"""The supervisor's report, for whom the newest roster permits it (G108-G110, G55)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from sqlalchemy.engine import Connection

from central.services import roster
from central.services.parts import CentralParts
from central.store import reports as store
from desktop.domain.bookings import LIVE, BookingState
from desktop.domain.errors import NotPermittedError
from desktop.domain.payments import SETTLES, EntryKind
from desktop.domain.reports import GroupBy, ReportRangeError, check_range
from desktop.domain.staff import Action
from desktop.sync.wire import AbsentRow, ReportAnswer, ReportLineRow, ReportRequest, ReportShiftRow

_S = BookingState
NEVER_MADE = frozenset({_S.PENDING.value, _S.REFUSED.value})
CANCELLED = frozenset({_S.CANCELLED.value, _S.CANCELLED_LATE.value})
SEEN = frozenset({_S.IN_VISIT.value, _S.DONE.value})
STOPPED = (
    frozenset(s.value for s in _S) - {s.value for s in LIVE} - CANCELLED - NEVER_MADE - {_S.LAPSED.value}
)
Sums = dict[str, dict[str, int]]


class ReportService:
    """Answers a desk's question; every figure comes from central's own rows."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts

    def run(self, desk_id: str, request: ReportRequest) -> ReportAnswer:
        """Return the figures; raises NotPermittedError, ReportRangeError."""
        check_range(request.first, request.last)
        try:
            by = GroupBy(request.by)
        except ValueError as error:
            raise ReportRangeError(days=0) from error
        parts = self._parts
        with parts.database.read() as connection:
            people = roster.current(parts, connection)
            if not people.may(request.author, Action.READ_REPORT, parts.now()):
                raise NotPermittedError(action=Action.READ_REPORT.value)
            with_names = people.may(request.author, Action.READ_REPORT_NAMES, parts.now())
            return self._answer(connection, request, by, with_names=with_names)

    def _answer(
        self, connection: Connection, request: ReportRequest, by: GroupBy, *, with_names: bool
    ) -> ReportAnswer:
        hospital, first, last = self._parts.hospital_id, request.first, request.last
        sums: Sums = defaultdict(lambda: defaultdict(int))
        for key, state, count in store.states(connection, hospital, by, first, last):
            _count(sums[store.as_text(key)], state, count)
        for key, count, waited_ms in store.waits(connection, hospital, by, first, last):
            line = sums[store.as_text(key)]
            line["waits"] += count
            line["wait_s"] += waited_ms // 1000
        for row in store.money(connection, hospital, by, first, last):
            _add_money(sums[store.as_text(row[store.LINE])], row)
        shifts = store.shift_rows(connection, hospital, first, last)
        absent = store.absent(connection, hospital, first, last)
        labels = self._labels(connection, by, sums, with_names=with_names)
        clerks = self._staff(connection, (row["staff_id"] for row in shifts), with_names=with_names)
        return ReportAnswer(
            lines=tuple(
                ReportLineRow(key=key, label=labels.get(key, key), **values)
                for key, values in sorted(sums.items(), key=lambda item: (labels.get(item[0], item[0]), item[0]))
            ),
            shifts=tuple(
                ReportShiftRow(
                    row["window"], str(clerks.get(row["staff_id"], row["staff_id"])), row["state"], row["expected_fen"],
                    row["difference_fen"],
                )
                for row in shifts
            ),
            absent=self._absent(connection, absent, with_names=with_names),
            owed_back_fen=store.owed_back(connection, hospital),
            with_names=with_names,
        )  # fmt: skip

    def _labels(self, connection: Connection, by: GroupBy, sums: Sums, *, with_names: bool) -> dict[str, str]:
        hospital = self._parts.hospital_id
        match by:
            case GroupBy.DEPARTMENT | GroupBy.DOCTOR:
                return store.names(connection, hospital, by.value, list(sums))
            case GroupBy.CLERK:
                return self._staff(connection, sums, with_names=with_names)
            case _:
                return {}

    def _staff(self, connection: Connection, ids: Iterable[str], *, with_names: bool) -> dict[str, str]:
        if not with_names:
            return {}
        return store.names(connection, self._parts.hospital_id, "staff", list(ids))

    def _absent(
        self, connection: Connection, rows: list[dict[str, Any]], *, with_names: bool
    ) -> tuple[AbsentRow, ...]:
        """Return who did not come; whose number it was is told only to whoever may read names."""
        hospital = self._parts.hospital_id
        rooms = store.names(connection, hospital, "department", [r["department_id"] for r in rows])
        doctors = store.names(connection, hospital, "doctor", [r["doctor_id"] for r in rows])
        return tuple(
            AbsentRow(
                r["booking_id"], r["patient_id"] if with_names else "", r["day"], rooms.get(r["department_id"], ""),
                doctors.get(r["doctor_id"], ""), r["number"],
            )
            for r in rows
        )  # fmt: skip


def _count(line: dict[str, int], state: str, count: int) -> None:
    if state in NEVER_MADE:
        return
    line["booked"] += count
    for name, among in (("cancelled", CANCELLED), ("stopped", STOPPED), ("seen", SEEN)):
        if state in among:
            line[name] += count
    if state in (_S.NO_SHOW.value, _S.LAPSED.value):
        line["no_shows"] += count


def _add_money(line: dict[str, int], row: dict[str, Any]) -> None:
    if row["kind"] == EntryKind.REFUND.value:
        line["refunded_fen"] += int(row["cash_fen"] + row["qr_fen"] + row["insurance_fen"])
        return
    if row["kind"] in SETTLES:
        if row["kind"] != EntryKind.WRITTEN_OFF.value:
            # it is with the hospital after all; what is written off stays given back
            line["refunded_fen"] -= int(row["cash_fen"] + row["qr_fen"] + row["insurance_fen"])
        return
    for name in ("cash_fen", "qr_fen", "insurance_fen"):
        line[name] += int(row[name])
