"""What the registration page shows: one frozen value, codes and masked values only, no decision left to the view."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from desktop.domain.documents import DocumentType, Sex
from desktop.domain.ids import BookingId, DepartmentId, SessionId
from desktop.domain.reveals import RevealField
from desktop.presenters.notes import NOTHING, Note
from desktop.services.board import Board
from desktop.services.drafts import Likely, Visit


class Target(StrEnum):
    """Where the caret can be sent."""

    NUMBER = "number"
    NAME = "name"
    SEX = "sex"
    BIRTH = "birth"
    EMERGENCY = "emergency"
    GUARDIAN = "guardian"
    EXTRA = "extra"
    ADDRESS = "address"
    PHONE = "phone"
    CODE = "code"
    DEPARTMENT = "department"
    BOARD = "board"
    CONFIRM = "confirm"


@dataclass(frozen=True, slots=True)
class FocusWish:
    """Where the caret should be; the view obeys each serial once and otherwise never moves it.

    `caret` names the very control and place in its text, for a draft that comes back.
    """

    target: Target = Target.NUMBER
    serial: int = 0
    caret: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class FieldState:
    """One input: its text, the note under it, whether it takes input."""

    text: str = ""
    note: Note = NOTHING
    enabled: bool = True


EMPTY_FIELD = FieldState()


class Step(StrEnum):
    """The four steps over the form."""

    IDENTITY = "identity"
    PHONE = "phone"
    SLOT = "slot"
    PRINT = "print"


@dataclass(frozen=True, slots=True)
class GuardianState:
    """The block of a minor's guardian (P32)."""

    name: str = ""
    relation: str = ""
    document: str = ""
    phone: str = ""
    note: Note = NOTHING


@dataclass(frozen=True, slots=True)
class ContactState:
    """Whom to call for the patient: next of kin or a contact person, with an own document where one is shown (G13)."""

    name: str = ""
    relation: str = ""
    phone: str = ""
    document: str = ""
    note: Note = NOTHING

    @property
    def begun(self) -> bool:
        """Return whether anything stands there."""
        return any(part.strip() for part in (self.name, self.relation, self.phone, self.document))

    @property
    def complete(self) -> bool:
        """Return whether it says who it is, what they are to the patient and how they are reached."""
        return all(part.strip() for part in (self.name, self.relation, self.phone))


@dataclass(frozen=True, slots=True)
class ExtraState:
    """The optional rows: the hospital's own card, how the name is read out (N2), whom to call (G13).

    `readings` are known ones; `contact` is None where the site does not ask for one, `contact_required` where it must.
    """

    card: FieldState = EMPTY_FIELD
    spoken: FieldState = EMPTY_FIELD
    readings: tuple[str, ...] = ()
    contact: ContactState | None = None
    contact_required: bool = False


@dataclass(frozen=True, slots=True)
class AddressState:
    """The address of a new person as typed, and whether this site requires it (G14, G15)."""

    text: str
    required: bool


@dataclass(frozen=True, slots=True)
class IdentityState:
    """Who the person is, as typed or read. `likely` are masked candidates; `choice` is what still must be decided."""

    document_type: DocumentType = DocumentType.RESIDENT_CARD
    number: FieldState = EMPTY_FIELD
    name: FieldState = EMPTY_FIELD
    birth: FieldState = EMPTY_FIELD
    sex: Sex | None = None
    sex_note: Note = NOTHING
    reading: bool = False
    emergency: str | None = None
    guardian: GuardianState | None = None
    extra: ExtraState | None = None
    address: AddressState | None = None
    likely: tuple[Likely, ...] = ()
    likely_open: bool = False
    doubtful: bool = False


class PhoneStep(StrEnum):
    """How far the phone has come."""

    TYPING = "typing"
    SENDING = "sending"
    SENT = "sent"
    CHECKING = "checking"
    VERIFIED = "verified"
    EARLIER = "earlier"
    NONE = "none"
    RELATIVE = "relative"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class PhoneState:
    """The phone and its code. `reasons` can be chosen while a key stands in for the code (N20)."""

    step: PhoneStep = PhoneStep.TYPING
    phone: FieldState = EMPTY_FIELD
    code: FieldState = FieldState(enabled=False)
    can_send: bool = True
    resend_s: int = 0
    reason: str = ""
    reasons: tuple[str, ...] = ()


class ConsentStep(StrEnum):
    """The patient's own act about the platform account (P37)."""

    NOT_ASKED = "not-asked"
    WAITING = "waiting"
    ON_SCREEN = "on-screen"
    ON_PAPER = "on-paper"
    SIGNED = "signed"
    DECLINED = "declined"
    HAS_ACCOUNT = "has-account"
    UNDER_AGE = "under-age"
    ASK_AGAIN = "ask-again"


@dataclass(frozen=True, slots=True)
class ConsentState:
    """Where the consent stands, and which notice was shown how."""

    step: ConsentStep = ConsentStep.NOT_ASKED
    notice_version: str = ""
    notice_how: str = ""


@dataclass(frozen=True, slots=True)
class Tag:
    """A small label in the context panel: a code and the kind that colours it."""

    code: str
    kind: str


@dataclass(frozen=True, slots=True)
class Panel:
    """The served patient: the name in full (a task), everything else masked; `hidden` can be shown on demand."""

    name: str
    sex: Sex
    age: int | None
    birth: date | None
    number: str
    phone: str
    card: str
    notice: str
    tags: tuple[Tag, ...] = ()
    alerts: tuple[Note, ...] = ()
    visits: tuple[Visit, ...] = ()
    address: str = "--"
    contact: str = "--"
    contact_relation: str = ""
    hidden: tuple[RevealField, ...] = ()
    reading: str = ""


@dataclass(frozen=True, slots=True)
class Chip:
    """A department in the strip."""

    id: DepartmentId
    name: str
    selected: bool


@dataclass(frozen=True, slots=True)
class DayTile:
    """A day in the strip. `when` is today, tomorrow or weekday."""

    day: date
    when: str
    left: int
    selected: bool


@dataclass(frozen=True, slots=True)
class CellKey:
    """One half-hour of one session."""

    session_id: SessionId
    half_hour: int


@dataclass(frozen=True, slots=True)
class BoardState:
    """The slot board. `cursor` is where the caret goes when the board is wished for.

    `kind` and `reason` say what it counts when these are not the window's numbers.
    """

    filter: str = ""
    chips: tuple[Chip, ...] = ()
    days: tuple[DayTile, ...] = ()
    board: Board | None = None
    selected: CellKey | None = None
    cursor: CellKey | None = None
    note: Note = NOTHING
    kind: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OrderState:
    """The block that always ends in the one primary button. `missing` are codes in the order of the form."""

    department: str = ""
    doctor: str = ""
    title: str = ""
    day: date | None = None
    today: bool = False
    starts: time | None = None
    ends: time | None = None
    number: int | None = None
    fee_fen: int | None = None
    missing: tuple[str, ...] = ()
    can_confirm: bool = False
    confirming: bool = False
    armed: bool = False
    provisional: bool = False
    first_visit: bool | None = None
    insurance: bool | None = None
    note: Note = NOTHING
    kind: str = ""


@dataclass(frozen=True, slots=True)
class LastState:
    """The "previous patient" card. `undo_left_s` 0 means that the 60 seconds are over."""

    booking_id: BookingId
    masked_name: str
    number: int
    starts: time
    ends: time
    provisional: bool
    offline: bool
    account_opened: bool
    print_note: Note = NOTHING
    undone: bool = False
    undo_left_s: int = 0


@dataclass(frozen=True, slots=True)
class RegistrationState:
    """Everything the page shows."""

    step: Step = Step.IDENTITY
    done: tuple[Step, ...] = ()
    identity: IdentityState = IdentityState()
    phone: PhoneState = PhoneState()
    consent: ConsentState = ConsentState()
    first_visit: bool | None = None
    insurance: bool | None = None
    board: BoardState = BoardState()
    order: OrderState = OrderState()
    panel: Panel | None = None
    last: LastState | None = None
    offline: bool = False
    reader: Note = NOTHING
    printer: Note = NOTHING
    draft_saved: bool = False
    parked: tuple[str, ...] = ()
    focus: FocusWish = FocusWish()
    patient_said: str = ""
    paper_slip: str = ""
