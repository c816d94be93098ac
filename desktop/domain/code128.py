"""Code 128 bar codes (ISO/IEC 15417), sets B and C: bars and spaces as widths in modules; nothing drawn here (G57)."""

from __future__ import annotations

# One row a symbol value 0-105: three bars and three spaces, widths in modules (ISO/IEC 15417 table 1).
_PATTERNS = (
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212", "221213", "221312",
    "231212", "112232", "122132", "122231", "113222", "123122", "123221", "223211", "221132", "221231", "213212",
    "223112", "312131", "311222", "321122", "321221", "312212", "322112", "322211", "212123", "212321", "232121",
    "111323", "131123", "131321", "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331",
    "132131", "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131", "311123",
    "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111", "111224", "111422", "121124",
    "121421", "141122", "141221", "112214", "112412", "122114", "122411", "142112", "142211", "241211", "221114",
    "413111", "241112", "134111", "111242", "121142", "121241", "114212", "124112", "124211", "411212", "421112",
    "421211", "212141", "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232",
)  # fmt: skip
_STOP = "2331112"
_START_B, _START_C = 104, 105
_TO_C, _TO_B = 99, 100
_CHECK = 103
QUIET_MODULES = 10
LONGEST = 48


def symbols(text: str) -> tuple[int, ...]:
    """Return the symbol values with start and check, without stop; pairs of digits go into set C.

    Raises ValueError for an empty or long text and for what set B does not have (only ASCII 32 to 126).
    """
    if not 0 < len(text) <= LONGEST or not all(32 <= ord(char) <= 126 for char in text):
        raise ValueError("a bar code takes 1 to 48 printable ASCII characters")
    values = [_START_C if _digits(text, 0) >= 4 else _START_B]
    in_c = values[0] == _START_C
    at = 0
    while at < len(text):
        run = _digits(text, at)
        if in_c and run >= 2:
            values.append(int(text[at : at + 2]))
            at += 2
        elif in_c:
            values.append(_TO_B)
            in_c = False
        elif run >= 4 and (run % 2 == 0):
            values.append(_TO_C)
            in_c = True
        else:
            values.append(ord(text[at]) - 32)
            at += 1
    check = values[0] + sum(place * value for place, value in enumerate(values[1:], start=1))
    return (*values, check % _CHECK)


def modules(text: str) -> tuple[bool, ...]:
    """Return the bar code as modules, True for a bar, without the quiet zone (10 modules at each side)."""
    patterns = [_PATTERNS[value] for value in symbols(text)] + [_STOP]
    drawn: list[bool] = []
    for pattern in patterns:
        for place, width in enumerate(pattern):
            drawn += [place % 2 == 0] * int(width)
    return tuple(drawn)


def _digits(text: str, at: int) -> int:
    end = at
    while end < len(text) and text[end].isdigit():
        end += 1
    return end - at
