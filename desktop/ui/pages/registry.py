"""From a rail code to its page: the only place that knows every page."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from desktop.presenters.audit import AuditPresenter
from desktop.presenters.queue import QueuePresenter
from desktop.presenters.workplace import Workplace
from desktop.ui.pages.approvals import ApprovalsPage
from desktop.ui.pages.audit import AuditPage
from desktop.ui.pages.bookings import BookingsPage
from desktop.ui.pages.duties import DutiesPage
from desktop.ui.pages.page import Page
from desktop.ui.pages.people import PeoplePage
from desktop.ui.pages.printing import PrintingPage
from desktop.ui.pages.queue import QueuePage
from desktop.ui.pages.registers import RegistersPage
from desktop.ui.pages.registration import RegistrationPage
from desktop.ui.pages.report import ReportPage
from desktop.ui.pages.requests import RequestsPage
from desktop.ui.pages.rights import RightsPage
from desktop.ui.pages.rules import RulesPage
from desktop.ui.pages.schedule import SchedulePage
from desktop.ui.pages.shift import ShiftPage
from desktop.ui.pages.sync import SyncPage

CODES = (
    "registration",
    "bookings",
    "rights",
    "requests",
    "approvals",
    "people",
    "shift",
    "printing",
    "queue",
    "report",
    "schedule",
    "rules",
    "registers",
    "audit",
    "duties",
    "sync",
)


def make_page(code: str, workplace: Workplace, parent: QWidget | None = None) -> Page:
    """Return a new page over the presenters of one signed-in person; raises KeyError for an unknown code."""
    makers: dict[str, Callable[[], Page]] = {
        "registration": lambda: RegistrationPage(
            workplace.registration, workplace.sync, workplace.reveal, workplace.clauses, parent
        ),
        "bookings": lambda: BookingsPage(workplace.bookings, workplace.registration, parent),
        "rights": lambda: RightsPage(
            workplace.rights,
            workplace.registration,
            workplace.clauses,
            workplace.proofs,
            workplace.taking_back,
            parent,
        ),
        "approvals": lambda: ApprovalsPage(workplace.approvals, parent),
        "people": lambda: PeoplePage(workplace.people, parent),
        "shift": lambda: ShiftPage(workplace.shift, parent),
        "printing": lambda: PrintingPage(workplace.printing, parent),
        "queue": lambda: QueuePage(_present(workplace.queue), workplace.sync, parent),
        "report": lambda: ReportPage(workplace.report, parent),
        "requests": lambda: RequestsPage(
            workplace.requests,
            workplace.registration,
            workplace.copies,
            workplace.effects,
            workplace.corrections,
            workplace.clauses,
            workplace.proofs,
            workplace.files,
            parent,
        ),
        "schedule": lambda: SchedulePage(workplace.schedule, workplace.stopped, workplace.places, parent),
        "rules": lambda: RulesPage(workplace.rules, parent),
        "registers": lambda: RegistersPage(
            workplace.registers,
            workplace.disclosures,
            workplace.policies,
            workplace.registration,
            workplace.clauses,
            workplace.exports,
            workplace.papers,
            parent,
        ),
        "audit": lambda: AuditPage(_audit(workplace.audit), parent),
        "duties": lambda: DutiesPage(workplace.duties, parent),
        "sync": lambda: SyncPage(workplace.sync, parent),
    }
    return makers[code]()


def _audit(presenter: AuditPresenter | None) -> AuditPresenter:
    """Return the presenter of the traces; a made-up window of a test may have none."""
    if presenter is None:
        raise KeyError("audit")
    return presenter


def _present(presenter: QueuePresenter | None) -> QueuePresenter:
    """Return the queue's presenter; a made-up window of a test may have none."""
    if presenter is None:
        raise KeyError("queue")
    return presenter
