"""Codes in, sentences out; a code without a sentence is shown as itself, never hidden (a test finds it first)."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import QCoreApplication

from desktop.domain.documents import Sex
from desktop.presenters.notes import Note
from desktop.ui.texts import (
    copies,
    corrections,
    duties,
    effects,
    guards,
    papers,
    policies,
    proofs,
    registers,
    requests,
    schedule,
    thresholds,
    words,
)
from desktop.ui.texts.documents import DOCUMENTS, FINDINGS
from desktop.ui.texts.errors import ERRORS
from desktop.ui.texts.notes import NOTES
from desktop.ui.texts.people import MERGE_FIELDS, PAIR_REASONS, PAIR_STATES
from desktop.ui.texts.reasons import REASONS
from desktop.ui.texts.states import (
    MONEY_MOVES,
    OUTBOX_STATES,
    PRIORITY_CLASSES,
    SETTLE_WAYS,
    TASK_KINDS,
    TASK_MEANINGS,
    VISIT_STATES,
)

translate = QCoreApplication.translate
NOTHING = "--"

# context of the catalogue -> the table with its Chinese texts
TABLES: dict[str, dict[str, str]] = {
    "Note": NOTES,
    "Error": ERRORS,
    "Finding": FINDINGS,
    "Reason": REASONS,
    "Document": DOCUMENTS,
    "Evidence": words.EVIDENCE,
    "RevealReason": words.REVEAL_REASONS,
    "Word": words.SEXES,
    "Tag": words.TAGS,
    "PhoneReason": words.PHONE_REASONS,
    "EmergencyReason": words.EMERGENCY_REASONS,
    "Relation": words.RELATIONS,
    "ContactRelation": words.CONTACT_RELATIONS,
    "ConsentStep": words.CONSENT_STEPS,
    "Missing": words.MISSING,
    "Step": words.STEPS,
    "Ground": words.GROUNDS,
    "CancelReason": words.CANCEL_REASONS,
    "BlockReason": words.BLOCK_REASONS,
    "ExcuseReason": words.EXCUSE_REASONS,
    "LiftReason": words.LIFT_REASONS,
    "RuleField": words.RULE_FIELDS,
    "RuleGroup": words.RULE_GROUPS,
    "RuleChoice": words.RULE_CHOICES,
    "RuleWhen": words.RULE_WHENS,
    "CaseKind": words.CASE_KINDS,
    "CaseState": words.CASE_STATES,
    "Operation": words.OPERATIONS,
    "RequestKind": requests.KINDS,
    "RequestMeaning": requests.MEANINGS,
    "PaperName": papers.NAMES,
    "PaperText": papers.LANGUAGES,
    "PaperSource": papers.SOURCES,
    "PaperFault": papers.FAULTS,
    "PaperPlace": papers.PLACES,
    "PolicyField": policies.FIELDS,
    "PolicyWeight": policies.WEIGHTS,
    "PolicyFault": policies.FAULTS,
    "PolicyTopic": policies.TOPICS,
    "Register": registers.KINDS,
    "Exemption": registers.EXEMPTIONS,
    "DisclosureKind": registers.DISCLOSURE_KINDS,
    "DisclosureState": registers.DISCLOSURE_STATES,
    "DisclosureField": registers.DISCLOSURE_FIELDS,
    "Term": registers.TERMS,
    "Scope": registers.SCOPES,
    "RegisterField": registers.FIELDS,
    "RegisterChoice": registers.CHOICES,
    "Asker": requests.ASKERS,
    "TaskMeaning": TASK_MEANINGS,
    "SignedHow": requests.SIGNED_HOW,
    "PaperLanguage": requests.LANGUAGES,
    "RequestChannel": requests.CHANNELS,
    "Proof": requests.PROOFS,
    "RequestState": requests.STATES,
    "RequestOutcome": requests.OUTCOMES,
    "Refusal": requests.REFUSALS,
    "RequestPart": requests.PARTS,
    "ClockSource": requests.CLOCK_SOURCES,
    "CaseNote": requests.CASE_NOTES,
    "Clock": requests.CLOCKS,
    "ChangeField": corrections.FIELDS,
    "ChangeProof": corrections.PROOFS,
    "Effect": effects.EFFECTS,
    "EffectStops": effects.STOPS,
    "EffectStays": effects.STAYS,
    "Look": copies.LOOKS,
    "Purpose": copies.PURPOSES,
    "ConsentAct": copies.ACTS,
    "GlassReason": guards.REASONS,
    "OpeningReason": guards.OPENING_REASONS,
    "Threshold": thresholds.NAMES,
    "AnnouncementState": duties.ANNOUNCEMENT_STATES,
    "DutySend": duties.SENDS,
    "DutyTab": duties.TABS,
    "DutyField": duties.FIELDS,
    "DutyWord": duties.WORDS,
    "DutyState": duties.STATES,
    "DutyStep": duties.STEPS,
    "DutyClock": duties.CLOCKS,
    "LossStop": duties.STOPS,
    "FileState": duties.FILE_STATES,
    "Kept": duties.KEPT,
    "ProofCheck": proofs.CHECKS,
    "OutboxState": OUTBOX_STATES,
    "PairState": PAIR_STATES,
    "PairReason": PAIR_REASONS,
    "MergeField": MERGE_FIELDS,
    "Channel": words.CHANNELS,
    "GroupBy": words.GROUP_BY,
    "ShiftState": words.SHIFT_STATES,
    "Difference": words.DIFFERENCES,
    "TaskKind": TASK_KINDS,
    "SettleWay": SETTLE_WAYS,
    "MoneyMove": MONEY_MOVES,
    "VisitState": VISIT_STATES,
    "PriorityClass": PRIORITY_CLASSES,
    "PlanField": schedule.PLAN_FIELDS,
    "PlanWord": schedule.PLAN_WORDS,
    "PlanForm": schedule.FORM_TITLES,
    "QuotaOf": schedule.CHANNELS,
    "Wish": schedule.WISH_STATES,
    "Affected": schedule.AFFECTED_STATES,
    "Sms": schedule.SMS_STATES,
}


def word(table: str, code: str) -> str:
    """Return the translated word of a code in one table; a code without a word comes back as it is."""
    source = TABLES[table].get(code)
    return code if source is None else translate(table, source)


def sentence(code: str, facts: dict[str, str | int] | None = None) -> str:
    """Return the sentence of a note, error or finding code with its facts filled in; "" for an empty code."""
    for table in ("Note", "Error", "Finding"):
        if code in TABLES[table]:
            return _filled(word(table, code), facts or {})
    return code


def note_text(note: Note) -> str:
    """Return what a note says; "" when the field's own hint stands there."""
    return sentence(note.code, dict(note.facts)) if note.code else ""


def has_sentence(code: str) -> bool:
    """Return whether a note, error or finding code has a sentence."""
    return any(code in TABLES[table] for table in ("Note", "Error", "Finding"))


def reason_text(code: str) -> str:
    """Return why central refused, or the last line trouble, in plain words; "" for an empty code."""
    if not code:
        return ""
    return word("Reason", code) if code in REASONS else sentence(code)


def missing_text(codes: tuple[str, ...]) -> str:
    """Return what is still missing, in one line."""
    return translate("Missing", "、").join(word("Missing", code) for code in codes)


def visit(first_visit: bool | None, insurance: bool | None) -> str:
    """Return 初诊·医保; "" when nothing was chosen."""
    kind = {True: translate("Visit", "初诊"), False: translate("Visit", "复诊"), None: ""}[first_visit]
    pays = {True: translate("Visit", "医保"), False: translate("Visit", "自费"), None: ""}[insurance]
    return "·".join(part for part in (kind, pays) if part)


def money(fen: int | None) -> str:
    """Return ¥50.00 with thousands marks, or -- when there is no amount."""
    return NOTHING if fen is None else f"¥{fen // 100:,}.{fen % 100:02d}"


def signed_money(fen: int) -> str:
    """Return an amount with a minus sign below nothing."""
    return f"-{money(-fen)}" if fen < 0 else money(fen)


def short_money(fen: int) -> str:
    """Return ¥50, with cents only where there are some."""
    return f"¥{fen // 100:,}" if fen % 100 == 0 else money(fen)


def period(starts: time | None, ends: time | None) -> str:
    """Return 14:00–14:30."""
    return NOTHING if starts is None or ends is None else f"{starts:%H:%M}–{ends:%H:%M}"


def half_day(at: time) -> str:
    """Return the word for morning or afternoon."""
    return translate("Day", "上午") if at.hour < 12 else translate("Day", "下午")


def weekday(day: date) -> str:
    """Return 周二."""
    names = (
        translate("Day", "周一"),
        translate("Day", "周二"),
        translate("Day", "周三"),
        translate("Day", "周四"),
        translate("Day", "周五"),
        translate("Day", "周六"),
        translate("Day", "周日"),
    )
    return names[day.weekday()]


def day_name(day: date, when: str) -> str:
    """Return 今天 or the day of the week; `when` is today, tomorrow or weekday."""
    return translate("Day", "今天") if when == "today" else weekday(day)


def lasting(minutes: int) -> str:
    """Return how long something has lasted: minutes up to two hours, hours up to two days, then days."""
    if minutes < 2 * 60:
        return translate("Say", "{n} 分钟").format(n=minutes)
    if minutes < 2 * 24 * 60:
        return translate("Say", "{n} 小时").format(n=minutes // 60)
    return translate("Say", "{n} 天").format(n=minutes // (24 * 60))


def sex(code: Sex) -> str:
    """Return 男, 女 or 未知."""
    return word("Word", code.value)


def years(age: int | None) -> str:
    """Return 36 岁."""
    return NOTHING if age is None else translate("Note", "{years} 岁").format(years=age)


def _filled(text: str, facts: dict[str, str | int]) -> str:
    values: dict[str, str | int] = {
        name: signed_money(value) if name.endswith("_fen") and isinstance(value, int) else value
        for name, value in facts.items()
    }
    values["reason_text"] = reason_text(str(facts.get("reason", ""))) or NOTHING
    if "needed" in facts:
        values["needed_text"] = word("Evidence", str(facts["needed"]))
    if "missing" in facts:
        values["missing_text"] = word("Missing", str(facts["missing"]))
    return text.format_map(_Facts(values))


class _Facts(dict[str, "str | int"]):
    """A fact that did not come along is shown as a gap instead of breaking the page."""

    def __missing__(self, key: str) -> str:
        return NOTHING
