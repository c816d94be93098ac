"""The audit page's presenter: pages, one record, purpose before a file."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.domain.access_review import Due
from desktop.domain.errors import CentralUnreachableError
from desktop.domain.ids import PatientId
from desktop.domain.trace_reading import PAGE_LINES, ReadPurpose
from desktop.presenters.access_review import AccessPresenter
from desktop.presenters.audit import AuditPresenter
from desktop.ui.printing.trace_files import trace_file
from tests.fakes.front_desk import FakeDesk
from tests.fakes.runner import InlineRunner
from tests.fakes.traces_desk import RECORD


@pytest.fixture
def desk() -> FakeDesk:
    return FakeDesk()


@pytest.fixture
def audit(desk: FakeDesk) -> AuditPresenter:
    return AuditPresenter(desk.audit, InlineRunner(), trace_file, desk.keep_file)


def test_pages_turn_to_older_entries_only_where_there_are_some(desk: FakeDesk, audit: AuditPresenter) -> None:
    audit.turn(1)
    audit.load()
    audit.turn(1)
    audit.turn(-1)
    desk.audit.more = True
    audit.load()
    audit.turn(1)
    audit.turn(-1)
    assert [query.skip for query in desk.audit.asked] == [0, 0, PAGE_LINES, 0]


def test_a_file_needs_its_purpose_and_forgets_it(desk: FakeDesk, audit: AuditPresenter) -> None:
    audit.export()
    audit.load()
    audit.export()
    assert audit.state.note.code == "trace-purpose-first"
    assert desk.files == {}
    audit.choose_purpose("complaint")
    audit.export()
    assert desk.audit.exports == [(3, ReadPurpose.COMPLAINT)]
    (name,) = desk.files
    assert name.startswith("audit-")
    assert audit.state.purpose is None


@pytest.mark.rows("G77")
def test_enter_on_an_entry_shows_one_record_and_once_more_everything(
    desk: FakeDesk, audit: AuditPresenter
) -> None:
    audit.show_record(0)
    audit.load()
    audit.show_record(2)
    assert audit.state.subject == ""
    audit.show_record(0)
    assert [line.seq for line in audit.state.page.lines] == [412, 411]  # type: ignore[union-attr]  # it was read
    audit.show_record(0)
    audit.show_person(PatientId("p-1"))
    assert [query.subject for query in desk.audit.asked] == ["", RECORD, "", RECORD]


def test_what_stood_there_stays_when_central_does_not_answer(desk: FakeDesk, audit: AuditPresenter) -> None:
    audit.load()
    desk.audit.fails = [CentralUnreachableError()]
    audit.shift_days(-1)
    assert audit.state.page is not None
    assert audit.state.note.code == "central-unreachable"
    audit.type_first("heute")
    audit.load()
    assert audit.state.note.code == "day-unreadable"


@pytest.mark.rows("G78")
def test_the_walk_names_the_first_bad_entry(audit: AuditPresenter) -> None:
    audit.check()
    assert audit.state.states is not None
    assert [state.whole for state in audit.state.states] == [True, False]


def test_the_access_review_asks_before_it_signs_or_proposes_and_another_line_takes_the_question_back(
    desk: FakeDesk, audit: AuditPresenter
) -> None:
    access = audit.access
    access.look()
    assert access.state.review is None
    desk.audit.signs = True
    access = AccessPresenter(desk.audit, InlineRunner())
    access.look()
    assert (access.state.shown, access.state.due) == (False, Due.OVERDUE)
    access.toggle()
    access.propose(1)
    assert access.state.note.code == "access-not-dormant"
    access.propose(0)
    access.calm()
    access.propose(0)
    assert desk.audit.left == []
    access.propose(0)
    assert desk.audit.left == ["1009"]
    access.sign()
    access.calm()
    access.sign()
    assert desk.audit.signed == []
    access.sign()
    assert (desk.audit.signed, access.state.open_month) == ([date(2026, 8, 1)], None)
