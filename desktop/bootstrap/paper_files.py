"""The shipped templates of papers, and the site's own from the home's folders `print` and `templates` (G58)."""

from __future__ import annotations

from pathlib import Path

from desktop.domain.paper_templates import LANGUAGES, LETTER, NAMES

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
PRINTS, LETTERS = "print", "templates"


def file_of(home: Path, name: str, language: str) -> Path:
    """Return where the site's own template of a paper lies, whether or not there is one."""
    if name.startswith(LETTER):
        return home / LETTERS / f"{name.removeprefix(LETTER)}.{language}.txt"
    return home / PRINTS / f"{name}.{language}.json"


def shipped(name: str, language: str) -> str:
    """Return the program's own template of a paper."""
    if name.startswith(LETTER):
        path = RESOURCES / "letters" / f"{name.removeprefix(LETTER)}.{language}.txt"
    else:
        path = RESOURCES / PRINTS / f"{name}.{language}.json"
    return path.read_text("utf-8")


def own_files(home: Path) -> dict[tuple[str, str], str]:
    """Return the texts of the site's own templates; what is no text at all will be at fault."""
    paths = {(name, language): file_of(home, name, language) for name in NAMES for language in LANGUAGES}
    return {paper: path.read_text("utf-8", "replace") for paper, path in paths.items() if path.is_file()}
