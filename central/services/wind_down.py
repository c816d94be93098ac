"""The end of the operation at central: a run that can be cut off and gone on with, one person a time (P15, P29, N35).

Each person's destruction is a deletion like any other: a case, a ledger entry, receipts of every desk. The signatures
under it are the two under the order, which every desk checks for itself.
"""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.engine import Connection

from central.services import erasure, marks
from central.services.aliases import standing
from central.services.batch import Batch
from central.services.duty_rows import keep
from central.services.parts import CentralParts
from central.store import duties as duty_rows
from central.store import feed
from central.store import wind_down as store
from desktop.domain import wind_down
from desktop.domain.duties import Duty, DutyRefusedError
from desktop.domain.marks import Mark
from desktop.domain.rights import CaseState

AT_ONCE = 20
# a run goes on after its end too: a legal hold may have kept somebody
GOING = (wind_down.DESTROYING, wind_down.ENDED)
Sign = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the run is; `waiting` names windows whose receipts are missing, `held` is who a legal hold keeps."""

    state: str
    destroyed: int
    kept: int
    held: int
    waiting: tuple[str, ...]


class WindDownRun:
    """Every call may be made again after a crash; who is gone stays gone."""

    def __init__(self, parts: CentralParts) -> None:
        self._parts = parts

    def begin(self) -> None:
        """Check that the run may begin and say so to every desk; raises DutyRefusedError."""

        def work(batch: Batch, order: Duty) -> None:
            if order.state in GOING:
                return
            told = duty_rows.counts(batch.connection, batch.hospital, order.id)
            booked = store.booked_after(batch.connection, batch.hospital, wind_down.last_day(order))
            keep(batch, order, *wind_down.begun(order, told, booked, batch.now))

        self._with_order(work)

    def destroy_some(self, after: str = "") -> str:
        """Destroy the next people; returns the id to go on from, "" when nobody is left."""
        parts = self._parts
        with parts.database.read() as connection:
            people = store.left(connection, parts.hospital_id, after, AT_ONCE)
        if people:
            self._with_order(lambda batch, order: self._destroy(batch, order, people))
        return people[-1] if people else ""

    def end(self, sign: Sign) -> Progress:
        """Certify when everybody is gone and every desk has sent its receipts; else only say how far it is."""
        done = self.progress()
        if done.waiting or done.state not in GOING:
            return done

        def work(batch: Batch, order: Duty) -> None:
            at = batch.now.isoformat()
            figures = {"destroyed": done.destroyed, "kept": done.kept, "held": done.held}
            before = order.facts.get("certificate", {})
            if {name: before.get(name) for name in figures} == figures:
                return
            signature = sign(wind_down.certificate_bytes(order.id, figures, at))
            certificate = figures | {"at": at, "signature": base64.b64encode(signature).decode()}
            keep(batch, order, wind_down.ENDED, dict(order.facts) | {"certificate": certificate})

        self._with_order(work)
        return self.progress()

    def progress(self) -> Progress:
        """Return how far the run is; raises DutyRefusedError without an order."""
        parts = self._parts
        with parts.database.read() as connection:
            order = store.order(connection, parts.hospital_id, parts.keys)
            figures = store.figures(connection, parts.hospital_id)
            waiting = store.waiting_windows(connection, parts.hospital_id)
        if order is None:
            raise DutyRefusedError("case-not-open")
        return Progress(order.state, figures["destroyed"], figures["kept"], figures["alive"], waiting)

    def _destroy(self, batch: Batch, order: Duty, people: list[str]) -> None:
        if order.state not in GOING:
            raise DutyRefusedError("not-open")
        (filer, filed_at, filed), (approver, approved_at, approved) = order.facts["signatures"]
        for patient_id in people:
            row = batch.patients.get(patient_id)
            merged = standing(batch, patient_id) != patient_id  # goes with the record it became
            if row is None or merged or marks.has(batch, patient_id, Mark.HOLD):
                continue
            case_id = batch.parts.new_id()
            batch.cases.add(
                case_id=case_id, patient_id=patient_id, patient_version=row["version"],
                central_version=row["version"], state=CaseState.APPROVED.value, filed_by=filer,
                filed_at=datetime.fromisoformat(filed_at), ground=wind_down.GROUND,
                effect=wind_down.order_bytes(order), filed_signature=base64.b64decode(filed), kept="",
                approved_by=approver, approved_at=datetime.fromisoformat(approved_at),
                approved_signature=base64.b64decode(approved), destroy_after=batch.now,
            )  # fmt: skip
            erasure.destroy(batch, case_id)

    def _with_order(self, act: Callable[[Batch, Duty], None]) -> None:
        def work(connection: Connection) -> None:
            batch = Batch(self._parts, connection, "")
            order = store.order(connection, batch.hospital, batch.parts.keys)
            if order is None:
                raise DutyRefusedError("case-not-open")
            act(batch, order)
            batch.finish()
            feed.move(connection, batch.hospital, batch.touched)

        self._parts.database.run(work)
