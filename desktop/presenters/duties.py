"""The page of duties: the register of one kind at a time, the one in hand, whom it concerns, papers (P22, N34)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Protocol

from desktop.domain.duties import Duty, DutyKind
from desktop.domain.duty_papers import PaperWords
from desktop.domain.errors import KnownError
from desktop.domain.ids import PatientId
from desktop.domain.incident_lessons import drill_overdue, last_drill
from desktop.domain.incidents import CONTENTS, Told
from desktop.domain.legal_reading import END, KeptRecord
from desktop.domain.letters import Paper
from desktop.domain.schedules import CHINA, clinic_day
from desktop.ports.central import DutyPerson
from desktop.ports.clock import Clock
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import DEVICE, NETWORK, READ, STORE, Runner
from desktop.services.letters import Letter

TIMES = frozenset({"found_at", "since", "until", "shown-from", "shown-until"})
# What a new duty of each kind needs, in the order of its form.
FORMS: dict[DutyKind, tuple[str, ...]] = {
    DutyKind.INCIDENT: (
        "type",
        "grade",
        "operator",
        "drill",
        "found_at",
        "desk",
        "staff",
        "since",
        "until",
        "summary",
    ),
    DutyKind.RETENTION: (),
    DutyKind.WIND_DOWN: ("last-day", "end-why", "end-contact"),
    DutyKind.HANDOVER: ("cause", "purposes", "from-day", "receiver", "receiver-contact", "terms"),
    DutyKind.ANNOUNCEMENT: ("title", "text", "shown-from", "shown-until"),
    DutyKind.LEGAL: ("ground", "authority", "paper", "case", "why"),
}
# The paper that Ctrl+P makes of each kind.
PAPERS = {
    DutyKind.INCIDENT: Paper.INCIDENT_REPORT,
    DutyKind.RETENTION: Paper.RETENTION_CERTIFICATE,
    DutyKind.ANNOUNCEMENT: Paper.PUBLIC_ANNOUNCEMENT,
    DutyKind.LEGAL: Paper.LEGAL_READING,
    DutyKind.WIND_DOWN: Paper.WIND_DOWN_CERTIFICATE,
    DutyKind.HANDOVER: Paper.HANDOVER_NOTICE,
}
# what is typed anew for the next one
TYPED_ANEW = dict.fromkeys(("summary", "title", "text", "authority", "paper", "case", "why"), "")
DAYS_SHOWN = timedelta(days=7)
PRESET = {
    "cause": "merger",
    "purposes": "same",
    "drill": "live",
    "stop": "exports",
    "type": "leak",
    "grade": "general",
    "operator": "other",
    "ground": "court",
}
SayPaper = Callable[[Duty, tuple[DutyPerson, ...], Paper, datetime], PaperWords]
PaintPaper = Callable[[Letter], bytes]
KeepFile = Callable[[str, bytes], str]
# An incident's number -> its evidence as a ZIP, checked as the regulator will check it (services.proofs).
Evidence = Callable[[str], bytes]


class KeepsDuties(Protocol):
    """services.duties.DutyService."""

    def duties(self) -> tuple[Duty, ...]: ...
    def file(self, kind: DutyKind, said: Mapping[str, str]) -> str: ...
    def step(self, duty_id: str, step: str, said: Mapping[str, str]) -> None: ...
    def sign(self, duty_id: str) -> None: ...
    def file_files(self, duty_id: str) -> None: ...
    def claims(self, duty_id: str) -> tuple[int, int]: ...
    def people(self, duty_id: str) -> tuple[DutyPerson, ...]: ...
    def tell(self, duty_id: str, patient_id: PatientId, channel: str, state: str) -> None: ...
    def paper(self, duty: Duty, paper: Paper, words: PaperWords) -> Letter: ...
    def kept(self, duty_id: str, number: str) -> tuple[KeptRecord, ...]: ...


@dataclass(frozen=True, slots=True)
class DutiesState:
    """One tab; `people_of` names the duty whose people are shown, `kept` what a look laid open (None: nothing yet)."""

    now: datetime
    tab: DutyKind = DutyKind.INCIDENT
    every: tuple[Duty, ...] = ()
    loaded: bool = False
    selected: str = ""
    values: dict[str, str] = field(default_factory=dict)
    edited: dict[str, str] = field(default_factory=dict)
    people: tuple[DutyPerson, ...] = ()
    people_of: str = ""
    person: int = -1
    kept: tuple[KeptRecord, ...] | None = None
    claims: tuple[int, int] = (0, 0)
    busy: bool = False
    note: Note = NOTHING

    @property
    def lines(self) -> tuple[Duty, ...]:
        """Return the duties of this tab."""
        return tuple(duty for duty in self.every if duty.kind == self.tab)

    @property
    def drilled(self) -> date | None:
        """Return the day of the last drill of an incident that was taken to its end."""
        return last_drill(self.every)

    @property
    def drill_overdue(self) -> bool:
        """Return whether the yearly drill of an incident is due, as far as the register was read."""
        return self.loaded and drill_overdue(self.drilled, clinic_day(self.now))

    @property
    def current(self) -> Duty | None:
        """Return the duty in hand."""
        return next((duty for duty in self.lines if duty.id == self.selected), None)


class DutiesPresenter:
    """Every act goes to central; what stands on the page is what came back."""

    def __init__(
        self, duties: KeepsDuties, runner: Runner, clock: Clock, words: SayPaper, paint: PaintPaper, keep: KeepFile,
        evidence: Evidence, announced: Callable[[], None],
    ) -> None:  # fmt: skip
        self._evidence, self._announced = evidence, announced
        self._duties, self._runner, self._clock = duties, runner, clock
        self._words, self._paint, self._keep = words, paint, keep
        now = clock.now()
        typed = f"{now.astimezone(CHINA):%Y-%m-%d %H:%M}"
        day = f"{now.astimezone(CHINA):%Y-%m-%d} 00:00"
        shown = {"shown-from": typed, "shown-until": f"{(now + DAYS_SHOWN).astimezone(CHINA):%Y-%m-%d} 18:00"}
        values = PRESET | {"found_at": typed, "since": day, "until": typed} | shown
        self._out = Publisher(DutiesState(now, values=values))
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> DutiesState:
        """Return the newest state."""
        return self._out.state

    def load(self) -> None:
        """Read the register again."""
        self._runner.run(READ, self._duties.duties, self._loaded, self._failed)

    def refresh(self) -> None:
        """F5: read the register, and whom the duty in hand concerns."""
        self.load()
        if self.state.current is not None:
            self._take(self.state.selected)

    def open_tab(self, code: str) -> None:
        """Show another kind of duty."""
        self._put(
            tab=DutyKind(code),
            selected="",
            people=(),
            people_of="",
            person=-1,
            edited={},
            kept=None,
            note=NOTHING,
        )
        self.load()

    def type(self, code: str, text: str) -> None:
        """Keep a field of the form of a new duty."""
        self._put(values={**self.state.values, code: text}, note=NOTHING)

    def edit(self, code: str, text: str) -> None:
        """Keep a field of the duty in hand."""
        self._put(edited={**self.state.edited, code: text}, note=NOTHING)

    def select(self, at: int) -> None:
        """Take a duty in hand and ask whom it concerns."""
        lines = self.state.lines
        if 0 <= at < len(lines) and lines[at].id != self.state.selected:
            self._take(lines[at].id)

    def choose_person(self, at: int) -> None:
        """Take a person of the duty in hand."""
        self._put(person=at)

    def file(self) -> None:
        """F9: file what stands in the form."""
        state = self.state
        try:
            said = {code: self._said(code) for code in FORMS[state.tab]}
        except ValueError:
            self._put(note=note(NoteKind.ERROR, "duty-time-unreadable"))
            return
        self._do(lambda: self._duties.file(state.tab, said), "duty-filed", take_new=True)

    def step(self, step: str, said: Mapping[str, str] | None = None) -> None:
        """Take a step of the duty in hand."""
        duty = self.state.current
        if duty is not None:
            self._do(lambda: self._stepped(duty.id, step, said or {}), "duty-stepped")

    def stop_loss(self) -> None:
        """Stop at once what is chosen."""
        self.step("stop", {"what": self.state.values["stop"]})

    def let_go_on(self) -> None:
        """Let what is chosen go on again, as another person than who stopped it."""
        self.step("lift", {"what": self.state.values["stop"]})

    def keep_lesson(self) -> None:
        """Write down what was learnt, as it stands in its line."""
        self.step("lesson", {"text": self.state.edited.get("lesson", "")})

    def bundle(self) -> None:
        """Make the signed evidence of the incident in hand, for the regulator."""
        state, duty = self.state, self.state.current
        if duty is None or state.busy:
            return
        self._put(busy=True, note=note(NoteKind.BUSY, "proof-making"))

        def made(content: bytes) -> None:
            name = f"evidence-{duty.id}.zip"
            self._runner.run(DEVICE, lambda: self._keep(name, content), self._kept, self._failed)

        self._runner.run(NETWORK, lambda: self._evidence(duty.id), made, self._failed)

    def release_evidence(self) -> None:
        """Let what a closed incident kept as evidence fall due again."""
        self.step("release")

    def keep_contents(self) -> None:
        """Send the four contents and the contact of the incident in hand."""
        duty = self.state.current
        if duty is not None:
            said = {name: self.content(name) for name in CONTENTS}
            self.step("contents", said)

    def content(self, name: str) -> str:
        """Return a content as typed, or as it is kept."""
        duty = self.state.current
        kept = duty.facts["contents"].get(name, "") if duty and "contents" in duty.facts else ""
        return self.state.edited.get(name, kept)

    def propose(self, report: str) -> None:
        """Ask for the closing: the report was made, or need not be, with the reason that stands in the line."""
        self.step("propose", {"report": report, "reason": self.state.edited.get("reason", "")})

    def sign(self) -> None:
        """Sign as the second person."""
        duty = self.state.current
        if duty is not None:
            self._do(lambda: self._signed(duty.id), "duty-signed")

    def file_files(self) -> None:
        """File the deletions of the people whom the run in hand lists."""
        duty = self.state.current
        if duty is not None:
            self._do(lambda: self._files_filed(duty.id), "duty-stepped")

    def look(self) -> None:
        """Open what law keeps of the person an approved reading is about; noted first."""
        state, duty = self.state, self.state.current
        if duty is None or state.busy:
            return
        number = state.edited.get("number", "").strip()
        self._put(busy=True, kept=None, note=note(NoteKind.BUSY, "duty-sending"))
        self._runner.run(NETWORK, lambda: self._duties.kept(duty.id, number), self._looked, self._failed)

    def end_reading(self) -> None:
        """End the reading in hand; what was laid open leaves the screen."""
        self.forget()
        self.step(END)

    def forget(self) -> None:
        """Take what a look laid open off the screen."""
        self._put(kept=None, edited={})

    def _looked(self, found: tuple[KeptRecord, ...]) -> None:
        said = note(NoteKind.OK, "kept-read") if found else note(NoteKind.WARN, "kept-nobody")
        self._put(busy=False, kept=found, note=said)
        self.load()

    def tell(self, channel: str, *, reached: bool) -> None:
        """Note that the person in hand was told this way, or not reached."""
        state, duty = self.state, self.state.current
        if duty is None or not 0 <= state.person < len(state.people):
            self._put(note=note(NoteKind.ERROR, "duty-no-person"))
            return
        person, told = state.people[state.person], Told.TOLD if reached else Told.NOT_REACHED

        def work() -> str:
            self._duties.tell(duty.id, person.patient_id, channel, told.value)
            return duty.id

        self._do(work, "duty-stepped")

    def report(self) -> None:
        """Make the main paper of the kind that is shown."""
        self.export(PAPERS[self.state.tab])

    def export(self, paper: Paper) -> None:
        """Make a PDF of the duty in hand from its template; signed and traced first."""
        state, duty = self.state, self.state.current
        if duty is None or state.busy:
            return
        words = self._words(duty, state.people, paper, self._clock.now())
        name = f"{paper.value}-{duty.id}.pdf"
        self._put(busy=True)

        def signed(letter: Letter) -> None:
            self._runner.run(DEVICE, lambda: self._keep(name, self._paint(letter)), self._kept, self._failed)

        self._runner.run(STORE, lambda: self._duties.paper(duty, paper, words), signed, self._failed)

    def _said(self, code: str) -> str:
        text = self.state.values.get(code, "").strip()
        if code in TIMES:
            return datetime.fromisoformat(text).replace(tzinfo=CHINA).isoformat()
        return text

    def _stepped(self, duty_id: str, step: str, said: Mapping[str, str]) -> str:
        self._duties.step(duty_id, step, said)
        return duty_id

    def _files_filed(self, duty_id: str) -> str:
        self._duties.file_files(duty_id)
        return duty_id

    def _signed(self, duty_id: str) -> str:
        self._duties.sign(duty_id)
        return duty_id

    def _do(self, work: Callable[[], str], said: str, *, take_new: bool = False) -> None:
        if self.state.busy:
            return
        self._put(busy=True, note=note(NoteKind.BUSY, "duty-sending"))

        def done(duty_id: str) -> None:
            values = self.state.values | TYPED_ANEW if take_new else self.state.values
            self._put(busy=False, note=note(NoteKind.OK, said), values=values)
            self._runner.run(READ, self._duties.duties, self._stepped_on, self._failed)
            self._announced()
            self._take(duty_id)

        self._runner.run(NETWORK, work, done, self._failed)

    def _take(self, duty_id: str) -> None:
        same = duty_id == self.state.selected
        self._put(
            selected=duty_id, edited=self.state.edited if same else {},
            people=self.state.people if same else (), person=self.state.person if same else -1,
            kept=self.state.kept if same else None,
        )  # fmt: skip
        self._runner.run(
            READ,
            lambda: self._duties.claims(duty_id),
            lambda found: self._claimed(duty_id, found),
            self._failed,
        )
        self._runner.run(
            NETWORK,
            lambda: self._duties.people(duty_id),
            lambda rows: self._people(duty_id, rows),
            self._failed,
        )

    def _claimed(self, duty_id: str, found: tuple[int, int]) -> None:
        if duty_id == self.state.selected:
            self._put(claims=found)

    def _people(self, duty_id: str, rows: tuple[DutyPerson, ...]) -> None:
        if duty_id == self.state.selected:
            self._put(people=rows, people_of=duty_id, person=min(max(self.state.person, 0), len(rows) - 1))

    def _loaded(self, duties: tuple[Duty, ...]) -> None:
        self._put(every=duties, loaded=True, now=self._clock.now())

    def _stepped_on(self, duties: tuple[Duty, ...]) -> None:
        self._put(edited={})
        self._loaded(duties)

    def _kept(self, where: str) -> None:
        self._put(busy=False, note=note(NoteKind.OK, "report-kept", file=where))

    def _failed(self, error: KnownError) -> None:
        self._put(busy=False, note=error_note(error))

    def _put(self, **changes: object) -> None:
        self._out.publish(replace(self.state, **changes))  # type: ignore[arg-type]  # fields of the state
