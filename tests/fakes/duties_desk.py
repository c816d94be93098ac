"""Duties without a store and without central: the domain's own rules decide (desktop.presenters.duties.KeepsDuties)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from desktop.domain import incidents
from desktop.domain.duties import Act, Duty, DutyKind, DutyRefusedError
from desktop.domain.duty_papers import PaperWords
from desktop.domain.errors import CentralRefusedError
from desktop.domain.ids import CaseId, PatientId
from desktop.domain.legal_reading import KeptRecord
from desktop.domain.letters import Paper
from desktop.ports.central import DutyPerson
from desktop.services.letters import Letter


class FakeDuties:
    """Acts as `who`; `touched` are the people of every incident."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self.who = "3001"
        self.kept: dict[str, Duty] = {}
        self.touched: tuple[DutyPerson, ...] = ()
        self.papers: list[str] = []

    def _act(self) -> Act:
        counted: dict[str, int] = {}
        for person in self.touched:
            counted[person.state] = counted.get(person.state, 0) + 1
        return Act(self.who, self._now(), counted)

    def duties(self) -> tuple[Duty, ...]:
        return tuple(reversed(self.kept.values()))

    def file(self, kind: DutyKind, said: Mapping[str, str]) -> str:
        try:
            state, facts = incidents.opened(said, self._act())
        except DutyRefusedError as error:
            raise CentralRefusedError(reason=error.reason) from error
        duty_id = f"duty-{len(self.kept) + 1}"
        self.kept[duty_id] = Duty(duty_id, kind.value, state, 1, self.who, self._now(), facts)
        return duty_id

    def step(self, duty_id: str, step: str, said: Mapping[str, str]) -> None:
        duty = self.kept[duty_id]
        try:
            self.kept[duty_id] = duty.changed(*incidents.stepped(duty, step, said, self._act()))
        except DutyRefusedError as error:
            raise CentralRefusedError(reason=error.reason) from error

    def sign(self, duty_id: str) -> None:
        duty = self.kept[duty_id]
        try:
            self.kept[duty_id] = duty.changed(*incidents.signed(duty, self._act()))
        except DutyRefusedError as error:
            raise CentralRefusedError(reason=error.reason) from error

    def file_files(self, duty_id: str) -> None:
        self.papers.append(f"files {duty_id}")

    def claims(self, duty_id: str) -> tuple[int, int]:
        return 0, 0

    def people(self, duty_id: str) -> tuple[DutyPerson, ...]:
        return self.touched

    def tell(self, duty_id: str, patient_id: PatientId, channel: str, state: str) -> None:
        self.touched = tuple(
            replace(one, channel=channel, state=state) if one.patient_id == patient_id else one
            for one in self.touched
        )

    def kept(self, duty_id: str, number: str) -> tuple[KeptRecord, ...]:
        return ()

    def paper(self, duty: Duty, paper: Paper, words: PaperWords) -> Letter:
        self.papers.append(paper.value)
        text = words.mark + "\n\n".join(words.values.values())
        return Letter(CaseId(duty.id), paper, words.language, text, "CFL1:AB")
