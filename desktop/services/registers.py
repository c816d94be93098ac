"""The officer's registers at the desk: signed, decided by central, read from the store (P10, P38, P41, P43)."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.audit import AuditAct
from desktop.domain.errors import NotPermittedError
from desktop.domain.operations import Approval, OperationKind
from desktop.domain.registers import (
    PREFIX,
    PURPOSE,
    RegisterEntry,
    RegisterKind,
    Training,
    TrainingOverdueError,
    checked,
    training_of,
)
from desktop.domain.staff import Action
from desktop.ports.store import Transaction
from desktop.services.desk import Desk
from desktop.services.pushing import Pushes


def entries_of(tx: Transaction) -> tuple[RegisterEntry, ...]:
    """Return the newest version of each entry this desk knows."""
    found = (tx.state.get(name) for name in tx.state.names(PREFIX))
    return tuple(RegisterEntry.from_bytes(raw) for raw in found if raw is not None)


def refuse_untrained(desk: Desk, tx: Transaction) -> None:
    """Raise TrainingOverdueError when the signed-in person's training is overdue beyond the grace (P38)."""
    if training_of(entries_of(tx), desk.keys.staff.staff_id, desk.today()) is Training.STOPPED:
        raise TrainingOverdueError


def training_alerts(desk: Desk, tx: Transaction) -> tuple[str, ...]:
    """Return the warning beside an opened person that one's own training is overdue (P38)."""
    standing = training_of(entries_of(tx), desk.keys.staff.staff_id, desk.today())
    return () if standing is Training.GOOD else ("training-overdue",)


class RegisterService:
    """Reads and puts entries."""

    def __init__(self, desk: Desk, pushing: Pushes) -> None:
        self._desk = desk
        self._pushing = pushing

    def entries(self) -> tuple[RegisterEntry, ...]:
        """Return every entry; raises NotPermittedError."""
        self._desk.require(Action.KEEP_REGISTERS)
        with self._desk.store.read() as tx:
            return entries_of(tx)

    def put(self, kind: RegisterKind, values: Mapping[str, str], after: RegisterEntry | None = None) -> None:
        """Sign a new entry, or the next version of one; it counts when central has taken it.

        Raises NotPermittedError, RegisterInvalidError, AssessmentMissingError, RegisterChangedError,
        CentralUnreachableError, CentralRefusedError.
        """
        desk, person = self._desk, self._desk.keys.person
        desk.require(Action.KEEP_REGISTERS)
        if after is not None and after.kind is not kind:
            raise NotPermittedError(action=Action.KEEP_REGISTERS.value)
        self._pushing.ready()
        entry = RegisterEntry(
            after.id if after else desk.new_id(), kind, after.version + 1 if after else 1,
            {code: text.strip() for code, text in values.items()}, desk.keys.staff.staff_id, desk.today(),
        )  # fmt: skip
        with desk.store.write() as tx:
            checked(entry, entries_of(tx), desk.today())
            signature = person.sign(PURPOSE, entry.signed_bytes())
            operation = desk.record(
                tx, OperationKind.PUT_REGISTER, entry.id,
                facts={"kind": kind.value, "values": dict(entry.values)}, base_version=entry.version - 1,
                approvals=(Approval(person.person, signature),),
            )  # fmt: skip
            desk.trace(
                tx, AuditAct.REGISTER_PUT, object_id=entry.id,
                facts={"kind": kind.value, "version": entry.version},
            )  # fmt: skip
        self._pushing.answer(operation.id)
