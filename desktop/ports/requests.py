"""Requests of people in the sealed store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from desktop.domain.ids import CaseId, PatientId
from desktop.domain.request_cases import RequestCase
from desktop.domain.request_texts import RequestText


@dataclass(frozen=True, slots=True, repr=False)
class StoredRequest:
    """A request with its opened text; `key` (32 bytes) is the case's own, b"" when it was destroyed."""

    case: RequestCase
    text: RequestText
    key: bytes


class RequestRepository(Protocol):
    """Requests; what is personal lies sealed under each case's own key."""

    def put(self, request: StoredRequest) -> None:
        """Insert or replace."""

    def get(self, case_id: CaseId) -> StoredRequest | None:
        """Open one request; None when there is none; raises SealBrokenError."""

    def all(self, limit: int) -> tuple[StoredRequest, ...]:
        """Return the newest requests."""

    def of_patient(self, patient_id: PatientId) -> tuple[StoredRequest, ...]:
        """Return a person's requests, oldest first."""

    def forget_sent(self, case_id: CaseId) -> None:
        """Take out of answered operations about a case what they carried under its key, and that key for central."""
