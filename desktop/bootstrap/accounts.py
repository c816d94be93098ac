"""`clinic-desk account lend|take`: a second account of this PC opens the same desk (DECISIONS 15).

The device secret lies in one account's vault. Under a supervisor's eyes it is lent, sealed under words that are shown
once, and taken by the other account within a quarter of an hour; the file is destroyed then. On Windows the
other account also gets the right to change the desk's folder.
"""

from __future__ import annotations

import argparse
import getpass
import os
import subprocess
import sys
from pathlib import Path

from desktop.bootstrap.installation import Installation
from desktop.bootstrap.opening import open_desk
from desktop.bootstrap.safes import open_safe
from desktop.domain.audit import AuditAct
from desktop.domain.ids import StaffId
from desktop.ports.keys import OpenKeys
from desktop.settings import LoadedSettings, SettingsError

type_commands = argparse._SubParsersAction  # noqa: SLF001 - argparse gives this type no public name


def add_account_commands(
    commands: type_commands[argparse.ArgumentParser], home: argparse.ArgumentParser
) -> None:
    """Add both steps."""
    top = commands.add_parser("account", help="let another account of this PC open the desk")
    acts = top.add_subparsers(title="steps", metavar="STEP", required=True)
    lend = acts.add_parser("lend", parents=[home], help="1. in an account that opens the desk already")
    lend.add_argument("--by", required=True, metavar="NUMBER", help="the supervisor or officer who stands by")
    lend.add_argument("--code", default="", help="their changing code, where one is bound")
    lend.add_argument("--to", default="", metavar="ACCOUNT", help="Windows: who may change the desk's folder")
    lend.add_argument("--out", type=Path, required=True, metavar="FILE")
    take = acts.add_parser("take", parents=[home], help="2. in the other account, within 15 minutes")
    take.add_argument("--file", type=Path, required=True, metavar="FILE")
    for step, run in ((lend, _lend), (take, _take)):
        step.add_argument(
            "--passphrase-stdin",
            action="store_true",
            help="read what is asked from standard input, for scripts",
        )
        step.set_defaults(run=run)


def folder_rights(home: Path, account: str) -> list[str]:
    """Return the words by which Windows lets an account change everything in the desk's folder."""
    return ["icacls", str(home), "/grant", f"{account}:(OI)(CI)M", "/T", "/Q"]


def _lend(chosen: argparse.Namespace, loaded: LoadedSettings) -> int:
    """Write the file and print the words as the last line; raises what SlotSafe.lend raises, SettingsError."""
    settings = loaded.settings
    installation = Installation.load(settings.home)
    passphrase = _asked(chosen, f"Passphrase of {chosen.by}: ")

    def trace(keys: OpenKeys) -> None:
        desk = open_desk(settings.home, installation, settings, keys)
        try:
            with desk.store.write() as tx:
                desk.trace(tx, AuditAct.DESK_LENT)
        finally:
            desk.store.close()

    safe = open_safe(settings.home, settings, installation)
    raw, words = safe.lend(StaffId(chosen.by), passphrase, chosen.code, first=trace)
    if chosen.to and os.name == "nt":
        done = subprocess.run(folder_rights(settings.home, chosen.to), capture_output=True, check=False)
        if done.returncode != 0:
            raise SettingsError(
                f"Windows did not let {chosen.to} into the desk's folder; is this account allowed to?"
            )
    chosen.out.write_bytes(raw)
    sys.stdout.write(f"in the other account: clinic-desk account take --file {chosen.out}\n{words}\n")
    return 0


def _take(chosen: argparse.Namespace, loaded: LoadedSettings) -> int:
    """Fill this account's vault and destroy the file; raises what SlotSafe.take_over raises."""
    settings = loaded.settings
    words = _asked(chosen, "Words that were shown: ").decode()
    safe = open_safe(settings.home, settings, Installation.load(settings.home))
    safe.take_over(chosen.file.read_bytes(), words)
    chosen.file.write_bytes(bytes(chosen.file.stat().st_size))
    chosen.file.unlink()
    sys.stdout.write("this account opens the desk now\n")
    return 0


def _asked(chosen: argparse.Namespace, prompt: str) -> bytearray:
    if chosen.passphrase_stdin:
        return bytearray(sys.stdin.buffer.readline().rstrip(b"\r\n"))
    return bytearray(getpass.getpass(prompt).encode())
