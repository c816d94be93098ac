"""`clinic-desk forgive` and `strike-badge`: a supervisor or officer gives somebody back their tries, or strikes a badge
that was lost; after a line in the trace."""

from __future__ import annotations

import argparse
import getpass
import sys

from desktop.bootstrap.installation import Installation
from desktop.bootstrap.opening import open_desk
from desktop.bootstrap.safes import open_safe
from desktop.domain.audit import AuditAct
from desktop.domain.badges import STRUCK
from desktop.domain.ids import StaffId
from desktop.ports.keys import OpenKeys
from desktop.services.session import BADGE_STRUCK
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


def strike_badge(
    settings: Settings, by: StaffId, passphrase: bytearray, person: StaffId, code: str = ""
) -> None:
    """Let somebody's badge uncover no window here any more, until they bind one anew; traced. Raises as `forgive`."""
    installation = Installation.load(settings.home)
    safe = open_safe(settings.home, settings, installation)
    keys = safe.stand_by(by, passphrase, code)
    if all(info.staff_id != person for info in safe.people()):
        raise SettingsError(f"{person} has no key slot on this desk")
    desk = open_desk(settings.home, installation, settings, keys)
    try:
        with desk.store.write() as tx:
            tx.state.set(STRUCK + person, by.encode())
            desk.trace(tx, AuditAct.SIGN_IN_PROOF, object_id=person, facts={"what": BADGE_STRUCK})
    finally:
        desk.store.close()


def run_strike_badge(chosen: argparse.Namespace, loaded: LoadedSettings) -> int:
    """Run the command."""
    strike_badge(
        loaded.settings, StaffId(chosen.by), _passphrase(chosen), StaffId(chosen.person), chosen.code
    )
    sys.stdout.write(f"the badge of {chosen.person} uncovers nothing here any more\n")
    return 0


def run_forgive(chosen: argparse.Namespace, loaded: LoadedSettings) -> int:
    """Run the command."""
    forgive(loaded.settings, StaffId(chosen.by), _passphrase(chosen), StaffId(chosen.person), chosen.code)
    sys.stdout.write(f"{chosen.person} may try again\n")
    return 0


def _passphrase(chosen: argparse.Namespace) -> bytearray:
    if chosen.passphrase_stdin:
        return bytearray(sys.stdin.buffer.readline().rstrip(b"\r\n"))
    return bytearray(getpass.getpass(f"Passphrase of {chosen.by}: ").encode())
