"""The trace from a desk to its witness and back to the auditor: real store, vault, HTTPS and central (N29, P5, G78)."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from demo_parts import Central, command

from desktop.bootstrap.audit_check import AuditReport, verify_audit
from desktop.bootstrap.installation import Installation
from desktop.bootstrap.opening import open_desk, request_numbers
from desktop.bootstrap.safes import open_safe, trace_anchor
from desktop.crypto.desk_keys import Ed25519Check
from desktop.domain.audit import AuditAct
from desktop.domain.audit_trace import Fault
from desktop.domain.errors import CentralRefusedError, RolledBackError
from desktop.domain.made_up import DEMO_STAFF, MadeUpPerson
from desktop.domain.staff import Role
from desktop.services.anchoring import AnchorService, mark_end
from desktop.services.session import SessionService
from desktop.settings import load
from desktop.sync.client import CentralClient, HttpWitness
from tests.journeys.headless import HeadlessDesk

MakeDesk = Callable[..., HeadlessDesk]
ACTOR = next(staff for staff in DEMO_STAFF if staff.role is Role.CLERK)


@pytest.fixture
def central(fresh_central: Central) -> Central:
    """What central holds of every desk is counted here."""
    return fresh_central


def report(desk: HeadlessDesk, anchors: Path | None = None) -> AuditReport:
    """Close the desk and check its trace as `clinic-desk verify-audit` does."""
    desk.desk.store.close()
    passphrase = bytearray(ACTOR.passphrase.encode())
    return verify_audit(load(desk.home), ACTOR.staff_id, passphrase, anchors)


def central_traces(central: Central) -> dict[str, object]:
    """Return what `clinic-central verify-audit` says."""
    answer: dict[str, object] = json.loads(
        command("central", "verify-audit", "--home", str(central.home), "--json")
    )
    return answer


def worked(desk: HeadlessDesk, people: Iterator[MadeUpPerson]) -> MadeUpPerson:
    """Register somebody, and bring everything to central."""
    person = next(people)
    desk.register(person, "ek")
    assert desk.sync()
    mark_end(desk.desk, trace_anchor(desk.home, load(desk.home), Installation.load(desk.home)))
    assert desk.sync()
    return person


@pytest.mark.rows("N29", "P5", "G77", "G78", "A1")
def test_every_entry_of_a_desk_lies_signed_at_central_and_an_auditor_reads_it_there(
    make_desk: MakeDesk, central: Central, people: Iterator[MadeUpPerson], tmp_path: Path
) -> None:
    desk = make_desk("window")
    person = worked(desk, people)
    assert central_traces(central)["whole"] is True
    lines = command(
        "central", "audit", "--home", str(central.home), "--act", "booking.book", "--json"
    ).splitlines()
    assert [json.loads(line)["actor"] for line in lines] == [ACTOR.staff_id]
    for secret in (person.name, person.number, person.phone or person.name):
        assert secret not in "".join(lines)
    anchors = tmp_path / "anchors"
    anchors.write_text(command("central", "export-anchors", "--home", str(central.home)))
    checked = report(desk, anchors)
    assert checked.verdict.whole
    assert checked.witnessed >= 1
    assert checked.anchors > checked.witnessed


@pytest.mark.rows("G78", "N29", "T12")
def test_an_entry_changed_with_the_file_key_is_named_at_the_desk_and_was_never_changed_at_central(
    make_desk: MakeDesk, central: Central, people: Iterator[MadeUpPerson]
) -> None:
    desk = make_desk("window")
    worked(desk, people)
    with desk.desk.store.write() as tx:
        connection = tx.audit._connection  # type: ignore[attr-defined]
        row = connection.exec_driver_sql("SELECT event FROM audit WHERE seq = 3").scalar_one()
        connection.exec_driver_sql(
            "UPDATE audit SET event = ? WHERE seq = 3", (bytes(row).replace(b"ok", b"no"),)
        )
    checked = report(desk)
    assert (checked.verdict.fault, checked.verdict.at) in ((Fault.BROKEN_LINK, 3), (Fault.BROKEN_LINK, 4))
    assert central_traces(central)["whole"] is True


@pytest.mark.rows("N29", "I8", "G66")
def test_a_store_put_back_is_noticed_at_sign_in_gives_no_number_off_line_and_heals_with_central(
    make_desk: MakeDesk, central: Central, people: Iterator[MadeUpPerson], tmp_path: Path
) -> None:
    desk = make_desk("window")
    worked(desk, people)
    desk.close()
    kept = tmp_path / "kept.db"
    shutil.copy(desk.home / "desk.db", kept)
    desk.sign_in(Role.CLERK)
    worked(desk, people)
    desk.close()
    for leftover in desk.home.glob("desk.db*"):
        leftover.unlink()
    shutil.copy(kept, desk.home / "desk.db")

    settings, installation = load(desk.home), Installation.load(desk.home)
    anchor = trace_anchor(desk.home, settings, installation)
    session = SessionService(
        open_safe(desk.home, settings, installation),
        partial(open_desk, desk.home, installation, settings),
        anchor,
    )
    signed_in = session.sign_in(ACTOR.staff_id, bytearray(ACTOR.passphrase.encode()))
    with signed_in.desk.store.read() as tx:
        acts = [json.loads(event)["act"] for event, _ in tx.audit.rows(1, 1000)]
    assert acts[-2:] == [AuditAct.ROLLED_BACK, AuditAct.SIGN_IN]
    session.sign_out()

    desk.sign_in(Role.CLERK)
    desk.wire.cut = True
    with pytest.raises(RolledBackError):
        desk.register(next(people), cell=desk.leased_cell("xxg"))
    desk.wire.cut = False
    assert desk.sync()
    worked(desk, people)
    desk.wire.cut = True
    assert desk.register(next(people), cell=desk.leased_cell("xxg")).offline
    desk.wire.cut = False
    assert desk.sync()
    with closing(sqlite3.connect(central.home / "central.db")) as database, database:
        incarnations = database.execute("SELECT count(DISTINCT incarnation) FROM trace_heads").fetchone()[0]
        forks = database.execute("SELECT count(*) FROM trace_forks").fetchone()[0]
    assert (incarnations, forks) == (2, 0)
    assert central_traces(central)["whole"] is True


@pytest.mark.rows("T10", "N29")
def test_a_witness_that_does_not_sign_is_not_believed(
    make_desk: MakeDesk, people: Iterator[MadeUpPerson]
) -> None:
    desk = make_desk("window")
    desk.register(next(people), "ek")
    parts = Installation.load(desk.home)
    client = CentralClient(desk.wire, desk.desk.keys.desk, request_numbers(desk.desk))
    stranger = HttpWitness(client, Ed25519Check(), parts.central_sign_public[::-1])
    anchor = trace_anchor(desk.home, load(desk.home), parts)
    anchoring = AnchorService(desk.desk, stranger, anchor)
    mark_end(desk.desk, anchor)
    with pytest.raises(CentralRefusedError):
        anchoring.step()
    with desk.desk.store.read() as tx:
        assert tx.trace_heads.unwitnessed(10)
