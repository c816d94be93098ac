"""What stands under a field or beside a block: the presenters' note codes (facts in braces)."""

from __future__ import annotations

from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

NOTES: dict[str, str] = {
    # the optional row
    "card-number-unusual": QT_TRANSLATE_NOOP("Note", "卡号为 4–24 位字母数字，请核对或清空"),
    "name-read-out": QT_TRANSLATE_NOOP("Note", "读 {reading}，改按 Alt+E"),
    "reading-unusual": QT_TRANSLATE_NOOP("Note", "请用拼音字母，或清空"),
    # sign-in and lock
    "passphrase-needed": QT_TRANSLATE_NOOP("Note", "请输入口令"),
    "signing-in": QT_TRANSLATE_NOOP("Note", "正在打开工作站…"),
    "staff-needed": QT_TRANSLATE_NOOP("Note", "请输入工号或姓名首字母"),
    "unlocking": QT_TRANSLATE_NOOP("Note", "正在核对…"),
    "wrong-passphrase-left": QT_TRANSLATE_NOOP("Note", "口令不正确，还可试 {left} 次"),
    # identity
    "age": QT_TRANSLATE_NOOP("Note", "{years} 岁"),
    "birth-needed": QT_TRANSLATE_NOOP("Note", "请填写出生日期"),
    "birth-unreadable": QT_TRANSLATE_NOOP("Note", "不是有效日期，如 1990-03-07"),
    "card-read": QT_TRANSLATE_NOOP("Note", "已读取芯片信息"),
    "card-reading": QT_TRANSLATE_NOOP("Note", "正在读卡…"),
    "flagged-doubtful": QT_TRANSLATE_NOOP("Note", "已标记存疑，交主管核对"),
    "name-mismatch": QT_TRANSLATE_NOOP("Note", "不符，改正或 Alt+U"),
    "name-needed": QT_TRANSLATE_NOOP("Note", "请填写姓名"),
    "number-needed": QT_TRANSLATE_NOOP("Note", "请放卡读取，或输入证件号码"),
    "number-plausible": QT_TRANSLATE_NOOP("Note", "号码格式正确"),
    "person-on-file": QT_TRANSLATE_NOOP("Note", "已建档患者"),
    "sex-needed": QT_TRANSLATE_NOOP("Note", "请选择性别"),
    # phone and code
    "code-awaited": QT_TRANSLATE_NOOP("Note", "等报码，可先选号"),
    "code-checking": QT_TRANSLATE_NOOP("Note", "正在核对…"),
    "code-right": QT_TRANSLATE_NOOP("Note", "验证码正确"),
    "code-sending": QT_TRANSLATE_NOOP("Note", "正在发送，可先选号"),
    "code-sent": QT_TRANSLATE_NOOP("Note", "已发送，{seconds} 秒后可重发"),
    "code-sent-again-possible": QT_TRANSLATE_NOOP("Note", "已发送，现在可以重发"),
    "phone-offline": QT_TRANSLATE_NOOP("Note", "离线，号码联网后再验证"),
    "phone-press-enter": QT_TRANSLATE_NOOP("Note", "按回车发送验证码"),
    "phone-under-age": QT_TRANSLATE_NOOP("Note", "未满 18 岁不开账户，留作监护人电话"),
    "phone-verified": QT_TRANSLATE_NOOP("Note", "手机号已验证"),
    "phone-verified-on": QT_TRANSLATE_NOOP("Note", "已于 {day} 验证"),
    # bookings
    "booking-cancelled": QT_TRANSLATE_NOOP("Note", "已退号，应退 {amount} 元，一分钟内可撤销"),
    "booking-moved": QT_TRANSLATE_NOOP("Note", "已改约，新号 {number}，原 {old} 号已释放"),
    "booking-moved-less": QT_TRANSLATE_NOOP(
        "Note", "已改约，新号 {number}，原 {old} 号已释放，应退 {amount} 元"
    ),
    "booking-moved-more": QT_TRANSLATE_NOOP(
        "Note", "已改约，新号 {number}，原 {old} 号已释放，应补 {amount} 元"
    ),
    "cancel-undone": QT_TRANSLATE_NOOP("Note", "退号已撤销，号码不变"),
    "late-cancel-asked": QT_TRANSLATE_NOOP("Note", "已提交主管，批准后退号"),
    "move-where": QT_TRANSLATE_NOOP("Note", "请先在号表上选时段"),
    # board
    "no-free-slot": QT_TRANSLATE_NOOP("Note", "这一天没有可约的号，请换一天或换科室"),
    "slot-taken-near": QT_TRANSLATE_NOOP("Note", "刚被约走，已移到{doctor} {starts}，回车选定"),
    "slot-taken-none-left": QT_TRANSLATE_NOOP("Note", "刚被约走，这一天没有号了，请换一天"),
    # order, slip, printer
    "booking-undone": QT_TRANSLATE_NOOP("Note", "已撤销，号源已放回，凭条作废"),
    "line-lost-try-again": QT_TRANSLATE_NOOP("Note", "网络刚中断，再按 F9 用本窗号池"),
    "printer-ready": QT_TRANSLATE_NOOP("Note", "凭条打印机就绪"),
    "printer-paper-low": QT_TRANSLATE_NOOP("Note", "凭条纸快用完"),
    "printer-unknown": QT_TRANSLATE_NOOP("Note", "凭条打印机已接收"),
    "reader-ready": QT_TRANSLATE_NOOP("Note", "读卡器就绪"),
    "label-printed": QT_TRANSLATE_NOOP("Note", "标签已打印"),
    "print-cancelled": QT_TRANSLATE_NOOP("Note", "这次挂号已退，不再打印"),
    "print-queued": QT_TRANSLATE_NOOP("Note", "打印机没接收，已排队，来纸后自动打印"),
    "slip-printed": QT_TRANSLATE_NOOP("Note", "凭条已打印"),
    "slip-printing": QT_TRANSLATE_NOOP("Note", "正在打印凭条…"),
    # context panel
    "alert-emergency-documents-lost": QT_TRANSLATE_NOOP("Note", "紧急建档：证件遗失"),
    "alert-emergency-newborn": QT_TRANSLATE_NOOP("Note", "紧急建档：新生儿"),
    "alert-emergency-refused-to-show": QT_TRANSLATE_NOOP("Note", "紧急建档：不愿出示证件"),
    "alert-emergency-unconscious": QT_TRANSLATE_NOOP("Note", "紧急建档：昏迷或无法说明"),
    "alert-likely-duplicate": QT_TRANSLATE_NOOP("Note", "疑似重复档案，主管尚未核对"),
    "alert-name-mismatch": QT_TRANSLATE_NOOP("Note", "上次实名核验不一致，请核对证件"),
    "alert-restricted": QT_TRANSLATE_NOOP("Note", "正在办理删除，信息已限制使用"),
    "likely-duplicate": QT_TRANSLATE_NOOP("Note", "疑似重复档案 {count} 条"),
    "name-differs": QT_TRANSLATE_NOOP("Note", "此证件号已用另一姓名建档"),
    # people kept clean
    "people-approved": QT_TRANSLATE_NOOP("Note", "已批准，由中心合并"),
    "people-dismissed": QT_TRANSLATE_NOOP("Note", "已记为不是同一人，不再列出"),
    "people-filed": QT_TRANSLATE_NOOP("Note", "已提交，等另一人批准"),
    "people-open-first": QT_TRANSLATE_NOOP("Note", "请先按回车并排查看两份档案"),
    "people-refused": QT_TRANSLATE_NOOP("Note", "已驳回，两份档案不变"),
    "people-scan-asked": QT_TRANSLATE_NOOP("Note", "已请中心比对，结果会陆续出现在这里"),
    "people-undo-sure": QT_TRANSLATE_NOOP("Note", "撤销后两份档案各自恢复；再按一次 U 确定"),
    "people-undone": QT_TRANSLATE_NOOP("Note", "已提交撤销，由中心恢复两份档案"),
    # money
    "day-unreadable": QT_TRANSLATE_NOOP("Note", "日期写成 2026-11-27"),
    "report-kept": QT_TRANSLATE_NOOP("Note", "已存到本机 {file}"),
    "report-reading": QT_TRANSLATE_NOOP("Note", "正在向中心统计…"),
    "amount-unreadable": QT_TRANSLATE_NOOP("Note", "金额写成 25 或 25.50，张数写整数"),
    "paid-already": QT_TRANSLATE_NOOP("Note", "已收清；Alt+R 退还可退的部分"),
    "payment-done": QT_TRANSLATE_NOOP("Note", "已收费，凭证已送打印；回车返回"),
    "payment-saving": QT_TRANSLATE_NOOP("Note", "正在记账…"),
    "refund-done": QT_TRANSLATE_NOOP("Note", "已原路退回，凭证已送打印；回车返回"),
    "shift-handed-over": QT_TRANSLATE_NOOP("Note", "已交班，交班单已送打印"),
    "shift-opened": QT_TRANSLATE_NOOP("Note", "已开班，可以收费"),
    "shift-settled": QT_TRANSLATE_NOOP("Note", "已结账，结账单已送打印"),
    # rights and approvals
    "decided-confirmed": QT_TRANSLATE_NOOP("Note", "已批准"),
    "decided-refused": QT_TRANSLATE_NOOP("Note", "已驳回"),
    "deletion-filed": QT_TRANSLATE_NOOP("Note", "已提交，等主管审批"),
    "letter-genuine": QT_TRANSLATE_NOOP("Note", "验证通过，是本院出具"),
    "request-answered": QT_TRANSLATE_NOOP("Note", "答复书已出，请求已办结"),
    "request-decided": QT_TRANSLATE_NOOP("Note", "决定已签名，中心收到后生效"),
    "request-filed": QT_TRANSLATE_NOOP("Note", "已受理，回执已出"),
    "request-no-asker": QT_TRANSLATE_NOOP("Note", "请填写来人姓名"),
    "request-no-person": QT_TRANSLATE_NOOP("Note", "请先读卡或按 F3 找到患者"),
    "request-no-words": QT_TRANSLATE_NOOP("Note", "请写下请求内容"),
    "request-proof-asked": QT_TRANSLATE_NOOP("Note", "已记录等补证，期限暂停"),
    "request-verified": QT_TRANSLATE_NOOP("Note", "身份已核验，等主管决定"),
    "request-withdrawn": QT_TRANSLATE_NOOP("Note", "请求已撤回"),
    "rights-no-ground": QT_TRANSLATE_NOOP("Note", "请先选择申请理由（按 1–4）"),
    "rights-no-person": QT_TRANSLATE_NOOP("Note", "请先读卡或按 F3 找到申请人"),
}
