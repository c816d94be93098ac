"""The gate of the bundle finds what somebody planted, and the Linux bundle passes it and proves itself."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import bundle_gate
import bundling
import package_command
import pytest

NONCE = "bundle-nonce-1"
CODE = b"CFD1." + b"A" * 100
KEY = b"-----BEGIN PRIVATE KEY-----\n" + b"A" * 64 + b"\n"


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """A bundle in small."""
    for place in ("clinic-desk.exe", "_internal/PySide6/Qt6Core.dll", "_internal/resources/icons/a.svg"):
        path = tmp_path / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"plain")
    return tmp_path


def complaints(folder: Path, modules: tuple[str, ...] = ("desktop.settings",)) -> list[str]:
    return [one.kind for one in bundle_gate.examine(folder, "windows", modules, None)]


@pytest.mark.rows("B3")
def test_a_clean_bundle_passes(clean: Path) -> None:
    assert complaints(clean) == []


@pytest.mark.rows("B3")
@pytest.mark.parametrize(
    ("place", "content", "kind"),
    [
        ("_internal/icuuc.dll", b"x", "belongs to Windows"),
        ("_internal/icudt74.dll", b"x", "belongs to Windows"),
        ("_internal/api-ms-win-core-file-l1-2-0.dll", b"x", "belongs to Windows"),
        ("_internal/ucrtbase.dll", b"x", "belongs to Windows"),
        ("_internal/harmless.dll", b"MZ..Wine builtin DLL..", "Wine's own"),
        ("_internal/bcryptprimitives.dll", b"x", "belongs to Windows"),
        ("_internal/central/api.pyc", b"x", "another room or a source"),
        ("_internal/tests/test_a.py", b"x", "another room or a source"),
        ("_internal/desktop/services/desk.py", b"x", "another room or a source"),
        ("_internal/founding.key", b"x", "secret"),
        ("_internal/notes.txt", CODE, "secret"),
        ("_internal/notes.pem", KEY, "secret"),
    ],
)
def test_what_somebody_planted_is_found(clean: Path, place: str, content: bytes, kind: str) -> None:
    path = clean / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    assert complaints(clean) == [kind]


@pytest.mark.rows("B3")
def test_a_module_of_central_inside_the_program_is_found(clean: Path) -> None:
    assert complaints(clean, ("desktop.settings", "central.api.app")) == ["another room or a source"]


@pytest.mark.rows("B3", "G114")
def test_the_package_for_one_pc_holds_central_and_what_it_stands_on_and_nothing_else_more(
    clean: Path,
) -> None:
    def one_pc(*modules: str) -> list[str]:
        (linux, windows) = (
            [one.what for one in bundle_gate.examine(clean, f"{system}-single", modules, None)]
            for system in ("linux", "windows")
        )
        assert linux == windows
        return windows

    assert one_pc("desktop.settings", "central.api.app", "uvicorn.main", "starlette.routing") == []
    assert one_pc("central.api.app", "pytest", "psycopg") == ["psycopg", "pytest"]
    desk, more = bundle_gate.kept_files("linux"), bundle_gate.kept_files("linux-single")
    assert {"clinic-desk", "clinic-single"} <= more
    assert desk < more
    assert not any("central" in name or "uvicorn" in name for name in desk)
    (clean / "_internal" / "icuuc.dll").write_bytes(b"x")
    assert [one.kind for one in bundle_gate.examine(clean, "windows-single", (), None)] == [
        "belongs to Windows"
    ]


@pytest.mark.rows("B3")
def test_files_that_came_or_went_and_a_budget_overrun_are_named(
    clean: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = frozenset({"clinic-desk.exe", "_internal/PySide6/Qt6Gui.dll", "_internal/resources/*"})
    monkeypatch.setitem(bundle_gate.BUDGETS, "windows", 3)
    found = bundle_gate.examine(clean, "windows", (), kept)
    assert [(one.kind, one.what) for one in found] == [
        ("size", "0 MB of 0"),
        ("new file", "_internal/PySide6/Qt6Core.dll"),
        ("missing file", "_internal/PySide6/Qt6Gui.dll"),
    ]


@pytest.mark.rows("B9")
def test_an_archive_of_the_same_content_is_the_same_bytes(clean: Path, tmp_path: Path) -> None:
    bundling.archive(clean, tmp_path.parent / "one.tar.gz")
    for path in clean.rglob("*"):
        path.touch()
    bundling.archive(clean, tmp_path.parent / "two.tar.gz")
    assert (tmp_path.parent / "one.tar.gz").read_bytes() == (tmp_path.parent / "two.tar.gz").read_bytes()


@pytest.mark.rows("B9")
def test_sums_are_what_sha256sum_reads(clean: Path) -> None:
    bundling.write_sums(clean, clean / bundling.SUMS)
    assert (
        subprocess.run(["sha256sum", "-c", "--quiet", bundling.SUMS], cwd=clean, check=False).returncode == 0
    )
    (clean / "clinic-desk.exe").write_bytes(b"altered")
    done = subprocess.run(
        ["sha256sum", "-c", "--quiet", bundling.SUMS], cwd=clean, check=False, capture_output=True
    )
    assert done.returncode == 1


@pytest.mark.rows("B1", "B2", "B3", "B4", "B9")
def test_the_linux_bundle_passes_the_gate_proves_itself_and_carries_its_papers(
    tmp_path: Path, reached_outside: Callable[[str, str], None]
) -> None:
    folder = bundling.freeze(tmp_path / "dist", tmp_path / "work")
    package_command.passed(folder, "linux", folder / bundling.NAME, accept=False)
    done = subprocess.run(
        [str(folder / bundling.NAME), "--home", str(tmp_path / "门诊 程序"), "--vault", "file", "--selftest",
         "--nonce", NONCE],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert report["frozen"]
    assert report["checks"]["store"]["nonce"] == NONCE
    assert (report["commit"], report["signed"]) == (bundling.commit(), "no")
    reached_outside("store", "the frozen program's second process read the nonce out of its sealed store")
    inside = folder / "_internal"
    parts = {part["name"]: part for part in json.loads((inside / "sbom.cdx.json").read_text())["components"]}
    assert {"sqlalchemy", "cryptography", "pyside6_essentials", "openssl", "sqlcipher", "qt"} <= set(parts)
    for name, part in parts.items():
        if str(part["bom-ref"]).startswith("pkg:"):
            assert list((inside / "licences" / name).iterdir()), f"no licence text of {name}"
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in (inside / "resources/licences/LGPL-3.0.txt").read_text()
    assert (folder / bundling.SUMS).exists()
