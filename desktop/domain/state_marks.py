"""What a record was before and after a change, as marks that tell two states apart and nothing else (G76, A1).

A plain hash of a record is personal data, because it can be guessed. A mark is keyed with the record's own key: it can
be made again from a stored state while that key lives, and means nothing once the key is destroyed.
"""

from __future__ import annotations

import hmac

_PURPOSE = b"clinic-desk/trace/state-mark/v1"
MARK_BYTES = 12


def state_mark(key: bytes, plain: bytes) -> str:
    """Return the mark of a state under a record's key, as hex."""
    own = hmac.digest(key, _PURPOSE, "sha256")
    return hmac.digest(own, plain, "sha256")[:MARK_BYTES].hex()


def changed_marks(key: bytes, before: bytes, after: bytes) -> dict[str, str]:
    """Return both marks as facts of a trace."""
    return {"before": state_mark(key, before), "after": state_mark(key, after)}
