"""The installed Windows program, tried under Wine with Chinese settings: install, prove, upgrade, remove, purge."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import windows_reader_trial
from bundling import DIST, NAME, PackagingError, commit, version
from windows_package import PYTHON, WINDOWS, installers
from windows_reader import NAME as READER
from windows_signing import Rehearsal
from windows_walk_in import trace_of, walk_in

CHINESE = "C:\\门诊 程序\\前台"
HOME = "C:\\数据\\张三"
NONCE = "门诊-nonce-4711"
UPGRADE = "0.1.9"
WALK_IN = "C:\\数据\\走进"
BARE = ("/D=", "_?=")
POLICY = "HKLM\\Software\\Policies\\ClinicFrontDesk"
# exit codes of Windows as Unix sees them
FAILED, TOO_OLD, OPEN = 1603 % 256, 1150 % 256, 32
PLAIN = "C:\\Program Files\\ClinicFrontDesk"


class Smoke:
    """Each check is said in one line; the first that fails ends it."""

    def __init__(self, bench: Path) -> None:
        self.bench = bench
        self.drive = bench / "pfx" / "drive_c"
        self.folder = self.drive / "desk" / "dist" / NAME
        self.made = bench / "made"

    def run(self) -> None:
        """Run everything; raises PackagingError."""
        for name in ("Program Files/ClinicFrontDesk", "门诊 程序", "数据"):
            shutil.rmtree(self.drive / name, ignore_errors=True)
        shutil.rmtree(self.made, ignore_errors=True)
        self.made.mkdir()
        rehearsal = Rehearsal(self.made)
        newer_setup, newer_msi = installers(
            self.bench, self.folder, UPGRADE, self.made, sign=str(rehearsal.command)
        )
        for step, good in rehearsal.on(newer_setup):
            self.that(f"signing rehearsal: {step}", good)
        rehearsal.end()
        for path in (*DIST.glob(f"{NAME}-{version()}*"), newer_setup, newer_msi):
            if path.suffix in (".exe", ".msi"):
                shutil.copyfile(path, self.drive / path.name)
        self._resources()
        self._old_windows()
        os.environ["READER_PLATE"] = windows_reader_trial.FOLDER
        said = self.wine(PYTHON, windows_reader_trial.prepare(self.drive))
        self.that(
            "a card is read through a vendor's DLL in the helper", windows_reader_trial.good(said), said
        )
        self._setup(newer_setup, rehearsal)
        self._msi(newer_msi)

    def _resources(self) -> None:
        """Version resource and manifest of both programs, as Windows stores them."""
        for name in (f"{NAME}.exe", f"{NAME}.com"):
            content = (self.folder / name).read_bytes()
            texts = ("门诊前台", "ProductVersion", commit(), "signed: no")
            there = all(text.encode("utf-16-le") in content for text in texts)
            manifest = all(word in content for word in (b"asInvoker", b"longPathAware"))
            self.that(f"{name}: Chinese version resource with the commit, manifest", there and manifest)
            self.that(f"{name}: not packed by UPX", b"UPX0" not in content)
        helper = (self.folder / READER).read_bytes()
        start = int.from_bytes(helper[0x3C:0x40], "little")
        self.that(
            f"{READER}: 32 bit, Chinese version resource with the commit",
            helper[start + 4 : start + 6] == b"\x4c\x01" and commit().encode("utf-16-le") in helper,
        )

    def _setup(self, newer: Path, rehearsal: Rehearsal) -> None:
        first = f"C:\\{NAME}-{version()}-setup-x64-unsigned.exe"
        installed = self.unix(CHINESE)
        self.wine(first, "/S", f"/D={CHINESE}")
        self.that(
            "setup.exe: installed silently into a folder with Chinese and a space",
            (installed / f"{NAME}.exe").exists(),
        )
        self._proved("setup.exe", CHINESE)
        self._policy(CHINESE)
        kept = self._store(CHINESE)
        self.wine(f"C:\\{newer.name}", "/S", f"/D={CHINESE}")
        self.that(
            "setup.exe: an upgrade keeps the store", kept.exists() and (installed / f"{NAME}.com").exists()
        )
        self._proved("setup.exe upgraded", CHINESE)
        self.that(
            "signing rehearsal: the uninstaller was signed before it was packed",
            rehearsal.signed(installed / "uninstall.exe"),
        )
        self.wine(f"{CHINESE}\\uninstall.exe", "/S", f"_?={CHINESE}")
        self.that(
            "setup.exe: removed, the store kept", not (installed / f"{NAME}.exe").exists() and kept.exists()
        )

    def _old_windows(self) -> None:
        """Before build 17763 both installers refuse and leave nothing; Wine plays Windows 7."""
        self.wine("winecfg", "-v", "win7")
        try:
            msi = self.code("msiexec", "/i", f"C:\\{NAME}-{version()}-x64-unsigned.msi", "/qn", "/norestart")
            setup = self.code(f"C:\\{NAME}-{version()}-setup-x64-unsigned.exe", "/S")
        finally:
            self.wine("winecfg", "-v", "win10")
        self.that(
            "Windows 7: MSI and setup.exe refuse (1603, 1150) and leave nothing",
            (msi, setup) == (FAILED, TOO_OLD) and not self.unix(PLAIN).exists(),
            f"exit codes {msi} {setup}",
        )

    def _repaired(self, msi: str, installed: Path) -> None:
        """`msiexec /fa` is not made in Wine 8; REINSTALL=ALL is what it stands for."""
        (installed / f"{NAME}.exe").unlink()
        (installed / "_internal" / "LICENSE").write_text("broken")
        self.wine("msiexec", "/i", msi, "/qn", "/norestart", "REINSTALL=ALL", "REINSTALLMODE=amus")
        whole = (installed / f"{NAME}.exe").read_bytes() == (self.folder / f"{NAME}.exe").read_bytes()
        text = (installed / "_internal" / "LICENSE").read_text("utf-8")
        self.that("MSI: a repair brings back what was lost or broken", whole and "Apache" in text)

    def _msi(self, newer: Path) -> None:
        installed = self.unix(PLAIN)
        first = f"C:\\{NAME}-{version()}-x64-unsigned.msi"
        self.wine(
            "msiexec",
            "/i",
            first,
            "/qn",
            "/norestart",
            "ENROLLCODE=CFD1.test",
            "CONFIGFILE=C:\\数据\\desk.ini",
        )
        self.that("MSI: installed silently", (installed / f"{NAME}.exe").exists())
        self.that(
            "MSI: its properties reach the registry",
            "CFD1.test" in self.wine("reg", "query", "HKLM\\Software\\ClinicFrontDesk", "/v", "EnrollCode"),
        )
        self._repaired(first, installed)
        self._proved("MSI", PLAIN)
        kept = self.unix(WALK_IN) / "desk.db"
        entries = self._walk_in()
        self.wine("msiexec", "/i", f"C:\\{newer.name}", "/qn", "/norestart")
        after = trace_of(self.bench, self.made)
        self.that(
            "MSI: after the upgrade the sealed store of the walk-in opens, its trace is whole",
            after >= entries,
        )
        self.that(
            "MSI: a major upgrade keeps program and store",
            (installed / f"{NAME}.exe").exists() and kept.exists(),
        )
        refused = self.code("msiexec", "/i", first, "/qn", "/norestart")
        self.that(
            "MSI: the older one is refused over the newer (1603), program and store stay",
            refused == FAILED and (installed / f"{NAME}.exe").exists() and kept.exists(),
            f"exit code {refused}",
        )
        gone = self.wine(f"{PLAIN}\\{NAME}.com", "purge", "--home", WALK_IN, "--yes")
        self.that("purge removes the store when asked", "removed desk.db" in gone and not kept.exists())
        self.wine("msiexec", "/x", f"C:\\{newer.name}", "/qn", "/norestart")
        self.that("MSI: removed", not (installed / f"{NAME}.exe").exists())

    def _walk_in(self) -> int:
        """A walk-in by keys and clicks in the installed program; returns how long the trace is then."""
        with tempfile.TemporaryDirectory(prefix="cfd-walk-in-") as scratch:
            figures = walk_in(self.bench, Path(scratch), DIST / "windows")
        self.that(f"a walk-in at the installed program, one booking more at central: {figures}", good=True)
        self.that(
            "a second window in the same account is refused by the parent's file lock",
            "already-open" in figures["second"],
            figures["second"],
        )
        self.that(
            "setup.exe over the open program is refused (32) and changes nothing",
            figures["set_up_over"] == OPEN,
            str(figures["set_up_over"]),
        )
        self.that(
            "a hard lock ended the session process; the one that waited showed the lock page and opened again",
            figures["locked"],
        )
        return trace_of(self.bench, self.made)

    def _proved(self, what: str, folder: str) -> None:
        said = self.wine(f"{folder}\\{NAME}.com", "--home", HOME, "--selftest", "--nonce", NONCE)
        report = last_json(said)
        good = bool(report.get("ok")) and report.get("frozen") and report["checks"]["store"]["nonce"] == NONCE
        self.that(f"{what}: the self-test is green and a second process read the nonce", bool(good), said)
        self.that(
            f"{what}: vault, platform and code page are Windows' own",
            report["checks"]["store"]["vault"] == "credential-manager"
            and report["checks"]["qt"]["platform"] == "windows",
        )

    def _policy(self, folder: str) -> None:
        self.wine("reg", "add", POLICY, "/v", "theme", "/t", "REG_SZ", "/d", "dark", "/f")
        said = self.wine(f"{folder}\\{NAME}.com", "--home", HOME, "--show-config", "--theme", "light")
        self.that("a policy in the registry locks a setting", "theme = dark  (policy" in said, said)
        self.wine("reg", "delete", POLICY, "/f")

    def _store(self, folder: str) -> Path:
        """A file where the store lies: what must survive."""
        home = self.unix(HOME)
        home.mkdir(parents=True, exist_ok=True)
        path = home / "desk.db"
        path.write_bytes(b"sealed" * 100)
        return path

    def code(self, *words: str) -> int:
        """Run a Windows program and return its exit code, of which Unix keeps eight bits."""
        return int(re.findall(r"ended with (\d+)", self.wine(*words))[-1])

    def wine(self, *words: str) -> str:
        """Run a Windows program and return what it printed, and how it ended."""
        # NSIS wants its folder last and never in quotation marks, spaces or not
        parts = [part for word in words for part in (word.split(" ") if word.startswith(BARE) else [word])]
        line = " ".join("'" + word.replace("'", "'\\''") + "'" for word in parts)
        script = f'echo | timeout 240 wine {line} > >(cat) 2>&1; echo "ended with $?"; sleep 2'
        done = subprocess.run(
            [str(WINDOWS / "wine.sh"), "bash", "-c", script], env={**os.environ, "BENCH": str(self.bench)},
            capture_output=True, check=False,
        )  # fmt: skip
        return (done.stdout + done.stderr).decode("utf-8", "replace")

    def unix(self, path: str) -> Path:
        """Return where a path of Wine's C: drive lies here."""
        return self.drive / path.removeprefix("C:\\").replace("\\", "/")

    def that(self, what: str, good: bool, said: str = "") -> None:
        """Say a check's outcome in one line; raises PackagingError when it is not good."""
        sys.stdout.write(f"{'ok   ' if good else 'FAIL '}{what}\n")
        sys.stdout.flush()
        if not good:
            raise PackagingError(f"smoke: {what}\n{said[-1500:]}")


def last_json(said: str) -> dict[str, Any]:
    """Return the last JSON object that stands on one line of what was printed, or none."""
    found = re.findall(r"^\{.*\}$", said.replace("\r", ""), re.MULTILINE)
    return json.loads(found[-1]) if found else {}
