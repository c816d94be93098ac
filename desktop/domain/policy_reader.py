"""What a policy's text promises, and where it contradicts itself or leaves something out (N27).

Found by the words of Chinese policies; every finding names its place, so that a person can judge it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from desktop.domain.policy_text import Chapter, Cut, cut

LEAST_SHARED = 3
MOST_EVIDENCE = 120
_STOPS = re.compile(r"[。；;！!？?\n]")
_WHO = re.compile(r"我们|本平台|本院|平台|医院|公司|本公司|运营方")
_OWES = re.compile(r"将|会|应|须|承诺|保证|不得|仅|负责|要求")
# promises whose subject goes without saying
_PROMISED = re.compile(
    r"不(?:再)?(?:保存|收集|问|向他人提供|用于)|(?:内|先|会)(?:答复|处理|反馈|公布|删除|删)|重新征求|告诉您|全程加密"
)
_NEVER_OWED = re.compile(r"可能会|会不会|机会|社会|应用")
_NUMBER = re.compile(
    r"(\d{1,3}|[一二两三四五六七八九十]{1,3})\s*(个工作日|工作日|个月|小时|天|日|年)(?:之?内|以内)?"
)
_ANSWERING = re.compile(r"答复|反馈|回复|受理|处理|响应|办结")
_PRODUCT = re.compile(r"使用((?:(?!使用)[^\s，。；、：:“”\"《》()（）]){2,12}?)服务")
_TITLE = re.compile(
    r"[“\"《]?([^\s“”\"《》]{2,20}?)[”\"》]?\s*(?:隐私政策|隐私告知|隐私权政策|个人信息保护政策)"
)
_GENERIC = re.compile(r"我们|本|平台|相关|上述|该|其他|此类|各项|任何|单项|提供|这些")
_DIGIT = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_ONE_UNIT = {"个工作日": "工作日"}


class Kind(StrEnum):
    """What is wrong with a text; values are stable."""

    UNIT_DIFFERS = "unit-differs"
    NUMBER_DIFFERS = "number-differs"
    OTHER_PRODUCT = "other-product"
    HEADING_MISSING = "heading-missing"
    TOPIC_MISSING = "topic-missing"


# What every policy must say something about (PIPL 17 and the platform rules); the words that show it does.
TOPICS: dict[str, tuple[str, ...]] = {
    "operator": ("公司", "医院", "运营者", "运营方", "运营单位", "处理者"),
    "contact": ("电话", "邮箱", "邮件", "联系方式", "客服"),
    "purpose": ("目的", "为了", "用于"),
    "kinds": ("收集", "处理的信息", "个人信息包括"),
    "storage": ("存储", "保存", "储存"),
    "period": ("期限", "保存期", "年内", "保留"),
    "sharing": ("共享", "提供给", "给谁", "第三方"),
    "rights": ("查阅", "查看", "复制", "更正"),
    "deletion": ("删除", "注销"),
    "complaint": ("投诉", "举报"),
    "security": ("加密", "安全措施", "保护措施"),
    "minors": ("未成年", "十八周岁", "18 周岁", "监护人"),
    "changes": ("修订", "变更", "更新"),
}


@dataclass(frozen=True, slots=True)
class FoundDuty:
    """One promise: its number in this text, the chapter it stands in ("" before the first), its sentence."""

    number: int
    chapter: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: `what` is the disputed word or heading, `places` are (chapter, sentence)."""

    kind: Kind
    what: str
    places: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was found in one text; `product` is what it calls itself, "" when it has no title."""

    product: str
    chapters: tuple[str, ...]
    duties: tuple[FoundDuty, ...]
    findings: tuple[Finding, ...]


def read_policy(text: str) -> Reading:
    """Read a text; never raises, an empty one has nothing but missing topics."""
    parts = cut(text)
    product = _own_name(text)
    sentences = [(chapter.label, s) for chapter in parts.chapters for s in _sentences(chapter)]
    owed = [(label, s) for label, s in sentences if _is_duty(s)]
    findings = [
        *_deadlines(sentences), *_other_products(product, sentences), *_missing_headings(parts), *_missing_topics(text)
    ]  # fmt: skip
    return Reading(
        product,
        tuple(f"{c.label} {c.title}" for c in parts.chapters if c.label),
        tuple(FoundDuty(n, label, s) for n, (label, s) in enumerate(owed, start=1)),
        tuple(findings),
    )


def _sentences(chapter: Chapter) -> Iterator[str]:
    for paragraph in chapter.paragraphs:
        yield from (s for part in _STOPS.split(paragraph) if (s := part.strip()))


def _is_duty(sentence: str) -> bool:
    owed = _WHO.search(sentence) and _OWES.search(_NEVER_OWED.sub("", sentence))
    return bool(owed or _PROMISED.search(sentence))


def _own_name(text: str) -> str:
    """Return what the text calls itself in its title, else in the first place where it names a policy."""
    found = _TITLE.search(text.strip())
    return found[1] if found and not _GENERIC.search(found[1]) else ""


def _deadlines(sentences: list[tuple[str, str]]) -> Iterator[Finding]:
    """Yield answers promised by the same number in several units, or by several numbers in the same unit."""
    by_number: dict[int, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    by_unit: dict[str, dict[int, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for label, sentence in sentences:
        if not _ANSWERING.search(sentence):
            continue
        for found in _NUMBER.finditer(sentence):
            number, unit = _value(found[1]), _ONE_UNIT.get(found[2], found[2])
            by_number[number][unit].append((label, _short(sentence)))
            by_unit[unit][number].append((label, _short(sentence)))
    for number, units in sorted(by_number.items()):
        if len(units) > 1:
            what = " / ".join(f"{number} {'个' if unit == '工作日' else ''}{unit}" for unit in units)
            yield Finding(Kind.UNIT_DIFFERS, what, tuple(p for places in units.values() for p in places))
    for unit, numbers in by_unit.items():
        if len(numbers) > 1:
            what = " / ".join(f"{number} {unit}" for number in numbers)
            yield Finding(Kind.NUMBER_DIFFERS, what, tuple(p for places in numbers.values() for p in places))


def _value(text: str) -> int:
    if text.isdigit():
        return int(text)
    tens, found, ones = text.rpartition("十")
    if not found:
        return _DIGIT.get(ones[-1:], 0)
    return (_DIGIT.get(tens, 1) if tens else 1) * 10 + _DIGIT.get(ones, 0)


def _other_products(product: str, sentences: list[tuple[str, str]]) -> Iterator[Finding]:
    """Yield names of services that are not this text's own: what was copied from another policy."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for label, sentence in sentences:
        for name in (match[1] for match in _PRODUCT.finditer(sentence)):
            if product and not _GENERIC.search(name) and not _shared(name, product):
                found[name].append((label, _short(sentence)))
    for name, places in found.items():
        yield Finding(Kind.OTHER_PRODUCT, name, tuple(places))


def _shared(one: str, other: str) -> bool:
    return any(one[at : at + LEAST_SHARED] in other for at in range(max(1, len(one) - LEAST_SHARED + 1)))


def _missing_headings(parts: Cut) -> Iterator[Finding]:
    """Yield what the table of contents promises and the text does not have, or gaps in the numbering without one."""
    there = [c.label for c in parts.chapters if c.label]
    promised = parts.contents
    if not promised and there:
        order = [_value(label) for label in there]
        gaps = sorted(set(range(1, max(order) + 1)) - set(order))
        promised = tuple((str(number), "") for number in gaps)
        there = []
    for label, title in promised:
        if label not in there:
            yield Finding(Kind.HEADING_MISSING, f"{label} {title}".strip())


def _missing_topics(text: str) -> Iterator[Finding]:
    for topic, words in TOPICS.items():
        if not any(word in text for word in words):
            yield Finding(Kind.TOPIC_MISSING, topic)


def _short(sentence: str) -> str:
    return sentence if len(sentence) <= MOST_EVIDENCE else sentence[: MOST_EVIDENCE - 1] + "…"
