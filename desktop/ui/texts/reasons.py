"""Why central refused, and what the line answered, in plain words (codes of central and of the sync client)."""

from __future__ import annotations

from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

REASONS: dict[str, str] = {
    # an operation was refused
    "booking-exists": QT_TRANSLATE_NOOP("Reason", "这次挂号已登记过"),
    "booking-gone": QT_TRANSLATE_NOOP("Reason", "这次挂号已不在"),
    "case-exists": QT_TRANSLATE_NOOP("Reason", "这份申请已登记过"),
    "case-not-open": QT_TRANSLATE_NOOP("Reason", "申请已办结"),
    "case-void": QT_TRANSLATE_NOOP("Reason", "档案已变动，申请作废"),
    "effect-differs": QT_TRANSLATE_NOOP("Reason", "申请内容与签名不符"),
    "keys-unreadable": QT_TRANSLATE_NOOP("Reason", "密钥打不开"),
    "malformed": QT_TRANSLATE_NOOP("Reason", "内容格式不对"),
    "operation-differs": QT_TRANSLATE_NOOP("Reason", "同一编号的内容不一致"),
    "payload-unreadable": QT_TRANSLATE_NOOP("Reason", "加密内容打不开"),
    "person-exists": QT_TRANSLATE_NOOP("Reason", "此人已建档"),
    "person-gone": QT_TRANSLATE_NOOP("Reason", "此人档案已不在"),
    "person-unknown": QT_TRANSLATE_NOOP("Reason", "中心没有此人档案"),
    "signature-missing": QT_TRANSLATE_NOOP("Reason", "缺少签名"),
    "signature-wrong": QT_TRANSLATE_NOOP("Reason", "签名不符"),
    "task-not-open": QT_TRANSLATE_NOOP("Reason", "此事已有人处理"),
    "task-unknown": QT_TRANSLATE_NOOP("Reason", "没有这件事项"),
    "version-conflict": QT_TRANSLATE_NOOP("Reason", "别的窗口已先改过"),
    "wrong-epoch": QT_TRANSLATE_NOOP("Reason", "号池版本不符"),
    # a request was refused
    "code-not-sent": QT_TRANSLATE_NOOP("Reason", "短信通道没有发出"),
    "department-unknown": QT_TRANSLATE_NOOP("Reason", "没有这个科室"),
    "desk-quarantined": QT_TRANSLATE_NOOP("Reason", "本机已被隔离，请联系信息科"),
    "erasure-unproved": QT_TRANSLATE_NOOP("Reason", "有删除指令签名未通过，没有执行，请联系信息科"),
    "desk-revoked": QT_TRANSLATE_NOOP("Reason", "本机已被停用，请重新登记"),
    "desk-unknown": QT_TRANSLATE_NOOP("Reason", "中心没有登记本机"),
    "enrol-token": QT_TRANSLATE_NOOP("Reason", "登记码已用过或过期"),
    "hospital-missing": QT_TRANSLATE_NOOP("Reason", "中心还没有设好医院"),
    "keys-refused": QT_TRANSLATE_NOOP("Reason", "密钥未被接受"),
    "outside-hours": QT_TRANSLATE_NOOP("Reason", "不在放号时间内"),
    "operation-refused": QT_TRANSLATE_NOOP("Reason", "内容未被接受"),
    "protocol": QT_TRANSLATE_NOOP("Reason", "程序版本与中心不符，请更新"),
    "roster-not-held": QT_TRANSLATE_NOOP("Reason", "人员名册还没有签发"),
    "trace-forked": QT_TRANSLATE_NOOP("Reason", "本机日志与中心留存的不一致，请联系信息科"),
    "trace-refused": QT_TRANSLATE_NOOP("Reason", "本机日志的格式中心不认，请联系信息科"),
    "witness-unsigned": QT_TRANSLATE_NOOP("Reason", "中心的签名不符，请联系信息科"),
    "too-many-lookups": QT_TRANSLATE_NOOP("Reason", "查询太频繁，请稍后再查"),
    "wrong-keys": QT_TRANSLATE_NOOP("Reason", "中心密钥不符"),
    # behind central, or the line itself
    "answer-too-large": QT_TRANSLATE_NOOP("Reason", "中心的答复过大"),
    "no-answer-to-claim": QT_TRANSLATE_NOOP("Reason", "中心没有答复这次挂号"),
    "no-notice-yet": QT_TRANSLATE_NOOP("Reason", "还没有收到隐私告知"),
    "nobody-fetched": QT_TRANSLATE_NOOP("Reason", "没有取到此人档案"),
    "not-understood": QT_TRANSLATE_NOOP("Reason", "中心的答复看不懂"),
    "provider-down": QT_TRANSLATE_NOOP("Reason", "外部服务没有应答"),
    "provider-settings": QT_TRANSLATE_NOOP("Reason", "外部服务没有设好"),
    "sms-not-sent": QT_TRANSLATE_NOOP("Reason", "短信没有发出"),
}
