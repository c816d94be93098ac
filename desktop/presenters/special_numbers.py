"""Numbers that a clerk gives by naming them: a group's own (G23), or one more than the session has (加号)."""

from __future__ import annotations

from desktop.domain.quotas import FOR_GROUPS, Channel, ExtraReason

REASONS = tuple(reason.value for reason in ExtraReason)
GROUPS = tuple(group.value for group in FOR_GROUPS)


class SpecialNumbers:
    """Whose numbers the board shows: `kind` "" is the window's, `reason` belongs to an extra number."""

    def __init__(self) -> None:
        self.kind = self.reason = ""

    def next_extra(self) -> None:
        """Go to the next reason of an extra number, after the last one back to the window's."""
        reason = _after(REASONS, self.reason)
        self.kind, self.reason = (Channel.EXTRA.value, reason) if reason else ("", "")

    def next_group(self) -> None:
        """Go to the next group, after the last one back to the window's."""
        self.kind, self.reason = _after(GROUPS, self.kind), ""

    def leave(self) -> bool:
        """Go back to the window's numbers; returns whether it was another board."""
        was = bool(self.kind)
        self.kind = self.reason = ""
        return was


def _after(codes: tuple[str, ...], code: str) -> str:
    at = codes.index(code) + 1 if code in codes else 0
    return codes[at] if at < len(codes) else ""
