"""What every Store keeps about pairs of records (G4-G6)."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.ids import PairId, PatientId, StaffId
from desktop.domain.operations import KeyKind
from desktop.ports.pairs import StoredPair
from desktop.ports.store import Store
from tests.fakes.clinic import NOW, keep

FIRST, SECOND, THIRD = PatientId("p1"), PatientId("p2"), PatientId("p3")
PAIR = StoredPair(PairId("a"), FIRST, SECOND, 62, ("same-name", "same-birth"), "open")
MERGED = replace(
    PAIR, state="merged", survivor=FIRST, other=SECOND, taken="phone", effect=b"effect", filed_by=StaffId("2001"),
    filed_at=NOW, approved_by=StaffId("3001"), approved_at=NOW,
)  # fmt: skip


def test_a_pair_comes_back_as_it_was_put_the_likeliest_first(store: Store) -> None:
    likelier = replace(PAIR, id=PairId("b"), second_id=THIRD, score=90)
    with store.write() as tx:
        tx.pairs.put(PAIR)
        tx.pairs.put(likelier)
        tx.pairs.put(replace(PAIR, id=PairId("c"), first_id=SECOND, second_id=THIRD, state="dismissed"))
    with store.read() as tx:
        assert tx.pairs.get(PAIR.id) == PAIR
        assert tx.pairs.get(PairId("nothing")) is None
        assert tx.pairs.in_states(("open", "filed")) == (likelier, PAIR)


def test_only_a_merged_pair_makes_an_alias(store: Store) -> None:
    with store.write() as tx:
        tx.pairs.put(replace(MERGED, state="filed"))
        assert tx.pairs.survivor_of(SECOND) is None
        tx.pairs.put(MERGED)
    with store.read() as tx:
        assert tx.pairs.get(PAIR.id) == MERGED
        assert (tx.pairs.survivor_of(SECOND), tx.pairs.survivor_of(FIRST)) == (FIRST, None)
        assert (tx.pairs.aliases_of(FIRST), tx.pairs.aliases_of(SECOND)) == ((SECOND,), ())


def test_an_erased_pair_is_gone_and_so_is_every_pair_of_an_erased_person(store: Store) -> None:
    with store.write() as tx:
        who = keep(tx)
        tx.pairs.put(PAIR)
        tx.pairs.put(replace(PAIR, state="erased"))
        tx.pairs.put(replace(PAIR, id=PairId("b"), first_id=who))
        assert tx.pairs.get(PAIR.id) is None
        tx.patients.erase(who, (KeyKind.RECORD,))
    with store.read() as tx:
        assert tx.pairs.get(PairId("b")) is None
