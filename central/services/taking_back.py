"""A deletion taken back by the person before its hour; what had ended at once stays ended (P25, DECISIONS 12)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from central.services.batch import Batch
from central.services.errors import OperationRefusedError
from central.store import erasure_course, feed
from desktop.domain.operations import Operation
from desktop.domain.rights import TAKEN_BACK, CaseState


def take_back(batch: Batch, op: Operation) -> None:
    """Withdraw a filed or approved case; refused case-not-open when its hour has come, by central's clock alone.

    The person is found and served again. Consents, account and messages ended with the approval (P2): they come again
    only by the person's own new act.
    """
    case = batch.cases.get(op.entity)
    if case is None or case["patient_id"] != op.subject or not open_still(batch, case):
        raise OperationRefusedError("case-not-open")
    withdraw(batch, case)


def open_still(batch: Batch, case: Mapping[str, Any]) -> bool:
    """Return whether a case may be taken back now: filed or approved, and its hour has not come."""
    due = case["destroy_after"]
    return CaseState(case["state"]) in TAKEN_BACK and (due is None or due > batch.now)


def withdraw(batch: Batch, case: Mapping[str, Any]) -> None:
    """End a case that is open still; every desk hears of it."""
    batch.cases.change(case["case_id"], state=CaseState.WITHDRAWN.value)
    erasure_course.ended(batch.connection, batch.hospital, case["case_id"], batch.now)
    batch.patients.change(case["patient_id"], restricted=False)
    batch.touched.add(feed.CLINIC, "patient", case["patient_id"])
    batch.touched.add(feed.CLINIC, "case", case["case_id"])
