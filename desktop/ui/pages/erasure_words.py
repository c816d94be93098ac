"""What a deletion takes away and what the law keeps, in plain words (DOMAIN §4.3), and days left in words."""

from __future__ import annotations

from datetime import date

from desktop.ui.texts import say

translate = say.translate


def goes() -> tuple[str, ...]:
    """Return what is deleted on every desk and at central."""
    return (
        translate("Erasure", "平台账户、手机号和登录信息"),
        translate("Erasure", "姓名与拼音检索、证件索引，各窗口都不能再查到"),
        translate("Erasure", "本机和其他窗口上此人的密钥，备份随之失效"),
    )


def stays() -> tuple[str, ...]:
    """Return what the law keeps, under which rule and how long."""
    return (
        translate("Erasure", "门诊病历所含挂号记录，末次就诊起不少于 15 年，仅限依法查阅"),
        translate("Erasure", "操作与网络日志，不少于 6 个月"),
        translate("Erasure", "本次申请及凭证，办结后不少于 3 年"),
    )


def days_left(days: int, due: date, *, closed: bool) -> str:
    """Return 剩 13 天（12-09）: days in words with the last day."""
    day = f"{due:%m-%d}"
    if closed:
        return translate("Rights", "已结束")
    if days < 0:
        return translate("Rights", "超期 {n} 天（{day}）").format(n=-days, day=day)
    if days == 0:
        return translate("Rights", "今天到期（{day}）").format(day=day)
    return translate("Rights", "剩 {n} 天（{day}）").format(n=days, day=day)
