"""The commands as help (F1) and palette (Ctrl+K) show them: both read the registry that binds the keys."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.presenters.palette import Entry
from desktop.ui.shell.actions import Command
from desktop.ui.shell.rail import page_word
from desktop.ui.texts.page_keys import keys_of

Keys = list[tuple[str, str]]


def palette_entries(commands: Sequence[Command], page: str, pages: Sequence[str]) -> list[Entry]:
    """Return what a person may do: the open page's own first, then everywhere's, then that of their other pages."""
    here = [c for c in commands if c.pages and c.works_on(page)]
    everywhere = [c for c in commands if not c.pages and c.code not in ("palette", f"page-{page}")]
    elsewhere = [c for c in commands if not c.works_on(page) and c.pages & set(pages)]
    found = [Entry(c.code, c.text, c.key) for c in (*here, *everywhere)]
    return found + [Entry(c.code, c.text, c.key, _place(c, pages)) for c in elsewhere]


def help_keys(commands: Sequence[Command], page: str) -> tuple[Keys, Keys]:
    """Return (key, word) of what works on a page alone, and of what works on every page."""
    own = [(c.key, c.text) for c in commands if c.pages and c.works_on(page)]
    return own + list(keys_of(page)), [(c.key, c.text) for c in commands if not c.pages]


def _place(command: Command, pages: Sequence[str]) -> str:
    return page_word(next(code for code in pages if code in command.pages))
