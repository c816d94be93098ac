"""Signing in, locking, leaving; each with its trace (P5, G81). The desk is open only between sign-in and sign-out.

What the rules of sign-in want first (a code to bind, a new passphrase) is done between the right passphrase and the
open desk, while the entry lives in memory; it is traced with the sign-in (P21).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from desktop.domain.audit import AuditAct
from desktop.domain.badges import STRUCK, BadgesOffError
from desktop.domain.errors import KnownError, RemovedFromRosterError, WrongPassphraseError
from desktop.domain.ids import StaffId
from desktop.domain.roster import REMOVED
from desktop.domain.undertakings import Undertaking
from desktop.ports.keys import CodeOffer, Entry, OpenKeys, Safe, SlotInfo
from desktop.ports.trace import AnchorVault
from desktop.services.anchoring import mark_end, notice_roll_back
from desktop.services.cover import Cover, trace_failed
from desktop.services.desk import Desk
from desktop.services.file_rekey import WholeFile
from desktop.services.payments import insist_on_unfinished
from desktop.services.slot_acts import withdraw_unfinished
from desktop.services.undertakings import accept, owed_now

BIND, CHANGE, SET_PIN, UNDERTAKE = "bind-code", "change-passphrase", "set-pin", "undertake"
CHANGE_FILE, SET_BADGE = "change-file-key", "set-badge"
CODE_RELEASED, CODE_BOUND = "code-released", "code-bound"
PASSPHRASE_CHANGED, PIN_SET = "passphrase-changed", "pin-set"
BADGE_SET, BADGE_STRUCK = "badge-set", "badge-struck"


class UnknownStaffError(KnownError):
    """Nobody with this number or these initials has a key slot on this desk."""

    code = "unknown-staff"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is at the desk now."""

    staff: SlotInfo
    desk: Desk


@dataclass(frozen=True, slots=True, repr=False)
class Owing:
    """The passphrase was right; `step` (`bind-code`, `change-passphrase`, `set-pin`,
    `set-badge`, `change-file-key`, `undertake`) comes before the desk opens.

    A PIN may be put off (`later`) unless the person asked for it.
    """

    staff: SlotInfo
    step: str
    offer: CodeOffer | None = None
    undertaking: Undertaking | None = None


SignInAnswer = SignedIn | Owing


class SessionService:
    """Opens the desk for one person; unlocking asks for the same person's passphrase again.

    `issuer` is how the hospital's desk is called in a person's authenticator.
    """

    def __init__(
        self,
        safe: Safe,
        open_desk: Callable[[OpenKeys], Desk],
        vault: AnchorVault,
        issuer: str = "",
        whole_file: WholeFile | None = None,
        *,
        badges: bool = False,
    ) -> None:
        self._safe = safe
        self._vault = vault
        self._open_desk = open_desk
        self._issuer = issuer
        self._whole_file = whole_file
        self._entry: tuple[SlotInfo, Entry] | None = None
        self._wanted: tuple[str, ...] = ()
        self._promising: tuple[SignedIn, Undertaking] | None = None
        self._done: list[str] = []
        self._cover = Cover(self.prove, badges=badges)
        self._badges = badges
        self._signed_in: SignedIn | None = None
        self._failures: list[StaffId] = []

    def people(self) -> tuple[SlotInfo, ...]:
        """Return who can sign in here."""
        return self._safe.people()

    def current(self) -> SignedIn | None:
        """Return who is signed in."""
        return self._signed_in

    def sign_in(self, text: str, passphrase: bytearray) -> SignedIn:
        """Open the desk at once; raises as `begin`, and what the safe raises while a step is owed."""
        person = self._person(text)
        return self._open(self._let_in(person, passphrase, "").keys())

    def begin(
        self, text: str, passphrase: bytearray, code: str = "", *, change: bool = False, pin: bool = False,
        badge: bool = False,
    ) -> SignInAnswer:  # fmt: skip
        """Let a person in; the desk is open, or a step comes first (`change`: the person wants a new passphrase, `pin`:
        a new PIN, `badge`: to bind or strike a badge).

        Raises UnknownStaffError, WrongPassphraseError(left), VaultMissingError, RemovedFromRosterError, and of the
        safe that a code is needed or wrong.
        """
        self.abandon()
        if self._whole_file is not None:
            self._whole_file.begin()
        person = self._person(text)
        entry = self._let_in(person, passphrase, code)
        self._entry = (person, entry)
        wishes = ((CHANGE, change), (SET_PIN, pin or entry.offered()), (SET_BADGE, badge and self._badges))
        self._wanted = tuple(step for step, wished in wishes if wished)
        if entry.released():
            self._done.append(CODE_RELEASED)
        return self._go_on()

    def bind_code(self, first: str, second: str) -> SignInAnswer:
        """Bind the offered code after two of its codes; raises what the safe raises when one is wrong."""
        self._entered()[1].bind_code(first, second)
        self._done.append(CODE_BOUND)
        return self._go_on()

    def choose_passphrase(self, passphrase: bytearray) -> SignInAnswer:
        """Take a new passphrase (zeroed); raises what the rules of passphrases raise."""
        self._entered()[1].change_passphrase(passphrase)
        self._done.append(PASSPHRASE_CHANGED)
        return self._go_on_without(CHANGE)

    def accept_undertaking(self) -> SignInAnswer:
        """Sign the undertaking that is owed; raises UnknownStaffError when none is."""
        if self._promising is None:
            raise UnknownStaffError
        signed_in, text = self._promising
        accept(signed_in.desk, text)
        self._signed_in, self._promising = signed_in, None
        return signed_in

    def choose_pin(self, pin: bytearray) -> SignInAnswer:
        """Take a PIN (zeroed); raises what the rules of PINs raise."""
        self._entered()[1].set_pin(pin)
        self._done.append(PIN_SET)
        return self._go_on_without(SET_PIN)

    def choose_badge(self, number: bytearray) -> SignInAnswer:
        """Take the badge that was presented (zeroed); raises BadgeShapeError, BadgesOffError."""
        if not self._badges:
            number[:] = bytes(len(number))
            raise BadgesOffError
        self._entered()[1].set_badge(number)
        self._done.append(BADGE_SET)
        return self._go_on_without(SET_BADGE)

    def strike_badge(self) -> SignInAnswer:
        """Forget the person's badge."""
        self._entered()[1].strike_badge()
        self._done.append(BADGE_STRUCK)
        return self._go_on_without(SET_BADGE)

    def later(self) -> SignInAnswer:
        """Go on without PIN or badge; a PIN is offered again at the next sign-in."""
        return self._go_on_without(*self._wanted[:1])

    def _go_on_without(self, *steps: str) -> SignInAnswer:
        self._wanted = tuple(step for step in self._wanted if step not in steps)
        return self._go_on()

    def change_file_key(self) -> SignInAnswer:
        """Put the whole file under the key that an incident ordered, then go on; raises StoreDamagedError."""
        if self._whole_file is not None:
            self._whole_file.change(self._entered()[1].keys())
        return self._go_on()

    def file_progress(self) -> tuple[int, int]:
        """Return how many bytes of how many are done, while that runs in another lane."""
        return self._whole_file.progress() if self._whole_file is not None else (0, 1)

    def abandon(self) -> None:
        """Forget who was let in and did not finish; a store that stood open for the undertaking is closed."""
        if self._promising is not None:
            (self._signed_in, _text), self._promising = self._promising, None
            self.sign_out()
        self._entry, self._wanted, self._done = None, (), []

    def _entered(self) -> tuple[SlotInfo, Entry]:
        if self._entry is None:
            raise UnknownStaffError
        return self._entry

    def _go_on(self) -> SignInAnswer:
        person, entry = self._entered()
        owed = entry.owed() or self._wanted
        if owed:
            offer = entry.offer(self._issuer) if owed[0] == BIND else None
            return Owing(person, owed[0], offer)
        keys = entry.keys()
        if self._whole_file is not None and self._whole_file.owed(keys):
            return Owing(person, CHANGE_FILE)
        signed_in = self._open(keys)
        self.abandon()
        text = owed_now(signed_in.desk)
        if text is None:
            return signed_in
        self._signed_in, self._promising = None, (signed_in, text)
        return Owing(person, UNDERTAKE, undertaking=text)

    def _let_in(self, person: SlotInfo, passphrase: bytearray, code: str) -> Entry:
        try:
            return self._safe.enter(person.staff_id, passphrase, code)
        except KnownError as error:
            # a wrong passphrase and a wrong code alike: both say how many tries are left
            if "left" in error.facts:
                self._failures.append(person.staff_id)
            raise

    def _open(self, keys: OpenKeys) -> SignedIn:
        """Open store and trace. Who was tried in vain before is traced now, since no trace can be written while the
        desk is closed. A claim that a crash left without its slip is withdrawn. When nothing of this can be saved the
        desk stays closed.
        """
        desk = self._open_desk(keys)
        try:
            _refuse_removed(desk)
            with desk.store.write() as tx:
                for tried in self._failures:
                    trace_failed(desk, tx, tried)
                notice_roll_back(desk, tx, self._vault.load)
                desk.trace(tx, AuditAct.SIGN_IN, facts={"clock": desk.place.clock_source})
                for what in self._done:
                    desk.trace(tx, AuditAct.SIGN_IN_PROOF, facts={"what": what})
                if BADGE_SET in self._done:
                    tx.state.set(STRUCK + desk.keys.staff.staff_id, None)
                if self._whole_file is not None:
                    self._whole_file.trace(desk, tx)
                withdraw_unfinished(desk, tx)
                insist_on_unfinished(desk, tx)
        except BaseException:
            desk.store.close()
            raise
        if self._whole_file is not None:
            self._whole_file.settle(desk)
        self._failures = []
        self._cover.begin()
        # as the slot is now: a code or a PIN may have come since the page was shown
        self._signed_in = SignedIn(desk.keys.staff, desk)
        return self._signed_in

    def lock(self) -> None:
        """Note that the page was covered; nothing is closed yet (soft lock)."""
        self._trace(AuditAct.LOCK)
        self._mark()

    def unlock(self, typed: bytearray) -> None:
        """Uncover for the same person by PIN or passphrase (zeroed).

        Raises WrongPinError(left), WrongPassphraseError(left), RemovedFromRosterError. Five wrong ones in a row, of
        any kind, and nothing uncovers any more: `left` is 0 and the desk must be closed.
        """
        self._cover.typed(self._covered(), typed)
        self._uncover({})

    def unlock_by_badge(self, number: bytearray) -> None:
        """Uncover for the same person by their badge's number (zeroed); raises as `unlock`, WrongBadgeError(left),
        BadgesOffError."""
        self._cover.presented(self._covered(), number)
        self._uncover({"by": "badge"})

    def _covered(self) -> Desk:
        if self._signed_in is None:
            raise UnknownStaffError
        return self._signed_in.desk

    def _uncover(self, facts: dict[str, str]) -> None:
        self._cover.begin()
        _refuse_removed(self._covered())
        self._trace(AuditAct.UNLOCK, facts)

    def prove(self, passphrase: bytearray) -> None:
        """Ask the signed-in person once more who they are; raises WrongPassphraseError, which is traced."""
        if self._signed_in is None:
            raise UnknownStaffError
        staff, desk = self._signed_in.staff, self._signed_in.desk
        try:
            self._safe.recognise(staff.staff_id, passphrase)
        except WrongPassphraseError:
            with desk.store.write() as tx:
                trace_failed(desk, tx, staff.staff_id)
            raise

    def sign_out(self) -> None:
        """Trace, close the store and forget the keys; a full disk keeps nobody signed in."""
        if self._signed_in is None:
            return
        desk = self._signed_in.desk
        try:
            self._trace(AuditAct.SIGN_OUT)
            self._mark()
        finally:
            self._signed_in = None
            desk.store.close()

    def _trace(self, act: AuditAct, facts: dict[str, str] | None = None) -> None:
        if self._signed_in is not None:
            desk = self._signed_in.desk
            with desk.store.write() as tx:
                desk.trace(tx, act, facts=facts)

    def _mark(self) -> None:
        if self._signed_in is not None:
            mark_end(self._signed_in.desk, self._vault)

    def _person(self, text: str) -> SlotInfo:
        wanted = text.strip().lower()
        for person in self._safe.people():
            if wanted in (person.staff_id.lower(), person.initials.lower()):
                return person
        raise UnknownStaffError


def _refuse_removed(desk: Desk) -> None:
    """Refuse, with a trace, who stood on an earlier roster and stands on the newest one no more (DECISIONS 10)."""
    staff_id = desk.keys.staff.staff_id
    with desk.store.read() as tx:
        removed = tx.state.get(REMOVED + staff_id) is not None
    desk.dismissed = removed
    if removed:
        with desk.store.write() as tx:
            trace_failed(desk, tx, staff_id)
        raise RemovedFromRosterError
