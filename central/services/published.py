"""Settings that central publishes: versioned, signed, sent to every desk, which takes only newer ones."""

from __future__ import annotations

import base64
import json

from sqlalchemy.engine import Connection

from central.services.parts import CentralParts
from central.store import feed, orders
from desktop.domain.site_fields import setting_bytes


def publish(parts: CentralParts, name: str, value: bytes) -> int:
    """Publish the next version of a setting; returns its number."""

    def work(connection: Connection) -> int:
        held = orders.setting(connection, parts.hospital_id, orders.PUBLISHED + name)
        version = (json.loads(held)["version"] if held else 0) + 1
        signature = parts.keys.sign("setting", setting_bytes(name, version, value))
        row = {
            "version": version, "value": value.decode(), "signature": base64.b64encode(signature).decode(),
        }  # fmt: skip
        orders.put_setting(connection, parts.hospital_id, orders.PUBLISHED + name, json.dumps(row))
        feed.move(connection, parts.hospital_id, feed.touch(feed.REFERENCE, "setting", [name]))
        return int(version)

    return parts.database.run(work)


def in_force(connection: Connection, hospital_id: str, name: str) -> bytes | None:
    """Return the newest value, None while nothing was published."""
    held = orders.setting(connection, hospital_id, orders.PUBLISHED + name)
    return json.loads(held)["value"].encode() if held else None
