"""One frozen state out: how a view hears of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

State = TypeVar("State")


class Publisher(Generic[State]):
    """Holds the newest state and tells every listener when it differs from the one before."""

    def __init__(self, first: State) -> None:
        self._state = first
        self._listeners: list[Callable[[State], None]] = []

    @property
    def state(self) -> State:
        """Return the newest state."""
        return self._state

    def subscribe(self, listener: Callable[[State], None]) -> Callable[[], None]:
        """Call `listener` now and at every change; returns what ends the subscription."""
        self._listeners.append(listener)
        listener(self._state)
        return lambda: self._listeners.remove(listener)

    def publish(self, state: State) -> None:
        """Replace the state; equal states are not told twice."""
        if state == self._state:
            return
        self._state = state
        for listener in tuple(self._listeners):
            listener(state)
