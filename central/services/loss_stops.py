"""What central itself does when an incident stops the loss: refuse a desk, freeze accounts (P22, SECURITY §6).

What is stopped of staff and acts needs nothing here: the roster's answers follow the open incidents.
"""

from __future__ import annotations

from typing import Any

from central.services.aliases import standing
from central.services.batch import Batch
from central.services.errors import OperationRefusedError
from central.store import chains, desk_acts, feed, marks
from central.store import duties as store
from desktop.domain.loss_stops import Stop
from desktop.domain.marks import Mark
from desktop.domain.operations import Operation

REVOKED = "revoked"
BY_INCIDENT = "incident"


def carry_out(batch: Batch, op: Operation, facts: dict[str, Any], what: str, *, lift: bool) -> None:
    """Do what a stop says, or undo it; a drill only writes it down. Raises OperationRefusedError(own-window)."""
    if facts["drill"]:
        return
    if what == Stop.DESK and not lift:
        _refuse_desk(batch, op, str(facts["desk_id"]))
    elif what == Stop.ACCOUNTS:
        changed = _thaw(batch, op.entity) if lift else _freeze(batch, op.entity)
        facts["timeline"][-1][3] += f" {changed}"


def _refuse_desk(batch: Batch, op: Operation, desk_id: str) -> None:
    if desk_id == batch.desk_id:
        raise OperationRefusedError("own-window")
    chains.change_desk(batch.connection, batch.hospital, desk_id, state=REVOKED, state_reason=BY_INCIDENT)
    act = desk_acts.DeskAct(batch.parts.new_id(), desk_id, REVOKED, op.author, batch.now, op.entity, "")
    desk_acts.add(batch.connection, batch.hospital, [act])


def _freeze(batch: Batch, duty_id: str) -> int:
    """Freeze the account of everybody whom the incident touched and who is not frozen; returns how many."""
    people = {row["patient_id"] for row in store.people_of(batch.connection, batch.hospital, duty_id)}
    done = 0
    for patient_id in sorted({standing(batch, one) for one in people}):
        if batch.marks.get(patient_id, Mark.FROZEN.value) is None:
            batch.marks.add(patient_id=patient_id, mark=Mark.FROZEN.value, case_id=duty_id, since=batch.now)
            batch.touched.add(feed.CLINIC, "patient", patient_id)
            done += 1
    return done


def _thaw(batch: Batch, duty_id: str) -> int:
    """Take away what this incident froze, and nothing that a request did; returns how many."""
    found = marks.set_by(batch.connection, batch.hospital, duty_id)
    for patient_id in found:
        batch.marks.remove(patient_id, Mark.FROZEN.value)
        batch.touched.add(feed.CLINIC, "patient", patient_id)
    return len(found)
