"""A clinic's day: next week's sessions, money, a move, a refund, a check-in, a stopped doctor, a settled shift."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from demo_parts import wait_until

from desktop.domain.made_up import MadeUpPerson
from desktop.domain.shifts import DENOMINATIONS
from tour.window_work import WindowWork

CARDIOLOGY, ORTHOPEDICS, SKIN = "xxg", "gk", "pfk"
FLOAT_YUAN = "200"
SESSIONS = 3


class Day:
    """A clerk with a drawer at desk A, a supervisor who plans and stops at desk B."""

    def __init__(self, stage: WindowWork) -> None:
        self.stage = stage
        self.registered: list[int] = []
        self.deleted: list[int] = []
        self.sessions: list[dict[str, Any]] = []
        self.doctor_key = ""

    def play(self) -> dict[str, Any]:
        """Play it; returns figures from central's own rows."""
        stage = self.stage
        stage.both()
        self._plan_next_week()
        self._open_shift()
        booked = [self._book_ahead() for _ in range(3)]
        self._move_what_was_wrong()
        self._give_back()
        self._check_in()
        self._stop_the_doctor([booking for booking, _ in booked], booked[1][1])
        self._settle()
        return self._counted()

    # ------------------------------------------------------------ desk B: the plan
    def _plan_next_week(self) -> None:
        """Who works least in the first department gets free afternoons next week; then sessions are made."""
        stage, desk = self.stage, self.stage.desk_b
        stage.rail(desk, "schedule")
        stage.until(desk, "the week", lambda now: now.get("week_rows") and now["focus"] == "week")
        week = str(desk.status()["week"])
        stage.keys(desk, "Next")
        stage.until(desk, "next week", lambda now: now["week"] not in ("", week))
        stage.picture(desk, "next-week")
        rows = [row.split() for row in desk.status()["week_rows"]]
        doctor = max(range(len(rows)), key=lambda row: rows[row].count("none"))
        free = [c for c in range(1, 14, 2) if rows[doctor][c - 1] == rows[doctor][c] == "none"][:SESSIONS]
        assert free, "somebody has whole days without a session"
        stage.keys(desk, *(["Home"] + ["Up"] * len(rows) + ["Down"] * doctor))
        for number, column in enumerate(free):
            self._to_column(column)
            stage.keys(desk, "Return")
            desk.wait("the template's form", plan_form="template", focus="plan-starts")
            if number == 0:
                stage.picture(desk, "template")
            stage.keys(desk, "F9")
            desk.wait("the template is saved", 60, schedule_note="template-saved", plan_form="", focus="week")
        stage.keys(desk, "m")
        stage.until(desk, "the dry run", lambda now: now["plan_preview"] >= len(free))
        stage.picture(desk, "sessions-dry-run")
        stage.keys(desk, "F9")
        desk.wait("the sessions", 60, schedule_note="sessions-made")
        stage.until(desk, "the new session in its cell", lambda now: now["week_session"])
        stage.picture(desk, "sessions-made")
        self.sessions = stage.central.figures()["sessions"]
        assert len(self.sessions) == len(free), self.sessions

    def _to_column(self, column: int) -> None:
        stage, desk = self.stage, self.stage.desk_b
        while (here := desk.status()["week_at"])[1] != column:
            stage.keys(desk, "Right" if here[1] < column else "Left")
            stage.until(desk, "another half-day", lambda now, here=here: now["week_at"] != here)  # type: ignore[misc]

    # ------------------------------------------------------------ desk A: the drawer
    def _open_shift(self) -> None:
        stage, desk = self.stage, self.stage.desk_a
        stage.rail(desk, "shift")
        desk.wait("the float", shift_loaded=True, focus="float")
        stage.type(desk, FLOAT_YUAN)
        stage.keys(desk, "Return")
        desk.wait("the shift is open", shift_open=True)
        stage.picture(desk, "shift-open")
        stage.rail(desk, "registration")

    def _pay(self, picture: str = "") -> None:
        """F12, exact cash, back; the receipt comes out."""
        stage, desk = self.stage, self.stage.desk_a
        papers = len(desk.slips())
        stage.keys(desk, "F12")
        desk.wait("what is owed", pay="quoted", pay_busy=False)
        stage.keys(desk, "Return")
        desk.wait("the money is taken", pay="done", pay_busy=False)
        wait_until(lambda: len(desk.slips()) == papers + 1, "the receipt")
        if picture:
            stage.picture(desk, picture)
        stage.keys(desk, "Return")
        desk.wait("the panel closes", pay="closed")

    def _next(self) -> MadeUpPerson:
        self.registered.append(self.stage.met)
        return self.stage.stranger()

    def _book_ahead(self) -> tuple[str, MadeUpPerson]:
        """Somebody new gets a number of the session that was made first, and pays; returns booking and person."""
        stage, desk = self.stage, self.stage.desk_a
        person, made = self._next(), self.sessions[0]
        first = not self.registered[1:]
        stage.begin_new(person)
        stage.screen.text(CARDIOLOGY)
        stage.screen.keys("Return")
        desk.wait("the board", focus="board")
        while (here := desk.status()["board_day"]) < made["day"]:
            stage.screen.keys("F10")
            stage.until(desk, "the next free day", lambda now, here=here: now["board_day"] != here)  # type: ignore[misc]
        stage.until(desk, "the board of that day", lambda now: now["board_day"] == made["day"])
        desk.wait("the board of that day", focus="board")
        stage.screen.keys("ctrl+Home")
        while (here := desk.status()["cell_session"]) != made["session_id"]:
            stage.screen.keys("Down")
            stage.until(desk, "another doctor", lambda now, here=here: now["cell_session"] != here)  # type: ignore[misc]
        stage.screen.keys("Return")
        stage.until(desk, "its slot", lambda now: now["slot_session"] == made["session_id"])
        if first:
            stage.picture(desk, "booked-ahead-board")
        stage.finish_new(pictures=first)
        booking = str(desk.status()["last_booking"])
        self._pay("paid" if first else "")
        return booking, person

    def _today(self, department: str) -> str:
        """Somebody new gets a number of today and pays; returns the booking."""
        self.stage.new_patient(self._next(), department)
        booking = str(self.stage.desk_a.status()["last_booking"])
        self._pay()
        return booking

    # ------------------------------------------------------------ desk A: moved, given back, checked in
    def _move_what_was_wrong(self) -> None:
        """F7 right after printing: another half-hour; slip, receipt and money follow."""
        stage, desk = self.stage, self.stage.desk_a
        self._today(ORTHOPEDICS)
        papers = len(desk.slips())
        stage.keys(desk, "F7")
        desk.wait("the board to drop on", page="bookings", bookings_mode="move", focus="board")
        stage.screen.keys("Right", "Return")
        desk.wait("where it would go", bookings_drop=True)
        stage.picture(desk, "move-drop")
        stage.screen.keys("Return")
        desk.wait("it is moved", bookings_mode="list", bookings_busy=False)
        wait_until(lambda: len(desk.slips()) == papers + 2, "slip and receipt of the new number")
        stage.picture(desk, "moved")
        stage.empty_form()

    def _give_back(self) -> None:
        stage, desk = self.stage, self.stage.desk_a
        booking = self._today(ORTHOPEDICS)
        stage.rail(desk, "bookings")
        stage.until(
            desk, "the booking", lambda now: booking in now["bookings"] and now["focus"] == "bookings"
        )
        stage.go_down(desk, "bookings_at", desk.status()["bookings"].index(booking))
        papers = len(desk.slips())
        stage.keys(desk, "Delete")
        desk.wait("the reason", focus="ground")
        stage.picture(desk, "give-back")
        stage.screen.keys("1", "Return")
        desk.wait("it is given back", bookings_mode="list", bookings_busy=False)
        wait_until(lambda: len(desk.slips()) == papers + 1, "the receipt of the refund")
        stage.picture(desk, "given-back")
        stage.empty_form()

    def _check_in(self) -> None:
        """The card is the check-in; then called, seen, done."""
        stage, desk = self.stage, self.stage.desk_a
        person = self._next()
        stage.new_patient(person, SKIN)
        booking = str(desk.status()["last_booking"])
        stage.rail(desk, "queue")
        stage.until(desk, "the lines", lambda now: booking in now["queue"] and now["focus"] == "lines")
        stage.reader.place(person)
        stage.screen.keys("F2")
        self._in_line(booking, "waiting")
        stage.go_down(desk, "queue_at", desk.status()["queue"].index(booking))
        stage.picture(desk, "checked-in")
        for key, state in (("j", "called"), ("k", "in-visit"), ("w", "completed")):
            stage.keys(desk, key)
            self._in_line(booking, state)
            if state == "called":
                stage.picture(desk, "called")
        stage.empty_form()

    def _in_line(self, booking: str, state: str) -> None:
        self.stage.until(
            self.stage.desk_a, f"{state} in the line",
            lambda now: (booking, state) in zip(now["queue"], now["queue_states"], strict=True),
        )  # fmt: skip

    # ------------------------------------------------------------ both: the stopped doctor
    def _stop_the_doctor(self, bookings: list[str], paid_back: MadeUpPerson) -> None:
        stage, desk = self.stage, self.stage.desk_b
        self._to_column(self._column_of(self.sessions[0]))
        stage.until(desk, "what was booked meanwhile", lambda now: now["week_taken"] == len(bookings))
        stage.keys(desk, "s")
        desk.wait("the stop's form", plan_form="stop", focus="plan-scope")
        stage.picture(desk, "stop")
        stage.keys(desk, "F9")
        desk.wait("it is stopped", 60, schedule_note="clinic-stopped")
        stage.keys(desk, "b")
        stage.until(desk, "everybody concerned", lambda now: set(bookings) == set(now["affected"]))
        self._messages_arrive()
        stage.picture(desk, "stopped-list")
        self._call_and_move(bookings[0], "c", "affected-called")
        self._pay_back(bookings[1], paid_back)
        self._tend(bookings[1], "r", "affected-refunded")
        self._tend(bookings[2], "n", "affected-not-reached")
        self._tend(bookings[2], "i", "affected-informed")
        self._call_and_move(bookings[2], "c", "affected-called")
        stage.until(desk, "nobody is left", lambda now: set(now["affected_states"]) <= {"moved", "refunded"})
        self._messages_arrive()
        stage.picture(desk, "stopped-done")

    def _column_of(self, session: dict[str, Any]) -> int:
        day = date.fromisoformat(session["day"])
        assert day - timedelta(days=day.weekday()) == date.fromisoformat(
            str(self.stage.desk_b.status()["week"])
        )
        return 2 * day.weekday() + 1

    def _messages_arrive(self) -> None:
        stage, desk = self.stage, self.stage.desk_b

        def arrived() -> bool:
            stage.keys(desk, "F5")
            return set(desk.status()["affected_sms"]) == {"arrived"}

        wait_until(arrived, "the messages", 60, 1)

    def _tend(self, booking: str, key: str, said: str) -> None:
        """Take somebody on the list in hand, press a key, wait for central's answer."""
        stage, desk = self.stage, self.stage.desk_b
        stage.go_down(desk, "affected_at", desk.status()["affected"].index(booking))
        stage.keys(desk, key)
        desk.wait(said, 60, affected_note=said, affected_busy=False)

    def _call_and_move(self, booking: str, key: str, said: str) -> None:
        stage, desk = self.stage, self.stage.desk_b
        self._tend(booking, key, said)
        stage.go_down(desk, "affected_at", desk.status()["affected"].index(booking))
        stage.keys(desk, "o")
        stage.until(desk, "what may be offered", lambda now: now["affected_places"])
        stage.picture(desk, "offer")
        self._tend(booking, "1", "affected-offered")
        self._tend(booking, "v", "affected-moved")

    def _pay_back(self, booking: str, person: MadeUpPerson) -> None:
        """The person comes to the window; the fee goes back out of the drawer."""
        stage, desk = self.stage, self.stage.desk_a
        stage.known(person)
        stage.rail(desk, "bookings")
        stage.until(desk, "the stopped booking", lambda now: booking in now["bookings"])
        stage.go_down(desk, "bookings_at", desk.status()["bookings"].index(booking))
        stage.keys(desk, "F12")
        desk.wait("what was paid", pay="quoted", pay_busy=False)
        stage.keys(desk, "alt+r")
        desk.wait("it is given back", pay="done", pay_note="refund-done")
        stage.picture(desk, "stopped-refund")
        stage.keys(desk, "Return")
        desk.wait("the panel closes", pay="closed")
        stage.empty_form()

    # ------------------------------------------------------------ desk A: the end
    def _settle(self) -> None:
        """Count exactly what must lie there, note by note."""
        stage, desk = self.stage, self.stage.desk_a
        desk.wait("everything is at central", 60, waiting=0)
        stage.rail(desk, "shift")
        desk.wait("the notes to count", shift_open=True, focus=f"pieces-{DENOMINATIONS[0]}")
        rest = int(desk.status()["shift_expected_fen"])
        for fen in DENOMINATIONS:
            desk.wait(f"the field of {fen}", focus=f"pieces-{fen}")
            stage.screen.text(str(rest // fen))
            rest %= fen
            stage.screen.keys("Return")
        desk.wait("it fits", shift_difference_fen=0)
        stage.picture(desk, "shift-counted")
        stage.keys(desk, "F9")
        desk.wait("settled", 60, shift_open=False, shift_settled=True)
        stage.picture(desk, "shift-settled")
        # the window's own count of what waits is as old as its last exchange
        wait_until(self._nothing_open, "the settlement is at central", every_s=0.5)
        stage.rail(desk, "registration")

    def _nothing_open(self) -> bool:
        shifts = self.stage.central.figures()["shifts"]
        return all(shift["state"] != "open" for shift in shifts)

    def _counted(self) -> dict[str, Any]:
        now = self.stage.central.figures()
        money, stops, shifts = now["money"], now["stops"], now["shifts"]
        return {
            "sessions_made": len(now["sessions"]),
            "moved": now["bookings"]["moved"],
            "checked_in": now["bookings"]["checked_in"],
            "taken_fen": money["taken_fen"],
            "refunded_fen": money["refunded_fen"],
            "held_fen": money["held_fen"],
            "stopped_affected": stops["affected"],
            "stopped_open": stops["open"],
            "stopped_moved": stops["moved"],
            "stopped_refunded": stops["refunded"],
            "stopped_informed": stops["informed"],
            "shift_difference_fen": sum(abs(shift["difference_fen"]) for shift in shifts),
            "money_conserved": bool(
                shifts
                and not money["stray"]
                and not money["trouble"]
                and money["taken_fen"] - money["refunded_fen"] == money["held_fen"]
                and all(
                    shift["state"] == "settled"
                    and shift["must_be_fen"] == shift["expected_fen"] == shift["counted_fen"]
                    for shift in shifts
                )
            ),
        }


def day_holds(figures: dict[str, Any]) -> bool:
    """Return whether nobody was left over and not a fen is missing."""
    return bool(
        figures["sessions_made"] > 0
        and figures["moved"] > 0
        and figures["checked_in"] > 0
        and figures["refunded_fen"] > 0
        and figures["stopped_affected"] >= 3
        and figures["stopped_open"] == 0
        and figures["stopped_informed"] == figures["stopped_affected"]
        and figures["shift_difference_fen"] == 0
        and figures["money_conserved"]
    )
