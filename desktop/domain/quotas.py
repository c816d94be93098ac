"""Channel quotas of a session: which number belongs to whom, and who may give it (DOMAIN 5.1, G22, G23, G26, N25)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.errors import KnownError

MOST_EACH = 60
MOST_HALF_HOURS = 24


class Channel(StrEnum):
    """To whom a number belongs; the value stands in slots and on the wire and is never reused.

    SHARED: a session without a split; EXTRA: 加号, given at the window by the person's right.
    """

    SHARED = "shared"
    ONLINE = "online"
    WINDOW = "window"
    ELDER = "elder"
    REFERRAL = "referral"
    STAFF = "staff"
    EXTRA = "extra"


# What any clerk may give to anybody at a window, and what an outage desk may hold.
AT_THE_WINDOW = (Channel.SHARED, Channel.WINDOW, Channel.EXTRA)
ON_LINE = (Channel.SHARED, Channel.ONLINE)
# What a clerk gives by naming the group: the elderly on site, a referral, staff or a first visit.
FOR_GROUPS = (Channel.ELDER, Channel.REFERRAL, Channel.STAFF)
# What a claim may name: a group, or the extra number that was added for it.
BY_NAME = (*FOR_GROUPS, Channel.EXTRA)
# What a scheduler may set apart; all that is left belongs to the window.
SET_APART = (Channel.ONLINE, *FOR_GROUPS)
WINDOW_CODES = tuple(channel.value for channel in AT_THE_WINDOW)
ONLINE_CODES = tuple(channel.value for channel in ON_LINE)


class ExtraReason(StrEnum):
    """Why a number is added above what a session has (加号)."""

    DOCTOR_ASKED = "doctor-asked"
    FOLLOW_UP = "follow-up"
    URGENT = "urgent"


class NotOfGroupError(KnownError):
    """By their birth date somebody is not old enough for a number that is kept for elders; facts: `least`."""

    code = "not-of-group"


class SpecialNeedsLineError(KnownError):
    """Only central gives extra numbers and those of a group; take the window's own while the line is down."""

    code = "special-needs-line"


class ExtraLimitError(KnownError):
    """As many extra numbers of this session as a clerk may add alone are given; facts: `limit`."""

    code = "extra-limit"


def refuse_stranger_to_group(quota: str, age: int | None, elder_from: int) -> None:
    """Raise NotOfGroupError for a number kept for elders when the age is known and too low."""
    if quota == Channel.ELDER and age is not None and age < elder_from:
        raise NotOfGroupError(least=elder_from)


@dataclass(frozen=True, slots=True)
class ChannelLeft:
    """How many numbers of a session a channel has altogether and has left; a group's also by half-hour."""

    channel: str
    whole: int
    left: int
    by_half: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Split:
    """How many numbers of one session are set apart for each group."""

    online: int = 0
    elder: int = 0
    referral: int = 0
    staff: int = 0

    def by_channel(self) -> tuple[tuple[Channel, int], ...]:
        """Return the numbers set apart, channel by channel."""
        counts = (self.online, self.elder, self.referral, self.staff)
        return tuple(zip(SET_APART, counts, strict=True))

    @property
    def total(self) -> int:
        """Return how many numbers are set apart altogether."""
        return self.online + self.elder + self.referral + self.staff

    def fits(self, capacity: int) -> bool:
        """Return whether nothing is negative and the session has as many numbers."""
        return all(count >= 0 for _, count in self.by_channel()) and self.total <= capacity


def numbered(half_hours: int, each: int, split: Split) -> list[tuple[int, int, Channel]]:
    """Return (number, half-hour, channel) of a whole session, numbered through from 1.

    What is set apart is spread evenly over the half-hours and takes the highest numbers of each, because the window
    gives the lowest. The result has exactly half_hours x each numbers whatever the split.
    """
    free: dict[int, list[int]] = {
        half: list(range(half * each + 1, (half + 1) * each + 1)) for half in range(half_hours)
    }
    of: dict[int, Channel] = {}
    at = 0
    for channel, count in split.by_channel():
        for _ in range(count):
            at = _next_with_room(free, at, half_hours)
            of[free[at].pop()] = channel
            at += 1
    return [
        (number, (number - 1) // each, of.get(number, Channel.WINDOW))
        for number in range(1, half_hours * each + 1)
    ]


def _next_with_room(free: dict[int, list[int]], at: int, half_hours: int) -> int:
    for step in range(half_hours):
        if free[(at + step) % half_hours]:
            return (at + step) % half_hours
    raise ValueError("more numbers set apart than there are")


def resplit(slots: Sequence[tuple[int, str, bool]], split: Split) -> dict[int, Channel] | None:
    """Return the new channel of each free number; None when more is given away than the new split has.

    `slots` are (number, channel, whether it is free) of a session; extra numbers are left alone.
    """
    free = [number for number, channel, is_free in slots if is_free and channel != Channel.EXTRA]
    wanted: list[Channel] = []
    for channel, count in split.by_channel():
        gone = sum(1 for _, own, is_free in slots if own == channel and not is_free)
        if count < gone:
            return None
        wanted += [channel] * (count - gone)
    if len(wanted) > len(free):
        return None
    fixed = sorted(free, reverse=True)
    step = max(1, len(fixed) // max(1, len(wanted)))
    order = fixed[::step] + [number for at, number in enumerate(fixed) if at % step]
    found = dict(zip(order, wanted, strict=False))
    return {number: found.get(number, Channel.WINDOW) for number in free}
