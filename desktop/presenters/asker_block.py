"""Who asked in the request in hand, and how they are reached: shown on a key, traced before (P39, A2)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from desktop.domain.errors import KnownError
from desktop.presenters.notes import NOTHING
from desktop.presenters.publishing import Publisher
from desktop.presenters.requests_state import Askers, RequestsState
from desktop.presenters.runner import STORE, Runner
from desktop.services.request_askers import AskerShown


class AskerBlock:
    """Part of the workbench's presenter; what is shown goes with the request in hand."""

    def __init__(
        self,
        askers: Askers,
        runner: Runner,
        out: Publisher[RequestsState],
        failed: Callable[[KnownError], None],
    ) -> None:
        self._askers, self._runner, self._out, self._failed = askers, runner, out, failed

    def show(self) -> None:
        """Alt+W: show it until another case is in hand."""
        detail = self._out.state.detail
        if detail is not None and self._out.state.asker is None:
            case_id = detail.line.case_id
            self._runner.run(STORE, lambda: self._askers.show(case_id), self._shown, self._failed)

    def _shown(self, asker: AskerShown) -> None:
        state = self._out.state
        if state.detail is not None and state.detail.line.case_id == asker.case_id:
            self._out.publish(replace(state, asker=asker, note=NOTHING))
