"""What a clerk does at the window, by keys: register somebody new or known, with the patient's own yes."""

from __future__ import annotations

from demo_parts import Desk, wait_until

from desktop.domain.made_up import MadeUpPerson
from tour.stage import HEIGHT, Stage

PATIENT_END = "患者屏"


class WindowWork(Stage):
    """A stage whose desk A registers people."""

    def new_patient(
        self, person: MadeUpPerson, department: str = "xxg", *, pictures: bool = False, choose: bool = True
    ) -> int:
        """Register somebody new with phone and code; returns the keys pressed, counted at the X server.

        Without `choose` the half-hour is chosen by choose_day() of the part itself: then call finish_new() after.
        """
        desk = self.desk_a
        self.at(desk)
        before = self.screen.key_presses()
        self.begin_new(person)
        if choose:
            self.choose(department)
        if pictures:
            desk.wait("code field", focus="code")
            self.picture(desk, "slot-picked")
            self.save(self.patient_window(), "patient-screen")
        self.finish_new(pictures=pictures)
        keys = self.screen.key_presses() - before
        if pictures:
            self.picture(desk, "booked")
        return keys

    def begin_new(self, person: MadeUpPerson) -> None:
        """Card, phone, code on its way; the caret stands in the department box."""
        desk = self.desk_a
        self.at(desk)
        self._codes = len(self.central.codes())
        self._slips = len(desk.slips())
        self.reader.place(person)
        self.screen.keys("F2")
        desk.wait("the card", identity="ok", busy=False)
        self.screen.keys("Return")
        desk.wait("phone field", focus="phone")
        self.screen.text(person.phone)
        self.screen.keys("Return")
        desk.wait("department field", focus="department")

    def finish_new(self, *, pictures: bool = False) -> None:
        """The patient agrees, the code comes in, F9 prints the slip; the card is taken away."""
        desk = self.desk_a
        desk.wait("code field", focus="code")
        self.patient_agrees()
        code = wait_until(lambda: self.central.codes()[self._codes :], "the code")[-1]
        self.screen.text(code)
        desk.wait("F9 live", confirm_live=True)
        if pictures:
            self.picture(desk, "ready")
        self.confirm()
        self.reader.lift()

    def confirm(self) -> None:
        """F9, the slip, the next patient's empty form."""
        desk = self.desk_a
        self.at(desk)
        slips = len(desk.slips())
        self.screen.keys("F9")
        wait_until(lambda: len(desk.slips()) == slips + 1, f"slip {slips + 1}")
        desk.wait("next patient", identity="empty")

    def known(self, person: MadeUpPerson) -> None:
        """Put the card of somebody known on the reader and read it."""
        self.at(self.desk_a)
        self.reader.place(person)
        self.screen.keys("F2")
        self.desk_a.wait("the known patient", identity="known", busy=False)

    def choose(self, initials: str) -> None:
        """Department by initials, then the first free cell."""
        desk = self.desk_a
        self.screen.text(initials)
        self.screen.keys("Return")
        desk.wait("the board", focus="board")
        self.screen.keys("Return")
        desk.wait("a slot", slot=True)

    def empty_form(self) -> None:
        """F4: whoever was in hand is put away."""
        self.reader.lift()
        self.rail(self.desk_a, "registration")
        self.screen.keys("F4")
        self.desk_a.wait("an empty form", identity="empty")

    # ------------------------------------------------------------ the patient's own screen
    def patient_agrees(self) -> None:
        """The patient touches "agree" on their own screen."""
        desk = self.desk_a
        desk.wait("the patient screen asks", patient_screen="asking")
        window = self.patient_window()
        place = desk.status()["agree_at"]
        self.bring_up(window)
        self.screen.click(window, int(place[0]), int(place[1]))
        desk.wait("the patient's answer", consent="given")
        self.at(desk)

    def bring_up(self, window: str) -> None:
        """Bring the patient's window to the front."""
        self.screen.activate(window)

    def patient_window(self) -> str:
        """Return the patient's window, put below desk A's."""
        if "patient" not in self.windows:
            window = self.find_patient_window(self.desk_a)
            self.screen.place(window, 0, HEIGHT + 60, 900, 640)
            self.windows["patient"] = window
        return self.windows["patient"]

    def find_patient_window(self, desk: Desk) -> str:
        """Return the patient screen of a desk's process."""
        return self.screen.window(self._pids(desk), PATIENT_END)
