"""A desk that nobody can open: two holders together open it, one alone does not (DECISIONS 17, SECURITY §2.3)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from crash_desk import CLERK, SUPERVISOR, DownLine, unlocked

from desktop.bootstrap import commands, recovery
from desktop.bootstrap.installation import Installation
from desktop.bootstrap.recovery import DEMO_HOLDERS, Ceremony
from desktop.bootstrap.safes import open_safe
from desktop.crypto.escrow import NotYourTurnError
from desktop.crypto.key_file import decode_file
from desktop.crypto.safe import FOLDER, KEY_FILE, NewPerson
from desktop.domain.audit import AuditAct
from desktop.domain.errors import KnownError, SealBrokenError, VaultMissingError, WrongPassphraseError
from desktop.domain.ids import PatientId
from desktop.domain.made_up import DemoStaff
from desktop.ports.keys import SlotInfo
from desktop.settings import Settings
from tests.desk.window import Window

(FIRST, FIRST_WORDS), (SECOND, SECOND_WORDS) = DEMO_HOLDERS
NEW = "mangzhong-xiaoman-2001"


@pytest.fixture(autouse=True)
def no_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """This desk has no central to reach; the journey has."""
    monkeypatch.setattr(recovery, "line_to_central", lambda _installation: DownLine())


def settings_of(window: Window) -> Settings:
    return Settings(window.home, vault="file", sign_in_profile="small-clinic")


def keys_folder(window: Window) -> Path:
    return window.home / FOLDER


def held(window: Window) -> tuple[PatientId, str]:
    """Register somebody who must not be lost, and leave."""
    who = window.confirm().patient_id
    name = window.patient(who).record.name
    window.close()
    return who, name


def turn(window: Window, request: str, holder: str, words: str, out: str) -> bool:
    folder = window.home
    return recovery.turn(
        folder / request, keys_folder(window) / holder, bytearray(words.encode()), folder / out
    )


def newcomer(staff: DemoStaff = SUPERVISOR) -> NewPerson:
    info = SlotInfo(staff.staff_id, staff.name, staff.initials, staff.role.value)
    return NewPerson(info, bytearray(NEW.encode()))


def answered(window: Window) -> Path:
    """Run the ceremony up to the complete answer."""
    recovery.begin(settings_of(window), window.home / "request")
    assert not turn(window, "request", FIRST, FIRST_WORDS, "one-turn")
    assert turn(window, "one-turn", SECOND, SECOND_WORDS, "answer")
    return window.home / "answer"


def opened_again(window: Window, who: PatientId) -> str:
    settings = settings_of(window)
    safe = open_safe(window.home, settings, Installation.load(window.home))
    from desktop.bootstrap.opening import open_desk

    keys = safe.open(SUPERVISOR.staff_id, bytearray(NEW.encode()))
    window.desk = open_desk(window.home, Installation.load(window.home), settings, keys)
    return window.patient(who).record.name


@pytest.mark.rows("T6", "T12")
def test_when_every_slot_is_lost_two_holders_open_the_desk_for_one_person(window: Window) -> None:
    who, name = held(window)
    before = decode_file((keys_folder(window) / KEY_FILE).read_bytes())
    answer = answered(window)
    assert not recovery.finish(settings_of(window), answer, newcomer()), "central is not reached here"
    assert opened_again(window, who) == name
    after = decode_file((keys_folder(window) / KEY_FILE).read_bytes())
    assert [slot.person.staff_id for slot in after.slots] == [SUPERVISOR.staff_id]
    assert after.epoch == before.epoch + 1
    assert not set(before.escrow) & set(after.escrow)
    assert [row["facts"] for row in window.trace(AuditAct.RECOVERED)] == [{"holder": FIRST}]
    assert not (keys_folder(window) / "recovery.key").exists()
    window.desk.store.close()
    with pytest.raises(WrongPassphraseError):
        unlocked(window.home, CLERK)


@pytest.mark.rows("T3", "T6")
def test_a_lost_vault_is_no_lost_store(window: Window) -> None:
    who, name = held(window)
    shutil.rmtree(window.home / "vault")
    with pytest.raises(VaultMissingError):
        unlocked(window.home, CLERK)
    recovery.finish(settings_of(window), answered(window), newcomer())
    assert opened_again(window, who) == name
    window.desk.store.close()


@pytest.mark.rows("T6")
def test_one_holder_alone_opens_nothing_whatever_they_try(window: Window) -> None:
    held(window)
    recovery.begin(settings_of(window), window.home / "request")
    assert not turn(window, "request", FIRST, FIRST_WORDS, "one-turn")
    with pytest.raises(NotYourTurnError):
        turn(window, "one-turn", FIRST, FIRST_WORDS, "answer")
    with pytest.raises(NotYourTurnError):
        turn(window, "request", SECOND, SECOND_WORDS, "answer")
    with pytest.raises(WrongPassphraseError):
        turn(window, "one-turn", SECOND, "not the passphrase", "answer")
    for file in ("request", "one-turn"):
        with pytest.raises(recovery.CeremonyFileError):
            recovery.finish(settings_of(window), window.home / file, newcomer())
    # the inner part, taken for the answer
    ceremony = Ceremony.load(window.home / "one-turn")
    forged = Ceremony(
        ceremony.holders, ceremony.vessel, ceremony.back, ceremony.parts, FIRST, ceremony.inner,
        ceremony.inner[0][1],
    )  # fmt: skip
    forged.save(window.home / "forged")
    with pytest.raises(SealBrokenError):
        recovery.finish(settings_of(window), window.home / "forged", newcomer())
    unlocked(window.home, CLERK).store.close()


@pytest.mark.rows("T6")
def test_an_answer_of_an_older_epoch_opens_nothing_after_a_change_of_keys(window: Window) -> None:
    held(window)
    answer = answered(window)
    window.sign_in(SUPERVISOR)
    window.cases.rotation.rotate(lambda _done, _total: None)
    window.close()
    with pytest.raises(SealBrokenError):
        recovery.finish(settings_of(window), answer, newcomer())
    recovery.finish(settings_of(window), answered(window), newcomer())


@pytest.mark.rows("T12")
def test_who_may_hold_no_slot_gets_none_by_recovery_either(window: Window) -> None:
    held(window)
    answer = answered(window)
    nobody = NewPerson(
        SlotInfo(SUPERVISOR.staff_id, "郑维刚", "zwg", "system-admin"), bytearray(NEW.encode())
    )
    with pytest.raises(KnownError) as raised:
        recovery.finish(settings_of(window), answer, nobody)
    assert raised.value.code == "not-permitted"
    unlocked(window.home, CLERK).store.close()


@pytest.mark.rows("T6")
def test_without_holders_nobody_is_enrolled_in_earnest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from desktop.bootstrap.enrolment import enrol_desk

    with pytest.raises(KnownError) as raised:
        enrol_desk(tmp_path / "desk", Settings(tmp_path), "CFD1.any", "PC", [newcomer()], made_up=False)
    assert raised.value.code == "no-escrow"
    assert not (tmp_path / "desk").exists()


def test_the_ceremony_as_commands(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    who, name = held(window)
    (window.home / "desk.json").write_text('{"vault": "file", "sign_in_profile": "small-clinic"}', "utf-8")
    typed = {"holder 1": FIRST_WORDS, "holder 2": SECOND_WORDS}
    asked: list[str] = []
    monkeypatch.setattr("getpass.getpass", lambda prompt: asked.append(prompt) or typed["now"])  # type: ignore[func-returns-value]
    home, at = ("--home", str(window.home)), window.home

    def run(*words: str, now: str = "") -> int:
        typed["now"] = now
        return commands.main(["recovery", *words, *home])

    assert run("begin", "--out", str(at / "request")) == 0
    holder = keys_folder(window)
    for request, who_turns, words, out in (
        ("request", FIRST, FIRST_WORDS, "one"), ("one", SECOND, SECOND_WORDS, "two"),
    ):  # fmt: skip
        files = ("--request", str(at / request), "--holder", str(holder / who_turns), "--out", str(at / out))
        assert run("turn", *files, now=words) == 0
    assert run("finish", "--answer", str(at / "two"), "--person", "2001:陈慧兰:chl:supervisor", now=NEW) == 0
    assert opened_again(window, who) == name
    window.desk.store.close()
    assert run("announce", "--person", "2001", now=NEW) == 1, "central is not reached here"
