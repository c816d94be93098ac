"""Old and new side by side: opened by one key, filled in field by field, frozen by the same key (P26, G100, T8)."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.domain.corrections import Change, Field, FieldProof, fields_of, proofs_of
from desktop.domain.documents import DocumentType, Sex
from desktop.domain.requests import RequestKind
from desktop.domain.schedules import CHINA
from desktop.presenters.corrections import ChangeState, CorrectionPresenter
from desktop.ui.pages.inputs import ChoiceBox, TypedLine
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import Btn, KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.layout import hbox, label, vbox

COLUMNS = 4
WORDS = 8
# Of these only a few codes can stand there; their words are chosen.
CHOSEN: dict[Field, tuple[str, ...]] = {
    Field.SEX: tuple(s.value for s in Sex),
    Field.DOCUMENT_TYPE: tuple(d.value for d in DocumentType if d is not DocumentType.NONE),
}


class ChangeBlock(QWidget):
    """Shows itself for requests that are granted only with their exact change."""

    def __init__(self, changes: CorrectionPresenter) -> None:
        super().__init__()
        self._changes = changes
        self._table = QWidget()
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(2)
        self._listed: tuple[object, ...] = ()
        self._now = label("", "label")
        self._now.setWordWrap(True)
        self.field, self.proof = ChoiceBox("change-field", ()), ChoiceBox("change-proof", ())
        self.pick, self.value = ChoiceBox("change-pick", ()), TypedLine("change-value")
        self.code = TypedLine("change-code")
        for box, text in (
            (self.field, self.tr("改哪一项")), (self.pick, self.tr("改为")), (self.proof, self.tr("依据")),
        ):  # fmt: skip
            box.setMinimumContentsLength(WORDS)
            box.setAccessibleName(text)
            box.entered.connect(self.focusNextChild)
        for line, text in ((self.value, self.tr("改为")), (self.code, self.tr("新号码收到的验证码"))):
            line.setAccessibleName(text)
        self.value.setPlaceholderText(self.tr("改为"))
        self.code.setPlaceholderText(self.tr("验证码"))
        self.field.chosen.connect(lambda code: changes.choose(field=Field(code)))
        self.proof.chosen.connect(lambda code: changes.choose(proof=FieldProof(code)))
        self.pick.chosen.connect(changes.type_value)
        self.value.typed.connect(changes.type_value)
        self.value.entered.connect(self._entered)
        self.code.typed.connect(changes.type_code)
        self.add, self.clear = Btn(self.tr("加入")), Btn(self.tr("清空"))
        self.add.clicked.connect(changes.add)
        self.clear.clicked.connect(changes.clear)
        self.go = KeyButton("", "Ctrl", "B", kind="primary")
        self.stop = KeyButton(self.tr("本人不同意，停止更换"), "Ctrl", "I")
        for button, name in (
            (self.add, "change-add"), (self.clear, "change-clear"), (self.go, "change-go"), (self.stop, "change-stop"),
        ):  # fmt: skip
            button.setProperty("focusName", name)
        self.go.clicked.connect(changes.press)
        self.stop.clicked.connect(changes.stop)
        self._said = label("", "label")
        self._said.setWordWrap(True)
        self._form = QWidget()
        row = hbox(self.field, self.value, spacing=8)
        row.setStretchFactor(self.value, 2)
        row.addWidget(self.pick, 2)
        for part in (self.code, self.proof, self.add, self.clear):
            row.addWidget(part, 1 if part is self.proof else 0)
        form = vbox(self._now, spacing=4)
        form.addLayout(row)
        self._form.setLayout(form)
        foot = hbox(self.go, self.stop, spacing=8)
        foot.addWidget(self._said, 1)
        column = vbox(self._table, self._form, spacing=6)
        column.addLayout(foot)
        self.setLayout(column)

    def render_state(self, state: ChangeState) -> None:
        """Show how far the change is."""
        self.setVisible(state.case_id is not None)
        if state.kind is None:
            return
        opened, editing = state.view is not None, state.view is not None and state.editable
        self._list(state)
        self._form.setVisible(editing)
        self.go.setVisible(not opened or editing)
        self.go.setEnabled(not state.busy)
        self.go.setText(self._next(state))
        self.stop.setVisible(state.waits)
        self.stop.setEnabled(not state.busy)
        self._said.setText(say.note_text(state.note) or _stands(state))
        set_state(self._said, "state", state.note.kind.value if state.note.code else "")
        if editing and state.field is not None:
            self._fill(state, state.kind, state.field)

    def _fill(self, state: ChangeState, kind: RequestKind, field: Field) -> None:
        self.field.show_choices([(f.value, say.word("ChangeField", f.value)) for f in fields_of(kind)])
        self.field.show_choice(field.value)
        self.proof.show_choices([(p.value, say.word("ChangeProof", p.value)) for p in proofs_of(field)])
        self.proof.show_choice(state.proof.value if state.proof else None)
        codes = CHOSEN.get(field, ())
        self.pick.setVisible(bool(codes))
        self.value.setVisible(not codes)
        self.pick.show_choices([(code, _shown(field, code)) for code in codes])
        self.pick.show_choice(state.value or None)
        self.value.show_text(state.value)
        self.code.show_text(state.code)
        self.code.setVisible(state.phone)
        self.code.setEnabled(state.ticket is not None)
        for part in (self.field, self.proof, self.add, self.clear):
            part.setVisible(not state.phone)
        self.clear.setEnabled(bool(state.wanted))
        now = _shown(field, state.current) or self.tr("（空）")
        self._now.setText(
            self.tr("原号码不显示；新号码收到验证码后填入。")
            if state.phone
            else self.tr("现在：{value}").format(value=now)
        )

    def _entered(self) -> None:
        """Enter on a phone sends its code and goes on to it; on another field it is added."""
        if self._changes.state.phone:
            self._changes.send_code()
            self.code.setEnabled(True)
            self.code.setFocus()
        else:
            self._changes.add()

    def _next(self, state: ChangeState) -> str:
        if state.view is None:
            return self.tr("打开，核对更改内容") if state.changed else self.tr("打开，填写更改内容")
        if state.phone:
            return self.tr("发验证码到新号码")
        return self.tr("提交更改内容，待他人决定")

    def _list(self, state: ChangeState) -> None:
        """Show the changes as a table; made anew only when something in it changed."""
        rows = state.shown
        said = tuple((c.field, c.old, c.new, c.proof) for c in rows)
        self._table.setVisible(bool(rows))
        if said == self._listed:
            return
        self._listed = said
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        heads = (self.tr("字段"), self.tr("现在"), self.tr("改为"), self.tr("依据"))
        for column, text in enumerate(heads):
            self._grid.addWidget(label(text, "label"), 0, column)
            self._grid.setColumnStretch(column, 1 if column in (1, 2) else 0)
        for row, change in enumerate(rows, start=1):
            for column, text in enumerate(_cells(change)):
                cell = label(text, "strong" if column == COLUMNS - 2 else "")
                cell.setWordWrap(True)
                self._grid.addWidget(cell, row, column)


def _cells(change: Change) -> tuple[str, str, str, str]:
    hidden = say.translate("Requests", "（不显示）")
    old = hidden if change.field is Field.PHONE else _shown(change.field, change.old) or say.NOTHING
    return (
        say.word("ChangeField", change.field.value), old, _shown(change.field, change.new),
        say.word("ChangeProof", change.proof.value),
    )  # fmt: skip


def _shown(field: Field, value: str) -> str:
    """Return a stored value as people read it."""
    if field is Field.SEX and value:
        return say.word("Word", value)
    return say.word("Document", value) if field is Field.DOCUMENT_TYPE and value else value


def _stands(state: ChangeState) -> str:
    """Return how far a change is, in one sentence; names of fields are nobody's data."""
    fields = "、".join(say.word("ChangeField", name) for name in state.changed)
    if state.stopped:
        return say.translate("Requests", "本人不同意，已停止；什么都没有改")
    if state.effected:
        return say.translate("Requests", "已更改：{fields}").format(fields=fields)
    if state.waits and state.hold_until is not None:
        until = f"{state.hold_until.astimezone(CHINA):%m-%d %H:%M}"
        return say.translate("Requests", "已通知原号码；{until} 生效，此前可停止").format(until=until)
    if state.changed:
        return say.translate("Requests", "已提交更改：{fields}").format(fields=fields)
    return say.translate("Requests", "还没有写明改什么；写明后才能同意")
