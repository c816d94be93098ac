"""While somebody helps from afar they see the screen: nothing of a patient is on it (DECISIONS 21)."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from desktop.domain.errors import KnownError
from desktop.domain.staff import READING, Action

HELP_FOR = timedelta(minutes=15)
# acts that would show a person, or take one in hand, before the eyes of whoever helps
CLOSED_TO_HELP = READING | {Action.REGISTER}


class HelpEnd(StrEnum):
    """How it ended; the value stands in the trace."""

    KEY = "key"
    TIME = "time"
    LEFT = "left"


class HelpModeError(KnownError):
    """Somebody helps from afar: nobody is searched, opened, revealed or registered until that ends."""

    code = "help-mode"
