"""A policy's text: taken from a file, cut into chapters, the clause that a piece of work rests on (N26, N27)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.errors import KnownError

MOST_BYTES = 256 * 1024
LONGEST_HEADING = 40
_NUMERAL = re.compile(r"^([一二三四五六七八九十]{1,3})\s*[、.．]\s*(.+)$")
_DIGITS = re.compile(r"^(\d{1,2})\s*[、.．]\s*(.+)$")
_CONTENTS = frozenset({"目录", "目 录", "目次", "contents"})


class PolicyUnreadableError(KnownError):
    """A file is no text in UTF-8 or GBK, or larger than MOST_BYTES."""

    code = "policy-unreadable"


def decoded(raw: bytes) -> str:
    """Return a file's text, UTF-8 before GBK, line ends made one; raises PolicyUnreadableError."""
    if len(raw) > MOST_BYTES:
        raise PolicyUnreadableError
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        break
    else:
        raise PolicyUnreadableError
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip() or any(ord(c) < 32 and c not in "\n\t\f" for c in text):
        raise PolicyUnreadableError
    return text


def as_paragraphs(text: str) -> str:
    """Return a text with an empty line between its lines, without the marks of headings: how versions are kept."""
    lines = (line.lstrip("#").strip() for line in text.splitlines())
    return "\n\n".join(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class Chapter:
    """`label` is its numeral; what stands before the first chapter has neither label nor title."""

    label: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cut:
    """A text in parts; `contents` are the chapters that its own table of contents promises, as (label, title)."""

    chapters: tuple[Chapter, ...]
    contents: tuple[tuple[str, str], ...]


def cut(text: str) -> Cut:
    """Cut a text at its headings: Chinese numerals, plain digits only where there are none of those."""
    lines = [line for raw in text.splitlines() if (line := raw.lstrip("#").strip())]
    pattern = _NUMERAL if sum(1 for line in lines if _heading(_NUMERAL, line)) >= 2 else _DIGITS
    contents: tuple[tuple[str, str], ...] = ()
    at = next((i for i, line in enumerate(lines) if line.lower() in _CONTENTS), None)
    if at is not None:
        contents = _contents(pattern, lines[at + 1 :])
        del lines[at : at + 1 + len(contents)]
    chapters, label, title, inside = [], "", "", list[str]()
    for line in lines:
        found = _heading(pattern, line)
        if found:
            chapters.append(Chapter(label, title, tuple(inside)))
            (label, title), inside = found, []
        else:
            inside.append(line)
    chapters.append(Chapter(label, title, tuple(inside)))
    return Cut(tuple(c for c in chapters if c.label or c.paragraphs), contents)


def _contents(pattern: re.Pattern[str], lines: list[str]) -> tuple[tuple[str, str], ...]:
    """Return the headings of a table of contents: it ends where a numeral comes again, or with other text."""
    found: list[tuple[str, str]] = []
    for line in lines:
        heading = _heading(pattern, line)
        if heading is None or any(heading[0] == label for label, _ in found):
            break
        found.append(heading)
    return tuple(found)


def _heading(pattern: re.Pattern[str], line: str) -> tuple[str, str] | None:
    found = pattern.match(line)
    if not found or len(line) > LONGEST_HEADING or line[-1] in "。；;.":
        return None
    return found[1], found[2].rstrip("：:").strip()


class Topic(StrEnum):
    """What a piece of work at the desk rests on in the policy."""

    CONSENT = "consent"
    COLLECTION = "collection"
    STORAGE = "storage"
    SHARING = "sharing"
    RIGHTS = "rights"
    DELETION = "deletion"
    MINORS = "minors"
    CHANGES = "changes"
    CONTACT = "contact"


# The words by which a clause is known, in the order of their weight; of a chapter's title they count more.
_WORDS: dict[Topic, tuple[str, ...]] = {
    Topic.CONSENT: ("不同意", "撤回同意", "同意", "say no", "agreement", "consent"),
    Topic.COLLECTION: ("收集", "collected", "collect"),
    Topic.STORAGE: ("存储", "保存", "储存", "kept", "stored"),
    Topic.SHARING: ("共享", "给谁", "提供", "转移", "receives", "share"),
    Topic.RIGHTS: ("权利", "查看", "查阅", "复制", "rights"),
    Topic.DELETION: ("注销", "删除", "deleted", "closing"),
    Topic.MINORS: ("未成年", "监护人", "Under 18", "guardian"),
    Topic.CHANGES: ("变更", "修订", "更新", "Changes", "published"),
    Topic.CONTACT: ("联系", "客服", "contact"),
}


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a piece of work stands in the policy: the chapter, and the paragraph that says so."""

    label: str
    title: str
    text: str


def clause(text: str, topic: Topic) -> Clause | None:
    """Return the clause of a topic: the first paragraph with its strongest word, of a fitting chapter before others."""
    chapters = [c for c in cut(text).chapters if c.label]
    for word in _WORDS[topic]:
        titled = [c for c in chapters if word in c.title]
        for chapter in (*titled, *chapters):
            said = next((p for p in chapter.paragraphs if word in p), "")
            if said or chapter in titled:
                return Clause(chapter.label, chapter.title, said or " ".join(chapter.paragraphs[:1]))
    return None
