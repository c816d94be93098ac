"""Every page in both languages and themes on the smallest usual screen (1080p at 150 %): no text is cut off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.ui import theme
from desktop.ui.i18n import CHINESE, ENGLISH, Languages
from desktop.ui.pages.registry import CODES, make_page
from desktop.ui.shell.frame import DeskFrame
from desktop.ui.shell.main_window import LEAST
from tests.ui.fitting import misfits
from tests.ui.pages.test_looks import busy
from tests.ui.pages.workplace import FakeWorkplace, a_workplace

SCREEN = (1280, 720)
NEVER_MS = 100_000_000


@pytest.fixture(params=[(CHINESE, "light"), (ENGLISH, "dark")], ids=["zh", "en"])
def spoken(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    language, look = request.param
    languages = Languages(qapp)
    languages.use(language)
    theme.apply(qapp, look)
    yield language
    languages.stop()
    theme.apply(qapp, "light")


def a_frame(work: FakeWorkplace) -> DeskFrame:
    """Return a frame with every page there is; on the smallest usual screen."""
    frame = DeskFrame(replace(work.workplace, pages=CODES), work.clerk.runner, NEVER_MS, make_page)
    frame.show_page(CODES[0])
    frame.resize(*SCREEN)
    frame.show()
    return frame


def test_no_text_of_any_page_is_cut_off(qtbot: QtBot, spoken: str) -> None:
    frame = a_frame(busy(a_workplace()))
    qtbot.addWidget(frame)
    faults = []
    for code, page in frame.pages.items():
        frame.show_page(code)
        QApplication.processEvents()
        faults += [f"{code}: {fault}" for fault in misfits(page)]
        needs = frame.minimumSizeHint()
        if needs.width() > LEAST.width() or needs.height() > LEAST.height():
            faults.append(f"{code}: the frame needs {needs.width()}×{needs.height()}")
        holder = frame.pages.holders[code]
        least, room = holder.widget().minimumSizeHint(), holder.size()
        # a form that is too high scrolls after the caret; nobody would look for what lies at the side
        if least.width() > room.width():
            faults.append(f"{code}: needs {least.width()} of {room.width()}")
    faults += misfits(frame.top) + misfits(frame.status) + misfits(frame.rail)
    frame.release()
    assert not faults, "\n".join(faults)
