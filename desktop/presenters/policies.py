"""A new version of the policy: read from a file, its faults shown, signed and published (P30, P33, N27)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from desktop.domain.errors import KnownError
from desktop.domain.policies import PolicyInvalidError, PolicyVersion, Weight
from desktop.domain.policy_reader import Reading, read_policy
from desktop.domain.policy_text import as_paragraphs, decoded
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import DEVICE, NETWORK, Runner

FIELDS = ("version", "effective", "changes", "text", "text-en")


class PublishesPolicies(Protocol):
    """services.policies.PolicyService."""

    def publish(self, policy: PolicyVersion) -> None: ...


ReadFile = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class PoliciesState:
    """`values` are as typed, "text" and "text-en" the files' places; `reading` is of the file that was read last."""

    values: dict[str, str] = field(default_factory=dict)
    weight: Weight = Weight.MINOR
    reading: Reading | None = None
    wrong: str = ""
    working: bool = False
    note: Note = NOTHING


class PoliciesPresenter:
    """Reads and publishes; what was published stands in the overlay of notices."""

    def __init__(
        self, policies: PublishesPolicies, read: ReadFile, runner: Runner, published: Callable[[], None]
    ) -> None:
        self._policies, self._read, self._runner, self._tell = policies, read, runner, published
        self._out = Publisher(PoliciesState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> PoliciesState:
        """Return the newest state."""
        return self._out.state

    def type(self, code: str, text: str) -> None:
        """Keep a field's text; another file has not been read yet."""
        reading = None if code == "text" else self.state.reading
        values = {**self.state.values, code: text}
        self._show(replace(self.state, values=values, reading=reading, wrong="", note=NOTHING))

    def choose(self, weight: Weight) -> None:
        """Keep how much the version changes."""
        self._show(replace(self.state, weight=weight, note=NOTHING))

    def check(self) -> None:
        """Ctrl+T: read the file and show what it promises and where it is at fault."""
        path = self._value("text")
        if not path:
            self._failed(PolicyInvalidError(field="text"))
        elif not self.state.working:
            self._busy("policy-reading")
            self._runner.run(DEVICE, lambda: read_policy(self._text(path)), self._checked, self._failed)

    def publish(self) -> None:
        """F9: sign what stands in the form and send it to central."""
        if self.state.working:
            return
        values = {code: self._value(code) for code in FIELDS}
        try:
            effective = date.fromisoformat(values["effective"])
        except ValueError:
            self._failed(PolicyInvalidError(field="effective"))
            return
        if not values["text"]:
            self._failed(PolicyInvalidError(field="text"))
            return
        weight = self.state.weight

        def work() -> None:
            english = as_paragraphs(self._text(values["text-en"])) if values["text-en"] else ""
            text = as_paragraphs(self._text(values["text"]))
            self._policies.publish(
                PolicyVersion(values["version"], effective, weight, values["changes"], text, english)
            )

        self._busy("register-sending")
        self._runner.run(NETWORK, work, lambda _: self._published(values["version"]), self._failed)

    def _text(self, path: str) -> str:
        return decoded(self._read(path))

    def _value(self, code: str) -> str:
        return self.state.values.get(code, "").strip()

    def _busy(self, code: str) -> None:
        self._show(replace(self.state, working=True, wrong="", note=note(NoteKind.BUSY, code)))

    def _checked(self, reading: Reading) -> None:
        faults = len(reading.findings)
        said = note(
            NoteKind.WARN if faults else NoteKind.OK, "policy-read", duties=len(reading.duties), faults=faults
        )
        self._show(replace(self.state, working=False, reading=reading, note=said))

    def _published(self, version: str) -> None:
        self._show(PoliciesState(note=note(NoteKind.OK, "policy-published", version=version)))
        self._tell()

    def _failed(self, error: KnownError) -> None:
        wrong = str(error.facts.get("field", ""))
        self._show(replace(self.state, working=False, wrong=wrong, note=error_note(error)))

    def _show(self, state: PoliciesState) -> None:
        self._out.publish(state)
