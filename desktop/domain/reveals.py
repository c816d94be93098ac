"""Showing one masked value in full: which fields, for how long, why, and how often (N18, T1, SECURITY §4.1)."""

from __future__ import annotations

from enum import StrEnum

from desktop.domain.errors import SecondPersonNeededError
from desktop.domain.staff import Role

LONGEST_S = 10.0


class RevealField(StrEnum):
    """What stands masked in the context panel and can be shown; the value names the field in the trace."""

    DOCUMENT_NUMBER = "document-number"
    PHONE = "phone"
    CARD_NUMBER = "card-number"
    ADDRESS = "address"
    CONTACT = "contact"


class RevealReason(StrEnum):
    """Why somebody who is not being served must be seen in full; a served patient needs no reason."""

    CALL_BACK = "call-back"
    DUPLICATE_CHECK = "duplicate-check"
    RIGHTS_CASE = "rights-case"
    SUPERVISION = "supervision"


# Reveals of people who are not being served, for one person and one clinic day; the officer's are all for a case.
A_DAY: dict[Role, int | None] = {Role.CLERK: 40, Role.SUPERVISOR: 80, Role.PRIVACY_OFFICER: None}


def require_reveal_left(role: Role, made: int) -> None:
    """Raise SecondPersonNeededError(limit) when `made` reveals are all this role has; unnamed roles have none."""
    limit = A_DAY.get(role, 0)
    if limit is not None and made >= limit:
        raise SecondPersonNeededError(limit=limit)
