"""Kinds of documents, and what the check of a document or a name can find (DOMAIN §1)."""

from __future__ import annotations

from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

DOCUMENTS: dict[str, str] = {
    "resident-card": QT_TRANSLATE_NOOP("Document", "居民身份证"),
    "temporary-resident-card": QT_TRANSLATE_NOOP("Document", "临时身份证"),
    "household-booklet": QT_TRANSLATE_NOOP("Document", "户口簿"),
    "birth-certificate": QT_TRANSLATE_NOOP("Document", "出生医学证明"),
    "passport": QT_TRANSLATE_NOOP("Document", "中国护照"),
    "foreign-passport": QT_TRANSLATE_NOOP("Document", "外国护照"),
    "hk-macao-permit": QT_TRANSLATE_NOOP("Document", "港澳居民来往内地通行证"),
    "taiwan-permit": QT_TRANSLATE_NOOP("Document", "台湾居民来往大陆通行证"),
    "hmt-residence-permit": QT_TRANSLATE_NOOP("Document", "港澳台居民居住证"),
    "foreigner-card": QT_TRANSLATE_NOOP("Document", "外国人永居证（2023 版）"),
    "foreigner-card-2017": QT_TRANSLATE_NOOP("Document", "外国人永居证（旧版）"),
    "officer-card": QT_TRANSLATE_NOOP("Document", "军官证、士兵证"),
    "police-card": QT_TRANSLATE_NOOP("Document", "警官证"),
    "none": QT_TRANSLATE_NOOP("Document", "无证件"),
}

FINDINGS: dict[str, str] = {
    "birth-age-unlikely": QT_TRANSLATE_NOOP("Finding", "年龄超过 120，请核对"),
    "birth-differs": QT_TRANSLATE_NOOP("Finding", "与号码不一致，以证件为准"),
    "birth-future": QT_TRANSLATE_NOOP("Finding", "日期晚于今天，请更正"),
    "birth-no-guardian-path": QT_TRANSLATE_NOOP("Finding", "未满 18 岁，请到儿童窗口"),
    "document-expired": QT_TRANSLATE_NOOP("Finding", "证件已过期，可继续，请提醒换证"),
    "name-character-check": QT_TRANSLATE_NOOP("Finding", "有生僻字，请对照证件"),
    "name-character-unusual": QT_TRANSLATE_NOOP("Finding", "有不常见字符，请核对"),
    "name-long": QT_TRANSLATE_NOOP("Finding", "姓名较长，请核对"),
    "name-missing": QT_TRANSLATE_NOOP("Finding", "请填写姓名"),
    "name-short": QT_TRANSLATE_NOOP("Finding", "只有一个字，请核对"),
    "number-characters": QT_TRANSLATE_NOOP("Finding", "号码含不应有的字符，请对照证件"),
    "number-check-digit": QT_TRANSLATE_NOOP("Finding", "末位校验不符，请对照证件重输"),
    "number-check-doubtful": QT_TRANSLATE_NOOP("Finding", "末位校验存疑，请对照证件"),
    "number-date-future": QT_TRANSLATE_NOOP("Finding", "号码中的日期晚于今天，请重输"),
    "number-date-impossible": QT_TRANSLATE_NOOP("Finding", "号码中的日期不存在，请重输"),
    "number-fifteen": QT_TRANSLATE_NOOP("Finding", "15 位旧号码不能办理，请出示现用证件"),
    "number-length": QT_TRANSLATE_NOOP("Finding", "位数不对，请对照证件"),
    "number-other-kind": QT_TRANSLATE_NOOP("Finding", "号码像另一种证件，请核对证件类型"),
    "number-region-unknown": QT_TRANSLATE_NOOP("Finding", "地区码不在表内，可继续"),
    "number-unusual": QT_TRANSLATE_NOOP("Finding", "格式不常见，请对照证件"),
    "sex-differs": QT_TRANSLATE_NOOP("Finding", "性别与号码不一致，以证件为准"),
}
