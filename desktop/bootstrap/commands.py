"""The command line of the desk: the window, and what IT does without one. Exit codes: 0 done, 1 refused, 2 misuse."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from desktop import settings as desk_settings
from desktop.bootstrap import it_commands
from desktop.bootstrap.accounts import add_account_commands
from desktop.bootstrap.audit_check import verify_audit
from desktop.bootstrap.complaints import TOO_OLD, complain, too_old_for_us
from desktop.bootstrap.enrolment import SUITES, enrol_desk
from desktop.bootstrap.forgiving import run_forgive, run_strike_badge
from desktop.bootstrap.it_commands import add_it_commands
from desktop.bootstrap.joining import asked_twice, new_person, run_add
from desktop.bootstrap.new_codes import run_new_code
from desktop.bootstrap.parent import SESSION, Why, keep_window, window_options
from desktop.bootstrap.proof_check import verify_proof
from desktop.bootstrap.recovery_commands import add_recovery_commands
from desktop.crypto.safe import NewPerson
from desktop.domain.errors import KnownError
from desktop.domain.ids import StaffId
from desktop.domain.made_up import DEMO_STAFF, DemoStaff
from desktop.domain.recovery import SignedHolders
from desktop.domain.staff import Action, allowed
from desktop.ports.keys import SlotInfo
from desktop.settings import LoadedSettings, Settings, SettingsError
from desktop.settings.layers import ENROLL_CODE, usual_places

# made-up people sign in without a telephone; a policy of the site stands above it
DEMO_PROFILE = "small-clinic"
ON_COMMAND_LINE = ("reader", "status_file", "theme", "vault", "language")
Run = Callable[[argparse.Namespace, LoadedSettings], int]

AUDIT_CODES = """exit codes: 0 whole; 2 broken link; 3 bad signature; 4 another trace than an anchor remembers,
or cut off; 5 gap; 6 times run backwards; 7 not an entry; 1 could not be looked at"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a sub-command, or open the window; known errors are said in one line on standard error."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    chosen = grammar().parse_args(words, argparse.Namespace(words=words))
    if too_old_for_us():
        complain("too-old", TOO_OLD)
        return 1
    try:
        loaded = desk_settings.read(getattr(chosen, "home", None)).with_command_line(
            **{name: getattr(chosen, name, None) for name in ON_COMMAND_LINE}
        )
        run: Run = chosen.run
        return run(chosen, loaded)
    except SettingsError as error:
        complain("settings", str(error))
        return 2
    except KnownError as error:
        facts = "".join(f" {key}={value}" for key, value in sorted(error.facts.items()))
        complain(error.code, f"{error.code}{facts}: {(type(error).__doc__ or '').splitlines()[0]}")
        return 1


def grammar() -> argparse.ArgumentParser:
    """Return the whole grammar of the command line."""
    home = argparse.ArgumentParser(add_help=False)
    home.add_argument(
        "--home",
        type=Path,
        default=argparse.SUPPRESS,
        help="folder of store, keys and settings (default: the PC's program data)",
    )  # fmt: skip
    parser = argparse.ArgumentParser(prog="clinic-desk", description="门诊前台 · the desk", parents=[home])
    parser.add_argument("--theme", choices=desk_settings.THEMES)
    parser.add_argument("--language", choices=desk_settings.LANGUAGES)
    parser.add_argument(
        "--vault",
        choices=desk_settings.VAULTS,
        default=argparse.SUPPRESS,
        help="with --selftest: the vault to try",
    )
    window_options(parser)
    parser.add_argument(SESSION, choices=tuple(Why), type=Why, help=argparse.SUPPRESS)
    parser.add_argument("--selftest", action="store_true", help="try everything on this PC; one JSON line")
    parser.add_argument("--nonce", default="", help="with --selftest: what is written and read back")
    parser.add_argument(
        "--show-config", action="store_true", help="every setting with its value and where it is from"
    )
    parser.add_argument("--version", action="store_true", help="version, commit, signed or not")
    parser.set_defaults(run=_without_command)
    commands = parser.add_subparsers(title="without a window", metavar="")
    enroll = commands.add_parser("enroll", parents=[home], help="make this PC a desk with a one-time code")
    enroll.add_argument(
        "--code", help="CFD1.… as `clinic-central enroll-code` printed it (default: what the installer left)"
    )
    enroll.add_argument("--name", default="", help="what IT calls this PC")
    enroll.add_argument(
        "--demo-staff", action="store_true", help="made-up staff; refused outside a demo central"
    )
    enroll.add_argument(
        "--person", action="append", default=[], metavar="NUMBER:NAME:INITIALS:ROLE",
        help="somebody who works here; each chooses a passphrase at the prompt (repeat for more)",
    )  # fmt: skip
    enroll.add_argument(
        "--vault", choices=desk_settings.VAULTS, default=argparse.SUPPRESS,
        help="where the device secret lies; `file` only for servers, tests and demo (kept in desk.json)",
    )  # fmt: skip
    enroll.add_argument(
        "--printer", choices=("none", "device"), default=argparse.SUPPRESS,
        help="how slips are printed at this window (kept in desk.json)",
    )  # fmt: skip
    enroll.add_argument(
        "--printer-device", metavar="ADDRESS", default=argparse.SUPPRESS,
        help="host:port or device path of the ticket printer (kept in desk.json)",
    )  # fmt: skip
    enroll.add_argument(
        "--suite", choices=tuple(SUITES), default="aes",
        help="ciphers of this installation for good: AES-256-GCM, or SM4-GCM with SM3",
    )  # fmt: skip
    enroll.add_argument(
        "--holders", type=Path, metavar="FILE",
        help="who opens this desk when nobody else can: what `clinic-central holders sign` wrote",
    )  # fmt: skip
    enroll.set_defaults(run=_enroll)
    add_it_commands(commands, home)
    add_recovery_commands(commands, home, _asked)
    add_account_commands(commands, home)
    audit = commands.add_parser(
        "verify-audit",
        parents=[home],
        help="check the chained trace; names the first bad entry",
        epilog=AUDIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    audit.add_argument("--person", required=True, help="staff number of who opens the store")
    audit.add_argument(
        "--anchors",
        type=Path,
        metavar="FILE",
        help="what central signed of this trace (clinic-central export-anchors)",
    )
    audit.add_argument("--code", default="", help="the changing code, where the person has one bound")
    audit.add_argument("--json", action="store_true", help="print the answer as JSON")
    audit.add_argument(
        "--passphrase-stdin", action="store_true", help="read the passphrase from standard input, for scripts"
    )
    audit.set_defaults(run=_verify_audit)
    for name, run, what in (
        ("forgive", run_forgive, "a supervisor gives somebody locked out here their tries back"),
        (
            "strike-badge",
            run_strike_badge,
            "a supervisor strikes a badge that was lost, until one is bound anew",
        ),
    ):
        helped = commands.add_parser(name, parents=[home], help=what)
        helped.add_argument("--person", required=True, help="staff number of who is helped")
        helped.add_argument("--by", required=True, help="staff number of the supervisor or officer")
        helped.add_argument("--code", default="", help="their changing code, where one is bound")
        helped.add_argument(
            "--passphrase-stdin",
            action="store_true",
            help="read the passphrase from standard input, for scripts",
        )
        helped.set_defaults(run=run)
    joins = commands.add_parser(
        "add-person", parents=[home], help="one more person gets a key slot here, a supervisor standing by"
    )
    joins.add_argument(
        "--person", required=True, metavar="NUMBER:NAME:INITIALS:ROLE", help="who is new at this desk"
    )
    joins.add_argument("--by", required=True, help="staff number of the supervisor or officer")
    joins.add_argument("--code", default="", help="their changing code, where one is bound")
    joins.add_argument(
        "--passphrase-stdin", action="store_true",
        help="read both passphrases from standard input, one a line, for scripts",
    )  # fmt: skip
    joins.set_defaults(run=run_add)
    lost = commands.add_parser(
        "new-code", parents=[home],
        help="a lost telephone: take the order of `clinic-central new-code`; a new code is bound at the next sign-in",
    )  # fmt: skip
    lost.add_argument("--order", required=True, help="CFN1.… as `clinic-central new-code` printed it")
    lost.set_defaults(run=run_new_code)
    proof = commands.add_parser(
        "verify-proof", parents=[home],
        help="check a case's proof pack without a line; exit code 1 when it does not hold",
    )  # fmt: skip
    proof.add_argument("file", type=Path, help="the ZIP that the desk made")
    proof.add_argument("--json", action="store_true", help="print the answer as JSON")
    proof.set_defaults(run=verify_proof)
    return parser


def _without_command(chosen: argparse.Namespace, loaded: LoadedSettings) -> int:
    if chosen.selftest:
        return it_commands.self_test(chosen, loaded)
    if chosen.show_config:
        return it_commands.show_config(chosen, loaded)
    if chosen.version:
        return it_commands.version()
    return _window(chosen, loaded.settings)


def _window(chosen: argparse.Namespace, settings: Settings) -> int:
    if chosen.session is None:
        return keep_window(chosen.words, settings.home)
    # Qt is loaded here only: the sub-commands run on servers without a screen.
    from desktop.bootstrap.window import open_window

    later = timedelta(days=chosen.demo_days_later)
    return open_window(settings, demo_reader=chosen.demo_reader, later=later, why=chosen.session)


def _enroll(chosen: argparse.Namespace, loaded: LoadedSettings) -> int:
    settings = loaded.settings
    code = chosen.code or usual_places().machine_value(ENROLL_CODE)
    if not code:
        sys.stderr.write("Give the one-time code with --code.\n")
        return 2
    if not chosen.demo_staff and not chosen.person:
        sys.stderr.write("Name at least one person with --person, a supervisor first.\n")
        return 2
    with_slot = [member for member in DEMO_STAFF if allowed(member.role, Action.UNLOCK_DESK)]
    people = [_made_up(member) for member in with_slot] if chosen.demo_staff else []
    people += [_asked(text) for text in chosen.person]
    if chosen.demo_staff:
        settings = settings.with_values(sign_in_profile=DEMO_PROFILE)
    holders = SignedHolders.from_bytes(chosen.holders.read_bytes()) if chosen.holders else None
    installation = enrol_desk(
        settings.home, settings, code, chosen.name or "desk", people, holders,
        made_up=chosen.demo_staff, suite=chosen.suite,
    )  # fmt: skip
    if "vault" in chosen:
        desk_settings.keep(settings.home, vault=chosen.vault)
    if chosen.demo_staff:
        desk_settings.keep(settings.home, sign_in_profile=DEMO_PROFILE)
    _keep_printer(chosen, settings, demo=installation.demo)
    sys.stdout.write(f"{installation.desk_id}\n")
    return 0


def _keep_printer(chosen: argparse.Namespace, settings: Settings, *, demo: bool) -> None:
    """Keep what was said of the printer; in earnest say that none is set, for none is guessed."""
    said = {name: getattr(chosen, name) for name in ("printer", "printer_device") if name in chosen}
    if "printer_device" in said:
        said.setdefault("printer", "device")
    if said:
        desk_settings.keep(settings.home, **said)
    elif not demo and settings.printer == "spool":
        sys.stderr.write(
            "No printer is set: give --printer-device, or set `printer` for this PC; slips wait.\n"
        )


def _made_up(staff: DemoStaff) -> NewPerson:
    info = SlotInfo(staff.staff_id, staff.name, staff.initials, staff.role.value)
    return NewPerson(info, bytearray(staff.passphrase.encode()))


def _asked(text: str) -> NewPerson:
    return new_person(text, asked_twice(new_person(text, bytearray()).info.staff_id))


def _verify_audit(chosen: argparse.Namespace, loaded: LoadedSettings) -> int:
    if chosen.passphrase_stdin:
        passphrase = bytearray(sys.stdin.buffer.readline().rstrip(b"\r\n"))
    else:
        passphrase = bytearray(getpass.getpass(f"Passphrase of {chosen.person}: ").encode())
    report = verify_audit(
        loaded.settings, StaffId(chosen.person), passphrase, chosen.anchors, code=chosen.code
    )
    if chosen.json:
        sys.stdout.write(json.dumps(report.facts()) + "\n")
    else:
        sys.stdout.write(report.sentence() + "\n")
    return report.exit_code
