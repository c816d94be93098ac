"""Design tokens to palette and style sheet: one table a theme, and nothing else holds a colour (UX §3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from desktop.ui.assets import resources

SYSTEM = "system"
BODY_PX = 14
FAMILIES = (
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "WenQuanYi Micro Hei",
)
Role = QPalette.ColorRole


@dataclass(frozen=True, slots=True)
class Theme:
    """A named table of colours (`#RRGGBB` by token name)."""

    name: str
    colours: Mapping[str, str]

    def __getitem__(self, token: str) -> str:
        """Return the colour of a token."""
        return self.colours[token]


# fmt: off
LIGHT = Theme("light", {
    "bg": "#EDF1F5", "surface": "#FFFFFF", "surface2": "#F5F7FA", "surface3": "#E8EDF3",
    "rail": "#10263D", "railText": "#B9C7D6", "railTextOn": "#FFFFFF", "railOn": "#24415F", "railMark": "#6FB1FF",
    "badge": "#C93A30", "onBadge": "#FFFFFF",
    "border": "#DBE2EA", "ctl": "#C2CCD8", "ctlBottom": "#75839A",
    "text": "#15202B", "text2": "#445163", "text3": "#5B6878", "disabled": "#9AA5B3",
    "primary": "#1457AE", "primaryHover": "#104892", "primaryPress": "#0C3A77", "onPrimary": "#FFFFFF",
    "primarySoft": "#E5EEFA", "primarySoft2": "#D3E2F6", "primaryLine": "#8FB6E6",
    "ok": "#12693F", "okSoft": "#E2F3EA", "okLine": "#8CCBAA",
    "warn": "#855000", "warnSoft": "#FFF2D8", "warnLine": "#E3B04B",
    "danger": "#B3261E", "dangerSoft": "#FCEBE9", "dangerLine": "#E29B95",
    "hatch": "#DDE3EA", "ring": "#0B4AA2", "shadow": "#20304A", "scrim": "#0B1420",
})
DARK = Theme("dark", {
    "bg": "#0F141A", "surface": "#171E26", "surface2": "#1D2630", "surface3": "#273240",
    "rail": "#0A0E13", "railText": "#97A6B7", "railTextOn": "#FFFFFF", "railOn": "#1D2C3D", "railMark": "#7DB5FF",
    "badge": "#C93A30", "onBadge": "#FFFFFF",
    "border": "#2A3541", "ctl": "#3B4856", "ctlBottom": "#8592A3",
    "text": "#E9EEF4", "text2": "#BAC5D1", "text3": "#98A5B4", "disabled": "#5E6B79",
    "primary": "#74AEFA", "primaryHover": "#93C1FC", "primaryPress": "#5B97E6", "onPrimary": "#08182B",
    "primarySoft": "#1A2F49", "primarySoft2": "#223D5E", "primaryLine": "#3F6798",
    "ok": "#6CCB9B", "okSoft": "#15301F", "okLine": "#2F6A4A",
    "warn": "#F2BE63", "warnSoft": "#35290F", "warnLine": "#7E6122",
    "danger": "#FF958B", "dangerSoft": "#3C1F1D", "dangerLine": "#8A4843",
    "hatch": "#2A3440", "ring": "#A8CDFF", "shadow": "#000000", "scrim": "#0B1420",
})
PALETTE = (
    (Role.Window, "bg"), (Role.WindowText, "text"), (Role.Base, "surface"), (Role.AlternateBase, "surface2"),
    (Role.Text, "text"), (Role.Button, "surface"), (Role.ButtonText, "text"), (Role.PlaceholderText, "text3"),
    (Role.Highlight, "primary"), (Role.HighlightedText, "onPrimary"), (Role.ToolTipBase, "text"),
    (Role.ToolTipText, "surface"), (Role.Link, "primary"), (Role.Accent, "primary"), (Role.Light, "surface"),
    (Role.Midlight, "surface2"), (Role.Mid, "ctl"), (Role.Dark, "ctlBottom"), (Role.Shadow, "shadow"),
)
# text and controls that lie on one another, with the least contrast they need (WCAG 1.4.3, 1.4.11)
PAIRS = (
    ("text", "surface", 4.5), ("text2", "surface", 4.5), ("text3", "surface", 4.5), ("text3", "surface2", 4.5),
    ("text3", "bg", 4.5), ("text2", "surface3", 4.5), ("text3", "surface3", 4.5), ("text2", "bg", 4.5),
    ("primary", "surface", 4.5), ("onPrimary", "primary", 4.5), ("onPrimary", "primaryHover", 4.5),
    ("primary", "primarySoft", 4.5), ("text", "primarySoft", 4.5), ("text2", "primarySoft", 4.5),
    ("ok", "okSoft", 4.5), ("warn", "warnSoft", 4.5), ("danger", "dangerSoft", 4.5), ("danger", "surface", 4.5),
    ("ok", "surface", 4.5), ("warn", "surface", 4.5), ("text", "warnSoft", 4.5), ("text2", "warnSoft", 4.5),
    ("text2", "okSoft", 4.5), ("railText", "rail", 4.5), ("railTextOn", "railOn", 4.5), ("onBadge", "badge", 4.5),
    ("ctlBottom", "surface", 3), ("ctlBottom", "surface2", 3), ("primary", "bg", 3), ("ring", "surface", 3),
    ("ring", "bg", 3), ("danger", "bg", 3), ("railMark", "rail", 3),
)
# fmt: on

_current = LIGHT


def current() -> Theme:
    """Return the theme that hand-painted widgets paint with."""
    return _current


def apply(app: QApplication, name: str) -> Theme:
    """Give the application a theme: `light`, `dark` or `system`; returns the one that is used now."""
    global _current  # noqa: PLW0603  # Qt has one look an application, and so have we
    dark = name == DARK.name
    if name == SYSTEM:
        dark = app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    _current = DARK if dark else LIGHT
    if name != SYSTEM:
        app.styleHints().setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(palette(_current))
    app.setStyleSheet(style_sheet(_current))
    return _current


def use_fonts(app: QApplication) -> None:
    """Put the first installed Chinese face in front; sizes stand in the style sheet, in pixels."""
    installed = set(QFontDatabase.families())
    face = QFont()
    face.setFamilies([*(family for family in FAMILIES if family in installed), "sans-serif"])
    face.setPixelSize(BODY_PX)
    face.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(face)


def palette(theme: Theme) -> QPalette:
    """Return the Qt palette of a theme."""
    made = QPalette()
    for role, token in PALETTE:
        made.setColor(role, QColor(theme[token]))
    for role in (Role.Text, Role.WindowText, Role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme["disabled"]))
    return made


def style_sheet(theme: Theme) -> str:
    """Return the one style sheet with the theme's colours."""
    folder = resources() / "style"
    source = Template("".join((folder / part).read_text("utf-8") for part in ("desk.qss", "pages.qss")))
    drawn = {name: (folder / f"{name}-{theme.name}.svg").as_posix() for name in ("arrow", "tick")}
    return source.substitute(theme.colours, **drawn)


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours (`#RRGGBB`), 1 to 21."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
