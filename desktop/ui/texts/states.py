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
    "lapsed": QT_TRANSLATE_NOOP("VisitState", "逾时未取"),
}

PRIORITY_CLASSES: dict[str, str] = {
    "ordinary": QT_TRANSLATE_NOOP("PriorityClass", "普通"),
    "elder": QT_TRANSLATE_NOOP("PriorityClass", "老人"),
    "by-law": QT_TRANSLATE_NOOP("PriorityClass", "依法优先"),
    "urgent": QT_TRANSLATE_NOOP("PriorityClass", "急"),
}

OUTBOX_STATES: dict[str, str] = {
    "waiting": QT_TRANSLATE_NOOP("OutboxState", "待上传"),
    "accepted": QT_TRANSLATE_NOOP("OutboxState", "已接收"),
    "refused": QT_TRANSLATE_NOOP("OutboxState", "未接受"),
}

SETTLE_WAYS: dict[str, str] = {
    "recovered": QT_TRANSLATE_NOOP("SettleWay", "患者已退回，收入本人钱箱"),
    "not-paid": QT_TRANSLATE_NOOP("SettleWay", "其实没有付出，钱还在"),
    "written-off": QT_TRANSLATE_NOOP("SettleWay", "追不回，作损失核销"),
}

MONEY_MOVES: dict[str, str] = {
    "pay": QT_TRANSLATE_NOOP("MoneyMove", "收"),
    "refund": QT_TRANSLATE_NOOP("MoneyMove", "退"),
    "recovered": QT_TRANSLATE_NOOP("MoneyMove", "收回"),
    "not-paid": QT_TRANSLATE_NOOP("MoneyMove", "冲正"),
    "written-off": QT_TRANSLATE_NOOP("MoneyMove", "核销"),
}

TASK_KINDS: dict[str, str] = {
    "fields-missing": QT_TRANSLATE_NOOP("TaskKind", "缺必填项"),
    "break-glass": QT_TRANSLATE_NOOP("TaskKind", "破窗查看待复核"),
    "export-figures": QT_TRANSLATE_NOOP("TaskKind", "导出去标识化数据待签名"),
    "open-minor": QT_TRANSLATE_NOOP("TaskKind", "打开未成年人档案待签名"),
    "open-own": QT_TRANSLATE_NOOP("TaskKind", "专员打开本人或亲属档案待签名"),
    "risk-threshold": QT_TRANSLATE_NOOP("TaskKind", "风险规则阈值改动待签名"),
    "own-off": QT_TRANSLATE_NOOP("TaskKind", "撤下回避登记的号码待同意"),
    "own-record": QT_TRANSLATE_NOOP("TaskKind", "经办了本人或亲属的档案"),
    "author-unknown": QT_TRANSLATE_NOOP("TaskKind", "经办人不在名册上"),
    "correction-conflict": QT_TRANSLATE_NOOP("TaskKind", "两个窗口同时更正"),
    "desk-quarantined": QT_TRANSLATE_NOOP("TaskKind", "窗口被隔离"),
    "revoked-desk-work": QT_TRANSLATE_NOOP("TaskKind", "停用窗口交回未上传的工作，请与信息科核对"),
    "doubtful-registration": QT_TRANSLATE_NOOP("TaskKind", "姓名存疑的挂号"),
    "emergency-review": QT_TRANSLATE_NOOP("TaskKind", "紧急建档待复核"),
    "late-refund": QT_TRANSLATE_NOOP("TaskKind", "夜班超时退费待补签"),
    "cancel-told-late": QT_TRANSLATE_NOOP("TaskKind", "退号到中心时已过时限，请复核"),
    "refund-twice": QT_TRANSLATE_NOOP("TaskKind", "同一笔费用退了两次，请核对"),
    "payment-trouble": QT_TRANSLATE_NOOP("TaskKind", "离线收费有问题，待处理"),
    "shift-difference": QT_TRANSLATE_NOOP("TaskKind", "交班长短款待复核"),
    "no-show-appeal": QT_TRANSLATE_NOOP("TaskKind", "爽约申诉待复核"),
    "pick-up-mismatch": QT_TRANSLATE_NOOP("TaskKind", "取号证件录错待放行"),
    "pick-up-by-family": QT_TRANSLATE_NOOP("TaskKind", "家属代取不合规则"),
    "late-cancel": QT_TRANSLATE_NOOP("TaskKind", "逾期退号待批准"),
    "account-frozen": QT_TRANSLATE_NOOP("TaskKind", "账户已冻结时仍有窗口改动，未生效"),
    "request-conflict": QT_TRANSLATE_NOOP("TaskKind", "两个窗口同时办理一份请求"),
    "likely-duplicate": QT_TRANSLATE_NOOP("TaskKind", "疑似重复档案"),
    "move-cut-off": QT_TRANSLATE_NOOP("TaskKind", "改约中断，请核对号码"),
    "move-old-kept": QT_TRANSLATE_NOOP("TaskKind", "改约后原号未能释放"),
    "name-mismatch": QT_TRANSLATE_NOOP("TaskKind", "实名核验不一致"),
    "name-no-record": QT_TRANSLATE_NOOP("TaskKind", "实名库无记录"),
    "name-not-asked": QT_TRANSLATE_NOOP("TaskKind", "实名未能核验"),
    "numbers-set-aside": QT_TRANSLATE_NOOP("TaskKind", "号码待核对后放回"),
    "minor-account": QT_TRANSLATE_NOOP("TaskKind", "未满 18 岁的平台账户"),
    "minor-alone": QT_TRANSLATE_NOOP("TaskKind", "未成年人无监护人"),
    "phone-change-void": QT_TRANSLATE_NOOP("TaskKind", "到时未能更换手机号"),
    "phone-crowded": QT_TRANSLATE_NOOP("TaskKind", "用同一手机号的患者太多，没有开户"),
    "phone-not-proved": QT_TRANSLATE_NOOP("TaskKind", "手机验证未被承认"),
    "paper-slip-twice": QT_TRANSLATE_NOOP("TaskKind", "同一张应急单补录了两次，请核对"),
    "retaken-at-window": QT_TRANSLATE_NOOP("TaskKind", "退号后在同一窗口又被挂走"),
    "collect-number-gone": QT_TRANSLATE_NOOP("TaskKind", "按时来了，号已给别人，请补号"),
    "collected-late": QT_TRANSLATE_NOOP("TaskKind", "过了时限仍报到，请复核"),
    "queue-conflict": QT_TRANSLATE_NOOP("TaskKind", "两个窗口同时叫号或报到"),
    "blocked-promised": QT_TRANSLATE_NOOP("TaskKind", "停约中的人离线约了号，请处理"),
    "wind-down-promise": QT_TRANSLATE_NOOP("TaskKind", "停止运营后的离线挂号，请告知患者"),
    "rule-broken": QT_TRANSLATE_NOOP("TaskKind", "离线挂号违反规则，请处理"),
    "session-stopped": QT_TRANSLATE_NOOP("TaskKind", "停诊后的挂号待改约"),
    "leaver-refund": QT_TRANSLATE_NOOP("TaskKind", "删除申请随退的号还有费用要退"),
    "undo-number-gone": QT_TRANSLATE_NOOP("TaskKind", "撤销退号时号码已被挂走"),
    "wish-booked": QT_TRANSLATE_NOOP("TaskKind", "要退出候补的人已约上号，请核实还要不要"),
    "wrong-epoch": QT_TRANSLATE_NOOP("TaskKind", "号池版本不符，请核对"),
}
# what deciding does, where the heading does not say it
TASK_MEANINGS: dict[str, str] = {
    "minor-account": QT_TRANSLATE_NOOP(
        "TaskMeaning",
        "出生日期表明未满 18 岁。批准：提交注销账户，由另一人批准，就诊档案不变。驳回：出生日期有误，请更正",
    ),
    "leaver-refund": QT_TRANSLATE_NOOP(
        "TaskMeaning",
        "申请删除的人在别处挂了号，中心已随申请退号，费用须原路退还。批准：已联系本人或已退。驳回：无法退还，另行登记",
    ),
    "minor-alone": QT_TRANSLATE_NOOP(
        "TaskMeaning", "档案里没有监护人。下次来院登记监护人后才能挂号；看过后批准即可"
    ),
}
