"""`dev.py risks`: the risk rules over a made-up hospital; every planted case must be found, few false ones made."""

from __future__ import annotations

import argparse
import json
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from made_up_traces import Hospital, Maker

from desktop.domain.risk_rules import Alert, Seen
from desktop.domain.risk_watch import watch

MOST_FALSE = 3.0
DAYS_A_MONTH = 30


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one hospital showed; `false_a_desk_month` counts alerts about nobody and no day of a planted case."""

    entries: int
    desks: int
    days: int
    planted: int
    missed: tuple[str, ...]
    alerts: int
    false_a_desk_month: float
    cpu_s: float

    @property
    def good(self) -> bool:
        """Return whether all was found with few false alerts."""
        return not self.missed and self.false_a_desk_month <= MOST_FALSE


def judge(hospital: Hospital, alerts: tuple[Alert, ...], desks: int, days: int, cpu_s: float) -> Outcome:
    """Compare what was found with what was planted."""
    found = {(alert.rule, alert.actor or alert.desk, _day(alert)) for alert in alerts}
    missed = tuple(
        f"{case.rule.value} {case.who} day {case.day}"
        for case in hospital.planted
        if (case.rule, case.who, case.day) not in found
    )
    known = {(case.who, case.day) for case in hospital.planted}
    false = sum((alert.actor or alert.desk, _day(alert)) not in known for alert in alerts)
    rate = false / desks / days * DAYS_A_MONTH
    return Outcome(
        len(hospital.entries), desks, days, len(hospital.planted), missed, len(alerts), round(rate, 3), round(cpu_s, 2)
    )  # fmt: skip


def run(desks: int, days: int, patients: int, seed: int) -> Outcome:
    """Make a hospital, let the rules walk over it, and judge."""
    hospital = Maker(desks, days, patients, seed).make()
    begun = time.process_time()
    alerts = watch(hospital.entries, hospital.around())
    return judge(hospital, alerts, desks, days, time.process_time() - begun)


def main() -> int:
    """Run the long form; 0 when every planted case was found with few false alerts."""
    parser = argparse.ArgumentParser(prog="dev.py risks", description=__doc__)
    parser.add_argument("--desks", type=int, default=40)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--patients", type=int, default=130, help="a desk and day")
    parser.add_argument("--seed", type=int, default=20261127)
    parser.add_argument("--json", type=Path)
    chosen = parser.parse_args()
    outcome = run(chosen.desks, chosen.days, chosen.patients, chosen.seed)
    text = json.dumps(asdict(outcome), indent=1)
    sys.stdout.write(text + "\n")
    if chosen.json:
        chosen.json.write_text(text)
    return 0 if outcome.good else 1


def _day(alert: Alert) -> int:
    return Seen(alert.ms, "", "", "").day


if __name__ == "__main__":
    sys.exit(main())
