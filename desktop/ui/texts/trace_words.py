"""What the acts, groups and columns of the trace are called, on the audit page and in its files."""

from __future__ import annotations

from desktop.domain.trace_reading import AFTER, BEFORE, SHORT_ID, TraceLine, TraceState
from desktop.ui.texts import say
from desktop.ui.texts.marking import QT_TRANSLATE_NOOP
from desktop.ui.texts.roles import role_word

translate = say.translate

ACTS: dict[str, str] = {
    "sign-in": QT_TRANSLATE_NOOP("TraceAct", "登录"),
    "keys.recovered": QT_TRANSLATE_NOOP("TraceAct", "两人恢复本机密钥"),
    "keys.changed": QT_TRANSLATE_NOOP("TraceAct", "更换本机密钥"),
    "sign-in.proof": QT_TRANSLATE_NOOP("TraceAct", "登录凭据变更"),
    "sign-in.failed": QT_TRANSLATE_NOOP("TraceAct", "登录失败"),
    "sign-out": QT_TRANSLATE_NOOP("TraceAct", "退出"),
    "lock": QT_TRANSLATE_NOOP("TraceAct", "锁屏"),
    "unlock": QT_TRANSLATE_NOOP("TraceAct", "解锁"),
    "lease.extended": QT_TRANSLATE_NOOP("TraceAct", "延长离线期限"),
    "search.opened": QT_TRANSLATE_NOOP("TraceAct", "打开查找"),
    "search.closed": QT_TRANSLATE_NOOP("TraceAct", "结束查找"),
    "lookup": QT_TRANSLATE_NOOP("TraceAct", "精确查询"),
    "card.read": QT_TRANSLATE_NOOP("TraceAct", "读证件"),
    "patient.opened": QT_TRANSLATE_NOOP("TraceAct", "打开档案"),
    "reveal": QT_TRANSLATE_NOOP("TraceAct", "显示完整信息"),
    "patient.register": QT_TRANSLATE_NOOP("TraceAct", "建档"),
    "patient.correct": QT_TRANSLATE_NOOP("TraceAct", "更正档案"),
    "account.put": QT_TRANSLATE_NOOP("TraceAct", "改手机或账户"),
    "notice.show": QT_TRANSLATE_NOOP("TraceAct", "隐私告知"),
    "consent.record": QT_TRANSLATE_NOOP("TraceAct", "记录同意"),
    "policy.publish": QT_TRANSLATE_NOOP("TraceAct", "发布隐私告知"),
    "code.sent": QT_TRANSLATE_NOOP("TraceAct", "发验证码"),
    "booking.book": QT_TRANSLATE_NOOP("TraceAct", "挂号"),
    "booking.cancel": QT_TRANSLATE_NOOP("TraceAct", "退号"),
    "waiting": QT_TRANSLATE_NOOP("TraceAct", "候补名单"),
    "person.block": QT_TRANSLATE_NOOP("TraceAct", "停约"),
    "person.unblock": QT_TRANSLATE_NOOP("TraceAct", "解除停约"),
    "booking.restore": QT_TRANSLATE_NOOP("TraceAct", "撤销退号"),
    "booking.move": QT_TRANSLATE_NOOP("TraceAct", "改约"),
    "booking.ask-late": QT_TRANSLATE_NOOP("TraceAct", "申请逾期退号"),
    "booking.ask-pick-up": QT_TRANSLATE_NOOP("TraceAct", "申请取号放行"),
    "booking.appeal-no-show": QT_TRANSLATE_NOOP("TraceAct", "爽约申诉"),
    "booking.cancel-late": QT_TRANSLATE_NOOP("TraceAct", "批准逾期退号"),
    "booking.agreed": QT_TRANSLATE_NOOP("TraceAct", "患者已确认"),
    "booking.check-in": QT_TRANSLATE_NOOP("TraceAct", "报到"),
    "booking.queue-step": QT_TRANSLATE_NOOP("TraceAct", "叫号排队"),
    "queue.shown": QT_TRANSLATE_NOOP("TraceAct", "看队列"),
    "paper-slip.keyed": QT_TRANSLATE_NOOP("TraceAct", "补录应急单"),
    "drill": QT_TRANSLATE_NOOP("TraceAct", "断网演练"),
    "print": QT_TRANSLATE_NOOP("TraceAct", "打印"),
    "reprint": QT_TRANSLATE_NOOP("TraceAct", "补打"),
    "erasure.file": QT_TRANSLATE_NOOP("TraceAct", "提交删除申请"),
    "erasure.approve": QT_TRANSLATE_NOOP("TraceAct", "批准删除"),
    "erasure.shown": QT_TRANSLATE_NOOP("TraceAct", "看删除申请的签名"),
    "erasure.withdraw": QT_TRANSLATE_NOOP("TraceAct", "本人撤回删除"),
    "erasure.done": QT_TRANSLATE_NOOP("TraceAct", "删除完成"),
    "request.file": QT_TRANSLATE_NOOP("TraceAct", "受理请求"),
    "request.step": QT_TRANSLATE_NOOP("TraceAct", "办理请求"),
    "request.decide": QT_TRANSLATE_NOOP("TraceAct", "决定请求"),
    "request.propose": QT_TRANSLATE_NOOP("TraceAct", "写明请求的更改"),
    "request.change-shown": QT_TRANSLATE_NOOP("TraceAct", "打开更改前后内容"),
    "request.stop": QT_TRANSLATE_NOOP("TraceAct", "停止请求的更改"),
    "request.disclose": QT_TRANSLATE_NOOP("TraceAct", "提供信息"),
    "minor.refused": QT_TRANSLATE_NOOP("TraceAct", "未成年人未办理"),
    "task.resolve": QT_TRANSLATE_NOOP("TraceAct", "处理核对事项"),
    "duplicates.scan": QT_TRANSLATE_NOOP("TraceAct", "比对全部档案"),
    "pair.opened": QT_TRANSLATE_NOOP("TraceAct", "看重复档案"),
    "pair.dismiss": QT_TRANSLATE_NOOP("TraceAct", "认定不是同一人"),
    "merge.file": QT_TRANSLATE_NOOP("TraceAct", "申请合并档案"),
    "merge.refuse": QT_TRANSLATE_NOOP("TraceAct", "驳回合并"),
    "merge.approve": QT_TRANSLATE_NOOP("TraceAct", "批准合并"),
    "merge.undo": QT_TRANSLATE_NOOP("TraceAct", "撤销合并"),
    "payment.record": QT_TRANSLATE_NOOP("TraceAct", "收费"),
    "payment.refund": QT_TRANSLATE_NOOP("TraceAct", "退费"),
    "shift.open": QT_TRANSLATE_NOOP("TraceAct", "开班"),
    "shift.close": QT_TRANSLATE_NOOP("TraceAct", "交班结账"),
    "export": QT_TRANSLATE_NOOP("TraceAct", "导出审计材料或去标识化数据"),
    "report.read": QT_TRANSLATE_NOOP("TraceAct", "看日报"),
    "setting": QT_TRANSLATE_NOOP("TraceAct", "改设置"),
    "schedule": QT_TRANSLATE_NOOP("TraceAct", "改排班"),
    "session.stop": QT_TRANSLATE_NOOP("TraceAct", "停诊"),
    "affected.tend": QT_TRANSLATE_NOOP("TraceAct", "联系停诊患者"),
    "call-sheet": QT_TRANSLATE_NOOP("TraceAct", "打印联系单"),
    "clock": QT_TRANSLATE_NOOP("TraceAct", "时钟不准"),
    "numbers.returned": QT_TRANSLATE_NOOP("TraceAct", "退回号源"),
    "store.rolled-back": QT_TRANSLATE_NOOP("TraceAct", "本机数据被还原"),
    "trace.forked": QT_TRANSLATE_NOOP("TraceAct", "日志与中心不符"),
    "trace.close": QT_TRANSLATE_NOOP("TraceAct", "封存旧日志"),
    "trace.verify": QT_TRANSLATE_NOOP("TraceAct", "核验日志"),
    "risks.read": QT_TRANSLATE_NOOP("TraceAct", "看风险名单"),
    "help.begin": QT_TRANSLATE_NOOP("TraceAct", "开始远程协助"),
    "help.end": QT_TRANSLATE_NOOP("TraceAct", "结束远程协助"),
    "glass.broken": QT_TRANSLATE_NOOP("TraceAct", "破窗查看"),
    "opening.ask": QT_TRANSLATE_NOOP("TraceAct", "提请打开档案"),
    "opening.grant": QT_TRANSLATE_NOOP("TraceAct", "签名同意打开档案"),
    "undertaking.accept": QT_TRANSLATE_NOOP("TraceAct", "签保密承诺"),
    "record.sealed": QT_TRANSLATE_NOOP("TraceAct", "密封或解封档案"),
    "own.listed": QT_TRANSLATE_NOOP("TraceAct", "登记回避"),
    "desk.lend": QT_TRANSLATE_NOOP("TraceAct", "为另一账户开通本机"),
    "slot.add": QT_TRANSLATE_NOOP("TraceAct", "本机增加人员"),
    "tries.forgive": QT_TRANSLATE_NOOP("TraceAct", "恢复登录次数"),
    "access.read": QT_TRANSLATE_NOOP("TraceAct", "看权限复核"),
    "access.sign-off": QT_TRANSLATE_NOOP("TraceAct", "权限复核签字"),
    "access.leave": QT_TRANSLATE_NOOP("TraceAct", "提请停用账号"),
    "risk.review": QT_TRANSLATE_NOOP("TraceAct", "核查风险"),
    "trace.read": QT_TRANSLATE_NOOP("TraceAct", "看日志"),
}

KINDS: dict[str, str] = {
    "all": QT_TRANSLATE_NOOP("TraceKind", "全部"),
    "sign-in": QT_TRANSLATE_NOOP("TraceKind", "登录"),
    "look": QT_TRANSLATE_NOOP("TraceKind", "查看"),
    "change": QT_TRANSLATE_NOOP("TraceKind", "变更"),
    "paper": QT_TRANSLATE_NOOP("TraceKind", "打印"),
    "decision": QT_TRANSLATE_NOOP("TraceKind", "审批"),
}

PURPOSES: dict[str, str] = {
    "inspection": QT_TRANSLATE_NOOP("TracePurpose", "日常检查"),
    "complaint": QT_TRANSLATE_NOOP("TracePurpose", "投诉核查"),
    "incident": QT_TRANSLATE_NOOP("TracePurpose", "事件调查"),
    "compliance": QT_TRANSLATE_NOOP("TracePurpose", "合规审计"),
}

FAULTS: dict[str, str] = {
    "broken-link": QT_TRANSLATE_NOOP("TraceFault", "内容被改"),
    "bad-signature": QT_TRANSLATE_NOOP("TraceFault", "签名不符"),
    "fork": QT_TRANSLATE_NOOP("TraceFault", "分叉或被截断"),
    "gap": QT_TRANSLATE_NOOP("TraceFault", "缺少条目"),
    "sealed": QT_TRANSLATE_NOOP("TraceFault", "封存段打不开或被换过"),
    "time": QT_TRANSLATE_NOOP("TraceFault", "时间倒退"),
    "schema": QT_TRANSLATE_NOOP("TraceFault", "格式不符"),
}


def _word(context: str, table: dict[str, str], code: str) -> str:
    source = table.get(code)
    return code if source is None else translate(context, source)


def act_word(code: str) -> str:
    """Return what an act is called; a newer one comes back as its code."""
    return _word("TraceAct", ACTS, code)


def kind_word(code: str) -> str:
    """Return what a group of acts is called."""
    return _word("TraceKind", KINDS, code)


def purpose_word(code: str) -> str:
    """Return what entries are exported for."""
    return _word("TracePurpose", PURPOSES, code)


def headings() -> tuple[str, ...]:
    """Return the columns of the page."""
    return (
        translate("Trace", "时间"),
        translate("Trace", "窗口"),
        translate("Trace", "人员"),
        translate("Trace", "行为"),
        translate("Trace", "结果"),
        translate("Trace", "档案"),
        translate("Trace", "前 → 后"),
    )


def file_headings() -> tuple[str, ...]:
    """Return the columns of the file; domain.trace_reading.csv_of fills them."""
    return (
        translate("Trace", "时间（UTC）"),
        translate("Trace", "工作站"),
        translate("Trace", "窗口"),
        translate("Trace", "序号"),
        translate("Trace", "工号"),
        translate("Trace", "姓名"),
        translate("Trace", "角色"),
        translate("Trace", "行为"),
        translate("Trace", "结果"),
        translate("Trace", "档案"),
        translate("Trace", "对象"),
        translate("Trace", "网络地址"),
        translate("Trace", "详情"),
    )


def change(line: TraceLine) -> str:
    """Return "before → after" of a change, shortened; "" when the entry tells no change."""
    before, after = line.fact(BEFORE), line.fact(AFTER)
    return (
        f"{before[:SHORT_ID] or say.NOTHING} → {after[:SHORT_ID] or say.NOTHING}" if before or after else ""
    )


def result_word(code: str) -> str:
    """Return how an act ended."""
    known = {
        "ok": translate("TraceResult", "成功"),
        "accepted": translate("TraceResult", "成功"),
        "refused": translate("TraceResult", "拒绝"),
        "noticed": translate("TraceResult", "已发现"),
    }
    return known.get(code, code)


def detail(line: TraceLine) -> str:
    """Return everything an entry tells, in one paragraph."""
    parts = [
        f"#{line.seq}",
        translate("Trace", "工作站 {id}").format(id=line.desk),
        role_word(line.role),
        translate("Trace", "地址 {address}").format(address=line.address or say.NOTHING),
    ]
    if line.subject:
        parts.append(translate("Trace", "档案 {id}").format(id=line.subject))
    if line.object_id:
        parts.append(translate("Trace", "对象 {id}").format(id=line.object_id))
    parts += [f"{name}={value}" for name, value in line.facts]
    return "    ".join(parts)


def verdict(states: tuple[TraceState, ...]) -> str:
    """Return what a walk found, worst first."""
    bad = [state for state in states if not state.whole]
    if not bad:
        entries = sum(state.entries for state in states)
        return translate("Trace", "完整性 ✓ {desks} 个工作站共 {entries} 条逐条核验，签名相符").format(
            desks=len({state.desk for state in states}), entries=f"{entries:,}"
        )
    said = (
        translate("Trace", "{window} 第 {at} 条{fault}").format(
            window=state.window or state.desk,
            at=state.first_bad,
            fault=_word("TraceFault", FAULTS, state.fault),
        )
        for state in bad
    )
    return translate("Trace", "完整性 ✗ {all}").format(all="；".join(said))
