"""What the pages of the day and of requests say of themselves to a test driver outside: codes, counts and amounts."""

from __future__ import annotations

from desktop.domain.request_proofs import RECORDED
from desktop.presenters.attachments import AttachmentState
from desktop.presenters.copies import CopyState
from desktop.presenters.payment import PayState
from desktop.presenters.requests import RequestsPresenter
from desktop.presenters.schedule import SchedulePresenter
from desktop.presenters.stopped import StoppedPresenter
from desktop.presenters.workplace import Workplace

Said = dict[str, "str | int | bool | list[str] | list[int]"]


def pages_say(workplace: Workplace) -> Said:
    """Return what stands on the pages besides registration. Nothing of it is about a person but ids of the rows."""
    said = _bookings(workplace) | _shift(workplace) | _queue(workplace)
    said |= _pay(workplace.payment.state)
    said |= _deletions(workplace)
    said |= _requests(workplace.requests) | _copy(workplace.copies.state) | _approvals(workplace)
    said |= _files(workplace.files.state)
    if workplace.schedule is not None:
        said |= _schedule(workplace.schedule)
    if workplace.stopped is not None:
        said |= _stopped(workplace.stopped)
    return said


def _bookings(workplace: Workplace) -> Said:
    state = workplace.bookings.state
    return {
        "bookings": [str(line.booking_id) for line in state.lines],
        "bookings_at": state.selected,
        "bookings_mode": state.mode.value,
        "bookings_drop": state.drop is not None,
        "bookings_note": state.note.code,
        "bookings_busy": state.working,
    }


def _pay(state: PayState) -> Said:
    stands = "shown" if state.shown else "closed"
    if state.quote is not None:
        stands = "quoted" if state.receipt is None else "done"
    return {"pay": stands, "pay_note": state.note.code, "pay_busy": state.busy}


def _shift(workplace: Workplace) -> Said:
    state = workplace.shift.state
    return {
        "shift_loaded": state.view is not None,
        "shift_open": state.is_open,
        "shift_expected_fen": state.view.expected_fen if state.view else 0,
        "shift_difference_fen": state.difference_fen,
        "shift_settled": state.paper is not None,
    }


def _queue(workplace: Workplace) -> Said:
    if workplace.queue is None:
        return {}
    state = workplace.queue.state
    return {
        "queue": [str(line.booking_id) for line in state.lines],
        "queue_states": [line.state.value for line in state.lines],
        "queue_at": state.selected,
        "queue_loaded": state.loaded,
        "queue_note": state.note.code,
    }


def _schedule(presenter: SchedulePresenter) -> Said:
    state = presenter.state
    return {
        "week": state.view.monday.isoformat() if state.view else "",
        "week_at": [state.row, state.column],
        "week_rows": [" ".join(cell.kind for cell in row.cells) for row in state.rows],
        "week_session": state.cell.session.id if state.cell.session else "",
        "week_taken": state.cell.whole - state.cell.left,
        "plan_form": state.form.kind if state.form else "",
        "plan_preview": len(state.preview),
        "schedule_note": state.note.code,
        "schedule_busy": state.busy,
    }


def _stopped(presenter: StoppedPresenter) -> Said:
    state = presenter.state
    return {
        "affected": [line.row.booking_id for line in state.lines],
        "affected_states": [line.row.state for line in state.lines],
        "affected_sms": [line.row.sms for line in state.lines],
        "affected_at": state.selected,
        "affected_places": len(state.places),
        "affected_note": state.note.code,
        "affected_busy": state.busy,
    }


def _requests(presenter: RequestsPresenter) -> Said:
    state = presenter.state
    return {
        "requests": [str(line.case_id) for line in state.lines],
        "requests_states": [line.state for line in state.lines],
        "requests_at": state.selected,
        "requests_open": state.detail.line.case_id if state.detail else "",
        "requests_left": state.detail.reviewers_left if state.detail else 0,
        "requests_decided": bool(state.detail and state.detail.case.decided_at),
        "requests_unticked": sum(not one & (state.form.seen | RECORDED) for one in state.wanted),
        "requests_missing": sum(not one & state.seen for one in state.detail.missing) if state.detail else 0,
        "requests_kind": state.form.kind.value,
        "requests_signed": state.form.signed.value,
        "requests_asker": state.form.asker.value,
        "requests_channel": state.form.channel.value,
        "requests_subject": state.subject is not None,
        "requests_ground": state.ground.value if state.ground else "",
        "requests_late": state.late,
        "requests_note": state.note.code,
        "requests_busy": state.filing or state.working,
        "letter_genuine": state.verified is not None,
    }


def _files(state: AttachmentState) -> Said:
    """Return which papers the case in hand still wants as scans, and which one the next file is."""
    papers = [one.value for one in state.papers]
    return {
        "papers_wanted": papers,
        "paper_next": state.paper.value if state.paper else "",
        "paper_document": state.document,
    }


def _copy(state: CopyState) -> Said:
    """Return how far the copy is, and what stands on the screen to be read aloud: a driver has no eyes for it."""
    return {"copy_note": state.note.code, "copy_read_aloud": state.passphrase, "copy_busy": state.busy}


def _deletions(workplace: Workplace) -> Said:
    state = workplace.rights.state
    return {
        "cases_at": state.selected,
        "certifiable": state.can_certify,
        "deletion_note": state.paper_note.code,
        "deletion_busy": state.printing,
    }


def _approvals(workplace: Workplace) -> Said:
    state = workplace.approvals.state
    return {
        "approvals": [item.kind for item in state.items],
        "approvals_asks": [item.ask.value for item in state.items],
        "approvals_at": state.selected,
    }
