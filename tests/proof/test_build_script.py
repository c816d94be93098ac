"""build.ps1 runs on Windows only: here all it names must exist, and its steps must be those of the Wine job (B1).

No PowerShell can be had on this system, so its syntax is not proved by this test.
"""

from __future__ import annotations

import importlib.util
import inspect
import re
from pathlib import Path

import lock_entries
import package_command
import pytest
import windows_package

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = (ROOT / "build/windows/build.ps1").read_text("utf-8")
BODY = "\n".join(line for line in SCRIPT.splitlines() if not line.startswith("#"))
NSIS = (ROOT / "build/windows/program.nsh").read_text("utf-8")
KINDS = {name: (ROOT / f"build/windows/{name}.nsi").read_text("utf-8") for name in ("setup", "single")}
WIX = (ROOT / "build/windows/desk.wxs").read_text("utf-8")
# what is done, where the script does it, where the Wine job does it
STEPS = (
    ("wheels by hash", "pip install --quiet --require-hashes", "made_bench("),
    ("the bundle", "-m PyInstaller", "windows_bundle(bench)"),
    ("the reader's helper", "windows_reader.py dist", "windows_bundle(bench)"),
    ("the gate", "package_command.py --gate", "_gate(folder"),
    ("set-up and MSI", "makensis /V2", "installers(bench, folder)"),
)


@pytest.mark.rows("B1")
def test_every_file_and_module_that_the_script_names_exists() -> None:
    named = set(re.findall(r"(?<![\w.\\-])(?:build|resources)\\[\w.\\-]+\w", BODY))
    named = {path.replace("\\", "/") for path in named} | {"installer.spec", "pyproject.toml"}
    assert len(named) >= 8
    named -= {"resources/i18n/en.qm"}  # made by the script
    missing = [path for path in named if not (ROOT / path).exists()]
    assert missing == ["build/windows/desk"], "its ending is added in the loop over both parts of the MSI"
    for module in re.findall(r"\$py -m (\w+)", BODY):
        assert importlib.util.find_spec(module) is not None, module
    assert set(re.findall(r"lock_entries\.py (\w+)", BODY)) <= set(lock_entries.MACHINES)


@pytest.mark.rows("B1")
def test_the_script_does_the_steps_of_the_wine_job_in_the_same_order() -> None:
    job = inspect.getsource(windows_package.package)
    for said, where in ((BODY, 1), (job, 2)):
        places = [said.find(step[where]) for step in STEPS]
        assert -1 not in places, dict(zip((step[0] for step in STEPS), places, strict=True))
        assert places == sorted(places)
    for flag in ("--noconfirm", "--workpath", "--distpath"):
        assert flag in BODY
        assert flag in inspect.getsource(windows_package.windows_bundle)


@pytest.mark.rows("B1", "B5")
def test_both_make_the_installers_from_the_same_definitions() -> None:
    given = set(re.findall(r"/D(\w+)=", BODY))
    makers = inspect.getsource(windows_package.installers) + inspect.getsource(windows_package.set_up)
    assert given == set(re.findall(r"-D(\w+)=", makers))
    for script in KINDS.values():
        told = set(re.findall(r"^!define (\w+) ", script, re.MULTILINE))
        assert given == set(re.findall(r"\$\{([A-Z]+)\}", NSIS)) - told - {"UK", "PROGRAM"}
    assert set(re.findall(r"\$\(var\.(\w+)\)", WIX)) <= set(re.findall(r'"-d(\w+)=', BODY))
    group, folder = re.findall(r"-cg (\w+) -dr (\w+)", BODY)[0]
    assert f'ComponentGroupRef Id="{group}"' in WIX
    assert f'Directory Id="{folder}"' in WIX
    assert windows_package.AFTERWARDS.name in BODY
    assert "936\\t_ForceCodepage" in inspect.getsource(windows_package._msi)
    assert "936`t_ForceCodepage" in BODY


@pytest.mark.rows("B9")
def test_the_script_signs_programs_before_the_sums_and_each_installer_after_it_is_made() -> None:
    order = (
        "ForEach-Object { Sign",
        "--gate",
        "makensis /V2",
        "Sign $setup",
        'Call $database "Commit"',
        "Sign $msi",
        "SHA256SUMS",
    )
    places = [BODY.find(step) for step in order]
    assert -1 not in places
    assert places == sorted(places)
    assert '-lt [version]"3.11"' in BODY, "CVE-2025-43715"
    fixed = {
        "PYTHONHASHSEED",
        "SOURCE_DATE_EPOCH",
        "CLINIC_COMMIT",
        "CLINIC_SIGNED",
        "PYTHONDONTWRITEBYTECODE",
    }
    assert fixed <= set(re.findall(r"\$env:(\w+)", BODY))


@pytest.mark.rows("B1", "B3")
def test_the_gate_of_the_script_refuses_a_folder_with_something_foreign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "_internal").mkdir()
    (tmp_path / "_internal" / "icuuc.dll").write_bytes(b"x")
    monkeypatch.setattr("bundle_gate.modules_of", lambda _program: ())
    assert package_command.main(["--gate", str(tmp_path)]) == 1
    assert "belongs to Windows: _internal/icuuc.dll" in capsys.readouterr().err
    assert (tmp_path / "SHA256SUMS").read_text().endswith("  _internal/icuuc.dll\n")
