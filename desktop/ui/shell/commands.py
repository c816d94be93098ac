"""The commands of the desk: what each key of the frame does, and on which pages (UX §5)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from desktop.presenters.workplace import Workplace
from desktop.ui.shell.actions import Command
from desktop.ui.shell.rail import page_key, page_word
from desktop.ui.texts import say

translate = say.translate
REGISTRATION = frozenset({"registration"})
DUTIES = frozenset({"duties"})
SHIFT = frozenset({"shift"})
BOOKINGS = frozenset({"bookings"})
QUEUE = frozenset({"queue"})


@dataclass(frozen=True, slots=True)
class FrameActs:
    """What the frame itself does; `area` takes a step, `show_page` a code."""

    help: Callable[[], None]
    palette: Callable[[], None]
    search: Callable[[], None]
    refresh: Callable[[], None]
    area: Callable[[int], None]
    move_last: Callable[[], None]
    pay: Callable[[], None]
    next_free: Callable[[], None]
    notice: Callable[[], None]
    text_size: Callable[[], None]
    lock: Callable[[], None]
    display: Callable[[], None]
    kiosk: Callable[[], None]
    show_page: Callable[[str], None]


def desk_commands(workplace: Workplace, frame: FrameActs) -> list[Command]:
    """Return every command of a person's desk, in the order of the strip."""
    form, shift = workplace.registration, workplace.shift
    own, areas = REGISTRATION, REGISTRATION | DUTIES
    return [
        Command("help", "F1", translate("DeskFrame", "帮助"), frame.help, on_strip=True),
        Command("read-card", "F2", translate("DeskFrame", "读卡"), form.read_card, on_strip=True, pages=own),
        Command("search", "F3", translate("DeskFrame", "找患者"), frame.search, on_strip=True),
        Command(
            "new-patient",
            "F4",
            translate("DeskFrame", "清空重来"),
            form.new_patient,
            on_strip=True,
            pages=own,
        ),
        Command("refresh", "F5", translate("DeskFrame", "刷新"), frame.refresh, on_strip=True),
        Command(
            "area", "F6", translate("DeskFrame", "换区域"), lambda: frame.area(1), on_strip=True, pages=areas
        ),
        Command(
            "area-back", "Shift+F6", translate("DeskFrame", "上一区域"), lambda: frame.area(-1), pages=areas
        ),
        Command(
            "move-last", "F7", translate("DeskFrame", "挂错改约"), frame.move_last, on_strip=True, pages=own
        ),
        Command("reprint", "F8", translate("DeskFrame", "补打凭条"), form.reprint, on_strip=True, pages=own),
        Command(
            "undo", "Ctrl+Z", translate("DeskFrame", "撤销"), form.undo, on_strip=True, at_end=True, pages=own
        ),
        Command(
            "confirm",
            "F9",
            translate("DeskFrame", "确认并打印"),
            form.confirm,
            on_strip=True,
            at_end=True,
            primary=True,
            pages=own,
        ),
        Command("pay", "F12", translate("DeskFrame", "收费"), frame.pay, on_strip=True, pages=own | BOOKINGS),
        Command(
            "print-shift",
            "F8",
            translate("DeskFrame", "补打结账单"),
            shift.print_again,
            on_strip=True,
            pages=SHIFT,
        ),
        Command(
            "close-shift",
            "F9",
            translate("DeskFrame", "交班结账"),
            shift.close,
            on_strip=True,
            at_end=True,
            primary=True,
            pages=SHIFT,
        ),
        Command(
            "next-free", "F10", translate("DeskFrame", "下一个可约"), frame.next_free, pages=own | BOOKINGS
        ),
        *_bookings(workplace),
        Command("palette", "Ctrl+K", translate("DeskFrame", "命令"), frame.palette),
        Command("notice", "Alt+I", translate("DeskFrame", "隐私告知"), frame.notice),
        Command("own", "Shift+F11", translate("DeskFrame", "回避登记"), workplace.own_duties.open),
        Command("help-mode", "Shift+F1", translate("DeskFrame", "远程协助"), workplace.help_mode.toggle),
        Command("glass", "Shift+F12", translate("DeskFrame", "破窗或密封"), workplace.glass.open),
        *_text_size(workplace, frame),
        Command("lock", "Ctrl+L", translate("DeskFrame", "锁屏"), frame.lock),
        *_queue(workplace, frame),
        *(
            Command(
                f"page-{code}", f"Alt+{page_key(number)}", page_word(code), partial(frame.show_page, code)
            )
            for number, code in enumerate(workplace.pages, start=1)
            if page_key(number)
        ),
    ]


def _text_size(workplace: Workplace, frame: FrameActs) -> list[Command]:
    if workplace.text_size is None:
        return []
    return [Command("text-size", "Ctrl+=", translate("DeskFrame", "文字大小"), frame.text_size)]


def _bookings(workplace: Workplace) -> list[Command]:
    bookings, own = workplace.bookings, BOOKINGS
    return [
        Command("lift", "F7", translate("DeskFrame", "改约"), bookings.begin_move, on_strip=True, pages=own),
        Command(
            "give-back",
            "Del",
            translate("DeskFrame", "退号"),
            bookings.begin_cancel,
            on_strip=True,
            pages=own,
        ),
        Command(
            "reprint-booking",
            "F8",
            translate("DeskFrame", "补打凭条"),
            bookings.reprint,
            on_strip=True,
            pages=own,
        ),
        Command(
            "undo-cancel",
            "Ctrl+Z",
            translate("DeskFrame", "撤销"),
            bookings.undo,
            on_strip=True,
            at_end=True,
            pages=own,
        ),
        Command(
            "confirm-change",
            "F9",
            translate("DeskFrame", "确认"),
            bookings.confirm,
            on_strip=True,
            at_end=True,
            primary=True,
            pages=own,
        ),
    ]


def _queue(workplace: Workplace, frame: FrameActs) -> list[Command]:
    queue, own = workplace.queue, QUEUE
    if queue is None:
        return []
    return [
        Command(
            "display", "F11", translate("DeskFrame", "候诊大屏"), frame.display, on_strip=True, pages=own
        ),
        Command(
            "kiosk", "Ctrl+F10", translate("DeskFrame", "自助报到"), frame.kiosk, on_strip=True, pages=own
        ),
        Command("pick-up-go", "F9", translate("DeskFrame", "报主管或放行"), queue.pick_up.go_on, pages=own),
        Command(
            "pick-up-family",
            "Alt+J",
            translate("DeskFrame", "家属代取"),
            queue.pick_up.toggle_family,
            pages=own,
        ),
        Command(
            "queue-card", "F2", translate("DeskFrame", "读卡报到"), queue.read_card, on_strip=True, pages=own
        ),
        Command(
            "queue-undo",
            "Ctrl+Z",
            translate("DeskFrame", "撤销"),
            queue.undo,
            on_strip=True,
            at_end=True,
            pages=own,
        ),
    ]
