"""The fixed words of the pages: documents, tags, reasons, states, kinds."""

from __future__ import annotations

from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

SEXES: dict[str, str] = {
    "1": QT_TRANSLATE_NOOP("Word", "男"),
    "2": QT_TRANSLATE_NOOP("Word", "女"),
    "0": QT_TRANSLATE_NOOP("Word", "未知"),
    "9": QT_TRANSLATE_NOOP("Word", "未说明"),
}

TAGS: dict[str, str] = {
    "basis-by-law": QT_TRANSLATE_NOOP("Tag", "依其他法规"),
    "basis-consent": QT_TRANSLATE_NOOP("Tag", "依本人同意"),
    "basis-contract": QT_TRANSLATE_NOOP("Tag", "依就医合同"),
    "basis-emergency": QT_TRANSLATE_NOOP("Tag", "依紧急救治"),
    "basis-legal-duty": QT_TRANSLATE_NOOP("Tag", "依法定职责"),
    "basis-public-interest": QT_TRANSLATE_NOOP("Tag", "依公共利益"),
    "basis-self-published": QT_TRANSLATE_NOOP("Tag", "依自行公开"),
    "evidence-authority": QT_TRANSLATE_NOOP("Tag", "权威库核验"),
    "evidence-chip-read": QT_TRANSLATE_NOOP("Tag", "读过芯片"),
    "evidence-none": QT_TRANSLATE_NOOP("Tag", "无证明"),
    "evidence-phone-code": QT_TRANSLATE_NOOP("Tag", "仅验证手机"),
    "evidence-typed": QT_TRANSLATE_NOOP("Tag", "看过证件"),
    "has-account": QT_TRANSLATE_NOOP("Tag", "平台账户"),
    "name-check-match": QT_TRANSLATE_NOOP("Tag", "实名已核验"),
    "name-check-mismatch": QT_TRANSLATE_NOOP("Tag", "实名不一致"),
    "name-check-no-record": QT_TRANSLATE_NOOP("Tag", "实名无记录"),
    "name-check-not-asked": QT_TRANSLATE_NOOP("Tag", "实名未核验"),
    "name-check-unavailable": QT_TRANSLATE_NOOP("Tag", "实名待核验"),
    "phone-verified": QT_TRANSLATE_NOOP("Tag", "手机已验证"),
    "under-age": QT_TRANSLATE_NOOP("Tag", "未满 18 岁"),
}

REVEAL_REASONS: dict[str, str] = {
    "call-back": QT_TRANSLATE_NOOP("RevealReason", "回电联系·手机号"),
    "duplicate-check": QT_TRANSLATE_NOOP("RevealReason", "核对重复·证件号"),
    "rights-case": QT_TRANSLATE_NOOP("RevealReason", "权利请求·证件号"),
    "supervision": QT_TRANSLATE_NOOP("RevealReason", "督查·证件号"),
}

# what an act needs, as the end of "本事项要求：…" (N4)
EVIDENCE: dict[str, str] = {
    "authority": QT_TRANSLATE_NOOP("Evidence", "读过芯片或实名核验一致"),
    "chip-read": QT_TRANSLATE_NOOP("Evidence", "读过芯片"),
    "none": QT_TRANSLATE_NOOP("Evidence", "不需证件"),
    "phone-code": QT_TRANSLATE_NOOP("Evidence", "验证过手机"),
    "typed": QT_TRANSLATE_NOOP("Evidence", "看过有效证件"),
}

PHONE_REASONS: dict[str, str] = {
    "account-declined": QT_TRANSLATE_NOOP("PhoneReason", "患者不开账户"),
    "code-not-arriving": QT_TRANSLATE_NOOP("PhoneReason", "收不到短信"),
    "no-phone-here": QT_TRANSLATE_NOOP("PhoneReason", "没带手机"),
    "no-phone-owned": QT_TRANSLATE_NOOP("PhoneReason", "没有手机"),
    "offline": QT_TRANSLATE_NOOP("PhoneReason", "离线"),
    "phone-elsewhere": QT_TRANSLATE_NOOP("PhoneReason", "手机不在身边"),
    "phone-off": QT_TRANSLATE_NOOP("PhoneReason", "手机没开机"),
    "phone-refused": QT_TRANSLATE_NOOP("PhoneReason", "不愿提供"),
    "relative-carer": QT_TRANSLATE_NOOP("PhoneReason", "照护人电话"),
    "relative-child": QT_TRANSLATE_NOOP("PhoneReason", "子女电话"),
    "relative-parent": QT_TRANSLATE_NOOP("PhoneReason", "父母电话"),
    "relative-spouse": QT_TRANSLATE_NOOP("PhoneReason", "配偶电话"),
    "under-age": QT_TRANSLATE_NOOP("PhoneReason", "监护人电话"),
}

EMERGENCY_REASONS: dict[str, str] = {
    "documents-lost": QT_TRANSLATE_NOOP("EmergencyReason", "证件遗失"),
    "newborn": QT_TRANSLATE_NOOP("EmergencyReason", "新生儿"),
    "refused-to-show": QT_TRANSLATE_NOOP("EmergencyReason", "不愿出示证件"),
    "unconscious": QT_TRANSLATE_NOOP("EmergencyReason", "昏迷或无法说明"),
}

RELATIONS: dict[str, str] = {
    "father": QT_TRANSLATE_NOOP("Relation", "父亲"),
    "mother": QT_TRANSLATE_NOOP("Relation", "母亲"),
    "grandparent": QT_TRANSLATE_NOOP("Relation", "祖父母"),
    "other-guardian": QT_TRANSLATE_NOOP("Relation", "其他监护人"),
}

CONTACT_RELATIONS: dict[str, str] = {
    "spouse": QT_TRANSLATE_NOOP("ContactRelation", "配偶"),
    "child": QT_TRANSLATE_NOOP("ContactRelation", "子女"),
    "parent": QT_TRANSLATE_NOOP("ContactRelation", "父母"),
    "sibling": QT_TRANSLATE_NOOP("ContactRelation", "兄弟姐妹"),
    "other-kin": QT_TRANSLATE_NOOP("ContactRelation", "其他亲属"),
    "friend": QT_TRANSLATE_NOOP("ContactRelation", "朋友、同事"),
    "carer": QT_TRANSLATE_NOOP("ContactRelation", "护工、社工"),
}

CONSENT_STEPS: dict[str, str] = {
    "not-asked": QT_TRANSLATE_NOOP("ConsentStep", "验证手机时询问"),
    "waiting": QT_TRANSLATE_NOOP("ConsentStep", "等患者在屏上选"),
    "on-screen": QT_TRANSLATE_NOOP("ConsentStep", "患者已在屏上同意"),
    "on-paper": QT_TRANSLATE_NOOP("ConsentStep", "患者已签纸质"),
    "signed": QT_TRANSLATE_NOOP("ConsentStep", "患者已在屏上签名"),
    "declined": QT_TRANSLATE_NOOP("ConsentStep", "患者不开账户"),
    "has-account": QT_TRANSLATE_NOOP("ConsentStep", "已有账户"),
    "under-age": QT_TRANSLATE_NOOP("ConsentStep", "未满 18 岁不开"),
    "ask-again": QT_TRANSLATE_NOOP("ConsentStep", "新版告知，请再问"),
}

MISSING: dict[str, str] = {
    "identity": QT_TRANSLATE_NOOP("Missing", "身份"),
    "name": QT_TRANSLATE_NOOP("Missing", "姓名核对（Alt+U 存疑）"),
    "guardian": QT_TRANSLATE_NOOP("Missing", "监护人"),
    "address": QT_TRANSLATE_NOOP("Missing", "住址"),
    "card-number": QT_TRANSLATE_NOOP("Missing", "就诊卡号"),
    "contact-name": QT_TRANSLATE_NOOP("Missing", "联系人（Alt+E）"),
    "extra": QT_TRANSLATE_NOOP("Missing", "卡号、读音或联系人有误"),
    "phone": QT_TRANSLATE_NOOP("Missing", "手机"),
    "code": QT_TRANSLATE_NOOP("Missing", "手机验证"),
    "consent": QT_TRANSLATE_NOOP("Missing", "账户同意"),
    "slot": QT_TRANSLATE_NOOP("Missing", "号源"),
    "patient-says": QT_TRANSLATE_NOOP("Missing", "患者说信息有误，请改正"),
}

STEPS: dict[str, str] = {
    "identity": QT_TRANSLATE_NOOP("Step", "身份"),
    "phone": QT_TRANSLATE_NOOP("Step", "手机"),
    "slot": QT_TRANSLATE_NOOP("Step", "号源"),
    "print": QT_TRANSLATE_NOOP("Step", "打印"),
}

GROUNDS: dict[str, str] = {
    "close-account": QT_TRANSLATE_NOOP("Ground", "注销账户，不再使用"),
    "withdrawn-consent": QT_TRANSLATE_NOOP("Ground", "撤回同意"),
    "purpose-ended": QT_TRANSLATE_NOOP("Ground", "用途已实现，不再需要"),
    "minor": QT_TRANSLATE_NOOP("Ground", "未满 18 岁开的账户"),
    "account-only": QT_TRANSLATE_NOOP("Ground", "只注销平台账户，就诊档案保留"),
}

CANCEL_REASONS: dict[str, str] = {
    "cannot-come": QT_TRANSLATE_NOOP("CancelReason", "来不了"),
    "not-needed": QT_TRANSLATE_NOOP("CancelReason", "不需要看了"),
    "wrong-department": QT_TRANSLATE_NOOP("CancelReason", "科室不对"),
    "wrong-doctor": QT_TRANSLATE_NOOP("CancelReason", "医生不对"),
    "wrong-time": QT_TRANSLATE_NOOP("CancelReason", "时间不合适"),
    "booked-twice": QT_TRANSLATE_NOOP("CancelReason", "重复挂号"),
    "other": QT_TRANSLATE_NOOP("CancelReason", "其他"),
}

BLOCK_REASONS: dict[str, str] = {
    "disorder": QT_TRANSLATE_NOOP("BlockReason", "扰乱秩序"),
    "false-identity": QT_TRANSLATE_NOOP("BlockReason", "冒用身份"),
    "hoarding": QT_TRANSLATE_NOOP("BlockReason", "反复占号"),
    "resale": QT_TRANSLATE_NOOP("BlockReason", "倒卖号源"),
}

EXCUSE_REASONS: dict[str, str] = {
    "appeal": QT_TRANSLATE_NOOP("ExcuseReason", "申诉成立"),
    "hospital": QT_TRANSLATE_NOOP("ExcuseReason", "医院原因"),
    "illness": QT_TRANSLATE_NOOP("ExcuseReason", "急病或意外"),
    "marked-wrongly": QT_TRANSLATE_NOOP("ExcuseReason", "来过，误记"),
}

LIFT_REASONS: dict[str, str] = {
    "appeal": QT_TRANSLATE_NOOP("LiftReason", "申诉成立"),
    "mistake": QT_TRANSLATE_NOOP("LiftReason", "误停"),
    "settled": QT_TRANSLATE_NOOP("LiftReason", "事情已了结"),
}

RULE_FIELDS: dict[str, str] = {
    "effective": QT_TRANSLATE_NOOP("RuleField", "生效日"),
    "days-ahead": QT_TRANSLATE_NOOP("RuleField", "可约天数"),
    "days-from": QT_TRANSLATE_NOOP("RuleField", "最早提前天数"),
    "window-unit": QT_TRANSLATE_NOOP("RuleField", "天数按"),
    "release-time": QT_TRANSLATE_NOOP("RuleField", "放号时刻"),
    "closed-from": QT_TRANSLATE_NOOP("RuleField", "停约时刻起"),
    "closed-until": QT_TRANSLATE_NOOP("RuleField", "停约时刻止"),
    "least-age": QT_TRANSLATE_NOOP("RuleField", "可约最小年龄"),
    "return-delay": QT_TRANSLATE_NOOP("RuleField", "退号回放延迟"),
    "limit-day": QT_TRANSLATE_NOOP("RuleField", "每人每天"),
    "limit-department": QT_TRANSLATE_NOOP("RuleField", "每人每天每科"),
    "limit-doctor": QT_TRANSLATE_NOOP("RuleField", "每人每天每医生"),
    "limit-half-hour": QT_TRANSLATE_NOOP("RuleField", "每人每时段"),
    "limit-phone": QT_TRANSLATE_NOOP("RuleField", "每手机每天"),
    "cancel-days": QT_TRANSLATE_NOOP("RuleField", "退号提前天数"),
    "cancel-unit": QT_TRANSLATE_NOOP("RuleField", "提前天数按"),
    "cancel-clock": QT_TRANSLATE_NOOP("RuleField", "退号截止时刻"),
    "cancel-minutes": QT_TRANSLATE_NOOP("RuleField", "退号提前分钟"),
    "grace": QT_TRANSLATE_NOOP("RuleField", "挂后可退分钟"),
    "cancel-count": QT_TRANSLATE_NOOP("RuleField", "月退号次数上限"),
    "cancel-penalty": QT_TRANSLATE_NOOP("RuleField", "超限停约天数（0 到月底）"),
    "chief-days": QT_TRANSLATE_NOOP("RuleField", "退号提前天数"),
    "chief-unit": QT_TRANSLATE_NOOP("RuleField", "提前天数按"),
    "chief-clock": QT_TRANSLATE_NOOP("RuleField", "退号截止时刻"),
    "chief-minutes": QT_TRANSLATE_NOOP("RuleField", "退号提前分钟"),
    "associate-days": QT_TRANSLATE_NOOP("RuleField", "退号提前天数"),
    "associate-unit": QT_TRANSLATE_NOOP("RuleField", "提前天数按"),
    "associate-clock": QT_TRANSLATE_NOOP("RuleField", "退号截止时刻"),
    "associate-minutes": QT_TRANSLATE_NOOP("RuleField", "退号提前分钟"),
    "collect-minutes": QT_TRANSLATE_NOOP("RuleField", "提前几分取号"),
    "collect-morning": QT_TRANSLATE_NOOP("RuleField", "上午取号截止"),
    "collect-afternoon": QT_TRANSLATE_NOOP("RuleField", "下午取号截止"),
    "collect-then": QT_TRANSLATE_NOOP("RuleField", "过时未取"),
    "family-pick-up": QT_TRANSLATE_NOOP("RuleField", "家属代取"),
    "half-hour-no-show": QT_TRANSLATE_NOOP("RuleField", "按时段记爽约"),
    "no-show-minutes": QT_TRANSLATE_NOOP("RuleField", "结束后几分记爽约"),
    "no-show-count": QT_TRANSLATE_NOOP("RuleField", "爽约次数"),
    "no-show-count-in": QT_TRANSLATE_NOOP("RuleField", "次数统计"),
    "no-show-window": QT_TRANSLATE_NOOP("RuleField", "爽约统计天数"),
    "no-show-penalty": QT_TRANSLATE_NOOP("RuleField", "停约天数"),
    "no-show-from": QT_TRANSLATE_NOOP("RuleField", "停约起算"),
    "no-show-month": QT_TRANSLATE_NOOP("RuleField", "只停到月底"),
    "also-uncollected": QT_TRANSLATE_NOOP("RuleField", "过时未取也算"),
    "also-late-cancel": QT_TRANSLATE_NOOP("RuleField", "逾期退号也算"),
    "also-same-day": QT_TRANSLATE_NOOP("RuleField", "当日退号也算"),
    "walk-in": QT_TRANSLATE_NOOP("RuleField", "停约管现场号"),
    "passed-after": QT_TRANSLATE_NOOP("RuleField", "过号隔几人回队"),
    "late-minutes": QT_TRANSLATE_NOOP("RuleField", "迟到保留分钟"),
    "walk-in-after": QT_TRANSLATE_NOOP("RuleField", "几位预约插一现场"),
    "elder-from": QT_TRANSLATE_NOOP("RuleField", "老人优先年龄"),
    "elder-rank": QT_TRANSLATE_NOOP("RuleField", "老人优先次序"),
    "by-law-rank": QT_TRANSLATE_NOOP("RuleField", "依法优先次序"),
    "amber-minutes": QT_TRANSLATE_NOOP("RuleField", "久候黄色分钟"),
    "red-minutes": QT_TRANSLATE_NOOP("RuleField", "久候红色分钟"),
    "another-room-minutes": QT_TRANSLATE_NOOP("RuleField", "加开诊室分钟"),
    "code-again": QT_TRANSLATE_NOOP("RuleField", "久未来院重验手机（月）"),
    "phone-patients": QT_TRANSLATE_NOOP("RuleField", "每手机开户人数"),
}

RULE_GROUPS: dict[str, str] = {
    "booking": QT_TRANSLATE_NOOP("RuleGroup", "预约"),
    "limits": QT_TRANSLATE_NOOP("RuleGroup", "限号"),
    "cancel": QT_TRANSLATE_NOOP("RuleGroup", "退号"),
    "cancel-chief": QT_TRANSLATE_NOOP("RuleGroup", "主任医师退号（不填同上）"),
    "cancel-associate": QT_TRANSLATE_NOOP("RuleGroup", "副主任医师退号（不填同上）"),
    "collect": QT_TRANSLATE_NOOP("RuleGroup", "取号"),
    "no-show": QT_TRANSLATE_NOOP("RuleGroup", "爽约"),
    "line": QT_TRANSLATE_NOOP("RuleGroup", "候诊"),
    "phone": QT_TRANSLATE_NOOP("RuleGroup", "手机"),
}

RULE_CHOICES: dict[str, str] = {
    "calendar": QT_TRANSLATE_NOOP("RuleChoice", "自然日"),
    "working": QT_TRANSLATE_NOOP("RuleChoice", "工作日"),
    "lapses": QT_TRANSLATE_NOOP("RuleChoice", "号作废放回"),
    "no-show": QT_TRANSLATE_NOOP("RuleChoice", "记爽约"),
    "rolling": QT_TRANSLATE_NOOP("RuleChoice", "往前若干天"),
    "calendar-month": QT_TRANSLATE_NOOP("RuleChoice", "自然月"),
    "calendar-year": QT_TRANSLATE_NOOP("RuleChoice", "自然年"),
    "since-first": QT_TRANSLATE_NOOP("RuleChoice", "从首次起若干天"),
    "last-event": QT_TRANSLATE_NOOP("RuleChoice", "末次"),
    "first-event": QT_TRANSLATE_NOOP("RuleChoice", "首次"),
    "yes": QT_TRANSLATE_NOOP("RuleChoice", "是"),
    "no": QT_TRANSLATE_NOOP("RuleChoice", "否"),
}

RULE_WHENS: dict[str, str] = {
    "now": QT_TRANSLATE_NOOP("RuleWhen", "执行中"),
    "later": QT_TRANSLATE_NOOP("RuleWhen", "未到期"),
    "earlier": QT_TRANSLATE_NOOP("RuleWhen", "已被替代"),
}

CASE_KINDS: dict[str, str] = {
    "delete": QT_TRANSLATE_NOOP("CaseKind", "删除"),
    "account-only": QT_TRANSLATE_NOOP("CaseKind", "注销账户"),
}

CASE_STATES: dict[str, str] = {
    "filed": QT_TRANSLATE_NOOP("CaseState", "待审批"),
    "approved": QT_TRANSLATE_NOOP("CaseState", "已批准，冷静期 24 小时"),
    "withdrawn": QT_TRANSLATE_NOOP("CaseState", "已撤回"),
    "destroyed": QT_TRANSLATE_NOOP("CaseState", "密钥已销毁，等各窗回执"),
    "backup": QT_TRANSLATE_NOOP("CaseState", "已删除，等备份更新"),
    "done": QT_TRANSLATE_NOOP("CaseState", "已办结"),
}

OPERATIONS: dict[str, str] = {
    "patient.register": QT_TRANSLATE_NOOP("Operation", "建档"),
    "patient.correct": QT_TRANSLATE_NOOP("Operation", "更正档案"),
    "account.put": QT_TRANSLATE_NOOP("Operation", "平台账户"),
    "notice.show": QT_TRANSLATE_NOOP("Operation", "告知隐私政策"),
    "consent.record": QT_TRANSLATE_NOOP("Operation", "记录同意"),
    "booking.claim": QT_TRANSLATE_NOOP("Operation", "联网挂号"),
    "booking.promise": QT_TRANSLATE_NOOP("Operation", "离线挂号"),
    "booking.cancel": QT_TRANSLATE_NOOP("Operation", "退号"),
    "paper-slips.print": QT_TRANSLATE_NOOP("Operation", "打印应急空白单"),
    "waiting.put": QT_TRANSLATE_NOOP("Operation", "加入候补"),
    "waiting.drop": QT_TRANSLATE_NOOP("Operation", "移出候补"),
    "waiting.book": QT_TRANSLATE_NOOP("Operation", "候补约号"),
    "person.block": QT_TRANSLATE_NOOP("Operation", "停约"),
    "person.unblock": QT_TRANSLATE_NOOP("Operation", "解除停约"),
    "booking.restore": QT_TRANSLATE_NOOP("Operation", "撤销退号"),
    "booking.move": QT_TRANSLATE_NOOP("Operation", "改约"),
    "booking.ask-late": QT_TRANSLATE_NOOP("Operation", "申请逾期退号"),
    "rules.publish": QT_TRANSLATE_NOOP("Operation", "发布预约规则"),
    "booking.ask-pick-up": QT_TRANSLATE_NOOP("Operation", "申请取号放行"),
    "booking.appeal-no-show": QT_TRANSLATE_NOOP("Operation", "爽约申诉"),
    "booking.cancel-late": QT_TRANSLATE_NOOP("Operation", "批准逾期退号"),
    "booking.check-in": QT_TRANSLATE_NOOP("Operation", "报到"),
    "booking.queue-step": QT_TRANSLATE_NOOP("Operation", "叫号排队"),
    "right.return": QT_TRANSLATE_NOOP("Operation", "退回号池"),
    "erasure.file": QT_TRANSLATE_NOOP("Operation", "提交删除申请"),
    "erasure.approve": QT_TRANSLATE_NOOP("Operation", "批准删除"),
    "erasure.withdraw": QT_TRANSLATE_NOOP("Operation", "撤回删除"),
    "request.file": QT_TRANSLATE_NOOP("Operation", "受理请求"),
    "request.step": QT_TRANSLATE_NOOP("Operation", "办理请求"),
    "request.decide": QT_TRANSLATE_NOOP("Operation", "决定请求"),
    "duty.file": QT_TRANSLATE_NOOP("Operation", "登记合规事项"),
    "duty.step": QT_TRANSLATE_NOOP("Operation", "办理合规事项"),
    "duty.sign": QT_TRANSLATE_NOOP("Operation", "签字合规事项"),
    "duty.tell": QT_TRANSLATE_NOOP("Operation", "记录告知"),
    "request.effect": QT_TRANSLATE_NOOP("Operation", "执行请求决定"),
    "request.propose": QT_TRANSLATE_NOOP("Operation", "写明请求的更改"),
    "request.stop": QT_TRANSLATE_NOOP("Operation", "停止请求的更改"),
    "erasure.receipt": QT_TRANSLATE_NOOP("Operation", "删除回执"),
    "task.resolve": QT_TRANSLATE_NOOP("Operation", "处理核对事项"),
    "duplicates.scan": QT_TRANSLATE_NOOP("Operation", "比对全部档案"),
    "pair.dismiss": QT_TRANSLATE_NOOP("Operation", "认定不是同一人"),
    "merge.file": QT_TRANSLATE_NOOP("Operation", "申请合并档案"),
    "merge.refuse": QT_TRANSLATE_NOOP("Operation", "驳回合并"),
    "merge.approve": QT_TRANSLATE_NOOP("Operation", "批准合并"),
    "merge.undo": QT_TRANSLATE_NOOP("Operation", "撤销合并"),
    "payment.record": QT_TRANSLATE_NOOP("Operation", "收费"),
    "payment.refund": QT_TRANSLATE_NOOP("Operation", "退费"),
    "shift.open": QT_TRANSLATE_NOOP("Operation", "开班"),
    "shift.hand-over": QT_TRANSLATE_NOOP("Operation", "交班"),
    "shift.settle": QT_TRANSLATE_NOOP("Operation", "结账"),
    "department.put": QT_TRANSLATE_NOOP("Operation", "改科室"),
    "doctor.put": QT_TRANSLATE_NOOP("Operation", "改医生"),
    "room.put": QT_TRANSLATE_NOOP("Operation", "改诊室"),
    "template.put": QT_TRANSLATE_NOOP("Operation", "改排班模板"),
    "message.put": QT_TRANSLATE_NOOP("Operation", "改短信正文"),
    "absence.put": QT_TRANSLATE_NOOP("Operation", "改请假"),
    "sessions.make": QT_TRANSLATE_NOOP("Operation", "生成班次"),
    "session.change": QT_TRANSLATE_NOOP("Operation", "替诊或换诊室"),
    "session.split": QT_TRANSLATE_NOOP("Operation", "分配号源"),
    "session.add-extra": QT_TRANSLATE_NOOP("Operation", "加号"),
    "sessions.stop": QT_TRANSLATE_NOOP("Operation", "停诊"),
    "affected.note": QT_TRANSLATE_NOOP("Operation", "停诊联系"),
    "affected.inform": QT_TRANSLATE_NOOP("Operation", "停诊短信"),
    "affected.offer": QT_TRANSLATE_NOOP("Operation", "停诊留号"),
    "disclosure.file": QT_TRANSLATE_NOOP("Operation", "登记提供"),
    "disclosure.approve": QT_TRANSLATE_NOOP("Operation", "批准提供"),
    "disclosure.hand-over": QT_TRANSLATE_NOOP("Operation", "交出资料"),
    "glass.break": QT_TRANSLATE_NOOP("Operation", "破窗查看"),
    "record.seal": QT_TRANSLATE_NOOP("Operation", "密封或解封档案"),
    "register.put": QT_TRANSLATE_NOOP("Operation", "签名登记"),
    "policy.publish": QT_TRANSLATE_NOOP("Operation", "发布隐私告知"),
    "paper.publish": QT_TRANSLATE_NOOP("Operation", "发布单据模板"),
    "figures.ask-export": QT_TRANSLATE_NOOP("Operation", "提请签名导出"),
    "figures.sign-export": QT_TRANSLATE_NOOP("Operation", "签名导出"),
    "risk.sign-threshold": QT_TRANSLATE_NOOP("Operation", "签名改动风险规则阈值"),
    "record.ask-opening": QT_TRANSLATE_NOOP("Operation", "提请打开档案"),
    "record.grant-opening": QT_TRANSLATE_NOOP("Operation", "签名同意打开档案"),
    "undertaking.accept": QT_TRANSLATE_NOOP("Operation", "签保密承诺"),
    "affected.move": QT_TRANSLATE_NOOP("Operation", "停诊改约"),
}

DIFFERENCES: dict[str, str] = {
    "change-wrong": QT_TRANSLATE_NOOP("Difference", "找零有误"),
    "false-note": QT_TRANSLATE_NOOP("Difference", "收到假钞"),
    "float-wrong": QT_TRANSLATE_NOOP("Difference", "备用金有误"),
    "unknown": QT_TRANSLATE_NOOP("Difference", "原因不明"),
}

CHANNELS: dict[str, str] = {
    "desk": QT_TRANSLATE_NOOP("Channel", "窗口"),
    "online": QT_TRANSLATE_NOOP("Channel", "线上"),
}

GROUP_BY: dict[str, str] = {
    "day": QT_TRANSLATE_NOOP("GroupBy", "日期"),
    "department": QT_TRANSLATE_NOOP("GroupBy", "科室"),
    "doctor": QT_TRANSLATE_NOOP("GroupBy", "医生"),
    "clerk": QT_TRANSLATE_NOOP("GroupBy", "收费员"),
    "channel": QT_TRANSLATE_NOOP("GroupBy", "渠道"),
}

SHIFT_STATES: dict[str, str] = {
    "open": QT_TRANSLATE_NOOP("ShiftState", "在班"),
    "handed-over": QT_TRANSLATE_NOOP("ShiftState", "已交班"),
    "settled": QT_TRANSLATE_NOOP("ShiftState", "已结账"),
}
