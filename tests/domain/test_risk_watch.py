"""The risk rules on a small made-up hospital: what was planted is found, ordinary days stay quiet."""

from __future__ import annotations

from dataclasses import replace

import pytest
from made_up_traces import CASES_EACH, FIRST_DAY, Maker, at
from risks_command import MOST_FALSE, run

from desktop.domain.risk_rules import ReviewOutcome as Outcome
from desktop.domain.risk_rules import Rule, Seen, Surroundings, Thresholds, review_bytes
from desktop.domain.risk_watch import watch


@pytest.mark.rows("P6", "T1", "T2")
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_planted_case_of_r1_to_r14_is_found_with_few_false_alerts(seed: int) -> None:
    outcome = run(desks=8, days=10, patients=50, seed=seed)
    assert outcome.planted == len(Rule) * CASES_EACH
    assert outcome.missed == ()
    assert outcome.false_a_desk_month <= MOST_FALSE


class QuietMaker(Maker):
    """Ordinary days only."""

    def _plant(self, rule: Rule, turn: int) -> None:
        pass


def test_ordinary_days_make_hardly_an_alert() -> None:
    hospital = QuietMaker(8, 10, 50, 5).make()
    alerts = watch(hospital.entries, hospital.around())
    assert len(alerts) <= MOST_FALSE * 8 / 3
    assert watch(()) == ()


def looks(count: int, gap_s: int = 60) -> list[Seen]:
    begin = at(FIRST_DAY, 600)
    return [Seen(begin + n * gap_s * 1000, "d", "c", "patient.opened", f"p-{n}") for n in range(count)]


@pytest.mark.rows("P6")
def test_thresholds_are_data_and_an_alert_keeps_its_key_on_every_reading() -> None:
    entries = looks(8)
    (alert,) = watch(entries)
    assert (alert.rule, alert.figure) == (Rule.LOOK_WITHOUT_SERVICE, 8)
    assert watch(entries)[0].key == alert.key
    assert watch(entries, thresholds=replace(Thresholds(), unserved_looks_a_day=9)) == ()
    served = [*entries, replace(entries[-1], act="booking.book", ms=entries[-1].ms + 1)]
    assert watch(served) == ()


def test_what_is_not_known_keeps_its_rule_silent() -> None:
    entries = looks(1)
    assert watch(entries) == ()
    (alert,) = watch(entries, Surroundings(related=frozenset({("c", "p-0")})))
    assert (alert.rule, alert.subject) == (Rule.RELATIVE, "p-0")


def test_a_signature_of_a_review_covers_alert_and_outcome() -> None:
    assert len({review_bytes(key, outcome) for key in ("a", "b") for outcome in Outcome}) == 6


@pytest.mark.rows("P6", "N7")
def test_packs_of_blank_slips_are_no_burst_of_papers_and_lists_of_people_are() -> None:
    limit, begin = Thresholds().papers_burst, at(FIRST_DAY, 600)
    printed = {
        kind: [Seen(begin + n * 1000, "d", "c", "print", "", facts={"kind": kind}) for n in range(limit + 1)]
        for kind in ("paper-slip", "label")
    }
    assert [alert.rule for alert in watch(printed["label"])] == [Rule.PAPER_BURST]
    assert watch(printed["paper-slip"]) == ()
