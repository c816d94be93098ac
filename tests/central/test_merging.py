"""Duplicates found, merged by two people, made two again, and erased together, over two desks and central (G4-G6)."""

from __future__ import annotations

import base64
import json
from dataclasses import replace

import pytest
import sqlalchemy as sa

from central.store import pairs, people, tables
from central.store.tables_people import people_pairs
from desktop.domain.ids import PairId, PatientId, StaffId
from desktop.domain.merging import SIGNED_AS, MergeEffect, MergeField, PairState, taken_text, undo_bytes
from desktop.domain.operations import Approval, Operation, OperationKind, ResultStatus
from desktop.domain.payloads import PatientRecord
from desktop.domain.rights import ErasureEffect
from desktop.sync import wire
from tests.central.people import FIRST, account, record
from tests.fakes.central_world import CLERK, STRANGER, SUPERVISOR, World
from tests.fakes.headless_desk import HeadlessDesk

OFFICER = STRANGER  # on the roster of these tests as privacy officer


class Twice:
    """One person with two records: with a card, and without a document under a phone; both with a booking."""

    def __init__(self, world: World) -> None:
        world.add_session("s-1")
        world.roster_with({CLERK: "clerk", SUPERVISOR: "supervisor", OFFICER: "privacy-officer"})
        self.world = world
        self.a, self.b = HeadlessDesk(world, "desk-a"), HeadlessDesk(world, "desk-b")
        whole = record()
        self.known = self.a.register(whole)
        bare = PatientRecord(
            name=whole.name, sex=whole.sex, birth=whole.birth, document_type="none", document_number="T-0001",
            address="某某路 1 号",
        )  # fmt: skip
        self.bare = self.b.register(bare)
        self.b.put_account(self.bare, account(is_account=False))
        self.b.consent(self.bare)
        self.a.claim(self.known, "s-1", 0)
        self.theirs = self.b.claim(self.bare, "s-1", 1).entity
        self.quiet()

    def quiet(self) -> None:
        for desk in (self.a, self.b, self.a):
            desk.catch_up()

    def scan(self) -> None:
        self.a.record(OperationKind.SCAN_DUPLICATES, "scan", author=SUPERVISOR)
        self.quiet()
        while self.world.due.run_due().compared:
            pass
        self.quiet()

    def pair(self, desk: HeadlessDesk | None = None) -> wire.PairRow:
        (row,) = (desk or self.a).rows["pair"].values()
        assert isinstance(row, wire.PairRow)
        return row

    def file(
        self, taken: tuple[MergeField, ...] = (MergeField.PHONE, MergeField.ADDRESS), author: StaffId = SUPERVISOR,
        pair_id: str = "", signer: StaffId | None = None,
    ) -> Operation:  # fmt: skip
        effect = MergeEffect(
            PairId(pair_id or self.pair().id), self.known, self.bare, self.a.patient(self.known).version,
            self.a.patient(self.bare).version, author, self.world.clock.now(), taken,
        )  # fmt: skip
        facts: dict[str, object] = {
            "other": self.bare, "other_version": effect.other_version, "taken": taken_text(taken),
            "filed_at": effect.filed_at.isoformat(), "effect": base64.b64encode(effect.to_bytes()).decode(),
        }  # fmt: skip
        return self.a.record(
            OperationKind.FILE_MERGE, effect.pair_id, subject=self.known, facts=facts,
            base_version=effect.survivor_version, author=author,
            approvals=(self.signed(signer or author, effect.to_bytes()),),
        )  # fmt: skip

    def approve(self, author: StaffId = OFFICER, frozen: bytes | None = None) -> Operation:
        row = self.pair(self.b)
        return self.b.record(
            OperationKind.APPROVE_MERGE, row.id, subject=self.known, author=author,
            approvals=(self.signed(author, frozen or row.effect),),
        )  # fmt: skip

    def undo(self, author: StaffId = OFFICER) -> Operation:
        row = self.pair(self.b)
        frozen = undo_bytes(row.id, self.known, self.bare)
        return self.b.record(
            OperationKind.UNDO_MERGE, row.id, subject=self.known, author=author,
            approvals=(self.signed(author, frozen),),
        )  # fmt: skip

    def signed(self, person: StaffId, frozen: bytes) -> Approval:
        return Approval(person, self.world.people[person].sign(SIGNED_AS, frozen))

    def merged(self) -> None:
        self.scan()
        self.file()
        self.quiet()
        self.approve()
        self.quiet()

    def bookings_of(self, patient: str) -> set[object]:
        return {row["booking_id"] for row in self.world.rows(tables.bookings, patient_id=patient)}

    def stored(self) -> dict[str, object]:
        (row,) = self.world.rows(people_pairs)
        return row


@pytest.fixture
def twice(world: World) -> Twice:
    return Twice(world)


@pytest.mark.rows("G4")
def test_a_scan_over_all_records_offers_the_pair_with_its_reasons_at_every_desk(twice: Twice) -> None:
    twice.scan()
    for desk in (twice.a, twice.b):
        row = twice.pair(desk)
        assert {row.first_id, row.second_id} == {twice.known, twice.bare}
        assert (row.state, row.reasons) == (PairState.OPEN, "same-name,same-birth,same-sex")
        assert {twice.known, twice.bare} <= set(desk.rows["patient"]), "who is to be compared is in scope"
    twice.scan()
    assert len(twice.world.rows(people_pairs)) == 1, "a second scan finds no second pair"


@pytest.mark.rows("G4")
def test_a_scan_goes_on_page_by_page_and_leaves_nothing_plain(
    twice: Twice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("central.services.duplicates.PAGE", 1)
    twice.a.record(OperationKind.SCAN_DUPLICATES, "scan", author=SUPERVISOR)
    twice.quiet()
    pages = 0
    while twice.world.due.run_due().compared:
        pages += 1
    assert pages == 2
    assert len(twice.world.rows(people_pairs)) == 1
    held = json.dumps(
        [[str(v) for v in r.values()] for r in twice.world.rows(tables.patient_index, field=pairs.BLOCK)]
    )
    assert record().name not in held


def test_a_dismissed_pair_is_not_offered_again(twice: Twice) -> None:
    twice.scan()
    twice.a.record(OperationKind.DISMISS_PAIR, twice.pair().id, author=SUPERVISOR)
    twice.quiet()
    twice.scan()
    assert twice.pair(twice.b).state == PairState.DISMISSED


@pytest.mark.rows("G5", "A3")
def test_two_people_merge_and_bookings_consents_and_the_phone_follow_to_every_desk(twice: Twice) -> None:
    twice.merged()
    for desk in (twice.a, twice.b):
        kept, alias = desk.patient(twice.known), desk.patient(twice.bare)
        assert (kept.restricted, alias.restricted, alias.same_as) == (False, True, twice.known)
        assert desk.record_of(twice.known) == replace(record(), address="某某路 1 号")
        assert desk.account_of(twice.known).phone == account().phone
        row = desk.rows["booking"][twice.theirs]
        assert isinstance(row, wire.BookingRow)
        assert row.patient_id == twice.known
        assert twice.pair(desk).state == PairState.MERGED
    assert twice.bookings_of(twice.bare) == set()
    (consent,) = twice.world.rows(tables.consents)
    assert consent["patient_id"] == twice.known


@pytest.mark.rows("N1", "G5")
def test_who_is_looked_up_by_the_merged_record_is_the_one_that_stayed(twice: Twice) -> None:
    twice.merged()
    token = twice.world.keys.index("phone", str(account().phone))
    with twice.world.database.read() as connection:
        assert people.with_tokens(connection, twice.world.hospital, "phone", [token]) == {
            token: [twice.known]
        }


@pytest.mark.rows("G6", "N8")
def test_an_undo_gives_everything_back_on_every_desk(twice: Twice) -> None:
    twice.merged()
    before = json.loads(str(twice.stored()["moved"]))
    assert twice.stored()["sealed_record"] is not None
    assert before["bookings"] == [twice.theirs]
    twice.undo()
    twice.quiet()
    for desk in (twice.a, twice.b):
        kept, back = desk.patient(twice.known), desk.patient(twice.bare)
        assert (kept.restricted, back.restricted, back.same_as) == (False, False, None)
        assert desk.record_of(twice.known) == record()
        assert kept.sealed_account is None
        assert desk.account_of(twice.bare).phone == account().phone
        assert twice.pair(desk).state == PairState.UNDONE
    assert twice.bookings_of(twice.bare) == {twice.theirs}
    (consent,) = twice.world.rows(tables.consents)
    assert consent["patient_id"] == twice.bare
    assert twice.stored()["sealed_record"] is None


@pytest.mark.rows("G6")
def test_what_a_desk_books_late_for_the_merged_record_follows_and_goes_back_with_an_undo(
    twice: Twice,
) -> None:
    twice.merged()
    late = twice.b.claim(twice.bare, "s-1", 2)
    twice.quiet()
    assert twice.b.answer_to(late).status is ResultStatus.ACCEPTED
    assert late.entity in twice.bookings_of(twice.known)
    twice.undo()
    twice.quiet()
    assert twice.bookings_of(twice.bare) == {twice.theirs, late.entity}


@pytest.mark.rows("A3", "I7")
@pytest.mark.parametrize(
    ("author", "reason"), [(SUPERVISOR, "self-approval"), (CLERK, "not-permitted")], ids=["self", "clerk"]
)
def test_a_hand_made_client_cannot_merge_alone_or_without_the_right(
    twice: Twice, author: StaffId, reason: str
) -> None:
    twice.scan()
    twice.file()
    twice.quiet()
    operation = twice.approve(author)
    twice.quiet()
    assert twice.b.answer_to(operation).reason == reason
    assert twice.pair(twice.b).state == PairState.FILED


@pytest.mark.rows("I7")
def test_a_signature_over_another_effect_or_by_another_person_merges_nothing(twice: Twice) -> None:
    twice.scan()
    forged = twice.file(signer=OFFICER)
    twice.quiet()
    assert twice.a.answer_to(forged).reason == "signature-wrong"
    twice.file()
    twice.quiet()
    operation = twice.approve(frozen=b"something else")
    twice.quiet()
    assert twice.b.answer_to(operation).reason == "signature-wrong"
    assert not twice.a.patient(twice.bare).restricted


@pytest.mark.rows("G5")
def test_a_record_that_changed_after_the_request_makes_it_void(twice: Twice) -> None:
    twice.scan()
    twice.file()
    twice.quiet()
    twice.b.put_account(twice.bare, account(FIRST + 1, is_account=False), base=2)
    operation = twice.approve()
    twice.quiet()
    assert twice.b.answer_to(operation).reason == "pair-changed"
    assert twice.pair(twice.a).state == PairState.OPEN


@pytest.mark.rows("G5")
def test_a_request_for_another_pair_of_people_is_refused(twice: Twice) -> None:
    twice.scan()
    operation = twice.file(pair_id="another-pair")
    twice.quiet()
    assert twice.a.answer_to(operation).reason == "pair-differs"


@pytest.mark.rows("I6", "P25", "G5")
def test_erasing_a_merged_person_erases_both_records_and_the_snapshot(twice: Twice) -> None:
    twice.merged()
    version = twice.a.patient(twice.known).version
    effect = ErasureEffect(
        twice.world.parts.new_id(), twice.known, version, CLERK, twice.world.clock.now(), "own-wish", (twice.bare,)  # type: ignore[arg-type]  # a fresh id
    )  # fmt: skip
    facts: dict[str, object] = {
        "case_id": effect.case_id, "ground": effect.ground, "filed_at": effect.filed_at.isoformat(),
        "effect": base64.b64encode(effect.to_bytes()).decode(),
    }  # fmt: skip
    by_clerk = Approval(CLERK, twice.world.people[CLERK].sign("erasure", effect.to_bytes()))
    twice.a.record(
        OperationKind.FILE_ERASURE, effect.case_id, subject=twice.known, facts=facts, base_version=version,
        approvals=(by_clerk,),
    )  # fmt: skip
    twice.quiet()
    twice.b.approve_deletion(effect.case_id)
    twice.quiet()
    twice.world.due.run_due()
    twice.quiet()
    for desk in (twice.a, twice.b):
        assert not {twice.known, twice.bare} & set(desk.rows["patient"])
        gone = desk.rows["erasure"].values()
        assert {(row.patient_id, row.of, row.also) for row in gone if isinstance(row, wire.ErasureRow)} == {
            (twice.known, twice.known, (twice.bare,)), (twice.bare, twice.known, (twice.bare,)),
        }  # fmt: skip
    for one in (twice.known, twice.bare):
        kinds = {row["key_kind"] for row in twice.world.rows(tables.patient_keys, patient_id=one)}
        assert not {"account", "record"} & kinds
        assert twice.world.rows(tables.patient_index, patient_id=one) == []
    stored = twice.stored()
    assert (stored["state"], stored["sealed_record"], stored["sealed_account"], stored["moved"]) == (
        "erased", None, None, "",
    )  # fmt: skip
    (case,) = twice.world.rows(tables.cases)
    for desk in (twice.a, twice.b):
        for ledger_id in desk.rows["erasure"]:
            assert twice.world.rows(tables.cases)[0]["state"] == "destroyed"
            desk.receipt(ledger_id)
            desk.catch_up()
    assert twice.world.rows(tables.cases)[0]["state"] == "done", case


@pytest.mark.rows("I6")
def test_a_merged_record_cannot_be_erased_by_itself_or_without_naming_what_goes_with_it(twice: Twice) -> None:
    twice.merged()
    alone = twice.a.file_deletion(twice.known, twice.a.patient(twice.known).version)
    alias = twice.a.file_deletion(twice.bare, twice.a.patient(twice.bare).version)
    twice.quiet()
    reasons = {row["entity"]: row["reason"] for row in twice.world.rows(tables.operations)}
    assert (reasons[alone], reasons[alias]) == ("effect-differs", "person-merged")


@pytest.mark.rows("G6", "I6")
def test_a_person_whose_deletion_is_approved_is_not_made_two_again(twice: Twice) -> None:
    twice.merged()
    with twice.world.database.begin() as connection:
        here = (
            tables.patients.c.hospital_id == twice.world.hospital,
            tables.patients.c.patient_id == twice.known,
        )
        connection.execute(sa.update(tables.patients).where(*here).values(restricted=True))
    operation = twice.undo()
    twice.quiet()
    assert twice.b.answer_to(operation).reason == "pair-restricted"


@pytest.mark.rows("G6")
def test_the_newest_merge_of_a_record_is_undone_first(twice: Twice) -> None:
    twice.merged()
    first = twice.pair().id
    third = twice.b.register(replace(record(), document_type="none", document_number="T-0002"))
    twice.quiet()
    twice.scan()
    others = [
        row for row in twice.a.rows["pair"].values() if isinstance(row, wire.PairRow) and row.id != first
    ]
    pair_id = next(row.id for row in others if third in (row.first_id, row.second_id))
    twice.world.clock.forward(minutes=1)
    effect = MergeEffect(
        pair_id, twice.known, PatientId(third), twice.a.patient(twice.known).version, twice.a.patient(third).version,
        SUPERVISOR, twice.world.clock.now(), (),
    )  # fmt: skip
    facts: dict[str, object] = {
        "other": third, "other_version": effect.other_version, "taken": "", "filed_at": effect.filed_at.isoformat(),
        "effect": base64.b64encode(effect.to_bytes()).decode(),
    }  # fmt: skip
    twice.a.record(
        OperationKind.FILE_MERGE, pair_id, subject=twice.known, facts=facts, base_version=effect.survivor_version,
        author=SUPERVISOR, approvals=(twice.signed(SUPERVISOR, effect.to_bytes()),),
    )  # fmt: skip
    twice.a.exchange()
    twice.b.record(
        OperationKind.APPROVE_MERGE, pair_id, subject=twice.known, author=OFFICER,
        approvals=(twice.signed(OFFICER, effect.to_bytes()),),
    )  # fmt: skip
    twice.quiet()
    assert {row["state"] for row in twice.world.rows(people_pairs, other_id=third)} == {"merged"}
    older = twice.b.record(
        OperationKind.UNDO_MERGE, first, subject=twice.known, author=OFFICER,
        approvals=(twice.signed(OFFICER, undo_bytes(first, twice.known, twice.bare)),),
    )  # fmt: skip
    newer = twice.b.record(
        OperationKind.UNDO_MERGE, pair_id, subject=twice.known, author=OFFICER,
        approvals=(twice.signed(OFFICER, undo_bytes(pair_id, twice.known, PatientId(third))),),
    )  # fmt: skip
    twice.quiet()
    assert twice.b.answer_to(older).reason == "pair-later-first"
    assert twice.b.answer_to(newer).status is ResultStatus.ACCEPTED
