"""Who said no, and what a withdrawal ends: the person's place in an account (P8, G86, G87)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from central.store.people import OPEN
from central.store.rowset import chunks
from central.store.tables import account_members, accounts, cases, consents
from desktop.domain.rights import CaseState


def withdrawn(connection: Connection, hospital_id: str, patients: Sequence[str], purpose: str) -> set[str]:
    """Return who of these said no to a purpose and has not agreed again since."""
    newest: dict[str, bool] = {}
    for part in chunks(sorted(set(patients))):
        query = (
            sa.select(consents.c.patient_id, consents.c.given)
            .where(
                consents.c.hospital_id == hospital_id, consents.c.purpose == purpose, consents.c.patient_id.in_(part)
            )
            .order_by(consents.c.at, consents.c.consent_id)
        )  # fmt: skip
        newest.update((row.patient_id, row.given) for row in connection.execute(query))
    return {patient for patient, given in newest.items() if not given}


def leave_accounts(connection: Connection, hospital_id: str, patient_id: str, at: datetime) -> None:
    """Take a person out of their accounts; an account without members is closed."""
    mine = (account_members.c.hospital_id == hospital_id, account_members.c.patient_id == patient_id)
    ids = list(connection.scalars(sa.select(account_members.c.account_id).where(*mine)))
    connection.execute(sa.delete(account_members).where(*mine))
    others = sa.select(account_members.c.account_id).where(account_members.c.hospital_id == hospital_id)
    for account_id in ids:
        connection.execute(
            sa.update(accounts)
            .where(
                accounts.c.hospital_id == hospital_id, accounts.c.account_id == account_id, accounts.c.state == OPEN,
                accounts.c.account_id.not_in(others),
            )
            .values(state="closed", closed_at=at)
        )  # fmt: skip


def being_erased(connection: Connection, hospital_id: str, patient_id: str) -> bool:
    """Return whether an approved deletion waits: its restriction is not lifted by another case."""
    query = sa.select(sa.func.count()).where(
        cases.c.hospital_id == hospital_id, cases.c.patient_id == patient_id,
        cases.c.state == CaseState.APPROVED.value,
    )  # fmt: skip
    return bool(connection.execute(query).scalar())
