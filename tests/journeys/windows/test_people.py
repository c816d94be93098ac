"""One person with two records: found by central, merged by two people at two windows, and made two again (G4-G6)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import cast

import pytest
from demo_parts import Central

from desktop.domain.audit import AuditAct
from desktop.domain.documents import DocumentType
from desktop.domain.ids import PatientId
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.merging import PairState
from desktop.domain.people import EvidenceLevel, Match, PhoneStatus
from desktop.services.drafts import RegistrationDraft
from desktop.ui.pages.people import PeoplePage
from tests.journeys.headless import HeadlessDesk, draft_of
from tests.journeys.windows.desk_at_work import SUPERVISOR, Key, WindowDesk, central_rows

OFFICER = "zmy"
MakeDesk = Callable[..., HeadlessDesk]
OpenWindow = Callable[..., WindowDesk]


def register_without_card(desk: HeadlessDesk, person: MadeUpPerson) -> PatientId:
    """Register somebody who left the card at home, under their phone."""
    bare = replace(
        draft_of(person), document_type=DocumentType.NONE, number="", evidence=EvidenceLevel.NONE, sam_number=None,
    )  # fmt: skip
    cell = desk.free_cell("ek")
    assert cell.session_id is not None
    return desk.cases.registration.confirm(
        RegistrationDraft(
            person=desk.cases.identify.identify(bare).draft, patient_id=None, session_id=cell.session_id,
            half_hour=cell.half_hour, phone=person.phone, phone_status=PhoneStatus.CODE_LATER,
            phone_reason="code-not-arriving",
        )
    ).patient_id  # fmt: skip


class Duplicates:
    """The page of duplicates in a real window."""

    def __init__(self, window: WindowDesk, pair: set[PatientId]) -> None:
        self.window = window
        self._pair = pair
        window.to_page("people")

    @property
    def page(self) -> PeoplePage:
        return cast("PeoplePage", self.window.frame.pages["people"])

    def state(self) -> PairState | None:
        """Return where our pair stands, as this desk's store has it."""
        with self.window.desk.store.read() as tx:
            found = tx.pairs.in_states([state.value for state in PairState])
        return next((PairState(p.state) for p in found if {p.first_id, p.second_id} == self._pair), None)

    def take_in_hand(self, state: PairState) -> None:
        """Exchange until our pair stands there, then go to its line with the arrow keys."""
        self.window.until(lambda: self._exchanged() is state)
        self.window.press(Key.Key_F5)
        with self.window.desk.store.read() as tx:
            ours = [
                pair.id
                for pair in tx.pairs.in_states([state.value])
                if {pair.first_id, pair.second_id} == self._pair
            ]
        lines = self.window.sitting.workplace.people
        self.window.until(
            lambda: (ours[0], state) in [(line.pair_id, line.state) for line in lines.state.lines]
        )
        self.window.until_caret("pairs")
        self.window.press(Key.Key_Home)
        while self.page.table.currentIndex().row() != self.page.model.row_of(ours[0]):
            self.window.press(Key.Key_Down)

    def _exchanged(self) -> PairState | None:
        self.window.sitting.workplace.sync.retry()
        return self.state()


@pytest.mark.rows("G4", "G5", "G6", "N1", "A3", "A2")
def test_two_records_are_found_merged_by_two_people_and_made_two_again(
    make_desk: MakeDesk, open_window: OpenWindow, central: Central, people: Iterator[MadeUpPerson]
) -> None:
    person, clerk = next(people), make_desk("at-the-door")
    whole = clerk.register(person, "ek").patient_id
    bare = register_without_card(clerk, person)
    clerk.sync()
    asking = Duplicates(open_window("主管窗", SUPERVISOR), {whole, bare})
    asking.window.text("s")
    asking.window.sees("已请中心比对")
    asking.take_in_hand(PairState.OPEN)
    before = asking.window.next_trace()
    asking.window.press(Key.Key_Return)
    asking.window.until_caret("pair-fields")
    assert len(asking.window.traces(before, AuditAct.PAIR_OPENED)) == 2
    assert person.number not in asking.window.words()
    asking.window.text("m")
    asking.window.sees("等另一人批准")
    second = Duplicates(open_window("隐私窗", OFFICER), {whole, bare})
    second.take_in_hand(PairState.FILED)
    second.window.press(Key.Key_Return)
    second.window.until_caret("pair-fields")
    second.window.text("a")
    second.window.sees("已批准")
    second.take_in_hand(PairState.MERGED)
    count = "select count(*) from bookings where patient_id = ?"
    assert central_rows(central, count, whole) == [(2,)]
    clerk.sync()
    known = clerk.identify(person)
    assert (known.match, known.patient.patient_id if known.patient else None) == (Match.KNOWN, whole)
    asking.window.front()
    asking.take_in_hand(PairState.MERGED)
    asking.window.text("uu")
    asking.window.sees("已提交撤销")
    asking.take_in_hand(PairState.UNDONE)
    assert central_rows(central, count, whole) == [(1,)]
    assert central_rows(central, count, bare) == [(1,)]
    clerk.sync()
    with clerk.desk.store.read() as tx:
        back = tx.patients.get(bare)
    assert back is not None
    assert not back.status.restricted
