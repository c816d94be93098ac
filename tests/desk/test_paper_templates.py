"""Which text a paper is made from on a real desk: own file, published, shipped; a bad one stops no print (G58)."""

from __future__ import annotations

import pytest

from desktop.bootstrap.paper_files import shipped
from desktop.domain.drawn import SignedHow
from desktop.domain.paper_templates import PAPER, PaperVersion, to_body
from desktop.domain.request_texts import RequestText
from desktop.domain.requests import Asker, Channel, Evidence, RequestKind
from desktop.services.paper_templates import PaperBook, Source
from desktop.services.request_values import RequestDraft
from tests.desk.window import Window

NAME, LANGUAGE = "letter-receipt", "zh_CN"
OWN = shipped(NAME, LANGUAGE).replace("受理回执", "本院受理回执")


def publish(window: Window, text: str, day: str = "2026-01-01") -> None:
    body = to_body([PaperVersion(NAME, LANGUAGE, 1, day, text)])
    with window.desk.store.write() as tx:
        tx.schedules.put_plan(PAPER, f"{NAME}.{LANGUAGE}", body)


def heading(window: Window) -> str:
    person = window.confirm().patient_id
    draft = RequestDraft(
        RequestKind.ACCESS, Asker.SELF, Channel.WINDOW, person, RequestText("看记录", ""), (Evidence.CHIP_READ,),
        signed=SignedHow.PAPER,
    )  # fmt: skip
    return window.cases.letters.receipt(window.cases.requests.file(draft)).text.split("\n\n")[0]


@pytest.mark.rows("G58", "N12")
@pytest.mark.parametrize(
    ("text", "day", "said"),
    [
        (OWN, "2026-01-01", "本院受理回执"),
        (OWN, "2036-01-01", "受理回执"),
        (OWN.replace("{case}", ""), "2026-01-01", "受理回执"),
        ("", "2026-01-01", "受理回执"),
    ],
)
def test_a_letter_is_made_from_the_version_of_the_day_and_a_bad_one_stops_no_print(
    window: Window, text: str, day: str, said: str
) -> None:
    publish(window, text, day)
    assert heading(window) == said


@pytest.mark.rows("G58")
def test_a_file_of_this_desk_stands_above_the_published_version_and_a_bad_file_is_named(
    window: Window,
) -> None:
    publish(window, OWN)
    here = OWN.replace("本院", "本窗")

    def used(file: str) -> tuple[str, Source]:
        return PaperBook(window.desk, shipped, {(NAME, LANGUAGE): file}).text(NAME, LANGUAGE)

    assert used(here) == (here, Source.FILE)
    assert used("{") == (OWN, Source.PUBLISHED)
    assert PaperBook(window.desk, shipped, {(NAME, LANGUAGE): "{"}).at_fault() == (NAME,)
    assert PaperBook(window.desk, shipped, {}).at_fault() == ()
