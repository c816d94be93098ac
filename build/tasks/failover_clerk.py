"""A clerk who registers walk-ins without a pause on an enrolled desk; each line of the output was acknowledged (A4).

python build/tasks/failover_clerk.py --home DESK --first SERIAL      ends at SIGTERM, after everything has gone up

A line: `booked BOOKING SESSION NUMBER central|promise`, `refused CODE`, at last `left N` (operations still waiting).
"""

from __future__ import annotations

import argparse
import signal
import sys
import time
from datetime import timedelta
from pathlib import Path

from crash_desk import NoPaper, adults, blank, card_of

from desktop.bootstrap.installation import Installation
from desktop.bootstrap.opening import line_to_central, open_desk, use_cases
from desktop.bootstrap.safes import open_safe, trace_anchor
from desktop.domain.errors import KnownError
from desktop.domain.ids import SessionId, StaffId
from desktop.domain.made_up import DEMO_STAFF, MadeUpPerson
from desktop.domain.people import PhoneStatus
from desktop.domain.staff import Role
from desktop.services.drafts import Confirmed, RegistrationDraft
from desktop.settings import load

PAUSE_S = 0.05
LAST_PUSH_S = 60.0
AHEAD_DAYS = 7


class Clerk:
    """One signed-in clerk; `stopping` is set by the signal."""

    def __init__(self, home: Path, first: int) -> None:
        staff = next(member for member in DEMO_STAFF if member.role is Role.CLERK)
        settings, installation = load(home), Installation.load(home)
        keys = open_safe(home, settings, installation).open(
            StaffId(staff.staff_id), bytearray(staff.passphrase.encode())
        )
        self._desk = open_desk(home, installation, settings, keys)
        anchor = trace_anchor(home, settings, installation)
        self._cases = use_cases(
            self._desk, installation, line_to_central(installation), NoPaper(), blank, anchor
        )
        self._next = adults(first)
        self.stopping = False

    def work(self) -> int:
        """Register until told to stop, then push what waits; returns how many operations are left."""
        while not self.stopping:
            self._one(self._next())
            time.sleep(PAUSE_S)
        end = time.monotonic() + LAST_PUSH_S
        while self._waiting() and time.monotonic() < end:
            self._cases.sync.run_once()
        return self._waiting()

    def _one(self, person: MadeUpPerson) -> None:
        try:
            online = self._cases.sync.run_once().online
            where = self._free(online=online)
            if where is None:
                say("refused", "nothing-free")
                return
            answer = self._register(person, *where)
        except KnownError as error:
            say("refused", error.code)
            return
        with self._desk.store.read() as tx:
            booking = tx.bookings.get(answer.booking_id)
        assert booking is not None
        how = "promise" if answer.offline else "central"
        say("booked", booking.id, booking.session_id, str(booking.number), how)

    def _register(self, person: MadeUpPerson, session: SessionId, half_hour: int) -> Confirmed:
        found = self._cases.identify.identify(card_of(person))
        draft = RegistrationDraft(
            person=found.draft, patient_id=found.patient.patient_id if found.patient else None, session_id=session,
            half_hour=half_hour, phone=person.phone, phone_status=PhoneStatus.CODE_LATER,
            phone_reason="code-not-arriving",
        )  # fmt: skip
        return self._cases.registration.confirm(draft)

    def _free(self, *, online: bool) -> tuple[SessionId, int] | None:
        """Return a half-hour with a free number; without central one of which this desk holds a number."""
        if not online:
            with self._desk.store.read() as tx:
                held = tx.rights.held()
            return (held[0].session_id, held[0].half_hour) if held else None
        for ahead in range(AHEAD_DAYS):
            day = self._desk.today() + timedelta(days=ahead)
            for department in self._cases.board.departments():
                for line in self._cases.board.board(department.id, day).rows:
                    for cell in line.cells:
                        if cell.kind == "free" and cell.session_id is not None:
                            return cell.session_id, cell.half_hour
        return None

    def _waiting(self) -> int:
        with self._desk.store.read() as tx:
            return tx.outbox.waiting_count()


def say(*words: str) -> None:
    """Tell at once; whoever reads adds the time."""
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def main() -> int:
    """Work until SIGTERM."""
    parser = argparse.ArgumentParser(prog="failover_clerk.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--first", type=int, required=True, help="serial of the first made-up person")
    chosen = parser.parse_args()
    clerk = Clerk(chosen.home, chosen.first)

    def stop(_signal: int, _frame: object) -> None:
        clerk.stopping = True

    signal.signal(signal.SIGTERM, stop)
    say("left", str(clerk.work()))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
