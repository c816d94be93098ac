"""The commands of `clinic-central` as IT types them: files, answers, exit codes, and a served central over TLS 1.3."""

from __future__ import annotations

import argparse
import base64
import json
import os
import signal
import socket
import sqlite3
import ssl
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from central.cli.main import main, parser
from central.crypto.founding import FoundingKey
from central.machine import SystemRandomness
from central.settings import FOUNDING_FILE, KEY_FILE
from desktop.bootstrap.enrolling import enrol, pinned_ca, read_code
from desktop.crypto.formats import OpeningKey, SigningKey
from desktop.domain.errors import CentralRefusedError, CentralUnreachableError
from desktop.domain.ids import DeskId, StaffId
from desktop.domain.made_up import person_of
from desktop.sync.client import CentralClient, HttpVerification, RequestNumbers
from desktop.sync.transport import HttpsNetwork
from desktop.sync.wire import Done, EnrollRequest, EnrollResponse, StaffKeysRequest
from tests.central.test_enrolment import raw, read
from tests.private_files import only_owners

ROOT = Path(__file__).resolve().parents[2]
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return how to run a command: (exit code, stdout, stderr)."""

    def command(*words: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out, said.err

    return command


@pytest.fixture
def home(tmp_path: Path, run: Run) -> Path:
    """Return the home of a fresh demonstration without data."""
    folder = tmp_path / "central"
    assert run("init", "--home", folder, "--hospital", "市第一人民医院", "--demo")[0] == 0
    return folder


def in_database(home: Path, statement: str) -> None:
    with closing(sqlite3.connect(home / "central.db")) as connection, connection:
        connection.execute(statement)
    connection.close()


# ---------------------------------------------------------------- init
@pytest.mark.rows("P17")
def test_init_makes_private_files_and_a_database(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "central"
    code, out, _ = run(
        "init", "--home", folder, "--hospital", "市第一人民医院", "--json", "--name", "central.example"
    )
    answer = json.loads(out)
    assert code == 0
    assert answer["demo"] is False
    assert len(answer["founding_sha256"]) == len(answer["ca_sha256"]) == 64
    assert only_owners(folder, 0o700)
    for name in (KEY_FILE, FOUNDING_FILE, "ca.key", "server.key", "central.json"):
        assert only_owners(folder / name)
    secrets = json.loads((folder / KEY_FILE).read_text())
    dump = (folder / "central.db").read_bytes()
    for name in ("root", "law"):
        assert base64.b64decode(secrets[name]) not in dump


def test_init_never_writes_over_keys(home: Path, run: Run) -> None:
    before = (home / KEY_FILE).read_bytes()
    code, _, err = run("init", "--home", home, "--hospital", "X")
    assert code == 1
    assert err.startswith("central: key-file-exists")
    assert (home / KEY_FILE).read_bytes() == before


@pytest.mark.skipif(not hasattr(os, "fork"), reason="the child is forked")
def test_an_init_killed_at_any_file_can_be_repeated_and_keeps_its_founding_key(
    tmp_path: Path, run: Run
) -> None:
    killed = 0
    for place in range(1, 40):
        folder = tmp_path / f"central-{place}"
        words = ("init", "--home", folder, "--hospital", "X")
        if not killed_at(place, [str(word) for word in words]):
            break
        killed += 1
        founding = folder / FOUNDING_FILE
        before = founding.read_bytes() if founding.exists() else None
        if not (folder / KEY_FILE).exists():
            assert run(*words)[0] == 0, place
        assert before in (None, founding.read_bytes())
        assert run("desks", "--home", folder)[0] == 0, place
        assert run(*words)[2].startswith("central: key-file-exists")
    assert killed >= 8, "marker, founding key, authority, server, settings, database, keys"


def test_an_init_never_writes_over_another_hospitals_founding_key(tmp_path: Path, run: Run) -> None:
    stick = tmp_path / "stick.key"
    assert run("init", "--home", tmp_path / "a", "--hospital", "A", "--founding-key", stick)[0] == 0
    before = stick.read_bytes()
    code, _, err = run("init", "--home", tmp_path / "b", "--hospital", "B", "--founding-key", stick)
    assert (code, err.split()[1]) == (1, "key-file-exists")
    assert stick.read_bytes() == before


def killed_at(place: int, words: list[str]) -> bool:
    """Run a command in a child that kills itself before its n-th file is put in place; False when it ended first."""
    child = os.fork()
    if child == 0:
        seen = 0

        def count(event: str, _arguments: object) -> None:
            nonlocal seen
            if event not in ("os.rename", "os.remove"):
                return
            seen += 1
            if seen == place:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            sys.addaudithook(count)
            main(words)
        finally:
            os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


PLAIN_DUTY = (
    "INSERT INTO duties (hospital_id, duty_id, kind, state, version, made_by, made_at, sealed) "
    "SELECT hospital_id, 'd-1', 'incident', 'closed', 1, 'who', 0, CAST('{\"summary\":\"张三\"}' AS BLOB) "
    "FROM hospitals"
)


def test_an_older_database_is_refused_by_a_command_and_upgraded_by_upgrade(home: Path, run: Run) -> None:
    in_database(home, "UPDATE meta SET value = '1' WHERE name = 'schema_version'")
    in_database(home, PLAIN_DUTY)
    code, _, err = run("desks", "--home", home)
    assert (code, err.split()[1]) == (1, "schema-older")
    assert run("upgrade", "--home", home, "--json")[0] == 0
    assert run("desks", "--home", home)[0] == 0
    assert "张三".encode() not in b"".join(path.read_bytes() for path in home.glob("central.db*"))
    in_database(home, "DELETE FROM duties")
    in_database(home, "UPDATE meta SET value = '999' WHERE name = 'schema_version'")
    for command in ("desks", "upgrade"):
        code, _, err = run(command, "--home", home)
        assert (code, err.split()[1]) == (1, "store-too-new")


def test_the_founding_key_can_be_written_elsewhere(tmp_path: Path, run: Run) -> None:
    elsewhere = tmp_path / "stick.key"
    folder = tmp_path / "central"
    assert run("init", "--home", folder, "--hospital", "X", "--founding-key", elsewhere)[0] == 0
    assert not (folder / FOUNDING_FILE).exists()
    FoundingKey.load(elsewhere)


@pytest.mark.rows("I7")
@pytest.mark.parametrize("altered", ["database", "key file", "both"])
def test_what_began_in_earnest_never_becomes_a_demonstration(tmp_path: Path, run: Run, altered: str) -> None:
    folder = tmp_path / "central"
    run("init", "--home", folder, "--hospital", "X")
    code, _, err = run("demo-data", "--home", folder, "--people", 1, "--days", 2)
    assert (code, err.split()[1]) == (1, "demo-only")
    if altered != "key file":
        in_database(folder, "UPDATE hospitals SET demo = 1")
    if altered != "database":
        keys = json.loads((folder / KEY_FILE).read_text())
        (folder / KEY_FILE).write_text(json.dumps({**keys, "demo": True}))
    code, _, err = run("demo-data", "--home", folder, "--people", 1, "--days", 2)
    assert (code, err.split()[1]) == (1, "wrong-keys")


def test_settings_that_cannot_be_read_are_said(home: Path, run: Run) -> None:
    (home / "central.json").write_text('{"sms": {"provider": "pigeon"}}')
    code, _, err = run("desks", "--home", home)
    assert (code, err.split()[1]) == (1, "settings")


def test_a_home_that_is_none_is_said(tmp_path: Path, run: Run) -> None:
    code, _, err = run("desks", "--home", tmp_path)
    assert (code, err.split()[1]) == (1, "key-file-missing")


# ---------------------------------------------------------------- desks, staff, roster
@pytest.mark.rows("P4", "P16")
def test_an_enrolment_code_is_the_last_line_and_reads_as_the_desk_reads_it(home: Path, run: Run) -> None:
    code, out, _ = run(
        "enroll-code", "--home", home, "--window", "3 号窗", "--url", "https://127.0.0.1:8443/",
        "--outage-departments", "all",
    )  # fmt: skip
    assert code == 0
    read_back = read_code(out.strip().splitlines()[-1])
    assert read_back.url == "https://127.0.0.1:8443"
    assert len(read_back.token) >= 16


@pytest.mark.parametrize("url", ["http://127.0.0.1", "127.0.0.1:8443", "https://h/path", "https://h?x=1"])
def test_a_desk_reaches_central_by_https_only(home: Path, run: Run, url: str) -> None:
    code, _, err = run("enroll-code", "--home", home, "--window", "3", "--url", url)
    assert (code, err.split()[1]) == (1, "address")


def test_staff_are_kept_and_listed(home: Path, run: Run) -> None:
    words = ("--id", "1001", "--name", "王某", "--initials", "wm", "--role", "clerk")
    assert run("staff", "add", "--home", home, *words)[0] == 0
    _, out, _ = run("staff", "list", "--home", home, "--json")
    assert json.loads(out)["staff"] == [
        {"staff_id": "1001", "name": "王某", "initials": "wm", "role": "clerk"}
    ]


@pytest.mark.rows("I7")
def test_the_roster_is_signed_by_the_founding_key_only(home: Path, run: Run, tmp_path: Path) -> None:
    other = tmp_path / "other.key"
    FoundingKey.new("h", SystemRandomness()).save(other)
    code, _, err = run("roster", "sign", "--home", home, "--founding-key", other)
    assert (code, err.split()[1]) == (1, "wrong-founding-key")
    code, out, _ = run("roster", "sign", "--home", home, "--founding-key", home / FOUNDING_FILE)
    assert (code, "no key waits" in out) == (0, True)
    _, out, _ = run("roster", "show", "--home", home, "--json")
    assert json.loads(out) == {
        "version": 0,
        "entries": 0,
        "waiting": 0,
        "waiting_unknown": 0,
        "to_remove": [],
    }


def test_a_desk_that_is_not_there_cannot_be_revoked(home: Path, run: Run) -> None:
    code, _, err = run("revoke-desk", "--home", home, "--desk", "nobody")
    assert (code, err.split()[1]) == (1, "desk-unknown")


@pytest.mark.rows("P4", "P5")
def test_who_decided_about_a_desk_can_be_read_afterwards(home: Path, run: Run) -> None:
    assert run("quarantine", "trace", "--home", home, "--desk", "nobody")[0] == 1
    in_database(
        home,
        "INSERT INTO desks (hospital_id, desk_id, name, site, window, sign_public, seal_public, state, incarnation,"
        " enrolled_at, program, state_reason) SELECT hospital_id, 'd-9', 'd', '', 'w', x'00', x'00', 'active', 1, 0,"
        " '', '' FROM hospitals",
    )
    assert run("quarantine", "trace", "--home", home, "--desk", "d-9", "--json")[1] == '{"decided": []}\n'
    assert run("revoke-desk", "--home", home, "--desk", "d-9")[0] == 0
    code, out, _ = run("quarantine", "trace", "--home", home, "--desk", "d-9", "--json")
    (said,) = json.loads(out)["decided"]
    assert (code, said["act"]) == (0, "revoked")
    assert said["act"] in run("quarantine", "trace", "--home", home, "--desk", "d-9")[1]


def test_the_online_key_is_new_each_time(home: Path, run: Run) -> None:
    assert run("online-key", "--home", home)[1] != run("online-key", "--home", home)[1]


@pytest.mark.rows("G53")
def test_a_tariff_is_put_in_force_and_a_wrong_one_changes_nothing(
    home: Path, run: Run, tmp_path: Path
) -> None:
    file = tmp_path / "tariff.json"
    file.write_text('{"fees":[{"grade":"chief","fee_fen":6000,"first":"2026-01-01"}],"version":4}')
    assert run("tariff", "--home", home, "--file", file)[:2] == (0, "tariff 4: 1 fees, 0 reductions\n")
    file.write_text('{"fees":[{"grade":"chief","fee_fen":-1,"first":"2026-01-01"}]}')
    code, _, err = run("tariff", "--home", home, "--file", file)
    assert (code, err.split()[1]) == (1, "tariff-invalid")


# ---------------------------------------------------------------- reports
def test_verify_says_what_is_broken_and_ends_with_one(home: Path, run: Run) -> None:
    run("demo-data", "--home", home, "--people", 16, "--days", 2)
    code, out, _ = run("verify", "--home", home, "--json")
    assert (code, json.loads(out)["sound"]) == (0, True)
    in_database(home, "UPDATE bookings SET number = number + 1 WHERE rowid = 1")
    in_database(home, "UPDATE patients SET sealed_record = x'01' WHERE rowid IN (1, 2)")
    code, out, _ = run("verify", "--home", home, "--json")
    assert code == 1
    assert json.loads(out)["findings"] == [
        {"rule": "sealed-values-open", "count": 2},
        {"rule": "bookings-hold-their-number", "count": 1},
    ]
    code, out, _ = run("verify", "--home", home)
    assert (code, "sealed-values-open: BROKEN 2 times" in out) == (1, True)


def test_the_export_counts_what_demo_data_booked(home: Path, run: Run) -> None:
    made = json.loads(run("demo-data", "--home", home, "--people", "24", "--days", 2, "--json")[1])
    code, out, _ = run("export-bookings", "--home", home, "--json")
    totals = json.loads(out)["totals"]
    assert code == 0
    assert (totals["demo"], totals["desk"], totals["double_booked"]) == (made["bookings"], 0, 0)


def test_nothing_personal_is_printed(home: Path, run: Run) -> None:
    said = run("demo-data", "--home", home, "--people", "24", "--days", 2)[1]
    for words in (("verify",), ("export-bookings", "--json"), ("desks", "--json"), ("roster", "show")):
        said += run(*words, "--home", home)[1]
    for person in (person_of(serial) for serial in range(1, 25)):
        assert person.name not in said
        assert person.number not in said


def test_the_description_is_printed(run: Run) -> None:
    code, out, _ = run("openapi")
    assert (code, json.loads(out)["openapi"]) == (0, "3.1.0")


# ---------------------------------------------------------------- words
def test_wrong_words_end_with_two(run: Run) -> None:
    for words in ((), ("serve",), ("init", "--home", "x"), ("demo-data", "--home", "x", "--people", "0")):
        with pytest.raises(SystemExit) as caught:
            run(*words)
        assert caught.value.code == 2


def test_every_command_and_option_says_what_it_is_for() -> None:
    def walk(part: argparse.ArgumentParser) -> Iterator[argparse.Action]:
        for action in part._actions:
            yield action
            if isinstance(action, argparse._SubParsersAction):
                for each in action.choices.values():
                    yield from walk(each)
                assert all(choice.help for choice in action._choices_actions)

    whole = parser()
    for action in walk(whole):
        assert action.help or isinstance(action, argparse._SubParsersAction), action.dest
    assert "exit codes" in whole.format_help()


# ---------------------------------------------------------------- PostgreSQL
def test_all_of_it_works_on_postgresql_too(tmp_path: Path, run: Run, postgres_schema: str) -> None:
    folder = tmp_path / "central"
    where = ("--home", folder, "--database", postgres_schema)
    assert run("init", *where, "--hospital", "H " + uuid.uuid4().hex, "--demo")[0] == 0
    assert run("demo-data", *where, "--people", "16", "--days", 2)[0] == 0
    assert run("verify", *where)[0] == 0
    assert json.loads(run("export-bookings", "--home", folder, "--json")[1])["totals"]["demo"] == 2
    assert (
        run("enroll-code", *where, "--window", "1", "--url", "https://h", "--outage-departments", "gk")[0]
        == 0
    )
    assert not (folder / "central.db").exists()
    with sa.create_engine(postgres_schema).connect() as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM enrol_tokens")) >= 1
    connection.engine.dispose()


# ---------------------------------------------------------------- serve
class Served:
    """A central that serves in a process of its own."""

    def __init__(self, home: Path, log: Path, *options: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.home, self.log = home, log
        words = ["serve", "--home", str(home), "--port", str(self.port), *options]
        with log.open("ab") as out:
            self.child = subprocess.Popen(
                [sys.executable, "-m", "central", *words], cwd=ROOT, stdout=out, stderr=subprocess.STDOUT
            )

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}"

    def wait(self) -> None:
        """Wait until the port answers."""
        end = time.monotonic() + 60
        while time.monotonic() < end and self.child.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), 0.5).close()
            except OSError:
                continue
            return
        raise AssertionError(self.log.read_text())

    def said(self, what: str, times: int = 1) -> str:
        """Wait until the log has a text so often; returns the log."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            text = self.log.read_text("utf-8", "replace")
            if text.count(what) >= times:
                return text
        raise AssertionError(f"not said: {what}")

    def stop(self) -> int:
        """Stop as a service manager would; returns the exit code."""
        if self.child.poll() is None:
            self.child.send_signal(signal.SIGTERM)
        return self.child.wait(15)


@pytest.fixture
def served(home: Path, run: Run, tmp_path: Path) -> Iterator[Served]:
    """Yield a served demonstration with a simulated channel."""
    run("demo-data", "--home", home, "--people", 16, "--days", 2)
    central = Served(home, tmp_path / "central.log", "--demo-online")
    try:
        central.wait()
        yield central
    finally:
        central.stop()


class DeskWithKeys:
    """The keys of an enrolling desk."""

    def __init__(self) -> None:
        randomness = SystemRandomness()
        self.signing, self.opening = SigningKey.new(randomness), OpeningKey.new(randomness)
        self.desk = DeskId("")

    def sign(self, purpose: str, message: bytes) -> bytes:
        return self.signing.sign(purpose, message)

    def seal_to_central(self, plain: bytes, info: bytes) -> bytes:
        raise AssertionError("nothing is sealed here")

    def open_from_central(self, sealed: bytes, info: bytes) -> bytes:
        return self.opening.open(sealed, info)


def enrolled(central: Served, run: Run) -> tuple[HttpsNetwork, DeskWithKeys, EnrollResponse]:
    """Enrol over the real line with the desk's own steps."""
    out = run(
        "enroll-code", "--home", central.home, "--window", "3 号窗", "--url", central.url, "--outage-departments", "all"
    )[1]  # fmt: skip
    code = read_code(out.strip().splitlines()[-1])
    network = HttpsNetwork(code.url, pinned_ca(code))
    desk = DeskWithKeys()
    answer = enrol(network, code, desk.signing.public, desk.opening.public, "PC-17")
    desk.desk = answer.desk_id
    with pytest.raises(CentralRefusedError):
        enrol(network, code, desk.signing.public, desk.opening.public, "PC-18")
    return network, desk, answer


@pytest.mark.rows("P1", "P3", "P4", "P16", "T9", "G9", "G30")
def test_a_served_central_enrols_a_desk_sends_a_code_and_stops_when_told(served: Served, run: Run) -> None:
    network, desk, answer = enrolled(served, run)
    try:
        assert (answer.demo, answer.region, answer.window) == (True, "cn", "3 号窗")
        numbers = iter(range(1, 100))
        client = CentralClient(network, desk, RequestNumbers(lambda _count: next(numbers), block=1))
        verification = HttpVerification(client)
        ticket = verification.send_code("15400138000")
        line = next(row for row in served.said("SMS ").splitlines() if row.startswith("SMS "))
        assert " code " in line
        assert "15400138000" not in served.log.read_text()
        assert verification.check_code(ticket.code_id, line.rsplit(" ", 1)[-1])
        person = person_of(700_001)
        assert verification.check_name("resident-card", person.number, person.name) == "match"
        client.call(
            "/v1/staff-keys", StaffKeysRequest(StaffId("1001"), bytes(range(32)), desk.opening.public), Done
        )
    finally:
        network.close()
    code, out, _ = run("roster", "sign", "--home", served.home, "--founding-key", served.home / FOUNDING_FILE)
    assert (code, "version 1: 1 keys" in out) == (0, True)
    shown = json.loads(run("desks", "--home", served.home, "--json")[1])["desks"]
    assert [(d["id"], d["state"], len(d["outage_departments"])) for d in shown] == [
        (answer.desk_id, "active", 12)
    ]
    end = time.monotonic() + 30
    while not json.loads(run("export-bookings", "--home", served.home, "--json")[1])["totals"]["public"]:
        assert time.monotonic() < end
    assert served.stop() in (0, -signal.SIGTERM)
    assert "Traceback" not in served.log.read_text()
    assert run("verify", "--home", served.home)[0] == 0


@pytest.mark.rows("T9", "P17")
def test_the_line_is_tls_1_3_with_the_pinned_authority_or_none(
    served: Served, run: Run, tmp_path: Path
) -> None:
    older = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    older.load_verify_locations(served.home / "ca.pem")
    older.maximum_version = ssl.TLSVersion.TLSv1_2
    with socket.create_connection(("127.0.0.1", served.port), 5) as plain, pytest.raises(ssl.SSLError):
        older.wrap_socket(plain, server_hostname="127.0.0.1")
    other = tmp_path / "other"
    run("init", "--home", other, "--hospital", "X", "--demo")
    stranger = HttpsNetwork(served.url, (other / "ca.pem").read_text())
    with pytest.raises(CentralUnreachableError):
        stranger.send("GET", "/healthz", {}, b"", 5.0)
    stranger.close()


@pytest.mark.parametrize("option", [("--demo-online",), ("--demo-days-later", 16)])
def test_a_simulated_channel_and_another_day_are_refused_in_earnest(
    tmp_path: Path, run: Run, option: tuple[str | int, ...]
) -> None:
    folder = tmp_path / "central"
    run("init", "--home", folder, "--hospital", "X")
    code, _, err = run("serve", "--home", folder, *option)
    assert (code, err.split()[1]) == (1, "demo-only")


def test_a_code_that_is_kept_nowhere_enrols_nobody(home: Path, run: Run) -> None:
    code = (
        run("enroll-code", "--home", home, "--window", "3", "--url", "https://h")[1].strip().splitlines()[-1]
    )
    request = EnrollRequest(raw(read(code)["token"]), bytes(32), bytes(32), "PC")
    assert request.token not in (home / "central.db").read_bytes()
