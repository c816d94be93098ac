"""Notices, announcements and a person's answers on the printer of this window, each with its trace (P30, P33, P34)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.agreements import AgreementPaper, Answer
from desktop.domain.announcements import Announcement
from desktop.domain.audit import AuditAct
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import PatientId
from desktop.domain.masking import Surface, mask_name
from desktop.domain.notice_changes import NoticePaper
from desktop.domain.staff import Action
from desktop.ports.store import StoredPatient, Transaction
from desktop.ports.ticket_printer import PrinterState, Raster, TicketPrinter
from desktop.services.desk import Desk
from desktop.services.notice import notices_of

Strips = tuple[Raster, ...]


@dataclass(frozen=True, slots=True)
class NoticePainters:
    """How each paper becomes strips; `notice` takes whether the type is large."""

    notice: Callable[[NoticePaper, bool], Strips]
    announcement: Callable[[Announcement, str], Strips]
    agreements: Callable[[AgreementPaper], Strips]


class NoticePaperService:
    """Prints each on as many strips as it needs; raises the printer's known errors."""

    def __init__(self, desk: Desk, printer: TicketPrinter, painters: NoticePainters) -> None:
        self._desk = desk
        self._printer = printer
        self._painters = painters

    def print_notice(self, paper: NoticePaper, *, large: bool = False) -> PrinterState:
        """Print a version."""
        facts: dict[str, str | int] = {"kind": "notice", "version": paper.version, "large": int(large)}
        return self._print(self._painters.notice(paper, large), facts)

    def print_announcement(self, announcement: Announcement) -> PrinterState:
        """Print an announcement for the window."""
        strips = self._painters.announcement(announcement, self._desk.place.hospital)
        return self._print(strips, {"kind": "announcement", "announcement": announcement.id})

    def print_agreements(self, patient_id: PatientId) -> PrinterState:
        """Print what a person was shown and answered; raises CentralRefusedError when they are not here any more."""
        self._desk.require(Action.PRINT)
        with self._desk.store.read() as tx:
            patient = tx.patients.get(patient_id)
            if patient is None:
                raise CentralRefusedError(reason="person-gone")
            paper = self._agreements(tx, patient)
        return self._print(self._painters.agreements(paper), {"kind": "agreements"}, patient.audit_id)

    def _agreements(self, tx: Transaction, patient: StoredPatient) -> AgreementPaper:
        begins = {notice.version: notice.effective for notice in notices_of(tx)}
        last = tx.cases.last_notice(patient.id)
        return AgreementPaper(
            self._desk.place.hospital, mask_name(patient.record.name, Surface.SLIP),
            tuple(
                Answer(c.purpose, c.notice_version, begins.get(c.notice_version), c.act, c.given, c.at)
                for c in tx.cases.consents(patient.id)
            ),
            last.version if last else "", last.how if last else "", last.at if last else None,
            self._desk.clock.now(),
        )  # fmt: skip

    def _print(self, strips: Strips, facts: dict[str, str | int], subject: str | None = None) -> PrinterState:
        self._desk.require(Action.PRINT)
        job = self._desk.new_id()
        for number, strip in enumerate(strips, start=1):
            self._printer.print_raster(strip, f"{job}-{number}")
        with self._desk.store.write() as tx:
            self._desk.trace(tx, AuditAct.PRINT, subject=subject, object_id=job, facts=facts)
        return self._printer.state()
