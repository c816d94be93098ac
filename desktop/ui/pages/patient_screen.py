"""The second screen, turned to the patient: what they must confirm, the notice, their own yes or no (N18, P37)."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtGui import QCloseEvent, QFontMetrics, QShowEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from desktop.presenters.patient_says import Said
from desktop.presenters.patient_screen import PatientScreenPresenter, PatientScreenState, Scene
from desktop.ui.pages.signing_panel import SigningPanel
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import Btn
from desktop.ui.widgets.drawing import font
from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.layout import hbox, label, sep, vbox


class PatientScreen(QWidget):
    """A window of its own that never takes the clerk's caret; the buttons answer to touch and mouse."""

    def __init__(self, presenter: PatientScreenPresenter) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self._presenter = presenter
        self.setObjectName("Canvas")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle(self.tr("{hospital} 患者屏").format(hospital=presenter.state.hospital))
        self.resize(900, 640)
        self.setMinimumSize(640, 480)
        self._hospital = label("", "title")
        self._idle = _message(
            "card", self.tr("请把身份证放在读卡器上"), self.tr("没有证件也可以挂号，请告诉工作人员")
        )
        self._thanks = _Closing("check", self.tr("同意已记录"), self.tr("请稍候，正在挂号"))
        self._declined = _Closing("check", self.tr("好的，不开平台账户"), self.tr("不影响挂号和看病"))
        self._confirm = _Facts()
        self._ask = _Ask(presenter)
        self._pages = QStackedWidget()
        self.sign = SigningPanel(presenter.signing, big=True)
        for page in (self._idle, self._confirm, self._ask, self._thanks, self._declined, self.sign):
            self._pages.addWidget(page)
        column = vbox(self._hospital, sep(), spacing=12, margins=(28, 20, 28, 24))
        column.addWidget(self._pages, 1)
        self.answer = _Answer(presenter)
        column.addWidget(self.answer)
        self.setLayout(column)
        self._ends = [
            presenter.subscribe(self._render),
            presenter.signing.subscribe(lambda _: self._render(presenter.state)),
        ]

    def release(self) -> None:
        """End the subscriptions and close; called once."""
        while self._ends:
            self._ends.pop()()
        self.close()

    def agree_at(self) -> tuple[int, int]:
        """Return the middle of "I agree", in this window's own pixels, for a test driver's pointer."""
        at = self._ask.agree.mapTo(self, QPoint(0, 0)) + self._ask.agree.rect().center()
        return at.x(), at.y()

    def _render(self, state: PatientScreenState) -> None:
        self._hospital.setText(state.hospital)
        pages: dict[Scene, QWidget] = {
            Scene.IDLE: self._idle,
            Scene.CONFIRM: self._confirm,
            Scene.ASK: self._ask,
            Scene.THANKS: self._thanks,
            Scene.DECLINED: self._declined,
        }
        for shown in (self._confirm, self._ask.facts, self._thanks.facts, self._declined.facts):
            shown.render_state(state)
        self._ask.render_state(state)
        signing = self._presenter.signing.state
        self.sign.render_state(signing, here=True)
        self._pages.setCurrentWidget(self.sign if signing.shown else pages[state.scene])
        self.answer.render_state(state)
        if signing.shown:
            self.answer.hide()

    # Qt's own names below
    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  # Qt override
        super().showEvent(event)
        self._presenter.attach(True)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802  # Qt override
        self._presenter.attach(False)
        super().closeEvent(event)


class _Facts(QWidget):
    """What the patient must confirm: masked name, last four, clinic and time; never more."""

    def __init__(self) -> None:
        super().__init__()
        self._heading = label(self.tr("请核对挂号信息"), "name")
        self._values: dict[str, tuple[QLabel, QLabel]] = {}
        column = vbox(self._heading, 4, spacing=10)
        captions = (
            ("name", self.tr("姓名")),
            ("tail", self.tr("证件尾号")),
            ("phone", self.tr("手机尾号")),
            ("clinic", self.tr("科室")),
            ("time", self.tr("时间")),
        )
        metrics = QFontMetrics(font(16))
        width = max(96, *(metrics.horizontalAdvance(caption) for _, caption in captions))
        for code, caption in captions:
            name, value = label(caption, "reading"), label("", "big")
            value.setWordWrap(True)
            name.setMinimumWidth(width)
            self._values[code] = name, value
            row = hbox(name, spacing=12)
            row.addWidget(value, 1)
            column.addLayout(row)
        column.addStretch(1)
        self.setLayout(column)

    def render_state(self, state: PatientScreenState) -> None:
        """Show the facts; a line without a value is not there."""
        clinic = " ".join(part for part in (state.department, state.doctor) if part)
        when = ""
        if state.day is not None and state.starts is not None:
            when = f"{state.day:%Y-%m-%d} {say.weekday(state.day)} {say.period(state.starts, state.ends)}"
        shown = {
            "name": state.name,
            "tail": state.tail,
            "phone": state.phone_tail,
            "clinic": clinic,
            "time": when,
        }
        for code, (name, value) in self._values.items():
            value.setText(shown[code])
            name.setVisible(bool(shown[code]))
            value.setVisible(bool(shown[code]))


class _Ask(QWidget):
    """The facts, the notice in force, and the two buttons of equal weight."""

    def __init__(self, presenter: PatientScreenPresenter) -> None:
        super().__init__()
        self.facts = _Facts()
        self._text = label("", "reading")
        self._text.setWordWrap(True)
        self._text.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._version = label("", "caption")
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        inner = QWidget()
        inner.setLayout(vbox(self._text, None, margins=(0, 0, 12, 0)))
        scroll.setWidget(inner)
        for clear in (scroll.viewport(), inner):
            clear.setAutoFillBackground(False)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        notice = QFrame()
        notice.setObjectName("Card")
        heading = hbox(label(self.tr("隐私告知"), "name"), None, self._version)
        inside: QVBoxLayout = vbox(heading, spacing=8, margins=(18, 14, 18, 14))
        inside.addWidget(scroll, 1)
        notice.setLayout(inside)
        question = label(self.tr("要不要开通预约平台账户？不开也可以挂号、看病"), "big")
        question.setWordWrap(True)
        self.decline = Btn(self.tr("暂不开通"))
        self.agree = Btn(self.tr("同意并开通"))
        for button in (self.decline, self.agree):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setObjectName("PatientButton")
            button.setMinimumHeight(56)
        self.agree.clicked.connect(presenter.agree)
        self.decline.clicked.connect(presenter.decline)
        buttons = hbox(spacing=16)
        buttons.addWidget(self.decline, 1)
        buttons.addWidget(self.agree, 1)
        top = hbox(spacing=24)
        top.addWidget(self.facts, 2)
        top.addWidget(notice, 3)
        column = vbox(spacing=14)
        column.addLayout(top, 1)
        column.addWidget(question)
        column.addLayout(buttons)
        self.setLayout(column)

    def render_state(self, state: PatientScreenState) -> None:
        """Show the notice in the language of the window."""
        english = QLocale().language() == QLocale.Language.English
        self._text.setText(state.notice_text_en if english and state.notice_text_en else state.notice_text)
        contact = self.tr("咨询 {phone}").format(phone=state.notice_contact) if state.notice_contact else ""
        version = self.tr("版本 {v}").format(v=state.notice_version) if state.notice_version else ""
        self._version.setText("  ".join(part for part in (version, contact) if part))


class _Answer(QWidget):
    """Right or wrong, by the patient's own hand; afterwards what they said, until something changes (N31)."""

    def __init__(self, presenter: PatientScreenPresenter) -> None:
        super().__init__()
        self._said = label("", "big")
        self._said.setWordWrap(True)
        self.wrong = Btn(self.tr("有误"))
        self.right = Btn(self.tr("信息无误"))
        for button in (self.wrong, self.right):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setObjectName("PatientButton")
            button.setMinimumHeight(56)
        self.right.clicked.connect(presenter.right)
        self.wrong.clicked.connect(presenter.wrong)
        row = hbox(spacing=16)
        row.addWidget(self._said, 1)
        row.addWidget(self.wrong, 1)
        row.addWidget(self.right, 1)
        self.setLayout(row)

    def render_state(self, state: PatientScreenState) -> None:
        """Show the question or the answer; nothing while there is nothing to confirm or another question stands."""
        self.setVisible(bool(state.said) and state.scene is not Scene.ASK)
        asked = state.said == Said.ASKED.value
        words = {
            Said.ASKED.value: self.tr("以上信息对吗？"),
            Said.RIGHT.value: self.tr("✓ 您已确认"),
            Said.WRONG.value: self.tr("请告诉工作人员哪里不对"),
        }
        self._said.setText(words.get(state.said, ""))
        self.wrong.setVisible(asked or state.said == Said.RIGHT.value)
        self.right.setVisible(asked or state.said == Said.WRONG.value)


class _Closing(QWidget):
    """An answer, with the facts still there."""

    def __init__(self, icon: str, first: str, second: str) -> None:
        super().__init__()
        self.facts = _Facts()
        row = hbox(spacing=24)
        row.addWidget(self.facts, 2)
        row.addWidget(_message(icon, first, second), 3)
        self.setLayout(row)


def _message(icon: str, first: str, second: str) -> QWidget:
    box = QWidget()
    lines = label(first, "name"), label(second, "reading")
    for line in lines:
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        line.setWordWrap(True)
    picture = Icon(icon, "ok" if icon == "check" else "ctlBottom", 64)
    box.setLayout(vbox(None, hbox(None, picture, None), 12, *lines, None, spacing=6))
    return box
