"""Names of the hospital's own things in the window's language: departments, doctors and rooms have two names.

The Chinese name is what is stored, printed and spoken; the English one stands in an English window instead, as a
translation does. Without one the Chinese name stands there.
"""

from __future__ import annotations

from PySide6.QtCore import QLocale

from desktop.ui.texts import say

_english: dict[str, str] = {}


def learn_names(names: dict[str, str]) -> bool:
    """Take the newest names, by Chinese name; returns whether this changes what an English window says."""
    if names == _english:
        return False
    _english.clear()
    _english.update(names)
    return _in_english()


def named(chinese: str) -> str:
    """Return a name for the window."""
    return _english.get(chinese, chinese) if _in_english() else chinese


def pair(department: str, doctor: str, between: str = "·") -> str:
    """Return a department and its doctor in one line; what is empty is left out."""
    return between.join(named(name) for name in (department, doctor) if name)


def title(chinese: str) -> str:
    """Return a doctor's grade for the window; one that is none of the usual grades stays as it is."""
    return say.word("PlanWord", chinese)


def _in_english() -> bool:
    return QLocale().language() is QLocale.Language.English
