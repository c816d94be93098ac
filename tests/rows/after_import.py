"""Doing something to a module right after it was imported, before anybody takes a name out of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

Change = Callable[[ModuleType], None]


class _AfterImport(MetaPathFinder):
    """Stands first on sys.meta_path; other finders find, this one lets the changes follow the module's own code."""

    def __init__(self) -> None:
        self.wanted: dict[str, list[Change]] = {}

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return the spec of the other finders with the changes behind it; None for modules nobody asked for."""
        if fullname not in self.wanted:
            return None
        for finder in sys.meta_path:
            spec = None if finder is self else finder.find_spec(fullname, path, target)
            if spec is not None and spec.loader is not None:
                self._follow(spec, self.wanted[fullname])
                return spec
        return None

    @staticmethod
    def _follow(spec: ModuleSpec, changes: list[Change]) -> None:
        assert spec.loader is not None
        run = spec.loader.exec_module

        def run_then_change(module: ModuleType) -> None:
            run(module)
            for change in changes:
                change(module)

        setattr(spec.loader, "exec_module", run_then_change)  # noqa: B010  # this one loader, not its class


_FINDER = _AfterImport()


def after_import(module: str, change: Change) -> None:
    """Call `change` with the module: at once when it is loaded, otherwise when it is. Absent modules do no harm."""
    if module in sys.modules:
        change(sys.modules[module])
        return
    if _FINDER not in sys.meta_path:
        sys.meta_path.insert(0, _FINDER)
    _FINDER.wanted.setdefault(module, []).append(change)
