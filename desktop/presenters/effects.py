"""What a granted request changes: shown before it is done, done by one key, once (N15)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from desktop.domain.effects import Effect, Preview
from desktop.domain.errors import KnownError
from desktop.domain.ids import CaseId
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import READ, STORE, Runner
from desktop.services.request_values import RequestDetail


class Effects(Protocol):
    """services.effects.EffectService."""

    def previews(self, case_id: CaseId) -> tuple[Preview, ...]: ...
    def carry_out(self, case_id: CaseId, effect: Effect) -> None: ...


@dataclass(frozen=True, slots=True)
class EffectState:
    """What can be carried out for the request in hand; `chosen` is the one that the key does."""

    may: bool = False
    case_id: CaseId | None = None
    version: int = 0
    previews: tuple[Preview, ...] = ()
    chosen: Effect | None = None
    busy: bool = False
    note: Note = NOTHING

    @property
    def current(self) -> Preview | None:
        """Return what the key would do."""
        return next((p for p in self.previews if p.effect is self.chosen), None)


class EffectPresenter:
    """Publishes EffectState; told by the page which request is in hand."""

    def __init__(self, effects: Effects, runner: Runner, *, may: bool) -> None:
        self._effects, self._runner = effects, runner
        self._out = Publisher(EffectState(may=may))
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> EffectState:
        """Return the newest state."""
        return self._out.state

    def take(self, detail: RequestDetail | None) -> None:
        """Take the request in hand; read what can be done only when it is another one, or a changed one."""
        state = self.state
        case_id, version = (detail.case.id, detail.case.version) if detail else (None, 0)
        if not state.may or (case_id, version) == (state.case_id, state.version):
            return
        kept = state.note if case_id == state.case_id else NOTHING
        self._out.publish(EffectState(state.may, case_id, version, note=kept))
        if case_id is not None:
            self._runner.run(
                READ, lambda: self._effects.previews(case_id), lambda found: self._read(case_id, found), self._failed
            )  # fmt: skip

    def choose(self, effect: Effect) -> None:
        """Choose among several."""
        self._out.publish(replace(self.state, chosen=effect, note=NOTHING))

    def carry_out(self) -> None:
        """Do what stands there."""
        state = self.state
        case_id, current = state.case_id, state.current
        if state.busy or case_id is None or current is None:
            return
        self._out.publish(replace(state, busy=True))
        self._runner.run(
            STORE, lambda: self._effects.carry_out(case_id, current.effect), lambda _: self._done(), self._failed
        )  # fmt: skip

    def _read(self, case_id: CaseId, found: tuple[Preview, ...]) -> None:
        if case_id == self.state.case_id:
            chosen = found[0].effect if found else None
            self._out.publish(replace(self.state, previews=found, chosen=chosen))

    def _done(self) -> None:
        said = note(NoteKind.OK, "effect-sent")
        self._out.publish(replace(self.state, busy=False, previews=(), chosen=None, note=said))

    def _failed(self, error: KnownError) -> None:
        self._out.publish(replace(self.state, busy=False, note=error_note(error)))
