"""What `dev.py pictures` draws: every page and all that lies over one, over the made-up clinic of the tests."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.ui import theme
from desktop.ui.pages.registry import CODES
from desktop.ui.shell.frame import DeskFrame
from tests.journeys.windows.forms import Shown, save_forms
from tests.ui.conftest import OFFSCREEN
from tests.ui.pages.test_looks import busy
from tests.ui.pages.workplace import a_workplace

Opens = Callable[[DeskFrame], object]
OVER: dict[str, Opens] = {
    "help": lambda frame: frame.actions_.action("help").trigger(),
    "palette": lambda frame: frame.palette_.open(),
    "search": lambda frame: frame.search.open(),
    "notice": lambda frame: frame.actions_.action("notice").trigger(),
    "own": lambda frame: frame.actions_.action("own").trigger(),
    "glass": lambda frame: frame.actions_.action("glass").trigger(),
    "text-size": lambda frame: frame.actions_.action("text-size").trigger(),
    "pay": lambda frame: frame.actions_.action("pay").trigger(),
}


@pytest.mark.qt_log_ignore(OFFSCREEN)
@pytest.mark.parametrize("name", [*CODES, *(f"over-{name}" for name in OVER)])
def test_pictures(qapp: QApplication, name: str) -> None:
    theme.use_fonts(qapp)
    work = busy(a_workplace())
    workplace = replace(work.workplace, pages=CODES)
    page = name if name in CODES else "registration"
    begin = OVER.get(name.removeprefix("over-"), lambda frame: frame.pages[page].refresh())
    desk = Shown(workplace, work.clerk.runner, page, begin=begin)
    save_forms(desk, Path(os.environ["CLINIC_PICTURES"]), name)
