"""The papers of duties come from the templates in force, are signed, and a drill's says so whatever a template says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from crash_desk import SUPERVISOR

from desktop.bootstrap.paper_files import shipped
from desktop.domain import announcements, handovers, incidents, legal_reading, retention, wind_down
from desktop.domain.audit import AuditAct
from desktop.domain.duties import Act, Duty
from desktop.domain.duty_papers import DUTY_PLACES, HOUSE
from desktop.domain.errors import NotPermittedError
from desktop.domain.letters import LetterCode, Paper, digest
from desktop.domain.paper_templates import LETTER, PAPER, PaperVersion, to_body
from desktop.services.letters import Letter
from desktop.ui.printing.duty_papers import duty_words
from tests.desk.window import Window

NOW = datetime(2026, 11, 27, 4, tzinfo=UTC)
AT = NOW.isoformat()
LATER = (NOW + timedelta(days=40)).isoformat()
DAY = LATER[:10]
SAID = {
    "type": "leak", "grade": "general", "operator": "other", "drill": "live", "desk": "3 号窗", "staff": "1001",
    "summary": "凭条外带", "found_at": AT, "since": AT, "until": AT,
    "cause": "merger", "purposes": "same", "from-day": DAY, "receiver": "江城医院集团",
    "receiver-contact": "021-60000001", "terms": "承诺书 2026-7",
    "last-day": DAY, "end-why": "合同期满", "end-contact": "021-60000000",
    "ground": "court", "authority": "样例法院", "paper": "8 号", "case": "", "why": "核对收费",
    "title": "系统维护", "text": "周六晚暂停线上预约。\n窗口照常。", "shown-from": AT, "shown-until": LATER,
}  # fmt: skip
OPENED = {
    Paper.INCIDENT_REPORT: incidents.opened,
    Paper.INCIDENT_ANNOUNCEMENT: incidents.opened,
    Paper.PUBLIC_ANNOUNCEMENT: announcements.opened,
    Paper.RETENTION_CERTIFICATE: retention.opened,
    Paper.LEGAL_READING: legal_reading.opened,
    Paper.WIND_DOWN_CERTIFICATE: wind_down.opened,
    Paper.HANDOVER_NOTICE: handovers.opened,
}


def duty_of(paper: Paper, **changes: str) -> Duty:
    state, facts = OPENED[paper](SAID | changes, Act("3001", NOW, {"codes": 3}))
    return Duty("019ac3f0-6c11-7a02-8d55-1f7b9c2e4a60", "duty", state, 1, "3001", NOW, facts)


def written(window: Window, paper: Paper, language: str = "zh_CN", **changes: str) -> Letter:
    duty = duty_of(paper, **changes)
    return window.cases.duties.paper(duty, paper, duty_words(language, duty, (), paper, NOW))


@pytest.mark.rows("G58", "N28", "P22", "P14", "N35", "P11", "P34")
@pytest.mark.parametrize("paper", OPENED)
def test_each_paper_of_a_duty_says_its_facts_in_both_languages_under_a_code_over_every_word(
    window: Window, paper: Paper
) -> None:
    words = duty_words("zh_CN", duty_of(paper), (), paper, NOW)
    assert set(words.values) | HOUSE == DUTY_PLACES[paper.value]
    window.sign_in(SUPERVISOR)
    chinese, english = written(window, paper), written(window, paper, "en")
    assert (chinese.language, english.language) == ("zh", "en")
    assert chinese.text != english.text
    for letter in (chinese, english):
        assert "{" not in letter.text
        code = LetterCode.decode(letter.code)
        assert (code.paper, code.signer, code.digest) == (paper, SUPERVISOR.staff_id, digest(letter.text))


@pytest.mark.rows("G58", "P22", "A2")
def test_the_hospitals_own_words_stand_on_the_paper_and_the_mark_of_a_drill_cannot_be_left_out(
    window: Window,
) -> None:
    name = LETTER + Paper.INCIDENT_REPORT.value
    own = shipped(name, "zh_CN").replace("个人信息安全事件报告书", "致网信部门的报告")
    with window.desk.store.write() as tx:
        tx.schedules.put_plan(
            PAPER, f"{name}.zh_CN", to_body([PaperVersion(name, "zh_CN", 1, "2026-01-01", own)])
        )
    with pytest.raises(NotPermittedError):
        written(window, Paper.INCIDENT_REPORT)
    window.sign_in(SUPERVISOR)
    assert written(window, Paper.INCIDENT_REPORT).text.startswith("致网信部门的报告\n\n编号：")
    assert written(window, Paper.INCIDENT_REPORT, drill="drill").text.startswith("【演练】致网信部门的报告")
    read, made = window.trace()[-2:]
    assert (read["act"], read["facts"]["what"]) == (AuditAct.DUTY_READ.value, Paper.INCIDENT_REPORT.value)
    assert (made["act"], made["facts"]["paper"]) == (AuditAct.PRINT.value, Paper.INCIDENT_REPORT.value)
