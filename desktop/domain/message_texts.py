"""What a message to people says: the hospital's own text with places that are filled in, never a name (G64)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from string import Formatter
from typing import Any

from desktop.domain.plan_facts import LONGEST_CODE, PlanInvalidError, read_text

STOPPED, MOVED, OFFER = "clinic-stopped", "clinic-moved", "waiting-offer"
# the kind of the rows that carry the texts to the desks
MESSAGE = "message"
LONGEST_MESSAGE = 300
_VISIT = frozenset({"department", "doctor", "day", "time", "place", "number"})
FILLED = {STOPPED: _VISIT, MOVED: _VISIT, OFFER: _VISIT | {"until"}}
# nobody can do without knowing when
NEEDED = frozenset({"day", "time"})
# what is said while the hospital has put no text of its own
USUAL = {
    STOPPED: "预约的{department}{doctor}医生{day} {time}门诊已停诊，不计违约，费用可全额退回。请到窗口或来电改约。",
    MOVED: "停诊的门诊已改约：{department}{doctor}医生{day} {time}，{place}，第{number}号。",
    OFFER: (
        "候补的{department}{doctor}医生{day} {time}有号，已留第{number}号到{until}。"
        "要就回电或到窗口确认，过时让给下一位。"
    ),
}


@dataclass(frozen=True, slots=True)
class MessageText:
    """One text; `vendor_code` names the same text at the gateway, "" where the text itself is sent."""

    kind: str
    text: str
    vendor_code: str = ""

    def to_facts(self) -> dict[str, Any]:
        """Return what is signed, kept and sent."""
        return asdict(self)


def message_from(facts: Mapping[str, Any]) -> MessageText:
    """Read a text and check its places; raises PlanInvalidError naming the field."""
    kind = read_text(facts, "kind")
    if kind not in FILLED:
        raise PlanInvalidError(what="kind")
    text = read_text(facts, "text", LONGEST_MESSAGE)
    try:
        parts = [part[1:] for part in Formatter().parse(text) if part[1] is not None]
    except ValueError as error:
        raise PlanInvalidError(what="text") from error
    named = {name for name, _, _ in parts}
    plain = all(not spec and conversion is None for _, spec, conversion in parts)
    if not plain or not NEEDED <= named <= FILLED[kind]:
        raise PlanInvalidError(what="text")
    return MessageText(kind, text, read_text(facts, "vendor_code", LONGEST_CODE, least=0))


def usual(kind: str) -> MessageText:
    """Return the text that is sent where the hospital has none of its own."""
    return MessageText(kind, USUAL[kind])
