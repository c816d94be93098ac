"""The disclosure book: a form to file, all of them, the one in hand approved and handed over (P10, P12, N44)."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Protocol

from desktop.domain.disclosures import Disclosure, DisclosureKind, DisclosureText, Scope
from desktop.domain.errors import KnownError
from desktop.domain.ids import CaseId, PatientId
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import NETWORK, Runner
from desktop.services.drafts import PatientCard

FIELDS = ("recipient", "paper", "number", "why", "scan")


class Discloses(Protocol):
    """services.disclosures.DisclosureService."""

    def book(self, patient_id: PatientId | None = None) -> tuple[Disclosure, ...]: ...
    def file(
        self, patient_id: PatientId, kind: DisclosureKind, scope: tuple[Scope, ...], text: DisclosureText
    ) -> CaseId: ...
    def scan(self, case_id: CaseId) -> bytes: ...
    def approve(self, asked: Disclosure) -> None: ...
    def hand_over(self, asked: Disclosure, keep: Callable[[str, bytes], str]) -> str: ...


class HandsOver(Protocol):
    """Files on their way out: kept until they are handed over, then removed; `read` reads a scanned paper."""

    def keep(self, name: str, content: bytes) -> str: ...
    def remove(self) -> int: ...
    def read(self, path: str) -> bytes: ...


@dataclass(frozen=True, slots=True)
class DisclosuresState:
    """Everything the tab shows; with a person in hand only theirs are listed."""

    subject: PatientCard | None = None
    lines: tuple[Disclosure, ...] = ()
    loaded: bool = False
    selected: int = -1
    kind: DisclosureKind = DisclosureKind.SHARE
    scope: frozenset[Scope] = frozenset()
    values: dict[str, str] = field(default_factory=dict)
    wrong: str = ""
    working: bool = False
    note: Note = NOTHING

    @property
    def current(self) -> Disclosure | None:
        """Return the one in hand."""
        return self.lines[self.selected] if 0 <= self.selected < len(self.lines) else None


class DisclosuresPresenter:
    """Files, approves, hands over."""

    def __init__(self, disclosures: Discloses, files: HandsOver, runner: Runner) -> None:
        self._disclosures, self._files, self._runner = disclosures, files, runner
        self._out = Publisher(DisclosuresState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> DisclosuresState:
        """Return the newest state."""
        return self._out.state

    def load(self) -> None:
        """Read the book again."""
        subject = self.state.subject
        patient_id = subject.patient_id if subject else None
        self._runner.run(NETWORK, lambda: self._disclosures.book(patient_id), self._loaded, self._failed)

    def serve(self, patient: PatientCard | None) -> None:
        """Take the person who is open at this window, or nobody."""
        self._show(replace(self.state, subject=patient, selected=-1, note=NOTHING))
        self.load()

    def choose(self, kind: DisclosureKind) -> None:
        """Keep on what it rests."""
        self._show(replace(self.state, kind=kind, wrong="", note=NOTHING))

    def type(self, code: str, text: str) -> None:
        """Keep a field's text."""
        self._show(replace(self.state, values={**self.state.values, code: text}, wrong="", note=NOTHING))

    def tick(self, scope: Scope, there: bool) -> None:
        """Put into the scope or take out."""
        now = self.state.scope | {scope} if there else self.state.scope - {scope}
        self._show(replace(self.state, scope=now, wrong="", note=NOTHING))

    def select(self, index: int) -> None:
        """Take one in hand."""
        if 0 <= index < len(self.state.lines):
            self._show(replace(self.state, selected=index, note=NOTHING))

    def file(self) -> None:
        """F9: file what stands in the form about the person in hand."""
        state, subject = self.state, self.state.subject
        if state.working:
            return
        if subject is None:
            self._show(replace(state, note=note(NoteKind.ERROR, "request-no-person")))
            return
        values = {code: state.values.get(code, "").strip() for code in FIELDS}
        scope = tuple(sorted(state.scope))

        def work() -> CaseId:
            paper = self._files.read(values["scan"]) if values["scan"] else b""
            text = DisclosureText(
                values["recipient"], values["number"], values["why"], base64.b64encode(paper).decode(),
                values["paper"],
            )  # fmt: skip
            return self._disclosures.file(subject.patient_id, state.kind, scope, text)

        self._busy()
        self._runner.run(NETWORK, work, lambda _: self._filed(), self._failed)

    def look(self) -> None:
        """Ctrl+O: keep the scanned paper as a file, to be looked at before it is approved."""
        current = self.state.current
        if current is None or self.state.working:
            return
        self._busy()
        self._runner.run(
            NETWORK, lambda: self._files.keep(f"{current.id}.scan", self._disclosures.scan(current.id)),
            lambda name: self._done("disclosure-scan", file=name), self._failed,
        )  # fmt: skip

    def approve(self) -> None:
        """Ctrl+G: sign the one in hand as somebody else than who filed it."""
        current = self.state.current
        if current is None or self.state.working:
            return
        self._busy()
        self._runner.run(
            NETWORK, lambda: self._disclosures.approve(current), lambda _: self._done("disclosure-approved"),
            self._failed,
        )  # fmt: skip

    def hand_over(self) -> None:
        """Ctrl+P: log it and make the file with the scope."""
        current = self.state.current
        if current is None or self.state.working:
            return
        self._busy()
        self._runner.run(
            NETWORK, lambda: self._disclosures.hand_over(current, self._files.keep),
            lambda name: self._done("disclosure-file", file=name), self._failed,
        )  # fmt: skip

    def remove(self) -> None:
        """Ctrl+R: it is handed over, remove the file here."""
        if self.state.working:
            return
        self._busy()
        self._runner.run(
            NETWORK, self._files.remove, lambda n: self._done("disclosure-removed", n=n), self._failed
        )

    def _filed(self) -> None:
        self._show(replace(self.state, values={}, scope=frozenset()))
        self._done("disclosure-filed")

    def _busy(self) -> None:
        self._show(replace(self.state, working=True, wrong="", note=note(NoteKind.BUSY, "register-sending")))

    def _done(self, said: str, **facts: str | int) -> None:
        self._show(replace(self.state, working=False, note=note(NoteKind.OK, said, **facts)))
        self.load()

    def _loaded(self, lines: tuple[Disclosure, ...]) -> None:
        current = self.state.current
        ids = [line.id for line in lines]
        at = ids.index(current.id) if current and current.id in ids else (0 if lines else -1)
        self._show(replace(self.state, lines=lines, loaded=True, selected=at))

    def _failed(self, error: KnownError) -> None:
        wrong = str(error.facts.get("field", ""))
        self._show(replace(self.state, working=False, wrong=wrong, note=error_note(error)))

    def _show(self, state: DisclosuresState) -> None:
        self._out.publish(state)
