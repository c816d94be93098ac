"""Words of corrections: fields and proofs (P26, G100)."""

from __future__ import annotations

from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

FIELDS: dict[str, str] = {
    "name": QT_TRANSLATE_NOOP("ChangeField", "姓名"),
    "sex": QT_TRANSLATE_NOOP("ChangeField", "性别"),
    "birth": QT_TRANSLATE_NOOP("ChangeField", "出生日期"),
    "document_type": QT_TRANSLATE_NOOP("ChangeField", "证件种类"),
    "document_number": QT_TRANSLATE_NOOP("ChangeField", "证件号码"),
    "address": QT_TRANSLATE_NOOP("ChangeField", "住址"),
    "reading": QT_TRANSLATE_NOOP("ChangeField", "姓名读音"),
    "guardian_name": QT_TRANSLATE_NOOP("ChangeField", "监护人姓名"),
    "guardian_phone": QT_TRANSLATE_NOOP("ChangeField", "监护人电话"),
    "contact_name": QT_TRANSLATE_NOOP("ChangeField", "联系人姓名"),
    "contact_phone": QT_TRANSLATE_NOOP("ChangeField", "联系人电话"),
    "phone": QT_TRANSLATE_NOOP("ChangeField", "手机号"),
}
PROOFS: dict[str, str] = {
    "chip-read": QT_TRANSLATE_NOOP("ChangeProof", "读过证件芯片"),
    "document-seen": QT_TRANSLATE_NOOP("ChangeProof", "看过证件原件"),
    "household-booklet": QT_TRANSLATE_NOOP("ChangeProof", "户口簿"),
    "birth-certificate": QT_TRANSLATE_NOOP("ChangeProof", "出生医学证明"),
    "authority-paper": QT_TRANSLATE_NOOP("ChangeProof", "公安、法院等文书"),
    "own-word": QT_TRANSLATE_NOOP("ChangeProof", "本人陈述"),
    "code": QT_TRANSLATE_NOOP("ChangeProof", "新号码验证码"),
}
