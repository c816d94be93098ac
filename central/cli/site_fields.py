"""`fields`: what windows ask of new people beyond what care always needs (G14)."""

from __future__ import annotations

import argparse
import json
import sys

from central.cli.opened import open_central
from central.services.site_fields import put_fields, stored_fields
from desktop.domain.site_fields import FIELDS, SiteFields


def publish(chosen: argparse.Namespace) -> int:
    """Change the named fields, keep the others, publish; without a name only say what is in force."""
    opened = open_central(chosen.home, chosen.database)
    try:
        held = stored_fields(opened.parts)
        named = {name: getattr(chosen, name) for name in FIELDS if getattr(chosen, name) is not None}
        fields = SiteFields.of({**{name: getattr(held, name).value for name in FIELDS}, **named})
        if named:
            put_fields(opened.parts, fields)
    finally:
        opened.close()
    answer = {name: getattr(fields, name).value for name in FIELDS}
    if chosen.json:
        sys.stdout.write(json.dumps(answer) + "\n")
    else:
        sys.stdout.write("".join(f"{name}: {asked}\n" for name, asked in answer.items()))
    return 0
