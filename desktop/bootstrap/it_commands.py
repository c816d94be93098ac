"""The desk's commands for IT that need no passphrase: self-test, settings, doctor, diagnostics, purge."""

from __future__ import annotations

import argparse
import json
import secrets
import sys
from pathlib import Path
from typing import Any

from desktop.bootstrap.doctor import examine
from desktop.bootstrap.installation import Installation
from desktop.bootstrap.programs import VERSION, build_facts
from desktop.bootstrap.purging import purge
from desktop.bootstrap.self_test import read_back, run_self_test
from desktop.bootstrap.update_share import check_installer, update_service
from desktop.diagnostics import export_logs
from desktop.settings import VAULTS, LoadedSettings

type_commands = argparse._SubParsersAction  # noqa: SLF001 - argparse gives this type no public name
LOCKED = "set by the administrator / 由管理员设置"


def add_it_commands(commands: type_commands[argparse.ArgumentParser], home: argparse.ArgumentParser) -> None:
    """Add the sub-commands."""
    show = commands.add_parser(
        "show-config", parents=[home], help="every setting with its value and where it is from"
    )
    show.add_argument("--json", action="store_true", help="machine-readable answer")
    show.set_defaults(run=show_config)
    templates = commands.add_parser(
        "templates", parents=[home], help="check this site's own print templates (folder `print` in the home)"
    )
    templates.add_argument("--lay-out", action="store_true", help="write the built-in ones there for editing")
    templates.set_defaults(run=_templates)
    doctor = commands.add_parser(
        "doctor", parents=[home], help="look at settings, folder, keys, disk and line; exit code 1 when IT must act"
    )  # fmt: skip
    doctor.add_argument("--json", action="store_true", help="machine-readable answer")
    doctor.add_argument("--no-network", action="store_true", help="do not ask central")
    doctor.set_defaults(run=_doctor)
    update = commands.add_parser(
        "check-update", parents=[home], help="read the note about the newest version; exit code 1 when not believed"
    )  # fmt: skip
    update.add_argument(
        "--installer", type=Path, metavar="FILE", help="compare an installer with the note, too"
    )
    update.add_argument("--json", action="store_true", help="machine-readable answer")
    update.set_defaults(run=_check_update)
    export = commands.add_parser(
        "export-diagnostics", parents=[home], help="one zip for support: no store, no keys, nothing personal"
    )
    export.add_argument("--output", type=Path, required=True, metavar="FILE", help="the zip to write")
    export.set_defaults(run=_export)
    gone = commands.add_parser(
        "purge",
        parents=[home],
        help="remove this account's device secret, the store and all the desk's files",
    )
    gone.add_argument("--yes", action="store_true", help="really; what central has not got is lost")
    gone.set_defaults(run=_purge)
    # the second process of --selftest
    again = commands.add_parser("selftest-read", parents=[home])
    again.add_argument("--folder", type=Path, required=True)
    again.add_argument("--vault", choices=VAULTS)
    again.set_defaults(run=_read_back)


def _templates(chosen: argparse.Namespace, loaded: LoadedSettings) -> int:
    # Qt is loaded here only
    from desktop.bootstrap import print_templates

    home = loaded.settings.home
    return print_templates.lay_out(home) if chosen.lay_out else print_templates.check(home)


def self_test(chosen: argparse.Namespace, loaded: LoadedSettings) -> int:
    """Print one JSON line; exit code 1 when a check failed."""
    good, report = run_self_test(loaded.settings, chosen.nonce or secrets.token_hex(16))
    _say(json.dumps(report, ensure_ascii=True))
    return 0 if good else 1


def show_config(chosen: argparse.Namespace, loaded: LoadedSettings) -> int:
    """Print every setting with its value and source; what policy set is named as locked."""
    rows = [
        {"name": name, "value": value, "source": source, "locked": loaded.locked(name)}
        for name, value, source in loaded.rows()
    ]
    if getattr(chosen, "json", False):
        _say(json.dumps({"settings": rows}, ensure_ascii=True))
        return 0
    for row in rows:
        note = f"; {LOCKED}" if row["locked"] else ""
        _say(f"{row['name']} = {row['value']}  ({row['source']}{note})")
    return 0


def version() -> int:
    """Print version, commit and signing state."""
    facts = "".join(f" {name}={value}" for name, value in sorted(build_facts().items()))
    _say(f"clinic-desk {VERSION}{facts}")
    return 0


def _doctor(chosen: argparse.Namespace, loaded: LoadedSettings) -> int:
    findings = examine(loaded.settings, network=not chosen.no_network)
    good = all(finding.good for finding in findings)
    if chosen.json:
        _say(json.dumps({"ok": good, "findings": [finding.facts() for finding in findings]}))
    else:
        for finding in findings:
            _say(finding.sentence())
    return 0 if good else 1


def _check_update(chosen: argparse.Namespace, loaded: LoadedSettings) -> int:
    """Say what the note names; raises ManifestError, NotEnrolledError."""
    service = update_service(loaded.settings, Installation.load(loaded.settings.home))
    if service is None:
        sys.stderr.write("update_manifest names no file: updates are IT's alone\n")
        return 2
    try:
        release = service.newest()
        if chosen.installer is not None:
            check_installer(release, chosen.installer)
    except OSError as error:
        sys.stderr.write(f"the share does not answer: {type(error).__name__}\n")
        return 1
    newer = release.newer_than(VERSION)
    if chosen.json:
        facts = {"version": release.version, "newer": newer, "file": release.file, "sha256": release.sha256}
        _say(json.dumps(facts))
    else:
        _say(
            f"{release.version} {'is newer than' if newer else 'is not newer than'} {VERSION}: {release.file}"
        )
    return 0


def _export(chosen: argparse.Namespace, loaded: LoadedSettings) -> int:
    facts: dict[str, Any] = {
        "version": VERSION,
        **build_facts(),
        "settings": [list(row) for row in loaded.rows() if row[0] != "home"],
        "findings": [finding.facts() for finding in examine(loaded.settings, network=False)],
    }
    count = export_logs(loaded.settings.home / "log", json.dumps(facts, indent=1), chosen.output)
    _say(f"{count} files; no store, no keys, nothing personal")
    return 0


def _purge(chosen: argparse.Namespace, loaded: LoadedSettings) -> int:
    if not chosen.yes:
        sys.stderr.write(
            "This removes the store of this desk for ever. What central has not got yet is lost.\n"
            "Look at the sync page first (nothing waits), then: clinic-desk purge --yes\n"
        )
        return 2
    for name in purge(loaded.settings):
        _say(f"removed {name}")
    return 0


def _read_back(chosen: argparse.Namespace, loaded: LoadedSettings) -> int:
    passphrase = bytearray(sys.stdin.buffer.readline().rstrip(b"\r\n"))
    _say(json.dumps({"nonce": read_back(chosen.folder, loaded.settings, passphrase)}))
    return 0


def _say(text: str) -> None:
    """Write a line of UTF-8, whatever the console's code page is; a window program without a console says nothing."""
    if sys.stdout is None:
        return
    sys.stdout.buffer.write(text.encode() + b"\n")
    sys.stdout.flush()
