"""Operations on numbers: claim, promise, cancel, return; and the blocks of outage desks (DECISIONS 22-24, G24, N6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from central.services.aliases import follow
from central.services.batch import Batch, Facts
from central.services.errors import OperationRefusedError
from central.store import feed, numbers
from desktop.domain.bookings import BookingEvent, BookingState, IllegalTransitionError, next_state
from desktop.domain.errors import SessionStoppedError, SlotTakenError
from desktop.domain.legal_basis import LegalBasis
from desktop.domain.operations import Operation, Right
from desktop.domain.schedules import CHINA, HALF_HOUR, SessionState, clinic_day

MOST_SESSIONS = 400


@dataclass(frozen=True, slots=True)
class Wish:
    """A booking that wants a number: who, where and how it is made. `fee_fen` and `day` come from the session."""

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


def claim_number(batch: Batch, wish: Wish) -> numbers.Taken:
    """Give the lowest free shared number of a half-hour; raises SlotTakenError, SessionStoppedError."""
    session = batch.sessions.get(wish.session_id)
    if session is None or session["state"] != SessionState.OPEN.value:
        raise SessionStoppedError
    taken = numbers.claim_lowest(
        batch.connection, batch.hospital, wish.session_id, wish.half_hour, wish.booking_id
    )
    if taken is None:
        raise SlotTakenError
    batch.slots.forget(wish.session_id, taken.number)
    _book(batch, wish, taken.number, taken.epoch, session["fee_fen"], session["day"])
    return taken


def claim(batch: Batch, op: Operation) -> numbers.Taken:
    """Decide a desk's claim."""
    right = _right(op)
    facts = Facts(op)
    if batch.bookings.get(op.entity) is not None:
        raise OperationRefusedError("booking-exists")
    wish = Wish(
        op.entity, _patient(op), right.session_id, right.half_hour, "desk", "claim", op.happened_at,
        facts.flag("provisional"), op.desk, op.id, facts.basis(),
    )  # fmt: skip
    try:
        taken = claim_number(batch, wish)
    except (SlotTakenError, SessionStoppedError) as refusal:
        raise OperationRefusedError(refusal.code) from refusal
    batch.note_served(wish.patient_id)
    return taken


def promise(batch: Batch, op: Operation) -> numbers.Taken:
    """Honour a number that this desk holds; always accepted when it was leased to it with this epoch (I2).

    Another epoch or holder must never happen: it is refused and a supervisor is told at once.
    """
    right, facts, patient_id = _right(op), Facts(op), _patient(op)
    fee_fen, day, provisional = facts.number("fee_fen"), _day(facts), facts.flag("provisional")
    slot = batch.slots.get(right.session_id, right.number)
    if batch.bookings.get(op.entity) is not None:
        raise OperationRefusedError("booking-exists")
    if slot is None or not _holds(slot, op.desk, right):
        batch.open_task(
            "wrong-epoch", patient_id=patient_id, reason=f"{right.session_id}/{right.number}"[:64]
        )
        raise OperationRefusedError("wrong-epoch")
    batch.slots.change(
        right.session_id, right.number, state=numbers.SPENT, booking_id=op.entity, desk_id=None
    )
    wish = Wish(
        op.entity, patient_id, right.session_id, slot["half_hour"], "desk", "promise", op.happened_at, provisional,
        op.desk, op.id, facts.basis(),
    )  # fmt: skip
    session = batch.sessions.get(right.session_id)
    _book(batch, wish, right.number, right.epoch, fee_fen, session["day"] if session else day)
    batch.note_served(patient_id)
    if session is not None and session["state"] == SessionState.STOPPED.value:
        batch.open_task("session-stopped", patient_id=patient_id, booking_id=op.entity)
    return numbers.Taken(right.number, right.epoch)


def cancel(batch: Batch, op: Operation) -> None:
    """Cancel a booking and give its number back to the pool; what cannot be cancelled any more stays as it is."""
    facts = Facts(op)
    booking = batch.bookings.get(op.entity)
    if booking is None:
        return
    try:
        state = next_state(BookingState(booking["state"]), BookingEvent.CANCEL)
    except IllegalTransitionError:
        return
    batch.bookings.change(
        op.entity, state=state.value, cancelled_at=op.happened_at, cancel_reason=facts.text("reason"),
        version=booking["version"] + 1,
    )  # fmt: skip
    if batch.checks.get(op.entity) is not None:
        batch.checks.remove(op.entity)
    slot = batch.slots.get(booking["session_id"], booking["number"])
    if slot is not None and slot["booking_id"] == op.entity:
        batch.slots.change(
            booking["session_id"], booking["number"], state=numbers.POOL, booking_id=None, desk_id=None
        )
    _touch(batch, booking["patient_id"], op.entity, booking["session_id"])


def return_right(batch: Batch, op: Operation) -> None:
    """Take a leased number back from its holder; one that it no longer holds changes nothing."""
    right = _right(op)
    slot = batch.slots.get(right.session_id, right.number)
    if slot is None or not _holds(slot, op.desk, right):
        return
    batch.slots.change(right.session_id, right.number, state=numbers.POOL, booking_id=None, desk_id=None)
    batch.touched.add(feed.CLINIC, "session", right.session_id)


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
    )  # fmt: skip
    _review_emergency(batch, wish)
    if wish.provisional:
        batch.checks.add(
            booking_id=wish.booking_id, patient_id=patient_id, state="waiting", due_at=batch.now, tries=0,
            outcome="",
        )  # fmt: skip
    _touch(batch, patient_id, wish.booking_id, wish.session_id)


def _review_emergency(batch: Batch, wish: Wish) -> None:
    """An emergency of somebody whose own registration is not already under review is looked at afterwards (P7)."""
    patient = batch.patients.get(wish.patient_id)
    begun_so = patient is not None and patient["basis"] == LegalBasis.EMERGENCY.value
    if wish.basis is LegalBasis.EMERGENCY and not begun_so:
        batch.open_task("emergency-review", patient_id=wish.patient_id, booking_id=wish.booking_id)


def _touch(batch: Batch, patient_id: str, booking_id: str, session_id: str) -> None:
    batch.touched.add(feed.CLINIC, "session", session_id)
    batch.touched.add(feed.CLINIC, "patient", patient_id)
    batch.touched.add(feed.CLINIC, "booking", booking_id)


def _right(op: Operation) -> Right:
    right = op.right
    if right is None or max(abs(right.half_hour), abs(right.number), abs(right.epoch)) >= 2**31:
        raise OperationRefusedError("malformed")
    return right


def _patient(op: Operation) -> str:
    if not op.subject:
        raise OperationRefusedError("malformed")
    return op.subject


def _day(facts: Facts) -> date:
    try:
        return date.fromisoformat(facts.text("day"))
    except ValueError as error:
        raise OperationRefusedError("malformed") from error


def grant(batch: Batch) -> None:
    """Give an outage desk its block of every session of its departments, once: share / outage desks, at least one."""
    today = clinic_day(batch.now)
    wanting = numbers.sessions_to_lease(
        batch.connection, batch.hospital, batch.desk_id, today, today + timedelta(days=1), MOST_SESSIONS
    )
    wanting = [session for session in wanting if _first_to_come(session, batch.now) < session.half_hours]
    if not wanting:
        return
    ids = [session.session_id for session in wanting]
    free = numbers.free_numbers(batch.connection, batch.hospital, ids)
    size = numbers.totals(batch.connection, batch.hospital, ids)
    percent = numbers.share_percent(batch.connection, batch.hospital)
    chosen: list[tuple[str, int, int]] = []
    for session in wanting:
        share = size.get(session.session_id, 0) * percent // 100
        block = max(1, share // max(1, session.desks))
        first = _first_to_come(session, batch.now)
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
