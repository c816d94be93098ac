"""The hospital's tariff: kept as a setting, sent to every desk as reference data (G53)."""

from __future__ import annotations

from sqlalchemy.engine import Connection

from central.services.parts import CentralParts
from central.store import feed, orders
from central.store.money import CURRENT, TARIFF
from desktop.domain.fees import Tariff


def put_tariff(parts: CentralParts, raw: bytes) -> Tariff:
    """Put a tariff in force; raises TariffInvalidError and changes nothing."""
    tariff = Tariff.from_bytes(raw)

    def work(connection: Connection) -> None:
        orders.put_setting(connection, parts.hospital_id, TARIFF, tariff.to_bytes().decode())
        feed.move(connection, parts.hospital_id, feed.touch(feed.REFERENCE, TARIFF, [CURRENT]))

    parts.database.run(work)
    return tariff
