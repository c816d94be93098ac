"""Names of the thresholds of the risk rules."""

from __future__ import annotations

from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

NAMES: dict[str, str] = {
    "reveals_a_day": QT_TRANSLATE_NOOP("Threshold", "R1 一天查看完整信息的次数"),
    "reveals_burst": QT_TRANSLATE_NOOP("Threshold", "R1 短时间内查看的次数"),
    "burst_minutes": QT_TRANSLATE_NOOP("Threshold", "“短时间”是几分钟"),
    "unserved_looks_a_day": QT_TRANSLATE_NOOP("Threshold", "R2 一天打开无业务档案的人数"),
    "service_days": QT_TRANSLATE_NOOP("Threshold", "R2 前后几天内有业务"),
    "opens_minute": QT_TRANSLATE_NOOP("Threshold", "R5 上班时刻（零点起的分钟）"),
    "closes_minute": QT_TRANSLATE_NOOP("Threshold", "R5 下班时刻（零点起的分钟）"),
    "searches_at_least": QT_TRANSLATE_NOOP("Threshold", "R6 至少几次查找才计算"),
    "searches_per_service": QT_TRANSLATE_NOOP("Threshold", "R6 查找与办理之比"),
    "same_person_reveals": QT_TRANSLATE_NOOP("Threshold", "R7 反复查看同一人的次数"),
    "walked_people": QT_TRANSLATE_NOOP("Threshold", "R8 连续翻看的人数"),
    "dormant_days": QT_TRANSLATE_NOOP("Threshold", "R9 账号停用几天后再登录"),
    "two_desks_ms": QT_TRANSLATE_NOOP("Threshold", "R9 两个窗口间隔（毫秒）"),
    "failed_sign_ins": QT_TRANSLATE_NOOP("Threshold", "R9 登录失败的次数"),
    "papers_burst": QT_TRANSLATE_NOOP("Threshold", "R10 短时间内打印的份数"),
    "decisions_at_least": QT_TRANSLATE_NOOP("Threshold", "R11 至少几次审批才计算"),
    "pair_share": QT_TRANSLATE_NOOP("Threshold", "R11 同一审批人的占比"),
    "decision_ms": QT_TRANSLATE_NOOP("Threshold", "R11 审批最短用时（毫秒）"),
    "rebook_minutes": QT_TRANSLATE_NOOP("Threshold", "R12 退号后几分钟内再约"),
    "rebooks_a_day": QT_TRANSLATE_NOOP("Threshold", "R12 一天这样再约的次数"),
    "patients_a_payer": QT_TRANSLATE_NOOP("Threshold", "R12 同一付款人的患者数"),
    "expert_bookings_at_least": QT_TRANSLATE_NOOP("Threshold", "R12 至少几个专家号才计算"),
    "expert_concentration": QT_TRANSLATE_NOOP("Threshold", "R12 专家号集中的倍数"),
    "typed_at_least": QT_TRANSLATE_NOOP("Threshold", "R12 至少几次手工录入才计算"),
    "typed_share": QT_TRANSLATE_NOOP("Threshold", "R12 手工录入的占比"),
}
