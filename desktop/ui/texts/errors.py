"""Every known error, and central's reasons, as a sentence that says what to do next (facts in braces)."""

from __future__ import annotations

from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

ERRORS: dict[str, str] = {
    "case-void": QT_TRANSLATE_NOOP("Error", "档案已变动，请重新提交申请"),
    "central-refused": QT_TRANSLATE_NOOP("Error", "中心未接受：{reason_text}"),
    "central-unreachable": QT_TRANSLATE_NOOP("Error", "连不上中心，可继续挂号，稍后自动重试"),
    "clock-skew": QT_TRANSLATE_NOOP("Error", "本机时间不准，请信息科校时后再试"),
    "code-expired": QT_TRANSLATE_NOOP("Error", "已过期，请重发"),
    "code-wrong": QT_TRANSLATE_NOOP("Error", "不正确，还可试 {left} 次"),
    "disk-full": QT_TRANSLATE_NOOP("Error", "磁盘已满，没有保存，请联系信息科"),
    "draft-incomplete": QT_TRANSLATE_NOOP("Error", "还差：{missing_text}"),
    "enrol-code": QT_TRANSLATE_NOOP("Error", "登记码不能用，请向管理员重新索取"),
    "illegal-transition": QT_TRANSLATE_NOOP("Error", "这次挂号的状态已变，请刷新后再办"),
    "known": QT_TRANSLATE_NOOP("Error", "无法完成，请重试"),
    "no-rights-left": QT_TRANSLATE_NOOP("Error", "本窗号池没有这个时段的号，请选其他时段"),
    "not-permitted": QT_TRANSLATE_NOOP("Error", "没有这项权限，请主管办理"),
    "not-enrolled": QT_TRANSLATE_NOOP("Error", "本机还没有登记，请联系信息科"),
    "phone-invalid": QT_TRANSLATE_NOOP("Error", "手机号应为 11 位，已输入 {digits} 位"),
    "printer": QT_TRANSLATE_NOOP("Error", "凭条没打出来，挂号有效，按 F8 补打"),
    "printer-answer": QT_TRANSLATE_NOOP("Error", "打印机应答异常，挂号有效，按 F8 补打"),
    "printer-paper-out": QT_TRANSLATE_NOOP("Error", "缺纸，挂号有效，装纸后按 F8 补打"),
    "printer-slip-file": QT_TRANSLATE_NOOP("Error", "凭条文件写不进去，挂号有效，请联系信息科"),
    "printer-unreachable": QT_TRANSLATE_NOOP("Error", "打印机连不上，挂号有效，接好后按 F8 补打"),
    "reader": QT_TRANSLATE_NOOP("Error", "读卡器故障，请手工输入证件号码"),
    "reader-card-lifted": QT_TRANSLATE_NOOP("Error", "卡拿早了，请放回再按 F2"),
    "reader-no-card": QT_TRANSLATE_NOOP("Error", "没有检测到卡，请放好再按 F2"),
    "reader-unplugged": QT_TRANSLATE_NOOP("Error", "读卡器未连接，请手工输入证件号码"),
    "reader-unreadable": QT_TRANSLATE_NOOP("Error", "此卡读不出，请手工输入证件号码"),
    "seal-broken": QT_TRANSLATE_NOOP("Error", "这条记录打不开，请联系信息科"),
    "self-approval": QT_TRANSLATE_NOOP("Error", "自己提交的申请要由另一人审批"),
    "session-stopped": QT_TRANSLATE_NOOP("Error", "该医生已停诊，请选其他时段"),
    "slip-code-invalid": QT_TRANSLATE_NOOP("Error", "不是本院凭条，或凭条已改动"),
    "slot-taken": QT_TRANSLATE_NOOP("Error", "这个号刚被约走，请选其他时段"),
    "store-busy": QT_TRANSLATE_NOOP("Error", "本机数据正忙，没有保存，请再按一次"),
    "store-damaged": QT_TRANSLATE_NOOP("Error", "本机数据读不出，请联系信息科"),
    "store-too-new": QT_TRANSLATE_NOOP("Error", "数据由新版程序写入，请更新程序"),
    "too-many-codes": QT_TRANSLATE_NOOP("Error", "发送太频繁，{retry_after_s} 秒后再试"),
    "undo-too-late": QT_TRANSLATE_NOOP("Error", "已超过 60 秒，请按退号办理"),
    "unknown-staff": QT_TRANSLATE_NOOP("Error", "没有这个工号或姓名首字母"),
    "vault-missing": QT_TRANSLATE_NOOP("Error", "此账户下没有本机密钥，请联系信息科"),
    "wrong-passphrase": QT_TRANSLATE_NOOP("Error", "口令不正确"),
}

REASONS: dict[str, str] = {
    "booking-gone": QT_TRANSLATE_NOOP("Reason", "这次挂号已不在"),
    "case-not-open": QT_TRANSLATE_NOOP("Reason", "申请已办结"),
    "outside-hours": QT_TRANSLATE_NOOP("Reason", "不在放号时间内"),
    "person-gone": QT_TRANSLATE_NOOP("Reason", "此人档案已不在"),
    "task-not-open": QT_TRANSLATE_NOOP("Reason", "此事已有人处理"),
}
