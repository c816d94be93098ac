"""Every colour that lies on another can be read, in both themes; icons and arrow follow."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.ui import assets, theme
from desktop.ui.theme import DARK, LIGHT, Theme

THEMES = pytest.mark.parametrize("look", [LIGHT, DARK], ids=lambda t: t.name)


@pytest.mark.parametrize("pair", theme.PAIRS, ids=lambda p: f"{p[0]}-on-{p[1]}")
@THEMES
def test_what_lies_on_one_another_has_enough_contrast(look: Theme, pair: tuple[str, str, float]) -> None:
    one, other, least = pair
    assert theme.contrast(look[one], look[other]) >= least


def test_contrast_is_the_ratio_of_the_guideline() -> None:
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert theme.contrast("#FFFFFF", "#000000") == pytest.approx(21.0)
    assert theme.contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


def test_both_themes_know_the_same_tokens() -> None:
    assert LIGHT.colours.keys() == DARK.colours.keys()


@THEMES
def test_the_style_sheet_has_no_token_left_and_no_colour_of_its_own(look: Theme) -> None:
    for part in (assets.resources() / "style").glob("*.qss"):
        assert not re.search(r"#[0-9A-Fa-f]{6}\b", part.read_text("utf-8")), part.name
    assert "$" not in theme.style_sheet(look)


@THEMES
def test_the_arrow_of_a_drop_down_has_the_colour_of_its_theme(look: Theme) -> None:
    arrow = assets.resources() / "style" / f"arrow-{look.name}.svg"
    assert look["text2"] in arrow.read_text("utf-8")


def test_dark_reaches_the_widgets_and_light_comes_back(qtbot: QtBot, qapp: QApplication) -> None:
    card, column = QWidget(), QVBoxLayout()
    line = QLineEdit()
    column.addWidget(line)
    card.setLayout(column)
    qtbot.addWidget(card)
    card.show()
    theme.apply(qapp, "dark")
    assert _ground(line) == QColor(DARK["surface"])
    theme.apply(qapp, "light")
    assert _ground(line) == QColor(LIGHT["surface"])


def _ground(line: QLineEdit) -> QColor:
    return line.grab().toImage().pixelColor(line.width() // 2, line.height() // 2)


def test_every_icon_can_be_drawn_in_any_colour_and_resolution() -> None:
    for name in sorted(assets.icon_names()):
        drawn = assets.pixmap(name, "#123456", 20, 1.5)
        assert (drawn.width(), drawn.devicePixelRatio()) == (30, 1.5), name
        image = drawn.toImage()
        inked = {
            image.pixelColor(x, y).name()
            for x in range(30)
            for y in range(30)
            if image.pixelColor(x, y).alpha() == 255
        }
        assert inked <= {"#123456"}, name
        assert any(image.pixelColor(x, y).alpha() for x in range(30) for y in range(30)), name


def test_an_icon_label_changes_its_colour_with_the_theme(qtbot: QtBot, qapp: QApplication) -> None:
    from desktop.ui.widgets.icon import Icon

    icon = Icon("check", "ok", 24)
    qtbot.addWidget(icon)
    icon.show()
    before = _inks(icon)
    theme.apply(qapp, "dark")
    after = _inks(icon)
    theme.apply(qapp, "light")
    assert before != after
    assert QColor(DARK["ok"]).name() in after


def _inks(icon: QLabel) -> set[str]:
    image = icon.pixmap().toImage()
    every = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return {colour.name() for colour in every if colour.alpha() == 255}
