"""What fills the papers of duties: each fact of a duty as words, for the places of its template (P22, N34, G58)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime

from desktop.domain.announcements import announcement
from desktop.domain.duties import Duty
from desktop.domain.duty_papers import PaperWords
from desktop.domain.incident_lessons import lessons
from desktop.domain.incidents import CONTENTS, Told
from desktop.domain.letters import Paper
from desktop.domain.paper_templates import ENGLISH
from desktop.domain.retention import OF_PEOPLE
from desktop.ports.central import DutyPerson
from desktop.ui.printing.notice_painter import span, when
from desktop.ui.texts import say

translate = say.translate
Values = dict[str, str]
People = tuple[DutyPerson, ...]
# the contents of an incident -> their places
TOLD_OF = dict(zip(CONTENTS, ("happened", "measures", "advice", "remedy", "reach"), strict=True))


def duty_words(language: str, duty: Duty, people: People, paper: Paper, now: datetime) -> PaperWords:
    """Return the words of one paper in the window's language; they name no patient."""
    values = {"duty": duty.id, "printed_at": when(now)} | _VALUES[paper](duty, people)
    drill = translate("DutyPaper", "【演练】") if duty.facts.get("drill") else ""
    return PaperWords(values, ENGLISH if language == ENGLISH else "zh", drill)


def _public(duty: Duty, _people: People) -> Values:
    one = announcement(duty)
    return {
        "announcement_title": one.title,
        "announcement_text": one.text,
        "shown": span(one.since, one.until),
    }


def _contents(duty: Duty, _people: People) -> Values:
    told = duty.facts["contents"]
    return {place: told.get(name) or say.NOTHING for name, place in TOLD_OF.items()}


def _retention(duty: Duty, _people: People) -> Values:
    facts = duty.facts
    gone = facts.get("deleted", {})
    line = translate("DutyPaper", "{kind}：早于 {before}，应清理 {due} 条，已删除 {gone} 条")
    rows = [
        line.format(
            kind=say.word("Kept", code), before=_at(before), due=facts["due"][code], gone=gone.get(code, say.NOTHING)
        )
        for code, before in facts["before"].items()
    ]  # fmt: skip
    files = sum(gone.get(code, 0) for code in OF_PEOPLE)
    text = translate(
        "DutyPaper", "个人档案：批准删除 {n} 份，中心和全部窗口已删除并回执 {done} 份，其余在冷静期或等回执"
    )
    said = text.format(n=files, done=facts.get("confirmed", 0)) if files else ""
    return {"rows": "\n".join(rows) or say.NOTHING, "files": said, **_signed(duty)}


def _reading(duty: Duty, _people: People) -> Values:
    facts = duty.facts
    look = translate("DutyPaper", "{by} 于 {at} 查阅")
    looks = [look.format(by=one["by"], at=_at(one["at"])) for one in facts["reads"]]
    return {
        "ground": say.word("DutyWord", facts["ground"]), "authority": facts["authority"],
        "paper_number": facts["paper"], "purpose": facts["why"], "looks": "\n".join(looks) or say.NOTHING,
        **_signed(duty),
    }  # fmt: skip


def _ended(duty: Duty, _people: People) -> Values:
    facts, figures = duty.facts, duty.facts.get("certificate") or {}
    comma = translate("DutyPaper", "，")
    by = comma.join(f"{who} {_at(at)}" for who, at, _signature in facts["signatures"])
    return {
        "last_day": facts["last-day"], "cause": facts["end-why"], "signatures": by or say.NOTHING,
        "destroyed": str(figures.get("destroyed", 0)), "kept_people": str(figures.get("kept", 0)),
        "held": str(figures.get("held", 0)), "proof": str(figures.get("signature", say.NOTHING)),
        "later_contact": facts["end-contact"], **_told(facts.get("told", {})),
    }  # fmt: skip


def _handover(duty: Duty, _people: People) -> Values:
    facts = duty.facts
    return {
        "cause": say.word("DutyWord", facts["cause"]), "from_day": facts["from-day"], "receiver": facts["receiver"],
        "receiver_contact": facts["receiver-contact"], "terms": facts["terms"], **_told(facts.get("told", {})),
        **_signed(duty),
    }  # fmt: skip


def _report(duty: Duty, people: People) -> Values:
    facts = duty.facts
    ways = Counter(way for person in people for way in person.exposure.split())
    told = Counter(person.state for person in people)
    comma = translate("DutyPaper", "，")
    touched = translate("DutyPaper", "受影响 {n} 人：{ways}。已告知 {told} 人，未联系上 {lost} 人。").format(
        n=len(people), **_told(told),
        ways=comma.join(f"{say.word('DutyWord', way)} {count}" for way, count in sorted(ways.items())) or say.NOTHING,
    )  # fmt: skip
    scope = translate("DutyPaper", "{desk} {staff}，{since} 至 {until}").format(
        desk=facts["desk"], staff=facts["staff"], since=_at(facts["since"]), until=_at(facts["until"])
    )
    timeline = "\n".join(
        f"{_at(at)} {who} {say.word('DutyStep', what)} {_said(what, text)}".rstrip()
        for at, who, what, text in facts["timeline"]
    )
    return _contents(duty, people) | {
        "incident_type": say.word("DutyWord", facts["type"]), "grade": say.word("DutyWord", facts["grade"]),
        "found": _at(facts["found_at"]), "scope": scope, "summary": facts["summary"], "people_told": touched,
        "timeline": timeline, "lessons": "\n".join(f"{when(one.at)} {one.by}　{one.text}" for one in lessons(duty)),
    }  # fmt: skip


def _signed(duty: Duty) -> Values:
    return {"asked": duty.made_by, "signed": duty.facts.get("approved_by", say.NOTHING)}


def _told(counted: Mapping[str, int]) -> Values:
    return {"told": str(counted.get(Told.TOLD, 0)), "lost": str(counted.get(Told.NOT_REACHED, 0))}


def _said(what: str, text: str) -> str:
    if what == "lesson":  # they stand together below
        return ""
    if what not in ("stop", "lift"):
        return text
    name, _, count = text.partition(" ")
    return f"{say.word('LossStop', name)} {count}".rstrip()


def _at(text: str) -> str:
    return when(datetime.fromisoformat(text))


_VALUES: dict[Paper, Callable[[Duty, People], Values]] = {
    Paper.INCIDENT_REPORT: _report,
    Paper.INCIDENT_ANNOUNCEMENT: _contents,
    Paper.PUBLIC_ANNOUNCEMENT: _public,
    Paper.RETENTION_CERTIFICATE: _retention,
    Paper.LEGAL_READING: _reading,
    Paper.WIND_DOWN_CERTIFICATE: _ended,
    Paper.HANDOVER_NOTICE: _handover,
}
