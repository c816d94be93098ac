"""The phone of the form: a code that nobody waits for, or one key with a reason instead (P1, N20, DECISIONS 1)."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from desktop.domain.errors import (
    CentralUnreachableError,
    CodeExpiredError,
    CodeWrongError,
    KnownError,
    PhoneInvalidError,
    TooManyCodesError,
)
from desktop.domain.phones import normalise_phone
from desktop.ports.central import CodeTicket
from desktop.presenters.needs import Verifies
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.registration_state import FieldState, PhoneState, PhoneStep, Target
from desktop.presenters.runner import NETWORK
from desktop.presenters.serving import Serving

CODE_LENGTH = 6
MOST_PHONE_CHARACTERS = 16
OFFLINE = "offline"
UNDER_AGE = "under-age"
DECLINED = "account-declined"
REASONS: dict[PhoneStep, tuple[str, ...]] = {
    PhoneStep.NONE: ("no-phone-owned", "no-phone-here", "phone-refused"),
    PhoneStep.RELATIVE: ("relative-child", "relative-spouse", "relative-parent", "relative-carer"),
    PhoneStep.LATER: ("code-not-arriving", "phone-elsewhere", "phone-off"),
}
SENDABLE = (PhoneStep.TYPING, PhoneStep.SENT)
ASKING = (PhoneStep.SENDING, PhoneStep.SENT, PhoneStep.CHECKING)


@dataclass(frozen=True, slots=True)
class PhoneForm:
    """What is known of the phone; `masked` stands for a phone that is on file and not shown."""

    text: str = ""
    masked: str = ""
    step: PhoneStep = PhoneStep.TYPING
    reason: str = ""
    phone_note: Note = NOTHING
    code: str = ""
    code_note: Note = NOTHING
    ticket: CodeTicket | None = None
    resend_at: float = 0.0
    proof: str | None = None

    @property
    def valid(self) -> bool:
        """Return whether the text is a phone number."""
        return _valid(self.text)


class PhoneBlock:
    """Sends, checks, counts down; `form` is replaced whole when a parked patient comes back."""

    def __init__(self, verifies: Verifies, serving: Serving, proved: Callable[[], None]) -> None:
        self._verifies = verifies
        self._serving = serving
        self._tell_proved = proved
        self.form = PhoneForm()

    @property
    def asks_for_account(self) -> bool:
        """Return whether a code is under way or proved, so that the account is a question now."""
        return self.form.step in (*ASKING, PhoneStep.VERIFIED)

    @property
    def settled(self) -> bool:
        """Return whether the phone question has an answer (N20)."""
        form = self.form
        if form.step in (PhoneStep.VERIFIED, PhoneStep.EARLIER, PhoneStep.NONE):
            return True
        return form.step in (PhoneStep.RELATIVE, PhoneStep.LATER) and (form.valid or form.reason == DECLINED)

    def type_phone(self, text: str) -> None:
        """Take typed or pasted text; full-width digits are converted, a shown mask gives way to what is typed."""
        masked = self.form.masked
        plain = _digits(text if not masked else without_mask(text, masked))
        if plain == self.form.text and not masked:
            return
        keeps = self.form.step in REASONS
        self.form = PhoneForm(
            text=plain,
            step=self.form.step if keeps else PhoneStep.TYPING,
            reason=self.form.reason if keeps else "",
            phone_note=note(NoteKind.PLAIN, "phone-press-enter") if _valid(plain) and not keeps else NOTHING,
        )
        self._serving.changed()

    def entered(self, *, under_age: bool) -> bool:
        """Enter on the phone: send and go on at once; returns whether the caret may move on."""
        form = self.form
        if form.step in (PhoneStep.EARLIER, PhoneStep.NONE, PhoneStep.VERIFIED, *ASKING):
            return True
        if not form.valid:
            digits = sum(c.isdigit() for c in form.text)
            self._put(phone_note=note(NoteKind.ERROR, PhoneInvalidError.code, digits=digits))
            return False
        if form.step in REASONS:
            return True
        if under_age:
            self._stand_in(PhoneStep.RELATIVE, UNDER_AGE)
        elif not self._serving.online():
            self._stand_in(PhoneStep.LATER, OFFLINE)
        else:
            self.send()
        return True

    def send(self) -> None:
        """Send a code, or send it again when the pause is over."""
        form = self.form
        if form.step not in SENDABLE or not form.valid or self._left() > 0:
            return
        self._put(step=PhoneStep.SENDING, phone_note=note(NoteKind.BUSY, "code-sending"), code_note=NOTHING)
        self._serving.ask(NETWORK, lambda: self._verifies.send_code(form.text), self._sent, self._not_sent)

    def type_code(self, text: str) -> None:
        """Take the code; the sixth digit checks it (the one told auto-advance)."""
        code = "".join(c for c in unicodedata.normalize("NFKC", text) if c in "0123456789")[:CODE_LENGTH]
        if code == self.form.code:
            return
        note_now = NOTHING if self.form.code_note.kind is NoteKind.ERROR else self.form.code_note
        self._put(code=code, code_note=note_now)
        self._check()
        self._serving.changed()

    def stand_in(self, step: PhoneStep) -> None:
        """One key: no phone, a relative's phone, code later. The same key again takes the next reason."""
        reasons = REASONS[step]
        if self.form.step is PhoneStep.VERIFIED:
            return
        if self.form.step is step and self.form.reason in reasons:
            reason = reasons[(reasons.index(self.form.reason) + 1) % len(reasons)]
        else:
            reason = reasons[0]
        self._stand_in(step, reason)
        if step is PhoneStep.NONE or self.form.valid:
            self._serving.want(Target.DEPARTMENT)
        else:
            self._serving.want(Target.PHONE)
        self._serving.changed()

    def choose_reason(self, reason: str) -> None:
        """Take one of the reasons offered."""
        if reason in REASONS.get(self.form.step, ()):
            self._put(reason=reason)
        self._serving.changed()

    def back_to_code(self) -> None:
        """Take the stand-in back: the code is asked for again."""
        if self.form.step in REASONS:
            self.form = PhoneForm(text=self.form.text)
            self._serving.want(Target.PHONE)
        self._serving.changed()

    def decline(self) -> None:
        """The patient wants no account: whatever phone stands there is for care only, no code is awaited (P37)."""
        if self.form.step in (*SENDABLE, PhoneStep.SENDING, PhoneStep.CHECKING):
            step = PhoneStep.LATER if self.form.valid else PhoneStep.NONE
            self.form = PhoneForm(text=self.form.text, step=step, reason=DECLINED)

    def known(self, masked: str, *, verified_on: str) -> None:
        """A person on file: a phone verified on an earlier visit needs no code again."""
        if verified_on:
            shown = note(NoteKind.OK, "phone-verified-on", day=verified_on)
            self.form = PhoneForm(masked=masked, step=PhoneStep.EARLIER, phone_note=shown)

    def line_lost(self) -> None:
        """The line went while a code was awaited: the offline rule takes its place."""
        if self.form.step in ASKING:
            self._stand_in(PhoneStep.LATER, OFFLINE)

    def state(self) -> PhoneState:
        """Return what the page shows."""
        form = self.form
        left = self._left()
        awaited = form.step in (*ASKING, PhoneStep.VERIFIED)
        return PhoneState(
            step=form.step,
            phone=FieldState(form.masked or _grouped(form.text), self._phone_note(left)),
            code=FieldState(
                form.code, form.code_note, enabled=awaited and form.step is not PhoneStep.VERIFIED
            ),
            can_send=form.step in SENDABLE and left == 0,
            resend_s=left,
            reason=form.reason,
            reasons=REASONS.get(form.step, ()) if form.reason not in (OFFLINE, UNDER_AGE, DECLINED) else (),
        )

    def _phone_note(self, left: int) -> Note:
        form = self.form
        if form.step is PhoneStep.SENT and left and form.phone_note.kind is not NoteKind.ERROR:
            return note(NoteKind.WARN, "code-sent", seconds=left)
        return form.phone_note

    def _stand_in(self, step: PhoneStep, reason: str) -> None:
        kept = self.form.text
        self.form = PhoneForm(text=kept, step=step, reason=reason)
        if reason in (OFFLINE, UNDER_AGE):
            self._put(phone_note=note(NoteKind.WARN, f"phone-{reason}"))

    def _sent(self, ticket: CodeTicket) -> None:
        if self.form.step is not PhoneStep.SENDING:
            return
        self._put(
            step=PhoneStep.SENT,
            ticket=ticket,
            resend_at=self._serving.monotonic() + ticket.resend_after_s,
            phone_note=note(NoteKind.OK, "code-sent-again-possible"),
            code_note=note(NoteKind.WARN, "code-awaited"),
        )
        self._check()

    def _not_sent(self, error: KnownError) -> None:
        if self.form.step is not PhoneStep.SENDING:
            return
        if isinstance(error, CentralUnreachableError):
            self._stand_in(PhoneStep.LATER, OFFLINE)
            return
        wait = error.facts.get("retry_after_s", 0) if isinstance(error, TooManyCodesError) else 0
        back = PhoneStep.SENT if self.form.ticket else PhoneStep.TYPING
        self._put(step=back, phone_note=error_note(error), resend_at=self._serving.monotonic() + int(wait))

    def _check(self) -> None:
        form = self.form
        if form.step is not PhoneStep.SENT or form.ticket is None or len(form.code) != CODE_LENGTH:
            return
        ticket = form.ticket
        self._put(step=PhoneStep.CHECKING, code_note=note(NoteKind.BUSY, "code-checking"))
        self._serving.ask(
            NETWORK,
            lambda: self._verifies.check_code(ticket.code_id, form.code),
            self._proved,
            self._refused,
        )

    def _proved(self, proof: str) -> None:
        if self.form.step is not PhoneStep.CHECKING:
            return
        self._put(
            step=PhoneStep.VERIFIED,
            proof=proof,
            phone_note=note(NoteKind.OK, "phone-verified"),
            code_note=note(NoteKind.OK, "code-right"),
        )
        self._tell_proved()

    def _refused(self, error: KnownError) -> None:
        if self.form.step is not PhoneStep.CHECKING:
            return
        if isinstance(error, CentralUnreachableError):
            self._stand_in(PhoneStep.LATER, OFFLINE)
            return
        self._put(step=PhoneStep.SENT, code_note=error_note(error))
        if isinstance(error, CodeExpiredError):
            self._put(resend_at=0.0)
        if isinstance(error, CodeWrongError | CodeExpiredError):
            self._serving.want(Target.CODE)

    def _left(self) -> int:
        return max(0, round(self.form.resend_at - self._serving.monotonic()))

    def _put(self, **changes: object) -> None:
        self.form = replace(self.form, **changes)  # type: ignore[arg-type]  # field names are checked by replace


def without_mask(text: str, masked: str) -> str:
    """Return what was typed beside a shown mask, or over all of it; a mask that was cut into is gone as a whole."""
    if masked in text:
        return text.replace(masked, "", 1)
    return "" if "*" in text else text


def _digits(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if c in "+0123456789")[:MOST_PHONE_CHARACTERS]


def _valid(text: str) -> bool:
    try:
        normalise_phone(text)
    except PhoneInvalidError:
        return False
    return True


def _grouped(text: str) -> str:
    """Return 138 0013 8000 for a mainland number being typed; other numbers as they are."""
    if not text.startswith("1") or len(text) > 11:
        return text
    return " ".join(part for part in (text[:3], text[3:7], text[7:]) if part)
