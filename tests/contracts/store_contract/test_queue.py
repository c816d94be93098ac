"""What every Store keeps about the lines (G34)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from desktop.domain.ids import BookingId, PatientId, SessionId
from desktop.domain.queue_entry import QueueEntry
from desktop.ports.store import PatientStatus, Store
from tests.fakes.clinic import KEYS, MORNING, RECORD, booking

OTHER = SessionId("session-2")


def entry(session_id: str = MORNING, **changes: object) -> QueueEntry:
    at = datetime(2026, 11, 24, 1, 2, 3, 4000, tzinfo=UTC)
    return replace(QueueEntry(session_id, checked_in_at=at, waits_since=at, last_step="check-in"), **changes)  # type: ignore[arg-type]


def test_an_entry_comes_back_as_it_was_put_and_is_replaced(store: Store) -> None:
    one = BookingId("b1")
    with store.write() as tx:
        tx.queue.put(one, entry())
        assert tx.queue.get(BookingId("nothing")) is None
    with store.write() as tx:
        assert tx.queue.get(one) == entry()
        tx.queue.put(one, entry(calls=2, before="{}"))
    with store.read() as tx:
        assert tx.queue.get(one) == entry(calls=2, before="{}")


def test_the_lines_of_sessions_name_who_is_booked_there_and_who_was_transferred_there(store: Store) -> None:
    person = PatientId("p1")
    with store.write() as tx:
        tx.patients.put(person, RECORD, None, KEYS, PatientStatus(basis="contract"))
        tx.bookings.put(booking("b2", number=2, patient_id=person))
        tx.bookings.put(booking("b1", number=1, patient_id=PatientId("p9")))
        tx.bookings.put(booking("b3", number=3, session_id=OTHER, patient_id=person))
        tx.bookings.put(booking("b4", number=4, session_id=OTHER, patient_id=person))
        tx.queue.put(BookingId("b3"), entry(MORNING))
    with store.read() as tx:
        here = tx.queue.of_sessions([MORNING])
        assert [(p.booking.id, p.name) for p in here] == [
            ("b1", ""),
            ("b2", RECORD.name),
            ("b3", RECORD.name),
        ]
        assert [p.entry is not None for p in here] == [False, False, True]
        assert [p.booking.id for p in tx.queue.of_sessions([OTHER])] == ["b3", "b4"]
        assert tx.queue.of_sessions([]) == ()


def test_who_leaves_the_scope_takes_the_places_along(store: Store) -> None:
    person = PatientId("p1")
    with store.write() as tx:
        tx.patients.put(person, RECORD, None, KEYS, PatientStatus(basis="contract"))
        tx.bookings.put(booking("b1", patient_id=person))
        tx.queue.put(BookingId("b1"), entry())
        tx.patients.drop(person)
    with store.read() as tx:
        assert tx.queue.get(BookingId("b1")) is None
