"""A new request: what is asked, who asks, how it came, what was seen, in the asker's own words."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop.domain.duties import Duty
from desktop.domain.policy_text import Topic
from desktop.domain.requests import Asker, Channel, RequestKind, needs_signature
from desktop.domain.schedules import CHINA
from desktop.presenters.clauses import TOPIC_OF
from desktop.presenters.requests import RequestsPresenter
from desktop.presenters.requests_state import RequestsState, TextField
from desktop.ui.pages.clause_line import ClauseLine
from desktop.ui.pages.inputs import ChoiceBox, LanguageBox, TypedLine, is_line_key, is_redo
from desktop.ui.pages.proof_boxes import ProofBoxes
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import hbox, label, vbox

WORDS_PX, LOW_WORDS_PX = 84, 42
# deletions have a page of their own, with what goes and what stays
ELSEWHERE = frozenset({RequestKind.DELETE, RequestKind.CLOSE_ACCOUNT})


class WordsBox(QPlainTextEdit):
    """A few lines of text; Tab goes on to the next field."""

    def __init__(self, focus_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setProperty("focusName", focus_name)
        self.setFixedHeight(WORDS_PX)

    def show_text(self, text: str) -> None:
        """Show a text that is not what stands there."""
        if text != self.toPlainText():
            self.setPlainText(text)

    # Qt's own names below
    def event(self, event: QEvent) -> bool:
        asked = event.type() == QEvent.Type.ShortcutOverride
        if asked and ((is_redo(event) and not self.document().isRedoAvailable()) or is_line_key(event)):
            event.ignore()  # Ctrl+Y grants a request, Ctrl+E says that the proof is complete
            return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  # Qt override
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


class RequestForm(QWidget):
    """The left side of the workbench; Ctrl+N files and prints the receipt."""

    def __init__(self, presenter: RequestsPresenter) -> None:
        super().__init__()
        self._who = label("", "strong")
        self._who.setWordWrap(True)
        kinds = [(k.value, say.word("RequestKind", k.value)) for k in RequestKind if k not in ELSEWHERE]
        self.kind = ChoiceBox("request-kind", kinds)
        self.asker = ChoiceBox("request-asker", [(a.value, say.word("Asker", a.value)) for a in Asker])
        self.channel = ChoiceBox(
            "request-channel",
            [(c.value, say.word("RequestChannel", c.value)) for c in Channel if c is not Channel.ONLINE],
        )
        self.kind.chosen.connect(lambda code: presenter.filing.choose(kind=RequestKind(code)))
        self.asker.chosen.connect(lambda code: presenter.filing.choose(asker=Asker(code)))
        self.channel.chosen.connect(lambda code: presenter.filing.choose(channel=Channel(code)))
        self.language = LanguageBox("request-language", presenter.filing.speak)
        for box, text in (
            (self.kind, self.tr("请求种类")), (self.asker, self.tr("谁提出")), (self.channel, self.tr("途径")),
        ):  # fmt: skip
            box.setAccessibleName(text)
            box.entered.connect(self.focusNextChild)
        self._others = QWidget()
        self.lines: dict[TextField, TypedLine] = {}
        others = vbox(spacing=4)
        for field, text in (
            (TextField.ASKER_NAME, self.tr("来人姓名")),
            (TextField.ASKER_RELATION, self.tr("与患者关系")),
            (TextField.CONTACT, self.tr("联系方式")),
            (TextField.INCIDENT, self.tr("事件编号（要求赔偿时）")),
            (TextField.RECIPIENT, self.tr("接收机构全称")),
        ):
            line = TypedLine(f"request-{field.value}")
            line.setAccessibleName(text)
            line.setPlaceholderText(text)
            line.typed.connect(lambda typed, f=field: presenter.filing.write(f, typed))
            line.entered.connect(self.focusNextChild)
            self.lines[field] = line
        lines = self.lines
        others.addLayout(hbox(lines[TextField.ASKER_NAME], lines[TextField.ASKER_RELATION], spacing=8))
        for field in (TextField.CONTACT, TextField.INCIDENT, TextField.RECIPIENT):
            others.addWidget(lines[field])
        self.incident = ChoiceBox("request-incident-of", ())
        self.incident.setAccessibleName(self.tr("造成损害的安全事件"))
        self.incident.chosen.connect(lambda code: presenter.filing.write(TextField.INCIDENT, code))
        others.addWidget(self.incident)
        self._others.setLayout(others)
        self._before = label("", "label", state="warn")
        self._before.setWordWrap(True)
        self.words = WordsBox("request-words")
        self.words.setAccessibleName(self.tr("请求内容"))
        self.words.textChanged.connect(
            lambda: presenter.filing.write(TextField.WORDS, self.words.toPlainText())
        )
        self.proofs = ProofBoxes(
            presenter.filing.see, presenter.filing.code, presenter.filing.shown, self.words
        )
        self.sign = KeyButton(self.tr("屏上签名"), "Alt", "Q")
        self.paper = KeyButton(self.tr("纸质已签"), "Alt", "P")
        for button, name, act in (
            (self.sign, "sign-request", presenter.filing.sign),
            (self.paper, "request-paper", presenter.filing.on_paper),
        ):  # fmt: skip
            button.setProperty("focusName", name)
            button.clicked.connect(act)
        self._signed = label("", "label")
        self._signing = QWidget()
        self._signing.setLayout(vbox(self._signed, hbox(self.sign, self.paper, spacing=8), spacing=4))
        self.file = KeyButton(self.tr("提交并打印回执"), "Ctrl", "N", kind="primary")
        self.file.setProperty("focusName", "file-request")
        self.file.clicked.connect(presenter.filing.file)
        self._note = HelperLine()
        self.clause = ClauseLine(Topic.RIGHTS)
        self._meaning = label("", "label")
        self._meaning.setWordWrap(True)
        head = hbox(label(self.tr("新请求"), "section"), None, spacing=8)
        head.addWidget(label(self.tr("删除、注销在“删除申请”页"), "label"))
        row = hbox(spacing=8)
        row.addWidget(self.asker, 1)
        row.addWidget(self.channel, 1)
        foot = hbox(self.language, spacing=8)
        foot.addWidget(self.file, 1)
        column = vbox(
            head, self._who, self.kind, self._meaning, self.clause, row, self._before, self._others,
            label(self.tr("请求内容（本人原话）"), "label"), self.words, label(self.tr("已看过的证明"), "label"),
            self.proofs, self._signing, 6, foot, self._note, spacing=6,
        )  # fmt: skip
        column.addStretch(1)
        self.setLayout(column)

    def set_compact(self, compact: bool) -> None:
        """A lower box for the words."""
        self.words.setFixedHeight(LOW_WORDS_PX if compact else WORDS_PX)

    def render_state(self, state: RequestsState) -> None:
        """Show the state."""
        form, subject = state.form, state.subject
        self.clause.turn_to(TOPIC_OF.get(form.kind, Topic.RIGHTS))
        self._who.setText(
            f"{subject.name}  {subject.number_masked}"
            if subject
            else self.tr("在挂号页读卡，或按 F3 找到患者")
        )
        self.kind.show_choice(form.kind.value)
        self._meaning.setText(say.word("RequestMeaning", form.kind.value))
        self.asker.show_choice(form.asker.value)
        self.channel.show_choice(form.channel.value)
        complains = form.kind is RequestKind.COMPLAINT
        afar = form.asker is not Asker.SELF or form.channel is not Channel.WINDOW
        claims = form.kind is RequestKind.HARM
        transfers, asks = form.kind is RequestKind.TRANSFER, afar or complains or subject is None
        self._others.setVisible(asks or transfers or claims)
        self.incident.setVisible(claims)
        self.incident.show_choices([(duty.id, incident_name(duty)) for duty in state.incidents])
        self.incident.show_choice(form.incident)
        for field in (TextField.ASKER_NAME, TextField.ASKER_RELATION, TextField.CONTACT):
            self.lines[field].setVisible(asks)
        self.lines[TextField.RECIPIENT].setVisible(transfers)
        self.lines[TextField.INCIDENT].setVisible(complains)
        self._before.setText(_before(state))
        self._before.setVisible(bool(self._before.text()))
        for field, line in self.lines.items():
            line.show_text(getattr(form, field.value))
        self.words.show_text(form.words)
        self.proofs.offer(state.wanted, form.seen, state.code, state.shown)
        self.language.show_choice(form.language)
        self._signing.setVisible(needs_signature(form.kind, form.channel))
        self._signed.setText(say.word("SignedHow", form.signed.value or "not"))
        set_state(self._signed, "state", "ok" if form.signed else "warn")
        self.file.setEnabled(not state.filing)
        self._note.say(say.note_text(state.note))
        set_state(self._note, "state", state.note.kind.value)


def incident_name(duty: Duty) -> str:
    """Return an incident as a person at the window may hear of it."""
    return (
        f"{duty.made_at.astimezone(CHINA):%Y-%m-%d} {say.word('DutyWord', duty.facts['type'])} {duty.id[-6:]}"
    )


def _before(state: RequestsState) -> str:
    """Return what was asked before, or what a complaint is about."""
    against = state.form.against
    if against is not None:
        return say.translate("Requests", "针对 {day} 的{kind}；由未经手的人答复").format(
            day=f"{against.filed_at.astimezone(CHINA):%Y-%m-%d}", kind=say.word("RequestKind", against.kind)
        )
    if not state.earlier:
        return ""
    last = state.earlier[0]
    return say.translate("Requests", "此前同类请求 {n} 次，最近 {day}，{state}").format(
        n=len(state.earlier), day=f"{last.filed_at.astimezone(CHINA):%Y-%m-%d}",
        state=say.word("RequestState", last.state),
    )  # fmt: skip
