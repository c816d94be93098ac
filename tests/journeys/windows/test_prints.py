"""Labels, a printer by its name, whose slip is printed again, by keys at the page of prints; for an outage its list
and slips that are keyed in afterwards (G57, G59-G61, N7)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.devices.escpos import parse_escpos
from desktop.domain.audit import AuditAct
from desktop.domain.made_up import MadeUpPerson
from desktop.ports.store import StoredBooking
from desktop.presenters.printing import PrintingState
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import CLERK, SUPERVISOR, Key, WindowDesk, central_rows


def prints(desk: WindowDesk) -> PrintingState:
    return desk.sitting.workplace.printing.state


def to_prints(desk: WindowDesk, booking: StoredBooking) -> None:
    """Open the page and go to the line of this booking."""
    desk.to_page("printing")
    desk.until(lambda: any(line.booking_id == booking.id for line in prints(desk).lines))
    desk.until_caret("prints")
    desk.press(Key.Key_Home)
    for _ in prints(desk).lines:
        current = prints(desk).current
        if current is not None and current.booking_id == booking.id:
            break
        desk.press(Key.Key_Down)
    desk.until(lambda: not prints(desk).busy)


def printed(printer: Path) -> tuple[int, int]:
    """Return width and height in dots of what the printer got, read back from its own bytes, and clear it."""
    raster = parse_escpos(printer.read_bytes())
    printer.write_bytes(b"")
    return raster.width_dots, raster.height


def without_phone(desk: WindowDesk, person: MadeUpPerson) -> None:
    """Somebody without a telephone, up to the half-hour."""
    desk.card_read(person)
    desk.press(Key.Key_Return)
    desk.until_caret("phone")
    desk.alt("N")
    desk.until_caret("department")
    desk.choose("fk")


def scan(desk: WindowDesk, code: str) -> None:
    """A scanner types a code and Enter."""
    desk.until_caret("number")
    desk.text(code)
    desk.press(Key.Key_Return)


def left_of(desk: WindowDesk, pack: list[str]) -> list[str]:
    """Return which slips of a pack stand on the list of those not keyed in."""
    return [slip.code for slip in prints(desk).open_slips or () if slip.code in pack]


@pytest.mark.rows("G57", "G59", "G60", "G61", "N7")
def test_slip_label_and_marked_copy_go_straight_to_the_printer_that_this_window_names(
    open_window: OpenWindow, people: Iterator[MadeUpPerson], tmp_path: Path
) -> None:
    printer = tmp_path / "counter-3-printer"
    printer.write_bytes(b"")
    desk = open_window(settings={"printer": "device", "printer_device": str(printer)})
    without_phone(desk, next(people))
    since = desk.next_trace()
    desk.until(lambda: desk.state.order.can_confirm)
    desk.press(Key.Key_F9)
    desk.until(lambda: desk.state.last is not None and printer.stat().st_size > 0)
    last = desk.state.last
    assert last is not None
    desk.until(lambda: desk.traces(since, AuditAct.PRINT))
    slip = printed(printer)
    with desk.desk.store.read() as tx:
        booking = tx.bookings.get(last.booking_id)
    assert booking is not None
    desk.fake_reader.lift()
    to_prints(desk, booking)
    desk.press(Key.Key_L)
    desk.sees("标签")
    desk.until(lambda: printer.stat().st_size > 0 and not prints(desk).busy)
    label = printed(printer)
    assert label[1] < slip[1], "a label is shorter than a slip"
    desk.picture("prints")
    desk.press(Key.Key_P)
    desk.until(lambda: printer.stat().st_size > 0 and not prints(desk).busy)
    copy = printed(printer)
    assert copy[1] >= slip[1], "the copy says that it is one"
    desk.until(lambda: prints(desk).current is not None and prints(desk).current.copies == 1)  # type: ignore[union-attr]
    rows = [*desk.traces(since, AuditAct.PRINT), *desk.traces(since, AuditAct.REPRINT)]
    assert [(t.facts["kind"], t.facts["copy"], t.object_id) for t in rows] == [
        ("slip", 0, booking.id), ("label", 0, booking.id), ("slip", 1, booking.id),
    ]  # fmt: skip
    since = desk.next_trace()
    desk.press(Key.Key_O)
    desk.sees("应急名单已打印")
    desk.picture("outage")
    assert printed(printer)[1] > label[1], "everybody still to come stands on it"
    (listed,) = desk.traces(since, AuditAct.PRINT)
    assert (listed.facts["kind"], listed.object_id) == ("outage", desk.desk.today().isoformat())
    # blank slips for when not even this PC works; afterwards one is scanned and keyed in, once
    since = desk.next_trace()
    desk.press(Key.Key_K)
    desk.sees("已打印 10 张空白单")
    pack = [str(one.object_id) for one in desk.traces(since, AuditAct.PRINT)]
    assert len(set(pack)) == 10
    assert pack[0].encode() not in printer.read_bytes(), "dots, not text"
    printer.write_bytes(b"")
    desk.press(Key.Key_U)
    desk.sees("未补录的应急单", desk.frame.pages["printing"])
    desk.sees(pack[3], desk.frame.pages["printing"])
    desk.picture("open-slips")
    desk.to_page("registration")
    wrong = pack[3][:-1] + ("2" if pack[3][-1] != "2" else "3")
    scan(desk, wrong)
    desk.says(desk.page.form.identity.number, "单号不对，或是别院的单；请核对后重扫")
    scan(desk, pack[3].lower())
    desk.says(desk.page.form.identity.number, "已扫应急单，照单录入此人")
    desk.picture("slip-in-hand")
    without_phone(desk, next(people))
    desk.until(lambda: desk.state.order.can_confirm)
    desk.press(Key.Key_F9)
    desk.until(lambda: desk.state.last is not None and desk.state.last.booking_id != last.booking_id)
    keyed = desk.state.last
    assert keyed is not None
    desk.fake_reader.lift()
    kept = "SELECT booking_id FROM paper_slips WHERE slip = ?"
    desk.until(lambda: central_rows(desk.central, kept, pack[3]) == [(keyed.booking_id,)])
    (traced,) = desk.traces(since, AuditAct.SLIP_KEYED)
    assert (traced.object_id, traced.facts) == (keyed.booking_id, {"slip": pack[3]})
    scan(desk, pack[3])
    desk.says(desk.page.form.identity.number, "这张单已补录过，不能再录；请核对号码")
    desk.to_page("printing")
    desk.until(lambda: left_of(desk, pack) == [code for code in pack if code != pack[3]])


@pytest.mark.rows("G61", "G55", "G60")
def test_a_clerk_prints_their_own_slips_again_and_a_supervisor_anybodys(
    open_window: OpenWindow, people: Iterator[MadeUpPerson]
) -> None:
    supervisor = open_window("3 号窗", SUPERVISOR)
    booking = supervisor.register(next(people), "fk")
    supervisor.until(lambda: supervisor.waiting() == 0)
    supervisor.close()
    clerk = open_window("3 号窗", CLERK)
    own = clerk.register(next(people), "fk")
    slips = len(clerk.slips())
    to_prints(clerk, booking)
    clerk.press(Key.Key_P)
    clerk.sees("没有这项权限")
    assert len(clerk.slips()) == slips
    to_prints(clerk, own)
    copies = len(clerk.slips())
    clerk.press(Key.Key_P)
    clerk.sees("凭条已打印")
    assert len(clerk.slips()) == copies
    clerk.close()
    supervisor = open_window("3 号窗", SUPERVISOR)
    since = supervisor.next_trace()
    to_prints(supervisor, own)
    supervisor.press(Key.Key_P)
    supervisor.until(lambda: supervisor.traces(since, AuditAct.REPRINT))
    (copy,) = supervisor.traces(since, AuditAct.REPRINT)
    assert (copy.object_id, copy.facts["copy"]) == (own.id, 2), "another's slip, and the second copy"
