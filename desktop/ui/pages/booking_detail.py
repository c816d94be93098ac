"""The booking in hand: what it is, and giving it back or moving it, each with what it means in money."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QWidget

from desktop.domain.bookings import BookingState
from desktop.domain.changes import CancelReason, Freely
from desktop.domain.schedules import CHINA
from desktop.presenters.bookings import BookingsPresenter
from desktop.presenters.bookings_state import BookingsState, Drop, Mode
from desktop.presenters.notes import error_note
from desktop.presenters.repeating import REPEATED
from desktop.services.bookings import BookingLine
from desktop.services.repeats import MOST_WEEKS, Repeated
from desktop.ui.pages.block_panel import BlockPanel
from desktop.ui.pages.excuse_panel import ExcusePanel
from desktop.ui.pages.ground_list import GroundList
from desktop.ui.texts import names, say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.layout import label, sep, vbox
from desktop.ui.widgets.scrolling import CurrentStack

DETAIL_PX = 340
LAPSED = BookingState.LAPSED.value


class BookingDetail(QFrame):
    """Renders the line in hand; which of the forms stands here is the presenter's mode."""

    def __init__(self, presenter: BookingsPresenter) -> None:
        super().__init__()
        self.setObjectName("Card")
        self.setFixedWidth(DETAIL_PX)
        self._title = label("", "section")
        self._facts = label("", "label")
        self._facts.setWordWrap(True)
        self._may = label("", "label")
        self._may.setWordWrap(True)
        self._forms = CurrentStack()
        self._acts = self._make_acts(presenter)
        self._cancel = self._make_cancel(presenter)
        self._move = self._make_move(presenter)
        self._repeat = self._make_repeat(presenter)
        self.block = BlockPanel(presenter)
        self.excuse = ExcusePanel(presenter)
        for form in (self._acts, self._cancel, self._move, self._repeat, self.block, self.excuse):
            self._forms.addWidget(form)
        self._body = QWidget()
        column = vbox(self._title, self._facts, self._may, 4, sep(), 8, spacing=4)
        column.addWidget(self._forms, 1)
        self._body.setLayout(column)
        self.setLayout(vbox(self._body, margins=(20, 16, 20, 16)))

    def _make_acts(self, presenter: BookingsPresenter) -> QWidget:
        self.lift = KeyButton(self.tr("改约"), "F7")
        self.cancel = KeyButton(self.tr("退号"), "Del")
        self.repeat = KeyButton(self.tr("每周重复"), "R")
        self.repeat.clicked.connect(presenter.repeating.begin)
        self.stop = KeyButton(self.tr("停约此人"), "B")
        self.stop.clicked.connect(presenter.blocking.begin)
        self.notice = KeyButton(self.tr("打印爽约通知"), "P")
        self.notice.setToolTip(self.tr("Shift+P：另一种语言"))
        self.notice.clicked.connect(lambda _=False: presenter.no_shows.print_notice())
        self.forgive = KeyButton(self.tr("撤销爽约"), "E")
        self.forgive.clicked.connect(presenter.no_shows.begin)
        self.undo = KeyButton(self.tr("撤销刚才的退号"), "Ctrl", "Z")
        self.lift.clicked.connect(presenter.begin_move)
        self.cancel.clicked.connect(presenter.begin_cancel)
        self.undo.clicked.connect(presenter.undo)
        return _form(self.lift, self.cancel, self.repeat, self.notice, self.forgive, self.stop, self.undo)

    def _make_cancel(self, presenter: BookingsPresenter) -> QWidget:
        self.reasons = GroundList(
            [(reason.value, say.word("CancelReason", reason.value)) for reason in CancelReason]
        )
        self.reasons.chosen.connect(lambda code: presenter.choose_reason(CancelReason(code)))
        self.reasons.entered.connect(presenter.confirm)
        self._owed = label("", "strong")
        self.give_back = KeyButton(self.tr("确认退号"), "F9", kind="primary")
        self.give_back.clicked.connect(presenter.confirm)
        return _form(
            label(self.tr("退号理由"), "label"), self.reasons, 8, self._owed, self.give_back, _back(presenter)
        )

    def _make_move(self, presenter: BookingsPresenter) -> QWidget:
        self._where = label("", "strong")
        self._where.setWordWrap(True)
        self._difference = label("", "label")
        self._difference.setWordWrap(True)
        self.drop = KeyButton(self.tr("放下并打印新凭条"), "F9", kind="primary")
        self.drop.clicked.connect(presenter.confirm)
        return _form(
            label(self.tr("改到"), "label"), self._where, self._difference, 8, self.drop, _back(presenter)
        )

    def _make_repeat(self, presenter: BookingsPresenter) -> QWidget:
        weeks = say.translate("Bookings", "之后 {n} 周")
        self.weeks = GroundList([(str(n), weeks.format(n=n)) for n in range(1, MOST_WEEKS + 1)])
        self.weeks.chosen.connect(lambda code: presenter.repeating.choose(int(code)))
        self.weeks.entered.connect(presenter.confirm)
        self._outcome = label("", "label")
        self._outcome.setWordWrap(True)
        self.go_on = KeyButton(self.tr("预约并打印凭条"), "F9", kind="primary")
        self.go_on.clicked.connect(presenter.confirm)
        self._same = label(self.tr("同一医生、同一时段"), "label")
        return _form(self._same, self.weeks, self._outcome, 8, self.go_on, _back(presenter))

    def render_state(self, state: BookingsState) -> None:
        """Show the line in hand."""
        line = state.current
        self._body.setVisible(line is not None)
        if line is None:
            return
        number = say.translate("Bookings", "{n} 号").format(n=line.number) if line.number else say.NOTHING
        self._title.setText(f"{line.masked_name}·{number}")
        self._facts.setText(
            f"{line.day:%Y-%m-%d} {say.weekday(line.day)} {line.starts:%H:%M}\n"
            f"{names.pair(line.department, line.doctor)}·{say.word('VisitState', line.state)}"
        )
        self._may.setText(_may(line))
        set_state(self._may, "state", "" if line.freely is Freely.FREE and not line.block else "warn")
        self._forms.setCurrentIndex(list(Mode).index(state.mode))
        self.stop.setVisible(state.may_block)
        self.stop.setEnabled(not state.working and bool(line.patient_id))
        self.stop.setText(self.tr("解除停约") if line.block else self.tr("停约此人"))
        self.block.render_state(state)
        self.excuse.render_state(state)
        self.notice.setVisible(line.missed is not None)
        self.forgive.setVisible(line.missed is not None)
        decide = self.tr("恢复号") if line.state == LAPSED else self.tr("撤销爽约")
        self.forgive.setText(decide if state.may_excuse else self.tr("替患者申诉"))
        idle = not state.working
        self.lift.setEnabled(idle and (line.freely is Freely.FREE or line.state == "suspended"))
        self.cancel.setEnabled(idle and line.freely is not Freely.NEVER)
        self.repeat.setEnabled(idle and line.state in REPEATED)
        self.weeks.show_choice(str(state.weeks) if state.weeks else None)
        self.weeks.setVisible(not state.repeated)
        self._same.setVisible(not state.repeated)
        self._outcome.setVisible(bool(state.repeated))
        self._outcome.setText("\n".join(map(_week, state.repeated)))
        self.go_on.setVisible(not state.repeated)
        self.go_on.setEnabled(idle)
        self.undo.setVisible(state.undo is not None)
        self.reasons.show_choice(state.reason.value if state.reason else None)
        late = line.freely is Freely.LATE
        self._owed.setText(say.translate("Bookings", "应退 {amount}").format(amount=say.money(line.fee_fen)))
        self.give_back.setText(self.tr("提交主管批准") if late else self.tr("确认退号"))
        self.give_back.setEnabled(idle)
        self._where.setText(_place(state.drop))
        self._difference.setText(_difference(state.drop))
        self.drop.setEnabled(idle and state.drop is not None)


def _form(*parts: QWidget | int) -> QWidget:
    form = QWidget()
    form.setLayout(vbox(*parts, None, spacing=6))
    return form


def _back(presenter: BookingsPresenter) -> KeyButton:
    back = KeyButton(say.translate("Bookings", "返回"), "Esc")
    back.clicked.connect(presenter.back)
    return back


def _may(line: BookingLine) -> str:
    if line.state == "suspended":
        return say.translate("Bookings", "停诊：可以改约，或按 F12 退费")
    words = {
        Freely.FREE: say.translate("Bookings", "可以退号、改约"),
        Freely.LATE: say.translate("Bookings", "已过退号时限，退号须主管批准"),
        Freely.NEVER: say.translate("Bookings", "不能再退或改"),
    }
    told = [words[line.freely], _missed(line)]
    if line.block is not None:
        reason = say.word("BlockReason", line.block.reason.value)
        held = say.translate("Bookings", "此人停约到 {until}：{reason}")
        told.append(held.format(until=line.block.until, reason=reason))
    return "\n".join(filter(None, told))


def _missed(line: BookingLine) -> str:
    """Return who marked the no-show and when."""
    if line.missed is None:
        return ""
    by = say.translate("Bookings", "系统自动") if line.missed.by_clock else line.missed.by
    at = f"{line.missed.at.astimezone(CHINA):%Y-%m-%d %H:%M}"
    if line.state == LAPSED:
        return say.translate("Bookings", "逾时未取：{at} 号已作废").format(at=at)
    return say.translate("Bookings", "爽约：{by} {at} 所记").format(by=by, at=at)


def _week(week: Repeated) -> str:
    day = f"{week.day:%m-%d} {say.weekday(week.day)} {week.starts:%H:%M}"
    if week.slip is not None:
        return say.translate("Bookings", "{day} 约上 {n} 号").format(day=day, n=week.slip.number)
    why = say.note_text(error_note(week.error)) if week.error is not None else ""
    return say.translate("Bookings", "{day} 没约上：{why}").format(day=day, why=why)


def _place(drop: Drop | None) -> str:
    if drop is None:
        return say.translate("Bookings", "用方向键选时段，回车选定，再按回车放下")
    return f"{drop.day:%m-%d} {say.weekday(drop.day)} {drop.starts:%H:%M}  {names.pair(drop.department, drop.doctor)}"


def _difference(drop: Drop | None) -> str:
    if drop is None:
        return ""
    if drop.difference_fen == 0:
        return say.translate("Bookings", "费用不变")
    amount = say.money(abs(drop.difference_fen))
    if drop.difference_fen > 0:
        return say.translate("Bookings", "应补 {amount}").format(amount=amount)
    return say.translate("Bookings", "应退 {amount}").format(amount=amount)
