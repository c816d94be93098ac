"""Whoever was merged into another record is served as that one; what comes late for them follows (G5, G6)."""

from __future__ import annotations

import json

from central.services.batch import Batch
from central.store import feed, pairs
from desktop.domain.merging import PairState


def standing(batch: Batch, patient_id: str) -> str:
    """Return the record that stands for this one: the survivor of an alias, else itself."""
    row = batch.patients.get(patient_id)
    if row is None or row["same_as"] is None or not row["restricted"]:
        return patient_id
    return pairs.survivors(batch.connection, batch.hospital, [patient_id]).get(patient_id, patient_id)


def follow(batch: Batch, patient_id: str, kind: str, entity: str) -> str:
    """Return for whom something new is kept; what comes late for an alias is noted for the way back."""
    survivor = standing(batch, patient_id)
    if survivor != patient_id:
        first, second = sorted((survivor, patient_id))
        pair_id = pairs.pair_of(batch.connection, batch.hospital, first, second)
        row = batch.pairs.get(pair_id) if pair_id else None
        if row is not None:
            moved = json.loads(row["moved"])
            moved[kind] = [*moved.get(kind, ()), entity]
            batch.pairs.change(row["pair_id"], moved=json.dumps(moved))
        batch.touched.add(feed.CLINIC, "patient", survivor)
    return survivor


def forget_pairs(batch: Batch, patient_id: str) -> None:
    """Empty every pair with a person who is being erased: the snapshot goes, random ids stay (I6)."""
    for pair_id in pairs.of_person(batch.connection, batch.hospital, patient_id):
        batch.pairs.change(
            pair_id, state=PairState.ERASED.value, score=0, reasons="", taken="", moved="", sealed_record=None,
            sealed_account=None,
        )  # fmt: skip
        batch.touched.add(feed.CLINIC, "pair", pair_id)
