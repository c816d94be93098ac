"""Words of sealed records, broken glasses and records that need a second person."""

from __future__ import annotations

from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

REASONS: dict[str, str] = {
    "emergency-care": QT_TRANSLATE_NOOP("GlassReason", "抢救或急诊"),
    "patient-safety": QT_TRANSLATE_NOOP("GlassReason", "患者安全"),
    "public-health": QT_TRANSLATE_NOOP("GlassReason", "疫情处置"),
    "authority-at-the-window": QT_TRANSLATE_NOOP("GlassReason", "执法人员在场"),
}

OPENING_REASONS: dict[str, str] = {
    "guardian-asks": QT_TRANSLATE_NOOP("OpeningReason", "监护人询问"),
    "papers-checked": QT_TRANSLATE_NOOP("OpeningReason", "核对材料"),
    "case-at-hand": QT_TRANSLATE_NOOP("OpeningReason", "办理申请"),
    "patient-safety": QT_TRANSLATE_NOOP("OpeningReason", "患者安全"),
}
