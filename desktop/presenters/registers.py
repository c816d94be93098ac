"""The officer's registers: entries of one kind, the form of a new one or a next version (P10, P38, P41, P43)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from desktop.domain.errors import KnownError
from desktop.domain.registers import FIELDS, RegisterEntry, RegisterKind
from desktop.presenters.notes import NOTHING, Note, NoteKind, error_note, note
from desktop.presenters.publishing import Publisher
from desktop.presenters.runner import NETWORK, READ, Runner


class KeepsRegisters(Protocol):
    """services.registers.RegisterService."""

    def entries(self) -> tuple[RegisterEntry, ...]: ...
    def put(
        self, kind: RegisterKind, values: Mapping[str, str], after: RegisterEntry | None = None
    ) -> None: ...


@dataclass(frozen=True, slots=True)
class RegistersState:
    """One register: its entries, the newest first; `after` is whose next version stands in the form."""

    kind: RegisterKind = RegisterKind.PURPOSE
    entries: tuple[RegisterEntry, ...] = ()
    loaded: bool = False
    selected: int = -1
    after: RegisterEntry | None = None
    values: dict[str, str] = field(default_factory=dict)
    wrong: str = ""
    sending: bool = False
    note: Note = NOTHING
    today: date = date.min

    @property
    def shown(self) -> tuple[RegisterEntry, ...]:
        """Return the entries of the register that is open."""
        return tuple(e for e in self.entries if e.kind is self.kind)


class RegistersPresenter:
    """Fills the form from an entry, signs what stands in it."""

    def __init__(
        self, registers: KeepsRegisters, runner: Runner, today: Callable[[], date], *, may_keep: bool = True
    ) -> None:
        self._registers, self._runner, self._today, self.may_keep = registers, runner, today, may_keep
        self._out = Publisher(RegistersState())
        self.subscribe = self._out.subscribe

    @property
    def state(self) -> RegistersState:
        """Return the newest state."""
        return self._out.state

    def load(self) -> None:
        """Read the entries again; what is typed stays."""
        self._runner.run(READ, self._registers.entries, self._loaded, self._failed)

    def open(self, kind: RegisterKind) -> None:
        """Turn to a register; its form is empty."""
        if kind is not self.state.kind:
            self._show(
                replace(self.state, kind=kind, selected=-1, after=None, values={}, wrong="", note=NOTHING)
            )

    def select(self, index: int) -> None:
        """Take an entry in hand: the form holds its next version."""
        shown = self.state.shown
        if 0 <= index < len(shown) and not self.state.sending:
            entry = shown[index]
            self._show(
                replace(
                    self.state, selected=index, after=entry, values=dict(entry.values), wrong="", note=NOTHING
                )
            )

    def new(self) -> None:
        """Ctrl+N: an empty form for a new entry."""
        if not self.state.sending:
            self._show(replace(self.state, selected=-1, after=None, values={}, wrong="", note=NOTHING))

    def type(self, code: str, text: str) -> None:
        """Keep a field's text."""
        self._show(replace(self.state, values={**self.state.values, code: text}, wrong="", note=NOTHING))

    def put(self) -> None:
        """F9: sign what stands in the form and send it to central."""
        state = self.state
        if state.sending:
            return
        values = {f.code: state.values.get(f.code, "").strip() for f in FIELDS[state.kind]}
        self._show(replace(state, sending=True, wrong="", note=note(NoteKind.BUSY, "register-sending")))
        self._runner.run(
            NETWORK, lambda: self._registers.put(state.kind, values, state.after), lambda _: self._put(), self._failed
        )  # fmt: skip

    def _put(self) -> None:
        said = note(NoteKind.OK, "register-put")
        self._show(replace(self.state, sending=False, selected=-1, after=None, values={}, note=said))
        self.load()

    def _loaded(self, entries: tuple[RegisterEntry, ...]) -> None:
        ordered = tuple(sorted(entries, key=lambda e: (e.day, e.id), reverse=True))
        after = self.state.after
        kept = replace(self.state, entries=ordered, loaded=True, today=self._today())
        ids = [e.id for e in kept.shown]
        self._show(replace(kept, selected=ids.index(after.id) if after and after.id in ids else -1))

    def _failed(self, error: KnownError) -> None:
        wrong = str(error.facts.get("field", ""))
        self._show(replace(self.state, sending=False, wrong=wrong, note=error_note(error)))

    def _show(self, state: RegistersState) -> None:
        self._out.publish(state)
