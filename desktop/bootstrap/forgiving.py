"""`clinic-desk forgive`: a supervisor or officer gives somebody back their tries, after a line in the trace."""

from __future__ import annotations

import argparse
import getpass
import sys

from desktop.bootstrap.installation import Installation
from desktop.bootstrap.opening import open_desk
from desktop.bootstrap.safes import open_safe
from desktop.domain.audit import AuditAct
from desktop.domain.ids import StaffId
from desktop.ports.keys import OpenKeys
from desktop.settings import LoadedSettings, Settings, SettingsError


def forgive(settings: Settings, by: StaffId, passphrase: bytearray, person: StaffId, code: str = "") -> None:
    """Give a locked-out person their tries back under the passphrase of `by`; the trace tells of it first.

    Raises SettingsError when the person has no slot here, and what crypto.safe.SlotSafe.forgive and opening raise.
    """
    installation = Installation.load(settings.home)
    safe = open_safe(settings.home, settings, installation)
    if all(info.staff_id != person for info in safe.people()):
        raise SettingsError(f"{person} has no key slot on this desk")

    def trace(keys: OpenKeys) -> None:
        desk = open_desk(settings.home, installation, settings, keys)
        try:
            with desk.store.write() as tx:
                desk.trace(tx, AuditAct.TRIES_FORGIVEN, object_id=person)
        finally:
            desk.store.close()

    safe.forgive(by, passphrase, person, code, first=trace)


def run_forgive(chosen: argparse.Namespace, loaded: LoadedSettings) -> int:
    """Run the command."""
    if chosen.passphrase_stdin:
        passphrase = bytearray(sys.stdin.buffer.readline().rstrip(b"\r\n"))
    else:
        passphrase = bytearray(getpass.getpass(f"Passphrase of {chosen.by}: ").encode())
    forgive(loaded.settings, StaffId(chosen.by), passphrase, StaffId(chosen.person), chosen.code)
    sys.stdout.write(f"{chosen.person} may try again\n")
    return 0
