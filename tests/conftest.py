"""For every test: the rows it proves are checked, and what it really reached is recorded."""

from __future__ import annotations

pytest_plugins = ["tests.rows.plugin"]
