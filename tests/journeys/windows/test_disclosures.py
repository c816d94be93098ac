"""Disclosures in real windows: official ones by two people, shares only under an agreement (P10, P12, N33, N44)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from desktop.domain.audit import AuditAct
from desktop.domain.disclosures import Disclosure, DisclosureKind, DisclosureState, Scope
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.registers import RegisterKind
from desktop.presenters.disclosures import DisclosuresPresenter
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import CTRL, SUPERVISOR, Key, WindowDesk, central_rows
from tests.journeys.windows.test_registers import OFFICER, Registers

NUMBER, AUTHORITY, RECIPIENT = "DQ-2026-115", "Sample District Court", "Sample CDC"
PAPER = "court order"


class Book:
    """The tab of disclosures under the keyboard."""

    def __init__(self, desk: WindowDesk, person: MadeUpPerson | None = None) -> None:
        self.desk = desk
        desk.to_page("registers")
        while desk.caret() != "disclosure-recipient":
            desk.press(Key.Key_Tab, modifier=CTRL)
        self.presenter: DisclosuresPresenter = desk.sitting.workplace.disclosures
        if person is None:
            return
        desk.until(lambda: desk.held(person))
        assert len(desk.search(person.number)) == 1
        desk.press(Key.Key_Return)
        desk.until(lambda: self.presenter.state.subject)
        desk.until(lambda: not desk.frame.search.isVisible())

    def file(self, kind: DisclosureKind, *values: str, scope: Scope) -> str:
        self.presenter.choose(kind)
        self.desk.press(Key.Key_N, modifier=CTRL)
        for at, value in enumerate(values):
            self.desk.text(value)
            self.desk.press(Key.Key_Return)
            if at == 0:  # which legal paper an authority shows
                self.desk.text(PAPER if kind is DisclosureKind.OFFICIAL else "")
                self.desk.press(Key.Key_Return)
        if len(values) < 4:
            self.desk.press(Key.Key_Return)
        self.desk.until_caret("scope-identity")
        for one in Scope:
            if one is scope:
                self.desk.press(Key.Key_Space)
                break
            self.desk.press(Key.Key_Tab)
        return self.key(Key.Key_F9)

    def key(self, key: Key, *, ctrl: bool = False) -> str:
        """Press a key and return what was said when it is done."""
        self.desk.front()
        self.desk.press(key, **({"modifier": CTRL} if ctrl else {}))
        self.desk.until(lambda: not self.presenter.state.working)
        return self.presenter.state.note.code

    def one(self, state: DisclosureState) -> Disclosure:
        """Wait until the newest of this person stands there."""
        self.desk.until(lambda: [x for x in self.presenter.state.lines if x.state is state])
        return next(x for x in self.presenter.state.lines if x.state is state)


@pytest.mark.rows("P12", "N33", "N44", "A3", "A1")
def test_a_court_gets_only_what_it_asked_for_after_another_person_signed_and_the_file_is_removed(
    open_window: OpenWindow, people: Iterator[MadeUpPerson], tmp_path: Path
) -> None:
    person = next(people)
    supervisor = open_window("主任办公室", SUPERVISOR)
    supervisor.register(person)
    desk = open_window("6 号窗", OFFICER)
    paper = tmp_path / "p.pdf"
    paper.write_bytes(b"%PDF-1.4 a made-up court paper")
    book, before = Book(desk, person), desk.next_trace()
    official = DisclosureKind.OFFICIAL
    assert book.file(official, AUTHORITY, NUMBER, "theft", scope=Scope.PHONE) == "disclosure-incomplete"
    for code in ("recipient", "paper", "number", "why"):
        book.presenter.type(code, "")
    book.presenter.tick(Scope.PHONE, False)
    assert (
        book.file(official, AUTHORITY, NUMBER, "theft", str(paper), scope=Scope.PHONE) == "disclosure-filed"
    )
    asked = book.one(DisclosureState.FILED)
    assert asked.paper == PAPER
    desk.picture("disclosure-filed")
    assert book.key(Key.Key_G, ctrl=True) == "self-approval"

    supervisor.front()
    theirs = Book(supervisor)
    theirs.one(DisclosureState.FILED)
    theirs.presenter.select([line.id for line in theirs.presenter.state.lines].index(asked.id))
    assert theirs.key(Key.Key_O, ctrl=True) == "disclosure-scan"
    (seen,) = (supervisor.home / "handover").iterdir()
    assert seen.read_bytes() == paper.read_bytes()
    assert theirs.key(Key.Key_G, ctrl=True) == "disclosure-approved"
    supervisor.sees(f"{PAPER} {NUMBER}")
    supervisor.picture("disclosure-approved")

    assert book.key(Key.Key_F5) in ("self-approval", "")
    book.one(DisclosureState.APPROVED)
    assert book.key(Key.Key_P, ctrl=True) == "disclosure-file"
    file = desk.home / "handover" / f"{asked.id}.json"
    given = json.loads(file.read_bytes())
    assert given == {"case": asked.id, "for": AUTHORITY, "number": NUMBER, "phone": person.phone}
    assert file.stat().st_mode & 0o077 == 0
    desk.picture("disclosure-handed")
    assert book.key(Key.Key_R, ctrl=True) == "disclosure-removed"
    assert not file.exists()
    steps = [trace.facts["step"] for trace in desk.traces(before, AuditAct.DISCLOSURE)]
    assert steps == ["file", "hand-over"]
    ((state, filed_by, approved_by, sealed),) = central_rows(
        desk.central,
        "select state, filed_by, approved_by, sealed from disclosures where disclosure_id = ?",
        asked.id,
    )
    assert (state, filed_by, approved_by) == ("handed", "3001", "2001")
    assert NUMBER.encode() not in sealed
    assert b"%PDF" not in sealed


@pytest.mark.rows("P10", "N44")
def test_a_share_without_a_live_agreement_is_refused_and_one_with_it_stands_in_the_persons_book(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    person = next(people)
    clerk = open_window("3 号窗")
    clerk.register(person)
    desk = open_window("6 号窗", OFFICER)
    book = Book(desk, person)
    share = DisclosureKind.SHARE
    assert book.file(share, RECIPIENT, "XY-9", "outbreak", scope=Scope.BOOKINGS) == "no-live-agreement"
    registers, today = Registers(desk), desk.desk.today()
    day, year, late = ((today + timedelta(days=n)).isoformat() for n in (0, 365, 1200))
    registers.put(RegisterKind.ASSESSMENT, "PIA-9", "#2", RECIPIENT, day, "leak", "sealed", "#1", late)
    registers.put(
        RegisterKind.RECIPIENT, RECIPIENT, "0571", "outbreak", "bookings", "XY-9", day, year, "PIA-9"
    )
    assert registers.said() == "register-put"
    while desk.caret() != "disclosure-recipient":
        desk.press(Key.Key_Tab, modifier=CTRL)
    assert book.key(Key.Key_F9) == "disclosure-filed"
    shared = book.one(DisclosureState.HANDED)
    assert (shared.recipient, shared.why, shared.scope) == (RECIPIENT, "outbreak", (Scope.BOOKINGS,))
    assert desk.sitting.workplace.disclosures.state.lines == (shared,), "only this person's"
    desk.picture("disclosure-share")
