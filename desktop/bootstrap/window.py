"""The window of an enrolled desk: settings, devices, safe and presenters put together."""

from __future__ import annotations

import importlib
import json
import logging
import os
import socket
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from desktop.bootstrap.devices import devices
from desktop.bootstrap.file_change import whole_file
from desktop.bootstrap.installation import Installation, NotEnrolledError
from desktop.bootstrap.machine import TODAY, SystemClock, no_core_dumps
from desktop.bootstrap.opening import STORE_FILE, open_desk
from desktop.bootstrap.parent import LOCKED, Why
from desktop.bootstrap.parent_line import ParentLine
from desktop.bootstrap.safes import open_safe, trace_anchor, vault_of
from desktop.bootstrap.workplaces import WorkplaceMaker
from desktop.crypto.known_answers import self_test
from desktop.devices.wedge_badge_reader import WedgeBadgeReader
from desktop.diagnostics import catch_crashes, start_logging
from desktop.domain.errors import KnownError
from desktop.domain.log_privacy import places_of
from desktop.domain.made_up import DEMO_STAFF, MadeUpPerson, person_of
from desktop.domain.passphrases import PROFILES
from desktop.domain.schedules import clinic_day
from desktop.domain.staff import Action, allowed
from desktop.presenters.sign_in import DemoAccount
from desktop.services.session import SessionService
from desktop.settings import Settings
from desktop.ui.demo_reader import DemoCard
from desktop.ui.shell.application import run_desk
from desktop.ui.shell.options import DemoReader, DeskOptions, Look, Premises

DEMO_CARDS = 24
FIRST_DEMO_CARD = 500_001
LAST_NAME_FILE = "last-name"


class DemoOptionRefusedError(KnownError):
    """A demo option was given to a desk that serves real people; it can never be switched on there."""

    code = "demo-option-refused"


def open_window(
    settings: Settings, *, demo_reader: str | None, later: timedelta = TODAY, why: Why = Why.FRESH
) -> int:
    """Be the session process until its window is closed or locked hard; returns the exit code.

    Raises NotEnrolledError, DemoOptionRefusedError, SelfTestError.
    """
    line = ParentLine()
    if why is Why.STANDBY:
        told = line.wait()
        if told is None:
            return 0
        why = told
    if not (settings.home / "installation.json").exists():
        raise NotEnrolledError
    no_core_dumps()
    self_test()
    installation = Installation.load(settings.home)
    if not installation.demo and (demo_reader or settings.status_file or later):
        raise DemoOptionRefusedError
    start_logging(settings.home / "log")
    catch_crashes(_tell_crash)
    clock = SystemClock(later)
    safe = open_safe(settings.home, settings, installation)
    anchor = trace_anchor(settings.home, settings, installation)
    session = SessionService(
        safe,
        partial(open_desk, settings.home, installation, settings, clock=clock),
        anchor,
        installation.hospital,
        whole_file(settings.home / STORE_FILE),
        badges=settings.staff_badge,
    )
    maker = WorkplaceMaker(
        settings.home, installation, settings, devices(settings, demo=installation.demo), session,
        later=later,
    )  # fmt: skip
    return run_desk(
        sys.argv[:1],
        Look(settings.theme, settings.language, int(settings.text_size)),
        Premises(
            installation.hospital, installation.window, installation.demo,
            vault_of(settings.home, settings).describe(),
            passphrase_only=not PROFILES[settings.sign_in_profile].code,
            begun=why.value,
        ),
        session,
        maker,
        DeskOptions(
            poll_ms=settings.poll_ms,
            lock_after_s=settings.lock_after_s,
            patient_screen=settings.patient_screen,
            screen_capture=settings.screen_capture,
            badges=WedgeBadgeReader() if settings.staff_badge else None,
            remembered=LastName(settings.home / LAST_NAME_FILE),
            crashed=_note_crash,
            demo_accounts=_demo_accounts() if installation.demo else (),
            demo_reader=_demo_reader(demo_reader, clock) if demo_reader else None,
            status_file=Path(settings.status_file) if settings.status_file else None,
            close_after_s=settings.close_after_s,
            locked=_end_locked,
            abandoned=line.gone,
        ),
    )  # fmt: skip


class LastName:
    """The staff name typed last on this PC, in a file of its own; never a secret (P9)."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> str:
        """Return the name, "" when none is remembered."""
        try:
            return self._path.read_text("utf-8")[:64]
        except OSError:
            return ""

    def save(self, text: str) -> None:
        """Remember the name; "" forgets it."""
        try:
            if text:
                self._path.write_text(text, "utf-8")
            else:
                self._path.unlink(missing_ok=True)
        except OSError as error:
            logging.getLogger("desktop").warning("the last name was not kept: %s", type(error).__name__)


def _end_locked() -> None:
    """End this process at once: what it held goes with it, no destructor waits for a lane or a socket.

    On Windows `os._exit` lets every library say goodbye while the other threads are gone: at times Qt aborts then.
    """
    logging.shutdown()
    if sys.platform == "win32":
        ctypes: Any = importlib.import_module("ctypes")
        ctypes.windll.kernel32.TerminateProcess(ctypes.c_void_p(-1), LOCKED)
    os._exit(LOCKED)


def _note_crash(error: BaseException) -> None:
    logging.getLogger("desktop").error("uncaught in a lane: %s", places_of(error.__traceback__, error))
    if os.environ.get("CLINIC_DEBUG_CRASHES"):
        sys.stderr.write(places_of(error.__traceback__, error) + "\n")


def _tell_crash(kind: str) -> None:
    # a Windows program without a console has none
    if sys.stderr is not None:
        sys.stderr.write(f"An internal error ({kind}) was written to log/desk.log.\n")


def _demo_accounts() -> tuple[DemoAccount, ...]:
    return tuple(
        DemoAccount(s.name, s.initials, s.role.value, s.passphrase)
        for s in DEMO_STAFF
        if allowed(s.role, Action.UNLOCK_DESK)
    )


def _demo_reader(control: str, clock: SystemClock) -> DemoReader:
    today = clinic_day(clock.now())
    people = [person_of(FIRST_DEMO_CARD + i) for i in range(DEMO_CARDS)]
    cards = tuple(
        DemoCard(
            f"{p.name}  {today.year - p.birth.year}",
            partial(_say, control, {"do": "place", "card": _card(p)}),
        )
        for p in people
    )
    return DemoReader(cards, partial(_say, control, {"do": "lift"}))


def _card(person: MadeUpPerson) -> dict[str, str]:
    return {
        "layout": "resident",
        "name": person.name,
        "sex_code": person.sex.value,
        "ethnic_code": "01",
        "birth": person.birth.strftime("%Y%m%d"),
        "address": person.address,
        "number": person.number,
        "issuer": "测试公安局",
        "valid_from": "20200101",
        "valid_until": "20400101",
    }


def _say(control: str, order: dict[str, Any]) -> None:
    """Send one order to the emulator; a missing emulator is no fault of the desk."""
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(1.0)
            line.connect(control)
            line.sendall(json.dumps(order).encode() + b"\n")
            line.recv(4096)
    except OSError as error:
        logging.getLogger("desktop").warning("the reader emulator does not answer: %s", type(error).__name__)
