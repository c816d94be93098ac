"""Keys of cases die three years after their end: nothing opens any more, everything still counts (P14)."""

from __future__ import annotations

import json
from copy import copy
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from central.services.attachments import AttachmentService
from central.services.disclosures import book_of
from central.services.erasure_signatures import shown
from central.services.proofs import ProofService
from central.store import backup
from central.store import duties as duties_store
from central.store.tables_duties import duties
from central.store.tables_registers import disclosures
from central.store.tables_requests import (
    erasure_course,
    erasure_signatures,
    person_marks,
    request_files,
    requests,
    spent_cases,
)
from desktop.domain.disclosures import DisclosureKind
from desktop.domain.drawn import DrawnSignature
from desktop.domain.duties import SIGNED_AS
from desktop.domain.ids import CaseId
from desktop.domain.marks import Mark
from desktop.domain.operations import Approval, KeyKind, OperationKind
from desktop.domain.request_cases import CaseSpentError
from desktop.domain.request_texts import RequestText
from desktop.domain.requests import Evidence, RequestKind, RequestStep
from desktop.domain.retention import CASE_KEYS
from desktop.sync.wire import CaseFileRequest, ProofRequest, SpentCaseRow
from tests.central.people import FIRST, record
from tests.central.test_disclosures import Desk
from tests.central.test_requests import Case
from tests.fakes.central_world import CLERK, STRANGER, SUPERVISOR, World
from tests.fakes.headless_desk import HeadlessDesk

OFFICER = STRANGER
SQLITE = pytest.mark.parametrize("central_database", ["sqlite"], indirect=True)
STROKES = DrawnSignature((((100, 100), (200, 60), (300, 200), (380, 90)),)).to_text()
LONG_AGO, LATELY = timedelta(days=1100), timedelta(days=1000)


class Clinic:
    """A hospital with an officer, and new people who ask."""

    def __init__(self, world: World) -> None:
        world.roster_with({CLERK: "clerk", SUPERVISOR: "supervisor", OFFICER: "privacy-officer"})
        self.world, self._first, self._asked = world, Case(world), 0

    def case(self) -> Case:
        """Return the acts on a request of somebody new, not filed yet."""
        case = copy(self._first)
        self._asked += 1
        case.patient = case.desk.register(record(FIRST + self._asked))
        case.id, case.key = CaseId(self.world.parts.new_id()), self.world.randomness.bytes(32)
        case.desk.exchange()
        return case


def over(clinic: Clinic, ago: timedelta, *, ended: bool = True) -> Case:
    """File a request of somebody new with the scan of a paper, and end it that long ago."""
    case, world = clinic.case(), clinic.world
    assert case.file(evidence="").reason == ""
    assert case.paper(Evidence.MANDATE) == ""
    if ended:
        assert case.step(RequestStep.WITHDRAW).reason == ""
    at = world.clock.now() - ago
    facts = json.loads(bytes(case.row()["facts"]))  # type: ignore[call-overload]  # a blob
    facts["ended_at"] = at.isoformat() if ended else None
    write(world, sa.update(requests).where(requests.c.request_id == case.id).values(
        facts=json.dumps(facts).encode(), filed_at=at - timedelta(days=2)
    ))  # fmt: skip
    return case


def write(world: World, statement: sa.Executable) -> None:
    with world.database.begin() as connection:
        connection.execute(statement)


def run(world: World, desk: HeadlessDesk, name: str = "run-1") -> dict[str, dict[str, int]]:
    """Let one person ask for a run and another sign it; returns its facts."""
    desk.record(OperationKind.FILE_DUTY, name, facts={"kind": "retention"}, author=OFFICER)
    desk.exchange()
    (row,) = world.rows(duties, duty_id=name)
    duty = duties_store.duty_of(row, world.keys)
    signature = world.people[SUPERVISOR].sign(SIGNED_AS, duty.frozen())
    desk.record(
        OperationKind.SIGN_DUTY, name, base_version=duty.version, approvals=(Approval(SUPERVISOR, signature),),
        author=SUPERVISOR,
    )  # fmt: skip
    desk.exchange()
    (row,) = world.rows(duties, duty_id=name)
    return duties_store.duty_of(row, world.keys).facts


@SQLITE
@pytest.mark.rows("P14", "G104", "N36", "N9")
def test_three_years_after_its_end_a_case_opens_nowhere_and_no_backup_brings_its_key_back(
    world: World, tmp_path: Path
) -> None:
    clinic = Clinic(world)
    old, young, open_still = over(clinic, LONG_AGO), over(clinic, LATELY), over(clinic, LONG_AGO, ended=False)
    key, drawn = world.randomness.bytes(32), RequestText("", "", signature=STROKES).to_bytes()
    desk, version = old.desk, 1
    deletion = desk.file_deletion(old.patient, version, sealing=(key, KeyKind.CASE, drawn), signed="drawn")
    desk.catch_up()
    with world.database.read() as connection:
        assert shown(world.parts, connection, deletion) == ("drawn", STROKES)
    desk.take_back(deletion)
    desk.catch_up()
    write(world, sa.update(erasure_course).values(ended_at=world.clock.now() - LONG_AGO))
    before = tmp_path / "before.db"
    backup.back_up(world.database, before)
    signatures = sa.select(erasure_signatures.c.wrapped)
    with sa.create_engine(f"sqlite:///{before}").connect() as there:
        assert there.scalars(signatures).all() == [None], "a copy holds no key of a case"

    facts = run(world, old.desk)
    assert (facts["due"][CASE_KEYS], facts["held"][CASE_KEYS], facts["deleted"][CASE_KEYS]) == (2, 0, 2)
    assert {row["case_id"] for row in world.rows(spent_cases)} == {old.id, deletion}
    assert (old.row()["wrapped"], old.row()["sealed"]) == (None, None)
    assert [row["sealed"] for row in world.rows(request_files, case_id=old.id)] == [b""]
    for case in (young, open_still):
        assert case.row()["wrapped"]
        assert world.rows(request_files, case_id=case.id)[0]["sealed"]
    with world.database.read() as connection:
        assert shown(world.parts, connection, deletion) == ("drawn", "")
    desk.catch_up()
    gone = desk.rows["spent-case"][old.id]
    assert isinstance(gone, SpentCaseRow)
    assert gone.request is not None
    day = {"day": world.clock.now().date().isoformat()}
    file_id = world.rows(request_files, case_id=old.id)[0]["file_id"]
    for ask in (
        lambda: ProofService(world.parts).run(desk.id, ProofRequest(SUPERVISOR, old.id)),
        lambda: AttachmentService(world.parts).read(desk.id, CaseFileRequest(CLERK, old.id, file_id)),
    ):
        with pytest.raises(CaseSpentError) as told:
            ask()
        assert told.value.facts == day
    assert old.step(RequestStep.NOTE).reason == "case-not-open"
    with world.database.read() as connection:
        said = ProofService(world.parts).pack(connection, deletion, SUPERVISOR)["case"]
    assert (said["drawn"], bool(said["spent_at"])) == ("", True), (
        "who asked, signed and when stays to be shown"
    )

    _bytes, newest = backup.back_up(world.database, tmp_path / "after.db")
    backup.put_back(before, newest, tmp_path / "back.db")
    with sa.create_engine(f"sqlite:///{tmp_path / 'back.db'}").connect() as back:
        kept = {row.request_id: (row.wrapped, row.sealed) for row in back.execute(sa.select(requests))}
        assert kept[old.id] == (None, None)
        assert all(kept[young.id])
        assert back.scalars(signatures).all() == [None]
        assert set(back.scalars(sa.select(spent_cases.c.case_id))) == {old.id, deletion}


@SQLITE
@pytest.mark.rows("P14", "N37", "P40")
def test_a_legal_hold_an_open_complaint_and_an_incident_keep_a_case_that_is_over(world: World) -> None:
    clinic = Clinic(world)
    held, complained, named, free = (over(clinic, LONG_AGO) for _ in range(4))
    since = world.clock.now()
    write(world, sa.insert(person_marks).values(
        hospital_id=world.hospital, patient_id=held.patient, mark=Mark.HOLD.value, case_id="h", since=since
    ))  # fmt: skip
    complaint = clinic.case()
    assert complaint.file(RequestKind.COMPLAINT, more={"about_case": complained.id}).reason == ""
    at = datetime.fromisoformat(json.loads(bytes(named.row()["facts"]))["ended_at"])  # type: ignore[call-overload]  # a blob
    write(world, sa.update(requests).where(requests.c.request_id == named.id).values(
        filed_at=at - timedelta(days=400)
    ))  # fmt: skip
    incident = {
        "kind": "incident", "drill": "live", "type": "misuse", "grade": "larger", "operator": "other",
        "summary": "越权查看", "found_at": since.isoformat(), "desk": "", "staff": CLERK,
        "since": (at - timedelta(days=390)).isoformat(), "until": (at - timedelta(days=389)).isoformat(),
    }  # fmt: skip
    free.desk.record(OperationKind.FILE_DUTY, "incident-1", facts=incident, author=OFFICER)
    free.desk.exchange()
    facts = run(world, free.desk)
    assert (facts["due"][CASE_KEYS], facts["held"][CASE_KEYS], facts["deleted"][CASE_KEYS]) == (1, 3, 1)
    assert [case.row()["wrapped"] is None for case in (held, complained, named, free)] == [
        False,
        False,
        False,
        True,
    ]
    assert CaseId(world.rows(spent_cases)[0]["case_id"]) == free.id  # type: ignore[arg-type]  # a row


@SQLITE
@pytest.mark.rows("P14", "N44")
def test_an_entry_of_the_disclosure_book_stays_and_says_no_more_who_got_what(world: World) -> None:
    book = Desk(world)
    for case in ("c-old", "c-young"):
        acts = (book.file(case, DisclosureKind.OFFICIAL), book.approve(case, STRANGER), book.hand_over(case))
        assert book.answers(*acts) == ["", "", ""]
    ago = world.clock.now() - LONG_AGO
    write(world, sa.update(disclosures).where(disclosures.c.disclosure_id == "c-old").values(handed_at=ago))
    assert run(world, book.desk)["deleted"][CASE_KEYS] == 1
    with world.database.read() as connection:
        found = {one.id: one for one in book_of(world.parts, connection)}
    assert (found[CaseId("c-old")].recipient, found[CaseId("c-young")].recipient) == ("", "样例法院")
    assert found[CaseId("c-old")].scope == found[CaseId("c-young")].scope
