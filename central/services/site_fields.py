"""The site's fields: published by IT, signed by central, sent to every desk (G14)."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from central.services.batch import Batch
from central.services.parts import CentralParts
from central.services.published import in_force, publish
from desktop.domain.site_fields import NAME, SiteFields


def put_fields(parts: CentralParts, fields: SiteFields) -> int:
    """Publish the next version; returns its number."""
    return publish(parts, NAME, fields.to_bytes())


def fields_of(batch: Batch) -> SiteFields:
    """Return the rules in force, the default while nothing was published."""
    return _fields(batch.connection, batch.hospital)


def stored_fields(parts: CentralParts) -> SiteFields:
    """Return the rules in force."""
    with parts.database.read() as connection:
        return _fields(connection, parts.hospital_id)


def _fields(connection: Connection, hospital_id: str) -> SiteFields:
    held = in_force(connection, hospital_id, NAME)
    return SiteFields.from_bytes(held) if held else SiteFields()
