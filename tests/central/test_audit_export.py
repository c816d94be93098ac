"""The auditor's file at central: what it holds, that it is noted, that it checks out, that nobody is in it (P42)."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta

import pytest

from central.services.audit_export import KIND, AuditExportService, audit_export
from central.services.deidentified import DeidentifiedService
from central.store.tables_registers import exports_made
from desktop.domain.audit_pack import PAGE_FILE, ExportRangeError, check_file
from desktop.domain.deidentified import Exemption, ExemptionMissingError
from desktop.domain.errors import NotPermittedError
from desktop.domain.ids import CaseId
from desktop.domain.proof_zip import read_more, read_pack, write_pack
from desktop.domain.registers import RegisterKind
from desktop.domain.requests import Decision, Outcome, RefusalGround
from desktop.sync.wire import AuditExportRequest, DeidentifiedRequest
from tests.central.people import record
from tests.central.test_registers import ASSESSMENT, OFFICER, Officer
from tests.central.test_requests import WORDS, Case
from tests.fakes.central_world import CLERK, TODAY, World

REFUSED = Decision(Outcome.REFUSED, RefusalGround.GROUNDLESS, 0, "没有这些资料")


def good(world: World, raw: bytes) -> dict[str, bool]:
    found = check_file(raw, world.keys.verify, world.keys.sign_public, b"")
    return {one.what: one.good for one in found}


@pytest.mark.rows("P42", "P31", "A1")
def test_the_file_counts_requests_by_kind_and_ground_and_names_nobody(world: World) -> None:
    case = Case(world)
    case.file()
    assert case.decide(REFUSED).reason == ""
    case.id, case.key = CaseId(world.parts.new_id()), world.randomness.bytes(32)
    case.file()
    world.clock.forward(days=60)
    raw = audit_export(world.parts, TODAY, TODAY, "")
    content, _ = read_pack(raw)
    said = json.loads(content)
    (row,) = said["requests"]
    assert row == {
        "kind": "access", "filed": 2, "in_time": 1, "late": 0, "open": 0, "overdue": 1,
        "refused": {"groundless-repetition": 1},
    }  # fmt: skip
    for part in (content, read_more(raw, PAGE_FILE)):
        for secret in (record().name, record().document_number, record().birth, case.patient, WORDS):
            assert secret
            assert secret.encode() not in part
    before = audit_export(world.parts, TODAY - timedelta(days=9), TODAY - timedelta(days=1), "")
    assert json.loads(read_pack(before)[0])["requests"] == []


@pytest.mark.rows("P42")
def test_the_file_is_signed_noted_and_no_byte_of_json_or_page_can_be_changed(world: World) -> None:
    officer = Officer(world)
    assert officer.answers(officer.put("a-1", RegisterKind.ASSESSMENT, ASSESSMENT)) == [""]
    raw = audit_export(world.parts, TODAY, TODAY, "")
    assert all(good(world, raw).values())
    (noted,) = world.rows(exports_made)
    assert (noted["kind"], noted["sha256"]) == (KIND, hashlib.sha256(raw).digest())
    content, signature = read_pack(raw)
    page = read_more(raw, PAGE_FILE)
    assert json.loads(content)["registers"][0]["values"] == ASSESSMENT
    worse = write_pack(content.replace(b"PIA-1", b"PIA-2"), signature, {PAGE_FILE: page})
    assert not good(world, worse)["signed-by-central"]
    worse = write_pack(content, signature, {PAGE_FILE: page.replace(b"PIA-1", b"PIA-2")})
    assert good(world, worse) == {**good(world, raw), "page-unchanged": False}
    with pytest.raises(ExportRangeError):
        audit_export(world.parts, TODAY, TODAY - timedelta(days=1), "")


@pytest.mark.rows("P42", "P13", "A3")
def test_only_who_keeps_the_registers_gets_either_file_and_never_without_an_exception(world: World) -> None:
    officer = Officer(world)
    audit, figures = AuditExportService(world.parts), DeidentifiedService(world.parts)
    with pytest.raises(NotPermittedError):
        audit.run(officer.desk.id, AuditExportRequest(CLERK, TODAY, TODAY))
    with pytest.raises(NotPermittedError):
        figures.run(officer.desk.id, DeidentifiedRequest(CLERK, TODAY, TODAY, Exemption.RESEARCH.value))
    with pytest.raises(ExemptionMissingError):
        figures.run(officer.desk.id, DeidentifiedRequest(OFFICER, TODAY, TODAY, ""))
    assert world.rows(exports_made) == []
