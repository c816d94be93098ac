"""`clinic-desk add-person`: one more person gets a key slot at this desk, a supervisor or officer standing by (G75)."""

from __future__ import annotations

import argparse
import getpass
import sys

from desktop.bootstrap.installation import Installation
from desktop.bootstrap.recovery import announce
from desktop.bootstrap.safes import open_safe
from desktop.crypto.costs import DEMO, EARNEST
from desktop.crypto.safe import NewPerson
from desktop.domain.audit import AuditAct
from desktop.domain.ids import StaffId
from desktop.domain.staff import Role
from desktop.ports.keys import SlotInfo
from desktop.settings import LoadedSettings, Settings, SettingsError


def join(settings: Settings, by: StaffId, passphrase: bytearray, person: NewPerson, code: str = "") -> bool:
    """Make a slot for a person under the passphrase of `by`, trace it, tell central; returns whether it has the keys.

    The person may sign in at once; what they sign counts when the security administrator put their keys on the roster.
    Both passphrases are zeroed. Raises what crypto.safe.SlotSafe.add_person and opening raise.
    """
    installation = Installation.load(settings.home)
    words = bytearray(person.passphrase)
    cost = DEMO if installation.demo else EARNEST
    open_safe(settings.home, settings, installation).add_person(by, passphrase, person, cost, code)
    return announce(settings, person.info.staff_id, words, told=(AuditAct.SLOT_ADDED, {"by": by}))


def new_person(text: str, passphrase: bytearray) -> NewPerson:
    """Read NUMBER:NAME:INITIALS:ROLE; raises SettingsError."""
    parts = text.split(":")
    if len(parts) != 4 or parts[3] not in {role.value for role in Role}:
        raise SettingsError(f"--person wants NUMBER:NAME:INITIALS:ROLE with a role of {', '.join(Role)}")
    number, name, initials, role = parts
    return NewPerson(SlotInfo(StaffId(number), name, initials, role), passphrase)


def asked_twice(number: str) -> bytearray:
    """Ask for a person's own new passphrase; raises SettingsError when the two differ."""
    first = getpass.getpass(f"Passphrase of {number} (rules: --show-config, sign_in_profile): ")
    if first != getpass.getpass("Once more: "):
        raise SettingsError(f"the two passphrases of {number} differ; nothing was made")
    return bytearray(first.encode())


def run_add(chosen: argparse.Namespace, loaded: LoadedSettings) -> int:
    """Run the command; with --passphrase-stdin the first line is the bystander's, the second the new person's."""
    number = chosen.person.split(":")[0]
    if chosen.passphrase_stdin:
        mine, theirs = (bytearray(sys.stdin.buffer.readline().rstrip(b"\r\n")) for _ in range(2))
    else:
        mine = bytearray(getpass.getpass(f"Passphrase of {chosen.by}: ").encode())
        theirs = asked_twice(number)
    told = join(loaded.settings, StaffId(chosen.by), mine, new_person(chosen.person, theirs), chosen.code)
    sys.stdout.write(f"{number} may sign in here; the security administrator signs the roster\n")
    if not told:
        sys.stderr.write("Central was not reached: run `recovery announce` when the line is up.\n")
    return 0
