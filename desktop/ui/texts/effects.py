"""Words of what a granted request changes: its name, what stops, what stays valid (N15)."""

from __future__ import annotations

from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

EFFECTS: dict[str, str] = {
    "withdraw-account": QT_TRANSLATE_NOOP("Effect", "撤回：平台账户"),
    "withdraw-contact": QT_TRANSLATE_NOOP("Effect", "不再发短信联系"),
    "restrict": QT_TRANSLATE_NOOP("Effect", "限制处理"),
    "lift": QT_TRANSLATE_NOOP("Effect", "解除限制"),
}
STOPS: dict[str, str] = {
    "withdraw-account": QT_TRANSLATE_NOOP("EffectStops", "平台账户的登录和线上预约，各窗口和中心同时停止"),
    "withdraw-contact": QT_TRANSLATE_NOOP("EffectStops", "停诊、改约等短信；停诊时由窗口当面告知"),
    "restrict": QT_TRANSLATE_NOOP("EffectStops", "搜索、名单、合并查重和线上预约中不再出现此人"),
    "lift": QT_TRANSLATE_NOOP("EffectStops", "对此人的限制"),
}
STAYS: dict[str, str] = {
    "withdraw-account": QT_TRANSLATE_NOOP("EffectStays", "窗口挂号就医不受影响，已挂的号和收费记录保留"),
    "withdraw-contact": QT_TRANSLATE_NOOP("EffectStays", "挂号就医不受影响，已发的短信仍属有效"),
    "restrict": QT_TRANSLATE_NOOP("EffectStays", "凭证件仍可就医；已有记录原样保存，不再使用"),
    "lift": QT_TRANSLATE_NOOP("EffectStays", "限制期间的记录"),
}
