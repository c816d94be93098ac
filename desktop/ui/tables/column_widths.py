"""How wide the columns of a list stand: by their shares, unless words would be cut that another column has room for."""

from __future__ import annotations

from collections.abc import Sequence


def fit(room: int, shares: Sequence[int], needs: Sequence[int]) -> list[int]:
    """Return the widths (px) of all columns, `room` together; what cannot fit is taken from the widest alone."""
    whole = sum(shares)
    widths = [room * share // whole for share in shares]
    spare = room - sum(needs)
    if any(need > width for need, width in zip(needs, widths, strict=True)):
        if spare >= 0:
            widths = [need + spare * share // whole for need, share in zip(needs, shares, strict=True)]
        else:
            cap = _cap(room, needs)
            widths = [min(need, cap) for need in needs]
    widths[-1] += room - sum(widths)
    return widths


def _cap(room: int, needs: Sequence[int]) -> int:
    """Return the width that no column may exceed so that all have `room`."""
    left, columns = room, len(needs)
    for need in sorted(needs):
        if need * columns > left:
            break
        left -= need
        columns -= 1
    return left // max(1, columns)
