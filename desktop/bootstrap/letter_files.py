"""The words that letters are filled with."""

from __future__ import annotations

import functools
import json

from desktop.bootstrap.paper_files import RESOURCES


def letter_word(group: str, code: str, language: str) -> str:
    """Return the word of a code in a language ("zh" or "en"), "" where there is none."""
    pair = _words().get(group, {}).get(code, ["", ""])
    return pair[1 if language == "en" else 0]


@functools.cache
def _words() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = json.loads(
        (RESOURCES / "letters" / "words.json").read_text("utf-8")
    )
    return found
