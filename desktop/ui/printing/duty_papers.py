"""Papers of duties as PDF on A4: the regulator's report and the announcement of an incident (P22, N34)."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from desktop.domain.announcements import announcement
from desktop.domain.duties import Duty
from desktop.domain.incident_lessons import lessons
from desktop.domain.incidents import CONTENTS, Told
from desktop.domain.retention import OF_PEOPLE
from desktop.domain.schedules import CHINA
from desktop.ports.central import DutyPerson
from desktop.ui.printing.letter_painter import page_pdf, text_html
from desktop.ui.printing.notice_painter import span
from desktop.ui.texts import say

translate = say.translate


def duty_paper(duty: Duty, people: tuple[DutyPerson, ...], paper: str, now: datetime) -> bytes:
    """Return one paper as PDF; it names no patient. Needs a QGuiApplication."""
    return page_pdf(paper, "\n".join(paper_text(duty, people, paper, now)))


def paper_text(duty: Duty, people: tuple[DutyPerson, ...], paper: str, now: datetime) -> tuple[str, ...]:
    """Return the paper as HTML parts."""
    if paper == "announcement":
        heading, paragraphs = _announcement(duty, now)
    elif paper == "wind_down_certificate":
        heading, paragraphs = _ended(duty, now)
    elif paper == "handover_notice":
        heading, paragraphs = _handover(duty, now)
    elif paper == "public_announcement":
        one = announcement(duty)
        heading, paragraphs = one.title, [*one.text.split("\n"), span(one.since, one.until)]
    elif paper == "retention_certificate":
        heading, paragraphs = _certificate(duty, now)
    elif paper == "legal_reading":
        heading, paragraphs = _reading(duty, now)
    else:
        heading, paragraphs = _report(duty, people, now)
    return (text_html(heading, paragraphs),)


def _announcement(duty: Duty, now: datetime) -> tuple[str, list[str]]:
    told = duty.facts["contents"]
    parts = [f"{say.word('DutyField', name)}：{told.get(name) or say.NOTHING}" for name in CONTENTS]
    return _practised(duty, translate("DutyPaper", "关于个人信息安全事件的公告")), [*parts, _when(now)]


def _certificate(duty: Duty, now: datetime) -> tuple[str, list[str]]:
    facts = duty.facts
    gone = facts.get("deleted", {})
    line = translate("DutyPaper", "{kind}：早于 {before}，应清理 {due} 条，已删除 {gone} 条")
    parts = [
        line.format(
            kind=say.word("Kept", code), before=_when(datetime.fromisoformat(before)), due=facts["due"][code],
            gone=gone.get(code, say.NOTHING),
        )
        for code, before in facts["before"].items()
    ]  # fmt: skip
    signed = translate("DutyPaper", "申请：{asked}　批准并签名：{signed}").format(
        asked=duty.made_by, signed=facts.get("approved_by", say.NOTHING)
    )
    number = translate("DutyPaper", "编号：{id}").format(id=duty.id)
    files = sum(gone.get(code, 0) for code in OF_PEOPLE)
    text = translate(
        "DutyPaper", "个人档案：批准删除 {n} 份，中心和全部窗口已删除并回执 {done} 份，其余在冷静期或等回执"
    )
    said = [text.format(n=files, done=facts.get("confirmed", 0))] if files else []
    heading = translate("DutyPaper", "到期数据清理证明")
    return heading, [number, "\n".join(parts), *said, signed, _when(now)]


def _reading(duty: Duty, now: datetime) -> tuple[str, list[str]]:
    facts = duty.facts
    why = translate("DutyPaper", "{ground}：{authority}，文书号 {paper}。{why}").format(
        ground=say.word("DutyWord", facts["ground"]), authority=facts["authority"], paper=facts["paper"],
        why=facts["why"],
    )  # fmt: skip
    asked = translate("DutyPaper", "申请：{asked}　批准并签名：{signed}").format(
        asked=duty.made_by, signed=facts.get("approved_by", say.NOTHING)
    )
    look = translate("DutyPaper", "{by} 于 {at} 查阅")
    looks = [look.format(by=one["by"], at=_when(datetime.fromisoformat(one["at"]))) for one in facts["reads"]]
    number = translate("DutyPaper", "编号：{id}").format(id=duty.id)
    heading = translate("DutyPaper", "依法保存部分的查阅记录")
    return heading, [number, why, asked, "\n".join(looks) or say.NOTHING, _when(now)]


def _ended(duty: Duty, now: datetime) -> tuple[str, list[str]]:
    facts, figures = duty.facts, duty.facts.get("certificate") or {}
    told = facts.get("told", {})
    by = "，".join(
        f"{who} {_when(datetime.fromisoformat(at))}" for who, at, _signature in facts["signatures"]
    )
    gone = translate(
        "DutyPaper", "已删除 {n} 人的个人信息，各窗口均已回执；依法留存病历 {kept} 人，诉讼保全 {held} 人"
    )
    lines = [
        translate("DutyPaper", "编号：{id}").format(id=duty.id),
        translate("DutyPaper", "最后服务日：{day}　原因：{why}").format(day=facts["last-day"], why=facts["end-why"]),
        translate("DutyPaper", "签字：{by}").format(by=by or say.NOTHING),
        translate("DutyPaper", "逐一告知 {told} 人；未联系上 {lost} 人，另行公告").format(
            told=told.get(Told.TOLD.value, 0), lost=told.get(Told.NOT_REACHED.value, 0)
        ),
        gone.format(
            n=figures.get("destroyed", 0), kept=figures.get("kept", 0), held=figures.get("held", 0)
        ),
        translate("DutyPaper", "证明签名：{signature}").format(signature=figures.get("signature", say.NOTHING)),
        translate("DutyPaper", "此后的联系方式：{contact}").format(contact=facts["end-contact"]),
        _when(now),
    ]  # fmt: skip
    return translate("DutyPaper", "停止运营和个人信息删除证明"), lines


def _handover(duty: Duty, now: datetime) -> tuple[str, list[str]]:
    facts = duty.facts
    text = translate(
        "DutyPaper",
        "因{cause}，自 {day} 起，您的个人信息由 {receiver} 处理，联系方式：{contact}。接收方继续履行我们对您的义务，"
        "不降低保护（{terms}）；变更处理目的或方式的，会重新取得您的同意。您可以在任一窗口查阅、复制、删除或撤回同意。",
    )
    said = text.format(
        cause=say.word("DutyWord", facts["cause"]), day=facts["from-day"], receiver=facts["receiver"],
        contact=facts["receiver-contact"], terms=facts["terms"],
    )  # fmt: skip
    told = facts.get("told", {})
    record = translate(
        "DutyPaper", "拟定：{asked}　批准：{signed}　逐一告知 {told} 人，未联系上 {lost} 人，另行公告"
    )
    lines = [
        translate("DutyPaper", "编号：{id}").format(id=duty.id),
        said,
        record.format(
            asked=duty.made_by, signed=facts.get("approved_by", say.NOTHING), told=told.get(Told.TOLD.value, 0),
            lost=told.get(Told.NOT_REACHED.value, 0),
        ),
        _when(now),
    ]  # fmt: skip
    return translate("DutyPaper", "个人信息转移告知书"), lines


def _report(duty: Duty, people: tuple[DutyPerson, ...], now: datetime) -> tuple[str, list[str]]:
    facts = duty.facts
    ways = Counter(way for person in people for way in person.exposure.split())
    told = Counter(person.state for person in people)
    touched = translate("DutyPaper", "受影响 {n} 人：{ways}。已告知 {told} 人，未联系上 {lost} 人。").format(
        n=len(people), told=told[Told.TOLD.value], lost=told[Told.NOT_REACHED.value],
        ways="，".join(f"{say.word('DutyWord', way)} {count}" for way, count in sorted(ways.items())) or say.NOTHING,
    )  # fmt: skip
    lines = [
        translate("DutyPaper", "编号：{id}").format(id=duty.id),
        translate("DutyPaper", "类型：{type}　级别：{grade}").format(
            type=say.word("DutyWord", facts["type"]), grade=say.word("DutyWord", facts["grade"])
        ),
        translate("DutyPaper", "发现时间：{at}").format(at=_when(datetime.fromisoformat(facts["found_at"]))),
        translate("DutyPaper", "涉及：{desk} {staff}，{since} 至 {until}").format(
            desk=facts["desk"], staff=facts["staff"], since=_when(datetime.fromisoformat(facts["since"])),
            until=_when(datetime.fromisoformat(facts["until"])),
        ),
        translate("DutyPaper", "经过：{summary}").format(summary=facts["summary"]),
        touched,
        *(f"{say.word('DutyField', n)}：{facts['contents'].get(n) or say.NOTHING}" for n in CONTENTS),
        "\n".join(
            f"{_when(datetime.fromisoformat(at))} {who} {say.word('DutyStep', what)} {_said(what, text)}"
            for at, who, what, text in facts["timeline"]
        ),
        *(_lessons(duty) if lessons(duty) else ()),
        _when(now),
    ]  # fmt: skip
    return _practised(duty, translate("DutyPaper", "个人信息安全事件报告书")), lines


def _lessons(duty: Duty) -> tuple[str]:
    lines = (f"{_when(one.at)} {one.by}　{one.text}" for one in lessons(duty))
    return ("\n".join([translate("DutyPaper", "教训和改进："), *lines]),)


def _said(what: str, text: str) -> str:
    if what == "lesson":  # they stand together below
        return ""
    if what not in ("stop", "lift"):
        return text
    name, _, count = text.partition(" ")
    return f"{say.word('LossStop', name)} {count}".rstrip()


def _practised(duty: Duty, heading: str) -> str:
    """Mark the paper of a drill, so that nobody takes it for one of a real incident."""
    drill = translate("DutyPaper", "【演练】{heading}").format(heading=heading)
    return drill if duty.facts.get("drill") else heading


def _when(at: datetime) -> str:
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}"
