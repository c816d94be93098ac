"""`clinic-desk recovery …`: a desk that nobody can open, opened by two holders together (DECISIONS 17)."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from pathlib import Path

from desktop.bootstrap import recovery
from desktop.crypto.safe import NewPerson
from desktop.domain.ids import StaffId
from desktop.settings import LoadedSettings

type_commands = argparse._SubParsersAction  # noqa: SLF001 - argparse gives this type no public name
AskPerson = Callable[[str], NewPerson]


def add_recovery_commands(
    commands: type_commands[argparse.ArgumentParser], home: argparse.ArgumentParser, person: AskPerson
) -> None:
    """Add the sub-commands; `person` reads NUMBER:NAME:INITIALS:ROLE and asks for a passphrase."""
    top = commands.add_parser("recovery", help="holders' keys, and a desk that nobody can open any more")
    acts = top.add_subparsers(title="steps", metavar="STEP", required=True)
    holder = _step(
        acts, home, "new-holder", _new_holder, "make one holder's key; its public file is for signing"
    )
    holder.add_argument("--name", required=True, help="who keeps the key")
    holder.add_argument("--out", type=Path, required=True, metavar="FILE", help="the holder's key file")
    begin = _step(acts, home, "begin", _begin, "1. at the desk: write what the holders are asked")
    begin.add_argument("--out", type=Path, required=True, metavar="FILE")
    turn = _step(acts, home, "turn", _turn, "2. and 3. anywhere: one holder's turn, then another's")
    turn.add_argument("--request", type=Path, required=True, metavar="FILE")
    turn.add_argument("--holder", type=Path, required=True, metavar="FILE", help="the holder's key file")
    turn.add_argument("--out", type=Path, required=True, metavar="FILE")
    finish = _step(
        acts, home, "finish", _finish, "4. at the desk: a new slot for one person; older ones are gone"
    )
    finish.add_argument("--answer", type=Path, required=True, metavar="FILE")
    finish.add_argument("--person", required=True, metavar="NUMBER:NAME:INITIALS:ROLE")
    finish.set_defaults(ask_person=person)
    tell = _step(
        acts, home, "announce", _announce, "5. when central was not reached: send the new keys for the roster"
    )
    tell.add_argument("--person", required=True, metavar="NUMBER")


def _step(
    acts: type_commands[argparse.ArgumentParser],
    home: argparse.ArgumentParser,
    name: str,
    run: Callable[[argparse.Namespace, LoadedSettings], int],
    says: str,
) -> argparse.ArgumentParser:
    step = acts.add_parser(name, parents=[home], help=says)
    step.add_argument(
        "--passphrase-stdin", action="store_true", help="read it from standard input, for scripts"
    )
    step.set_defaults(run=run)
    return step


def _asked_passphrase(chosen: argparse.Namespace, prompt: str) -> bytearray:
    """Return the passphrase from standard input or the prompt."""
    if chosen.passphrase_stdin:
        return bytearray(sys.stdin.buffer.readline().rstrip(b"\r\n"))
    return bytearray(getpass.getpass(prompt).encode())


def _new_holder(chosen: argparse.Namespace, _loaded: LoadedSettings) -> int:
    passphrase = _asked_passphrase(chosen, f"Passphrase of {chosen.name}: ")
    recovery.make_holder(chosen.name, passphrase, chosen.out)
    sys.stdout.write(
        f"{chosen.out.name} belongs to its holder alone; {chosen.out.name}{recovery.PUBLIC_ENDING} is for signing.\n"
    )
    return 0


def _begin(chosen: argparse.Namespace, loaded: LoadedSettings) -> int:
    holders = recovery.begin(loaded.settings, chosen.out)
    names = ", ".join(holder.name for holder in holders.people)
    sys.stdout.write(f"Two of {names} take their turn with this file, in that order.\n")
    return 0


def _turn(chosen: argparse.Namespace, _loaded: LoadedSettings) -> int:
    passphrase = _asked_passphrase(chosen, "Passphrase of the holder: ")
    done = recovery.turn(chosen.request, chosen.holder, passphrase, chosen.out)
    sys.stdout.write(
        "complete: back to the desk\n" if done else "one turn taken: a second holder is needed\n"
    )
    return 0


def _finish(chosen: argparse.Namespace, loaded: LoadedSettings) -> int:
    sent = recovery.finish(loaded.settings, chosen.answer, chosen.ask_person(chosen.person))
    sys.stdout.write("The desk opens for this person. Other slots are gone; add people again.\n")
    if not sent:
        sys.stderr.write(
            "Central was not reached: run `recovery announce` when the line is up, then sign the roster.\n"
        )
    return 0


def _announce(chosen: argparse.Namespace, loaded: LoadedSettings) -> int:
    passphrase = _asked_passphrase(chosen, f"Passphrase of {chosen.person}: ")
    sent = recovery.announce(loaded.settings, StaffId(chosen.person), passphrase)
    sys.stdout.write("central has the keys; sign the roster\n" if sent else "central was not reached\n")
    return 0 if sent else 1
