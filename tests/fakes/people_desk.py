"""A list of pairs for pages without a store."""

from __future__ import annotations

from dataclasses import replace

from desktop.domain.errors import KnownError
from desktop.domain.ids import PairId, StaffId
from desktop.domain.merging import MergeField, PairState
from desktop.services.people import FieldLine, PairLine, PairSheet

FIELDS = (
    FieldLine(MergeField.NAME, "张志强", "张志强", same=True),
    FieldLine(MergeField.SEX, "1", "1", same=True),
    FieldLine(MergeField.BIRTH, "1990-03-07", "1990-03-07", same=True),
    FieldLine(MergeField.DOCUMENT, "8*** **** **** **21", "--", same=False),
    FieldLine(MergeField.CARD, "--", "**** 0001", same=False),
    FieldLine(MergeField.PHONE, "154 **** 8000", "164 **** 1111", same=False),
    FieldLine(MergeField.ADDRESS, "云屏市青石****", "云屏****", same=False),
    FieldLine(MergeField.GUARDIAN, "--", "--", same=None),
)


def pair(pair_id: str = "pair-1", state: PairState = PairState.OPEN, *, own: bool = False) -> PairLine:
    """Return a line."""
    asked = state not in (PairState.OPEN, PairState.FOUND)
    return PairLine(
        PairId(pair_id), ("张*强", "张*强"), 62, ("same-name", "same-birth", "same-phone"), state,
        StaffId("2001") if asked else None, own,
    )  # fmt: skip


class FakePeople:
    """Implements presenters.people.KeepsPeopleClean; remembers what was asked."""

    def __init__(self) -> None:
        self.lines: list[PairLine] = []
        self.acts: list[tuple[object, ...]] = []
        self.opened: list[str] = []
        self.error: KnownError | None = None

    def scan(self) -> None:
        self.acts.append(("scan",))

    def pairs(self) -> tuple[PairLine, ...]:
        return tuple(self.lines)

    def open_pair(self, pair_id: PairId) -> PairSheet:
        if self.error is not None:
            raise self.error
        self.opened.append(pair_id)
        line = next(one for one in self.lines if one.pair_id == pair_id)
        return PairSheet(
            pair_id, line.state, ("张志强", "张志强"), ("chip-read", "typed"), (3, 1), FIELDS, 0,
            frozenset({MergeField.CARD}),
        )  # fmt: skip

    def dismiss(self, pair_id: PairId) -> None:
        self._act(("dismiss", pair_id), pair_id, None)

    def refuse(self, pair_id: PairId) -> None:
        self._act(("refuse", pair_id), pair_id, PairState.OPEN)

    def file_merge(self, pair_id: PairId, survivor: int, taken: frozenset[MergeField]) -> None:
        self._act(("file", pair_id, survivor, taken), pair_id, PairState.FILED)

    def approve(self, pair_id: PairId) -> None:
        self._act(("approve", pair_id), pair_id, PairState.MERGED)

    def undo(self, pair_id: PairId) -> None:
        self._act(("undo", pair_id), pair_id, PairState.UNDONE)

    def _act(self, act: tuple[object, ...], pair_id: str, state: PairState | None) -> None:
        self.acts.append(act)
        moved = [replace(o, state=state) if o.pair_id == pair_id and state else o for o in self.lines]
        self.lines = [o for o in moved if not (o.pair_id == pair_id and state is None)]
