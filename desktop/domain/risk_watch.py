"""The risk rules R1 to R14 over the traces of all desks (SECURITY §4.5, P6, T1, T2): pure, one walk in order of time.

One rule speaks once a clinic day about one person (or one desk), so that a list stays short enough to be read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence

from desktop.domain.audit import AuditAct
from desktop.domain.print_templates import PrintKind
from desktop.domain.risk_rules import DAY_MS, MINUTE_MS, Alert, Rule, Seen, Surroundings, Thresholds

_A = AuditAct
SERVICE = frozenset(
    a.value
    for a in (
        _A.REGISTER, _A.CORRECT, _A.PUT_ACCOUNT, _A.BOOK, _A.CANCEL, _A.MOVE, _A.RESTORE, _A.CHECK_IN, _A.QUEUE_STEP,
        _A.PAY, _A.REFUND, _A.FILE_REQUEST, _A.STEP_REQUEST, _A.DECIDE_REQUEST, _A.FILE_ERASURE, _A.APPROVE_ERASURE,
        _A.WITHDRAW_ERASURE,
        _A.TEND_AFFECTED,
    )
)  # fmt: skip
LOOKS = frozenset({_A.PATIENT_OPENED.value, _A.REVEAL.value})
SEARCHES = frozenset({_A.SEARCH_OPENED.value, _A.LOOKUP.value})
PAPERS = frozenset({_A.PRINT.value, _A.REPRINT.value, _A.CALL_SHEET.value, _A.DISCLOSED.value})
FILINGS = frozenset(
    {
        _A.FILE_ERASURE.value,
        _A.FILE_MERGE.value,
        _A.FILE_REQUEST.value,
        _A.ASK_LATE.value,
        _A.OPENING_ASKED.value,
    }
)
APPROVALS = frozenset(
    {
        _A.APPROVE_ERASURE.value,
        _A.APPROVE_MERGE.value,
        _A.DECIDE_REQUEST.value,
        _A.CANCEL_LATE.value,
        _A.OPENING_GRANTED.value,
    }
)
REFUSALS = frozenset({_A.REFUSE_MERGE.value})
TROUBLE = frozenset({_A.CLOCK.value, _A.ROLLED_BACK.value, _A.TRACE_FORKED.value})
TASK = "task"
TYPED = "typed"


def watch(
    entries: Sequence[Seen], around: Surroundings | None = None, thresholds: Thresholds | None = None
) -> tuple[Alert, ...]:
    """Return what should be looked at, in order of time; `entries` are in order of time over all desks."""
    around, limits = around or Surroundings(), thresholds or Thresholds()
    found = list(_Walk(entries, around, limits).alerts())
    found += _pairs(entries, limits)
    found += _experts(entries, around, limits)
    first: dict[tuple[Rule, str, int], Alert] = {}
    for alert in sorted(found, key=lambda alert: alert.ms):
        day = Seen(alert.ms, "", "", "").day
        first.setdefault((alert.rule, alert.actor or alert.desk, day), alert)
    return tuple(first.values())


def served_days(entries: Iterable[Seen]) -> dict[str, list[int]]:
    """Return on which days something was done for a record, by its audit id."""
    days: dict[str, list[int]] = defaultdict(list)
    for entry in entries:
        if entry.subject and entry.act in SERVICE:
            known = days[entry.subject]
            if not known or known[-1] != entry.day:
                known.append(entry.day)
    return days


class _Window:
    """Counts what happened within some minutes."""

    def __init__(self, minutes: int) -> None:
        self._ms = minutes * MINUTE_MS
        self._times: deque[int] = deque()

    def add(self, ms: int) -> int:
        self._times.append(ms)
        while self._times[0] < ms - self._ms:
            self._times.popleft()
        return len(self._times)


class _Day:
    """What one person did on one clinic day."""

    def __init__(self, limits: Thresholds) -> None:
        self.reveals = self.searches = self.services = self.registered = self.typed = self.failed = 0
        self.rebooked = 0
        self.unserved: set[str] = set()
        self.reveal_burst = _Window(limits.burst_minutes)
        self.paper_burst = _Window(limits.burst_minutes)
        self.walked: dict[str, int] = {}


class _Walk:
    """The rules that look at one entry after the other."""

    def __init__(self, entries: Sequence[Seen], around: Surroundings, limits: Thresholds) -> None:
        self._entries, self._around, self._limits = entries, around, limits
        self._served = served_days(entries)
        self._days: dict[str, tuple[int, _Day]] = {}
        self._last: dict[str, Seen] = {}
        self._signed_in: dict[str, int] = {}
        self._revealed: dict[tuple[str, str], int] = defaultdict(int)
        self._freed: dict[str, int] = {}
        self._payers: dict[tuple[str, int], set[str]] = defaultdict(set)
        self._refused: dict[str, Seen] = {}

    def alerts(self) -> Iterator[Alert]:
        for entry in self._entries:
            yield from self._of_desk(entry)
            if entry.actor:
                day = self._day_of(entry)
                for rule in (
                    self._reveals,
                    self._looks,
                    self._times,
                    self._work,
                    self._papers,
                    self._booking,
                ):
                    yield from rule(entry, day)
                self._last[entry.actor] = entry

    def _day_of(self, entry: Seen) -> _Day:
        held = self._days.get(entry.actor)
        if held is None or held[0] != entry.day:
            held = self._days[entry.actor] = entry.day, _Day(self._limits)
        return held[1]

    def _of_desk(self, entry: Seen) -> Iterator[Alert]:
        failed = entry.act == _A.TRACE_VERIFIED.value and entry.result != "ok"
        if entry.act in TROUBLE or failed:
            yield Alert(Rule.CLOCK_OR_TRACE, entry.ms, entry.desk, "", figure=1)
        refused = entry.act in REFUSALS or entry.facts.get("outcome") == "refused"
        if refused and entry.subject:
            self._refused[entry.subject] = entry
        before = self._refused.get(entry.subject) if entry.subject and entry.act in FILINGS else None
        if before is not None and before.desk != entry.desk:
            yield _alert(Rule.REFUSED_THEN_FILED_ELSEWHERE, entry, 1, entry.subject)

    def _reveals(self, entry: Seen, day: _Day) -> Iterator[Alert]:
        if entry.act != _A.REVEAL.value:
            return
        limits = self._limits
        burst = day.reveal_burst.add(entry.ms)
        day.reveals += entry.facts.get("why") != TASK
        if day.reveals > limits.reveals_a_day or burst > limits.reveals_burst:
            yield _alert(Rule.MANY_REVEALS, entry, max(day.reveals, burst))
        if entry.subject and not self._has_service(entry):
            self._revealed[entry.actor, entry.subject] += 1
            again = self._revealed[entry.actor, entry.subject]
            if again >= limits.same_person_reveals:
                yield _alert(Rule.SAME_PERSON_AGAIN, entry, again, entry.subject)

    def _looks(self, entry: Seen, day: _Day) -> Iterator[Alert]:
        if entry.act not in LOOKS or not entry.subject:
            return
        limits, around = self._limits, self._around
        if (entry.actor, entry.subject) in around.related:
            yield _alert(Rule.RELATIVE, entry, 1, entry.subject)
        if entry.subject in around.flagged and entry.actor not in around.may_see_flagged:
            yield _alert(Rule.FLAGGED_PERSON, entry, 1, entry.subject)
        if not self._has_service(entry):
            if entry.subject in around.colleagues and entry.actor not in around.may_see_flagged:
                yield _alert(Rule.FLAGGED_PERSON, entry, 1, entry.subject)
            day.unserved.add(entry.subject)
            if len(day.unserved) >= limits.unserved_looks_a_day:
                yield _alert(Rule.LOOK_WITHOUT_SERVICE, entry, len(day.unserved))
        day.walked[entry.subject] = entry.ms
        since = entry.ms - limits.burst_minutes * MINUTE_MS
        day.walked = {subject: ms for subject, ms in day.walked.items() if ms >= since}
        if len(day.walked) >= limits.walked_people:
            yield _alert(Rule.LIST_WALKING, entry, len(day.walked))

    def _times(self, entry: Seen, day: _Day) -> Iterator[Alert]:
        limits, around, last = self._limits, self._around, self._last.get(entry.actor)
        open_now = limits.opens_minute <= entry.minute < limits.closes_minute
        if not open_now or entry.day in around.holidays:
            yield _alert(Rule.OUTSIDE_HOURS, entry, entry.minute)
        odd = 0
        if entry.act == _A.SIGN_IN.value:
            before = self._signed_in.get(entry.actor)
            self._signed_in[entry.actor] = entry.ms
            odd = before is not None and entry.ms - before >= limits.dormant_days * DAY_MS
        if entry.act == _A.SIGN_IN_FAILED.value:
            day.failed += 1
            odd = day.failed >= limits.failed_sign_ins
        elsewhere = last is not None and last.desk != entry.desk and last.act != _A.SIGN_OUT.value
        near = last is not None and entry.ms - last.ms < limits.two_desks_ms
        if odd or entry.actor in around.leavers or (elsewhere and near):
            yield _alert(Rule.ODD_ACCOUNT, entry, 1)

    def _work(self, entry: Seen, day: _Day) -> Iterator[Alert]:
        limits = self._limits
        if entry.act in SERVICE:
            day.services += 1
            day.walked = {}
        if entry.act in SEARCHES:
            day.searches += 1
            enough = day.searches >= limits.searches_at_least
            if enough and day.searches > limits.searches_per_service * max(1, day.services):
                yield _alert(Rule.MORE_SEARCH_THAN_WORK, entry, day.searches)
        if entry.act == _A.REGISTER.value:
            day.registered += 1
            day.typed += entry.facts.get("evidence") == TYPED
            enough = day.registered >= limits.typed_at_least
            if enough and day.typed > limits.typed_share * day.registered:
                yield _alert(Rule.TOUTING, entry, day.typed)

    def _papers(self, entry: Seen, day: _Day) -> Iterator[Alert]:
        # a pack of blank slips shows nobody
        if entry.act in PAPERS and entry.facts.get("kind") != PrintKind.PAPER_SLIP.value:
            burst = day.paper_burst.add(entry.ms)
            if burst > self._limits.papers_burst:
                yield _alert(Rule.PAPER_BURST, entry, burst)

    def _booking(self, entry: Seen, day: _Day) -> Iterator[Alert]:
        limits, around = self._limits, self._around
        slot = around.slots.get(entry.object_id, "")
        if entry.act == _A.CANCEL.value and slot:
            self._freed[slot] = entry.ms
        if entry.act != _A.BOOK.value:
            return
        freed = self._freed.pop(slot, None) if slot else None
        if freed is not None and entry.ms - freed <= limits.rebook_minutes * MINUTE_MS:
            day.rebooked += 1
            if day.rebooked >= limits.rebooks_a_day:
                yield _alert(Rule.TOUTING, entry, day.rebooked)
        payer = around.payers.get(entry.object_id, "")
        if payer and entry.subject:
            people = self._payers[payer, entry.day]
            people.add(entry.subject)
            if len(people) > limits.patients_a_payer:
                yield _alert(Rule.TOUTING, entry, len(people))

    def _has_service(self, entry: Seen) -> bool:
        days = self._served.get(entry.subject)
        if not days:
            return False
        near = self._limits.service_days
        at = bisect_left(days, entry.day - near)
        return at < len(days) and days[at] <= entry.day + near


def _pairs(entries: Sequence[Seen], limits: Thresholds) -> Iterator[Alert]:
    """R11: who approves nearly all of one person's cases, or approves before it can have been read."""
    filed: dict[str, Seen] = {}
    of_filer: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for entry in entries:
        if entry.act in FILINGS and entry.object_id:
            filed[entry.object_id] = entry
        elif entry.act in APPROVALS and entry.object_id in filed:
            asked = filed[entry.object_id]
            by = of_filer[asked.actor]
            by[entry.actor] += 1
            whole = sum(by.values())
            often = whole >= limits.decisions_at_least and by[entry.actor] > limits.pair_share * whole
            if often or entry.ms - asked.ms < limits.decision_ms:
                yield _alert(Rule.APPROVER_PAIR, entry, by[entry.actor])


def _experts(entries: Sequence[Seen], around: Surroundings, limits: Thresholds) -> Iterator[Alert]:
    """R12: a clerk who books one expert far more often than the team does."""
    booked: dict[tuple[str, str], int] = defaultdict(int)
    of_clerk: dict[str, int] = defaultdict(int)
    of_expert: dict[str, int] = defaultdict(int)
    last: dict[tuple[str, str], Seen] = {}
    for entry in entries:
        if entry.act == _A.BOOK.value and entry.actor:
            of_clerk[entry.actor] += 1
            expert = around.experts.get(entry.object_id)
            if expert:
                booked[entry.actor, expert] += 1
                of_expert[expert] += 1
                last[entry.actor, expert] = entry
    whole = sum(of_clerk.values())
    for (clerk, expert), count in booked.items():
        others = whole - of_clerk[clerk]
        if count < limits.expert_bookings_at_least or not others:
            continue
        share, usual = count / of_clerk[clerk], (of_expert[expert] - count) / others
        if share > limits.expert_concentration * usual:
            yield _alert(Rule.TOUTING, last[clerk, expert], count)


def _alert(rule: Rule, entry: Seen, figure: int, subject: str = "") -> Alert:
    return Alert(rule, entry.ms, entry.desk, entry.actor, subject, figure)
