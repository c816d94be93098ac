"""The form as a whole: the way of the caret, what F9 needs, what remains of the last patient."""

from __future__ import annotations

import pytest

from desktop.domain.errors import (
    CentralRefusedError,
    ClockSkewError,
    NoRightsLeftError,
    SessionStoppedError,
    SlotTakenError,
    StoreBusyError,
    StoreFullError,
)
from desktop.domain.people import PhoneStatus
from desktop.domain.printing_errors import PaperOutError
from desktop.domain.verification import NameCheck
from desktop.presenters.notes import NoteKind
from desktop.presenters.registration_state import ConsentStep, PhoneStep, RegistrationState, Step, Target
from tests.fakes.clerk import Clerk
from tests.fakes.front_desk import (
    KNOWN_ID,
    KNOWN_NAME,
    KNOWN_NUMBER,
    NEW_NUMBER,
    PHONE,
    RIGHT_CODE,
    FakeDesk,
    card,
)
from tests.fakes.runner import HeldRunner


def test_the_caret_goes_the_way_of_a_new_patient(clerk: Clerk) -> None:
    clerk.card_on_reader()
    assert clerk.caret is Target.NUMBER
    clerk.form.enter(Target.NUMBER)
    assert clerk.caret is Target.PHONE
    clerk.send_code()
    assert clerk.caret is Target.DEPARTMENT, "nobody waits for the message"
    clerk.form.board.type_filter("xxg")
    clerk.form.enter(Target.DEPARTMENT)
    assert clerk.caret is Target.BOARD
    cell = clerk.state.board.cursor
    assert cell is not None
    clerk.form.enter(Target.BOARD, cell)
    assert clerk.caret is Target.CODE
    clerk.form.consent.on_screen(agreed=True)
    clerk.form.phone.type_code(RIGHT_CODE)
    assert clerk.caret is Target.CONFIRM
    assert clerk.state.order.can_confirm
    clerk.form.confirm()
    assert len(clerk.desk.registration.drafts) == 1


def test_a_known_patient_goes_from_the_number_straight_to_the_department(clerk: Clerk) -> None:
    clerk.known_card()
    clerk.form.enter(Target.NUMBER)
    assert clerk.caret is Target.DEPARTMENT
    clerk.pick_first()
    assert clerk.caret is Target.CONFIRM
    clerk.form.confirm()
    draft = clerk.desk.registration.drafts[0]
    assert draft.patient_id == KNOWN_ID
    assert draft.phone_status is PhoneStatus.VERIFIED
    assert draft.code_proof is None


def test_enter_pressed_while_the_card_is_read_is_not_lost(desk: FakeDesk) -> None:
    slow = Clerk(desk, HeldRunner(at_once=("read",)))
    slow.card_on_reader()
    slow.form.enter(Target.NUMBER)
    assert slow.caret is Target.NUMBER
    slow.reader.place(card())
    slow.runner.release()
    slow.runner.release("store")
    assert slow.caret is Target.PHONE


def test_nothing_of_the_last_patient_is_left(clerk: Clerk) -> None:
    clerk.ready()
    clerk.form.choose(insurance=True)
    clerk.form.confirm()
    state = clerk.state
    assert state.identity == RegistrationState().identity
    assert state.phone == RegistrationState().phone
    assert state.panel is None
    assert (state.first_visit, state.insurance) == (None, None)
    assert state.board.selected is None
    assert state.board.filter == ""
    assert state.consent.step is ConsentStep.NOT_ASKED
    assert state.order.missing == ("identity", "phone", "slot")
    assert state.order.fee_fen is None
    assert state.step is Step.IDENTITY
    assert state.done == ()
    assert clerk.caret is Target.NUMBER


def test_confirm_says_what_is_missing_in_the_order_of_the_form(clerk: Clerk) -> None:
    assert clerk.state.order.missing == ("identity", "phone", "slot")
    clerk.card_on_reader()
    assert clerk.state.order.missing == ("phone", "slot")
    clerk.send_code()
    assert clerk.state.order.missing == ("code", "slot")
    clerk.form.phone.type_code(RIGHT_CODE)
    assert clerk.state.order.missing == ("consent", "slot")
    clerk.form.consent.on_screen(agreed=True)
    assert clerk.state.order.missing == ("slot",)
    clerk.form.confirm()
    assert clerk.desk.registration.drafts == []
    clerk.pick_first()
    assert clerk.state.order.missing == ()


def test_f9_pressed_while_the_code_is_checked_confirms_when_the_answer_comes(slow: Clerk) -> None:
    runner = slow.runner
    slow.card_on_reader()
    runner.release()
    runner.release()
    slow.send_code()
    runner.release()
    slow.pick_first()
    slow.form.consent.on_screen(agreed=True)
    slow.form.phone.type_code(RIGHT_CODE)
    slow.form.confirm()
    assert slow.state.order.armed
    runner.release("network")
    assert slow.state.order.confirming
    runner.release("store")
    assert len(slow.desk.registration.drafts) == 1


def test_f9_waits_for_the_name_check_and_stops_at_a_mismatch(slow: Clerk) -> None:
    slow.desk.verify.name_answer = NameCheck.MISMATCH
    slow.card_on_reader()
    slow.runner.release("store")
    slow.form.phone.stand_in(PhoneStep.NONE)
    slow.pick_first()
    slow.form.confirm()
    assert slow.state.order.armed
    slow.runner.release("network")
    assert not slow.state.order.armed
    assert slow.state.order.missing == ("name",)
    assert slow.desk.registration.drafts == []


def test_a_second_f9_while_saving_does_not_register_twice(slow: Clerk) -> None:
    slow.desk.line.up = False
    slow.card_on_reader()
    slow.runner.release("store")
    slow.send_code()
    slow.pick_first()
    slow.form.confirm()
    slow.form.confirm()
    slow.form.new_patient()
    assert slow.runner.waiting("store") == 1
    slow.runner.release("store")
    assert len(slow.desk.registration.drafts) == 1
    assert slow.state.last is not None


def test_a_card_laid_down_while_saving_belongs_to_the_next_patient(slow: Clerk) -> None:
    slow.desk.line.up = False
    slow.card_on_reader()
    slow.runner.release("store")
    slow.send_code()
    slow.pick_first()
    slow.form.confirm()
    slow.known_card()
    slow.reader.place(card())
    slow.runner.release("store")
    assert len(slow.desk.registration.drafts) == 1
    slow.runner.release("store")
    assert slow.state.panel is not None


def test_what_is_confirmed_carries_the_proof_the_act_and_the_notice(clerk: Clerk) -> None:
    clerk.form.consent.screen_attached = True
    clerk.ready()
    clerk.form.confirm()
    draft = clerk.desk.registration.drafts[0]
    assert draft.code_proof == "proof"
    assert draft.phone == PHONE
    assert draft.account_consent_act == "patient-screen"
    assert not draft.account_declined
    assert draft.notice_version == "v3"
    assert draft.notice_how == "patient-screen"
    assert draft.person.number == NEW_NUMBER
    assert clerk.state.last is not None
    assert clerk.state.last.account_opened


def test_slot_taken_turns_the_cell_full_and_one_enter_takes_the_next(clerk: Clerk) -> None:
    clerk.ready()
    lost = clerk.state.board.selected
    assert lost is not None
    clerk.desk.registration.fail("confirm", SlotTakenError())
    clerk.form.confirm()
    board = clerk.state.board
    assert board.selected is None
    assert board.board is not None
    assert board.board.rows[0].cells[0].kind == "full"
    assert board.note.code == "slot-taken-near"
    assert dict(board.note.facts)["starts"] == "11:00"
    assert clerk.state.order.note.code == "slot-taken"
    assert clerk.caret is Target.BOARD
    assert board.cursor is not None
    assert board.cursor != lost
    assert clerk.state.identity.name.text, "what was typed stays"
    clerk.form.enter(Target.BOARD, board.cursor)
    assert clerk.caret is Target.CONFIRM
    clerk.form.confirm()
    assert clerk.desk.registration.drafts[0].half_hour == board.cursor.half_hour


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StoreFullError(), "disk-full"),
        (StoreBusyError(), "store-busy"),
        (SessionStoppedError(), "session-stopped"),
        (CentralRefusedError(reason="outside-hours"), "central-refused"),
        (ClockSkewError(seconds=86400), "clock-skew"),
        (NoRightsLeftError(), "no-rights-left"),
    ],
)
def test_a_refused_confirm_says_why_at_the_button_and_keeps_the_form(
    clerk: Clerk, error: Exception, code: str
) -> None:
    clerk.ready()
    before = clerk.state.identity, clerk.state.phone.phone, clerk.state.first_visit
    clerk.desk.registration.fail("confirm", error)  # type: ignore[arg-type]  # parametrised known errors
    clerk.form.confirm()
    assert clerk.state.order.note.code == code
    assert clerk.state.order.note.kind is NoteKind.ERROR
    assert (clerk.state.identity, clerk.state.phone.phone, clerk.state.first_visit) == before
    assert clerk.state.order.can_confirm
    assert NEW_NUMBER not in repr(clerk.state.order.note)


def test_a_printer_without_paper_does_not_touch_the_registration(clerk: Clerk) -> None:
    clerk.ready()
    clerk.desk.slips.fail("print_slip", PaperOutError())
    clerk.form.confirm()
    last = clerk.state.last
    assert last is not None
    assert last.print_note.code == "printer-paper-out"
    assert clerk.state.printer.code == "printer-paper-out"
    clerk.form.reprint()
    assert clerk.desk.slips.printed == [(last.booking_id, 1)]


def test_ctrl_z_undoes_the_last_registration_for_sixty_seconds(clerk: Clerk) -> None:
    clerk.ready()
    clerk.form.confirm()
    clerk.desk.clock.advance(59)
    clerk.form.tick()
    assert clerk.state.last is not None
    assert clerk.state.last.undo_left_s == 1
    clerk.form.undo()
    assert clerk.desk.registration.undone == ["booking-1"]
    assert clerk.state.last.undone


def test_ctrl_z_after_a_minute_does_nothing(clerk: Clerk) -> None:
    clerk.ready()
    clerk.form.confirm()
    clerk.desk.clock.advance(61)
    clerk.form.undo()
    assert clerk.desk.registration.undone == []
    assert clerk.state.last is not None
    assert clerk.state.last.undo_left_s == 0


def test_f4_clears_and_ctrl_z_brings_the_form_back(clerk: Clerk) -> None:
    clerk.card_on_reader()
    clerk.send_code()
    clerk.form.new_patient()
    assert clerk.state.panel is None
    assert clerk.state.parked == ("单*",)
    clerk.form.undo()
    assert clerk.state.panel is not None
    assert clerk.state.phone.step is PhoneStep.SENT
    assert clerk.state.parked == ()


def test_another_persons_card_parks_the_form_and_mixes_nothing(clerk: Clerk) -> None:
    clerk.card_on_reader()
    clerk.send_code()
    clerk.known_card()
    assert clerk.state.panel is not None
    assert clerk.state.panel.name == "张志强"
    assert clerk.state.phone.step is PhoneStep.EARLIER
    assert len(clerk.state.parked) == 1
    clerk.form.resume()
    assert clerk.state.panel is not None
    assert clerk.state.panel.name == "单雪"
    assert clerk.state.phone.step is PhoneStep.SENT
    assert clerk.state.parked == ("张*强",)


def test_an_answer_for_an_earlier_patient_is_dropped(slow: Clerk) -> None:
    slow.card_on_reader()
    slow.runner.release("store")
    slow.send_code()
    slow.form.new_patient()
    slow.runner.release("network")
    assert slow.state.phone == RegistrationState().phone
    assert slow.state.panel is None


def test_a_sealed_draft_comes_back_without_code_or_consent(clerk: Clerk) -> None:
    clerk.ready()
    clerk.form.choose(insurance=True)
    raw = clerk.form.draft_bytes()
    assert raw is not None
    again = Clerk(clerk.desk, clerk.runner)
    again.form.restore(raw)
    state = again.state
    assert state.panel is not None
    assert state.identity.name.text == "单雪"
    assert state.insurance is True
    assert state.phone.phone.text == "154 0013 8000"
    assert state.phone.step is PhoneStep.TYPING
    assert state.consent.step is ConsentStep.NOT_ASKED
    assert state.board.selected == clerk.state.board.selected


@pytest.mark.rows("N29")
@pytest.mark.parametrize("in_hand", [True, False])
def test_a_closed_desk_seals_the_parked_forms_too_and_where_the_caret_stood(
    clerk: Clerk, *, in_hand: bool
) -> None:
    clerk.card_on_reader()
    clerk.send_code()
    clerk.known_card()
    if not in_hand:
        clerk.form.resume()
        clerk.form.new_patient()
    clerk.form.seal(("phone", 5))
    raw = clerk.kept[-1]
    assert raw is not None
    again = Clerk(clerk.desk, clerk.runner)
    again.form.restore(raw)
    assert again.state.parked == clerk.state.parked
    assert again.state.focus.caret == ("phone", 5)
    assert (again.state.panel is not None) is in_hand
    again.form.resume()
    assert again.state.phone.phone.text == "154 0013 8000"


def test_with_nothing_unfinished_a_closed_desk_leaves_no_draft(clerk: Clerk) -> None:
    clerk.ready()
    clerk.form.tick()
    clerk.form.confirm()
    clerk.form.seal(None)
    assert clerk.kept[-1] is None


def test_the_draft_is_handed_over_once_per_change_and_none_when_done(clerk: Clerk) -> None:
    clerk.form.tick()
    assert clerk.kept == []
    clerk.ready()
    clerk.form.tick()
    clerk.form.tick()
    assert len(clerk.kept) == 1
    assert clerk.state.draft_saved
    clerk.form.confirm()
    clerk.form.tick()
    assert clerk.kept[-1] is None
    assert not clerk.state.draft_saved


def test_the_person_picked_in_the_search_is_served(clerk: Clerk) -> None:
    clerk.form.open_patient(KNOWN_ID)
    assert clerk.state.panel is not None
    assert clerk.state.phone.step is PhoneStep.EARLIER
    clerk.form.enter(Target.NUMBER)
    assert clerk.caret is Target.DEPARTMENT


def test_a_searched_name_begins_a_new_person(clerk: Clerk) -> None:
    clerk.form.new_person("单雪")
    assert clerk.state.identity.name.text == "单雪"
    clerk.form.new_person("8900")
    assert clerk.state.identity.number.text == "8900"


def test_refreshing_the_board_keeps_choice_and_caret(clerk: Clerk) -> None:
    clerk.card_on_reader()
    chosen = clerk.pick_first()
    serial = clerk.state.focus.serial
    clerk.desk.board.left[(0, 3)] = 1
    clerk.desk.clock.advance(6)
    clerk.form.tick()
    assert clerk.state.board.selected == chosen
    assert clerk.state.focus.serial == serial
    assert clerk.state.board.board is not None
    assert clerk.state.board.board.rows[0].cells[3].left == 1


def test_a_doctors_initials_lead_to_the_doctors_row(clerk: Clerk) -> None:
    clerk.form.board.type_filter("zxt")
    clerk.form.enter(Target.DEPARTMENT)
    board = clerk.state.board
    assert board.board is not None
    assert board.cursor is not None
    assert board.cursor.session_id == board.board.rows[3].cells[0].session_id


def test_a_board_without_a_free_place_keeps_the_caret(clerk: Clerk) -> None:
    clerk.desk.board.empty = True
    clerk.form.board.refresh()
    clerk.card_on_reader()
    clerk.form.enter(Target.DEPARTMENT)
    assert clerk.state.board.note.code == "no-free-slot"
    assert clerk.caret is Target.NUMBER


@pytest.mark.rows("G18")
def test_enter_pressed_while_the_next_card_is_read_goes_on_with_the_next_person(desk: FakeDesk) -> None:
    runner = HeldRunner(at_once=("read", "network", "store"))
    clerk = Clerk(desk, runner)
    clerk.reader.place(card())
    clerk.form.read_card()
    runner.release("device")
    clerk.reader.lift()
    clerk.reader.place(card(KNOWN_NUMBER, KNOWN_NAME))
    clerk.form.read_card()
    clerk.form.enter(Target.NUMBER)
    runner.release("device")
    assert clerk.state.panel is not None
    assert clerk.state.panel.name == KNOWN_NAME
    assert clerk.caret is Target.DEPARTMENT


@pytest.mark.rows("N8", "P25")
def test_after_an_erasure_no_parked_form_comes_back_and_who_was_erased_stands_there_no_longer(
    clerk: Clerk,
) -> None:
    clerk.known_card()
    served = clerk.form.identity.form.patient
    assert served is not None
    clerk.form.someone_erased()
    assert clerk.form.identity.form.patient is served, "somebody else was erased"
    clerk.form.new_patient()
    assert clerk.state.parked
    clerk.known_card()
    clerk.desk.identify.erased.add(served.patient_id)
    clerk.form.someone_erased()
    assert clerk.state.parked == ()
    assert clerk.form.identity.form.empty
    assert clerk.form.draft_bytes() is None
    clerk.form.undo()
    assert clerk.form.identity.form.empty
