"""The quota picture of a board in one line, and why there is no number at the window (N25)."""

from __future__ import annotations

from desktop.domain.quotas import AT_THE_WINDOW, Channel, ChannelLeft
from desktop.domain.schedules import CHINA
from desktop.services.board import Board
from desktop.ui.texts import say

GROUPS = (Channel.ONLINE, Channel.ELDER, Channel.REFERRAL, Channel.STAFF)


def quota_sentence(board: Board) -> str:
    """Return what each channel has left; "" for sessions that are not split by channel."""
    by_channel = {c.channel: c for c in board.quota}
    groups = [by_channel[g.value] for g in GROUPS if g.value in by_channel]
    if not groups:
        return ""
    at_window = sum(by_channel[c.value].left for c in AT_THE_WINDOW if c.value in by_channel)
    parts = [_part(group, board) for group in groups]
    if at_window == 0:
        return say.translate("Board", "窗口号已满：") + say.translate("Board", "，").join(parts)
    window = say.translate("Board", "窗口余 {left}").format(left=at_window)
    return say.translate("Board", "，").join((window, *parts))


def _part(group: ChannelLeft, board: Board) -> str:
    name = say.word("QuotaOf", group.channel)
    text = say.translate("Board", "{name}余 {left}").format(name=name, left=group.left)
    if group.channel == Channel.ONLINE and board.returns_at is not None and group.left:
        at = board.returns_at.astimezone(CHINA)
        text += say.translate("Board", "（{at} 归还窗口）").format(at=f"{at:%m-%d %H:%M}")
    return text
