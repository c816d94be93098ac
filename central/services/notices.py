"""The privacy notice that central publishes (P30, P36): the model policy lies in resources/policy as plain text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

MODEL_VERSION, MODEL_EFFECTIVE = "M1", date(2026, 11, 1)
RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of the notice; texts are paragraphs parted by empty lines."""

    version: str
    effective: date
    text: str
    text_en: str


def model_policy() -> Policy:
    """Return the model policy's first version."""
    folder = RESOURCES / "policy"
    text, text_en = (paragraphs(folder / f"model-1.{language}.md") for language in ("zh_CN", "en"))
    return Policy(MODEL_VERSION, MODEL_EFFECTIVE, text, text_en)


def paragraphs(path: Path) -> str:
    """Return a file's lines without the marks of headings, one paragraph a line."""
    lines = [line.lstrip("#").strip() for line in path.read_text("utf-8").splitlines()]
    return "\n\n".join(line for line in lines if line)
