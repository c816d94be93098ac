"""`clinic-desk templates`: check the site's own templates, or lay copies of the built-in ones out for editing."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop.domain.print_templates import PrintKind, TemplateError
from desktop.ui.printing.templates import LANGUAGES, SITE_FOLDER, built_in, site_template


def lay_out(home: Path) -> int:
    """Write every built-in template into the home's `print` folder, beside what the site has; never over it."""
    folder = home / SITE_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for kind in PrintKind:
        for language in LANGUAGES:
            target = folder / f"{kind.value}.{language}.json"
            if not target.exists():
                target.write_bytes(built_in(kind, language))
                sys.stdout.write(f"{target.name}\n")
    return 0


def check(home: Path) -> int:
    """Say of each of the site's templates whether it holds; 1 when one does not (the built-in one is used then)."""
    wrong = 0
    for kind in PrintKind:
        for language in LANGUAGES:
            try:
                own = site_template(home, kind, language)
            except TemplateError as error:
                wrong = 1
                sys.stdout.write(
                    f"{kind.value}.{language}: block {error.facts['block']}: {error.facts['cause']}\n"
                )
                continue
            sys.stdout.write(f"{kind.value}.{language}: {'own, holds' if own else 'built in'}\n")
    return wrong
