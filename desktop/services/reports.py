"""The supervisor's report at the desk: asked of central, traced before it is shown, names by permission (G108-G110)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop.domain.audit import AuditAct
from desktop.domain.ids import PatientId
from desktop.domain.masking import Surface, mask_name
from desktop.domain.reports import Absent, GroupBy, Report, ReportView, check_range
from desktop.domain.request_figures import figures_of
from desktop.domain.staff import Action, allowed
from desktop.ports.central import Reports
from desktop.ports.store import Transaction
from desktop.services.desk import Desk
from desktop.services.requests import calendar_in_force

MOST_REQUESTS = 100_000


class ReportService:
    """Reads and exports figures; the people in them stay masked."""

    def __init__(self, desk: Desk, source: Reports) -> None:
        self._desk = desk
        self._source = source

    def today(self) -> date:
        """Return the hospital's day."""
        return self._desk.today()

    def read(self, first: date, last: date, by: GroupBy) -> Report:
        """Return the report; raises NotPermittedError, ReportRangeError, CentralUnreachableError."""
        desk = self._desk
        desk.require(Action.READ_REPORT)
        check_range(first, last)
        report = self._source.report(desk.keys.staff.staff_id, first, last, by)
        self._trace(report, "screen", report.by.value)
        with desk.store.read() as tx:
            cases = [stored.case for stored in tx.requests.all(MOST_REQUESTS)]
            requests = figures_of(cases, calendar_in_force(tx), first, last, desk.today())
            report = replace(report, requests=requests)
            if not allowed(desk.role, Action.READ_REPORT_NAMES):
                return report
            return replace(report, absent=tuple(_named(tx, row) for row in report.absent))

    def exported(self, report: Report, form: str, view: ReportView) -> None:
        """Note in the trace that a report left the screen as a file (`form`: csv or pdf), before it does."""
        self._desk.require(Action.READ_REPORT)
        self._trace(report, form, report.by.value if view is ReportView.FIGURES else view.value)

    def _trace(self, report: Report, form: str, by: str) -> None:
        days = (report.last - report.first).days + 1
        facts: dict[str, str | int] = {"by": by, "days": days, "form": form}
        with self._desk.store.write() as tx:
            self._desk.trace(tx, AuditAct.REPORT_READ, facts=facts)


def _named(tx: Transaction, row: Absent) -> Absent:
    patient = tx.patients.get(PatientId(row.patient_id))
    return replace(row, masked_name=mask_name(patient.record.name, Surface.LIST)) if patient else row
