"""States and kinds that come from central or from the store, in words."""

from __future__ import annotations

from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

VISIT_STATES: dict[str, str] = {
    "booked": QT_TRANSLATE_NOOP("VisitState", "已挂号"),
    "completed": QT_TRANSLATE_NOOP("VisitState", "已就诊"),
    "no-show": QT_TRANSLATE_NOOP("VisitState", "爽约"),
    "cancelled": QT_TRANSLATE_NOOP("VisitState", "已退号"),
}

OUTBOX_STATES: dict[str, str] = {
    "waiting": QT_TRANSLATE_NOOP("OutboxState", "待上传"),
    "accepted": QT_TRANSLATE_NOOP("OutboxState", "已接收"),
    "refused": QT_TRANSLATE_NOOP("OutboxState", "未接受"),
}

TASK_KINDS: dict[str, str] = {
    "name-mismatch": QT_TRANSLATE_NOOP("TaskKind", "实名核验不一致"),
    "likely-duplicate": QT_TRANSLATE_NOOP("TaskKind", "疑似重复档案"),
    "doubtful": QT_TRANSLATE_NOOP("TaskKind", "存疑挂号"),
}
