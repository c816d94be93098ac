"""Money of one transaction: rows of payments and shifts with what the transaction itself has added."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy.engine import Connection

from central.store import money as store
from central.store.rowset import RowSet
from central.store.tables_money import payments, shifts
from desktop.domain.payments import Amounts, Entry, EntryKind, Ledger, Second


class MoneyRows:
    """Payments and shifts; `ledger` and `of_shift` see what was added a moment ago."""

    def __init__(self, connection: Connection, hospital_id: str) -> None:
        self._connection = connection
        self._hospital = hospital_id
        self.payments = RowSet(connection, payments, hospital_id)
        self.shifts = RowSet(connection, shifts, hospital_id)
        self._added: list[dict[str, Any]] = []

    def payment(self, payment_id: str) -> dict[str, Any] | None:
        """Return one payment or refund."""
        return self.payments.get(payment_id)

    def add_payment(self, **values: Any) -> None:
        """Add a payment or refund."""
        self._added.append(self.payments.add(**values))

    def ledger(self, booking_id: str) -> Ledger:
        """Return the ledger of a booking."""
        return Ledger(self._entries("booking_id", booking_id))

    def with_reasons(self, booking_id: str) -> list[tuple[Entry, str]]:
        """Return the entries of a booking, each with its reason."""
        return [(_entry(row), str(row["reason"])) for row in self._of("booking_id", booking_id)]

    def who_refunded(self, booking_id: str) -> set[str]:
        """Return who gave back money of a booking."""
        rows = self._of("booking_id", booking_id)
        return {str(row["staff_id"]) for row in rows if row["kind"] == EntryKind.REFUND.value}

    def set_apart(self, entries: Iterable[Entry]) -> None:
        """Take entries out of their shift: its desk closed the drawer before it heard of them."""
        for entry in entries:
            self.payments.change(entry.id, shift_id="")

    def of_shift(self, shift_id: str) -> list[Entry]:
        """Return the entries of a shift."""
        return self._entries("shift_id", shift_id)

    def flush(self) -> None:
        """Write everything."""
        self.payments.flush()
        self.shifts.flush()

    def _entries(self, column: str, value: str) -> list[Entry]:
        return [_entry(row) for row in self._of(column, value)]

    def _of(self, column: str, value: str) -> list[dict[str, Any]]:
        ids = store.ids_of(self._connection, self._hospital, column, value)
        self.payments.load((one,) for one in ids)
        rows = [row for one in ids if (row := self.payments.get(one)) is not None]
        return rows + [row for row in self._added if row[column] == value]


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        row["payment_id"], row["booking_id"], EntryKind(row["kind"]),
        Amounts(row["cash_fen"], row["qr_fen"], row["insurance_fen"]), row["of_payment"], row["qr_ref"],
        row["insurance_ref"], Second(row["second"]),
    )  # fmt: skip
