"""What `clinic-desk --selftest` asks of Qt: a window on the real platform, Chinese type, icons, catalogues, a slip."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any

from PySide6.QtGui import QFontInfo, QFontMetrics, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLabel

from desktop.domain.ids import DeskId, OperationId, SessionId
from desktop.domain.slips import Slip, SlipCode
from desktop.ui import assets
from desktop.ui.i18n import CHINESE, ENGLISH, Languages
from desktop.ui.printing.slip_painter import slip_pdf_bytes, slip_raster
from desktop.ui.shell.application import make_application
from desktop.ui.shell.options import Look

SAMPLE = "门诊前台挂号单身份证姓名龘"
SCREENLESS = "offscreen"
DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
WINDOW_PX = (480, 160)
Check = Callable[[], dict[str, Any]]


class QtCheckError(Exception):
    """Something that Qt should show is not there; the message is a stable word."""


def start_qt(argv: Sequence[str], language: str) -> QApplication:
    """Open Qt on the PC's own platform, off screen on a Linux without one."""
    if sys.platform == "linux" and not any(os.environ.get(name) for name in DISPLAYS):
        os.environ["QT_QPA_PLATFORM"] = SCREENLESS
    return make_application(argv, Look("light", language))


def checks(app: QApplication) -> dict[str, Check]:
    """Return the checks by name; each returns facts or raises QtCheckError."""
    return {
        "qt": lambda: _window(app),
        "fonts": _fonts,
        "resources": lambda: _resources(app),
        "print_preview": _slip,
    }


def _window(app: QApplication) -> dict[str, Any]:
    label = QLabel(SAMPLE)
    label.resize(*WINDOW_PX)
    label.show()
    app.processEvents()
    picture = label.grab().toImage()
    label.close()
    label.deleteLater()
    if _colours(picture) < 2:
        raise QtCheckError("window-blank")
    screen = QGuiApplication.primaryScreen()
    return {"platform": QGuiApplication.platformName(), "scale": screen.devicePixelRatio() if screen else 0}


def _fonts() -> dict[str, Any]:
    face = QApplication.font()
    metrics = QFontMetrics(face)
    missing = [character for character in SAMPLE if not metrics.inFont(character)]
    # Qt draws through fallback fonts too: what counts is that ink differs from the empty box of a missing glyph.
    if missing and not _drawn(missing):
        raise QtCheckError("no-chinese-font")
    return {"family": QFontInfo(face).family(), "by_fallback": len(missing)}


def _drawn(characters: Sequence[str]) -> bool:
    box = _ink("\uffff")
    return all(_ink(character) not in (box, b"") for character in characters)


def _ink(text: str) -> bytes:
    label = QLabel(text)
    label.resize(40, 40)
    picture = label.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    label.deleteLater()
    return bytes(picture.constBits())


def _resources(app: QApplication) -> dict[str, Any]:
    names = assets.icon_names()
    if not names or any(assets.pixmap(name, "#000000").isNull() for name in names):
        raise QtCheckError("icons")
    languages = Languages(app)
    for language in (ENGLISH, CHINESE):
        languages.use(language)
    languages.stop()
    return {"icons": len(names)}


def _slip() -> dict[str, Any]:
    slip = _made_up_slip()
    raster, pdf = slip_raster(slip), slip_pdf_bytes(slip)
    if not any(raster.rows) or not pdf.startswith(b"%PDF-"):
        raise QtCheckError("slip-blank")
    return {"dots": [raster.width_dots, raster.height], "pdf_bytes": len(pdf)}


def _colours(picture: QImage) -> int:
    small = picture.convertToFormat(QImage.Format.Format_Grayscale8)
    return len(set(bytes(small.constBits())))


def _made_up_slip() -> Slip:
    code = SlipCode(
        SessionId("0192f3c1-5a00-7000-8000-000000000001"), 14, 3,
        OperationId("0192f3c1-5a00-7000-8000-000000000002"), DeskId("self-test"), bytes(64),
    )  # fmt: skip
    return Slip(
        hospital="样例市第一人民医院", department="心血管内科", doctor="李样例", doctor_title="主任医师",
        date=date(2026, 11, 24), starts=time(14, 0), ends=time(14, 30), number=14, place="门诊楼 3 层",
        masked_name="单**", document_tail="0028", fee_fen=5_000, provisional=False, reprint=0, qr=code.encode(),
        window="自检", staff_name="自检", printed_at=datetime(2026, 11, 24, 2, 42, 31, tzinfo=UTC), contact="",
    )  # fmt: skip
