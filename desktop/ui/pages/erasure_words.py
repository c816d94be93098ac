"""What a deletion takes away and what the law keeps, in plain words (DOMAIN §4.3), and days left in words."""

from __future__ import annotations

from datetime import date

from desktop.presenters.yuan import yuan_of
from desktop.services.leaving import Ending, EndingBooking
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


def booked(ending: Ending) -> tuple[str, ...]:
    """Return what becomes of each booking to come, and whether more may be booked elsewhere."""
    lines = tuple(_booked(one) for one in ending.bookings)
    if ending.whole:
        return lines
    return (
        *lines,
        translate("Erasure", "没有问到中心：线上或其他窗口挂的号可能未列出，中心收到申请后一并退号"),
    )


def _booked(one: EndingBooking) -> str:
    when = f"{one.day:%m-%d} {one.starts:%H:%M}"
    if not one.goes:
        text = translate("Erasure", "{when} {department}：不随申请退号，请先按退号办理")
        return text.format(when=when, department=one.department)
    if one.back_fen:
        text = translate("Erasure", "{when} {department}：提交时退号，退 {yuan} 元")
        return text.format(when=when, department=one.department, yuan=yuan_of(one.back_fen))
    text = translate("Erasure", "{when} {department}：提交时退号，没有费用要退")
    return text.format(when=when, department=one.department)


def account_goes() -> tuple[str, ...]:
    """Return what closing the account alone deletes."""
    return (
        translate("Erasure", "批准后立即停止：平台登录、线上预约、全部短信"),
        translate("Erasure", "24 小时后：平台账户、手机号及其检索，各窗口和中心都不再有"),
        translate("Erasure", "此人账户密钥，备份随之失效"),
    )


def account_stays() -> tuple[str, ...]:
    """Return what a person keeps who wants the account gone only (DECISIONS 1, 12)."""
    return (
        translate("Erasure", "挂号就诊档案和收费记录：凭证件照常挂号就医"),
        translate("Erasure", "已挂的号不取消；停诊由窗口当面告知"),
        translate("Erasure", "以后可凭新的同意重新开户；要连档案一起删除，请选其他理由"),
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
