"""What a person at the desk is, by the code of their role."""

from __future__ import annotations

from desktop.ui.texts import say
from desktop.ui.texts.marking import QT_TRANSLATE_NOOP

ROLES: dict[str, str] = {
    "clerk": QT_TRANSLATE_NOOP("Role", "挂号员"),
    "supervisor": QT_TRANSLATE_NOOP("Role", "主管"),
    "privacy-officer": QT_TRANSLATE_NOOP("Role", "个人信息保护专员"),
    "system-admin": QT_TRANSLATE_NOOP("Role", "系统管理员"),
    "security-admin": QT_TRANSLATE_NOOP("Role", "安全管理员"),
    "auditor": QT_TRANSLATE_NOOP("Role", "审计员"),
}


def role_word(code: str) -> str:
    """Return the word of a role; a code without a word comes back as it is."""
    source = ROLES.get(code)
    return code if source is None else say.translate("Role", source)
