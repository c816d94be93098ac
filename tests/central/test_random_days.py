"""Random days of a clinic: each number is in one place, each fen in one ledger, at every step (I1, I4, G47)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from central.services.money_rows import MoneyRows
from central.services.public import book_public
from central.store import feed, tables
from central.store.engine import Database, open_database
from central.store.tables_money import payments
from central.store.tables_waiting import wishes
from desktop.domain.bookings import LIVE, BookingState
from desktop.domain.carrying import CARRIED
from desktop.domain.errors import KnownError
from desktop.domain.ids import PatientId, SessionId
from desktop.domain.operations import Operation, OperationKind, ResultStatus, Right
from desktop.domain.payments import MUST_BE_EMPTY, EntryKind
from desktop.domain.shifts import expected_fen, takings
from desktop.domain.waiting import OPEN_WISHES, WishState
from desktop.sync.wire import OnlineBooking, WireRight
from tests.central.people import record
from tests.central.test_waiting import put_wish, take_offer
from tests.fakes.central_world import World
from tests.fakes.headless_desk import HeadlessDesk

HALF_HOURS, EACH = 3, 3
SESSIONS = ("s-1", "s-2")
WHOLE = HALF_HOURS * EACH
STATES = {"pool", "leased", "spent", "frozen", "resting", "held"}
LIVE_STATES = {state.value for state in LIVE}
# whoever was moved away from a stopped session has let the number go too
LET_GO = {s.value for s in (BookingState.CANCELLED, BookingState.CANCELLED_LATE, BookingState.REBOOKED)}
HOLDING = LIVE_STATES | {BookingState.SUSPENDED.value}
# slots of these bookings are held by nobody else until they are given back
ACTS = (
    "claim", "claim", "promise", "cancel", "undo", "move", "promise-move", "cut-off", "return", "public", "wait", "due",
    "stop", "open", "pay", "pay", "wish", "wish", "take-offer", "drop-wish",
)  # fmt: skip
FEE, FLOAT = 1900, 10_000
STEP = st.tuples(st.sampled_from(ACTS), st.integers(0, 7), st.integers(0, HALF_HOURS - 1), st.booleans())


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder: Path = tmp_path_factory.mktemp("days")
    opened = open_database(f"sqlite:///{folder / 'central.db'}")
    opened.create_schema()
    yield opened
    opened.close()


class Day:
    """One hospital's day with two desks, two people and two sessions."""

    def __init__(self, database: Database) -> None:
        self.world = World(database)
        self.world.clock.forward(hours=-2)
        for session in SESSIONS:
            self.world.add_session(session, half_hours=HALF_HOURS, per_half_hour=EACH)
        self.desks = [HeadlessDesk(self.world, name) for name in ("desk-a", "desk-b")]
        for desk in self.desks:
            desk.record(OperationKind.OPEN_SHIFT, f"shift-{desk.name}", facts={"float_fen": FLOAT})
        self.people = [self.desks[0].register(record(serial)) for serial in range(2)]
        self.desks[0].exchange()
        self.desks[1].exchange()

    def act(self, what: str, which: int, half: int, first: bool) -> None:
        """Do one thing as a desk, the public channel or the clock would."""
        desk, patient = self.desks[first], self.people[which % 2]
        session = SESSIONS[which % 2]
        if what == "claim":
            desk.claim(patient, session, half)
        elif what in ("promise", "return"):
            self._with_right(what, which, desk, patient)
        elif what == "public":
            self._public(patient, session, half)
        elif what in ("stop", "open"):
            self.world.set_session_state(session, "stopped" if what == "stop" else "open")
        elif what in ("wait", "due"):
            self._time(what, first)
        elif what == "pay":
            self._pay(which, desk)
        elif what in ("wish", "take-offer", "drop-wish"):
            self._wait_for(what, which, desk, patient)
        else:
            self._change(what, which, half, desk)
        desk.exchange()

    def _with_right(self, what: str, which: int, desk: HeadlessDesk, patient: PatientId) -> None:
        if not desk.rights:
            return
        right = desk.rights[which % len(desk.rights)]
        if what == "promise":
            desk.promise(patient, right)
        else:
            desk.give_back(right)

    def _time(self, what: str, short: bool) -> None:
        if what == "due":
            self.world.due.run_due()
        else:
            self.world.clock.forward(seconds=20 if short else 900)

    def _wait_for(self, what: str, which: int, desk: HeadlessDesk, patient: PatientId) -> None:
        if what == "wish":
            put_wish(desk, patient)
            desk.exchange()
            self.world.due.run_due()
            return
        open_ones = [row for row in self.world.rows(wishes) if row["state"] in OPEN_WISHES]
        if not open_ones:
            return
        wish = open_ones[which % len(open_ones)]
        entity, subject = str(wish["wish_id"]), str(wish["patient_id"])
        if what == "take-offer":
            take_offer(desk, entity, subject)
        else:
            desk.record(OperationKind.DROP_WISH, entity, subject=subject)

    def _change(self, what: str, which: int, half: int, desk: HeadlessDesk) -> None:
        bookings = self.world.rows(tables.bookings)
        if not bookings:
            return
        booking = bookings[which % len(bookings)]
        entity, patient = str(booking["booking_id"]), str(booking["patient_id"])
        if what == "cancel":
            desk.cancel(entity, patient, "cannot-come")
            self._give_back(desk, entity, patient, "cannot-come")
        elif what == "cut-off":
            desk.cancel(entity, patient, "line-lost")
            self._give_back(desk, entity, patient, "line-lost")
        elif what == "undo":
            desk.record(OperationKind.RESTORE_BOOKING, entity, subject=patient, facts={"booking_id": entity})
        elif what == "move":
            self._move(desk, entity, patient, Right(SessionId(SESSIONS[half % 2]), half))
        elif desk.rights:
            right: WireRight = desk.rights[which % len(desk.rights)]
            desk.rights = tuple(r for r in desk.rights if r != right)
            named = Right(right.session_id, right.half_hour, right.number, right.epoch)
            self._move(desk, entity, patient, named)

    def _move(self, desk: HeadlessDesk, left: str, patient: str, right: Right) -> Operation:
        fresh = self.world.parts.new_id()
        facts: dict[str, object] = {
            "booking_id": fresh, "patient_id": patient, "provisional": False, "fee_fen": 1900, "day": "2026-11-24",
            "from": left, "reason": "wrong-time",
        }  # fmt: skip
        move = desk.record(OperationKind.MOVE_BOOKING, fresh, subject=patient, facts=facts, right=right)
        if not right.number:
            desk.exchange()
            if desk.answer_to(move).status != ResultStatus.ACCEPTED.value:
                return move
        for paid, fen in self._give_back(desk, left, patient, CARRIED):
            self._money(desk, OperationKind.RECORD_PAYMENT, fresh, patient, fen, of=paid, offline=True)
        return move

    # ------------------------------------------------------------ money, as a desk's till moves it
    def _pay(self, which: int, desk: HeadlessDesk) -> None:
        bookings = self.world.rows(tables.bookings)
        if bookings:
            booking = bookings[which % len(bookings)]
            entity, patient = str(booking["booking_id"]), str(booking["patient_id"])
            self._money(desk, OperationKind.RECORD_PAYMENT, entity, patient, FEE)

    def _give_back(
        self, desk: HeadlessDesk, booking: str, patient: str, reason: str
    ) -> list[tuple[str, int]]:
        """Give back what the desk holds of a booking; returns the payments and how much of each."""
        left = held_of(self.world)
        parts = [(paid, fen) for (held, paid), fen in left.items() if held == booking and fen]
        for paid, fen in parts:
            self._money(desk, OperationKind.REFUND_PAYMENT, booking, patient, fen, of=paid, reason=reason)
        return parts

    def _money(
        self, desk: HeadlessDesk, kind: OperationKind, booking: str, patient: str, fen: int, **more: object
    ) -> None:
        facts: dict[str, object] = {
            "booking_id": booking, "shift_id": f"shift-{desk.name}", "due_fen": FEE, "cash_fen": fen, "qr_fen": 0,
            "insurance_fen": 0, "given_fen": fen, "qr_ref": "", "insurance_ref": "", "invoice_no": "", "second": "",
            "offline": False,
        }  # fmt: skip
        desk.record(kind, self.world.parts.new_id(), subject=patient, facts=facts | more)

    def _public(self, patient: PatientId, session: str, half: int) -> None:
        try:
            with self.world.database.begin() as connection:
                order = OnlineBooking(patient, SessionId(session), half)
                _, touched = book_public(self.world.parts, connection, order)
                feed.move(connection, self.world.hospital, touched)
        except KnownError:
            return

    def check(self) -> None:
        """Nothing is lost, nothing doubled; booking, number and payment agree."""
        self._check_money()
        self._check_numbers()

    def _check_money(self) -> None:
        rows = self.world.rows(payments)
        assert {row["trouble"] for row in rows} <= {""}
        left = held_of(self.world)
        assert all(fen >= 0 for fen in left.values()), "no more goes back than came"
        states = {
            str(row["booking_id"]): BookingState(str(row["state"]))
            for row in self.world.rows(tables.bookings)
        }
        held = Counter[str]()
        for (booking, _), fen in left.items():
            held[booking] += fen
        for booking, fen in held.items():
            assert fen <= FEE, "nothing is paid twice"
            assert fen == 0 or states[booking] not in MUST_BE_EMPTY, "who let the number go has the money"
        with self.world.database.read() as connection:
            money = MoneyRows(connection, self.world.hospital)
            took = [takings(money.of_shift(f"shift-{desk.name}")) for desk in self.desks]
        drawers = sum(expected_fen(FLOAT, one) for one in took)
        assert drawers == 2 * FLOAT + sum(left.values()), "every fen is in a drawer and in a ledger"
        paid = [row for row in rows if row["kind"] == EntryKind.PAY.value and row["of_payment"] is None]
        assert sum(one.payments for one in took) == len(paid), "what was carried went through no hand"

    def _check_numbers(self) -> None:
        slots = self.world.rows(tables.slots)
        per_session = Counter(str(slot["session_id"]) for slot in slots)
        assert per_session == dict.fromkeys(SESSIONS, WHOLE), "no number comes or goes"
        assert {str(slot["state"]) for slot in slots} <= STATES
        bookings = {str(row["booking_id"]): row for row in self.world.rows(tables.bookings)}
        # a promise that came after its session was stopped keeps its number while the person is looked after
        live = [row for row in bookings.values() if row["state"] in HOLDING]
        places = Counter((row["session_id"], row["number"]) for row in live)
        assert not places or max(places.values()) == 1, "a number has one holder"
        spent = {(s["session_id"], s["number"]): s for s in slots if s["state"] == "spent"}
        assert set(places) == set(spent), "who is booked holds a number, and nobody else does"
        for place, slot in spent.items():
            row = bookings[str(slot["booking_id"])]
            assert (row["session_id"], row["number"]) == place
        for slot in slots:
            if slot["state"] == "resting":
                row = bookings[str(slot["booking_id"])]
                assert row["state"] in LET_GO
        held_for = {(s["session_id"], s["number"]): s["booking_id"] for s in slots if s["state"] == "held"}
        offers = [row for row in self.world.rows(wishes) if row["state"] == WishState.OFFERED.value]
        assert held_for == {(w["offer_session"], w["offer_number"]): w["wish_id"] for w in offers}, (
            "a number is held for one wish, and every offer holds one"
        )
        leased = {(s["session_id"], s["number"]) for s in slots if s["state"] == "leased"}
        held = [(r.session_id, r.number) for desk in self.desks for r in desk.rights]
        assert len(held) == len(set(held)), "no right is at two desks"
        assert set(held) <= leased | set(spent) | {
            (s["session_id"], s["number"]) for s in slots if s["state"] == "pool"
        }


def held_of(world: World) -> dict[tuple[str, str], int]:
    """Return what is held of each payment, by booking and payment."""
    left: dict[tuple[str, str], int] = {}
    for row in sorted(world.rows(payments), key=lambda r: str(r["kind"])):
        fen = int(str(row["cash_fen"]))
        if row["kind"] == EntryKind.PAY.value:
            left[str(row["booking_id"]), str(row["payment_id"])] = fen
        else:
            left[str(row["booking_id"]), str(row["of_payment"])] -= fen
    return left


@pytest.mark.rows("I1", "I4", "G47", "G42", "G43", "N21", "N30")
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, min_size=1, max_size=25))
def test_at_every_step_of_a_random_day_each_number_and_each_fen_is_in_one_place(
    database: Database, steps: list[tuple[str, int, int, bool]]
) -> None:
    day = Day(database)
    day.check()
    for what, which, half, first in steps:
        day.act(what, which, half, first)
        day.check()
