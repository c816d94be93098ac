"""`clinic-desk templates`: check the site's own templates, or lay copies of the shipped ones out for editing."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop.bootstrap.paper_files import file_of, own_files, shipped
from desktop.domain.paper_templates import LANGUAGES, NAMES
from desktop.services.paper_templates import fault_of


def lay_out(home: Path) -> int:
    """Write every shipped template into the home's folders, beside what the site has; never over it."""
    for name in NAMES:
        for language in LANGUAGES:
            target = file_of(home, name, language)
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(shipped(name, language), "utf-8")
                sys.stdout.write(f"{target.name}\n")
    return 0


def check(home: Path) -> int:
    """Say of each of the site's templates whether it holds; 1 when one does not (another one is used then)."""
    own, wrong = own_files(home), 0
    for name in NAMES:
        for language in LANGUAGES:
            text = own.get((name, language))
            fault = fault_of(name, text) if text is not None else None
            said = "shipped" if text is None else "own, holds"
            if fault is not None:
                wrong = 1
                said = f"block {fault.facts['block']}: {fault.facts['cause']} {fault.facts['place']}".rstrip()
            sys.stdout.write(f"{name}.{language}: {said}\n")
    return wrong
