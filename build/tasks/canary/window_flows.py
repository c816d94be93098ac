"""What a clerk does with each canary: number, account, money, move, cancellation, line, search (services alone)."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace

from demo_parts import wait_until

from canary.people import canary
from canary.stage import Met, Stage
from desktop.domain.consent import ConsentAct
from desktop.domain.errors import KnownError, TooManyCodesError
from desktop.domain.made_up import MadeUpPerson
from desktop.domain.payments import Amounts
from desktop.domain.people import ContactInfo, PhoneStatus
from desktop.domain.queueing import CheckInBy, QueueStep
from desktop.domain.reveals import RevealField, RevealReason
from desktop.domain.schedules import clinic_day
from desktop.domain.shifts import Count, Difference
from desktop.domain.verification import NameCheck
from desktop.ports.central import CodeTicket
from desktop.services.drafts import Confirmed, RegistrationDraft
from desktop.services.payments import Wish
from tests.journeys.headless import draft_of

OFFLINE_EVERY, SLIP_EVERY, ACCOUNT_EVERY, TODAY_EVERY, PDF_EVERY = 5, 5, 10, 10, 50
FLOAT_FEN = 100_000
LOOK_UP_EVERY = 100


def each(stage: Stage, flow: str, people: Iterable[Met], act: Callable[[Met], object]) -> None:
    """Do something with each; a refusal is counted by its code and does not end the run."""
    for met in people:
        try:
            act(met)
        except KnownError as error:
            stage.refused[f"{flow}: {error.code} {' '.join(map(str, error.facts.values()))}".strip()] += 1
        else:
            stage.done[flow] += 1


def of(stage: Stage, rest: int, every: int) -> list[Met]:
    """Return every so-manieth canary who has not been deleted."""
    return [m for m in stage.met if m.person.serial % every == rest and m.person.serial not in stage.deleted]


def register_all(stage: Stage) -> None:
    """Everybody gets a number: four of five on line, every fifth by a promise, every tenth with an account."""
    for index in range(stage.people):
        offline = index % OFFLINE_EVERY == OFFLINE_EVERY - 1
        met = _register(stage, index, offline=offline, account=index % ACCOUNT_EVERY == 1)
        stage.met.append(met)
        stage.done["booked off line" if met.offline else "booked on line"] += 1
        stage.done["account with code"] += met.account
        if index % 50 == 49:
            stage.say(f"{index + 1} registered")
    stage.both()


def _register(stage: Stage, index: int, *, offline: bool, account: bool) -> Met:
    person, desk = canary(index), stage.window
    read = desk.identify(person)
    proof = code_for(stage, person.phone) if account else None
    desk.wire.cut = offline
    if offline:
        desk.sync()
        with desk.desk.store.read() as tx:
            right = tx.rights.held()[0]
        session_id, half_hour = right.session_id, right.half_hour
    else:
        cell = stage.free_cell(today=index % TODAY_EVERY == TODAY_EVERY - 2)
        assert cell.session_id is not None
        session_id, half_hour = cell.session_id, cell.half_hour
    contact = ContactInfo(person.name, "other-kin", person.phone, person.number)
    draft = RegistrationDraft(
        person=replace(read.draft, contact=contact), patient_id=None, session_id=session_id, half_hour=half_hour,
        phone=person.phone,
        phone_status=PhoneStatus.VERIFIED if account else PhoneStatus.CODE_LATER, code_proof=proof,
        phone_reason=None if account else "code-not-arriving",
        account_consent_act=ConsentAct.PATIENT_SCREEN.value if account else None,
        notice_version=desk.cases.notice.current().version, notice_how="paper",
        name_check=NameCheck.NOT_ASKED if offline else _name_check(stage, person),
    )  # fmt: skip
    confirmed: Confirmed = desk.cases.registration.confirm(draft)
    if index % SLIP_EVERY == 0:
        desk.cases.slips.print_slip(confirmed.slip, confirmed.booking_id)
    if index % PDF_EVERY == 0:
        stage.keep_slip(confirmed.slip, confirmed.booking_id)
    if offline:
        desk.wire.cut = False
        wait_until(desk.sync, "central")
    return Met(person, confirmed.patient_id, confirmed.booking_id, confirmed.offline, account)


def _name_check(stage: Stage, person: MadeUpPerson) -> NameCheck:
    """Ask the authority; as at the window, an answer that is none holds nobody up."""
    try:
        answer = stage.window.cases.verify.check_name(draft_of(person))
    except KnownError:
        return NameCheck.UNAVAILABLE
    stage.done["name checked"] += 1
    return answer


def code_for(stage: Stage, phone: str) -> str:
    """Return the proof of a code that was sent to a phone and read in central's log window."""
    verify = stage.window.cases.verify
    return proved(stage, lambda: verify.send_code(phone), verify.check_code)


def proved(stage: Stage, send: Callable[[], CodeTicket], check: Callable[[str, str], str]) -> str:
    """Send a code, waiting as long as central wants between two, and return its proof."""
    before = len(stage.central.codes())
    while True:
        try:
            ticket = send()
            break
        except TooManyCodesError as error:
            time.sleep(float(error.facts["retry_after_s"]))
    code = wait_until(lambda: stage.central.codes()[before:], "the code")[-1]
    return check(ticket.code_id, code)


def rest_of_the_day(stage: Stage) -> None:
    """Money, a move, a cancellation, the line, search and reveal, and a settled drawer."""
    stage.window.cases.shifts.open(FLOAT_FEN)
    each(stage, "payment", of(stage, 0, 4) + of(stage, 2, 8), lambda met: _pay(stage, met))
    each(stage, "refund", of(stage, 0, 8), lambda met: _refund(stage, met))
    each(stage, "moved", of(stage, 3, 8), lambda met: _move(stage, met))
    each(stage, "cancelled", of(stage, 5, 8), lambda met: _cancel(stage, met))
    each(stage, "searched and revealed", of(stage, 7, 20), lambda met: _look(stage, met))
    _through_the_line(stage)
    stage.window.cases.shifts.close(Count(), Difference.UNKNOWN)
    stage.both()


def _pay(stage: Stage, met: Met) -> None:
    payments = stage.window.cases.payments
    owed = payments.quote(met.booking_id).owed_fen
    payments.pay(met.booking_id, Wish(Amounts(owed), owed))


def _refund(stage: Stage, met: Met) -> None:
    stage.window.cases.payments.refund(met.booking_id, "patient")


def _move(stage: Stage, met: Met) -> None:
    cell = stage.free_cell()
    assert cell.session_id is not None
    moved = stage.window.cases.changes.move(met.booking_id, cell.session_id, cell.half_hour, "wrong-time")
    stage.window.cases.slips.print_slip(moved.slip, moved.booking_id)
    met.booking_id = moved.booking_id


def _cancel(stage: Stage, met: Met) -> None:
    stage.window.cases.changes.cancel(met.booking_id, "cannot-come")


def _look(stage: Stage, met: Met) -> None:
    """Find them by name, number and phone, at central too where its limit a minute lets us, and show one field."""
    search, person = stage.window.cases.search, met.person
    overlay = search.begin()
    for typed in (person.name, person.number, person.phone):
        assert search.find(overlay, typed)
    if person.serial % LOOK_UP_EVERY == 7:
        search.find_at_central(overlay, person.number)
    search.end(overlay, opened=True)
    field = (RevealField.DOCUMENT_NUMBER, RevealField.PHONE, RevealField.ADDRESS)[person.serial // 20 % 3]
    stage.window.cases.reveal.reveal(met.patient_id, field, RevealReason.CALL_BACK)


def _through_the_line(stage: Stage) -> None:
    """Who has a number of today comes, is called, seen and done."""
    desk = stage.window
    with desk.desk.store.read() as tx:
        held = {met.person.serial: tx.bookings.get(met.booking_id) for met in stage.met}
    today = clinic_day(desk.desk.clock.now())
    here = [m for m in stage.met if (b := held[m.person.serial]) and b.day == today and b.state == "booked"]
    for flow, steps in (
        ("checked in", ()),
        ("called, seen, done", (QueueStep.CALL, QueueStep.START, QueueStep.FINISH)),
    ):

        def act(met: Met, steps: tuple[QueueStep, ...] = steps) -> None:
            if not steps:
                desk.cases.queue.check_in(met.booking_id, CheckInBy.CARD)
            for step in steps:
                desk.cases.queue.step(met.booking_id, step)

        each(stage, flow, here, act)
