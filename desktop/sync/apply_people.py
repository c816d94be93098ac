"""A person's row down: the data keys in it, sealed by central to this desk."""

from __future__ import annotations

import base64
import json

from desktop.domain import bindings
from desktop.domain.operations import KeyKind
from desktop.ports.keys import DeskKeys
from desktop.ports.store import DataKeys
from desktop.sync.wire import PatientRow


def keys_of(row: PatientRow, desk: DeskKeys) -> DataKeys:
    """Return the opened keys that came with a person; raises SealBrokenError."""
    if not row.keys:
        return DataKeys(None, None)
    opened = desk.open_from_central(row.keys, bindings.keys_for_desk(row.id, desk.desk))
    by_kind = {kind: base64.b64decode(value) for kind, value in json.loads(opened).items() if value}
    return DataKeys(by_kind.get(KeyKind.RECORD.value), by_kind.get(KeyKind.ACCOUNT.value))
