"""The fields that this site asks, as central published and signed them last (G14)."""

from __future__ import annotations

import base64
import json

from desktop.domain.site_fields import NAME, SiteFields
from desktop.ports.store import Transaction

SETTING = "setting/" + NAME


def fields_of(tx: Transaction) -> SiteFields:
    """Return the rules in force, the default while nothing was published."""
    raw = tx.state.get(SETTING)
    return SiteFields() if raw is None else SiteFields.from_bytes(base64.b64decode(json.loads(raw)["value"]))
