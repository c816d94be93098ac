"""Words of sealed records and broken glasses."""

from __future__ import annotations

from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

REASONS: dict[str, str] = {
    "emergency-care": QT_TRANSLATE_NOOP("GlassReason", "抢救或急诊"),
    "patient-safety": QT_TRANSLATE_NOOP("GlassReason", "患者安全"),
    "public-health": QT_TRANSLATE_NOOP("GlassReason", "疫情处置"),
    "authority-at-the-window": QT_TRANSLATE_NOOP("GlassReason", "执法人员在场"),
}
