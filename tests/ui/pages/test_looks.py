"""Names and sizes of all controls, both themes, both languages, low screens."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit, QTableView, QWidget

from desktop.domain.merging import PairState
from desktop.ui import theme
from desktop.ui.pages.registry import CODES
from tests.fakes.front_desk import case, task
from tests.fakes.people_desk import pair
from tests.fakes.printing_desk import printed
from tests.ui.pages.desk_window import DeskWindow
from tests.ui.pages.workplace import FakeWorkplace, a_workplace

LEAST_PX = 24
CATALOGUE = Path(__file__).resolve().parents[3] / "resources" / "i18n" / "en.ts"
Opened = Callable[..., DeskWindow]


@pytest.fixture(params=["light", "dark"])
def themed(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    theme.apply(qapp, request.param)
    yield str(request.param)
    theme.apply(qapp, "light")


@pytest.fixture(scope="module")
def english_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    compiled = tmp_path_factory.mktemp("i18n") / "en.qm"
    tool = Path(sys.executable).parent / "pyside6-lrelease"
    if os.name == "nt":
        tool = Path(PySide6.__path__[0]) / "lrelease.exe"
    subprocess.run(
        [str(tool), "-silent", str(CATALOGUE), "-qm", str(compiled)], check=True, capture_output=True
    )
    return compiled


@pytest.fixture
def english(qapp: QApplication, english_file: Path) -> Iterator[None]:
    translator = QTranslator()
    assert translator.load(str(english_file))
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def busy(work: FakeWorkplace) -> FakeWorkplace:
    """Put something of everything on the pages."""
    work.desk.rights.lines = [
        case("c-1", days_left=2),
        case("c-2", days_left=9, state="approved", desks=("d",)),
    ]
    work.desk.supervision.lines = [task("t-1")]
    work.desk.people.lines = [
        pair("pair-1"),
        pair("pair-2", PairState.FILED),
        pair("pair-3", PairState.MERGED),
    ]
    work.desk.printing.lines = [
        printed(),
        printed("b-2", queued=True),
        printed("b-3", cancelled=True, copies=2),
    ]
    work.clerk.ready()
    work.workplace.approvals.load()
    work.workplace.rights.load()
    return work


def controls(window: DeskWindow) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit, QComboBox, QTableView)
    found = [w for kind in kinds for w in window.page.findChildren(kind) if w.isVisible()]
    return [w for w in found if not w.objectName().startswith("qt_")]


@pytest.mark.parametrize("code", CODES)
def test_every_control_has_a_name_and_is_large_enough(open_page: Opened, themed: str, code: str) -> None:
    window = open_page(busy(a_workplace()), code)
    seen = controls(window)
    assert seen
    nameless = [w for w in seen if not (w.accessibleName() or getattr(w, "text", str)())]
    small = [(w, w.size()) for w in seen if w.width() < LEAST_PX or w.height() < LEAST_PX]
    assert nameless == []
    assert small == []


def test_every_input_says_its_name_for_the_test_driver(open_page: Opened, work: FakeWorkplace) -> None:
    window = open_page(work, "registration")
    inputs = [w for w in controls(window) if isinstance(w, QLineEdit | QComboBox | QTableView)]
    assert [w for w in inputs if not w.property("focusName")] == []


def test_nothing_is_shown_in_chinese_when_the_window_speaks_english(
    open_page: Opened, english: None, qapp: QApplication
) -> None:
    for code in CODES:
        window = open_page(busy(a_workplace()), code)
        texts = [w.text() for w in window.page.findChildren(QLabel) if w.isVisible()]
        texts += [w.text() for w in controls(window) if isinstance(w, QAbstractButton)]
        own = [text for text in texts if any("\u4e00" <= c <= "\u9fff" for c in text)]
        data = ("心血管内科", "李建国", "单", "张", "骨科", "呼吸内科", "消化内科", "儿科", "皮肤科", "clerk")
        assert [text for text in own if not any(word in text for word in data)] == []


@pytest.mark.parametrize("size", [(1356, 774), (1282, 602)])
def test_english_fits_its_buttons(open_page: Opened, english: None, size: tuple[int, int]) -> None:
    window = open_page(busy(a_workplace()), "registration", *size)
    window.page.set_compact(size[1] < 650)
    QApplication.processEvents()
    narrow = [
        w.text()
        for w in controls(window)
        if isinstance(w, QAbstractButton) and w.width() < w.fontMetrics().horizontalAdvance(w.text())
    ]
    assert narrow == []


def test_a_low_screen_shows_five_doctors(open_page: Opened, work: FakeWorkplace) -> None:
    window = open_page(work, "registration", 1282, 602)
    window.page.set_compact(True)
    QApplication.processEvents()
    table = window.form.board.table
    whole = [
        r for r in range(6) if table.rowViewportPosition(r) + table.rowHeight(r) <= table.viewport().height()
    ]
    assert len(whole) >= 5


def test_the_theme_changes_without_touching_text_or_caret(open_page: Opened, qapp: QApplication) -> None:
    window = open_page(a_workplace(), "registration")
    window.text("8900")
    before = window.form.grab().toImage()
    theme.apply(qapp, "dark")
    after = window.form.grab().toImage()
    theme.apply(qapp, "light")
    assert before != after
    assert window.form.form.identity.number.text() == "8900"
    assert window.caret() == "number"
