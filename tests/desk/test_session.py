"""Signing in and out of a real desk: failed tries, what a crash left behind, a disk that takes no more (P5, I1)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from crash_desk import CLERK, SUPERVISOR

from desktop.bootstrap.installation import Installation
from desktop.bootstrap.machine import clock_source
from desktop.bootstrap.opening import open_desk
from desktop.bootstrap.safes import open_safe, trace_anchor
from desktop.domain.audit import AuditAct
from desktop.domain.badges import BadgeShapeError, BadgesOffError, WrongBadgeError
from desktop.domain.bookings import BookingState
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.errors import (
    RemovedFromRosterError,
    StoreBusyError,
    StoreFullError,
    WrongPassphraseError,
)
from desktop.domain.ids import BookingId
from desktop.domain.operations import OperationKind
from desktop.domain.pins import PinCommonError, WrongPinError
from desktop.domain.roster import REMOVED
from desktop.ports.central import ExchangeOutcome
from desktop.services.desk import Desk
from desktop.services.registration import RegistrationService
from desktop.services.session import Owing, SessionService, SignedIn
from desktop.settings import Settings
from tests.desk.window import Window


@pytest.fixture
def session(window: Window) -> SessionService:
    """The sign-in page of the desk, nobody signed in."""
    window.close()
    return with_badges(window)


def with_badges(window: Window, *, badges: bool = True) -> SessionService:
    settings = Settings(home=window.home, vault="file", sign_in_profile="small-clinic")
    installation = Installation.load(window.home)
    safe = open_safe(window.home, settings, installation)
    anchor = trace_anchor(window.home, settings, installation)
    opened = partial(open_desk, window.home, installation, settings)
    return SessionService(safe, opened, anchor, badges=badges)


def signed_in(session: SessionService, staff: object = CLERK) -> Desk:
    return session.sign_in(staff.staff_id, passphrase(staff)).desk  # type: ignore[attr-defined]  # made-up staff


def passphrase(staff: object, wrong: str = "") -> bytearray:
    return bytearray((wrong or staff.passphrase).encode())  # type: ignore[attr-defined]  # made-up staff


def take_seat(window: Window, desk: Desk) -> Window:
    window.desk = desk
    return window


@pytest.mark.rows("P5", "G70")
def test_a_sign_in_tells_in_the_trace_who_sets_this_pcs_clock(
    window: Window, session: SessionService
) -> None:
    desk = signed_in(session)
    take_seat(window, desk)
    with desk.store.read() as tx:
        rows = [facts_from_bytes(raw) for raw, _ in tx.audit.rows(1, 1000)]
    source = [row["facts"]["clock"] for row in rows if row["act"] == AuditAct.SIGN_IN.value][-1]
    assert source == clock_source()
    assert source.partition("-")[0] in ("kernel", "w32time", "unknown")


@pytest.mark.rows("P5")
def test_a_wrong_passphrase_is_traced_with_whose_it_was_not(window: Window, session: SessionService) -> None:
    with pytest.raises(WrongPassphraseError):
        session.sign_in(SUPERVISOR.staff_id, passphrase(SUPERVISOR, "something else"))
    take_seat(window, signed_in(session))
    session.lock()
    with pytest.raises(WrongPassphraseError):
        session.unlock(passphrase(CLERK, "something else"))
    tried = [(row["actor"], row["facts"]["person"]) for row in window.trace(AuditAct.SIGN_IN_FAILED)]
    assert tried == [(CLERK.staff_id, SUPERVISOR.staff_id), (CLERK.staff_id, CLERK.staff_id)]


class Killed(BaseException):
    """The program ends here."""


class EndsHere:
    """A line on which the program ends after the claim was saved and before its answer."""

    def run(self, *, pull: bool) -> ExchangeOutcome:
        raise Killed

    def online(self) -> bool:
        return True

    def line_lost(self) -> None:
        raise AssertionError("the line is there")


@pytest.mark.rows("I1", "I2")
def test_a_claim_that_a_crash_left_without_a_slip_is_withdrawn_at_the_next_sign_in(
    window: Window, session: SessionService
) -> None:
    desk = take_seat(window, signed_in(session)).desk
    registration = RegistrationService(desk, EndsHere(), EndsHere(), window.cases.slips)
    draft = window.draft()
    with pytest.raises(Killed):
        registration.confirm(draft)
    desk.store.close()
    desk = take_seat(window, signed_in(session)).desk
    claim, cancel = [op for op in window.operations() if op.kind.value.startswith("booking.")]
    assert (claim.kind, cancel.kind) == (OperationKind.CLAIM_BOOKING, OperationKind.CANCEL_BOOKING)
    assert claim.entity == cancel.entity
    with desk.store.read() as tx:
        booking = tx.bookings.get(BookingId(claim.entity))
    assert booking is not None
    assert booking.state == BookingState.CANCELLED.value
    session.sign_out()
    take_seat(window, signed_in(session))
    assert len(window.operations()) == cancel.seq, "withdrawn once"


def _closed(desk: Desk) -> bool:
    try:
        with desk.store.read():
            return False
    except StoreBusyError as error:
        return error.facts.get("cause") == "closed"


def _full(_desk: Desk) -> Callable[..., None]:
    def refuse(*_args: object, **_more: object) -> None:
        raise StoreFullError

    return refuse


@pytest.mark.rows("G81")
def test_a_full_disk_neither_opens_a_desk_half_nor_keeps_anybody_signed_in(
    window: Window, session: SessionService, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Desk] = []
    kept = session._open_desk  # the desk that a refused sign-in must have closed is seen nowhere else

    def remember(keys: object) -> Desk:
        opened.append(kept(keys))  # type: ignore[arg-type]  # passed through
        return opened[-1]

    monkeypatch.setattr(session, "_open_desk", remember)
    with monkeypatch.context() as full:
        full.setattr(Desk, "trace", _full(window.desk))
        with pytest.raises(StoreFullError):
            signed_in(session)
        assert session.current() is None
        assert _closed(opened[0])
    signed_in(session)
    with monkeypatch.context() as full:
        full.setattr(Desk, "trace", _full(window.desk))
        with pytest.raises(StoreFullError):
            session.sign_out()
    assert session.current() is None
    assert _closed(opened[1])
    take_seat(window, signed_in(session))


@pytest.mark.rows("P4", "P5", "I7")
def test_who_was_taken_off_the_roster_is_refused_at_sign_in_and_at_unlock_with_a_trace(
    window: Window, session: SessionService
) -> None:
    desk = take_seat(window, signed_in(session)).desk
    session.lock()
    with desk.store.write() as tx:
        tx.state.set(REMOVED + CLERK.staff_id, b"2")
    with pytest.raises(RemovedFromRosterError):
        session.unlock(passphrase(CLERK))
    session.sign_out()
    with pytest.raises(RemovedFromRosterError):
        signed_in(session)
    assert session.current() is None
    supervisor = take_seat(window, signed_in(session, SUPERVISOR)).desk
    refused = [(row["actor"], row["facts"]["person"]) for row in window.trace(AuditAct.SIGN_IN_FAILED)]
    assert refused == [(CLERK.staff_id, CLERK.staff_id)] * 2
    with supervisor.store.write() as tx:
        tx.state.set(REMOVED + CLERK.staff_id, None)
    session.sign_out()
    take_seat(window, signed_in(session))


@pytest.mark.rows("G80")
def test_five_wrong_answers_at_the_cover_and_nothing_uncovers_any_more(session: SessionService) -> None:
    signed_in(session)
    session.lock()
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(WrongPassphraseError) as refused:
            session.unlock(passphrase(CLERK, "something else"))
        assert refused.value.facts["left"] == left
    with pytest.raises(WrongPassphraseError) as refused:
        session.unlock(passphrase(CLERK))
    assert refused.value.facts["left"] == 0


@pytest.mark.rows("G80", "T4")
def test_a_pin_set_at_sign_in_uncovers_and_opens_nothing(session: SessionService) -> None:
    owing = session.begin(CLERK.staff_id, passphrase(CLERK), pin=True)
    assert isinstance(owing, Owing)
    with pytest.raises(PinCommonError):
        session.choose_pin(bytearray(b"121212"))
    assert session.current() is None
    pin = bytearray(b"295381")
    assert isinstance(session.choose_pin(pin), SignedIn)
    assert pin == bytes(6), "what was typed is wiped"
    session.lock()
    with pytest.raises(WrongPinError) as refused:
        session.unlock(bytearray(b"295382"))
    assert refused.value.facts["left"] == 4
    session.unlock(bytearray(b"295381"))
    session.lock()
    session.unlock(passphrase(CLERK))
    session.sign_out()
    with pytest.raises(WrongPassphraseError):
        session.sign_in(CLERK.staff_id, bytearray(b"295381"))
    assert next(p for p in session.people() if p.staff_id == CLERK.staff_id).pin_set


@pytest.mark.rows("G80", "T4")
def test_a_badge_uncovers_counts_with_the_pins_tries_and_opens_nothing(
    window: Window, session: SessionService
) -> None:
    owing = session.begin(CLERK.staff_id, passphrase(CLERK), pin=True, badge=True)
    assert isinstance(owing, Owing)
    session.choose_pin(bytearray(b"295381"))
    with pytest.raises(BadgeShapeError):
        session.choose_badge(bytearray(b"12-345"))
    number = bytearray(b"0012847563")
    assert isinstance(session.choose_badge(number), SignedIn)
    assert number == bytes(10), "what the reader typed is wiped"
    session.lock()
    with pytest.raises(WrongBadgeError) as refused:
        session.unlock_by_badge(bytearray(b"0012847564"))
    assert refused.value.facts["left"] == 4
    with pytest.raises(WrongPinError) as wrong:
        session.unlock(bytearray(b"295382"))
    assert wrong.value.facts["left"] == 3, "of all kinds together"
    session.unlock_by_badge(bytearray(b"0012847563"))
    session.lock()
    for left in (4, 3, 2, 1, 0):
        with pytest.raises(WrongBadgeError) as refused:
            session.unlock_by_badge(bytearray(b"0012847564"))
        assert refused.value.facts["left"] == left
    with pytest.raises(WrongPassphraseError):
        session.unlock_by_badge(bytearray(b"0012847563"))
    session.sign_out()
    with pytest.raises(WrongPassphraseError):
        session.sign_in(CLERK.staff_id, bytearray(b"0012847563"))
    off = with_badges(window, badges=False)
    assert isinstance(off.begin(CLERK.staff_id, passphrase(CLERK), badge=True), SignedIn), "nothing is asked"
    off.lock()
    with pytest.raises(BadgesOffError):
        off.unlock_by_badge(bytearray(b"0012847563"))
    off.unlock(passphrase(CLERK))
