"""Words of policy versions: fields, weights, faults of a text, topics; of the clause beside the work."""

from __future__ import annotations

from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

FIELDS: dict[str, str] = {
    "version": QT_TRANSLATE_NOOP("PolicyField", "版本号"),
    "effective": QT_TRANSLATE_NOOP("PolicyField", "施行日"),
    "changes": QT_TRANSLATE_NOOP("PolicyField", "改了什么（一句话）"),
    "text": QT_TRANSLATE_NOOP("PolicyField", "中文文本文件"),
    "text-en": QT_TRANSLATE_NOOP("PolicyField", "英文文本文件"),
}
WEIGHTS: dict[str, str] = {
    "minor": QT_TRANSLATE_NOOP("PolicyWeight", "一般变更"),
    "major": QT_TRANSLATE_NOOP("PolicyWeight", "重大变更"),
}
FAULTS: dict[str, str] = {
    "unit-differs": QT_TRANSLATE_NOOP("PolicyFault", "期限单位不一"),
    "number-differs": QT_TRANSLATE_NOOP("PolicyFault", "期限长短不一"),
    "other-product": QT_TRANSLATE_NOOP("PolicyFault", "别的产品名"),
    "heading-missing": QT_TRANSLATE_NOOP("PolicyFault", "缺章"),
    "topic-missing": QT_TRANSLATE_NOOP("PolicyFault", "没有写到"),
}
TOPICS: dict[str, str] = {
    "operator": QT_TRANSLATE_NOOP("PolicyTopic", "运营者"),
    "contact": QT_TRANSLATE_NOOP("PolicyTopic", "联系方式"),
    "purpose": QT_TRANSLATE_NOOP("PolicyTopic", "处理目的"),
    "kinds": QT_TRANSLATE_NOOP("PolicyTopic", "收集的种类"),
    "storage": QT_TRANSLATE_NOOP("PolicyTopic", "存储"),
    "period": QT_TRANSLATE_NOOP("PolicyTopic", "保存期限"),
    "sharing": QT_TRANSLATE_NOOP("PolicyTopic", "向他人提供"),
    "rights": QT_TRANSLATE_NOOP("PolicyTopic", "查阅、复制、更正"),
    "deletion": QT_TRANSLATE_NOOP("PolicyTopic", "删除、注销"),
    "complaint": QT_TRANSLATE_NOOP("PolicyTopic", "投诉举报"),
    "security": QT_TRANSLATE_NOOP("PolicyTopic", "安全措施"),
    "minors": QT_TRANSLATE_NOOP("PolicyTopic", "未成年人"),
    "changes": QT_TRANSLATE_NOOP("PolicyTopic", "变更与公布"),
}
