"""Words of a person's copy: what was done with their data, consents, fields; plain, as to somebody outside (N16)."""

from __future__ import annotations

from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

LOOKS: dict[str, str] = {
    "patient.opened": QT_TRANSLATE_NOOP("Look", "打开了本人的档案"),
    "reveal": QT_TRANSLATE_NOOP("Look", "查看了一项完整信息"),
    "request.change-shown": QT_TRANSLATE_NOOP("Look", "依请求核对了更改前后内容"),
    "pair.opened": QT_TRANSLATE_NOOP("Look", "核对是否重复建档"),
    "print": QT_TRANSLATE_NOOP("Look", "打印了单据"),
    "reprint": QT_TRANSLATE_NOOP("Look", "重打了单据"),
    "request.disclose": QT_TRANSLATE_NOOP("Look", "依请求提供了信息"),
}
PURPOSES: dict[str, str] = {
    "account": QT_TRANSLATE_NOOP("Purpose", "平台账户"),
    "contact": QT_TRANSLATE_NOOP("Purpose", "短信联系"),
    "care": QT_TRANSLATE_NOOP("Purpose", "就医"),
}
ACTS: dict[str, str] = {
    "patient-screen": QT_TRANSLATE_NOOP("ConsentAct", "在患者屏上选择"),
    "signature": QT_TRANSLATE_NOOP("ConsentAct", "签名"),
    "paper": QT_TRANSLATE_NOOP("ConsentAct", "纸质签字"),
    "spoken": QT_TRANSLATE_NOOP("ConsentAct", "本人当场说明"),
}
