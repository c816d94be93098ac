"""Operations on numbers: claim, promise, return; and the blocks of outage desks (DECISIONS 22-24, G24, N6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from central.services import blocks, paper_slips, people, rules, suspending
from central.services.aliases import follow
from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError, SessionFrozenError
from central.store import changed, feed, numbers, roll_calls
from desktop.domain.bookings import BookingState
from desktop.domain.changes import RETAKEN_WITHIN
from desktop.domain.errors import KnownError, SessionStoppedError, SlotTakenError
from desktop.domain.legal_basis import LegalBasis
from desktop.domain.operations import Operation, Right
from desktop.domain.quotas import BY_NAME, ONLINE_CODES, WINDOW_CODES, Channel, refuse_stranger_to_group
from desktop.domain.rule_book import refuse_broken, told_of
from desktop.domain.schedules import CHINA, HALF_HOUR, SessionState, clinic_day
from desktop.domain.verdicts import ALLOWED
from desktop.domain.wind_down import last_day, refuse_after

MOST_SESSIONS = 400


@dataclass(frozen=True, slots=True)
class Wish:
    """A booking that wants a number: who, where and how it is made. `fee_fen` and `day` come from the session.

    `quota` names whose number is wanted at a window (quotas.BY_NAME), "" the window's own.
    """

    booking_id: str
    patient_id: str
    session_id: str
    half_hour: int
    channel: str
    made_by: str
    made_at: datetime
    provisional: bool = False
    desk_id: str | None = None
    operation_id: str | None = None
    basis: LegalBasis = LegalBasis.CONTRACT
    moved_from: str | None = None
    quota: str = ""


def claim_number(batch: Batch, wish: Wish) -> numbers.Taken:
    """Give the lowest free number of a half-hour; raises SlotTakenError, SessionStoppedError, or the rule broken."""
    session = batch.sessions.get(wish.session_id)
    if session is None or session["state"] != SessionState.OPEN.value:
        raise SessionStoppedError
    refuse_by_rules(batch, wish, session)
    if batch.waits_for(wish.session_id):
        raise SessionFrozenError
    if wish.quota == Channel.ELDER:
        age = people.age_of(batch, wish.patient_id, session["day"])
        refuse_stranger_to_group(wish.quota, age, batch.rules.queue_at(wish.made_at).elder_from)
    taken = numbers.claim_lowest(
        batch.connection, batch.hospital, wish.session_id, wish.half_hour, wish.booking_id, _channels(wish)
    )
    if taken is None:
        raise SlotTakenError
    batch.slots.forget(wish.session_id, taken.number)
    _flag_retaken(batch, wish, taken.number)
    _book(batch, wish, taken.number, taken.epoch, session["fee_fen"], session["day"])
    return taken


def refuse_by_rules(batch: Batch, wish: Wish, session: dict[str, Any]) -> None:
    """Raise PersonBlockedError or the error of the first booking rule that says no (N21, G40)."""
    blocks.refuse(batch, wish, session)
    refuse_after(batch.end, session["day"])
    refuse_broken(
        rules.verdict(
            batch, wish.patient_id, session, wish.half_hour, wish.channel, wish.made_at, wish.moved_from
        )
    )


def _channels(wish: Wish) -> tuple[str, ...]:
    """Return whose numbers this booking may take (G22, G23)."""
    if wish.quota:
        return (wish.quota,)
    return ONLINE_CODES if wish.channel == "online" else WINDOW_CODES


def claim(batch: Batch, op: Operation, moved_from: str | None = None) -> numbers.Taken:
    """Decide a desk's claim."""
    right = right_of(op)
    facts = Facts(op)
    if batch.bookings.get(op.entity) is not None:
        raise OperationRefusedError("booking-exists")
    wish = Wish(
        op.entity, patient_of(op), right.session_id, right.half_hour, "desk", "claim", op.happened_at,
        facts.flag("provisional"), op.desk, op.id, facts.basis(), moved_from, _quota(facts),
    )  # fmt: skip
    given = batch.given.get(op.hash())
    if given is not None:
        taken = _given_again(batch, wish, given)
        batch.note_served(wish.patient_id)
        paper_slips.keyed(batch, facts, op.entity, wish.patient_id)
        return taken
    paper_slips.refuse_keyed(batch, facts)
    try:
        taken = claim_number(batch, wish)
    except KnownError as refusal:
        raise OperationRefusedError(refusal.code, told_of(refusal)) from refusal
    batch.note_served(wish.patient_id)
    paper_slips.keyed(batch, facts, op.entity, wish.patient_id)
    return taken


def _given_again(batch: Batch, wish: Wish, given: tuple[int, int]) -> numbers.Taken:
    """Book what central gave before it was put back from a copy; somebody has a slip with this number (I2)."""
    session = batch.sessions.get(wish.session_id)
    batch.slots.forget(wish.session_id, given[0])
    if session is None or not roll_calls.take_again(
        batch.connection, batch.hospital, wish.session_id, given, wish.booking_id, batch.desk_id
    ):
        batch.open_task(
            "wrong-epoch", patient_id=wish.patient_id, reason=f"{wish.session_id}/{given[0]}"[:64]
        )
        raise OperationRefusedError("wrong-epoch")
    _book(batch, wish, given[0], given[1], session["fee_fen"], session["day"])
    return numbers.Taken(*given)


def promise(batch: Batch, op: Operation, moved_from: str | None = None) -> numbers.Taken:
    """Honour a number that this desk holds; always accepted when it was leased to it with this epoch (I2).

    Another epoch or holder must never happen: it is refused and a supervisor is told at once.
    """
    right, facts, patient_id = right_of(op), Facts(op), patient_of(op)
    fee_fen, day, provisional = facts.number("fee_fen"), facts.day("day"), facts.flag("provisional")
    slot = batch.slots.get(right.session_id, right.number)
    if batch.bookings.get(op.entity) is not None:
        raise OperationRefusedError("booking-exists")
    if slot is None or not (_holds(slot, op.desk, right) or _lease_forgotten(batch, slot, right)):
        batch.open_task(
            "wrong-epoch", patient_id=patient_id, reason=f"{right.session_id}/{right.number}"[:64]
        )
        raise OperationRefusedError("wrong-epoch")
    batch.slots.change(
        right.session_id,
        right.number,
        state=numbers.SPENT,
        booking_id=op.entity,
        desk_id=None,
        epoch=right.epoch,
    )
    wish = Wish(
        op.entity, patient_id, right.session_id, slot["half_hour"], "desk", "promise", op.happened_at, provisional,
        op.desk, op.id, facts.basis(), moved_from,
    )  # fmt: skip
    session = batch.sessions.get(right.session_id)
    judged = ALLOWED
    blocked = session is not None and blocks.holds(batch, wish, session)
    if session is not None:
        judged = rules.verdict(
            batch, patient_id, session, slot["half_hour"], wish.channel, op.happened_at, moved_from
        )
    _book(batch, wish, right.number, right.epoch, fee_fen, session["day"] if session else day)
    batch.note_served(patient_id)
    paper_slips.keyed(batch, facts, op.entity, patient_id)
    if session is not None and session["state"] == SessionState.STOPPED.value:
        batch.open_task("session-stopped", patient_id=patient_id, booking_id=op.entity)
        suspending.late_promise(batch, op.entity, right.session_id)
    if blocked:
        batch.open_task("blocked-promised", patient_id=patient_id, booking_id=op.entity)
    if batch.end is not None and (session["day"] if session else day) > last_day(batch.end):
        batch.open_task("wind-down-promise", patient_id=patient_id, booking_id=op.entity)
    if not judged.allowed:
        batch.open_task("rule-broken", patient_id=patient_id, booking_id=op.entity, reason=judged.code)
    return numbers.Taken(right.number, right.epoch)


def return_right(batch: Batch, op: Operation) -> None:
    """Take a leased number back from its holder; one that it no longer holds changes nothing."""
    right = right_of(op)
    slot = batch.slots.get(right.session_id, right.number)
    if slot is None or not _holds(slot, op.desk, right):
        return
    batch.slots.change(right.session_id, right.number, state=numbers.POOL, booking_id=None, desk_id=None)
    batch.touched.add(feed.CLINIC, "session", right.session_id)


def _lease_forgotten(batch: Batch, slot: dict[str, Any], right: Right) -> bool:
    """Return whether this desk was given the number after the copy was made from which central was put back."""
    called = batch.desk_id in batch.waits_for(right.session_id)
    return called and slot["state"] == numbers.POOL and right.epoch > slot["epoch"]


def _holds(slot: dict[str, object], desk_id: str, right: Right) -> bool:
    """Return whether the right is this desk's: leased, frozen after a roll-back, or gone back by the session's end."""
    return slot["state"] != numbers.SPENT and slot["desk_id"] == desk_id and slot["epoch"] == right.epoch


def _book(batch: Batch, wish: Wish, number: int, epoch: int, fee_fen: int, day: date) -> None:
    patient_id = follow(batch, wish.patient_id, "bookings", wish.booking_id)
    batch.bookings.add(
        booking_id=wish.booking_id, version=1, patient_id=patient_id, session_id=wish.session_id,
        half_hour=wish.half_hour, number=number, epoch=epoch, state=BookingState.BOOKED.value, channel=wish.channel,
        made_by=wish.made_by, provisional=wish.provisional, fee_fen=fee_fen, day=day, made_at=wish.made_at,
        desk_id=wish.desk_id, operation_id=wish.operation_id, cancel_reason="", basis=wish.basis.value,
        cancelled_from="", moved_from=wish.moved_from,
    )  # fmt: skip
    _review_emergency(batch, wish)
    if wish.provisional:
        batch.checks.add(
            booking_id=wish.booking_id, patient_id=patient_id, state="waiting", due_at=batch.now, tries=0,
            outcome="",
        )  # fmt: skip
    touch(batch, patient_id, wish.booking_id, wish.session_id)


def _flag_retaken(batch: Batch, wish: Wish, number: int) -> None:
    """A number given back and taken again within minutes at the same window by somebody else is looked at (N21)."""
    since = batch.now - RETAKEN_WITHIN
    if wish.desk_id is None or wish.moved_from is not None:
        return
    before = changed.given_back_since(
        batch.connection, batch.hospital, wish.session_id, number, wish.desk_id, since
    )
    if before is not None and before != wish.patient_id:
        batch.open_task("retaken-at-window", patient_id=wish.patient_id, booking_id=wish.booking_id)


def _review_emergency(batch: Batch, wish: Wish) -> None:
    """An emergency of somebody whose own registration is not already under review is looked at afterwards (P7)."""
    patient = batch.patients.get(wish.patient_id)
    begun_so = patient is not None and patient["basis"] == LegalBasis.EMERGENCY.value
    if wish.basis is LegalBasis.EMERGENCY and not begun_so:
        batch.open_task("emergency-review", patient_id=wish.patient_id, booking_id=wish.booking_id)


def touch(batch: Batch, patient_id: str, booking_id: str, session_id: str) -> None:
    """Move person, booking and session in the feed."""
    batch.touched.add(feed.CLINIC, "session", session_id)
    batch.touched.add(feed.CLINIC, "patient", patient_id)
    batch.touched.add(feed.CLINIC, "booking", booking_id)


def right_of(op: Operation) -> Right:
    """Return where the number is wanted; refused as malformed without one."""
    right = op.right
    if right is None or max(abs(right.half_hour), abs(right.number), abs(right.epoch)) >= 2**31:
        raise OperationRefusedError("malformed")
    return right


def _quota(facts: Facts) -> str:
    quota = facts.text("quota") if facts.has("quota") else ""
    if quota and quota not in BY_NAME:
        raise OperationRefusedError("malformed")
    return quota


def patient_of(op: Operation) -> str:
    """Return whose booking it is; refused as malformed without one."""
    if not op.subject:
        raise OperationRefusedError("malformed")
    return op.subject


def grant(batch: Batch) -> None:
    """Give an outage desk its block of every session of its departments, once: share / outage desks, at least one.

    The share is one of the half-hours still to come, and what other desks hold of it counts: a desk that begins late in
    the day does not empty the pool.
    """
    today = clinic_day(batch.now)
    wanting = numbers.sessions_to_lease(
        batch.connection, batch.hospital, batch.desk_id, today, today + timedelta(days=1), MOST_SESSIONS
    )
    wanting = [
        session
        for session in wanting
        if _first_to_come(session, batch.now) < session.half_hours and not batch.waits_for(session.session_id)
    ]
    if not wanting:
        return
    ids = [session.session_id for session in wanting]
    free = numbers.free_numbers(batch.connection, batch.hospital, ids)
    whole = numbers.window_numbers(batch.connection, batch.hospital, ids)
    percent = numbers.share_percent(batch.connection, batch.hospital)
    chosen: list[tuple[str, int, int]] = []
    for session in wanting:
        first = _first_to_come(session, batch.now)
        coming = [row for row in whole.get(session.session_id, ()) if row[0] >= first]
        share = sum(numbers_of for _, numbers_of, _ in coming) * percent // 100
        held = sum(leased for _, _, leased in coming)
        block = max(1, min(share // max(1, session.desks), share - held))
        usable = [slot for slot in free.get(session.session_id, []) if slot[0] >= first]
        chosen += [(session.session_id, number, epoch) for number, epoch in spread(usable, block)]
    numbers.lease(batch.connection, batch.hospital, batch.desk_id, chosen, batch.now, ids)
    batch.touched.add(feed.CLINIC, "session", *sorted({session_id for session_id, _, _ in chosen}))


def _first_to_come(session: numbers.Wanting, now: datetime) -> int:
    """Return the first half-hour that has not ended (a number for a past one would be of no use)."""
    begins = datetime.combine(session.day, session.starts, CHINA)
    return max(0, (now - begins) // HALF_HOUR)


def spread(free: list[tuple[int, int, int]], block: int) -> list[tuple[int, int]]:
    """Return up to `block` (number, epoch) from free (half-hour, number, epoch), evenly over the half-hours.

    The highest numbers of a half-hour are taken, because the shared pool gives the lowest.
    """
    by_half_hour: dict[int, list[tuple[int, int]]] = {}
    for half_hour, number, epoch in sorted(free):
        by_half_hour.setdefault(half_hour, []).append((number, epoch))
    chosen: list[tuple[int, int]] = []
    while len(chosen) < block and by_half_hour:
        order = sorted(by_half_hour)
        missing = min(block - len(chosen), len(order))
        for step in range(missing):
            half_hour = order[step * len(order) // missing]
            chosen.append(by_half_hour[half_hour].pop())
            if not by_half_hour[half_hour]:
                del by_half_hour[half_hour]
    return chosen


def book_held(
    batch: Batch,
    op: Operation,
    booking_id: str,
    old: dict[str, Any],
    slot: dict[str, Any],
    fee_fen: int,
    day: date,
) -> None:
    """Book the number that was held for somebody whose session was stopped."""
    wish = Wish(
        booking_id, old["patient_id"], slot["session_id"], slot["half_hour"], "desk", "claim", op.happened_at,
        old["provisional"], op.desk, op.id, Facts(op).basis(), old["booking_id"],
    )  # fmt: skip
    _book(batch, wish, slot["number"], slot["epoch"], fee_fen, day)


def book_offered(
    batch: Batch, op: Operation, booking_id: str, patient_id: str, slot: dict[str, Any], session: dict[str, Any]
) -> numbers.Taken:  # fmt: skip
    """Book the number that was held for somebody on the waiting list; the rules are asked again (N21)."""
    facts = Facts(op)
    wish = Wish(
        booking_id, patient_id, slot["session_id"], slot["half_hour"], "desk", "claim", op.happened_at,
        facts.flag("provisional"), op.desk, op.id, facts.basis(),
    )  # fmt: skip
    try:
        refuse_by_rules(batch, wish, session)
    except KnownError as refusal:
        raise OperationRefusedError(refusal.code, told_of(refusal)) from refusal
    number, epoch = slot["number"], slot["epoch"]
    batch.slots.change(slot["session_id"], number, state=numbers.SPENT, booking_id=booking_id, desk_id=None)
    _book(batch, wish, number, epoch, session["fee_fen"], session["day"])
    batch.note_served(patient_id)
    return numbers.Taken(number, epoch)
