"""What every Store keeps about people."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from desktop.domain.ids import PatientId, TaskId
from desktop.domain.operations import KeyKind
from desktop.ports.store import ConsentEvent, DataKeys, NoticeEvent, PatientStatus, Store, StoredTask
from tests.fakes.clinic import (
    ACCOUNT,
    KEYS,
    NOW,
    RECORD,
    RESIDENT,
    STATUS,
    TODAY,
    booking,
    keep,
    named,
    operation,
)

BOTH = (KeyKind.RECORD, KeyKind.ACCOUNT)


def test_a_person_comes_back_as_they_were_put(store: Store) -> None:
    with store.write() as tx:
        who = keep(tx)
    with store.read() as tx:
        found = tx.patients.get(who)
        keys = tx.patients.keys(who)
        count = tx.patients.count()
    assert found is not None
    assert (found.id, found.record, found.account, found.status) == (who, RECORD, ACCOUNT, STATUS)
    assert len(found.audit_id) == 32
    assert (keys, count) == (KEYS, 1)


def test_every_person_has_a_trace_id_of_their_own_that_stays(store: Store) -> None:
    with store.write() as tx:
        one, other = keep(tx, "p1"), keep(tx, "p2")
        before = tx.patients.get(one)
        keep(tx, "p1", named("单雪梅"), None)
        after, second = tx.patients.get(one), tx.patients.get(other)
    assert before is not None
    assert after is not None
    assert second is not None
    assert before.audit_id == after.audit_id != second.audit_id
    assert after.record.name == "单雪梅"
    assert after.account is None


def test_a_person_nobody_knows_is_nothing(store: Store) -> None:
    with store.read() as tx:
        assert tx.patients.get(PatientId("nobody")) is None
        assert tx.patients.keys(PatientId("nobody")) == DataKeys(None, None)
        assert tx.patients.count() == 0


def test_a_person_without_a_record_key_is_not_kept(store: Store) -> None:
    with pytest.raises(ValueError, match="record key"), store.write() as tx:
        keep(tx, keys=DataKeys(None, b"a" * 32))


def test_without_an_account_key_there_is_no_account(store: Store) -> None:
    with store.write() as tx:
        who = keep(tx, keys=DataKeys(b"r" * 32, None))
        found = tx.patients.get(who)
        assert found is not None
        assert found.account is None
        assert tx.patients.search("0138", 20) == ()


def test_the_status_is_replaced_without_touching_the_rest(store: Store) -> None:
    later = replace(
        STATUS, served_at=NOW + timedelta(hours=1), name_check="mismatch", same_as=PatientId("p9")
    )
    with store.write() as tx:
        who = keep(tx)
        tx.patients.set_status(who, later)
        tx.patients.set_status(PatientId("nobody"), later)
    with store.read() as tx:
        found = tx.patients.get(who)
        assert found is not None
        assert (found.status, found.record) == (later, RECORD)
        assert [row.served_at for row in tx.patients.recent(5)] == [later.served_at]
        assert tx.patients.count() == 1


@pytest.mark.rows("G16")
def test_the_people_served_last_come_first(store: Store) -> None:
    with store.write() as tx:
        keep(tx, "p1", status=replace(STATUS, served_at=NOW))
        keep(tx, "p2", status=replace(STATUS, served_at=NOW + timedelta(minutes=2)))
        keep(tx, "p3", status=replace(STATUS, served_at=None))
        keep(tx, "p4", status=replace(STATUS, served_at=NOW + timedelta(minutes=1)))
    with store.read() as tx:
        assert [row.id for row in tx.patients.recent(2)] == ["p2", "p4"]
        assert [row.id for row in tx.patients.recent(9)] == ["p2", "p4", "p1"]


def test_a_candidate_has_this_document_or_this_name_with_birth_or_phone(store: Store) -> None:
    with store.write() as tx:
        keep(tx, "same-document", named("张伟", "890000199003070028"))
        keep(tx, "same-birth", named("单雪", "89000019851212005X"))
        keep(tx, "same-phone", replace(named("单雪"), birth="1970-01-01"))
        other = replace(ACCOUNT, phone="16900009999")
        keep(tx, "same-name-only", replace(named("单雪"), birth="1970-01-01"), other)
    with store.read() as tx:
        ask = tx.patients.candidates
        found = ask(RESIDENT, "890000199003070028", "单雪", "1990-03-07", None)
        assert [row.id for row in found] == ["same-document", "same-birth"]
        assert found[0].match_key == "890000199003070028"
        assert (found[1].name, found[1].birth, found[1].phone_tail) == ("单雪", "1990-03-07", "8000")
        by_phone = ask(RESIDENT, None, "单雪", None, "15400138000")
        assert {row.id for row in by_phone} == {"same-birth", "same-phone"}
        assert ask(RESIDENT, None, "单雪", None, None) == ()
        assert ask("passport", "890000199003070028", "nobody", None, None) == ()


def test_a_restricted_person_is_in_no_list_but_a_card_still_says_who_they_are(store: Store) -> None:
    restricted = replace(STATUS, restricted=True)
    with store.write() as tx:
        who = keep(tx)
        tx.patients.set_status(who, restricted)
    with store.read() as tx:
        assert tx.patients.search("单雪", 20) == ()
        assert tx.patients.search("890000199003070028", 20) == ()
        assert tx.patients.recent(5) == ()
        assert tx.patients.candidates(RESIDENT, None, "单雪", "1990-03-07", None) == ()
        card = tx.patients.candidates(RESIDENT, "890000199003070028", "", None, None)
        assert [row.id for row in card] == [who]
    with store.write() as tx:
        tx.patients.set_status(who, STATUS)
    with store.read() as tx:
        assert [row.id for row in tx.patients.search("单雪", 20)] == [who]
        assert [row.id for row in tx.patients.recent(5)] == [who]


def _full_life(store: Store) -> PatientId:
    with store.write() as tx:
        who = keep(tx)
        keep(tx, "twin", named("张伟"), None, replace(STATUS, same_as=who, served_at=None))
        tx.bookings.put(booking())
        tx.bookings.put(booking("b2", patient_id=PatientId("twin")))
        tx.cases.put_task(StoredTask(TaskId("t1"), "mismatch", "open", NOW, who, None, ""))
        tx.cases.add_consent(ConsentEvent("c1", who, "account", "v1", "paper", True, NOW))
        tx.cases.add_notice(NoticeEvent(who, "v1", "read", NOW))
        tx.state.set("draft/s1", b"sealed draft")
        tx.state.set("cursor/clinic", b"7")
    return who


@pytest.mark.rows("N9", "I6")
def test_an_erased_person_is_gone_from_every_table_and_only_random_ids_stay(store: Store) -> None:
    who = _full_life(store)
    with store.write() as tx:
        tx.patients.erase(who, BOTH)
    assert store.scrub() is True
    with store.read() as tx:
        assert tx.patients.get(who) is None
        assert tx.patients.keys(who) == DataKeys(None, None)
        for text in ("单雪", "shan", "dx", "0138", "0028", "8812", "890000199003070028"):
            assert tx.patients.search(text, 20) == ()
        assert tx.patients.candidates(RESIDENT, "890000199003070028", "单雪", "1990-03-07", None) == ()
        assert tx.patients.recent(9) == ()
        assert tx.bookings.of_patient(who, 9) == ()
        kept = [(row.id, row.patient_id, row.number) for row in tx.bookings.of_session(booking().session_id)]
        assert kept == [("b1", "", 17), ("b2", "twin", 17)], "the number stays used, the link is gone"
        assert tx.cases.consents(who) == ()
        assert tx.cases.last_notice(who) is None
        assert [task.patient_id for task in tx.cases.tasks("open")] == [None]
        assert tx.state.names("") == ("cursor/clinic",), "a draft could name the person"
        twin = tx.patients.get(PatientId("twin"))
        assert twin is not None
        assert twin.status.same_as is None
        assert tx.patients.count() == 1


@pytest.mark.rows("I6")
def test_an_erased_person_does_not_come_back_with_a_late_row(store: Store) -> None:
    with store.write() as tx:
        who = keep(tx)
        tx.patients.erase(who, BOTH)
    with store.write() as tx:
        keep(tx)
        tx.bookings.put(booking())
    with store.read() as tx:
        assert tx.patients.get(who) is None
        assert tx.patients.keys(who) == DataKeys(None, None)
        assert tx.patients.search("单雪", 20) == ()
        late = tx.bookings.get(booking().id)
        assert late is not None
        assert late.patient_id == ""
    assert store.scrub() is True


@pytest.mark.rows("N9")
def test_an_erased_account_takes_the_phone_and_leaves_the_record(store: Store) -> None:
    with store.write() as tx:
        who = keep(tx)
        tx.patients.erase(who, (KeyKind.ACCOUNT,))
        keep(tx, account=ACCOUNT)
    with store.read() as tx:
        found = tx.patients.get(who)
        assert found is not None
        assert (found.record, found.account) == (RECORD, None)
        assert tx.patients.keys(who) == DataKeys(KEYS.record, None)
        assert tx.patients.search("0138", 20) == ()
        assert [row.phone for row in tx.patients.search("单雪", 20)] == [None]
    assert store.scrub() is True


@pytest.mark.rows("P2", "N9")
def test_after_its_key_was_renewed_an_account_may_stand_there_again_and_an_erased_person_never(
    store: Store,
) -> None:
    with store.write() as tx:
        who = keep(tx, account=ACCOUNT)
        tx.patients.erase(who, (KeyKind.ACCOUNT,))
        tx.patients.renew_account(who)
        keep(tx, account=ACCOUNT, keys=DataKeys(KEYS.record, b"n" * 32))
    with store.read() as tx:
        found = tx.patients.get(who)
        assert found is not None
        assert found.account == ACCOUNT
    with store.write() as tx:
        tx.patients.erase(who, (KeyKind.ACCOUNT, KeyKind.RECORD))
        tx.patients.renew_account(who)
        keep(tx, account=ACCOUNT, keys=DataKeys(KEYS.record, b"n" * 32))
    with store.read() as tx:
        assert tx.patients.get(who) is None
    assert store.scrub() is True


def test_erasing_somebody_unknown_is_remembered(store: Store) -> None:
    with store.write() as tx:
        tx.state.set("draft/s1", b"sealed draft")
        tx.patients.erase(PatientId("p1"), BOTH)
        keep(tx)
    with store.read() as tx:
        assert tx.patients.get(PatientId("p1")) is None
        assert tx.state.get("draft/s1") == b"sealed draft"


@pytest.mark.rows("I5")
def test_a_person_out_of_scope_is_dropped_and_may_come_back(store: Store) -> None:
    with store.write() as tx:
        who = keep(tx)
        tx.bookings.put(booking())
        tx.cases.add_consent(ConsentEvent("c1", who, "account", "v1", "paper", True, NOW))
        tx.patients.drop(who)
    with store.write() as tx:
        assert tx.patients.get(who) is None
        assert tx.patients.search("单雪", 20) == ()
        assert tx.bookings.get(booking().id) is None
        assert tx.cases.consents(who) == ()
        keep(tx, status=PatientStatus())
    with store.read() as tx:
        assert tx.patients.get(who) is not None
        assert [row.id for row in tx.patients.search("单雪", 20)] == [who]


@pytest.mark.rows("P17")
def test_people_who_were_only_looked_up_are_forgotten_when_their_time_is_over(store: Store) -> None:
    class At:
        at = NOW

        def now(self) -> datetime:
            return self.at

        def monotonic(self) -> float:
            return 0.0

    clock = At()
    over = NOW + timedelta(hours=24)
    with store.write() as tx:
        keep(tx, "over", status=PatientStatus(keep_until=over))
        keep(tx, "served", status=PatientStatus(keep_until=over, served_at=NOW))
        keep(tx, "booked", status=PatientStatus(keep_until=over))
        tx.bookings.put(booking("b1", patient_id=PatientId("booked"), day=TODAY + timedelta(days=1)))
        keep(tx, "on-the-way", status=PatientStatus(keep_until=over))
        tx.outbox.append(operation(tx.outbox.head(), subject=PatientId("on-the-way")))
    assert store.forget_expired(clock) == 0
    clock.at = over
    assert store.forget_expired(clock) == 1
    with store.read() as tx:
        assert tx.patients.get(PatientId("over")) is None
        assert {row.id for row in tx.patients.search("单雪", 20)} == {"served", "booked", "on-the-way"}
