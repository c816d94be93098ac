"""The text size (Ctrl+=): how large everything stands from the next start on."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.presenters.text_size import SIZES, TextSizePresenter, TextSizeState
from desktop.ui.pages.option_bar import OptionBar
from desktop.ui.pages.overlay import PresenterOverlay
from desktop.ui.texts import say
from desktop.ui.widgets.drawing import set_state
from desktop.ui.widgets.field import HelperLine
from desktop.ui.widgets.layout import hbox, label, vbox

WIDTH_PX = 480


class TextSizeOverlay(PresenterOverlay):
    """Covers `root` while TextSizeState says so; arrows choose."""

    def __init__(self, presenter: TextSizePresenter, root: QWidget) -> None:
        super().__init__(root, WIDTH_PX)
        self._presenter = presenter
        self._now = label("", "label")
        self.sizes = OptionBar("text-size", [(str(size), f"{size} %") for size in SIZES])
        self.sizes.name(self.tr("文字大小"))
        self.sizes.chosen.connect(lambda code: presenter.choose(int(code)))
        self.sizes.entered.connect(presenter.close)
        self._small = label(self.tr("这块屏幕放不下更大的字"), "caption")
        self._note = HelperLine()
        column = vbox(
            hbox(label(self.tr("文字大小"), "section"), None, self._now), self.sizes, self._small, self._note,
            label(self.tr("←→ 选择    回车、Esc 返回"), "caption"), spacing=10, margins=(24, 18, 24, 14),
        )  # fmt: skip
        self.sheet.setLayout(column)
        self._end = presenter.subscribe(self._render)

    def take_caret(self) -> None:
        """The chosen size."""
        self.sizes.focus_option()

    def leave(self) -> None:
        """Esc closes it."""
        self._presenter.close()

    def _render(self, state: TextSizeState) -> None:
        self._now.setText(self.tr("现在 {n} %").format(n=state.now))
        self.sizes.show_choice(str(state.chosen))
        self.sizes.offer([str(size) for size in state.offered])
        self._small.setVisible(len(state.offered) < len(SIZES))
        self._note.say(say.note_text(state.note))
        set_state(self._note, "state", state.note.kind.value)
        self.show_over(state.shown)
