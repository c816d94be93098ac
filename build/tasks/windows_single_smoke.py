"""The installed clinic-single, tried under Wine: installed, proved, made from nothing, a walk-in, closed, removed.

Central is the one inside the installed program: its rows are asked through its own command line.
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bundling import DIST, NAME, ONE_PC
from demo_parts import Central, DemoError, Process, wait_until
from tour.stage import WIDTH, WINDOW_END
from windows_smoke import NONCE, OPEN, Smoke, last_json
from windows_walk_in import WalkIn, WineDesk, in_prefix, named

from desktop.domain.staff import Role

PLACE = "C:\\门诊 单机\\练习 程序"
HOME = "C:\\数据\\单机 练习"
PROVED = "C:\\数据\\单机 自检"
PEOPLE = "50"
WINDOW = "练习窗口"


class InstalledDesk(WineDesk):
    """The desk inside the home of clinic-single, opened by clinic-single itself."""

    def __init__(self, bench: Path, home: Path) -> None:
        super().__init__(bench, home, "desk", WINDOW)
        self.home = bench / "pfx" / "drive_c" / HOME.removeprefix("C:\\").replace("\\", "/") / "desk"
        self.program, self.package = f"{PLACE}\\{ONE_PC}", ONE_PC

    def ask(self, *words: str) -> str:
        """Return what clinic-single prints for a sub-command."""
        return self._wine(" ".join(f"'{word}'" for word in (f"{PLACE}\\{ONE_PC}.exe", *words)))

    def start(self, *options: str) -> None:
        """Open it as the Start menu does, with a status file more."""
        self.status_file.unlink(missing_ok=True)
        line = (
            f"echo | exec wine '{PLACE}\\{ONE_PC}.exe' --home '{HOME}' --people {PEOPLE}"
            f" --status-file '{self._windows(self.status_file)}' > >(cat) 2>&1"
        )
        self.process = Process(self.name, ["bash", "-c", line], self.log)
        self.process.start()


class InstalledCentral(Central):
    """The central that clinic-single starts and stops: only asked here."""

    def __init__(self, home: Path, wine: Callable[..., str]) -> None:
        super().__init__(home, online_channel=False)
        self.log = home / "central.log"
        self._wine = wine

    def bookings(self) -> dict[str, Any]:
        """Return its own rows of bookings, by the installed program."""
        return last_json(self._wine("central", "export-bookings", "--home", f"{HOME}\\central", "--json"))


class OnePcWalkIn(WalkIn):
    """One clerk, one new patient, on one PC."""

    def __init__(self, bench: Path, scratch: Path, folder: Path) -> None:
        super().__init__(bench, scratch, folder)
        self.desk = InstalledDesk(bench, scratch)
        self.desk_a = self.desk
        self.central = InstalledCentral(self.desk.home.parent, self.desk.ask)

    def play(self) -> dict[str, Any]:
        """Register one walk-in; returns central's totals before and after, and whether it ended with the window."""
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            self.screen.start()
            before = self._bookings()
            self.desk.start()
            self.desk.wait("sign-in page", 180, page="sign-in")
            window = wait_until(lambda: named(WINDOW_END), "the window of the installed program", 60)
            self.screen.place(window, 0, 0, WIDTH, 900)
            self.windows[self.desk.name] = window
            self.sign_in(self.desk, Role.CLERK)
            self._typed_patient(self.stranger())
            self.picture(self.desk, "single-booked")
            figures = {"before": before, "after": self._bookings(), "slips": len(self.desk.slips())}
            figures["set_up_over"] = self.desk.set_up_over()
            return figures | {"ended": self._closed()}
        except DemoError:
            subprocess.run(["import", "-window", "root", str(self.folder / "failed.png")], check=False)
            raise
        finally:
            subprocess.run(["wineserver", "-k"], check=False)
            self.screen.stop()

    def _closed(self) -> bool:
        """The desk's window is closed by its keys: the program and its central end by themselves."""
        port = int((self.desk.home.parent / "port").read_text())
        answered = _answers(port)
        self.keys(self.desk, "alt+F4")
        process = self.desk.process
        assert process is not None
        wait_until(lambda: not process.alive(), "the end of clinic-single", 90)
        return answered and not _answers(port)


def tried(bench: Path, target: Path) -> None:
    """Run every check; raises PackagingError at the first that fails."""
    smoke = Smoke(bench)
    installed, homes = smoke.unix(PLACE), smoke.unix(HOME)
    for path in (installed.parent, homes, smoke.unix(PROVED)):
        shutil.rmtree(path, ignore_errors=True)
    shutil.copyfile(target, smoke.drive / target.name)
    smoke.wine(f"C:\\{target.name}", "/S", f"/D={PLACE}")
    programs = [installed / f"{name}" for name in (f"{NAME}.exe", f"{NAME}.com", f"{ONE_PC}.exe")]
    smoke.that(
        "setup.exe: clinic-single installed silently into a folder with Chinese and a space",
        all(path.exists() for path in programs),
    )
    said = smoke.wine(f"{PLACE}\\{NAME}.com", "--home", PROVED, "--selftest", "--nonce", NONCE)
    report = last_json(said)
    smoke.that(
        "the self-test is green and a second process read the nonce",
        bool(report.get("ok") and report["frozen"]) and report["checks"]["store"]["nonce"] == NONCE,
        said,
    )
    said = smoke.wine(f"{PLACE}\\{ONE_PC}.exe", "--home", HOME, "--people", PEOPLE, "--prepare-only")
    made = [homes / "port", homes / "central" / "central.db", homes / "desk" / "installation.json"]
    smoke.that(
        "training data made from nothing: central, people, one desk",
        "ended with 0" in said and all(path.exists() for path in made),
        said,
    )
    said = smoke.wine(f"{PLACE}\\{ONE_PC}.exe", "central", "verify", "--home", f"{HOME}\\central", "--json")
    smoke.that("central inside the installed program verifies its rows", "ended with 0" in said, said)
    with tempfile.TemporaryDirectory(prefix="cfd-one-pc-") as scratch:
        in_prefix(bench)
        figures = OnePcWalkIn(bench, Path(scratch), DIST / "windows-single").play()
    smoke.that(
        f"a walk-in at the installed program, one booking more at its central: {figures}",
        figures["after"] == figures["before"] + 1 and figures["slips"] == 1,
    )
    smoke.that(
        "setup.exe over the open program is refused (32) and changes nothing",
        figures["set_up_over"] == OPEN,
        str(figures["set_up_over"]),
    )
    smoke.that("the program and its central end with the window", bool(figures["ended"]))
    smoke.wine(f"{PLACE}\\uninstall.exe", "/S", f"_?={PLACE}")
    # run with _?= the uninstaller stays itself: nobody can delete a program that runs
    left = {path.name for path in installed.rglob("*")} - {"uninstall.exe"}
    smoke.that("removed, the training data kept", not left and all(path.exists() for path in made), str(left))


def _answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), 1):
            return True
    except OSError:
        return False
