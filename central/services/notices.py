"""The privacy notice that central publishes (P30, P36): the model policy lies in resources/policy as plain text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of the notice; texts are paragraphs parted by empty lines."""

    version: str
    effective: date
    text: str
    text_en: str


def model_policy(version: int = 1, effective: date = date(2026, 11, 1)) -> Policy:
    """Return a version of the model policy."""
    texts = [
        _paragraphs(RESOURCES / "policy" / f"model-{version}.{language}.md") for language in ("zh_CN", "en")
    ]
    return Policy(f"M{version}", effective, texts[0], texts[1])


def _paragraphs(path: Path) -> str:
    """Return a file's lines without the marks of headings, one paragraph a line."""
    lines = [line.lstrip("#").strip() for line in path.read_text("utf-8").splitlines()]
    return "\n\n".join(line for line in lines if line)
