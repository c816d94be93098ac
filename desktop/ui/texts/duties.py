"""Words of duties: fields, kinds, grades, steps, clocks, how people were touched and told."""

from __future__ import annotations

from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

TABS: dict[str, str] = {
    "incident": QT_TRANSLATE_NOOP("DutyTab", "安全事件"),
    "retention": QT_TRANSLATE_NOOP("DutyTab", "到期清理"),
    "announcement": QT_TRANSLATE_NOOP("DutyTab", "服务公告"),
    "legal": QT_TRANSLATE_NOOP("DutyTab", "依法查阅"),
}
SENDS: dict[str, str] = {
    "incident": QT_TRANSLATE_NOOP("DutySend", "登记"),
    "retention": QT_TRANSLATE_NOOP("DutySend", "试算"),
    "announcement": QT_TRANSLATE_NOOP("DutySend", "发布公告"),
    "legal": QT_TRANSLATE_NOOP("DutySend", "提交查阅申请"),
}
ANNOUNCEMENT_STATES: dict[str, str] = {
    "waiting": QT_TRANSLATE_NOOP("AnnouncementState", "到时显示"),
    "shown": QT_TRANSLATE_NOOP("AnnouncementState", "正在显示"),
    "over": QT_TRANSLATE_NOOP("AnnouncementState", "已到期"),
    "withdrawn": QT_TRANSLATE_NOOP("AnnouncementState", "已撤下"),
}
FIELDS: dict[str, str] = {
    "title": QT_TRANSLATE_NOOP("DutyField", "标题"),
    "text": QT_TRANSLATE_NOOP("DutyField", "正文"),
    "shown-from": QT_TRANSLATE_NOOP("DutyField", "显示从"),
    "shown-until": QT_TRANSLATE_NOOP("DutyField", "显示到"),
    "type": QT_TRANSLATE_NOOP("DutyField", "事件类型"),
    "grade": QT_TRANSLATE_NOOP("DutyField", "事件级别"),
    "operator": QT_TRANSLATE_NOOP("DutyField", "运营者类别"),
    "found_at": QT_TRANSLATE_NOOP("DutyField", "发现时间"),
    "desk": QT_TRANSLATE_NOOP("DutyField", "涉及窗口"),
    "staff": QT_TRANSLATE_NOOP("DutyField", "涉及人员（工号或首字母）"),
    "since": QT_TRANSLATE_NOOP("DutyField", "从"),
    "until": QT_TRANSLATE_NOOP("DutyField", "到"),
    "summary": QT_TRANSLATE_NOOP("DutyField", "经过（不写患者信息）"),
    "what": QT_TRANSLATE_NOOP("DutyField", "1 情况和可能的影响"),
    "done": QT_TRANSLATE_NOOP("DutyField", "2 已采取和将采取的措施"),
    "guard": QT_TRANSLATE_NOOP("DutyField", "3 怎样自己防范"),
    "remedy": QT_TRANSLATE_NOOP("DutyField", "4 补救办法"),
    "contact": QT_TRANSLATE_NOOP("DutyField", "联系方式"),
    "ground": QT_TRANSLATE_NOOP("DutyField", "法定理由"),
    "authority": QT_TRANSLATE_NOOP("DutyField", "要求查阅的机关"),
    "paper": QT_TRANSLATE_NOOP("DutyField", "文书号"),
    "case": QT_TRANSLATE_NOOP("DutyField", "删除案号（不知道可不填）"),
    "why": QT_TRANSLATE_NOOP("DutyField", "查什么、为什么（不写患者信息）"),
    "number": QT_TRANSLATE_NOOP("DutyField", "文书上的证件号（没有案号时）"),
    "reason": QT_TRANSLATE_NOOP("DutyField", "结案理由（不需报告时必填）"),
}
WORDS: dict[str, str] = {
    "leak": QT_TRANSLATE_NOOP("DutyWord", "泄露"),
    "tamper": QT_TRANSLATE_NOOP("DutyWord", "篡改"),
    "loss": QT_TRANSLATE_NOOP("DutyWord", "丢失"),
    "misuse": QT_TRANSLATE_NOOP("DutyWord", "滥用"),
    "outage": QT_TRANSLATE_NOOP("DutyWord", "中断"),
    "lost-device": QT_TRANSLATE_NOOP("DutyWord", "设备遗失"),
    "extreme": QT_TRANSLATE_NOOP("DutyWord", "特别重大"),
    "major": QT_TRANSLATE_NOOP("DutyWord", "重大"),
    "larger": QT_TRANSLATE_NOOP("DutyWord", "较大"),
    "general": QT_TRANSLATE_NOOP("DutyWord", "一般"),
    "critical": QT_TRANSLATE_NOOP("DutyWord", "关键信息基础设施"),
    "central-organ": QT_TRANSLATE_NOOP("DutyWord", "中央机关所属"),
    "other": QT_TRANSLATE_NOOP("DutyWord", "其他运营者"),
    "court": QT_TRANSLATE_NOOP("DutyWord", "法院调取"),
    "police": QT_TRANSLATE_NOOP("DutyWord", "公安、检察调取"),
    "supervision": QT_TRANSLATE_NOOP("DutyWord", "监管部门检查"),
    "dispute": QT_TRANSLATE_NOOP("DutyWord", "医疗纠纷处理"),
    "billing": QT_TRANSLATE_NOOP("DutyWord", "财务、医保核查"),
    "revealed": QT_TRANSLATE_NOOP("DutyWord", "查看"),
    "printed": QT_TRANSLATE_NOOP("DutyWord", "打印"),
    "decryptable": QT_TRANSLATE_NOOP("DutyWord", "本机可解"),
    "sms": QT_TRANSLATE_NOOP("DutyWord", "短信"),
    "letter": QT_TRANSLATE_NOOP("DutyWord", "信函"),
    "phone": QT_TRANSLATE_NOOP("DutyWord", "电话"),
    "waiting": QT_TRANSLATE_NOOP("DutyWord", "未告知"),
    "sending": QT_TRANSLATE_NOOP("DutyWord", "发送中"),
    "told": QT_TRANSLATE_NOOP("DutyWord", "已告知"),
    "not-reached": QT_TRANSLATE_NOOP("DutyWord", "未联系上"),
}
STATES: dict[str, str] = {
    "open": QT_TRANSLATE_NOOP("DutyState", "处理中"),
    "closing": QT_TRANSLATE_NOOP("DutyState", "等另一人签字结案"),
    "closed": QT_TRANSLATE_NOOP("DutyState", "已结案"),
    "proposed": QT_TRANSLATE_NOOP("DutyState", "等另一人签字"),
    "approved": QT_TRANSLATE_NOOP("DutyState", "已批准，一天内可查"),
    "done": QT_TRANSLATE_NOOP("DutyState", "已清理"),
}
STEPS: dict[str, str] = {
    "opened": QT_TRANSLATE_NOOP("DutyStep", "登记"),
    "grade": QT_TRANSLATE_NOOP("DutyStep", "定级"),
    "contents": QT_TRANSLATE_NOOP("DutyStep", "写好告知内容"),
    "note": QT_TRANSLATE_NOOP("DutyStep", "记录"),
    "sms": QT_TRANSLATE_NOOP("DutyStep", "发出短信告知"),
    "reported": QT_TRANSLATE_NOOP("DutyStep", "已向监管部门报告"),
    "announced": QT_TRANSLATE_NOOP("DutyStep", "已公告"),
    "propose": QT_TRANSLATE_NOOP("DutyStep", "申请结案"),
    "reopen": QT_TRANSLATE_NOOP("DutyStep", "退回处理"),
    "closed": QT_TRANSLATE_NOOP("DutyStep", "签字结案"),
}
KEPT: dict[str, str] = {
    "codes": QT_TRANSLATE_NOOP("Kept", "验证码"),
    "lookups": QT_TRANSLATE_NOOP("Kept", "查询记录"),
    "messages": QT_TRANSLATE_NOOP("Kept", "短信发送记录"),
    "online-orders": QT_TRANSLATE_NOOP("Kept", "线上订单应答"),
    "incident-people": QT_TRANSLATE_NOOP("Kept", "事件告知名单"),
}
CLOCKS: dict[str, str] = {
    "regulator-1h": QT_TRANSLATE_NOOP("DutyClock", "1 小时内报告"),
    "regulator-2h": QT_TRANSLATE_NOOP("DutyClock", "2 小时内报告"),
    "regulator-4h": QT_TRANSLATE_NOOP("DutyClock", "4 小时内报告"),
    "second-look-24h": QT_TRANSLATE_NOOP("DutyClock", "24 小时内复核"),
}
