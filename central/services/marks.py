"""What a step of a request sets on its person or lifts, and what central refuses meanwhile (P23, N13, G103)."""

from __future__ import annotations

from central.services.aliases import standing
from central.services.batch import Batch
from central.store import feed
from desktop.domain.marks import Mark, change_by
from desktop.domain.request_cases import RequestCase


def settle(batch: Batch, case: RequestCase) -> None:
    """Set or lift what the case as it now stands says; every desk that holds the person hears of it."""
    change = change_by(case)
    if change is None or case.patient_id is None:
        return
    mark, there = change
    patient_id = standing(batch, case.patient_id)
    known = batch.marks.get(patient_id, mark.value)
    if there == (known is not None):
        return
    if there:
        batch.marks.add(patient_id=patient_id, mark=mark.value, case_id=case.id, since=batch.now)
    else:
        batch.marks.remove(patient_id, mark.value)
    batch.touched.add(feed.CLINIC, "patient", patient_id)


def has(batch: Batch, patient_id: str, mark: Mark) -> bool:
    """Return whether the mark is set on the person, or on whom their record became part of."""
    return batch.marks.get(standing(batch, patient_id), mark.value) is not None


def forget(batch: Batch, patient_id: str) -> None:
    """Drop all marks of an erased person."""
    for mark in Mark:
        if batch.marks.get(patient_id, mark.value) is not None:
            batch.marks.remove(patient_id, mark.value)
