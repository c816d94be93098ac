"""What IT runs without a passphrase, as processes of their own: self-test, settings, doctor, diagnostics, purge."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop.bootstrap import commands, purging, recovery
from desktop.bootstrap.accounts import folder_rights
from desktop.bootstrap.installation import Installation
from desktop.bootstrap.it_commands import LOCKED, show_config
from desktop.bootstrap.opening import open_desk
from desktop.bootstrap.programs import VERSION
from desktop.bootstrap.safes import open_safe
from desktop.crypto.file_vault import FileVault
from desktop.domain.audit import AuditAct
from desktop.domain.errors import VaultMissingError, WrongPassphraseError
from desktop.domain.ids import StaffId
from desktop.settings import LoadedSettings, Settings
from desktop.settings.table import SETTINGS
from tests.desk.window import Window

ROOT = Path(__file__).resolve().parents[2]
NONCE = "nonce-4711-aa"


def desk(*words: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [sys.executable, "-m", "desktop", *words], cwd=ROOT, env=env, capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip


@pytest.mark.rows("B4", "G113")
def test_the_self_test_writes_the_nonce_sealed_and_a_second_process_reads_it(
    tmp_path: Path, reached_outside: Callable[[str, str], None]
) -> None:
    home = tmp_path / "门诊 程序"
    done = desk("--home", str(home), "--vault", "file", "--selftest", "--nonce", NONCE)
    assert done.returncode == 0, done.stdout + done.stderr
    report = json.loads(done.stdout)
    assert set(report["checks"]) == {"crypto", "store", "reader", "qt", "fonts", "resources", "print_preview"}
    assert report["checks"]["store"]["nonce"] == NONCE
    assert report["checks"]["store"]["sealed"]
    reached_outside("store", "the second process printed the nonce that only the sealed store held")
    assert list(home.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="there it is available")
@pytest.mark.rows("B4")
def test_a_self_test_that_fails_names_the_check_and_ends_with_one(tmp_path: Path) -> None:
    # the credential store of Windows cannot be there
    done = desk("--home", str(tmp_path), "--vault", "credential-manager", "--selftest")
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert not report["ok"]
    assert report["checks"]["store"]["error"] == "vault-unavailable"
    assert report["checks"]["crypto"]["ok"]


@pytest.mark.rows("B6")
def test_show_config_names_every_setting_its_value_and_what_the_administrator_locked(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    loaded = LoadedSettings(Settings(tmp_path, theme="dark"), {"home": "command line", "theme": "policy"})
    chosen = type("Words", (), {"json": False})()
    assert show_config(chosen, loaded) == 0
    lines = capfdbinary.readouterr().out.decode().splitlines()
    assert f"theme = dark  (policy; {LOCKED})" in lines
    assert len(lines) == 1 + len(SETTINGS)
    assert "sign_in_profile = level-3  (default)" in lines
    shown = desk("--home", str(tmp_path), "--show-config", "--theme", "dark").stdout
    assert "theme = dark  (command line)" in shown.splitlines()


@pytest.mark.rows("G113")
def test_the_doctor_is_content_with_an_enrolled_desk_and_names_what_is_wrong(window: Window) -> None:
    window.close()
    (window.home / "desk.json").write_text('{"vault": "file"}', "utf-8")
    words = ("doctor", "--home", str(window.home), "--no-network", "--json")
    assert findings(desk(*words)) == {}
    (window.home / "desk.db").write_bytes(b"SQLite format 3\x00" + bytes(100))
    (window.home / "vault").rename(window.home / "elsewhere")
    assert set(findings(desk(*words))) == {"secret", "store"}


def findings(done: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    """Return what is bad, by name; each says what to do."""
    answer = json.loads(done.stdout)
    bad = {found["name"]: found for found in answer["findings"] if not found["ok"]}
    assert done.returncode == (1 if bad else 0)
    assert all(found["advice"] for found in bad.values())
    return bad


@pytest.mark.rows("A1", "G113")
def test_diagnostics_hold_the_log_and_no_person_no_store_and_no_key(window: Window, tmp_path: Path) -> None:
    window.confirm()
    log = window.home / "log"
    log.mkdir(exist_ok=True)
    (log / "desk.log").write_text("2026-11-27 01:02:03,456 INFO 张三 890000199003070028 came\n", "utf-8")
    done = desk(
        "export-diagnostics", "--home", str(window.home), "--output", str(tmp_path / "for-support.zip")
    )
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(tmp_path / "for-support.zip") as bundle:
        assert sorted(bundle.namelist()) == ["desk.log", "facts.json"]
        text = bundle.read("desk.log").decode()
        facts = json.loads(bundle.read("facts.json"))
    assert text == "2026-11-27 01:02:03,456 INFO ▒ ▒ came"
    assert facts["version"] == VERSION


@pytest.mark.rows("B7")
def test_purge_waits_for_yes_then_forgets_the_secret_and_removes_the_store_but_nothing_foreign(
    window: Window,
) -> None:
    window.confirm()
    window.close()
    (window.home / "desk.json").write_text('{"vault": "file"}', "utf-8")
    (window.home / "notes of IT.txt").write_text("ours", "utf-8")
    assert desk("purge", "--home", str(window.home)).returncode == 2
    assert (window.home / "desk.db").exists()
    done = desk("purge", "--home", str(window.home), "--yes")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in window.home.iterdir()] == ["notes of IT.txt"]


@pytest.mark.rows("B7")
def test_purge_takes_the_secret_first_so_that_a_kept_copy_of_the_files_opens_nothing(window: Window) -> None:
    window.close()
    vault = window.home / "vault"
    secret = next(path for path in vault.iterdir())
    deleted: list[str] = []

    class Watched(FileVault):
        def delete(self, name: str) -> None:
            deleted.append("store there" if (window.home / "desk.db").exists() else "too late")
            super().delete(name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(purging, "vault_of", lambda _home, _settings: Watched(vault))
        purging.purge(Settings(window.home, vault="file"))
    assert deleted == ["store there"]
    assert not secret.exists()


def test_an_audit_check_takes_its_passphrase_from_a_pipe(window: Window) -> None:
    from crash_desk import CLERK

    window.confirm()
    window.close()
    (window.home / "desk.json").write_text('{"vault": "file", "sign_in_profile": "small-clinic"}', "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "desktop", "verify-audit", "--home", str(window.home), "--person", CLERK.staff_id,
         "--passphrase-stdin", "--json"],
        cwd=ROOT, input=CLERK.passphrase + "\n", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert json.loads(done.stdout)["whole"], done.stderr


def test_a_supervisor_gives_a_locked_out_clerk_their_tries_back_by_a_command_and_they_cannot_themselves(
    window: Window,
) -> None:
    from crash_desk import CLERK, SUPERVISOR

    window.close()
    (window.home / "desk.json").write_text('{"vault": "file", "sign_in_profile": "small-clinic"}', "utf-8")
    settings = Settings(window.home, vault="file", sign_in_profile="small-clinic")
    safe = open_safe(window.home, settings, Installation.load(window.home))
    for _ in range(10):
        with pytest.raises(WrongPassphraseError):
            safe.open(CLERK.staff_id, bytearray(b"not the passphrase"))
    with pytest.raises(WrongPassphraseError):
        safe.open(CLERK.staff_id, bytearray(CLERK.passphrase.encode()))
    for asker, exit_code in ((CLERK, 1), (SUPERVISOR, 0)):
        done = subprocess.run(
            [sys.executable, "-m", "desktop", "forgive", "--home", str(window.home), "--person", CLERK.staff_id,
             "--by", asker.staff_id, "--passphrase-stdin"],
            cwd=ROOT, input=asker.passphrase + "\n", capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == exit_code, done.stderr
    keys = safe.open(CLERK.staff_id, bytearray(CLERK.passphrase.encode()))
    desk = open_desk(window.home, Installation.load(window.home), settings, keys)
    with desk.store.read() as tx:
        last = json.loads(next(iter(tx.audit.rows(tx.audit.next_seq() - 1, 1)))[0])
    desk.store.close()
    assert (last["act"], last["actor"], last["obj"]) == (
        AuditAct.TRIES_FORGIVEN.value, SUPERVISOR.staff_id, CLERK.staff_id,
    )  # fmt: skip


@pytest.mark.rows("P4", "G75")
def test_one_more_person_joins_the_desk_with_a_supervisor_standing_by_and_a_clerk_cannot_let_anybody_in(
    window: Window, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from crash_desk import CLERK, SUPERVISOR, DownLine

    window.close()
    (window.home / "desk.json").write_text('{"vault": "file", "sign_in_profile": "small-clinic"}', "utf-8")
    settings = Settings(window.home, vault="file", sign_in_profile="small-clinic")
    own = "mangzhong-xiaoman-3"
    monkeypatch.setattr(recovery, "line_to_central", lambda _installation: DownLine())
    words = ["add-person", "--home", str(window.home), "--person", "1099:新人:xr:clerk", "--passphrase-stdin"]
    for asker, exit_code in ((CLERK, 1), (SUPERVISOR, 0)):
        typed = io.BytesIO(f"{asker.passphrase}\n{own}\n".encode())
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(typed))
        assert commands.main([*words, "--by", asker.staff_id]) == exit_code
    assert "recovery announce" in capsys.readouterr().err, "central is not reached here"
    installation = Installation.load(window.home)
    keys = open_safe(window.home, settings, installation).open(StaffId("1099"), bytearray(own.encode()))
    desk = open_desk(window.home, installation, settings, keys)
    with desk.store.read() as tx:
        last = json.loads(next(iter(tx.audit.rows(tx.audit.next_seq() - 1, 1)))[0])
    desk.store.close()
    assert (last["act"], last["obj"], last["facts"]) == ("slot.add", "1099", {"by": SUPERVISOR.staff_id})


@pytest.mark.rows("T3", "T4")
def test_a_second_account_of_the_pc_opens_the_desk_after_a_supervised_ceremony(window: Window) -> None:
    """Each account has a vault of its own; here they are two folders, as two accounts' credential stores would be."""
    from crash_desk import CLERK, SUPERVISOR

    window.close()
    (window.home / "desk.json").write_text('{"vault": "file", "sign_in_profile": "small-clinic"}', "utf-8")
    settings = Settings(window.home, vault="file", sign_in_profile="small-clinic")
    installation = Installation.load(window.home)
    vault, theirs = window.home / "vault", window.home / "vault-of-the-first"
    carried = window.home.parent / "carried"

    def account(*words: str, typed: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-m", "desktop", "account", *words, "--home", str(window.home), "--passphrase-stdin"],
            cwd=ROOT, input=typed + "\n", capture_output=True, text=True, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    lend = ("lend", "--out", str(carried), "--by")
    assert account(*lend, CLERK.staff_id, typed=CLERK.passphrase)[0] == 1
    assert not carried.exists()
    code, said = account(*lend, SUPERVISOR.staff_id, typed=SUPERVISOR.passphrase)
    words = said.strip().splitlines()[-1]
    assert (code, words.encode() in carried.read_bytes()) == (0, False)

    vault.rename(theirs)
    safe = open_safe(window.home, settings, installation)
    assert not safe.ready()
    with pytest.raises(VaultMissingError):
        safe.open(CLERK.staff_id, bytearray(CLERK.passphrase.encode()))
    take = ("take", "--file", str(carried))
    assert account(*take, typed=words[:-1] + ("2" if words[-1] != "2" else "3"))[0] == 1
    assert account(*take, typed=words.lower().replace("-", " "))[0] == 0
    assert not carried.exists()
    keys = safe.open(CLERK.staff_id, bytearray(CLERK.passphrase.encode()))
    desk = open_desk(window.home, installation, settings, keys)
    with desk.store.read() as tx:
        last = json.loads(next(iter(tx.audit.rows(tx.audit.next_seq() - 1, 1)))[0])
    desk.store.close()
    assert (last["act"], last["actor"]) == (AuditAct.DESK_LENT.value, SUPERVISOR.staff_id)
    assert folder_rights(Path("C:/x"), "PC\\lwt")[-3:] == ["PC\\lwt:(OI)(CI)M", "/T", "/Q"]
