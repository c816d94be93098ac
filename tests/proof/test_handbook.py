"""Every command of the IT handbook runs as it is printed, or stands under those that cannot run here (B10, G113)."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from central.cli.main import parser as central_grammar
from desktop.bootstrap.commands import grammar as desk_grammar
from desktop.domain.made_up import person_of

ROOT = Path(__file__).resolve().parents[2]
HELP = ROOT / "resources" / "help"
LANGUAGES = ("zh_CN", "en")
MODULES = {"clinic-desk": "desktop", "clinic-central": "central"}
# the system's own tools that stand between ours
TOOLS = {"openssl", "mv"}
IN_CHARGE = ("--name", "甲某", "--initials", "jm")
BLOCK = re.compile(r"^```([\w-]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands(language: str, kind: str) -> list[str]:
    """Return the lines of all blocks of one kind."""
    text = (HELP / f"it.{language}.md").read_text("utf-8")
    return [line for found, body in BLOCK.findall(text) if found == kind for line in body.splitlines()]


def run(words: list[str]) -> subprocess.CompletedProcess[str]:
    """Run one of our two programs from source, or a tool of the system."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    program = words[:1] if words[0] in TOOLS else [sys.executable, "-m", MODULES[words[0]]]
    return subprocess.run(
        [*program, *words[1:]], cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    """What the handbook's variables stand for: a central with a clinic, a fresh desk, files of an old system."""
    central = tmp_path / "central"
    for words in (
        ["init", "--home", str(central), "--hospital", "样例医院", "--demo"],
        ["demo-data", "--home", str(central), "--people", "3", "--days", "1"],
        ["staff", "add", "--home", str(central), *IN_CHARGE, "--id", "9001", "--role", "system-admin"],
        ["staff", "add", "--home", str(central), *IN_CHARGE, "--id", "9002", "--role", "supervisor"],
    ):
        done = run(["clinic-central", *words])
        assert done.returncode == 0, done.stderr
    desk = tmp_path / "desk"
    desk.mkdir(mode=0o700)
    (desk / "desk.json").write_text('{"vault": "file"}', "utf-8")
    person = person_of(900)
    files = {
        "STAFF": "id,name,initials,role\n7001,单某,sm,clerk\n",
        "DOCTORS": "department,name,title,skill,initials,fee_yuan\n",
        "TEMPLATES": "department,doctor,weekday,half_day,starts,half_hours,each,place,valid_from\n",
        "PEOPLE": f"name,sex,document_number\n{person.name},男,{person.number}\n",
    }
    for name, text in files.items():
        (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    (tmp_path / "staff.ldif").write_text("dn: CN=a\nuid: 7002\ncn: Kong Yiyi\nou: Front\n", "utf-8")
    roles = {"column": "ou", "values": {"Front": "clerk"}}
    (tmp_path / "mapping.json").write_text(
        json.dumps({"id": "uid", "name": "cn", "initials": "uid", "role": roles}), "utf-8"
    )
    return {
        **{name: str(tmp_path / f"{name}.csv") for name in files},
        "CENTRAL": str(central), "DESK": str(desk), "NEW": str(tmp_path / "new"),
        "NOTE": str(tmp_path / "release.json"), "PAGE": str(tmp_path / "desks.html"),
        "LDIF": str(tmp_path / "staff.ldif"), "MAPPING": str(tmp_path / "mapping.json"),
        "ZIP": str(tmp_path / "for-support.zip"), "COPY": str(tmp_path / "copy.db"),
        "ASIDE": str(tmp_path / "aside.db"), "INSTALLER": str(tmp_path / "mapping.json"),
        "ON_POSTGRES": str(tmp_path / "on-postgres"), "POSTGRES": f"sqlite:///{tmp_path / 'other.db'}",
    }  # fmt: skip


@pytest.fixture
def made_by_the_handbook() -> Iterator[dict[str, str]]:
    """Run its SQL on the suite's PostgreSQL; yields where central finds the database. All is dropped afterwards."""
    url = os.environ.get("CLINIC_TEST_POSTGRES")
    if not url:
        pytest.skip("no PostgreSQL here: run `build/dev.py test`, or name one in CLINIC_TEST_POSTGRES")
    own = "handbook_" + uuid.uuid4().hex
    server = sa.create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as line:
        for statement in commands("zh_CN", "sql"):
            line.execute(sa.text(statement.replace("$ROLE", own).replace("$DATABASE", own)))
    address = sa.make_url(url).set(database=own, username=own, password="replace-me")
    yield {"POSTGRES": address.render_as_string(hide_password=False)}
    with server.connect() as line:
        line.execute(sa.text(f"drop database {own} with (force)"))
        line.execute(sa.text(f"drop role {own}"))
    server.dispose()


@pytest.mark.rows("B10", "G113")
def test_the_handbooks_postgresql_commands_make_a_central(
    made_by_the_handbook: dict[str, str], tmp_path: Path
) -> None:
    (line,) = (line for line in commands("zh_CN", "sh") if "$POSTGRES" in line)
    given = {**made_by_the_handbook, "ON_POSTGRES": str(tmp_path / "central")}
    for said in (line, "clinic-central verify --home $ON_POSTGRES --database $POSTGRES"):
        done = run(
            [re.sub(r"\$([A-Z_]+)", lambda found: given[found[1]], word) for word in shlex.split(said)]
        )
        assert done.returncode == 0, done.stderr


@pytest.mark.rows("B10", "G113")
def test_every_command_of_the_handbook_runs_as_it_is_printed(places: dict[str, str]) -> None:
    lines = commands("zh_CN", "sh")
    assert len(lines) >= 15
    for line in lines:
        words = [re.sub(r"\$([A-Z_]+)", lambda found: places[found[1]], word) for word in shlex.split(line)]
        done = run(words)
        unenrolled = words[:2] == ["clinic-desk", "doctor"] and done.returncode == 1
        if unenrolled:
            bad = [found["name"] for found in json.loads(done.stdout)["findings"] if not found["ok"]]
            assert bad == ["enrolment"], done.stdout
            continue
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"


@pytest.mark.rows("B10")
def test_both_languages_of_the_handbook_give_the_same_commands() -> None:
    for kind in ("sh", "not-here", "sql", "one-pc"):
        assert commands("zh_CN", kind) == commands("en", kind)


@pytest.mark.rows("B10")
def test_what_is_listed_as_not_runnable_here_are_words_that_our_programs_take() -> None:
    grammars = {"clinic-desk": desk_grammar(), "clinic-central": central_grammar()}
    ours = [words for words in map(shlex.split, commands("zh_CN", "not-here")) if words[0] in grammars]
    assert len(ours) >= 10
    for program, *words in ours:
        assert callable(grammars[program].parse_args(words).run)


@pytest.mark.rows("B10")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_handbook_has_no_command_outside_the_kinds_of_block(language: str) -> None:
    text = (HELP / f"it.{language}.md").read_text("utf-8")
    assert {kind for kind, _ in BLOCK.findall(text)} == {"sh", "not-here", "sql", "one-pc"}


@pytest.mark.rows("B10")
def test_the_unit_starts_a_command_that_exists_and_runs_without_rights() -> None:
    unit = (ROOT / "build/server/clinic-central.service").read_text("utf-8")
    start = next(line for line in unit.splitlines() if line.startswith("ExecStart="))
    words = shlex.split(start.removeprefix("ExecStart="))[1:]
    assert central_grammar().parse_args(words).port == 8443
    assert {"NoNewPrivileges=yes", "User=clinic", "ProtectSystem=strict", "LimitCORE=0"} <= set(
        unit.splitlines()
    )
