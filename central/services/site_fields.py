"""The site's fields: published by IT, signed by central, sent to every desk (G14)."""

from __future__ import annotations

import base64
import json

from sqlalchemy.engine import Connection

from central.services.batch import Batch
from central.services.parts import CentralParts
from central.store import feed, orders
from desktop.domain.site_fields import NAME, SiteFields, setting_bytes

STORED = "published-fields"


def put_fields(parts: CentralParts, fields: SiteFields) -> int:
    """Publish the next version; returns its number."""

    def work(connection: Connection) -> int:
        held = orders.setting(connection, parts.hospital_id, STORED)
        version = (json.loads(held)["version"] if held else 0) + 1
        value = fields.to_bytes()
        signature = parts.keys.sign("setting", setting_bytes(NAME, version, value))
        row = {
            "version": version, "value": value.decode(), "signature": base64.b64encode(signature).decode(),
        }  # fmt: skip
        orders.put_setting(connection, parts.hospital_id, STORED, json.dumps(row))
        feed.move(connection, parts.hospital_id, feed.touch(feed.REFERENCE, "setting", [NAME]))
        return int(version)

    return parts.database.run(work)


def fields_of(batch: Batch) -> SiteFields:
    """Return the rules in force, the default while nothing was published."""
    held = orders.setting(batch.connection, batch.hospital, STORED)
    return SiteFields.from_bytes(json.loads(held)["value"].encode()) if held else SiteFields()


def stored_fields(parts: CentralParts) -> SiteFields:
    """Return the rules in force."""
    with parts.database.read() as connection:
        held = orders.setting(connection, parts.hospital_id, STORED)
    return SiteFields.from_bytes(json.loads(held)["value"].encode()) if held else SiteFields()
