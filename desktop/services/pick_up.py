"""Taking a booked number with a document: proved here, a typing mistake asked for and released by two people (N24)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from desktop.domain.audit import AuditAct
from desktop.domain.bookings import BookingState
from desktop.domain.errors import SelfApprovalError
from desktop.domain.ids import BookingId, StaffId, TaskId
from desktop.domain.operations import Approval, OperationKind
from desktop.domain.pick_up import (
    PICK_UP_TASK,
    SIGNED_AS,
    CardAgainError,
    DocumentNeededError,
    FamilyNotAllowedError,
    LooksMistypedError,
    OtherPersonError,
    PickUp,
    PickUpEffect,
    Shown,
    check_companion,
    difference,
    needs_document,
)
from desktop.domain.staff import Action
from desktop.ports.store import StoredBooking, StoredPatient, StoredTask, Transaction
from desktop.services import slot_acts
from desktop.services.desk import Desk
from desktop.services.rules import book_of
from desktop.services.supervision import OPEN, RESOLVED


@dataclass(frozen=True, slots=True)
class Proved:
    """By what the number is taken, as the operation and the trace say it; `task` is what it settles."""

    facts: dict[str, str] = field(default_factory=dict)
    approvals: tuple[Approval, ...] = ()
    task: StoredTask | None = None

    @property
    def traced(self) -> dict[str, str]:
        """Return what the audit row says of it."""
        return {"proof": self.facts["proof"]} if self.facts else {}


NOTHING_ASKED = Proved()


def prove(desk: Desk, tx: Transaction, booking: StoredBooking, shown: Shown | None) -> Proved:
    """Judge a document against the booking; raises the errors of domain.pick_up, SelfApprovalError."""
    if not needs_document(BookingState(booking.state), booking.channel, booking.made_at, booking.day):
        return NOTHING_ASKED
    if shown is None:
        raise DocumentNeededError(booking=booking.id)
    patient = _patient(tx, booking)
    differs = difference(patient.record, shown, desk.today())
    if differs is not None:
        return _released(desk, tx, booking, shown, differs.value)
    if shown.companion is None:
        return Proved({"proof": (PickUp.CARD if shown.by_chip else PickUp.DOCUMENT).value})
    if not family_allowed(desk, tx):
        raise FamilyNotAllowedError
    check_companion(patient.record, shown.companion, desk.today())
    return Proved({"proof": PickUp.FAMILY.value})


def settle(tx: Transaction, proved: Proved) -> None:
    """Close the task that a release settles."""
    if proved.task is not None:
        tx.cases.put_task(replace(proved.task, state=RESOLVED))


def family_allowed(desk: Desk, tx: Transaction) -> bool:
    """Return whether the rules in force let a companion take a number."""
    rules = book_of(tx).at(desk.clock.now())
    return rules is not None and rules.family_pick_up


def _released(desk: Desk, tx: Transaction, booking: StoredBooking, shown: Shown, differs: str) -> Proved:
    task = _asked(tx, booking.id, differs)
    if not shown.release or task is None:
        raise LooksMistypedError(differs=differs, asked=(task.asked_by or "") if task else "")
    desk.require(Action.RELEASE_PICK_UP)
    if task.asked_by == desk.keys.staff.staff_id:
        raise SelfApprovalError
    effect = PickUpEffect(task.id, booking.id, StaffId(task.asked_by or ""), differs)
    facts = {"proof": PickUp.RELEASED.value, "ask_id": task.id}
    return Proved(facts, (_signature(desk, effect),), task)


class PickUpService:
    """Asks for the release of a typing mistake; the release itself is a check-in (services.queueing)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def family_allowed(self) -> bool:
        """Return whether the page offers a companion."""
        with self._desk.store.read() as tx:
            return family_allowed(self._desk, tx)

    def ask(self, booking_id: BookingId, shown: Shown) -> TaskId:
        """Tell the supervisors that this card and the booking differ by a typing mistake, once for a booking.

        Raises OtherPersonError, also for a document that nobody read from its chip.
        """
        desk = self._desk
        desk.require(Action.CHECK_IN)
        with desk.store.write() as tx:
            booking = slot_acts.found(tx, booking_id)
            differs = difference(_patient(tx, booking).record, shown, desk.today())
            if differs is None or not shown.by_chip:
                raise OtherPersonError
            waiting = _asked(tx, booking_id, differs.value)
            if waiting is not None:
                return waiting.id
            me = desk.keys.staff.staff_id
            effect = PickUpEffect(TaskId(desk.new_id()), booking_id, me, differs.value)
            desk.record(
                tx, OperationKind.ASK_PICK_UP, effect.ask_id, subject=booking.patient_id or None,
                facts={"booking_id": booking_id, "differs": differs.value}, approvals=(_signature(desk, effect),),
            )  # fmt: skip
            tx.cases.put_task(
                StoredTask(
                    effect.ask_id, PICK_UP_TASK, OPEN, desk.clock.now(), booking.patient_id, booking_id,
                    differs.value, me,
                )
            )  # fmt: skip
            slot_acts.trace_change(desk, tx, AuditAct.ASK_PICK_UP, booking, {"differs": differs.value})
        return effect.ask_id

    def approve(self, _task_id: TaskId) -> None:
        """Nothing is released from a list: raises CardAgainError."""
        raise CardAgainError


def _patient(tx: Transaction, booking: StoredBooking) -> StoredPatient:
    patient = tx.patients.get(booking.patient_id) if booking.patient_id else None
    if patient is None:
        raise OtherPersonError
    return patient


def _asked(tx: Transaction, booking_id: BookingId, differs: str) -> StoredTask | None:
    same = (PICK_UP_TASK, booking_id, differs)
    return next((t for t in tx.cases.tasks(OPEN) if (t.kind, t.booking_id, t.reason) == same), None)


def _signature(desk: Desk, effect: PickUpEffect) -> Approval:
    person = desk.keys.person
    return Approval(person.person, person.sign(SIGNED_AS, effect.to_bytes()))
