"""What the patient answers on their own screen about name, last four, clinic and time, before it is booked (N31)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from desktop.presenters.board_block import Picked
from desktop.presenters.identity_form import IdentityForm

WRONG_CODE = "patient-says"
About = tuple[str, str, str, int, date]


class Said(StrEnum):
    """Where the question stands: "" while there is nothing to confirm yet."""

    NOTHING = ""
    ASKED = "asked"
    RIGHT = "right"
    WRONG = "wrong"


class PatientSays:
    """An answer holds only for what stood on the screen when it was given; any change asks again."""

    def __init__(self) -> None:
        self._about: About | None = None
        self._right = False

    def answer(self, about: About, *, right: bool) -> None:
        """Keep the patient's own act."""
        self._about, self._right = about, right

    def clear(self) -> None:
        """Another patient."""
        self._about = None

    def of(self, about: About | None) -> Said:
        """Return what the patient said about this."""
        if about is None:
            return Said.NOTHING
        if about != self._about:
            return Said.ASKED
        return Said.RIGHT if self._right else Said.WRONG


def about(form: IdentityForm, picked: Picked | None) -> About | None:
    """Return what is to be confirmed: who, and which half-hour of which session; None while one is missing."""
    if not form.settled or picked is None:
        return None
    return form.name, form.number, picked.key.session_id, picked.key.half_hour, picked.day
