"""Somebody at a window of a real desk off line, in short words."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from crash_desk import CLERK, DownLine, NoPaper, adults, blank, card_of, unlocked

from desktop.bootstrap.installation import Installation
from desktop.bootstrap.opening import UseCases, use_cases
from desktop.bootstrap.safes import trace_anchor
from desktop.domain.audit import AuditAct
from desktop.domain.canonical import facts_from_bytes
from desktop.domain.ids import PatientId
from desktop.domain.made_up import DemoStaff, MadeUpPerson, person_of
from desktop.domain.operations import Operation
from desktop.domain.people import PhoneStatus
from desktop.ports.store import StoredPatient
from desktop.services.desk import Desk
from desktop.services.drafts import Confirmed, PersonDraft, RegistrationDraft
from desktop.settings import load


class MovableClock:
    """Stands at the time of the test's start and moves when told."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()

    def advance(self, seconds: float) -> None:
        self.at += timedelta(seconds=seconds)


class Window:
    """A signed-in person, the services, and a look into the store."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.desk: Desk
        self.cases: UseCases
        self.clock: MovableClock | None = None
        self.next_adult = adults(5000)
        self.sign_in(CLERK)

    def sign_in(self, staff: DemoStaff) -> None:
        """Take the seat; whoever sat there leaves."""
        if self.clock is not None:
            self.close()
        self.desk = unlocked(self.home, staff)
        self.clock = self.clock or MovableClock(self.desk.clock.now())
        self.desk.clock = self.clock
        installation = Installation.load(self.home)
        self.anchor = trace_anchor(self.home, load(self.home), installation)
        self.cases = use_cases(self.desk, installation, DownLine(), NoPaper(), blank, self.anchor)

    def close(self) -> None:
        """Leave."""
        self.desk.store.close()

    def later(self, seconds: float) -> None:
        """Let time go by."""
        assert self.clock is not None
        self.clock.advance(seconds)

    def draft(self, person: MadeUpPerson | None = None, **changes: Any) -> RegistrationDraft:
        """Return a complete draft of a stranger with the first leased number: code later, no account."""
        who = person or self.next_adult()
        with self.desk.store.read() as tx:
            right = tx.rights.held()[0]
        made = RegistrationDraft(
            person=card_of(who), patient_id=None, session_id=right.session_id,
            half_hour=right.half_hour, phone=who.phone,
            phone_status=PhoneStatus.CODE_LATER, phone_reason="code-not-arriving", notice_version="v1",
            notice_how="screen",
        )  # fmt: skip
        return replace(made, **changes)

    def account_draft(self, person: MadeUpPerson | None = None, **changes: Any) -> RegistrationDraft:
        """Return a draft whose phone is proved and whose patient has agreed on the second screen."""
        agreed: dict[str, Any] = {
            "phone_status": PhoneStatus.VERIFIED, "code_proof": "proof", "phone_reason": None,
            "account_consent_act": "patient-screen",
        }  # fmt: skip
        return self.draft(person, **{**agreed, **changes})

    def confirm(self, draft: RegistrationDraft | None = None) -> Confirmed:
        """Press F9."""
        return self.cases.registration.confirm(draft or self.draft())

    def patient(self, patient_id: PatientId) -> StoredPatient:
        """Open a person's rows."""
        with self.desk.store.read() as tx:
            found = tx.patients.get(patient_id)
        assert found is not None
        return found

    def counts(self) -> dict[str, int]:
        """Return how much of everything lies in the store."""
        with self.desk.store.read() as tx:
            return {
                "people": tx.patients.count(),
                "rights": len(tx.rights.held()),
                "operations": tx.outbox.head().seq,
                "trace": tx.audit.next_seq() - 1,
            }

    def operations(self) -> list[Operation]:
        """Return what goes up to central, in order."""
        with self.desk.store.read() as tx:
            return [signed.operation for signed in tx.outbox.waiting(10_000)]

    def trace(self, act: AuditAct | None = None) -> list[dict[str, Any]]:
        """Return the audit rows, of one act or all."""
        with self.desk.store.read() as tx:
            rows = [facts_from_bytes(event) for event, _hash in tx.audit.rows(1, 10_000)]
        return [row for row in rows if act is None or row["act"] == act.value]

    def refuse_rows_of(self, table: str) -> None:
        """From now on the file refuses new rows of a table, as a full or damaged one would."""
        with closing(self.desk.store._parts.connect()) as connection:  # type: ignore[attr-defined]  # the real store
            connection.execute(
                f"CREATE TRIGGER no_{table} BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'refused'); END"
            )


def child() -> PersonDraft:
    """Return the card of a made-up child."""
    person = next(p for p in map(person_of, range(3000)) if p.birth > date(2014, 1, 1))
    return card_of(person)
