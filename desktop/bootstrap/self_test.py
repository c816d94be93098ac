"""`clinic-desk --selftest`: does this installed program work on this PC? One JSON line; nothing of the desk is touched.

The store's check makes a safe and a sealed store of its own in a fresh folder under the desk's home, with the vault
that the settings name, writes the nonce, and lets a second process of the same program open both and read it back.
"""

from __future__ import annotations

import base64
import json
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop.bootstrap.machine import SystemClock, SystemRandomness
from desktop.bootstrap.opening import STORE_FILE
from desktop.bootstrap.programs import VERSION, build_facts, own_words
from desktop.bootstrap.safes import vault_of
from desktop.crypto.costs import DEMO
from desktop.crypto.desk_keys import DeskIdentity
from desktop.crypto.known_answers import self_test
from desktop.crypto.new_safe import NewDesk, create_safe
from desktop.crypto.safe import NewPerson, SlotSafe
from desktop.devices.card_encoding import encode_card_text
from desktop.devices.emulated_sam import NO_DELAYS, EmulatedSam
from desktop.devices.loop_line import LoopLine
from desktop.devices.serial_id_reader import SerialIdReader
from desktop.devices.system_timing import SystemTiming
from desktop.domain.errors import KnownError
from desktop.domain.ids import DeskId, StaffId
from desktop.domain.passphrases import SMALL_CLINIC
from desktop.domain.staff import Role
from desktop.ports.keys import SlotInfo
from desktop.settings import Settings
from desktop.store.store import open_store

FOLDER = "self-test-"
NONCE = "self-test/nonce"
WHO = StaffId("self-test")
SECOND_PROCESS_S = 60
CARD = {
    "name": "单样例", "sex_code": "2", "ethnic_code": "01", "birth": "19900307", "address": "虚构省样例市测试区",
    "number": "890000199003070028", "issuer": "样例市公安局", "valid_from": "20200101", "valid_until": "20400101",
}  # fmt: skip
Check = Callable[[], dict[str, Any]]


class SecondProcessError(KnownError):
    """The second process did not read the nonce back; facts: `exit`."""

    code = "second-process"


def run_self_test(settings: Settings, nonce: str) -> tuple[bool, dict[str, Any]]:
    """Try everything; returns whether all is well and the facts by check."""
    report: dict[str, Any] = {
        "program": "clinic-desk", "version": VERSION, "frozen": bool(getattr(sys, "frozen", False)),
        "python": sys.version.split()[0], "system": sys.platform, **build_facts(),
    }  # fmt: skip
    checks: dict[str, Check] = {
        "crypto": _crypto,
        "store": lambda: _store(settings, nonce),
        "reader": _reader,
        **_qt_checks(settings),
    }
    results = {name: _tried(check) for name, check in checks.items()}
    good = all(result["ok"] for result in results.values())
    return good, {**report, "ok": good, "checks": results}


def read_back(folder: Path, settings: Settings, passphrase: bytearray) -> str:
    """Open safe and store as another process made them; returns the nonce. Raises what opening raises."""
    keys = _safe(folder, settings).open(WHO, passphrase)
    store = open_store(folder / STORE_FILE, keys.file_key, keys.sealer, SystemRandomness())
    try:
        with store.read() as tx:
            return (tx.state.get(NONCE) or b"").decode()
    finally:
        store.close()


def _tried(check: Check) -> dict[str, Any]:
    try:
        return {"ok": True, **check()}  # a check may itself say that it is not
    except KnownError as error:
        return {"ok": False, "error": error.code, **error.facts}
    except Exception as error:  # noqa: BLE001  # the self-test's task is to name whatever is broken here
        return {"ok": False, "error": type(error).__name__, "what": str(error)[:80]}


def _crypto() -> dict[str, Any]:
    self_test()
    return {}


def _reader() -> dict[str, Any]:
    sam, timing = EmulatedSam(NO_DELAYS), SystemTiming()
    sam.place(encode_card_text(CARD))
    reader = SerialIdReader("loop", timing, lambda _port: LoopLine(sam))
    try:
        card = reader.read().unverified_card
    finally:
        reader.close()
    if (card.number, card.name) != (CARD["number"], CARD["name"]):
        return {"ok": False, "error": "card-differs"}
    return {}


def _qt_checks(settings: Settings) -> dict[str, Check]:
    # Qt last and here only: the other checks run where it cannot even be loaded.
    try:
        from desktop.ui import self_check

        return self_check.checks(self_check.start_qt(["clinic-desk"], settings.language))
    except Exception as error:  # noqa: BLE001  # a missing library is a finding, not the end
        kind, what = type(error).__name__, str(error)[:120]
        return {"qt": lambda: {"ok": False, "error": kind, "what": what}}


def _identity() -> DeskIdentity:
    return DeskIdentity(DeskId("self-test"), bytes(32), bytes(32), bytes(32), bytes(32), demo=True)


def _safe(folder: Path, settings: Settings) -> SlotSafe:
    vault = vault_of(folder, settings)
    return SlotSafe(folder, vault, _identity(), SystemRandomness(), SMALL_CLINIC, SystemClock())


def _store(settings: Settings, nonce: str) -> dict[str, Any]:
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder = Path(tempfile.mkdtemp(prefix=FOLDER, dir=settings.home))
    vault = vault_of(folder, settings)
    passphrase = base64.b64encode(secrets.token_bytes(24))
    try:
        person = NewPerson(SlotInfo(WHO, "自检", "zj", Role.SUPERVISOR.value), bytearray(passphrase))
        randomness = SystemRandomness()
        create_safe(
            folder, vault, NewDesk.make(randomness), _identity(), [person], DEMO, randomness,
            SMALL_CLINIC, SystemClock(), None, demo=True,
        )  # fmt: skip
        _write_nonce(folder, settings, bytearray(passphrase), nonce)
        sealed = nonce.encode() not in (folder / STORE_FILE).read_bytes()
        again = _second_process(folder, settings, passphrase)
        return {
            "ok": sealed and again == nonce, "vault": vault.describe(), "nonce": again, "sealed": sealed,
        }  # fmt: skip
    finally:
        _cleared(folder, settings)


def _write_nonce(folder: Path, settings: Settings, passphrase: bytearray, nonce: str) -> None:
    keys = _safe(folder, settings).open(WHO, passphrase)
    store = open_store(folder / STORE_FILE, keys.file_key, keys.sealer, SystemRandomness())
    try:
        with store.write() as tx:
            tx.state.set(NONCE, nonce.encode())
    finally:
        store.close()


def _second_process(folder: Path, settings: Settings, passphrase: bytes) -> str:
    words = [*own_words(), "selftest-read", "--folder", str(folder), "--vault", settings.vault]
    done = subprocess.run(
        words, input=passphrase + b"\n", capture_output=True, timeout=SECOND_PROCESS_S, check=False
    )
    if done.returncode != 0:
        raise SecondProcessError(exit=done.returncode)
    return str(json.loads(done.stdout.decode("utf-8"))["nonce"])


def _cleared(folder: Path, settings: Settings) -> None:
    _safe(folder, settings).forget()
    shutil.rmtree(folder, ignore_errors=True)
