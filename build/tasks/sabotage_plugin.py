"""A pytest plugin for the child of sabotage.py: replaces one function by what CFD_SABOTAGE says, notes outcomes.

CFD_SABOTAGE is JSON [target, replacement], or empty for a run without sabotage. The replacement may say
`edited(original, "old piece", "new piece")`. The plugin does nothing unless loaded by name.
"""

from __future__ import annotations

import importlib
import inspect
import json
import os
import textwrap
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.rows.after_import import after_import

_outcomes: dict[str, str] = {}


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Set the replacement up before any conftest or test module takes the name out of its module."""
    wanted = os.environ.get("CFD_SABOTAGE", "")
    if not wanted:
        return
    target, replacement = json.loads(wanted)
    module, _, name = target.partition(":")
    after_import(module, lambda loaded: _replace(loaded, name, replacement))
    importlib.import_module(module)


def _replace(module: ModuleType, name: str, replacement: str) -> None:
    *path, last = name.split(".")
    owner: object = module
    for step in path:
        owner = getattr(owner, step)
    original = getattr(owner, last)
    known = {**vars(module), "original": original, "edited": partial(_edited, module)}
    setattr(owner, last, eval(replacement, known))  # noqa: S307  # our own table, in our own tests


def _edited(module: ModuleType, original: Callable[..., Any], old: str, new: str) -> object:
    """Return the function with one piece of its source replaced; raises when the piece is not there exactly once."""
    source = textwrap.dedent(inspect.getsource(original))
    if source.count(old) != 1:
        raise ValueError(f"{original.__qualname__} holds {source.count(old)} times: {old}")
    made: dict[str, object] = {}
    exec(compile(source.replace(old, new), "<sabotage>", "exec"), vars(module), made)  # noqa: S102  # see above
    return made[original.__name__]


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Keep the worst outcome of each test."""
    if _outcomes.get(report.nodeid, "passed") == "passed":
        _outcomes[report.nodeid] = report.outcome


def pytest_sessionfinish() -> None:
    """Write what happened for the parent."""
    Path(os.environ["CFD_SABOTAGE_OUTCOMES"]).write_text(json.dumps(_outcomes))
