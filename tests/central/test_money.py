"""Money at central: the desk's rules once more, what a hand-made client tries, second signatures, other desks."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from central.services.tariff import put_tariff
from central.store import tables
from central.store.tables_money import payments, shifts
from desktop.domain.fees import Tariff
from desktop.domain.ids import SessionId
from desktop.domain.operations import Operation, OperationKind, Right
from desktop.sync import wire
from tests.central.people import record
from tests.fakes.central_world import CLERK, STRANGER, SUPERVISOR, TODAY, World
from tests.fakes.headless_desk import HeadlessDesk

FEE = 1900
K = OperationKind


class Till:
    """A desk with a shift and one booked person."""

    def __init__(self, world: World, name: str = "desk-a", *, book: bool = True) -> None:
        self.world = world
        self.desk = HeadlessDesk(world, name, outage=False)
        self.shift = self.desk.record(K.OPEN_SHIFT, f"shift-{name}", facts={"float_fen": 10_000}).entity
        if book:
            self.patient = self.desk.register(record())
            self.booking = self.desk.claim(self.patient, "s-1").entity
        self.send()

    def send(self) -> None:
        self.desk.catch_up()

    def pay(self, name: str = "pay-1", **changes: Any) -> Operation:
        author = changes.pop("author", CLERK)
        facts: dict[str, Any] = {
            "booking_id": self.booking, "shift_id": self.shift, "due_fen": FEE, "cash_fen": FEE, "qr_fen": 0,
            "insurance_fen": 0, "given_fen": 2000, "qr_ref": "", "insurance_ref": "", "invoice_no": "",
            "offline": False,
        }  # fmt: skip
        return self.desk.record(
            K.RECORD_PAYMENT, name, subject=self.patient, facts=facts | changes, author=author
        )

    def refund(self, name: str = "back-1", **changes: Any) -> Operation:
        author = changes.pop("author", CLERK)
        facts: dict[str, Any] = {
            "booking_id": self.booking, "shift_id": self.shift, "due_fen": FEE, "cash_fen": FEE, "qr_fen": 0,
            "insurance_fen": 0, "of": "pay-1", "reason": "undo", "second": "",
        }  # fmt: skip
        return self.desk.record(
            K.REFUND_PAYMENT, name, subject=self.patient, facts=facts | changes, author=author
        )

    def close(self, **changes: Any) -> Operation:
        facts = {
            "counted": "10000:1,1000:1,500:1,100:4",
            "expected_fen": 11_900,
            "reason": "",
            "left_fen": 10_000,
            "handed_to": "",
        }
        return self.desk.record(K.SETTLE_SHIFT, self.shift, facts=facts | changes)

    def reason(self, operation: Operation) -> str:
        self.send()
        return self.desk.answer_to(operation).reason


@pytest.fixture
def till(world: World) -> Till:
    """A clerk's open till."""
    world.add_session("s-1")
    return Till(world)


def set_booking(world: World, booking: str, state: str) -> None:
    """Move a booking as the queue or the clock would."""
    with world.database.begin() as connection:
        here = (
            tables.bookings.c.hospital_id == world.hospital,
            tables.bookings.c.booking_id == booking,
        )
        connection.execute(sa.update(tables.bookings).where(*here).values(state=state))


@pytest.mark.rows("G53")
def test_a_payment_is_kept_once_and_reaches_every_desk(till: Till) -> None:
    paid = till.pay()
    till.send()
    (row,) = till.world.rows(payments)
    assert (row["cash_fen"], row["booking_id"], row["trouble"]) == (FEE, till.booking, "")
    assert till.reason(till.pay(paid.entity, offline=True)) == ""
    assert len(till.world.rows(payments)) == 1
    other = HeadlessDesk(till.world, "desk-b", outage=False)
    other.catch_up()
    down = other.rows["payment"]["pay-1"]
    assert isinstance(down, wire.PaymentRow)
    assert (down.cash_fen, down.given_fen, down.kind) == (FEE, 2000, "pay")
    shift = other.rows["shift"][till.shift]
    assert isinstance(shift, wire.ShiftRow)
    assert (shift.staff_id, shift.float_fen, shift.state) == (CLERK, 10_000, "open")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"due_fen": 1, "cash_fen": 1}, "fee-differs"),
        ({"cash_fen": 1800}, "amount-differs"),
        ({"cash_fen": 0}, "malformed"),
        ({"cash_fen": -1900}, "malformed"),
        ({"cash_fen": True}, "malformed"),
        ({"given_fen": 1899}, "cash-too-little"),
        ({"cash_fen": 0, "qr_fen": FEE, "given_fen": 0}, "reference-invalid"),
        ({"cash_fen": 0, "insurance_fen": FEE, "given_fen": 0, "insurance_ref": "1"}, "reference-invalid"),
        ({"shift_id": "nobodys"}, "no-open-shift"),
        ({"booking_id": "unknown"}, "booking-unknown"),
        ({"author": SUPERVISOR}, "no-open-shift"),
        ({"author": STRANGER}, "not-permitted"),
    ],
)
@pytest.mark.rows("G53", "G55", "I7")
def test_what_only_a_hand_made_client_sends_is_refused(
    till: Till, changes: dict[str, Any], reason: str
) -> None:
    assert till.reason(till.pay(**changes)) == reason
    assert till.world.rows(payments) == []


@pytest.mark.rows("G47", "N23")
def test_a_stopped_session_takes_no_payment_on_line_and_what_was_taken_off_line_becomes_a_task(
    till: Till,
) -> None:
    till.world.set_session_state("s-1", "stopped")
    assert till.reason(till.pay()) == "session-stopped"
    assert till.world.rows(payments) == []
    assert till.reason(till.pay(offline=True)) == ""
    (row,) = till.world.rows(payments)
    assert row["trouble"] == "session-stopped"
    tasks = [t for t in till.desk.rows["task"].values() if isinstance(t, wire.TaskRow)]
    assert [(t.kind, t.reason, t.booking_id) for t in tasks] == [
        ("payment-trouble", "session-stopped", till.booking)
    ]


@pytest.mark.rows("G47")
def test_two_desks_that_took_the_money_off_line_are_both_heard_and_a_supervisor_told(till: Till) -> None:
    other = Till(till.world, "desk-b", book=False)
    other.patient, other.booking = till.patient, till.booking
    till.pay()
    till.send()
    assert other.reason(other.pay("pay-2")) == "nothing-owed"
    assert other.reason(other.pay("pay-2", offline=True)) == ""
    assert sorted(str(r["trouble"]) for r in till.world.rows(payments)) == ["", "nothing-owed"]


@pytest.mark.rows("G44", "G47")
def test_the_refund_behind_a_cancellation_gives_back_what_came_and_no_more(till: Till) -> None:
    till.pay()
    assert till.reason(till.refund("early")) == "not-refundable"
    till.desk.cancel(till.booking, till.patient)
    assert till.reason(till.refund("qr", cash_fen=0, qr_fen=FEE)) == "refund-too-much"
    assert till.reason(till.refund("other", of="nothing")) == "payment-unknown"
    assert till.reason(till.refund()) == ""
    assert till.reason(till.refund("more", cash_fen=FEE + 1)) == "refund-too-much"
    rows = till.world.rows(payments)
    assert [(r["kind"], r["cash_fen"], r["of_payment"]) for r in rows] == [
        ("refund", FEE, "pay-1"), ("pay", FEE, None),
    ]  # fmt: skip


@pytest.mark.rows("G44")
def test_a_late_refund_is_refused_to_a_clerk_by_day_and_signed_by_another_person_after_the_night(
    till: Till,
) -> None:
    till.pay()
    till.send()
    set_booking(till.world, till.booking, "missed")
    assert till.reason(till.refund()) == "late-refund"
    put_tariff(till.world.parts, b'{"alone_from":"00:00","alone_until":"23:59","version":1}')
    assert till.reason(till.refund("night")) == ""
    (task,) = [t for t in till.world.rows(tables.tasks) if t["kind"] == "late-refund"]
    assert task["reason"] == "night"

    def resolve(author: str, outcome: str) -> Operation:
        facts: dict[str, object] = {"task_id": task["task_id"], "outcome": outcome}
        return elsewhere.desk.record(K.RESOLVE_TASK, str(task["task_id"]), facts=facts, author=author)  # type: ignore[arg-type]  # a staff id

    elsewhere = Till(till.world, "desk-b", book=False)
    assert elsewhere.reason(resolve(CLERK, "confirmed")) == "not-permitted"
    assert elsewhere.reason(resolve(SUPERVISOR, "confirmed")) == ""
    (refund,) = till.world.rows(payments, payment_id="night")
    assert (refund["second"], refund["second_by"]) == ("signed", SUPERVISOR)
    till.send()
    down = till.desk.rows["payment"]["night"]
    assert isinstance(down, wire.PaymentRow)
    assert down.second == "signed"


@pytest.mark.rows("G44")
def test_nobody_gives_the_second_signature_under_their_own_refund(till: Till) -> None:
    till.world.roster_with({CLERK: "clerk", SUPERVISOR: "supervisor", STRANGER: "clerk"})
    till.pay()
    till.send()
    set_booking(till.world, till.booking, "no-show")
    put_tariff(till.world.parts, b'{"alone_from":"00:00","alone_until":"23:59","version":1}')
    assert till.reason(till.refund("night")) == ""
    till.world.roster_with({CLERK: "supervisor", SUPERVISOR: "supervisor"})
    (task,) = [t for t in till.world.rows(tables.tasks) if t["kind"] == "late-refund"]
    facts: dict[str, object] = {"task_id": task["task_id"], "outcome": "confirmed"}
    own = till.desk.record(K.RESOLVE_TASK, str(task["task_id"]), facts=facts, author=CLERK)
    assert till.reason(own) == "self-approval"
    other = till.desk.record(
        K.RESOLVE_TASK, str(task["task_id"]), facts=facts | {"outcome": "refused"}, author=SUPERVISOR
    )
    assert till.reason(other) == ""
    (refund,) = till.world.rows(payments, payment_id="night")
    assert refund["second"] == "disputed"


@pytest.mark.rows("G54")
def test_a_shift_is_settled_against_centrals_own_sum(till: Till) -> None:
    till.pay()
    till.send()
    for changes, reason in (
        ({"expected_fen": 11_800}, "shift-differs"),
        ({"counted": "10000:1"}, "difference-unexplained"),
        ({"counted": "7:1"}, "count-invalid"),
        ({"left_fen": 12_000}, "left-too-much"),
        ({"handed_to": "x"}, "malformed"),
        ({"reason": "because"}, "malformed"),
    ):
        assert till.reason(till.close(**changes)) == reason
    assert till.reason(till.close()) == ""
    (row,) = till.world.rows(shifts)
    assert (row["state"], row["expected_fen"], row["difference_fen"], row["left_fen"]) == (
        "settled", 11_900, 0, 10_000,
    )  # fmt: skip
    assert till.reason(till.close()) == "no-open-shift"
    assert till.reason(till.pay("after")) == "no-open-shift"


@pytest.mark.rows("G54")
def test_a_shortage_reaches_the_supervisor_as_a_task(till: Till) -> None:
    assert till.reason(till.close(expected_fen=10_000, counted="5000:1", reason="unknown", left_fen=0)) == ""
    (task,) = till.world.rows(tables.tasks)
    assert (task["kind"], task["reason"]) == ("shift-difference", till.shift)


@pytest.mark.rows("G53")
def test_a_tariff_reaches_the_desks_and_a_wrong_one_is_refused(till: Till) -> None:
    body = b'{"reductions":[{"code":"elder","min_age":65,"percent":50,"first":"2026-01-01"}],"version":2}'
    put_tariff(till.world.parts, body)
    till.send()
    (row,) = till.desk.rows["tariff"].values()
    assert isinstance(row, wire.TariffRow)
    assert Tariff.from_bytes(row.body).reductions[0].code == "elder"
    assert till.reason(till.pay(due_fen=950, cash_fen=950)) == ""


@pytest.mark.rows("G53")
def test_a_tariff_prices_what_is_not_booked_yet_by_grade_and_day(till: Till) -> None:
    later = TODAY + timedelta(days=5)
    till.world.add_session("s-later", day=later)
    put_tariff(
        till.world.parts,
        b'{"fees":[{"grade":"ordinary","fee_fen":2600,"first":"2026-01-01","last":"2026-11-26"},'
        b'{"grade":"ordinary","fee_fen":3000,"first":"2026-11-27"}],"version":3}',
    )
    till.send()
    assert [till.desk.session(s).fee_fen for s in ("s-1", "s-later")] == [2600, 3000]
    (doctor,) = till.world.rows(tables.doctors)
    assert doctor["fee_fen"] == 2600
    assert till.reason(till.pay()) == "", "who has a booking keeps its fee"


@pytest.mark.rows("G44", "G47", "I2")
def test_money_that_went_back_off_line_while_the_patient_was_called_is_kept_and_a_supervisor_is_told(
    till: Till,
) -> None:
    till.pay()
    till.send()
    cancelled = till.desk.cancel(till.booking, till.patient, "cannot-come")
    back = till.refund()
    set_booking(till.world, till.booking, "called")
    till.send()
    assert [till.desk.answer_to(op).reason for op in (cancelled, back)] == ["", ""]
    rows = {str(row["payment_id"]): row for row in till.world.rows(payments)}
    assert (rows["back-1"]["cash_fen"], rows["back-1"]["trouble"]) == (FEE, "late-refund")
    (task,) = till.world.rows(tables.tasks)
    assert (task["kind"], task["booking_id"]) == ("cancel-told-late", till.booking)
    other = HeadlessDesk(till.world, "desk-b", outage=False)
    other.catch_up()
    booking = other.rows["booking"][till.booking]
    assert isinstance(booking, wire.BookingRow)
    assert booking.state == "cancelled-late"
    assert till.reason(till.close(expected_fen=10_000, counted="10000:1")) == ""


@pytest.mark.rows("G42", "G47", "G53")
def test_money_is_carried_only_as_far_as_it_left_the_booking_that_was_moved(till: Till) -> None:
    till.pay()
    fresh = till.world.parts.new_id()
    facts: dict[str, Any] = {
        "booking_id": fresh, "patient_id": till.patient, "provisional": False, "fee_fen": FEE, "day": TODAY.isoformat(),
        "from": till.booking, "reason": "wrong-doctor",
    }  # fmt: skip
    right = Right(SessionId("s-1"), 1)
    till.desk.record(K.MOVE_BOOKING, fresh, subject=till.patient, facts=facts, right=right)
    till.refund(reason="carried", cash_fen=1500)
    till.pay("kept-1", booking_id=fresh, of="pay-1", cash_fen=1500, given_fen=1500, offline=True)
    more = till.pay("kept-2", booking_id=fresh, of="pay-1", cash_fen=400, given_fen=400)
    strange = till.pay("kept-3", booking_id=fresh, of="kept-1", cash_fen=400, given_fen=400)
    assert till.reason(more) == "carried-differs"
    assert till.desk.answer_to(strange).reason == "carried-differs"
    held = {str(row["payment_id"]): (row["cash_fen"], row["of_payment"]) for row in till.world.rows(payments)}
    assert held == {"pay-1": (FEE, None), "back-1": (1500, "pay-1"), "kept-1": (1500, "pay-1")}
    assert till.reason(till.pay("rest", booking_id=fresh, cash_fen=400)) == ""
    till.refund("back-2", cash_fen=400)
    counted = "10000:1,1000:1,500:1,100:4"
    assert till.reason(till.close(expected_fen=11_900, counted=counted)) == ""


class Refunded:
    """One payment that two desks gave back, each not hearing of the other; a third person's desk is there too."""

    def __init__(self, till: Till) -> None:
        self.first, world = till, till.world
        world.roster_with({CLERK: "clerk", SUPERVISOR: "supervisor", STRANGER: "clerk"})
        self.other, self.office = (Till(world, name, book=False) for name in ("desk-b", "desk-c"))
        till.pay()
        till.send()
        for desk in (self.first, self.other):
            desk.patient, desk.booking = till.patient, till.booking
            desk.desk.cancel(till.booking, till.patient)
        assert till.reason(till.refund()) == ""
        assert self.other.reason(self.other.refund("back-2")) == ""
        (self.task,) = world.rows(tables.tasks, kind="refund-twice")
        self.office.shift = self.office.desk.record(
            K.OPEN_SHIFT, "shift-s", facts={"float_fen": 10_000}, author=SUPERVISOR
        ).entity
        self.office.send()

    def settle(
        self, outcome: str, author: str = SUPERVISOR, entry: str = "end-1", shift: str = "shift-s"
    ) -> str:
        task = str(self.task["task_id"])
        facts: dict[str, object] = {"task_id": task, "outcome": outcome, "entry_id": entry, "shift_id": shift}
        return self.office.reason(
            self.office.desk.record(K.RESOLVE_TASK, task, facts=facts, author=author)  # type: ignore[arg-type]  # a staff id
        )

    def ledger(self) -> int:
        """What the booking's entries add up to: nothing when all is settled."""
        signs = {"pay": 1, "refund": -1, "recovered": 1, "not-paid": 1, "written-off": 1}
        return sum(signs[str(r["kind"])] * int(str(r["cash_fen"])) for r in self.first.world.rows(payments))


@pytest.mark.rows("G44", "G54", "G47", "I2")
def test_a_refund_that_two_desks_gave_is_kept_twice_and_both_drawers_settle(till: Till) -> None:
    both = Refunded(till)
    (row,) = till.world.rows(payments, payment_id="back-2")
    assert (row["trouble"], both.task["reason"]) == ("refund-twice", "back-2")
    assert both.ledger() == -FEE
    assert till.reason(till.close(expected_fen=10_000, counted="10000:1")) == ""
    short = {"expected_fen": 10_000 - FEE, "counted": "5000:1,2000:1,1000:1,100:1", "left_fen": 0}
    assert both.other.reason(both.other.close(**short)) == ""


@pytest.mark.rows("G44", "G47")
@pytest.mark.parametrize(("how", "kept_in", "drawers"), [
    ("recovered", "shift-s", {"shift-desk-b": 10_000 - FEE, "shift-s": 10_000 + FEE}),
    ("not-paid", "shift-desk-b", {"shift-desk-b": 10_000, "shift-s": 10_000}),
    ("written-off", "", {"shift-desk-b": 10_000 - FEE, "shift-s": 10_000}),
])  # fmt: skip
def test_whoever_settles_a_double_refund_brings_ledger_and_drawers_together_to_the_fen(
    till: Till, how: str, kept_in: str, drawers: dict[str, int]
) -> None:
    both = Refunded(till)
    assert both.settle(how) == ""
    (row,) = till.world.rows(payments, payment_id="end-1")
    assert (row["kind"], row["cash_fen"], row["of_payment"], row["shift_id"]) == (how, FEE, "back-2", kept_in)
    assert both.ledger() == 0
    both.other.send()
    down = both.other.desk.rows["payment"]["end-1"]
    assert isinstance(down, wire.PaymentRow)
    assert (down.kind, down.of, down.shift_id) == (how, "back-2", kept_in)
    assert both.settle(how, entry="end-2") == ""
    assert len(till.world.rows(payments)) == 4, "a task is settled once"
    for shift, fen in drawers.items():
        desk = both.other if shift == "shift-desk-b" else both.office
        author = CLERK if desk is both.other else SUPERVISOR
        facts = {
            "counted": f"10:{fen // 10}", "expected_fen": fen, "reason": "", "left_fen": 0, "handed_to": "",
        }  # fmt: skip
        closed = desk.desk.record(K.SETTLE_SHIFT, shift, facts=facts, author=author)
        assert desk.reason(closed) == ""


@pytest.mark.rows("G44", "I7")
def test_a_double_refund_is_settled_by_a_third_person_with_an_open_drawer_and_by_a_known_way(
    till: Till,
) -> None:
    both = Refunded(till)
    assert both.settle("confirmed") == "malformed"
    assert both.settle("recovered", shift="shift-desk-b") == "no-open-shift"
    till.world.roster_with({CLERK: "supervisor", SUPERVISOR: "supervisor"})
    assert both.settle("written-off", CLERK) == "self-approval"
    assert both.ledger() == -FEE
    assert both.settle("written-off") == ""


@pytest.mark.rows("G54", "G47")
def test_a_desk_that_closed_its_drawer_before_it_heard_of_the_correction_is_believed(till: Till) -> None:
    both = Refunded(till)
    assert both.settle("not-paid") == ""
    counted = {"expected_fen": 10_000 - FEE, "counted": "10000:1", "reason": "unknown", "left_fen": 10_000}
    assert both.other.reason(both.other.close(**counted)) == ""
    (shift,) = till.world.rows(shifts, shift_id="shift-desk-b")
    assert shift["difference_fen"] == FEE
    (row,) = till.world.rows(payments, payment_id="end-1")
    assert row["shift_id"] == "", "the surplus is told by the count"
