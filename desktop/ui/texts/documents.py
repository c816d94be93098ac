"""Kinds of documents, and what the check of a document can find."""

from __future__ import annotations

from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

DOCUMENTS: dict[str, str] = {}
FINDINGS: dict[str, str] = {}
