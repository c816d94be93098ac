"""Sign-in by a hospital's rules, in the window: a code bound and asked for, a PIN set, an old passphrase changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest
from demo_parts import Central, command
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.bootstrap import commands
from desktop.bootstrap.installation import Installation
from desktop.bootstrap.machine import SystemClock
from desktop.domain.audit import AuditAct
from desktop.domain.made_up import DEMO_STAFF
from tests.fakes.authenticator import Authenticator
from tests.fakes.clock import SetClock
from tests.journeys.windows.desk_at_work import CTRL, SUPERVISOR, Choices, Key, WindowDesk

CLERK = DEMO_STAFF[0]
NEW = "Xiaoman-Mangzhong-7"
PIN = "295381"
BADGE = "0012847563"
OpenDoor = Callable[[], WindowDesk]


@pytest.fixture
def clock() -> SetClock:
    return SetClock(SystemClock().now())


@pytest.fixture
def strict_desk(
    qtbot: QtBot, qapp: QApplication, central: Central, homes: Callable[[Central, str], Path], clock: SetClock
) -> Iterator[WindowDesk]:
    """A desk of its own under the rules of level 3, at its sign-in page."""
    home = homes(central, "口令窗")
    desk = WindowDesk(
        qtbot, qapp, home, central, Choices(settings={"sign_in_profile": "level-3"}, safe_clock=clock)
    )
    yield desk
    desk.close()


def passphrase_typed(desk: WindowDesk, passphrase: str, code: str = "") -> None:
    """Number, code where one is asked, passphrase; all by keys."""
    desk.until_caret("staff")
    desk.press(Key.Key_A, modifier=CTRL)
    desk.text(CLERK.initials)
    desk.press(Key.Key_Return)
    if code:
        desk.until_caret("code")
        desk.text(code)
        desk.press(Key.Key_Return)
    desk.until_caret("passphrase")
    desk.text(passphrase)
    desk.press(Key.Key_Return)


def at_work(desk: WindowDesk) -> None:
    desk.until(lambda: desk.app.sitting is not None and desk.window.face is desk.app.sitting.frame)


def a_pin_uncovers_at_the_caret_and_five_wrong_ones_close_the_desk(desk: WindowDesk) -> None:
    step = desk.app.sign_in_page.steps.pin
    for pin, again, said in (
        (PIN, "295382", "两次输入不同"), ("12345", "12345", "6–12 位"), ("112233", "112233", "太容易猜到"),
        (PIN, PIN, ""),
    ):  # fmt: skip
        desk.until_caret("new-pin")
        desk.text(pin)
        desk.press(Key.Key_Return)
        desk.until_caret("pin-again")
        desk.text(again)
        desk.press(Key.Key_Return)
        if said:
            desk.until(lambda said=said: said in step.f_new.help.whole)  # type: ignore[misc]
    at_work(desk)
    assert desk.traces(1, AuditAct.SIGN_IN_PROOF)[-1].facts == {"what": "pin-set"}
    desk.ready()
    desk.text("110101199")
    desk.press(Key.Key_Left, Key.Key_Left)
    desk.ctrl("L")
    cover = desk.sitting.lock_page
    desk.until(lambda: desk.window.face is cover)
    desk.sees("PIN 或口令", cover)
    desk.picture("cover")
    desk.text("295382")
    desk.press(Key.Key_Return)
    desk.until(lambda: "还可试 4 次" in cover.f_passphrase.help.whole)
    desk.text(PIN)
    desk.press(Key.Key_Return)
    desk.until_caret("number")
    line = desk.page.form.identity.number
    assert (line.text(), line.cursorPosition()) == ("110101199", 7)
    assert desk.traces(1, AuditAct.SIGN_IN_FAILED)[-1].facts == {"person": CLERK.staff_id}

    desk.ctrl("L")
    desk.until(lambda: desk.window.face is cover)
    for wrong in range(5):
        desk.text(f"29538{wrong + 2}")
        desk.press(Key.Key_Return)
        left = f"还可试 {4 - wrong} 次"
        if wrong < 4:
            desk.until(lambda left=left: left in cover.f_passphrase.help.whole)  # type: ignore[misc]
    desk.until(lambda: desk.app.sitting is None)
    assert desk.session.current() is None


def a_lost_telephone_is_replaced_by_two_administrators(desk: WindowDesk, clock: SetClock) -> Authenticator:
    home, founding = desk.central.home, desk.central.home / "founding.key"
    asked = (
        "central", "new-code", "--home", str(home), "--person", CLERK.staff_id,
        "--desk", Installation.load(desk.home).desk_id, "--founding-key", str(founding),
    )  # fmt: skip
    order = command(*asked).splitlines()[-1]
    take = ["new-code", "--home", str(desk.home), "--order"]
    # of central alone, altered, and a second time: refused
    assert commands.main([*take, order.rsplit(".", 1)[0] + "." + order.split(".")[2]]) == 1
    assert commands.main([*take, order[:-8] + "AAAAAAA="]) == 1
    assert commands.main([*take, order]) == 0
    assert commands.main([*take, order]) == 1

    steps = desk.app.sign_in_page.steps
    desk.press(Key.Key_Escape)
    passphrase_typed(desk, CLERK.passphrase)
    desk.until_caret("first-code")
    phone = Authenticator(steps.bind.secret.text())
    for step in (0, 1):
        desk.text(phone.code(clock.at, step))
        desk.press(Key.Key_Return)
    at_work(desk)
    said = [row.facts["what"] for row in desk.traces(1, AuditAct.SIGN_IN_PROOF)]
    assert said[-2:] == ["code-released", "code-bound"]
    desk.sign_out()
    clock.pass_by(minutes=2)
    return phone


@pytest.mark.rows("P21", "G80", "G81")
def test_a_clerk_binds_a_code_signs_in_with_it_and_changes_an_old_passphrase(
    strict_desk: WindowDesk, clock: SetClock
) -> None:
    desk, steps = strict_desk, strict_desk.app.sign_in_page.steps
    passphrase_typed(desk, CLERK.passphrase)
    desk.until_caret("first-code")
    desk.until(lambda: steps.height() > steps.bind.picture.height() + 100)
    desk.picture("bind-code")
    phone = Authenticator(steps.bind.secret.text())
    desk.text("000000")
    desk.press(Key.Key_Return)
    desk.text(phone.code(clock.at))
    desk.press(Key.Key_Return)
    desk.until(lambda: steps.bind.f_first.kind == "error")
    desk.until_caret("first-code")
    assert desk.app.sitting is None
    desk.picture("bind-code-wrong")
    desk.text(phone.code(clock.at))
    desk.press(Key.Key_Return)
    desk.text(phone.code(clock.at, 1))
    desk.press(Key.Key_Return)
    desk.until_caret("new-pin")
    desk.picture("pin-offered")
    desk.press(Key.Key_Escape)
    at_work(desk)
    assert [row.facts for row in desk.traces(1, AuditAct.SIGN_IN_PROOF)] == [{"what": "code-bound"}]
    desk.sign_out()

    clock.pass_by(minutes=2)
    passphrase_typed(desk, CLERK.passphrase, phone.code(clock.at, 9))
    page = desk.app.sign_in_page
    desk.until(lambda: page.f_code.kind == "error")
    desk.picture("wrong-code")
    assert "还可试 4 次" in page.f_code.help.whole
    desk.until_caret("code")
    desk.text(phone.code(clock.at))
    desk.press(Key.Key_Return)
    desk.until_caret("passphrase")
    desk.alt("N")
    desk.text(CLERK.passphrase)
    desk.press(Key.Key_Return)
    a_pin_uncovers_at_the_caret_and_five_wrong_ones_close_the_desk(desk)
    phone = a_lost_telephone_is_replaced_by_two_administrators(desk, clock)

    clock.pass_by(days=91)
    passphrase_typed(desk, CLERK.passphrase, phone.code(clock.at))
    desk.until_caret("new-passphrase")
    desk.picture("change-passphrase")
    for first, second, said in (
        (NEW, NEW + "x", "两次输入不同"), ("tenglao-shunan-huangya", "tenglao-shunan-huangya", "至少用 3 类"),
        (CLERK.passphrase.capitalize(), CLERK.passphrase.capitalize(), ""),
    ):  # fmt: skip
        desk.text(first)
        desk.press(Key.Key_Return)
        desk.until_caret("passphrase-again")
        desk.text(second)
        desk.press(Key.Key_Return)
        if said:
            desk.until(lambda said=said: said in steps.change.f_new.help.whole)  # type: ignore[misc]
            desk.until_caret("new-passphrase")
    at_work(desk)
    desk.sign_out()

    clock.pass_by(minutes=2)
    passphrase_typed(desk, CLERK.passphrase, phone.code(clock.at))
    desk.until(lambda: page.f_passphrase.kind == "error")
    desk.until_caret("passphrase")
    desk.text(CLERK.passphrase.capitalize())
    desk.press(Key.Key_Return)
    at_work(desk)


@pytest.mark.rows("P21", "P9", "G80")
def test_a_small_clinic_says_that_it_takes_no_code_and_a_clerk_changes_their_passphrase_by_one_key(
    qtbot: QtBot,
    qapp: QApplication,
    central: Central,
    homes: Callable[[Central, str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    desk = WindowDesk(qtbot, qapp, homes(central, "换口令窗"), central)
    try:
        desk.sees("登录只用口令", desk.app.sign_in_page)
        desk.until_caret("staff")
        desk.alt("P")
        desk.picture("sign-in")
        passphrase_typed(desk, CLERK.passphrase)
        desk.until_caret("new-passphrase")
        desk.press(Key.Key_Escape)
        desk.alt("P")
        passphrase_typed(desk, CLERK.passphrase)
        desk.until_caret("new-passphrase")
        for line in (NEW, NEW):
            desk.text(line)
            desk.press(Key.Key_Return)
        at_work(desk)
        assert [row.facts for row in desk.traces(1, AuditAct.SIGN_IN_PROOF)] == [
            {"what": "passphrase-changed"}
        ]
        desk.sign_out()
        passphrase_typed(desk, NEW)
        at_work(desk)
        locked_and_back(desk)
        desk.sign_out()
        a_badge_uncovers_until_it_is_struck(desk, monkeypatch)
        desk.sign_out()
        only_the_name_is_remembered(desk)
    finally:
        desk.close()


def by_hand(desk: WindowDesk, text: str) -> None:
    """Type as a hand does, as far as the window system's clock tells."""
    target = QApplication.focusWidget()
    assert target is not None
    for at, key in enumerate(text):
        event = QKeyEvent(QEvent.Type.KeyPress, int(Key[f"Key_{key}"]), Qt.KeyboardModifier.NoModifier, key)
        event.setTimestamp(1_000_000 + at * 180)
        QApplication.sendEvent(target, event)


def presented(desk: WindowDesk, number: str) -> None:
    """A reader types a badge's number in one burst."""
    desk.text(number)
    desk.press(Key.Key_Return)


def covered(desk: WindowDesk) -> None:
    desk.ctrl("L")
    desk.until(lambda: desk.window.face is desk.sitting.lock_page)
    desk.until_caret("passphrase")


def a_badge_uncovers_until_it_is_struck(desk: WindowDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bind it after the passphrase, come back by it, lose it, have it struck, bind it anew and strike it oneself."""
    step = desk.app.sign_in_page.steps.badge
    desk.until_caret("staff")
    desk.alt("B")
    passphrase_typed(desk, NEW)
    desk.until_caret("badge")
    desk.until(step.isVisible)
    by_hand(desk, BADGE)
    desk.press(Key.Key_Return)
    desk.until(lambda: "手工输入不算" in step.field.help.whole)
    desk.until_caret("badge")
    desk.picture("badge-bound")
    presented(desk, BADGE)
    at_work(desk)
    since = desk.next_trace()
    assert desk.traces(1, AuditAct.SIGN_IN_PROOF)[-1].facts == {"what": "badge-set"}
    files = [path.read_bytes() for path in desk.home.rglob("*") if path.is_file()]
    assert not any(BADGE.encode() in raw for raw in files)
    desk.ready()
    desk.text("110101199")
    desk.press(Key.Key_Left, Key.Key_Left)
    covered(desk)
    cover = desk.sitting.lock_page
    desk.picture("badge-cover")
    presented(desk, BADGE[::-1])
    desk.until(lambda: "不是本人的工卡，还可试 4 次" in cover.f_passphrase.help.whole)
    presented(desk, BADGE)
    desk.until_caret("number")
    line = desk.page.form.identity.number
    assert (line.text(), line.cursorPosition()) == ("110101199", 7)
    assert [t.facts for t in desk.traces(since, AuditAct.UNLOCK)] == [{"by": "badge"}]
    assert [t.facts for t in desk.traces(since, AuditAct.SIGN_IN_FAILED)] == [{"person": CLERK.staff_id}]

    supervisor = next(s for s in DEMO_STAFF if s.initials == SUPERVISOR)
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(supervisor.passphrase.encode() + b"\n")))
    strike = [
        "strike-badge",
        "--home",
        str(desk.home),
        "--person",
        CLERK.staff_id,
        "--by",
        supervisor.staff_id,
    ]
    assert commands.main([*strike, "--passphrase-stdin"]) == 0
    assert desk.traces(since, AuditAct.SIGN_IN_PROOF)[-1].object_id == CLERK.staff_id
    covered(desk)
    presented(desk, BADGE)
    desk.until(lambda: "不是本人的工卡" in cover.f_passphrase.help.whole)
    desk.text(NEW)
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.window.face is desk.sitting.frame)
    desk.sign_out()

    desk.until_caret("staff")
    desk.alt("B")
    passphrase_typed(desk, NEW)
    desk.until_caret("badge")
    desk.alt("D")
    at_work(desk)
    assert desk.traces(since, AuditAct.SIGN_IN_PROOF)[-1].facts == {"what": "badge-struck"}
    assert not desk.sitting.lock.by_badge


def locked_and_back(desk: WindowDesk) -> None:
    """Nobody touches the keys: the window covers itself, and the same person comes back by what only they know."""
    sitting, since = desk.sitting, desk.next_trace()
    sitting.idle.idle.emit()
    desk.until(lambda: desk.window.face is sitting.lock_page)
    assert "预约" not in desk.words()
    for typed in (CLERK.passphrase, NEW):
        desk.until_caret("passphrase")
        desk.press(Key.Key_A, modifier=CTRL)
        desk.text(typed)
        desk.press(Key.Key_Return)
        if typed != NEW:
            desk.until(lambda: sitting.lock_page.f_passphrase.kind == "error")
    desk.until(lambda: desk.window.face is sitting.frame)
    assert desk.traces(since, AuditAct.LOCK)
    assert desk.traces(since, AuditAct.UNLOCK)


def only_the_name_is_remembered(desk: WindowDesk) -> None:
    """The name stands there, no secret lies in any file, and one key forgets the name too (P9)."""
    page = desk.app.sign_in_page
    assert (page.staff.text(), page.passphrase.text()) == (CLERK.initials, "")
    for file in filter(Path.is_file, desk.home.rglob("*")):
        assert NEW.encode() not in file.read_bytes()
    page.forget.setFocus()
    desk.press(Key.Key_Space)
    assert page.staff.text() == ""
    assert not page.forget.isVisible()
