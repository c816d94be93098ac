"""The undertaking of confidentiality at the desk: asked at sign-in, signed, told to central, off line too (P19)."""

from __future__ import annotations

import base64
import json
from datetime import date

from desktop.domain.audit import AuditAct
from desktop.domain.ids import StaffId
from desktop.domain.operations import Approval, OperationKind
from desktop.domain.undertakings import (
    ACCEPTED_HERE,
    CONFIRMED,
    NAME,
    PURPOSE,
    Acceptance,
    Undertaking,
    UndertakingBook,
    counted,
    owed,
)
from desktop.ports.store import Transaction
from desktop.services.desk import Desk

SETTING = "setting/" + NAME


def owed_by(desk: Desk, tx: Transaction, day: date) -> Undertaking | None:
    """Return the text that the signed-in person has to accept by this clinic day, None when nothing is owed."""
    me = desk.keys.staff.staff_id
    accepted = counted(_kept(tx, CONFIRMED, me), _kept(tx, ACCEPTED_HERE, me), desk.clock.now())
    return owed(_book(tx), accepted, day)


def owed_now(desk: Desk) -> Undertaking | None:
    """Return the same for today."""
    with desk.store.read() as tx:
        return owed_by(desk, tx, desk.today())


def accept(desk: Desk, text: Undertaking) -> None:
    """Keep the signed-in person's acceptance under their own signature; central hears of it with the next exchange."""
    person, me = desk.keys.person, desk.keys.staff.staff_id
    accepted = Acceptance(me, text.version, desk.clock.now())
    signature = person.sign(PURPOSE, accepted.signed_bytes(text))
    facts = {"version": text.version, "at": accepted.at.isoformat()}
    with desk.store.write() as tx:
        desk.record(
            tx, OperationKind.ACCEPT_UNDERTAKING, desk.new_id(), facts=facts,
            approvals=(Approval(person.person, signature),),
        )  # fmt: skip
        desk.trace(tx, AuditAct.UNDERTAKING_ACCEPTED, facts={"version": text.version})
        tx.state.set(ACCEPTED_HERE + me, accepted.to_bytes())


def _book(tx: Transaction) -> UndertakingBook:
    raw = tx.state.get(SETTING)
    return UndertakingBook.from_bytes(None if raw is None else base64.b64decode(json.loads(raw)["value"]))


def _kept(tx: Transaction, where: str, staff: StaffId) -> Acceptance | None:
    raw = tx.state.get(where + staff)
    return None if raw is None else Acceptance.from_bytes(raw)
