"""The clause of the notice in force that each piece of work rests on, beside the work (N26)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from desktop.domain.errors import KnownError
from desktop.domain.policy_text import Clause, Topic, clause
from desktop.domain.requests import RequestKind
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import READ, Runner
from desktop.services.notice import Notice

TOPIC_OF: dict[RequestKind, Topic] = {
    RequestKind.DELETE: Topic.DELETION,
    RequestKind.CLOSE_ACCOUNT: Topic.DELETION,
    RequestKind.WITHDRAW: Topic.CONSENT,
    RequestKind.EXPLAIN: Topic.CHANGES,
    RequestKind.TRANSFER: Topic.SHARING,
    RequestKind.COMPLAINT: Topic.CONTACT,
    RequestKind.QUESTION: Topic.CONTACT,
    RequestKind.HOLD: Topic.SHARING,
    RequestKind.LIFT_HOLD: Topic.SHARING,
}


class ReadsCurrent(Protocol):
    """services.notice.NoticeService."""

    def current(self) -> Notice: ...


@dataclass(frozen=True, slots=True)
class ClausesState:
    """The version in force with its clauses in both languages; an English text may be missing."""

    version: str = ""
    effective: date | None = None
    chinese: tuple[tuple[Topic, Clause], ...] = ()
    english: tuple[tuple[Topic, Clause], ...] = ()

    def of(self, topic: Topic, *, english: bool) -> Clause | None:
        """Return a topic's clause in a language, in the other where the text has none in this one."""
        both = (self.english, self.chinese) if english else (self.chinese,)
        return next((found for part in both for one, found in part if one is topic), None)


class ClausesPresenter:
    """Reads at sign-in and when a version came or began."""

    def __init__(self, notices: ReadsCurrent, runner: Runner) -> None:
        self._notices, self._runner = notices, runner
        self._out = Publisher(ClausesState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> ClausesState:
        """Return the newest state."""
        return self._out.state

    def load(self) -> None:
        """Read the notice in force and cut it."""
        self._runner.run(READ, self._read, self._loaded, _no_notice)

    def _read(self) -> ClausesState:
        notice = self._notices.current()
        return ClausesState(notice.version, notice.effective, _clauses(notice.text), _clauses(notice.text_en))

    def _loaded(self, state: ClausesState) -> None:
        if state != self.state:
            self._out.publish(state)


def _clauses(text: str) -> tuple[tuple[Topic, Clause], ...]:
    return tuple((topic, found) for topic in Topic if (found := clause(text, topic)))


def _no_notice(_error: KnownError) -> None:
    """There is no notice before the first exchange; it is read when one came."""
