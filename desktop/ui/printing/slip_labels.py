"""The fixed words of a slip in the language of the window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate
_NOON = time(12, 0)


@dataclass(frozen=True, slots=True)
class SlipLabels:
    """Words and patterns; `{n}` marks the place of a number."""

    title: str
    number: str
    name: str
    document: str
    doctor: str
    day: str
    half_hour: str
    place: str
    fee: str
    morning: str
    afternoon: str
    weekdays: tuple[str, str, str, str, str, str, str]
    provisional: str
    provisional_note: str
    reprint: str
    replaces: str
    advice: str
    contact: str
    visit: str
    first_visit: str
    return_visit: str
    insured: str
    own_pocket: str

    def part_of_day(self, starts: time) -> str:
        """Return the word for morning or afternoon."""
        return self.morning if starts < _NOON else self.afternoon


def slip_labels() -> SlipLabels:
    """Return the labels in the language that is installed now."""
    return SlipLabels(
        title=translate("Slip", "挂号凭条"),
        number=translate("Slip", "第 {n} 号"),
        name=translate("Slip", "姓名"),
        document=translate("Slip", "证件尾号"),
        doctor=translate("Slip", "医生"),
        day=translate("Slip", "日期"),
        half_hour=translate("Slip", "时段"),
        place=translate("Slip", "地点"),
        fee=translate("Slip", "挂号费"),
        morning=translate("Slip", "上午"),
        afternoon=translate("Slip", "下午"),
        weekdays=(
            translate("Slip", "周一"),
            translate("Slip", "周二"),
            translate("Slip", "周三"),
            translate("Slip", "周四"),
            translate("Slip", "周五"),
            translate("Slip", "周六"),
            translate("Slip", "周日"),
        ),
        provisional=translate("Slip", "待核验"),
        provisional_note=translate("Slip", "联网后核验身份，请带好证件"),
        reprint=translate("Slip", "补打 {n}"),
        replaces=translate("Slip", "代替原 {n} 号，原凭条作废"),
        advice=translate("Slip", "请到诊区扫码报到，过号需重新排队"),
        contact=translate("Slip", "咨询电话"),
        visit=translate("Slip", "类别"),
        first_visit=translate("Slip", "初诊"),
        return_visit=translate("Slip", "复诊"),
        insured=translate("Slip", "医保"),
        own_pocket=translate("Slip", "自费"),
    )
