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

FINDINGS: dict[str, str] = {}
