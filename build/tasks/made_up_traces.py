"""A made-up hospital's traces for the risk rules: ordinary days of many desks, and planted cases that must be found."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from desktop.domain.risk_rules import CHINA_MS, DAY_MS, MINUTE_MS, Rule, Seen, Surroundings

FIRST_DAY = 20_780  # 2026-11-23 as days since 1970
OPENS, CLOSES = 7 * 60 + 30, 17 * 60
SUPERVISORS = ("s-1", "s-2", "s-3", "s-4")
SUPERVISORS_DESK = "desk-lead"
CASES_EACH = 3


@dataclass(frozen=True, slots=True)
class Planted:
    """A case that some rule must find: about whom (or which desk), on which clinic day."""

    rule: Rule
    who: str
    day: int


@dataclass(slots=True)
class Hospital:
    """All entries in order of time, what surrounds them, and what was planted."""

    entries: list[Seen] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)
    related: set[tuple[str, str]] = field(default_factory=set)
    flagged: set[str] = field(default_factory=set)
    slots: dict[str, str] = field(default_factory=dict)
    payers: dict[str, str] = field(default_factory=dict)
    experts: dict[str, str] = field(default_factory=dict)
    leavers: set[str] = field(default_factory=set)

    def around(self) -> Surroundings:
        """Return what the rules are told besides the entries."""
        return Surroundings(
            frozenset(self.related), frozenset(self.flagged), frozenset({"o-1"}), frozenset(self.leavers), frozenset(),
            self.slots, self.payers, self.experts,
        )  # fmt: skip


def at(day: int, minute: float) -> int:
    """Return the time of a clinic day's minute."""
    return round(day * DAY_MS - CHINA_MS + minute * MINUTE_MS)


class Maker:
    """Makes the days; the same seed makes the same hospital."""

    def __init__(self, desks: int, days: int, patients_a_day: int, seed: int) -> None:
        self._chance = random.Random(seed)  # noqa: S311  # made-up days, not secrets
        self._desks, self._patients = desks, patients_a_day
        self._days = range(FIRST_DAY, FIRST_DAY + days)
        self._serial = 0
        self.made = Hospital()

    def make(self) -> Hospital:
        """Return the hospital, its entries in order of time."""
        for day in self._days:
            for desk in range(self._desks):
                self._ordinary(day, f"desk-{desk}", f"c-{desk}")
        for rule in Rule:
            for turn in range(CASES_EACH):
                self._plant(rule, turn)
        self.made.entries.sort(key=lambda entry: entry.ms)
        return self.made

    def _new(self, kind: str) -> str:
        self._serial += 1
        return f"{kind}-{self._serial}"

    def _put(self, ms: int, desk: str, who: str, act: str, *names: str, **facts: str | int) -> None:
        subject, object_id = (*names, "", "")[:2]
        result = str(facts.pop("result", "ok"))
        self.made.entries.append(Seen(ms, desk, who, act, subject, object_id, result, facts))

    # ------------------------------------------------------------ ordinary days
    def _ordinary(self, day: int, desk: str, who: str) -> None:
        chance = self._chance
        self._put(at(day, OPENS - 5), desk, who, "sign-in")
        step = (CLOSES - OPENS) / self._patients
        for turn in range(self._patients):
            self._patient(at(day, OPENS + turn * step + chance.random() * step / 3), desk, who)
        for minute in (11 * 60 + 30, 14 * 60):
            self._put(at(day, minute), desk, who, "lock")
            self._put(at(day, minute + 20), desk, who, "unlock")
        if chance.random() < 0.3:
            self._filed(at(day, 10 * 60 + chance.random() * 300), desk, who)
        self._put(at(day, CLOSES + 10), desk, who, "sign-out")

    def _patient(self, ms: int, desk: str, who: str) -> None:
        chance, person = self._chance, self._new("p")
        if chance.random() < 0.35:
            self._put(ms, desk, who, "search.opened")
            self._put(ms + 3000, desk, who, "search.closed")
        else:
            self._put(ms, desk, who, "card.read")
        if chance.random() < 0.2:
            self._put(ms + 4000, desk, who, "lookup", by="document", rows=1)
        self._put(ms + 5000, desk, who, "patient.opened", person)
        if chance.random() < 0.1:
            self._put(ms + 8000, desk, who, "reveal", person, why="task", field="phone")
        if chance.random() < 0.03:
            self._put(ms + 9000, desk, who, "reveal", person, why="call-back", field="phone")
        if chance.random() < 0.02:
            return  # the patient thinks better of it
        self._served(ms, desk, who, person)

    def _served(self, ms: int, desk: str, who: str, person: str) -> None:
        chance = self._chance
        if chance.random() < 0.3:
            evidence = "typed" if chance.random() < 0.05 else "chip-read"
            self._put(ms + 20_000, desk, who, "patient.register", person, evidence=evidence)
            self._put(ms + 20_100, desk, who, "notice.show", person)
            self._put(ms + 20_200, desk, who, "account.put", person)
        booking = self._booking(ms + 30_000, desk, who, person)
        self._put(ms + 31_000, desk, who, "print", "", booking)
        if chance.random() < 0.6:
            self._put(ms + 40_000, desk, who, "payment.record", person, booking)
        if chance.random() < 0.5:
            self._put(ms + 45_000, desk, who, "booking.check-in", person, booking)
        if chance.random() < 0.04:
            self._put(ms + 60_000, desk, who, "booking.cancel", person, booking)

    def _booking(self, ms: int, desk: str, who: str, person: str) -> str:
        booking = self._new("b")
        self.made.slots[booking] = self._new("slot")
        self.made.payers[booking] = f"payer-{self._chance.randrange(10**9)}"
        if self._chance.random() < 0.1:
            self.made.experts[booking] = f"expert-{self._chance.randrange(5)}"
        self._put(ms, desk, who, "booking.book", person, booking)
        return booking

    def _filed(self, ms: int, desk: str, who: str) -> None:
        case, person = self._new("case"), self._new("p")
        lead = self._chance.choice(SUPERVISORS)
        self._put(ms, desk, who, "erasure.file", person, case)
        later = ms + (5 + self._chance.randrange(60)) * MINUTE_MS
        self._put(later, f"{SUPERVISORS_DESK}-{lead}", lead, "erasure.approve", person, case)

    # ------------------------------------------------------------ planted cases
    def _plant(self, rule: Rule, turn: int) -> None:
        chance = self._chance
        day = chance.choice(self._days)
        number = chance.randrange(self._desks)
        desk, who = f"desk-{number}", f"c-{number}"
        begin = at(day, OPENS + 60 + chance.random() * 300)
        about = getattr(self, f"_{rule.name.lower()}")(begin, desk, who, turn)
        named, on = about if about is not None else (who, day)
        self.made.planted.append(Planted(rule, named, on))

    def _strangers(self, ms: int, desk: str, who: str, count: int, gap_ms: int) -> None:
        for turn in range(count):
            self._put(ms + turn * gap_ms, desk, who, "patient.opened", self._new("p"))

    def _many_reveals(self, ms: int, desk: str, who: str, turn: int) -> None:
        for n in range(17):
            self._put(ms + n * 20_000, desk, who, "reveal", self._new("p"), why="call-back")

    def _look_without_service(self, ms: int, desk: str, who: str, turn: int) -> None:
        self._strangers(ms, desk, who, 9, 6 * MINUTE_MS)

    def _relative(self, ms: int, desk: str, who: str, turn: int) -> None:
        person = self._new("p")
        self.made.related.add((who, person))
        self._put(ms, desk, who, "patient.opened", person)

    def _flagged_person(self, ms: int, desk: str, who: str, turn: int) -> None:
        person = self._new("p")
        self.made.flagged.add(person)
        self._put(ms, desk, who, "reveal", person, why="supervision")

    def _outside_hours(self, ms: int, desk: str, who: str, turn: int) -> None:
        late = at(Seen(ms, "", "", "").day, 22 * 60 + turn)
        self._put(late, desk, who, "patient.opened", self._new("p"))

    def _more_search_than_work(self, ms: int, desk: str, who: str, turn: int) -> None:
        for n in range(4 * self._patients * 4):
            self._put(ms + n * 1000, desk, who, "lookup", by="document", rows=0)

    def _same_person_again(self, ms: int, desk: str, who: str, turn: int) -> None:
        person = self._new("p")
        for n in range(3):
            self._put(ms + n * 20 * MINUTE_MS, desk, who, "reveal", person, why="call-back")

    def _list_walking(self, ms: int, desk: str, who: str, turn: int) -> None:
        self._strangers(ms, desk, who, 40, 4000)

    def _odd_account(self, ms: int, desk: str, who: str, turn: int) -> tuple[str, int]:
        ghost, day = f"ghost-{turn}", Seen(ms, "", "", "").day
        if turn == 0:
            self.made.leavers.add(ghost)
            self._put(ms, desk, ghost, "sign-in")
        elif turn == 1:
            self._put(ms - 31 * DAY_MS, desk, ghost, "sign-in")
            self._put(ms, desk, ghost, "sign-in")
        else:
            self._put(ms, desk, ghost, "sign-in")
            self._put(ms + 5000, "desk-elsewhere", ghost, "patient.opened", self._new("p"))
        return ghost, day

    def _paper_burst(self, ms: int, desk: str, who: str, turn: int) -> None:
        for n in range(25):
            self._put(ms + n * 5000, desk, who, "reprint", "", self._new("b"))

    def _approver_pair(self, ms: int, desk: str, who: str, turn: int) -> tuple[str, int]:
        lead = SUPERVISORS[turn]
        case, person = self._new("case"), self._new("p")
        self._put(ms, desk, who, "erasure.file", person, case)
        self._put(ms + 2000, f"{SUPERVISORS_DESK}-{lead}", lead, "erasure.approve", person, case)
        return lead, Seen(ms, "", "", "").day

    def _touting(self, ms: int, desk: str, who: str, turn: int) -> None:
        if turn == 0:
            for n in range(2):
                start = ms + n * 20 * MINUTE_MS
                first = self._booking(start, desk, who, self._new("p"))
                self._put(start + MINUTE_MS, desk, who, "booking.cancel", "", first)
                again = self._booking(start + 3 * MINUTE_MS, desk, who, self._new("p"))
                self.made.slots[again] = self.made.slots[first]
        elif turn == 1:
            for n in range(5):
                self.made.payers[self._booking(ms + n * MINUTE_MS, desk, who, self._new("p"))] = "tout"
        else:
            for n in range(30):
                self._put(ms + n * 4000, desk, who, "patient.register", self._new("p"), evidence="typed")

    def _clock_or_trace(self, ms: int, desk: str, who: str, turn: int) -> tuple[str, int]:
        self._put(ms, desk, who, ("clock", "store.rolled-back", "trace.forked")[turn])
        return desk, Seen(ms, "", "", "").day

    def _refused_then_filed_elsewhere(self, ms: int, desk: str, who: str, turn: int) -> None:
        person = self._new("p")
        self._put(
            ms - DAY_MS, "desk-other", SUPERVISORS[0], "request.decide", person, "case", outcome="refused"
        )
        self._put(ms, desk, who, "request.file", person, self._new("case"))
