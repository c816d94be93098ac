"""What the risk rules and their outcomes are called."""

from __future__ import annotations

from desktop.ui.texts import say
from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

translate = say.translate

RULES: dict[str, str] = {
    "R1": QT_TRANSLATE_NOOP("Risk", "大量显示完整信息"),
    "R2": QT_TRANSLATE_NOOP("Risk", "查看未办业务的档案"),
    "R3": QT_TRANSLATE_NOOP("Risk", "查看本人或亲属"),
    "R4": QT_TRANSLATE_NOOP("Risk", "查看受保护档案"),
    "R5": QT_TRANSLATE_NOOP("Risk", "非工作时间操作"),
    "R6": QT_TRANSLATE_NOOP("Risk", "查询远多于办理"),
    "R7": QT_TRANSLATE_NOOP("Risk", "反复查看同一人"),
    "R8": QT_TRANSLATE_NOOP("Risk", "连续翻看档案"),
    "R9": QT_TRANSLATE_NOOP("Risk", "账号异常"),
    "R10": QT_TRANSLATE_NOOP("Risk", "集中打印"),
    "R11": QT_TRANSLATE_NOOP("Risk", "审批过快或固定搭档"),
    "R12": QT_TRANSLATE_NOOP("Risk", "疑似倒号"),
    "R13": QT_TRANSLATE_NOOP("Risk", "时钟或日志异常"),
    "R14": QT_TRANSLATE_NOOP("Risk", "驳回后在别处再提"),
}
OUTCOMES: dict[str, str] = {
    "explained": QT_TRANSLATE_NOOP("RiskOutcome", "有正当原因"),
    "spoken-to": QT_TRANSLATE_NOOP("RiskOutcome", "已约谈"),
    "incident": QT_TRANSLATE_NOOP("RiskOutcome", "转安全事件"),
}


def rule_word(code: str) -> str:
    """Return what a rule is called, with its number."""
    source = RULES.get(code)
    return code if source is None else f"{code} {translate('Risk', source)}"


def outcome_word(code: str) -> str:
    """Return what became of an alert; "" while nobody looked."""
    source = OUTCOMES.get(code)
    return translate("RiskOutcome", "待核查") if source is None else translate("RiskOutcome", source)


def headings() -> tuple[str, ...]:
    """Return the columns of the list."""
    return (
        translate("Risk", "时间"),
        translate("Risk", "规则"),
        translate("Risk", "窗口"),
        translate("Risk", "人员"),
        translate("Risk", "次数"),
        translate("Risk", "核查"),
    )
