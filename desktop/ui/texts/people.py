"""The words of the page that keeps people clean: states of a pair, reasons of the score, fields."""

from __future__ import annotations

from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

PAIR_STATES: dict[str, str] = {
    "open": QT_TRANSLATE_NOOP("PairState", "待核对"),
    "filed": QT_TRANSLATE_NOOP("PairState", "待另一人批准"),
    "merged": QT_TRANSLATE_NOOP("PairState", "已合并"),
    "undone": QT_TRANSLATE_NOOP("PairState", "已撤销合并"),
    "dismissed": QT_TRANSLATE_NOOP("PairState", "不是同一人"),
}

PAIR_REASONS: dict[str, str] = {
    "same-document": QT_TRANSLATE_NOOP("PairReason", "证件相同"),
    "other-document": QT_TRANSLATE_NOOP("PairReason", "证件不同"),
    "same-name": QT_TRANSLATE_NOOP("PairReason", "姓名相同"),
    "name-sounds-alike": QT_TRANSLATE_NOOP("PairReason", "姓名同音"),
    "name-one-character": QT_TRANSLATE_NOOP("PairReason", "姓名差一字"),
    "other-name": QT_TRANSLATE_NOOP("PairReason", "姓名不同"),
    "same-birth": QT_TRANSLATE_NOOP("PairReason", "生日相同"),
    "birth-slip": QT_TRANSLATE_NOOP("PairReason", "生日差一位"),
    "other-birth": QT_TRANSLATE_NOOP("PairReason", "生日不同"),
    "same-sex": QT_TRANSLATE_NOOP("PairReason", "性别相同"),
    "other-sex": QT_TRANSLATE_NOOP("PairReason", "性别不同"),
    "same-phone": QT_TRANSLATE_NOOP("PairReason", "手机相同"),
    "same-card": QT_TRANSLATE_NOOP("PairReason", "就诊卡相同"),
    "same-address": QT_TRANSLATE_NOOP("PairReason", "住址相同"),
}

MERGE_FIELDS: dict[str, str] = {
    "name": QT_TRANSLATE_NOOP("MergeField", "姓名"),
    "sex": QT_TRANSLATE_NOOP("MergeField", "性别"),
    "birth": QT_TRANSLATE_NOOP("MergeField", "出生日期"),
    "document": QT_TRANSLATE_NOOP("MergeField", "证件"),
    "card": QT_TRANSLATE_NOOP("MergeField", "就诊卡"),
    "phone": QT_TRANSLATE_NOOP("MergeField", "手机"),
    "address": QT_TRANSLATE_NOOP("MergeField", "住址"),
    "guardian": QT_TRANSLATE_NOOP("MergeField", "监护人"),
    "contact": QT_TRANSLATE_NOOP("MergeField", "联系人"),
}
