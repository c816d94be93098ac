"""The letters' templates and words: the program's own, or the operator's from the home's `templates`."""

from __future__ import annotations

import functools
import json
from pathlib import Path

from desktop.domain.letters import Paper, check_template

PROGRAM = Path(__file__).resolve().parents[2] / "resources" / "letters"
SUFFIX = {"zh": "zh_CN", "en": "en"}
TEMPLATE = {
    Paper.RECEIPT: "receipt",
    Paper.ANSWER: "answer",
    Paper.REFUSAL: "answer",
    Paper.NOTICE: "notice",
    Paper.CERTIFICATE: "certificate",
}


class LetterFiles:
    """Reads templates (services.letters.Templates) and words (services.letters.Words)."""

    def __init__(self, own: Path | None = None) -> None:
        """Take an operator's folder, or none."""
        self._own = own

    def template(self, paper: Paper, language: str) -> str:
        """Return a template; raises TemplateError for one that names what there is not."""
        name = f"{TEMPLATE[paper]}.{SUFFIX.get(language, SUFFIX['zh'])}.txt"
        own = self._own / name if self._own else None
        text = (own if own and own.is_file() else PROGRAM / name).read_text("utf-8")
        check_template(text)
        return text

    def word(self, group: str, code: str, language: str) -> str:
        """Return the word of a code in a language, "" where there is none."""
        pair = _words().get(group, {}).get(code, ["", ""])
        return pair[1 if language == "en" else 0]


@functools.cache
def _words() -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = json.loads((PROGRAM / "words.json").read_text("utf-8"))
    return found
