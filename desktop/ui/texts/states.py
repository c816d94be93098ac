"""States and kinds that come from central or from the store, in words."""

from __future__ import annotations

from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

VISIT_STATES: dict[str, str] = {
    "pending": QT_TRANSLATE_NOOP("VisitState", "待确认"),
    "refused": QT_TRANSLATE_NOOP("VisitState", "未成功"),
    "booked": QT_TRANSLATE_NOOP("VisitState", "已挂号"),
    "cancelled": QT_TRANSLATE_NOOP("VisitState", "已退号"),
    "cancelled-late": QT_TRANSLATE_NOOP("VisitState", "逾期退号"),
    "suspended": QT_TRANSLATE_NOOP("VisitState", "停诊待改约"),
    "rebooked": QT_TRANSLATE_NOOP("VisitState", "已改约"),
    "refunded": QT_TRANSLATE_NOOP("VisitState", "已退费"),
    "collected": QT_TRANSLATE_NOOP("VisitState", "已取号"),
    "checked-in": QT_TRANSLATE_NOOP("VisitState", "已报到"),
    "waiting": QT_TRANSLATE_NOOP("VisitState", "候诊"),
    "called": QT_TRANSLATE_NOOP("VisitState", "已叫号"),
    "in-visit": QT_TRANSLATE_NOOP("VisitState", "就诊中"),
    "completed": QT_TRANSLATE_NOOP("VisitState", "已就诊"),
    "missed": QT_TRANSLATE_NOOP("VisitState", "过号"),
    "requeued": QT_TRANSLATE_NOOP("VisitState", "重新排队"),
    "no-show": QT_TRANSLATE_NOOP("VisitState", "爽约"),
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
