"""A walk-in at the installed Windows program: keys and clicks from the X server, a central on this machine.

The document is typed (Wine's serial port loses long answers of a pseudo-terminal); what was booked is read from
central's own rows, what was kept from the sealed store's trace.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

from bundling import NAME, PackagingError, version
from demo_parts import Central, DemoError, Desk, Process, wait_until
from tour.stage import WIDTH, WINDOW_END
from tour.window_work import PATIENT_END, WindowWork

from desktop.domain.made_up import DEMO_STAFF, DemoStaff, MadeUpPerson
from desktop.domain.pins import MOST_TRIES
from desktop.domain.staff import Role

PROGRAM = "C:\\Program Files\\ClinicFrontDesk\\clinic-desk"
# an input method cannot be driven from outside: the name is typed in Latin letters
LATIN = "Li Ming"


class WineDesk(Desk):
    """The installed program with its home on Wine's C: drive and the device secret in the Credential Manager."""

    def __init__(self, bench: Path, home: Path, name: str, window: str) -> None:
        super().__init__(home, name, window, "")
        self.bench = bench
        self.home = bench / "pfx" / "drive_c" / "数据" / "走进"
        self.program, self.package = PROGRAM, NAME

    def enroll(self, code: str) -> None:
        """Enrol with the installed console program."""
        shutil.rmtree(self.home, ignore_errors=True)
        said = self._console("enroll", "--home", self._windows(self.home), "--code", code, "--demo-staff")
        if not (self.home / "installation.json").exists():
            raise DemoError(f"the installed program did not enrol: {said[-600:]}")

    def audit(self, person: str, passphrase: str) -> str:
        """Return what `verify-audit` says of the sealed store."""
        return self._console(
            "verify-audit", "--home", self._windows(self.home), "--person", person, "--passphrase-stdin", "--json",
            typed=passphrase,
        )  # fmt: skip

    def start(self, *options: str) -> None:
        """Open the window."""
        self.status_file.unlink(missing_ok=True)
        line = (
            f"echo | exec wine '{PROGRAM}.exe' --home '{self._windows(self.home)}'"
            f" --status-file '{self._windows(self.status_file)}' > >(cat) 2>&1"
        )
        self.process = Process(self.name, ["bash", "-c", line], self.log)
        self.process.start()

    def second_window(self) -> str:
        """Ask for a second window of the same account; returns what the program said of it."""
        return self._console("--home", self._windows(self.home))

    def set_up_over(self) -> int:
        """Run the silent set-up over the open program; returns its exit code."""
        # NSIS wants its folder last and never in quotation marks, spaces or not
        folder = self.program.rpartition("\\")[0].replace(" ", "' '")
        said = self._wine(f"'C:\\{self.package}-{version()}-setup-x64-unsigned.exe' /S '/D={folder}'")
        return int(re.findall(r"ended with (\d+)", said)[-1])

    def processes(self, why: str = "") -> list[int]:
        """Return the session processes, all or those that began for one reason; Wine's are this machine's own."""
        wanted = re.compile(rf"{NAME}\.exe.*--home.*{self.home.name}.*--session.{why}")
        found = []
        for path in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                said = path.read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
            except OSError:
                continue
            if wanted.search(said):
                found.append(int(path.parent.name))
        return found

    def _console(self, *words: str, typed: str = "") -> str:
        return self._wine(" ".join(f"'{word}'" for word in (f"{PROGRAM}.com", *words)), typed)

    def _wine(self, line: str, typed: str = "") -> str:
        """Run a Windows program in the open prefix; returns what it printed, and how it ended."""
        done = subprocess.run(
            ["bash", "-c", f'cat | timeout 120 wine {line} > >(cat) 2>&1; echo "ended with $?"; sleep 1'],
            input=typed.encode() + b"\n", capture_output=True, check=False,
        )  # fmt: skip
        return done.stdout.decode("utf-8", "replace")

    def _windows(self, path: Path) -> str:
        drive = self.bench / "pfx" / "drive_c"
        if path.is_relative_to(drive):
            return "C:\\" + str(path.relative_to(drive)).replace("/", "\\")
        return "Z:" + str(path).replace("/", "\\")


class WalkIn(WindowWork):
    """One clerk, one new patient, on the installed program."""

    def __init__(self, bench: Path, home: Path, folder: Path) -> None:
        super().__init__(home, folder)
        self.bench = bench
        self.central = Central(home, people=200, days=3, online_channel=False)
        self.desk_a: WineDesk = WineDesk(bench, home, "desk-a", "3 号窗")

    def play(self) -> dict[str, Any]:
        """Register one walk-in; returns central's totals of bookings before and after."""
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            self.screen.start()
            self.central.prepare()
            self.central.start()
            self.desk_a.enroll(self.central.enroll_code(self.desk_a.window))
            self.central.sign_roster()
            before = self._bookings()
            self.desk_a.start()
            self.desk_a.wait("sign-in page", 120, page="sign-in")
            window = wait_until(lambda: named(WINDOW_END), "the window of the installed program", 60)
            self.screen.place(window, 0, 0, WIDTH, 900)
            self.windows[self.desk_a.name] = window
            self.sign_in(self.desk_a, Role.CLERK)
            self._typed_patient(self.stranger())
            done: dict[str, Any] = {
                "before": before,
                "after": self._bookings(),
                "slips": len(self.desk_a.slips()),
            }
            done |= {"second": self.desk_a.second_window(), "set_up_over": self.desk_a.set_up_over()}
            self.picture(self.desk_a, "windows-booked")
            return done | {"locked": self._hard_lock()}
        except DemoError:
            subprocess.run(["import", "-window", "root", str(self.folder / "failed.png")], check=False)
            raise
        finally:
            subprocess.run(["wineserver", "-k"], check=False)
            self.central.stop()
            self.screen.stop()

    def _typed_patient(self, person: MadeUpPerson) -> None:
        desk = self.desk_a
        slips = len(desk.slips())
        desk.wait("number field", focus="number")
        self.screen.text(person.number)
        self.screen.keys("Return")
        desk.wait("name field", focus="name")
        self.screen.text(LATIN)
        self.screen.keys("Return")
        desk.wait("the person", identity="ok", busy=False)
        self.screen.keys("Return")
        desk.wait("phone field", focus="phone")
        codes = len(self.central.codes())
        self.screen.text(person.phone)
        self.screen.keys("Return")
        desk.wait("department field", focus="department")
        self.choose("xxg")
        desk.wait("code field", focus="code")
        self.patient_agrees()
        self.screen.text(wait_until(lambda: self.central.codes()[codes:], "the code")[-1])
        desk.wait("F9 live", confirm_live=True)
        self.picture(desk, "windows-ready")
        self.screen.keys("F9")
        wait_until(lambda: len(desk.slips()) == slips + 1, "the slip")

    def _hard_lock(self) -> bool:
        """Wrong answers at the cover end the session process; the one that waited shows the page and opens the desk."""
        desk = self.desk_a
        (session,) = wait_until(lambda: desk.processes("fresh"), "the session process")
        (waiting,) = wait_until(lambda: desk.processes("standby"), "the process that waits")
        self.at(desk)
        self.screen.keys("ctrl+l")
        desk.wait("the cover", page="lock")
        for left in reversed(range(MOST_TRIES)):
            self.screen.text("not-the-passphrase")
            self.screen.keys("Return")
            if left:
                desk.wait("what is left", lock_left=left)
        desk.wait("the lock page of the next process", page="sign-in", focus="passphrase")
        wait_until(lambda: not desk.processes("fresh"), "the end of the session process")
        self.windows[desk.name] = wait_until(lambda: named(WINDOW_END), "the next window", 60)
        self.screen.place(self.windows[desk.name], 0, 0, WIDTH, 900)
        self.at(desk)
        self.picture(desk, "windows-locked")
        clerk = _clerk()
        self.screen.text(clerk.passphrase)
        self.screen.keys("Return")
        desk.wait("the desk again", 120, page="registration", board=True, online=True)
        # the new process has a patient screen of its own, which lies over the window
        self.windows.pop("patient", None)
        self.patient_window()
        self.at(desk)
        self.picture(desk, "windows-opened-again")
        return session not in desk.processes() and waiting in desk.processes("standby")

    def find_patient_window(self, desk: Desk) -> str:
        """Wine's windows belong to other processes than the one that was started: found by their title."""
        return str(wait_until(lambda: named(PATIENT_END), f"the patient screen of {desk.name}", 30))

    def _bookings(self) -> int:
        return int(self.central.bookings()["totals"]["desk"])


def named(title_end: str) -> str:
    """Return the newest visible window whose title has that, or nothing."""
    words = ["xdotool", "search", "--onlyvisible", "--name", title_end]
    found = subprocess.run(words, capture_output=True, text=True, check=False).stdout.split()
    return found[-1] if found else ""


def _clerk() -> DemoStaff:
    return next(member for member in DEMO_STAFF if member.role is Role.CLERK)


def trace_of(bench: Path, home: Path) -> int:
    """Return how many entries the whole trace of the walk-in's sealed store has; raises PackagingError."""
    in_prefix(bench)
    clerk = _clerk()
    said = WineDesk(bench, home, "desk-a", "").audit(clerk.staff_id, clerk.passphrase)
    found = re.search(r'"entries": (\d+)', said)
    if found is None or '"whole": true' not in said:
        raise PackagingError(f"the sealed store does not open, or its trace is broken: {said[-600:]}")
    return int(found[1])


def in_prefix(bench: Path) -> None:
    """Let Wine programs of this process run in the bench's prefix, in Chinese."""
    os.environ |= {
        "WINEPREFIX": str(bench / "pfx"), "WINEDEBUG": "-all", "LC_ALL": "zh_CN.UTF-8",
        "WINEDLLOVERRIDES": "mscoree,mshtml,wbemprox=;mscms=n",
    }  # fmt: skip


def walk_in(bench: Path, home: Path, folder: Path) -> dict[str, Any]:
    """Play it in the bench's prefix; raises PackagingError when central has not got exactly one booking more."""
    in_prefix(bench)
    figures = WalkIn(bench, home, folder).play()
    if figures["after"] != figures["before"] + 1 or figures["slips"] != 1:
        raise PackagingError(f"walk-in: {figures}")
    return figures
