"""A case's proof pack made by keys: everything of the case, checked without a line, nothing of anybody else (N36)."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import leaks
import pytest

from desktop.bootstrap import commands
from desktop.domain.audit import AuditAct
from desktop.domain.drawn import DrawnSignature, SignedHow
from desktop.domain.made_up import DEMO_STAFF, MadeUpPerson
from desktop.domain.proof_zip import write_pack
from desktop.domain.rights import CaseState
from desktop.domain.schedules import CHINA
from desktop.presenters.proofs import ProofPresenter
from tests.journeys.windows.conftest import OpenWindow
from tests.journeys.windows.desk_at_work import CTRL, SUPERVISOR, Key, WindowDesk
from tests.journeys.windows.test_copies import ask, grant, take_in_hand
from tests.journeys.windows.test_legal_reading import deleted


def proofs(desk: WindowDesk) -> ProofPresenter:
    return desk.sitting.workplace.proofs


def handed_in(desk: WindowDesk) -> bool:
    """Return whether central has signed everything that this desk marked of its trace."""
    with desk.desk.store.read() as tx:
        return not tx.trace_heads.unwitnessed(1)


def pack(desk: WindowDesk) -> Path:
    """Make the pack by key; returns its file."""
    desk.press(Key.Key_H, modifier=CTRL)
    desk.until(lambda: proofs(desk).state.note.code == "proof-ready")
    return Path(proofs(desk).state.file)


def verified(desk: WindowDesk, file: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, dict[str, bool]]:
    """Check a file as IT does at the desk; returns the exit code and what was checked."""
    capsys.readouterr()
    code = commands.main(["verify-proof", "--home", str(desk.home), str(file), "--json"])
    rows = json.loads(capsys.readouterr().out)["findings"]
    return code, {row["what"]: all(r["good"] for r in rows if r["what"] == row["what"]) for row in rows}


@pytest.mark.rows("N36", "P25", "N28", "A1", "A2", "G102")
def test_the_pack_of_a_deletion_proves_it_and_names_nobody_and_an_altered_one_fails(
    open_window: OpenWindow,
    people: Iterator[MadeUpPerson],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    clerk, boss = open_window("3 号窗"), open_window("5 号窗", SUPERVISOR)
    other, person = next(people), next(people)
    clerk.front()
    clerk.register(other, "ek")
    clerk.fake_reader.lift()
    case_id = deleted(clerk, boss, person)
    for desk in (clerk, boss):
        desk.close()
    clerk = open_window("3 号窗")
    clerk.until(lambda: handed_in(clerk))
    clerk.close()
    boss = open_window("5 号窗", SUPERVISOR)
    boss.until(lambda: handed_in(boss))
    since = boss.next_trace()
    boss.to_page("rights")
    rights = boss.sitting.workplace.rights
    boss.until(lambda: any(case.case_id == case_id for case in rights.state.cases))
    at = [case.case_id for case in rights.state.cases].index(case_id)  # type: ignore[arg-type]
    boss.rights_page.table.setFocus()
    boss.press(Key.Key_Home, *[Key.Key_Down] * at)
    logged = rights.state.cases[at]
    assert (logged.masked_name, logged.filed_by) == ("--", DEMO_STAFF[0].name)
    assert logged.state in (CaseState.DESTROYED, CaseState.BACKUP, CaseState.DONE)
    for words in (logged.filed_by, f"{logged.filed_at.astimezone(CHINA):%Y-%m-%d}", "删除"):
        boss.sees(words, boss.rights_page.table)
    assert person.name not in boss.words(boss.rights_page)
    file = pack(boss)
    boss.picture("proof-deletion")
    assert [t.object_id for t in boss.traces(since, AuditAct.DISCLOSURE)] == [case_id]

    code, checked = verified(boss, file, capsys)
    assert code == 0
    assert {"signed-by-central", "roster-signed", "filed", "approved", "trace-whole"} <= set(checked)
    with zipfile.ZipFile(file) as archive:
        names = set(archive.namelist())
        said = archive.read("proof.json")
        signature = archive.read("proof.sig")
        assert archive.read("overview.pdf").startswith(b"%PDF")
    assert names == {"proof.json", "proof.sig", "overview.pdf"}
    proof = json.loads(said)
    assert proof["case"]["signed_how"] == SignedHow.DRAWN
    assert DrawnSignature.from_text(proof["case"]["drawn"]).strokes, (
        "the proof of the request outlives the person"
    )
    acts = [
        json.loads(one["event"])["act"]
        for stretch in proof["trace"]
        for one in stretch["steps"]
        if "event" in one
    ]
    assert {AuditAct.FILE_ERASURE.value, AuditAct.APPROVE_ERASURE.value} <= set(acts)
    receipts = {one["window"] for entry in proof["ledger"] for one in entry["receipts"] if one["received_at"]}
    assert {"3 号窗", "5 号窗"} <= receipts
    everybody = leaks.needles_of([person, other])
    assert not list(leaks.hits(said, everybody)), "a pack of a deletion names nobody"
    for needle in everybody:
        assert needle.value not in file.read_bytes()

    def altered(raw: bytes) -> Path:
        made = tmp_path / "altered.zip"
        made.write_bytes(write_pack(raw, signature, {}))
        return made

    worse = said.replace(b'"ground":"', b'"ground":"x')
    code, checked = verified(boss, altered(worse), capsys)
    assert code == 1
    assert not checked["signed-by-central"]
    first = next(one["leaf"] for stretch in proof["trace"] for one in stretch["steps"] if "leaf" in one)
    code, checked = verified(boss, altered(said.replace(first.encode(), b"A" * 43 + b"=")), capsys)
    assert code == 1
    assert not checked["trace-whole"]
    (tmp_path / "no.zip").write_bytes(b"PK nothing")
    assert commands.main(["verify-proof", "--home", str(boss.home), str(tmp_path / "no.zip")]) == 1
    words = [
        sys.executable,
        "-m",
        "central",
        "verify-proof",
        "--home",
        str(boss.central.home),
        "--file",
        str(file),
    ]
    assert subprocess.run(words, check=False, capture_output=True).returncode == 0

    boss.press(Key.Key_D, modifier=CTRL)
    boss.until(lambda: proofs(boss).state.note.code == "proof-given")
    assert not file.exists()


@pytest.mark.rows("N36", "P24", "G106", "A1")
def test_the_pack_of_a_request_holds_its_words_decision_and_letters_and_of_others_nothing(
    open_window: OpenWindow, people: Iterator[MadeUpPerson], capsys: pytest.CaptureFixture[str]
) -> None:
    clerk = open_window("3 号窗")
    other, person = next(people), next(people)
    clerk.register(other)
    clerk.register(person)
    case_id = ask(clerk, person, "which windows")
    assert not proofs(clerk).state.may, "a clerk makes no packs"
    clerk.close()
    boss = open_window("5 号窗", SUPERVISOR)
    grant(boss, case_id)
    boss.close()
    boss = open_window("5 号窗", SUPERVISOR)
    take_in_hand(boss, case_id)
    file = pack(boss)
    boss.picture("proof-request")
    code, checked = verified(boss, file, capsys)
    assert code == 0
    assert checked["decided"]
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as archive:
        content = {name: archive.read(name) for name in archive.namelist()}
    assert {"letters/receipt.txt", "letters/answer.txt"} <= set(content)
    assert json.loads(content["proof.json"])["case"]["text"]["words"] == "which windows"
    for raw in content.values():
        assert not list(leaks.hits(raw, leaks.needles_of([other])))
    boss.sign_out()
    assert not file.exists(), "what was not handed over is gone with the sitting"
