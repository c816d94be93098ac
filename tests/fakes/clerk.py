"""A clerk at the registration form, without a window: short words for what the keys do."""

from __future__ import annotations

from desktop.presenters.registration import RegistrationNeeds, RegistrationPresenter
from desktop.presenters.registration_state import CellKey, RegistrationState, Target
from tests.fakes.front_desk import KNOWN_NAME, KNOWN_NUMBER, PHONE, RIGHT_CODE, FakeDesk, card
from tests.fakes.id_reader import FakeIdReader
from tests.fakes.runner import InlineRunner


class Clerk:
    """Types, lays cards down, presses Enter."""

    def __init__(self, desk: FakeDesk, runner: InlineRunner) -> None:
        self.desk = desk
        self.runner = runner
        self.reader = FakeIdReader()
        self.kept: list[bytes | None] = []
        needs = RegistrationNeeds(
            desk.identify,
            desk.verify,
            desk.notice,
            desk.board,
            desk.registration,
            desk.slips,
            self.reader,
            desk.printing,
        )
        self.form = RegistrationPresenter(needs, runner, desk.clock, desk.line, keep_draft=self.kept.append)
        self.form.start()

    @property
    def state(self) -> RegistrationState:
        return self.form.state

    @property
    def caret(self) -> Target:
        return self.state.focus.target

    def card_on_reader(self, number: str = "", name: str = "") -> None:
        made = card(number, name) if number else card()
        self.reader.place(made)
        self.form.read_card()
        self.reader.lift()

    def known_card(self) -> None:
        self.card_on_reader(KNOWN_NUMBER, KNOWN_NAME)

    def send_code(self, phone: str = PHONE) -> None:
        self.form.phone.type_phone(phone)
        self.form.enter(Target.PHONE)

    def pick_first(self) -> CellKey:
        self.form.board.type_filter("xxg")
        self.form.enter(Target.DEPARTMENT)
        cell = self.state.board.cursor
        assert cell is not None
        self.form.enter(Target.BOARD, cell)
        return cell

    def verified(self) -> None:
        self.send_code()
        self.form.phone.type_code(RIGHT_CODE)

    def ready(self) -> None:
        self.card_on_reader()
        self.verified()
        self.form.consent.on_screen(agreed=True)
        self.pick_first()
