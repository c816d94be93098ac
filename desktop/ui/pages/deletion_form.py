"""Filing a deletion: who asks and on what ground, then what goes and what stays, signed by the person (P25, N14)."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.presenters.rights import Ground, RightsPresenter, RightsState
from desktop.ui.pages.erasure_effect import ErasureEffect
from desktop.ui.pages.erasure_words import booked
from desktop.ui.pages.ground_list import GroundList
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.icon import Icon
from desktop.ui.widgets.layout import hbox, label, sep, vbox


class DeletionRequest(QWidget):
    """Who asks, and on what ground."""

    def __init__(self, presenter: RightsPresenter) -> None:
        super().__init__()
        self._name = label("", "name")
        self._facts = label("", "label")
        self._hint = label(self.tr("在挂号页读卡，或按 F3 找到申请人"), "label")
        self._hint.setWordWrap(True)
        self.grounds = GroundList([(g.value, say.word("Ground", g.value)) for g in Ground])
        self.grounds.chosen.connect(lambda code: presenter.choose_ground(Ground(code)))
        self.grounds.entered.connect(presenter.ask)
        self.ask = KeyButton(self.tr("下一步，核对后提交"), "Ctrl", "N")
        self.ask.setProperty("focusName", "ask")
        self.ask.clicked.connect(presenter.ask)
        self._note = HelperLine()
        self._icon = Icon("error", "danger", 14)
        foot = hbox(self._icon, spacing=4)
        foot.addWidget(self._note, 1)
        self.setLayout(
            vbox(
                label(self.tr("删除个人信息、注销账户"), "section"),
                4,
                label(self.tr("申请人（当面核验身份）"), "label"),
                self._name,
                self._facts,
                self._hint,
                8,
                sep(),
                8,
                label(self.tr("理由"), "label"),
                self.grounds,
                8,
                self.ask,
                foot,
                None,
                spacing=4,
            )
        )

    def render_state(self, state: RightsState) -> None:
        """Show the state."""
        subject = state.subject
        for shown, there in ((self._name, True), (self._facts, True), (self._hint, False)):
            shown.setVisible((subject is not None) is there)
        if subject is not None:
            self._name.setText(subject.name)
            self._facts.setText(
                "·".join((say.sex(subject.sex), say.years(subject.age), subject.number_masked))
            )
        self.grounds.show_choice(state.ground.value if state.ground else None)
        kind = state.note.kind.value
        self._note.say("" if state.confirming else say.note_text(state.note))
        set_state(self._note, "state", kind)
        self._icon.setVisible(bool(self._note.whole) and kind in ("error", "ok"))
        self._icon.set(*(("check", "ok") if kind == "ok" else ("error", "danger")))


class DeletionConfirm(QWidget):
    """What goes, what stays by law, and who must agree: here a question is right."""

    def __init__(self, presenter: RightsPresenter) -> None:
        super().__init__()
        self._who = label("", "strong")
        self._who.setWordWrap(True)
        self._ground = label("", "label")
        self.file = KeyButton(self.tr("提交，交主管审批"), "Ctrl", "N", kind="primary")
        self.file.setProperty("focusName", "file")
        self.file.clicked.connect(presenter.file)
        # The caret waits on the way back: a second Enter must not file what was not read.
        self.back = back = KeyButton(self.tr("返回"), "Esc")
        back.setProperty("focusName", "back")
        back.clicked.connect(presenter.cancel)
        self._note = HelperLine()
        buttons = hbox(spacing=8)
        buttons.addWidget(self.file, 1)
        buttons.addWidget(back)
        column = vbox(
            label(self.tr("核对后提交"), "section"), self._who, self._ground, 4, sep(), 4, spacing=4
        )
        self._effect = ErasureEffect()
        column.addWidget(self._effect)
        self._booked = label("", "body", state="warn")
        self._booked.setWordWrap(True)
        column.addWidget(self._booked)
        column.addSpacing(2)
        self._signed = label("", "label")
        self.sign = KeyButton(self.tr("屏上签名"), "Alt", "Q")
        self.paper = KeyButton(self.tr("纸质已签"), "Alt", "P")
        for button, name, act in (
            (self.sign, "sign-deletion", presenter.sign), (self.paper, "deletion-on-paper", presenter.on_paper),
        ):  # fmt: skip
            button.setProperty("focusName", name)
            button.clicked.connect(act)
        column.addWidget(self._signed)
        column.addLayout(hbox(self.sign, self.paper, spacing=8))
        column.addSpacing(4)
        column.addLayout(buttons)
        column.addWidget(self._note)
        column.addStretch(1)
        self.setLayout(column)

    def render_state(self, state: RightsState) -> None:
        """Show the state."""
        if state.subject is not None:
            self._who.setText(f"{state.subject.name}  {state.subject.number_masked}")
        ground = say.word("Ground", state.ground.value) if state.ground else say.NOTHING
        self._ground.setText(self.tr("理由：{ground}").format(ground=ground))
        account = state.ground is Ground.ACCOUNT_ONLY
        self._effect.show_effect(account_only=account)
        self._booked.setText("\n".join(booked(state.ending)) if not account else "")
        self._booked.setVisible(bool(self._booked.text()))
        self._signed.setText(say.word("SignedHow", state.signed.value or "not"))
        set_state(self._signed, "state", "ok" if state.signed else "warn")
        self.file.setEnabled(not state.filing)
        self.file.setText(self.tr("正在提交…") if state.filing else self.tr("提交，交主管审批"))
        self._note.say(say.note_text(state.note) if state.confirming else "")
        set_state(self._note, "state", state.note.kind.value)
