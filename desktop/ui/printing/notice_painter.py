"""Notices, announcements and a person's answers on 80 mm strips, by the same sheet as the slip (P30, P33, P34, N26)."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QPainter

from desktop.domain.agreements import AgreementPaper, Answer
from desktop.domain.announcements import Announcement
from desktop.domain.notice_changes import Kept, NoticePaper, Paragraph, whole
from desktop.domain.schedules import CHINA
from desktop.ports.ticket_printer import Raster
from desktop.services.notice_papers import NoticePainters
from desktop.ui.printing.sheet import Sheet, raster_of
from desktop.ui.texts import say

translate = QCoreApplication.translate
# a strip stays well under what one raster may hold
STRIP_CHARACTERS = 1_800
BODY, LARGE = 24, 44
MARKS = {Kept.SAME: "", Kept.ADDED: "[+] ", Kept.REMOVED: "[-] "}
Titles = list[tuple[str, int, bool]]


def notice_rasters(paper: NoticePaper, large: bool = False) -> tuple[Raster, ...]:
    """Return the strips in order; needs a QGuiApplication."""
    version = translate("NoticePaper", "版本 {v}，{day} 起施行")
    titles: Titles = [
        (paper.hospital, 34, True), (translate("NoticePaper", "隐私告知"), 30, True),
        (version.format(v=paper.version, day=f"{paper.effective:%Y-%m-%d}"), 22, False),
    ]  # fmt: skip
    foot = " ".join(p for p in (paper.operator, paper.contact) if p)
    return _rasters(titles, paper.paragraphs, foot, LARGE if large else BODY)


def announcement_rasters(announcement: Announcement, hospital: str) -> tuple[Raster, ...]:
    """Return the strips of an announcement, in large type for the window."""
    titles: Titles = [(hospital, 30, True), (announcement.title, 40, True)]
    return _rasters(titles, whole(announcement.text), span(announcement.since, announcement.until), LARGE)


def agreement_rasters(paper: AgreementPaper) -> tuple[Raster, ...]:
    """Return the strips of what a person was shown and answered."""
    titles: Titles = [
        (paper.hospital, 34, True), (translate("NoticePaper", "隐私告知与同意记录"), 30, True), (paper.name, 28, False),
    ]  # fmt: skip
    lines = [_answer(one) for one in paper.answers] or [translate("NoticePaper", "没有对账户作过决定。")]
    if paper.shown and paper.shown_at is not None:
        shown = translate("NoticePaper", "最近一次告知：版本 {v}，{at}")
        lines.append(shown.format(v=paper.shown, at=when(paper.shown_at)))
    printed = translate("NoticePaper", "{at} 打印").format(at=when(paper.printed_at))
    return _rasters(titles, whole("\n\n".join(lines)), printed, BODY)


PAINTERS = NoticePainters(notice_rasters, announcement_rasters, agreement_rasters)


def when(at: datetime) -> str:
    """Return a time as it stands on paper."""
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}"


def span(since: datetime, until: datetime) -> str:
    """Return from when until when something is shown."""
    return translate("NoticePaper", "{since} 至 {until}").format(since=when(since), until=when(until))


def _answer(one: Answer) -> str:
    begins = (
        translate("NoticePaper", "（{day} 起施行）").format(day=f"{one.effective:%Y-%m-%d}")
        if one.effective
        else ""
    )
    said = translate("NoticePaper", "同意") if one.given else translate("NoticePaper", "不同意")
    return translate("NoticePaper", "{at}　{purpose}：{said}，版本 {v}{begins}，{act}").format(
        at=when(one.at), purpose=say.word("Purpose", one.purpose), said=said, v=one.version, begins=begins,
        act=say.word("ConsentAct", one.act),
    )  # fmt: skip


def _rasters(titles: Titles, paragraphs: tuple[Paragraph, ...], foot: str, pixels: int) -> tuple[Raster, ...]:
    strips = _strips(paragraphs, STRIP_CHARACTERS * BODY * BODY // (pixels * pixels))
    return tuple(
        raster_of(partial(_paint, titles=titles if at == 1 else [], part=part, pixels=pixels,
                          foot=foot if at == len(strips) else "", page=f"{at}/{len(strips)}"))
        for at, part in enumerate(strips, start=1)
    )  # fmt: skip


def _strips(paragraphs: tuple[Paragraph, ...], most: int) -> list[list[Paragraph]]:
    strips: list[list[Paragraph]] = [[]]
    used = 0
    for paragraph in paragraphs:
        for text in _pieces(paragraph.text, most):
            if strips[-1] and used + len(text) > most:
                strips.append([])
                used = 0
            strips[-1].append(Paragraph(paragraph.kept, text))
            used += len(text)
    return strips


def _pieces(text: str, most: int) -> list[str]:
    """Cut one paragraph that is longer than a strip."""
    return [text[at : at + most] for at in range(0, len(text), most)]


def _paint(
    painter: QPainter, titles: Titles, part: list[Paragraph], pixels: int, foot: str, page: str
) -> int:
    sheet = Sheet(painter)
    for text, size, bold in titles:
        sheet.line(text, size, bold=bold, gap=3)
    sheet.rule()
    for paragraph in part:
        sheet.line(MARKS[paragraph.kept] + paragraph.text, pixels, paragraph.kept is Kept.ADDED, align="left")
    sheet.rule()
    if foot:
        sheet.line(foot, 20, gap=2)
    sheet.line(page, 20)
    return sheet.y + 8
