"""What the access review says: columns, how an account stands, when a month is due."""

from __future__ import annotations

from datetime import date

from desktop.domain.access_review import DUE_DAYS, AccessLine, AccessReview, Due
from desktop.ui.texts import say
from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

translate = say.translate

STATES: dict[str, tuple[str, str]] = {
    "leaving": (QT_TRANSLATE_NOOP("Access", "已提请停用"), "warn"),
    "dormant": (QT_TRANSLATE_NOOP("Access", "30 天未登录"), "danger"),
    "used": (QT_TRANSLATE_NOOP("Access", "在用"), ""),
}


def headings() -> tuple[str, ...]:
    """Return the columns of the review."""
    return (
        translate("Access", "人员"),
        translate("Access", "角色"),
        translate("Access", "有密钥的窗口"),
        translate("Access", "最近登录"),
        translate("Access", "显示明文"),
        translate("Access", "打开档案"),
        translate("Access", "待核查"),
        translate("Access", "破窗"),
        translate("Access", "账号"),
    )


def state_of(line: AccessLine) -> tuple[str, str]:
    """Return how an account stands, and the look of the word."""
    code = "leaving" if line.leaving else "dormant" if line.dormant else "used"
    text, look = STATES[code]
    return translate("Access", text), look


def month_word(month: date) -> str:
    """Return a month as a word."""
    return translate("Access", "{year} 年 {month} 月").format(year=month.year, month=f"{month:%m}")


def due_word(month: date, due: Due) -> str:
    """Return that a month waits for its sign-off."""
    said = {
        Due.DUE: translate("Access", "{month}的权限复核待签字，月末后 {days} 天内完成    Ctrl+G 复核"),
        Due.OVERDUE: translate("Access", "{month}的权限复核已逾期    Ctrl+G 复核"),
    }[due]
    return said.format(month=month_word(month), days=DUE_DAYS)


def standing(review: AccessReview, *, running: bool) -> str:
    """Return whose review it is and whether it was signed."""
    if review.signed_by:
        signed = translate("Access", "已由 {who} 签字").format(who=review.signed_by)
    else:
        signed = translate("Access", "本月未结束") if running else translate("Access", "未签字")
    team = translate("Access", "仅本组") if review.team_only else ""
    return "    ".join(part for part in (month_word(review.month), signed, team) if part)
