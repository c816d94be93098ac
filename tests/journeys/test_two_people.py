"""Two people deleted, every backup put back: one is found nowhere, of the other only what law keeps, by its own path.

Backups are those of `clinic-central backup` with every key that still exists, and whole homes of both desks.
"""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import leaks
import pytest
from demo_parts import Central, DemoError, command, wait_until

from central.cli.opened import open_central
from central.services.opening import account_of, record_of
from central.store import people as stored
from central.store.tables import patients
from desktop.domain.bookings import BookingState
from desktop.domain.drawn import SignedHow
from desktop.domain.duties import DutyKind
from desktop.domain.errors import CentralRefusedError, NotPermittedError
from desktop.domain.ids import CaseId, PatientId
from desktop.domain.made_up import DEMO_STAFF, MadeUpPerson
from desktop.domain.payments import Amounts
from desktop.domain.people import Match
from desktop.domain.proof_zip import read_pack
from desktop.domain.reports import GroupBy, Report
from desktop.domain.rights import CaseState
from desktop.domain.staff import Role
from desktop.services.payments import Wish
from tests.journeys.headless import HeadlessDesk, strangers

MONTHS_AGO, NEXT_DAY = timedelta(days=425), timedelta(days=1)
BOSS = next(s.staff_id for s in DEMO_STAFF if s.role is Role.SUPERVISOR)
ADDRESSES = ("document", "phone")


@dataclass
class Hospital:
    """Two desks, a central, and where its backups lie."""

    central: Central
    window: HeadlessDesk
    office: HeadlessDesk
    copies: Path

    def back_up(self, name: str) -> Path:
        copy = self.copies / name
        command("central", "backup", "--home", str(self.central.home), "--output", str(copy))
        return copy

    def image(self, name: str) -> Path:
        """Copy both desks' whole homes, as a backup tool of the machine would."""
        for desk in (self.window, self.office):
            shutil.copytree(desk.home, self.copies / name / desk.name)
        return self.copies / name

    def put_back(self, copy: Path, keys: Path, name: str) -> Path:
        """Put a copy back in a home of its own, with every key file there is."""
        home = self.copies / name
        shutil.copytree(self.central.home, home, ignore=shutil.ignore_patterns("central.db*"))
        command("central", "restore", "put-back", "--home", str(home), "--copy", str(copy), "--keys", str(keys),
                "--database", f"sqlite:///{home / 'central.db'}")  # fmt: skip
        return home

    def close(self) -> None:
        self.window.close()
        self.office.close()


@pytest.fixture
def hospital(fresh_central: Central, tmp_path: Path) -> Hospital:
    """Enrol both desks."""
    copies = tmp_path / "backups"
    copies.mkdir()
    window = HeadlessDesk(tmp_path / "window", "window", fresh_central)
    office = HeadlessDesk(tmp_path / "office", "office", fresh_central, Role.SUPERVISOR)
    assert window.sync()
    assert office.sync()
    return Hospital(fresh_central, window, office, copies)


def opened_people(home: Path) -> bytes:
    """Open with the ordinary keys everything that a central's database holds of anybody."""
    opened = open_central(home, f"sqlite:///{home / 'central.db'}")
    parts, found = opened.parts, b""
    try:
        with parts.database.read() as connection:
            ids = list(connection.scalars(patients.select().with_only_columns(patients.c.patient_id)))
            rows = stored.people(connection, parts.hospital_id, ids)
            wrapped = stored.wrapped_keys(connection, parts.hospital_id, ids)
        for row in rows.values():
            for part in (record_of(parts, row, wrapped), account_of(parts, row, wrapped)):
                found += part.to_bytes() + b"\n" if part else b""
    finally:
        opened.close()
    return found


def tokens(home: Path, person: MadeUpPerson) -> int:
    """Count the rows by which the exact number or phone would be found."""
    opened = open_central(home, f"sqlite:///{home / 'central.db'}")
    keys = opened.parts.keys
    wanted = {keys.index("phone", person.phone)}
    wanted |= {keys.index("document", f"{kind}{person.number}") for kind in ("", "resident-card:", "01:")}
    opened.close()
    with closing(sqlite3.connect(home / "central.db")) as database:
        held = [row[0] for row in database.execute("select token from patient_index")]
        held += [row[0] for row in database.execute("select phone_token from accounts")]
    return sum(bytes(token) in wanted for token in held)


def named(raw: bytes, person: MadeUpPerson) -> set[str]:
    return {needle.field for needle, _at in leaks.hits(raw, leaks.needles_of([person]))}


def keys_of(home: Path, patient_id: str) -> list[bytes]:
    with closing(sqlite3.connect(home / "central.db")) as database:
        rows = database.execute("select wrapped from patient_keys where patient_id = ?", (patient_id,))
        return [bytes(row[0]) for row in rows]


def deleted(hospital: Hospital, patient_id: PatientId) -> str:
    case_id = hospital.window.cases.rights.file_deletion(patient_id, "person-asks", SignedHow.PAPER)
    hospital.window.sync()
    hospital.office.sync()
    hospital.office.cases.rights.approve(case_id)
    confirmed = (CaseState.BACKUP, CaseState.DONE)
    wait_until(lambda: state_of(hospital, case_id) in confirmed, "every desk's receipt")
    return str(case_id)


def state_of(hospital: Hospital, case_id: str) -> str:
    hospital.window.sync()
    hospital.office.sync()
    return next(line.state for line in hospital.window.cases.rights.cases() if line.case_id == case_id)


def paid_long_ago(hospital: Hospital, patient_id: PatientId, booking_id: str) -> date:
    """Take the fee, then let fourteen months go by for this visit; returns its day."""
    desk = hospital.window
    desk.cases.shifts.open(10_000)
    quote = desk.cases.payments.quote(booking_id)  # type: ignore[arg-type]  # an id of this very booking
    desk.cases.payments.pay(booking_id, Wish(Amounts(quote.owed_fen), quote.owed_fen))  # type: ignore[arg-type]  # as above
    desk.sync()
    then = desk.desk.today() - MONTHS_AGO
    with desk.desk.store.write() as tx:
        booked = tx.bookings.get(booking_id)  # type: ignore[arg-type]  # as above
        assert booked is not None
        tx.bookings.put(replace(booked, day=then, state=BookingState.DONE.value))
    with closing(sqlite3.connect(hospital.central.home / "central.db", timeout=10)) as database, database:
        visit = "update bookings set day = ?, state = 'completed' where patient_id = ?"
        database.execute(visit, (then.isoformat(), patient_id))
        database.execute("update payments set day = ? where booking_id = ?", (then.isoformat(), booking_id))
    return then


def figures(hospital: Hospital, day: date) -> Report:
    return hospital.office.cases.reports.read(day, day, GroupBy.DAY)


@pytest.mark.rows("P25", "P14", "N8", "N9", "N10", "N36", "I6", "G101", "T6")
def test_of_two_deleted_people_no_backup_brings_anything_back_but_what_law_keeps(hospital: Hospital) -> None:
    central, window = hospital.central, hospital.window
    everyone = strangers(720_001)
    gone, kept = next(everyone), next(everyone)
    try:
        first = window.register(gone)
        window.sync()  # the other desk's lease took numbers of the half-hour
        second = window.register(kept)
        window.cases.changes.cancel(first.booking_id, "cannot-come")
        window.sync()
        then = paid_long_ago(hospital, second.patient_id, second.booking_id)
        before = figures(hospital, then)
        assert before.lines, "the old day has a figure"
        # ---- the control: with the keys of its own day a backup brings both people back, and the desk holds them
        assert leaks.found_in_store(window.desk.store, [gone, kept]) == ()
        old = hospital.back_up("before.db")
        images = hospital.image("images-before")
        wrapped = keys_of(central.home, first.patient_id) + keys_of(central.home, second.patient_id)
        assert len(wrapped) == 4
        control = opened_people(hospital.put_back(old, old.with_name("before.db.keys"), "control"))
        assert named(control, gone) == named(control, kept) == {"name", "phone", "number"}
        shutil.rmtree(hospital.copies / "control")
        assert not any(raw in old.read_bytes() for raw in wrapped), "a copy holds no keys"

        gone_case, kept_case = deleted(hospital, first.patient_id), deleted(hospital, second.patient_id)
        assert state_of(hospital, gone_case) == CaseState.BACKUP, "the backup from before may still open"
        newer = hospital.back_up("after.db")
        assert {state_of(hospital, case) for case in (gone_case, kept_case)} == {CaseState.DONE}

        # ---- no file, no database, no backup, with every key that still exists
        assert (
            leaks.search(
                [window.home, hospital.office.home, central.home, hospital.copies], [gone, kept]
            ).leaks
            == ()
        )
        with pytest.raises(DemoError):
            hospital.put_back(old, old.with_name("before.db.keys"), "old-keys")
        shutil.rmtree(hospital.copies / "old-keys")
        newest = newer.with_name("after.db.keys")
        restored = [hospital.put_back(copy, newest, f"back-{copy.stem}") for copy in (old, newer)]
        for home in (central.home, *restored):
            plain = opened_people(home)
            assert plain, "the others are there"
            assert named(plain, gone) == named(plain, kept) == set()
            assert tokens(home, gone) == tokens(home, kept) == 0
            files = [path.read_bytes() for path in home.glob("central.db*")]
            assert not any(raw in file for raw in wrapped for file in files)
        for desk in (window, hospital.office):
            everywhere = {f"{n}/{field}" for n in (0, 1) for field in ("name", "number", "phone")}
            assert set(leaks.found_in_store(desk.desk.store, [gone, kept])) == everywhere

        # ---- everything is put back in its place, the oldest of all
        hospital.close()
        central.stop()
        for path in central.home.glob("central.db*"):
            path.unlink()
        shutil.copy(restored[0] / "central.db", central.home / "central.db")
        command("central", "restore", "begin", "--home", str(central.home), "--copied-at", "2020-01-01T00:00",
                "--by", BOSS)  # fmt: skip
        for desk in (window, hospital.office):
            shutil.rmtree(desk.home)
            shutil.copytree(images / desk.name, desk.home)
        central.days_later(1)
        for desk in (window, hospital.office):
            desk.ahead = NEXT_DAY
            desk.sign_in(desk.role)
            wait_until(desk.sync, "the line")
            missing = leaks.found_in_store(desk.desk.store, [gone, kept])
            assert len(missing) == 6, "the first exchange took out who was erased"
        assert not leaks.search([window.home, hospital.office.home, central.home], [gone, kept]).leaks
        assert {state_of(hospital, case) for case in (gone_case, kept_case)} == {CaseState.DONE}
        assert figures(hospital, then).lines == before.lines, "old fee totals still balance"

        _only_by_the_legal_path(hospital, kept, kept_case, gone)
        _papers_stay_readable(hospital, (gone_case, kept_case), (gone, kept))
        _both_come_again_as_somebody_new(hospital, gone, kept, were=(first.patient_id, second.patient_id))
    finally:
        hospital.close()


def _only_by_the_legal_path(hospital: Hospital, kept: MadeUpPerson, case_id: str, gone: MadeUpPerson) -> None:
    office = hospital.office
    office.close()
    office.sign_in(Role.PRIVACY_OFFICER)
    office.sync()
    said = {"ground": "court", "authority": "法院", "paper": "8 号", "case": "", "why": "核对就诊日期"}
    reading = office.cases.duties.file(DutyKind.LEGAL, said)
    with pytest.raises(CentralRefusedError):
        office.cases.duties.kept(reading, kept.number)
    office.close()
    office.sign_in(Role.SUPERVISOR)
    office.sync()
    office.cases.duties.sign(reading)
    with pytest.raises(NotPermittedError):
        office.cases.duties.kept(reading, kept.number)
    office.close()
    office.sign_in(Role.PRIVACY_OFFICER)
    office.sync()
    (record,) = office.cases.duties.kept(reading, kept.number)
    assert (record.case_id, record.person.name, record.person.document_number) == (
        case_id,
        kept.name,
        kept.number,
    )
    assert [payment.kind for payment in record.payments] == ["pay"]
    assert office.cases.duties.kept(reading, gone.number) == ()


def _papers_stay_readable(
    hospital: Hospital, cases: tuple[str, str], people: tuple[MadeUpPerson, MadeUpPerson]
) -> None:
    """Certificate in either language and proof pack of both cases: whole, genuine, about nobody by name."""
    window, officer = hospital.window.cases, hospital.office.cases
    for case_id in map(CaseId, cases):
        papers = [window.letters.certificate(case_id, language) for language in ("zh", "en")]
        for paper, words in zip(papers, ("已删除", "have deleted"), strict=True):
            assert words in paper.text
            assert officer.letters.verify(paper.code, paper.text).text_matches
        proof, signature = officer.proofs.gather(case_id)
        findings = officer.proofs.checked(proof, signature)
        assert findings
        assert all(one.good for one in findings)
        pack = officer.proofs.packed(case_id, proof, signature, lambda _proof, _found: b"%PDF-")
        assert read_pack(pack) == (proof, signature)
        written = proof + "".join(paper.text for paper in papers).encode()
        assert [named(written, person) for person in people] == [set(), set()]


def _both_come_again_as_somebody_new(
    hospital: Hospital, *people: MadeUpPerson, were: tuple[PatientId, PatientId]
) -> None:
    """The day after, and nothing of central's says that they were here before, or holds them up."""
    window, new = hospital.window, []
    for person in people:
        again = window.identify(person)
        assert again.match is Match.NEW
        assert window.cases.identify.identify_at_central(again.draft) is None
        overlay = window.cases.search.begin()
        assert window.cases.search.find(overlay, person.phone) == ()
        assert window.cases.search.find_at_central(overlay, person.number)[0] == ()
        confirmed = window.register(person)
        window.sync()
        new.append(confirmed.patient_id)
        with window.desk.store.read() as tx:
            held = tx.patients.get(confirmed.patient_id)
        assert held is not None
        assert held.status.same_as is None
        assert (held.status.block, held.status.marks) == (None, frozenset())
    assert not set(new) & set(were)
    with closing(sqlite3.connect(hospital.central.home / "central.db")) as database:
        assert database.execute("select count(*) from tasks where kind = 'likely-duplicate'").fetchone() == (
            0,
        )
