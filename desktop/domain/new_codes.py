"""A lost telephone: the order that lets one person bind a new changing code at one desk (DECISIONS 18, P21).

    CFN1.<base64url of canonical JSON>.<signature of the founding key>.<signature of central>

Two administrators make it: who runs central's machine, and who holds the founding key. A desk pins both keys, so
neither can alone. The order is good for a few hours and once: a desk takes none that is not newer than the last. It
takes away the question for the code and nothing else: the passphrase is asked as ever, and the desk opens only with a
new code bound.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from desktop.domain.canonical import facts_from_bytes, facts_to_bytes, pack
from desktop.domain.errors import KnownError
from desktop.domain.ids import DeskId, StaffId

PURPOSE = "new-code"
HEAD = "CFN1"
PARTS = 4
MOST_LETTERS = 2000
LONGEST_LIFE = timedelta(hours=24)
# two clocks of one hospital
CLOCKS_APART = timedelta(minutes=5)
Verify = Callable[[bytes, bytes, str, bytes], bool]


class NewCodeError(KnownError):
    """The order for a new code is not taken.

    Facts: `why` (unreadable, signature, another-desk, nobody, expired, used).
    """

    code = "new-code"


@dataclass(frozen=True, slots=True)
class NewCode:
    """Who may bind a new code, at which desk, and between which times (whole seconds)."""

    desk: DeskId
    person: StaffId
    issued_at: datetime
    until: datetime

    def signed_bytes(self) -> bytes:
        """Return what both keys sign (purpose "new-code")."""
        return pack(PURPOSE, self._raw())

    def _raw(self) -> bytes:
        return facts_to_bytes({
            "desk": self.desk, "person": self.person, "issued": int(self.issued_at.timestamp()),
            "until": int(self.until.timestamp()),
        })  # fmt: skip

    def text(self, founding: bytes, central: bytes) -> str:
        """Return the order with its two signatures, to be carried on paper or by message; nothing in it is secret."""
        return ".".join(
            (HEAD, *(urlsafe_b64encode(part).decode() for part in (self._raw(), founding, central)))
        )

    def check(self, desk: DeskId, now: datetime) -> None:
        """Raise NewCodeError unless it is for this desk and for now."""
        if self.desk != desk:
            raise NewCodeError(why="another-desk")
        lives = self.until - self.issued_at
        if not self.issued_at - CLOCKS_APART <= now < self.until or lives > LONGEST_LIFE:
            raise NewCodeError(why="expired")


def read_new_code(text: str, verify: Verify, founding_public: bytes, central_public: bytes) -> NewCode:
    """Read an order whose two signatures hold; raises NewCodeError."""
    parts = text.strip().split(".")
    if len(parts) != PARTS or parts[0] != HEAD or len(text) > MOST_LETTERS:
        raise NewCodeError(why="unreadable")
    try:
        raw, founding, central = (urlsafe_b64decode(part.encode("ascii")) for part in parts[1:])
        facts = facts_from_bytes(raw)
        order = NewCode(
            DeskId(str(facts["desk"])), StaffId(str(facts["person"])),
            datetime.fromtimestamp(int(facts["issued"]), UTC), datetime.fromtimestamp(int(facts["until"]), UTC),
        )  # fmt: skip
    except (ValueError, KeyError, TypeError, OverflowError, OSError) as error:
        raise NewCodeError(why="unreadable") from error
    signed = order.signed_bytes()
    if not verify(founding_public, founding, PURPOSE, signed) or not verify(
        central_public, central, PURPOSE, signed
    ):
        raise NewCodeError(why="signature")
    return order
