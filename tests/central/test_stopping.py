"""A stopped clinic at central: nobody books, everybody is informed and ends somewhere (G48-G52, G64, N23)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from central.providers.errors import SmsNotSentError
from central.services.figures import export_figures
from central.services.messages import MessageService
from central.services.online import OnlineService
from central.services.ports import Notice, Receipt
from central.store import tables, tables_planning
from central.store.stopping import take_message
from central.store.tables_money import payments
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.ids import PatientId, SessionId
from desktop.domain.message_log import message_row_from
from desktop.domain.message_texts import MessageText, message_from
from desktop.domain.operations import Operation, OperationKind
from desktop.domain.payloads import AccountRecord
from desktop.domain.stopping import Affected, affected_from
from desktop.sync import wire
from desktop.sync.wire import OnlineBooking
from tests.central.people import FIRST, record
from tests.fakes.central_world import CLERK, STRANGER, SUPERVISOR, TODAY, TOMORROW, World
from tests.fakes.headless_desk import HeadlessDesk

KINDS = OperationKind
PHONE = "15400138000"


@dataclass
class Gateway:
    """An SMS gateway that remembers and may refuse."""

    sent: list[tuple[str, str]] = field(default_factory=list)
    refuse: str = ""

    def send_notice(self, phone: str, notice: Notice) -> Receipt:
        if self.refuse:
            raise SmsNotSentError(reason=self.refuse)
        self.sent.append((phone, notice.text))
        return Receipt(f"r-{len(self.sent)}", arrived=True)


@pytest.fixture
def desk(world: World) -> HeadlessDesk:
    world.add_session("s-1")
    world.add_session("s-2", half_day="pm")
    return HeadlessDesk(world, outage=False)


def person(desk: HeadlessDesk, serial: int = FIRST, phone: str | None = PHONE) -> PatientId:
    """Register somebody with a phone."""
    made = desk.register(record(serial))
    if phone:
        desk.put_account(made, AccountRecord(phone, "code-later", reason="phone-elsewhere"))
    return made


def stop(desk: HeadlessDesk, **changes: Any) -> Operation:
    """Stop s-1, or what the changes say."""
    facts = {
        "session_id": "s-1", "doctor_id": "", "first": TODAY.isoformat(), "last": TODAY.isoformat(), "half_day": "",
        "reason": "sick", "inform": True,
    } | {name: value for name, value in changes.items() if name != "author"}  # fmt: skip
    op = desk.record(
        KINDS.STOP_SESSIONS, f"stop-{desk.seq}", facts=facts, author=changes.get("author", SUPERVISOR)
    )
    desk.catch_up()
    return op


def tend(
    desk: HeadlessDesk, kind: OperationKind, row: Affected, author: Any = CLERK, **facts: Any
) -> Operation:
    """Do something for one person of the board."""
    op = desk.record(kind, row.booking_id, subject=row.patient_id, facts=facts, author=author)
    desk.catch_up()
    return op


def board(desk: HeadlessDesk) -> list[Affected]:
    """Return the board as it came down."""
    rows = [r for r in desk.rows.get("plan", {}).values() if isinstance(r, wire.PlanRow)]
    return [affected_from(facts_from_bytes(r.body)) for r in rows if r.kind == "affected"]


def booked(desk: HeadlessDesk, count: int = 1) -> list[str]:
    """Book some people into the first half-hours of s-1 and return the bookings."""
    made = [desk.claim(person(desk, FIRST + n), "s-1", n % 6).entity for n in range(count)]
    desk.catch_up()
    return made


@pytest.mark.rows("G48", "G49", "N23")
def test_a_stop_suspends_every_booking_and_no_channel_books_any_more(
    desk: HeadlessDesk, world: World
) -> None:
    bookings = booked(desk, 3)
    answer = desk.answer_to(stop(desk))
    assert (answer.number, answer.epoch) == (3, 1)
    assert desk.session("s-1").state == "stopped"
    assert desk.session("s-1").plan.stop_reason == "sick"
    rows = [desk.rows["booking"][b] for b in bookings]
    assert {r.state for r in rows if isinstance(r, wire.BookingRow)} == {"suspended"}
    assert {(r.booking_id, r.state) for r in board(desk)} == {(b, "waiting") for b in bookings}
    patient = person(desk, FIRST + 9)
    refused = desk.claim(patient, "s-1", 1)
    desk.catch_up()
    assert desk.answer_to(refused).reason == "session-stopped"
    online = OnlineService(world.parts)
    assert online.book("o-1", OnlineBooking(patient, SessionId("s-1"), 1)).status == 409
    assert world.rows(tables.bookings, state="booked") == []


@pytest.mark.rows("G51")
def test_a_range_of_days_is_stopped_at_once_and_the_same_again_concerns_nobody(
    desk: HeadlessDesk, world: World
) -> None:
    world.add_session("s-3", TOMORROW)
    whole = {"session_id": "", "doctor_id": "dr-1", "last": TOMORROW.isoformat()}
    assert desk.answer_to(stop(desk, **whole, half_day="am")).epoch == 2
    assert desk.answer_to(stop(desk, **whole)).epoch == 1
    assert desk.answer_to(stop(desk, **whole)).epoch == 0
    assert {row["state"] for row in world.rows(tables.sessions)} == {"stopped"}


@pytest.mark.rows("G48", "I7")
@pytest.mark.parametrize("author", [CLERK, STRANGER])
def test_only_a_supervisor_stops_a_clinic(desk: HeadlessDesk, world: World, author: Any) -> None:
    assert desk.answer_to(stop(desk, author=author)).reason == "not-permitted"
    assert {row["state"] for row in world.rows(tables.sessions)} == {"open"}


@pytest.mark.parametrize(
    "changes", [{"reason": "tired"}, {"first": "x"}, {"session_id": ""}, {"half_day": "noon"}]
)
def test_a_stop_that_cannot_be_is_refused(desk: HeadlessDesk, changes: dict[str, Any]) -> None:
    assert desk.answer_to(stop(desk, **changes)).reason == "malformed"


@pytest.mark.rows("G49", "I2")
def test_a_promise_by_a_desk_that_did_not_know_is_kept_suspended_and_a_supervisors_task(world: World) -> None:
    world.add_session("s-1")
    off_line = HeadlessDesk(world, "desk-off")
    off_line.catch_up()
    desk = HeadlessDesk(world, outage=False)
    stop(desk)
    patient = person(off_line)
    promised = off_line.promise(patient, off_line.rights[0])
    off_line.catch_up()
    assert off_line.answer_to(promised).status.value == "accepted"
    (booking,) = world.rows(tables.bookings)
    assert booking["state"] == "suspended"
    assert [row["kind"] for row in world.rows(tables.tasks)] == ["session-stopped"]
    desk.catch_up()
    assert [(r.booking_id, r.state) for r in board(desk)] == [(promised.entity, "waiting")]


@pytest.mark.rows("G50", "G64", "N23")
def test_one_act_informs_everybody_and_a_failure_stands_on_the_board(
    desk: HeadlessDesk, world: World
) -> None:
    first = desk.claim(person(desk, FIRST), "s-1").entity
    second = desk.claim(person(desk, FIRST + 1, phone=None), "s-1").entity
    stop(desk)
    gateway = Gateway()
    messages = MessageService(world.parts, gateway)
    assert messages.run_due() == 2
    assert messages.run_due() == 0
    desk.catch_up()
    states = {r.booking_id: (r.sms, r.sms_reason) for r in board(desk)}
    assert states == {first: ("arrived", ""), second: ("failed", "no-phone")}
    rows = [r for r in desk.rows["plan"].values() if isinstance(r, wire.PlanRow) and r.kind == "sms"]
    sent = [message_row_from(facts_from_bytes(row.body)) for row in rows]
    assert sorted((m.kind, m.state, m.reason) for m in sent) == [
        ("clinic-stopped", "arrived", ""), ("clinic-stopped", "failed", "no-phone"),
    ]  # fmt: skip
    ((phone, text),) = gateway.sent
    assert phone == PHONE
    assert "心血管内科" in text
    assert "11-24 08:00" in text
    log = world.rows(tables_planning.messages)
    assert all(PHONE not in str(value) for row in log for value in row.values())
    gateway.refuse = "isv.BUSINESS_LIMIT_CONTROL"
    tend(desk, KINDS.INFORM_AFFECTED, next(r for r in board(desk) if r.booking_id == first))
    messages.run_due()
    desk.catch_up()
    assert next(r for r in board(desk) if r.booking_id == first).sms_reason == "isv.BUSINESS_LIMIT_CONTROL"


@pytest.mark.rows("G64")
def test_the_hospitals_own_text_is_sent_and_a_message_cut_off_counts_as_failed(
    desk: HeadlessDesk, world: World
) -> None:
    booked(desk)
    own = MessageText("clinic-stopped", "{doctor}{day} {time}停诊", "SMS_1")
    answers = []
    for facts, author in (
        (own.to_facts(), CLERK), (own.to_facts() | {"text": "{name}停诊"}, SUPERVISOR), (own.to_facts(), SUPERVISOR),
    ):  # fmt: skip
        sent = desk.record(KINDS.PUT_MESSAGE, own.kind, facts=facts, author=author)
        desk.catch_up()
        answers.append(desk.answer_to(sent).reason)
    assert answers == ["not-permitted", "plan-invalid", ""]
    assert message_from(facts_from_bytes(desk.rows["plan"][own.kind].body)) == own  # type: ignore[attr-defined]  # a PlanRow
    stop(desk)
    gateway = Gateway()
    MessageService(world.parts, gateway).run_due()
    assert [text for _, text in gateway.sent] == ["李某11-24 08:00停诊"]
    tend(desk, KINDS.INFORM_AFFECTED, board(desk)[0])
    (queued,) = world.rows(tables_planning.messages, state="queued")
    with world.database.begin() as connection:
        assert take_message(connection, world.hospital, str(queued["message_id"]), world.clock.now())
        assert not take_message(connection, world.hospital, str(queued["message_id"]), world.clock.now())
    world.clock.forward(minutes=6)
    assert MessageService(world.parts, gateway).run_due() == 0
    assert [row["reason"] for row in world.rows(tables_planning.messages, state="failed")] == ["cut-off"]


@pytest.mark.rows("G52", "N23")
def test_a_held_offer_is_nobody_elses_and_moving_takes_it_for_no_higher_fee(
    desk: HeadlessDesk, world: World
) -> None:
    world.add_session("s-9", TOMORROW, half_hours=1, per_half_hour=1)
    (booking,) = booked(desk)
    stop(desk)
    (row,) = board(desk)
    held = tend(desk, KINDS.OFFER_PLACE, row, session_id="s-9", half_hour=0)
    assert desk.answer_to(held).number == 1
    other = desk.claim(person(desk, FIRST + 5), "s-9")
    desk.catch_up()
    assert desk.answer_to(other).reason == "slot-taken"
    (row,) = board(desk)
    assert (row.state, row.offer_session, row.offer_number) == ("offered", "s-9", 1)
    tend(desk, KINDS.MOVE_AFFECTED, row, new_booking_id="b-new")
    (row,) = board(desk)
    assert (row.state, row.moved_to, row.open) == ("moved", "b-new", False)
    states = {r["booking_id"]: (r["state"], r["fee_fen"]) for r in world.rows(tables.bookings)}
    assert states == {booking: ("rebooked", 1900), "b-new": ("booked", 1900)}
    assert world.live_by_slot() == {("s-9", 1): 1}
    assert desk.answer_to(tend(desk, KINDS.MOVE_AFFECTED, row, new_booking_id="b-2")).reason == "not-affected"


@pytest.mark.rows("G47", "G52", "G54")
def test_what_was_paid_follows_a_booking_that_the_hospital_moved_and_no_drawer_sees_it(
    desk: HeadlessDesk, world: World
) -> None:
    world.add_session("s-9", TOMORROW)
    (booking,) = booked(desk)
    patient = world.rows(tables.bookings)[0]["patient_id"]
    shift = desk.record(KINDS.OPEN_SHIFT, "shift-1", facts={"float_fen": 10_000}).entity
    paid = {
        "booking_id": booking, "shift_id": shift, "due_fen": 1900, "cash_fen": 1900, "qr_fen": 0, "insurance_fen": 0,
        "given_fen": 2000, "qr_ref": "", "insurance_ref": "", "invoice_no": "", "offline": False,
    }  # fmt: skip
    desk.record(KINDS.RECORD_PAYMENT, "pay-1", subject=patient, facts=paid)
    stop(desk)
    (row,) = board(desk)
    tend(desk, KINDS.OFFER_PLACE, row, session_id="s-9", half_hour=0)
    tend(desk, KINDS.MOVE_AFFECTED, row, new_booking_id="b-new")
    entries = [r for r in world.rows(payments) if r["payment_id"] != "pay-1"]
    assert {(r["booking_id"], r["kind"], r["cash_fen"], r["of_payment"], r["shift_id"]) for r in entries} == {
        (booking, "refund", 1900, "pay-1", shift), ("b-new", "pay", 1900, "pay-1", shift),
    }  # fmt: skip
    figures = export_figures(world.parts)
    assert figures["money"] == {
        "taken_fen": 1900, "refunded_fen": 0, "held_fen": 1900, "stray": 0, "trouble": 0,
    }  # fmt: skip
    assert figures["shifts"][0]["must_be_fen"] == 11_900
    assert figures["stops"] == {"affected": 1, "open": 0, "moved": 1, "refunded": 0, "informed": 0}
    again = paid | {"booking_id": "b-new"}
    asked = desk.record(KINDS.RECORD_PAYMENT, "pay-2", subject=patient, facts=again)
    desk.catch_up()
    assert desk.answer_to(asked).reason == "nothing-owed"


@pytest.mark.rows("N23")
def test_an_offer_that_ran_out_goes_back_to_the_pool(desk: HeadlessDesk, world: World) -> None:
    booked(desk)
    stop(desk)
    (row,) = board(desk)
    tend(desk, KINDS.OFFER_PLACE, row, session_id="s-2", half_hour=0)
    tend(desk, KINDS.OFFER_PLACE, row, session_id="s-2", half_hour=1)
    assert [r["half_hour"] for r in world.rows(tables.slots, state="held")] == [1]
    world.clock.forward(minutes=11)
    assert world.due.run_due().offers_ended == 1
    assert world.rows(tables.slots, state="held") == []
    desk.catch_up()
    (row,) = board(desk)
    assert (row.state, row.offer_until) == ("waiting", "")
    assert desk.answer_to(tend(desk, KINDS.MOVE_AFFECTED, row, new_booking_id="b-2")).reason == "offer-gone"


@pytest.mark.rows("N23")
@pytest.mark.parametrize(
    ("state", "booking_state", "still_open"),
    [("called", "suspended", True), ("not-reached", "suspended", True), ("refunded", "refunded", False)],
)
def test_what_came_of_a_call_is_noted(
    desk: HeadlessDesk, world: World, state: str, booking_state: str, still_open: bool
) -> None:
    booked(desk)
    stop(desk)
    tend(desk, KINDS.NOTE_AFFECTED, board(desk)[0], state=state)
    (row,) = board(desk)
    assert (row.state, row.tended_by, row.open) == (state, CLERK, still_open)
    assert [r["state"] for r in world.rows(tables.bookings)] == [booking_state]


@pytest.mark.rows("I7")
def test_a_hand_made_client_cannot_tend_another_person_or_invent_a_state(desk: HeadlessDesk) -> None:
    booked(desk)
    stop(desk)
    (row,) = board(desk)
    other = desk.record(
        KINDS.NOTE_AFFECTED, row.booking_id, subject=person(desk, FIRST + 7), facts={"state": "called"}
    )
    invented = desk.record(
        KINDS.NOTE_AFFECTED, row.booking_id, subject=row.patient_id, facts={"state": "moved"}
    )
    unknown = desk.record(KINDS.OFFER_PLACE, "none", subject=row.patient_id, facts={})
    foreign = desk.record(
        KINDS.NOTE_AFFECTED,
        row.booking_id,
        subject=row.patient_id,
        facts={"state": "called"},
        author=STRANGER,
    )
    desk.catch_up()
    reasons = [desk.answer_to(op).reason for op in (other, invented, unknown, foreign)]
    assert reasons == ["not-affected", "malformed", "not-affected", "not-permitted"]


@pytest.mark.rows("G48", "N23")
def test_somebody_booked_far_ahead_comes_into_the_scope_of_whoever_must_call(
    desk: HeadlessDesk, world: World
) -> None:
    far = TODAY.replace(day=30)
    world.add_session("s-far", far)
    other = HeadlessDesk(world, "desk-b", outage=False)
    patient = person(other)
    other.claim(patient, "s-far")
    other.catch_up()
    desk.catch_up()
    assert patient not in desk.rows.get("patient", {})
    stop(desk, session_id="s-far", first=far.isoformat(), last=far.isoformat())
    assert desk.record_of(patient).name == record().name
    assert desk.account_of(patient).phone == PHONE
