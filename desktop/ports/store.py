"""The sealed local store as the services see it: one transaction, small repositories, domain values.

The values live in `records`, the repositories in `repositories`; this is the door to all of them.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Protocol

from desktop.ports.clock import Clock
from desktop.ports.money import MoneyRepository
from desktop.ports.pairs import PairRepository
from desktop.ports.queue import QueueRepository
from desktop.ports.records import (
    CandidateRow,
    ChainHead,
    ConsentEvent,
    DataKeys,
    NoticeEvent,
    OutboxItem,
    PatientStatus,
    SearchRow,
    StoredBooking,
    StoredCase,
    StoredPatient,
    StoredTask,
)
from desktop.ports.repositories import (
    AuditRepository,
    BookingRepository,
    CaseRepository,
    OutboxRepository,
    PatientRepository,
    RightRepository,
    ScheduleRepository,
    StateRepository,
    WrappedKeyRepository,
)
from desktop.ports.requests import RequestRepository
from desktop.ports.trace import TraceHeadRepository, TraceSegmentRepository

__all__ = [
    "AuditRepository",
    "BookingRepository",
    "CandidateRow",
    "CaseRepository",
    "ChainHead",
    "ConsentEvent",
    "DataKeys",
    "NoticeEvent",
    "OutboxItem",
    "OutboxRepository",
    "PatientRepository",
    "PatientStatus",
    "RightRepository",
    "ScheduleRepository",
    "SearchRow",
    "StateRepository",
    "Store",
    "StoredBooking",
    "StoredCase",
    "StoredPatient",
    "StoredTask",
    "Transaction",
]


class Transaction(Protocol):
    """All repositories on one connection; what is written becomes durable together."""

    @property
    def patients(self) -> PatientRepository: ...
    @property
    def bookings(self) -> BookingRepository: ...
    @property
    def queue(self) -> QueueRepository: ...
    @property
    def schedules(self) -> ScheduleRepository: ...
    @property
    def outbox(self) -> OutboxRepository: ...
    @property
    def rights(self) -> RightRepository: ...
    @property
    def audit(self) -> AuditRepository: ...
    @property
    def cases(self) -> CaseRepository: ...
    @property
    def money(self) -> MoneyRepository: ...
    @property
    def state(self) -> StateRepository: ...
    @property
    def trace_heads(self) -> TraceHeadRepository: ...
    @property
    def trace_segments(self) -> TraceSegmentRepository: ...
    @property
    def pairs(self) -> PairRepository: ...
    @property
    def requests(self) -> RequestRepository: ...
    @property
    def wrapped_keys(self) -> WrappedKeyRepository: ...


class Store(Protocol):
    """The open store."""

    def write(self) -> AbstractContextManager[Transaction]:
        """Begin immediately; commit at the end of the block (fsync) or roll back on an error.

        Raises StoreFullError, StoreBusyError, StoreDamagedError; nothing is half saved.
        """

    def read(self) -> AbstractContextManager[Transaction]:
        """Begin a consistent read."""

    def scrub(self) -> bool:
        """After an erasure: truncating checkpoint that really finished, then read back; True when nothing is left."""

    def check(self) -> bool:
        """Return whether the file's integrity and its cipher pages are whole."""

    def forget_expired(self, clock: Clock) -> int:
        """Drop people looked up at central more than 24 hours ago and not served since; returns how many."""

    def close(self) -> None:
        """Close every connection."""
