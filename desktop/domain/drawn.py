"""A signature drawn with pen, finger or mouse: strokes as a vector on a field of fixed size (P37, N12).

Written form: `x,y x,y;x,y` - points of a stroke after a blank, strokes after a semicolon; both counted from the upper
left corner. It is personal: it lies under the key of its case or account and dies with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.errors import KnownError

WIDTH, HEIGHT = 1_000, 400
MOST_POINTS = 1_200
MOST_STROKES = 80
# less than this in both directions is a slip of the pen
LEAST_SPAN = 60
LEAST_POINTS = 4
Point = tuple[int, int]
Stroke = tuple[Point, ...]
_WRITTEN = re.compile(r"\d{1,4},\d{1,4}(?:[ ;]\d{1,4},\d{1,4})*", re.ASCII)


class SignatureDrawnError(KnownError):
    """What was drawn is no signature; facts: `what` ("empty", "too-small", "too-long", "unreadable")."""

    code = "signature-drawn"


class SignatureMissingError(KnownError):
    """The request is not signed: neither drawn nor on paper."""

    code = "signature-missing"


class SignedHow(StrEnum):
    """How a request was signed at the window; the value is part of the wire format and never reused."""

    NOT = ""
    DRAWN = "drawn"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class DrawnSignature:
    """Strokes on a field of WIDTH x HEIGHT; raises SignatureDrawnError for what cannot be somebody's signature."""

    strokes: tuple[Stroke, ...]

    def __post_init__(self) -> None:
        points = [point for stroke in self.strokes for point in stroke]
        if not points:
            raise SignatureDrawnError(what="empty")
        if len(points) > MOST_POINTS or len(self.strokes) > MOST_STROKES:
            raise SignatureDrawnError(what="too-long")
        if any(not (0 <= x <= WIDTH and 0 <= y <= HEIGHT) for x, y in points):
            raise SignatureDrawnError(what="unreadable")
        spans = (max(axis) - min(axis) for axis in zip(*points, strict=True))
        if len(points) < LEAST_POINTS or max(spans) < LEAST_SPAN:
            raise SignatureDrawnError(what="too-small")

    def __repr__(self) -> str:
        return "DrawnSignature(...)"

    def to_text(self) -> str:
        """Return the written form, ASCII."""
        return ";".join(" ".join(f"{x},{y}" for x, y in stroke) for stroke in self.strokes)

    @classmethod
    def from_text(cls, text: str) -> DrawnSignature:
        """Read it back; raises SignatureDrawnError."""
        if not _WRITTEN.fullmatch(text):
            raise SignatureDrawnError(what="unreadable" if text else "empty")
        return cls(tuple(tuple(_point(pair) for pair in part.split(" ")) for part in text.split(";")))


def fewer(stroke: Stroke, apart: int) -> Stroke:
    """Return a stroke without points that lie closer than `apart` to the one before; first and last stay."""
    kept = [stroke[0]] if stroke else []
    for x, y in stroke[1:]:
        if abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= apart:
            kept.append((x, y))
    if stroke and kept[-1] != stroke[-1]:
        kept.append(stroke[-1])
    return tuple(kept)


def _point(pair: str) -> Point:
    x, y = pair.split(",")
    return int(x), int(y)
