"""Somebody who cannot say who they are is registered at once, and a supervisor looks at it afterwards (P7, G11)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from demo_parts import Central

from desktop.domain.documents import DocumentType, Sex
from desktop.domain.errors import NotPermittedError
from desktop.domain.people import EvidenceLevel, PhoneStatus
from desktop.domain.staff import Role
from desktop.services.drafts import Confirmed, PersonDraft, RegistrationDraft
from desktop.services.supervision import TaskLine
from tests.journeys.headless import HeadlessDesk, stopped

MakeDesk = Callable[..., HeadlessDesk]
UNKNOWN = PersonDraft(
    DocumentType.NONE, "", "无名氏", Sex.UNKNOWN, None, EvidenceLevel.NONE, emergency_reason="unconscious"
)


def register_unknown(desk: HeadlessDesk, initials: str) -> Confirmed:
    """Register somebody without a document and without a phone."""
    answer = desk.cases.identify.identify(UNKNOWN)
    cell = desk.free_cell(initials)
    assert cell.session_id is not None
    return desk.cases.registration.confirm(
        RegistrationDraft(
            person=answer.draft, patient_id=None, session_id=cell.session_id, half_hour=cell.half_hour, phone=None,
            phone_status=PhoneStatus.NO_PHONE, phone_reason="no-phone-owned",
        )
    )  # fmt: skip


def reviews(desk: HeadlessDesk) -> list[TaskLine]:
    """Return the emergencies that wait for a supervisor, as this desk knows them."""
    desk.sync()
    return [task for task in desk.cases.supervision.tasks() if task.kind == "emergency-review"]


@pytest.mark.rows("P7", "G11", "N5")
@pytest.mark.parametrize("line", ["up", "down"])
def test_an_emergency_registration_names_its_basis_and_is_reviewed_by_a_supervisor_at_another_desk(
    make_desk: MakeDesk, central: Central, line: str
) -> None:
    window, office = make_desk(f"urgent-{line}"), make_desk(f"office-{line}", Role.SUPERVISOR)
    before = {task.task_id for task in reviews(office)}
    counted = central.bookings()["bases"]["people"].get("emergency", 0)
    if line == "up":
        # the office's desk was given its own numbers when it was enrolled
        window.sync()
        done = register_unknown(window, "xxg")
    else:
        with stopped(central):
            window.sync()
            done = register_unknown(window, "xxg")
        assert done.offline
    window.sync()
    with window.desk.store.read() as tx:
        stored = tx.patients.get(done.patient_id)
    assert stored is not None
    assert (stored.status.basis, stored.record.emergency_reason) == ("emergency", "unconscious")
    assert window.cases.identify.open_patient(done.patient_id).alerts == (
        "emergency-unconscious",
        "already-booked",
    )
    exported = central.bookings()
    assert exported["bases"]["people"]["emergency"] == counted + 1
    assert {b["id"]: b["basis"] for b in exported["bookings"]}[done.booking_id] == "emergency"

    (review,) = [task for task in reviews(office) if task.task_id not in before]
    assert review.masked_name == "无*氏"
    with pytest.raises(NotPermittedError):
        window.cases.supervision.resolve(review.task_id, "confirmed")
    office.cases.supervision.resolve(review.task_id, "confirmed")
    assert review.task_id not in {task.task_id for task in reviews(office)}
    assert review.task_id not in {task.task_id for task in reviews(window)}
