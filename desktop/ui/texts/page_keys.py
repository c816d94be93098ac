"""The keys that pages bind themselves, each with its word: help (F1) shows them beside the frame's own commands.

A test holds the table to what is bound and to the keycaps on the pages' buttons.
"""

from __future__ import annotations

from desktop.ui.texts import say
from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

Keys = tuple[tuple[str, str], ...]
KEYS: dict[str, Keys] = {
    "registration": (
        ("Enter", QT_TRANSLATE_NOOP("PageKeys", "下一个要填的")),
        ("Alt+N", QT_TRANSLATE_NOOP("PageKeys", "没有手机")),
        ("Alt+R", QT_TRANSLATE_NOOP("PageKeys", "亲属的手机")),
        ("Alt+L", QT_TRANSLATE_NOOP("PageKeys", "验证码稍后")),
        ("Alt+C", QT_TRANSLATE_NOOP("PageKeys", "改回验证码")),
        ("Alt+S", QT_TRANSLATE_NOOP("PageKeys", "发送验证码")),
        ("Alt+P", QT_TRANSLATE_NOOP("PageKeys", "开账户，纸质同意")),
        ("Alt+D", QT_TRANSLATE_NOOP("PageKeys", "不开账户")),
        ("Alt+E", QT_TRANSLATE_NOOP("PageKeys", "就诊卡号、姓名读音")),
        ("Alt+M", QT_TRANSLATE_NOOP("PageKeys", "核对疑似重复")),
        ("N", QT_TRANSLATE_NOOP("PageKeys", "重复：都不是此人")),
        ("Alt+U", QT_TRANSLATE_NOOP("PageKeys", "姓名不符，报主管")),
        ("Alt+B", QT_TRANSLATE_NOOP("PageKeys", "取回暂存的")),
        ("Alt+X", QT_TRANSLATE_NOOP("PageKeys", "加号")),
        ("Alt+G", QT_TRANSLATE_NOOP("PageKeys", "专用号")),
        ("Alt+V", QT_TRANSLATE_NOOP("PageKeys", "按住查看全文")),
    ),
    "bookings": (
        ("Space", QT_TRANSLATE_NOOP("PageKeys", "改约")),
        ("W", QT_TRANSLATE_NOOP("PageKeys", "本窗所挂")),
        ("D", QT_TRANSLATE_NOOP("PageKeys", "当日全部，后一天")),
        ("Shift+D", QT_TRANSLATE_NOOP("PageKeys", "前一天")),
        ("R", QT_TRANSLATE_NOOP("PageKeys", "每周重复")),
        ("B", QT_TRANSLATE_NOOP("PageKeys", "停约此人")),
        ("E", QT_TRANSLATE_NOOP("PageKeys", "撤销爽约")),
        ("P", QT_TRANSLATE_NOOP("PageKeys", "打印爽约通知")),
        ("Shift+P", QT_TRANSLATE_NOOP("PageKeys", "另一种语言的通知")),
        ("Q", QT_TRANSLATE_NOOP("PageKeys", "候补名单")),
        ("V", QT_TRANSLATE_NOOP("PageKeys", "候补：约上留的号")),
        ("X", QT_TRANSLATE_NOOP("PageKeys", "候补：移出名单")),
        ("A", QT_TRANSLATE_NOOP("PageKeys", "候补：加入在手患者")),
        ("Escape", QT_TRANSLATE_NOOP("PageKeys", "返回")),
    ),
    "rights": (
        ("Ctrl+N", QT_TRANSLATE_NOOP("PageKeys", "下一步、提交")),
        ("Ctrl+P", QT_TRANSLATE_NOOP("PageKeys", "打印删除证明")),
        ("Ctrl+H", QT_TRANSLATE_NOOP("PageKeys", "制作证明包")),
        ("Ctrl+D", QT_TRANSLATE_NOOP("PageKeys", "证明包已交出")),
        ("Escape", QT_TRANSLATE_NOOP("PageKeys", "返回")),
    ),
    "requests": (
        ("Ctrl+N", QT_TRANSLATE_NOOP("PageKeys", "提交并打印回执")),
        ("Ctrl+E", QT_TRANSLATE_NOOP("PageKeys", "证明齐全")),
        ("Ctrl+Y", QT_TRANSLATE_NOOP("PageKeys", "同意")),
        ("Ctrl+R", QT_TRANSLATE_NOOP("PageKeys", "不予办理")),
        ("Ctrl+P", QT_TRANSLATE_NOOP("PageKeys", "打印答复书")),
        ("Ctrl+J", QT_TRANSLATE_NOOP("PageKeys", "执行")),
        ("Ctrl+M", QT_TRANSLATE_NOOP("PageKeys", "制作副本")),
        ("Ctrl+G", QT_TRANSLATE_NOOP("PageKeys", "副本已交给本人")),
        ("Ctrl+B", QT_TRANSLATE_NOOP("PageKeys", "更正：打开、固定")),
        ("Ctrl+I", QT_TRANSLATE_NOOP("PageKeys", "停止更换手机")),
        ("Ctrl+S", QT_TRANSLATE_NOOP("PageKeys", "记入办理记录")),
        ("Ctrl+O", QT_TRANSLATE_NOOP("PageKeys", "只看超期和预警")),
        ("Ctrl+T", QT_TRANSLATE_NOOP("PageKeys", "对此件投诉")),
        ("Ctrl+H", QT_TRANSLATE_NOOP("PageKeys", "制作证明包")),
        ("Ctrl+D", QT_TRANSLATE_NOOP("PageKeys", "证明包已交出")),
        ("Ctrl+F", QT_TRANSLATE_NOOP("PageKeys", "核对函件验证码")),
    ),
    "approvals": (
        ("A", QT_TRANSLATE_NOOP("PageKeys", "批准")),
        ("R", QT_TRANSLATE_NOOP("PageKeys", "驳回")),
        ("1", QT_TRANSLATE_NOOP("PageKeys", "1–3 选处理办法")),
    ),
    "people": (
        ("Enter", QT_TRANSLATE_NOOP("PageKeys", "逐项比对")),
        ("1", QT_TRANSLATE_NOOP("PageKeys", "保留第一份")),
        ("2", QT_TRANSLATE_NOOP("PageKeys", "保留第二份")),
        ("M", QT_TRANSLATE_NOOP("PageKeys", "提请合并")),
        ("A", QT_TRANSLATE_NOOP("PageKeys", "批准")),
        ("R", QT_TRANSLATE_NOOP("PageKeys", "驳回")),
        ("N", QT_TRANSLATE_NOOP("PageKeys", "不是同一人")),
        ("U", QT_TRANSLATE_NOOP("PageKeys", "拆开")),
        ("S", QT_TRANSLATE_NOOP("PageKeys", "比对全部档案")),
    ),
    "shift": (("Enter", QT_TRANSLATE_NOOP("PageKeys", "下一项、开班")),),
    "printing": (
        ("P", QT_TRANSLATE_NOOP("PageKeys", "补打凭条")),
        ("L", QT_TRANSLATE_NOOP("PageKeys", "打印标签")),
        ("O", QT_TRANSLATE_NOOP("PageKeys", "打印应急名单")),
    ),
    "queue": (
        ("Space", QT_TRANSLATE_NOOP("PageKeys", "叫下一位")),
        ("Enter", QT_TRANSLATE_NOOP("PageKeys", "报到")),
        ("J", QT_TRANSLATE_NOOP("PageKeys", "叫号")),
        ("G", QT_TRANSLATE_NOOP("PageKeys", "过号")),
        ("H", QT_TRANSLATE_NOOP("PageKeys", "重新排队")),
        ("T", QT_TRANSLATE_NOOP("PageKeys", "转诊室")),
        ("K", QT_TRANSLATE_NOOP("PageKeys", "开始就诊")),
        ("W", QT_TRANSLATE_NOOP("PageKeys", "就诊完成")),
        ("Y", QT_TRANSLATE_NOOP("PageKeys", "优先类别")),
        ("S", QT_TRANSLATE_NOOP("PageKeys", "爽约")),
        ("E", QT_TRANSLATE_NOOP("PageKeys", "撤销爽约")),
        ("N", QT_TRANSLATE_NOOP("PageKeys", "下一个科室")),
        ("M", QT_TRANSLATE_NOOP("PageKeys", "下一位医生")),
        ("Escape", QT_TRANSLATE_NOOP("PageKeys", "返回")),
    ),
    "report": (
        ("Enter", QT_TRANSLATE_NOOP("PageKeys", "统计")),
        ("PgUp", QT_TRANSLATE_NOOP("PageKeys", "前一天")),
        ("PgDown", QT_TRANSLATE_NOOP("PageKeys", "后一天")),
        ("1", QT_TRANSLATE_NOOP("PageKeys", "1–5 按什么统计")),
        ("Ctrl+E", QT_TRANSLATE_NOOP("PageKeys", "存为 CSV")),
        ("Ctrl+P", QT_TRANSLATE_NOOP("PageKeys", "存为 PDF")),
    ),
    "schedule": (
        ("L", QT_TRANSLATE_NOOP("PageKeys", "医生请假")),
        ("S", QT_TRANSLATE_NOOP("PageKeys", "停诊")),
        ("X", QT_TRANSLATE_NOOP("PageKeys", "加号")),
        ("Q", QT_TRANSLATE_NOOP("PageKeys", "号源分配")),
        ("T", QT_TRANSLATE_NOOP("PageKeys", "出诊模板")),
        ("M", QT_TRANSLATE_NOOP("PageKeys", "按模板生成")),
        ("B", QT_TRANSLATE_NOOP("PageKeys", "受影响名单、返回")),
        ("C", QT_TRANSLATE_NOOP("PageKeys", "当日日历；名单：已通话")),
        ("R", QT_TRANSLATE_NOOP("PageKeys", "科室、医生、诊室；名单：已退费")),
        ("D", QT_TRANSLATE_NOOP("PageKeys", "选科室")),
        ("O", QT_TRANSLATE_NOOP("PageKeys", "名单：可留的号")),
        ("V", QT_TRANSLATE_NOOP("PageKeys", "名单：改到留的号")),
        ("N", QT_TRANSLATE_NOOP("PageKeys", "名单：没联系上")),
        ("I", QT_TRANSLATE_NOOP("PageKeys", "名单：再发短信")),
        ("P", QT_TRANSLATE_NOOP("PageKeys", "名单：打印联系单")),
        ("PgUp", QT_TRANSLATE_NOOP("PageKeys", "前一周")),
        ("PgDown", QT_TRANSLATE_NOOP("PageKeys", "后一周")),
        ("F9", QT_TRANSLATE_NOOP("PageKeys", "保存")),
        ("Escape", QT_TRANSLATE_NOOP("PageKeys", "返回")),
    ),
    "rules": (("F9", QT_TRANSLATE_NOOP("PageKeys", "发布新规则")),),
    "registers": (
        ("Ctrl+Tab", QT_TRANSLATE_NOOP("PageKeys", "下一册")),
        ("F9", QT_TRANSLATE_NOOP("PageKeys", "签名登记")),
        ("Ctrl+N", QT_TRANSLATE_NOOP("PageKeys", "新登记")),
        ("Ctrl+T", QT_TRANSLATE_NOOP("PageKeys", "隐私告知：核对文本")),
        ("Ctrl+B", QT_TRANSLATE_NOOP("PageKeys", "导出：审计材料")),
        ("Ctrl+J", QT_TRANSLATE_NOOP("PageKeys", "导出：去标识化数据")),
        ("Ctrl+O", QT_TRANSLATE_NOOP("PageKeys", "对外提供：看扫描件")),
        ("Ctrl+G", QT_TRANSLATE_NOOP("PageKeys", "对外提供：批准")),
        ("Ctrl+P", QT_TRANSLATE_NOOP("PageKeys", "对外提供：导出并交出")),
        ("Ctrl+R", QT_TRANSLATE_NOOP("PageKeys", "对外提供：删文件")),
    ),
    "audit": (
        ("Enter", QT_TRANSLATE_NOOP("PageKeys", "读取")),
        ("PgUp", QT_TRANSLATE_NOOP("PageKeys", "前一天")),
        ("PgDown", QT_TRANSLATE_NOOP("PageKeys", "后一天")),
        ("Alt+Left", QT_TRANSLATE_NOOP("PageKeys", "前一页、前一月")),
        ("Alt+Right", QT_TRANSLATE_NOOP("PageKeys", "后一页、后一月")),
        ("Ctrl+I", QT_TRANSLATE_NOOP("PageKeys", "核验完整性")),
        ("Ctrl+E", QT_TRANSLATE_NOOP("PageKeys", "存为 CSV")),
        ("Ctrl+R", QT_TRANSLATE_NOOP("PageKeys", "风险名单")),
        ("Ctrl+1", QT_TRANSLATE_NOOP("PageKeys", "风险：有说明")),
        ("Ctrl+2", QT_TRANSLATE_NOOP("PageKeys", "风险：已谈话")),
        ("Ctrl+3", QT_TRANSLATE_NOOP("PageKeys", "风险：按事件办")),
        ("Ctrl+G", QT_TRANSLATE_NOOP("PageKeys", "权限复核")),
        ("Ctrl+S", QT_TRANSLATE_NOOP("PageKeys", "复核：签字")),
        ("Ctrl+D", QT_TRANSLATE_NOOP("PageKeys", "复核：提请停用")),
    ),
    "duties": (
        ("F9", QT_TRANSLATE_NOOP("PageKeys", "登记")),
        ("Ctrl+S", QT_TRANSLATE_NOOP("PageKeys", "存告知内容")),
        ("Ctrl+M", QT_TRANSLATE_NOOP("PageKeys", "短信告知")),
        ("Ctrl+T", QT_TRANSLATE_NOOP("PageKeys", "电话已告知")),
        ("Ctrl+U", QT_TRANSLATE_NOOP("PageKeys", "未联系上")),
        ("Ctrl+G", QT_TRANSLATE_NOOP("PageKeys", "公告稿")),
        ("Ctrl+J", QT_TRANSLATE_NOOP("PageKeys", "已公告")),
        ("Ctrl+P", QT_TRANSLATE_NOOP("PageKeys", "报告书、证明")),
        ("Ctrl+B", QT_TRANSLATE_NOOP("PageKeys", "已报告")),
        ("Ctrl+D", QT_TRANSLATE_NOOP("PageKeys", "结案（已报告）")),
        ("Ctrl+N", QT_TRANSLATE_NOOP("PageKeys", "结案（不需报告）")),
        ("Ctrl+Y", QT_TRANSLATE_NOOP("PageKeys", "签字")),
        ("Ctrl+O", QT_TRANSLATE_NOOP("PageKeys", "登记并查阅")),
        ("Ctrl+E", QT_TRANSLATE_NOOP("PageKeys", "查完，结束")),
        ("Ctrl+W", QT_TRANSLATE_NOOP("PageKeys", "撤回")),
    ),
    "sync": (),
}
SHOWN = {"Escape": "Esc", "PgDown": "PgDn", "Alt+Left": "Alt+←", "Alt+Right": "Alt+→"}


def keys_of(page: str) -> Keys:
    """Return (key as Qt names it, word in the language of the window) of a page."""
    return tuple((key, say.translate("PageKeys", word)) for key, word in KEYS[page])


def shown_key(key: str) -> str:
    """Return a key as it stands on a keycap."""
    if key == "Space":
        return say.translate("PageKeys", "空格")
    return say.translate("PageKeys", "回车") if key == "Enter" else SHOWN.get(key, key)
