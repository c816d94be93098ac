"""What papers say: every paper at the left, its template in the middle, how it comes out at the right (G58).

Ctrl+R takes the shipped text, Ctrl+D drops what was typed, F9 publishes for every desk.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPixmap
from PySide6.QtWidgets import QWidget

from desktop.domain.paper_templates import PaperFaultError, needed_by, places_of
from desktop.presenters.papers import PapersPresenter, PapersState
from desktop.services.paper_templates import Paper, Source
from desktop.ui.pages.inputs import ChoiceBox, TypedLine
from desktop.ui.pages.printing import raster_picture
from desktop.ui.pages.register_tab import DAY_HINT
from desktop.ui.pages.request_form import WordsBox
from desktop.ui.tables.row_model import Cell, Row, RowModel
from desktop.ui.tables.row_table import RowTable
from desktop.ui.texts import say
from desktop.ui.widgets.buttons import KeyButton
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import Field, HelperLine
from desktop.ui.widgets.layout import CARD_MARGINS, card, hbox, label, vbox
from desktop.ui.widgets.paper_view import paper_view

LIST_PX, PAPER_PX = 376, 392
NO_LIMIT = 16_777_215


class PaperTab(QWidget):
    """Renders PapersState; what is wrong stands under the text as it is typed."""

    def __init__(self, presenter: PapersPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._named = ""
        self.model = RowModel((self.tr("单据"), self.tr("现在用")))
        self.table = RowTable(self.model, (64, 36), "papers")
        self.table.setAccessibleName(self.tr("单据"))
        self.table.moved.connect(presenter.select)
        self.table.opened.connect(lambda _: self.text.setFocus(Qt.FocusReason.TabFocusReason))
        inside = vbox(label(self.tr("单据模板"), "section"), spacing=8, margins=CARD_MARGINS)
        inside.addWidget(self.table, 1)
        papers = card(inside)
        papers.setFixedWidth(LIST_PX)
        self.text: WordsBox = WordsBox("paper-text")
        self.text.setFixedHeight(NO_LIMIT)
        self.text.setMinimumHeight(120)
        self.text.setAccessibleName(self.tr("模板文字"))
        self.text.setFont(_fixed_width(self.text.font()))
        self.text.textChanged.connect(lambda: presenter.type(self.text.toPlainText()))
        self._which = label("", "section")
        self._wrong = HelperLine()
        self._needs = label("", "label")
        self._needs.setWordWrap(True)
        self.place = ChoiceBox("paper-place", [])
        self.place.setPlaceholderText(self.tr("插入一项"))
        self.place.chosen.connect(self._insert)
        self.place.entered.connect(lambda: self.text.setFocus(Qt.FocusReason.TabFocusReason))
        self.day = TypedLine("paper-day")
        self.day.setPlaceholderText(DAY_HINT)
        self.day.typed.connect(presenter.type_day)
        self.day.entered.connect(lambda: self.send.setFocus(Qt.FocusReason.TabFocusReason))
        fields = hbox(spacing=12)
        fields.addWidget(Field(self.tr("可用的项目"), self.place, helped=False), 1)
        fields.addWidget(Field(self.tr("从哪天起用"), self.day, required=True, helped=False), 1)
        self.shipped = KeyButton(self.tr("换回内置"), "Ctrl", "R")
        self.shipped.clicked.connect(presenter.back_to_shipped)
        self.drop = KeyButton(self.tr("放弃修改"), "Ctrl", "D")
        self.drop.clicked.connect(presenter.drop)
        self.send: KeyButton = KeyButton(self.tr("发布到各窗口"), "F9", kind="primary")
        self.send.clicked.connect(presenter.publish)
        buttons = hbox(self.shipped, self.drop, spacing=8)
        buttons.addWidget(self.send, 1)
        middle = vbox(self._which, spacing=6, margins=CARD_MARGINS)
        middle.addWidget(self.text, 1)
        middle.addWidget(self._wrong)
        middle.addWidget(self._needs)
        middle.addLayout(fields)
        middle.addLayout(buttons)
        self.preview, roll = paper_view(self.tr("样张"))
        drawn = vbox(label(self.tr("样张，资料为虚构"), "section"), spacing=8, margins=(12, 14, 12, 12))
        drawn.addWidget(roll, 1)
        right = card(drawn)
        right.setFixedWidth(PAPER_PX)
        row = hbox(papers, spacing=16)
        row.addWidget(card(middle), 1)
        row.addWidget(right)
        self.setLayout(row)

    def start(self) -> None:
        """The list is where one begins."""
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def render_state(self, state: PapersState) -> None:
        """Show the papers and the template in hand."""
        self.model.show([_row(paper, (paper.name, paper.language) in state.drafts) for paper in state.papers])
        self.table.put_row(state.selected)
        paper = state.current
        for part in (self.text, self.day, self.place, self.shipped, self.drop, self.send):
            part.setEnabled(paper is not None and not state.sending)
        if paper is None:
            return
        self._which.setText(_title(paper))
        self._offer(paper.name)
        self.text.show_text(state.text)
        self.day.show_text(state.effective)
        self.drop.setEnabled((paper.name, paper.language) in state.drafts and not state.sending)
        wrong = fault_text(state.fault) if state.fault else self.tr("可以打印")
        self._wrong.say(wrong)
        set_state(self._wrong, "state", "error" if state.fault else "ok")
        self.preview.setPixmap(raster_picture(state.preview.raster) if state.preview else QPixmap())

    def _offer(self, name: str) -> None:
        """Offer the places of a paper, once each time it is another one."""
        if name == self._named:
            return
        self._named = name
        places = [(place, f"{{{place}}}  {say.word('PaperPlace', place)}") for place in places_of(name)]
        self.place.show_choices(places)
        needs = self.tr("、").join(say.word("PaperPlace", place) for place in needed_by(name))
        self._needs.setText(self.tr("必须有：{needs}").format(needs=needs))

    def _insert(self, place: str) -> None:
        self.text.insertPlainText(f"{{{place}}}")
        self.place.show_choice(None)
        self.text.setFocus(Qt.FocusReason.TabFocusReason)


def fault_text(error: PaperFaultError) -> str:
    """Return what is wrong with a template, and where."""
    facts = {name: error.facts[name] for name in ("place", "block", "line")}
    place = str(facts["place"])
    words = say.word("PaperPlace", place) if place else ""
    return say.word("PaperFault", str(error.facts["cause"])).format(place_text=words, **facts)


def _title(paper: Paper) -> str:
    text = f"{say.word('PaperName', paper.name)}·{say.word('PaperText', paper.language)}"
    if paper.later is not None:
        coming = say.translate("PaperTab", "第 {version} 版 {day} 起用")
        text += "　" + coming.format(version=paper.later.version, day=paper.later.effective)
    return text


def _row(paper: Paper, typed: bool) -> Row:
    version = paper.version.version if paper.version else 0
    used = Cell(say.word("PaperSource", paper.source.value).format(version=version), "muted")
    if paper.fault is not None:
        used = Cell(say.translate("PaperTab", "有误，用内置"), "warn", "alert")
        if paper.source is not Source.SHIPPED:
            used = Cell(say.translate("PaperTab", "文件有误"), "warn", "alert")
    elif typed:
        used = Cell(say.translate("PaperTab", "改动未发布"), "warn")
    name = f"{say.word('PaperName', paper.name)}·{say.word('PaperText', paper.language)}"
    return Row(f"{paper.name}.{paper.language}", (Cell(name), used))


def _fixed_width(font: QFont) -> QFont:
    """Return a font in which blocks line up; Chinese comes from the usual one."""
    font.setFamilies(["Consolas", "DejaVu Sans Mono", "Noto Sans Mono CJK SC", *font.families()])
    font.setPixelSize(13)
    return font
