"""The 18-character number of GB 11643-1999 and its 15-digit forerunner (DOMAIN §1.1, N3)."""

from __future__ import annotations

from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
# GB/T 2260 provinces in use, 81-83 for residence permits of Hong Kong, Macao and Taiwan.
PROVINCES = frozenset(
    [
        *("11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36", "37"),
        *("41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65"),
        *("71", "81", "82", "83"),
    ]
)
# Unassigned, and the region of every made-up person (DOMAIN §7.1): a demo must look like a normal day.
MADE_UP_PROVINCE = "89"
HMT_REGIONS = ("810000", "820000", "830000")
FOREIGNER_DIGIT = "9"


def check_character(first17: str) -> str:
    """Return the ISO 7064 MOD 11-2 check character of 17 digits; raises ValueError for anything else."""
    if len(first17) != len(WEIGHTS) or not _is_digits(first17):
        raise ValueError("a check character is made of 17 digits")
    total = sum(int(digit) * weight for digit, weight in zip(first17, WEIGHTS, strict=True))
    return CHECK_CHARACTERS[total % 11]


def has_form(number: str) -> bool:
    """Return whether these are 17 digits and a digit or a capital X."""
    return len(number) == 18 and _is_digits(number[:17]) and (_is_digits(number[17]) or number[17] == "X")


def is_old_form(number: str) -> bool:
    """Return whether these are the 15 digits of a first-generation number."""
    return len(number) == 15 and _is_digits(number)


def check_fits(number: str) -> bool:
    """Return whether the last character of an 18-character number is the right one."""
    return check_character(number[:17]) == number[17]


def birth_of(number: str) -> date | None:
    """Return the birth date inside an 18-character number, None when there is no such day."""
    return date_of(number[6:14])


def is_male(number: str) -> bool:
    """Return whether the 17th digit is odd."""
    return int(number[16]) % 2 == 1


def region_is_known(number: str) -> bool:
    """Return whether the first two digits are a province; an unknown one is only worth a warning."""
    return number[:2] in PROVINCES or number[:2] == MADE_UP_PROVINCE


def to_eighteen(number: str) -> str:
    """Return what a 15-digit number became: a suggestion to confirm, centenarians were numbered otherwise.

    Raises ValueError for anything that is not 15 digits.
    """
    if not is_old_form(number):
        raise ValueError("only 15 digits can be converted")
    body = f"{number[:6]}19{number[6:]}"
    return body + check_character(body)


def date_of(digits: str) -> date | None:
    """Return the day of eight digits YYYYMMDD, None when there is no such day."""
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
