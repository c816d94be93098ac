"""The main job, played from outside in the real windows: keys in, pictures and figures out (DECISIONS 32)."""

from __future__ import annotations

import json
import shutil
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from demo_parts import Central, Desk, Reader, wait_until
from x_screen import XScreen

from desktop.domain.made_up import DEMO_STAFF, MadeUpPerson, person_of
from desktop.domain.staff import Role

FIRST_STRANGER = 500_001
WINDOW_END = "门诊挂号"
PATIENT_END = "患者屏"
WIDTH, HEIGHT = 1440, 900
# the X names of the rail's keys, in their order (desktop/ui/shell/rail.KEYS)
X_KEYS = (*"1234567890", "minus", "equal", "bracketleft", "bracketright", "backslash")


@dataclass
class Figures:
    """What the tour counts; the rest is read from central's rows at the end."""

    registered: int = 0
    booked_online: int = 0
    booked_offline: int = 0
    keys_new_patient: int = 0
    keys_known_patient: int = 0
    pictures: int = 0
    notes: list[str] = field(default_factory=list)


class Tour:
    """One clerk at desk A, a supervisor at desk B, a line that breaks and comes back."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.home = home
        self.folder = folder
        self.screen = XScreen(home / "screen")
        self.central = Central(home)
        self.reader = Reader(home, "reader-a")
        self.desk_a = Desk(home, "desk-a", "3 号窗", self.reader.port)
        self.desk_b = Desk(home, "desk-b", "5 号窗", "")
        self.figures = Figures()
        self.windows: dict[str, str] = {}
        self.strangers = iter(tour_strangers())

    def play(self) -> dict[str, Any]:
        """Play everything; always stops what it started; returns the figures written to tour.json."""
        started = time.monotonic()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        try:
            self._set_up()
            self._sign_in()
            self._connected()
            self._cut_off()
            self._back()
            self._deletion()
            self._search()
            self._other_looks()
            return self._write(time.monotonic() - started)
        finally:
            for desk in (self.desk_a, self.desk_b):
                desk.stop()
            self.reader.process.stop()
            self.central.stop()
            self.screen.stop()

    # ------------------------------------------------------------ set-up
    def _set_up(self) -> None:
        self.screen.start()
        self.central.prepare()
        self.central.start()
        self.reader.start()
        for desk in (self.desk_a, self.desk_b):
            desk.enroll(self.central.enroll_code(desk.window))
        self.central.sign_roster()
        # One patient screen is enough; a second one would lie over it.
        settings = self.desk_b.home / "desk.json"
        settings.write_text(json.dumps({**json.loads(settings.read_text()), "patient_screen": False}))

    def _open(self, desk: Desk, x: int, *options: str) -> None:
        desk.start(*options)
        desk.wait("sign-in page", 60, page="sign-in")
        assert desk.process is not None
        assert desk.process.child is not None
        window = self.screen.window(desk.process.child.pid, WINDOW_END)
        self.screen.place(window, x, 0, WIDTH, HEIGHT)
        self.windows[desk.name] = window

    def _enter(self, desk: Desk, initials: str) -> None:
        staff = next(s for s in DEMO_STAFF if s.initials == initials)
        self.screen.activate(self.windows[desk.name])
        self.screen.text(initials)
        self.screen.keys("Return")
        desk.wait("passphrase field", focus="passphrase")
        self.screen.text(staff.passphrase)
        self.screen.keys("Return")
        desk.wait("main window", 60, page="registration")
        desk.wait("first exchange", 90, online=True, board=True)

    def _sign_in(self) -> None:
        self._open(self.desk_a, 0)
        self._picture(self.desk_a, "sign-in")
        self._enter(self.desk_a, _initials(Role.CLERK))
        self._open(self.desk_b, WIDTH + 20)
        self._enter(self.desk_b, _initials(Role.SUPERVISOR))
        self._picture(self.desk_a, "empty")

    # ------------------------------------------------------------ on line
    def _connected(self) -> None:
        first = next(self.strangers)
        self.figures.keys_new_patient = self._new_patient(first, pictures=True)
        self._picture(self.desk_b, "second-desk-board")
        self._reader_off(first)
        self.figures.keys_known_patient = self._known_patient(first, "hxnk")
        for department in ("xhnk", "gk"):
            person = next(self.strangers)
            self._new_patient(person, department=department)
            self._reader_off(person)

    def _new_patient(self, person: MadeUpPerson, *, department: str = "xxg", pictures: bool = False) -> int:
        """Register somebody new with phone and code; returns the keys pressed, counted at the X server."""
        desk = self.desk_a
        self.screen.activate(self.windows[desk.name])
        slips = len(desk.slips())
        before = self.screen.key_presses()
        self.reader.place(person)
        self.screen.keys("F2")
        desk.wait("the card", identity="ok", busy=False)
        self.screen.keys("Return")
        desk.wait("phone field", focus="phone")
        codes = len(self.central.codes())
        self.screen.text(person.phone)
        self.screen.keys("Return")
        desk.wait("department field", focus="department")
        self._choose(department)
        desk.wait("code field", focus="code")
        if pictures:
            self._picture(desk, "slot-picked")
            self._patient_picture("patient-screen")
        self._patient_agrees()
        code = wait_until(lambda: self.central.codes()[codes:], "the code")[-1]
        self.screen.text(code)
        desk.wait("F9 live", confirm_live=True)
        if pictures:
            self._picture(desk, "ready")
        self.screen.keys("F9")
        wait_until(lambda: len(desk.slips()) == slips + 1, f"slip {slips + 1}")
        desk.wait("next patient", identity="empty")
        keys = self.screen.key_presses() - before
        if pictures:
            self._picture(desk, "booked")
        self.figures.registered += 1
        self.figures.booked_online += 1
        return keys

    def _known_patient(self, person: MadeUpPerson, department: str) -> int:
        desk = self.desk_a
        self.screen.activate(self.windows[desk.name])
        slips = len(desk.slips())
        before = self.screen.key_presses()
        self.reader.place(person)
        self.screen.keys("F2")
        desk.wait("the known patient", identity="known", busy=False)
        self.screen.keys("Return")
        desk.wait("department field", focus="department")
        self._choose(department[:3])
        desk.wait("F9 live", confirm_live=True)
        self._picture(desk, "known-patient")
        self.screen.keys("F9")
        wait_until(lambda: len(desk.slips()) == slips + 1, f"slip {slips + 1}")
        desk.wait("next patient", identity="empty")
        keys = self.screen.key_presses() - before
        self._reader_off(person)
        self.figures.booked_online += 1
        return keys

    def _choose(self, initials: str) -> None:
        """Department by initials, then the first free cell."""
        desk = self.desk_a
        self.screen.text(initials)
        self.screen.keys("Return")
        desk.wait("the board", focus="board")
        self.screen.keys("Return")
        desk.wait("a slot", slot=True)

    def _patient_agrees(self) -> None:
        """The patient touches "agree" on their own screen."""
        desk = self.desk_a
        desk.wait("the patient screen asks", patient_screen="asking")
        window = self._patient_window()
        place = desk.status()["agree_at"]
        self.screen.activate(window)
        self.screen.click(window, int(place[0]), int(place[1]))
        desk.wait("the patient's answer", consent="given")
        self.screen.activate(self.windows[desk.name])

    def _patient_window(self) -> str:
        assert self.desk_a.process is not None
        assert self.desk_a.process.child is not None
        if "patient" not in self.windows:
            window = self.screen.window(self.desk_a.process.child.pid, PATIENT_END)
            self.screen.place(window, 0, HEIGHT + 60, 900, 640)
            self.windows["patient"] = window
        return self.windows["patient"]

    def _patient_picture(self, name: str) -> None:
        self._save(self._patient_window(), name)

    def _reader_off(self, person: MadeUpPerson) -> None:
        self.reader.lift()

    # ------------------------------------------------------------ line down, line back
    def _cut_off(self) -> None:
        self.central.stop()
        self.desk_a.wait("the line is down", 60, online=False)
        self._picture(self.desk_a, "offline-empty")
        for number, department in enumerate(("xxg", "gk", "pfk", "yk")):
            person = next(self.strangers)
            self._offline_patient(person, department, picture=number == 0)
        self._rail(self.desk_a, "sync")
        self._picture(self.desk_a, "offline-outbox")
        self._rail(self.desk_a, "registration")

    def _offline_patient(self, person: MadeUpPerson, department: str, *, picture: bool) -> None:
        desk = self.desk_a
        self.screen.activate(self.windows[desk.name])
        slips = len(desk.slips())
        self.reader.place(person)
        self.screen.keys("F2")
        desk.wait("the card", identity="ok", busy=False)
        self.screen.keys("Return")
        desk.wait("phone field", focus="phone")
        self.screen.text(person.phone)
        self.screen.keys("Return")
        desk.wait("department field", focus="department")
        self._choose(department)
        desk.wait("F9 live", confirm_live=True)
        if picture:
            self._picture(desk, "offline-ready")
        self.screen.keys("F9")
        wait_until(lambda: len(desk.slips()) == slips + 1, f"slip {slips + 1}")
        desk.wait("next patient", identity="empty")
        self.reader.lift()
        self.figures.registered += 1
        self.figures.booked_offline += 1

    def _back(self) -> None:
        waiting = self.desk_a.status().get("waiting", 0)
        self.figures.notes.append(f"operations waiting when the line came back: {waiting}")
        self.central.start()
        self.desk_a.wait("everything arrived", 90, online=True, waiting=0)
        offline = self.figures.booked_offline
        wait_until(
            lambda: self.central.bookings()["totals"]["provisional_checked"] >= offline,
            "the provisional checks", 60, 0.5,
        )  # fmt: skip
        self._picture(self.desk_a, "back-on-line")

    # ------------------------------------------------------------ deletion over two desks
    def _deletion(self) -> None:
        person = next(self.strangers)
        self._new_patient(person, department="ek")
        self.reader.lift()
        self.screen.activate(self.windows["desk-a"])
        self.reader.place(person)
        self.screen.keys("F2")
        self.desk_a.wait("the known patient", identity="known", busy=False)
        self._rail(self.desk_a, "rights")
        # the reason, the confirm page, the request itself
        self.screen.keys("1")
        self.screen.keys("ctrl+n")
        self._picture(self.desk_a, "deletion-confirm")
        self.screen.keys("ctrl+n")
        self.desk_a.wait("the case is filed", cases=1)
        self._picture(self.desk_a, "deletion-filed")
        self.desk_b.wait("the case arrived", 60, cases=1)
        self._rail(self.desk_b, "approvals")
        self._picture(self.desk_b, "deletion-to-approve")
        self.screen.activate(self.windows["desk-b"])
        self.screen.keys("a")
        self.desk_b.wait("approved", 60, cases_done=1)
        self.desk_a.wait("gone at desk A", 60, cases_done=1)
        self._rail(self.desk_a, "rights")
        self._picture(self.desk_a, "deletion-done")
        self.reader.lift()
        self._rail(self.desk_a, "registration")
        self.screen.keys("F4")
        self.figures.notes.append("a deletion was filed at desk A and approved at desk B")

    # ------------------------------------------------------------ search and looks
    def _search(self) -> None:
        desk = self.desk_a
        self.screen.activate(self.windows[desk.name])
        self.screen.keys("F3")
        desk.wait("the search", focus="search")
        self.screen.text("zh")
        desk.wait("rows", hits=True)
        self._picture(desk, "search")
        self.screen.keys("Escape")
        self.screen.keys("ctrl+l")
        desk.wait("the lock page", page="lock")
        self._picture(desk, "lock")
        staff = next(s for s in DEMO_STAFF if s.role is Role.CLERK)
        self.screen.text(staff.passphrase)
        self.screen.keys("Return")
        desk.wait("unlocked", 30, page="registration")

    def _other_looks(self) -> None:
        for name, options in (
            ("dark", ("--theme", "dark")),
            ("english", ("--language", "en")),
        ):
            self.desk_a.stop()
            self.windows.pop("patient", None)
            self._open(self.desk_a, 0, *options)
            self._picture(self.desk_a, f"sign-in-{name}")
            self._enter(self.desk_a, _initials(Role.CLERK))
            self._new_patient_until_slot(next(self.strangers))
            self._picture(self.desk_a, name)
            self.screen.place(self.windows["desk-a"], 0, 0, 1366, 728)
            self._picture(self.desk_a, f"{name}-compact")

    def _new_patient_until_slot(self, person: MadeUpPerson) -> None:
        desk = self.desk_a
        self.screen.activate(self.windows[desk.name])
        # The draft of the sitting before came back; this patient begins with an empty form.
        self.screen.keys("F4")
        desk.wait("an empty form", identity="empty")
        self.reader.place(person)
        self.screen.keys("F2")
        desk.wait("the card", identity="ok", busy=False)
        self.screen.keys("Return")
        desk.wait("phone field", focus="phone")
        self.screen.text(person.phone)
        self.screen.keys("Return")
        desk.wait("department field", focus="department")
        self._choose("xxg")
        self.reader.lift()

    # ------------------------------------------------------------ helpers
    def _rail(self, desk: Desk, page: str) -> None:
        self.screen.activate(self.windows[desk.name])
        self.screen.keys(f"alt+{X_KEYS[desk.status()['rail'].index(page)]}")
        desk.wait(f"page {page}", page=page)

    def _picture(self, desk: Desk, name: str) -> None:
        self._save(self.windows[desk.name], name)

    def _save(self, window: str, name: str) -> None:
        self.figures.pictures += 1
        self.screen.picture(window, self.folder / f"{self.figures.pictures:02d}-{name}.png")

    def _write(self, seconds: float) -> dict[str, Any]:
        rows = self.central.bookings()
        totals = rows["totals"]
        numbers = {
            (b["session"], b["number"]) for b in rows["bookings"] if b["live"] and b["channel"] == "desk"
        }
        slips = len(self.desk_a.slips())
        figures = {
            "registered": self.figures.registered,
            "booked_online": totals["claimed"],
            "booked_offline": totals["promised"],
            "booked_public": totals["public"],
            "provisional_checked": totals["provisional_checked"],
            "central_bookings": totals["desk"],
            "double_booked": totals["double_booked"],
            "lost": slips - totals["desk"],
            "slips": slips,
            "live_numbers": len(numbers),
            "keys_new_patient": self.figures.keys_new_patient,
            "keys_known_patient": self.figures.keys_known_patient,
            "pictures": self.figures.pictures,
            "seconds": round(seconds, 1),
            "notes": self.figures.notes,
        }
        for pdf in sorted((self.desk_a.home / "spool").glob("*.pdf"))[:1]:
            shutil.copy(pdf, self.folder / "slip.pdf")
        (self.folder / "tour.json").write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n")
        return figures


def tour_strangers() -> list[MadeUpPerson]:
    """Return the people whom the tour registers, in order: adults with an own phone."""
    people = (person_of(serial) for serial in range(FIRST_STRANGER, FIRST_STRANGER + 400))
    return [p for p in people if p.birth.year < 2000 and "·" not in p.name and len(p.phone) == 11]


def _initials(role: Role) -> str:
    return next(s.initials for s in DEMO_STAFF if s.role is role)
