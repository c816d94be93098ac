"""The main job: register on line and off, come back, a deletion over two desks, search, other looks (issue 2)."""

from __future__ import annotations

from typing import Any

from demo_parts import wait_until

from desktop.domain.made_up import DEMO_STAFF, MadeUpPerson
from desktop.domain.staff import Role
from tour.stage import CONFIRMED, WIDTH
from tour.window_work import WindowWork

LOW_SCREEN = (1366, 728)
OFFLINE = ("xxg", "gk", "pfk", "yk")


class MainJob:
    """One clerk at desk A, a supervisor at desk B, a line that breaks and comes back."""

    def __init__(self, stage: WindowWork) -> None:
        self.stage = stage
        self.registered: list[int] = []
        self.deleted: list[int] = []
        self.keys_new = self.keys_known = self.offline = 0

    def play(self) -> dict[str, Any]:
        """Play it; returns what it counted itself."""
        self._sign_in()
        self._connected()
        self._cut_off()
        self._back()
        self._deletion()
        self._search()
        self._other_looks()
        return self._counted()

    def _counted(self) -> dict[str, Any]:
        """Return what central's own rows, the slips on paper and the X server say."""
        rows, slips = self.stage.central.bookings(), len(self.stage.desk_a.slips())
        totals = rows["totals"]
        live = {(b["session"], b["number"]) for b in rows["bookings"] if b["live"] and b["channel"] == "desk"}
        return {
            "registered": len(self.registered) + len(self.deleted),
            "booked_online": totals["claimed"],
            "booked_offline": totals["promised"],
            "booked_public": totals["public"],
            "provisional_checked": totals["provisional_checked"],
            "central_bookings": totals["desk"],
            "lost": slips - totals["desk"],
            "slips": slips,
            "live_numbers": len(live),
            "keys_new_patient": self.keys_new,
            "keys_known_patient": self.keys_known,
        }

    def _next(self, where: list[int]) -> MadeUpPerson:
        where.append(self.stage.met)
        return self.stage.stranger()

    def _sign_in(self) -> None:
        stage = self.stage
        stage.open(stage.desk_a)
        stage.picture(stage.desk_a, "sign-in")
        stage.sign_in(stage.desk_a, Role.CLERK)
        stage.open(stage.desk_b)
        stage.sign_in(stage.desk_b, Role.SUPERVISOR)
        stage.picture(stage.desk_a, "empty")

    # ------------------------------------------------------------ on line
    def _connected(self) -> None:
        stage = self.stage
        first = self._next(self.registered)
        self.keys_new = stage.new_patient(first, pictures=True)
        stage.picture(stage.desk_b, "second-desk-board")
        self.keys_known = self._known_patient(first, "hxn")
        for department in ("xhnk", "gk"):
            stage.new_patient(self._next(self.registered), department)

    def _known_patient(self, person: MadeUpPerson, department: str) -> int:
        stage = self.stage
        stage.at(stage.desk_a)
        before = stage.screen.key_presses()
        stage.known(person)
        stage.screen.keys("Return")
        stage.desk_a.wait("department field", focus="department")
        stage.choose(department)
        stage.desk_a.wait("F9 live", confirm_live=True)
        stage.picture(stage.desk_a, "known-patient")
        stage.confirm()
        keys = stage.screen.key_presses() - before
        stage.reader.lift()
        return keys

    # ------------------------------------------------------------ line down, line back
    def _cut_off(self) -> None:
        stage = self.stage
        stage.central.stop()
        stage.desk_a.wait("the line is down", 60, online=False)
        stage.picture(stage.desk_a, "offline-empty")
        for number, department in enumerate(OFFLINE):
            stage.begin_new(self._next(self.registered))
            stage.choose(department)
            stage.desk_a.wait("F9 live", confirm_live=True)
            if number == 0:
                stage.picture(stage.desk_a, "offline-ready")
            stage.confirm()
            stage.reader.lift()
            self.offline += 1
        stage.rail(stage.desk_a, "sync")
        stage.picture(stage.desk_a, "offline-outbox")
        stage.rail(stage.desk_a, "registration")

    def _back(self) -> None:
        stage = self.stage
        waiting = stage.desk_a.status().get("waiting", 0)
        stage.notes.append(f"operations waiting when the line came back: {waiting}")
        stage.central.start()
        stage.desk_a.wait("everything arrived", 90, online=True, waiting=0)
        wait_until(
            lambda: stage.central.bookings()["totals"]["provisional_checked"] >= self.offline,
            "the provisional checks", 60, 0.5,
        )  # fmt: skip
        stage.picture(stage.desk_a, "back-on-line")

    # ------------------------------------------------------------ deletion over two desks
    def _deletion(self) -> None:
        stage, desk_a, desk_b = self.stage, self.stage.desk_a, self.stage.desk_b
        person = self._next(self.deleted)
        stage.new_patient(person, "ek")
        stage.known(person)
        stage.rail(desk_a, "rights")
        # the reason, the confirm page, the request itself
        stage.screen.keys("1")
        stage.screen.keys("ctrl+n")
        desk_a.wait("the confirm page", deletion="confirming")
        stage.screen.keys("alt+p")
        desk_a.wait("it is signed on paper", deletion_signed="paper")
        stage.picture(desk_a, "deletion-confirm")
        stage.screen.keys("ctrl+n")
        desk_a.wait("the case is filed", cases=1)
        stage.picture(desk_a, "deletion-filed")
        desk_b.wait("the case arrived", 60, cases=1)
        stage.rail(desk_b, "approvals")
        stage.picture(desk_b, "deletion-to-approve")
        stage.keys(desk_b, "a")
        for desk in (desk_b, desk_a):
            stage.until(desk, "every desk confirmed", lambda now: set(now["cases_states"]) <= CONFIRMED, 90)
        stage.rail(desk_a, "rights")
        stage.picture(desk_a, "deletion-done")
        stage.empty_form()
        stage.notes.append("a deletion was filed at desk A and approved at desk B")

    # ------------------------------------------------------------ search and looks
    def _search(self) -> None:
        stage, desk = self.stage, self.stage.desk_a
        stage.keys(desk, "F3")
        desk.wait("the search", focus="search")
        stage.screen.text("zh")
        desk.wait("rows", hits=True)
        stage.picture(desk, "search")
        stage.screen.keys("Escape")
        stage.screen.keys("ctrl+l")
        desk.wait("the lock page", page="lock")
        stage.picture(desk, "lock")
        stage.screen.text(next(s for s in DEMO_STAFF if s.role is Role.CLERK).passphrase)
        stage.screen.keys("Return")
        desk.wait("unlocked", 30, page="registration")

    def _other_looks(self) -> None:
        stage, desk = self.stage, self.stage.desk_a
        for name, options in (
            ("dark", ("--theme", "dark")),
            ("english", ("--language", "en")),
        ):
            stage.close(desk)
            stage.open(desk, *options)
            stage.picture(desk, f"sign-in-{name}")
            stage.sign_in(desk, Role.CLERK)
            # The draft of the sitting before came back; this patient begins with an empty form.
            stage.screen.keys("F4")
            desk.wait("an empty form", identity="empty")
            stage.begin_new(stage.stranger())
            stage.choose("xxg")
            stage.reader.lift()
            stage.picture(desk, name)
            stage.screen.place(stage.windows[desk.name], 0, 0, *LOW_SCREEN)
            stage.picture(desk, f"{name}-compact")
            stage.screen.place(stage.windows[desk.name], 0, 0, WIDTH, 900)
