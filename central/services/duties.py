"""Duties at central: taken from who may, stepped by the domain's rules, signed by a second person (P22, N34, A3)."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from central.services import case_keys, loss_stops, trace_segments
from central.services.batch import Batch, Facts
from central.services.duty_rows import keep, opened
from central.services.errors import OperationRefusedError
from central.services.parts import key_context
from central.services.signatures import check_signature
from central.store import duties as store
from central.store import duty_proofs as proofs
from central.store import erasure_course, feed, policies
from central.store import retention as kept
from central.store import wind_down as ending
from desktop.domain import announcements, handovers, incidents, legal_reading, retention, wind_down
from desktop.domain.audit import subject_id
from desktop.domain.duties import DUTY, SIGNED_AS, Act, Duty, DutyKind, DutyRefusedError, Said, time_of
from desktop.domain.ids import PatientId
from desktop.domain.incidents import Channel, Told
from desktop.domain.operations import KeyKind, Operation, OperationKind
from desktop.domain.staff import Action
from desktop.domain.wind_down import signed_bytes

Stepped = tuple[str, dict[str, Any]]


class Rules(Protocol):
    """What a kind of duty's module offers."""

    def opened(self, said: Said, act: Act) -> Stepped: ...
    def stepped(self, duty: Duty, step: str, said: Said, act: Act) -> Stepped: ...
    def signed(self, duty: Duty, act: Act) -> Stepped: ...


RULES: dict[DutyKind, Rules] = {
    DutyKind.INCIDENT: incidents,
    DutyKind.RETENTION: retention,
    DutyKind.ANNOUNCEMENT: announcements,
    DutyKind.LEGAL: legal_reading,
    DutyKind.WIND_DOWN: wind_down,
    DutyKind.HANDOVER: handovers,
}


def file_duty(batch: Batch, op: Operation) -> None:
    """Take a new duty."""
    if batch.duties.get(op.entity) is not None:
        raise OperationRefusedError("case-exists")
    said = Facts(op).values()
    kind = _kind(Facts(op).text("kind"))
    counted = {}
    if kind is DutyKind.WIND_DOWN:
        _check_end(batch, op)
    if kind is DutyKind.RETENTION:
        store.link_trace(batch.connection, batch.hospital, _new_links(batch))
        erasure_course.note_ends(batch.connection, batch.hospital, batch.now)
        before = retention.cut_offs(_act(batch, op, {}))
        counted = kept.counted(batch.connection, batch.hospital, before, batch.parts.keys)
    state, facts = _by_rule(lambda: RULES[kind].opened(said, _act(batch, op, counted)))
    found = _found_people(batch, facts) if kind is DutyKind.INCIDENT else {}
    if kind is DutyKind.RETENTION:
        found = kept.due_files(batch.connection, batch.hospital, facts["before"], batch.parts.keys)
    batch.duties.add(
        duty_id=op.entity, kind=kind.value, state=state, version=1, made_by=op.author, made_at=batch.now,
        sealed=store.sealed_facts(batch.hospital, op.entity, 1, facts, batch.parts.keys),
    )  # fmt: skip
    store.put_people(batch.connection, batch.hospital, op.entity, found)
    batch.touched.add(feed.REFERENCE, DUTY, op.entity)


def _check_end(batch: Batch, op: Operation) -> None:
    """The officer alone drafts the end of the operation, and there is one draft or order at a time."""
    if not batch.people.may(op.author, Action.KEEP_REGISTERS, batch.now):
        raise OperationRefusedError("not-permitted")
    if ending.unfinished(batch.connection, batch.hospital):
        raise OperationRefusedError("case-exists")


def _found_people(batch: Batch, facts: dict[str, Any]) -> store.Found:
    """Return whom the named desk or person laid open in the named time; the facts then say which they are."""
    since, until = time_of(facts, "since"), time_of(facts, "until")
    if since is None or until is None:
        raise OperationRefusedError("window-unknown")
    named = facts["desk"]
    desk = store.desk_named(batch.connection, batch.hospital, named, until) if named else ""
    if desk is None:
        raise OperationRefusedError("window-unknown")
    wanted = facts["staff"]
    staff = next((e.person for e in batch.people.entries if wanted in (e.person, e.initials)), "")
    if wanted and not staff:
        raise OperationRefusedError("staff-unknown")
    facts |= {"desk_id": desk, "staff_id": staff}
    store.link_trace(batch.connection, batch.hospital, _new_links(batch))
    wanted = store.laid_open_by(desk, staff, since, until)
    closed = trace_segments.closed_events(batch.parts, batch.connection, wanted)
    return store.laid_open(batch.connection, batch.hospital, wanted, closed)


def _new_links(batch: Batch) -> dict[str, str]:
    """Return the traced ids of people who came since it was last asked; only their own key tells them."""
    links = {}
    for patient_id, wrapped in store.not_linked(batch.connection, batch.hospital):
        context = key_context(batch.hospital, patient_id, KeyKind.RECORD.value)
        links[subject_id(batch.parts.keys.unwrap(wrapped, context), PatientId(patient_id))] = patient_id
    return links


def step_duty(batch: Batch, op: Operation) -> None:
    """Take one step of a duty as central has it."""
    duty, said = _duty(batch, op), Facts(op).values()
    step = Facts(op).text("step")
    counted = store.counts(batch.connection, batch.hospital, op.entity)
    if duty.kind == DutyKind.HANDOVER:
        counted[handovers.ASKED_ANEW] = _asked_anew(batch, duty)
    changed = _by_rule(lambda: RULES[DutyKind(duty.kind)].stepped(duty, step, said, _act(batch, op, counted)))
    if step == Channel.SMS and duty.kind in (DutyKind.WIND_DOWN, DutyKind.HANDOVER):
        ending.add_everybody(batch.connection, batch.hospital, op.entity, op.author)
    elif step == Channel.SMS:
        store.all_by_sms(batch.connection, batch.hospital, op.entity, op.author, batch.now)
    elif step in ("stop", "lift"):
        loss_stops.carry_out(batch, op, changed[1], said["what"], lift=step == "lift")
    keep(batch, duty, *changed)


def _asked_anew(batch: Batch, duty: Duty) -> int:
    """Return how many major versions of the policy were published since and are in force when it goes over."""
    day = duty.facts["from-day"]
    found = policies.major_since(batch.connection, batch.hospital, duty.made_at)
    return sum(effective.isoformat() <= day for effective in found)


def sign_duty(batch: Batch, op: Operation) -> None:
    """Take the second person's signature over the duty just as it stands; what changed meanwhile makes it void."""
    duty = _duty(batch, op)
    if op.base_version != duty.version:
        raise OperationRefusedError("version-conflict")
    ends = duty.kind == DutyKind.WIND_DOWN
    action = Action.KEEP_DUTIES
    if ends:
        action = Action.KEEP_REGISTERS if duty.state == wind_down.DRAFTED else Action.APPROVE_DELETION
    check_signature(batch, op, signed_bytes(duty), action, purpose=SIGNED_AS)
    counted = store.counts(batch.connection, batch.hospital, op.entity)
    state, facts = _by_rule(lambda: RULES[DutyKind(duty.kind)].signed(duty, _act(batch, op, counted)))
    if duty.kind == DutyKind.INCIDENT:
        step = facts["timeline"][-1][2]
        proofs.keep(
            batch.connection, batch.hospital, duty, step, batch.now, op.approvals[0], batch.parts.keys
        )
    if duty.kind == DutyKind.RETENTION:
        facts |= _carry_out(batch, op.entity, facts["before"])
    if ends:
        signature = base64.b64encode(op.approvals[0].signature).decode()
        facts["signatures"] = [*facts["signatures"], [op.author, batch.now.isoformat(), signature]]
    keep(batch, duty, state, facts)


def _carry_out(batch: Batch, run: str, before: Mapping[str, str]) -> dict[str, Any]:
    """Delete what the signed run lists; returns what went, and what is held back as evidence."""
    connection, hospital, keys = batch.connection, batch.hospital, batch.parts.keys
    store.link_trace(connection, hospital, _new_links(batch))
    back = kept.held_back(connection, hospital, before, keys)
    spent = kept.due_cases(connection, hospital, before, keys)
    case_keys.destroy(batch, spent, run)
    closed = trace_segments.remove(
        batch.parts, connection, kept.due_segments(connection, hospital, before, keys), run
    )
    gone = kept.files_in(connection, hospital, run, retention.APPROVED)
    gone |= {retention.TRACE_SEGMENTS: closed, retention.CASE_KEYS: len(spent)}
    return {"held": back, "deleted": gone | kept.delete_due(connection, hospital, before, keys)}


def tell_person(batch: Batch, op: Operation) -> None:
    """Note what came of telling one person; who was told stays told."""
    duty, facts = _duty(batch, op), Facts(op)
    try:
        channel, state = Channel(facts.text("channel")), Told(facts.text("state"))
    except ValueError as error:
        raise OperationRefusedError("malformed") from error
    if state not in (Told.TOLD, Told.NOT_REACHED) or op.subject is None:
        raise OperationRefusedError("malformed")
    if duty.facts.get("drill") and state is Told.TOLD:
        state = Told.PRACTISED
    done = store.tend(
        batch.connection, batch.hospital, duty.id, op.subject, was=(Told.WAITING, Told.NOT_REACHED),
        channel=channel.value, state=state.value, reason="", tended_by=op.author, at=batch.now,
    )  # fmt: skip
    if not done:
        raise OperationRefusedError("person-unknown")


def _duty(batch: Batch, op: Operation) -> Duty:
    duty = opened(batch, op.entity)
    if duty is None:
        raise OperationRefusedError("case-not-open")
    return duty


def _kind(text: str) -> DutyKind:
    try:
        return DutyKind(text)
    except ValueError as error:
        raise OperationRefusedError("malformed") from error


def _act(batch: Batch, op: Operation, counted: dict[str, int]) -> Act:
    return Act(op.author, batch.now, counted)


def _by_rule(work: Callable[[], Stepped]) -> Stepped:
    try:
        return work()
    except DutyRefusedError as error:
        raise OperationRefusedError(error.reason) from error


KINDS: dict[OperationKind, Callable[[Batch, Operation], None]] = {
    OperationKind.FILE_DUTY: file_duty,
    OperationKind.STEP_DUTY: step_duty,
    OperationKind.SIGN_DUTY: sign_duty,
    OperationKind.TELL_PERSON: tell_person,
}
PERMITS = dict.fromkeys(KINDS, Action.KEEP_DUTIES)
