"""Words of the officer's registers: kinds, fields, choices."""

from __future__ import annotations

from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

KINDS: dict[str, str] = {
    "purpose": QT_TRANSLATE_NOOP("Register", "处理目的"),
    "recipient": QT_TRANSLATE_NOOP("Register", "接收方"),
    "processor": QT_TRANSLATE_NOOP("Register", "受托方"),
    "export": QT_TRANSLATE_NOOP("Register", "导出种类"),
    "assessment": QT_TRANSLATE_NOOP("Register", "影响评估"),
    "training": QT_TRANSLATE_NOOP("Register", "培训"),
}
FIELDS: dict[str, str] = {
    "name": QT_TRANSLATE_NOOP("RegisterField", "名称"),
    "data": QT_TRANSLATE_NOOP("RegisterField", "个人信息种类"),
    "basis": QT_TRANSLATE_NOOP("RegisterField", "合法性基础"),
    "contact": QT_TRANSLATE_NOOP("RegisterField", "联系方式"),
    "why": QT_TRANSLATE_NOOP("RegisterField", "目的"),
    "agreement": QT_TRANSLATE_NOOP("RegisterField", "协议编号"),
    "from": QT_TRANSLATE_NOOP("RegisterField", "生效日"),
    "until": QT_TRANSLATE_NOOP("RegisterField", "截止日"),
    "assessment": QT_TRANSLATE_NOOP("RegisterField", "影响评估编号"),
    "data-end": QT_TRANSLATE_NOOP("RegisterField", "期满后数据处置"),
    "number": QT_TRANSLATE_NOOP("RegisterField", "编号"),
    "about": QT_TRANSLATE_NOOP("RegisterField", "评估对象"),
    "day": QT_TRANSLATE_NOOP("RegisterField", "日期"),
    "risks": QT_TRANSLATE_NOOP("RegisterField", "风险"),
    "measures": QT_TRANSLATE_NOOP("RegisterField", "保护措施"),
    "result": QT_TRANSLATE_NOOP("RegisterField", "结论"),
    "keep-until": QT_TRANSLATE_NOOP("RegisterField", "保存至"),
    "person": QT_TRANSLATE_NOOP("RegisterField", "工号"),
    "material": QT_TRANSLATE_NOOP("RegisterField", "教材版本"),
    "next": QT_TRANSLATE_NOOP("RegisterField", "下次培训日"),
    "form": QT_TRANSLATE_NOOP("RegisterField", "表格"),
}
CHOICES: dict[str, str] = {
    "deidentified": QT_TRANSLATE_NOOP("RegisterChoice", "去标识化数据"),
    "accepted": QT_TRANSLATE_NOOP("RegisterChoice", "可以开展"),
    "rejected": QT_TRANSLATE_NOOP("RegisterChoice", "不得开展"),
    "passed": QT_TRANSLATE_NOOP("RegisterChoice", "合格"),
    "failed": QT_TRANSLATE_NOOP("RegisterChoice", "不合格"),
}
EXEMPTIONS: dict[str, str] = {
    "state-security": QT_TRANSLATE_NOOP("Exemption", "国家安全、国防安全"),
    "public-health": QT_TRANSLATE_NOOP("Exemption", "公共安全、公共卫生、重大公共利益"),
    "crime-and-court": QT_TRANSLATE_NOOP("Exemption", "犯罪侦查、起诉、审判、判决执行"),
    "vital-interest": QT_TRANSLATE_NOOP("Exemption", "生命财产等重大权益，难以取得本人同意"),
    "self-published": QT_TRANSLATE_NOOP("Exemption", "本人自行公开"),
    "research": QT_TRANSLATE_NOOP("Exemption", "统计或学术研究，已去标识化"),
}
DISCLOSURE_KINDS: dict[str, str] = {
    "share": QT_TRANSLATE_NOOP("DisclosureKind", "按协议共享"),
    "official": QT_TRANSLATE_NOOP("DisclosureKind", "公检法调取"),
    "consent": QT_TRANSLATE_NOOP("DisclosureKind", "本人同意"),
}
DISCLOSURE_STATES: dict[str, str] = {
    "filed": QT_TRANSLATE_NOOP("DisclosureState", "待批准"),
    "approved": QT_TRANSLATE_NOOP("DisclosureState", "可交出"),
    "handed": QT_TRANSLATE_NOOP("DisclosureState", "已交出"),
}
TERMS: dict[str, str] = {
    "soon": QT_TRANSLATE_NOOP("Term", "快到期"),
    "over": QT_TRANSLATE_NOOP("Term", "已到期"),
}
DISCLOSURE_FIELDS: dict[str, str] = {
    "recipient": QT_TRANSLATE_NOOP("DisclosureField", "提供给（单位）"),
    "paper": QT_TRANSLATE_NOOP("DisclosureField", "法律文书种类"),
    "number": QT_TRANSLATE_NOOP("DisclosureField", "文书或协议编号"),
    "why": QT_TRANSLATE_NOOP("DisclosureField", "原因"),
    "scan": QT_TRANSLATE_NOOP("DisclosureField", "文书扫描件（文件路径）"),
    "scope": QT_TRANSLATE_NOOP("DisclosureField", "内容"),
}
SCOPES: dict[str, str] = {
    "identity": QT_TRANSLATE_NOOP("Scope", "身份"),
    "phone": QT_TRANSLATE_NOOP("Scope", "手机号"),
    "address": QT_TRANSLATE_NOOP("Scope", "住址"),
    "bookings": QT_TRANSLATE_NOOP("Scope", "预约"),
}
