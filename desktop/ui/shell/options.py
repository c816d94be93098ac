"""What bootstrap tells the window: how it looks, where it stands, how often it asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from desktop.ports.badge_reader import BadgeReader
from desktop.presenters.sign_in import DemoAccount, RememberedName
from desktop.ui.demo_reader import DemoCard
from desktop.ui.tasks import CrashHandler


@dataclass(frozen=True, slots=True)
class Look:
    """`theme` is light, dark or system; `language` is zh_CN or en; `text_percent` makes everything larger."""

    theme: str = "light"
    language: str = "zh_CN"
    text_percent: int = 100


@dataclass(frozen=True, slots=True)
class Premises:
    """What stands on the sign-in page before anybody is signed in; `vault` is a code of KeyVault.describe().

    `passphrase_only` where the rules of sign-in ask for no code beside the passphrase. `begun` says why the page is
    there: fresh, locked (a hard lock went before) or crashed.
    """

    hospital: str
    window: str
    demo: bool = False
    vault: str = ""
    passphrase_only: bool = False
    begun: str = "fresh"


class ForgetfulName:
    """Remembers for as long as the program runs."""

    def __init__(self) -> None:
        self._text = ""

    def load(self) -> str:
        """Return the name."""
        return self._text

    def save(self, text: str) -> None:
        """Keep the name."""
        self._text = text


@dataclass(frozen=True, slots=True)
class DemoReader:
    """Cards for the small window that puts them on the emulated reader."""

    cards: Sequence[DemoCard]
    lift: Callable[[], None]


@dataclass(frozen=True, slots=True)
class DeskOptions:
    """`poll_ms` between exchanges; without a key or click the window is covered after `lock_after_s`, the desk closed
    after `close_after_s` (0: never). `locked` ends the process once a desk was closed and the program goes on; without
    it the sign-in page comes back in this one. `abandoned` says that whoever started the process is there no more.
    `screen_capture` lets captures of the screen see the windows. `badges` reads staff badges where they uncover
    windows.
    """

    poll_ms: int = 2000
    lock_after_s: int = 180
    close_after_s: int = 900
    locked: Callable[[], None] | None = None
    abandoned: Callable[[], bool] | None = None
    patient_screen: bool = True
    screen_capture: bool = False
    badges: BadgeReader | None = None
    remembered: RememberedName = field(default_factory=ForgetfulName)
    crashed: CrashHandler | None = None
    demo_accounts: tuple[DemoAccount, ...] = ()
    demo_reader: DemoReader | None = None
    status_file: Path | None = None
