"""Printing on a real desk: at once or from the queue, traced with who asked, copies marked and by right (G56-G61)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

import pytest
from crash_desk import CLERK, SUPERVISOR

from desktop.domain.audit import AuditAct
from desktop.domain.errors import CentralRefusedError, NotPermittedError
from desktop.domain.ids import PatientId
from desktop.domain.masking import Surface, mask_name
from desktop.domain.operations import KeyKind
from desktop.domain.print_templates import PrintKind
from desktop.domain.printing_errors import PaperOutError
from desktop.domain.schedules import clinic_time
from desktop.domain.slips import Slip
from desktop.ports.ticket_printer import PrinterState, Raster
from desktop.services.outage import BLANK, OutageService
from desktop.services.printing import PrintService, booking_code
from desktop.services.slips import SlipService
from tests.desk.window import Window

MINUTE = timedelta(minutes=1)


class Paper:
    """A printer with paper or without; remembers the jobs that came out."""

    def __init__(self) -> None:
        self.there = True
        self.jobs: list[str] = []

    def print_raster(self, raster: Raster, job_id: str) -> None:
        if not self.there:
            raise PaperOutError
        self.jobs.append(job_id)

    def state(self) -> PrinterState:
        return PrinterState.READY if self.there else PrinterState.PAPER_OUT


class Printing:
    """The services over a printer that a test empties."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.paper = Paper()
        self.painted: list[tuple[PrintKind, dict[str, str], int]] = []
        self.slips_painted: list[Slip] = []
        self.rows: list[dict[str, str]] = []
        self.sit()

    def sit(self) -> None:
        """Take the services of whoever is signed in."""
        self.slips = SlipService(self.window.desk, self.paper, self._slip)
        self.prints = PrintService(self.window.desk, self.paper, self._document, self.slips)

    def _slip(self, slip: Slip) -> Raster:
        self.slips_painted.append(slip)
        return Raster(8, 1, b"\x00")

    def _document(
        self, kind: PrintKind, values: Mapping[str, str], rows: Sequence[Mapping[str, str]], copy: int
    ) -> Raster:
        self.painted.append((kind, dict(values), copy))
        self.rows = [dict(row) for row in rows]
        return Raster(8, 1, b"\x00")

    def facts(self, act: AuditAct) -> list[dict[str, object]]:
        return [row["facts"] for row in self.window.trace(act)]


@pytest.fixture
def printing(window: Window) -> Printing:
    return Printing(window)


@pytest.mark.rows("G59", "G60")
def test_without_paper_the_slip_waits_and_comes_out_by_itself_traced_with_who_asked(
    printing: Printing, window: Window
) -> None:
    confirmed = window.confirm()
    printing.paper.there = False
    with pytest.raises(PaperOutError):
        printing.slips.print_slip(confirmed.slip, confirmed.booking_id)
    (job,) = printing.prints.queue()
    assert (job.kind, job.object_id, job.values) == (PrintKind.SLIP, confirmed.booking_id, None)
    assert printing.prints.retry() == 0
    assert window.trace(AuditAct.PRINT) == []
    printing.paper.there = True
    assert printing.prints.retry() == 1
    assert printing.prints.queue() == ()
    assert printing.facts(AuditAct.PRINT) == [{"kind": "slip", "copy": 0, "asked_by": CLERK.staff_id}]
    assert printing.prints.retry() == 0


@pytest.mark.rows("G59")
def test_the_queue_outlives_a_restart_and_says_who_asked_when_another_person_sits_there(
    printing: Printing, window: Window
) -> None:
    confirmed = window.confirm()
    printing.paper.there = False
    with pytest.raises(PaperOutError):
        printing.slips.print_slip(confirmed.slip, confirmed.booking_id)
    window.sign_in(SUPERVISOR)
    printing.sit()
    printing.paper.there = True
    assert printing.prints.retry() == 1
    (row,) = window.trace(AuditAct.PRINT)
    assert (row["actor"], row["facts"]["asked_by"]) == (SUPERVISOR.staff_id, CLERK.staff_id)


@pytest.mark.rows("G61")
def test_a_newer_print_takes_the_place_of_the_one_that_waits(printing: Printing, window: Window) -> None:
    confirmed = window.confirm()
    printing.paper.there = False
    with pytest.raises(PaperOutError):
        printing.slips.print_slip(confirmed.slip, confirmed.booking_id)
    again = printing.slips.reprint(confirmed.booking_id)
    assert again.reprint == 1
    with pytest.raises(PaperOutError):
        printing.slips.print_slip(again, confirmed.booking_id)
    (job,) = printing.prints.queue()
    assert job.copy == 1
    printing.paper.there = True
    assert printing.prints.retry() == 1
    assert printing.slips_painted[-1].reprint == 1, "what comes late is marked as the copy it is"


@pytest.mark.rows("G61")
def test_another_persons_slip_is_printed_again_only_by_who_has_the_right(
    printing: Printing, window: Window
) -> None:
    own = window.confirm()
    window.sign_in(SUPERVISOR)
    printing.sit()
    other = window.confirm()
    assert printing.slips.reprint(own.booking_id).reprint == 1
    window.sign_in(CLERK)
    printing.sit()
    assert printing.slips.reprint(own.booking_id).reprint == 2
    with pytest.raises(NotPermittedError) as refused:
        printing.slips.reprint(other.booking_id)
    assert refused.value.facts == {"action": "slip.reprint-others"}


@pytest.mark.rows("G57", "P17")
def test_a_label_is_masked_and_its_code_names_nobody(printing: Printing, window: Window) -> None:
    confirmed = window.confirm()
    printing.prints.label(confirmed.booking_id)
    ((kind, values, copy),) = printing.painted
    record = window.patient(confirmed.patient_id).record
    assert (kind, copy) == (PrintKind.LABEL, 0)
    assert values["booking_code"] == booking_code(confirmed.booking_id)
    assert len(values["booking_code"]) == 10
    assert record.name not in values.values()
    assert record.document_number not in " ".join(values.values())
    assert printing.facts(AuditAct.PRINT) == [{"kind": "label", "copy": 0, "asked_by": CLERK.staff_id}]


@pytest.mark.rows("G58", "G60")
def test_any_document_is_printed_from_values_and_its_copy_needs_the_right(
    printing: Printing, window: Window
) -> None:
    printing.prints.document(
        PrintKind.RECEIPT, {"total": "¥50.00"}, [{"item": "挂号费"}], object_id="receipt-1"
    )
    printing.prints.document(PrintKind.RECEIPT, {"total": "¥50.00"}, object_id="receipt-1", copy=1)
    (_, values, copy), (_, _, again) = printing.painted
    assert (copy, again) == (0, 1)
    assert values["window"] == window.desk.place.window
    assert values["staff"] == CLERK.name
    assert [row["facts"]["copy"] for row in window.trace(AuditAct.REPRINT)] == [1]


@pytest.mark.rows("I6", "G59")
def test_an_erasure_empties_the_queue(printing: Printing, window: Window) -> None:
    confirmed = window.confirm()
    printing.paper.there = False
    with pytest.raises(PaperOutError):
        printing.prints.document(PrintKind.RECEIPT, {"total": "1", "name": "张**"}, object_id="receipt-1")
    with window.desk.store.write() as tx:
        tx.patients.erase(PatientId(confirmed.patient_id), (KeyKind.RECORD,))
    assert printing.prints.queue() == ()


@pytest.mark.rows("G61")
def test_a_cancelled_registration_is_not_printed_any_more(printing: Printing, window: Window) -> None:
    confirmed = window.confirm()
    printing.paper.there = False
    with pytest.raises(PaperOutError):
        printing.slips.print_slip(confirmed.slip, confirmed.booking_id)
    window.cases.registration.undo(confirmed.booking_id)
    printing.paper.there = True
    assert printing.prints.retry() == 0
    assert printing.prints.queue() == ()
    with pytest.raises(CentralRefusedError):
        printing.prints.label(confirmed.booking_id)
    assert [line.cancelled for line in printing.prints.recent()] == [True]


@pytest.mark.rows("N7")
def test_the_list_for_an_outage_is_masked_has_the_numbers_of_this_desk_and_is_printed_once_at_its_time(
    window: Window, printing: Printing
) -> None:
    person = window.next_adult()
    confirmed = window.confirm(window.draft(person))
    with window.desk.store.read() as tx:
        booking = tx.bookings.get(confirmed.booking_id)
        assert booking is not None
        window.later((booking.day - window.desk.today()).days * 24 * 60 * 60)
        held = tx.rights.held()
        today = {
            s.id for d in tx.schedules.departments() for s in tx.schedules.sessions(d.id, window.desk.today())
        }
    now = clinic_time(window.desk.clock.now())
    later = OutageService(
        window.desk, printing.prints, (datetime.combine(window.desk.today(), now) + MINUTE).time()
    )
    assert later.print_due() is False
    due = OutageService(window.desk, printing.prints, now)
    assert (due.print_due(), due.print_due()) == (True, False)
    kind, values, _ = printing.painted[-1]
    named = [row for row in printing.rows if row["name"] != BLANK]
    assert (kind, values["count"], len(named)) == (PrintKind.OUTAGE, "1", 1)
    assert named[0]["name"] == mask_name(person.name, Surface.SLIP)
    assert named[0]["document"].endswith(person.number[-4:])
    assert person.number not in str(printing.rows)
    assert len(printing.rows) - 1 == sum(right.session_id in today for right in held)
    assert printing.facts(AuditAct.PRINT)[-1]["kind"] == "outage"
    printing.paper.there = False
    window.later(24 * 60 * 60)
    assert due.print_due() is False
