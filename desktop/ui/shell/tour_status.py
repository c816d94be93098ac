"""What the window says of itself to a test driver outside: codes and counts, never anything about a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QWidget

from desktop.presenters.patient_screen import Scene
from desktop.presenters.registration import RegistrationPresenter
from desktop.presenters.registration_state import ConsentStep
from desktop.presenters.workplace import Workplace
from desktop.ui.shell.tour_pages import pages_say
from desktop.ui.status_file import Status
from desktop.ui.tables.slot_table import SlotTable

if TYPE_CHECKING:
    from desktop.ui.shell.application import DeskApplication
    from desktop.ui.shell.sitting import Sitting

CLOSED_CASES = frozenset({"destroyed", "backup", "done"})
GIVEN = frozenset({ConsentStep.ON_SCREEN, ConsentStep.ON_PAPER, ConsentStep.SIGNED})


class TourStatus:
    """Describes the application for `ui/status_file.py`; the keys are what build/tasks/tour waits for."""

    def __init__(self, desk: DeskApplication) -> None:
        self._desk = desk

    def describe(self) -> Status:
        """Return page and focus, and while somebody is signed in what the form and the lists have come to."""
        status: dict[str, str | int | bool | list[str] | list[int]] = {
            "page": self._page(),
            "focus": focus_name(QApplication.focusWidget()),
        }
        sitting = self._desk.sitting
        if sitting is not None:
            status["lock_left"] = int(dict(sitting.lock.state.note.facts).get("left", -1))
            status.update(_form(sitting.workplace.registration))
            status.update(_lists(sitting.workplace))
            status.update(_patient_screen(sitting))
            status.update(pages_say(sitting.workplace))
            status["cell_session"] = _cell_session(QApplication.focusWidget())
            status["rail"] = list(sitting.workplace.pages)
        return status

    def _page(self) -> str:
        sitting, face = self._desk.sitting, self._desk.window.face
        if sitting is None or face is self._desk.sign_in_page:
            return "sign-in"
        return "lock" if face is sitting.lock_page else sitting.frame.page


def _cell_session(widget: QWidget | None) -> str:
    """Return the session of the half-hour under the board's caret, "" elsewhere."""
    key = widget.current_key() if isinstance(widget, SlotTable) else None
    return key.session_id if key is not None else ""


def focus_name(widget: QWidget | None) -> str:
    """Return the name that the focused control, or the nearest widget around it, gives itself."""
    while widget is not None:
        name = widget.property("focusName")
        if name:
            return str(name)
        widget = widget.parentWidget()
    return ""


def _form(form: RegistrationPresenter) -> dict[str, str | int | bool | list[str] | list[int]]:
    state, identity = form.state, form.identity.form
    stands = "empty" if identity.empty else "typing"
    if identity.settled:
        stands = "known" if identity.patient is not None else "ok"
    given = state.consent.step in GIVEN
    return {
        "identity": stands,
        "busy": state.identity.reading or state.order.confirming,
        "slot": state.board.selected is not None,
        "confirm_live": state.order.can_confirm,
        "consent": "given" if given else state.consent.step.value,
        "board": state.board.board is not None and bool(state.board.board.rows),
        "board_day": state.board.board.day.isoformat() if state.board.board else "",
        "slot_session": state.board.selected.session_id if state.board.selected else "",
        "parked": len(state.parked),
        "last_booking": state.last.booking_id if state.last else "",
    }


def _lists(workplace: Workplace) -> dict[str, str | int | bool | list[str] | list[int]]:
    rights, sync = workplace.rights.state, workplace.sync.state
    cases = rights.cases
    return {
        "online": sync.online,
        "waiting": sync.waiting,
        "cases": len(cases),
        "cases_done": sum(case.state in CLOSED_CASES for case in cases),
        "cases_states": [case.state for case in cases],
        "cases_pending": [case.desks_pending for case in cases],
        "deletion_signed": rights.signed.value,
        "deletion": "confirming" if rights.confirming else "ready" if rights.can_ask else "",
        "hits": bool(workplace.search.state.hits),
    }


def _patient_screen(sitting: Sitting) -> dict[str, str | int | bool | list[str] | list[int]]:
    presenter, screen = sitting.workplace.patient_screen, sitting.patient_screen
    if presenter is None or screen is None:
        return {"patient_screen": "none"}
    asking = presenter.state.scene is Scene.ASK
    return {
        "patient_screen": "asking" if asking else presenter.state.scene.value,
        "agree_at": list(screen.agree_at()),
    }
