"""Words of requests: kinds, who asks, how it came, proofs, states, outcomes, grounds, clocks."""

from __future__ import annotations

from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

KINDS: dict[str, str] = {
    "access": QT_TRANSLATE_NOOP("RequestKind", "查阅"),
    "copy": QT_TRANSLATE_NOOP("RequestKind", "复制"),
    "correct": QT_TRANSLATE_NOOP("RequestKind", "更正"),
    "supplement": QT_TRANSLATE_NOOP("RequestKind", "补充"),
    "delete": QT_TRANSLATE_NOOP("RequestKind", "删除"),
    "close-account": QT_TRANSLATE_NOOP("RequestKind", "注销账户"),
    "withdraw": QT_TRANSLATE_NOOP("RequestKind", "撤回同意"),
    "explain": QT_TRANSLATE_NOOP("RequestKind", "解释规则"),
    "restrict": QT_TRANSLATE_NOOP("RequestKind", "限制处理"),
    "transfer": QT_TRANSLATE_NOOP("RequestKind", "转移数据"),
    "kin": QT_TRANSLATE_NOOP("RequestKind", "逝者近亲属"),
    "complaint": QT_TRANSLATE_NOOP("RequestKind", "投诉举报"),
    "question": QT_TRANSLATE_NOOP("RequestKind", "咨询建议"),
    "freeze": QT_TRANSLATE_NOOP("RequestKind", "冻结账户"),
    "unfreeze": QT_TRANSLATE_NOOP("RequestKind", "解冻账户"),
    "legal-hold": QT_TRANSLATE_NOOP("RequestKind", "依法保全"),
    "lift-hold": QT_TRANSLATE_NOOP("RequestKind", "解除保全"),
    "phone-change": QT_TRANSLATE_NOOP("RequestKind", "更换手机号"),
    "harm": QT_TRANSLATE_NOOP("RequestKind", "损害索赔"),
    "phone-mine": QT_TRANSLATE_NOOP("RequestKind", "此号码现归本人"),
}
# each kind as it is said to the person at the window
MEANINGS: dict[str, str] = {
    "access": QT_TRANSLATE_NOOP("RequestMeaning", "看医院存了本人哪些资料、谁查看过"),
    "copy": QT_TRANSLATE_NOOP("RequestMeaning", "把本人的资料带走一份：文件和口令分开给"),
    "correct": QT_TRANSLATE_NOOP("RequestMeaning", "资料写错了，改成对的，要看证明"),
    "supplement": QT_TRANSLATE_NOOP("RequestMeaning", "资料不全，补上缺的，要看证明"),
    "withdraw": QT_TRANSLATE_NOOP("RequestMeaning", "不再同意某一用途，以后停用，以前的照旧有效"),
    "explain": QT_TRANSLATE_NOOP("RequestMeaning", "问清资料怎么用、凭什么规定"),
    "restrict": QT_TRANSLATE_NOOP("RequestMeaning", "资料先留着不用，除非法律要求"),
    "transfer": QT_TRANSLATE_NOOP("RequestMeaning", "把资料转给本人指定的另一机构"),
    "kin": QT_TRANSLATE_NOOP("RequestMeaning", "近亲属为自身合法利益查阅、复制逝者资料"),
    "complaint": QT_TRANSLATE_NOOP("RequestMeaning", "对处理个人信息不满，由没经手的人答复"),
    "question": QT_TRANSLATE_NOOP("RequestMeaning", "咨询或提建议，不查看任何人的资料"),
    "freeze": QT_TRANSLATE_NOOP("RequestMeaning", "怀疑账户被冒用，马上停用"),
    "unfreeze": QT_TRANSLATE_NOOP("RequestMeaning", "账户已弄清，恢复使用，要两人同意"),
    "legal-hold": QT_TRANSLATE_NOOP("RequestMeaning", "法院、公安凭文书要求保全，期间不能删除"),
    "lift-hold": QT_TRANSLATE_NOOP("RequestMeaning", "凭文书解除保全"),
    "phone-change": QT_TRANSLATE_NOOP("RequestMeaning", "换留存的手机号，旧号会收到通知，等 24 小时"),
    "harm": QT_TRANSLATE_NOOP("RequestMeaning", "因安全事件受了损害，要求赔偿"),
    "phone-mine": QT_TRANSLATE_NOOP("RequestMeaning", "这个号码以前是别人的，现在是本人的"),
}
ASKERS: dict[str, str] = {
    "self": QT_TRANSLATE_NOOP("Asker", "本人"),
    "agent": QT_TRANSLATE_NOOP("Asker", "代理人"),
    "guardian": QT_TRANSLATE_NOOP("Asker", "监护人"),
    "kin": QT_TRANSLATE_NOOP("Asker", "近亲属"),
    "staff": QT_TRANSLATE_NOOP("Asker", "本院职工"),
    "other": QT_TRANSLATE_NOOP("Asker", "其他人"),
}
CHANNELS: dict[str, str] = {
    "window": QT_TRANSLATE_NOOP("RequestChannel", "窗口"),
    "phone": QT_TRANSLATE_NOOP("RequestChannel", "电话"),
    "email": QT_TRANSLATE_NOOP("RequestChannel", "邮件"),
    "post": QT_TRANSLATE_NOOP("RequestChannel", "信函"),
    "online": QT_TRANSLATE_NOOP("RequestChannel", "线上"),
}
SIGNED_HOW: dict[str, str] = {
    "not": QT_TRANSLATE_NOOP("SignedHow", "请本人签名"),
    "drawn": QT_TRANSLATE_NOOP("SignedHow", "本人已在屏上签名"),
    "paper": QT_TRANSLATE_NOOP("SignedHow", "本人已签纸质申请"),
}
LANGUAGES: dict[str, str] = {
    "zh": QT_TRANSLATE_NOOP("PaperLanguage", "中文"),
    "en": QT_TRANSLATE_NOOP("PaperLanguage", "英文"),
}
PROOFS: dict[str, str] = {
    "chip-read": QT_TRANSLATE_NOOP("Proof", "读过证件芯片"),
    "document-seen": QT_TRANSLATE_NOOP("Proof", "看过证件原件"),
    "code-on-file": QT_TRANSLATE_NOOP("Proof", "留存手机号验证码"),
    "call-back": QT_TRANSLATE_NOOP("Proof", "按留存号码回拨"),
    "asker-document": QT_TRANSLATE_NOOP("Proof", "来人证件"),
    "subject-document": QT_TRANSLATE_NOOP("Proof", "患者证件"),
    "mandate": QT_TRANSLATE_NOOP("Proof", "授权委托书"),
    "relation": QT_TRANSLATE_NOOP("Proof", "关系证明"),
    "guardianship": QT_TRANSLATE_NOOP("Proof", "监护证明"),
    "death": QT_TRANSLATE_NOOP("Proof", "死亡证明"),
    "own-interest": QT_TRANSLATE_NOOP("Proof", "自身利益书面说明"),
    "no-contrary-wish": QT_TRANSLATE_NOOP("Proof", "已问明：生前无相反安排"),
    "order": QT_TRANSLATE_NOOP("Proof", "机关的法律文书原件"),
    "second-document": QT_TRANSLATE_NOOP("Proof", "第二种证件原件"),
    "authorisation": QT_TRANSLATE_NOOP("Proof", "本人签字的转移授权书"),
    "agreement": QT_TRANSLATE_NOOP("Proof", "登记簿中有效的协议"),
}
PARTS: dict[str, str] = {
    "visits": QT_TRANSLATE_NOOP("RequestPart", "挂号就诊"),
    "fees": QT_TRANSLATE_NOOP("RequestPart", "费用"),
    "contact": QT_TRANSLATE_NOOP("RequestPart", "联系方式"),
}
STATES: dict[str, str] = {
    "filed": QT_TRANSLATE_NOOP("RequestState", "待核验身份"),
    "proof-awaited": QT_TRANSLATE_NOOP("RequestState", "等补证，期限暂停"),
    "verified": QT_TRANSLATE_NOOP("RequestState", "已核验，待决定"),
    "reviewed": QT_TRANSLATE_NOOP("RequestState", "一人已决定，待复核"),
    "decided": QT_TRANSLATE_NOOP("RequestState", "已决定，待答复"),
    "answered": QT_TRANSLATE_NOOP("RequestState", "已答复"),
    "withdrawn": QT_TRANSLATE_NOOP("RequestState", "已撤回"),
}
OUTCOMES: dict[str, str] = {
    "approved": QT_TRANSLATE_NOOP("RequestOutcome", "同意办理"),
    "partly": QT_TRANSLATE_NOOP("RequestOutcome", "部分同意"),
    "refused": QT_TRANSLATE_NOOP("RequestOutcome", "不予办理"),
}
REFUSALS: dict[str, str] = {
    "groundless-repetition": QT_TRANSLATE_NOOP("Refusal", "无正当理由反复申请"),
    "too-much-means": QT_TRANSLATE_NOOP("Refusal", "需要过多技术手段"),
    "risk-to-others": QT_TRANSLATE_NOOP("Refusal", "危及他人合法权益"),
    "very-impractical": QT_TRANSLATE_NOOP("Refusal", "极不切实际"),
    "not-proved": QT_TRANSLATE_NOOP("Refusal", "身份未能证明"),
    "no-fault": QT_TRANSLATE_NOOP("Refusal", "已证明本院无过错（仅限索赔）"),
    "law-keeps": QT_TRANSLATE_NOOP("Refusal", "法律要求保存（仅限部分）"),
}
CLOCKS: dict[str, str] = {
    "reply-15": QT_TRANSLATE_NOOP("Clock", "15 日内答复"),
    "complaint-15": QT_TRANSLATE_NOOP("Clock", "投诉 15 日内答复"),
    "contact-15w": QT_TRANSLATE_NOOP("Clock", "来电来函 15 个工作日"),
    "question-15w": QT_TRANSLATE_NOOP("Clock", "咨询 15 个工作日"),
    "cancel-15w": QT_TRANSLATE_NOOP("Clock", "注销更正 15 个工作日"),
    "standard-30": QT_TRANSLATE_NOOP("Clock", "国标 30 日"),
}
CLOCK_SOURCES: dict[str, str] = {
    "policy-5": QT_TRANSLATE_NOOP("ClockSource", "隐私政策第五条"),
    "policy-5-complaint": QT_TRANSLATE_NOOP("ClockSource", "隐私政策第五条，投诉"),
    "policy-8": QT_TRANSLATE_NOOP("ClockSource", "隐私政策第八条"),
    "gbt-35273-8.5": QT_TRANSLATE_NOOP("ClockSource", "GB/T 35273 第 8.5 条"),
    "gbt-35273-8.7": QT_TRANSLATE_NOOP("ClockSource", "GB/T 35273 第 8.7 条"),
}
CASE_NOTES: dict[str, str] = {
    "from-person": QT_TRANSLATE_NOOP("CaseNote", "请求人来话"),
    "to-person": QT_TRANSLATE_NOOP("CaseNote", "已告知请求人"),
    "task": QT_TRANSLATE_NOOP("CaseNote", "交同事办"),
    "task-done": QT_TRANSLATE_NOOP("CaseNote", "同事已办"),
    "extended": QT_TRANSLATE_NOOP("CaseNote", "延期并告知"),
    "attached": QT_TRANSLATE_NOOP("CaseNote", "附件"),
    "called": QT_TRANSLATE_NOOP("CaseNote", "回拨"),
    "escalated": QT_TRANSLATE_NOOP("CaseNote", "升级，两人决定"),
}
